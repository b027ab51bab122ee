"""Exact days (`datetime.date`) and imprecise days (`PartialDate`), written in EDTF.

Sources often give only the month or year of an event. A `PartialDate` stores the date as written in the source: the
year 1848 never becomes 1 January 1848. It supports the forms of EDTF (ISO 8601-2, levels 0 and 1) that treaties need.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from functools import total_ordering
from typing import TypeAlias

import attrs

from mou.errors import DateRangeError, Problem, ValidationError
from mou.values.fields import refusal, refuse, shown
from mou.values.hints import either
from mou.values.registered import READ_BY

__all__ = [
    "Day",
    "PartialDate",
    "day_before",
    "day_in_year",
    "earliest",
    "exact_day",
    "has_no_latest",
    "latest",
    "next_day",
]

DAY_OF_YEAR = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
"""The pattern of a day that exists in every year, MM-DD."""
_YEAR = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_LEAP = "(?:0[48]|[2468][048]|[13579][26])"
DATE = f"(?:{_YEAR}-{DAY_OF_YEAR}|(?:[0-9]{{2}}{_LEAP}|{_LEAP}00)-02-29)"
"""The pattern of an exact day in the years 1 to 9999."""
_MONTH = f"{_YEAR}-(?:(?:0[1-9]|1[0-2]|XX)(?:-XX)?|XX-(?:0[1-9]|[12][0-9]|3[01]))"
_ONE = f"(?:{DATE}|{_MONTH}|{_YEAR}|[0-9]{{3}}X|[0-9]{{2}}XX)[?~%]?"
DAY = rf"(?:{_ONE}(?:/(?:{_ONE}|\.\.))?|\.\./{_ONE})"
"""The pattern of an exact or imprecise day. The pattern does not check that an interval ends after it starts."""
LAST = "(?:^|/)99(?:99(?:-(?:12|XX)(?:-(?:31|XX))?)?|9X|XX)[?~%]?$"
"""A pattern for `re.search`. It finds a match in a day that can mean 9999-12-31, but not in an interval without an
end."""

_DATE = re.compile(rf"{DATE}\Z")
_DAY = re.compile(rf"{DAY}\Z")
_LAST = re.compile(LAST)
_TIMELESS = "a date without a time of day"
_EXACT_EXPECTED = "a valid date, YYYY-MM-DD"
_DAY_EXPECTED = f"{_EXACT_EXPECTED}, or an imprecise date in EDTF, such as 1848, 2025-10, 1907~ or 1910-03-01?"


@total_ordering
@attrs.frozen
class PartialDate:
    """An imprecise date, stored as written.

    The supported forms of EDTF are a year (``1848``), a month (``2025-10``), unspecified digits (``184X``, ``18XX``,
    ``2025-XX-XX``, ``2025-10-XX``, ``1963-XX-15``) and an interval (``2025-10/2025-12``). An interval can be open at
    one end: ``2012-12-31/..`` means 31 December 2012 or later. Any date, even an exact date, can end with ``?``
    (uncertain), ``~`` (approximate) or ``%`` (both). These marks don't change the earliest and the latest day, because
    EDTF does not define how far such a date can be off.

    Attributes:
        text: the date as written.
        earliest: the first day that the date can mean.
        latest: the last day that the date can mean.

    Raises:
        ValidationError: `text` is not in one of the supported forms, or it is an exact day. Use `datetime.date` for
            exact days.

    >>> october = PartialDate("2025-10")
    >>> october.earliest, october.latest
    (datetime.date(2025, 10, 1), datetime.date(2025, 10, 31))
    >>> PartialDate("1907~").is_approximate
    True

    You can sort imprecise dates together with exact dates: by the first day that each date can mean, then by the last
    day. Use this order only to display lists. It does not show which of two events happened first.

    >>> sorted([PartialDate("2025"), date(2025, 1, 2), PartialDate("2025-01")])
    [PartialDate(text='2025-01'), PartialDate(text='2025'), datetime.date(2025, 1, 2)]
    """

    text: str
    earliest: date = attrs.field(init=False, eq=False, repr=False)
    latest: date = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        bounds = _bounds(self.text) if type(self.text) is str and not _DATE.match(self.text) else None
        if bounds is None:
            is_exact = isinstance(self.text, str) and _from_text(self.text) is not None
            hint = f'use datetime.date.fromisoformat("{self.text}")' if is_exact else _hint(self.text)
            expected = "an imprecise date in EDTF, such as 1848 or 2025-10"
            raise ValidationError([Problem("", shown(self.text), expected, hint=hint)])
        object.__setattr__(self, "earliest", bounds[0])
        object.__setattr__(self, "latest", bounds[1])

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: object) -> bool:
        return _order(self) < _order(other) if isinstance(other, date | PartialDate) else NotImplemented

    @property
    def has_no_latest(self) -> bool:
        """Whether the date is an interval without an end, such as ``2012-12-31/..``. The event may never happen."""
        return self.text.endswith("/..")

    @property
    def is_uncertain(self) -> bool:
        """Whether the date is marked as uncertain (``?`` or ``%``)."""
        return any(part.endswith(("?", "%")) for part in self.text.split("/"))

    @property
    def is_approximate(self) -> bool:
        """Whether the date is marked as approximate (``~`` or ``%``)."""
        return any(part.endswith(("~", "%")) for part in self.text.split("/"))


def _order(day: date | PartialDate) -> tuple[date, date, str]:
    """Return the sort key of a day: the first day that it can mean, then the last day, then its text."""
    return (day.earliest, day.latest, day.text) if isinstance(day, PartialDate) else (day, day, "")


Day: TypeAlias = date | PartialDate
"""A day in a record: exact (`datetime.date`) or imprecise (`PartialDate`)."""


def _bounds(text: str) -> tuple[date, date] | None:
    if not _DAY.match(text):
        return None
    if "/" in text:
        first, _, last = text.partition("/")
        start = (date.min, date.min) if first == ".." else _bounds_of_one(first)
        end = (date.max, date.max) if last == ".." else _bounds_of_one(last)
        return (start[0], end[1]) if start[0] <= end[0] and start[1] <= end[1] else None
    return _bounds_of_one(text)


def _bounds_of_one(text: str) -> tuple[date, date]:
    """Return the first and last day that a text can mean. The text must match `_ONE`."""
    year, month, day = (*text.rstrip("?~%").split("-"), "XX", "XX")[:3]
    years = int(year.replace("X", "0")), int(year.replace("X", "9"))
    months = (1, 12) if month == "XX" else (int(month), int(month))
    if day == "XX":
        return date(max(years[0], 1), months[0], 1), date(years[1], months[1], monthrange(years[1], months[1])[1])
    return date(years[0], months[0], int(day)), date(years[1], months[1], int(day))


def _from_text(text: str) -> date | None:
    """Parse a day in the form ``YYYY-MM-DD``. Return `None` for other forms, even for those that Python can parse."""
    if len(text) != 10:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def as_date(value: date | str) -> date:
    """Convert a field's value to an exact day. The value is a `date` without a time, or a text ``YYYY-MM-DD``.

    Instances of subclasses of `date`, which some libraries define, become plain dates.
    """
    if type(value) is date:
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    day = _from_text(value) if type(value) is str else None
    if day is not None:
        return day
    return refuse(value, _TIMELESS if isinstance(value, datetime) else _EXACT_EXPECTED, _exact_hint(value))


def as_day(value: Day | str) -> Day:
    """Convert a field's value to a day, exact or imprecise."""
    if type(value) is PartialDate:
        return value
    if type(value) is not str:
        return as_date(value) if isinstance(value, date) else refuse(value, _DAY_EXPECTED, _hint(value))
    day = day_written(value)
    return refuse(value, _DAY_EXPECTED, _hint(value)) if day is None else day


