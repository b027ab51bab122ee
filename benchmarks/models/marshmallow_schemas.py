"""marshmallow schemas that make the dataclasses of the mashumaro models, whose rules between fields hold here too."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import orjson
from marshmallow import RAISE, Schema, ValidationError, fields, post_dump, post_load

from benchmarks.models import leaves, mashumaro_dataclasses as made
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


class Leaf(fields.Field):
    """A leaf that a function reads."""

    def __init__(self, read: Callable[[Any], Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.read = read

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        try:
            return self.read(value)
        except (ValueError, TypeError, KeyError) as error:
            raise ValidationError(str(error)) from error

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        return value if value is None or type(value) in {str, int, bool, dict} else str(value)


class OneOf(fields.Field):
    """An object of one of several schemas, by its tag, or what is none by a function of its own."""

    def __init__(self, *schemas: type["Record"], text: Callable[[Any], Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.by_tag = {schema.makes.TAG: schema() for schema in schemas}
        self.text = text

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        try:
            return self.by_tag[value["type"]].load(value) if type(value) is dict else self.text(value)
        except (ValueError, TypeError, KeyError) as error:
            raise ValidationError(str(error)) from error

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        tag = getattr(value, "TAG", None)
        return self.by_tag[tag].dump(value) if tag else None if value is None else str(value)


class Record(Schema):
    """What all have in common."""

    makes: Any = None

    class Meta:  # noqa: D106 - marshmallow asks for the name
        unknown = RAISE

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        try:
            return self.makes(**data)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    @post_dump
    def without_defaults(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {
            name: value
            for name, value in data.items()
            if value is not None and value not in ([], {}) and value != _DEFAULTS.get((self.makes, name), ...)
        }


_DEFAULTS: dict[Any, Any] = {
    (made.Act, "certainty"): "stated",
    (made.Term, "anchor"): "entry_into_force",
    (made.CountedInstruments, "after_leaving"): False,
    (made.NthInstrument, "counted"): {"kinds": [str(kind) for kind in leaves.CONSENT]},
    (made.WithdrawalOnNotice, "lock_in_from"): "own_entry",
    (made.WithdrawalOnNotice, "at"): "any_time",
    (made.WithdrawalOnNotice, "delayed_by_conflict"): False,
}


def word(cls: type[StrEnum], **kwargs: Any) -> fields.Enum:
    """A word of an enum, by its value."""
    return fields.Enum(cls, by_value=fields.Raw, **kwargs)


def several(field: Any) -> Any:
    """A list."""
    return fields.List(field)


def nested(schema: type[Schema]) -> Any:
    """A list of objects."""
    return fields.List(fields.Nested(schema))


MAYBE = {"allow_none": True}
MUST = {"required": True}


class Party(Record):
    makes = made.Party
    id = Leaf(leaves.identifier, **MUST)
    name = Leaf(leaves.text, **MUST)
    kind = word(PartyKind, **MUST)
    acts_for = Leaf(leaves.identifier, **MAYBE)
    identifiers = fields.Dict(Leaf(leaves.text), Leaf(leaves.text))
    aliases = several(Leaf(leaves.text))


class Source(Record):
    makes = made.Source
    title = Leaf(leaves.text, **MUST)
    publisher = Leaf(leaves.text, **MAYBE)
    published_on = Leaf(leaves.day, **MAYBE)
    url = Leaf(leaves.url, **MAYBE)
    accessed_on = Leaf(leaves.day, **MAYBE)
    note = Leaf(leaves.text, **MAYBE)


class Signatory(Record):
    makes = made.Signatory
    name = Leaf(leaves.text, **MUST)
    party = Leaf(leaves.identifier, **MUST)
    office = Leaf(leaves.text, **MAYBE)


class Act(Record):
    makes = made.Act
    kind = word(ActKind, **MUST)
    on = Leaf(leaves.day, **MUST)
    by = several(Leaf(leaves.identifier))
    received_on = Leaf(leaves.day, **MAYBE)
    effective_on = Leaf(leaves.day, **MAYBE)
    place = Leaf(leaves.text, **MAYBE)
    signature_kind = word(SignatureKind, **MAYBE)
    signatories = nested(Signatory)
    until = Leaf(leaves.day, **MAYBE)
    period = Leaf(leaves.period, **MAYBE)
    id = Leaf(leaves.identifier, **MAYBE)
    refers_to = Leaf(leaves.identifier, **MAYBE)
    certainty = word(Certainty)
    sources = nested(Source)
    note = Leaf(leaves.text, **MAYBE)


class Relation(Record):
    makes = made.Relation
    kind = word(RelationKind, **MUST)
    to = Leaf(leaves.identifier, **MUST)


class TreatyRegistration(Record):
    makes = made.TreatyRegistration
    register = Leaf(leaves.text, **MUST)
    number = Leaf(leaves.text, **MAYBE)
    on = Leaf(leaves.day, **MAYBE)


class Tagged(Record):
    type = Leaf(leaves.text, **MUST)


class DayAfter(Tagged):
    makes = made.DayAfter
    period = Leaf(leaves.period, **MUST)


class FirstOfMonthAfter(Tagged):
    makes = made.FirstOfMonthAfter
    period = Leaf(leaves.period, **MUST)


class FirstOfKthMonth(Tagged):
    makes = made.FirstOfKthMonth
    months = Leaf(leaves.months, **MUST)


class Indefinite(Tagged):
    makes = made.Indefinite


class Until(Tagged):
    makes = made.Until
    last_day = Leaf(leaves.day, **MUST)


def delay(**kwargs: Any) -> OneOf:
    """A delay."""
    return OneOf(DayAfter, FirstOfMonthAfter, FirstOfKthMonth, text=leaves.period, **kwargs)


class CountedInstruments(Record):
    makes = made.CountedInstruments
    kinds = several(word(ActKind))
    except_parties = several(Leaf(leaves.identifier))
    after_leaving = Leaf(leaves.flag)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        return super().make({"kinds": leaves.CONSENT, **data})


class OnSignature(Tagged):
    makes = made.OnSignature
    delay = delay(**MAYBE)
    article = Leaf(leaves.text, **MAYBE)


class OnDate(Tagged):
    makes = made.OnDate
    on = Leaf(leaves.day, **MUST)
    article = Leaf(leaves.text, **MAYBE)


class LastNotification(Tagged):
    makes = made.LastNotification
    delay = delay(**MAYBE)
    article = Leaf(leaves.text, **MAYBE)


class OnConsentOfAll(Tagged):
    makes = made.OnConsentOfAll
    delay = delay(**MAYBE)
    article = Leaf(leaves.text, **MAYBE)


class NthInstrument(Tagged):
    makes = made.NthInstrument
    number = Leaf(leaves.count, **MUST)
    delay = delay(**MAYBE)
    among = several(Leaf(leaves.identifier))
    counted = fields.Nested(CountedInstruments)
    article = Leaf(leaves.text, **MAYBE)


class NoRenewal(Tagged):
    makes = made.NoRenewal


class ExpressRenewal(Tagged):
    makes = made.ExpressRenewal
    period = Leaf(leaves.period, **MAYBE)


class TacitRenewal(Tagged):
    makes = made.TacitRenewal
    period = OneOf(Indefinite, text=leaves.period, **MUST)
    notice = Leaf(leaves.period, **MAYBE)
    times = Leaf(leaves.count, **MAYBE)
    until = Leaf(leaves.exact, **MAYBE)
    article = Leaf(leaves.text, **MAYBE)


class NoWithdrawal(Tagged):
    makes = made.NoWithdrawal


class WithdrawalOnNotice(Tagged):
    makes = made.WithdrawalOnNotice
    notice = delay(**MUST)
    lock_in = Leaf(leaves.period, **MAYBE)
    lock_in_from = word(LockInFrom)
    at = word(ExitAt)
    delayed_by_conflict = Leaf(leaves.flag)
    article = Leaf(leaves.text, **MAYBE)


class NoSurvival(Tagged):
    makes = made.NoSurvival


class Survival(Tagged):
    makes = made.Survival
    period = Leaf(leaves.period, **MUST)


class LaterParties(Record):
    makes = made.LaterParties
    delay = delay(**MAYBE)
    before_entry = word(BeforeEntry, **MAYBE)
    article = Leaf(leaves.text, **MAYBE)


_ANCHORS = {anchor.value: anchor for anchor in Anchor}


class Term(Record):
    makes = made.Term
    entry_into_force = OneOf(OnSignature, OnDate, LastNotification, OnConsentOfAll, NthInstrument, **MAYBE)
    duration = OneOf(Until, Indefinite, text=leaves.period, **MAYBE)
    counting = word(Counting, **MAYBE)
    anchor = Leaf(lambda value: _ANCHORS.get(value) or leaves.exact(value))
    later_parties = fields.Nested(LaterParties, **MAYBE)
    renewal = OneOf(NoRenewal, ExpressRenewal, TacitRenewal, **MAYBE)
    withdrawal = OneOf(NoWithdrawal, WithdrawalOnNotice, **MAYBE)
    minimum_parties = Leaf(leaves.count, **MAYBE)
    survival = OneOf(NoSurvival, Survival, **MAYBE)
    stated_last_day = Leaf(leaves.exact, **MAYBE)


class Agreement(Record):
    makes = made.Agreement
    id = Leaf(leaves.identifier, **MUST)
    title = Leaf(leaves.text, **MUST)
    kind = word(AgreementKind, **MAYBE)
    binding = Leaf(leaves.flag, **MAYBE)
    parties = nested(Party)
    acts = nested(Act)
    term = fields.Nested(Term)
    subjects = several(Leaf(leaves.text))
    description = Leaf(leaves.text, **MAYBE)
    signed_at = several(Leaf(leaves.identifier))
    relations = nested(Relation)
    depositary = Leaf(leaves.text, **MAYBE)
    registrations = nested(TreatyRegistration)
    sources = nested(Source)
    extensions = fields.Dict(Leaf(leaves.text), fields.Raw(allow_none=True))


class Schemas:
    """Load and write with schemas."""

    def __init__(self) -> None:
        self.schema = Agreement()

    def load(self, text: bytes) -> Any:
        return self.schema.load(orjson.loads(text))

    def load_many(self, text: bytes) -> Any:
        return self.schema.load(orjson.loads(text), many=True)

    def dump(self, value: Any) -> bytes:
        return orjson.dumps(self.schema.dump(value))
