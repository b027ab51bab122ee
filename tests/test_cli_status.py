"""`mou status`: counts and lists, of registers and of data sets; what could not be read is told."""

import csv
import io
import json
import sys
from datetime import date, timedelta

import attrs
import pytest
from click.testing import CliRunner
from records import declared, record, signed
from tables import needs, real, table
from test_datasets_dcad import COLUMNS, PHILIPPINES, UKRAINE
from test_datasets_mtdsg import LATE, PUBLISHED, needs_tables, tables

import mou
from mou.answers.register import Register
from mou.cli import frame as _frame
from mou.cli.commands import command
from mou.datasets import DATASETS
from mou.documents.codec import dumps
from mou.model.durations import Indefinite, Until
from mou.model.renewals import NoRenewal


@pytest.fixture(autouse=True)
def width(monkeypatch):
    """The width of lines, whatever the environment of the tests says."""
    monkeypatch.setenv("COLUMNS", "100")


def run(*args, stdin=None):
    return CliRunner().invoke(command, ["status", *map(str, args)], input=stdin, catch_exceptions=False)


def squeezed(text):
    return " ".join(text.split())


def agreement(name, *acts, title="An agreement", parties="MYS USA", **term):
    return attrs.evolve(record(*acts, parties=parties, **term), id=name, title=title)


REGISTER = Register(
    agreements=[
        agreement("five", signed("2020-01-01"), duration="P5Y"),
        agreement("fixed", signed("2020-01-01"), duration=Until("2024-06-30")),
        agreement("none", signed("2020-01-01"), duration=Indefinite()),
        agreement("unknown", signed("2020-01-01")),
        agreement("between", declared("2019-05"), duration="P5Y", renewal=NoRenewal(), parties="MYS JPN"),
        agreement("open", declared("2019-05-01"), duration=Until("2022-12-31/.."), parties="JPN VNM"),
    ]
)


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "register.json"
    path.write_text(dumps(REGISTER), "utf-8")
    return path


@pytest.fixture
def dcad(tmp_path):
    path = tmp_path / "dcad.csv"
    path.write_text(table(COLUMNS, UKRAINE, PHILIPPINES, PHILIPPINES | {"ccode1": "999"}), "utf-8")
    return path


