"""From the day of an event to the day it takes effect: published dates of treaties, each with its article."""

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import get_args

import attrs
import pytest

from mou.dates.delays import (
    DayAfter,
    Delay,
    FirstOfKthMonth,
    FirstOfMonthAfter,
    OnDayOfYear,
    as_delay,
    delay_in_words,
    delay_text,
    delayed,
    next_day,
)
from mou.dates.periods import Period
from mou.errors import DateRangeError, ValidationError
from mou.values.converters import optional


def day(text):
    return date.fromisoformat(text)


# The day on which the condition was met, the delay, the published day of effect, and whose it is.
PUBLISHED = [
    ("1979-12-28", "P30D", "1980-01-27", "Vienna Convention on the Law of Treaties art. 84, 35th instrument"),
    ("1993-11-16", "P12M", "1994-11-16", "UN Convention on the Law of the Sea art. 308, 60th"),
    ("1950-10-14", "P90D", "1951-01-12", "Genocide Convention art. XIII, 20th"),
    ("1975-12-23", "P3M", "1976-03-23", "ICCPR art. 49, 35th"),
    ("1975-10-03", "P3M", "1976-01-03", "ICESCR art. 27, 35th"),
    ("1973-12-12", "P3M", "1974-03-12", "ICCPR Optional Protocol art. 9, were it not for the Covenant"),
    ("1968-12-05", "P30D", "1969-01-04", "CERD art. 19, 27th"),
    ("2000-09-22", "P3M", "2000-12-22", "CEDAW Optional Protocol, 10th"),
    ("1987-05-27", "P30D", "1987-06-26", "Convention against Torture art. 27, 20th"),
    ("2006-05-23", "P30D", "2006-06-22", "Convention against Torture, Optional Protocol, 20th"),
    ("1990-08-03", "P30D", "1990-09-02", "Convention on the Rights of the Child art. 49, 20th"),
    ("2008-04-03", "P30D", "2008-05-03", "CRPD art. 45, 20th"),
    ("1998-09-16", FirstOfKthMonth(6), "1999-03-01", "Mine Ban Convention art. 17, 40th"),
    ("2002-04-11", FirstOfMonthAfter("P60D"), "2002-07-01", "Rome Statute art. 126, 60th (ten that day)"),
    ("2003-01-31", FirstOfMonthAfter("P60D"), "2003-05-01", "Rome Statute, Albania: its 60th day is 1 April"),
    ("2003-02-10", FirstOfMonthAfter("P60D"), "2003-05-01", "Rome Statute, Afghanistan"),
    ("2003-07-01", "P90D", "2003-09-29", "UNTOC art. 38, 40th"),
    ("2003-10-30", "P90D", "2004-01-28", "UNTOC migrants protocol"),
    ("2005-09-15", "P90D", "2005-12-14", "UNCAC art. 68, 30th"),
    ("1993-12-21", "P90D", "1994-03-21", "UNFCCC art. 23, 50th"),
    ("2003-06-13", "P90D", "2003-09-11", "Cartagena Protocol art. 37, 50th"),
    ("1992-02-05", "P90D", "1992-05-05", "Basel Convention art. 25, 20th; a leap February lies between"),
    ("2003-11-26", "P90D", "2004-02-24", "Rotterdam Convention art. 26, 50th"),
    ("2004-02-17", "P90D", "2004-05-17", "Stockholm Convention art. 26, 50th; a leap February lies between"),
    ("1959-03-09", "P90D", "1959-06-07", "New York Convention art. XII, 3rd"),
    ("1954-01-22", "P90D", "1954-04-22", "Refugee Convention art. 43, 6th"),
    ("2014-09-25", "P90D", "2014-12-24", "Arms Trade Treaty art. 22, 50th"),
    ("2004-11-18", "P90D", "2005-02-16", "Kyoto Protocol art. 25"),
    ("2016-10-05", "P30D", "2016-11-04", "Paris Agreement art. 21"),
    ("2018-10-31", "P60D", "2018-12-30", "CPTPP art. 3, 6th"),
    ("2022-09-30", "P60D", "2022-11-29", "CPTPP art. 3, Malaysia"),
    ("2008-11-15", "P30D", "2008-12-15", "ASEAN Charter art. 47, 10th"),
    ("2020-10-24", "P90D", "2021-01-22", "Treaty on the Prohibition of Nuclear Weapons art. 15, 50th"),
    ("2025-09-19", "P120D", "2026-01-17", "BBNJ Agreement art. 68, 60th"),
    ("2004-11-29", "P90D", "2005-02-27", "WHO Framework Convention on Tobacco Control art. 36, 40th"),
    ("2004-03-18", FirstOfMonthAfter("P3M"), "2004-07-01", "Budapest Convention art. 36, 5th"),
    ("1950-04-21", "P6M", "1950-10-21", "Geneva Convention I art. 58, 2nd"),
    ("2011-02-05", None, "2011-02-05", "New START art. XIV: on the exchange of instruments"),
    # notices of withdrawal: "one year after" is read as the corresponding date by the UN Secretary-General,
    ("2016-10-27", "P1Y", "2017-10-27", "Rome Statute art. 127, Burundi"),
    ("2018-03-17", "P1Y", "2019-03-17", "Rome Statute art. 127, Philippines"),
    ("2019-11-04", "P1Y", "2020-11-04", "Paris Agreement art. 28, United States"),
    ("2019-01-29", "P1M", "2019-02-28", "one month at a month's end, UN Secretary-General"),
    ("2020-02-11", "P180D", "2020-08-09", "US-Philippines Visiting Forces Agreement, notice of 2020"),
    ("2021-03-22", FirstOfMonthAfter("P3M"), "2021-07-01", "Istanbul Convention art. 80, Türkiye"),
    # and as the day after it by others
    ("2012-01-24", DayAfter("P6M"), "2012-07-25", "ICSID Convention art. 71, Venezuela"),
    ("2007-05-02", DayAfter("P6M"), "2007-11-03", "ICSID Convention art. 71, Bolivia"),
    ("2022-12-07", DayAfter("P1Y"), "2023-12-08", "Energy Charter Treaty art. 47, France"),
    ("2019-04-29", DayAfter("P30D"), "2019-05-30", "AfCFTA art. 23, 22nd: not 29 May"),
    # on a fixed day of the year
    ("2018-12-26", OnDayOfYear("06-30", by="01-01"), "2019-06-30", "Whaling Convention art. XI, Japan"),
]
# A delay, its words, and the words that follow "takes effect" for an event of 11 April 2002.
IN_WORDS = [
    (Period(days=30), "30 days after", "30 days after"),
    (
        DayAfter("P6M"),
        "the day after the expiry of 6 months",
        "on the day after the expiry of 6 months (11 October 2002)",
    ),
    (
        FirstOfMonthAfter("P60D"),
        "the first day of the month after the expiry of 60 days",
        "on the first day of the month after the expiry of 60 days (10 June 2002)",
    ),
    (
        FirstOfKthMonth(6),
        "the first day of the 6th month after the month of the event",
        "on the first day of the 6th month after the month of the event",
    ),
    (
        OnDayOfYear("06-30", by="01-01"),
        "on 30 June of the same year if it comes by 1 January, otherwise of the next year",
        "on 30 June of the same year if it comes by 1 January, otherwise of the next year",
    ),
    (
        OnDayOfYear("12-31", period="P6M"),
        "on the first 31 December that is at least 6 months later",
        "on the first 31 December that is at least 6 months later",
    ),
]
DELAYS = [delay for delay, _, _ in IN_WORDS]
CLASSES = get_args(Delay)
WITH_A_PERIOD = [cls for cls in CLASSES if attrs.fields(cls)[0].name == "period"]
DELAYS_PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "law" / "delays.md"


