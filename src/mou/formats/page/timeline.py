"""The timeline: the phases and marks of each agreement, which the page draws as bars."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from mou.answers.lifecycles import Lifecycle, Position
from mou.answers.milestones import MilestoneKind
from mou.errors import DateRangeError
from mou.law.explanation import AnswerKind
from mou.law.standing import NOTICES
from mou.law.status import Phase, Status

YEARS_BEFORE = 5
YEARS_AFTER = 10
"""The maximum number of years shown before and after the day."""
_DRAWN = frozenset({Status.SIGNED, Status.PROVISIONAL, Status.IN_FORCE, Status.SUSPENDED, Status.UNKNOWN})
_MARKS = {MilestoneKind.RENEWAL: "renewal", MilestoneKind.LAST_DAY: "last-day"}


@attrs.frozen
class Mark:
    """A mark on the timeline of an agreement."""

    kind: str
    on: date


@attrs.frozen(kw_only=True)
class Course:
    """An agreement in the timeline."""

    phases: tuple[Phase, ...]
    renews: date | None  # the last day of the current period, if the agreement renews on the next day
    marks: tuple[Mark, ...]


@attrs.frozen(kw_only=True)
class Timeline:
    """The agreements between two days. An item of `courses` is `None` if there is nothing to draw for the agreement."""

    first_day: date
    last_day: date
    courses: tuple[Course | None, ...]


def open_deadline(where: Position) -> date | None:
    """Return the notice deadline of the current period. If the agreement ends with this period, return `None`."""
    ends = where.last_day is not None and where.last_day == where.period_last_day
    return None if ends else where.notice_deadline


def timeline(positions: Iterable[Position], on: date) -> Timeline:
    """Return the timeline of agreements around a day.

    `positions` contains the status and dates of each agreement on that day.
    """
    through = date(min(on.year + YEARS_AFTER, date.max.year), 12, 31)
    drawn = [
        (position, () if position.lifecycle is None else tuple(_drawn(position.lifecycle))) for position in positions
    ]
    days = [day for _, phases in drawn for phase in phases for day in (phase.first_day, phase.last_day)]
    years = [day.year for day in days if day is not None and day > date.min]
    first = date(max(on.year - YEARS_BEFORE, min([on.year - 1, *years]), 1), 1, 1)
    last = date(min(through.year, max([on.year + 2, *years])), 12, 31)
    return Timeline(
        first_day=first,
        last_day=last,
        courses=tuple(_course(position, phases, first, last) for position, phases in drawn),
    )


def _drawn(life: Lifecycle) -> Iterable[Phase]:
    """List the phases to draw.

    A phase is drawn if the agreement is signed or can be in force during the phase. The first or the last day of the
    phase must be known.
    """
    for phase in life.phases:
        if phase.status not in _DRAWN or (phase.first_day == date.min and phase.last_day is None):
            continue
        if phase.status is not Status.UNKNOWN or Status.IN_FORCE in life.position(phase.first_day).possible:
            yield phase


def _course(where: Position, phases: tuple[Phase, ...], first: date, last: date) -> Course | None:
    life = where.lifecycle
    if life is None or not any(phase.first_day <= last and (phase.last_day or date.max) >= first for phase in phases):
        return None
    return Course(
        phases=phases,
        renews=where.period_last_day if life.end.kind is AnswerKind.NONE else None,
        marks=tuple(mark for mark in _marks(life, where, last) if first <= mark.on <= last),
    )


def _marks(life: Lifecycle, where: Position, last: date) -> Iterable[Mark]:
    try:
        stones = life.milestones(through=last)
    except DateRangeError:  # a current period would end past the year 9999
        stones = ()
    for stone in stones:
        if stone.on is None:
            continue
        if stone.kind in _MARKS:
            yield Mark(_MARKS[stone.kind], stone.on)
        elif stone.kind is MilestoneKind.ACT and stone.pointer is not None:
            act = life.agreement.acts[int(stone.pointer.rpartition("/")[2])]
            if act.kind in NOTICES:
                yield Mark("notice", stone.on)
    deadline = open_deadline(where)
    if deadline is not None:
        yield Mark("deadline", deadline)
