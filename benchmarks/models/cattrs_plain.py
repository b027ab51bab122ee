"""attrs with its own validators and cattrs' orjson converter, as one would first write them.

Hooks stand only where cattrs needs them: for days, periods and tagged unions. What cattrs converts by itself (a number
to text) it converts here too; the table of broken documents shows what that lets through.
"""

from datetime import date
from typing import Any

import attrs
from attrs import validators as v
from cattrs.preconf.orjson import make_converter

from benchmarks.models import leaves
from benchmarks.models.leaves import PartialDate, Period
from mou import (
    ActKind,
    AgreementKind,
    Anchor,
    BeforeEntry,
    Certainty,
    Counting,
    ExitAt,
    LockInFrom,
    PartyKind,
    RelationKind,
    SignatureKind,
)

Day = date | PartialDate
_TEXT = [v.instance_of(str), v.matches_re(leaves.TEXT)]
_ID = [v.instance_of(str), v.matches_re(leaves.ID)]
_DAY = v.instance_of((date, PartialDate))
_PERIOD = v.instance_of(Period)


def must(*checks: Any) -> Any:
    """A field that has to be given."""
    return attrs.field(validator=list(checks))


def maybe(*checks: Any) -> Any:
    """A field that may be left out."""
    return attrs.field(default=None, validator=v.optional(list(checks)))


def several(*checks: Any) -> Any:
    """A tuple."""
    return attrs.field(default=(), validator=v.deep_iterable(v.and_(*checks), v.instance_of(tuple)))


def given(default: Any) -> Any:
    """A field with a default, of the same class."""
    return attrs.field(default=default, validator=v.instance_of(type(default)))


record = attrs.frozen(kw_only=True)


@record
class Party:
    id: str = must(*_ID)
    name: str = must(*_TEXT)
    kind: PartyKind = must(v.instance_of(PartyKind))
    acts_for: str | None = maybe(*_ID)
    identifiers: dict[str, str] = attrs.field(
        factory=dict, validator=v.deep_mapping(v.and_(*_TEXT), v.and_(*_TEXT), v.instance_of(dict))
    )
    aliases: tuple[str, ...] = several(*_TEXT)

    def __attrs_post_init__(self) -> None:
        leaves.party_rules(self)


@record
class Source:
    title: str = must(*_TEXT)
    publisher: str | None = maybe(*_TEXT)
    published_on: Day | None = maybe(_DAY)
    url: str | None = maybe(v.instance_of(str), v.matches_re(leaves.URL))
    accessed_on: Day | None = maybe(_DAY)
    note: str | None = maybe(*_TEXT)


@record
class Signatory:
    name: str = must(*_TEXT)
    party: str = must(*_ID)
    office: str | None = maybe(*_TEXT)


@record
class Act:
    kind: ActKind = must(v.instance_of(ActKind))
    on: Day = must(_DAY)
    by: tuple[str, ...] = several(*_ID)
    received_on: Day | None = maybe(_DAY)
    effective_on: Day | None = maybe(_DAY)
    place: str | None = maybe(*_TEXT)
    signature_kind: SignatureKind | None = maybe(v.instance_of(SignatureKind))
    signatories: tuple[Signatory, ...] = several(v.instance_of(Signatory))
    until: Day | None = maybe(_DAY)
    period: Period | None = maybe(_PERIOD)
    id: str | None = maybe(*_ID)
    refers_to: str | None = maybe(*_ID)
    certainty: Certainty = given(Certainty.STATED)
    sources: tuple[Source, ...] = several(v.instance_of(Source))
    note: str | None = maybe(*_TEXT)

    def __attrs_post_init__(self) -> None:
        leaves.act_rules(self)


@record
class Relation:
    kind: RelationKind = must(v.instance_of(RelationKind))
    to: str = must(*_ID)


@record
class TreatyRegistration:
    register: str = must(*_TEXT)
    number: str | None = maybe(*_TEXT)
    on: Day | None = maybe(_DAY)


@record
class DayAfter:
    period: Period = must(_PERIOD)


@record
class FirstOfMonthAfter:
    period: Period = must(_PERIOD)


