"""Days: exact ones are `datetime.date`, imprecise ones are `PartialDate`, written as EDTF.

A record often knows only the month or year of a fact. Such a date is data, kept as it was written (EDTF, ISO
8601-2, levels 0 and 1 as far as treaties need them); it is never turned into a first of January.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from typing import TypeAlias

import attrs

from mou.errors import DateRangeError, Problem, ValidationError
from mou.values.fields import refusal, refuse, shown

__all__ = ["Day", "PartialDate", "day_before", "earliest", "exact_day", "has_no_latest", "latest", "next_day"]

DAY_OF_YEAR = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
"""A day that every year has."""
_YEAR = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_LEAP = "(?:0[48]|[2468][048]|[13579][26])"
DATE = f"(?:{_YEAR}-{DAY_OF_YEAR}|(?:[0-9]{{2}}{_LEAP}|{_LEAP}00)-02-29)"
"""An exact day of the calendar of the years 1 to 9999."""
_MONTH = f"{_YEAR}-(?:(?:0[1-9]|1[0-2]|XX)(?:-XX)?|XX-(?:0[1-9]|[12][0-9]|3[01]))"
_ONE = f"(?:{DATE}|{_MONTH}|{_YEAR}|[0-9]{{3}}X|[0-9]{{2}}XX)[?~%]?"
DAY = rf"(?:{_ONE}(?:/(?:{_ONE}|\.\.))?|\.\./{_ONE})"
"""A day, exact or imprecise; that an interval does not end before it begins is not in it."""
LAST = "(?:^|/)99(?:99(?:-(?:12|XX)(?:-(?:31|XX))?)?|9X|XX)[?~%]?$"
"""Found in a day that can be the last of the calendar, 9999-12-31, but not without an end."""

_DATE = re.compile(rf"{DATE}\Z")
_DAY = re.compile(rf"{DAY}\Z")
_LAST = re.compile(LAST)
_TIMELESS = "a date without a time of day"
_EXACT_EXPECTED = "a valid date, YYYY-MM-DD"
_DAY_EXPECTED = f"{_EXACT_EXPECTED}, or an imprecise date in EDTF, such as 1848, 2025-10, 1907~ or 1910-03-01?"


@attrs.frozen
class PartialDate:
    """An imprecise date, kept as it was written.

    What is understood is EDTF as far as treaties need it: a year (``1848``), a month (``2025-10``), unspecified
    digits (``184X``, ``18XX``, ``2025-XX-XX``, ``2025-10-XX``, ``1963-XX-15``), an interval, closed
    (``2025-10/2025-12``) or open at one end (``2012-12-31/..`` for that day or a later one), and the marks ``?``
    (uncertain), ``~`` (approximate) and ``%`` (both) after a date, also after a full one. The marks don't widen the
    bounds, as EDTF gives them no measure.

    Attributes:
        text: the date as it was written.
        earliest: the first day it can mean.
        latest: the last day it can mean.

    Raises:
        ValidationError: `text` is not such a date, or is an exact day, which is a `datetime.date`.

    >>> october = PartialDate("2025-10")
    >>> october.earliest, october.latest
    (datetime.date(2025, 10, 1), datetime.date(2025, 10, 31))
    >>> PartialDate("1907~").is_approximate
    True
    """

    text: str
    earliest: date = attrs.field(init=False, eq=False, repr=False)
    latest: date = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        bounds = _bounds(self.text) if type(self.text) is str and not _DATE.match(self.text) else None
        if bounds is None:
            raise ValidationError([Problem("", shown(self.text), "an imprecise date in EDTF, such as 1848 or 2025-10")])
        object.__setattr__(self, "earliest", bounds[0])
        object.__setattr__(self, "latest", bounds[1])

    def __str__(self) -> str:
        return self.text

    @property
    def has_no_latest(self) -> bool:
        """Whether it is an interval without an end (``2012-12-31/..``): it may never come."""
        return self.text.endswith("/..")

    @property
    def is_uncertain(self) -> bool:
        """Whether the source of the date is marked as doubtful (``?`` or ``%``)."""
        return any(part.endswith(("?", "%")) for part in self.text.split("/"))

    @property
    def is_approximate(self) -> bool:
        """Whether the date is marked as only about right (``~`` or ``%``)."""
        return any(part.endswith(("~", "%")) for part in self.text.split("/"))


Day: TypeAlias = date | PartialDate
"""A day of a record: exact (`datetime.date`), or imprecise (`PartialDate`)."""


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
    """The bounds of what `_ONE` matches."""
    year, month, day = (*text.rstrip("?~%").split("-"), "XX", "XX")[:3]
    years = int(year.replace("X", "0")), int(year.replace("X", "9"))
    months = (1, 12) if month == "XX" else (int(month), int(month))
    if day == "XX":
        return date(max(years[0], 1), months[0], 1), date(years[1], months[1], monthrange(years[1], months[1])[1])
    return date(years[0], months[0], int(day)), date(years[1], months[1], int(day))


def _from_text(text: str) -> date | None:
    """The day that `YYYY-MM-DD` stands for; `None` for whatever else Python may read as a date."""
    if len(text) != 10:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def as_date(value: date | str) -> date:
    """Convert a field's value to an exact day: a `date` that is no `datetime`, or ``YYYY-MM-DD``.

    A date of a class of its own, as some libraries have, becomes a plain one.
    """
    if type(value) is date:
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    day = _from_text(value) if type(value) is str else None
    return refuse(value, _TIMELESS if isinstance(value, datetime) else _EXACT_EXPECTED) if day is None else day


def as_day(value: Day | str) -> Day:
    """Convert a field's value to a day, exact or imprecise."""
    if type(value) is PartialDate:
        return value
    if type(value) is not str:
        return as_date(value) if isinstance(value, date) else refuse(value, _DAY_EXPECTED)
    day = _from_text(value)
    if day is not None:
        return day
    try:
        return PartialDate(value)
    except ValidationError:
        return refuse(value, _DAY_EXPECTED)


