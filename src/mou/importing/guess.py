"""Propose a mapping for a sheet from its headings and from the cells below them."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from mou.dates.days import exact_day
from mou.importing.column_choice import choose
from mou.importing.columns import Columns, Constants, DateColumns
from mou.importing.footnotes import MARKED_FIELDS, without_marks
from mou.importing.grid import Cell, Grid, Line, Table
from mou.importing.guess_dates import DatesOfSheet, proposed_dates
from mou.importing.guess_terms import (
    fitting_units,
    proposed_counting,
    proposed_effect,
    proposed_unit,
    stated_terms,
)
from mou.importing.guess_unknown import is_word_for_unknown, words_for_unknown
from mou.importing.guess_words import proposed_ends, proposed_renewals, proposed_statuses
from mou.importing.header_rows import HeaderRows, fields_named, header_rows
from mou.importing.kind_words import kind_in
from mou.importing.mapping import Mapping
from mou.importing.party_choice import choose_parties
from mou.importing.party_names import PartyNames
from mou.importing.proposal import Proposal, counted
from mou.importing.sheet import grids_of, in_order, table_of
from mou.importing.tables import day_of_change
from mou.importing.words import ALL_KINDS, UNKNOWN, key_of
from mou.model.agreement import AgreementKind

_DATES = ("signed_on", "entered_into_force_on", "last_day", "terminated_on")


def guess(
    path: str | os.PathLike[str],
    *,
    sheet: str | Sequence[str] | None = None,
    us: str | None = None,
    on: date | str | None = None,
) -> Mapping:
    """Propose a mapping for a spreadsheet. Check and correct the mapping before you use it.

    The proposal is based on the headings and the cells below them. Headings are recognised in English, Spanish,
    Portuguese, French, German, Italian, Indonesian, Malay, Thai, Chinese, Japanese, Korean and Arabic. Open questions
    are comments in the mapping, which `Mapping.to_toml` writes. Dates that can be read in only one way, such as
    25/12/2021, show whether days or months come first. If no date shows which comes first, the mapping contains date
    formats for both orders. An ambiguous date is then a problem until you delete the formats for one of the orders.

    Args:
        path: a ``.csv``, ``.xlsx``, ``.xls`` or ``.ods`` file.
        sheet: the name of a workbook's sheet, or the names of several sheets with the same headings. By default, the
            sheet whose headings name the most fields is read, together with all sheets that have the same headings.
        us: the name of your own organisation, which is a party to all agreements of the sheet.
        on: the day of the proposal, as a date or as text in ISO 8601. `Mapping.first_year`, the earliest year that two
            digits can mean, depends on this day. The default is the day on which the file was last changed.

    Raises:
        OSError: the file can't be read.
        MissingExtraError: the file is a workbook, and the extra ``sheets`` is not installed.
        ValidationError: the file is not a table or is empty, or `on` is not an exact day.
    """
    day = None if on is None else exact_day(on)
    wanted = (sheet,) if isinstance(sheet, str) else sheet
    grids = grids_of(path, sheets=wanted, tries=("cp1252",), every=True)
    name = _main_sheet(grids) if wanted is None else wanted[0]
    rows = header_rows(grids[name])
    table = table_of(grids[name], rows.first, None, rows.count)
    if wanted is None:
        same = [other for other in grids if other == name or _same_headings(grids[other], table)]
    else:
        same = list(wanted)
    if wanted is not None:
        chosen = sheet
    elif len(same) > 1:
        chosen = same
    else:
        chosen = None if name == next(iter(grids)) else name
    lines = [line for other in same for line in _lines_of(grids[other], table.headings, other)]
    proposal = _Guess(table, lines, us, day or day_of_change(path))
    proposal.note("/header_row", _row_comment(table))
    if chosen != sheet:
        proposal.note("/sheet", _sheet_comment(name, same, list(grids)))
    return proposal.mapping(grids[name], rows, chosen)


def _main_sheet(grids: dict[str, Grid]) -> str:
    """Return the sheet whose headings name the most fields.

    If several sheets name the same number of fields, return the first.
    """
    filled = {name: grid for name, grid in grids.items() if any(not line.is_blank for line in grid.lines)}
    return max(filled or grids, key=lambda name: fields_named(grids[name]))


def _same_headings(grid: Grid, table: Table) -> bool:
    if all(line.is_blank for line in grid.lines):
        return False
    rows = header_rows(grid)
    return set(table_of(grid, rows.first, None, rows.count).headings) >= set(table.headings)


def _lines_of(grid: Grid, headings: Sequence[str], name: str) -> Iterator[Line]:
    """Return the rows of agreements of a sheet, with their cells in the order of these headings."""
    rows = header_rows(grid)
    return in_order(table_of(grid, rows.first, None, rows.count), headings, name)


def _row_comment(table: Table) -> str:
    return "\n".join(f"{note[0].upper()}{note[1:]}." for note in table.notes if "taken as the headings" in note)


def _sheet_comment(name: str, same: list[str], names: list[str]) -> str:
    left = [other for other in names if other not in same]
    shared = "These sheets have the same headings." if len(same) > 1 else f"{name} has headings for the most fields."
    return shared + (f" Not read: {', '.join(left)}." if left else "")


class _Guess:
    """The proposal for a table, while it is being made."""

    def __init__(self, table: Table, lines: Iterable[Line], us: str | None, on: date) -> None:
        """`table` shows what the columns mean. `lines` has the rows of all sheets, from which all else is proposed."""
        self._table, self._lines, self._us, self._on = table, tuple(lines), us, on
        self._unknown = frozenset(map(key_of, UNKNOWN))
        self._comments: dict[str, str] = {}
        self._settings: dict[str, Any] = {}

    def note(self, where: str, comment: str) -> None:
        """Add a comment above a key."""
        self._comments[where] = comment

    def mapping(self, grid: Grid, rows: HeaderRows, sheet: str | Sequence[str] | None) -> Mapping:
        """Return the proposed mapping."""
        columns = Columns(**self._columns())
        self._columns_are = columns
        self._table = attrs.evolve(self._table, lines=self._lines)
        self._not_known()
        self._dates(grid)
        self._terms()
        self._kinds()
        self._words()
        constants = self._constants()
        mapping = Mapping(
            sheet=sheet,
            header_row=rows.first,
            header_rows=rows.count,
            encoding=grid.encoding,
            delimiter=None if grid.delimiter == "," else grid.delimiter,
            columns=columns,
            constants=constants,
            parties=self._parties(),
            **self._settings,
        )
        used = {heading for field in attrs.fields(Columns) for heading in columns.of(field.name)}
        left = [heading for heading in self._table.headings if heading not in used]
        advice = "Proposed from the sheet's headings and cells. Check it and correct it before you import."
        kept = f"\nColumns that are kept unchanged with each record: {', '.join(left)}." if left else ""
        self._comments["/columns"] = f"{advice}{kept}"
        if grid.encoding is not None:
            self._comments["/encoding"] = (
                "The file is not in UTF-8. Do names with accents look right with this encoding?"
            )
        known = {where: _printable(text) for where, text in self._comments.items() if text}
        return attrs.evolve(mapping, comments=known)

    def _cells(self, heading: str) -> Iterator[Cell]:
        """Return the cells of a column that are readable, not empty and not a word for "not known"."""
        place = self._table.headings.index(heading)
        for line in self._table.lines:
            cell = line.cells[place] if place < len(line.cells) else Cell()
            if self._is_filled(cell):
                yield cell

    def _telling_cells(self, heading: str) -> Iterator[Cell]:
        """Return the cells of a column that show what the column contains."""
        return (without_marks(cell) for cell in self._cells(heading) if not is_word_for_unknown(cell.text))

    def _is_filled(self, cell: Cell) -> bool:
        return bool(cell.text) and not cell.fault and key_of(cell.text) not in self._unknown

    def _of(self, *fields: str) -> Iterator[Cell]:
        for field in fields:
            for heading in self._columns_are.of(field):
                cells = self._cells(heading)
                yield from map(without_marks, cells) if field in MARKED_FIELDS else cells

    def _columns(self) -> dict[str, Any]:
        broken = {
            heading
            for line in self._table.lines
            for heading, cell in zip(self._table.headings, line.cells, strict=False)
            if cell.fault and cell.text
        }
        choice = choose(self._table.headings, self._telling_cells, len(self._table.lines), broken)
        columns = choice.columns
        if "renewal_notice" in columns and "renewal" not in columns:
            columns.setdefault("withdrawal_notice", columns.pop("renewal_notice"))
        if "renewal_notice" in columns:
            self._comments["/columns/renewal_notice"] = (
                "Is this how long before the end a notice must be received to prevent renewal? If a notice can end the "
                "agreement at any time, use withdrawal_notice instead."
            )
        if choice.rivals:
            self._comments["/columns/id"] = (
                f"Not used, because another column has the same field: {', '.join(choice.rivals)}."
            )
        for field in ("parties", "signed_on"):
            if set(choice.weak) & set(_as_list(columns.get(field))):
                what = "the name of the partner" if field == "parties" else "the date of signature"
                self._comments[f"/columns/{field}"] = f"The heading does not make this clear: is this {what}?"
        return columns

    def _not_known(self) -> None:
        """Propose words for "not known", and treat negative numbers as codes where a number can't be negative."""
        fields = (*_DATES, "duration", "renewal_notice", "withdrawal_notice")
        codes = Counter(cell.text for cell in self._of(*fields) if re.fullmatch("-[0-9]+", cell.text))
        words = words_for_unknown({field.name: list(self._of(field.name)) for field in attrs.fields(Columns)})
        lines = [f'Are these codes for "not known"? {counted(codes)}.'] if codes else []
        if words:
            lines.append(f'Do these words mean "not known"? {counted(words)}. The record keeps these cells as written.')
        if lines:
            self._settings["unknown"] = [*words, *sorted(codes)]
            self._comments["/unknown"] = "\n".join(lines)
            self._unknown |= set(map(key_of, (*words, *codes)))

    def _propose(self, proposal: Proposal) -> None:
        self._settings.update(proposal.settings)
        self._comments.update(proposal.comments)

    def _dates(self, grid: Grid) -> None:
        fields = [*_DATES, "renewed_until", "extended_on", "duration", "period"]
        named = [field for field in fields if not isinstance(getattr(self._columns_are, field), DateColumns)]
        cells = {field: list(self._of(field)) for field in named}
        self._propose(
            proposed_dates(
                DatesOfSheet(
                    cells=cells,
                    terms=list(self._beginnings_and_ends()),
                    headings=self._table.headings,
                    on=self._on,
                    from_1904=grid.from_1904,
                )
            )
        )

    def _beginnings_and_ends(self) -> Iterator[tuple[Cell, Cell]]:
        """Yield, for each row, the cell with the beginning and a cell with the end or the duration."""
        columns = self._columns_are
        start = columns.entered_into_force_on or columns.signed_on
        ends = [columns.last_day, columns.duration, columns.period]
        places = {heading: place for place, heading in enumerate(self._table.headings)}
        for line in self._table.lines:
            cells = dict(enumerate(map(without_marks, line.cells)))
            first = cells.get(places[start], Cell()) if isinstance(start, str) else Cell()
            yield from (
                (first, cells[places[heading]])
                for heading in ends
                if isinstance(heading, str) and places[heading] in cells
            )

    def _terms(self) -> None:
        """Propose the settings that follow from the beginning, the end and the duration that each row states."""
        columns = self._columns_are
        for name, fields in (("duration_unit", ["duration"]), ("notice_unit", ["renewal_notice", "withdrawal_notice"])):
            beside = Counter[str]()
            if name == "duration_unit" and columns.duration is not None:
                beside = fitting_units(self._table, self._draft(), self._unknown, self._on)
            headings = [heading for field in fields for heading in columns.of(field)]
            if name != "duration_unit" or columns.duration_unit_column is None:
                self._propose(proposed_unit(name, headings, self._of(*fields), beside))
        draft = self._draft()
        self._propose(proposed_counting(stated_terms(self._table, draft, self._unknown, self._on)))
        entries = sum(1 for _ in self._of("entered_into_force_on"))
        self._propose(proposed_effect(draft, entries, len(self._table.lines)))

    def _draft(self) -> Mapping:
        """Return a mapping with the settings proposed so far, to read the dates of rows."""
        identity = Constants(
            **{name: f"{{{self._headings()[0]}}}" for name in ("id", "title") if not self._columns_are.of(name)}
        )
        return Mapping(columns=self._columns_are, constants=identity, **self._settings)

    def _words(self) -> None:
        columns = self._columns_are
        ends = list(self._of("last_day")) if isinstance(columns.last_day, str) else []
        self._propose(proposed_ends(ends))
        self._propose(proposed_renewals(self._of("renewal"), [*ends, *self._of("duration")], columns.renewal or ""))
        self._propose(proposed_statuses(self._of("status"), columns.status or ""))

    def _kinds(self) -> None:
        words = Counter(cell.text for cell in self._of("kind") if not _is_kind(cell.text))
        if words:
            self._settings["kinds"] = dict.fromkeys(words, "other")
            kinds = ", ".join(AgreementKind)
            self._comments["/kinds"] = f"What kinds of agreement are these? {counted(words)}. Choose from: {kinds}."

    def _constants(self) -> Constants:
        columns = self._columns_are
        texts: dict[str, str] = {}
        parties = columns.of("parties")
        dates = columns.of("signed_on") or columns.of("entered_into_force_on") or columns.of("period")
        if columns.title is None:
            texts["title"] = f"Agreement with {self._put_together(parties, ' and ')}"
            self._comments["/constants/title"] = "No column has titles, so they are built from other columns."
        if columns.id is None:
            texts["id"] = self._put_together((*columns.of("title"), *parties, *dates), " ")
            self._comments["/constants/id"] = (
                "No column has a permanent id for each row, so ids are built from other columns. If one of these cells "
                "changes, the row becomes a new record. A column with your own reference numbers is better."
            )
        if columns.kind is None:
            texts |= self._kind_of_titles()
        return Constants(**texts)

    def _kind_of_titles(self) -> dict[str, str]:
        title = self._columns_are.title
        if title is not None and not re.search("[{}]", title) and any(kind_in(cell.text) for cell in self._of("title")):
            self._comments["/constants/kind"] = "The kind of each row is the kind that its title names, if any."
            return {"kind": f"{{{title}}}"}
        kinds = {kind for heading in self._table.headings if (kind := kind_in(heading))}
        if kinds != {AgreementKind.MOU}:
            return {}
        self._comments["/constants/kind"] = "A heading mentions MOUs. Are all of these agreements MOUs?"
        return {"kind": "mou"}

    def _headings(self) -> list[str]:
        """Return the headings that contain no braces, because no other heading can be part of a template.

        If there are none, return a placeholder.
        """
        return [heading for heading in self._table.headings if not re.search("[{}]", heading)] or ["-"]

    def _put_together(self, headings: Collection[str], between: str) -> str:
        """Return a template with these headings.

        If all these headings contain braces, use the first heading of the table that contains none.
        """
        named = [heading for heading in (*headings, *self._table.headings) if not re.search("[{}]", heading)]
        chosen = [heading for heading in named if heading in headings] or named[:1]
        return between.join(f"{{{heading}}}" for heading in dict.fromkeys(chosen))

    def _parties(self) -> PartyNames:
        headings = self._columns_are.of("parties")
        places = [self._table.headings.index(heading) for heading in headings]
        rows = [
            [
                without_marks(cell).text
                for place in places
                for cell in line.cells[place : place + 1]
                if self._is_filled(cell)
            ]
            for line in self._table.lines
        ]
        if not any(rows):
            return PartyNames()
        titles = (cell.text for cell in self._of("title"))
        local = any(_CITY.search(heading) for heading in headings)
        choice = choose_parties(rows, titles, self._us, local=local)
        self._comments["/parties"] = choice.comment
        return choice.names


_CITY = re.compile(r"\b(city|cities|town|ciudad|cidade|ville|stadt|kota)\b|友好城市|都市", re.IGNORECASE)


def _as_list(value: Any) -> list[str]:  # noqa: ANN401  # a column, several, or none
    return [value] if isinstance(value, str) else value if isinstance(value, list) else []


def _printable(text: str) -> str:
    """Return a comment without the control characters that cells can contain."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def _is_kind(word: str) -> bool:
    return key_of(word.replace("_", " ")) in ALL_KINDS or kind_in(word) is not None