@record
class FirstOfKthMonth:
    months: int = must(v.instance_of(int), v.ge(1), v.le(120))


@record
class Indefinite:
    pass


@record
class Until:
    last_day: Day = must(_DAY)


Delay = Period | DayAfter | FirstOfMonthAfter | FirstOfKthMonth
Duration = Period | Until | Indefinite
_DELAY = v.instance_of((Period, DayAfter, FirstOfMonthAfter, FirstOfKthMonth))


@record
class CountedInstruments:
    kinds: tuple[ActKind, ...] = attrs.field(
        default=leaves.CONSENT, validator=v.deep_iterable(v.instance_of(ActKind), v.instance_of(tuple))
    )
    except_parties: tuple[str, ...] = several(*_ID)
    after_leaving: bool = given(default=False)

    def __attrs_post_init__(self) -> None:
        leaves.counted_rules(self)


@record
class OnSignature:
    delay: Delay | None = maybe(_DELAY)
    article: str | None = maybe(*_TEXT)


@record
class OnDate:
    on: Day = must(_DAY)
    article: str | None = maybe(*_TEXT)


@record
class LastNotification:
    delay: Delay | None = maybe(_DELAY)
    article: str | None = maybe(*_TEXT)


@record
class OnConsentOfAll:
    delay: Delay | None = maybe(_DELAY)
    article: str | None = maybe(*_TEXT)


@record
class NthInstrument:
    number: int = must(v.instance_of(int), v.ge(1))
    delay: Delay | None = maybe(_DELAY)
    among: tuple[str, ...] = several(*_ID)
    counted: CountedInstruments = given(CountedInstruments())
    article: str | None = maybe(*_TEXT)

    def __attrs_post_init__(self) -> None:
        leaves.nth_rules(self)


@record
class NoRenewal:
    pass


@record
class ExpressRenewal:
    period: Period | None = maybe(_PERIOD)


@record
class TacitRenewal:
    period: Period | Indefinite = must(v.instance_of((Period, Indefinite)))
    notice: Period | None = maybe(_PERIOD)
    times: int | None = maybe(v.instance_of(int), v.ge(1))
    until: date | None = maybe(v.instance_of(date))
    article: str | None = maybe(*_TEXT)


@record
class NoWithdrawal:
    pass


@record
class WithdrawalOnNotice:
    notice: Delay = must(_DELAY)
    lock_in: Period | None = maybe(_PERIOD)
    lock_in_from: LockInFrom = given(LockInFrom.OWN_ENTRY)
    at: ExitAt = given(ExitAt.ANY_TIME)
    delayed_by_conflict: bool = given(default=False)
    article: str | None = maybe(*_TEXT)


@record
class NoSurvival:
    pass


@record
class Survival:
    period: Period = must(_PERIOD)

    def __attrs_post_init__(self) -> None:
        leaves.some_time(self)


@record
class LaterParties:
    delay: Delay | None = maybe(_DELAY)
    before_entry: BeforeEntry | None = maybe(v.instance_of(BeforeEntry))
    article: str | None = maybe(*_TEXT)


Condition = OnSignature | OnDate | LastNotification | OnConsentOfAll | NthInstrument
Renewal = NoRenewal | ExpressRenewal | TacitRenewal
Withdrawal = NoWithdrawal | WithdrawalOnNotice
Survivals = NoSurvival | Survival
_term_rules = leaves.term_rules(Until, Indefinite, ExpressRenewal, TacitRenewal)


@record
class Term:
    entry_into_force: Condition | None = maybe(v.instance_of(Condition))
    duration: Duration | None = maybe(v.instance_of(Duration))
    counting: Counting | None = maybe(v.instance_of(Counting))
    anchor: Anchor | date = attrs.field(default=Anchor.ENTRY_INTO_FORCE, validator=v.instance_of((Anchor, date)))
    later_parties: LaterParties | None = maybe(v.instance_of(LaterParties))
    renewal: Renewal | None = maybe(v.instance_of(Renewal))
    withdrawal: Withdrawal | None = maybe(v.instance_of(Withdrawal))
    minimum_parties: int | None = maybe(v.instance_of(int), v.ge(1))
    survival: Survivals | None = maybe(v.instance_of(Survivals))
    stated_last_day: date | None = maybe(v.instance_of(date))

    def __attrs_post_init__(self) -> None:
        _term_rules(self)


