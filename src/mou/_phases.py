"""Phases: the status of an agreement from day to day, as all readings of its dates agree on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from mou._course import Course
from mou.delays import next_day
from mou.errors import DateRangeError
from mou.schedule import Schedule
from mou.status import Phase, Status

__all__ = ["phases", "phases_of_positions"]

_Change: TypeAlias = tuple[date, Status]
"""A day, and the status from that day on."""
_RUNNING = frozenset({Status.IN_FORCE, Status.SUSPENDED})


def phases(courses: tuple[Course, ...]) -> tuple[Phase, ...]:
    """The phases of an agreement: on each day what `Lifecycle.status` says."""
    return _merged([one.changes for one in courses])


def phases_of_positions(courses: tuple[Course, ...]) -> tuple[Phase, ...]:
    """The phases of an agreement as `mou.position` tells its status.

    It is not known there while a period of the term runs that would end outside the calendar.
    """
    return _merged([_told(one) for one in courses])


def _merged(courses: Sequence[Sequence[_Change]]) -> tuple[Phase, ...]:
    changes: list[_Change] = []
    for day, status in courses[0] if len(courses) == 1 else _agreed(courses):
        if not changes or changes[-1][1] is not status:
            changes.append((day, status))
    ends = [*(date.fromordinal(day.toordinal() - 1) for day, _ in changes[1:]), None]
    return tuple(
        Phase(status=status, first_day=day, last_day=last) for (day, status), last in zip(changes, ends, strict=True)
    )


def _agreed(courses: Sequence[Sequence[_Change]]) -> Iterator[_Change]:
    """What all say from day to day; where they differ, it is not known."""
    current = [Status.UNKNOWN] * len(courses)
    every = sorted((day, place, status) for place, changes in enumerate(courses) for day, status in changes)
    for day, same in groupby(every, key=itemgetter(0)):
        for _, place, status in same:
            current[place] = status
        yield day, current[0] if len(set(current)) == 1 else Status.UNKNOWN


def _told(course: Course) -> Sequence[_Change]:
    """The changes of a course, where the periods of its term that lie outside the calendar are not known."""
    changes = course.changes
    first, after = (date.min, None) if course.schedule is None else _days_told(course.schedule)
    if first == date.min and after is None:
        return changes
    ends = [*(day for day, _ in changes[1:]), None]
    return [
        one for (day, status), end in zip(changes, ends, strict=True) for one in _cut(day, status, end, first, after)
    ]


def _cut(begins: date, status: Status, ends: date | None, first: date, after: date | None) -> Iterable[_Change]:
    """One status from a day to before another, which is told from the first day to before the day after."""
    if status not in _RUNNING:
        return [(begins, status)]
    inside = [day for day in (first, after) if day is not None and begins < day and (ends is None or day < ends)]
    days = [begins, *sorted(inside)]
    return [(day, status if first <= day and (after is None or day < after) else Status.UNKNOWN) for day in days]


def _days_told(schedule: Schedule) -> tuple[date, date | None]:
    """From which day to before which the running period and its deadline lie within the calendar; `None`: to its end.

    A deadline can lie before the first day of the calendar, and a period end after the last.
    """
    if schedule.renewal is None:
        return date.min, None
    after, last = None, schedule.last_number
    if last is None:
        last = schedule.number_on(date.max) or 0
        if not _has_end(schedule, last):
            last -= 1
            after = _day_after(schedule, last)

    def has_deadline(number: int) -> bool:
        try:
            schedule.notice_deadline(number)
        except DateRangeError:
            return False
        return True

    if has_deadline(0):
        return date.min, after
    lacking = bisect_left(range(last + 1), 1, key=has_deadline)
    return _day_after(schedule, lacking - 1), after


def _has_end(schedule: Schedule, number: int) -> bool:
    try:
        schedule.last_day(number)
    except DateRangeError:
        return False
    return True


def _day_after(schedule: Schedule, number: int) -> date:
    return next_day(schedule.last_day(number) or date.max)  # without an end no other follows
