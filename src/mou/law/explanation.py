"""Explanations: the steps behind a computed date."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from mou.law.rules import Rule

__all__ = ["Answer", "AnswerKind", "Explanation", "Question", "Step"]


class Question(StrEnum):
    """The question that an answer is about."""

    ENTRY_INTO_FORCE = "entry_into_force"
    END = "end"
    STATUS = "status"
    NOTICE_DEADLINE = "notice_deadline"
    PARTICIPATION = "participation"


class AnswerKind(StrEnum):
    """How certain an answer is."""

    CERTAIN = "certain"
    """The day is certain."""
    UNCERTAIN = "uncertain"
    """Several days are possible, because dates are imprecise or the text can be read in several ways."""
    NONE = "none"
    """There is no such day: for example, the agreement is not yet in force, or has no end."""
    UNKNOWN = "unknown"
    """The record does not determine the answer."""


@attrs.frozen(kw_only=True)
class Step:
    """A step of an explanation: a fact, a rule that was applied, or an assumption.

    Attributes:
        text: the step in words.
        rule: the rule that was applied; `None` for a plain fact.
        pointer: a JSON Pointer to the act or clause on which the step is based, from the root of the agreement.
        day: the day that the step gives, or on which it is based.
        article: the article of the agreement on which the step is based.
        quote: the words of the agreement on which the step is based.
        assumed: whether the step is an assumption, because the record does not contain the fact.
    """

    text: str = attrs.field(kw_only=False)
    rule: Rule | None = None
    pointer: str | None = None
    day: date | None = None
    article: str | None = None
    quote: str | None = None
    assumed: bool = False

    def __str__(self) -> str:
        behind = self.behind
        assumed = "assumed: " if self.assumed else ""
        return f"{assumed}{self.text}" + (f" [{behind}]" if behind else "")

    @property
    def behind(self) -> str:
        """The source of the step, then the place in the record."""
        return "; ".join(part for part in (self.source, self.pointer) if part)

    @property
    def source(self) -> str:
        """The article and the words of the agreement, or the source of the rule; for an assumption, both."""
        quoted = None if self.quote is None else f"“{self.quote}”"
        agreement = ": ".join(part for part in (self.article, quoted) if part)
        rule = self.rule.source if self.rule and (self.assumed or not agreement) else None
        return "; ".join(part for part in (agreement, rule) if part)


@attrs.frozen(kw_only=True)
class Answer:
    """The answer to a question, such as a date, with its certainty and the steps behind it.

    Attributes:
        question: the question.
        kind: how certain the answer is.
        day: the day, if it is certain.
        earliest: the earliest possible day, if any.
        latest: the latest possible day; `None` if there is none, or if the event may never happen.
        summary: the answer in a sentence.
        steps: the steps behind the answer.
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
    """The answers about an agreement, each with its steps. Call `str` to get the text.

    Attributes:
        answers: the entry into force, the end and, if a day was given, the notice deadline.
    """

    answers: tuple[Answer, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.answers))
