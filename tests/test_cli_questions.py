"""The commands that an office asks with: what comes up, what is doubtful, why, when, and what changed."""

import csv
import io
import json
import re
from datetime import date

import attrs
import pytest
from click.testing import CliRunner
from records import record, signed
from test_register_questions import BEYOND, FIVE_YEARS, FOR_EVER, NOT_KNOWN, REGISTER, TACIT, UNIVERSITIES, agreement

import mou
from mou.answers.register import Register
from mou.cli import frame as _frame
from mou.cli.commands import command
from mou.cli.timeline import drawn
from mou.model.act import Act
from mou.model.durations import Indefinite
from mou.model.party import Party
from mou.model.term import Term

HOSTILE = '=HYPERLINK("http://x")\u202e<script>[red]'


@pytest.fixture
def file(tmp_path):
    def written(register, name="register.json"):
        path = tmp_path / name
        path.write_text(mou.dumps(register), "utf-8")
        return str(path)

    return written


@pytest.fixture(autouse=True)
def width(monkeypatch):
    """The width of lines, whatever the environment of the tests says."""
    monkeypatch.setenv("COLUMNS", "100")


def run(*args, stdin=None, env=None):
    return CliRunner().invoke(command, [str(arg) for arg in args], input=stdin, env=env, catch_exceptions=False)


def rows(done):
    return list(csv.DictReader(io.StringIO(done.stdout)))


def squeezed(text):
    return " ".join(text.split())


def lines(done):
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


