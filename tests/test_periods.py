"""Periods added to dates: the rules of law, each by the figures of its source, and what libraries make of them."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from dateutil.relativedelta import MO, relativedelta

from mou.dates.periods import (
    Counting,
    Period,
    add,
    as_period,
    last_day_of,
    notice_deadline,
    subtract,
)
from mou.errors import DateRangeError, MouError, ValidationError
from mou.values.converters import optional


def day(text):
    return date.fromisoformat(text)


ADDED = [
    # Dodds v Walker [1981] 1 WLR 1027 (HL): a notice of 30 September, four months; not "the 31st", a day too late
    ("1978-09-30", "P4M", "1979-01-30", "Dodds v Walker"),
    # CJEU, 11 November 2004, C-171/03 Toeters: event Thursday 12 March 1998, three weeks end on a Thursday
    ("1998-03-12", "P3W", "1998-04-02", "Toeters C-171/03"),
    # The corresponding date does not exist: the month's last day (Regulation 1182/71 art. 3(2)(c), CETS 076 art. 4(2))
    ("2025-01-31", "P1M", "2025-02-28", "JavaScript, SQLite and GNU date say 3 March"),
    ("2024-01-31", "P1M", "2024-02-29", "leap year"),
    ("2024-02-29", "P1Y", "2025-02-28", "SQLite and GNU date say 1 March"),
    ("2024-02-29", "P12M", "2025-02-28", "twelve months are a year"),
    ("2024-02-29", "P5Y", "2029-02-28", "five years from a leap day"),
    ("2024-02-29", "P4Y", "2028-02-29", "a leap day has its anniversary every four years"),
    ("1896-02-29", "P4Y", "1900-02-28", "1900 was no leap year"),
    ("1996-02-29", "P4Y", "2000-02-29", "2000 was one"),
    ("2019-01-29", "P1M", "2019-02-28", "UN depositary: withdrawal one month after 29 January 2019"),
    ("2025-08-31", "P6M", "2026-02-28", "SQLite, GNU date and JavaScript say 3 March"),
    # The end of a month is not sticky: Oracle, DB2 and Vertica ADD_MONTHS say 31 March
    ("2025-02-28", "P1M", "2025-03-28", "no end-of-month rule"),
    ("2025-04-30", "P1M", "2025-05-30", "no end-of-month rule"),
    # Five years of the Malaysia-United States memorandum, and the same as days of 365, a day short
    ("2025-10-30", "P5Y", "2030-10-30", "1,826 days, as 29 February 2028 lies between"),
    ("2025-10-30", "P1825D", "2030-10-29", "5 x 365 days are not five years"),
    # Months before days: CETS 076 art. 4(3), Regulation 1182/71 art. 3(2)(d)
    ("2025-01-31", "P1M1D", "2025-03-01", "28 February and a day; the day first would give 1 March as well"),
    ("2025-01-30", "P1M1D", "2025-03-01", "28 February and a day; the day first would give 28 February"),
    # India-Bangladesh memorandum on the Ganga waters: eighteen months from 7 October 1982
    ("1982-10-07", "P18M", "1984-04-07", "UNTS"),
    ("2012-12-31", "P0D", "2012-12-31", "nothing"),
    ("1848-02-02", "P1Y", "1849-02-02", "dates of the nineteenth century are dates"),
    ("9998-12-31", "P1Y", "9999-12-31", "to the calendar's last day"),
    ("9999-12-01", "P30D", "9999-12-31", "to the calendar's last day"),
]


@pytest.mark.parametrize(("start", "period", "expected", "source"), ADDED)
def test_adding_gives_the_corresponding_date_or_the_last_day_of_its_month(start, period, expected, source):
    assert day(expected) == day(start) + Period.parse(period), source
    assert day(expected) == add(day(start), Period.parse(period))
    assert day(expected) == last_day_of(day(start), Period.parse(period))


@pytest.mark.parametrize(
    ("start", "period", "expected", "source"),
    [
        ("2025-10-31", "P1M", "2025-09-30", "SQLite, GNU date and JavaScript say 1 October"),
        ("2025-03-31", "P1M", "2025-02-28", "31 March less a month"),
        ("2026-12-31", "P60D", "2026-11-01", "microsoft/BCApps 10353: not 30 November"),
        ("2030-10-30", "P6M", "2030-04-30", "six months before the end of the Malaysia-US memorandum"),
        ("0001-02-01", "P1M", "0001-01-01", "to the calendar's first day"),
        ("0001-01-31", "P30D", "0001-01-01", "to the calendar's first day"),
    ],
)
def test_subtracting_clamps_as_adding_does(start, period, expected, source):
    assert day(expected) == day(start) - Period.parse(period), source
    assert day(expected) == subtract(day(start), Period.parse(period))


def test_subtracting_and_adding_are_not_inverse():
    """31 March less a month is 28 February; a month on it is 28 March."""
    month = Period(months=1)
    assert date(2025, 3, 28) == date(2025, 3, 31) - month + month


def test_weeks_keep_the_weekday():
    """Toeters, C-171/03: a period of weeks ends on the weekday of the event. 12 March and 2 April 1998: Thursdays."""
    end = add(date(1998, 3, 12), Period(weeks=3))
    assert (3, 3) == (date(1998, 3, 12).weekday(), end.weekday())


class TestCounting:
    """Both ways of counting, by the table of the Malaysia-US memorandum and the German civil code's own rule."""

    @pytest.mark.parametrize(
        ("start", "period", "event", "start_of_day", "source"),
        [
            ("2025-10-30", "P5Y", "2030-10-30", "2030-10-29", "Malaysia-US memorandum"),
            ("2025-01-01", "P1M", "2025-02-01", "2025-01-31", "glpi 505: one month from 1 January ends 31 January"),
            ("2025-01-01", "P1Y", "2026-01-01", "2025-12-31", "a calendar year"),
            ("2024-02-29", "P1Y", "2025-02-28", "2025-02-28", "BGB 188(3): the day is missing, so the month's last"),
            ("2024-02-29", "P4Y", "2028-02-29", "2028-02-28", "and here it is not"),
            ("2025-01-31", "P1M", "2025-02-28", "2025-02-28", "BGB 188(3)"),
            ("2025-01-29", "P1M", "2025-02-28", "2025-02-28", "BGB 188(3): 29 February is missing"),
            ("2025-01-28", "P1M", "2025-02-28", "2025-02-27", "28 February is not"),
            ("2024-03-01", "P1Y", "2025-03-01", "2025-02-28", "the eve of 1 March"),
            ("2025-01-31", "P1M1D", "2025-03-01", "2025-03-01", "a clamped month, then a day"),
            ("2025-01-28", "P1M1D", "2025-03-01", "2025-02-28", "an unclamped one, then a day"),
            ("1998-03-12", "P3W", "1998-04-02", "1998-04-01", "BGB 188(2): the eve of the weekday"),
            ("2025-10-30", "P30D", "2025-11-29", "2025-11-28", "thirty days, of which the first counts"),
            ("2025-10-30", "P1D", "2025-10-31", "2025-10-30", "a day that counts is a period of one day"),
            ("2025-01-31", "P1D", "2025-02-01", "2025-01-31", "also at a month's end"),
        ],
    )
    def test_the_event_does_not_count_and_the_first_day_does(self, start, period, event, start_of_day, source):
        length = Period.parse(period)
        assert day(event) == last_day_of(day(start), length, Counting.FROM_EVENT), source
        assert day(start_of_day) == last_day_of(day(start), length, Counting.FROM_START_OF_DAY), source

    def test_renewals_from_the_start_of_the_day_are_clamped_each_by_itself(self):
        """Monthly from 31 January: the eves of the days that exist, and the last day of the months that lack it."""
        month = Period(months=1)
        ends = ["2025-02-28", "2025-03-30", "2025-04-30", "2025-05-30"]
        assert [day(end) for end in ends] == [
            last_day_of(date(2025, 1, 31), month, Counting.FROM_START_OF_DAY, then=month, times=k) for k in range(4)
        ]


