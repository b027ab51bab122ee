"""Delays between the day of an event and the day on which it takes effect.

Treaties use a few standard forms of delays. Depositaries read some of these forms differently (see "How we count" in
the documentation). Therefore, the form is part of the record. A plain `Period` is the most common form: "three months
after" 15 January is 15 April, and "on the 30th day after" 15 January is 14 February. The classes in this module
represent the other forms.
"""

# No `from __future__ import annotations`, as in `mou.values.fields`.

import re
from bisect import bisect_right
from datetime import date
from typing import TypeAlias, assert_never, get_args

import attrs

from mou.dates.days import DAY_OF_YEAR, day_in_year, next_day
from mou.dates.periods import Period, add, as_period, notice_deadline
from mou.dates.words import ordinal, spoken
from mou.errors import DateRangeError, Problem
from mou.values.checked import checked, rule_of
from mou.values.converters import optional
from mou.values.fields import as_one_of, refuse
from mou.values.tags import tagged

__all__ = ["DayAfter", "Delay", "FirstOfKthMonth", "FirstOfMonthAfter", "OnDayOfYear", "delayed"]


@tagged("day_after")
@checked
class DayAfter:
    """The day after the end of a period.

    Some depositaries read "upon the expiry of" a period as the day after the period. Three depositaries did so in the
    following cases. Under the ICSID Convention, Venezuela gave six months' notice on 24 January 2012, and the notice
    took effect on 25 July 2012. Under the Energy Charter Treaty, France gave a year's notice on 7 December 2022, and
    the notice took effect on 8 December 2023. The AfCFTA enters into force thirty days after the deposit of the 22nd
    instrument. The deposit was on 29 April 2019, and the entry into force on 30 May 2019.

    Attributes:
        period: the length of the delay.

    >>> from datetime import date
    >>> delayed(date(2012, 1, 24), DayAfter("P6M"))
    datetime.date(2012, 7, 25)
    """

    period: Period = attrs.field(converter=as_period)


@tagged("first_of_month_after")
@checked
class FirstOfMonthAfter:
    """The first day of the month after the expiry of a period.

    For example, under art. 126 of the Rome Statute an instrument takes effect on the first day of the month after the
    60th day following its deposit. Albania deposited its instrument on 31 January 2003. The 60th day was 1 April 2003.
    The Statute entered into force for Albania on 1 May 2003.

    Attributes:
        period: the period that begins with the event.

    >>> from datetime import date
    >>> delayed(date(2003, 1, 31), FirstOfMonthAfter("P60D"))
    datetime.date(2003, 5, 1)
    """

    period: Period = attrs.field(converter=as_period)


MOST_MONTHS = 120


def as_months(value: int) -> int:
    """Require a field's value to be the number of months of a delay."""
    if type(value) is not int or not 1 <= value <= MOST_MONTHS:
        return refuse(value, f"a whole number of months, 1 to {MOST_MONTHS}")
    return value


@tagged("first_of_kth_month")
@checked
class FirstOfKthMonth:
    """The first day of the k-th month after the month of the event.

    For example, under its art. 17, the Mine Ban Convention enters into force on "the first day of the sixth month after
    the month in which" the 40th instrument was deposited. The 40th instrument was deposited on 16 September 1998. The
    Convention entered into force on 1 March 1999.

    Attributes:
        months: the number of months from the month of the event to the month in which the event takes effect.

    >>> from datetime import date
    >>> delayed(date(1998, 9, 16), FirstOfKthMonth(6))
    datetime.date(1999, 3, 1)
    """

    months: int = attrs.field(converter=as_months)


_DAY_OF_YEAR = re.compile(rf"{DAY_OF_YEAR}\Z")


def as_day_of_year(value: str) -> str:
    """Require a field's value to be a day that exists in every year, in the form ``MM-DD``."""
    if type(value) is not str or not _DAY_OF_YEAR.match(value):
        return refuse(value, "a day that exists in every year, MM-DD")
    return value


@tagged("on_day_of_year")
@checked(kw_only=True)
class OnDayOfYear:
    """A fixed day of the year. `by` or `period` determines the year in which an event takes effect.

    For example, under art. XI of the Whaling Convention, a withdrawal takes effect on 30 June of a year if the party
    gives notice on or before 1 January of the same year.

    Attributes:
        day: the day of the year on which the event takes effect, as ``MM-DD``.
        by: the latest day, as ``MM-DD``, on which an event can happen and still take effect in the same year. A later
            event takes effect in the next year.
        period: the minimum time from the event to `day`. Pass either `by` or `period`.

    Raises:
        ValidationError: a value is not a day that exists in every year, or you pass both `by` and `period`, or neither.

    >>> from datetime import date
    >>> delayed(date(2018, 12, 26), OnDayOfYear("06-30", by="01-01"))
    datetime.date(2019, 6, 30)
    >>> delayed(date(2026, 7, 1), OnDayOfYear("12-31", period="P6M"))
    datetime.date(2027, 12, 31)
    """

    day: str = attrs.field(converter=as_day_of_year, kw_only=False)
    by: str | None = attrs.field(default=None, converter=optional(as_day_of_year))
    period: Period | None = attrs.field(default=None, converter=optional(as_period))


