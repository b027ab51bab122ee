"""Periods, and the functions that add them to dates.

The functions follow the rules that European and common law share. The day of the event is not a part of the period. A
period of months or years ends on the corresponding date: the day with the same number in the last month. For example, a
month from 15 January ends on 15 February. If the last month has no such day, the period ends on the last day of that
month. The docstrings of `add` and `last_day_of` cite the sources.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import attrs

from mou.dates.shifting import month_extremes, shift
from mou.dates.timedeltas import timedelta_meant
from mou.dates.words import counted, counts_of
from mou.errors import DateRangeError, Problem, ValidationError
from mou.values.checked import checked, rule_of
from mou.values.fields import refuse, refused, shown
from mou.values.hints import hint_for, meant_by

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

__all__ = ["Counting", "Period", "add", "as_period", "last_day_of", "notice_deadline", "subtract"]

LONGEST_YEARS = 1000
"""The longest period allowed, in years. Leases of 999 years exist; longer agreements do not."""

_UNITS = tuple(f"[1-9][0-9]*{unit}" for unit in "YMWD")
_FROM_EACH = "|".join(
    unit + "".join(f"(?:{smaller})?" for smaller in _UNITS[at + 1 :]) for at, unit in enumerate(_UNITS)
)
PERIOD = f"P(?:0D|{_FROM_EACH})"
MOST_CHARACTERS = 40  # longer texts are not parsed as periods

_WRITTEN = re.compile(rf"{PERIOD}\Z")
_ISO = re.compile(r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?\Z", re.ASCII)
_NOTHING = re.compile(r"P(?:0{1,9}[YMWD]){1,4}\Z", re.ASCII)
_EXPECTED = "an ISO 8601 period of whole years, months, weeks and days, such as P5Y, P18M or P30D"


class Counting(StrEnum):
    """How the days of a period are counted.

    Agreements count days in two ways. "For five years from the date of signature" means `FROM_EVENT`: if the agreement
    is signed on 1 January 2020, its last day is 1 January 2025. "For five years beginning on 1 January 2020" means
    `FROM_START_OF_DAY`: the last day is 31 December 2024.
    """

    FROM_EVENT = "from_event"
    """The day of the event is not included. The last day is the corresponding date, the day with the same number in
    the last month (CETS 076 arts 3 and 4; Regulation 1182/71 art. 3; *Dodds v Walker* [1981] 1 WLR 1027)."""
    FROM_START_OF_DAY = "from_start_of_day"
    """The first day is included. The last day is the day before the corresponding date (BGB §§ 187(2), 188(2), (3))."""


_MOST_DAYS = 365_243


def _count(value: int) -> int:
    if type(value) is int and 0 <= value <= _MOST_DAYS:
        return value
    return refused([Problem("", shown(value), f"a whole number, 0 to {_MOST_DAYS}")])


@checked(kw_only=True, repr=False)
class Period:
    """A length of time in calendar units, stored as written: ``P14M`` remains fourteen months.

    Attributes:
        years: the number of calendar years.
        months: the number of calendar months. 14 months do not become a year and two months.
        weeks: the number of weeks of seven days.
        days: the number of days.

    Raises:
        ValidationError: a part is not a whole number of 0 or more, or the period exceeds 1,000 years.

    >>> from datetime import date
    >>> from mou import Period
    >>> date(2025, 10, 30) + Period(years=5)
    datetime.date(2030, 10, 30)
    >>> Period.parse("P14M") == Period(months=14)
    True
    >>> str(Period(years=1, days=10))
    'P1Y10D'
    """

    years: int = attrs.field(default=0, converter=_count)
    months: int = attrs.field(default=0, converter=_count)
    weeks: int = attrs.field(default=0, converter=_count)
    days: int = attrs.field(default=0, converter=_count)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read an ISO 8601 duration of calendar units, such as ``P5Y``, ``P1Y6M``, ``P2W`` or ``P90D``.

        Each period has one valid form, which `str()` returns: ``P05Y`` and ``P1Y0M`` are invalid. Times of day,
        fractions and signs are invalid too.

        Raises:
            ValidationError: `text` is not a valid period.

        >>> Period.parse("P1Y6M")
        Period.parse('P1Y6M')
        >>> Period.parse("P1Y0M")
        Traceback (most recent call last):
        mou.errors.ValidationError: (whole): found "P1Y0M"; expected the canonical form P1Y
        """
        if type(text) is not str:
            raise ValidationError([_no_period(text)])
        return _read(text)

    @classmethod
    def from_relativedelta(cls, delta: relativedelta) -> Period:
        """Convert a `dateutil.relativedelta.relativedelta` of whole years, months and days to a period.

        A `relativedelta` stores weeks as days, and 14 months as a year and two months. The period does the same.

        Raises:
            ValidationError: `delta` has hours or smaller units, negative parts, or parts that set a value (``day=31``).

        >>> from dateutil.relativedelta import relativedelta
        >>> Period.from_relativedelta(relativedelta(years=5, weeks=2))
        Period.parse('P5Y14D')
        """
        from dateutil.relativedelta import relativedelta

        if not isinstance(delta, relativedelta):
            raise ValidationError([Problem("", shown(delta), "a relativedelta")])
        parts = {"years": delta.years, "months": delta.months, "days": delta.days}
        rest = {name: value for name, value in vars(delta).items() if name not in parts and not name.startswith("_")}
        if any(rest.values()) or any(value is not None for name, value in rest.items() if name in _ABSOLUTE):
            raise ValidationError([Problem("", repr(delta), "a relativedelta of years, months and days only")])
        return cls(**parts)

    def to_relativedelta(self) -> relativedelta:
        """Return the `dateutil.relativedelta.relativedelta` that gives the same days as this period.

        >>> Period.parse("P18M").to_relativedelta()
        relativedelta(years=+1, months=+6)
        """
        from dateutil.relativedelta import relativedelta

        return relativedelta(years=self.years, months=self.months, weeks=self.weeks, days=self.days)

    def __str__(self) -> str:
        parts = ((self.years, "Y"), (self.months, "M"), (self.weeks, "W"), (self.days, "D"))
        return "P" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0D")

    def __repr__(self) -> str:
        return f"Period.parse({str(self)!r})"

    @property
    def in_words(self) -> str:
        """The period in words.

        >>> Period.parse("P1Y6M").in_words, Period.parse("P60D").in_words
        ('1 year and 6 months', '60 days')
        """
        return counted((self.years, "year"), (self.months, "month"), (self.weeks, "week"), (self.days, "day"))

    def __bool__(self) -> bool:  # a period of zero length is false
        return bool(self.years or self.months or self.weeks or self.days)

    def __add__(self, other: Period) -> Period:
        """Return the sum of two periods, unit by unit."""
        if not isinstance(other, Period):
            return NotImplemented
        return Period(
            years=self.years + other.years,
            months=self.months + other.months,
            weeks=self.weeks + other.weeks,
            days=self.days + other.days,
        )

    def __mul__(self, times: int) -> Period:
        """Return the period multiplied by a whole number, unit by unit: ``P1M * 14`` is ``P14M``."""
        if type(times) is not int:
            return NotImplemented
        return Period(
            years=self.years * times, months=self.months * times, weeks=self.weeks * times, days=self.days * times
        )

    def __radd__(self, day: date) -> date:
        """Return ``day + period``; see `add`. A `datetime` raises `TypeError`, because it has a time of day."""
        return add(day, self) if type(day) is date or _is_bare(day) else NotImplemented

    def __rsub__(self, day: date) -> date:
        """Return ``day - period``; see `subtract`. A `datetime` raises `TypeError`, because it has a time of day."""
        return subtract(day, self) if type(day) is date or _is_bare(day) else NotImplemented

    @property
    def shortest_days(self) -> int:
        """The smallest number of days that this period can have, depending on where in the calendar it begins.

        >>> Period.parse("P1M").shortest_days, Period.parse("P5Y").shortest_days
        (28, 1825)
        """
        return month_extremes(self.years * 12 + self.months)[0] + self.weeks * 7 + self.days

    @property
    def longest_days(self) -> int:
        """The largest number of days that this period can have, depending on where in the calendar it begins.

        >>> Period.parse("P1M").longest_days, Period.parse("P5Y").longest_days
        (31, 1827)
        """
        return month_extremes(self.years * 12 + self.months)[1] + self.weeks * 7 + self.days


