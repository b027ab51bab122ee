"""Strategies for exact and imprecise days, and for the days on which agreements begin and end."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from mou.dates.days import Day, PartialDate
from mou.strategies.chances import ALMOST_NEVER, MAYBE, SELDOM, drawn

FIRST_DAY = date(2020, 1, 1)
_ODD_DAYS = st.sampled_from(
    [date(*numbers) for numbers in ((2020, 1, 31), (2020, 2, 29), (2021, 2, 28), (2020, 8, 31), (2020, 12, 31))]
)


def shifted(day: date, by: int) -> date:
    """Return the day that is `by` days later.

    If that day would be outside the calendar, return the first or the last day of the calendar.
    """
    return date.fromordinal(min(max(day.toordinal() + by, 1), date.max.toordinal()))


def _span(first: int, last: int) -> st.SearchStrategy[date]:
    return st.integers(first, last).map(lambda days: shifted(FIRST_DAY, days))


OPENINGS = _span(0, 731) | _ODD_DAYS
NEAR = _span(0, 5500) | _ODD_DAYS
FAR = st.dates(date(1600, 1, 1), date(2399, 12, 31)) | st.dates(date(1600, 1, 1), date(1699, 12, 31))
JITTER = st.sampled_from((0, 1, -1))
WHILE = st.integers(0, 400)
SOONER_OR_LATER = st.integers(-100, 300)
_FORMS = st.sampled_from(
    (
        "{y:04}",
        "{y:04}-{m:02}",
        "{y:04}?",
        "{y:04}-{m:02}~",
        "{y:04}-{m:02}-{d:02}?",
        "{y:04}-{m:02}-{d:02}~",
        "{y:04}-XX-XX",
        "{y:04}-{m:02}-XX%",
        "{y:04}-XX-{d:02}",
        "{decade:03}X",
        "{century:02}XX",
        "{day}/{later}",
        "{day}~/{later}%",
    )
)


def _draw_partial(draw: st.DrawFn, day: date) -> PartialDate:
    """Draw an imprecise date that can mean `day`."""
    later = shifted(day, draw(WHILE))
    numbers = {"y": day.year, "m": day.month, "d": day.day, "decade": day.year // 10, "century": day.year // 100}
    return PartialDate(draw(_FORMS).format(day=day, later=later, **numbers))


def draw_day(draw: st.DrawFn, day: date, *, imprecise: bool) -> Day:
    """Return `day` or, in some cases, an imprecise date that can mean `day`."""
    return _draw_partial(draw, day) if imprecise and draw(SELDOM) else day


def draw_near(draw: st.DrawFn) -> date:
    """Draw a day, mostly from 2020 on."""
    return draw(FAR) if draw(ALMOST_NEVER) else draw(NEAR)


def days(*, imprecise: bool = True) -> st.SearchStrategy[Day]:
    """Generate days of records, mostly from 2020 on, and some in other years from 1600 to 2399.

    Args:
        imprecise: whether some of the days are imprecise.

    >>> from hypothesis import find
    >>> find(days(), lambda day: True)
    datetime.date(2020, 1, 1)
    """
    return drawn(lambda draw: draw_day(draw, draw_near(draw), imprecise=imprecise))


def partial_dates() -> st.SearchStrategy[PartialDate]:
    """Generate imprecise dates in every supported form.

    >>> from hypothesis import find
    >>> find(partial_dates(), lambda day: True)
    PartialDate(text='2020')
    """
    return drawn(lambda draw: _draw_partial(draw, draw_near(draw)))


# The opening is a day around which an agreement begins. A start is on the opening or before it, and a fixed end is on
# the opening or after it. Therefore no agreement ends before its start.
def draw_opening(draw: st.DrawFn) -> date:
    """Draw the opening of an agreement: a day around which it begins."""
    return draw(FAR) if draw(ALMOST_NEVER) else draw(OPENINGS)


def draw_start(draw: st.DrawFn, opened: date) -> date:
    """Draw the day on which an agreement begins: the day `opened`, or an earlier day."""
    return shifted(opened, -draw(WHILE)) if draw(MAYBE) else opened


def draw_end(draw: st.DrawFn, opened: date) -> date:
    """Draw a fixed day on which an agreement ends: the day `opened`, or a later day."""
    return shifted(opened, draw(_DAYS_TO_END))


_DAYS_TO_END = st.integers(0, 4000)
