"""The cells of a sheet, each with its value or the reason why it can't be read."""

from __future__ import annotations

from datetime import date, datetime

import attrs

from mou.errors import Problem, ValidationError
from mou.importing.tables import Remark, row_in_words

MOST_CELLS = 5_000_000
"""The maximum number of cells in a sheet, including empty cells."""
ERRORS = frozenset("#REF! #N/A #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA".split())
"""The errors that spreadsheets show if a formula has no value."""
# Invisible characters that web pages and word processors leave around texts, and that `str.strip` keeps.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


@attrs.frozen
class Cell:
    """A cell: its value and the address of its link.

    If the cell can't be read, `fault` is the reason. If the value is doubtful, `remark` explains why.
    """

    value: str | int | float | bool | date | None = None
    fault: str = ""
    remark: str = ""
    link: str | None = None

    @property
    def text(self) -> str:
        """The value as text without surrounding spaces. Whole numbers have no fraction, and days are in ISO 8601."""
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


def cell_of(value: object, link: str | None = None) -> Cell:
    """Return the cell with a value that a library read from a workbook."""
    if value is None or (value == "" and link is None):
        return BLANK
    if isinstance(value, datetime):
        time = value.time()
        remark = f"its time of day, {time}, is left out" if time.replace(tzinfo=None).isoformat() != "00:00:00" else ""
        return Cell(value.date(), remark=remark, link=link)
    if isinstance(value, str) and value in ERRORS:
        return Cell(value, fault="an error value of the spreadsheet", link=link)
    if isinstance(value, str | bool | int | float | date):
        return Cell(value, link=link)
    return Cell(str(value), link=link)  # a time of day or a length of time


@attrs.frozen
class Line:
    """A row of a sheet. Rows are numbered from 1. Empty cells at the end of the row can be left out.

    `struck` is true if all texts of the row are struck through. If several sheets are read, `sheet` is the name of the
    row's sheet.
    """

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False
    struck: bool = False
    sheet: str = ""

    @property
    def place(self) -> str:
        """The place in words, such as ``row 5``, with the name of the sheet if several are read."""
        return row_in_words(self.number, self.sheet)

    @property
    def filled(self) -> int:
        """The number of cells that are not empty."""
        return sum(bool(cell.text) for cell in self.cells)

    @property
    def is_blank(self) -> bool:
        """Whether all cells are empty."""
        return not any(cell.text for cell in self.cells)


@attrs.frozen(kw_only=True)
class Grid:
    """A sheet as it is in the file.

    `ragged` is true if rows can have too few or too many cells, as in CSV. If a merged cell spans several rows, its
    value is repeated in each of these rows. `repeated` contains the last row and the range of each such cell.
    `from_1904` is true if the workbook counts days from 1904.
    """

    lines: tuple[Line, ...]
    ragged: bool = False
    repeated: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    from_1904: bool = False


@attrs.frozen(kw_only=True)
class Table:
    """The distinct headings of a sheet, and the rows of agreements below them.

    `ragged` contains the numbers of the rows with too few or too many cells. `skipped` contains the rows that are not
    agreements.
    """

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    ragged: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    skipped: tuple[Remark, ...] = ()


def column_letters(index: int) -> str:
    """Return the letters of a column in a spreadsheet. The first column has the `index` 0.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def too_many_cells() -> ValidationError:
    """Return the error for a sheet that is too large."""
    found = f"a sheet with more than {MOST_CELLS:,} cells"
    return ValidationError([Problem("", found, f"at most {MOST_CELLS:,}, including empty cells")])
