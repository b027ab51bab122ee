"""Combine the courses of an agreement into answers.

A reading is one of the ways to read the record of an agreement. In a reading, each imprecise date is replaced by an
exact day that the date can mean. If a clause can mean several things, each reading uses one of the meanings. A course
contains the days that are computed from the acts and the term under one reading.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

import attrs

from mou.answers.answer import answer, end_summary, entry_summary
from mou.answers.bounds import bounds, ends, entries, with_lower_bounds
from mou.answers.riders import rider_words
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.course import Course, course
from mou.law.entry import computed_entry
from mou.law.explanation import Answer, Question, Step
from mou.law.facts import EXPRESSIONS, Found
from mou.law.status import RUNNING, Status, words_for
from mou.law.turning import readings_about
from mou.model.act import ActKind
from mou.model.agreement import Agreement
from mou.model.records import Records
from mou.values.hints import file_named

T = TypeVar("T")


def hint_for_one(value: object) -> str:
    """Return the hint for a caller who passes a register or an id instead of an agreement."""
    is_of_register = isinstance(value, Records) or (isinstance(value, str) and not file_named(value))
    return "use register.lifecycle(id) for an agreement of a register" if is_of_register else ""


def entry_answer(agreement: Agreement, courses: tuple[Course, ...]) -> Answer:
    """Return the day on which an agreement enters into force, how certain it is, and why."""
    summary = partial(entry_summary, words=words_for(agreement.binding))
    entry = answer(Question.ENTRY_INTO_FORCE, entries(courses), summary, agreement)
    facts = courses[0].facts
    steps = [
        Step(f"the text was adopted on {spoken(fact.counts_on)}", pointer=fact.pointer, day=fact.counts_on)
        for fact in facts.of(ActKind.ADOPTION)
    ]
    if not agreement.parties:
        steps += [
            Step(
                f"{fact.kind.replace('_', ' ')} on {spoken(fact.counts_on)}; the party is not recorded",
                pointer=fact.pointer,
            )
            for fact in facts.of_any(EXPRESSIONS | _PAUSES)
        ]
    return attrs.evolve(entry, steps=(*steps, *entry.steps)) if steps else entry


def computed_entry_answer(agreement: Agreement, courses: tuple[Course, ...]) -> Answer:
    """Return the day of entry into force that follows from the condition, whether or not another day was declared."""
    results = with_lower_bounds([computed_entry(course.facts) for course in courses], courses)
    summary = partial(entry_summary, words=words_for(agreement.binding))
    return answer(Question.ENTRY_INTO_FORCE, results, summary, agreement)


_PAUSES = frozenset({ActKind.PROVISIONAL_APPLICATION, ActKind.SUSPENSION, ActKind.RESUMPTION})


def end_answer(agreement: Agreement, courses: tuple[Course, ...]) -> Answer:
    """Return the last day in force of an agreement, how certain it is, and why."""
    summary = partial(end_summary, words=words_for(agreement.binding), how=[course.how for course in courses])
    return answer(Question.END, ends(courses), summary, agreement, courses[0].anchor_pointers())


def common_status(courses: tuple[Course, ...], day: date) -> Status:
    """Return the status on a day. If the readings give different statuses, return `UNKNOWN`."""
    status = courses[0].status_on(day)
    for other in courses[1:]:
        if other.status_on(day) is not status:
            return Status.UNKNOWN
    return status


def possible_statuses(courses: tuple[Course, ...], day: date) -> tuple[Status, ...]:
    """Return the statuses that are possible on a day.

    These are the statuses that the readings give, and the statuses that come between them. Worked case: on a day, the
    agreement is signed under one reading and expired under another. An agreement is in force between these two
    statuses, so it can also be in force on that day.
    """
    possible = dict.fromkeys(status for course in courses for status in course.possible_on(day))
    for reading in courses if len(possible) > 1 else ():
        changes, listed = reading.changes, possible.keys()
        # Include a phase with an unknown status if one of its possible statuses is listed.
        places = [place for place, (first, _) in enumerate(changes) if listed & set(reading.possible_on(first))]
        between = changes[places[0] : places[-1] + 1]
        possible.update(dict.fromkeys(status for _, status in between if status is not Status.UNKNOWN))
    if all(course.entered.known and (course.entered.day is None or day < course.entered.day) for course in courses):
        possible = {status: None for status in possible if status not in RUNNING}
    return tuple(possible)


def status_on(courses: tuple[Course, ...], day: date) -> tuple[Status, tuple[Status, ...], str]:
    """Return the status on a day, the possible statuses, and a sentence with the reason."""
    statuses = {course.status_on(day) for course in courses}
    possible = possible_statuses(courses, day)
    if len(statuses) == 1:
        (status,) = statuses
        return status, possible, _reason(courses, day, status) + rider_words(courses[0].facts.agreement.term, status)
    words = courses[0].facts.words.statuses
    either = " or ".join(words[status] for status in possible)
    why = _SEVERAL_WAYS if _read_in_several_ways(courses) else _IMPRECISE
    return Status.UNKNOWN, possible, f"{why} whether it is {either}"


_IMPRECISE = "the record's imprecise dates leave open"
_SEVERAL_WAYS = "the text can be read in several ways, which leaves open"


def _read_in_several_ways(courses: tuple[Course, ...]) -> bool:
    """Return whether the courses use different readings of the clauses."""
    first = courses[0].facts.agreement
    return any(course.facts.agreement is not first and course.facts.agreement != first for course in courses)


def _reason(courses: tuple[Course, ...], day: date, status: Status) -> str:
    """Return the reason for a status on which all readings agree.

    If the first day of the status is uncertain, the reason names the earliest and the latest possible first day.

    Worked case: an agreement is signed in 2020 and enters into force on signature. The reason for its status on 1
    December 2024 is "in force since a day from 1 January 2020 to 31 December 2020".
    """
    reasons = list(dict.fromkeys(course.reason_on(day) for course in courses))
    ended = status in (Status.EXPIRED, Status.TERMINATED)
    starts = [course.ceases_on if ended else course.in_force_from for course in courses]
    known = [start for start in starts if start is not None]
    if len(reasons) > 1 and len(known) == len(starts) and (ended or status is Status.IN_FORCE):
        word = courses[0].facts.words.statuses[status]
        return f"{word} since a day from {spoken(min(known))} to {spoken(max(known))}"
    what = "the text" if len(reasons) > 1 and _read_in_several_ways(courses) else "the record's imprecise dates"
    return reasons[0] if len(reasons) == 1 else f"{reasons[0]} (earliest reading of {what})"


def status_steps(
    courses: tuple[Course, ...], day: date, status: Status, entry: tuple[Step, ...], end: tuple[Step, ...]
) -> tuple[Step, ...]:
    """Return the steps that explain the status on a day.

    Args:
        courses: the courses of the agreement.
        day: the day.
        status: the status of the agreement on the day.
        entry: the steps that explain the entry into force.
        end: the steps that explain the end.
    """
    if status in (Status.EXPIRED, Status.TERMINATED):
        return end
    spans = tuple(courses[0].span_steps(day))
    if status in (Status.SUSPENDED, Status.PROVISIONAL):
        return spans
    entered = bounds(entries(courses)).day
    # From the entry into force on, the status also depends on the end.
    return (*spans, *entry, *(end if entered is not None and entered <= day else ()))


def notices_on(courses: tuple[Course, ...], day: date) -> list[Found]:
    """Return, for each reading, the deadline for notice in the period that includes a day.

    If the readings disagree about the number of the period, use further readings in which a period ends near the day.
    """
    if len({reading.number_on(day) for reading in courses}) > 1:
        courses = (*courses, *map(course, readings_about(day, courses)))
    return [reading.notice_on(day) for reading in courses]


def within_the_calendar(ask: Callable[[date], T | None], day: date) -> T | None:
    """Return the answer for a day, or `None` if a date in the answer would be past the year 9999."""
    try:
        return ask(day)
    except DateRangeError:
        return None