class TestRenewals:
    """The k-th renewal is counted from the anchor, never from the clamped end before it."""

    def test_monthly_from_31_january(self):
        """dateutil 53: 31 January and two months is 31 March; by way of 28 February it would be 28 March."""
        month = Period(months=1)
        assert date(2025, 3, 31) == add(date(2025, 1, 31), month, times=2)
        assert date(2025, 3, 31) == last_day_of(date(2025, 1, 31), month, then=month, times=1)
        assert date(2025, 3, 28) == date(2025, 1, 31) + month + month

    def test_yearly_from_29_february(self):
        """Yearly renewals from a leap day reach the next leap day; chained, they would stay on the 28th."""
        year = Period(years=1)
        ends = [last_day_of(date(2024, 2, 29), year, then=year, times=k) for k in range(4)]
        assert [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)] == ends

    @pytest.mark.parametrize(
        ("start", "first", "then", "times", "expected"),
        [
            # Genocide Convention art. XIV: ten years from 12 January 1951, then five at a time
            ("1951-01-12", "P10Y", "P5Y", 0, "1961-01-12"),
            ("1951-01-12", "P10Y", "P5Y", 12, "2021-01-12"),
            ("1951-01-12", "P10Y", "P5Y", 13, "2026-01-12"),
            ("1951-01-12", "P10Y", "P5Y", 14, "2031-01-12"),
            # glpi 15893: 36 months, then twelve at a time, expected end 1 August 2023
            ("2019-08-01", "P36M", "P12M", 1, "2023-08-01"),
            # glpi 17725: 60 months and 12 are 72, not 2 x 60
            ("2020-01-15", "P60M", "P12M", 1, "2026-01-15"),
            # New START art. XIV: in force 5 February 2011, ten years, prolonged once by five: "to 5 February 2026"
            ("2011-02-05", "P10Y", "P5Y", 1, "2026-02-05"),
            # 31 March and two days: months of the first period and of the renewals are added before any day
            ("2025-01-31", "P1M1D", "P1M1D", 1, "2025-04-02"),
        ],
    )
    def test_the_renewal_may_differ_from_the_first_period(self, start, first, then, times, expected):
        last = last_day_of(day(start), Period.parse(first), then=Period.parse(then), times=times)
        assert day(expected) == last

    def test_renewals_may_go_beyond_the_longest_period(self):
        """A thousand years is a limit of one period, not of its repetitions."""
        assert date(8025, 1, 1) == last_day_of(date(2025, 1, 1), Period(years=1000), then=Period(years=1000), times=5)

    def test_renewals_need_their_length(self):
        with pytest.raises(ValidationError, match="/then"):
            last_day_of(date(2025, 1, 1), Period(years=1), times=1)

    @pytest.mark.parametrize("times", [-1, True, 1.0, "2", None, pytest.param(-(10**5000), id="huge")])
    def test_times_is_a_whole_number_of_zero_or_more(self, times):
        year = Period(years=1)
        with pytest.raises(ValidationError, match="/times"):
            last_day_of(date(2025, 1, 1), year, then=year, times=times)
        with pytest.raises(ValidationError, match="/times"):
            add(date(2025, 1, 1), year, times)

    def test_no_times_is_the_day_itself(self):
        assert date(2025, 1, 31) == add(date(2025, 1, 31), Period(months=1), times=0)


