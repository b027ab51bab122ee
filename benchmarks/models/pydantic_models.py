"""pydantic v2, strict: as `BaseModel`s and as slotted pydantic dataclasses, from one definition."""

# No `from __future__ import annotations` here: the classes stand in a function, and pydantic reads their annotations.
import warnings
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator
from pydantic.dataclasses import dataclass
from pydantic.functional_serializers import PlainSerializer
from pydantic.functional_validators import PlainValidator

from benchmarks.models import leaves
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

CONFIG = ConfigDict(strict=True, extra="forbid")
Text = Annotated[str, StringConstraints(pattern=f"^{leaves.TEXT}$")]
Id = Annotated[str, StringConstraints(pattern=f"^{leaves.ID}$")]
Url = Annotated[Text, StringConstraints(pattern=f"^{leaves.URL}$")]
Count = Annotated[int, Field(ge=1)]
Months = Annotated[int, Field(ge=1, le=120)]
Period = Annotated[leaves.Period, PlainValidator(leaves.period), PlainSerializer(str)]
PartialDate = Annotated[leaves.PartialDate, PlainValidator(leaves.partial), PlainSerializer(str)]
Day = Annotated[date | PartialDate, Field(union_mode="left_to_right")]


def after(rule: Callable[[Any], None]) -> Any:
    """A model's rule between its fields."""

    def check(self: Any) -> Any:
        rule(self)
        return self

    return model_validator(mode="after")(check)


