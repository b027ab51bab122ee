"""Functions and classes for all readers of tables: remarks about rows, whole numbers, and days in three cells."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import attrs

from mou.dates.days import Day, PartialDate, as_day
from mou.errors import Problem, ValidationError

Progress = Callable[[int, int], None]
"""A function that is called with the number of rows done and the total."""


@attrs.frozen
class Remark:
    """A remark about a row of a file or about one of its cells.

    Attributes:
        row: the row's number in the file, counted from 1 with the heading row. In a JSON file, the record's number,
            counted from 1.
        column: the name of the column; empty if the remark is about the whole row.
        value: the cell as it is written.
        why: the remark.
        sheet: the name of the sheet, if several sheets of a workbook are read.
    """

    row: int
    column: str
    value: str
    why: str
    sheet: str = ""


def row_in_words(row: int, sheet: str) -> str:
    """Return a row in words, with the name of the sheet if there is one.

    >>> row_in_words(5, ""), row_in_words(5, "2020")
    ('row 5', 'row 5 of 2020')
    """
    return f"row {row} of {sheet}" if sheet else f"row {row}"


@attrs.define
class Refusal(Exception):  # noqa: N818  # not an error for users: a reader turns it into a remark
    """Raised within a reader for a row that can't be read."""

    column: str
    value: str
    why: str


def table_bytes(path: str | os.PathLike[str], largest: int) -> bytes:
    """Read a file. If the file has more than `largest` bytes, raise `ValidationError`."""
    file = Path(path)
    size = file.stat().st_size
    if size > largest:
        raise ValidationError([Problem("", f"a file of {size:,} bytes", f"at most {largest:,}")])
    return file.read_bytes()


def day_of_change(path: str | os.PathLike[str]) -> date:
    """Return the day on which a file was last changed, in UTC."""
    return datetime.fromtimestamp(Path(path).stat().st_mtime, UTC).date()


_NUMBER = re.compile(r"-?[0-9]{1,9}\Z", re.ASCII)


def number_of(cell: str) -> int | None:
    """Return the whole number in a cell.

    If the cell contains anything else, or a number of more than nine digits, return `None`.
    """
    return int(cell) if _NUMBER.match(cell) else None


def day_of_parts(cells: Sequence[str], unknown: Callable[[str], bool]) -> Day | str:
    """Return the day from cells for year, month and day.

    If the month or the day is unknown, return an imprecise date. If the cells give no date, return the reason.
    """
    year, month, day = (None if unknown(cell) else number_of(cell) for cell in cells)
    if any(number is None and not unknown(cell) for number, cell in zip((year, month, day), cells, strict=True)):
        return "not a whole number"
    if year is None:
        return "a day or month without a year"
    text = f"{year:04}"
    if month is not None:
        text += f"-{month:02}" + ("" if day is None else f"-{day:02}")
    elif day is not None:
        text += f"-XX-{day:02}"
    calendar_day = as_day(text)
    return calendar_day if isinstance(calendar_day, date | PartialDate) else "not a valid date"


def how_imprecise(day: PartialDate) -> str:
    """Describe an imprecise day in words such as "a month without a day"."""
    if "/" in day.text:
        return "an interval"
    if day.earliest == day.latest:
        return "a day marked as uncertain or approximate"
    within_a_month = (day.earliest.year, day.earliest.month) == (day.latest.year, day.latest.month)
    within_a_year = day.earliest.year == day.latest.year
    return (
        "a month without a day"
        if within_a_month
        else "a year without a month"
        if within_a_year
        else "a date within several years"
    )
