"""`mou rules` and `mou findings`: the lists, a single entry, for people and for other programs."""

import csv
import json

import pytest
from click.testing import CliRunner

from mou.answers.catalogue import CATALOGUE
from mou.cli.commands import command
from mou.law.rules import RULES


@pytest.fixture(autouse=True)
def width(monkeypatch):
    """The width of lines, whatever the environment of the tests says."""
    monkeypatch.setenv("COLUMNS", "100")


def run(*arguments, name="rules"):
    return CliRunner().invoke(command, [name, *arguments])


def squeezed(text):
    return " ".join(text.split())


def test_all_with_their_sources_by_family():
    text = squeezed(run().stdout)
    assert text.startswith("Counting corresponding-date A period counted from an event excludes")
    places = [text.index(f" {rule.code} {rule.text} Source: {rule.source}") for rule in RULES]
    assert places == sorted(places)


def test_one_with_its_cases():
    text = squeezed(run("extension-of-all").stdout)
    assert "Source: VCLT arts 39 and 54(b)" in text
    assert "Malaysia agrees to five more years on 1 June 2025, and Japan on 20 June 2025. last day: 2031-01-10" in text


def test_the_source_of_a_published_case():
    assert "last day: 1979-01-30 Source: Dodds v Walker [1981] 1 WLR 1027" in squeezed(run("corresponding-date").stdout)


def test_one_without_a_case():
    assert squeezed(run("superseded").stdout).startswith("superseded A later agreement between all the parties")


@pytest.mark.parametrize(
    ("code", "hint"),
    [("late-notise", "did you mean late-notice"), ("x", "mou rules lists them")],
)
def test_an_unknown_code(code, hint):
    done = run(code)
    assert done.exit_code == 2
    assert f"no rule has the code {code}; {hint}" in done.stderr


def test_for_other_programs():
    rows = json.loads(run("--format", "json").stdout)
    assert [row["code"] for row in rows] == [rule.code for rule in RULES]
    assert rows[0].keys() == {"family", "code", "text", "source"}
    assert next(csv.reader(run("--format", "csv").stdout.splitlines())) == ["family", "code", "text", "source"]
    (case, _) = json.loads(run("extension-of-all", "--format", "json").stdout)
    assert (case["rule"], case["asked"], case["answer"]) == ("extension-of-all", "last day", "2031-01-10")
    row, _ = csv.DictReader(run("extension-of-all", "--format", "csv").stdout.splitlines())
    assert json.loads(row["record"]) == case["record"]
    assert case["record"]["acts"][1] == {"kind": "extension", "on": "2025-06-01", "by": ["MYS"], "period": "P5Y"}


class TestFindings:
    def test_all_kinds_by_family(self):
        text = squeezed(run(name="findings").stdout)
        assert text.startswith("Entry into force entry-before-signature The agreement enters into force before")
        places = [text.index(f" {kind.code} {kind.meaning} Severity: {kind.severity}") for kind in CATALOGUE]
        assert places == sorted(places)

    def test_a_single_kind(self):
        assert squeezed(run("after-the-end", name="findings").stdout) == (
            "after-the-end An act is dated after the end of the agreement. Severity: warning"
        )

    def test_an_unknown_code(self):
        result = run("late-notise", name="findings")
        assert result.exit_code == 2
        assert "no kind of finding has the code late-notise; did you mean late-notice, early-notice?" in result.stderr

    def test_for_other_programs(self):
        rows = json.loads(run("--format", "json", name="findings").stdout)
        assert [row["code"] for row in rows] == [kind.code for kind in CATALOGUE]
        (row,) = csv.DictReader(run("after-the-end", "--format", "csv", name="findings").stdout.splitlines())
        assert row == {
            "family": "Acts",
            "code": "after-the-end",
            "severity": "warning",
            "meaning": "An act is dated after the end of the agreement.",
        }
