"""Choose the column of each field, by the heading of the column and by what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import attrs

from mou.importing.cell_kinds import CellKind, kind_of, kinds_of, spans_years
from mou.importing.columns import DateColumns
from mou.importing.grid import Cell
from mou.importing.headings import LEAST, SINGLE, WEAK, meanings
from mou.importing.kind_words import kind_in
from mou.importing.status_words import status_meant
from mou.importing.words import ALL_KINDS, flag_of, key_of

SEVERAL = frozenset({"parties", "subjects", "description", "sources"})
"""The fields that can have several columns."""
_ROUTED = 8
_DATES = frozenset({"signed_on", "entered_into_force_on", "terminated_on", "renewed_until", "extended_on"})
_LENGTHS = frozenset({"renewal_period", "renewal_notice", "withdrawal_notice"})
_PART = re.compile(r"(?P<what>[a-z]+)[ _-]*(?P<part>year|month|day)\Z", re.IGNORECASE)
_WHAT = {
    **dict.fromkeys("sign signed signature signing".split(), "signed_on"),
    **dict.fromkeys("eif entry effective start".split(), "entered_into_force_on"),
    **dict.fromkeys("end expiry".split(), "last_day"),
}


@attrs.frozen
class ColumnChoice:
    """The chosen column of each field, as arguments for `Columns`.

    `rivals` has the headings that are not used because another column has the same field. `weak` has the headings that
    are used although their meaning is not clear.
    """

    columns: dict[str, Any]
    rivals: tuple[str, ...]
    weak: tuple[str, ...]


@attrs.frozen
class _Candidate:
    score: int
    place: int
    heading: str
    field: str


class _Chooser:
    def __init__(
        self, headings: tuple[str, ...], cells_of: Callable[[str], Iterable[Cell]], rows: int, broken: Collection[str]
    ) -> None:
        self._headings, self._rows, self._broken = headings, rows, broken
        self._cells = {heading: list(cells_of(heading)) for heading in headings}
        self._kinds = {heading: kinds_of(cells) for heading, cells in self._cells.items()}
        self._meanings = {heading: meanings(heading) for heading in headings}
        self.columns: dict[str, Any] = {}
        self.rivals: list[str] = []
        self.weak: list[str] = []
        self._taken: set[str] = set()

    def run(self) -> None:
        self._dates_over_columns()
        for candidate in sorted(self._candidates(), key=lambda candidate: (-candidate.score, candidate.place)):
            self._offer(candidate)
        self._parties_by_weak_headings()
        self._dates_by_weak_headings()
        self._both_sides()
        if "renewed_until" not in self.columns:
            self._give_up("extended_on")
        if not any(kind is CellKind.NUMBER for kind in self._kinds.get(self.columns.get("duration") or "", ())):
            self._give_up("duration_unit_column")

    def _dates_over_columns(self) -> None:
        parts: dict[str, dict[str, str]] = {}
        for heading in self._headings:
            part = _PART.match(heading)
            field = _WHAT.get(part["what"].lower()) if part else None
            if part and field:
                parts.setdefault(field, {})[part["part"].lower()] = heading
        for field, named in parts.items():
            if "year" in named:
                self.columns[field] = DateColumns(**named)
                self._taken |= set(named.values())

    def _candidates(self) -> Iterator[_Candidate]:
        for place, heading in enumerate(self._headings):
            part = _PART.match(heading)
            if part and part["what"].lower() in _WHAT:  # a month without a year
                continue
            for meaning in self._meanings[heading]:
                if meaning.score < LEAST:
                    continue
                field = meaning.field if meaning.field.startswith("own.") else self._by_cells(meaning.field, heading)
                if field is not None:
                    score = meaning.score - (0 if field == meaning.field else _ROUTED) - self._penalty(field, heading)
                    yield _Candidate(score, place, heading, field)

    def _penalty(self, field: str, heading: str) -> int:
        """Return the number to subtract from the score of a column that is empty, or that only numbers the rows."""
        if not self._cells[heading] and heading not in self._broken:
            return SINGLE
        texts = [cell.text for cell in self._cells[heading]]
        counts = field == "id" and texts == [str(number) for number in range(1, len(texts) + 1)]
        return _ROUTED if counts else 0

    def _offer(self, candidate: _Candidate) -> None:
        field, heading = candidate.field, candidate.heading
        if heading in self._taken:
            return
        if field.startswith("own."):
            self._taken.add(heading)
        elif field in SEVERAL:
            self._add(field, heading, candidate.score)
        elif field in self.columns:
            if candidate.score >= SINGLE - _ROUTED:
                self.rivals.append(f"{heading} ({field} is {self._shown(field)})")
                self._taken.add(heading)
        else:
            self.columns[field] = heading
            self._taken.add(heading)

    def _add(self, field: str, heading: str, score: int) -> None:
        headings = self.columns.setdefault(field, [])
        # For the first column of parties, a part of the heading can match. For others, the whole heading must match.
        if field != "parties" or not headings or score == SINGLE:
            headings.append(heading)
            self._taken.add(heading)

    def _shown(self, field: str) -> str:
        column = self.columns[field]
        return column if isinstance(column, str) else ", ".join(str(part) for part in attrs.astuple(column) if part)

    def _by_cells(self, field: str, heading: str) -> str | None:
        """Return the field of a column whose heading means `field`.

        The cells can show that the column has another field. If the cells fit no field, return `None`.
        """
        kinds = self._kinds[heading]
        filled = kinds.total()
        if not filled:  # the column is empty, or all its cells have errors, which the import reports
            return field if field != "parties" or heading in self._broken else None
        share = {kind: count / filled for kind, count in kinds.items()}
        dates, ranges = share.get(CellKind.DATE, 0), share.get(CellKind.RANGE, 0)
        lengths = share.get(CellKind.LENGTH, 0)
        measures = lengths + share.get(CellKind.NUMBER, 0)
        if field == "signed_on" and ranges >= 0.5 and not self._spans_years(heading):
            return field  # each cell has the days on which the parties signed
        if field in _DATES | {"last_day", "duration", "period"}:
            return _time_field(field, dates, ranges, measures, share.get(CellKind.NO_END, 0))
        if field in _LENGTHS:
            return field if measures >= 0.5 else None
        return field if self._fits(field, heading, dates + ranges) else None

    def _spans_years(self, heading: str) -> bool:
        cells = self._cells[heading]
        return sum(spans_years(cell.text) for cell in cells) * 2 >= len(cells)

    def _fits(self, field: str, heading: str, dates: float) -> bool:
        cells = self._cells[heading]
        values = {key_of(cell.text) for cell in cells}
        if field == "id":
            return self.tells_apart(heading)
        if field == "kind":
            return any(key_of(value.replace("_", " ")) in ALL_KINDS or kind_in(value) is not None for value in values)
        if field == "binding":
            return sum(flag_of(value) is not None for value in values) * 2 >= len(values)
        if field == "duration_unit_column":
            return all(kinds_of([Cell(f"5 {value}")])[CellKind.LENGTH] for value in values)
        if field == "status":  # a cell such as "Terminated 30/06/2024" looks like a date, but has a word for a status
            dated = [cell for cell in cells if kind_of(cell) in {CellKind.DATE, CellKind.RANGE}]
            return sum(status_meant(cell.text) is None for cell in dated) * 2 < len(cells)
        if field == "renewal":
            return dates < 0.5
        if field in {"title", "us"}:
            return dates < 0.5 and len(values) > 0
        if field == "parties":
            codes = all(re.fullmatch("[0-9]{1,3}", value) for value in values) and len(values) > 1
            return codes or self._kinds[heading][CellKind.WORDS] * 2 >= len(cells)
        return True

    def tells_apart(self, heading: str) -> bool:
        """Return whether a column can identify rows: it has at least 80 distinct values per 100 rows."""
        return len({cell.text for cell in self._cells[heading]}) * 10 >= self._rows * 8

    def _parties_by_weak_headings(self) -> None:
        if "parties" in self.columns:
            return
        title = self.columns.get("title")
        if title is not None and not self._has_titles(title) and self._is_weak(title, "parties"):
            self.columns["parties"] = [title]
            del self.columns["title"]
            return
        for heading in self._headings:
            free = heading not in self._taken or any(
                meaning.field == "own.country" for meaning in self._meanings[heading]
            )
            if free and self._is_weak(heading, "parties") and self._fits("parties", heading, 0):
                self.columns["parties"] = [heading]
                self._taken.add(heading)
                self.weak.append(heading)
                return

    def _has_titles(self, heading: str) -> bool:
        cells = self._cells[heading]
        return sum(kind_in(cell.text) is not None for cell in cells) * 10 >= len(cells) * 3

    def _is_weak(self, heading: str, field: str) -> bool:
        return any(meaning.field == field and meaning.score in {WEAK, WEAK - 5} for meaning in self._meanings[heading])

    def _dates_by_weak_headings(self) -> None:
        """If no column has a signature or a start, use a column called "Date" or "Year" as the date of signature."""
        if {"signed_on", "entered_into_force_on", "period"} & self.columns.keys():
            return
        for heading in self._headings:
            if heading in self._taken or not self._is_weak(heading, "signed_on"):
                continue
            if self._by_cells("signed_on", heading) == "signed_on":
                self.columns["signed_on"] = heading
                self.weak.append(heading)
                self._taken.add(heading)
                return

    def _both_sides(self) -> None:
        """If there are columns of parties, add the column that contains the name of the user's own organisation."""
        us = self.columns.pop("us", None)
        if us is not None and "parties" in self.columns:
            self.columns["parties"].append(us)

    def _give_up(self, field: str) -> None:
        self.columns.pop(field, None)


