"""Find the earliest and the latest possible day of an answer, from the results of all readings of a record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from mou.law.course import Course
from mou.law.explanation import Answer, AnswerKind
from mou.law.facts import Found


@attrs.frozen
class Bounds:
    """The day of an answer, or its earliest and latest possible day if the readings of the record differ."""

    kind: AnswerKind
    day: date | None = None
    earliest: date | None = None
    latest: date | None = None


def bounds(results: Sequence[Found]) -> Bounds:
    """Return the day if all results give the same day, otherwise the earliest and the latest day."""
    first = results[0]
    if all(result.day == first.day and result.known for result in results):
        return Bounds(AnswerKind.NONE if first.day is None else AnswerKind.CERTAIN, first.day, first.day, first.day)
    lower = [day for result in results if (day := result.day or result.not_before) is not None]
    upper = [day for result in results if (day := result.day or result.not_after) is not None]
    if not lower or not upper or any(result.not_before == date.min for result in results):
        return Bounds(AnswerKind.UNKNOWN)
    return Bounds(AnswerKind.UNCERTAIN, None, min(lower), max(upper) if len(upper) == len(results) else None)


def same_days(answer: Answer, other: Answer) -> bool:
    """Return whether two answers give the same day, or the same possible days."""
    return (answer.kind, answer.earliest, answer.latest) == (other.kind, other.earliest, other.latest)


def entries(courses: Sequence[Course]) -> Sequence[Found]:
    """Return the first day in force of an agreement under each reading."""
    return with_lower_bounds([course.entered for course in courses], courses)


def ends(courses: Sequence[Course]) -> Sequence[Found]:
    """Return the last day in force of an agreement under each reading.

    Worked case: in one reading of a text, an agreement ends on 1 January 2021. In another, a notice of 3 January 2020
    ends it, but the text does not give the length of notice. The last day in force is 3 January 2020 at the earliest.
    """
    results = [
        course.end if course.end.known else attrs.evolve(course.end, not_before=course.certain_through)
        for course in courses
    ]
    return with_lower_bounds(results, courses)


def with_lower_bounds(results: Sequence[Found], courses: Sequence[Course]) -> Sequence[Found]:
    """Return the results. If one of them is not known and can be any day, give it the earliest day of the calendar.

    If readings differ only in their imprecise dates, a result that is not known is no earlier than those that are
    known. Worked case: an act of 2020 may not have happened by the middle of that year. If it happened, it was on 1
    January at the earliest. If readings differ in the text, a result that is not known can be any day.
    """
    if all(result.known for result in results):
        return results
    texts = [course.facts.agreement for course in courses]
    dated = [text for text, result in zip(texts, results, strict=True) if result.day is not None]
    bounded: list[Found] = []
    for text, result in zip(texts, results, strict=True):
        can_be_any_day = not (result.known or result.runs_on or result.not_before is not None or text in dated)
        bounded.append(attrs.evolve(result, not_before=date.min) if dated and can_be_any_day else result)
    return bounded
