"""The `mou` command: what it prints, where errors go, and that nothing in a record can do harm."""

import json
import os
import re
import runpy
import subprocess
import sys
from datetime import date

import attrs
import pytest
from click.testing import CliRunner
from records import declared, record, signed
from test_conformance import contrived
from test_datasets_mtdsg import needs_tables, tables

import mou
from mou import clauses, examples
from mou.answers.register import Register
from mou.cli import exports as _exports, frame as _frame
from mou.cli.commands import SECTIONS, command
from mou.cli.options import DATASET_NAMES, EXPORT_NAMES
from mou.conformance import Verdict, conform, records
from mou.datasets import DATASETS
from mou.dates.words import plain
from mou.documents.codec import dumps, loads
from mou.model.act import Act, Signatory
from mou.model.conditions import NthInstrument, OnSignature
from mou.model.durations import Indefinite, Until
from mou.model.meeting import Delegate, Meeting, Participant
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.source import Source
from mou.model.withdrawals import NoWithdrawal, WithdrawalOnNotice

HOSTILE = "<script>alert(1)</script> [bold]x[/bold] \x1b[31mred\x1b]0;title\x07 \u202ertl\u2066 \x9b31m \u2028 end"


@pytest.fixture(autouse=True)
def width(monkeypatch):
    """The width of lines, whatever the environment of the tests says."""
    monkeypatch.setenv("COLUMNS", "100")


def run(*args, stdin=None, env=None):
    return CliRunner().invoke(command, [str(arg) for arg in args], input=stdin, env=env, catch_exceptions=False)


def shown(tmp_path, value, *args):
    """What is printed of a record in a file."""
    path = tmp_path / "record.json"
    path.write_text(dumps(value), "utf-8")
    done = run("show", path, "--on", "2026-01-01", *args)
    assert (0, "") == (done.exit_code, done.stderr)
    return done.stdout


def squeezed(text):
    """Text without the line breaks and the spaces that a terminal's width brings."""
    return " ".join(text.split())


class TestShow:
    def test_clauses_beside_the_usual_ones(self, tmp_path):
        """Survival, events that end it, other readings and riders are shown if they are recorded."""
        agreement = record(
            signed("2025-10-30"),
            duration="P5Y",
            renewal=TacitRenewal("P5Y"),
            survival=clauses.Survival(of="work in progress"),
            ends_on=[clauses.EndsOnEvent("parent-ended")],
            other_readings=[clauses.OtherReading(renewal=clauses.NoRenewal())],
            riders=[clauses.Rider("end", "ends at once for a serious breach")],
        )
        text = squeezed(shown(tmp_path, agreement))
        for row in (
            "survival for a time that is not stated: work in progress",
            "ends on parent-ended",
            "another reading renewal: none",
            "the text also says ends at once for a serious breach",
        ):
            assert row in text

    def test_the_bundled_example(self):
        """Malaysia and the United States: signed on 30 October 2025, for five years, to 30 October 2030."""
        done = run("show", "--on", "2026-01-01")
        assert (0, "") == (done.exit_code, done.stderr)
        text = squeezed(done.stdout)
        for part in (
            "mys-usa-defence-2025",
            "MOU, not binding",
            "Malaysia and United States of America",
            "in effect since 30 October 2025",
            "2030-10-30 (no longer in effect from 2030-10-31)",
            "duration 5 years renewal not known",
            "assumed: ",
            "Signed at, or on the margins of",
            "8 dialogue partners",
            "Sources",
        ):
            assert part in text
        assert "\x1b" not in done.stdout

    def test_without_a_day_it_is_today(self, monkeypatch):
        class Today(date):
            @classmethod
            def today(cls):
                return cls(2031, 1, 1)

        monkeypatch.setattr(_frame, "date", Today)
        assert "on 1 January 2031" in run("show").stdout
        assert "expired" in run("show").stdout

    def test_json_gives_the_document(self):
        done = run("show", "--format", "json")
        assert examples.register() == loads(done.stdout)

    def test_json_of_one(self):
        done = run("show", "--format", "json", "--id", "mys-usa-defence-2025")
        assert examples.agreement() == loads(done.stdout, mou.Agreement)

    def test_one_of_several_or_each_with_a_line_between(self, tmp_path):
        several = Register(
            agreements=[record(signed("2025-10-30")), attrs.evolve(record(), id="second", title="Second")]
        )
        both = shown(tmp_path, several)
        assert "A record" in both
        assert "Second" in both
        assert any(set(line.strip()) == {"\u2500"} for line in both.splitlines() if line.strip())
        one = shown(tmp_path, several, "--id", "second")
        assert "Second" in one
        assert "A record" not in one

    @pytest.mark.parametrize("width", [20, 40, 80, 200])
    def test_narrow_terminals(self, width, monkeypatch):
        """Nothing is cut off, however narrow the lines are."""
        monkeypatch.setenv("COLUMNS", str(width))
        text = run("show", "--on", "2026-01-01").stdout
        assert max(map(len, text.splitlines())) <= max(width, 40)
        assert "2030-10-30(nolongerineffectfrom2030-10-31)" in "".join(text.split())
        assert "\u2026" not in text

    @pytest.mark.parametrize("columns", ["40", "0", "-1", "wide", "\u00b2", "9" * 5000], ids=lambda text: text[:9])
    def test_the_width_is_that_of_the_variable_or_the_terminal(self, columns, monkeypatch):
        """Of whichever stream is on a terminal: "mou show | less" has standard error on it."""

        def size(descriptor):
            if descriptor != 2:
                raise OSError("no terminal")
            return os.terminal_size((77, 20))

        monkeypatch.setattr("os.get_terminal_size", size)
        monkeypatch.setenv("COLUMNS", columns)
        assert _frame.console().width == (40 if columns == "40" else 77)

    @pytest.mark.parametrize("terminal", [OSError, lambda _: os.terminal_size((0, 0))])
    def test_without_a_terminal_the_width_is_100(self, terminal, monkeypatch):
        def size(descriptor):
            result = terminal(descriptor)
            if isinstance(result, OSError):
                raise result
            return result

        monkeypatch.setattr("os.get_terminal_size", size)
        monkeypatch.delenv("COLUMNS", raising=False)
        assert 100 == _frame.console().width

    def test_an_agreement_alone(self, tmp_path):
        assert "signature 30 October 2025" in squeezed(shown(tmp_path, record(signed("2025-10-30"))))

    def test_from_standard_input(self):
        done = run("show", "-", "--on", "2026-01-01", stdin=dumps(record(signed("2025-10-30"))))
        assert (0, True) == (done.exit_code, "A record" in done.stdout)


