"""Conditions that combine other conditions: all of these must be met, or at least one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from mou.dates.words import spoken
from mou.law.explanation import Step
from mou.law.rules import LATER_OF_BOTH, STATED_AS_MET
from mou.law.thresholds import Met
from mou.law.why import Why


def all_of(parts: list[Met], where: str) -> Met:
    """Return the day on which the last of several conditions is met.

    Worked case: a treaty requires ten instruments and the instrument of the host state. The tenth instrument is
    deposited on 1 March 2020, and the instrument of the host state on 1 June 2020. The condition is met on 1 June 2020.
    """
    shortfalls = tuple(shortfall for part in parts for shortfall in part.shortfalls)
    days = [part.day for part in parts if part.day is not None]
    why = Why(_steps_once, parts)
    if len(days) < len(parts):
        # If one condition is certainly not met, there is certainly no day. Otherwise the day is not known.
        known = any(part.day is None and part.known for part in parts)
        return Met(None, known=known, why=why, shortfalls=shortfalls)
    day = max(days)
    if len(parts) == 1:
        return Met(day, why=why)
    return Met(day, why=why.then(_all_by, day, where))


def _steps_once(parts: list[Met]) -> Iterable[Step]:
    # If a source states the day, every condition has the same step. The step is given once.
    return dict.fromkeys(_steps_of(parts))


def _steps_of(parts: list[Met]) -> Iterator[Step]:
    return (step for part in parts for step in part.steps)


def _all_by(day: date, where: str) -> Step:
    return Step(f"all of these conditions are met on {spoken(day)}", rule=LATER_OF_BOTH, pointer=where, day=day)


def any_of(parts: list[Met]) -> Met:
    """Return the day on which the first of several conditions is met.

    If the record does not show whether another condition was met, a step assumes that the other condition was not met
    earlier. Worked case: a treaty enters into force with the tenth instrument, or with a convention if the convention
    enters into force earlier. The tenth instrument is deposited on 1 March 2020, and the convention is not recorded.
    The condition is met on 1 March 2020, and a step assumes that the convention was not in force earlier.
    """
    first = min((part for part in parts if part.day is not None), key=lambda part: part.day or date.max, default=None)
    if first is not None:
        return Met(first.day, why=first.why.then(_no_other_way, first, parts), shortfalls=first.shortfalls)
    shortfalls = tuple(shortfall for part in parts for shortfall in part.shortfalls)
    known = all(part.known for part in parts)
    return Met(None, known=known, why=Why(_steps_of, parts), shortfalls=shortfalls)


def _no_other_way(first: Met, parts: list[Met]) -> Iterator[Step]:
    # A stated day counts for every condition; without the statement, another condition might have been met first.
    other_parts = [part for part in parts if part is not first and part.day is not None]
    for step in dict.fromkeys(step for step in _steps_of(other_parts) if step.rule is STATED_AS_MET):
        yield attrs.evolve(step, text=f"no other condition was met earlier: {step.text}")
    for part in parts:
        if part.day is None and not part.known and part.steps:
            yield Step(f"no other condition was met earlier ({part.steps[-1].text})", assumed=True)