@lru_cache(maxsize=1024)  # the same few periods recur many times in a register
def _read(text: str) -> Period:
    match = _ISO.match(text)
    if not match or len(text) > MOST_CHARACTERS or text == "P":
        raise ValidationError([_no_period(text)])
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    period = Period(years=years, months=months, weeks=weeks, days=days)
    if not _WRITTEN.match(text):
        raise ValidationError([Problem("", shown(text), f"the canonical form {period}")])
    return period


def _no_period(value: object) -> Problem:
    return Problem("", shown(value), _EXPECTED, hint=hint_for(value, [Period]))


_ABSOLUTE = frozenset({"year", "month", "day", "weekday", "hour", "minute", "second", "microsecond"})


def _is_bare(day: object) -> bool:
    """Return whether a value is a date without a time of day."""
    return isinstance(day, date) and not isinstance(day, datetime)


@rule_of(Period)
def _too_long(period: Period) -> list[Problem]:
    # In units of 1/4,800 day, an average month is exactly 146,097 units, so the comparison is exact.
    months, days = period.years * 12 + period.months, period.weeks * 7 + period.days
    if months * 146_097 + days * 4800 > LONGEST_YEARS * 12 * 146_097:
        return [Problem("", str(period), f"a period of at most {LONGEST_YEARS} years")]
    return []


