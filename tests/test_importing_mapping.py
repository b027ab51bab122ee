"""Mappings: read from TOML with all their problems at once, and written again."""

import subprocess
import sys
import tomllib

import pytest
from sheets import mapping

from mou import importing
from mou.dates.periods import Period
from mou.errors import ValidationError
from mou.importing import Columns, DateColumns, Mapping, PartyNames, RenewalWords
from mou.importing.toml import toml_text
from mou.model.party import Party
from mou.model.source import Source

FULL = """
name = "office"
sheet = "2025"
header_row = 3
last_row = 400
encoding = "cp1252"
delimiter = ";"
unknown = ["-77", "?"]
date_formats = ["D/M/YYYY", "d mmm yy", "YYYY", "EXCEL"]
first_year = 1970
duration_unit = "months"
notice_unit = "days"
indefinite = ["for ever"]
on_signature = ["upon signature"]
counting = "from_start_of_day"
anchor = "signature"

[columns]
id = "Ref"
parties = ["Party 1", "Party 2"]
signed_on = { year = "Y", month = "M", day = "D" }
last_day = { year = "End" }
renewal = "Renewal"
renewal_notice = "Notice"
description = "Remarks"

[columns.registrations]
UNTS = "UNTS no."

[constants]
title = "Memorandum with {Party 1} and {Party 2}"
kind = "mou"
subjects = ["education", "research"]

[kinds]
"Protokol \\"A\\"" = "protocol"

[parties]
written = "any"
separators = [";", " / "]
kind = "government_body"
always = ["um", "MYS"]

[[parties.known]]
id = "um"
name = "Universiti Malaya"
kind = "organisation"
acts_for = "MYS"
aliases = ["UM"]

[parties.known.identifiers]
ror = "00rzspn62"

[[renewals]]
words = ["auto", "automatic"]
means = "tacit"
period = "P1Y"
notice = "P90D"
times = 2

[[renewals]]
words = "with consent"
means = "express"
period = "P5Y"

[[sources]]
title = "The office's register"
"""


def problems(text):
    with pytest.raises(ValidationError) as caught:
        Mapping.loads(text)
    return [(one.pointer, one.found, one.expected) for one in caught.value.problems]


class TestReading:
    def test_every_key(self):
        made = Mapping.loads(FULL)
        assert ("office", "2025", 3, 400, "cp1252", ";") == (
            made.name,
            made.sheet,
            made.header_row,
            made.last_row,
            made.encoding,
            made.delimiter,
        )
        assert DateColumns(year="Y", month="M", day="D") == made.columns.signed_on
        assert ("Y", "M", "D") == made.columns.of("signed_on")
        assert ("End",) == made.columns.of("last_day")
        assert ("Remarks",) == made.columns.description == made.columns.of("description")
        assert ("UNTS no.",) == made.columns.of("registrations")
        assert () == made.columns.of("title") == made.columns.of("subjects")
        assert ("education", "research") == made.constants.of("subjects")
        assert () == made.constants.of("signed_on")
        known = Party("um", name="Universiti Malaya", kind="organisation", acts_for="MYS", aliases=["UM"])
        assert {"ror": "00rzspn62"} == dict(made.parties.known[0].identifiers)
        assert known.aliases == made.parties.known[0].aliases
        assert RenewalWords(words=["with consent"], means="express", period="P5Y") == made.renewals[1]
        assert Period(days=90) == made.renewals[0].notice
        assert {'Protokol "A"': "protocol"} == dict(made.kinds)
        assert (Source("The office's register"),) == made.sources

    def test_it_is_written_and_read_again(self):
        made = Mapping.loads(FULL)
        assert made == Mapping.loads(made.to_toml())
        assert tomllib.loads(made.to_toml())["columns"]["description"] == "Remarks"

    def test_a_file_of_either_kind_of_lines(self, tmp_path):
        path = tmp_path / "map.toml"
        path.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
        assert Mapping.loads(FULL) == Mapping.load(path)
        path.write_bytes(b"\xff")
        with pytest.raises(ValidationError, match="TOML in UTF-8"):
            Mapping.load(path)
        with pytest.raises(FileNotFoundError):
            Mapping.load(tmp_path / "none.toml")

    def test_a_file_that_is_too_large(self, tmp_path, monkeypatch):
        monkeypatch.setattr("mou.importing.mapping.LARGEST", 10)
        path = tmp_path / "map.toml"
        path.write_text(FULL, "utf-8")
        with pytest.raises(ValidationError, match="at most 10"):
            Mapping.load(path)

    @pytest.mark.parametrize("text", ["columns = ", "a = 1\na = 2", "x = " + "[" * 20_000])
    def test_what_is_no_toml(self, text):
        ((where, found, expected),) = problems(text)
        assert ("", "a mapping in TOML") == (where, expected)
        assert found.startswith("invalid TOML")

    def test_comments_are_no_key(self):
        assert [("/comments", "a key", "comments in TOML's own form, after #")] == problems(
            FULL + "[comments]\na = 'b'"
        )