class TestRegisters:
    def test_counts_and_last_days(self, register):
        done = run(register, "--on", "2025-06-01")
        assert (0, "") == (done.exit_code, done.stderr)
        text = squeezed(done.stdout)
        assert "on 2025-06-01 in force 1 expired 3 of these, if not renewed 1 not known 2 total 6" in text
        for part in (
            "five An agreement expired 2025-01-01, if not renewed",
            "fixed An agreement expired 2024-06-30",
            "none An agreement in force none",
            "unknown An agreement not known not known",
            "between An agreement expired 2024-05-01 to 2024-05-31",
            "open An agreement not known 2022-12-31 or later",
        ):
            assert part in text

    def test_of_a_party(self, register):
        text = squeezed(run(register, "--on", "2025-06-01", "--party", "Japan").stdout)
        assert "all Japan in force 1 0 expired 3 1" in text
        assert "Agreements of Japan id title status last day between An agreement" in text
        assert "five" not in text

    @pytest.mark.parametrize("party", ["JPN", "jpn", "Japan", "japan", "JP"])
    def test_a_party_by_name_or_id(self, register, party):
        assert "between" in run(register, "--on", "2025-06-01", "--party", party).stdout

    def test_a_party_by_its_alias(self, tmp_path):
        house = mou.Party("um", name="Universiti Malaya", kind="organisation", aliases=["UM"])
        path = tmp_path / "register.json"
        path.write_text(dumps(Register(agreements=[agreement("a", parties=[house, mou.Party.state("JPN")])])), "utf-8")
        assert 0 == run(path, "--party", "um", "--on", "2025-06-01").exit_code
        assert 0 == run(path, "--party", "Um", "--on", "2025-06-01").exit_code

    @pytest.mark.parametrize("party", ["Atlantis", "France", "\x1b[31m"])
    def test_a_party_that_is_not_there(self, register, party):
        done = run(register, "--party", party)
        assert (2, "") == (done.exit_code, done.stdout)
        reason = "no agreement has a party named" if party == "France" else "no party has the id or name"
        assert reason in done.stderr
        assert "\x1b" not in done.stderr

    def test_one_agreement_and_standard_input(self):
        done = run("-", "--on", "2025-06-01", stdin=dumps(REGISTER.agreements[0]))
        assert (0, True) == (done.exit_code, "2025-01-01, if not renewed" in squeezed(done.stdout))

    def test_without_a_day_it_is_today(self, register, monkeypatch):
        class Today(date):
            @classmethod
            def today(cls):
                return cls(2031, 1, 1)

        monkeypatch.setattr(_frame, "date", Today)
        assert "on 2031-01-01" in squeezed(run(register).stdout)

    def test_one_that_cannot_be_computed_does_not_stop_the_others(self, tmp_path):
        far = agreement("far", signed("9998-01-01"), duration="P5Y")
        path = tmp_path / "register.json"
        path.write_text(dumps(Register(agreements=[far, REGISTER.agreements[0]])), "utf-8")
        done = run(path, "--on", "2025-06-01", "--format", "json")
        found = json.loads(done.stdout)["agreements"]
        assert ["unknown", "expired"] == [one["status"] for one in found]
        assert "outside" in found[0]["reason"]

    def test_json(self, register):
        document = json.loads(run(register, "--on", "2025-06-01", "--format", "json", "--party", "JPN").stdout)
        keys = ["on", "counts", "expired_if_not_renewed", "party", "counts_for_party", "agreements", "not_determined"]
        assert keys == list(document)
        assert ("JPN", 2) == (document["party"], sum(document["counts_for_party"].values()))
        assert [("open", "status"), ("open", "end")] == [
            (item["agreement"], item["question"]) for item in document["not_determined"]
        ]
        assert (3, 1, 6) == (
            document["counts"]["expired"],
            document["expired_if_not_renewed"],
            sum(document["counts"].values()),
        )
        assert [("between", ["MYS", "JPN"]), ("open", ["JPN", "VNM"])] == [
            (one["id"], one["parties"]) for one in document["agreements"]
        ]

    @pytest.mark.parametrize(
        ("title", "cell"),
        [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("\t=1", "'\t=1"),
            ("\tx", "'\tx"),
            ('Trade, and a "word"', 'Trade, and a "word"'),
        ],
    )
    def test_csv_has_no_formulas(self, tmp_path, title, cell):
        path = tmp_path / "register.json"
        path.write_text(dumps(agreement("a", signed("2020-01-01"), title=title, duration="P5Y")), "utf-8")
        done = run(path, "--on", "2025-06-01", "--format", "csv")
        (row,) = csv.DictReader(io.StringIO(done.stdout))
        assert (cell, "2025-01-01", "MYS USA", "true") == (
            row["title"],
            row["last_day"],
            row["parties"],
            row["if_not_renewed"],
        )
        assert "" == done.stderr

    def test_csv_of_what_is_not_known(self, register):
        rows = list(csv.DictReader(io.StringIO(run(register, "--on", "2025-06-01", "--format", "csv").stdout)))
        assert [("2024-06-30", "false"), ("", "false")] == [
            (rows[n]["last_day"], rows[n]["if_not_renewed"]) for n in (1, 3)
        ]

    def test_nothing_of_a_record_steers_the_terminal(self, tmp_path):
        path = tmp_path / "register.json"
        path.write_text(dumps(agreement("a", title="\x9b31mb \u202e[bold]x[/bold]")), "utf-8")
        done = run(path, "--on", "2025-06-01")
        assert "\\x9b31mb \\u202e[bold]x[/bold]" in squeezed(done.stdout)

    def test_an_empty_register(self, tmp_path):
        path = tmp_path / "register.json"
        path.write_text(dumps(Register()), "utf-8")
        assert "total 0" in squeezed(run(path, "--on", "2025-06-01").stdout)


