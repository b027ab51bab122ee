"""Add months and days to a date. All functions that add a period to a date use this module."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from functools import cache

from mou.dates.days import exact_day

_LAST_ORDINAL = date.max.toordinal()
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@cache
def month_extremes(months: int) -> tuple[int, int]:
    """Return the smallest and the largest number of days that a number of months can have."""
    # The calendar repeats every 400 years, which have 4,800 months and 146,097 days.
    lengths = [_month_days(year, month) for year in range(2000, 2400) for month in range(1, 13)]
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length)
    # It is enough to measure from the first day of a month to the first day of another. A span that ends on the last
    # day of a shorter month is as long as a span between first days: 31 January to 28 February is as long as 1 February
    # to 1 March.
    spans: list[int] = []
    for index in range(4800):
        cycles, end = divmod(index + months, 4800)
        spans.append(cycles * 146_097 + starts[end] - starts[index])
    return min(spans), max(spans)


def shift(day: date, months: int, days: int) -> date:
    """Add months, and then days.

    If the new month has no day with the same number, use the last day of the month.

    Raises:
        OverflowError: the result is before the year 1 or past the year 9999.
    """
    if type(day) is not date:
        day = exact_day(day)
    if months:
        months += day.year * 12 + day.month - 1
        if not 12 <= months < 120_000:
            raise OverflowError
        year, month, number = months // 12, months % 12 + 1, day.day
        if number > 28 and number > _MONTH_DAYS[month - 1]:
            number = min(number, _month_days(year, month))
        day = date(year, month, number)
    if days:
        days += day.toordinal()
        if not 1 <= days <= _LAST_ORDINAL:
            raise OverflowError
        day = date.fromordinal(days)
    return day


def _month_days(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _MONTH_DAYS[month - 1]