class TestWhatIsShown:
    def test_acts_signatories_and_what_is_doubtful(self, tmp_path):
        act = Act.signature(
            "2025-10",
            by=["MYS", "USA"],
            place="Kuala Lumpur",
            certainty="inferred",
            signatories=[Signatory("A. Minister", party="MYS", office="Minister"), Signatory("B", party="USA")],
        )
        text = squeezed(
            shown(tmp_path, record(act, declared("2025-01-01"), duration="P5Y", stated_last_day="2029-12-31"))
        )
        assert "signature 2025-10, Kuala Lumpur (inferred), Malaysia and United States of America" in text
        assert "A. Minister, Minister, for Malaysia B, for United States of America" in text
        assert "Findings" in text
        assert "the last day is 1 January 2030 end-other-counting" in text or "2030 end-differs" in text
        assert "before the signature on 1 October 2025 entry-before-signature" in text

    @pytest.mark.parametrize(
        ("term", "expected"),
        [
            (
                {},
                [
                    "entry into force not known",
                    "duration not known",
                    "renewal not known",
                    "withdrawal not known",
                    "Its end is not known",
                ],
            ),
            (
                {"entry_into_force": OnSignature(delay="P30D"), "duration": Indefinite(), "withdrawal": NoWithdrawal()},
                [
                    "entry into force signature, then 30 days after",
                    "duration without an end",
                    "withdrawal the text says nothing",
                    "No end",
                ],
            ),
            ({"duration": Until("2030"), "renewal": NoRenewal()}, ["duration to 2030", "renewal none"]),
            ({"duration": Until("2030-06-30")}, ["duration to 30 June 2030"]),
            ({"renewal": ExpressRenewal()}, ["renewal only by an extension withdrawal"]),
            ({"renewal": ExpressRenewal("P2Y")}, ["renewal only by an extension, 2 years each"]),
            (
                {"duration": "P5Y", "counting": "from_start_of_day"},
                ["duration 5 years, counted from the start of the day"],
            ),
            (
                {"duration": "P1M", "renewal": TacitRenewal("P1M", notice="P7D")},
                [
                    "renewal tacit, by 1 month, unless notice is given 7 days before the end",
                    "running period renewal 2, to 30 January 2026",
                    "notice by 23 January 2026",
                ],
            ),
            (
                {"duration": "P5Y", "renewal": TacitRenewal("P1Y", times=2, until="2032-12-31")},
                ["renewal tacit, by 1 year, at most 2 times, not beyond 31 December 2032"],
            ),
            ({"duration": "P5Y", "renewal": TacitRenewal(Indefinite())}, ["renewal tacit, without an end"]),
            (
                {"duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P1Y", lock_in="P3Y", at="end_of_period")},
                ["on notice, with effect 1 year after, at the end of a period, not in the first 3 years in force"],
            ),
        ],
        ids=str,
    )
    def test_clauses(self, tmp_path, term, expected):
        """What is not known is said to be so, and never taken for none."""
        text = squeezed(shown(tmp_path, record(signed("2025-10-30"), **term)))
        for part in expected:
            assert part in text

    def test_the_parties_bound_and_those_that_left(self, tmp_path):
        """Three accept; one leaves with effect on 31 December 2026, so that its last day is the day before."""
        acts = [Act("acceptance", f"194{year}-11-04", by=code) for year, code in ((6, "USA"), (7, "FRA"), (8, "JPN"))]
        acts.append(Act("withdrawal", "2025-07-22", by="USA", effective_on="2026-12-31"))
        states = [Party.state(code) for code in ("USA", "FRA", "JPN", "MYS")]
        made = record(*acts, parties=states, kind="treaty", entry_into_force=NthInstrument(2), duration=Indefinite())
        before, after = (squeezed(shown(tmp_path, made, "--on", on)) for on in ("2026-11-29", "2027-01-15"))
        assert "bound 3 of the 4 parties recorded: United States of America, France and Japan" in before
        assert "leaves United States of America, last day in force 30 December 2026" in before
        assert "bound 2 of the 4 parties recorded: France and Japan" in after
        assert "left United States of America, last day in force 30 December 2026" in after
        assert "on 15 January 2027 in force since" in after

    def test_a_treaty_of_many_counts_them(self, tmp_path):
        states = [Party(f"test:s{number:03}", name=f"State {number}", kind="state") for number in range(20)]
        acts = [Act("ratification", "2020-01-01", by=one) for one in states[:15]]
        made = record(*acts, parties=states, kind="treaty", entry_into_force=NthInstrument(60))
        text = squeezed(shown(tmp_path, made))
        assert "State 0, State 1, " in text
        assert "and 8 more" in text
        assert "acts 15 ratification" in text
        assert "bound 0 of the 20 parties recorded" in text
        assert "outstanding 15 of 60 instruments have been deposited" in text
        assert "signed, not yet in force: 15 of 60 instruments have been deposited" in text

    def test_a_record_of_nothing(self, tmp_path):
        text = squeezed(shown(tmp_path, mou.Agreement("a", title="A", kind="exchange_of_notes", binding=True)))
        assert "kind exchange of notes, binding between not known" in text
        assert "no act is recorded" in text

    def test_meetings_subjects_and_sources(self, tmp_path):
        signed_at = Meeting(
            "m",
            name="The Meeting",
            starts_on="2025-10",
            online=True,
            certainty="disputed",
            participants=[Participant("MYS"), Participant("USA", delegates=[Delegate("X")])],
        )
        short = Meeting("n", name="Another", starts_on="2025-10-30", ends_on="2025-10-31", place="Kuala Lumpur")
        open_ended = Meeting("o", name="A third")
        made = attrs.evolve(
            record(signed("2025-10-30")),
            signed_at=["m", "n", "o"],
            subjects=["defence", "training"],
            description="What it is about.",
            sources=[
                Source("A gazette"),
                Source("B", publisher="P", published_on="2025-10", url="https://example.org/"),
            ],
        )
        text = squeezed(shown(tmp_path, Register(agreements=[made], meetings=[signed_at, short, open_ended])))
        for part in (
            "subjects defence, training",
            "What it is about.",
            "The Meeting: 2025-10, online (disputed)",
            "2 participants: Malaysia, United States of America",
            "Another: 30 October 2025 to 31 October 2025, Kuala Lumpur",
            "A third: not known",
            "A gazette",
            "B, P, 2025-10, https://example.org/",
        ):
            assert part in text

    def test_an_agreement_alone_may_name_records_that_are_elsewhere(self, tmp_path):
        """What `mou show --format json --id` prints of one agreement can be shown."""
        parties = [Party("a", name="A", kind="organisation", acts_for="x"), Party("b", name="B", kind="organisation")]
        made = attrs.evolve(record(signed("2025-10-30"), parties=parties), signed_at=["m"])
        assert "Signed at" not in shown(tmp_path, made)
        assert made == loads(run("show", "-", "--format", "json", stdin=dumps(made)).stdout, mou.Agreement)
        one = run("show", "-", "--format", "json", "--id", "record", stdin=dumps(made))
        assert made == loads(one.stdout, mou.Agreement)
        assert 0 == run("conform", "-", stdin=dumps(made)).exit_code


