"""The cells of a sheet, from CSV or from a workbook, with what is doubtful about each."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import attrs

from mou.errors import Problem, ValidationError
from mou.importing.tables import table_bytes
from mou.values.fields import shown

__all__ = ["BLANK", "ERRORS", "Cell", "Grid", "Line", "Table", "column_letters", "grid_of", "table_of"]

LARGEST = 256 * 1024 * 1024
"""A larger file is refused unread, in bytes."""
MOST_CELLS = 5_000_000
"""A sheet with more is refused, its empty cells among them."""
ERRORS = frozenset("#REF! #N/A #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA".split())
"""What spreadsheets show where a formula has no value."""
DELIMITERS = ",;\t|"
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# What pages and word processors leave around texts, beside what `str.strip` knows.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


@attrs.frozen
class Cell:
    """One cell.

    Attributes:
        value: what it holds; `None` where it is empty.
        fault: why it can't be read; empty where it can.
        remark: what has to be known about it, though it can be read.
        link: the address behind it.
    """

    value: str | int | float | bool | date | None = None
    fault: str = ""
    remark: str = ""
    link: str | None = None

    @property
    def text(self) -> str:
        """What it holds as text, without the spaces around it; whole numbers without a fraction, days ISO 8601."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, float) and value.is_integer():
            return f"{value:.0f}"
        if not isinstance(value, str):
            return str(value)
        tidy = value.replace("\r\n", "\n").replace("\xa0", " ").replace("\u202f", " ")
        return tidy.strip().strip(_INVISIBLE).strip()


BLANK = Cell()


@attrs.frozen
class Line:
    """One row of a sheet.

    Attributes:
        number: its number in the sheet, from 1.
        cells: its cells, from the first column; those after the last one may be left out.
        hidden: whether the sheet hides it.
    """

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it, or nothing but parts of cells that are merged with those of another row."""
        return not any(cell.text for cell in self.cells)


@attrs.frozen(kw_only=True)
class Grid:
    """A sheet as it stands.

    Attributes:
        lines: its rows.
        ragged: whether a row has cells missing or too many, as in CSV; a workbook's rows end where they end.
        notes: what has to be known about it.
        encoding: of a CSV file.
        delimiter: of a CSV file.
    """

    lines: tuple[Line, ...]
    ragged: bool = False
    notes: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None


@attrs.frozen(kw_only=True)
class Table:
    """A sheet below its headings.

    Attributes:
        headings: the columns' names, none twice: a further one of a name has its letters beside it.
        lines: the rows in which something stands.
        ragged: of those, the numbers of rows with cells missing or too many.
        notes: what has to be known about the sheet.
    """

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    ragged: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


def column_letters(index: int) -> str:
    """What a spreadsheet calls a column, from 0.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def grid_of(
    path: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    tries: Iterable[str] = (),
) -> Grid:
    """The rows of a file.

    Args:
        path: a CSV file or a workbook, by its name.
        sheet: of a workbook, which sheet; left out: the first that is not hidden.
        encoding: of a CSV file; left out: UTF-8.
        delimiter: of a CSV file; left out: the one that fits.
        tries: encodings to try where UTF-8 does not fit.

    Raises:
        OSError: the file can't be read.
        MissingExtraError: it is a workbook, and the extra `sheets` is not installed.
        ValidationError: it can't be read as what its name says.
    """
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix in {".xlsx", ".xlsm"}:
        from mou.importing.workbook import workbook_grid

        return workbook_grid(table_bytes(file, LARGEST), sheet)
    if suffix not in {".csv", ".tsv", ".tab", ".txt"}:
        found = f"a file named {shown(file.name)}"
        raise ValidationError([Problem("", found, "a .csv or .xlsx file; others can be saved as one of them")])
    return _csv_grid(table_bytes(file, LARGEST), encoding, delimiter, tuple(tries))


def table_of(grid: Grid, header_row: int, last_row: int | None) -> Table:
    """The rows below the headings.

    Raises:
        ValidationError: there is no such row, or nothing stands in it.
    """
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
        raise ValidationError([Problem("", f"text that is no table ({error})", "a CSV table")]) from None
    lines = [Line(number, tuple(map(_text_cell, cells))) for number, cells in enumerate(rows, 1)]
    return Grid(lines=tuple(lines), ragged=True, encoding=used, delimiter=between)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    count = 0
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        count += len(cells)
        if count > MOST_CELLS:
            raise too_many_cells()
        yield cells


def too_many_cells() -> ValidationError:
    """The error for a sheet that is too large."""
    return ValidationError([Problem("", "a sheet with more cells", f"at most {MOST_CELLS:,}, empty ones among them")])


def _text_cell(text: str) -> Cell:
    if text.strip() in ERRORS:
        return Cell(text, fault="an error that the spreadsheet shows")
    return Cell(text) if text else BLANK


def _decoded(content: bytes, encoding: str | None, tries: tuple[str, ...]) -> tuple[str, str | None]:
    marked = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    for name in (encoding,) if encoding else (marked or "utf-8-sig", *tries):
        try:
            return content.decode(name).removeprefix("\ufeff"), None if name == "utf-8-sig" else name
        except UnicodeError:
            continue
    found = f"text that is not in {encoding}" if encoding else "text that is not in UTF-8"
    expected = 'a CSV table; the mapping can say its encoding, such as encoding = "cp1252"'
    raise ValidationError([Problem("", found, expected)])


def _delimiter_of(text: str) -> str:
    """Of the usual delimiters, the one that gives most rows the same number of cells, more than one."""
    sample = text[:65_536]

    def fit(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row in rows if row)
        width, count = max(widths.items(), key=lambda one: (one[1], one[0]), default=(1, 0))
        return (count, width) if width > 1 else (0, 0)

    return max(DELIMITERS, key=fit)
