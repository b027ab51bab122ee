"""The proposal: formats, calendar, century, unit, counting, effect and words, from the cells of a sheet."""

from datetime import date

import pytest
from openpyxl import Workbook

from mou.importing import Mapping, guess, read
from mou.importing.tables import day_of_change

ON = date(2026, 11, 29)


@pytest.fixture
def guessed(tmp_path):
    """The proposal for the rows of a sheet; it can be written, read again and used."""

    def run(headings, *rows, name="sheet.csv"):
        path = tmp_path / name
        path.write_text("\n".join([headings, *rows]) + "\n", "utf-8")
        mapping = guess(path, on=ON)
        assert mapping == Mapping.loads(mapping.to_toml())
        read(path, mapping, on=ON)
        return mapping

    return run


@pytest.fixture
def dated(guessed):
    """The formats and the comment for dates of signature and, after a space, ends."""

    def run(*texts, headings="Ref,Title,Date signed,Expiry date", **named):
        mapping = guessed(headings, *[f"{number},x,{text.replace(' > ', ',')}" for number, text in enumerate(texts)])
        for name, value in named.items():
            assert value == getattr(mapping, name)
        return mapping.date_formats, mapping.comments.get("/date_formats", "")

    return run


class TestDates:
    def test_whole_years_show_the_order(self, dated):
        formats, comment = dated("03/04/2021 > 02/04/2026", "05/06/2020 > 04/06/2025")
        assert (("D/M/YYYY",), "Days come first, because only then 2 terms last whole years. Is that right?") == (
            formats,
            comment,
        )
        formats, comment = dated("04/03/2021 > 04/02/2026")
        assert ("M/D/YYYY",) == formats
        assert "only then 1 term lasts whole years" in comment

    @pytest.mark.parametrize(
        "texts",
        [
            ["03/04/2021 > 03/04/2026"],  # in both orders
            ["03/04/2021 > 05/06/2026"],  # in neither
            ["03/04/2021 > 2026"],
            ["03/04/2021 > 02/04/2021"],
            ["03/04/2021 > 02/04/2026", "05/01/2021 > 06/07/2022", "05/01/2021 > 06/08/2022"],  # too few
        ],
    )
    def test_what_does_not_show_the_order(self, dated, texts):
        formats, comment = dated(*texts)
        assert {"D/M/YYYY", "M/D/YYYY"} <= set(formats)
        assert "Do days or months come first?" in comment

    def test_a_date_cell_and_a_range_show_the_order(self, tmp_path):
        book = Workbook()
        for row in (
            ["Ref", "Title", "Date signed", "Validity"],
            [1, "x", date(2022, 5, 3), "5 years, i.e. until 02/05/2027"],
            [2, "x", date(2022, 5, 3), "03/06/2022 - 02/06/2027"],
            [3, "x", date(2022, 5, 3), date(2027, 5, 2)],
        ):
            book.active.append(row)
        path = tmp_path / "sheet.xlsx"
        book.save(path)
        assert ("D/M/YYYY",) == guess(path).date_formats

    def test_the_language_shows_the_order(self, dated):
        headings = "Ref,Title,Date signed,País"
        formats, comment = dated("03/04/2021 > x", headings=headings)
        assert ("D/M/YYYY",) == formats
        assert "as usual in the language of the sheet" in comment
        assert "M/D/YYYY" not in dated("03/04/2021 > 5 Mei 2026")[0]
        assert "M/D/YYYY" in dated("03/04/2021 > 5 May 2026")[0]

    def test_dates_in_both_orders_stay_ambiguous(self, dated):
        formats, _ = dated("25/12/2021 > 24/12/2026", "12/25/2021 > 12/24/2026", "03/04/2021 > 02/04/2026")
        assert ("D/M/YYYY", "M/D/YYYY") == formats

    @pytest.mark.parametrize(
        ("texts", "formats"),
        [
            (["2009-10 > 5", "2011-12 > 5"], ("YEARS",)),
            (["2016-17 > 2021-05-03"], ("EDTF", "YEARS")),
            (["2016/17 > 5", "2021-05-03 > 5"], ("EDTF", "YEARS")),
            (["2011-05 > 5", "2011-12 > 5"], ("EDTF",)),
            (["2016-17 > 02/25/2021"], ("M/D/YYYY", "YEARS")),
        ],
    )
    def test_academic_years(self, dated, texts, formats):
        assert formats == dated(*texts)[0]

    def test_the_thai_calendar(self, dated):
        dated("15/03/2564 > 14/03/2569", calendar="buddhist")
        dated("15 มี.ค. 64 > 14/03/2569", calendar="buddhist", first_year=1927)

    def test_short_thai_years_are_asked(self, dated):
        formats, comment = dated("15-Mar-64 > 14-Mar-69", "25-Dec-62 > 24-Dec-67")
        assert "D MMM YY" not in formats
        assert 'Then set calendar = "buddhist", first_year = 1927 and add D MMM YY' in comment

    @pytest.mark.parametrize(
        ("texts", "asked"),
        [
            (["21-03-12 > x", "20-11-05 > x", "19-01-30 > x"], True),
            (["13-04-21 > x", "14-06-22 > x"], True),
            (["13-04-21 > x", "31-06-22 > x"], False),
            (["13-04-21 > x", "30-06-22 > x"], False),
            (["13-04-21 > x", "14-06-95 > x"], False),
            (["13/04/21 > x", "14/06/22 > x"], False),
            (["21/03/12 > x", "20/11/05 > x", "19/01/30 > x"], True),
        ],
    )
    def test_two_digits_that_can_be_a_year_in_either_place(self, dated, texts, asked):
        assert asked is ("Which number of dates such as" in dated(*texts)[1])

    def test_islamic_years_are_asked(self, dated):
        assert "Years such as 1443 are of the Islamic or the Persian calendar." in dated("15/03/1443 > 14/03/1448")[1]

    @pytest.mark.parametrize(
        ("headings", "text", "first_year"),
        [
            ("Ref,Title,Date signed,Expiry date", "3-May-21 > 2-May-26", 1927),
            ("Ref,Title,Start date,End date", "3-May-21 > 2-May-26", 1932),
            ("Ref,Title,Date signed,End date", "2021-05-03 > 2-May-26", 1976),
        ],
    )
    def test_the_century_of_two_digits(self, dated, headings, text, first_year):
        dated(text, headings=headings, first_year=first_year)

    def test_what_is_not_read(self, dated):
        comment = dated("2021-05-03 > ask the desk", "2021-05-04 > 2026-05-03", "2021-05-05 > unlimited")[1]
        assert "Not read as dates: ask the desk (1)." == comment

    def test_years_first(self, dated):
        assert ("YYYY-M-D",) == dated("2021-3-5 > x")[0]
        assert ("EDTF",) == dated("2021-03-05 > x")[0]

    def test_formats_in_ranges(self, dated):
        assert ("D.M.YYYY", "D MMM YYYY") == dated(
            "01.09.2015 - 31.08.2020 > ", "1 May 2020 > ", headings="Ref,Title,Start date,End date"
        )[0]