def day_written(text: str) -> Day | None:
    """Return the exact or imprecise day in a text, or `None` if the text is not in a form that records use."""
    if not _DAY.match(text):
        return None
    try:
        return _from_text(text) or PartialDate(text)
    except ValidationError:  # an interval that ends before it starts
        return None


def _hint(value: object) -> str:
    """Return the hint for a date in a form that records do not use. The hint lists every day that the date can mean."""
    if isinstance(value, datetime):
        return "pass its date(), if that is the day meant"
    if type(value) is int and day_written(str(value)):
        return f'use "{value}"'
    days = [f'"{day}"' for day in READ_BY[0](value)] if isinstance(value, str) else []
    return f"use {either(days)}" if days else ""


def _exact_hint(value: object) -> str:
    imprecise = day_written(str(value)) if type(value) in (int, str) else None
    return _hint(value) if imprecise is None else f'pass an exact day, such as "{earliest(imprecise)}"'


def as_last_day(value: Day | str) -> Day:
    """Convert a field's value like `as_day`, but refuse 31 December 9999, the last day of the calendar.

    Some data sets write 31 December 9999 for "no known end". An interval without an end (``2012-12-31/..``) is valid.
    """
    day = as_day(value)
    is_last = isinstance(day, date | PartialDate) and _LAST.search(str(day))
    return refuse(value, "a day before 9999-12-31", "use mou.Indefinite() if there is no end") if is_last else day