def choose(
    headings: tuple[str, ...], cells_of: Callable[[str], Iterable[Cell]], rows: int, broken: Collection[str]
) -> ColumnChoice:
    """Choose the columns of a table.

    Args:
        headings: the headings of the table.
        cells_of: a function that returns the readable cells of a column, without empty cells and without cells that
            mean "not known".
        rows: the number of rows.
        broken: the columns with cells that can't be read, such as formulas without a stored value. If a column has only
            such cells, its heading alone determines its field. The import then reports the cells.
    """
    chooser = _Chooser(headings, cells_of, rows, broken)
    chooser.run()
    columns = dict(sorted(chooser.columns.items()))
    if "id" not in columns:
        columns["id"] = _likely_id(chooser, headings, columns)
    if columns["id"] is None:
        del columns["id"]
    return ColumnChoice(columns, tuple(chooser.rivals), tuple(chooser.weak))


def _likely_id(chooser: _Chooser, headings: tuple[str, ...], columns: dict[str, Any]) -> str | None:
    taken = {name for value in columns.values() for name in (value if isinstance(value, list) else [value])}
    likely = (heading for heading in headings if heading not in taken and _LIKE_ID.search(heading))
    return next(filter(chooser.tells_apart, likely), None)


_LIKE_ID = re.compile(r"(id|ref|no\.?|number|code)\Z", re.IGNORECASE)


def _time_field(field: str, dates: float, ranges: float, measures: float, endless: float) -> str | None:
    if ranges >= 0.5:
        return "period" if field in {"signed_on", "entered_into_force_on", "last_day", "duration", "period"} else None
    if field in {"last_day", "duration"}:
        if max(dates, measures, endless) < 0.3 and dates + measures + endless < 0.5:
            return None
        if measures > dates or (field == "duration" and measures == dates > 0):
            return "duration"
        return "last_day" if dates or field == "last_day" else "duration"
    if field == "period":
        return "duration" if measures >= 0.5 else None
    return field if dates >= 0.5 else None