@rule_of(OnDayOfYear)
def _one_limit(delay: OnDayOfYear) -> list[Problem]:
    if (delay.by is None) == (delay.period is None):
        found = "neither" if delay.by is None else "both"
        return [Problem("/by", found, "either `by` or `period`")]
    if delay.by is not None and delay.by > delay.day:
        return [Problem("/by", f'"{delay.by}"', f"a day on or before {delay.day}")]
    return []


Delay: TypeAlias = Period | DayAfter | FirstOfMonthAfter | FirstOfKthMonth | OnDayOfYear
"""The delay between an event and the day on which it takes effect. With a plain `Period`, the event takes effect on the
last day of the period."""
_CLASSES: tuple[type[Delay], ...] = get_args(Delay)


def as_delay(value: Delay | str) -> Delay:
    """Convert a field's value to a `Delay`. The value is a `Delay` or the ISO 8601 text of a plain period."""
    if isinstance(value, str):
        return as_period(value)
    return as_one_of(value, _CLASSES, "a period or a delay")


def delayed(event: date, delay: Delay | None) -> date:
    """Return the day on which an event takes effect after a delay. `None` means no delay.

    Raises:
        DateRangeError: the result is past the year 9999.

    >>> from datetime import date
    >>> delayed(date(1979, 12, 28), Period.parse("P30D"))  # Vienna Convention art. 84
    datetime.date(1980, 1, 27)
    """
    if delay is None:
        return event
    if isinstance(delay, Period):
        return add(event, delay)
    if isinstance(delay, DayAfter):
        return next_day(add(event, delay.period))
    if isinstance(delay, FirstOfMonthAfter):
        return add(add(event, delay.period).replace(day=1), Period(months=1))
    if isinstance(delay, FirstOfKthMonth):
        return add(event.replace(day=1), Period(months=delay.months))
    if isinstance(delay, OnDayOfYear):
        return _on_day_of_year(event, delay)
    assert_never(delay)


def _on_day_of_year(event: date, delay: OnDayOfYear) -> date:
    for year in range(event.year, 10_000):
        day = day_in_year(year, delay.day)
        last = notice_deadline(day, delay.period or Period()) if delay.by is None else day_in_year(year, delay.by)
        if event <= last:
            return day
    raise DateRangeError(f"{delay.day} after {event}: outside the calendar of the years 1 to 9999")


def last_event(by: date, delay: Delay) -> date | None:
    """Return the last day on which an event can happen and still take effect by a given day.

    Return `None` if there is no such day.

    >>> from datetime import date
    >>> last_event(date(2031, 1, 1), FirstOfMonthAfter("P3M"))
    datetime.date(2030, 9, 30)
    """

    def takes_effect_on(ordinal: int) -> date:
        try:
            return delayed(date.fromordinal(ordinal), delay)
        except DateRangeError:  # the event would take effect after the last day of the calendar
            return date.max

    ordinal = bisect_right(range(1, by.toordinal() + 1), by, key=takes_effect_on)
    return date.fromordinal(ordinal) if ordinal else None


def delay_text(delay: Delay) -> str:
    """Return a delay in words, for explanations.

    >>> delay_text(FirstOfMonthAfter("P60D"))
    'the first day of the month after the expiry of 60 days'
    """
    if isinstance(delay, Period):
        return f"{delay.in_words} after"
    if isinstance(delay, DayAfter):
        return f"the day after the expiry of {delay.period.in_words}"
    if isinstance(delay, FirstOfMonthAfter):
        return f"the first day of the month after the expiry of {delay.period.in_words}"
    if isinstance(delay, FirstOfKthMonth):
        return f"the first day of the {ordinal(delay.months)} month after the month of the event"
    if isinstance(delay, OnDayOfYear):
        day = _spoken_day(delay.day)
        if delay.by is not None:
            return f"on {day} of the same year if it comes by {_spoken_day(delay.by)}, otherwise of the next year"
        return f"on the first {day} that is at least {(delay.period or Period()).in_words} later"
    assert_never(delay)


def _spoken_day(day_of_year: str) -> str:
    return spoken(day_in_year(2001, day_of_year)).removesuffix(" 2001")


def delay_in_words(event: date, delay: Delay) -> str:
    """Return a delay in words, to write after "takes effect".

    For `DayAfter` and `FirstOfMonthAfter`, the words include the last day of the period.

    >>> delay_in_words(date(2002, 4, 11), FirstOfMonthAfter("P60D"))
    'on the first day of the month after the expiry of 60 days (10 June 2002)'
    """
    if isinstance(delay, DayAfter | FirstOfMonthAfter):
        return f"on {delay_text(delay)} ({spoken(add(event, delay.period))})"
    if isinstance(delay, FirstOfKthMonth):
        return f"on {delay_text(delay)}"
    if isinstance(delay, Period | OnDayOfYear):
        return delay_text(delay)
    assert_never(delay)
