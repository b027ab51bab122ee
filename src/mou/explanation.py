"""Explanations: why a computed date is what it is, step by step."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from mou.rules import Rule

__all__ = ["Answer", "Certainness", "Explanation", "Question", "Step"]


class Question(StrEnum):
    """What an answer is about."""

    ENTRY_INTO_FORCE = "entry_into_force"
    END = "end"
    STATUS = "status"
    NOTICE_DEADLINE = "notice_deadline"


class Certainness(StrEnum):
    """How far a question can be answered."""

    CERTAIN = "certain"
    """There is one day."""
    UNCERTAIN = "uncertain"
    """Imprecise dates in the record leave open which day it is; the bounds are given."""
    NONE = "none"
    """There is no such day: not yet in force, no end."""
    UNKNOWN = "unknown"
    """The record can't tell."""


@attrs.frozen(kw_only=True)
class Step:
    """One step on the way to a date.

    Attributes:
        text: what was done, in words.
        rule: the rule that was applied; `None` for a bare fact.
        pointer: JSON Pointer to the act or clause in the agreement that it rests on.
        day: the day that the step gives or rests on.
        assumed: whether it is an assumption, made because the record does not say.
    """

    text: str = attrs.field(kw_only=False)
    rule: Rule | None = None
    pointer: str | None = None
    day: date | None = None
    assumed: bool = False

    def __str__(self) -> str:
        behind = [part for part in (self.rule and self.rule.source, self.pointer) if part]
        assumed = "assumed: " if self.assumed else ""
        return f"{assumed}{self.text}" + (f" [{'; '.join(behind)}]" if behind else "")


@attrs.frozen(kw_only=True)
class Answer:
    """A date that was asked for, how certain it is, and why.

    Attributes:
        question: what was asked.
        certainness: how far it can be answered.
        day: the day, where it is certain.
        earliest: the first day it can be, where there is one.
        latest: the last day it can be; `None` where it may also be never.
        summary: the answer in a sentence.
        steps: the way to it.
    """

    question: Question
    certainness: Certainness
    day: date | None = None
    earliest: date | None = None
    latest: date | None = None
    summary: str
    steps: tuple[Step, ...] = ()

    @property
    def assumptions(self) -> tuple[Step, ...]:
        """The steps that are assumptions."""
        return tuple(step for step in self.steps if step.assumed)

    def __str__(self) -> str:
        return "\n".join([self.summary, *(f"  - {step}" for step in self.steps)])


@attrs.frozen
class Explanation:
    """The answers about an agreement, each with its steps; as text it reads from top to bottom.

    Attributes:
        answers: entry into force first, then the end.
    """

    answers: tuple[Answer, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.answers))


def spoken(day: date) -> str:
    """A day as a reader says it.

    >>> spoken(date(2030, 10, 30))
    '30 October 2030'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


# Not `strftime`: its month names follow the process's locale.
_MONTHS = "January February March April May June July August September October November December".split()


def listed(items: tuple[str, ...] | list[str], most: int = 6) -> str:
    """Names as a list in a sentence.

    >>> listed(["A", "B", "C"]), listed([str(n) for n in range(9)], most=3)
    ('A, B and C', '0, 1, 2 and 6 more')
    """
    shown = list(items[:most]) + ([f"{len(items) - most} more"] if len(items) > most else [])
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
