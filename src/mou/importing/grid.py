"""The cells of a sheet, with what is doubtful about each."""

from __future__ import annotations

from datetime import date

import attrs

from mou.errors import Problem, ValidationError

__all__ = ["BLANK", "ERRORS", "MOST_CELLS", "Cell", "Grid", "Line", "Table", "column_letters", "too_many_cells"]

MOST_CELLS = 5_000_000
"""A sheet with more is refused, its empty cells among them."""
ERRORS = frozenset("#REF! #N/A #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA".split())
"""What spreadsheets show where a formula has no value."""
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


def too_many_cells() -> ValidationError:
    """The error for a sheet that is too large."""
    return ValidationError([Problem("", "a sheet with more cells", f"at most {MOST_CELLS:,}, empty ones among them")])
