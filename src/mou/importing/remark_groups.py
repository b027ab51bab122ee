"""Group the remarks of an import by their reason, so that the report on a large sheet stays short."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from mou.importing.read import Import
from mou.importing.tables import Remark, row_in_words

_MOST_PLACES = 10
"""A group lists all its rows if it has at most this number of rows."""
_PLACES = 3
"""The number of rows that a larger group lists, and the number of values that each group lists."""


@attrs.frozen
class RemarkGroup:
    """Remarks with the same reason.

    Attributes:
        what: the kind of the remarks, one of ``problem``, ``duplicate``, ``skipped`` and ``remark``.
        count: the number of rows.
        rows: the numbers of the rows. If there are more than ten, the numbers of the first rows, such as
            ``4, 9, 12 and 30 more``.
        column: the name of the column; empty if the remarks are about whole rows.
        values: the first distinct values of the cells. In a group of problems with different values, each listed row
            with its value, such as ``row 4: 31/02/2022``.
        why: the reason.
    """

    what: str
    count: int
    rows: str
    column: str
    values: tuple[str, ...]
    why: str

    @property
    def is_complete(self) -> bool:
        """Whether `rows` contains all rows."""
        return self.count <= _MOST_PLACES


def remark_groups(done: Import) -> tuple[RemarkGroup, ...]:
    """Return the remarks of an import in groups. Problems come first. In each kind, the largest groups come first."""
    kinds = (
        ("problem", done.problems),
        ("duplicate", done.duplicates),
        ("skipped", done.skipped),
        ("remark", done.remarks),
    )
    return tuple(group for what, remarks in kinds for group in _groups(what, remarks))


def _groups(what: str, remarks: Iterable[Remark]) -> list[RemarkGroup]:
    same: dict[tuple[str, str], list[Remark]] = {}
    for remark in remarks:
        same.setdefault((remark.column, _reason(remark)), []).append(remark)
    groups = [_group(what, column, group) for (column, _), group in same.items()]
    return sorted(groups, key=lambda group: -group.count)


def _reason(remark: Remark) -> str:
    """Return the reason without the parts that differ between cells: the cell itself, numbers, quoted texts, names."""
    why = remark.why.replace(remark.value, "*") if remark.value else remark.why
    why = re.sub(r"similar to .* in ", "similar to * in ", why)
    if why.startswith("contradicts "):
        return why  # only the quoted cell shows what is contradicted
    return re.sub(r'"[^"]*"|[0-9][0-9./:-]*', "*", why)


def _group(what: str, column: str, remarks: list[Remark]) -> RemarkGroup:
    rows = list(dict.fromkeys((remark.sheet, remark.row) for remark in remarks))
    listed = rows if len(rows) <= _MOST_PLACES else rows[:_PLACES]
    places = [f"{sheet} {row}".strip() for sheet, row in listed]
    more = f" and {len(rows) - len(listed)} more" if len(rows) > len(listed) else ""
    values = tuple(dict.fromkeys(remark.value for remark in remarks if remark.value))[:_PLACES]
    if what == "problem" and len(values) > 1:
        values = tuple(
            f"{row_in_words(remark.row, remark.sheet)}: {remark.value}"
            for remark in remarks
            if remark.value and (remark.sheet, remark.row) in listed
        )
    # An office knows the columns of its sheet, so a pointer into the record would not help.
    why = re.sub(r"\A(?:\S+: )?/\S*: ", "", remarks[0].why)
    return RemarkGroup(what, len(rows), ", ".join(places) + more, column, values, why)