def has_no_latest(day: Day) -> bool:
    """Return whether `day` is an interval without an end. The event may never happen.

    >>> has_no_latest(PartialDate("2012-12-31/..")), has_no_latest(PartialDate("2012-12"))
    (True, False)
    """
    return isinstance(day, PartialDate) and day.has_no_latest


def exact_day(value: date | str) -> date:
    """Return an exact day, from a `date` or from a text ``YYYY-MM-DD``.

    Raises:
        ValidationError: the value is not a valid date, or has a time of day.

    >>> exact_day("2030-10-30")
    datetime.date(2030, 10, 30)
    """
    day = value if type(value) is date else _from_text(value) if type(value) is str else None
    if day is not None:
        return day
    day = as_date(value)
    problems = refusal(day)
    if problems:
        raise ValidationError(problems)
    return day


def earliest(day: Day) -> date:
    """Return the first day that `day` can mean.

    >>> earliest(PartialDate("1848"))
    datetime.date(1848, 1, 1)
    """
    return day if isinstance(day, date) else day.earliest


def latest(day: Day) -> date:
    """Return the last day that `day` can mean.

    >>> latest(PartialDate("1848"))
    datetime.date(1848, 12, 31)
    """
    return day if isinstance(day, date) else day.latest


def next_day(day: date) -> date:
    """Return the day after `day`.

    Raises:
        DateRangeError: `day` is the last day of the calendar.

    >>> next_day(date(2024, 2, 28))
    datetime.date(2024, 2, 29)
    """
    if day == date.max:
        raise DateRangeError(f"the day after {day}: outside the calendar of the years 1 to 9999")
    return date.fromordinal(day.toordinal() + 1)


def day_before(day: date) -> date:
    """Return the day before `day`, such as the last day in force before an exit takes effect.

    For 1 January of the year 1, return 1 January of the year 1.

    >>> day_before(date(2024, 3, 1))
    datetime.date(2024, 2, 29)
    """
    return date.fromordinal(max(day.toordinal() - 1, 1))


def day_in_year(year: int, day_of_year: str) -> date:
    """Return the day in a given year that has this month and day (MM-DD).

    Raises:
        DateRangeError: the year is not one of the years 1 to 9999.

    >>> day_in_year(2018, "04-30")
    datetime.date(2018, 4, 30)
    """
    if not date.min.year <= year <= date.max.year:
        raise DateRangeError(f"{day_of_year} of the year {year}: outside the calendar of the years 1 to 9999")
    return date.fromisoformat(f"{year:04}-{day_of_year}")
