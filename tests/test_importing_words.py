"""Dates and lengths of time as people write them."""

from datetime import date, timedelta

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel

from mou.dates.days import PartialDate
from mou.dates.formats import DEFAULT_FORMATS, has_two_digit_year, is_format, month_number, readings
from mou.dates.periods import Period
from mou.importing.words import INDEFINITE, duration_of, flag_of, key_of
from mou.model.durations import Indefinite


def days(*texts):
    return {date.fromisoformat(text) if len(text) == 10 else PartialDate(text) for text in texts}


class TestDates:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2021-05-03", ["2021-05-03"]),
            ("2021-05", ["2021-05"]),
            ("2021", ["2021"]),
            ("1907~", ["1907~"]),
            ("25/12/2021", ["2021-12-25"]),
            ("12/25/2021", ["2021-12-25"]),
            ("03/04/2021", ["2021-03-04", "2021-04-03"]),
            ("3.4.2021", ["2021-03-04", "2021-04-03"]),
            ("3-4-2021", ["2021-03-04", "2021-04-03"]),
            ("05/05/2021", ["2021-05-05"]),
            ("3 Apr 2021", ["2021-04-03"]),
            ("3rd April 2021", ["2021-04-03"]),
            ("3  sept. 2021", ["2021-09-03"]),
            ("April 3, 2021", ["2021-04-03"]),
            ("Apr 3 2021", ["2021-04-03"]),
            ("3-Apr-2021", ["2021-04-03"]),
            ("April 2021", ["2021-04"]),
            ("31/04/2021", []),
            ("29/02/2023", []),
            ("29/02/2024", ["2024-02-29"]),
            ("3 Abril 2021", ["2021-04-03"]),
            ("3 Ma 2021", []),
            ("31/12/21", []),
            ("44197", []),
            ("\u0663/4/2021", ["2021-03-04", "2021-04-03"]),
            ("3/4/2021 ", ["2021-03-04", "2021-04-03"]),
            ("", []),
            ("=TODAY()", []),
        ],
    )
    def test_what_is_read_without_being_told(self, text, expected):
        assert days(*expected) == readings(text, DEFAULT_FORMATS, None)

    @pytest.mark.parametrize(
        ("text", "form", "expected"),
        [
            ("03/04/2021", "DD/MM/YYYY", "2021-04-03"),
            ("03/04/2021", "m/d/yyyy", "2021-03-04"),
            ("2021.4.3", "YYYY.M.D", "2021-04-03"),
            ("4/2021", "M/YYYY", "2021-04"),
            ("2021", "YYYY", "2021"),
            ("3. April 2021", "D. MMMM YYYY", "2021-04-03"),
            ("3/4/69", "D/M/YY", "2069-04-03"),
            ("3/4/70", "D/M/YY", "1970-04-03"),
            ("3-Apr-99", "D-MMM-YY", "1999-04-03"),
        ],
    )
    def test_declared_formats(self, text, form, expected):
        assert is_format(form)
        assert days(expected) == readings(text, [form], 1970)

    def test_years_of_two_digits_within_their_century(self):
        assert days("2000-01-01", "2099-12-31") == readings("1/1/00", ["D/M/YY"], 2000) | readings(
            "31/12/99", ["D/M/YY"], 2000
        )
        assert (True, False, False) == tuple(map(has_two_digit_year, ("D/M/YY", "D/M/YYYY", "EXCEL")))

    @pytest.mark.parametrize("form", ["", "D", "D/M", "D/YYYY", "MM/MM/YYYY", "YYY", "HH:MM", "D of MMM YYYY", "2021"])
    def test_what_is_no_format(self, form):
        assert not is_format(form)

    @pytest.mark.parametrize("serial", [61, 366, 44197, 45959, 2_900_000])
    def test_serial_numbers_are_those_of_excel(self, serial):
        """As openpyxl reads them, which does not use this library's arithmetic."""
        assert {from_excel(serial).date()} == readings(str(serial), ["EXCEL"], None)
        assert {from_excel(serial, CALENDAR_MAC_1904).date()} == readings(str(serial), ["EXCEL1904"], None)

    @pytest.mark.parametrize("text", ["0", "60", "2957004", "44197.5", "-5", "99999999"])
    def test_numbers_that_are_no_days(self, text):
        """Excel counts a 29 February 1900, so that its days before March 1900 are doubtful."""
        assert set() == readings(text, ["EXCEL"], None)

    def test_the_last_serials(self):
        assert {date(1904, 1, 1)} == readings("0", ["EXCEL1904"], None)
        assert {date(1904, 1, 1) + timedelta(2_957_003)} == readings("2957003", ["EXCEL1904"], None)

    def test_months(self):
        names = "January February March April May June July August September October November December".split()
        assert list(range(1, 13)) == [month_number(name) for name in names]
        assert list(range(1, 13)) == [month_number(name[:3].upper()) for name in names]
        assert [None, 1, None] == [month_number(name) for name in ("Ju", "Janvier", "")]


class TestDurations:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("5 yrs", "P5Y"),
            ("5 years", "P5Y"),
            ("5 Year", "P5Y"),
            ("5y", "P5Y"),
            ("5-year", "P5Y"),
            ("36 months", "P36M"),
            ("36 mths.", "P36M"),
            ("five years", "P5Y"),
            ("Twenty years", "P20Y"),
            ("five (5) years", "P5Y"),
            ("3 years and 6 months", "P3Y6M"),
            ("1 year, 6 months", "P1Y6M"),
            ("1 yr 6 mo", "P1Y6M"),
            ("90 days", "P90D"),
            ("2 weeks", "P2W"),
            ("P5Y", "P5Y"),
            ("p18m", "P18M"),
            (" 5\xa0years\n", "P5Y"),
        ],
    )
    def test_lengths(self, text, expected):
        assert Period.parse(expected) == duration_of(text, None, INDEFINITE)

    @pytest.mark.parametrize("text", ["indefinite", "Until  Terminated", "OPEN-ENDED"])
    def test_without_an_end(self, text):
        assert Indefinite() == duration_of(text, None, INDEFINITE)
        assert isinstance(duration_of(text, None, ()), str)

    def test_a_number_alone_counts_what_is_said(self):
        assert Period(years=5) == duration_of("5", "years", ())
        assert Period(months=36) == duration_of("36.0", "months", ())
        assert "a number without a unit; you can set the unit in the mapping" == duration_of("5", None, ())

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("5 from signature", "not a recognised duration"),
            ("5 years 2 years", "not a recognised duration"),
            ("five (4) years", "not a recognised duration"),
            ("0.3 years", "not a recognised duration"),
            ("-5 years", "not a recognised duration"),
            ("5 yearsish", "not a recognised duration"),
            ("", "not a recognised duration"),
            ("renewable", "not a recognised duration"),
            ("P5Y0M", "not a valid duration: expected the canonical form P5Y"),
            ("9999 years", "not a valid duration: expected a period of at most 1000 years"),
        ],
    )
    def test_what_is_none(self, text, why):
        assert why == duration_of(text, "years", INDEFINITE)


def test_words_are_compared_whatever_their_case_and_spaces():
    assert "not known" == key_of(" Not\xa0 known\n")
    assert [True, False, None] == [flag_of(text) for text in ("YES", "non-binding", "perhaps")]
