"""The structure of sheets as they are in the wild: headings, rows, merged cells, ids, own sides, several sheets."""

import csv
import io
import os
import sys
import tomllib
import zipfile
from datetime import time
from pathlib import Path

import attrs
import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook
from sheets import field_of, grid_of

from mou.errors import MissingExtraError, ValidationError
from mou.importing import Columns, Mapping, guess, read
from mou.importing.grid import cell_of
from mou.importing.headings import meanings
from mou.importing.kind_words import kind_in
from mou.importing.near_names import NearNames
from mou.importing.party_names import PLACEHOLDER
from mou.importing.remark_groups import remark_groups

DATA = os.environ.get("MOU_DATA")
WILD = tomllib.loads((Path(__file__).parent / "data" / "wild_sheets.toml").read_text("utf-8"))


@pytest.fixture
def sheet(tmp_path):
    """A file with a table in CSV."""

    def make(text, encoding="utf-8"):
        path = tmp_path / "table.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return make


@pytest.fixture
def book(tmp_path):
    """A workbook with rows in its first sheet; `change` gets this sheet."""

    def make(*rows, change=None, sheets=()):
        made = Workbook()
        for row in rows:
            made.active.append(row)
        for name, others in sheets:
            other = made.create_sheet(name)
            for row in others:
                other.append(row)
        if change:
            change(made.active)
        made.save(tmp_path / "table.xlsx")
        return tmp_path / "table.xlsx"

    return make


MANIFEST = """<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
</manifest:manifest>"""


def as_guessed(path, **options):
    """The proposal for a file, read again from TOML, and the import with it."""
    made = Mapping.loads(guess(path, **options).to_toml())
    return made, read(path, made)


def columns_of(made):
    found = {field.name: made.columns.of(field.name) for field in attrs.fields(Columns)}
    return {name: headings[0] if len(headings) == 1 else list(headings) for name, headings in found.items() if headings}


class TestWildSheets:
    @pytest.mark.parametrize("name", WILD)
    def test_headings_and_columns(self, sheet, name):
        made = guess(sheet(WILD[name]["text"]))
        found, wanted = columns_of(made), WILD[name]["columns"]
        assert (WILD[name]["row"], wanted) == (made.header_row, {field: found.get(field, "") for field in wanted})

    @pytest.mark.parametrize("name", WILD)
    def test_rows_are_never_refused_for_their_structure(self, sheet, name):
        _, done = as_guessed(sheet(WILD[name]["text"]))
        structural = ("make an id", "title", "cells than columns", "kind of agreement", "/parties")
        assert [] == [problem for problem in done.problems if any(word in problem.why for word in structural)]


@pytest.mark.skipif(DATA is None, reason="MOU_DATA is not set")
class TestSmallSheets:
    """The sheets of the issue; the meaning of their cells is tested elsewhere."""

    def test_each_has_a_heading_row_and_no_row_is_refused_for_its_structure(self):
        for path in sorted((Path(DATA) / "sheets").iterdir()):
            made, done = as_guessed(path)
            assert made.header_row == (2 if path.name == "separator-line.csv" else 1), path.name
            assert done.rows > 0, path.name

    @pytest.mark.parametrize(
        ("name", "rows"),
        [
            ("section-rows.csv", 4),
            ("heading-row-blank-first.csv", 2),
            ("heading-row-spanish.csv", 3),
            ("merged-partner.xlsx", 3),
            ("two-heading-rows.xlsx", 2),
            ("separator-line.csv", 2),
        ],
    )
    def test_all_rows_are_imported(self, name, rows):
        _, done = as_guessed(Path(DATA) / "sheets" / name)
        assert (rows, rows) == (done.rows, done.records)

    def test_formulas_are_problems(self):
        _, done = as_guessed(Path(DATA) / "sheets" / "formulas.xlsx")
        assert {"Valid until"} == {problem.column for problem in done.problems}

    def test_a_merged_partner_is_read_twice(self):
        _, done = as_guessed(Path(DATA) / "sheets" / "merged-partner.xlsx")
        names = [agreement.parties[1].name for agreement in done.register.agreements]
        assert 2 == names.count("Kyoto University")

    def test_no_near_names_in_four_scripts(self):
        _, done = as_guessed(Path(DATA) / "sheets" / "names-in-four-scripts.csv")
        assert () == done.remarks

    def test_struck_through(self):
        _, done = as_guessed(Path(DATA) / "sheets" / "struck-through.xlsx")
        assert 1 == sum("struck through" in remark.why for remark in done.remarks)

    def test_contracts(self):
        made, done = as_guessed(Path(DATA) / "sheets" / "spanish-contracts.csv")
        assert ("PROVEEDOR",) == made.columns.parties
        assert ("C-01", "C-02") == done.added


