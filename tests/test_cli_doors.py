"""The commands through which records come in and go out: import, export, page, schema, completion."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import attrs
import icalendar
import openpyxl
import pytest
from click.testing import CliRunner
from tables import table
from test_datasets_dcad import COLUMNS, PHILIPPINES, UKRAINE
from test_register_questions import BEYOND, REGISTER, UNIVERSITIES

import mou
from mou import importing
from mou.answers.register import Register
from mou.cli.commands import command
from mou.documents import schema
from mou.formats import tables
from mou.model.act import Act

EXAMPLES = Path(__file__).parents[1] / "examples"
MAPPING = """
[columns]
id = "Ref"
parties = ["Party 1", "Party 2"]
signed_on = "Signed"
duration = "Term"
[constants]
title = "MOU {Ref}"
kind = "mou"
[parties]
written = "state"
"""
SHEET = """Ref,Party 1,Party 2,Signed,Term,Desk
12,Malaysia,United States,30 October 2025,5 yrs,Defence
13,Malaysia,Japan,03/04/2021,five years,Trade
14,Malaysia,France,1 May 2022,5 yrs,=1+1
"""
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>\u202e\U0001f600' + "x" * 5000


@pytest.fixture(autouse=True)
def width(monkeypatch):
    """The width of lines, whatever the environment of the tests says."""
    monkeypatch.setenv("COLUMNS", "100")


def run(*args, stdin=None):
    return CliRunner().invoke(command, [str(arg) for arg in args], input=stdin, catch_exceptions=False)


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("register.json").write_text(mou.dumps(REGISTER), "utf-8")
    Path("map.toml").write_text(MAPPING, "utf-8")
    Path("sheet.csv").write_text(SHEET, "utf-8")


class TestImport:
    def test_rows_become_records_or_problems(self):
        done = run("import", "sheet.csv", "--map", "map.toml", "-o", "new.json")
        assert 1 == done.exit_code
        assert "3 rows: 2 added, 1 with problems." == done.stdout.splitlines()[0]
        assert "03/04/2021" in done.stdout
        assert ["12", "14"] == [one.id for one in mou.load("new.json").agreements]
        assert date(2030, 10, 30) == mou.load("new.json").lifecycle("12").last_day

    def test_again_nothing_is_there_twice(self):
        run("import", "sheet.csv", "--map", "map.toml", "-o", "new.json")
        before = Path("new.json").stat()
        done = run("import", "sheet.csv", "--map", "map.toml", "-o", "new.json")
        assert "3 rows: 2 unchanged, 1 with problems." == done.stdout.splitlines()[0]
        after = Path("new.json").stat()  # which was read, so that the time of access may differ
        assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)  # not even written

    def test_a_corrected_sheet_updates(self):
        run("import", "sheet.csv", "--map", "map.toml", "-o", "new.json")
        corrected = SHEET.replace("03/04/2021", "3 April 2021").replace("30 October 2025", "31 October 2025")
        Path("sheet.csv").write_text(corrected.replace("14,Malaysia,France,1 May 2022,5 yrs,=1+1\n", ""), "utf-8")
        done = run("import", "sheet.csv", "--map", "map.toml", "-o", "new.json")
        assert 0 == done.exit_code
        assert [
            "2 rows: 1 added, 1 updated.",
            "updated 12 (row 2): acts",
            "14 is no longer in the sheet; it stays in the register",
            "No row has a problem.",
            "The status is known for 3 of 3 agreements.",
        ] == done.stdout.splitlines()

    def test_the_day_of_the_statuses(self):
        Path("sheet.csv").write_text("No,Partner,Signed,Status\n1,Kyoto,13/03/2021,Active\n", "utf-8")
        run("import", "sheet.csv", "--guess", "--us", "U", "--on", "2025-10-31", "-o", "guessed.toml")
        run("import", "sheet.csv", "--map", "guessed.toml", "-o", "new.json", "--on", "2025-10-31")
        assert date(2025, 10, 31) == mou.load("new.json").agreement("1").stated_status.on

    def test_into_a_folder(self):
        Path("register").mkdir()
        mou.save(Register(), "register/")
        assert 1 == run("import", "sheet.csv", "--map", "map.toml", "-o", "register").exit_code
        assert Path("register/agreements/12.json").is_file()

    def test_a_dry_run_writes_nothing(self):
        done = run("import", "sheet.csv", "--map", "map.toml", "--dry-run")
        assert "2 added" in done.stdout
        done = run("import", "sheet.csv", "--map", "map.toml", "--dry-run", "-o", "new.json")
        assert 1 == done.exit_code
        assert not Path("new.json").exists()

    def test_problems_for_programs(self):
        done = run("import", "sheet.csv", "--map", "map.toml", "--dry-run", "--format", "csv")
        (row,) = csv.DictReader(io.StringIO(done.stdout))
        assert ("problem", "3", "Signed", "03/04/2021") == tuple(row[name] for name in "what row column value".split())
        assert "3 rows: 2 added, 1 with problems.\nThe status is known for 2 of 2 agreements.\n" == done.stderr
        done = run("import", "sheet.csv", "--map", "map.toml", "--dry-run", "--format", "json")
        assert ["problem"] == [one["what"] for one in json.loads(done.stdout)]

    def test_rows_that_say_the_same_are_told_together(self):
        same = "".join(f"{number},Malaysia,France,soon{'n' * 80},5 yrs,x\n" for number in range(20, 23))
        Path("sheet.csv").write_text(SHEET + same, "utf-8")
        done = run("import", "sheet.csv", "--map", "map.toml", "--dry-run")
        assert "5, 6, 7" in done.stdout
        assert "n..." in "".join(done.stdout.split())
        assert "--format json" not in done.stdout

    def test_a_long_group_names_the_option_that_lists_all_rows(self):
        same = "".join(f"{number},Malaysia,France,soon,5 yrs,x\n" for number in range(20, 31))
        Path("sheet.csv").write_text(SHEET + same, "utf-8")
        done = run("import", "sheet.csv", "--map", "map.toml", "--dry-run")
        assert "and 8 more" in " ".join(done.stdout.split())
        assert "To list all rows of each problem and remark: --format json." in done.stdout.splitlines()
        every = run("import", "sheet.csv", "--map", "map.toml", "--dry-run", "--format", "json")
        assert [3, *range(5, 16)] == [remark["row"] for remark in json.loads(every.stdout)]

    def test_our_side_and_the_sheets(self):
        book = openpyxl.Workbook()
        for row in (["Ref", "Partner", "Signed"], ["A1", "Kyoto", "2021-05-03"], ["Asia", None, None]):
            book.active.append(row)
        other = book.create_sheet("2020")
        for row in (["Ref", "Partner", "Signed"], ["B1", "Lund", "2021-05-03"]):
            other.append(row)
        book.save("sheet.xlsx")
        run("import", "sheet.xlsx", "--guess", "--sheet", "Sheet", "-o", "ours.toml")
        done = run("import", "sheet.xlsx", "--map", "ours.toml", "-o", "ours.json")
        assert "1 added. 1 other row was skipped." in done.stdout
        assert 'Note: your own side is called "Our organisation"; pass --us NAME.' in done.stdout
        assert "The status is known for 0 of 1 agreement. For 1 it is not known:" in done.stdout
        assert "  1: add the duration or the last day" in done.stdout
        sheets = ("--sheet", "Sheet", "--sheet", "2020")
        done = run("import", "sheet.xlsx", "--map", "ours.toml", *sheets, "--us", "Malaya", "-o", "ours.json")
        assert "1 added, 1 unchanged" in done.stdout
        parties = {party.name for agreement in mou.load("ours.json").agreements for party in agreement.parties}
        assert {"Malaya", "Kyoto", "Lund"} == parties

    def test_a_sheet_of_which_nothing_is_read(self):
        Path("sheet.csv").write_text(SHEET.splitlines()[0] + "\n1,Malaysia,Nowhere,2021-05-03,5 yrs,x\n", "utf-8")
        done = run("import", "sheet.csv", "--map", "map.toml", "--dry-run")
        assert "1 row: 1 with problems." in done.stdout
        assert "the status of" not in done.stdout

    def test_a_report_of_many_kinds(self):
        rows = "".join(f"{number},Malaysia,Nowhere{'x' * number},,,x\n" for number in range(20, 120))
        Path("sheet.csv").write_text(SHEET + rows, "utf-8")
        done = run("import", "sheet.csv", "--map", "map.toml", "--dry-run")
        assert len(done.stdout) < 20_000

    def test_a_guess(self):
        done = run("import", "sheet.csv", "--guess", "-o", "guess.toml")
        assert (0, "") == (done.exit_code, done.stdout)
        assert 'id = "Ref"' in Path("guess.toml").read_text("utf-8")
        assert Path("guess.toml").read_text("utf-8") == run("import", "sheet.csv", "--guess").stdout

    def test_what_is_lacking(self):
        for args, why in (
            (["sheet.csv"], "pass --map FILE, or --guess to generate a mapping"),
            (["sheet.csv", "--map", "map.toml"], "pass -o PATH for the register, or --dry-run"),
            (["missing.csv", "--map", "map.toml", "--dry-run"], "mou: missing.csv: No such file"),
            (["sheet.csv", "--map", "missing.toml", "--dry-run"], "mou: missing.toml: No such file"),
            (["register.json", "--guess"], "mou: register.json: "),
        ):
            done = run("import", *args)
            assert 2 == done.exit_code
            assert why in done.stderr
            assert "" == done.stdout

    def test_what_somebody_else_wrote_meanwhile_is_not_lost(self, monkeypatch):
        mou.save(Register(), "new.json")
        read = importing.read

        def slowly(*args, **kwargs):
            mou.save(REGISTER, "new.json")
            return read(*args, **kwargs)

        monkeypatch.setattr(importing, "read", slowly)
        done = run("import", "sheet.csv", "--map", "map.toml", "-o", "new.json")
        assert 2 == done.exit_code
        assert "has changed on disk since it was loaded" in done.stderr
        assert REGISTER == mou.load("new.json")

    def test_the_notes_of_a_sheet(self):
        book = openpyxl.Workbook()
        for line in csv.reader(io.StringIO(SHEET)):
            book.active.append(line)
        book.create_sheet("Another").append(["x"])
        book.save("sheet.xlsx")
        done = run("import", "sheet.xlsx", "--map", "map.toml", "--dry-run")
        assert "Note: " in done.stdout


class TestExport:
    @pytest.mark.parametrize(("to", "output"), [("json", "out.json"), ("folder", "out"), ("ndjson", "out.ndjson")])
    def test_what_is_read_again(self, to, output):
        done = run("export", "register.json", "--to", to, "-o", output)
        assert (0, "") == (done.exit_code, done.stdout)
        assert REGISTER == mou.load(output)

    def test_to_standard_output(self):
        assert REGISTER == mou.loads(run("export", "register.json", "--to", "json").stdout)
        lines = run("export", "register.json", "--to", "ndjson").stdout
        assert "five" in run("status", "-", "--on", "2026-01-01", stdin=lines).stdout

    def test_a_spreadsheet(self):
        done = run("export", "register.json", "--to", "csv", "--on", "2025-10-30")
        first = next(csv.DictReader(io.StringIO(done.stdout)))
        assert ("five", "in_force", "2025-10-30") == (first["id"], first["status"], first["last_day"])
        run("export", "register.json", "--to", "csv", "--on", "2025-10-30", "-o", "out.csv")
        assert done.stdout == Path("out.csv").read_text("utf-8-sig")
        assert 0 == run("export", "register.json", "--to", "xlsx", "--on", "2025-10-30", "-o", "out.xlsx").exit_code
        sheet = openpyxl.load_workbook("out.xlsx").worksheets[0]
        assert "five" == sheet["A2"].value

    def test_parquet(self):
        assert 0 == run("export", "register.json", "--to", "parquet", "--on", "2025-10-30", "-o", "out").exit_code
        assert REGISTER == tables.from_arrow(tables.read_parquet("out"))

    def test_a_calendar_that_is_updated(self):
        args = ("export", "register.json", "--to", "ical", "-o", "out.ics", "--on", "2025-10-01", "--alarm", "P30D")
        assert "Events: 6 new." == run(*args).stderr.splitlines()[0]
        assert "Events: 6 unchanged." == run(*args).stderr.splitlines()[0]
        new = REGISTER.add_act("five", Act("extension", "2025-10-15", period="P1Y"))
        Path("register.json").write_text(mou.dumps(new), "utf-8")
        assert "Events: 1 changed, 5 unchanged." == run(*args).stderr.splitlines()[0]
        events = icalendar.Calendar.from_ical(Path("out.ics").read_bytes()).walk("VEVENT")
        assert date(2026, 10, 30) in [event["DTSTART"].dt for event in events]
        assert all(event.walk("VALARM") for event in events)

    def test_a_calendar_to_standard_output_and_what_is_left_out(self):
        Path("register.json").write_text(mou.dumps(Register(agreements=[BEYOND])), "utf-8")
        done = run("export", "register.json", "--to", "ical", "--on", "2025-10-01")
        assert done.stdout.startswith("BEGIN:VCALENDAR")
        assert "Events: none.\nagreement/beyond is left out: " in done.stderr

    def test_linked_data(self):
        done = run("export", "register.json", "--to", "jsonld", "--base", "https://example.org/", "--on", "2025-10-30")
        assert '"https://example.org/agreements/five"' in done.stdout
        assert '"urn:mou:agreements/five"' in run("export", "register.json", "--to", "jsonld").stdout
        done = run("export", "register.json", "--to", "jsonld", "--base", "nowhere")
        assert (2, "") == (done.exit_code, done.stdout)

    def test_a_data_set(self):
        Path("dcad.csv").write_text(table(COLUMNS, UKRAINE, PHILIPPINES), "utf-8")
        done = run("export", "dcad.csv", "--dataset", "dcad", "--to", "json", "-o", "out.json")
        assert 0 == done.exit_code
        assert "2 rows in the file: 2 read, 0 refused." in done.stderr
        assert 2 == len(mou.load("out.json").agreements)

    @pytest.mark.parametrize("to", ["folder", "xlsx", "parquet"])
    def test_what_needs_a_place(self, to):
        done = run("export", "register.json", "--to", to)
        assert 2 == done.exit_code
        assert f"--to {to} " in done.stderr
        assert "pass -o " in done.stderr

    def test_a_place_where_nothing_can_be_written(self):
        done = run("export", "register.json", "--to", "xlsx", "-o", "nowhere/out.xlsx")
        assert (2, "") == (done.exit_code, done.stdout)
        assert "mou: nowhere/out.xlsx: No such file" in done.stderr


class TestPage:
    def test_a_page(self):
        args = ("page", "register.json", "--title", "Ours", "--on", "2025-10-01", "--within", "P1M")
        done = run(*args, "-o", "out.html")
        assert (0, "") == (done.exit_code, done.stdout)
        text = Path("out.html").read_text("utf-8")
        assert "<title>Ours, 1 October 2025</title>" in text
        assert text == run(*args).stdout

    def test_own_columns_and_a_language(self):
        document = json.loads(Path("register.json").read_text("utf-8"))
        document["agreements"][0]["extensions"] = {"sheet": {"City, country": "Kyoto", "Coordinator": "Aina"}}
        Path("own.json").write_text(json.dumps(document), "utf-8")
        done = run("page", "own.json", "--columns", "city, country", "--columns", "Coordinator", "--language", "fr")
        assert 0 == done.exit_code
        assert '<html lang="fr">' in done.stdout
        assert all(f"<bdi>{text}</bdi>" in done.stdout for text in ("City, country", "Coordinator", "Kyoto", "Aina"))
        done = run("page", "own.json", "--columns", "Coordinater")
        assert 2 == done.exit_code
        assert 'did you mean "Coordinator"?' in done.stderr

    def test_what_it_can_t_be(self):
        done = run("page", "register.json", "-o", "out.html", "--language", "no tag!")
        assert 2 == done.exit_code
        assert "/language" in done.stderr
        assert not Path("out.html").exists()


class TestSchema:
    def test_of_a_register_and_of_another(self):
        assert schema.text() == run("schema").stdout
        assert "urn:mou:1:Agreement" == json.loads(run("schema", "agreement").stdout)["$id"]
        assert 0 == run("schema", "Party", "-o", "party.json").exit_code
        assert Path("party.json").is_file()

    def test_of_nothing(self):
        done = run("schema", "treaty")
        assert (2, "") == (done.exit_code, done.stdout)
        assert "there are: Act, Agreement" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell):
    assert "_MOU_COMPLETE" in run("completion", shell).stdout


def test_completion_knows_the_commands():
    asked = {"_MOU_COMPLETE": "bash_complete", "COMP_WORDS": "mou ex", "COMP_CWORD": "1"}
    code = "from mou.cli.commands import command; command.main(prog_name='mou')"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        env=os.environ | asked | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert {"plain,expiring", "plain,explain", "plain,export"} == set(done.stdout.split())


@pytest.mark.parametrize("to", ["json", "ndjson", "csv", "ical", "jsonld"])
def test_a_hostile_title_goes_out_without_harm(to):
    register = Register(agreements=[attrs.evolve(UNIVERSITIES, title=HOSTILE)])
    Path("register.json").write_text(mou.dumps(register), "utf-8")
    done = run("export", "register.json", "--to", to, "--on", "2026-06-01")
    assert 0 == done.exit_code
    assert "UNIVERSITIES".lower() in done.stdout
    if to == "csv":
        assert next(csv.DictReader(io.StringIO(done.stdout)))["title"].startswith("'=HYPERLINK")
    if to == "jsonld":
        assert "<script>" not in done.stdout
    for args in (["show"], ["status"], ["timeline"], ["expiring", "--within", "P5Y"], ["explain", "universities"]):
        shown = (
            run(*args, "register.json", "--on", "2026-06-01") if args[0] != "explain" else run(*args, "register.json")
        )
        assert 0 == shown.exit_code
        assert "\u202e" not in shown.stdout