def as_last_day(value: Day | str) -> Day:
    """`as_day` for a last day: one that has a day after it.

    31 December 9999 is what some data sets write for "no end known", which is another thing than an end. An interval
    without an end (``2012-12-31/..``) has its last day then or later, or none.
    """
    day = as_day(value)
    is_last = isinstance(day, date | PartialDate) and _LAST.search(str(day))
    return refuse(value, "a day before 9999-12-31", "use mou.Indefinite() if there is no end") if is_last else day


def has_no_latest(day: Day) -> bool:
    """Whether `day` is an interval without an end, so that it may never come.

    >>> has_no_latest(PartialDate("2012-12-31/..")), has_no_latest(PartialDate("2012-12"))
    (True, False)
    """
    return isinstance(day, PartialDate) and day.has_no_latest


def exact_day(value: date | str) -> date:
    """The exact day that a caller means, given as a `date` or as ``YYYY-MM-DD``.

    Raises:
        ValidationError: it is no exact day of the calendar, or has a time of day.

    >>> exact_day("2030-10-30")
    datetime.date(2030, 10, 30)
    """
    day = as_date(value)
    problems = refusal(day)
    if problems:
        raise ValidationError(problems)
    return day


def earliest(day: Day) -> date:
    """The first day that `day` can mean.

    >>> earliest(PartialDate("1848"))
    datetime.date(1848, 1, 1)
    """
    return day if isinstance(day, date) else day.earliest


def latest(day: Day) -> date:
    """The last day that `day` can mean.

    >>> latest(PartialDate("1848"))
    datetime.date(1848, 12, 31)
    """
    return day if isinstance(day, date) else day.latest


def next_day(day: date) -> date:
    """Return the day after `day`.

    Raises:
        DateRangeError: `day` is the last of the calendar.

    >>> next_day(date(2024, 2, 28))
    datetime.date(2024, 2, 29)
    """
    if day == date.max:
        raise DateRangeError(f"the day after {day}: outside the calendar of the years 1 to 9999")
    return date.fromordinal(day.toordinal() + 1)


def day_before(day: date) -> date:
    """Return the day before `day`, such as the last day in force before the first day out.

    The first day of the calendar has none before it, and stands for it.

    >>> day_before(date(2024, 3, 1))
    datetime.date(2024, 2, 29)
    """
    return date.fromordinal(max(day.toordinal() - 1, 1))