@pytest.mark.parametrize(("event", "delay", "expected", "source"), PUBLISHED, ids=[row[3] for row in PUBLISHED])
def test_published_date(event, delay, expected, source):
    assert day(expected) == delayed(day(event), optional(as_delay)(delay)), source


class TestEveryClass:
    """What each class of delay needs. The list of what is missing says where to add it."""

    def test_it_has_a_published_date(self):
        """No class is added before somebody has published a date that it gives."""
        published = {type(optional(as_delay)(delay)) for _, delay, _, _ in PUBLISHED}
        assert [cls.__name__ for cls in CLASSES if cls not in published] == [], "add a row to PUBLISHED"

    def test_it_has_words(self):
        assert [cls.__name__ for cls in CLASSES if cls not in map(type, DELAYS)] == [], "add a row to IN_WORDS"

    def test_it_is_public_in_its_module(self):
        hidden = [cls.__name__ for cls in CLASSES if cls.__name__ not in import_module(cls.__module__).__all__]
        assert hidden == [], "add the name to __all__ of dates/delays.py"

    def test_it_is_in_the_table_of_delays(self):
        table = DELAYS_PAGE.read_text("utf-8").partition("\n## ")[0]
        written = {cls: '`"P' if cls is Period else f"`{cls.__name__}(" for cls in CLASSES}
        missing = [cls.__name__ for cls in CLASSES if f"| {written[cls]}" not in table]
        assert missing == [], "add a row to the first table of docs/explanation/law/delays.md"