class TestNoticeDeadline:
    """The last day on which a notice still counts."""

    @pytest.mark.parametrize(
        ("last_day", "notice", "expected", "source"),
        [
            # the table of the Malaysia-US memorandum, for both ways of counting its five years
            ("2030-10-30", "P6M", "2030-04-30", "from event"),
            ("2030-10-30", "P3M", "2030-07-30", "from event"),
            ("2030-10-30", "P12M", "2029-10-30", "from event"),
            ("2030-10-29", "P6M", "2030-04-29", "from the start of the day"),
            ("2030-10-29", "P3M", "2030-07-29", "from the start of the day"),
            ("2030-10-29", "P12M", "2029-10-29", "from the start of the day"),
            ("2026-08-31", "P6M", "2026-02-28", "not 3 March, as SQLite, GNU date and JavaScript have it"),
            ("2026-08-30", "P6M", "2026-02-28", "four days have one deadline"),
            ("2026-08-29", "P6M", "2026-02-28", "four days have one deadline"),
            ("2026-08-28", "P6M", "2026-02-28", "four days have one deadline"),
            ("2026-02-28", "P6M", "2025-08-28", "the safe date, not 31 August"),
            ("2026-12-31", "P60D", "2026-11-01", "microsoft/BCApps 10353, 10354: days stay days"),
            ("2026-08-28", "P2M", "2026-06-28", "glpi 23084: of the renewed period, not 2025-06-28"),
            ("2031-01-12", "P6M", "2030-07-12", "Genocide Convention art. XIV, for the period that ends in 2031"),
            ("2026-12-31", "P0D", "2026-12-31", "any time before the end"),
            ("2025-05-01", "P1M5D", "2025-03-26", "27 March and P1M5D would be 2 May, a day late"),
            ("2025-03-31", "P1M1D", "2025-02-27", "the earlier of 27 and 28 February"),
        ],
    )
    def test_deadline(self, last_day, notice, expected, source):
        assert day(expected) == notice_deadline(day(last_day), Period.parse(notice)), source

    def test_deadline_of_a_renewed_period(self):
        """glpi 23084: a term that ended 2025-08-28 and was renewed by twelve months, two months' notice."""
        renewed = last_day_of(date(2024, 8, 28), Period(years=1), then=Period(months=12), times=1)
        assert date(2026, 6, 28) == notice_deadline(renewed, Period(months=2))

    def test_deadline_is_not_moved_off_a_sunday(self):
        """CETS 076 art. 1 and Regulation 1182/71 art. 3(4): 1 November 2026 is a Sunday and stays."""
        deadline = notice_deadline(date(2026, 12, 31), Period(days=60))
        assert (6, date(2026, 11, 1)) == (deadline.weekday(), deadline)


