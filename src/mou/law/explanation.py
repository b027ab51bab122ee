"""Explanations: why a computed date is what it is, step by step."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from mou.law.rules import Rule

__all__ = ["Answer", "AnswerKind", "Explanation", "Question", "Step"]


class Question(StrEnum):
    """What an answer is about."""

    ENTRY_INTO_FORCE = "entry_into_force"
    END = "end"
    STATUS = "status"
    NOTICE_DEADLINE = "notice_deadline"
    PARTICIPATION = "participation"


class AnswerKind(StrEnum):
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
        article: where the agreement's own text says so.
        assumed: whether it is an assumption, made because the record does not say.
    """

    text: str = attrs.field(kw_only=False)
    rule: Rule | None = None
    pointer: str | None = None
    day: date | None = None
    article: str | None = None
    assumed: bool = False

    def __str__(self) -> str:
        behind = self.behind
        assumed = "assumed: " if self.assumed else ""
        return f"{assumed}{self.text}" + (f" [{behind}]" if behind else "")

    @property
    def behind(self) -> str:
        """What the step rests on: the text's article, else the rule's source; then where in the record."""
        source = self.article or (self.rule.source if self.rule else None)
        return "; ".join(part for part in (source, self.pointer) if part)


@attrs.frozen(kw_only=True)
class Answer:
    """A date that was asked for, how certain it is, and why.

    Attributes:
        question: what was asked.
        kind: how far it can be answered.
        day: the day, where it is certain.
        earliest: the first day it can be, where there is one.
        latest: the last day it can be; `None` where it may also be never.
        summary: the answer in a sentence.
        steps: the way to it.
    """

    question: Question
    kind: AnswerKind
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
        answers: entry into force first, then the end, then the notice deadline where a day was given.
    """

    answers: tuple[Answer, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.answers))