class TestWhatComesUp:
    def test_expiring(self, file):
        done = run("expiring", file(REGISTER), "--on", "2025-04-30")
        assert (0, "") == (done.exit_code, done.stderr)
        assert [
            "last day partners agreement id note",
            "2025-10-30 United States of America; Malaysia Title of five five",
        ] == lines(done)

    def test_none(self, file):
        done = run("expiring", file(REGISTER), "--on", "2025-04-29")
        assert "No agreement has its last day from 2025-04-29 to 2025-10-29.\n" == done.stdout
        done = run("notices", "--on", "2026-01-01", "--within", "P10D")
        assert "No notice is known to be due from 2026-01-01 to 2026-01-11." == lines(done)[0]
        assert "Not determined for 1 of 1 agreement. Missing from the record:" == lines(done)[2]
        never = Register(agreements=[attrs.evolve(FIVE_YEARS, signed_at=[], term=Term(duration=Indefinite()))])
        done = run("notices", file(never), "--on", "2026-01-01", "--within", "P10D")
        assert "No notice is due from 2026-01-01 to 2026-01-11.\n" == done.stdout

    def test_uncertain_ends_and_renewals_that_are_not_known(self, file):
        open_end = agreement("open", FIVE_YEARS.parties, acts=[Act("entry_into_force", "2019/..")])
        done = run("expiring", file(Register(agreements=[NOT_KNOWN, open_end])), "--on", "2024-01-01")
        assert [
            "2024-01-01 or later, or United States of America Title of open open",
            "never",
            "2024-05-01 to 2024-05-31 Japan Title of not-known not-known if not renewed",
        ] == lines(done)[1:]

    def test_notices(self, file):
        """GLPI's contract: notice by 28 June for the period that ends on 28 August."""
        done = run("notices", file(REGISTER), "--on", "2026-01-01")
        assert ["2026-06-28 Ministry of Defence; Japan Title of tacit tacit before 28 August 2026"] == lines(done)[1:]

    def test_csv_and_json(self, file):
        path = file(REGISTER)
        (line,) = rows(run("notices", path, "--on", "2026-01-01", "--format", "csv"))
        assert {
            "agreement": "tacit",
            "title": "Title of tacit",
            "kind": "notice_deadline",
            "earliest": "2026-06-28",
            "latest": "2026-06-28",
            "text": "last day for notice before 28 August 2026",
            "if_not_renewed": "false",
            "partners": "Ministry of Defence; Japan",
        } == line
        document = json.loads(run("notices", path, "--on", "2026-01-01", "--format", "json").stdout)
        assert ["on", "until", "events", "missed", "not_determined"] == list(document)
        assert ("2026-01-01", "2026-07-01") == (document["on"], document["until"])
        assert [line | {"if_not_renewed": False, "partners": ["Ministry of Defence", "Japan"]}] == document["events"]
        assert [] == json.loads(run("notices", path, "--on", "2020-01-01", "--format", "json").stdout)["events"]

    def test_a_window_that_can_t_be(self):
        for text, error in (
            (
                "six months",
                'found "six months"; expected a period, such as 6 months, 90d, 6m, 1 year or P6M (ISO 8601)',
            ),
            ("P05Y", 'found "P05Y"; expected the canonical form P5Y'),
            ("1001 years", "found P1001Y; expected a period of at most 1000 years"),
        ):
            done = run("expiring", "--within", text)
            assert (2, True) == (done.exit_code, f"Invalid value for '--within': {error}\n" in done.stderr)
        done = run("expiring", "--on", "9999-12-01")
        assert (2, "") == (done.exit_code, done.stdout)
        assert "9999" in done.stderr

    @pytest.mark.parametrize("within", ["6 months", "6m", "P6M", "183d", "26 weeks 1 day"])
    def test_how_far_ahead_can_be_written_in_words(self, file, within):
        assert "2026-06-28" in run("notices", file(REGISTER), "--on", "2026-01-01", "--within", within).stdout

    def test_the_party_to_all_agreements_is_left_out(self, file):
        """Of the partners, the one with fewer agreements comes first, and a title that names them is enough."""
        us, near, far, new = (
            Party.organisation(name) for name in ("Our University", "Near Institute", "Far College", "New School")
        )
        acts, term = [Act.signature("2020-08-28")], TACIT.term
        both = agreement("both", [us, near, far], acts=acts, term=term)
        one = attrs.evolve(both, id="one", title="Exchange with Near Institute", parties=[us, near])
        other = attrs.evolve(both, id="other", title="Other", parties=[new, us], acts=[], term=Term())
        nobody = attrs.evolve(both, id="none", title="No parties", parties=[])
        path = file(Register(agreements=[both, one, nobody, other]))
        done = run("notices", path, "--on", "2026-01-01")
        assert [
            "2026-06-28 Far College; Near Institute Title of both both before 28 August 2026",
            "2026-06-28 Near Institute Exchange with Near Institute one before 28 August 2026",
            "2026-06-28 No parties none before 28 August 2026",
        ] == lines(done)[1:4]
        done = run("notices", path, "--on", "2026-07-01")
        first, second, third = lines(done)[3:9:2]
        assert first.startswith("Far College; Near Institute, Title of both (both): ")
        assert second.startswith("Exchange with Near Institute (one): ")
        assert third.startswith("No parties (none): ")
        document = json.loads(run("notices", path, "--on", "2026-07-01", "--format", "json").stdout)
        assert [["Far College", "Near Institute"], ["Near Institute"], []] == [
            missed["partners"] for missed in document["missed"]
        ]

    def test_a_pipe(self):
        done = run("expiring", "-", "--on", "2025-04-30", stdin=mou.dumps(REGISTER))
        assert "2025-10-30 United States of America; Malaysia Title of five five" == lines(done)[1]

    def test_a_spreadsheet_computes_nothing_of_it(self, file):
        hostile = Register(agreements=[attrs.evolve(UNIVERSITIES, title=HOSTILE)])
        (line,) = rows(run("expiring", file(hostile), "--on", "2026-12-01", "--format", "csv"))
        assert f"'{HOSTILE}" == line["title"]
        done = run("expiring", file(hostile), "--on", "2026-12-01")
        assert "\x1b" not in done.stdout
        assert "\u202e" not in done.stdout