class TestLimits:
    """What lies outside the calendar is the library's own error, whatever the size of the numbers."""

    @pytest.mark.parametrize("period", ["P1D", "P1M", "P1Y", "P1000Y", "P365239D", "P52000W"])
    def test_past_the_year_9999(self, period):
        with pytest.raises(DateRangeError, match=rf"^{period} after 9999-12-31: outside the calendar"):
            add(date.max, Period.parse(period))
        with pytest.raises(DateRangeError, match=rf"^{period} after 9999-12-31: outside the calendar"):
            last_day_of(date.max, Period.parse(period))

    @pytest.mark.parametrize("period", ["P1D", "P1M", "P1Y", "P1000Y", "P365239D"])
    def test_before_the_year_1(self, period):
        for function in (subtract, notice_deadline):
            with pytest.raises(DateRangeError, match=rf"^{period} before 0001-01-01: outside the calendar"):
                function(date.min, Period.parse(period))

    def test_the_days_of_a_mixed_period_may_lie_outside(self):
        with pytest.raises(DateRangeError):
            add(date(9999, 11, 30), Period.parse("P1M2D"))
        with pytest.raises(DateRangeError):
            notice_deadline(date(1, 2, 1), Period.parse("P1M1D"))
        with pytest.raises(DateRangeError):
            last_day_of(date.min, Period(), Counting.FROM_START_OF_DAY)

    def test_the_error_says_how_often(self):
        year = Period(years=1)
        with pytest.raises(DateRangeError, match=r"^9000 x P1Y after 2025-01-01: outside"):
            add(date(2025, 1, 1), year, times=9000)
        with pytest.raises(DateRangeError, match=r"^P5Y and 9000 x P1Y after 2025-01-01: outside"):
            last_day_of(date(2025, 1, 1), Period(years=5), then=year, times=9000)
        with pytest.raises(DateRangeError, match=r"^P5Y and P1000Y after 9000-01-01: outside"):
            last_day_of(date(9000, 1, 1), Period(years=5), then=Period(years=1000), times=1)
        with pytest.raises(DateRangeError, match=r"^a billion or more x P1Y after"):
            add(date(2025, 1, 1), year, times=10**5000)

    @pytest.mark.parametrize(
        ("parts", "accepted"),
        [
            ({"years": 1000}, True),
            ({"months": 12_000}, True),
            ({"days": 365_242}, True),
            ({"weeks": 52_177}, True),
            ({"years": 1000, "days": 1}, False),
            ({"years": 1001}, False),
            ({"months": 12_001}, False),
            ({"days": 365_243}, False),
            ({"weeks": 52_178}, False),
            ({"years": 600, "months": 4801}, False),
            ({"years": 10**400}, False),
            ({"months": 10**5000}, False),
            ({"years": 365_243, "months": 365_243, "weeks": 365_243, "days": 365_243}, False),
        ],
    )
    def test_a_period_has_at_most_a_thousand_years(self, parts, accepted):
        """A thousand years of the Gregorian calendar have 365,242.5 days; leases of 999 years exist."""
        if accepted:
            assert parts == {name: value for name, value in attrs.asdict(Period(**parts)).items() if value}
        else:
            with pytest.raises(ValidationError):
                Period(**parts)

    def test_the_sum_of_two_periods_has_the_same_limit(self):
        with pytest.raises(ValidationError, match="at most 1000 years"):
            _ = Period(years=999) + Period(years=2)


