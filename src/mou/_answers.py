"""One answer from several: what the readings of a record's imprecise dates agree on, and between what they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

import attrs

from mou._facts import Found
from mou._words import spoken
from mou.delays import next_day
from mou.explanation import Answer, Certainness, Question, Step
from mou.status import Status, Words

__all__ = ["agreed", "answer", "end_summary", "entry_summary"]

T = TypeVar("T")


def agreed(values: Iterable[T]) -> T | None:
    """The value that all readings of a record's dates agree on; `None` where they don't."""
    first, *others = values
    return first if all(other == first for other in others) else None


def answer(question: Question, found: Sequence[Found], summary: Callable[[Answer], str]) -> Answer:
    """One answer from those under each reading of the record's dates, with its summary."""
    bare = _merged(question, found)
    return attrs.evolve(bare, summary=summary(bare))


def _merged(question: Question, found: Sequence[Found]) -> Answer:
    days = [one.day for one in found]
    steps = found[0].steps
    if all(day == days[0] for day in days) and all(one.known == found[0].known for one in found):
        none = Certainness.NONE if found[0].known else Certainness.UNKNOWN
        certainness = none if days[0] is None else Certainness.CERTAIN
        return Answer(
            question=question,
            certainness=certainness,
            day=days[0],
            earliest=days[0],
            latest=days[0],
            summary="",
            steps=steps,
        )
    known = [day for day in days if day is not None]
    if not known:
        return Answer(question=question, certainness=Certainness.UNKNOWN, summary="", steps=steps)
    last = max(known) if len(known) == len(days) else None
    text = "the record's dates are imprecise: the steps are those for the earliest reading"
    first = min(found, key=lambda one: one.day or date.max)
    return Answer(
        question=question,
        certainness=Certainness.UNCERTAIN,
        earliest=min(known),
        latest=last,
        summary="",
        steps=(*first.steps, Step(text)),
    )


def _between(answer: Answer) -> str:
    if answer.earliest == date.min and answer.latest:
        return f"on {spoken(answer.latest)} at the latest"
    first = "" if answer.earliest is None else spoken(answer.earliest)
    return f"between {first} and {spoken(answer.latest)}" if answer.latest else f"on {first} at the earliest, or not"


def entry_summary(answer: Answer, words: Words) -> str:
    """The entry into force in a sentence."""
    if answer.day is not None:
        return f"{words.in_force.capitalize()} from {spoken(answer.day)}"
    if answer.certainness is Certainness.UNCERTAIN:
        return f"{words.enters.capitalize()} {_between(answer)}"
    if answer.certainness is Certainness.NONE:
        return f"Not {words.in_force}"
    return f"Whether it is {words.in_force} is not known"


def end_summary(answer: Answer, words: Words, how: Iterable[Status | None]) -> str:
    """The end in a sentence; `how` it ends under each reading."""
    if answer.day is not None:
        return (
            f"Last day {words.in_force}: {spoken(answer.day)}; {_ended(words, how)} from {spoken(next_day(answer.day))}"
        )
    if answer.certainness is Certainness.UNCERTAIN:
        return f"Last day {words.in_force}: {_between(answer)}"
    if answer.certainness is Certainness.NONE:
        return "No end"
    return "Its end is not known"


def _ended(words: Words, how: Iterable[Status | None]) -> str:
    return " or ".join(dict.fromkeys(words.statuses[one] for one in how if one is not None))