class TestCheck:
    def test_nothing(self):
        done = run("check", "--on", "2026-01-01")
        assert (0, "No findings in the bundled example.") == (done.exit_code, lines(done)[0])

    def test_the_worst_first_and_the_status_says_so(self, file):
        register = Register(agreements=[attrs.evolve(FIVE_YEARS, signed_at=[]), BEYOND])
        done = run("check", file(register), "--on", "2026-01-01")
        assert 1 == done.exit_code
        found = lines(done)
        assert "severity record finding" == found[0]
        assert re.fullmatch("error beyond .* implausible-year", found[1])
        assert found[2].startswith("error beyond ")
        expired = "warning five its last day was 30 October 2025, and nothing has been recorded since expired-silently"
        assert expired in " ".join(found)

    @pytest.mark.parametrize(
        ("options", "shown", "left_out", "status"),
        [
            ([], ["implausible-year", "out-of-the-calendar", "expired-silently"], 0, 1),
            (["--severity", "error"], ["implausible-year", "out-of-the-calendar"], 1, 1),
            (["--severity", "warning", "--code", "expired-silently"], ["expired-silently"], 2, 0),
            (["--code", "expired-silently", "--code", "late-notice"], ["expired-silently"], 2, 0),
            (["--severity", "error", "--code", "expired-silently"], [], 3, 0),
            (["--code", "expired-silently", "--since", "2025-10-30"], ["expired-silently"], 2, 0),
            (["--code", "expired-silently", "--since", "2025-10-31"], [], 3, 0),
            (["--since", "2025-10-31"], ["implausible-year", "out-of-the-calendar"], 1, 1),
        ],
        ids=str,
    )
    def test_filters_and_the_status_follows_what_is_listed(self, file, options, shown, left_out, status):
        path = file(Register(agreements=[attrs.evolve(FIVE_YEARS, signed_at=[]), BEYOND]))
        done = run("check", path, "--on", "2026-01-01", "--format", "csv", *options)
        assert (shown, status) == ([row["code"] for row in rows(done)], done.exit_code)
        text = run("check", path, "--on", "2026-01-01", *options).stdout
        count = f"Left out by --severity, --code or --since: {left_out} finding{'s' if left_out > 1 else ''}."
        assert bool(left_out) == (count in text)
        assert (not shown) == ("None of the findings in" in text)

    def test_a_code_that_no_finding_has(self):
        done = run("check", "--code", "expired-silent")
        assert (2, "") == (done.exit_code, done.stdout)
        assert "no kind of finding has the code expired-silent; did you mean expired-silently" in done.stderr

    def test_what_is_only_told_is_no_error(self, file):
        late = record(signed("2020-10-30"), duration="P5Y", stated_last_day="2025-10-29")
        done = run("check", file(Register(agreements=[late])), "--on", "2024-01-01", "--format", "csv")
        assert 0 == done.exit_code
        (found,) = rows(done)
        assert ("info", "end-other-counting", "record", "/agreements/0/term/stated_last_day") == tuple(
            found[name] for name in ("severity", "code", "record", "pointer")
        )
        done = run("check", file(Register(agreements=[late])), "--on", "2024-01-01", "--format", "json")
        assert ["end-other-counting"] == [one["code"] for one in json.loads(done.stdout)["findings"]]

    def test_what_can_t_be_true_is_bad_input(self):
        done = run("check", "-", stdin='{"format": "mou/1", "agreements": [{"id": "a"}]}')
        assert (2, "") == (done.exit_code, done.stdout)
        assert "/agreements/0/title: found nothing" in done.stderr


