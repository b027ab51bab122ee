"""Combine the results of all readings of a record into a single answer.

In a reading, each imprecise date is replaced by an exact day that the date can mean. For example, one reading has 1
January 2025 for the date 2025, and another has 31 December 2025. If a clause can mean several things, each reading uses
one of the meanings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from mou.answers.bounds import Bounds, bounds
from mou.answers.citing import cited
from mou.answers.riders import rider_steps
from mou.dates.days import Day, PartialDate, next_day
from mou.dates.words import spoken
from mou.law.explanation import Answer, AnswerKind, Question, Step
from mou.law.facts import Found
from mou.law.readings import term_days
from mou.law.rules import INFERRED_DATE
from mou.law.status import Status, Words
from mou.model.agreement import Agreement
from mou.model.source import Certainty

T = TypeVar("T")


def agreed(values: Iterable[T]) -> T | None:
    """Return the value if all values are equal, else `None`."""
    first, *others = values
    return first if all(other == first for other in others) else None


def answer(
    question: Question,
    results: Sequence[Found],
    summary: Callable[[Bounds], str],
    agreement: Agreement,
    rests_on: Iterable[str] = (),
) -> Answer:
    """Return a single answer from the results of all readings of the record.

    Args:
        question: the question.
        results: a result for each reading.
        summary: a function that returns the answer in a sentence.
        agreement: the agreement.
        rests_on: JSON Pointers to acts or clauses on which the answer depends, in addition to the pointers of the
            steps.
    """
    days = bounds(results)
    first = results[0]
    if days.kind is AnswerKind.UNCERTAIN:
        first = min(results, key=lambda result: result.day or date.max)
    steps = first.steps
    several = days.kind is AnswerKind.UNCERTAIN and len(results) > 1
    if several or any(result.steps != steps for result in results):
        # Readings can agree on the day and differ in the reason. Worked case: the deadline is 15 July 2024, and a
        # notice is dated July 2024. All readings agree on the deadline. The agreement ends with the period only in the
        # readings in which the notice is in time.
        steps = (*steps, *_several_readings(agreement))
    pointers = (*rests_on, *(step.pointer for step in steps if step.pointer))
    steps = (*steps, *inferred(agreement, pointers), *rider_steps(agreement.term, question))
    return Answer(
        question=question,
        kind=days.kind,
        day=days.day,
        earliest=days.earliest,
        latest=days.latest,
        summary=summary(days),
        steps=cited(steps, agreement.term),
    )


def _several_readings(agreement: Agreement) -> Iterator[Step]:
    """Yield steps that explain why there are several readings.

    The last of these steps names the reading to which all other steps belong.
    """
    readings = agreement.term.other_readings
    if not readings:
        yield Step("the record's dates are imprecise; these steps are for the earliest reading")
    for index in range(len(readings)):
        yield Step("the text can be read in another way", pointer=f"/term/other_readings/{index}")
    if readings:
        yield Step("these steps are for the reading that gives the earliest day")


def inferred(agreement: Agreement, pointers: Iterable[str]) -> Iterator[Step]:
    """Yield an assumption for each inferred, disputed, uncertain or approximate date that an answer uses.

    `1984-06-02?` is uncertain and `1984-06-02~` is approximate. A date is inferred or disputed if the field `certainty`
    of its act says so.
    """
    for pointer in dict.fromkeys(map(_place, pointers)):
        _, kind, number, *_ = [*pointer.split("/"), "", ""]
        if kind == "acts" and number:
            act = agreement.acts[int(number)]
            what = f"date of the {act.kind.replace('_', ' ')}"
            days: tuple[Day | None, ...] = (act.received_on or act.on, act.effective_on, act.until)
            if act.certainty is not Certainty.STATED:
                yield _rests_on(what, act.on, act.certainty, pointer)
        else:
            what, days = "last day" if number == "duration" else "date", tuple(term_days(agreement.term, number))
        for day in days:
            if isinstance(day, PartialDate) and (day.is_uncertain or day.is_approximate):
                how = "uncertain" if day.is_uncertain else "approximate"
                yield _rests_on(what, day, f"marked as {how}", pointer)


def _place(pointer: str) -> str:
    """Return the pointer to the act or clause that contains the value at a pointer."""
    return "/".join(pointer.split("/")[:3])


def _rests_on(what: str, day: Day, how: str, pointer: str) -> Step:
    text = f"the {what}, {day}, is right although it is {how}"
    return Step(text, rule=INFERRED_DATE, pointer=pointer, assumed=True)


def between(earliest: date, latest: date | None) -> str:
    """Return words for the earliest and the latest possible day of an event.

    >>> between(date(2025, 1, 15), date(2026, 1, 15)), between(date(2025, 1, 15), None)
    ('between 15 January 2025 and 15 January 2026', 'on 15 January 2025 at the earliest, if at all')
    """
    if latest is None:
        return f"on {spoken(earliest)} at the earliest, if at all"
    if earliest == date.min:
        return f"on {spoken(latest)} at the latest"
    return f"between {spoken(earliest)} and {spoken(latest)}"


def _between(days: Bounds) -> str:
    return between(days.earliest or date.min, days.latest)


def entry_summary(days: Bounds, words: Words) -> str:
    """Return a sentence about the entry into force."""
    if days.day is not None:
        return f"{words.in_force.capitalize()} from {spoken(days.day)}"
    if days.kind is AnswerKind.UNCERTAIN:
        return f"{words.enters.capitalize()} {_between(days)}"
    if days.kind is AnswerKind.NONE:
        return f"Not {words.in_force}"
    return f"It is not known whether it is {words.in_force}"


def end_summary(days: Bounds, words: Words, how: Iterable[Status | None]) -> str:
    """Return a sentence about the end. For each reading, `how` contains the status after the end."""
    if days.day is not None:
        return f"Last day {words.in_force}: {spoken(days.day)}; {_ended(words, how)} from {spoken(next_day(days.day))}"
    if days.kind is AnswerKind.UNCERTAIN:
        return f"Last day {words.in_force}: {_between(days)}"
    if days.kind is AnswerKind.NONE:
        ended = _ended(words, how)
        return f"Never {words.in_force}: {ended}" if ended else "No end"
    return "Its end is not known"


def notice_summary(days: Bounds) -> str:
    """Return a sentence about the notice deadline."""
    if days.day is not None:
        return f"Last day for notice of non-renewal: {spoken(days.day)}"
    if days.kind is AnswerKind.UNCERTAIN:
        return f"Last day for notice of non-renewal: {_between(days)}"
    return "No notice is due" if days.kind is AnswerKind.NONE else "The notice deadline is not known"


def _ended(words: Words, how: Iterable[Status | None]) -> str:
    return " or ".join(dict.fromkeys(words.statuses[status] for status in how if status is not None))


def day_in_words(result: Answer) -> str:
    """Return a few words for an answer's day. For an uncertain day, give the earliest and the latest possible day."""
    if result.day is not None:
        return str(result.day)
    if result.kind is AnswerKind.UNCERTAIN:
        return f"{result.earliest} or later" if result.latest is None else f"{result.earliest} to {result.latest}"
    return "none" if result.kind is AnswerKind.NONE else "not known"
