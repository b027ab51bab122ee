"""Read a sheet from CSV or from a workbook, and find the table in it."""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from mou.errors import Problem, ValidationError
from mou.importing import grid as _grid
from mou.importing.grid import BLANK, ERRORS, Cell, Grid, Line, Table, column_letters, too_many_cells
from mou.importing.tables import table_bytes
from mou.importing.workbook import workbook_grid
from mou.values.fields import shown

LARGEST = 256 * 1024 * 1024
"""The largest file that is read, in bytes."""
DELIMITERS = ",;\t|"


def grid_of(
    path: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    tries: Iterable[str] = (),
) -> Grid:
    """Read the rows of a CSV file or a workbook; `tries` are encodings to try if a CSV file is not in UTF-8."""
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix in {".xlsx", ".xlsm"}:
        return workbook_grid(table_bytes(file, LARGEST), sheet)
    if suffix not in {".csv", ".tsv", ".tab", ".txt"}:
        found = f"a file named {shown(file.name)}"
        raise ValidationError([Problem("", found, "a .csv or .xlsx file; save other files in one of these formats")])
    return _csv_grid(table_bytes(file, LARGEST), encoding, delimiter, tuple(tries))


def table_of(grid: Grid, header_row: int, last_row: int | None) -> Table:
    """Return the rows below the headings; an empty heading row raises `ValidationError`."""
    heading = next((line for line in grid.lines if line.number == header_row), None)
    if heading is None or heading.is_blank:
        found = "no such row" if heading is None else "an empty row"
        raise ValidationError([Problem("/header_row", found, f"the headings of the columns, in row {header_row}")])
    last = last_row or max(line.number for line in grid.lines)
    lines = tuple(line for line in grid.lines if header_row < line.number <= last and not line.is_blank)
    width = max(len(heading.cells), *(len(line.cells) for line in lines), 0) if not grid.ragged else len(heading.cells)
    names = [" ".join(cell.text.split()) for cell in heading.cells]
    names += [""] * (width - len(names))
    headings: list[str] = []
    for index, name in enumerate(names):
        letters = column_letters(index)
        unique = name or f"[{letters}]"
        while unique in headings:
            unique += f" [{letters}]"
        headings.append(unique)
    wrong = frozenset(line.number for line in lines if len(line.cells) != width) if grid.ragged else frozenset[int]()
    return Table(headings=tuple(headings), lines=lines, ragged=wrong, notes=grid.notes)


def _csv_grid(content: bytes, encoding: str | None, delimiter: str | None, tries: tuple[str, ...]) -> Grid:
    text, used = _decoded(content, encoding, tries)
    between = delimiter or _delimiter_of(text)
    try:
        rows = list(_rows(text, between))
    except csv.Error as error:
        raise ValidationError([Problem("", f"an invalid table ({error})", "a CSV table")]) from None
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
    is_utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for name in (encoding,) if encoding else ("utf-16" if is_utf_16 else "utf-8-sig", *tries):
        try:
            return content.decode(name).removeprefix("\ufeff"), None if name == "utf-8-sig" else name
        except UnicodeError:
            continue
    found = f"text that is not in {encoding}" if encoding else "text that is not in UTF-8"
    expected = 'a CSV table; set its encoding in the mapping, such as encoding = "cp1252"'
    raise ValidationError([Problem("", found, expected)])


def _delimiter_of(text: str) -> str:
    """Return the usual delimiter that gives most rows the same number of cells, more than one."""
    sample = text[:65_536]

    def fit(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row in rows if row)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return (count, width) if width > 1 else (0, 0)

    return max(DELIMITERS, key=fit)