class TestExplain:
    def test_the_steps(self, file):
        done = run("explain", "five", file(REGISTER))
        assert 0 == done.exit_code
        assert "Title of five" == done.stdout.splitlines()[0]
        assert "Last day in force: 30 October 2025; expired from 31 October 2025" in done.stdout
        assert "Dodds v Walker" in done.stdout

    def test_json(self):
        done = run("explain", "mys-usa-defence-2025", "--format", "json")
        first, second, third, fourth = json.loads(done.stdout)["answers"]
        assert ("2025-10-30", "2030-10-30") == (first["day"], second["day"])
        assert ("notice_deadline", "status") == (third["question"], fourth["question"])

    def test_the_status_on_the_day_with_the_steps_of_no_other_answer(self, file):
        suspended = REGISTER.add_act("tacit", Act("suspension", "2024-01-01"))
        done = run("explain", "tacit", file(suspended), "--on", "2024-02-01")
        assert "  On 1 February 2024: suspended" == done.stdout.splitlines()[1].rstrip()
        assert "    - suspension for Ministry of Defence from 1 January 2024" == done.stdout.splitlines()[2].rstrip()
        assert 1 == done.stdout.count("definitive")
        before = run("explain", "tacit", file(suspended), "--on", "2023-12-31").stdout.splitlines()
        assert "  On 31 December 2023: in force since 28 August 2020" == before[1].rstrip()

    def test_the_notice_deadline_of_the_day(self, file):
        """The same answer as `Lifecycle.notice`: GLPI's contract, two months before 28 August."""
        done = run("explain", "tacit", file(REGISTER), "--on", "2025-12-31", "--format", "json")
        assert (
            json.loads(mou.dumps(REGISTER.lifecycle("tacit").notice("2025-12-31")))
            == json.loads(done.stdout)["answers"][2]
        )
        assert "2026-06-28" == json.loads(done.stdout)["answers"][2]["day"]

    def test_csv(self):
        first, *others = rows(run("explain", "mys-usa-defence-2025", "--on", "2026-01-01", "--format", "csv"))
        (last, again) = [row for row in others if row["text"].startswith("the last day in effect is")]
        assert ("status", last["text"]) == (again["question"], again["text"])
        assert {"entry_into_force", "end", "notice_deadline", "status"} == {row["question"] for row in others}
        assert ("entry_into_force", "2025-10-30", "In effect from 30 October 2025", "false") == tuple(
            first[name] for name in ("question", "day", "text", "assumed")
        )
        assert ("end", "2030-10-30") == (last["question"], last["day"])

    def test_show_explains_a_deadline_where_there_is_one(self, file):
        """The answer is that of `Lifecycle.notice`; "no notice is due" is left out."""
        path = file(REGISTER)
        answer = REGISTER.lifecycle("tacit").notice("2025-12-31")
        text = " ".join(run("show", path, "--id", "tacit", "--on", "2025-12-31").stdout.split())
        assert answer.summary in text
        assert all(step.text in text for step in answer.steps)
        assert "No notice is due" not in run("show", path, "--id", "five", "--on", "2025-12-31").stdout

    def test_an_unknown_id(self):
        done = run("explain", "nothing")
        assert (2, "") == (done.exit_code, done.stdout)
        assert "there are: mys-usa-defence-2025" in done.stderr

    def test_a_date_outside_the_calendar(self, file):
        done = run("explain", "beyond", file(Register(agreements=[BEYOND])))
        assert (2, "") == (done.exit_code, done.stdout)
        assert "9999" in done.stderr


