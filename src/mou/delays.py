"""Delays: from the day of an event to the day it takes effect.

Texts put it in few ways, and depositaries don't read the same words alike (see "How we count" in the docs), so
the way is a value of its own: a plain `Period` gives the corresponding date ("on the 30th day after", "three
months after"); the classes here give the others.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

import attrs

from mou._convert import as_one_of, refuse, settle
from mou.errors import DateRangeError
from mou.periods import Period, add, as_optional_period, as_period

__all__ = ["DayAfter", "Delay", "FirstOfKthMonth", "FirstOfMonthAfter", "delayed"]


@attrs.frozen
class DayAfter:
    """The day after the corresponding date: how some depositaries read "upon the expiry of" a period.

    So does the depositary of the ICSID Convention (Venezuela's notice of 24 January 2012, six months, effect on
    25 July 2012), of the Energy Charter Treaty (France: 7 December 2022, one year, 8 December 2023) and the
    African Union (AfCFTA: 29 April 2019, thirty days, 30 May 2019).

    >>> from datetime import date
    >>> delayed(date(2012, 1, 24), DayAfter("P6M"))
    datetime.date(2012, 7, 25)
    """

    period: Period = attrs.field(converter=as_period)

    def __attrs_post_init__(self) -> None:
        settle(self)


@attrs.frozen
class FirstOfMonthAfter:
    """The first day of the month that follows the expiry of a period, strictly after that expiry.

    Rome Statute art. 126: the first day of the month after the 60th day following the deposit. Albania's of
    31 January 2003 reaches its 60th day on 1 April, so it is 1 May 2003, not 1 April.

    >>> from datetime import date
    >>> delayed(date(2003, 1, 31), FirstOfMonthAfter("P60D"))
    datetime.date(2003, 5, 1)
    """

    period: Period = attrs.field(converter=as_period)

    def __attrs_post_init__(self) -> None:
        settle(self)


def _months(value: int) -> int:
    if type(value) is not int or not 1 <= value <= 120:
        return refuse(value, "a whole number of months, 1 to 120")
    return value


@attrs.frozen
class FirstOfKthMonth:
    """The first day of the k-th month after the month in which the event falls.

    Mine Ban Convention art. 17: "the first day of the sixth month after the month in which" the 40th instrument
    was deposited: 16 September 1998 gives 1 March 1999.

    >>> from datetime import date
    >>> delayed(date(1998, 9, 16), FirstOfKthMonth(6))
    datetime.date(1999, 3, 1)
    """

    months: int = attrs.field(converter=_months)

    def __attrs_post_init__(self) -> None:
        settle(self)


Delay: TypeAlias = Period | DayAfter | FirstOfMonthAfter | FirstOfKthMonth
"""How an effect follows its event; a plain `Period` means the corresponding date."""


def as_optional_delay(value: Delay | str | None) -> Delay | None:
    """Convert a field's value: a `Delay`, ISO 8601 text for a plain period, or `None`."""
    if value is None or isinstance(value, str):
        return as_optional_period(value)
    return as_one_of(value, (Period, DayAfter, FirstOfMonthAfter, FirstOfKthMonth), "a period or a delay")


def as_delay(value: Delay | str) -> Delay:
    """`as_optional_delay` where a delay is required."""
    delay = as_optional_delay(value)
    return refuse(value, "a period or a delay") if delay is None else delay


def delayed(event: date, delay: Delay | None) -> date:
    """The day on which an event of the given day takes effect; `None` is no delay.

    Raises:
        DateRangeError: that day would lie past the year 9999.

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
    return add(event.replace(day=1), Period(months=delay.months))


def next_day(day: date) -> date:
    """The day after `day`.

    Raises:
        DateRangeError: `day` is the last of the calendar.
    """
    if day == date.max:
        raise DateRangeError(f"the day after {day}: outside the calendar of the years 1 to 9999")
    return day + timedelta(days=1)


def delay_text(delay: Delay) -> str:
    """A delay in words, for explanations.

    >>> delay_text(FirstOfMonthAfter("P60D"))
    'the first day of the month after the expiry of P60D'
    """
    if isinstance(delay, Period):
        return f"{delay} after"
    if isinstance(delay, DayAfter):
        return f"the day after the expiry of {delay.period}"
    if isinstance(delay, FirstOfMonthAfter):
        return f"the first day of the month after the expiry of {delay.period}"
    return f"the first day of the {ordinal(delay.months)} month after the month of the event"


def ordinal(number: int) -> str:
    """A number as an ordinal.

    >>> [ordinal(number) for number in (1, 2, 3, 11, 22, 60)]
    ['1st', '2nd', '3rd', '11th', '22nd', '60th']
    """
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{_ENDINGS.get(last, 'th')}"


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
