"""Mappings proposed from headings and cells."""

import csv
import io
from datetime import date

import pytest
from openpyxl import Workbook
from sheets import field_of

from mou.errors import ValidationError
from mou.importing import DateColumns, Mapping, guess, read


@pytest.fixture
def guessed(tmp_path):
    """The proposal for rows of cells; it is always a mapping that is written and read again."""

    def make(*rows, content=None):
        path = tmp_path / "table.csv"
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        path.write_bytes(out.getvalue().encode() if content is None else content)
        made = guess(path, on=date(2026, 11, 29))
        assert made == Mapping.loads(made.to_toml())
        read(path, made)  # whatever comes of it
        return made

    return make


class TestHeadings:
    @pytest.mark.parametrize(
        ("heading", "field"),
        [
            ("Ref. No.", "id"),
            ("MOU No.", "id"),
            ("ID", "id"),
            ("Our reference", "id"),
            ("Title of the agreement", "title"),
            ("Partner", "parties"),
            ("Partner Institution", "parties"),
            ("Institution", "parties"),
            ("Party 2", "parties"),
            ("Date signed", "signed_on"),
            ("Signed on", "signed_on"),
            ("Date of signature", "signed_on"),
            ("signature_date", "signed_on"),
            ("Start date", "entered_into_force_on"),
            ("Effective from", "entered_into_force_on"),
            ("Entry into force", "entered_into_force_on"),
            ("Expiry date", "last_day"),
            ("Valid until", "last_day"),
            ("End Date:", "last_day"),
            ("Duration (years)", "duration"),
            ("Term", "duration"),
            ("Validity period", "duration"),
            ("Renewal", "renewal"),
            ("Auto-renewal?", "renewal"),
            ("Notice period", "renewal_notice"),
            ("Termination notice (days)", "withdrawal_notice"),
            ("Termination date", "terminated_on"),
            ("Type", "kind"),
            ("Type of agreement", "kind"),
            ("Legally binding?", "binding"),
            ("Place of signature", "place"),
            ("Areas of cooperation", "subjects"),
            ("Remarks", "description"),
            ("Link", "sources"),
            ("Depositary", "depositary"),
            ("Country", None),
            ("Contact person", None),
            ("Date", None),
        ],
    )
    def test_what_they_are_taken_for(self, heading, field):
        assert field == field_of(heading)

    def test_they_are_looked_for_below_titles(self, guessed):
        made = guessed(["Register of MOUs"], [], ["Ref", "Partner", "Signed"], ["1", "A", "2021-05-03"])
        assert (3, "Ref", ("Partner",)) == (made.header_row, made.columns.id, made.columns.parties)

    def test_what_stands_below_them_decides(self, guessed):
        """Words in a column of dates, numbers that repeat, kinds and lengths that are none."""
        made = guessed(
            ["Code", "Name", "Expires", "Term", "Type"],
            ["A", "x", "never", "Spring", "general"],
            ["A", "y", "never", "Autumn", "sector"],
        )
        assert (None, "Expires", None, None) == (
            made.columns.id,
            made.columns.last_day,
            made.columns.duration,
            made.columns.kind,
        )
        assert "{Name}" == made.constants.id
        assert "Code, Term, Type" in made.comments["/columns"]

    def test_columns_that_have_a_rival(self, guessed):
        made = guessed(["No.", "Ref", "Title", "Notes", "Remarks"], ["1", "a", "x", "y", "z"])
        assert ("Ref", ("Notes", "Remarks")) == (made.columns.id, made.columns.description)
        assert "No. (id is Ref)" in made.comments["/columns/id"]

    def test_dates_over_columns(self, guessed):
        made = guessed(
            ["agreementID", "Name", "signYear", "signMonth", "signDay", "endMonth"], ["1", "x", "2021", "5", "3", ""]
        )
        assert DateColumns(year="signYear", month="signMonth", day="signDay") == made.columns.signed_on
        assert ("agreementID", None) == (made.columns.id, made.columns.last_day)

    def test_a_sheet_of_nothing_known(self, guessed):
        made = guessed(["{a}", "b"], ["1", "2"])
        assert ("{b}", "Agreement with {b}") == (made.constants.id, made.constants.title)

    def test_it_is_about_memoranda(self, guessed):
        assert "mou" == guessed(["Ref", "MoU"], ["1", "x"]).constants.kind
        assert "{Title}" == guessed(["Ref", "Title"], ["1", "Memorandum on fish"]).constants.kind
        assert None is guessed(["Ref", "Title"], ["1", "Fisheries"]).constants.kind

    @pytest.mark.parametrize("content", [b"", b"\n\n,,\n"])
    def test_a_sheet_in_which_nothing_stands(self, guessed, content):
        with pytest.raises(ValidationError, match="found an empty sheet"):
            guessed(content=content)


