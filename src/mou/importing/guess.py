"""Propose a mapping for a sheet from its headings and from the cells below them."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from mou.importing.column_choice import choose
from mou.importing.columns import Columns, Constants
from mou.importing.dates import DEFAULT_FORMATS, has_two_digit_year, readings
from mou.importing.grid import Cell, Grid, Table
from mou.importing.header_rows import HeaderRows, fields_named, header_rows
from mou.importing.kind_words import kind_in
from mou.importing.mapping import Mapping
from mou.importing.party_choice import choose_parties
from mou.importing.party_names import PartyNames
from mou.importing.renewal_words import BUILT_IN_RENEWALS, RenewalMeaning, RenewalWords
from mou.importing.sheet import grids_of, table_of
from mou.importing.words import ALL_KINDS, UNKNOWN, key_of
from mou.model.agreement import AgreementKind

_MOST_WORDS = 6
"""The maximum number of cells quoted in a comment."""
_FIRST_YEAR = 1970

_DATES = ("signed_on", "entered_into_force_on", "last_day", "terminated_on")
_UNIT = re.compile(r"\b(year|yr|month|week|day)s?\)?\Z", re.IGNORECASE)
_UNITS = {"year": "years", "yr": "years", "month": "months", "week": "weeks", "day": "days"}
_DAY_FIRST = ("D/M/YYYY", "D.M.YYYY", "D-M-YYYY", "D/M/YY", "D.M.YY", "D-M-YY")
_MONTH_FIRST = ("M/D/YYYY", "M.D.YYYY", "M-D-YYYY", "M/D/YY", "M.D.YY", "M-D-YY")
_OTHERS = ("MMM-YYYY", "M/YYYY", "YYYY/M/D", "YYYY.M.D", "D MMM YY", "D-MMM-YY", "MMM-YY")
_FORMATS = tuple(dict.fromkeys((*DEFAULT_FORMATS, *_OTHERS, *_DAY_FIRST, *_MONTH_FIRST)))


def guess(path: str | os.PathLike[str], *, sheet: str | Sequence[str] | None = None, us: str | None = None) -> Mapping:
    """Propose a mapping for a spreadsheet. Check and correct it before you use it.

    The proposal is based on the headings and the cells below them. Headings are recognised in English, Spanish,
    Portuguese, French, German, Italian, Indonesian, Malay, Thai, Chinese, Japanese, Korean and Arabic. Open questions
    are written as comments in the mapping; see `Mapping.to_toml`. Dates that can be read in only one way show whether
    days or months come first. If there are no such dates, the mapping has both orders, and an ambiguous date is a
    problem until you delete one of them.

    Args:
        path: a ``.csv``, ``.xlsx``, ``.xls`` or ``.ods`` file.
        sheet: the name of a workbook's sheet, or the names of several sheets with the same headings; defaults to the
            sheet whose headings name most fields, and all sheets with the same headings.
        us: the name of our own side, a party to all agreements of the sheet.

    Raises:
        OSError: the file can't be read.
        MissingExtraError: it is a workbook, and the extra ``sheets`` is not installed.
        ValidationError: it is not a table, or it is empty.
    """
    wanted = (sheet,) if isinstance(sheet, str) else sheet
    grids = grids_of(path, sheets=wanted, tries=("cp1252",), every=True)
    name = _main_sheet(grids) if wanted is None else wanted[0]
    rows = header_rows(grids[name])
    table = table_of(grids[name], rows.first, None, rows.count)
    same = [other for other in grids if other == name or (wanted is None and _same_headings(grids[other], table))]
    if wanted is not None:
        chosen = sheet
    elif len(same) > 1:
        chosen = same
    else:
        chosen = None if name == next(iter(grids)) else name
    proposal = _Guess(table, us)
    proposal.note("/header_row", _row_comment(table))
    if chosen != sheet:
        proposal.note("/sheet", _sheet_comment(name, same, list(grids)))
    return proposal.mapping(grids[name], rows, chosen)


def _main_sheet(grids: dict[str, Grid]) -> str:
    """Return the sheet whose headings name most fields; of equals the first."""
    filled = {name: grid for name, grid in grids.items() if any(not line.is_blank for line in grid.lines)}
    return max(filled or grids, key=lambda name: fields_named(grids[name]))


def _same_headings(grid: Grid, table: Table) -> bool:
    if all(line.is_blank for line in grid.lines):
        return False
    rows = header_rows(grid)
    return set(table_of(grid, rows.first, None, rows.count).headings) >= set(table.headings)


def _row_comment(table: Table) -> str:
    return "\n".join(f"{note[0].upper()}{note[1:]}." for note in table.notes if "taken as the headings" in note)


def _sheet_comment(name: str, same: list[str], names: list[str]) -> str:
    left = [other for other in names if other not in same]
    shared = "These sheets have the same headings." if len(same) > 1 else f"The headings of {name} name most fields."
    return shared + (f" Not read: {', '.join(left)}." if left else "")


def _counted(words: Counter[str]) -> str:
    listed = [f"{word} ({count})" for word, count in words.most_common(_MOST_WORDS)]
    return ", ".join(listed) + (", ..." if len(words) > _MOST_WORDS else "")


class _Guess:
    """Builds the proposal for a table."""

    def __init__(self, table: Table, us: str | None) -> None:
        self._table = table
        self._us = us
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
        self._codes()
        self._dates()
        self._units()
        self._kinds()
        self._renewals()
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

    def _is_filled(self, cell: Cell) -> bool:
        return bool(cell.text) and not cell.fault and key_of(cell.text) not in self._unknown

    def _of(self, *fields: str) -> Iterator[Cell]:
        for field in fields:
            for heading in self._columns_are.of(field):
                yield from self._cells(heading)

    def _columns(self) -> dict[str, Any]:
        broken = {
            heading
            for line in self._table.lines
            for heading, cell in zip(self._table.headings, line.cells, strict=False)
            if cell.fault and cell.text
        }
        choice = choose(self._table.headings, self._cells, len(self._table.lines), broken)
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
                self._comments[f"/columns/{field}"] = f"The heading leaves this open: is this {what}?"
        return columns

    def _codes(self) -> None:
        """Treat negative numbers as codes for "not known" in columns that can't have negative numbers."""
        fields = (*_DATES, "duration", "renewal_notice", "withdrawal_notice")
        codes = Counter(cell.text for cell in self._of(*fields) if re.fullmatch("-[0-9]+", cell.text))
        if codes:
            self._settings["unknown"] = [*UNKNOWN, *sorted(codes)]
            self._comments["/unknown"] = f'Are these codes for "not known"? {_counted(codes)}.'
            self._unknown |= set(codes)

    def _dates(self) -> None:
        texts: Counter[str] = Counter()
        for field in _DATES:
            if isinstance(getattr(self._columns_are, field), str):
                texts.update(cell.text for cell in self._of(field) if not isinstance(cell.value, date))
        reads = {text: [form for form in _FORMATS if readings(text, [form], _FIRST_YEAR)] for text in texts}
        serials = [text for text in texts if _is_serial(text)]
        signed = [text for text in texts if not reads[text] and "sign" in text.lower()]
        lost = Counter({text: texts[text] for text in texts if not reads[text] and text not in {*serials, *signed}})
        used = {form for formats in reads.values() for form in formats}
        day_first = [text for text, formats in reads.items() if _only(formats, _DAY_FIRST, _MONTH_FIRST)]
        month_first = [text for text, formats in reads.items() if _only(formats, _MONTH_FIRST, _DAY_FIRST)]
        either = [text for text in texts if len(readings(text, used, _FIRST_YEAR)) > 1]
        lines: list[str] = []
        if day_first and not month_first:
            used -= set(_MONTH_FIRST)
            lines.append(_order("days", day_first, either))
        elif month_first and not day_first:
            used -= set(_DAY_FIRST)
            lines.append(_order("months", month_first, either))
        elif either:
            lines.append(
                f"Do days or months come first? The cells don't show it. Ambiguous dates: "
                f"{len(either)}, such as {either[0]}. Delete the formats that are wrong; until then these dates are "
                "problems."
            )
        if day_first and month_first:
            lines.append(f"Some dates must have the day first ({day_first[0]}), others the month ({month_first[0]}).")
        if lost:
            lines.append(f"Not read as dates: {_counted(lost)}.")
        if serials:
            used.add("EXCEL")
            lines.append(f"Dates written as Excel's day numbers: {len(serials)}, such as {serials[0]}.")
        if used:
            self._settings["date_formats"] = [form for form in (*_FORMATS, "EXCEL") if form in used]
        if any(map(has_two_digit_year, used)):
            self._settings["first_year"] = _FIRST_YEAR
            self._comments["/first_year"] = "Some years have two digits. Is this the earliest year that they can mean?"
        if signed:
            self._settings["on_signature"] = signed
        self._comments["/date_formats"] = "\n".join(lines)

    def _units(self) -> None:
        for name, fields in (("duration_unit", ["duration"]), ("notice_unit", ["renewal_notice", "withdrawal_notice"])):
            bare = [cell.text for cell in self._of(*fields) if cell.text.isdigit()]
            headings = [heading for field in fields for heading in self._columns_are.of(field)]
            units = {_UNITS[unit[1].lower()] for heading in headings if (unit := _UNIT.search(heading))}
            if len(units) == 1:
                self._settings[name] = units.pop()
            elif bare and headings:
                self._settings[name] = "years" if name == "duration_unit" else "days"
                question = f"Numbers without a unit: {len(bare)}, such as {bare[0]}. Is this their unit?"
                self._comments[f"/{name}"] = question

    def _kinds(self) -> None:
        words = Counter(cell.text for cell in self._of("kind") if not _is_kind(cell.text))
        if words:
            self._settings["kinds"] = dict.fromkeys(words, "other")
            kinds = ", ".join(AgreementKind)
            self._comments["/kinds"] = f"What kinds of agreement are these? {_counted(words)}. Choose from: {kinds}."

    def _renewals(self) -> None:
        known = {key_of(word) for meaning in BUILT_IN_RENEWALS for word in meaning.words}
        words = Counter(cell.text for cell in self._of("renewal") if key_of(cell.text) not in known)
        if words:
            self._settings["renewals"] = [RenewalWords(words=list(words), means=RenewalMeaning.NOT_KNOWN)]
            self._comments["/renewals"] = (
                f"What do these words mean? {_counted(words)}. Sort them by meaning: means can be none, express, tacit "
                "(with a period, and how long before the end a notice must be received) or not_known."
            )

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
            self._comments["/constants/kind"] = "Each row has the kind that its title names, if it names one."
            return {"kind": f"{{{title}}}"}
        kinds = {kind for heading in self._table.headings if (kind := kind_in(heading))}
        if kinds != {AgreementKind.MOU}:
            return {}
        self._comments["/constants/kind"] = "A heading speaks of MOUs. Are all of these agreements MOUs?"
        return {"kind": "mou"}

    def _put_together(self, headings: Collection[str], between: str) -> str:
        """Return a template with these headings, or with the first column if no heading fits in a template."""
        named = [heading for heading in (*headings, *self._table.headings) if not re.search("[{}]", heading)]
        chosen = [heading for heading in named if heading in headings] or named[:1]
        return between.join(f"{{{heading}}}" for heading in dict.fromkeys(chosen))

    def _parties(self) -> PartyNames:
        headings = self._columns_are.of("parties")
        places = [self._table.headings.index(heading) for heading in headings]
        rows = [
            [cell.text for place in places for cell in line.cells[place : place + 1] if self._is_filled(cell)]
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


def _only(formats: list[str], these: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not set(these).isdisjoint(formats) and set(others).isdisjoint(formats)


def _order(what: str, sure: list[str], either: list[str]) -> str:
    line = f"{what.capitalize()} come first. Dates that can only be read this way: {len(sure)}, such as {sure[0]}."
    if not either:
        return line
    return f"{line} Ambiguous dates, read in the same way: {len(either)}, such as {either[0]}."


def _is_serial(text: str) -> bool:
    return bool(re.fullmatch("[2-6][0-9]{4}", text))


def _is_kind(word: str) -> bool:
    return key_of(word.replace("_", " ")) in ALL_KINDS or kind_in(word) is not None
