"""Propose a mapping for a sheet from its headings and from the cells below them."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

import attrs

from mou.errors import Problem, ValidationError
from mou.importing.columns import Columns, Constants, DateColumns
from mou.importing.grid import Cell, Grid, Line, Table
from mou.importing.guess_dates import DatesOfSheet, is_date, is_validity, proposed_dates
from mou.importing.guess_terms import (
    fitting_units,
    proposed_counting,
    proposed_effect,
    proposed_unit,
    stated_terms,
)
from mou.importing.guess_words import proposed_ends, proposed_renewals, proposed_statuses
from mou.importing.mapping import Mapping
from mou.importing.party_names import PartyNames, state_code
from mou.importing.proposal import Proposal, counted
from mou.importing.sheet import grid_of, table_of
from mou.importing.tables import day_of_change
from mou.importing.words import ALL_KINDS, UNKNOWN, key_of
from mou.model.agreement import AgreementKind

_SEARCHED = 30
"""The number of rows at the top that are searched for the headings."""

_LENGTH = "duration|term|period|validity|length|validity period|span"
_COUNTED = "year|yr|month|week|day"
_NUMBER = r"id|ref\.?|reference|no\.?|number|code"
_ORGANISATION = "(institution|university|organi[sz]ation|counterpart)s?"
# Headings as offices write them. A column goes to the first field whose pattern matches, so narrow patterns come first.
_SYNONYMS = (
    ("withdrawal_notice", "(termination|withdrawal|denunciation) notice( .*)?|notice of (termination|withdrawal)"),
    ("renewal_notice", r"(non[- ]?)?renewal notice( .*)?|notice( period)?( ?\((days|months)\))?"),
    ("renewal", r"renewals?( terms?| clause| type)?|renewable\??|auto[- ]?renew(al|s)?\??"),
    ("terminated_on", "terminated( on)?|(termination|discontinued) date|date (of termination|terminated)"),
    ("last_day", "(expiry|expiration|end|ending)( date)?|date of (expiry|expiration)|expires?( on)?"),
    ("last_day", "(valid )?(until|till|through)|valid to|end of validity|last day"),
    ("signed_on", "(date )?signed( on| date)?|(date of )?(signature|signing)( date)?|sign date"),
    ("signed_on", "(agreement|mou) date|date of (agreement|mou)"),
    ("entered_into_force_on", "(start|starting|commencement|effective)( date)?|effective (from|on)|valid from"),
    ("entered_into_force_on", "(date of )?(entry into force|commencement)( date)?|in force (since|from)|begins?( on)?"),
    ("duration", rf"(initial )?({_LENGTH})( of (the )?(agreement|mou|validity))?( ?\(?(in )?({_COUNTED})s?\)?)?"),
    ("id", rf"((mou|agreement|our|file|record) )?({_NUMBER})( ({_NUMBER}))?"),
    ("title", "((mou|agreement|full) )?(title|name)( of (the )?(agreement|mou))?|agreement|mou"),
    ("kind", "((agreement|document|instrument) )?(type|kind)( of (agreement|instrument|document))?|instrument"),
    ("binding", r"(legally )?binding\??"),
    ("parties", rf"((other|second|first) )?(party|parties|partners?)( ?[0-9a-d]| names?| {_ORGANISATION})?"),
    ("parties", rf"{_ORGANISATION}( name)?|signator(y|ies)"),
    ("parties", r"(ccode|country|state) ?[12ab]"),
    ("place", "place( of (signature|signing))?|signed (at|in)|venue"),
    ("subjects", "subjects?|areas?( of (cooperation|collaboration))?|fields?( of (study|cooperation))?|topics?|scope"),
    ("description", "descriptions?|remarks?|comments?|notes?|purpose|details|summary"),
    ("depositary", "depositary"),
    ("status", "(current )?status"),
    ("renewed_until", "(renewed|extended) (until|to)"),
    ("extended_on", "(renewed|extended) on"),
    ("duration_unit_column", "units?"),
    ("sources", "sources?|links?|urls?|documents?( link)?|files?|scan(ned copy)?|pdf"),
)
_PATTERNS = tuple((field, re.compile(rf"(?:{pattern})\Z", re.IGNORECASE)) for field, pattern in _SYNONYMS)
_SEVERAL = frozenset({"parties", "subjects", "description", "sources"})
_DATES = ("signed_on", "entered_into_force_on", "last_day", "terminated_on")
_PART = re.compile(r"(?P<what>[a-z]+)[ _-]*(?P<part>year|month|day)\Z", re.IGNORECASE)
_WHAT = {
    **dict.fromkeys("sign signed signature signing".split(), "signed_on"),
    **dict.fromkeys("eif entry effective start".split(), "entered_into_force_on"),
    **dict.fromkeys("end expiry".split(), "last_day"),
}
_LIKE_ID = re.compile(r"(id|ref|no\.?|number|code)\Z", re.IGNORECASE)


def guess(path: str | os.PathLike[str], *, sheet: str | None = None, on: date | None = None) -> Mapping:
    """Propose a mapping for a spreadsheet. Check and correct it before you use it.

    The proposal is based on the headings (in English) and the cells below them. Open questions are written as comments
    in the mapping; see `Mapping.to_toml`. Dates that can be read in only one way show whether days or months come
    first. If there are no such dates, the mapping has both orders, and an ambiguous date is a problem until you delete
    one of them.

    Args:
        path: a ``.csv`` or ``.xlsx`` file.
        sheet: the name of a workbook's sheet; defaults to the first that is not hidden.
        on: the day of the proposal, which limits the years that two digits can mean; defaults to the day on which the
            file was last changed.

    Raises:
        OSError: the file can't be read.
        MissingExtraError: it is a workbook, and the extra ``sheets`` is not installed.
        ValidationError: it is not a table, or it is empty.
    """
    grid = grid_of(path, sheet=sheet, tries=("cp1252",))
    header_row = _header_row(grid)
    return _Guess(table_of(grid, header_row, None), on or day_of_change(path)).mapping(grid, header_row, sheet)


def _header_row(grid: Grid) -> int:
    lines = [line for line in grid.lines[:_SEARCHED] if not line.is_blank]
    if not lines:
        raise ValidationError([Problem("", "an empty sheet", "a table with headings")])

    def likeness(line: Line) -> tuple[int, int, int]:
        texts = [cell.text for cell in line.cells if isinstance(cell.value, str) and cell.text]
        return sum(_field_of(text) is not None for text in texts), len(texts), -line.number

    return max(lines, key=likeness).number


def _field_of(heading: str) -> str | None:
    name = " ".join(re.sub(r"[:*#]+\Z", "", heading.replace("_", " ")).split())
    return next((field for field, pattern in _PATTERNS if pattern.match(name)), None)


class _Guess:
    """Builds the proposal for a table."""

    def __init__(self, table: Table, on: date) -> None:
        self._table, self._on = table, on
        self._unknown = frozenset(map(key_of, UNKNOWN))
        self._comments: dict[str, str] = {}
        self._settings: dict[str, Any] = {}

    def mapping(self, grid: Grid, header_row: int, sheet: str | None) -> Mapping:
        """Return the proposed mapping."""
        columns = Columns(**self._columns())
        self._columns_are = columns
        self._codes()
        self._dates(grid)
        self._terms()
        self._kinds()
        self._words()
        constants = self._constants()
        mapping = Mapping(
            sheet=sheet,
            header_row=header_row,
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
            if cell.text and not cell.fault and key_of(cell.text) not in self._unknown:
                yield cell

    def _of(self, *fields: str) -> Iterator[Cell]:
        for field in fields:
            for heading in self._columns_are.of(field):
                yield from self._cells(heading)

    def _columns(self) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        again: list[str] = []
        parts: dict[str, dict[str, str]] = {}
        for heading in self._table.headings:
            part = _PART.match(heading)
            field = _WHAT.get(part["what"].lower()) if part else None
            if part and field:
                parts.setdefault(field, {})[part["part"].lower()] = heading
                continue
            field = _field_of(heading)
            if field is None or not self._fits(field, heading):
                continue
            if field in _SEVERAL:
                columns.setdefault(field, []).append(heading)
            elif field in columns:
                again.append(f"{heading} ({field} is {columns[field]})")
            else:
                columns[field] = heading
        if "id" not in columns:
            taken = {
                heading for value in columns.values() for heading in (value if isinstance(value, list) else [value])
            }
            likely = (heading for heading in self._table.headings if heading not in taken and _LIKE_ID.search(heading))
            columns["id"] = next(filter(self._tells_apart, likely), None)
        for field, named in parts.items():
            if "year" in named:
                columns.setdefault(field, DateColumns(**named))
        if "renewal_notice" in columns and "renewal" not in columns:
            columns.setdefault("withdrawal_notice", columns.pop("renewal_notice"))
        if "renewal_notice" in columns:
            self._comments["/columns/renewal_notice"] = (
                "Is this how long before the end a notice must be received to prevent renewal? If a notice can end the "
                "agreement at any time, use withdrawal_notice instead."
            )
        if again:
            self._comments["/columns/id"] = f"Not used, because another column has the same field: {', '.join(again)}."
        return columns

    def _fits(self, field: str, heading: str) -> bool:
        """Return whether the cells of a column fit the field that its heading suggests."""
        cells = list(self._cells(heading))
        if field == "id":
            return self._tells_apart(heading)
        if field in {"last_day", "duration", "period"}:
            return sum(is_validity(cell) for cell in cells) * 2 >= len(cells)
        if field in {*_DATES, "renewed_until", "extended_on"}:
            return sum(is_date(cell) or "sign" in cell.text.lower() for cell in cells) * 2 >= len(cells)
        if field == "kind":
            return any(_is_kind(cell.text) for cell in cells)
        return True

    def _tells_apart(self, heading: str) -> bool:
        """Return whether the cells of a column can identify rows: at least 80 % as many values as rows."""
        return len({cell.text for cell in self._cells(heading)}) * 10 >= len(self._table.lines) * 8

    def _codes(self) -> None:
        """Treat negative numbers as codes for "not known" in columns that can't have negative numbers."""
        fields = (*_DATES, "duration", "renewal_notice", "withdrawal_notice")
        codes = Counter(cell.text for cell in self._of(*fields) if re.fullmatch("-[0-9]+", cell.text))
        if codes:
            self._settings["unknown"] = [*UNKNOWN, *sorted(codes)]
            self._comments["/unknown"] = f'Are these codes for "not known"? {counted(codes)}.'
            self._unknown |= set(codes)

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
        """Yield the cells for the beginning and for the end or the duration of each row."""
        columns = self._columns_are
        start = columns.entered_into_force_on or columns.signed_on
        ends = [columns.last_day, columns.duration, columns.period]
        places = {heading: place for place, heading in enumerate(self._table.headings)}
        for line in self._table.lines:
            cells = dict(enumerate(line.cells))
            first = cells.get(places[start], Cell()) if isinstance(start, str) else Cell()
            yield from (
                (first, cells[places[heading]])
                for heading in ends
                if isinstance(heading, str) and places[heading] in cells
            )

    def _terms(self) -> None:
        """Propose what follows from the beginnings, ends and lengths of the rows."""
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
        """Return the proposal so far, for reading the dates of rows."""
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
        dates = columns.of("signed_on") or columns.of("entered_into_force_on")
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
            words = [cell.text for cell in self._of("title")] + list(self._table.headings)
            if any(re.search(r"\bMoUs?\b|memorand", text, re.IGNORECASE) for text in words):
                texts["kind"] = "mou"
        return Constants(**texts)

    def _headings(self) -> list[str]:
        """Return the headings that fit in a template, or a heading that fits if none does."""
        return [heading for heading in self._table.headings if not re.search("[{}]", heading)] or ["-"]

    def _put_together(self, headings: Collection[str], between: str) -> str:
        """Return a template with these headings, or with the first column if no heading fits in a template."""
        named = [heading for heading in (*headings, *self._table.headings) if not re.search("[{}]", heading)]
        chosen = [heading for heading in named if heading in headings] or named[:1]
        return between.join(f"{{{heading}}}" for heading in dict.fromkeys(chosen))

    def _parties(self) -> PartyNames:
        texts = Counter(cell.text for cell in self._of("parties"))
        if not texts:
            return PartyNames()
        separators = [separator for separator in (";", "\n", " / ", " | ") if any(separator in text for text in texts)]
        divider = re.compile("|".join(map(re.escape, separators)) or "\n")  # without separators, no cell has a line end
        names = [part.strip() for text in texts for part in divider.split(text)]
        states = [name for name in names if state_code(name) is not None]
        if all(re.fullmatch("[0-9]{1,3}", name) for name in names):
            written = "cow"
        elif len(states) == len(names):
            written = "state"
        else:
            written = "any" if states else "organisation"
        lines: list[str] = []
        joined = [text for text in texts for word in (" and ", " & ") if word in text]
        if joined:
            lines.append(
                f'Cells with " and " or " & ": {len(joined)}, such as {joined[0]}. Is this one name or two? If it '
                "separates two names, add it to separators; if it belongs to a name, add the name to known."
            )
        if len(self._columns_are.of("parties")) == 1:
            lines.append(
                "Each agreement needs two parties. If your own organisation is a party to all of them, add it here:\n"
                'always = ["ours"]\n'
                'known = [{ id = "ours", name = "Our University", kind = "organisation" }]'
            )
        self._comments["/parties"] = "\n".join(lines)
        return PartyNames(written=written, separators=separators or [";"])


def _printable(text: str) -> str:
    """Return a comment without the control characters that cells can contain."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def _is_kind(word: str) -> bool:
    return key_of(word.replace("_", " ")) in ALL_KINDS
