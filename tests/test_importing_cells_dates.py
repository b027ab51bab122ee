"""Dates as sheets write them: languages, digits, times, calendars, and years with two digits."""

from datetime import date

import pytest

from mou.dates.calendars import Calendar, doubtful_year
from mou.dates.days import PartialDate
from mou.dates.formats import DEFAULT_FORMATS, YEAR_SPANS, is_format, is_year_span, readings, time_of_day
from mou.dates.month_names import LANGUAGES, is_english_month, month_number, without_accents
from mou.importing.guess_dates import FORMATS

DAY_FIRST = ("EDTF", "D/M/YYYY", "D.M.YYYY", "D-M-YYYY", "D MMM YYYY", "MMM D, YYYY", "MMM YYYY", "YYYY MMM D")


def days(*texts):
    return {date.fromisoformat(text) if len(text) == 10 else PartialDate(text) for text in texts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-05-03 00:00:00", "2021-05-03"),
        ("2021-05-03T00:00:00.000Z", "2021-05-03"),
        ("03/05/2021 12:30 PM", "2021-05-03"),
        ("February 20,2020", "2020-02-20"),
        ("1st Jan., 2020", "2020-01-01"),
        ("18 Nov. 2019", "2019-11-18"),
        ("03-Sept-2019", "2019-09-03"),
        ("2020-Mar-05", "2020-03-05"),
        ("02\\06\\2021", "2021-06-02"),
        ("2021年3月12日", "2021-03-12"),
        ("2021年3月", "2021-03"),
        ("2021년 3월 12일", "2021-03-12"),
        ("12 mars 2021", "2021-03-12"),
        ("1er août 2020", "2020-08-01"),
        ("12. März 2021", "2021-03-12"),
        ("12 de marzo de 2021", "2021-03-12"),
        ("15-ene-2020", "2020-01-15"),
        ("3 de março de 2021", "2021-03-03"),
        ("10/dez/2019", "2019-12-10"),
        ("5 Mei 2021", "2021-05-05"),
        ("17 Ogos 2020", "2020-08-17"),
        ("1 gennaio 2020", "2020-01-01"),
        ("25 آذار 2020", "2020-03-25"),
        ("12 تشرين الأول 2020", "2020-10-12"),
        ("١٢/٠٣/٢٠٢١", "2021-03-12"),
        ("१२/०३/२०२१", "2021-03-12"),
    ],
)
def test_dates_in_many_forms(text, expected):
    assert days(expected) == readings(text, DAY_FIRST, None)


@pytest.mark.parametrize(
    "text", ["March 12021", "12 Foo 2021", "31/02/2022", "12-Mar", "FY2021", "May-June 2021", "2016-17"]
)
def test_what_is_no_date(text):
    assert set() == readings(text, FORMATS, 1970)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("๑๕/๐๓/๒๕๖๔", "2021-03-15"),
        ("15 มี.ค. 2564", "2021-03-15"),
        ("29 กุมภาพันธ์ 2567", "2024-02-29"),
        ("2564-03-15", "2021-03-15"),
        ("15/03/2021", "2021-03-15"),
        ("15/03/64", "2021-03-15"),
        ("15/03/30", "1987-03-15"),
    ],
)
def test_the_thai_calendar(text, expected):
    assert days(expected) == readings(text, (*DAY_FIRST, "D/M/YY"), 1927, Calendar.BUDDHIST)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2016-17", "2016/2017"), ("2016/2017", "2016/2017"), ("2011-12", "2011/2012"), ("2011-05", "2011-05")],
)
def test_two_years_instead_of_a_month(text, expected):
    assert days(expected) == readings(text, ["EDTF", YEAR_SPANS], None)


def test_year_spans():
    texts = ("1999-00", "2016 - 17", "2016-18", "2016-05-03", "0000-01")
    assert [True, True, False, False, False] == [is_year_span(text) for text in texts]
    assert is_format("years")


def test_a_year_is_no_day_number():
    assert days("2019") == readings("2019", ["EDTF", "EXCEL"], None)
    assert days("1905-07-11") == readings("2019", ["EXCEL"], None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-05-03 18:30", "18:30"),
        ("2021-05-03 00:00:00", None),
        ("2021-05-03", None),
        ("03/05/2021 12:30 pm", "12:30"),
    ],
)
def test_times_of_day(text, expected):
    assert expected == time_of_day(text)


def test_separators_in_a_format_with_a_name_of_a_month():
    assert days("2021-04-03") == readings("(3 Apr 2021", ["(D MMM YYYY"], None)


@pytest.mark.parametrize(
    ("year", "calendar", "why"),
    [
        (2021, None, None),
        (206, None, "is not plausible"),
        (206, Calendar.GREGORIAN, None),
        (2564, None, 'set calendar = "buddhist" in the mapping if it is 2021'),
        (1443, None, "of the Islamic or the Persian calendar"),
        (2350, None, "is not plausible"),
    ],
)
def test_years_outside_the_calendar(year, calendar, why):
    reason = doubtful_year(year, calendar)
    assert reason is None if why is None else why in reason


def test_months():
    assert [3, 8, 1, 12, None] == [month_number(name) for name in ("März", "AOÛT", "ม.ค.", "dez.", "Foo")]
    assert [True, True, False, False] == [is_english_month(name) for name in ("Sept", "MAY", "Mai", "Ma")]
    assert "aout" == without_accents("Août")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_months_are_those_of_cldr(language):
    locale = pytest.importorskip("babel").Locale.parse(language)
    for context in locale.months.values():
        for width in ("wide", "abbreviated"):
            for number, name in context[width].items():
                if not name[0].isdigit():
                    assert number == month_number(name), name


def test_every_default_format_is_tried_or_has_an_equal():
    named = {"D-MMM-YYYY", "MMM D YYYY"}  # equal to D MMM YYYY and MMM D, YYYY, whose separators can be any
    assert set(DEFAULT_FORMATS) - named <= set(FORMATS)