class TestTimeline:
    def test_it_is_drawn(self, file):
        """Five years of eleven, to the day that is marked, and the years over their first column."""
        register = Register(agreements=[UNIVERSITIES, FOR_EVER, NOT_KNOWN])
        done = run("timeline", file(register), "--on", "2026-12-31")
        assert 0 == done.exit_code
        years, first, second, third, legend = done.stdout.splitlines()
        assert "2019" in years
        assert years.rstrip().endswith("last day")
        assert first.startswith("Title of universities")
        assert first.rstrip().endswith("2027-01-01")
        assert (second.rstrip().endswith("none"), third.rstrip().endswith("uncertain")) == (True, True)
        assert second.count("█") > first.count("█") > 10
        assert "█ in force" in legend
        assert "│ 2026-12-31" in legend
        assert first.index("│") == second.index("│") == third.index("│")
        assert first[first.index("│") + 1 :].split() == ["2027-01-01"]

    def test_letters_where_the_terminal_knows_no_others(self):
        console = _frame.Console(width=100, file=io.StringIO())
        options = console.options.copy()
        options.encoding = "ascii"
        first, last = date(2025, 10, 30), date(2030, 1, 1)
        console.print(drawn((REGISTER.lifecycle("tacit"),), first, last, last, options))
        assert console.file.getvalue().isascii()
        assert "# in force" in console.file.getvalue()

    @pytest.mark.parametrize("width", [40, 80, 200])
    def test_as_wide_as_the_terminal(self, width, monkeypatch, file):
        monkeypatch.setenv("COLUMNS", str(width))
        text = run("timeline", file(REGISTER), "--on", "2026-01-01").stdout
        assert max(map(len, text.splitlines())) <= max(width, 64)

    def test_a_long_title_gives_way_to_the_id(self, file):
        long = attrs.evolve(UNIVERSITIES, title="Memorandum " * 450)
        done = run("timeline", file(Register(agreements=[long])), "--on", "2026-01-01")
        assert done.stdout.splitlines()[1].startswith("universities ")

    def test_events(self, file):
        path = file(Register(agreements=[TACIT, BEYOND]))
        args = ("timeline", path, "--on", "2026-01-01", "--years", "1", "--format", "csv")
        kinds = [(row["kind"], row["earliest"], row["pointer"]) for row in rows(run(*args))]
        assert [
            ("act", "2020-08-28", "/acts/0"),
            ("entry_into_force", "2020-08-28", ""),
            ("notice_deadline", "2025-06-28", ""),
            ("renewal", "2025-08-29", ""),
            ("notice_deadline", "2026-06-28", ""),
            ("renewal", "2026-08-29", ""),
        ] == kinds
        assert kinds[4:] == [(row["kind"], row["earliest"], "") for row in rows(run(*args, "--since", "2026-01-01"))]
        document = json.loads(run(*args[:-1], "json").stdout)
        assert (6, "2027-01-01") == (len(document["events"]), document["until"])
        assert {"beyond"} == {item["agreement"] for item in document["not_determined"]}

    def test_since(self, file):
        path = file(REGISTER)
        done = run("timeline", path, "--on", "2026-01-01", "--since", "2025-01-01")
        assert "2025" == done.stdout.split()[0]
        done = run("timeline", path, "--on", "2026-01-01", "--since", "2027-01-01")
        assert (2, "mou: --since: 2027-01-01 is after 2026-01-01\n") == (done.exit_code, done.stderr)

    def test_one(self, file):
        done = run("timeline", file(REGISTER), "--on", "2026-01-01", "--id", "five", "--id", "tacit")
        assert 4 == len(done.stdout.splitlines())
        assert 2 == run("timeline", "--id", "nothing").exit_code

    def test_nothing_to_draw(self, file):
        done = run(
            "timeline", file(Register(agreements=[agreement("a", (), acts=(), term=Term(duration=Indefinite()))]))
        )
        assert "No dated event is known in" in done.stdout


class TestDiff:
    def test_an_act_more_and_a_fact_corrected(self, file):
        new = REGISTER.add_act("five", Act("extension", "2025-01-15", period="P5Y"))
        new = new.replaced(attrs.evolve(TACIT, acts=[Act.signature("2020-08-29")], title=HOSTILE))
        done = run("diff", file(REGISTER, "old.json"), file(new, "new.json"))
        assert 0 == done.exit_code
        text = " ".join(done.stdout.split())
        for part in (
            "changed agreement five: Title of five /acts/1: added",
            "as a result, last_day: 2025-10-30 -> 2030-10-30",
            "(corrects its history)",
            '/acts/0/on: "2020-08-28" -> "2020-08-29"',
            "as a result, entered_into_force_on: 2020-08-28 -> 2020-08-29",
        ):
            assert part in text
        assert "\x1b" not in done.stdout

    def test_for_programs(self, file):
        old, new = file(Register(agreements=[UNIVERSITIES]), "old.json"), file(Register(), "new.json")
        (line,) = json.loads(run("diff", old, new, "--format", "json").stdout)
        assert {"kind": "removed", "record": "agreement", "id": "universities", "name": "Title of universities"} == line
        (line,) = rows(run("diff", old, new, "--format", "csv"))
        assert ("removed", "universities") == (line["kind"], line["id"])

    def test_nothing(self, file):
        assert "No differences.\n" == run("diff", file(REGISTER), file(REGISTER)).stdout