class TestFirstOfMonthAfter:
    """The first of a month strictly after the expiry."""

    @pytest.mark.parametrize(
        ("event", "expected"),
        [
            ("2014-04-22", "2014-08-01"),  # expires 22 July
            ("2014-04-01", "2014-08-01"),  # expires 1 July, and the month that follows that is August
            ("2014-03-31", "2014-07-01"),  # expires 30 June
            ("2014-11-30", "2015-03-01"),  # expires 28 February
            ("2014-09-30", "2015-01-01"),  # expires 30 December
        ],
    )
    def test_council_of_europe_formula(self, event, expected):
        """ "the first day of the month following the expiration of a period of three months after" (model clause)."""
        assert day(expected) == delayed(day(event), FirstOfMonthAfter("P3M"))

    def test_without_a_period_it_is_the_first_of_the_next_month(self):
        assert date(2025, 12, 1) == delayed(date(2025, 11, 1), FirstOfMonthAfter("P0D"))


class TestFirstOfKthMonth:
    @pytest.mark.parametrize("number", [1, 16, 30])
    def test_the_day_of_the_month_does_not_matter(self, number):
        """Mine Ban Convention art. 17: it is the month of the deposit that counts; September gives 1 March."""
        assert date(1999, 3, 1) == delayed(date(1998, 9, number), FirstOfKthMonth(6))

    def test_seventh_month(self):
        """ "the first day of the seventh month after receipt", as investment treaties have it."""
        assert date(2026, 5, 1) == delayed(date(2025, 10, 30), FirstOfKthMonth(7))

    @pytest.mark.parametrize("months", [0, -1, 121, True, 1.0, "6", None])
    def test_months_are_a_whole_number_from_1_to_120(self, months):
        with pytest.raises(ValidationError, match=r"^/months: .* 1 to 120$"):
            FirstOfKthMonth(months)