_parsed = lru_cache(1024)(Period.parse)  # records have only a few different periods


def as_period(value: Period | str) -> Period:
    """Convert a field's value to a `Period`. The value is a `Period` or its ISO 8601 text."""
    if type(value) is Period:
        return value
    try:
        return _parsed(value) if type(value) is str else Period.parse(cast("str", value))
    except ValidationError as error:
        return refuse(value, error.problems[0].expected, error.problems[0].hint)


@meant_by(Period)
def _length_meant(value: object) -> str:
    """Return the period that words ("5 years") or a `timedelta` mean. For 5, suggest P5Y, P5M and P5D."""
    if isinstance(value, str) and value.isdecimal():
        value = int(value[:7])
    if type(value) is int and 0 < value <= _MOST_DAYS:
        return f'"P{value}Y", "P{value}M" or "P{value}D"'
    if isinstance(value, timedelta):
        return timedelta_meant(value)
    counts = counts_of(value.strip().lstrip("Pp")) if isinstance(value, str) else None
    try:
        return f'"{Period(**counts)}"' if counts and any(counts.values()) else ""
    except ValidationError:
        return ""


def as_lasting_period(value: Period | str) -> Period:
    """Convert a field's value like `as_period`, but refuse a period of zero length."""
    nothing = not value if type(value) is Period else type(value) is str and _NOTHING.match(value)
    return refused([Problem("", str(value), "a period longer than zero")]) if nothing else as_period(value)


def add(day: date, period: Period, times: int = 1) -> date:
    """Return the day that is `times` periods after `day`, counted from `day` in one step.

    The function adds years and months first. If the resulting month has no day with the same number, it uses the last
    day of the month (*Dodds v Walker* [1981]; Regulation 1182/71 art. 3(2)(c); CETS 076 art. 4(2)). It adds weeks and
    days next.

    Months differ in length. Therefore, adding a month twice can give another day than adding two months. Use `times` to
    count repeated periods from their start.

    The result equals ``day + times * relativedelta(...)``. The function is about five times as fast as `relativedelta`.

    Args:
        day: the day to count from.
        period: the period to add.
        times: how many times to add the period, 0 or more.

    Raises:
        DateRangeError: the result is past the year 9999.
        ValidationError: `day` has a time of day, or `times` is not a whole number of 0 or more.

    >>> from datetime import date
    >>> add(date(1978, 9, 30), Period.parse("P4M"))  # Dodds v Walker: not 31 January
    datetime.date(1979, 1, 30)
    >>> add(date(2025, 1, 31), Period.parse("P1M"), times=2)  # not 28 March
    datetime.date(2025, 3, 31)
    """
    months, days = period.years * 12 + period.months, period.weeks * 7 + period.days
    if type(times) is not int or times != 1:
        _check_times(times)
        months, days = months * times, days * times
    try:
        return shift(day, months, days)
    except OverflowError:
        raise DateRangeError(f"{_often(times)}{period} after {day}: {_OUTSIDE}") from None


def subtract(day: date, period: Period) -> date:
    """Return the day that is one period before `day`. Subtract years and months first, then weeks and days.

    If the resulting month has no day with the same number, use the last day of the month. Therefore, `subtract` does
    not always undo `add`: 28 February is one month before 28, 29, 30 and 31 March. For the last day for notice, use
    `notice_deadline`.

    Raises:
        DateRangeError: the result is before the year 1.
        ValidationError: `day` has a time of day.

    >>> from datetime import date
    >>> subtract(date(2026, 8, 31), Period.parse("P6M"))
    datetime.date(2026, 2, 28)
    """
    return _before(day, period.years * 12 + period.months, period.weeks * 7 + period.days, period)


