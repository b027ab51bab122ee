"""Own columns on the command line: selected, listed, counted and exported; and reminders."""

import csv
import io
import json

import attrs
import icalendar
import openpyxl
import pytest
from click.testing import CliRunner
from records import signed
from test_own_columns import WITH_SUCCESSOR
from test_reminders import KAIST, KYOTO, OSAKA, agreement

import mou
from mou.answers.register import Register
from mou.cli.commands import command
from mou.cli.options import STATUS_NAMES

UNKNOWN = agreement("Hanoi University", signed("2020-01-01"), person="Ben", duration=None)
OTHER = {"sheet": {"Country": "Viet Nam", "Coordinator": "Ben", "Status": "=Active", "Town, country": "Hanoi"}}
OFFICE = Register(agreements=[KYOTO, OSAKA, KAIST, attrs.evolve(UNKNOWN, extensions=OTHER)])


@pytest.fixture(autouse=True)
def width(monkeypatch):
    """The width of lines, whatever the environment of the tests says."""
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def path(tmp_path):
    mou.save(OFFICE, tmp_path / "register.json")
    return tmp_path / "register.json"


def run(*args):
    return CliRunner().invoke(command, [str(arg) for arg in args], catch_exceptions=False)


def lines(done):
    assert (0, "") == (done.exit_code, done.stderr)
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def rows(done):
    return list(csv.DictReader(io.StringIO(done.stdout)))


class TestStatus:
    def test_selected_with_columns(self, path):
        done = run(
            "status", path, "--on", "2026-04-13", "--where", "country=japan", "--columns", "Coordinator, country"
        )
        found = lines(done)
        assert f"{path}, country=japan on 2026-04-13" in done.stdout.replace("\n", "")
        assert "total 3" in found
        assert "id title status last day Coordinator Country" in found
        assert "kyoto-university Cooperation with Kyoto University in force 2026-05-12 Ana Lim Japan" in found

    def test_a_status_keeps_the_report_of_those_that_are_not_known(self, path):
        found = lines(run("status", path, "--on", "2030-04-13", "--status", "in_force", "--status", "suspended"))
        listed = found[found.index("Agreements") + 2 :]
        assert ["osaka-university Cooperation with Osaka University in force none"] == listed[:1]
        assert "Not determined for 1 of 4 agreements. Missing from the record:" in listed

    def test_json_and_csv(self, path):
        args = ("status", path, "--on", "2026-04-13", "--where", "Coordinator=Ben", "--columns", "Status")
        document = json.loads(run(*args, "--format", "json").stdout)
        assert [{"sheet/Status": "=Active"}] == [one["columns"] for one in document["agreements"]]
        assert 1 == document["counts"]["unknown"]
        assert "'=Active" == rows(run(*args, "--format", "csv"))[0]["sheet/Status"]

    def test_a_heading_with_a_comma(self, path):
        done = run("status", path, "--columns", "Town, country", "--columns", "Status,Country", "--format", "csv")
        assert ["Town, country", "sheet/Status", "Country"] == list(rows(done)[0])[-3:]
        assert (
            "Town, country" == list(rows(run("status", path, "--columns", "town, COUNTRY", "--format", "csv"))[0])[-1]
        )

    @pytest.mark.parametrize(
        ("args", "error"),
        [
            (
                ["--where", "Contry=Japan"],
                '/where: found "Contry"; expected one of the own columns: Coordinator, Country',
            ),
            (["--where", "Country"], '/where: found "Country"; expected COLUMN=TEXT or COLUMN!=TEXT'),
            (
                ["--where", "Country=Japn"],
                '/where/Country: found "Japn"; expected a text of this column: "Japan", "Viet Nam"; did you mean "Ja',
            ),
            (["--where", "Country!=Japn"], '/where/Country: found "Japn"'),
            (["--columns", "Town"], '/columns: found "Town"; expected one of the own columns: Coordinator, Country'),
            (["--by", "Contry"], '/by: found "Contry"; expected party, subject, kind, status, signed_on'),
            (["--by", "Contry"], 'did you mean "Country"?'),
            (["--by", "Country", "--columns", "Country"], "leave out --columns"),
            (["--status", "over"], "'over' is not one of"),
        ],
    )
    def test_options_that_are_wrong(self, path, args, error):
        done = run("status", path, *args)
        assert (2, "") == (done.exit_code, done.stdout)
        assert error in done.stderr

    def test_a_text_that_is_empty_never_is_an_error(self, path):
        assert "total 4" in lines(run("status", path, "--where", "Country!="))
        assert "total 0" in lines(run("status", path, "--where", "Country="))

    def test_the_statuses_are_those_of_the_library(self):
        assert [status.value for status in mou.Status] == list(STATUS_NAMES)


