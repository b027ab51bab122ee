"""Spreadsheets: what they show, read by other libraries than the one that writes, and that nothing in them computes."""

import csv
import io
import sys
import zipfile
from datetime import date, datetime

import attrs
import openpyxl
import pytest
import python_calamine
from click.testing import CliRunner
from hostile_texts import REGISTER as HOSTILE, TEXTS, held
from hypothesis import given, settings
from records import declared, record, signed

import mou
from mou import conformance, examples, strategies
from mou.answers.register import Register
from mou.cli.commands import command
from mou.errors import DateRangeError, MissingExtraError, ValidationError
from mou.formats import sheets
from mou.formats.sheets import LONGEST_CELL, to_csv, to_xlsx, write_csv, write_xlsx
from mou.model.durations import Indefinite
from mou.model.renewals import NoRenewal, TacitRenewal

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
RENEWED = record(signed("2024-08-28"), duration="P12M", renewal=TacitRenewal("P12M", notice="P2M"))


def rows(register, on):
    return list(csv.DictReader(io.StringIO(to_csv(register, on), newline="")))


def book(register, on, **how):
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(register, on, **how)), rich_text=False)


def table(sheet):
    """The rows of a sheet by its headings."""
    heading, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, line, strict=True)) for line in lines]


def calamine(register, on, name="Agreements"):
    found = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(register, on)))
    return found.get_sheet_by_name(name).to_python(skip_empty_area=False)


class TestCsv:
    def test_the_first_record(self):
        """Malaysia and the United States, 30 October 2025, for five years: last day 30 October 2030."""
        (row,) = rows(examples.register(), "2026-11-25")
        assert {
            "id": "mys-usa-defence-2025",
            "title": "Memorandum of Understanding on Defence Cooperation",
            "kind": "mou",
            "party_names": "Malaysia; United States of America",
            "parties": "MYS USA",
            "status": "in_force",
            "word": "in effect",
            "reason": "in effect since 30 October 2025",
            "signed_on": "2025-10-30",
            "entered_on": "2025-10-30",
            "last_day": "2030-10-30",
            "end": "2030-10-30, if not renewed",
            "notice_deadline": "",
            "period_last_day": "2030-10-30",
            "renewal": "0",
        } == {name: row[name] for name in list(row) if name not in {"subjects", "assumptions", "explanation"}}
        assert "the term is not renewed, because the renewal clause is not known" in row["assumptions"]
        assert "ends on 30 October 2030" in row["explanation"]

    def test_a_renewal_as_it_was_published(self):
        """glpi-project/glpi 23084: first end 28 August 2025, twelve months tacit, two months' notice."""
        (row,) = rows(Register(agreements=[RENEWED]), "2026-02-11")
        assert ("2026-08-28", "1", "2026-06-28", "", "none") == tuple(
            row[name] for name in ("period_last_day", "renewal", "notice_deadline", "last_day", "end")
        )

    @pytest.mark.parametrize("text", TEXTS)
    def test_no_cell_is_a_formula_and_no_row_is_broken(self, text):
        (row,) = rows(Register(agreements=[held(text)]), "2026-11-25")
        assert not [cell for cell in row.values() if cell.lstrip(" ").startswith(FORMULA)]
        assert text.replace("\r\n", "\n").replace("\r", "\n") in {row["title"], row["title"].removeprefix("'")}

    def test_a_file_that_spreadsheets_know_as_utf_8(self, tmp_path):
        register = Register(agreements=[attrs.evolve(RENEWED, title="Übereinkunft")])
        write_csv(register, tmp_path / "agreements.csv", "2026-11-25")
        content = (tmp_path / "agreements.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbfid,title,")
        assert to_csv(register, "2026-11-25") == content.decode("utf-8-sig")

    def test_one_outside_the_calendar_stands_there_with_why(self):
        (row,) = rows(Register(agreements=[record(signed("9998-01-01"), duration="P5Y")]), "2026-11-25")
        assert ("unknown", "not known", "", "not known") == tuple(
            row[key] for key in ("status", "word", "last_day", "end")
        )
        assert "outside the calendar" in row["reason"]

    def test_a_day_that_is_none(self):
        with pytest.raises(ValidationError, match="a valid date"):
            to_csv(Register(), "today")

    @settings(max_examples=30)
    @given(strategies.registers())
    def test_any_register_has_a_line_an_agreement(self, register):
        found = rows(register, "2022-06-01")
        assert [one.id for one in register.agreements] == [row["id"] for row in found]
        assert not [cell for row in found for cell in row.values() if cell.startswith(FORMULA)]