def define(model: Callable[[type], Any]) -> SimpleNamespace:
    """The models, each made by `model` of a plain class."""

    @model
    class Party:
        id: Id
        name: Text
        kind: PartyKind
        acts_for: Id | None = None
        identifiers: dict[Text, Text] = Field(default_factory=dict)
        aliases: tuple[Text, ...] = ()
        check = after(leaves.party_rules)

    @model
    class Source:
        title: Text
        publisher: Text | None = None
        published_on: Day | None = None
        url: Url | None = None
        accessed_on: Day | None = None
        note: Text | None = None

    @model
    class Signatory:
        name: Text
        party: Id
        office: Text | None = None

    @model
    class Act:
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
        check = after(leaves.act_rules)

    @model
    class Relation:
        kind: RelationKind
        to: Id

    @model
    class TreatyRegistration:
        register: Text = Field(...)  # BaseModel's metaclass has a method of that name
        number: Text | None = None
        on: Day | None = None

    @model
    class DayAfter:
        type: Literal["day_after"]
        period: Period

    @model
    class FirstOfMonthAfter:
        type: Literal["first_of_month_after"]
        period: Period

    @model
    class FirstOfKthMonth:
        type: Literal["first_of_kth_month"]
        months: Months

    @model
    class Indefinite:
        type: Literal["indefinite"]

    @model
    class Until:
        type: Literal["until"]
        last_day: Day

    # Last comes the period, whose serialiser would take anything.
    tagged = Annotated[DayAfter | FirstOfMonthAfter | FirstOfKthMonth, Field(discriminator="type")]
    any_delay = Annotated[tagged | Period, Field(union_mode="left_to_right")]
    endless = Annotated[Until | Indefinite, Field(discriminator="type")]
    any_duration = Annotated[endless | Period, Field(union_mode="left_to_right")]

    @model
    class CountedInstruments:
        kinds: tuple[ActKind, ...] = leaves.CONSENT
        except_parties: tuple[Id, ...] = ()
        after_leaving: bool = False
        check = after(leaves.counted_rules)

    @model
    class OnSignature:
        type: Literal["on_signature"]
        delay: any_delay | None = None
        article: Text | None = None

    @model
    class OnDate:
        type: Literal["on_date"]
        on: Day
        article: Text | None = None

    @model
    class LastNotification:
        type: Literal["last_notification"]
        delay: any_delay | None = None
        article: Text | None = None

    @model
    class OnConsentOfAll:
        type: Literal["consent_of_all"]
        delay: any_delay | None = None
        article: Text | None = None

    @model
    class NthInstrument:
        type: Literal["nth_instrument"]
        number: Count
        delay: any_delay | None = None
        among: tuple[Id, ...] = ()
        counted: CountedInstruments = CountedInstruments()
        article: Text | None = None
        check = after(leaves.nth_rules)

    any_condition = Annotated[
        OnSignature | OnDate | LastNotification | OnConsentOfAll | NthInstrument, Field(discriminator="type")
    ]

    @model
    class NoRenewal:
        type: Literal["none"]

    @model
    class ExpressRenewal:
        type: Literal["express"]
        period: Period | None = None

    @model
    class TacitRenewal:
        type: Literal["tacit"]
        period: Annotated[Indefinite | Period, Field(union_mode="left_to_right")]
        notice: Period | None = None
        times: Count | None = None
        until: date | None = None
        article: Text | None = None

    @model
    class NoWithdrawal:
        type: Literal["none"]

    @model
    class WithdrawalOnNotice:
        type: Literal["on_notice"]
        notice: any_delay
        lock_in: Period | None = None
        lock_in_from: LockInFrom = LockInFrom.OWN_ENTRY
        at: ExitAt = ExitAt.ANY_TIME
        delayed_by_conflict: bool = False
        article: Text | None = None

    @model
    class NoSurvival:
        type: Literal["none"]

    @model
    class Survival:
        type: Literal["survival"]
        period: Period
        check = after(leaves.some_time)

    @model
    class LaterParties:
        delay: any_delay | None = None
        before_entry: BeforeEntry | None = None
        article: Text | None = None

    @model
    class Term:
        entry_into_force: any_condition | None = None
        duration: any_duration | None = None
        counting: Counting | None = None
        anchor: Anchor | date = Anchor.ENTRY_INTO_FORCE
        later_parties: LaterParties | None = None
        renewal: Annotated[NoRenewal | ExpressRenewal | TacitRenewal, Field(discriminator="type")] | None = None
        withdrawal: Annotated[NoWithdrawal | WithdrawalOnNotice, Field(discriminator="type")] | None = None
        minimum_parties: Count | None = None
        survival: Annotated[NoSurvival | Survival, Field(discriminator="type")] | None = None
        stated_last_day: date | None = None
        check = after(leaves.term_rules(Until, Indefinite, ExpressRenewal, TacitRenewal))

    @model
    class Agreement:
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
        extensions: dict[Text, Any] = Field(default_factory=dict)
        check = after(leaves.agreement_rules(Until, OnDate))

    return SimpleNamespace(Agreement=Agreement)


def _base_model(cls: type) -> type[BaseModel]:
    names = {name: value for name, value in vars(cls).items() if name not in {"__dict__", "__weakref__"}}
    return type(BaseModel)(cls.__name__, (BaseModel,), {**names, "model_config": {**CONFIG, "frozen": True}})


def _dataclass(cls: type) -> type:
    return dataclass(config=CONFIG, frozen=True, slots=True, kw_only=True)(cls)


def _quietly(model: Callable[[type], Any]) -> SimpleNamespace:
    with warnings.catch_warnings(action="ignore"):  # of the field that is called as that method
        return define(model)


class BaseModels:
    """Load and write with `BaseModel`s."""

    def __init__(self) -> None:
        self.agreement = _quietly(_base_model).Agreement
        self.load = self.agreement.model_validate_json
        self.load_many = TypeAdapter(list[self.agreement]).validate_json

    def dump(self, value: Any) -> str:
        return value.model_dump_json(exclude_defaults=True)


class Dataclasses:
    """Load and write with slotted pydantic dataclasses."""

    def __init__(self) -> None:
        self.agreement = _quietly(_dataclass).Agreement
        adapter = TypeAdapter(self.agreement)
        self.load = adapter.validate_json
        self.load_many = TypeAdapter(list[self.agreement]).validate_json
        self.write = adapter.dump_json

    def dump(self, value: Any) -> bytes:
        return self.write(value, exclude_defaults=True)