class TestCounts:
    def test_by_an_own_column(self, path):
        found = lines(run("status", path, "--on", "2026-05-20", "--by", "coordinator"))
        assert [
            "Coordinator in force expired not known total",
            "Ana Lim 1 1 2",
            "Ben 1 1",
            "(none) 1 1",
            "total 1 2 1 4",
        ] == found[found.index("Agreements") + 1 :][:5]

    def test_json_and_csv(self, path):
        args = ("status", path, "--on", "2026-05-20", "--by", "Coordinator")
        document = json.loads(run(*args, "--format", "json").stdout)
        assert ["on", "counts", "expired_if_not_renewed", "by", "values", "not_determined"] == list(document)
        assert [("Ana Lim", 2), ("Ben", 1), (None, 1)] == [(one["value"], one["total"]) for one in document["values"]]
        assert 1 == document["values"][0]["counts"]["expired"]
        found = rows(run(*args, "--format", "csv"))
        assert [("Ana Lim", "2"), ("Ben", "1"), ("", "1")] == [(one["Coordinator"], one["total"]) for one in found]
        assert list(STATUS_NAMES) == list(found[0])[1:-1]

    @pytest.mark.parametrize(
        ("name", "values"),
        [
            ("party", ["Universiti Selatan", "Hanoi University", "KAIST", "Kyoto University", "Osaka University"]),
            ("subject", [None]),
            ("kind", ["mou"]),
            ("status", ["expired", "in force", "not known"]),
            ("signed_on", ["2020", "2021"]),
            ("entered_on", ["2020", "2021"]),
            ("last_day", ["2026", None]),
            ("notice_deadline", ["2026", None]),
        ],
    )
    def test_by_a_standard_column(self, path, name, values):
        document = json.loads(run("status", path, "--on", "2026-05-20", "--by", name, "--format", "json").stdout)
        assert values == [one["value"] for one in document["values"]]

    def test_of_what_is_selected(self, path):
        done = run("status", path, "--on", "2026-05-20", "--by", "Country", "--where", "Coordinator=ben")
        assert "Viet Nam 1 1" in lines(done)
        assert "Japan" not in done.stdout

    def test_without_a_kind(self, tmp_path):
        mou.save(Register(agreements=[attrs.evolve(KYOTO, kind=None)]), tmp_path / "register.json")
        assert "(none) 1 1" in lines(run("status", tmp_path / "register.json", "--by", "kind", "--on", "2022-01-01"))


class TestLists:
    def test_expiring_and_notices(self, path):
        found = lines(
            run("expiring", path, "--on", "2026-04-13", "--where", "Coordinator=Ana Lim", "--columns", "Country")
        )
        assert ["last day partners agreement id Country note"] == found[:1]
        assert "2026-05-12 Kyoto University Cooperation with Kyoto University kyoto-university Japan" == found[1]
        done = run("notices", path, "--on", "2026-04-13", "--columns", "Country", "--format", "csv")
        assert [("osaka-university", "Japan")] == [(one["agreement"], one["Country"]) for one in rows(done)]
        done = run("notices", path, "--on", "2026-04-13", "--columns", "Country", "--format", "json")
        assert [{"Country": "Japan"}] == [one["columns"] for one in json.loads(done.stdout)["events"]]

    def test_check(self, path):
        args = ("check", path, "--on", "2026-05-20", "--columns", "Coordinator", "--format", "csv")
        assert {"", "Ana Lim", "Ben"} == {one["Coordinator"] for one in rows(run(*args))}
        done = run(*args, "--where", "Coordinator=Ben")
        assert {"hanoi-university"} == {one["record"] for one in rows(done)}
        assert "Not determined for 1 of 1 agreement." in done.stderr

    def test_check_keeps_the_context(self, tmp_path):
        mou.save(WITH_SUCCESSOR, tmp_path / "all.json")
        done = run("check", tmp_path / "all.json", "--where", "Faculty=Law", "--on", "2023-01-01", "--format", "csv")
        assert "relation-outside" not in {one["code"] for one in rows(done)}

    def test_timeline(self, path):
        done = run("timeline", path, "--where", "Coordinator=Ana Lim", "--format", "csv", "--on", "2026-05-20")
        assert {"kyoto-university", "osaka-university"} == {one["agreement"] for one in rows(done)}

    @pytest.mark.parametrize("name", ["country", "sheet/Country", " COUNTRY "])
    def test_the_page_knows_the_same_names(self, path, name):
        done = run("page", path, "--columns", name)
        assert 0 == done.exit_code
        assert "Viet Nam" in done.stdout

    def test_page(self, path):
        done = run("page", path, "--where", "Coordinator=Ana Lim", "--on", "2026-05-20")
        assert "Cooperation with Kyoto University" in done.stdout
        assert "Cooperation with KAIST" not in done.stdout


