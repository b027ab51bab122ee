"""Propose the unit of durations, the way their days are counted, and when agreements take effect."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from mou.dates.formats import ascii_digits
from mou.dates.periods import Counting, Period, add, last_day_of
from mou.importing.grid import Cell, Table
from mou.importing.mapping import Mapping, TakesEffect, Unit
from mou.importing.notices import notice_of
from mou.importing.proposal import Proposal
from mou.importing.row_dates import RowDates

_NUMBER = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?\Z")
_UNIT = re.compile(r"\b(year|yr|month|week|day)s?\)?\Z", re.IGNORECASE)
_UNITS = {"year": "years", "yr": "years", "month": "months", "week": "weeks", "day": "days"}
_HALF_YEAR, _MOST_MONTHS, _FEWEST_MONTHS = 6, 120, 24
_MOST_YEARS = 50
_FEWEST = 2
"""The smallest number of rows that is enough to show how days are counted."""
_NEAR = 40
"""With the right unit, the stated end and the computed end differ by at most this number of days."""


def proposed_unit(name: str, headings: Iterable[str], cells: Iterable[Cell], beside: Counter[str]) -> Proposal:
    """Propose the unit of bare numbers in a column of durations or notices.

    Args:
        name: the setting, ``duration_unit`` or ``notice_unit``.
        headings: the headings of the columns. A heading can name the unit.
        cells: the cells of the columns.
        beside: for each unit, the number of rows whose start and end show that the unit is right.
    """
    headings, texts = list(headings), [ascii_digits(cell.text) for cell in cells]
    named = {_UNITS[match[1].lower()] for heading in headings if (match := _UNIT.search(heading))}
    if len(named) == 1:
        return Proposal({name: named.pop()})
    bare = [text for text in texts if _NUMBER.match(text)]
    if not bare or not headings:
        return Proposal()
    where = f"/{name}"
    numbers = f"Numbers without a unit: {len(bare)}, such as {bare[0]}."
    if name != "duration_unit":
        written = Counter(unit for text in texts for unit in _units_in(text))
        unit = written.most_common(1)[0][0] if written else "days"
        why = f" Read as {unit}, like most cells with a unit." if written else ""
        return Proposal({name: unit}, {where: f"{numbers}{why} Is this their unit?"})
    if beside:
        unit, count = beside.most_common(1)[0]
        return Proposal(
            {name: unit},
            {where: f"{numbers} Read as {unit}. Rows whose beginning and end fit: {count}. Is that right?"},
        )
    values = {float(text.replace(",", ".")) for text in bare}
    if _are_months(values):
        question = (
            f"{numbers} Read as months, because all are multiples of 6 and some would be many years. Is that right?"
        )
        return Proposal({name: "months"}, {where: question})
    if _can_be_years(values):
        return Proposal({name: "years"}, {where: f"{numbers} Is this their unit?"})
    question = (
        f'{numbers} Are they years or months? Set duration_unit to "years" or "months"; until then these rows are '
        "problems."
    )
    return Proposal({}, {"/columns/duration": question})


def _units_in(text: str) -> tuple[str, ...]:
    """Return the unit of a notice that is written with its unit, such as "3 months"."""
    notice = notice_of(text, None)
    if isinstance(notice, str) or notice.period is None:
        return ()
    return tuple(unit.value for unit in Unit if getattr(notice.period, unit.value))


def _are_months(values: set[float]) -> bool:
    return max(values) >= _FEWEST_MONTHS and all(
        value % _HALF_YEAR == 0 and _HALF_YEAR <= value <= _MOST_MONTHS for value in values
    )


def _can_be_years(values: set[float]) -> bool:
    """Return whether numbers can be years: they are at most 50 and don't look like months.

    Numbers look like months if one of them is 24, 36 or 48, or if all are 6, 12 or 18.
    """
    return (
        max(values) <= _MOST_YEARS
        and not all(value in {6, 12, 18} for value in values)
        and not any(value in {24, 36, 48} for value in values)
    )


@attrs.frozen
class RowTerm:
    """The beginning, the end and the length that a row states."""

    row: int
    start: date
    last_day: date
    length: Period

    @property
    def lasts_as_stated(self) -> bool:
        """Whether the stated end is near the end that is computed from the beginning and the length."""
        return abs((add(self.start, self.length) - self.last_day).days) <= _NEAR


def stated_terms(table: Table, mapping: Mapping, unknown: frozenset[str], on: date) -> Iterator[RowTerm]:
    """Yield the terms of the rows that state an exact beginning, an exact end and a length."""
    if not (mapping.columns.of("duration") or mapping.columns.of("period")):
        return
    for line in table.lines:
        row = RowDates(mapping, table.headings, line, unknown, on)
        start, last, length = row.begins_on, row.validity.last_day, row.validity.length
        if isinstance(start, date) and isinstance(last, date) and isinstance(length, Period) and not row.problems:
            yield RowTerm(line.number, start, last, length)


def fitting_units(table: Table, mapping: Mapping, unknown: frozenset[str], on: date) -> Counter[str]:
    """For each unit (years and months), count the rows whose bare number fits their beginning and end."""
    years, months = (
        {term.row: term for term in stated_terms(table, attrs.evolve(mapping, duration_unit=unit), unknown, on)}
        for unit in (Unit.YEARS, Unit.MONTHS)
    )
    bare = [row for row in years if row in months and years[row].length != months[row].length]
    fits: Counter[str] = Counter()
    for unit, terms in ((Unit.YEARS, years), (Unit.MONTHS, months)):
        fits[unit.value] = sum(terms[row].lasts_as_stated for row in bare)
    return +fits


def proposed_counting(terms: Iterable[RowTerm]) -> Proposal:
    """Propose how the days of durations are counted if most rows with a beginning, an end and a length agree."""
    fits: Counter[Counting | None] = Counter()
    for term in terms:
        fits[_counting_of(term)] += 1
    shown = [(fits[counting], counting) for counting in Counting if fits[counting]]
    if not shown:
        return Proposal()
    count, counting = max(shown, key=lambda item: item[0])
    others = fits.total() - count
    if count < _FEWEST or count * 2 <= fits.total():
        return Proposal()
    how = {
        Counting.FROM_EVENT: "as if counted from the event: five years from 3 May 2021 end on 3 May 2026",
        Counting.FROM_START_OF_DAY: "as if the first day counts: five years from 3 May 2021 end on 2 May 2026",
    }[counting]
    rest = f" The end of {others} is on another day; mou check lists them." if others else ""
    comment = f"Of {fits.total()} rows with a beginning, an end and a length, {count} end {how}. Is that right?{rest}"
    return Proposal({"counting": counting.value}, {"/counting": comment})


def _counting_of(term: RowTerm) -> Counting | None:
    days = {counting: last_day_of(term.start, term.length, counting) for counting in Counting}
    return next((counting for counting, day in days.items() if day == term.last_day), None)


def proposed_effect(mapping: Mapping, entries: int, rows: int) -> Proposal:
    """Propose when agreements take effect, if the sheet does not state it.

    If the sheet has days of signature but no column of entry into force, the proposal is `on_signature`. If it has
    both, and some cells for the entry into force are empty, the proposal is `not_known`, because an empty cell can mean
    "not in force". If the sheet has only ends, the proposal is `before_import`.

    Args:
        mapping: the proposal so far.
        entries: the number of rows with a day of entry into force.
        rows: the number of rows.
    """
    columns = mapping.columns
    if columns.of("signed_on"):
        if entries >= rows:
            return Proposal()
        if columns.of("entered_into_force_on"):
            which = "1 row has" if rows - entries == 1 else f"{rows - entries} rows have"
            comment = (
                f"{which} no day of entry into force. Is an agreement without this day not yet in force? Until "
                "you know, its status stays unknown. If it takes effect on signature, write:\n"
                'takes_effect = "on_signature"'
            )
            return Proposal({"takes_effect": TakesEffect.NOT_KNOWN.value}, {"/takes_effect": comment})
        comment = (
            "Do the agreements take effect on signature? Without this line, their entry into force and their status "
            "stay unknown."
        )
        return Proposal({"takes_effect": TakesEffect.ON_SIGNATURE.value}, {"/takes_effect": comment})
    others = ("entered_into_force_on", "period", "status", "extended_on")
    if columns.of("last_day") and not any(columns.of(field) for field in others):
        comment = (
            "The sheet has the end of each agreement, but no start and no status. Is each agreement that ends after "
            "the day of the import in force on that day? Without this line, its status stays unknown."
        )
        return Proposal({"takes_effect": TakesEffect.BEFORE_IMPORT.value}, {"/takes_effect": comment})
    return Proposal()