class TestHeadings:
    @pytest.mark.parametrize(
        ("heading", "field"),
        [
            ("MoU No.", "id"),
            ("Nº Contrato", "id"),
            ("Name of the University", "parties"),
            ("Counterpart Agency", "parties"),
            ("Partner (name)", "parties"),
            ("PROVEEDOR", "parties"),
            ("Nama Mitra", "parties"),
            ("相手機関", "parties"),
            ("Date of MoU\nsigning", "signed_on"),
            ("Tarikh Tandatangan", "signed_on"),
            ("تاريخ التوقيع", "signed_on"),
            ("Commencement Date", "entered_into_force_on"),
            ("Début de validité", "entered_into_force_on"),
            ("Date of Expiry of the MoU", "last_day"),
            ("Gültig bis", "last_day"),
            ("วันหมดอายุ", "last_day"),
            ("Renewed until", "renewed_until"),
            ("Renewal period", "renewal_period"),
            ("Current status", "status"),
            ("Collaborated Agency", "parties"),
            ("Cooperating Institution", "parties"),
            ("Period of Collaboration", "duration"),
            ("Current status of Collaboration", "status"),
            ("Partner country", None),
            ("Country of partner", None),
            ("Type of institution", None),
            ("Partner contact", None),
            ("หน่วยงานที่รับผิดชอบ", None),
            ("Estimated end date", None),
            ("Days to expiry", None),
            ("", None),
            ("...", None),
            ("[A]", None),
        ],
    )
    def test_they_are_recognised(self, heading, field):
        assert field == field_of(heading)

    def test_the_whole_heading_counts_more_than_a_part(self):
        assert ["renewed_until", "last_day", "extended_on"] == [meaning.field for meaning in meanings("Renewed until")]


class TestCellsDecide:
    @pytest.mark.parametrize(
        ("heading", "cells", "field"),
        [
            ("Validity", ["5 years", "3 yrs"], "duration"),
            ("Validity", ["2026-05-03", "2027-05-03"], "last_day"),
            ("Validity", ["2021-2026", "2022-2027"], "period"),
            ("Validity", ["unlimited", "permanent"], "duration"),
            ("Validity", ["x", "y"], None),
            ("Expiry date", ["unlimited", "open-ended"], "last_day"),
            ("Expiry date", ["5 years", "3 years"], "duration"),
            ("From to", ["5 years", "3 years"], "duration"),
            ("From to", ["x", "y"], None),
            ("Signed", ["2019-24", "2021-26"], "period"),
            ("Signed", ["2016-17", "2017-18"], "signed_on"),
            ("Signed", ["3 May 2021 & 5 May 2021", "4 May 2021 & 6 May 2021"], "signed_on"),
            ("Signed", ["15 มี.ค. 64", "๑๖ มี.ค. ๒๕๖๔"], "signed_on"),
            ("Duration", ["2024", "3 years"], "duration"),
            ("Signed", ["2016-11", "2017-12"], "signed_on"),
            ("Signed", ["yes", "no"], None),
            ("Terminated on", ["2016-2017", "2017-2018"], None),
            ("Effective from", ["on signature", "2021-05-03"], "entered_into_force_on"),
            ("Binding", ["yes", "no"], "binding"),
            ("Binding", ["x", "z"], None),
            ("Status", ["2021-05-03", "2021-06-03"], None),
            ("Date", ["x", "y"], None),
            ("Year", ["2019", "2020"], "signed_on"),
            ("Renewal period", ["5 years", ""], "renewal_period"),
            ("Renewal period", ["x", "y"], "renewal"),
            ("Type", ["x", "y"], None),
            ("Type", ["MoU", "y"], "kind"),
            ("Valid until", ["", ""], "last_day"),
            ("Validity", [f"{'long ' * 30} 2021", "x"], None),
        ],
    )
    def test_the_field_of_a_heading(self, sheet, heading, cells, field):
        rows = "".join(f"{number},University {number},{cell}\n" for number, cell in enumerate(cells))
        found = columns_of(guess(sheet(f"Ref,Partner,{heading}\n{rows}")))
        assert field == next((name for name, column in found.items() if column == heading), None)

    def test_a_filled_column_comes_before_an_empty_column(self, sheet):
        assert "Expiry" == guess(sheet("Ref,Valid until,Expiry\n1,,2021-05-03\n")).columns.last_day

    def test_units_beside_numbers(self, sheet):
        found = columns_of(guess(sheet("Ref,Partner,Term,Unit\n1,x,8,months\n2,y,1,year\n")))
        assert ("Term", "Unit") == (found["duration"], found["duration_unit_column"])
        assert "duration_unit_column" not in columns_of(guess(sheet("Ref,Term,Unit\n1,8 months,months\n")))
        assert "duration_unit_column" not in columns_of(guess(sheet("Ref,Term,Unit\n1,8,Law\n")))