class TestExports:
    def test_csv_has_all_columns_or_those_chosen(self, path):
        (row,) = rows(run("export", path, "--to", "csv", "--where", "Coordinator=Ben", "--on", "2026-05-20"))
        assert ["Coordinator", "Country", "sheet/Status", "Town, country"] == list(row)[18:]
        assert "'=Active" == row["sheet/Status"]
        done = run("export", path, "--to", "csv", "--columns", "Country", "--on", "2026-05-20")
        assert ["Japan", "Japan", "Japan", "Viet Nam"] == [one["Country"] for one in rows(done)]
        assert "Country" == list(rows(done)[0])[-1]

    def test_xlsx(self, path):
        target = path.parent / "office.xlsx"
        run("export", path, "-o", target, "--columns", "Country", "--on", "2026-04-13")
        book = openpyxl.load_workbook(target)
        for name in ("Agreements", "Upcoming", "Missed notices"):
            assert "Country" == next(iter(book[name].values))[-1]
        assert "Japan" == list(book["Upcoming"].values)[1][-1]

    def test_calendar(self, path):
        args = ("export", path, "--to", "ical", "--on", "2026-04-13", "--within", "60d", "--columns", "Coordinator")
        done = run(*args, "--where", "Coordinator=Ana Lim")
        [event] = icalendar.Calendar.from_ical(done.stdout_bytes).walk("VEVENT")
        assert "Kyoto University: last day in force (Cooperation with Kyoto University)" == event["SUMMARY"]
        assert "\nCoordinator: Ana Lim\n" in event["DESCRIPTION"]

    def test_parquet(self, path):
        from mou.formats.tables import read_parquet

        run("export", path, "--to", "parquet", "-o", path.parent / "tables", "--columns", "Country")
        assert "Country" == read_parquet(path.parent / "tables").agreements.column_names[-1]

    @pytest.mark.parametrize("to", ["json", "ndjson", "jsonld"])
    def test_formats_without_columns(self, path, to):
        done = run("export", path, "--to", to, "--columns", "Country")
        assert (2, "") == (done.exit_code, done.stdout)
        assert f"--columns has no effect with --to {to}; use it with csv, xlsx, parquet, ical" in done.stderr

    def test_records_that_depend_on_others_that_are_left_out(self, tmp_path):
        mou.save(WITH_SUCCESSOR, tmp_path / "all.json")
        done = run("export", tmp_path / "all.json", "--to", "json", "--where", "Country=Japan")
        assert ["japan"] == [one.id for one in mou.loads(done.stdout, mou.Register).agreements]
        assert "The dates of japan can change: it depends on later, left out by --where.\n" == done.stderr
        done = run("export", tmp_path / "all.json", "--to", "ndjson", "--where", "Faculty=Law")
        assert "The dates of protocol can change: it depends on japan, left out by --where.\n" == done.stderr
        assert "" == run("export", tmp_path / "all.json", "--to", "ndjson").stderr


class TestDue:
    def test_text_by_person(self, path):
        done = run("due", path, "--on", "2026-04-13", "--by", "Coordinator", "--columns", "Country")
        assert (0, "") == (done.exit_code, done.stderr)
        assert ["Ana Lim", "Ben", "No Coordinator"] == [
            line for line in done.stdout.splitlines() if line in {"Ana Lim", "Ben", "No Coordinator"}
        ]
        assert "The MOU with Kyoto University ends on 12 May 2026 (in 29 days)." in done.stdout

    def test_html_and_json(self, path):
        args = ("due", path, "--on", "2026-04-13", "--where", "Coordinator=Ana Lim", "--format")
        assert run(*args, "html").stdout.startswith("<!doctype html>\n<html")
        document = json.loads(run(*args, "json").stdout)
        assert ["kyoto-university", "osaka-university"] == [
            one["agreement"] for one in document["sections"][0]["reminders"]
        ]

    def test_leads_and_the_last_run(self, path):
        args = ("due", path, "--lead", "90d, 30 days,P7D")
        assert "in 30 days" in run(*args, "--on", "2026-04-12").stdout
        for on in ("2026-04-11", "2026-04-14"):
            done = run(*args, "--on", on)
            assert (0, "", "") == (done.exit_code, done.stdout, done.stderr)
        assert "in 28 days" in run(*args, "--on", "2026-04-14", "--since", "2026-04-11").stdout

    @pytest.mark.parametrize(
        ("args", "error"),
        [
            (["--since", "2026-04-11"], "--since needs --lead"),
            (["--lead", "90d,soon"], 'found "soon"; expected a period, such as 6 months, 90d'),
            (["--by", "Person"], '/columns: found "Person"; expected one of the own columns: Coordinator, Country'),
            (["--lead", "7d", "--since", "2026-04-14"], "expected a day on or before 2026-04-13"),
        ],
    )
    def test_options_that_are_wrong(self, path, args, error):
        done = run("due", path, "--on", "2026-04-13", *args)
        assert (2, "") == (done.exit_code, done.stdout)
        assert error in done.stderr
