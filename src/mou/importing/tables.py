"""Shared by the readers of tables: remarks about rows, whole numbers, days of three cells, ids made from names."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import attrs

from mou.dates.days import Day, PartialDate, as_day
from mou.errors import Problem, ValidationError

Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many."""


@attrs.frozen
class Remark:
    """Something about a row of a file, or about one of its cells.

    Attributes:
        row: the row's number in the file, from 1, the heading counted; of a list in JSON, from 1.
        column: the name of the column; empty where it is about the whole row.
        value: what stands there, as it is written.
        why: what there is to say.
    """

    row: int
    column: str
    value: str
    why: str


@attrs.define
class Refusal(Exception):  # noqa: N818  # no error of the library's: a reader makes a remark of it
    """Raised within a reader for a row that can't be read."""

    column: str
    value: str
    why: str


def table_bytes(path: str | os.PathLike[str], largest: int) -> bytes:
    """Read a file; one of more than `largest` bytes raises `ValidationError`."""
    file = Path(path)
    size = file.stat().st_size
    if size > largest:
        raise ValidationError([Problem("", f"a file of {size:,} bytes", f"one of at most {largest:,}")])
    return file.read_bytes()


_NUMBER = re.compile(r"-?[0-9]{1,9}\Z", re.ASCII)


def number_of(cell: str) -> int | None:
    """Return the whole number in a cell, of at most nine digits; `None` if it holds no such number."""
    return int(cell) if _NUMBER.match(cell) else None


def day_of_parts(cells: Sequence[str], unknown: Callable[[str], bool]) -> Day | str:
    """Return the day of a year, a month and a day, imprecise if one of them is unknown; or why there is none."""
    year, month, day = (None if unknown(cell) else number_of(cell) for cell in cells)
    if any(number is None and not unknown(cell) for number, cell in zip((year, month, day), cells, strict=True)):
        return "no whole number"
    if year is None:
        return "a day or month without a year"
    text = f"{year:04}"
    if month is not None:
        text += f"-{month:02}" + ("" if day is None else f"-{day:02}")
    elif day is not None:
        text += f"-XX-{day:02}"
    calendar_day = as_day(text)
    return calendar_day if isinstance(calendar_day, date | PartialDate) else "no day of the calendar"


def how_imprecise(day: PartialDate) -> str:
    """Say in which way a day is imprecise."""
    if "/" in day.text:
        return "an interval"
    if day.earliest == day.latest:
        return "a day marked as uncertain or approximate"
    within_a_month = (day.earliest.year, day.earliest.month) == (day.latest.year, day.latest.month)
    within_a_year = day.earliest.year == day.latest.year
    return "a month without a day" if within_a_month else "a year without a month" if within_a_year else "no one year"