OWN = attrs.evolve(RENEWED, extensions={"sheet": {"Country": "Japan", "title": "=1+1", "Signed": 7, "=A1": "b"}})


class TestOwnColumns:
    def test_of_csv_follow_the_others(self):
        (row,) = rows(Register(agreements=[OWN]), "2026-02-11")
        assert {"Country": "Japan", "sheet/title": "'=1+1", "Signed": "7", "'=A1": "b"} == dict(list(row.items())[18:])
        chosen = to_csv(Register(agreements=[OWN]), "2026-02-11", columns=["title"])
        assert chosen.splitlines()[0].endswith(",explanation,sheet/title")

    def test_of_xlsx_are_texts_under_their_headings(self):
        made = book(Register(agreements=[OWN]), "2026-02-11")["Agreements"]
        headings, cells = (list(line)[17:] for line in made.iter_rows())
        assert ["Country", "sheet/title", "sheet/Signed", "=A1"] == [cell.value for cell in headings]
        assert ["Japan", "=1+1", "7", "b"] == [cell.value for cell in cells]
        assert [False, True, False, False] == [bool(cell.quotePrefix) for cell in cells]
        assert headings[3].quotePrefix

    def test_those_chosen_are_beside_events_too(self):
        register = Register(agreements=[OWN])
        made = book(register, "2026-07-01", columns=["country"])
        assert ["Japan"] == [row["Country"] for row in table(made["Missed notices"])]
        assert {"Japan"} == {row["Country"] for row in table(made["Upcoming"])}
        assert "Country" not in {cell.value for cell in book(register, "2026-07-01")["Upcoming"][1]}

    def test_one_that_is_not_there(self, tmp_path):
        for write in (write_csv, write_xlsx):
            with pytest.raises(ValidationError, match='/columns: found "Town"'):
                write(Register(agreements=[OWN]), tmp_path / "sheet", "2026-02-11", columns=["Town"])

    def test_more_than_a_sheet_can_hold(self):
        many = attrs.evolve(RENEWED, extensions={f"C{number}": "" for number in range(16_384)})
        with pytest.raises(ValidationError, match=r"16,401 columns for the sheet Agreements; expected at most 16,384"):
            to_xlsx(Register(agreements=[many]), "2026-02-11")


