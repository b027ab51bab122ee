"""Sheets: what stands in the cells of CSV files and workbooks, and what covers or hides it."""

import io
import sys
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from sheets import HEADINGS, ROW, changed, csv_text, grid_of, mapping
from tables import told

from mou.errors import MissingExtraError, ValidationError
from mou.importing import read
from mou.importing.grid import BLANK, Cell, Line, column_letters
from mou.importing.sheet import table_of

SHEET = "xl/worksheets/sheet1.xml"
BOMB = """<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "{}">{}]><w>&j;</w>""".format(
    "a" * 100,
    "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefghi", "bcdefghij", strict=True)),
)


@pytest.fixture
def csv_file(tmp_path):
    def make(content, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return make


@pytest.fixture
def workbook(tmp_path):
    """A workbook of rows, changed by a function on its sheet and by texts replaced in the sheet's part."""

    def make(*rows, change=None, replace=(), part=SHEET):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        if change:
            change(book.active)
        content = io.BytesIO()
        book.save(content)
        path = tmp_path / "table.xlsx"
        path.write_bytes(changed(content.getvalue(), part, *replace) if replace else content.getvalue())
        return path

    return make


def cells(grid):
    return [[cell.text for cell in line.cells] for line in grid.lines]


class TestCells:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, ""),
            (" a\xa0", "a"),
            ("\ufeff\u200ba\u200b ", "a"),
            ("a\r\nb", "a\nb"),
            ("a\u202fb", "a b"),
            (5, "5"),
            (5.0, "5"),
            (5.5, "5.5"),
            (True, "true"),
            (False, "false"),
            (date(2021, 4, 3), "2021-04-03"),
        ],
    )
    def test_as_text(self, value, text):
        assert text == Cell(value).text

    def test_a_line_of_nothing_is_blank(self):
        assert Line(1, (BLANK, Cell(" \xa0"), Cell(fault="a part of a merged cell"))).is_blank
        assert not Line(1, (BLANK, Cell("x"))).is_blank

    def test_letters_of_columns(self):
        assert ["A", "Z", "AA", "AZ", "BA", "XFD"] == [column_letters(index) for index in (0, 25, 26, 51, 52, 16383)]