class TestText:
    """ISO 8601 durations in and out, letter for letter."""

    @pytest.mark.parametrize(
        "text", ["P5Y", "P14M", "P1Y6M", "P2W", "P90D", "P0D", "P1Y2M3W4D", "P1000Y", "P1Y1D", "P365239D"]
    )
    def test_what_is_read_is_written_again(self, text):
        assert text == str(Period.parse(text))

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "P",
            "5Y",
            "P5",
            "p5y",
            "P5y",
            "P-5Y",
            "-P5Y",
            "+P5Y",
            "P1.5Y",
            "P1,5Y",
            "PT5H",
            "P1YT5H",
            "P1D1Y",
            "P5Y ",
            " P5Y",
            "P5Y\n",
            "P 5Y",
            "P\u0665Y",
            "P5Y5Y",
            "P0005-00-00",
            "five years",
            "P05Y",
            "P1Y0M",
            "P0Y",
            "P0W",
            "P1001Y",
            "P" + "9" * 36 + "Y",
            "P" + "9" * 5000 + "D",
            5,
            None,
            True,
            b"P5Y",
            timedelta(days=5),
        ],
    )
    def test_what_is_no_period_is_refused(self, text):
        with pytest.raises(ValidationError) as caught:
            Period.parse(text)
        assert 1 == len(caught.value.problems)

    @pytest.mark.parametrize(("text", "written"), [("P05Y", "P5Y"), ("P1Y0M", "P1Y"), ("P0Y", "P0D")])
    def test_a_form_that_would_not_come_out_again_is_refused_with_the_one_that_would(self, text, written):
        with pytest.raises(ValidationError, match=f"the canonical form {written}$"):
            Period.parse(text)

    def test_fields_take_the_text_or_the_period(self):
        assert Period(years=5) == as_period("P5Y") == as_period(Period(years=5)) == optional(as_period)("P5Y")
        assert None is optional(as_period)(None)