class TestDataSets:
    def test_counts_report_and_last_days(self, dcad):
        done = run(dcad, "--dataset", "dcad", "--on", "2010-12-31", "--party", "Malaysia")
        assert (0, "") == (done.exit_code, done.stderr)
        text = squeezed(done.stdout)
        for part in (
            "Defense Cooperation Agreement Dataset, version 1.0 on 2010-12-31",
            "all Malaysia in force 1 1 not known 1 1 total 2 2",
            "3 rows in the file: 2 read, 1 refused.",
            "Imprecise, kept as written: 1 date.",
            "1 in EIFYear: a month without a day",
            "Refused: 1 for: ccode1 no state has this number in the Correlates of War on that day",
            "row 4, ccode1 '999': no state has this number in the Correlates of War on that day",
            "DCADv1.0-1477 Defense cooperation agreement, UKR and MAL, 2007 in force 2018-10-01 to 2018-10-31, if not",
        ):
            assert part in text

    def test_json(self, dcad):
        document = json.loads(run(dcad, "--dataset", "dcad", "--on", "2010-12-31", "--format", "json").stdout)
        assert ("dcad", {"in_file": 3, "read": 2, "refused": 1}) == (document["dataset"], document["rows"])
        assert ["999"] == [one["value"] for one in document["report"]["refused"]]

    def test_csv_has_the_report_on_standard_error(self, dcad):
        done = run(dcad, "--dataset", "dcad", "--on", "2010-12-31", "--format", "csv")
        assert 3 == len(done.stdout.splitlines())
        assert done.stderr.startswith("3 rows in the file: 2 read, 1 refused.\n")

    def test_many_remarks_are_counted_and_the_first_shown(self, tmp_path):
        path = tmp_path / "dcad.csv"
        rows = [PHILIPPINES | {"ccode1": "\x1b[31m" + "9" * 100}] * 30
        path.write_text(table(COLUMNS, *rows), "utf-8")
        text = run(path, "--dataset", "dcad", "--on", "2010-12-31").stdout
        assert "30 for: ccode1 no state has this number" in squeezed(text)
        assert "and 10 more" in text
        assert "\x1b" not in text

    @pytest.mark.parametrize(
        ("content", "match"),
        [
            (b"", "found a file without a heading row"),
            (b"a,b\n", "missing: ccode1"),
            (b"\xff\xfe\x00", "an invalid table"),
        ],
    )
    def test_what_is_no_such_file(self, tmp_path, content, match):
        path = tmp_path / "x.csv"
        path.write_bytes(content)
        done = run(path, "--dataset", "dcad")
        assert (2, "") == (done.exit_code, done.stdout)
        assert match in done.stderr

    def test_a_file_that_is_not_there_and_a_data_set_that_is_none(self, tmp_path):
        assert 2 == run(tmp_path / "none.csv", "--dataset", "dcad").exit_code
        assert "'uk-treaties'" in run(tmp_path / "none.csv", "--dataset", "x").stderr

    def test_progress_on_a_terminal_and_none_elsewhere(self, dcad, monkeypatch):
        """Shown on standard error alone, and taken away again."""
        shown = io.StringIO()
        shown.isatty = lambda: True
        monkeypatch.setattr(sys, "stderr", shown)
        with _frame.progress() as steps:
            steps("reading", 1, 2)
            steps("reading", 2, 2)
            steps("computing", 1, 1)
        assert "reading" in shown.getvalue()
        assert "" == run(dcad, "--dataset", "dcad").stderr

    def test_a_participants_table_that_no_bundled_record_names(self, tmp_path):
        path = tmp_path / "99-1.csv"
        path.write_text(
            "Participant,Signature,Ratification\nAlbania,1 Jan 2000,1 Feb 2001\nAlgeria,1 Jan 2000,\n", "utf-8"
        )
        text = squeezed(run(path, "--dataset", "mtdsg", "--on", "2010-12-31").stdout)
        assert "not known 1 total 1" in text
        assert "the table does not say how the treaty enters into force" in text

    def test_a_participants_table_that_a_bundled_record_names(self, tmp_path):
        """The Rome Statute's clauses and its day are known, and the report names what this table alone gives."""
        path = tmp_path / "18-10.csv"
        path.write_text(
            "Participant,Signature,Ratification\nAlbania,18 Jul 1998,31 Jan 2003\nAlgeria,28 Dec 2000,\n", "utf-8"
        )
        text = squeezed(run(path, "--dataset", "mtdsg", "--on", "2010-12-31").stdout)
        assert "in force 1 total 1" in text
        assert 'taken from the bundled record "rome-statute"' in text
        assert "the published day is 1 July 2002; the instruments in this table give no day" in text

    def test_a_column_that_is_not_understood(self, tmp_path):
        path = tmp_path / "99-1.csv"
        path.write_text("Participant,Resolution,Ratification\nAlbania,34 (I),1 Feb 2001\n", "utf-8")
        text = squeezed(run(path, "--dataset", "mtdsg", "--on", "2010-12-31").stdout)
        assert "1 for: Resolution the heading of this column is not recognised" in text

    @pytest.mark.parametrize("name", list(DATASETS))
    @pytest.mark.parametrize("content", [None, b"", b"\n \n"])
    def test_a_missing_and_an_empty_file_of_every_data_set(self, tmp_path, name, content):
        path = tmp_path / "table.csv"
        if content is not None:
            path.write_bytes(content)
        done = run(path, "--dataset", name)
        assert (2, "") == (done.exit_code, done.stdout)
        assert done.stderr.startswith(f"mou: {path}: ")


@needs("dcad-v1.0.csv")
def test_the_real_file_of_defence_agreements():
    text = squeezed(run(real("dcad-v1.0.csv"), "--dataset", "dcad", "--on", "2010-12-31", "--party", "Malaysia").stdout)
    assert "in force 66 1 expired 20 0 of these, if not renewed 20 0 not known 827 15 total 936 16" in text
    assert "936 rows in the file: 936 read, 0 refused." in text
    assert "DCADv1.0-1477 Defense cooperation agreement, UKR and MAL, 2007 in force 2018-10-01, if not renewed" in text


@needs("huggo-agreements.csv")
def test_the_real_file_of_environmental_agreements():
    done = run(real("huggo-agreements.csv"), "--dataset", "manytreaties", "--on", "2010-12-31", "--format", "json")
    document = json.loads(done.stdout)
    assert {"in_file": 2266, "read": 2266, "refused": 0} == document["rows"]
    assert 2266 == sum(document["counts"].values())


@needs_tables
@pytest.mark.parametrize("name", PUBLISHED)
def test_the_command_gives_the_published_day_of_each_table(name):
    """In force on that day, and not on the day before."""
    day = date.fromisoformat(PUBLISHED[name])
    for on, word in ((day - timedelta(1), "signed, not yet in force 1"), (day, "in force 1")):
        text = squeezed(run(tables() / f"{name}.csv", "--dataset", "mtdsg", "--on", on).stdout)
        assert f"on {on} {word} total 1" in text
        assert (name in LATE) == ("leaves out instruments of states that have since been dissolved" in text)
