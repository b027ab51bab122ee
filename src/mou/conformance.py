"""Compare computed days with published days.

The record of an agreement can contain published days: a declared day of entry into force, a stated day on which a
withdrawal takes effect, and a stated last day. `conform` computes each of these days from the clauses and the other
acts in the record, such as signatures. For each published day, it returns a row with the published day, the computed
day and the result of the comparison.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

import attrs

from mou.answers.lifecycles import lifecycle
from mou.answers.register import Register
from mou.datasets.mtdsg import Participants, read_participants
from mou.datasets.treaties import records, table_of
from mou.dates.days import Day, latest
from mou.dates.delays import delay_text
from mou.dates.periods import Period
from mou.errors import Problem, ValidationError
from mou.law.explanation import Answer
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement
from mou.model.conditions import condition_text
from mou.model.term import LaterParties
from mou.model.withdrawals import WithdrawalOnNotice
from mou.values.fields import check_is

__all__ = ["Row", "Verdict", "conform", "from_tables", "records", "with_participants"]


class Verdict(StrEnum):
    """The result of comparing a computed day with the published day."""

    AGREES = "agrees"
    EXPLAINED = "explained"
    """The computed day differs, and the record gives the reason."""
    DIFFERS = "differs"


@attrs.frozen(kw_only=True)
class Row:
    """A published day, compared with the computed day.

    Attributes:
        agreement: the id of the agreement.
        title: the title of the agreement.
        what: the event on the published day (entry into force, exit of a party, or last day in force).
        article: the article of the agreement that contains the clause.
        formula: the clause in words.
        computed: the computed day. `None` if no day could be computed.
        published: the published day.
        verdict: the result of the comparison.
        basis: the facts from which the day was computed (the acts, or the stated day on which the condition was met).
        why: the reason for a difference, if the record gives one.
        source: the title of the source of the published day.
        rechecked: whether the published day was checked against a source. `False` if it was recorded from memory.
        answer: the computed answer with its steps.
    """

    agreement: str
    title: str
    what: str
    article: str | None
    formula: str
    computed: date | None
    published: Day
    verdict: Verdict
    basis: str
    why: str | None
    source: str | None
    rechecked: bool
    answer: Answer | None = None


def conform(register: Register | None = None) -> tuple[Row, ...]:
    """Compare every published day in a register with the day computed from the rest of the agreement's record.

    Args:
        register: the register. Defaults to the bundled records.

    Raises:
        DateRangeError: a date would be past the year 9999.

    >>> {row.verdict for row in conform()} <= {Verdict.AGREES, Verdict.EXPLAINED}
    True
    """
    checked = records() if register is None else register
    check_is(checked, Register)
    return tuple(row for agreement in checked.agreements for row in _rows(agreement, checked.agreements))


def from_tables(register: Register, folder: str | os.PathLike[str]) -> tuple[Row, ...]:
    """Compute days of entry into force from participants tables, and compare them with the published days.

    A participants table lists the participants in a UN treaty and their acts; see `mou.datasets.mtdsg`. An agreement
    names its table in ``extensions["mtdsg"]``. For example, ``"18-10"`` means the file ``18-10.csv``. If the table of
    an agreement is not in the folder, the result leaves the agreement out.

    The tables omit the instruments of states that no longer exist, so a computed day can be late or missing. If the act
    ``condition_met`` in the record has a note about the omission, the verdict is `Verdict.EXPLAINED`.

    Args:
        register: the agreements with their published days.
        folder: the folder with the tables.

    Raises:
        OSError: the folder or a table can't be read.
        ValidationError: no agreement names a table; the folder has none of the tables that the agreements name; no
            agreement with a table has a published day to compare; a file is not a participants table.
        DateRangeError: a date would be past the year 9999.
    """
    present = {path.name for path in Path(folder).iterdir()}
    named = [(agreement, f"{name}.csv") for agreement in register.agreements if (name := table_of(agreement))]
    if not named:
        expected = 'an agreement with the extension "mtdsg", such as "18-10" for the table 18-10.csv'
        raise ValidationError([Problem("/agreements", "no agreement that names a participants table", expected)])
    if not any(file in present for _, file in named):
        expected = f"at least one of {', '.join(sorted(file for _, file in named))}"
        raise ValidationError([Problem("", "a folder without any of the tables that the records name", expected)])
    rows: list[Row] = []
    for agreement, file in named:
        if file not in present:
            continue
        table = _table(Path(folder), file)
        filled = with_participants(agreement, table)
        why = next((act.note for act in agreement.acts if act.kind is ActKind.CONDITION_MET), None)
        left_out = f", {len(table.refused)} rows or cells not read" if table.refused else ""
        for row in _rows(filled, register.agreements):
            if row.what == "entry into force":
                counted = attrs.evolve(row, basis=f"{len(table.acts)} acts of {file}{left_out}")
                # Missing instruments can only delay the computed day.
                late = row.computed is None or row.computed > latest(row.published)
                explained = row.verdict is Verdict.DIFFERS and why is not None and late
                rows.append(attrs.evolve(counted, verdict=Verdict.EXPLAINED, why=why) if explained else counted)
    if not rows:
        expected = "an agreement with a table, a condition of entry into force and an act entry_into_force"
        raise ValidationError([Problem("/agreements", "no published day to compare with a table", expected)])
    return tuple(rows)


def _table(folder: Path, file: str) -> Participants:
    """Read the participants from a table. If there is an error, each problem has the name of the file as its `part`."""
    try:
        return read_participants(folder / file)
    except ValidationError as error:
        raise ValidationError([problem.within(file) for problem in error.problems]) from None


def with_participants(agreement: Agreement, table: Participants) -> Agreement:
    """Return a copy of an agreement with the participants and instruments of a table.

    The participants and instruments replace the agreement's parties, the acts of single parties and the act
    ``condition_met``. The computed entry into force then follows from the table.
    """
    kept = [act for act in agreement.acts if not act.by and act.kind is not ActKind.CONDITION_MET]
    return attrs.evolve(agreement, parties=table.parties, acts=(*kept, *table.acts))


def _rows(agreement: Agreement, others: Iterable[Agreement]) -> Iterator[Row]:
    for index, act in enumerate(agreement.acts):
        if act.kind is ActKind.ENTRY_INTO_FORCE and (act.by or agreement.term.entry_into_force is not None):
            yield _entry(agreement, act, index, others)
        elif act.kind is ActKind.WITHDRAWAL and act.effective_on is not None:
            yield _exit(agreement, act, act.effective_on, index, others)
    if agreement.term.stated_last_day is not None:
        yield _last_day(agreement, agreement.term.stated_last_day, others)


def _entry(agreement: Agreement, act: Act, index: int, others: Iterable[Agreement]) -> Row:
    bare = attrs.evolve(agreement, acts=agreement.acts[:index] + agreement.acts[index + 1 :])
    life = lifecycle(bare, others=others)
    term = agreement.term
    published = act.effective_on or act.on
    condition = term.entry_into_force
    if len(act.by) == 1:
        own = life.participation(act.by[0])
        answer = own.spells[0].begins if own.spells else None
        later = term.later_parties or LaterParties()
        formula = "own instrument" if later.delay is None else f"own instrument, then {delay_text(later.delay)}"
        what = f"entry into force for {own.party.name}"
        article = later.article
    else:
        answer = life.entry
        formula = "not known" if condition is None else condition_text(condition)
        what = "entry into force"
        article = None if condition is None else condition.article
    return _compared(agreement, act, what, (article, formula), (published, answer))


def _exit(agreement: Agreement, act: Act, published: Day, index: int, others: Iterable[Agreement]) -> Row:
    acts = list(agreement.acts)
    acts[index] = attrs.evolve(act, effective_on=None)
    life = lifecycle(attrs.evolve(agreement, acts=acts), others=others)
    own = life.participation(act.by[0])
    ends = own.spells[-1].ends if own.spells else None
    # The published day of an exit is the first day on which the party is no longer bound. The answer contains the last
    # day on which the party is bound, which is one day earlier.
    answer = None if ends is None or ends.day is None else attrs.evolve(ends, day=own.spells[-1].ceases_on)
    clause = agreement.term.withdrawal
    formula = "not known"
    article = None
    if isinstance(clause, WithdrawalOnNotice) and clause.notice is not None:
        formula, article = f"notice, then {delay_text(clause.notice)}", clause.article
    what = f"exit of {own.party.name}"
    return _compared(agreement, act, what, (article, formula), (published, answer))


def _last_day(agreement: Agreement, published: date, others: Iterable[Agreement]) -> Row:
    bare = attrs.evolve(agreement, term=attrs.evolve(agreement.term, stated_last_day=None))
    answer = lifecycle(bare, others=others).end
    length = agreement.term.duration
    formula = length.in_words if isinstance(length, Period) else "not known"
    return _compared(agreement, None, "last day", (None, formula), (published, answer))


def _compared(
    agreement: Agreement, act: Act | None, what: str, clause: tuple[str | None, str], days: tuple[Day, Answer | None]
) -> Row:
    (article, formula), (published, answer) = clause, days
    computed = None if answer is None else answer.day
    why = None if act is None else act.note
    verdict = Verdict.AGREES if computed == published else Verdict.EXPLAINED if why else Verdict.DIFFERS
    sources = (*(act.sources if act else ()), *agreement.sources)
    stated = any(act.kind is ActKind.CONDITION_MET for act in agreement.acts)
    return Row(
        agreement=agreement.id,
        title=agreement.title,
        what=what,
        article=article,
        formula=formula,
        computed=computed,
        published=published,
        verdict=verdict,
        basis="the stated day" if stated and what == "entry into force" else "the recorded acts",
        why=why if verdict is Verdict.EXPLAINED else None,
        source=sources[0].title if sources else None,
        rechecked=agreement.extensions.get("rechecked") is not False,
        answer=answer,
    )
