"""Periods against oracles that share no code with them, and the laws that adding must keep."""

import re
from datetime import date, timedelta

import isodate
import pytest
import whenever
from dateutil.relativedelta import relativedelta
from hypothesis import assume, example, given, strategies as st

from mou.dates.periods import MOST_CHARACTERS, PERIOD, Counting, Period, add, last_day_of, notice_deadline, subtract
from mou.errors import DateRangeError, MouError, ValidationError

days = st.dates(date(1600, 1, 1), date(2600, 12, 31))
month_ends = st.builds(lambda day: day - timedelta(days=day.day), days)
any_day = st.dates() | days | month_ends
counts = st.integers(0, 400)
periods = st.builds(Period, years=st.integers(0, 60), months=counts, weeks=counts, days=counts)
months = st.builds(Period, years=st.integers(0, 60), months=counts)
lengths_in_days = st.builds(Period, weeks=counts, days=counts)


def relative(period):
    return relativedelta(years=period.years, months=period.months, weeks=period.weeks, days=period.days)


def outcome(function, *errors):
    try:
        return function()
    except errors:
        return "outside the calendar"


@given(any_day, periods)
@example(date(2024, 2, 29), Period(years=1))
@example(date(9999, 12, 31), Period(days=1))
def test_adding_agrees_with_dateutil(start, period):
    """dateutil adds years and months, clamps, then adds weeks and days."""
    theirs = outcome(lambda: start + relative(period), ValueError, OverflowError)
    assert theirs == outcome(lambda: start + period, DateRangeError)
    assert theirs == outcome(lambda: start + period.to_relativedelta(), ValueError, OverflowError)


@given(any_day, periods, st.integers(0, 50))
def test_adding_several_times_agrees_with_dateutil(start, period, times):
    """dateutil repeats by multiplying the period, not the steps."""
    theirs = outcome(lambda: start + relative(period) * times, ValueError, OverflowError)
    assert theirs == outcome(lambda: add(start, period, times), DateRangeError)


@given(any_day, periods)
def test_subtracting_agrees_with_dateutil(start, period):
    theirs = outcome(lambda: start - relative(period), ValueError, OverflowError)
    assert theirs == outcome(lambda: subtract(start, period), DateRangeError)
    assert theirs == outcome(lambda: start - period, DateRangeError)


@given(any_day, periods)
def test_adding_agrees_with_whenever(start, period):
    """whenever has its own calendar, in Rust or in Python."""
    their_start = whenever.Date(start.year, start.month, start.day)
    theirs = outcome(
        lambda: their_start.add(years=period.years, months=period.months, weeks=period.weeks, days=period.days),
        ValueError,
        OverflowError,
    )
    ours = outcome(lambda: add(start, period), DateRangeError)
    assert str(theirs) == str(ours)


@given(periods)
def test_isodate_reads_what_is_written(period):
    """isodate keeps years and months, and turns weeks into days."""
    theirs = isodate.parse_duration(str(period), as_timedelta_if_possible=False)
    assert (period.years, period.months) == (theirs.years, theirs.months)
    assert timedelta(weeks=period.weeks, days=period.days) == theirs.tdelta


@given(days, months)
def test_adding_agrees_with_isodate(start, period):
    assert start + isodate.parse_duration(str(period)) == start + period


@given(periods)
def test_text_comes_back(period):
    assert period == Period.parse(str(period))
    assert period == eval(repr(period))  # noqa: S307


@given(st.text(alphabet="PYMWDT0123456789.-+ \n", max_size=12) | st.text(max_size=50))
def test_reading_gives_a_period_that_writes_the_same_text_or_the_librarys_error(text):
    try:
        period = Period.parse(text)
    except MouError:
        return
    assert text == str(period)
    assert isodate.parse_duration(text) is not None


@given(st.integers(0, 998), st.integers(0, 11), st.integers(0, 200))
def test_relativedelta_comes_back_where_months_are_below_twelve(years, odd_months, odd_days):
    period = Period(years=years, months=odd_months, days=odd_days)
    assert period == Period.from_relativedelta(period.to_relativedelta())


@given(days, days, periods)
def test_a_later_start_never_ends_earlier(one, other, period):
    """Both ways of counting are monotone: they may join two days, never swap them."""
    first, second = sorted((one, other))
    for counting in Counting:
        assert last_day_of(first, period, counting) <= last_day_of(second, period, counting)
    assert subtract(first, period) <= subtract(second, period)
    assert notice_deadline(first, period) <= notice_deadline(second, period)


