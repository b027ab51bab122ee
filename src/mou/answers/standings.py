"""Where an agreement stands on a day."""

from __future__ import annotations

from datetime import date

import attrs

from mou.law.course import Course
from mou.law.schedule import TermPeriod
from mou.law.status import RUNNING, Status

__all__ = ["Standing", "possible_statuses"]


@attrs.frozen(kw_only=True)
class Standing:
    """Where an agreement stands on a day.

    Attributes:
        on: the day.
        status: the status; `UNKNOWN` where the record can't tell.
        possible: what it can be, where the record can't tell; the status alone otherwise.
        reason: why, in a sentence.
        period: the period of the term that runs on the day, where one does and it is certain which.
        notice_deadline: the last day on which notice still counts for that period, where there is one.
    """

    on: date
    status: Status
    possible: tuple[Status, ...]
    reason: str
    period: TermPeriod | None = None
    notice_deadline: date | None = None


def possible_statuses(courses: tuple[Course, ...], day: date) -> tuple[Status, ...]:
    """What the status can be: that of each reading, and what lies between them in the life of any."""
    possible = dict.fromkeys(status for course in courses for status in course.possible_on(day))
    for course in courses if len(possible) > 1 else ():
        changes = course.changes
        # A stretch with an unknown status counts if any of its possible statuses does.
        places = [place for place, (first, _) in enumerate(changes) if possible.keys() & set(course.possible_on(first))]
        between = changes[places[0] : places[-1] + 1]
        possible.update(dict.fromkeys(status for _, status in between if status is not Status.UNKNOWN))
    if all(course.entered.known and (course.entered.day is None or day < course.entered.day) for course in courses):
        possible = {status: None for status in possible if status not in RUNNING}
    return tuple(possible)
