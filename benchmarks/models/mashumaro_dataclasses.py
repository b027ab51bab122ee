"""mashumaro over slotted dataclasses, with orjson; each leaf is read by a function, as mashumaro checks no types."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from mashumaro import field_options
from mashumaro.codecs.orjson import ORJSONDecoder
from mashumaro.config import BaseConfig
from mashumaro.mixins.orjson import DataClassORJSONMixin

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


class Record(DataClassORJSONMixin):
    """What all have in common."""

    __slots__ = ()

    class Config(BaseConfig):  # noqa: D106 - mashumaro asks for the name
        forbid_extra_keys = True
        omit_default = True


record = dataclass(frozen=True, slots=True, kw_only=True)


def _several(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def structure(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise ValueError("no list")
        return tuple([read(part) for part in value])

    return structure


def _map(value: Any) -> dict[str, str]:
    if type(value) is not dict:
        raise ValueError("no object")
    return {leaves.text(key): leaves.text(part) for key, part in value.items()}


def _object(value: Any) -> dict[str, Any]:
    if type(value) is not dict:
        raise ValueError("no object")
    return value


def _optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else read(value)


def _written(value: Any) -> Any:
    return value.to_dict() if isinstance(value, Record) else None if value is None else str(value)


_REQUIRED: Any = object()


def leaf(read: Callable[[Any], Any], default: Any = _REQUIRED, write: Any = None) -> Any:
    """A field that a function reads."""
    options = field_options(deserialize=read, **({} if write is None else {"serialize": write}))
    return field(metadata=options) if default is _REQUIRED else field(default=default, metadata=options)


def maybe(read: Callable[[Any], Any], write: Any = None) -> Any:
    """A field that a function reads, or nothing."""
    return leaf(_optional(read), None, write)


def lists(read: Callable[[Any], Any]) -> Any:
    """A list of what a function reads."""
    return leaf(_several(read), ())


def one_of(*classes: Any, text: Callable[[Any], Any] | None = None) -> Callable[[Any], Any]:
    """Reads an object by its tag, or what is none by a function of its own."""
    by_tag = {cls.TAG: cls.from_dict for cls in classes}

    def structure(value: Any) -> Any:
        return by_tag[value["type"]](value) if text is None or type(value) is dict else text(value)

    return structure


@record
class Party(Record):
    id: str = leaf(leaves.identifier)
    name: str = leaf(leaves.text)
    kind: PartyKind
    acts_for: str | None = maybe(leaves.identifier)
    identifiers: dict[str, str] = field(default_factory=dict, metadata=field_options(deserialize=_map))
    aliases: tuple[str, ...] = lists(leaves.text)

    def __post_init__(self) -> None:
        leaves.party_rules(self)


@record
class Source(Record):
    title: str = leaf(leaves.text)
    publisher: str | None = maybe(leaves.text)
    published_on: Day | None = maybe(leaves.day, _written)
    url: str | None = maybe(leaves.url)
    accessed_on: Day | None = maybe(leaves.day, _written)
    note: str | None = maybe(leaves.text)


@record
class Signatory(Record):
    name: str = leaf(leaves.text)
    party: str = leaf(leaves.identifier)
    office: str | None = maybe(leaves.text)


@record
class Act(Record):
    kind: ActKind
    on: Day = leaf(leaves.day, write=_written)
    by: tuple[str, ...] = lists(leaves.identifier)
    received_on: Day | None = maybe(leaves.day, _written)
    effective_on: Day | None = maybe(leaves.day, _written)
    place: str | None = maybe(leaves.text)
    signature_kind: SignatureKind | None = None
    signatories: tuple[Signatory, ...] = lists(Signatory.from_dict)
    until: Day | None = maybe(leaves.day, _written)
    period: Period | None = maybe(leaves.period, _written)
    id: str | None = maybe(leaves.identifier)
    refers_to: str | None = maybe(leaves.identifier)
    certainty: Certainty = Certainty.STATED
    sources: tuple[Source, ...] = lists(Source.from_dict)
    note: str | None = maybe(leaves.text)

    def __post_init__(self) -> None:
        leaves.act_rules(self)


@record
class Relation(Record):
    kind: RelationKind
    to: str = leaf(leaves.identifier)


@record
class TreatyRegistration(Record):
    register: str = leaf(leaves.text)
    number: str | None = maybe(leaves.text)
    on: Day | None = maybe(leaves.day, _written)


@record
class DayAfter(Record):
    TAG = "day_after"
    type: Literal["day_after"]
    period: Period = leaf(leaves.period, write=_written)


@record
class FirstOfMonthAfter(Record):
    TAG = "first_of_month_after"
    type: Literal["first_of_month_after"]
    period: Period = leaf(leaves.period, write=_written)


@record
class FirstOfKthMonth(Record):
    TAG = "first_of_kth_month"
    type: Literal["first_of_kth_month"]
    months: int = leaf(leaves.months)


@record
class Indefinite(Record):
    TAG = "indefinite"
    type: Literal["indefinite"]


@record
class Until(Record):
    TAG = "until"
    type: Literal["until"]
    last_day: Day = leaf(leaves.day, write=_written)


Delay = Period | DayAfter | FirstOfMonthAfter | FirstOfKthMonth
_delay = one_of(DayAfter, FirstOfMonthAfter, FirstOfKthMonth, text=leaves.period)


@record
class CountedInstruments(Record):
    kinds: tuple[ActKind, ...] = lists(ActKind)
    except_parties: tuple[str, ...] = lists(leaves.identifier)
    after_leaving: bool = leaf(leaves.flag, default=False)

    def __post_init__(self) -> None:
        leaves.counted_rules(self)


@record
class OnSignature(Record):
    TAG = "on_signature"
    type: Literal["on_signature"]
    delay: Delay | None = maybe(_delay, _written)
    article: str | None = maybe(leaves.text)


@record
class OnDate(Record):
    TAG = "on_date"
    type: Literal["on_date"]
    on: Day = leaf(leaves.day, write=_written)
    article: str | None = maybe(leaves.text)


@record
class LastNotification(Record):
    TAG = "last_notification"
    type: Literal["last_notification"]
    delay: Delay | None = maybe(_delay, _written)
    article: str | None = maybe(leaves.text)


@record
class OnConsentOfAll(Record):
    TAG = "consent_of_all"
    type: Literal["consent_of_all"]
    delay: Delay | None = maybe(_delay, _written)
    article: str | None = maybe(leaves.text)


@record
class NthInstrument(Record):
    TAG = "nth_instrument"
    type: Literal["nth_instrument"]
    number: int = leaf(leaves.count)
    delay: Delay | None = maybe(_delay, _written)
    among: tuple[str, ...] = lists(leaves.identifier)
    counted: CountedInstruments = CountedInstruments(kinds=leaves.CONSENT)
    article: str | None = maybe(leaves.text)

    def __post_init__(self) -> None:
        leaves.nth_rules(self)


@record
class NoRenewal(Record):
    TAG = "none"
    type: Literal["none"]


@record
class ExpressRenewal(Record):
    TAG = "express"
    type: Literal["express"]
    period: Period | None = maybe(leaves.period, _written)


@record
class TacitRenewal(Record):
    TAG = "tacit"
    type: Literal["tacit"]
    period: Period | Indefinite = leaf(one_of(Indefinite, text=leaves.period), write=_written)
    notice: Period | None = maybe(leaves.period, _written)
    times: int | None = maybe(leaves.count)
    until: date | None = maybe(leaves.exact)
    article: str | None = maybe(leaves.text)


@record
class NoWithdrawal(Record):
    TAG = "none"
    type: Literal["none"]


@record
class WithdrawalOnNotice(Record):
    TAG = "on_notice"
    type: Literal["on_notice"]
    notice: Delay = leaf(_delay, write=_written)
    lock_in: Period | None = maybe(leaves.period, _written)
    lock_in_from: LockInFrom = LockInFrom.OWN_ENTRY
    at: ExitAt = ExitAt.ANY_TIME
    delayed_by_conflict: bool = leaf(leaves.flag, default=False)
    article: str | None = maybe(leaves.text)


@record
class NoSurvival(Record):
    TAG = "none"
    type: Literal["none"]


@record
class Survival(Record):
    TAG = "survival"
    type: Literal["survival"]
    period: Period = leaf(leaves.period, write=_written)

    def __post_init__(self) -> None:
        leaves.some_time(self)


@record
class LaterParties(Record):
    delay: Delay | None = maybe(_delay, _written)
    before_entry: BeforeEntry | None = None
    article: str | None = maybe(leaves.text)


_term_rules = leaves.term_rules(Until, Indefinite, ExpressRenewal, TacitRenewal)
_ANCHORS = {anchor.value: anchor for anchor in Anchor}


def _anchor(value: Any) -> Anchor | date:
    return _ANCHORS.get(value) or leaves.exact(value)


@record
class Term(Record):
    entry_into_force: OnSignature | OnDate | LastNotification | OnConsentOfAll | NthInstrument | None = maybe(
        one_of(OnSignature, OnDate, LastNotification, OnConsentOfAll, NthInstrument), _written
    )
    duration: Period | Until | Indefinite | None = maybe(one_of(Until, Indefinite, text=leaves.period), _written)
    counting: Counting | None = None
    anchor: Anchor | date = leaf(_anchor, Anchor.ENTRY_INTO_FORCE, str)
    later_parties: LaterParties | None = None
    renewal: NoRenewal | ExpressRenewal | TacitRenewal | None = maybe(
        one_of(NoRenewal, ExpressRenewal, TacitRenewal), _written
    )
    withdrawal: NoWithdrawal | WithdrawalOnNotice | None = maybe(one_of(NoWithdrawal, WithdrawalOnNotice), _written)
    minimum_parties: int | None = maybe(leaves.count)
    survival: NoSurvival | Survival | None = maybe(one_of(NoSurvival, Survival), _written)
    stated_last_day: date | None = maybe(leaves.exact)

    def __post_init__(self) -> None:
        _term_rules(self)


_agreement_rules = leaves.agreement_rules(Until, OnDate)


@record
class Agreement(Record):
    id: str = leaf(leaves.identifier)
    title: str = leaf(leaves.text)
    kind: AgreementKind | None = None
    binding: bool | None = maybe(leaves.flag)
    parties: tuple[Party, ...] = lists(Party.from_dict)
    acts: tuple[Act, ...] = lists(Act.from_dict)
    term: Term = Term()
    subjects: tuple[str, ...] = lists(leaves.text)
    description: str | None = maybe(leaves.text)
    signed_at: tuple[str, ...] = lists(leaves.identifier)
    relations: tuple[Relation, ...] = lists(Relation.from_dict)
    depositary: str | None = maybe(leaves.text)
    registrations: tuple[TreatyRegistration, ...] = lists(TreatyRegistration.from_dict)
    sources: tuple[Source, ...] = lists(Source.from_dict)
    extensions: dict[str, Any] = field(default_factory=dict, metadata=field_options(deserialize=_object))

    def __post_init__(self) -> None:
        _agreement_rules(self)


class Mixins:
    """Load and write with mashumaro's mixins."""

    def __init__(self) -> None:
        self.load = Agreement.from_json
        self.load_many = ORJSONDecoder(list[Agreement]).decode

    def dump(self, value: Any) -> bytes:
        return value.to_jsonb()
