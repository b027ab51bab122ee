"""Conditions that combine other conditions, and the type of all conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from mou.dates.days import Day, as_day
from mou.dates.delays import Delay, as_delay
from mou.model.clause import Clause, DelayedClause
from mou.model.conditions.events import (
    ExchangeOfInstruments,
    LastNotification,
    OnAgreedDate,
    OnConsentOfAll,
    OnDate,
    OnEvent,
    OnSignature,
    OtherInForce,
)
from mou.model.conditions.instruments import (
    AllNamed,
    AllSignatories,
    CountingCondition,
    FractionOfSignatories,
    NthInstrument,
    WeightedShare,
)
from mou.values.checked import checked
from mou.values.converters import optional
from mou.values.fields import as_each_of, as_one_of, pointer, refuse
from mou.values.tags import tagged

DEEPEST = 8
"""The maximum depth of nested conditions."""


def as_conditions(value: Iterable[EntryIntoForce]) -> tuple[EntryIntoForce, ...]:
    """Convert a field's value to a tuple of at least one condition."""
    conditions = as_each_of(value, _members(), "a list of conditions", "a condition")
    if type(conditions) is not tuple:
        return conditions
    if not conditions:
        return refuse(conditions, "at least one condition")
    deep = max(map(_depth, conditions)) >= DEEPEST
    return refuse(conditions, f"conditions nested at most {DEEPEST} levels deep") if deep else conditions


def _condition(value: EntryIntoForce) -> EntryIntoForce:
    condition = as_one_of(value, _members(), "a condition")
    deep = isinstance(condition, _members()) and _depth(condition) >= DEEPEST
    return refuse(condition, f"conditions nested at most {DEEPEST} levels deep") if deep else condition


def parts(condition: EntryIntoForce) -> tuple[EntryIntoForce, ...]:
    """Return the conditions that a condition combines, without the conditions inside these."""
    if isinstance(condition, (AllOf, AnyOf)):
        return condition.conditions
    return (condition.condition,) if isinstance(condition, (NotBefore, OnDateIf)) else ()


def placed_conditions(
    condition: EntryIntoForce | None, where: str = "/term/entry_into_force"
) -> Iterator[tuple[EntryIntoForce, str]]:
    """Yield a condition and the conditions inside it, each with its JSON Pointer."""
    if condition is None:
        return
    yield condition, where
    several = isinstance(condition, AllOf | AnyOf)
    for index, part in enumerate(parts(condition)):
        yield from placed_conditions(part, where + (pointer("conditions", index) if several else "/condition"))


def _depth(condition: EntryIntoForce) -> int:
    return 1 + max(map(_depth, parts(condition)), default=0)


@tagged("all_of")
@checked(kw_only=True)
class AllOf(DelayedClause):
    """A condition made up of other conditions. It is met when every one of them is met.

    Attributes:
        conditions: the conditions.
        delay: the delay after the last of the conditions is met.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    conditions: tuple[EntryIntoForce, ...] = attrs.field(converter=as_conditions, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)


@tagged("any_of")
@checked(kw_only=True)
class AnyOf(DelayedClause):
    """A condition made up of other conditions. It is met as soon as one of them is met.

    Use this class for "six, or fifty per cent of the signatories, whichever is smaller". The smaller number is reached
    first.

    Attributes:
        conditions: the conditions.
        delay: the delay after one of the conditions is met.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    conditions: tuple[EntryIntoForce, ...] = attrs.field(converter=as_conditions, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)


@tagged("not_before")
@checked(kw_only=True)
class NotBefore(Clause):
    """The agreement enters into force when another condition is met, but not before a fixed date.

    Attributes:
        condition: the other condition.
        on: the earliest date of entry into force.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    condition: EntryIntoForce = attrs.field(converter=_condition, kw_only=False)
    on: Day = attrs.field(converter=as_day)


@tagged("on_date_if")
@checked(kw_only=True)
class OnDateIf(DelayedClause):
    """The agreement enters into force on a fixed date if a condition is met by then, or else at the end of a delay.

    The delay begins when the condition is met.

    For example, the Montreal Protocol enters into force on 1 January 1989 if eleven instruments that represent two
    thirds of the consumption have been deposited by then. If they are deposited later, the Protocol enters into force
    on the ninetieth day after the condition is met.

    Attributes:
        on: the fixed date.
        condition: the condition to be met by the fixed date.
        delay: the delay after the condition is met, if it is met after the fixed date.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    on: Day = attrs.field(converter=as_day, kw_only=False)
    condition: EntryIntoForce = attrs.field(converter=_condition)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay))


EntryIntoForce: TypeAlias = (
    OnSignature
    | OnDate
    | LastNotification
    | OnConsentOfAll
    | ExchangeOfInstruments
    | NthInstrument
    | AllNamed
    | AllSignatories
    | FractionOfSignatories
    | WeightedShare
    | OtherInForce
    | OnEvent
    | OnAgreedDate
    | AllOf
    | AnyOf
    | NotBefore
    | OnDateIf
)
"""A condition of entry into force."""


def _members() -> tuple[type, ...]:
    # The converter is a function, because the union is only defined after its members.
    return EntryIntoForce.__args__


def as_condition(value: EntryIntoForce) -> EntryIntoForce:
    """Require that a field's value is a condition."""
    return as_one_of(value, _members(), "a condition")


def is_open(condition: EntryIntoForce | None) -> bool:
    """Return whether a condition counts instruments, so that each party is bound by its own instrument."""
    if condition is None:
        return False
    return isinstance(condition, CountingCondition) or any(map(is_open, parts(condition)))
