"""Remarks about whole columns of dates or durations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from mou.dates.formats import ascii_digits, readings
from mou.importing.grid import Cell, Table
from mou.importing.mapping import Mapping, Unit
from mou.importing.row_dates import DATES
from mou.values.fields import shown

_LAST_MONTH = 12
_NUMBER = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?\Z")
_FEWEST = 2


def column_notes(table: Table, mapping: Mapping) -> Iterator[str]:
    """Yield a note for each column of dates in which a spreadsheet program has probably swapped day and month.

    A program with American settings reads 04/03/2021 as 3 April, and stores a date. It can't read 25/12/2021, which
    stays text. A column is therefore doubtful if the day in every date cell is at most 12, and the day in some of its
    texts is above 12.
    """
    for field in DATES:
        for heading in mapping.columns.of(field):
            place = table.headings.index(heading)
            cells = [line.cells[place] for line in table.lines if place < len(line.cells)]
            text = swapped(cells)
            if text is not None:
                yield (
                    f"column {shown(heading)}: days and months are probably swapped in its date cells. All of them "
                    f"have a day up to 12, and the days above 12 are texts, such as {text}. Compare some with the "
                    "originals"
                )


def unit_notes(table: Table, mapping: Mapping) -> Iterator[str]:
    """Yield a note on the numbers without a unit that were read as months, and on those in columns of notices.

    The unit of such a number is an assumption, and a wrong unit gives a wrong date.
    """
    columns = mapping.columns
    if mapping.duration_unit is Unit.MONTHS and columns.duration_unit_column is None:
        yield from _unit_note(table, columns.of("duration"), "duration_unit", Unit.MONTHS)
    if mapping.notice_unit is not None:
        headings = (*columns.of("renewal_notice"), *columns.of("withdrawal_notice"))
        yield from _unit_note(table, headings, "notice_unit", mapping.notice_unit)


def _unit_note(table: Table, headings: Iterable[str], name: str, unit: Unit) -> Iterator[str]:
    for heading in headings:
        place = table.headings.index(heading)
        cells = (line.cells[place] for line in table.lines if place < len(line.cells))
        count = sum(bool(_NUMBER.match(ascii_digits(cell.text))) for cell in cells)
        if count:
            numbers = "1 number without a unit was" if count == 1 else f"{count} numbers without a unit were"
            yield f"column {shown(heading)}: {numbers} read as {unit} ({name} in the mapping)"


def swapped(cells: list[Cell]) -> str | None:
    """If day and month are probably swapped in a column, return a text in it with a day above 12, else `None`."""
    days = [cell.value for cell in cells if isinstance(cell.value, date)]
    if len(days) < _FEWEST or any(day.day > _LAST_MONTH for day in days):
        return None
    texts = (cell.text for cell in cells if isinstance(cell.value, str))
    return next((text for text in texts if _day_comes_first(text)), None)


def _day_comes_first(text: str) -> bool:
    return bool(readings(text, ("D/M/YYYY", "D.M.YYYY", "D-M-YYYY", "D/M/YY"), 1970)) and not readings(
        text, ("M/D/YYYY", "M.D.YYYY", "M-D-YYYY", "M/D/YY"), 1970
    )
