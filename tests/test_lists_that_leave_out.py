"""A sheet of agreements, most without a date of entry into force: every door says how many are not determined, and why.

Of 29 agreements of states, 25 have a signature and a length, four a date of entry into force. A signature of unknown
kind does not say whether the parties consented to be bound (VCLT 11 to 14), so no date of the 25 can be computed.
"""

import csv
import io
import json
from datetime import UTC, datetime

import icalendar
import openpyxl
import pytest
from click.testing import CliRunner
from pages import Data
from sheets import csv_text, mapping

import mou
from mou import importing
from mou.cli.commands import command
from mou.formats import calendar, sheets
from mou.formats.page import page
from mou.formats.tables import to_arrow

ON = "2026-07-15"
FIELD, CLAUSE = "/term/entry_into_force", "the condition of entry into force"
REPORT = [
    "Not determined for 25 of 29 agreements. Missing from the record:",
    f"  25: {CLAUSE} ({FIELD}): A-1, A-2, A-3, A-4, A-5, A-6 and 19 more",
]
LACKING = {f"A-{number}" for number in range(1, 26)}
MISSED = "the notice deadline passed on 28 June 2026; it now runs to 28 August 2027"
LISTS = {
    "status": "agreements",
    "expiring": "events",
    "notices": "events",
    "check": "findings",
    "timeline": "events",
}


def rows():
    for number in range(1, 30):
        signed = {"Signed": f"20{10 + number % 14}-03-1{number % 9}"} if number <= 25 else {"From": "2020-08-28"}
        renewal = {"Renewal": "tacit, 1 year", "Renewal notice": "2 months"} if number > 28 else {"Renewal": "none"}
        title = f"Agreement on matter {number}"
        parties = {"Party 1": "Malaysia", "Party 2": "Japan"}
        yield {"Ref": f"A-{number}", "Title": title, "Term": "6 years", **parties, **signed, **renewal}


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    sheet = tmp_path_factory.mktemp("sheet") / "agreements.csv"
    sheet.write_text(csv_text(*rows()), "utf-8", newline="")
    columns = {
        "id": "Ref",
        "title": "Title",
        "parties": ["Party 1", "Party 2"],
        "signed_on": "Signed",
        "entered_into_force_on": "From",
        "duration": "Term",
        "renewal": "Renewal",
        "renewal_notice": "Renewal notice",
    }
    words = [{"words": ["tacit, 1 year"], "means": "tacit", "period": "P1Y"}, {"words": ["none"], "means": "none"}]
    renewals = [importing.RenewalWords(**meaning) for meaning in words]
    done = importing.read(sheet, mapping(columns, constants=importing.Constants(kind="agreement"), renewals=renewals))
    assert () == done.problems
    assert 29 == len(done.register.agreements)
    return done.register