class TestCsv:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_the_delimiter_that_fits(self, csv_file, delimiter):
        rows = [ROW | {"Remarks": "a, b; c"}, ROW | {"Ref": "2", "Title": "of 3,4"}]
        grid = grid_of(csv_file(csv_text(*rows, delimiter=delimiter)))
        assert delimiter == grid.delimiter
        assert "a, b; c" in cells(grid)[1]

    def test_a_delimiter_that_is_declared(self, csv_file):
        assert [["a;b", "c"]] == cells(grid_of(csv_file("a;b^c"), delimiter="^"))

    def test_one_column(self, csv_file):
        assert [["a"], ["b"]] == cells(grid_of(csv_file("a\nb\n")))

    def test_encodings(self, csv_file):
        text = "Universität;São Paulo"
        assert [text.split(";")] == cells(grid_of(csv_file(text.encode("utf-8-sig"))))
        assert [text.split(";")] == cells(grid_of(csv_file(text.encode("utf-16"))))
        assert [text.split(";")] == cells(grid_of(csv_file(text.encode("cp1252")), encoding="cp1252"))
        guessed = grid_of(csv_file(text.encode("cp1252")), tries=("cp1252",))
        assert ("cp1252", [text.split(";")]) == (guessed.encoding, cells(guessed))

    @pytest.mark.parametrize(
        ("encoding", "match"),
        [
            (None, r'found text that is not in UTF-8; expected .* encoding = "cp1252"'),
            ("ascii", "found text that is not in ascii"),
        ],
    )
    def test_another_encoding_is_told(self, csv_file, encoding, match):
        with pytest.raises(ValidationError, match=match):
            grid_of(csv_file("Universität".encode("cp1252")), encoding=encoding)

    def test_formulas_and_errors(self, csv_file):
        grid = grid_of(csv_file('"=HYPERLINK(""x"")",#REF!,@SUM(1),-5\n'))
        assert [['=HYPERLINK("x")', "#REF!", "@SUM(1)", "-5"]] == cells(grid)
        assert ["", "an error value of the spreadsheet", "", ""] == [cell.fault for cell in grid.lines[0].cells]

    def test_what_is_no_table(self, csv_file):
        with pytest.raises(ValidationError, match="an invalid table"):
            grid_of(csv_file(b"a,b\n" + b"x" * 200_000))

    def test_sizes(self, csv_file, monkeypatch):
        monkeypatch.setattr("mou.importing.grid.MOST_CELLS", 3)
        with pytest.raises(ValidationError, match="expected at most 3, including empty cells"):
            grid_of(csv_file("a,b\nc,d\n"))
        monkeypatch.setattr("mou.importing.sheet.LARGEST", 3)
        with pytest.raises(ValidationError, match="at most 3"):
            grid_of(csv_file("a,b\nc,d\n"))

    def test_other_files(self, csv_file):
        with pytest.raises(
            ValidationError, match=r"found a file named .*; expected a \.csv, \.xlsx, \.xls or \.ods file"
        ):
            grid_of(csv_file("a,b", "table"))

    def test_no_file(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            grid_of(tmp_path / "none.csv")


class TestTables:
    def test_headings_and_row_numbers(self, csv_file):
        table = table_of(
            grid_of(csv_file('Title\n\n"Ref ",Party\xa0 1,,Ref,"a\nb"\n,,,,\n1,2,3,4,5\n\n6,7,8,9,0\n')), 3, None
        )
        assert ("Ref", "Party 1", "[C]", "Ref [D]", "a b") == table.headings
        assert [5, 7] == [line.number for line in table.lines]
        assert [5] == [line.number for line in table_of(grid_of(csv_file("a\n\n\n\n1\n2\n")), 1, 5).lines]

    def test_a_heading_like_letters_is_no_other_column(self, csv_file):
        assert ("[B]", "[B] [B]") == table_of(grid_of(csv_file("[B],\n1,2\n")), 1, None).headings

    def test_ragged_rows(self, csv_file):
        table = table_of(grid_of(csv_file("a,b\n1\n1,2\n1,2,3\n")), 1, None)
        assert {2, 4} == table.ragged

    def test_cells_beyond_the_headings_of_a_workbook(self, workbook):
        table = table_of(grid_of(workbook(["a", "b"], [1], [1, 2, "x"])), 1, None)
        assert (("a", "b", "[C]"), frozenset()) == (table.headings, table.ragged)

    @pytest.mark.parametrize(("row", "found"), [(2, "an empty row"), (9, "no such row")])
    def test_no_headings(self, csv_file, row, found):
        with pytest.raises(ValidationError, match=f"/header_row: found {found}; expected the headings .* in row {row}"):
            table_of(grid_of(csv_file("a\n\nb\n")), row, None)


class TestWorkbooks:
    def test_values_of_all_types(self, workbook):
        noon = datetime(2021, 4, 3, 12, 30)  # noqa: DTZ001  # a workbook has no zones
        row = ["text ", 5, 5.5, True, date(2021, 4, 3), noon, time(12, 30), timedelta(hours=30)]
        (line,) = grid_of(workbook(row)).lines
        texts = ["text", "5", "5.5", "true", "2021-04-03", "2021-04-03", "12:30:00", "1 day, 6:00:00"]
        assert texts == [cell.text for cell in line.cells]
        assert ["its time of day, 12:30:00, is left out"] == [cell.remark for cell in line.cells if cell.remark]

    def test_formulas_have_the_value_that_was_stored(self, workbook):
        path = workbook(
            ["=1+1", "=A1", '=HYPERLINK("https://example.org/a","scan")', "=IF(A1=2,1,2)"],
            replace=[("<f>1+1</f><v />", "<f>1+1</f><v>2</v>")],
        )
        grid = grid_of(path)
        (line,) = grid.lines
        assert [2, "=A1"] == [cell.value for cell in line.cells[:2]]
        assert "" == line.cells[0].fault
        assert line.cells[1].fault.startswith("a formula without a stored value")
        assert "https://example.org/a" == line.cells[2].link
        assert ("1 cell is a formula; the last computed value was read",) == grid.notes

    def test_a_formula_may_give_an_empty_text(self, workbook):
        path = workbook(
            ["=B1&C1", "=A1", "x"],
            replace=[
                ('<c r="A1"><f>B1&amp;C1</f><v /></c>', '<c r="A1" t="str"><f>B1&amp;C1</f><v></v></c>'),
                ('<c r="B1"><f>A1</f><v /></c>', '<c r="B1" t="str"><f>A1</f><v>y</v></c>'),
            ],
        )
        grid = grid_of(path)
        assert [["", "y", "x"]] == cells(grid)
        assert {""} == {cell.fault for cell in grid.lines[0].cells}
        assert ("2 cells are formulas; the last computed values were read",) == grid.notes

    def test_text_that_looks_like_a_formula_stays_text(self, workbook):
        def change(sheet):
            sheet["A1"].data_type = "s"

        assert [["=1+1"]] == cells(grid_of(workbook(["=1+1"], change=change)))

    def test_errors(self, workbook):
        (line,) = grid_of(workbook(["#REF!", "#N/A"])).lines
        assert [("#REF!", "an error value of the spreadsheet"), ("#N/A", "an error value of the spreadsheet")] == [
            (cell.text, cell.fault) for cell in line.cells
        ]

    def test_merged_cells(self, workbook):
        def change(sheet):
            sheet.merge_cells("B2:C3")
            sheet.merge_cells("A9:A12")

        grid = grid_of(workbook(["a", "b", "c"], ["1", "x", None], ["2"], change=change))
        why = "a part of the merged cell B2, whose value is not repeated"
        assert [["", "", why], ["", "", why]] == [[cell.fault for cell in line.cells] for line in grid.lines[1:3]]
        assert ["x", "x"] == [line.cells[1].text for line in grid.lines[1:3]]
        assert ((3, "B2:B3"),) == grid.repeated

    def test_hidden_rows_columns_and_sheets(self, workbook):
        def change(sheet):
            sheet.row_dimensions[2].hidden = True
            sheet.column_dimensions["B"].hidden = True
            sheet.column_dimensions.group("D", "F", hidden=True)
            sheet.sheet_state = "hidden"
            for title in ("Second", "Third"):
                sheet.parent.create_sheet(title).append([title])
            sheet.parent["Second"].sheet_properties.tabColor = "FF0000"

        path = workbook(["a", "b"], ["1", "2"], change=change)
        hidden = grid_of(path, sheet="Sheet")
        assert [False, True] == [line.hidden for line in hidden.lines]
        assert ("hidden columns were read like the others: B, D to F",) == hidden.notes
        first = grid_of(path)
        assert [["Second"]] == cells(first)
        assert ('sheet "Second" was read, the first of 2; the others were not read',) == first.notes
        with pytest.raises(ValidationError, match=r'/sheet: found "None"; expected one of .*: Sheet, Second, Third'):
            grid_of(path, sheet="None")

    def test_links_behind_cells(self, workbook):
        def change(sheet):
            sheet["A1"].hyperlink = "https://example.org/scan.pdf"
            sheet["A2"].hyperlink = Hyperlink(ref="A2", location="Sheet!B1")

        grid = grid_of(workbook(["scan"], ["within"], change=change))
        assert ["https://example.org/scan.pdf"] == [grid.lines[0].cells[0].link]

    def test_rows_and_cells_without_a_place(self, workbook):
        path = workbook(
            ["x", "y"],
            [1, 2],
            replace=[
                ('<row r="2"><c r="A2"', "<row><c"),
                ('<c r="B2"', "<c"),
            ],
        )
        assert [["x", "y"], ["1", "2"]] == cells(grid_of(path))

    def test_parts_with_absolute_paths(self, workbook):
        path = workbook(["x"])
        assert [["x"]] == cells(grid_of(path))
        path.write_bytes(changed(path.read_bytes(), "xl/_rels/workbook.xml.rels", ('"/xl/worksheets', '"worksheets')))
        assert [["x"]] == cells(grid_of(path))

    def test_rows_far_down_are_no_rows(self, workbook):
        """Sheets are often formatted to the bottom; a stated size is often wrong."""

        def change(sheet):
            sheet["A1000000"].font = Font(bold=True)

        grid = grid_of(workbook(["a"], [1], change=change, replace=[('ref="A1:A1000000"', 'ref="A1:XFD1048576"')]))
        assert [2] == [line.number for line in table_of(grid, 1, None).lines]


class TestWorkbooksThatAreNone:
    def test_without_openpyxl(self, workbook, monkeypatch):
        path = workbook(["a"])
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        with pytest.raises(MissingExtraError, match=r"reading \.xlsx files needs the extra 'sheets'"):
            grid_of(path)

    @pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0 an encrypted one", b"<html>"])
    def test_other_contents(self, csv_file, content):
        with pytest.raises(
            ValidationError, match=r"a file that can't be read .*expected a workbook that Excel can open"
        ):
            grid_of(csv_file(content, "table.xlsx"))

    def test_an_archive_of_something_else(self, csv_file):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("word/document.xml", "<w/>")
        with pytest.raises(ValidationError, match="a file that can't be read"):
            grid_of(csv_file(content.getvalue(), "table.xlsx"))

    def test_one_that_unpacks_to_too_much(self, workbook, monkeypatch):
        monkeypatch.setattr("mou.importing.workbook.LARGEST_UNPACKED", 1000)
        with pytest.raises(ValidationError, match=r"a workbook that unpacks to .* bytes; expected at most 1,000"):
            grid_of(workbook(["a"]))

    @pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", SHEET])
    def test_entities_that_multiply(self, workbook, part):
        path = workbook(["a"])
        content = io.BytesIO()
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(content, "w") as made:
            for name in archive.namelist():
                made.writestr(name, BOMB if name == part else archive.read(name))
        path.write_bytes(content.getvalue())
        with pytest.raises(ValidationError, match="a file that can't be read"):
            grid_of(path)

    @pytest.mark.parametrize(
        "replace",
        [
            ('<c r="A1"', '<c r="XFD1"'),
            ('<row r="1"', '<row r="99999999"'),
        ],
    )
    def test_cells_beyond_all_measure(self, workbook, monkeypatch, replace):
        monkeypatch.setattr("mou.importing.grid.MOST_CELLS", 10_000)
        monkeypatch.setattr("mou.importing.workbook._LAST_ROW", 10_000)
        with pytest.raises(ValidationError, match="a sheet with more than"):
            grid_of(workbook(["a"], replace=[replace]))

    def test_merged_cells_beyond_all_measure(self, workbook, monkeypatch):
        monkeypatch.setattr("mou.importing.grid.MOST_CELLS", 100)
        with pytest.raises(ValidationError, match="a sheet with more than"):
            grid_of(
                workbook(["a"], change=lambda sheet: sheet.merge_cells("A1:B2"), replace=[("A1:B2", "A1:XFD1048576")])
            )


def test_a_workbook_reads_as_the_same_table_in_csv(workbook, csv_file):
    rows = [ROW | {"Signed": "3 May 2021", "Desk": "12"}, ROW | {"Ref": "2", "Term": "5 yrs"}]
    book = workbook(list(HEADINGS), *[[row.get(one) for one in HEADINGS] for row in rows])
    assert read(csv_file(csv_text(*rows)), mapping()) == read(book, mapping())


def test_what_is_hidden_merged_and_wrong_is_told_by_its_row(workbook):
    def change(sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.merge_cells("B2:B3")
        sheet["E4"] = "#REF!"
        sheet["V4"] = "#N/A"
        sheet["V2"] = "#DIV/0!"

    rows = [ROW, ROW | {"Ref": "2"}, ROW | {"Ref": "3"}]
    done = read(
        workbook(list(HEADINGS), *[[row.get(one) for one in HEADINGS] for row in rows], change=change), mapping()
    )
    assert [
        (4, "Party 1", "#REF!", "an error value of the spreadsheet"),
    ] == told(done.problems)
    assert [
        (2, "", "", "a hidden row, imported like the others"),
        (2, "Desk", "#DIV/0!", "an error value of the spreadsheet; kept as displayed"),
    ] == told(done.remarks)
    assert {"Desk": "#DIV/0!"} == dict(done.register.agreement("1").extensions["sheet"])