class TestOnDayOfYear:
    """A fixed day of the year, of the first year for which notice comes early enough."""

    @pytest.mark.parametrize(
        ("event", "expected"),
        [
            ("2018-12-26", "2019-06-30"),
            ("2019-01-01", "2019-06-30"),
            ("2019-01-02", "2020-06-30"),
            ("2019-06-30", "2020-06-30"),
        ],
    )
    def test_by_a_day(self, event, expected):
        """Whaling Convention art. XI: 30 June, by notice on or before 1 January of the same year."""
        assert day(expected) == delayed(day(event), OnDayOfYear("06-30", by="01-01"))

    @pytest.mark.parametrize(
        ("event", "period", "expected"),
        [
            ("2026-06-30", "P6M", "2026-12-31"),
            ("2026-07-01", "P6M", "2027-12-31"),
            ("2026-10-02", "P90D", "2026-12-31"),
            ("2026-10-03", "P90D", "2027-12-31"),
            ("2026-12-31", "P0D", "2026-12-31"),
            ("2026-01-01", "P2Y", "2028-12-31"),
        ],
    )
    def test_a_period_before(self, event, period, expected):
        """At the end of a year, on notice of a period: the last day for it is the corresponding date before."""
        assert day(expected) == delayed(day(event), OnDayOfYear("12-31", period=period))

    @pytest.mark.parametrize(
        "text",
        ["2-28", "02-29", "02-30", "13-01", "00-10", "04-31", "01-00", "0101", "", "12-32", None, 630, "06-30\n"],
    )
    def test_a_day_of_every_year(self, text):
        """29 February is none."""
        with pytest.raises(ValidationError, match="expected a day that exists in every year, MM-DD"):
            OnDayOfYear(text, period="P6M")

    def test_one_limit_of_two(self):
        for more in ({}, {"by": "01-01", "period": "P6M"}):
            with pytest.raises(ValidationError, match=r"^/by: .* expected either `by` or `period`$"):
                OnDayOfYear("06-30", **more)

    def test_a_limit_after_the_day(self):
        with pytest.raises(ValidationError, match=r'^/by: found "07-01"; expected a day on or before 06-30$'):
            OnDayOfYear("06-30", by="07-01")
        assert day("2026-06-30") == delayed(day("2026-06-30"), OnDayOfYear("06-30", by="06-30"))

    def test_every_wrong_part_is_told(self):
        with pytest.raises(ValidationError) as caught:
            OnDayOfYear("x", by="x", period="x")
        assert ["/day", "/by", "/period"] == [problem.pointer for problem in caught.value.problems]

    def test_past_the_calendar(self):
        with pytest.raises(DateRangeError, match="outside the calendar"):
            delayed(day("9999-07-01"), OnDayOfYear("06-30", by="06-30"))


class TestLimits:
    @pytest.mark.parametrize(
        "delay",
        [
            *DELAYS,
            *(cls("P0D") for cls in WITH_A_PERIOD),
            *(Period(days=1), FirstOfMonthAfter("P1D"), FirstOfKthMonth(1)),
        ],
    )
    def test_past_the_calendar(self, delay):
        with pytest.raises(DateRangeError, match="outside the calendar of the years 1 to 9999"):
            delayed(date.max, delay)

    def test_next_day(self):
        assert date(2024, 3, 1) == next_day(date(2024, 2, 29))
        assert date.max == next_day(date(9999, 12, 30))
        with pytest.raises(DateRangeError, match=r"^the day after 9999-12-31: outside"):
            next_day(date.max)


class TestConversion:
    def test_text_is_a_plain_period(self):
        assert Period(days=30) == as_delay("P30D") == optional(as_delay)("P30D")

    @pytest.mark.parametrize("delay", DELAYS)
    def test_a_delay_stays_itself(self, delay):
        assert delay is as_delay(delay)

    def test_none_is_no_delay_where_that_may_be(self):
        assert None is optional(as_delay)(None)

    @pytest.mark.parametrize("value", ["30 days", "", 30, True, b"P30D", date(2025, 1, 1)])
    def test_anything_else_is_refused(self, value):
        assert [""] == [problem.pointer for problem in as_delay(value).problems]
        assert [""] == [problem.pointer for problem in optional(as_delay)(value).problems]

    def test_a_required_delay_is_not_none(self):
        assert ["a period or a delay"] == [problem.expected for problem in as_delay(None).problems]

    @pytest.mark.parametrize("cls", WITH_A_PERIOD)
    @pytest.mark.parametrize("value", ["thirty days", None, 30])
    def test_the_period_of_a_delay_is_a_period(self, cls, value):
        with pytest.raises(ValidationError, match=r"^/period: "):
            cls(value)


@pytest.mark.parametrize(("delay", "text", "effect"), IN_WORDS)
def test_in_words(delay, text, effect):
    assert text == delay_text(delay)
    assert effect == delay_in_words(day("2002-04-11"), delay)
