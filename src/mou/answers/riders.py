"""Riders: provisions from which no date is computed. If a rider can change an answer, the answer repeats its words."""

from __future__ import annotations

from collections.abc import Iterator

from mou.answers.finding import Finding, Kind, Severity
from mou.law.explanation import Question, Step
from mou.law.status import ENDED, RUNNING, Status
from mou.model.term import RiderKind, Term

RIDER_NOT_COMPUTED = Kind(
    "rider-not-computed",
    Severity.INFO,
    "The text says something that can change the entry into force, the renewal or the end, and no date is computed "
    "from it. Compare the answers with the text, and record an act if the clause has applied.",
)

_ENTRY = frozenset({RiderKind.ENTRY_INTO_FORCE, RiderKind.PROVISIONAL_APPLICATION})
_END = frozenset({RiderKind.RENEWAL, RiderKind.END, RiderKind.WITHDRAWAL, RiderKind.SUSPENSION})
_TOUCHED = {
    Question.ENTRY_INTO_FORCE: _ENTRY,
    Question.END: _END,
    Question.NOTICE_DEADLINE: frozenset({RiderKind.RENEWAL}),
}
"""The kinds of riders that can change the answer to a question."""


def rider_steps(term: Term, question: Question) -> Iterator[Step]:
    """Yield a step for each rider (provision from which no date is computed) that can change the answer to a question.

    Worked case: a memorandum is in force for five years, "or until the project is completed". The last day is computed
    from the five years. The step repeats the words about the project.
    """
    touched = _TOUCHED.get(question, frozenset())
    for index, rider in enumerate(term.riders):
        if rider.kind in touched:
            text = f"the text also says: {rider.text}; no date is computed from it"
            yield Step(text, pointer=f"/term/riders/{index}")


def rider_words(term: Term, status: Status) -> str:
    """Return the words of the riders (provisions without a computed date) that can change a status."""
    kinds = _END if status in RUNNING else frozenset({RiderKind.RENEWAL}) if status in ENDED else _ENTRY
    texts = [rider.text for rider in term.riders if rider.kind in kinds]
    return f"; the text also says: {', and '.join(texts)}" if texts else ""


def rider_findings(term: Term) -> Iterator[Finding]:
    """List the riders (provisions from which no date is computed) that can change an answer."""
    for index, rider in enumerate(term.riders):
        if rider.kind in _ENTRY | _END:
            yield Finding(
                kind=RIDER_NOT_COMPUTED, pointer=f"/term/riders/{index}", message=f"not computed: {rider.text}"
            )