@pytest.fixture(scope="module")
def file(register, tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "register.json"
    mou.save(register, path)
    return str(path)


@pytest.fixture(autouse=True)
def width(monkeypatch):
    """The width of lines, whatever the environment of the tests says."""
    monkeypatch.setenv("COLUMNS", "100")


def run(*args):
    done = CliRunner().invoke(command, [str(arg) for arg in args], catch_exceptions=False)
    assert 0 == done.exit_code
    return done


def shown(text):
    """The lines of a report at the end of an output, not folded."""
    lines = [line.rstrip() for line in text.splitlines()]
    start = lines.index(REPORT[0])
    return [lines[start], "  " + " ".join(line.strip() for line in lines[start + 1 :] if line)]


def test_python(register):
    for question in ("status", "end", "notice_deadline"):
        items = register.not_determined(ON, [question])
        assert {item.agreement for item in items} == LACKING
        assert {(item.field, item.clause) for item in items} == {(FIELD, CLAUSE)}
    assert {one.id for one in register.in_force(ON)} == {"A-26", "A-27", "A-28", "A-29"}
    (missed,) = register.notices_missed("P6M", ON)
    assert ("A-29", MISSED) == (missed.agreement, missed.text)


class TestTheCommand:
    @pytest.mark.parametrize("name", LISTS)
    def test_for_people(self, file, name):
        assert REPORT == shown(run(name, file, "--on", ON).stdout)

    @pytest.mark.parametrize("name", LISTS)
    def test_json(self, file, name):
        document = json.loads(run(name, file, "--on", ON, "--format", "json").stdout)
        assert ON == document["on"]
        assert isinstance(document[LISTS[name]], list)
        assert {item["agreement"] for item in document["not_determined"]} == LACKING
        assert {(item["field"], item["clause"]) for item in document["not_determined"]} == {(FIELD, CLAUSE)}

    @pytest.mark.parametrize("name", [*LISTS, "show"])
    def test_csv(self, file, name):
        """The table stays a table; the report goes to standard error."""
        done = run(name, file, "--on", ON, "--format", "csv")
        assert "Not determined" not in done.stdout
        assert REPORT == done.stderr.splitlines()[-2:]

    def test_missed_deadlines(self, file):
        done = run("notices", file, "--on", ON)
        assert f"Agreement on matter 29 (A-29): {MISSED}" in " ".join(done.stdout.split())
        assert "No notice is known to be due" in done.stdout
        assert MISSED in run("notices", file, "--on", ON, "--format", "csv").stderr
        (missed,) = json.loads(run("notices", file, "--on", ON, "--format", "json").stdout)["missed"]
        assert ("A-29", "2026-06-28", "2027-08-28") == (missed["agreement"], missed["latest"], missed["runs_to"])

    def test_check_finds_each(self, file):
        findings = list(csv.DictReader(io.StringIO(run("check", file, "--on", ON, "--format", "csv").stdout)))
        assert {row["record"] for row in findings if row["code"] == "not-determined"} == LACKING
        assert {"warning"} == {row["severity"] for row in findings if row["code"] == "not-determined"}

    def test_a_timeline_of_some(self, file):
        done = run("timeline", file, "--id", "A-1", "--id", "A-29", "--on", ON, "--format", "json")
        assert {"A-1"} == {item["agreement"] for item in json.loads(done.stdout)["not_determined"]}

    @pytest.mark.parametrize("to", ["csv", "jsonld", "ical"])
    def test_exports_to_standard_output(self, file, to):
        assert REPORT == run("export", file, "--to", to, "--on", ON).stderr.splitlines()[-2:]

    @pytest.mark.parametrize("to", ["csv", "xlsx", "parquet"])
    def test_exports_to_files(self, file, to, tmp_path):
        done = run("export", file, "--to", to, "-o", tmp_path / "out", "--on", ON)
        assert ("", REPORT) == (done.stdout, done.stderr.splitlines())

    @pytest.mark.parametrize("to", ["json", "ndjson"])
    def test_records_alone_are_not_asked(self, file, to):
        assert "" == run("export", file, "--to", to).stderr

    def test_the_page(self, file, tmp_path):
        assert REPORT == run("page", file, "-o", tmp_path / "page.html", "--on", ON).stderr.splitlines()

    def test_what_is_missing_cannot_act_on_a_terminal(self, tmp_path):
        title = "[red]\u202egnp.exe"
        agreement = mou.Agreement("a", title=title, acts=[mou.Act.signature("2020-01-01", by=[])])
        path = tmp_path / "hostile.json"
        mou.save(mou.Register(agreements=[agreement]), path)
        for name in LISTS:
            done = run(name, path, "--on", ON)
            assert "\u202e" not in done.output


def test_the_page_shows_it_under_what_needs_attention(register):
    html = page(register, ON)
    attention = html.partition('id="attention"')[2].partition("</section>")[0]
    assert '<a href="#not-determined"><strong>25</strong>' in attention
    card = attention.partition('<h3 id="not-determined">')[2]
    assert "For 25 of 29 agreements" in card
    assert f'<span class="what"><bdi>{CLAUSE}</bdi></span> <span class="number">25</span>' in card
    data = Data(html)
    assert {data.rows["id"][number] for number in data.json["missing"][0]} == LACKING
    assert "28 Jun 2026</span>" in attention
    assert "it now runs to 28 August 2027" in attention.partition('<h4 id="missed">')[2]
    assert '<a href="#missed"><strong>1</strong>' in attention


def test_a_page_of_what_is_determined_has_no_such_part(register):
    html = page(register.filtered(lambda one: one.id not in LACKING | {"A-29"}), ON)
    assert 'id="not-determined"' not in html
    assert 'id="missed"' not in html


def test_the_workbook(register):
    book = openpyxl.load_workbook(io.BytesIO(sheets.to_xlsx(register, ON, within="P6M")))
    heading, *lines = book["Not determined"].iter_rows(values_only=True)
    assert ("Agreement", "Title", "Question", "Why it is open", "What to record", "Field") == heading
    assert {line[0] for line in lines} == LACKING
    assert {line[4:] for line in lines} == {(CLAUSE, FIELD)}
    _, missed = book["Missed notices"].iter_rows(values_only=True)
    assert ("A-29", MISSED) == (missed[4], missed[6])


def test_the_calendar(register):
    """RFC 7986 5.2 has a description of the calendar; older programs read X-WR-CALDESC."""
    made = calendar.to_ical(register, on=ON, through="P1Y", stamp=datetime(2026, 7, 15, tzinfo=UTC))
    assert {item.agreement for item in made.not_determined} == LACKING
    described = icalendar.Calendar.from_ical(made.content)
    assert "\n".join([*REPORT, "As of 15 July 2026."]) == described["DESCRIPTION"]
    lines = made.content.decode().replace("\r\n ", "").splitlines()
    assert lines[5].partition(":")[2] == lines[6].removeprefix("X-WR-CALDESC:")
    again = calendar.to_ical(
        register, on=ON, through="P1Y", stamp=datetime(2026, 7, 16, tzinfo=UTC), previous=made.content
    )
    assert made.content == again.content


def test_the_tables(register):
    """Each agreement has its row, which says that it is unknown, why, and what would settle it."""
    table = to_arrow(register, ON).agreements.to_pylist()
    assert 29 == len(table)
    for row in table:
        lacking = row["id"] in LACKING
        assert ([FIELD] if lacking else []) == row["not_determined"]
        assert lacking == (row["notice_answer"] == "unknown") == (row["status"] == "unknown")
        assert lacking == (row["end_answer"] == "unknown") == (row["entry_answer"] == "unknown")
        assert row["reason"]
    first = to_arrow(register).agreements.to_pylist()[0]
    assert (None, None) == (first["notice_answer"], first["not_determined"])


def test_the_tables_of_what_lies_outside_the_calendar():
    agreement = mou.Agreement(
        "a",
        title="A",
        kind="mou",
        parties=[mou.Party.state("MYS"), mou.Party.state("JPN")],
        acts=[mou.Act.signature("9990-01-01")],
        term=mou.Term(duration="P50Y"),
    )
    (row,) = to_arrow(mou.Register(agreements=[agreement]), ON).agreements.to_pylist()
    assert ("unknown", ["/term"], "unknown") == (row["status"], row["not_determined"], row["notice_answer"])
    assert "9999" in row["problem"]