class TestHeaderRow:
    def test_rows_above_are_mentioned(self, sheet):
        path = sheet("Register\n\nRef,Partner,Signed\n1,A,2021-05-03\n2,B,2021-06-03\n")
        made, done = guess(path), read(path, guess(path))
        note = 'row 3 is taken as the headings; row 1 above it: "Register"'
        assert f"{note[0].upper()}{note[1:]}." == made.comments["/header_row"]
        assert note in done.notes

    def test_a_later_row_that_names_more_columns(self, sheet):
        made = guess(sheet("Office,Desk,Phone\nx,y,z\nRef,Partner,Signed\n1,A,2021-05-03\n"))
        assert 3 == made.header_row

    def test_numbers_and_long_texts_are_no_headings(self, sheet):
        assert 1 == guess(sheet(f"1,2,3\n4,5,6\n{'x' * 300},b,c\n")).header_row

    def test_two_rows_with_the_same_words_in_both(self, book):
        def change(active):
            active.merge_cells("A1:A2")
            active.merge_cells("B1:C1")

        made, done = as_guessed(
            book(
                ["Partner", "Validity", None],
                [None, "From", "To"],
                ["Kyoto", "2021-05-03", "2026-05-02"],
                change=change,
            )
        )
        assert (1, 2) == (made.header_rows - 1, made.header_rows)
        assert {
            "parties": "Partner",
            "entered_into_force_on": "Validity From",
            "last_day": "Validity To",
        } == columns_of(made)
        assert 1 == done.records

    @pytest.mark.parametrize(
        "second",
        ["1,A,2021-05-03,", ",,2021-05-03,2022-05-03", "x,,Kyoto,Lund", ",,,x", ",,,"],
    )
    def test_a_row_of_data_is_no_second_row(self, sheet, second):
        made = guess(sheet(f"No,Partner,Validity,\n{second}\n2,B,2021-06-03,x\n"))
        assert 1 == made.header_rows

    DATA = (["1", "Kyoto", "2021-05-03", "2021-05-03", "2026-05-02", "Automatic", "6 months"],)
    NAMES = ("Ref", "Partner", "Validity Signed", "Validity From", "Validity To", "Renewal Type", "Renewal Notice")

    @pytest.mark.parametrize("merges", [["C3:E3", "F3:G3", "A3:A4", "B3:B4"], ["C3:E3", "F3:G3"], []])
    @pytest.mark.parametrize(
        ("upper", "lower"),
        [(["Ref", "Partner"], [None, None]), ([None, None], ["Ref", "Partner"]), ([None, "Partner"], ["Ref", None])],
    )
    def test_an_upper_row_with_few_headings(self, book, upper, lower, merges):
        def change(active):
            for merged in merges:
                active.merge_cells(merged)

        if "A3:A4" in merges:
            upper, lower = ["Ref", "Partner"], [None, None]
        made, _ = as_guessed(
            book(
                ["Register of agreements"],
                [],
                [*upper, "Validity", None, None, "Renewal", None],
                [*lower, "Signed", "From", "To", "Type", "Notice"],
                *self.DATA,
                change=change,
            )
        )
        assert (3, 2) == (made.header_row, made.header_rows)
        fields = ("id", "parties", "signed_on", "entered_into_force_on", "last_day", "renewal", "renewal_notice")
        assert dict(zip(fields, self.NAMES, strict=True)) == columns_of(made)

    def test_a_heading_beside_a_merged_group(self, book):
        path = book(
            ["Ref", "Partner", "Renewal", None, None],
            [None, None, "Type", "Notice", "Status"],
            ["1", "Kyoto", "Automatic", "6 months", "Active"],
            change=lambda active: active.merge_cells("C1:D1"),
        )
        made, _ = as_guessed(path)
        assert ("Renewal Type", "Renewal Notice", "Status") == (
            made.columns.renewal,
            made.columns.renewal_notice,
            made.columns.status,
        )

    @pytest.mark.parametrize(
        "above",
        ["Register of agreements,,Office", "Register,,2021-05-03,,x", "x" * 50 + ",,Validity,,", "A,B,C,D,E"],
    )
    def test_titles_are_no_upper_row(self, sheet, above):
        made = guess(sheet(f"{above}\nRef,Partner,Signed,From,To\n1,Kyoto,2021-05-03,2021-05-03,2026-05-02\n"))
        assert (2, 1) == (made.header_row, made.header_rows)

    def test_groups_with_a_gap(self, sheet):
        made = guess(sheet("No,Validity,,,Partner\n,From,To,,\n1,2021-05-03,2026-05-02,,Kyoto\n"))
        assert (2, "Validity To", ("Partner",)) == (made.header_rows, made.columns.last_day, made.columns.parties)

    def test_a_heading_row_alone(self, sheet):
        assert (1, 1) == (guess(sheet("Ref,Partner\n")).header_row, guess(sheet("Ref,Partner\n")).header_rows)