class TestUnits:
    @pytest.mark.parametrize(
        ("numbers", "unit"),
        [
            (["36", "60", "12"], "months"),
            (["24"], "months"),
            (["5", "3"], "years"),
            (["10", "25"], "years"),
            (["2.5"], "years"),
            (["6", "12"], None),
            (["5", "36"], None),
            (["120", "7"], None),
            (["60", "90"], "months"),
        ],
    )
    def test_bare_numbers(self, guessed, numbers, unit):
        rows = [f"{place},x,2021-05-03,{number}" for place, number in enumerate(numbers)]
        mapping = guessed("Ref,Title,Signed,Duration", *rows)
        assert unit == mapping.duration_unit
        asked = mapping.comments.get("/duration_unit", "") + mapping.comments.get("/columns/duration", "")
        assert f"Numbers without a unit: {len(numbers)}, such as {numbers[0]}." in asked

    def test_the_ends_show_the_unit(self, guessed):
        mapping = guessed(
            "Ref,Title,Signed,Expiry date,Duration",
            "1,x,2021-05-03,2022-05-02,12",
            "2,x,2021-05-03,2026-05-02,5 years",
            "3,x,2021-05-03,,6",
        )
        assert "months" == mapping.duration_unit
        assert "Read as months. Rows whose beginning and end fit: 1." in mapping.comments["/duration_unit"]

    def test_notices(self, guessed):
        mapping = guessed("Ref,Title,Termination notice", "1,x,30")
        assert ("days", True) == (mapping.notice_unit, "/notice_unit" in mapping.comments)

    def test_a_year_in_a_column_of_durations_is_no_date(self, guessed):
        mapping = guessed("Ref,Title,Signed,Duration", "1,x,25/12/2021,2024", "2,x,26/12/2021,3 years")
        assert ("D/M/YYYY",) == mapping.date_formats

    def test_numbers_with_units_are_not_counted_as_months(self, tmp_path):
        path = tmp_path / "sheet.csv"
        path.write_text("Ref,Title,Duration (months)\n1,x,5 years\n", "utf-8")
        assert () == read(path, guess(path)).notes

    def test_a_unit_in_the_heading_or_beside(self, guessed):
        assert "months" == guessed("Ref,Title,Duration (months)", "1,x,5").duration_unit
        mapping = guessed("Ref,Title,Duration,Unit", "1,x,5,years")
        assert (None, "Unit") == (mapping.duration_unit, mapping.columns.duration_unit_column)


class TestCounting:
    ROW = "x,2021-05-03"

    @pytest.mark.parametrize(
        ("ends", "counting"),
        [
            (["2026-05-02", "2026-05-02", "2026-05-03"], "from_start_of_day"),
            (["2026-05-03", "2026-05-03"], "from_event"),
            (["2026-05-03"], None),
            (["2026-05-02", "2026-05-03"], None),
            (["2026-06-30"], None),
            ([""], None),
        ],
    )
    def test_it_follows_most_rows(self, guessed, ends, counting):
        rows = [f"{place},{self.ROW},{end},5 years" for place, end in enumerate(ends)]
        assert counting == guessed("Ref,Title,Signed,Expiry date,Duration", *rows).counting


