"""Questions that a record leaves open, each with the reason and the missing field.

Some days of an agreement can't be computed, and a list of upcoming days leaves them out. For example, if the condition
of entry into force is not recorded, the last day and the notice deadline are not known. `not_determined` returns such
open questions about an agreement. `Register.not_determined` returns the open questions about all agreements in a
register. Every list, export and page of `mou` includes the open questions.

A question is not open if the answer is a day, an earliest and a latest day, or "none". For example, the end of an
agreement that is signed but not yet in force is "none". The end is not open either if the last day depends on the
assumption that the agreement is not renewed. The answer names this assumption.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

import attrs

from mou.answers.bounds import Bounds, bounds, ends, entries
from mou.answers.lifecycles import Lifecycle, Position, courses_of, lifecycle
from mou.answers.party_positions import PartyPosition
from mou.dates.days import PartialDate, exact_day
from mou.dates.words import listed
from mou.errors import DateRangeError, ValidationError
from mou.law.explanation import Answer, AnswerKind, Question, Step
from mou.law.facts import Others
from mou.law.rules import NOTHING_RECORDED
from mou.law.status import ENDED, Status
from mou.model.act import dates_of
from mou.model.agreement import Agreement
from mou.model.durations import Until
from mou.model.term import Anchor
from mou.values.fields import as_each, as_enum, check_is, refusal

__all__ = ["QUESTIONS", "MissingField", "NotDetermined", "missing_fields", "not_determined", "report"]

QUESTIONS = (Question.STATUS, Question.END, Question.NOTICE_DEADLINE)
"""The questions that are checked by default."""

_ACTS = "/acts"
_ANCHOR = "/term/anchor"


@attrs.frozen(kw_only=True)
class NotDetermined:
    """A question that the record of an agreement leaves open.

    Attributes:
        agreement: the agreement's id.
        title: the agreement's title.
        question: the open question.
        why: a sentence with the reason why the question is open.
        field: a JSON Pointer to the missing field in the agreement. `None` if no field of this agreement is missing.
        clause: a description of the clause or fact that belongs in the field. `""` if `field` is `None`.
    """

    agreement: str
    title: str
    question: Question
    why: str
    field: str | None
    clause: str


@attrs.frozen(kw_only=True)
class MissingField:
    """A missing clause or fact, and the agreements in which it is missing. Returned by `missing_fields`.

    Attributes:
        field: a JSON Pointer to the missing field, with ``*`` in place of a number that differs between agreements.
            `None` if no field of the agreements is missing.
        what: a description of the clause or fact that belongs in the field. If `field` is `None`, the reason why the
            question is open.
        agreements: the ids of the agreements, without duplicates, in the order of the register.
    """

    field: str | None
    what: str
    agreements: tuple[str, ...]


def not_determined(
    agreement: Agreement,
    on: date | str,
    questions: Iterable[Question | str] = QUESTIONS,
    *,
    through: date | str | None = None,
    as_of: date | str | None = None,
    others: Iterable[Agreement] | Others = (),
) -> tuple[NotDetermined, ...]:
    r"""Return the open questions about an agreement: the questions that its record does not answer on a day.

    If the agreement ends "on 1 May 2019 at the earliest, if at all", the end is an open question from 2 May 2019 on. If
    a date of the agreement would be past the year 9999, every question is open.

    Args:
        agreement: the agreement.
        on: the day.
        questions: the questions to check. You can choose from the status on the day, the entry into force, the end, and
            the notice deadline of the period that includes the day.
        through: the last day of interest. If the agreement enters into force after `on` and by this last day, its
            notice deadline is checked on its first day in force.
        as_of: ignore acts after this day. By default, no act is ignored.
        others: the agreements that can affect this agreement; see `mou.lifecycle`.

    Raises:
        ValidationError: `on`, `through` or `as_of` is not a day, or a question is unknown.

    >>> import mou
    >>> agreement = mou.Agreement(
    ...     id="example",
    ...     title="Agreement on Fisheries",
    ...     kind="agreement",
    ...     parties=[mou.Party.state("Malaysia"), mou.Party.state("Japan")],
    ...     acts=[mou.Act.signature("2022-05-03")],
    ...     term=mou.Term(duration="P5Y"),
    ... )
    >>> for item in not_determined(agreement, "2026-01-01", ["end"]):
    ...     print(item.field, item.clause, item.why, sep="\n")
    /term/entry_into_force
    the condition of entry into force
    it is not known whether the signature expressed consent to be bound
    """
    valid_questions = as_questions(questions)
    day, last = exact_day(on), None if through is None else exact_day(through)
    known = None if as_of is None else exact_day(as_of)
    try:
        return tuple(open_questions(lifecycle(agreement, known, others=others), day, valid_questions, last))
    except DateRangeError as error:
        return outside_calendar(agreement, str(error), valid_questions)


def as_questions(questions: Iterable[Question | str]) -> tuple[Question, ...]:
    """Convert questions to members of `Question`. The caller can pass members or their values.

    Raises:
        ValidationError: a question is unknown.
    """
    converted = as_each(questions, lambda question: as_enum(Question, question), "a list of questions")
    if problems := [problem.under("/questions") for problem in refusal(converted)]:
        raise ValidationError(problems)
    return converted


def missing_fields(items: Iterable[NotDetermined]) -> tuple[MissingField, ...]:
    """Group open questions by the missing field. The field that is missing in the most agreements comes first.

    >>> item = NotDetermined(
    ...     agreement="example",
    ...     title="Agreement on Fisheries",
    ...     question=Question.END,
    ...     why="the duration is not known",
    ...     field="/term/duration",
    ...     clause="the duration of the term",
    ... )
    >>> for missing in missing_fields([item]):
    ...     print(missing.field, missing.what, missing.agreements)
    /term/duration the duration of the term ('example',)
    """
    fields: dict[str, list[str]] = {}
    agreements: dict[str, dict[str, None]] = {}
    check_is(items, Iterable, expected="a list of NotDetermined", hint="pass register.not_determined(day)")
    for item in items:
        check_is(item, NotDetermined, hint="pass register.not_determined(day)")
        what = item.clause or item.why
        fields.setdefault(what, []).append("" if item.field is None else item.field)
        agreements.setdefault(what, {})[item.agreement] = None
    groups = [
        MissingField(field=_shared(fields[what]), what=what, agreements=tuple(ids)) for what, ids in agreements.items()
    ]
    return tuple(sorted(groups, key=lambda group: -len(group.agreements)))


def report(items: Sequence[NotDetermined], total: int, *, most: int = 6) -> list[str]:
    """Return lines of text: the number of agreements with open questions, and then the missing fields.

    Args:
        items: the open questions.
        total: the number of agreements.
        most: the largest number of ids to list for each missing field.

    Returns:
        A heading and one line for each missing field. Empty if no question is open.

    >>> report([], 29)
    []
    """
    if not items:
        return []
    count = len({item.agreement for item in items})
    agreements = "agreement" if total == 1 else "agreements"
    lines = [f"Not determined for {count} of {total} {agreements}. Missing from the record:"]
    for missing in missing_fields(items):
        field = "" if missing.field is None else f" ({missing.field})"
        lines.append(f"  {len(missing.agreements)}: {missing.what}{field}: {listed(missing.agreements, most=most)}")
    return lines


def open_questions(
    life: Lifecycle, on: date, questions: Iterable[Question], through: date | None = None
) -> Iterator[NotDetermined]:
    """Yield the questions that a lifecycle leaves open on a day; see `not_determined`.

    Raises:
        DateRangeError: a date of the agreement would be past the year 9999.
    """
    for question in questions:
        day = _first_day_in_force(life, on, through) if question is Question.NOTICE_DEADLINE else on
        if _is_open(life, question, day):
            why, field = _source(life, question, day)
            yield NotDetermined(
                agreement=life.agreement.id,
                title=life.agreement.title,
                question=question,
                why=why,
                field=field,
                clause="" if field is None else clause_words(field),
            )


def outside_calendar(agreement: Agreement, why: str, questions: Iterable[Question]) -> tuple[NotDetermined, ...]:
    """Return all questions as open questions, because a date of the agreement lies outside the years 1 to 9999."""
    return tuple(
        NotDetermined(
            agreement=agreement.id,
            title=agreement.title,
            question=question,
            why=why,
            field="/term",
            clause=clause_words("/term"),
        )
        for question in questions
    )


def undetermined_positions(
    positions: Iterable[Position],
    questions: Collection[Question] = (Question.STATUS, Question.END),
    through: date | None = None,
) -> tuple[NotDetermined, ...]:
    """Return the open questions for all positions. A position is an agreement's status and dates on a day.

    For a position of a party, the status for the party can be an open question too.
    """
    items: list[NotDetermined] = []
    for where in positions:
        try:
            items += (
                outside_calendar(where.agreement, where.reason, questions)
                if where.lifecycle is None
                else tuple(open_questions(where.lifecycle, where.on, questions, through))
            )
        except DateRangeError as error:  # a period that begins after the day would end past the year 9999
            items += outside_calendar(where.agreement, str(error), questions)
        if Question.STATUS in questions and isinstance(where, PartyPosition) and where.is_open_for_party:
            items.append(_of_party(where))
    return tuple(items)


def _of_party(where: PartyPosition) -> NotDetermined:
    """Return the open question about the status of an agreement for a party."""
    return NotDetermined(
        agreement=where.id,
        title=where.title,
        question=Question.STATUS,
        why=where.reason,
        field=_ACTS,
        clause=clause_words(_ACTS),
    )


def doubts(life: Lifecycle, on: date) -> Iterator[tuple[str, str]]:
    """Yield each missing field with a sentence for the finding ``not-determined``.

    If the same missing field leaves both the status and the end open, yield it once. The notice deadline is not
    checked, because the answer about the last day already names the assumption that the agreement is not renewed.

    Args:
        life: the agreement's lifecycle.
        on: the day.
    """
    by_field: dict[str, list[NotDetermined]] = {}
    for item in open_questions(life, on, (Question.STATUS, Question.END)):
        by_field.setdefault(item.field or "", []).append(item)
    for field, items in by_field.items():
        what = " and ".join(f"its {item.question}" for item in items)
        record = f"; record {items[0].clause}" if field else ""
        yield field, f"{what} can't be determined: {items[0].why}{record}"


def clause_words(field: str) -> str:
    """Return a description of the clause or fact that belongs in a field.

    >>> clause_words("/term/renewal/notice")
    'the notice period for non-renewal'
    >>> clause_words("/acts/3")
    'the missing details of an act: its effect, or the length of an extension'
    """
    place = _NUMBER.sub("/*", field)
    while place not in _CLAUSES:
        place = place.rpartition("/")[0]
    return _CLAUSES[place]


_NUMBER = re.compile(r"/[0-9]+(?=/|\Z)")
_CLAUSES = {
    "": "the full record of the agreement",
    "/acts": "the missing acts, such as signatures or ratifications",
    "/acts/*": "the missing details of an act: its effect, or the length of an extension",
    "/acts/*/on": "the exact date of an act",
    "/acts/*/received_on": "the exact date of an act",
    "/acts/*/effective_on": "the exact day on which an act takes effect",
    "/acts/*/until": "the last day of a suspension or of another act that lasts",
    "/term": "dates within the years 1 to 9999",
    "/term/anchor": "the event from which the term runs",
    "/term/duration": "the duration of the term",
    "/term/duration/last_day": "the exact last day of the term",
    "/term/entry_into_force": "the condition of entry into force",
    "/term/other_readings": "the reading of the text on which the parties agree",
    "/term/renewal": "the renewal clause",
    "/term/renewal/notice": "the notice period for non-renewal",
    "/term/withdrawal": "the withdrawal clause",
}
"""Descriptions of the clause or fact that belongs in a field, by the JSON Pointer of the field. For a field without a
description, the description of the field that contains it is used."""


def _shared(fields: Sequence[str]) -> str | None:
    """Return a single JSON Pointer for all fields. If the fields differ, put ``*`` in place of the numbers."""
    first = fields[0]
    if not first:
        return None
    return first if all(field == first for field in fields) else _NUMBER.sub("/*", first)


def _first_day_in_force(life: Lifecycle, on: date, through: date | None) -> date:
    """Return the first day in force if it is after `on` and not after `through`, else `on`."""
    entered = life.entered_into_force_on
    return entered if entered is not None and through is not None and on < entered <= through else on


def _is_open(life: Lifecycle, question: Question, day: date) -> bool:
    if question is Question.STATUS:
        return life.status(day) is Status.UNKNOWN
    answer = _bounds(life, question, day)
    if question is Question.END and answer.kind is AnswerKind.UNCERTAIN and answer.latest is None:
        # If the last day is 1 May 2019 at the earliest, the agreement can end on any day after that day, or never.
        return answer.earliest is not None and answer.earliest < day and life.status(day) not in ENDED
    return answer.kind is AnswerKind.UNKNOWN


def _bounds(life: Lifecycle, question: Question, day: date) -> Bounds:
    """Return the possible days of an answer without its steps, which take far longer to compute."""
    courses = courses_of(life)
    if question is Question.ENTRY_INTO_FORCE:
        return bounds(entries(courses))
    if question is Question.END:
        return bounds(ends(courses))
    return bounds([course.notice_on(day) for course in courses])


def _source(life: Lifecycle, question: Question, day: date) -> tuple[str, str | None]:
    """Return the reason why a question is open, and the pointer to the field that would answer it.

    If the answer depends on another question that is open, return the reason for that question. Worked case: an
    agreement runs for five years, and its condition of entry into force is not recorded. The end is unknown, because
    the condition is missing.
    """
    if question is Question.STATUS:
        entered = _bounds(life, Question.ENTRY_INTO_FORCE, day)
        reason = life.position(day).reason
        if entered.latest is not None and entered.latest <= day:
            return reason, _source(life, Question.END, day)[1]
        if entered.kind in (AnswerKind.UNKNOWN, AnswerKind.UNCERTAIN):
            return reason, _source(life, Question.ENTRY_INTO_FORCE, day)[1]
        return reason, _ACTS
    answer = _answer(life, question, day)
    imprecise = None if answer.kind is AnswerKind.UNKNOWN else _imprecise_field(life.agreement, answer.steps)
    if imprecise is not None:
        return answer.summary, imprecise
    step = _missing(answer.steps)
    if step.pointer is None and question is Question.NOTICE_DEADLINE:
        return _source(life, Question.STATUS, day)
    if step.pointer == _ANCHOR and life.agreement.term.anchor is Anchor.ENTRY_INTO_FORCE:
        return _source(life, Question.ENTRY_INTO_FORCE, day)
    if step.pointer in (None, _ANCHOR) and step.rule is NOTHING_RECORDED:
        return answer.steps[-1].text, _ACTS
    return answer.steps[-1].text, step.pointer


def _answer(life: Lifecycle, question: Question, day: date) -> Answer:
    if question is Question.ENTRY_INTO_FORCE:
        return life.entry
    return life.end if question is Question.END else life.notice(day)


def _missing(steps: Collection[Step]) -> Step:
    """Return the step of an explanation that names the missing clause or fact.

    A missing or assumed clause takes precedence over a missing act. For example, if the condition of entry into force
    is only assumed, the step names the condition, because the agreement may need no ratification at all.
    """
    silent = [step for step in steps if step.rule is NOTHING_RECORDED]
    clauses = [step for step in silent if step.pointer not in (None, _ACTS)]
    assumed = [step for step in steps if step.assumed and step.pointer is not None]
    placed = [step for step in steps if step.pointer is not None]
    return (clauses or assumed or silent or placed or list(steps))[-1]


def _imprecise_field(agreement: Agreement, steps: Iterable[Step]) -> str | None:
    """Return the pointer to an imprecise date that the steps name.

    If the steps name no imprecise date, return the pointer to the first imprecise date of the record.
    """
    pointers = {step.pointer for step in steps}
    fields = [
        (where.rpartition("/")[0] in pointers, where)
        for _, day, where in dates_of(agreement.acts, "received_on", "on", "effective_on", "until")
        if isinstance(day, PartialDate)
    ]
    if isinstance(agreement.term.duration, Until):
        fields += [("/term/duration" in pointers, "/term/duration/last_day")]
    if agreement.term.other_readings:
        fields += [(True, "/term/other_readings/0")]
    return max(fields, key=lambda field: field[0])[1] if fields else None