class TestHostileText:
    """Nothing in a record reaches the terminal that it would act on."""

    def test_everywhere_it_can_stand(self, tmp_path):
        text = HOSTILE.replace("\x1b", "").replace("\x07", "").replace("\x9b", "")  # a document holds no controls
        parties = [Party("a", name=text, kind="organisation"), Party("b", name="B", kind="organisation")]
        act = Act.signature("2025-10-30", place=text, signatories=[Signatory(text, party="a", office=text)])
        made = attrs.evolve(
            record(act, parties=parties),
            title=text,
            description=text,
            subjects=[text],
            signed_at=["m"],
            sources=[Source(text, publisher=text)],
        )
        meeting = Meeting("m", name=text, place=text, participants=[Participant("a")])
        found = shown(tmp_path, Register(agreements=[made], meetings=[meeting]))
        assert "<script>alert(1)</script> [bold]x[/bold]" in found
        assert "\\u202ertl\\u2066" in squeezed(found)
        assert not set("\x1b\x07\x9b\u202e\u2066\u2028") & set(found)

    def test_in_conformance(self, tmp_path):
        text = HOSTILE.replace("\x1b", "").replace("\x07", "").replace("\x9b", "")
        (made,) = contrived(note=text, sources=[Source(text)]).agreements
        path = tmp_path / "record.json"
        path.write_text(dumps(attrs.evolve(made, title=text)), "utf-8")
        found = run("conform", path, "--explain").stdout
        assert "<script>alert(1)</script> [bold]x[/bold]" in found
        assert not set("\x1b\x07\x9b\u202e\u2066\u2028") & set(found)

    def test_in_errors(self, tmp_path):
        path = tmp_path / "bad.json"
        path.write_text(json.dumps({"id": "a", "title": "A", "kind": HOSTILE, HOSTILE: 1}), "utf-8")
        done = run("show", path)
        assert (2, "") == (done.exit_code, done.stdout)
        assert not set("\x1b\x07\x9b\u202e\u2066\u2028") & set(done.stderr)
        named = run("show", "--id", HOSTILE)
        assert not set("\x1b\x07\x9b\u202e\u2066\u2028") & set(named.stderr)

    def test_what_is_plain(self):
        assert r"\x1b[31mred\x1b]0;title\x07 \u202ertl\u2066 \x9b31m \u2028 end" == plain(HOSTILE)[-62:].lstrip()
        assert "a b c d" == plain("a\tb\nc\rd")
        assert "Türkiye \u6f22\u5b57 العربية" == plain("Türkiye \u6f22\u5b57 العربية")


