"""msgspec Structs: types, patterns and unknown keys in C, the rules between fields in `__post_init__`."""

from abc import ABC
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import force_setattr

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

Text = Annotated[str, Meta(pattern=rf"\A{leaves.TEXT}\Z")]
Id = Annotated[str, Meta(pattern=rf"\A{leaves.ID}\Z")]
Url = Annotated[str, Meta(pattern=rf"\A{leaves.URL}\Z")]
Count = Annotated[int, Meta(ge=1)]
Months = Annotated[int, Meta(ge=1, le=120)]
PeriodText = Annotated[str, Meta(pattern=rf"\A{leaves.PERIOD}\Z")]


class Day(ABC):  # noqa: B024 - a name for two classes, as msgspec has no union of a date and another kind of text
    """A day, exact or imprecise."""


Day.register(date)
Day.register(PartialDate)


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all have in common."""


class Party(Record):
    id: Id
    name: Text
    kind: PartyKind
    acts_for: Id | None = None
    identifiers: dict[Text, Text] = {}
    aliases: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        leaves.party_rules(self)


class Source(Record):
    title: Text
    publisher: Text | None = None
    published_on: Day | None = None
    url: Url | None = None
    accessed_on: Day | None = None
    note: Text | None = None


class Signatory(Record):
    name: Text
    party: Id
    office: Text | None = None


class Act(Record):
    kind: ActKind
    on: Day
    by: tuple[Id, ...] = ()
    received_on: Day | None = None
    effective_on: Day | None = None
    place: Text | None = None
    signature_kind: SignatureKind | None = None
    signatories: tuple[Signatory, ...] = ()
    until: Day | None = None
    period: Period | None = None
    id: Id | None = None
    refers_to: Id | None = None
    certainty: Certainty = Certainty.STATED
    sources: tuple[Source, ...] = ()
    note: Text | None = None

    def __post_init__(self) -> None:
        leaves.act_rules(self)


class Relation(Record):
    kind: RelationKind
    to: Id


class TreatyRegistration(Record):
    register: Text
    number: Text | None = None
    on: Day | None = None


class DayAfter(Record, tag="day_after"):
    period: Period


class FirstOfMonthAfter(Record, tag="first_of_month_after"):
    period: Period


class FirstOfKthMonth(Record, tag="first_of_kth_month"):
    months: Months


class Indefinite(Record, tag="indefinite"):
    pass


class Until(Record, tag="until"):
    last_day: Day


# A union of msgspec's own holds text, but no class that is read by a hook: the text becomes a `Period` afterwards.
Delay = PeriodText | DayAfter | FirstOfMonthAfter | FirstOfKthMonth
Duration = PeriodText | Until | Indefinite


def _period(record: Struct, name: str, value: Any) -> None:
    if type(value) is str:
        force_setattr(record, name, leaves.period(value))


class CountedInstruments(Record):
    kinds: tuple[ActKind, ...] = leaves.CONSENT
    except_parties: tuple[Id, ...] = ()
    after_leaving: bool = False

    def __post_init__(self) -> None:
        leaves.counted_rules(self)


class Delayed(Record):
    delay: Delay | None = None
    article: Text | None = None

    def __post_init__(self) -> None:
        _period(self, "delay", self.delay)


class OnSignature(Delayed, tag="on_signature"):
    pass


class OnDate(Record, tag="on_date"):
    on: Day
    article: Text | None = None


class LastNotification(Delayed, tag="last_notification"):
    pass


class OnConsentOfAll(Delayed, tag="consent_of_all"):
    pass


class NthInstrument(Record, tag="nth_instrument"):
    number: Count
    delay: Delay | None = None
    among: tuple[Id, ...] = ()
    counted: CountedInstruments = CountedInstruments()
    article: Text | None = None

    def __post_init__(self) -> None:
        _period(self, "delay", self.delay)
        leaves.nth_rules(self)


class NoRenewal(Record, tag="none"):
    pass


class ExpressRenewal(Record, tag="express"):
    period: Period | None = None


class TacitRenewal(Record, tag="tacit"):
    period: PeriodText | Indefinite
    notice: Period | None = None
    times: Count | None = None
    until: date | None = None
    article: Text | None = None

    def __post_init__(self) -> None:
        _period(self, "period", self.period)


class NoWithdrawal(Record, tag="none"):
    pass


class WithdrawalOnNotice(Record, tag="on_notice"):
    notice: Delay
    lock_in: Period | None = None
    lock_in_from: LockInFrom = LockInFrom.OWN_ENTRY
    at: ExitAt = ExitAt.ANY_TIME
    delayed_by_conflict: bool = False
    article: Text | None = None

    def __post_init__(self) -> None:
        _period(self, "notice", self.notice)


class NoSurvival(Record, tag="none"):
    pass


class Survival(Record, tag="survival"):
    period: Period

    def __post_init__(self) -> None:
        leaves.some_time(self)


class LaterParties(Record):
    delay: Delay | None = None
    before_entry: BeforeEntry | None = None
    article: Text | None = None

    def __post_init__(self) -> None:
        _period(self, "delay", self.delay)


_term_rules = leaves.term_rules(Until, Indefinite, ExpressRenewal, TacitRenewal)
_ANCHORS = {anchor.value: anchor for anchor in Anchor}


class Term(Record):
    entry_into_force: OnSignature | OnDate | LastNotification | OnConsentOfAll | NthInstrument | None = None
    duration: Duration | None = None
    counting: Counting | None = None
    anchor: Any = Anchor.ENTRY_INTO_FORCE
    later_parties: LaterParties | None = None
    renewal: NoRenewal | ExpressRenewal | TacitRenewal | None = None
    withdrawal: NoWithdrawal | WithdrawalOnNotice | None = None
    minimum_parties: Count | None = None
    survival: NoSurvival | Survival | None = None
    stated_last_day: date | None = None

    def __post_init__(self) -> None:
        _period(self, "duration", self.duration)
        if type(self.anchor) is not Anchor:
            word = self.anchor if type(self.anchor) is str else ""
            force_setattr(self, "anchor", _ANCHORS.get(word) or leaves.exact(self.anchor))
        _term_rules(self)


_agreement_rules = leaves.agreement_rules(Until, OnDate)


class Agreement(Record):
    id: Id
    title: Text
    kind: AgreementKind | None = None
    binding: bool | None = None
    parties: tuple[Party, ...] = ()
    acts: tuple[Act, ...] = ()
    term: Term = Term()
    subjects: tuple[Text, ...] = ()
    description: Text | None = None
    signed_at: tuple[Id, ...] = ()
    relations: tuple[Relation, ...] = ()
    depositary: Text | None = None
    registrations: tuple[TreatyRegistration, ...] = ()
    sources: tuple[Source, ...] = ()
    extensions: dict[Text, Any] = {}

    def __post_init__(self) -> None:
        _agreement_rules(self)


def _read(cls: type, value: Any) -> Any:
    return leaves.period(value) if cls is Period else leaves.day(value)


class Structs:
    """Load and write with Structs."""

    def __init__(self) -> None:
        self.load = msgspec.json.Decoder(Agreement, dec_hook=_read).decode
        self.load_many = msgspec.json.Decoder(list[Agreement], dec_hook=_read).decode
        self.dump = msgspec.json.Encoder(enc_hook=str).encode