class TestProblems:
    def test_all_at_once_each_with_its_place(self):
        found = problems("""
header_row = 0
last_row = "x"
delimiter = ";;"
unknown = "n/a"
date_formats = ["D/M/YYYY", "D/M", "HH:MM", "D/D/YYYY"]
duration_unit = "decades"
counting = "never"
anchor = "adoption"
sheets = "A"
kinds = { MoA = "pact", x = 5 }
[columns]
id = 5
parties = ["A", "A"]
signed_on = { year = "Y", hour = "H" }
entered_into_force_on = { month = "M" }
last_day = 5
terminated_on = { year = "" }
[constants]
title = 5
[parties]
written = "latin"
separators = ["", ";"]
kind = "state"
known = [5]
[[renewals]]
words = []
means = "maybe"
""")
        assert {
            "/header_row": "0",
            "/last_row": '"x"',
            "/delimiter": '";;"',
            "/unknown": '"n/a"',
            "/date_formats/1": '"D/M"',
            "/date_formats/2": '"HH:MM"',
            "/date_formats/3": '"D/D/YYYY"',
            "/duration_unit": '"decades"',
            "/counting": '"never"',
            "/anchor": '"adoption"',
            "/sheets": "an unknown key",
            "/kinds/x": "5",
            "/columns/id": "5",
            "/columns/parties/1": '"A"',
            "/columns/signed_on/hour": "an unknown key",
            "/columns/entered_into_force_on/year": "nothing",
            "/columns/last_day": "5",
            "/columns/terminated_on/year": '""',
            "/constants/title": "5",
            "/parties/written": '"latin"',
            "/parties/separators/0": '""',
            "/parties/kind": '"state"',
            "/parties/known/0": "5",
            "/renewals/0/means": '"maybe"',
        }.items() <= {where: found_ for where, found_, _ in found}.items()

    @pytest.mark.parametrize(
        ("text", "where", "expected"),
        [
            (
                "[columns]\ntitle = 'T'",
                "/columns/id",
                "a column, or under constants a text with column headings in braces",
            ),
            (
                "[columns]\nid = 'T'",
                "/columns/title",
                "a column, or under constants a text with column headings in braces",
            ),
            (
                "[columns]\nid = 'A'\ntitle = 'T'\n[constants]\ntitle = 'x'",
                "/constants/title",
                "either a column or a constant, not both",
            ),
            (
                "[columns]\ntitle = 'T'\n[constants]\nid = 'x'",
                "/constants/id",
                "a text with column headings in braces, because ids must differ",
            ),
            (
                "[columns]\nid = 'A'\n[constants]\ntitle = 'x {A'",
                "/constants/title",
                "column headings in braces, such as {Partner}, and no other braces",
            ),
            (
                "date_formats = ['D/M/YY']\n[columns]\nid = 'A'\ntitle = 'T'",
                "/date_formats/0",
                "a year of four digits, or the key first_year as well",
            ),
            (
                "header_row = 3\nlast_row = 2\n[columns]\nid = 'A'\ntitle = 'T'",
                "/last_row",
                "a row after the heading row, 3",
            ),
            (
                "[columns]\nid = 'A'\ntitle = 'T'\nrenewal_notice = 'N'",
                "/columns/renewal_notice",
                "a column or constant for renewal as well",
            ),
            (
                "[columns]\nid = 'A'\ntitle = 'T'\n[constants]\nrenewal_notice = 'P1M'",
                "/constants/renewal_notice",
                "a column or constant for renewal as well",
            ),
            (
                "encoding = 'klingon'\n[columns]\nid = 'A'\ntitle = 'T'",
                "/encoding",
                "an encoding, such as cp1252 or utf-16",
            ),
            (
                "encoding = 'hex'\n[columns]\nid = 'A'\ntitle = 'T'",
                "/encoding",
                "an encoding, such as cp1252 or utf-16",
            ),
            (
                "[columns]\nid = 'A'\ntitle = 'T'\n[parties]\nalways = ['um']",
                "/parties/always/0",
                "the id of a party under known, or a state's code",
            ),
            (
                "[columns]\nid = 'A'\ntitle = 'T'\n[parties]\nalways = ['MYS', 'Malaysia']",
                "/parties/always/1",
                "the id of a party under known, or a state's code",
            ),
            (
                "[columns]\nid='A'\ntitle='T'\n[[parties.known]]\nid='a'\nname='A'\nkind='organisation'\nacts_for='YUCS'",
                "/parties/known/0/acts_for",
                "the id of a party under known, or a state's code",
            ),
            (
                "[columns]\nid='A'\ntitle='T'\n[[parties.known]]\nid='a'\nname='A'\nkind='organisation'\nacts_for='b'",
                "/parties/known/0/acts_for",
                "the id of a party under known, or a state's code",
            ),
            (
                """
                columns = { id = "A", title = "T" }
                [[parties.known]]
                id = "a"
                name = "A"
                kind = "organisation"
                [[parties.known]]
                id = "b"
                name = "B"
                kind = "organisation"
                aliases = ["a"]
                """,
                "/parties/known/1",
                "a name that the party a does not have",
            ),
            (
                "[columns]\nid='A'\ntitle='T'\n[[renewals]]\nwords='x'\nmeans='none'\nperiod='P1Y'",
                "/renewals/0/period",
                "no value, because the words mean none",
            ),
            (
                "[columns]\nid='A'\ntitle='T'\n[[renewals]]\nwords='x'\nmeans='none'\ntimes=2",
                "/renewals/0/times",
                "no value, because the words mean none",
            ),
        ],
    )
    def test_what_does_not_go_together(self, text, where, expected):
        ((found_where, _, found_expected),) = problems(text)
        assert (where, expected) == (found_where, found_expected)

    @pytest.mark.parametrize(
        "given",
        [
            {"columns": 5},
            {"columns": Columns(id="A", title="T"), "constants": 5},
            {"columns": Columns(id="A", title="T"), "parties": 5},
            {"columns": Columns(id="A", title="T"), "unknown": [5]},
            {"columns": Columns(id="A", title="T"), "date_formats": 5},
            {"columns": Columns(id="A", title="T"), "kinds": {"MoA": "pact"}},
        ],
    )
    def test_values_of_another_kind(self, given):
        with pytest.raises(ValidationError):
            Mapping(**given)

    @pytest.mark.parametrize("value", [";", {"a": "b"}, 5, [5]])
    def test_separators_are_a_list(self, value):
        with pytest.raises(ValidationError, match="/separators"):
            PartyNames(separators=value)

    def test_date_columns_of_a_constructor(self):
        assert "Y" == Columns(signed_on=DateColumns(year="Y")).signed_on.year
        with pytest.raises(ValidationError, match="/signed_on"):
            Columns(signed_on="")