class TestDates:
    def formats(self, guessed, *cells):
        made = guessed(["Ref", "Title", "Signed"], *[[number, "x", cell] for number, cell in enumerate(cells)])
        return made.date_formats, made.comments.get("/date_formats", "")

    def test_days_first(self, guessed):
        formats, comment = self.formats(guessed, "25/12/2021", "03/04/2021", "3 May 2021")
        assert ("D/M/YYYY", "D MMM YYYY") == formats
        assert comment == (
            "Days come first. Dates that can only be read this way: 1, such as 25/12/2021. "
            "Ambiguous dates, read in the same way: 1, such as 03/04/2021."
        )

    def test_months_first(self, guessed):
        assert (
            ("M.D.YYYY",),
            "Months come first. Dates that can only be read this way: 1, such as 12.25.2021.",
        ) == self.formats(guessed, "12.25.2021")

    def test_it_cannot_be_told(self, guessed):
        formats, comment = self.formats(guessed, "03/04/2021", "05/05/2021")
        assert ("D/M/YYYY", "M/D/YYYY") == formats
        assert comment.startswith(
            "Do days or months come first? The cells don't show it. Ambiguous dates: 1, such as 03/04/2021."
        )

    def test_both_orders(self, guessed):
        formats, comment = self.formats(guessed, "03/04/2021", "25/12/2021", "12/25/2021")
        assert {"D/M/YYYY", "M/D/YYYY"} == set(formats)
        assert comment.endswith("Some dates must have the day first (25/12/2021), others the month (12/25/2021).")

    def test_years_of_two_digits(self, guessed):
        made = guessed(["Ref", "Title", "Signed"], [1, "x", "25/12/21"])
        assert (("D/M/YY",), 1927) == (made.date_formats, made.first_year)
        assert "/first_year" in made.comments

    def test_numbers_of_days(self, guessed):
        formats, comment = self.formats(guessed, "44197", "2021-05-03")
        assert ("EDTF", "EXCEL") == formats
        assert "Dates written as Excel's day numbers: 1, such as 44197." == comment

    def test_what_is_not_read(self, guessed):
        formats, comment = self.formats(
            guessed, "2021-05-03", "2021-05-04", "31/04/2021", *[f"2021-06-0{n}" for n in range(1, 9)]
        )
        assert (("EDTF",), "Not read as dates: 31/04/2021 (1).") == (formats, comment)

    def test_on_signature(self, guessed):
        made = guessed(["Ref", "Title", "Effective from"], [1, "x", "upon signature"], [2, "x", "2021-05-03"])
        assert ("upon signature",) == made.on_signature

    def test_cells_of_dates_need_no_format(self, tmp_path):
        book = Workbook()
        for row in (["Ref", "Title", "Signed"], [1, "x", date(2021, 5, 3)], [None, "y"]):
            book.active.append(row)
        book.save(tmp_path / "table.xlsx")
        made = guess(tmp_path / "table.xlsx", sheet="Sheet")
        assert ("Sheet", "Signed", Mapping.loads("[columns]\nid='a'\ntitle='b'").date_formats) == (
            made.sheet,
            made.columns.signed_on,
            made.date_formats,
        )