class TestRowsThatAreNoAgreements:
    TEXT = (
        "No.,Partner,Signed,Until\n(1),(2),(3),(4)\nAsia,,,\n1,Kyoto University,2022-05-03,2027-05-02\n"
        "No.,Partner,Signed,Until\n2,Osaka University,2022-06-03,2027-06-02\nEurope,,,\n"
        "3,Lund University,2023-05-03,2028-05-02\n4,,,\n,Riga,,\nTotal: 3,,,\n\n* to be confirmed,,,\n"
    )

    def test_they_are_skipped_and_listed(self, sheet):
        _, done = as_guessed(sheet(self.TEXT))
        assert (4, 4) == (done.rows, done.records)
        assert [
            (2, "numbers the columns"),
            (3, "the title of a section, kept in the column Section of the rows below it"),
            (5, "repeats the headings"),
            (7, "the title of a section, kept in the column Section of the rows below it"),
            (9, "a number without anything else"),
            (11, "a total"),
            (13, "a note below the table"),
        ] == [(row.row, row.why.removeprefix("not an agreement: ")) for row in done.skipped]

    def test_sections_become_a_column(self, sheet):
        _, done = as_guessed(sheet(self.TEXT))
        sections = [agreement.extensions["sheet"].get("Section") for agreement in done.register.agreements]
        assert ["Asia", "Asia", "Europe", "Europe"] == sections

    def test_numbers_above_words_count_the_columns(self, sheet):
        _, done = as_guessed(sheet("No,Partner,Signed\n1,2,3\n1,Kyoto University,May 2021\n"))
        assert [2] == [row.row for row in done.skipped]

    def test_numbers_above_numbers_are_data(self, sheet):
        _, done = as_guessed(sheet("Ref,ccode1,ccode2\n1,2,3\n2,200,820\n"))
        assert () == done.skipped

    def test_merged_titles_and_notes(self, book):
        def change(active):
            active.merge_cells("A2:C2")
            active.merge_cells("A5:C5")

        _, done = as_guessed(
            book(
                ["Partner", "Signed", "Until"],
                ["Asia"],
                ["Kyoto University", "2021-05-03", "2026-05-02"],
                ["Osaka University", "2021-05-03", "2026-05-02"],
                ["All dates are those of the signature"],
                change=change,
            )
        )
        assert (2, [2, 5]) == (done.records, [row.row for row in done.skipped])

    def test_a_partner_alone_is_an_agreement(self, sheet):
        _, done = as_guessed(
            sheet("Partner,Signed,Until\nKyoto,2021-05-03,2026-05-02\nLund,,\nRiga,2021-05-03,2026-05-02\n-,,\n")
        )
        assert 4 == done.rows

    def test_struck_through_and_hidden_rows(self, book):
        def change(active):
            active.row_dimensions[2].hidden = True
            for cell in active[3]:
                cell.font = Font(strike=True)
            active["A4"].font = Font(strike=True)

        path = book(["Ref", "Partner"], ["1", "A"], ["2", "B"], ["3", "C"], [None, None], change=change)
        _, done = as_guessed(path)
        assert [
            (2, "a hidden row, imported like the others"),
            (3, "a row that is struck through, imported like the others: has the agreement ended?"),
        ] == [(remark.row, remark.why) for remark in done.remarks]

    def test_repeated_cells_are_mentioned(self, book):
        def change(active):
            for first in range(2, 18, 2):
                active.merge_cells(f"B{first}:B{first + 1}")
            active.merge_cells("D2:D3")

        rows = [[str(number), "Kyoto" if number % 2 else None, "x"] for number in range(1, 17)]
        _, done = as_guessed(book(["Ref", "Partner", "Note"], *rows, change=change))
        listed = "B2:B3, B4:B5, B6:B7, B8:B9, B10:B11, B12:B13, ..."
        assert f"cells merged over several rows were read in each of these rows: {listed}" in done.notes
        assert 16 == done.records