class TestWriting:
    def test_only_what_is_not_at_its_default(self):
        text = mapping({"id": "Ref", "title": "T"}, parties={}).to_toml()
        assert '# The columns of each field, by their headings.\n[columns]\nid = "Ref"\ntitle = "T"\n' == text

    def test_comments_stand_over_their_keys(self):
        made = mapping(
            {"id": "Ref", "title": "T"},
            parties={"always": ["MYS"]},
            header_row=2,
            renewals=[RenewalWords(words="x", means="none"), RenewalWords(words="y", means="none")],
            comments={
                "/header_row": "two\nlines\u202e",
                "/parties": "word " * 30 + '\nalways = ["' + "x" * 120 + '"]',
                "/renewals/1": "the second",
            },
        )
        text = made.to_toml()
        assert text.startswith("# two\n# lines\nheader_row = 2\n")
        assert "\n# " + "word " * 19 + "word\n# word" in text
        assert f'\n# always = ["{"x" * 120}"]\n[parties]' in text
        assert '# the second\n[[renewals]]\nwords = ["y"]' in text
        assert "# The meaning of words in the column of renewals.\n[[renewals]]\nwords" in text
        assert made == Mapping.loads(text)

    def test_long_lists_have_a_line_for_each(self):
        text = toml_text({"a": ["x" * 60, "y" * 60], "b": True, "c": {"d": {}}}, {})
        assert {"a": ["x" * 60, "y" * 60], "b": True, "c": {"d": {}}} == tomllib.loads(text)
        assert f'a = [\n    "{"x" * 60}",\n' in text

    def test_texts_that_need_escapes(self):
        nasty = 'a"b\\c\td\x7fe\u2028f\n'
        assert {nasty: nasty} == tomllib.loads(toml_text({nasty: nasty}, {}))


def test_public_names():
    names = (
        "Calendar Columns Constants DateColumns Import Mapping PartiesWritten PartyNames RenewalMeaning RenewalWords "
        "StatusMeaning TakesEffect Unit Update"
    )
    assert [*names.split(), "guess", "read"] == importing.__all__
    assert all(getattr(importing, name).__doc__ for name in importing.__all__)


def test_nothing_heavy_is_loaded_before_a_workbook_is_read():
    code = "import sys; from mou import importing; print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert "False" == done.stdout.strip()
