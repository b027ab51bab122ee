"""A condition on another agreement: for example, a protocol enters into force only when its convention is in force.

The other agreement can depend on further agreements. It can even depend on this agreement: then the agreements form a
circle.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from mou.dates.words import spoken
from mou.law.explanation import Step
from mou.law.facts import Facts, Found
from mou.law.readings import readings
from mou.law.rules import AS_THE_TEXT_SAYS, NOTHING_RECORDED
from mou.law.thresholds import Met, Shortfall
from mou.law.why import Why, ready_steps
from mou.model.agreement import Agreement
from mou.model.conditions import OtherInForce


def other_in_force(condition: OtherInForce, facts: Facts, where: str, on: date | None, entry_of: EntryOf) -> Met:
    """Return the day on which another agreement of the register enters into force.

    Worked case: a protocol enters into force with its convention. The convention entered into force on 1 May 2020, so
    the protocol entered into force on this day too. If the convention's entry into force is uncertain, the protocol's
    entry into force is not known.
    """
    name = condition.agreement
    other = facts.others.by_id.get(name)
    if other is None or name in facts.asked:
        return _unknown(on, f"{name} is not recorded, so it is not known whether it is in force", where)
    entries = _entries_of(facts, other, entry_of)
    if entries is None:
        circle = f"{name} and more than {MOST_IN_A_CIRCLE} agreements wait for one another"
        return _unknown(on, f"{circle}, so the day is not known", where)
    days = {entry.day for entry in entries}
    if len(days) > 1:
        return _unknown(None, f"it is not certain when {name} entered into force", where)
    day = days.pop()
    if not all(entry.known for entry in entries):
        return _unknown(on, f"it is not known whether {name} is in force", where)
    if day is None:
        text = f"{name} is not in force"
        step = Step(text, rule=AS_THE_TEXT_SAYS, pointer=where)
        return Met(on, why=Why(ready_steps, step), shortfalls=(Shortfall(text=text, have=_NONE, need=_ONE),))
    return Met(day, why=Why(_entered, facts, condition, where, day))


def _unknown(day: date | None, text: str, where: str) -> Met:
    step = Step(text, rule=NOTHING_RECORDED, pointer=where)
    return Met(day, known=day is not None, why=Why(ready_steps, step))


def _entered(facts: Facts, condition: OtherInForce, where: str, day: date) -> Step:
    text = f"{condition.agreement} {facts.words.entered} on {spoken(day)}"
    return Step(text, rule=AS_THE_TEXT_SAYS, pointer=where, day=day)


MOST_IN_A_CIRCLE = 5
"""The largest circle of agreements that is computed; agreements in a larger circle have no answer."""

EntryOf: TypeAlias = Callable[[Facts], Found]
"""A function that computes the entry into force of an agreement. The agreement can depend on other agreements."""


def _entries_of(facts: Facts, other: Agreement, entry_of: EntryOf) -> list[Found] | None:
    """Return another agreement's entry into force under each reading of its record.

    Return `None` if the agreements form a circle that is too large.

    The agreements on which the other agreement depends are computed first. Each of them is computed only once, so that
    long chains stay fast.
    """
    others = facts.others
    asked = facts.asked | {facts.agreement.id}
    circle = others.circle_of(other.id)
    if not asked.isdisjoint(circle):  # the agreements depend on each other
        if len(circle) > MOST_IN_A_CIRCLE:
            return None
        return [entry_of(reading) for reading in readings(other, facts.as_of, others, asked)]
    for agreement_id in others.waited_for(other.id):
        key = agreement_id, facts.as_of
        if key not in others.entries:
            agreement = others.by_id[agreement_id]
            others.entries[key] = [entry_of(reading) for reading in readings(agreement, facts.as_of, others)]
    return others.entries[other.id, facts.as_of]


_NONE, _ONE = Decimal(0), Decimal(1)
