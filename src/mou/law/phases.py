"""Phases: the status of an agreement over time.

If different readings of imprecise dates give different statuses for a day, the status on this day is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from mou.dates.days import day_before
from mou.law.course import Course
from mou.law.status import Phase, Status

_Change: TypeAlias = tuple[date, Status]
"""A day, and the status from that day on."""


def phases(courses: tuple[Course, ...]) -> tuple[Phase, ...]:
    """Return the phases of an agreement, with the same statuses as `Lifecycle.status`."""
    changes: list[_Change] = []
    for day, status in courses[0].changes if len(courses) == 1 else _agreed([course.changes for course in courses]):
        if not changes or changes[-1][1] is not status:
            changes.append((day, status))
    ends = [*(day_before(day) for day, _ in changes[1:]), None]
    return tuple(
        Phase(status=status, first_day=day, last_day=last) for (day, status), last in zip(changes, ends, strict=True)
    )


def _agreed(courses: Sequence[Sequence[_Change]]) -> Iterator[_Change]:
    """Yield each day on which the status can change, with the status from this day.

    If the status differs between readings of the imprecise dates, the status is unknown.
    """
    current = [Status.UNKNOWN] * len(courses)
    every = sorted((day, place, status) for place, changes in enumerate(courses) for day, status in changes)
    for day, changes_of_day in groupby(every, key=itemgetter(0)):
        for _, place, status in changes_of_day:
            current[place] = status
        yield day, current[0] if len(set(current)) == 1 else Status.UNKNOWN