@given(days, periods, periods)
def test_a_longer_period_never_ends_earlier(start, period, more):
    assume(more.years + period.years <= 60)
    assert add(start, period) <= add(start, period + more)


@given(days, periods, periods, st.integers(0, 20))
def test_a_renewal_is_counted_from_the_anchor(start, first, then, times):
    """dateutil's sum of all months and days, added once."""
    delta = relative(first) + relative(then) * times
    assert start + delta == last_day_of(start, first, then=then, times=times)


@given(st.sampled_from([28, 29, 30, 31]), st.integers(1, 60), st.integers(0, 60))
def test_renewals_do_not_drift(number, every, times):
    """However many short months lie between, an end in a month of 31 days has the anchor's day of the month."""
    anchor = date(2023, 1, number)
    period = Period(months=every)
    end = last_day_of(anchor, period, then=period, times=times)
    assert (times + 1) * every == (end.year - 2023) * 12 + end.month - 1
    next_month = date(end.year + end.month // 12, end.month % 12 + 1, 1)
    assert min(number, (next_month - timedelta(days=1)).day) == end.day


@given(days, periods)
def test_the_two_ways_of_counting_differ_by_a_day_or_where_the_day_is_missing_by_none(start, period):
    event, start_of_day = (last_day_of(start, period, counting) for counting in Counting)
    clamped = (start + relativedelta(years=period.years, months=period.months)).day < start.day
    assert timedelta(days=0 if clamped else 1) == event - start_of_day


@given(days, st.integers(1, 400))
def test_a_period_of_days_that_begins_with_a_day_has_so_many_days(start, count):
    last = last_day_of(start, Period(days=count), Counting.FROM_START_OF_DAY)
    assert count == (last - start).days + 1


@given(st.dates(date(1900, 1, 1), date(2100, 12, 1)).map(lambda day: day.replace(day=1)), st.integers(1, 60))
def test_months_that_begin_with_the_first_end_with_the_last(first, count):
    """Successive periods from a first of the month follow each other without gap or overlap."""
    last = last_day_of(first, Period(months=count), Counting.FROM_START_OF_DAY)
    assert 1 == (last + timedelta(days=1)).day
    assert first + relativedelta(months=count) == last + timedelta(days=1)


@given(days, periods)
def test_a_notice_given_on_the_deadline_has_run_out_by_the_last_day(last_day, notice):
    deadline = notice_deadline(last_day, notice)
    assert deadline + relative(notice) <= last_day
    assert deadline <= last_day - relative(notice)


@given(days, months | lengths_in_days)
def test_the_deadline_of_a_notice_of_one_unit_is_the_last_day_less_the_notice(last_day, notice):
    assert last_day - relative(notice) == notice_deadline(last_day, notice)


@given(days, lengths_in_days)
def test_a_notice_in_days_given_a_day_later_is_late(last_day, notice):
    later = notice_deadline(last_day, notice) + timedelta(days=1)
    assert later + timedelta(weeks=notice.weeks, days=notice.days) > last_day


@given(days, periods)
def test_shortest_and_longest_bound_every_instance(start, period):
    assert period.shortest_days <= (start + relative(period) - start).days <= period.longest_days


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 11, 12, 13, 18, 24, 60, 4799, 4800, 4801])
def test_shortest_and_longest_are_reached(count):
    """dateutil from the first and the last day of each month of a cycle of 400 years."""
    delta = relativedelta(months=count)
    firsts = [date(year, month, 1) for year in range(1600, 2000) for month in range(1, 13)]
    starts = firsts + [first - timedelta(days=1) for first in firsts]
    spans = {(start + delta - start).days for start in starts}
    assert (min(spans), max(spans)) == (Period(months=count).shortest_days, Period(months=count).longest_days)


@given(st.from_regex(PERIOD, fullmatch=True))
def test_what_the_pattern_says_is_read_and_written_again_or_is_too_long(text):
    read = outcome(lambda: str(Period.parse(text)), ValidationError)
    assert read == text or len(text) > MOST_CHARACTERS or max(map(int, re.findall("[0-9]+", text))) > 1000


@given(st.text("PYMWD0123", max_size=9))
def test_what_it_does_not_say_is_refused(text):
    if not re.fullmatch(PERIOD, text):
        with pytest.raises(ValidationError):
            Period.parse(text)