class TestEffect:
    @pytest.mark.parametrize(
        ("headings", "row", "effect"),
        [
            ("Ref,Title,Signed", "1,x,2021-05-03", "on_signature"),
            ("Ref,Title,Signed,Start date", "1,x,2021-05-03,2021-06-01", None),
            ("Ref,Title,Signed,Start date", "1,x,2021-05-03,", "not_known"),
            ("Ref,Title,Start date", "1,x,2021-05-03", None),
            ("Ref,Title,Expiry date", "1,x,2021-05-03", "before_import"),
            ("Ref,Title,Expiry date,Status", "1,x,2021-05-03,Active", None),
        ],
    )
    def test_an_assumption_if_nothing_else_says_when(self, guessed, headings, row, effect):
        mapping = guessed(headings, row)
        assert effect == mapping.takes_effect
        assert (effect is not None) is ("/takes_effect" in mapping.comments)

    def test_some_rows_have_a_beginning(self, guessed):
        rows = ["1,x,2021-05-03,2021-06-01", "2,x,2021-05-03,"]
        mapping = guessed("Ref,Title,Signed,Start date", *rows)
        assert mapping.comments["/takes_effect"].startswith("1 row has no day of entry into force.")
        assert '# takes_effect = "on_signature"\ntakes_effect = "not_known"\n' in mapping.to_toml()


class TestWords:
    def test_renewals_by_meaning(self, guessed):
        words = ["Automatic renewal for 5 years", "Automatic", "Extension by agreement", "not extendable", "Spring"]
        mapping = guessed("Ref,Title,Renewal", *[f"{place},x,{word}" for place, word in enumerate(words)])
        assert [
            (("Automatic",), "tacit", None),
            (("Automatic renewal for 5 years",), "tacit", "P5Y"),
            (("Extension by agreement",), "express", None),
            (("not extendable",), "none", None),
            (("Spring",), "not_known", None),
        ] == [(one.words, one.means.value, one.period and str(one.period)) for one in mapping.renewals]

    def test_yes_under_a_heading_about_automatic_renewal(self, guessed):
        (meaning,) = guessed("Ref,Title,Auto-renewal?", "1,x,Yes", "2,x,No").renewals
        assert (("Yes",), "tacit") == (meaning.words, meaning.means)
        french = guessed("Ref,Title,Tacite reconduction", "1,x,oui", "2,x,non").renewals
        assert [(("oui",), "tacit"), (("non",), "none")] == [(meaning.words, meaning.means) for meaning in french]
        assert () == guessed("Ref,Title,Renewal", "1,x,Yes", "2,x,No").renewals

    def test_the_details_of_renewals(self, guessed):
        words = {
            "auto-renews annually": ("tacit", "P1Y", None, None),
            "automatic. 3 months notice": ("tacit", None, "P3M", None),
            "auto-renewed once": ("tacit", None, None, 1),
            "Automatic up to a maximum of 10 years": ("not_known", None, None, None),
            "automatic for an indefinite period": ("not_known", None, None, None),
            "Automatic; see file": ("not_known", None, None, None),
            "automatic termination": ("none", None, None, None),
            "nein": ("none", None, None, None),
            "keine": ("none", None, None, None),
            "non": ("none", None, None, None),
            "sin prórroga": ("none", None, None, None),
            "oui": ("not_known", None, None, None),
            "renewable once by mutual agreement": ("express", None, None, 1),
        }
        mapping = guessed("Ref,Title,Renewal", *[f"{place},x,{word}" for place, word in enumerate(words)])
        assert words == {
            word: (
                meaning.means.value,
                meaning.period and str(meaning.period),
                meaning.notice and str(meaning.notice),
                meaning.times,
            )
            for meaning in mapping.renewals
            for word in meaning.words
        }
        assert "Not understood: " in mapping.comments["/renewals"]

    def test_a_duration_with_a_renewal_stays_a_duration(self, guessed):
        mapping = guessed("Ref,Title,Signed,Term", '1,x,2021-05-03,"five years, automatically renewed"')
        assert () == mapping.renewals

    def test_ends(self, guessed):
        mapping = guessed("Ref,Title,Expiry date", "1,x,unlimited", "2,x,auto renew", "3,x,auto renew")
        assert (
            "Read as no end: unlimited (1). Read as renewed automatically: auto renew "
            "(2)." == mapping.comments["/columns/last_day"]
        )

    def test_statuses(self, guessed):
        mapping = guessed("Ref,Title,Status", "1,x,Vigente", "2,x,Spring")
        assert {"Vigente": "in_force", "Spring": "not_known"} == mapping.statuses


def test_without_a_day_the_file_says_when_it_was_changed(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("Ref,Title,Status\n1,x,Active\n", "utf-8")
    done = read(path, guess(path))
    (agreement,) = done.register.agreements
    assert day_of_change(path) == agreement.stated_status.on