class TestErrors:
    """Exit status 2, the reason on standard error, nothing on standard output, no traceback."""

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "invalid JSON"),
            ("{", "invalid JSON"),
            ("[" * 100_000, "nested too deep"),
            ("5", "expected"),
            ("[]", "expected"),
            ('{"format": "mou/9"}', "/format: "),
            ('{"id": "a"}', "/title: found nothing"),
            ('{"format": "mou/1", "agreements": [{"id": "a", "title": 5}]}', "/agreements/0/title: found 5"),
        ],
        ids=lambda value: value[:12],
    )
    def test_documents_that_are_none(self, text, reason):
        for name in ("show", "conform"):
            done = run(name, "-", stdin=text)
            assert (2, "") == (done.exit_code, done.stdout)
            assert done.stderr.startswith("mou: -: ")
            assert reason in done.stderr
            assert "Traceback" not in done.stderr

    def test_bytes_that_are_no_text(self, tmp_path):
        (tmp_path / "x.json").write_bytes(b'{"id": "\xff"}')
        done = run("show", tmp_path / "x.json")
        assert 2 == done.exit_code
        assert "a JSON document in UTF-8" in done.stderr

    def test_a_file_that_is_not_there_or_none(self, tmp_path):
        for path, reason in (
            (tmp_path / "none.json", "No such file or directory"),
            (tmp_path, "No register in this folder"),
        ):
            done = run("show", path)
            assert (2, "", f"mou: {path}: {reason}\n") == (done.exit_code, done.stdout, done.stderr)

    def test_a_register_in_any_layout(self, tmp_path):
        shown = run("show").stdout
        for name in ("r/", "r.ndjson", "r.json"):
            mou.save(mou.examples.register(), f"{tmp_path}/{name}")
            assert shown == run("show", f"{tmp_path}/{name}").stdout
        assert shown == run("show", "-", stdin=(tmp_path / "r.ndjson").read_text("utf-8")).stdout
        (tmp_path / "r" / "forums" / "admm.json").write_text('{"id": "admm", "name": 5}')
        done = run("show", tmp_path / "r")
        assert (2, f"mou: {tmp_path}/r: forums/admm.json: /name: found 5; expected text\n") == (
            done.exit_code,
            done.stderr,
        )

    def test_an_id_that_is_not_there(self):
        done = run("show", "--id", "another")
        assert (2, "") == (done.exit_code, done.stdout)
        expected = "mou: the bundled example: no agreement has the id another; there are: mys-usa-defence-2025"
        assert expected == squeezed(done.stderr)[: len(expected)]

    @pytest.mark.parametrize("on", ["2026-02-30", "2026", "tomorrow", ""])
    def test_a_day_that_is_none(self, on):
        done = run("show", "--on", on)
        assert (2, "") == (done.exit_code, done.stdout)
        assert "expected a valid date, YYYY-MM-DD" in squeezed(done.stderr)

    def test_a_date_past_the_calendar(self, tmp_path):
        (tmp_path / "x.json").write_text(dumps(record(signed("9999-01-01"), duration="P5Y")), "utf-8")
        for name in ("show", "conform"):
            done = run(name, tmp_path / "x.json")
            if name == "show":
                assert (2, "") == (done.exit_code, done.stdout)
                assert "outside the calendar of the years 1 to 9999" in done.stderr
        stated = record(signed("9999-01-01"), duration="P5Y", stated_last_day="9999-06-01")
        (tmp_path / "x.json").write_text(dumps(stated), "utf-8")
        assert 2 == run("conform", tmp_path / "x.json").exit_code

    def test_options_that_are_none(self):
        assert 2 == run("show", "--what").exit_code
        assert 2 == run("what").exit_code