class TestText:
    def test_a_line_that_states_the_separator(self, sheet):
        made, done = as_guessed(sheet("sep=;\r\nNo.;Partner\r\n1;Université de Lomé\r\n".encode("cp1252")))
        assert ("cp1252", ";", 2) == (made.encoding, made.delimiter, made.header_row)
        assert "Université de Lomé" == done.register.agreements[0].parties[1].name

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
    def test_encodings_of_unicode(self, sheet, encoding):
        made, done = as_guessed(sheet("No.,Partner\n1,Lomé\n2,Lund\n", encoding))
        assert ("No.", "Lomé") == (made.columns.id, done.register.agreements[0].parties[1].name)

    def test_empty_cells_beyond_the_headings(self, sheet):
        done = read(sheet("Ref,Title\n1,x,,\n2,y,z\n"), Mapping.loads('[columns]\nid = "Ref"\ntitle = "Title"'))
        assert (("1",), [3]) == (done.added, [problem.row for problem in done.problems])


class TestIds:
    def test_a_constant_column_is_no_id(self, sheet):
        made, done = as_guessed(sheet("Unit,Contract no,Supplier\nAdmin,C-01,A\nAdmin,C-02,B\nAdmin,C-03,C\n"))
        assert ("Contract no", 3) == (made.columns.id, done.records)

    def test_without_an_id_they_are_built_and_stay(self, sheet):
        text = "No,Partner,Signed\n1,Kyoto,2021-05-03\n2,Lund,2021-05-03\n1,Lund,2021-05-03\n2,Riga,2021-05-03\n"
        made, done = as_guessed(sheet(text))
        assert "{Partner} {Signed}" == made.constants.id
        assert ("kyoto-2021-05-03", "lund-2021-05-03", "lund-2021-05-03-2", "riga-2021-05-03") == done.added
        inserted = text.replace("1,Kyoto", "9,Lund,2021-05-03\n1,Kyoto")
        again = read(sheet(inserted), made, into=done.register)
        assert (("lund-2021-05-03-3",), (), 4) == (again.added, again.updated, len(again.unchanged))

    def test_a_likely_id(self, sheet):
        assert "Desk code" == guess(sheet("Desk code,Partner\nA,Kyoto\nB,Lund\n")).columns.id


class TestOurSide:
    def test_it_is_asked_once(self, sheet):
        made, done = as_guessed(sheet("Ref,Partner\n1,Kyoto University\n2,Lund University\n"))
        assert "Who is your own side?" in guess(sheet("Ref,Partner\n1,Kyoto University\n")).comments["/parties"]
        assert (("us",), PLACEHOLDER) == (made.parties.always, made.parties.known[0].name)
        assert 2 == done.records

    def test_it_is_named(self, sheet):
        path = sheet("Ref,Partner\n1,Kyoto University\n")
        _, done = as_guessed(path, us="Universiti Malaya")
        assert "Universiti Malaya" == done.register.agreements[0].parties[0].name
        assert "Who is" not in guess(path, us="Universiti Malaya").comments.get("/parties", "")

    def test_it_is_the_name_in_most_rows(self, sheet):
        rows = "".join(f"{number},Universiti Malaya\n" for number in range(4)) + "5,Kyoto University\n"
        made, _ = as_guessed(sheet("Ref,Partner\n" + rows))
        assert "Universiti Malaya" == made.parties.known[0].name

    def test_it_is_the_name_in_most_titles(self, sheet):
        rows = "".join(
            f"{name},MOU between Universiti Malaya and {name} University,{name} University\n" for name in "ABCDE"
        )
        made, _ = as_guessed(sheet("Ref,Title,Partner\n" + rows))
        assert "Universiti Malaya" == made.parties.known[0].name

    def test_another_name_in_titles_is_not(self, sheet):
        rows = "".join(f"{name},MOU between {name} and B,{name} University\n" for name in "ABCDE")
        made, _ = as_guessed(sheet("Ref,Title,Partner\n" + rows))
        assert PLACEHOLDER == made.parties.known[0].name

    def test_a_column_of_our_side(self, sheet):
        made, _ = as_guessed(sheet("Ref,Home institution,Partner\n1,Faculty of Law,Kyoto\n2,Faculty of Arts,Lund\n"))
        assert ("Partner", "Home institution") == made.columns.parties
        assert () == made.parties.always


