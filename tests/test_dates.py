"""Days: what is taken for one and what is not, and how imprecise ones are bounded."""

import copy
import pickle
import re
from datetime import UTC, date, datetime

import attrs
import pytest

from mou.dates.days import (
    DATE,
    DAY_OF_YEAR,
    LAST,
    PartialDate,
    as_date,
    as_day,
    earliest,
    exact_day,
    has_no_latest,
    latest,
)
from mou.errors import ValidationError
from mou.values.converters import optional

# Each imprecise date with its first and last day, by the text of ISO 8601-2 (EDTF), levels 0 and 1.
IMPRECISE = [
    ("1848", "1848-01-01", "1848-12-31"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999", "9999-01-01", "9999-12-31"),
    ("2025-10", "2025-10-01", "2025-10-31"),
    ("2025-02", "2025-02-01", "2025-02-28"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("9999-12", "9999-12-01", "9999-12-31"),
    ("1907~", "1907-01-01", "1907-12-31"),
    ("1910?", "1910-01-01", "1910-12-31"),
    ("1910%", "1910-01-01", "1910-12-31"),
    ("1910-03?", "1910-03-01", "1910-03-31"),
    ("2025-10-30?", "2025-10-30", "2025-10-30"),
    ("2025-10-30~", "2025-10-30", "2025-10-30"),
    ("2024-02-29%", "2024-02-29", "2024-02-29"),
    ("184X", "1840-01-01", "1849-12-31"),
    ("18XX", "1800-01-01", "1899-12-31"),
    ("000X", "0001-01-01", "0009-12-31"),
    ("00XX", "0001-01-01", "0099-12-31"),
    ("184X?", "1840-01-01", "1849-12-31"),
    ("2025-XX", "2025-01-01", "2025-12-31"),
    ("2025-XX-XX", "2025-01-01", "2025-12-31"),
    ("2025-10-XX", "2025-10-01", "2025-10-31"),
    ("2024-02-XX", "2024-02-01", "2024-02-29"),
    ("1963-XX-15", "1963-01-15", "1963-12-15"),
    ("1963-XX-31", "1963-01-31", "1963-12-31"),
    ("2025-10/2025-12", "2025-10-01", "2025-12-31"),
    ("1848/1849~", "1848-01-01", "1849-12-31"),
    ("2025-10-31/2025-11-02", "2025-10-31", "2025-11-02"),
    ("2025-10-30/2025-10-30", "2025-10-30", "2025-10-30"),
    ("184X/1850-06", "1840-01-01", "1850-06-30"),
    ("2012-12-31/..", "2012-12-31", "9999-12-31"),
    ("1848~/..", "1848-01-01", "9999-12-31"),
    ("../1816-01-01", "0001-01-01", "1816-01-01"),
    ("../1848", "0001-01-01", "1848-12-31"),
]

NO_DATES = [
    "",
    " ",
    "2025-13",
    "2025-00",
    "2025-1",
    "2025-21",
    "2025-02-30",
    "2025-02-29",
    "2025-02-29?",
    "2025-10-00",
    "2025-10-3",
    "2025-10-XX-",
    "0000",
    "0000-01-01",
    "0000?",
    "1XXX",
    "XXXX",
    "X848",
    "18X4",
    "184X-10",
    "18XX-XX",
    "848",
    "18480",
    "10000",
    "12025-10-30",
    "-0044",
    "Y12025",
    "1848 ",
    " 1848",
    "1848\n",
    "2025-10\n",
    "2025-10-30\n",
    "2025-10-30 ",
    "1848??",
    "?1848",
    "~1848",
    "2025?-10",
    "1848/",
    "/1848",
    "../..",
    "..",
    "1848..",
    "1848/...",
    "2025-13/..",
    "../1848/..",
    "1849/1848",
    "1848/1849/1850",
    "2025-12/2025-10",
    "2025-10-30/2025",
    "2025/2025-10",
    "20251030",
    "202510",
    "2025-W44-4",
    "2025W444",
    "2024-W01-1",
    "2025-303",
    "2025/10/30",
    "30.10.2025",
    "10/30/2025",
    "2025-10-30T00:00",
    "2025-10-30T00:00:00Z",
    "2025-10-30Z",
    "\u0661\u0668\u0664\u0668",
    "2025\u201110\u201130",
    "unknown",
    "9" * 5000,
]


class TestImprecise:
    @pytest.mark.parametrize(("text", "first", "last"), IMPRECISE)
    def test_bounds(self, text, first, last):
        found = PartialDate(text)
        assert (date.fromisoformat(first), date.fromisoformat(last)) == (found.earliest, found.latest)
        assert (found.earliest, found.latest) == (earliest(found), latest(found))

    @pytest.mark.parametrize("text", [row[0] for row in IMPRECISE])
    def test_kept_as_written(self, text):
        assert text == str(PartialDate(text)) == PartialDate(text).text
        partial = PartialDate(text)
        assert partial == as_day(text)
        assert partial is as_day(partial)

    @pytest.mark.parametrize(
        ("text", "uncertain", "approximate"),
        [
            ("1848", False, False),
            ("1910?", True, False),
            ("1907~", False, True),
            ("1907%", True, True),
            ("1848?/1849", True, False),
            ("1848/1849~", False, True),
            ("1848?/1849~", True, True),
        ],
    )
    def test_marks(self, text, uncertain, approximate):
        """EDTF level 1: ? is uncertain, ~ approximate, % both; they say nothing of how far off, so bounds stay."""
        assert (uncertain, approximate) == (PartialDate(text).is_uncertain, PartialDate(text).is_approximate)

    @pytest.mark.parametrize(
        ("text", "open_"), [("2012-12-31/..", True), ("../1848", False), ("9999", False), ("9999-12-31", False)]
    )
    def test_an_interval_without_an_end_may_never_come(self, text, open_):
        assert open_ is has_no_latest(as_day(text))

    @pytest.mark.parametrize("text", NO_DATES)
    def test_what_is_no_date_is_refused(self, text):
        with pytest.raises(ValidationError, match="an imprecise date in EDTF"):
            PartialDate(text)

    @pytest.mark.parametrize("value", [1848, None, True, b"1907~", date(1848, 1, 1), 1848.0])
    def test_only_text_is_read(self, value):
        with pytest.raises(ValidationError, match="an imprecise date in EDTF"):
            PartialDate(value)

    def test_an_exact_day_is_no_imprecise_date(self):
        """One fact has one form: a day of the calendar is a `datetime.date`."""
        with pytest.raises(ValidationError, match='found "2025-10-30"; expected an imprecise date'):
            PartialDate("2025-10-30")

    def test_equal_as_written(self):
        assert PartialDate("2025") == PartialDate("2025")
        assert PartialDate("2025") != PartialDate("2025-XX-XX")
        assert 1 == len({PartialDate("2025"), PartialDate("2025")})

    def test_never_changed(self):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            PartialDate("2025").text = "2026"
        assert not hasattr(PartialDate("2025"), "__dict__")

    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_copies_are_equal_and_keep_their_bounds(self, protocol):
        original = PartialDate("2024-02")
        for copied in (
            pickle.loads(pickle.dumps(original, protocol)),  # noqa: S301
            copy.copy(original),
            copy.deepcopy(original),
            eval(repr(original)),  # noqa: S307
        ):
            assert (original, original.earliest, original.latest) == (copied, copied.earliest, copied.latest)
            assert hash(original) == hash(copied)

    def test_copies_with_another_text_have_its_bounds(self):
        assert date(2026, 1, 1) == attrs.evolve(PartialDate("2025"), text="2026").earliest


class TestExact:
    @pytest.mark.parametrize("text", ["2025-10-30", "0001-01-01", "9999-12-31", "2024-02-29"])
    def test_iso_text_is_a_day(self, text):
        for convert in (as_date, optional(as_date), as_day, optional(as_day), exact_day):
            assert text == convert(text).isoformat()
            assert date is type(convert(text))

    def test_a_date_is_a_day(self):
        day = date(2025, 10, 30)
        for convert in (as_date, optional(as_date), as_day, optional(as_day), exact_day, earliest, latest):
            assert day is convert(day)

    @pytest.mark.parametrize("text", [*NO_DATES, "1848", "2025-10", "2025-10-30?", "2025-XX-XX"])
    def test_other_text_is_none(self, text):
        with pytest.raises(ValidationError, match=r"expected a valid date, YYYY-MM-DD(;|$)"):
            exact_day(text)

    @pytest.mark.parametrize("value", [20251030, None, True, 0, 1.5, b"2025-10-30", ["2025-10-30"], object()])
    def test_other_values_are_none(self, value):
        with pytest.raises(ValidationError, match=r"expected a valid date, YYYY-MM-DD(;|$)"):
            exact_day(value)
        expected = as_day(value if value is not None else "none").problems[0].expected
        assert "YYYY-MM-DD, or an imprecise date in EDTF, such as 1848, 2025-10, 1907~ or 1910-03-01?" in expected

    def test_a_time_of_day_is_not_dropped(self):
        """Midnight in one place is another day elsewhere: whoever has a time decides which day is meant."""
        for moment in (datetime(2025, 10, 30, tzinfo=UTC), datetime(2025, 10, 30)):  # noqa: DTZ001
            with pytest.raises(
                ValidationError,
                match=r"expected a date without a time of day; pass its date\(\), if that is the day meant$",
            ):
                exact_day(moment)
            assert "a date without a time of day" == as_day(moment).problems[0].expected

    def test_a_date_of_another_class_becomes_a_plain_one(self):
        """Libraries that freeze or extend time have date classes of their own."""

        class Special(date):
            pass

        for convert in (as_date, as_day, exact_day):
            assert (date, date(2025, 10, 30)) == (type(convert(Special(2025, 10, 30))), convert(Special(2025, 10, 30)))

    def test_none_is_not_known_where_that_may_be(self):
        assert (None, None) == (optional(as_date)(None), optional(as_day)(None))


class TestPatterns:
    """The pattern of days is all that there is about their shape: the calendar is in it."""

    def test_every_day_of_the_calendar_and_no_other(self):
        """Compared with the calendar of Python."""
        years = ("0000", "0001", "0004", "0100", "0400", "1900", "2000", "2023", "2024", "2100", "9996", "9999")
        texts = [f"{year}-{month:02}-{day:02}" for year in years for month in range(14) for day in range(33)]
        texts += [f"{year:04}-02-{day}" for year in range(10_000) for day in (28, 29, 30)]
        wrong = [text for text in texts if bool(re.fullmatch(DATE, text)) is not is_date(text)]
        assert [] == wrong

    def test_days_of_every_year_are_those_of_one_that_is_no_leap_year(self):
        texts = [f"{month:02}-{day:02}" for month in range(100) for day in range(100)]
        assert [text for text in texts if is_date(f"2001-{text}")] == [
            text for text in texts if re.fullmatch(DAY_OF_YEAR, text)
        ]

    @pytest.mark.parametrize("text", [text for text, _, _ in IMPRECISE] + ["9999-12-31", "9999-12-30", "2020-12-31"])
    def test_which_can_be_the_last_of_the_calendar(self, text):
        day = as_day(text)
        assert bool(re.search(LAST, text)) is (latest(day) == date.max and not has_no_latest(day))

    @pytest.mark.parametrize(
        "text", "9999 9999? 999X 99XX~ 9999-12 9999-XX 9999-12-XX 9999-XX-XX 9999-XX-31 9999-12-31% 2020/9999".split()
    )
    def test_these_can(self, text):
        assert re.search(LAST, text)
        assert date.max == latest(as_day(text))


def is_date(text):
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
