"""Strategies for periods and delays."""

from __future__ import annotations

from datetime import date
from functools import partial

from hypothesis import strategies as st

from mou.dates.delays import DayAfter, Delay, FirstOfKthMonth, FirstOfMonthAfter, OnDayOfYear
from mou.dates.periods import Period
from mou.strategies.chances import ALMOST_NEVER, SELDOM, drawn

PERIODS = st.one_of(
    st.builds(Period, years=st.integers(1, 10)),
    st.builds(Period, months=st.integers(1, 60)),
    st.builds(Period, days=st.integers(1, 400)),
    st.builds(Period, weeks=st.integers(1, 60)),
    st.builds(
        Period, years=st.integers(1, 5), months=st.integers(0, 14), weeks=st.integers(0, 5), days=st.integers(0, 40)
    ),
)
_LONG_PERIODS = st.builds(Period, years=st.integers(11, 1000))
_LEASES = st.builds(Period, years=st.integers(11, 99))
NOTICES = st.one_of(
    st.builds(Period, months=st.integers(0, 12)),
    st.builds(Period, days=st.integers(0, 180)),
    st.builds(Period, years=st.integers(1, 2)),
    st.builds(Period, months=st.integers(1, 3), days=st.integers(1, 40)),
)
KTH_MONTHS = st.builds(FirstOfKthMonth, st.integers(1, 12))
DAYS_OF_YEAR = st.sampled_from(("01-01", "06-30", "07-01", "12-31")) | st.dates(
    date(2001, 1, 1), date(2001, 12, 31)
).map(lambda day: day.isoformat()[5:])


def _yearly(first: str, second: str) -> OnDayOfYear:
    return OnDayOfYear(max(first, second), by=min(first, second))


YEARLY = st.one_of(
    st.builds(_yearly, DAYS_OF_YEAR, DAYS_OF_YEAR),
    st.builds(OnDayOfYear, DAYS_OF_YEAR, period=NOTICES),
)
DELAYS = st.one_of(NOTICES, st.builds(DayAfter, NOTICES), st.builds(FirstOfMonthAfter, NOTICES), KTH_MONTHS, YEARLY)


def _draw_period(draw: st.DrawFn, *, empty: bool) -> Period:
    if empty and draw(SELDOM):
        return Period()
    return draw(_LONG_PERIODS if draw(ALMOST_NEVER) else PERIODS)


LENGTHS = drawn(lambda draw: draw(_LEASES if draw(ALMOST_NEVER) else PERIODS))
"""Lengths of terms and renewals, short enough to stay before the year 9999 after many renewals."""


def periods(*, empty: bool = True) -> st.SearchStrategy[Period]:
    """Generate periods, mostly of a few years, months, weeks or days, and some of up to 1,000 years.

    Args:
        empty: whether to include ``P0D``.

    >>> from hypothesis import find
    >>> find(periods(), lambda period: period.days > 30)
    Period.parse('P31D')
    """
    return drawn(partial(_draw_period, empty=empty))


def delays() -> st.SearchStrategy[Delay]:
    """Generate delays of every kind. A delay is the time from an event to its effect.

    >>> from hypothesis import find
    >>> find(delays(), lambda delay: isinstance(delay, DayAfter))
    DayAfter(period=Period.parse('P0D'))
    """
    return DELAYS
