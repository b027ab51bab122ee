"""Days: every day of the calendar, and every text that is none."""

from calendar import monthrange
from datetime import date

import whenever
from hypothesis import given, strategies as st

from mou.dates.days import PartialDate, as_day, earliest, exact_day, latest
from mou.errors import MouError, ValidationError

near_dates = st.text(alphabet="0123456789-X?~%/TWZ \n", max_size=24)


@given(st.dates())
def test_every_day_is_read_as_itself(day):
    text = str(day)
    assert day == exact_day(text) == as_day(text) == earliest(as_day(text)) == latest(as_day(text))
    assert str(whenever.Date.parse_iso(text)) == str(exact_day(text))


@given(near_dates | st.text())
def test_what_is_read_is_a_day_as_it_is_written_or_the_librarys_error(text):
    try:
        day = exact_day(text)
    except MouError:
        return
    assert text == day.isoformat()


@given(near_dates | st.text())
def test_an_imprecise_date_has_an_order_and_its_text(text):
    try:
        partial = PartialDate(text)
    except ValidationError:
        return
    assert text == str(partial)
    assert partial.earliest <= partial.latest


@given(st.integers(1, 9999), st.integers(1, 12), st.sampled_from(["", "?", "~", "%"]))
def test_a_month_has_its_days_and_a_year_its_months(year, month, mark):
    in_month = PartialDate(f"{year:04}-{month:02}{mark}")
    assert (date(year, month, 1), date(year, month, monthrange(year, month)[1])) == (in_month.earliest, in_month.latest)
    in_year = PartialDate(f"{year:04}{mark}")
    assert (date(year, 1, 1), date(year, 12, 31)) == (in_year.earliest, in_year.latest)


@given(st.dates(), st.dates())
def test_an_interval_has_the_bounds_of_its_ends(one, other):
    first, last = sorted((one, other))
    interval = PartialDate(f"{first}/{last}")
    assert (first, last) == (interval.earliest, interval.latest)