_agreement_rules = leaves.agreement_rules(Until, OnDate)


@record
class Agreement:
    id: str = must(*_ID)
    title: str = must(*_TEXT)
    kind: AgreementKind | None = maybe(v.instance_of(AgreementKind))
    binding: bool | None = maybe(v.instance_of(bool))
    parties: tuple[Party, ...] = several(v.instance_of(Party))
    acts: tuple[Act, ...] = several(v.instance_of(Act))
    term: Term = given(Term())
    subjects: tuple[str, ...] = several(*_TEXT)
    description: str | None = maybe(*_TEXT)
    signed_at: tuple[str, ...] = several(*_ID)
    relations: tuple[Relation, ...] = several(v.instance_of(Relation))
    depositary: str | None = maybe(*_TEXT)
    registrations: tuple[TreatyRegistration, ...] = several(v.instance_of(TreatyRegistration))
    sources: tuple[Source, ...] = several(v.instance_of(Source))
    extensions: dict[str, Any] = attrs.field(
        factory=dict, validator=v.deep_mapping(v.and_(*_TEXT), mapping_validator=v.instance_of(dict))
    )

    def __attrs_post_init__(self) -> None:
        _agreement_rules(self)


_TAGS = {
    DayAfter: "day_after",
    FirstOfMonthAfter: "first_of_month_after",
    FirstOfKthMonth: "first_of_kth_month",
    Until: "until",
    Indefinite: "indefinite",
    OnSignature: "on_signature",
    OnDate: "on_date",
    LastNotification: "last_notification",
    OnConsentOfAll: "consent_of_all",
    NthInstrument: "nth_instrument",
    NoRenewal: "none",
    ExpressRenewal: "express",
    TacitRenewal: "tacit",
    NoWithdrawal: "none",
    WithdrawalOnNotice: "on_notice",
    NoSurvival: "none",
    Survival: "survival",
}


def _converter() -> Any:
    made = make_converter(omit_if_default=True)
    made.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    made.register_structure_hook(Period, lambda value, _: leaves.period(value))
    made.register_structure_hook(Day, lambda value, _: leaves.day(value))
    made.register_unstructure_hook(Period, str)
    made.register_unstructure_hook(PartialDate, str)
    made.register_unstructure_hook(Day, str)
    made.register_structure_hook(
        Anchor | date, lambda value, _: Anchor(value) if value in set(Anchor) else date.fromisoformat(value)
    )
    made.register_unstructure_hook(Anchor | date, str)
    for union in (Delay, Duration, Period | Indefinite, Condition, Renewal, Withdrawal, Survivals):
        _tagged(made, union)
    return made


def _tagged(made: Any, union: Any) -> None:
    """A union of objects told apart by a tag, and of a period, which cattrs' own strategy would not take as text."""
    classes = [cls for cls in union.__args__ if cls is not Period]
    read = {_TAGS[cls]: made.get_structure_hook(cls) for cls in classes}
    write = {cls: made.get_unstructure_hook(cls) for cls in classes}

    def structure(value: Any, _: Any) -> Any:
        if isinstance(value, dict):
            return read[value["type"]](value, None)
        return None if value is None else leaves.period(value)

    def unstructure(value: Any) -> Any:
        if type(value) in write:
            return {"type": _TAGS[type(value)], **write[type(value)](value)}
        return None if value is None else str(value)

    for one in (union, union | None):
        made.register_structure_hook(one, structure)
        made.register_unstructure_hook(one, unstructure)


class Plain:
    """Load and write with cattrs."""

    def __init__(self) -> None:
        self.converter = _converter()

    def load(self, text: bytes) -> Any:
        return self.converter.loads(text, Agreement)

    def load_many(self, text: bytes) -> Any:
        return self.converter.loads(text, list[Agreement])

    def dump(self, value: Any) -> bytes:
        return self.converter.dumps(value)
