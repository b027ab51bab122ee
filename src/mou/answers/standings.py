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
    found = dict.fromkeys(status for one in courses for status in one.possible_on(day))
    for one in courses if len(found) > 1 else ():
        # What is not known before the entry into force counts as what it can be.
        statuses = [status for _, status in one.changes]
        places = [place for place, (first, _) in enumerate(one.changes) if found.keys() & set(one.possible_on(first))]
        if places:
            between = statuses[places[0] : places[-1] + 1]
            found.update(dict.fromkeys(status for status in between if status is not Status.UNKNOWN))
    if all(course.entered.known and (course.entered.day is None or day < course.entered.day) for course in courses):
        found = {status: None for status in found if status not in RUNNING}
    return tuple(found)