class TestWords:
    def test_units(self, guessed):
        made = guessed(["Ref", "Title", "Duration (months)", "Notice period (days)"], [1, "x", 36, 90])
        assert ("months", "days") == (made.duration_unit, made.notice_unit)
        made = guessed(["Ref", "Title", "Term", "Termination notice"], [1, "x", 5, 90])
        assert ("years", "days") == (made.duration_unit, made.notice_unit)
        assert "Numbers without a unit: 1, such as 5. Is this their unit?" == made.comments["/duration_unit"]
        made = guessed(["Ref", "Title", "Term"], [1, "x", "5 years"])
        assert None is made.duration_unit

    def test_a_notice_beside_a_renewal_or_not(self, guessed):
        columns = guessed(["Ref", "Title", "Notice period"], [1, "x", "90 days"]).columns
        assert (None, "Notice period") == (columns.renewal_notice, columns.withdrawal_notice)
        made = guessed(["Ref", "Title", "Notice period", "Renewal"], [1, "x", "90 days", "no"])
        assert ("Notice period", None) == (made.columns.renewal_notice, made.columns.withdrawal_notice)
        assert "withdrawal_notice" in made.comments["/columns/renewal_notice"]
        columns = guessed(["Ref", "Title", "Notice period", "Termination notice"], [1, "x", "90 days", ""]).columns
        assert (None, "Termination notice") == (columns.renewal_notice, columns.withdrawal_notice)

    def test_codes(self, guessed):
        made = guessed(["Ref", "Title", "Term"], [1, "x", "5"], [2, "x", "-77"], [3, "x", 3])
        assert "-77" == made.unknown[-1]
        assert 'Are these codes for "not known"? -77 (1).' == made.comments["/unknown"]

    def test_kinds_and_renewals_that_are_not_known(self, guessed):
        made = guessed(
            ["Ref", "Title", "Type", "Renewal"],
            [1, "x", "MoU", "renewable"],
            *[[number, "x", f"Kind {number}", f"word {number}\u202e"] for number in range(2, 10)],
        )
        assert {f"Kind {number}": "other" for number in range(2, 10)} == dict(made.kinds)
        assert "Kind 7 (1), ...." in made.comments["/kinds"]
        assert "not_known" == made.renewals[0].means
        assert 8 == len(made.renewals[0].words)

    def test_a_file_in_another_encoding(self, guessed):
        made = guessed(content="Ref;Partner\r\n1;Universität Zürich\r\n2;São Paulo\r\n".encode("cp1252"))
        assert ("cp1252", ";") == (made.encoding, made.delimiter)
        assert "/encoding" in made.comments


class TestParties:
    def rules(self, guessed, *cells):
        made = guessed(["Ref", "Partner"], *[[number, cell] for number, cell in enumerate(cells)])
        return made.parties, made.comments.get("/parties", "")

    @pytest.mark.parametrize(
        ("cells", "written"),
        [
            (["820", "2"], "cow"),
            (["Malaysia", "JPN"], "state"),
            (["Malaysia", "Kyoto University"], "any"),
            (["Lund University", "Kyoto University"], "organisation"),
        ],
    )
    def test_how_they_are_written(self, guessed, cells, written):
        assert written == self.rules(guessed, *cells)[0].written

    def test_separators(self, guessed):
        rules, comment = self.rules(guessed, "A / B", "C; D", "E and F", "G & H", "I")
        assert (";", " / ") == rules.separators
        assert 'Cells with " and " or " & ": 2, such as E and F.' in comment
        assert "Who is your own side?" in comment
        assert ("us",) == rules.always
        assert (";",) == self.rules(guessed, "A", "B")[0].separators

    def test_two_columns_need_no_party_of_our_own(self, guessed):
        made = guessed(["Ref", "Party 1", "Party 2"], [1, "Malaysia", "Japan"])
        assert "/parties" not in made.comments
        assert ("state", "Agreement with {Party 1} and {Party 2}") == (made.parties.written, made.constants.title)

    def test_no_parties(self, guessed):
        assert "/parties" not in guessed(["Ref", "Partner"], [1, ""]).comments