class TestConform:
    def test_the_bundled_treaties_agree_or_are_explained(self):
        done = run("conform")
        assert (0, "") == (done.exit_code, done.stderr)
        rows = conform()
        text = squeezed(done.stdout)
        assert f"Days compared: {len(rows)}." in text
        counted = {verdict: sum(row.verdict is verdict for row in rows) for verdict in Verdict}
        assert f"Agree: {counted[Verdict.AGREES]}. Differ, as explained: 4. Differ without a reason: 0." in text
        assert 4 == counted[Verdict.EXPLAINED]
        assert 0 == counted[Verdict.DIFFERS]
        for row in rows:
            assert squeezed(row.title) in text
            assert f"computed {row.computed} published {row.published}" in text
        assert 18 == text.count("(published day not re-checked)")
        assert "The depositary counts the day after the corresponding date." in text

    def test_with_the_steps(self):
        text = squeezed(run("conform", "--explain").stdout)
        assert "1 July 2002" in text
        assert "(10 June 2002)" in text

    def test_as_json(self):
        rows = json.loads(run("conform", "--format", "json").stdout)
        assert [row.agreement for row in conform()] == [row["agreement"] for row in rows]
        afcfta = next(row for row in rows if row["agreement"] == "afcfta")
        assert ("2019-05-29", "2019-05-30", "explained") == (afcfta["computed"], afcfta["published"], afcfta["verdict"])

    @pytest.mark.parametrize("options", [(), ("--format", "json")])
    def test_one_that_differs_without_a_reason_is_exit_status_1(self, tmp_path, options):
        path = tmp_path / "record.json"
        path.write_text(dumps(contrived()), "utf-8")
        done = run("conform", path, *options)
        assert (1, "") == (done.exit_code, done.stderr)
        assert ("differs" if options else "DIFFERS") in done.stdout

    def test_with_a_reason_it_is_0(self, tmp_path):
        path = tmp_path / "record.json"
        path.write_text(dumps(contrived(note="Signed near midnight.").agreements[0]), "utf-8")
        done = run("conform", path)
        assert (0, True) == (done.exit_code, "differs, as explained" in squeezed(done.stdout))

    def test_nothing_computed_is_said_to_be_none(self, tmp_path):
        path = tmp_path / "record.json"
        path.write_text(dumps(record(declared("2020-01-02"), entry_into_force=OnSignature())), "utf-8")
        assert "computed none published 2020-01-02" in squeezed(run("conform", path, "--explain").stdout)

    def test_of_tables(self, tmp_path):
        (tmp_path / "18-10.csv").write_text("Participant,Signature,Ratification\nA,,1 Jan 2000\n", "utf-8")
        done = run("conform", "--mtdsg", tmp_path)
        assert 1 == done.exit_code
        assert "from 1 acts of 18-10.csv" in squeezed(done.stdout) or "from 1 act of 18-10.csv" in squeezed(done.stdout)

    def test_a_table_that_is_none(self, tmp_path):
        (tmp_path / "18-10.csv").write_bytes(b"Participant,Signature,Ratification\nC\xf4te,,1 Jan 2000\n")
        done = run("conform", "--mtdsg", tmp_path)
        assert (2, "") == (done.exit_code, done.stdout)
        assert "18-10.csv: (whole): found an invalid table" in done.stderr

    @pytest.mark.parametrize("options", [(), ("--format", "json"), ("--format", "csv")])
    def test_a_folder_that_is_not_there_or_has_no_table_of_a_record(self, tmp_path, options):
        """A check that compares nothing must not look like one that passed."""
        missing = run("conform", "--mtdsg", tmp_path / "none", *options)
        assert (2, "", True) == (missing.exit_code, missing.stdout, "No such file or directory" in missing.stderr)
        (tmp_path / "99-1.csv").write_text("Participant,Ratification\nAlbania,1 Jan 2000\n", "utf-8")
        empty = run("conform", "--mtdsg", tmp_path, *options)
        assert (2, "") == (empty.exit_code, empty.stdout)
        assert (
            "found a folder without any of the tables that the records name; expected at least one of 10-10.csv"
            in empty.stderr
        )
        no_folder = run("conform", "--mtdsg", tmp_path / "99-1.csv", *options)
        assert (2, "", True) == (no_folder.exit_code, no_folder.stdout, "Not a directory" in no_folder.stderr)

    def test_a_register_that_names_no_table(self, tmp_path):
        path = tmp_path / "record.json"
        path.write_text(dumps(contrived()), "utf-8")
        done = run("conform", path, "--mtdsg", tmp_path)
        assert (2, "") == (done.exit_code, done.stdout)
        assert "no agreement that names a participants table" in done.stderr

    @needs_tables
    def test_of_the_real_tables(self):
        """Seven agree with the published day; in three, instruments of states dissolved since are missing."""
        done = run("conform", "--mtdsg", tables())
        assert (0, "") == (done.exit_code, done.stderr)
        text = squeezed(done.stdout)
        assert "Days compared: 10. Agree: 7. Differ, as explained: 3." in text
        assert 3 == text.count("computed 1976-09-11 published 1976-03-23") + text.count(
            "computed 1976-08-19"
        ) + text.count("computed 1980-02-02")
        assert "261 acts of 18-10.csv" in text