def last_day_of(
    start: date,
    period: Period,
    counting: Counting = Counting.FROM_EVENT,
    *,
    then: Period | None = None,
    times: int = 0,
) -> date:
    """Return the last day of a period that runs from `start`, or the last day of a renewal of that period.

    The function adds the months of the first period and of all renewals to `start` in one step, then their days. For
    example, a term of a year runs from 29 February 2024 and is renewed every year. In 2025, 2026 and 2027 the last day
    is 28 February. In 2028 the last day is 29 February again, because the renewals are counted from the start.

    The corresponding date is the day with the same number in the last month. If the period is counted from an event,
    the last day is the corresponding date. If the period is counted from the start of the day, the last day is the day
    before the corresponding date. If the last month has no corresponding date, the last day is the last day of that
    month (BGB § 188(3)). For example, a year that begins on 29 February 2024 ends on 28 February 2025. A year that
    begins on 1 March 2024 ends on 28 February 2025 too.

    Args:
        start: the day of the event, or the first day of the period.
        period: the length of the first period.
        counting: whether `start` is the day of the event or the first day of the period.
        then: the length of each renewal. It can differ from the length of the first period.
        times: the number of renewals so far.

    Raises:
        DateRangeError: the corresponding date is past the year 9999, or the last day is before the year 1.
        ValidationError: `start` has a time of day, `times` is not a whole number of 0 or more, or there are renewals
            but `then` is missing.

    >>> from datetime import date
    >>> last_day_of(date(2025, 10, 30), Period.parse("P5Y"))
    datetime.date(2030, 10, 30)
    >>> last_day_of(date(2025, 10, 30), Period.parse("P5Y"), Counting.FROM_START_OF_DAY)
    datetime.date(2030, 10, 29)
    >>> last_day_of(date(2024, 2, 29), Period.parse("P1Y"), Counting.FROM_START_OF_DAY)
    datetime.date(2025, 2, 28)
    >>> last_day_of(date(2024, 2, 29), Period.parse("P1Y"), then=Period.parse("P1Y"), times=3)
    datetime.date(2028, 2, 29)
    """
    months, days = period.years * 12 + period.months, period.weeks * 7 + period.days
    if type(times) is not int or times != 0:
        _check_times(times)
        if then is None:
            raise ValidationError([Problem("/then", "null", "a period (required because `times` is not 0)")])
        months += (then.years * 12 + then.months) * times
        days += (then.weeks * 7 + then.days) * times
    try:
        if counting is Counting.FROM_EVENT:
            return shift(start, months, days)
        corresponding = shift(start, months, 0)
        eve = 0 if corresponding.day < start.day else 1
        return shift(corresponding, 0, days - eve)
    except OverflowError:
        renewed = f" and {_often(times)}{then}" if times else ""
        raise DateRangeError(f"{period}{renewed} after {start}: {_OUTSIDE}") from None


def notice_deadline(last_day: date, notice: Period) -> date:
    """Return the last day on which notice is in time for a period that ends on `last_day`.

    The deadline is `last_day` minus the length of notice. If the resulting month has no day with the same number, the
    deadline is the last day of the month: six months before 28, 29, 30 and 31 August is 28 February.

    If the length of notice has both months and days, the function computes two days: one by subtracting the months
    first, the other by subtracting the days first. The deadline is the earlier of the two. Therefore, a notice period
    that begins on the deadline has always ended by `last_day`.

    The deadline is not moved for weekends or holidays: a time limit that is counted backwards is not extended (CETS 076
    art. 1; Regulation 1182/71 art. 3(4)).

    Raises:
        DateRangeError: the deadline is before the year 1.
        ValidationError: `last_day` has a time of day.

    >>> from datetime import date
    >>> notice_deadline(date(2030, 10, 30), Period.parse("P6M"))
    datetime.date(2030, 4, 30)
    >>> notice_deadline(date(2026, 12, 31), Period.parse("P60D"))
    datetime.date(2026, 11, 1)
    """
    months, days = notice.years * 12 + notice.months, notice.weeks * 7 + notice.days
    deadline = _before(last_day, months, days, notice)
    if months and days:
        days_first = _before(last_day, 0, days, notice)
        return min(deadline, _before(days_first, months, 0, notice))
    return deadline


_OUTSIDE = "outside the calendar of the years 1 to 9999"


def _check_times(times: int) -> None:
    if type(times) is not int or times < 0:
        raise ValidationError([Problem("/times", shown(times), "a whole number, 0 or more")])


def _often(times: int) -> str:
    if times == 1:
        return ""
    return f"{times} x " if times < 10**9 else "a billion or more x "


def _before(day: date, months: int, days: int, period: Period) -> date:
    try:
        return shift(day, -months, -days)
    except OverflowError:
        raise DateRangeError(f"{period} before {day}: {_OUTSIDE}") from None