class TestValue:
    """A period is a value: its parts as written, never changed."""

    @pytest.mark.parametrize("part", ["years", "months", "weeks", "days"])
    @pytest.mark.parametrize("value", [-1, True, False, 1.0, "1", None, float("nan")])
    def test_a_part_is_a_whole_number_of_zero_or_more(self, part, value):
        with pytest.raises(ValidationError) as caught:
            Period(**{part: value})
        assert [f"/{part}"] == [problem.pointer for problem in caught.value.problems]

    def test_all_wrong_parts_are_told_at_once(self):
        with pytest.raises(ValidationError) as caught:
            Period(years=-1, days="3")
        assert ["/years", "/days"] == [problem.pointer for problem in caught.value.problems]

    def test_equal_as_written(self):
        """Fourteen months are kept as fourteen months: the text said so."""
        assert Period(months=14) != Period(years=1, months=2)
        assert Period(weeks=2) != Period(days=14)
        assert Period(months=14) == Period.parse("P14M")
        assert 2 == len({Period(months=14), Period(months=14), Period(years=1, months=2)})
        assert Period(years=5) != "P5Y"

    def test_periods_have_no_order(self):
        """Whether P1M or P30D is longer depends on the month."""
        with pytest.raises(TypeError):
            _ = Period(months=1) < Period(days=30)

    def test_never_changed(self):
        period = Period(years=5)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            period.years = 6
        assert not hasattr(period, "__dict__")

    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_copies_are_equal(self, protocol):
        period = Period.parse("P1Y2M3W4D")
        assert period == pickle.loads(pickle.dumps(period, protocol))  # noqa: S301
        assert period == copy.copy(period) == copy.deepcopy(period) == eval(repr(period))  # noqa: S307
        assert hash(period) == hash(copy.deepcopy(period))

    def test_nothing_is_false(self):
        assert not Period()
        assert all([Period(years=1), Period(months=1), Period(weeks=1), Period(days=1)])

    def test_sum_by_unit(self):
        assert "P3Y6M5W8D" == str(Period.parse("P1Y2M3W4D") + Period.parse("P2Y4M2W4D"))

    def test_product_by_unit(self):
        """Adding it is then one step from the anchor, as with dateutil's `relativedelta`."""
        assert "P3Y6M9W12D" == str(Period.parse("P1Y2M3W4D") * 3)
        assert Period() == Period(years=1) * 0
        assert date(2025, 3, 31) == date(2025, 1, 31) + Period(months=1) * 2

    @pytest.mark.parametrize("times", [-1, 1001, 10**5000], ids=["negative", "too many", "huge"])
    def test_a_product_has_the_limits_of_a_period(self, times):
        with pytest.raises(ValidationError):
            _ = Period(years=1) * times

    @pytest.mark.parametrize("times", [True, 1.0, "2", None])
    def test_a_product_is_of_a_whole_number(self, times):
        with pytest.raises(TypeError):
            _ = Period(years=1) * times

    @pytest.mark.parametrize("other", [1, "P1Y", timedelta(days=1), relativedelta(days=1), None])
    def test_nothing_else_is_added_to_a_period(self, other):
        with pytest.raises(TypeError):
            _ = Period(years=1) + other
        with pytest.raises(TypeError):
            _ = other - Period(years=1)

    def test_a_time_of_day_is_not_lost(self):
        moment = datetime(2025, 10, 30, 12, tzinfo=UTC)
        year = Period(years=1)
        with pytest.raises(TypeError):
            _ = moment + year
        with pytest.raises(TypeError):
            _ = moment - year
        for function in (add, subtract, last_day_of, notice_deadline):
            with pytest.raises(ValidationError, match="a date without a time of day"):
                function(moment, year)

    def test_dates_of_other_classes_become_plain_ones(self):
        class Special(date):
            pass

        for period in (Period(), Period(days=1), Period(months=1)):
            assert date is type(Special(2025, 1, 31) + period)
        assert date(2025, 2, 28) == Special(2025, 1, 31) + Period(months=1)

    @pytest.mark.parametrize(
        ("text", "shortest", "longest"),
        [
            ("P0D", 0, 0),
            ("P30D", 30, 30),
            ("P2W1D", 15, 15),
            ("P1M", 28, 31),  # 31 January to 28 February; 1 January to 1 February
            ("P2M", 59, 62),  # from 1 January 2025; from 1 July
            ("P3M", 89, 92),  # from 1 February; from 1 June
            ("P1Y", 365, 366),
            ("P5Y", 1825, 1827),  # 1897 to 1902 has one leap day or none; 2024 to 2029 has two
            ("P100Y", 36524, 36525),
            ("P400Y", 146_097, 146_097),
            ("P1000Y", 365_242, 365_243),
        ],
    )
    def test_shortest_and_longest(self, text, shortest, longest):
        """How many days a period can have, by the lengths of the months and the leap years of 1582."""
        period = Period.parse(text)
        assert (shortest, longest) == (period.shortest_days, period.longest_days)


class TestRelativedelta:
    """To and from dateutil."""

    def test_there(self):
        assert relativedelta(years=1, months=2, days=25) == Period.parse("P1Y2M3W4D").to_relativedelta()
        assert relativedelta(years=1, months=2) == Period(months=14).to_relativedelta()

    def test_back(self):
        assert Period(years=5, days=14) == Period.from_relativedelta(relativedelta(years=5, weeks=2))
        assert Period() == Period.from_relativedelta(relativedelta())

    @pytest.mark.parametrize(
        "delta",
        [
            relativedelta(hours=1),
            relativedelta(microseconds=1),
            relativedelta(leapdays=1),
            relativedelta(day=31),
            relativedelta(month=1),
            relativedelta(hour=0),
            relativedelta(weekday=MO),
            relativedelta(years=-1),
            relativedelta(months=2, days=-1),
            relativedelta(days=1.5),
            relativedelta(years=1001),
            timedelta(days=1),
            "P1Y",
            None,
        ],
    )
    def test_what_is_no_period_is_refused(self, delta):
        with pytest.raises(ValidationError):
            Period.from_relativedelta(delta)


def test_every_error_is_the_librarys_own():
    assert issubclass(DateRangeError, MouError)
    assert not issubclass(DateRangeError, OverflowError)