class TestTheCommandItself:
    def test_help_and_version(self):
        for options in (["--help"], ["-h"], ["show", "--help"], ["conform", "-h"]):
            done = run(*options)
            assert (0, True) == (done.exit_code, done.stdout.startswith("Usage: "))

    def test_as_a_process(self):
        code = "import sys; sys.argv = ['mou', 'show', '--on', '2026-01-01']; from mou.cli import main; main()"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
        assert "in effect since 30 October 2025" in done.stdout

    def test_main_runs_the_command(self, monkeypatch):
        from mou.cli import main

        monkeypatch.setattr("sys.argv", ["mou", "--help"])
        with pytest.raises(SystemExit) as ended:
            main()
        assert 0 == ended.value.code

    def test_python_m(self, monkeypatch, capsys):
        monkeypatch.setattr("sys.argv", ["mou", "--version"])
        monkeypatch.delitem(sys.modules, "mou.__main__", raising=False)
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("mou", run_name="__main__")
        assert (0, f"mou, version {mou.__version__}\n") == (ended.value.code, capsys.readouterr().out)

    def test_help_lists_every_command_in_whole_sentences(self):
        assert sorted(command.commands) == sorted(name for names in SECTIONS.values() for name in names)
        text = squeezed(run("--help").stdout)
        for heading, names in SECTIONS.items():
            assert f"{heading}: " in text
            for name in names:
                summary = command.commands[name].help.partition("\n\n")[0]
                assert summary.endswith(".")
                assert f" {name} {squeezed(summary)} " in f"{text} "
        assert "..." not in text.removeprefix("Usage: mou [OPTIONS] COMMAND [ARGS]...").replace("[ARGS]...", "")

    def test_names_that_are_listed_for_the_help_are_all_there_are(self):
        """`mou.cli.options` imports neither the data sets nor the exports."""
        assert list(DATASET_NAMES) == list(DATASETS)
        assert {*EXPORT_NAMES} - {"ics"} == set(_exports._EXPORTS)
        assert set(_exports._BY_SUFFIX.values()) == set(_exports._EXPORTS)

    def test_every_option_has_a_sentence(self):
        for name, subcommand in command.commands.items():
            for option in subcommand.params:
                if option.param_type_name == "option":
                    assert re.fullmatch(r"[A-Z].*[.)]", option.help), (name, option.name)

    @pytest.mark.parametrize(
        "arguments",
        [["--help"], ["show", "--help"], ["export", "--help"], ["completion", "zsh"], []],
        ids=" ".join,
    )
    def test_help_and_completion_load_click_alone(self, arguments):
        """So they take little time: nothing of the library, and neither rich nor attrs."""
        code = f"""
import sys
sys.argv[1:] = {arguments}
from mou.cli import main
try:
    main()
except SystemExit:
    pass
loaded = {{name for name in sys.modules if name.split(".")[0] in ("mou", "rich", "attr", "cattrs", "dateutil")}}
print(sorted(loaded - {{"mou", "mou.version", "mou.values", "mou.values.registered"}}), file=sys.stderr)
"""
        completing = (
            {} if arguments else {"_MOU_COMPLETE": "bash_complete", "COMP_WORDS": "mou show --f", "COMP_CWORD": "2"}
        )
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code], env=os.environ | completing, capture_output=True, text=True, check=True
        )
        names = [
            "mou.cli",
            *(f"mou.cli.{name}" for name in "commands keep_commands options output record_values".split()),
        ]
        assert f"{names}\n" == done.stderr
        assert ("plain,--format\n" == done.stdout) == (not arguments)

    @pytest.mark.parametrize("missing", ["click", "rich"])
    def test_without_its_extra_it_says_what_to_install(self, missing, monkeypatch):
        from mou.cli import main

        monkeypatch.setattr("sys.argv", ["mou", "show"])
        for name in [name for name in sys.modules if name.startswith("mou.cli.") or name.split(".")[0] == missing]:
            monkeypatch.delitem(sys.modules, name)

        class NotInstalled:
            @staticmethod
            def find_spec(name, *_):
                if name.split(".", maxsplit=1)[0] == missing:
                    raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)

        monkeypatch.setattr("sys.meta_path", [NotInstalled, *sys.meta_path])
        with pytest.raises(SystemExit) as ended:
            main()
        assert (
            "mou: the command needs the extra 'cli': pip install 'pymou[cli]', or in a clone: pip install '.[cli]'"
            == ended.value.code
        )

    def test_another_module_that_is_missing_is_an_error_of_its_own(self, monkeypatch):
        from mou.cli import main

        monkeypatch.setattr("sys.argv", ["mou", "conform"])
        monkeypatch.delitem(sys.modules, "mou.cli.conform", raising=False)
        monkeypatch.setitem(sys.modules, "mou.conformance", None)
        monkeypatch.delattr("mou.conformance", raising=False)
        with pytest.raises(ModuleNotFoundError):
            main()


def test_the_bundled_records_are_a_document_of_the_library():
    assert records() == loads(dumps(records()))