class TestOneAgreementOfAFile:
    def test_show_takes_the_id_before_the_file(self, file):
        path = file(REGISTER)
        assert run("show", path, "--id", "five").stdout == run("show", "five", path).stdout

    def test_a_single_argument_is_the_file(self):
        done = run("show", "five")
        assert (2, "") == (done.exit_code, done.stdout)
        assert "no file has the name five; if five is an id, pass a file after it: five FILE" in squeezed(done.stderr)
        assert "mou: five.json: No such file or directory\n" == run("show", "five.json").stderr

    def test_explain_without_an_id(self, file, tmp_path):
        """A single argument is the file if there is such a file, and the file has one agreement."""
        path = file(FIVE_YEARS)
        alone = run("explain", path, "--on", "2025-01-01")
        assert (0, run("explain", "five", path, "--on", "2025-01-01").stdout) == (alone.exit_code, alone.stdout)
        done = run("explain", file(REGISTER, "many.json"))
        assert (2, "") == (done.exit_code, done.stdout)
        assert f"pass the id of an agreement before the file: mou explain ID {tmp_path}" in done.stderr
        assert "there are: five, tacit, universities, " in done.stderr
        assert "there are no agreements" in run("explain", file(mou.Register(), "none.json")).stderr
        done = run("explain", tmp_path / "missing.json")
        assert "for your own register, pass the file after the id" in done.stderr

    @pytest.mark.parametrize("arguments", [("a", "b", "c"), ("a", "b", "--id", "c")], ids=str)
    def test_more_than_an_id_and_a_file(self, arguments):
        done = run("show", *arguments)
        assert (2, True) == (done.exit_code, "pass at most one id and one file: mou show ID FILE" in done.stderr)

    @pytest.mark.parametrize("name", ["show", "explain"])
    def test_the_other_order(self, name, file):
        path = file(REGISTER)
        done = run(name, path, "five")
        assert 2 == done.exit_code
        assert f"no file has the name five; the id comes before the file: five {path}" in squeezed(done.stderr)


def test_what_is_shown_and_what_conforms_as_csv(file):
    (line,) = rows(run("show", file(REGISTER), "--id", "five", "--on", "2025-10-30", "--format", "csv"))
    assert ("five", "in force", "2025-10-30") == (line["id"], line["word"], line["last_day"])
    lines = rows(run("conform", "--format", "csv"))
    assert ("1980-01-27", "1980-01-27", "agrees") == (lines[0]["computed"], lines[0]["published"], lines[0]["verdict"])
    assert "answer" not in lines[0]


def test_no_colour_in_a_pipe_or_where_it_is_not_wanted(file):
    assert "\x1b" not in run("timeline", file(REGISTER), env={"NO_COLOR": "1"}).stdout


def test_a_data_set_needs_its_file():
    done = run("status", "--dataset", "dcad")
    assert 2 == done.exit_code
    assert "--dataset needs a FILE" in done.stderr


def test_the_bundled_example_is_the_default():
    for name in ("status", "expiring", "notices", "check", "timeline"):
        assert 0 == run(name, "--on", "2026-01-01").exit_code


def test_the_days_and_the_length_of_acts(tmp_path):
    acts = [
        mou.Act.signature("2020-01-01"),
        mou.Act("extension", "2021-01-01", period="P5Y"),
        mou.Act("extension", "2022-01-01", period=mou.Indefinite()),
        mou.Act("suspension", "2023-01-01", until="2023-03-31"),
        mou.Act("withdrawal", "2024-01-01", by="USA", received_on="2024-01-05", effective_on="2024-07-01"),
    ]
    parties = [mou.Party.state("MYS"), mou.Party.state("USA")]
    path = tmp_path / "one.json"
    mou.save(mou.Agreement("one", title="One", kind="mou", parties=parties, acts=acts, term=mou.Term("P1Y")), path)
    text = run("show", path, "--on", "2024-01-01").stdout
    for words in (
        "1 January 2021, by 5 years",
        "1 January 2022, without an end",
        "1 January 2023, to 31 March 2023",
        "1 January 2024, United States of America, received on 5 January 2024, with effect from 1 July 2024",
    ):
        assert words in " ".join(text.split())