class TestParties:
    def test_few_states_among_organisations_are_declared(self, sheet):
        rows = "".join(f"{number},University {number}\n" for number in range(12)) + "12,Japan\n13,Viet Nam\n"
        made, done = as_guessed(sheet("Ref,Partner\n" + rows.replace("13,Viet Nam\n", "")))
        assert ("organisation", {"us", "JPN"}) == (made.parties.written, {party.id for party in made.parties.known})
        assert "state" == done.register.agreement("12").parties[1].kind
        assert 13 == done.records

    def test_a_name_that_several_states_share_is_no_state(self, sheet):
        rows = "".join(f"{number},University {number}\n" for number in range(12)) + "12,Korea\n"
        made, done = as_guessed(sheet("Ref,Partner\n" + rows))
        assert ({"us"}, 13) == ({party.id for party in made.parties.known}, done.records)

    def test_names_near_those_of_states_are_asked(self, sheet):
        made, done = as_guessed(
            sheet("Ref,Partner\n1,Japan\n2,Peru\n3,Malasia\n4,ASEAN\n5,Siemens\n6,Korea University\n")
        )
        assert "any" == made.parties.written
        assert {"us", "malasia"} == {party.id for party in made.parties.known}
        assert 6 == done.records

    def test_cities_are_subnational_governments(self, sheet):
        made, _ = as_guessed(sheet("Sister city,Since\nLille,1958\nTurin,1958\n"))
        assert "subnational_government" == made.parties.kind

    @pytest.mark.parametrize(
        ("name", "other", "is_near"),
        [
            ("University of Melbourne", "Univeristy of Melbourne", True),
            ("University of Melbourne", "The University of Melbourne", True),
            ("University of Melbourne", "University of Melborne", True),
            ("Osaka Metropolitan University", "Osaka Metropolitin University", True),
            ("Université de Lomé", "Universite de Lome", True),
            ("University of A", "University of B", False),
            ("Nanjing University", "Nanning University", False),
            ("Shanxi University", "Shaanxi University", False),
            ("York University", "University of York", False),
            ("Universidad de Chile", "Universidade de Brasil", False),
            ("Lund University 1", "Lund University 2", False),
            ("University of Otagoland", "University of Otagoland Two", False),
            ("Universidada", "Universidado", False),
            ("Abcdefgh", "Badcefgh", False),
            ("京都大学", "北京大学", False),
            ("มหาวิทยาลัยเชียงใหม่", "มหาวิทยาลัยเชียงราย", False),
            ("جامعة القاهرة", "جامعة القاهره", False),
            ("The", "Of", False),
        ],
    )
    def test_near_names(self, name, other, is_near):
        names = NearNames()
        names.add(name, "first", name)
        assert (name if is_near else None) == names.near(other, "second")
        assert None is names.near(other, "first")


class TestKinds:
    def test_each_row_has_that_of_its_title(self, sheet):
        made, done = as_guessed(
            sheet("Ref,Title,Partner\n1,MOU with Kyoto,Kyoto\n2,Agreement on fish,Lund\n3,Fisheries,Riga\n")
        )
        assert "{Title}" == made.constants.kind
        assert ["mou", "agreement", None] == [agreement.kind for agreement in done.register.agreements]

    @pytest.mark.parametrize(
        ("title", "kind"),
        [
            ("Memorandum of Understanding between A and B", "mou"),
            ("Agreement under the MOU of 2019", "agreement"),
            ("Convenio marco", "agreement"),
            ("Nota Kesepahaman", "mou"),
            ("Kyoto", None),
        ],
    )
    def test_words(self, title, kind):
        assert kind == kind_in(title)


