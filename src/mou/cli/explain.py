"""`mou explain`: the reasons for the dates of an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import attrs
from rich.text import Text

from mou.answers.lifecycles import Lifecycle
from mou.answers.register import Register
from mou.cli.frame import console, day_of, known_agreement, refuse, register_of, result_or_exit
from mou.cli.output import emit
from mou.cli.rows import csv_text
from mou.cli.show import shown_answer
from mou.dates.words import listed, plain, spoken
from mou.documents import codec
from mou.law.explanation import Answer, Explanation, Question
from mou.model.agreement import Agreement
from mou.values.written import written_names


def explain(agreement_id: str, file: str | None, on: date | None, as_format: str) -> None:
    """Print each answer about an agreement, with the steps behind the answer."""
    if file is None and Path(agreement_id).exists():
        name, register = register_of(agreement_id)
        agreement = _only(register, name)
    else:
        name, register = register_of(file)
        agreement = known_agreement(register, agreement_id, name)
    day = day_of(on)
    explanation = result_or_exit(name, lambda: _explanation(register.lifecycle(agreement), day))
    if as_format == "json":
        emit(codec.dumps(explanation) + "\n")
        return
    if as_format == "csv":
        reasons = [reason for answer in explanation.answers for reason in _reasons(answer)]
        emit(csv_text(reasons, written_names(_Reason)))
        return
    console().print(Text(plain(agreement.title), style="bold"))
    *dates, status = explanation.answers
    steps_of_dates = [step for answer in dates for step in answer.steps]
    own_steps = tuple(step for step in status.steps if step not in steps_of_dates)
    on_the_day = attrs.evolve(status, summary=f"On {spoken(day)}: {status.summary}", steps=own_steps)
    for answer in (on_the_day, *dates):
        console().print(shown_answer(answer))


def _only(register: Register, name: str) -> Agreement:
    """Return the agreement of a file that was passed without an id, or end the command with the ids in the file."""
    ids = [agreement.id for agreement in register.agreements]
    if len(ids) != 1:
        there = f"there are: {listed(ids, most=10)}" if ids else "there are no agreements"
        refuse(name, f"pass the id of an agreement before the file: mou explain ID {name}; {there}")
    return register.agreements[0]


def _explanation(life: Lifecycle, day: date) -> Explanation:
    """Return the answers about the dates, and then the answer about the status."""
    return Explanation((*life.explain(day).answers, life.explain_status(day)))


@attrs.frozen
class _Reason:
    """A row of the CSV output: a question, with the answer to it or with one step of that answer."""

    question: Question
    day: date | None
    text: str
    assumed: bool
    behind: str


def _reasons(answer: Answer) -> Iterator[_Reason]:
    yield _Reason(answer.question, answer.day, answer.summary, assumed=False, behind="")
    for step in answer.steps:
        yield _Reason(answer.question, step.day, step.text, step.assumed, step.behind)
