"""Read a sheet from CSV or from a workbook, and find the table in it."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from mou.errors import Problem, ValidationError
from mou.importing import grid as _grid
from mou.importing.body_rows import SECTION, body_of, with_sections
from mou.importing.grid import BLANK, ERRORS, Cell, Grid, Line, Table, column_letters, too_many_cells
from mou.importing.header_rows import HeaderRows, header_rows, joined
from mou.importing.old_workbooks import old_workbook_grids
from mou.importing.tables import table_bytes
from mou.importing.workbook import workbook_grids
from mou.values.fields import pointer, shown

if TYPE_CHECKING:
    from mou.importing.mapping import Mapping

LARGEST = 256 * 1024 * 1024
"""The maximum size of a file, in bytes."""
DELIMITERS = ",;\t|"
_MOST_PLACES = 6
_LONGEST = 60
_STATED = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


def grids_of(
    path: str | os.PathLike[str],
    *,
    sheets: Sequence[str] | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    tries: Iterable[str] = (),
    every: bool = False,
) -> dict[str, Grid]:
    """Read the rows of a CSV file, or of sheets of a workbook. The keys of the result are the names of the sheets.

    Args:
        path: the file.
        sheets: the names of the sheets. The default is the first visible sheet or, with `every`, all visible sheets.
        encoding: the encoding of a CSV file.
        delimiter: the delimiter of a CSV file.
        tries: encodings to try if a CSV file is not in UTF-8.
        every: whether to read all visible sheets by default.
    """
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix in {".xlsx", ".xlsm"}:
        return workbook_grids(table_bytes(file, LARGEST), sheets, every=every)
    if suffix in {".xls", ".xlsb", ".ods"}:
        return old_workbook_grids(table_bytes(file, LARGEST), sheets, every=every)
    if suffix not in {".csv", ".tsv", ".tab", ".txt"}:
        found = f"a file named {shown(file.name)}"
        expected = "a .csv, .xlsx, .xls or .ods file; save other files in one of these formats"
        raise ValidationError([Problem("", found, expected)])
    return {"": _csv_grid(table_bytes(file, LARGEST), encoding, delimiter, tuple(tries))}


def table_of(grid: Grid, header_row: int, last_row: int | None, header_count: int = 1) -> Table:
    """Return the rows of agreements below the headings. An empty heading row raises `ValidationError`."""
    numbers = range(header_row, header_row + header_count)
    heading_lines = [line for line in grid.lines if line.number in numbers]
    if not heading_lines or all(line.is_blank for line in heading_lines):
        found = "an empty row" if heading_lines else "no such row"
        raise ValidationError([Problem("/header_row", found, f"the headings of the columns, in row {header_row}")])
    last = last_row or max(line.number for line in grid.lines)
    lines = tuple(line for line in grid.lines if numbers[-1] < line.number <= last and not line.is_blank)
    names = joined(heading_lines)
    width = len(names) if grid.ragged else max(len(names), *(len(line.cells) for line in lines), 0)
    headings = unique_headings([*names, *[""] * (width - len(names))])
    body = body_of(lines, [[cell.text for cell in line.cells] for line in heading_lines], width)
    rows = tuple(map(partial(_trimmed, width=width), body.lines)) if grid.ragged else body.lines
    wrong = frozenset(line.number for line in rows if len(line.cells) != width) if grid.ragged else frozenset[int]()
    if any(body.sections):
        headings = unique_headings([*headings, SECTION])
        rows = with_sections(attrs.evolve(body, lines=rows), width)
    above = [line for line in grid.lines if line.number < header_row and not line.is_blank]
    repeated = [place for row, place in sorted(grid.repeated) if row > numbers[-1]]
    notes = (*grid.notes, *_above(above, header_row), *_repeated(repeated))
    return Table(headings=headings, lines=rows, ragged=wrong, notes=notes, skipped=body.skipped)


def unique_headings(names: Sequence[str]) -> tuple[str, ...]:
    """Make headings distinct: add the letters of the column in brackets to an empty or repeated heading."""
    headings: list[str] = []
    for index, name in enumerate(names):
        letters = column_letters(index)
        unique = name or f"[{letters}]"
        while unique in headings:
            unique += f" [{letters}]"
        headings.append(unique)
    return tuple(headings)


def tables_of(path: str | os.PathLike[str], mapping: Mapping) -> Table:
    """Return the table that a mapping describes. Several sheets with the same headings become a single table.

    Raises:
        ValidationError: the mapping names a column that the first sheet has and another sheet lacks.
    """
    sheets = (mapping.sheet,) if isinstance(mapping.sheet, str) else mapping.sheet
    grids = grids_of(path, sheets=sheets, encoding=mapping.encoding, delimiter=mapping.delimiter)
    count = mapping.header_rows
    if len(grids) == 1:
        return table_of(next(iter(grids.values())), mapping.header_row, mapping.last_row, count)
    tables: dict[str, Table] = {}
    for index, (name, grid) in enumerate(grids.items()):
        # The mapping has the row numbers of the first sheet. A later sheet can have its headings in another row.
        rows = HeaderRows(mapping.header_row, count) if index == 0 else header_rows(grid)
        tables[name] = table_of(grid, rows.first, mapping.last_row, rows.count)
    headings = tuple(dict.fromkeys(heading for table in tables.values() for heading in table.headings))
    first = next(iter(tables.values()))
    for index, (name, table) in enumerate(tables.items()):
        lost = [
            heading
            for heading in mapping.known_columns()
            if heading in first.headings and heading not in table.headings
        ]
        if lost:
            expected = (
                f"a sheet with the headings of the first sheet; {shown(name)} lacks {', '.join(map(shown, lost))}"
            )
            raise ValidationError([Problem(pointer("sheet", index), shown(name), expected)])
    return Table(
        headings=headings,
        lines=tuple(line for name, table in tables.items() for line in in_order(table, headings, name)),
        ragged=frozenset(),
        notes=tuple(f"{name}: {note}" for name, table in tables.items() for note in table.notes),
        skipped=tuple(attrs.evolve(row, sheet=name) for name, table in tables.items() for row in table.skipped),
    )


def in_order(table: Table, headings: Sequence[str], name: str) -> Iterator[Line]:
    """Yield the rows of the sheet `name`, with their cells in the order of these headings."""
    places = {heading: index for index, heading in enumerate(table.headings)}
    for line in table.lines:
        cells = [*line.cells, *[BLANK] * (len(places) - len(line.cells))]
        in_order = tuple(cells[places[heading]] if heading in places else BLANK for heading in headings)
        yield attrs.evolve(line, cells=in_order, sheet=name)


def _above(lines: Sequence[Line], header_row: int) -> Iterator[str]:
    """Yield a note about the rows above the headings."""
    if lines:
        texts = [cell.text for line in lines for cell in line.cells if cell.text]
        first, last = lines[0].number, lines[-1].number
        rows = f"row {first}" if first == last else f"rows {first} to {last}"
        text = " | ".join(" ".join(text.split()) for text in texts)
        quoted = text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
        yield f'row {header_row} is taken as the headings; {rows} above it: "{quoted}"'


def _repeated(ranges: Sequence[str]) -> Iterator[str]:
    if ranges:
        listed = ", ".join(ranges[:_MOST_PLACES]) + (", ..." if len(ranges) > _MOST_PLACES else "")
        yield f"cells merged over several rows were read in each of these rows: {listed}"


def _trimmed(line: Line, width: int) -> Line:
    """Return a row without the empty cells beyond the headings."""
    beyond = line.cells[width:]
    return attrs.evolve(line, cells=line.cells[:width]) if beyond and not any(cell.text for cell in beyond) else line


def _csv_grid(content: bytes, encoding: str | None, delimiter: str | None, tries: tuple[str, ...]) -> Grid:
    text, used = _decoded(content, encoding, tries)
    stated = _STATED.match(text)
    between = delimiter or (stated[1] if stated else _delimiter_of(text))
    try:
        rows = list(_rows(text, between))
    except csv.Error as error:
        raise ValidationError([Problem("", f"an invalid table ({error})", "a CSV table")]) from None
    if stated:
        rows[0] = []  # empty the line sep=; but don't remove it, so that the rows below keep their numbers
    lines = [Line(number, tuple(map(_text_cell, cells))) for number, cells in enumerate(rows, 1)]
    return Grid(lines=tuple(lines), ragged=True, encoding=used, delimiter=between)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    count = 0
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        count += len(cells)
        if count > _grid.MOST_CELLS:
            raise too_many_cells()
        yield cells


def _text_cell(text: str) -> Cell:
    if text.strip() in ERRORS:
        return Cell(text, fault="an error value of the spreadsheet")
    return Cell(text) if text else BLANK


def _decoded(content: bytes, encoding: str | None, tries: tuple[str, ...]) -> tuple[str, str | None]:
    for name in (encoding,) if encoding else (_unicode_of(content), *tries):
        try:
            return content.decode(name).removeprefix("\ufeff"), None if name == "utf-8-sig" else name
        except UnicodeError:
            continue
    found = f"text that is not in {encoding}" if encoding else "text that is not in UTF-8"
    expected = 'a CSV table; set its encoding in the mapping, such as encoding = "cp1252"'
    raise ValidationError([Problem("", found, expected)])


def _unicode_of(content: bytes) -> str:
    """Return the Unicode encoding of a text: UTF-16 if it begins with a byte order mark or has many zero bytes."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = content[:200:2].count(0), content[1:200:2].count(0)
    if max(even, odd) * 4 <= len(content[:200]):
        return "utf-8-sig"
    return "utf-16-le" if odd > even else "utf-16-be"


def _delimiter_of(text: str) -> str:
    """Return the delimiter with which the most rows have the same number of cells, which must be more than one."""
    sample = text[:65_536]

    def fit(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row in rows if row)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return (count, width) if width > 1 else (0, 0)

    return max(DELIMITERS, key=fit)