class TestSeveralSheets:
    HEADINGS = ("Ref", "Partner", "Signed")

    def rows(self, *refs):
        return [[ref, f"Partner {ref}", "2021-05-03"] for ref in refs]

    def test_sheets_with_the_same_headings_are_one_table(self, book):
        path = book(
            self.HEADINGS,
            *self.rows("A1", "A2"),
            sheets=[
                ("2020", [["Register"], self.HEADINGS, *self.rows("B1")]),
                ("Notes", [["x"], ["y"]]),
                ("Empty", []),
            ],
        )
        made, done = as_guessed(path)
        assert (("Sheet", "2020"), ("A1", "A2", "B1")) == (made.sheet, done.added)
        assert "Not read: Notes, Empty." in guess(path).comments["/sheet"]
        assert '2020: row 2 is taken as the headings; row 1 above it: "Register"' in done.notes

    def test_remarks_name_the_sheet(self, book):
        path = book(
            self.HEADINGS,
            *self.rows("A1"),
            sheets=[("2020", [self.HEADINGS, ["B1", "x", "soon"], ["Total", None, None]])],
        )
        _, done = as_guessed(path, sheet=["Sheet", "2020"])
        assert [("2020", 2)] == [(problem.sheet, problem.row) for problem in done.problems]
        (group,) = [group for group in remark_groups(done) if group.what == "problem"]
        assert ("2020 2", "Signed", ("soon",)) == (group.rows, group.column, group.values)

    def test_remarks_that_compare_rows_name_both_sheets(self, book):
        """Rows of different sheets have the same numbers."""
        path = book(
            self.HEADINGS,
            ["A1", "University of Leeds", "2021-05-03"],
            ["A2", "Kyoto University", "2021-05-03"],
            sheets=[
                ("2020", [self.HEADINGS, ["A1", "University of Leeds", "2021-05-03"], ["A2", "Lund", "2021-06-03"]]),
                ("2021", [self.HEADINGS, ["C1", "Kyoto Universty", "2021-05-03"]]),
            ],
        )
        _, done = as_guessed(path, sheet=["Sheet", "2020", "2021"])
        assert [("2020", 2, "duplicates row 2 of Sheet")] == [(row.sheet, row.row, row.why) for row in done.duplicates]
        remarks = {(remark.sheet, remark.row, remark.why) for remark in done.remarks}
        assert {
            ("2020", 3, "same id as row 3 of Sheet; its record is A2-2"),
            ("2021", 2, "similar to Kyoto University in row 3 of Sheet; imported as a different party"),
        } <= remarks

    def test_an_update_names_its_sheet(self, book):
        sheets = [("2020", [self.HEADINGS, ["B1", "Lund", "2021-05-03"]])]
        made, done = as_guessed(book(self.HEADINGS, *self.rows("A1"), sheets=sheets), sheet=["Sheet", "2020"])
        sheets[0][1][1][2] = "2021-06-03"
        later = read(book(self.HEADINGS, *self.rows("A1"), sheets=sheets), made, into=done.register)
        assert [("B1", 2, "2020")] == [(update.id, update.row, update.sheet) for update in later.updated]

    def test_the_main_sheet_is_found(self, book):
        path = book(["How to use this file"], sheets=[("Data", [self.HEADINGS, *self.rows("A1")])])
        made, done = as_guessed(path)
        assert ("Data", ("A1",)) == (made.sheet, done.added)
        assert "Data has headings for the most fields. Not read: Sheet." == guess(path).comments["/sheet"]

    def test_a_sheet_without_the_headings(self, book):
        path = book(self.HEADINGS, *self.rows("A1"), sheets=[("2020", [["x", "y"], [1, 2]])])
        made = attrs.evolve(guess(path, sheet="Sheet"), sheet=["Sheet", "2020"])
        with pytest.raises(
            ValidationError, match='found "2020"; expected a sheet with the headings of the first sheet'
        ):
            read(path, made)

    def test_a_sheet_that_does_not_exist(self, book):
        with pytest.raises(ValidationError, match="expected one of the workbook's sheets: Sheet"):
            guess(book(self.HEADINGS), sheet=["Sheet", "2021"])

    def test_further_columns_of_a_later_sheet_are_kept(self, book):
        path = book(
            self.HEADINGS,
            *self.rows("A1"),
            sheets=[("2020", [("Signed", "Ref", "Partner", "Desk"), ["2021-05-03", "B1", "x", "Asia"]])],
        )
        _, done = as_guessed(path, sheet=["Sheet", "2020"])
        assert "Asia" == done.register.agreement("B1").extensions["sheet"]["Desk"]