class TestXlsx:
    def test_the_first_record_has_real_days(self):
        made = book(examples.register(), "2026-11-25")
        assert ["Agreements", "Upcoming", "Missed notices", "Not determined", "Findings"] == made.sheetnames
        (row,) = table(made["Agreements"])
        assert (date(2025, 10, 30), date(2030, 10, 30), "2030-10-30, if not renewed", "in effect", 0) == (
            row["Signed"].date(),
            row["Last day"].date(),
            row["End in words"],
            row["Status on 2026-11-25"],
            row["Renewal"],
        )
        assert "Malaysia; United States of America" == row["Parties"]
        heading = [cell.value for cell in made["Agreements"][1]]
        cell = made["Agreements"].cell(2, 1 + heading.index("Last day"))
        assert (True, "yyyy-mm-dd") == (cell.is_date, cell.number_format)

    def test_another_library_reads_the_same(self):
        heading, row = calamine(examples.register(), "2026-11-25")
        found = dict(zip(heading, row, strict=True))
        assert (date(2030, 10, 30), "in effect") == (found["Last day"], found["Status on 2026-11-25"])

    def test_what_comes_up(self):
        """glpi-project/glpi 23084: on 11 February 2026 the last day for notice is 28 June 2026."""
        register = Register(agreements=[RENEWED])
        found = table(book(register, "2026-02-11")["Upcoming"])
        assert [
            (date(2026, 6, 28), "notice deadline", "last day for notice before 28 August 2026", False),
            (date(2026, 8, 29), "renewal", "renewal 2 begins", False),
        ] == [(row["On"].date(), row["Kind"], row["What happens"], row["If not renewed"]) for row in found]
        assert [] == table(book(register, "2026-02-11", within="P1M")["Upcoming"])

    def test_an_uncertain_day_has_bounds(self):
        agreement = record(declared("2019-05"), duration="P5Y", renewal=NoRenewal())
        found = table(book(Register(agreements=[agreement]), "2024-01-01")["Upcoming"])
        assert [(None, date(2024, 5, 1), date(2024, 5, 31))] == [
            (row["On"], row["Earliest"].date(), row["Latest"].date()) for row in found if row["Kind"] == "last day"
        ]

    def test_findings(self):
        """The African Union declared a day other than its condition gives: 30 May 2019, not 29 May."""
        found = table(book(conformance.records(), "2026-11-25")["Findings"])
        assert ("warning", "declared-differs", "afcfta") in [
            (row["Severity"], row["Code"], row["Record"]) for row in found
        ]

    def test_it_is_made_to_be_read(self):
        sheet = book(examples.register(), "2026-11-25")["Agreements"]
        assert ("C2", "A1:Q2", True) == (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.bold)
        assert sheet["B2"].alignment.wrap_text
        assert 40 < sheet.column_dimensions["B"].width < 50
        assert 15 < sheet.row_dimensions[2].height <= 75

    def test_days_before_the_reach_of_spreadsheets_are_text(self):
        found = []
        for on in ("1900-02-28", "1900-03-01"):
            register = Register(agreements=[record(signed(on), duration="P5Y")])
            found += [row["Signed"] for row in table(book(register, "1950-01-01")["Agreements"])]
        assert ["1900-02-28", datetime(1900, 3, 1)] == found  # noqa: DTZ001

    def test_it_says_nothing_of_where_and_when_it_was_made(self):
        content = to_xlsx(examples.register(), "2026-11-25")
        assert content == to_xlsx(examples.register(), "2026-11-25")
        made = openpyxl.load_workbook(io.BytesIO(content)).properties
        assert ("Agreements on 2026-11-25", None, None) == (made.title, made.creator, made.lastModifiedBy)
        assert date(2026, 11, 25) == made.created.date()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {1980} == {one.date_time[0] for one in archive.infolist()}

    def test_days_of_any_year_can_be_asked_about(self):
        for on in ("0001-01-01", "1979-02-28", "9998-12-31"):
            assert f"Status on {on}" == book(examples.register(), on)["Agreements"]["G1"].value
        with pytest.raises(DateRangeError):
            to_xlsx(examples.register(), "9999-06-01")

    def test_no_cell_is_a_formula_or_a_link(self):
        made = book(HOSTILE, "2026-11-25")
        cells = [cell for sheet in made for line in sheet.iter_rows() for cell in line]
        assert [] == [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
        strings = [cell for cell in cells if isinstance(cell.value, str)]
        assert {True} == {cell.quotePrefix for cell in strings if cell.value.lstrip().startswith(FORMULA)}
        assert [] == [name for name in zipfile.ZipFile(io.BytesIO(to_xlsx(HOSTILE, "2026-11-25"))).namelist()
                      if "external" in name.lower() or "link" in name.lower()]  # fmt: skip

    def test_texts_are_what_they_were(self):
        shown = [
            text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe\uffff", r"\ufffe\uffff") for text in TEXTS
        ]
        assert shown == [row["Title"] for row in table(book(HOSTILE, "2026-11-25")["Agreements"])]
        assert shown == [row[1] for row in calamine(HOSTILE, "2026-11-25")[1:]]

    @pytest.mark.parametrize("char", ["y", "\U0001f600"])
    def test_what_no_cell_can_hold_is_cut_and_said(self, char):
        text = char * (LONGEST_CELL + 5)
        (row,) = table(book(Register(agreements=[held(text)]), "2026-11-25")["Agreements"])
        kept, remark = row["Title"].split("\n")
        assert "[cut here: the full text has 32,772 characters, more than a spreadsheet cell can hold]" == remark
        assert {char} == {*kept}
        assert LONGEST_CELL - 1 <= len(row["Title"].encode("utf-16-le")) / 2 <= LONGEST_CELL

    @pytest.mark.parametrize("length", [LONGEST_CELL - 1, LONGEST_CELL])
    def test_what_a_cell_can_just_hold_stays_whole(self, length):
        (row,) = table(book(Register(agreements=[held("y" * length)]), "2026-11-25")["Agreements"])
        assert "y" * length == row["Title"]

    def test_more_rows_than_a_sheet_has(self, monkeypatch):
        monkeypatch.setattr(sheets, "_MOST_ROWS", 0)
        with pytest.raises(ValidationError, match="found 1 rows for the sheet Agreements; expected at most 0 rows"):
            to_xlsx(examples.register(), "2026-11-25")

    def test_progress(self):
        steps = []
        to_xlsx(examples.register(), "2026-11-25", progress=lambda done, of: steps.append((done, of)))
        assert [(1, 1)] == steps

    def test_a_file(self, tmp_path):
        write_xlsx(examples.register(), tmp_path / "a.xlsx", "2026-11-25", within="P6M")
        assert to_xlsx(examples.register(), "2026-11-25", within="P6M") == (tmp_path / "a.xlsx").read_bytes()
        assert ["a.xlsx"] == [path.name for path in tmp_path.iterdir()]

    def test_without_the_extra(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        with pytest.raises(MissingExtraError, match=r"pip install 'pymou\[sheets\]'"):
            to_xlsx(examples.register(), "2026-11-25")

    def test_an_empty_register(self):
        made = book(Register(), "2026-11-25")
        assert [[], [], [], [], []] == [table(sheet) for sheet in made]

    def test_a_register_of_one_without_an_end(self):
        agreement = record(signed("2020-01-01"), duration=Indefinite())
        (row,) = table(book(Register(agreements=[agreement]), "2026-11-25")["Agreements"])
        assert (None, "none") == (row["Last day"], row["End in words"])

    @settings(max_examples=10)
    @given(strategies.registers())
    def test_any_register(self, register):
        _, *lines = calamine(register, "2022-06-01")
        assert [one.id for one in register.agreements] == [line[0] for line in lines]
        assert [one.id for one in register.in_force("2022-06-01")] == [
            line[0] for line in lines if line[6] in {"in force", "in effect"}
        ]


def test_a_column_has_the_same_values_in_every_csv(tmp_path):
    """What `mou show`, `mou status` and `mou export` write under the same name is the same."""
    path = tmp_path / "register.json"
    left = attrs.evolve(RENEWED, id="note", kind="exchange_of_notes", binding=False)
    path.write_text(mou.dumps(Register(agreements=[RENEWED, left])), "utf-8")

    def read(*arguments):
        done = CliRunner().invoke(command, [*arguments, "--on", "2026-11-25"], catch_exceptions=False)
        return list(csv.DictReader(io.StringIO(done.stdout)))

    exported = read("export", str(path), "--to", "csv")
    for other in (read("show", str(path), "--format", "csv"), read("status", str(path), "--format", "csv")):
        shared = exported[0].keys() & other[0].keys()
        assert {"status", "word", "kind", "parties", "assumptions", "last_day", "notice_deadline"} <= shared
        assert [{name: row[name] for name in shared} for row in exported] == [
            {name: row[name] for name in shared} for row in other
        ]
    assert "exchange_of_notes" in {row["kind"] for row in exported}
