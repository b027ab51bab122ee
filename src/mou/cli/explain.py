"""`mou explain`: the reasons for the dates of an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs
from rich.text import Text

from mou.cli.frame import console, day_of, known_agreement, register_of, result_or_exit
from mou.cli.output import emit
from mou.cli.rows import csv_text
from mou.cli.show import shown_answer
from mou.dates.words import plain
from mou.documents import codec
from mou.law.explanation import Answer, Question
from mou.values.written import written_names


def explain(agreement_id: str, file: str | None, on: date | None, as_format: str) -> None:
    """Print each answer with the steps behind it."""
    name, register = register_of(file)
    agreement = known_agreement(register, agreement_id, name)
    explanation = result_or_exit(name, lambda: register.lifecycle(agreement).explain(day_of(on)))
    if as_format == "json":
        emit(codec.dumps(explanation) + "\n")
        return
    if as_format == "csv":
        reasons = [reason for answer in explanation.answers for reason in _reasons(answer)]
        emit(csv_text(reasons, written_names(_Reason)))
        return
    console().print(Text(plain(agreement.title), style="bold"))
    for answer in explanation.answers:
        console().print(shown_answer(answer))


@attrs.frozen
class _Reason:
    """A step behind an answer, with the question."""

    question: Question
    day: date | None
    text: str
    assumed: bool
    behind: str


def _reasons(answer: Answer) -> Iterator[_Reason]:
    yield _Reason(answer.question, answer.day, answer.summary, assumed=False, behind="")
    for step in answer.steps:
        yield _Reason(answer.question, step.day, step.text, step.assumed, step.behind)