class TestOtherWorkbooks:
    @pytest.fixture
    def ods(self, tmp_path):
        """A small OpenDocument workbook, written by hand."""

        def make(*rows):
            cells = "".join("<table:table-row>" + "".join(cell for cell in row) + "</table:table-row>" for row in rows)
            names = "office table text".split()
            spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
            content = (
                f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
                f'<table:table table:name="2020">{cells}</table:table><table:table table:name="Other"></table:table>'
                "</office:spreadsheet></office:body></office:document-content>"
            )
            path = tmp_path / "table.ods"
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
                archive.writestr("content.xml", content)
                archive.writestr("META-INF/manifest.xml", MANIFEST)
            return path

        return make

    @staticmethod
    def text(value):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    @staticmethod
    def day(value):
        cell = f'<table:table-cell office:value-type="date" office:date-value="{value}">'
        return f"{cell}<text:p>x</text:p></table:table-cell>"

    def test_an_open_document(self, ods):
        time = (
            '<table:table-cell office:value-type="time" office:time-value="PT1H"><text:p>1</text:p></table:table-cell>'
        )
        path = ods(
            [self.text("Ref"), self.text("Partner"), self.text("Signed"), self.text("Desk"), self.text("Time")],
            [self.text("A1"), self.text("Kyoto"), self.day("2021-05-03"), self.text("#REF!"), time],
            [self.text("A2"), self.text("Lund"), self.day("2021-06-03T10:30:00"), self.text(""), self.text("")],
        )
        made = guess(path, sheet="2020")
        done = read(path, made)
        assert ("A1", "A2") == done.added
        assert ["2021-05-03", "2021-06-03"] == [str(agreement.acts[0].on) for agreement in done.register.agreements]
        assert {"its time of day, 10:30:00, is left out"} == {
            remark.why for remark in done.remarks if remark.column == "Signed"
        }
        assert "save the file as .xlsx" in done.notes[0]
        assert 'sheet "2020" was read, the first of 2; the others were not read' == grid_of(path).notes[0]

    def test_a_file_that_is_none(self, tmp_path):
        (tmp_path / "table.xls").write_bytes(b"nothing")
        with pytest.raises(ValidationError, match="expected a workbook that a spreadsheet program can open"):
            guess(tmp_path / "table.xls")

    def test_a_sheet_that_does_not_exist(self, ods):
        with pytest.raises(ValidationError, match="one of the workbook's sheets: 2020, Other"):
            guess(ods([self.text("Ref")]), sheet="2021")

    def test_without_the_extra(self, ods, monkeypatch):
        monkeypatch.setitem(sys.modules, "python_calamine", None)
        with pytest.raises(MissingExtraError, match=r"reading \.xls and \.ods files needs the extra 'sheets'"):
            guess(ods([self.text("Ref")]))

    def test_too_many_cells(self, ods, monkeypatch):
        monkeypatch.setattr("mou.importing.grid.MOST_CELLS", 1)
        with pytest.raises(ValidationError, match="more than 1 cells"):
            guess(ods([self.text("Ref"), self.text("Partner")]))

    def test_times_of_day_are_texts(self):
        assert "10:30:00" == cell_of(time(10, 30)).text

    def test_it_reads_the_values_that_openpyxl_reads(self, book):
        path = book(["Ref", "Partner"], ["A1", "Kyoto"])
        assert [["Ref", "Partner"], ["A1", "Kyoto"]] == CalamineWorkbook.from_path(path).get_sheet_by_index(
            0
        ).to_python()


class TestGroups:
    def test_they_are_of_bounded_size(self, sheet):
        out = io.StringIO()
        csv.writer(out).writerows(
            [["Ref", "Partner", "Signed"], *[[f"A{number}", "x", f"soon {number}"] for number in range(200)]]
        )
        made = attrs.evolve(guess(sheet("Ref,Partner,Signed\nA,x,2021-05-03\n")), date_formats=["EDTF"])
        done = read(sheet(out.getvalue()), made)
        (group,) = remark_groups(done)
        assert ("problem", 200, "2, 3, 4 and 197 more", "Signed") == (group.what, group.count, group.rows, group.column)
        assert ("row 2: soon 0", "row 3: soon 1", "row 4: soon 2") == group.values
        assert not group.is_complete

    def test_ten_rows_are_all_listed(self, sheet):
        made = attrs.evolve(guess(sheet("Ref,Partner,Signed\nA,x,2021-05-03\n")), date_formats=["EDTF"])
        rows = "".join(f"A{number},x,soon\n" for number in range(10))
        (group,) = remark_groups(read(sheet(f"Ref,Partner,Signed\n{rows}"), made))
        assert ("2, 3, 4, 5, 6, 7, 8, 9, 10, 11", True) == (group.rows, group.is_complete)

    def test_each_contradiction_names_its_cell(self, sheet):
        rows = "Ref,Partner,Signed,Term,Until\nA,x,2021-05-03,5 years,unlimited\nB,y,2021-05-03,unlimited,2026-05-02\n"
        done = read(sheet(rows), guess(sheet(rows)))
        whys = {group.why for group in remark_groups(done) if group.what == "problem"}
        assert {'contradicts Term "5 years"', 'contradicts Term "unlimited"'} == whys

    def test_pointers_are_left_out(self, sheet):
        made = guess(sheet("Ref,Partner,Signed,Until\nA,x,2021-05-03,2020-05-03\n"))
        done = read(sheet("Ref,Partner,Signed,Until\nA,x,2021-05-03,2020-05-03\n"), made)
        assert all("/term" not in group.why for group in remark_groups(done))
