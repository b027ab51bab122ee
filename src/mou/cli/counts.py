"""`mou status --by`: for each value of a column, count the agreements by status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from mou.answers.lifecycles import Position
from mou.answers.party_positions import party_status
from mou.cli.rows import table
from mou.errors import Problem, ValidationError
from mou.formats.cells import csv_text
from mou.law.status import Status, words_for
from mou.model.own_columns import OwnColumns, folded
from mou.values.fields import shown
from mou.values.hints import did_you_mean

if TYPE_CHECKING:
    from rich.table import Table

NONE = "(none)"
"""The text in the row of a table for agreements that have no value in the column."""


def _year(day: date | None) -> list[str]:
    return [] if day is None else [f"{day.year:04}"]


_STANDARD: dict[str, Callable[[Position], Iterable[str]]] = {
    "party": lambda where: [party.name for party in where.agreement.parties],  # counted by the status for the party
    "subject": lambda where: where.agreement.subjects,
    "kind": lambda where: [] if where.kind is None else [where.kind.replace("_", " ")],
    "status": lambda where: [where.word],
    "signed_on": lambda where: _year(where.signed_on),
    "entered_on": lambda where: _year(where.entered_on),
    "last_day": lambda where: _year(where.last_day),
    "notice_deadline": lambda where: _year(where.notice_deadline),
}
"""For each standard column, the function that returns the values of an agreement. The value of a day is its year."""


@attrs.frozen
class Count:
    """The number of agreements with a value in a column, in total and by status.

    If `value` is `None`, these agreements have no value in the column.
    """

    value: str | None
    total: int
    counts: dict[str, int]  # by status


def counts_by(name: str, positions: Sequence[Position], columns: OwnColumns) -> tuple[str, list[Count]]:
    """Return a column's heading and the number of agreements for each of its values.

    The largest numbers come first, and the agreements without a value last. Years are in chronological order. For the
    column ``party``, an agreement is counted by its status for the party, which can differ from its own status.

    Args:
        name: the name of a standard column, or of one of the user's own columns.
        positions: the agreements, each with its status and dates on a day.
        columns: the user's own columns, which are stored in ``extensions``.

    Raises:
        ValidationError: there is no column with this name.
    """
    heading, values = (name, _STANDARD[name]) if name in _STANDARD else _own(columns, name)
    spellings: dict[str, str] = {}
    statuses: dict[str, Counter[Status]] = {}
    for position in positions:
        texts = {folded(text): text.strip() for text in values(position) if text.strip()} or {"": ""}
        of_party = _statuses_for_parties(position) if name == "party" else {}
        for key, text in texts.items():
            spellings.setdefault(key, text)
            statuses.setdefault(key, Counter())[of_party.get(key, position.status)] += 1
    counts = [
        Count(spellings[key] or None, sum(by.values()), {status.value: by[status] for status in Status})
        for key, by in statuses.items()
    ]
    by_year = name.endswith(("_on", "_day", "_deadline")) and name in _STANDARD
    counts.sort(key=lambda count: (count.value is None, 0 if by_year else -count.total, folded(count.value or "")))
    return heading, counts


def _statuses_for_parties(where: Position) -> dict[str, Status]:
    """Return the status of an agreement for each of its parties, by the party's name."""
    return {folded(party.name): party_status(where, party.id) for party in where.agreement.parties}


def _own(columns: OwnColumns, name: str) -> tuple[str, Callable[[Position], Iterable[str]]]:
    try:
        column = columns.column(name)
    except ValidationError as error:
        expected = f"{', '.join(_STANDARD)}, or {error.problems[0].expected}"
        hint = did_you_mean(name, [*_STANDARD, *columns.names])
        raise ValidationError([Problem("/by", shown(name), expected, hint=hint)]) from None
    return column.name, lambda where: [column.text(where.agreement)]


def counts_table(name: str, counts: Sequence[Count], positions: Sequence[Position]) -> Table:
    """Return a table with a column for each status that occurs.

    The last row has the totals of the agreements, by their own status. An agreement with several values, such as two
    parties, is counted only once in the totals.
    """
    by_status = Counter(position.status for position in positions)
    occurring = [status for status in Status if by_status[status] or any(count.counts[status] for count in counts)]
    rows = [
        (NONE if count.value is None else count.value, *(str(count.counts[status] or "") for status in occurring))
        for count in counts
    ]
    totals = [*(str(count.total) for count in counts), str(len(positions))]
    rows.append(("total", *(str(by_status[status]) for status in occurring)))
    headings = [name, *(words_for(None).statuses[status] for status in occurring), "total"]
    grid = table(headings, [(*row, total) for row, total in zip(rows, totals, strict=True)])
    for column in grid.columns[1:]:
        column.justify = "right"
    return grid


def counts_csv(name: str, counts: Sequence[Count]) -> str:
    """Return the counts as CSV, with a column for each status."""
    headings = [name, *(status.value for status in Status), "total"]
    return csv_text(headings, ([count.value, *count.counts.values(), count.total] for count in counts))
