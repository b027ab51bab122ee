"""Documentation: its catalogues are complete, and what it shows beside Python blocks (which Sybil runs) is real."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from doctest import ELLIPSIS, OutputChecker
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import attrs
import icalendar
import pytest
from click.testing import CliRunner
from tables import table
from test_datasets_dcad import COLUMNS, PHILIPPINES, UKRAINE

import mou
from mou import clauses
from mou.answers.catalogue import CATALOGUE
from mou.cli.commands import command
from mou.cli.record_values import ACT_WORDS
from mou.model.act import OF_ONE_PARTY, ActKind
from mou.values.fields import words_of
from mou.values.tags import TAGS

DOCS = Path(__file__).parents[1] / "docs"


def sections(page: str) -> dict[str, str]:
    """The text under each ``### heading`` of a page."""
    text = (DOCS / page).read_text("utf-8")
    headings = re.split(r"^### (.+)$", text, flags=re.MULTILINE)
    return {name: rest.split("\n## ")[0] for name, rest in zip(headings[1::2], headings[2::2], strict=True)}


def generator():
    """The script that writes pages: python docs/catalogues.py."""
    spec = spec_from_file_location("catalogues", DOCS / "catalogues.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestCatalogues:
    @pytest.mark.parametrize(("path", "page"), generator().PAGES.items(), ids=lambda value: getattr(value, "stem", ""))
    def test_a_generated_page_is_up_to_date(self, path, page):
        assert page() == path.read_text("utf-8"), "run python docs/catalogues.py"

    def test_the_catalogue_of_findings_has_each_kind_once_in_order(self):
        shown = list(sections("reference/findings-catalogue.md"))
        assert shown == [kind.code for kind in CATALOGUE], "run python docs/catalogues.py"

    @pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.code)
    def test_an_example_has_a_record_with_the_finding_and_one_without(self, kind):
        block = re.search(r"```python\n(.*?)```", generator().example(kind.code), re.DOTALL)
        results = re.findall(r"^\[.*\]$", block[1], re.MULTILINE)
        assert f"'{kind.code}'" in results[0], "the first record has the finding"
        assert results[-1] == "[]", "the last record does not have it"

    def test_each_example_is_on_the_page(self):
        names = {path.stem for path in (DOCS / "finding_examples").iterdir()} - {"_head"}
        codes = {kind.code for kind in CATALOGUE}
        assert sorted(codes - names) == [], "write its file in docs/finding_examples/"
        assert sorted(names - codes) == [], "no finding in answers/catalogue.py has this code"


class TestReference:
    def test_each_public_name_is_in_exactly_one_group(self):
        catalogues = generator()
        names = [name for group in catalogues.GROUPS.values() for name in group.names()]
        public = list(catalogues.public_names())
        assert sorted(set(public) - set(names)) == [], "add the name to GROUPS in docs/catalogues.py"
        assert sorted(names) == sorted(public)
        modules = [module for group in catalogues.GROUPS.values() for module in group.modules]
        assert sorted(modules) == sorted(mou._MODULES)

    def test_each_group_and_module_has_a_page(self):
        groups = generator().GROUPS.values()
        pages = {page for group in groups for page in (group.page, *group.modules.values(), *group.further.split())}
        assert [page for page in pages if not (DOCS / "reference" / f"{page}.md").exists()] == []

    def test_the_page_of_dates_leaves_out_the_names_of_other_pages(self):
        page = (DOCS / "reference" / "dates.md").read_text("utf-8")
        modules = re.findall(r"automodule:: (\S+)\n   :members:\n   :exclude-members: (.*)$", page, re.MULTILINE)
        names = [(name, out.split(", ")) for module, out in modules for name in import_module(module).__all__]
        missing = [name for name, out in names if name in {*mou.__all__, *clauses.__all__} and name not in out]
        assert [module for module, _ in modules] == ["mou.dates.days", "mou.dates.periods", "mou.dates.delays"]
        assert missing == [], "add the name to :exclude-members: in docs/reference/dates.md"

    def test_no_name_has_a_line_that_is_cut(self):
        rows = re.findall(
            r"^\| .*mou\..* \| (.*) \|$", (DOCS / "reference" / "index.md").read_text("utf-8"), re.MULTILINE
        )
        assert len(rows) > 120
        assert [row for row in rows if not row.endswith(".")] == []


SECTIONS = sections("reference/json-format.md")
RECORDS = (
    mou.Register,
    mou.Agreement,
    mou.Party,
    mou.Act,
    mou.Signatory,
    mou.Relation,
    mou.TreatyRegistration,
    mou.StatedStatus,
    mou.Source,
    mou.Term,
    mou.Forum,
    mou.Membership,
    mou.Meeting,
    mou.Participant,
    mou.Delegate,
    mou.CountedInstruments,
    mou.LaterParties,
)
HEADINGS = {mou.LaterParties: "Later parties"}
ENUMS = (
    (mou.AgreementKind, "Agreement"),
    (mou.PartyKind, "Party"),
    (mou.ActKind, "Act"),
    (mou.SignatureKind, "Act"),
    (mou.Certainty, "Act"),
    (mou.RelationKind, "Relation"),
    (mou.Counting, "Term"),
    (mou.Anchor, "Term"),
    (mou.ExitAt, "Withdrawals"),
    (mou.LockInFrom, "Withdrawals"),
    (mou.BeforeEntry, "Later parties"),
    (mou.Role, "Membership"),
)
OBJECTS = [
    (section, row, json.loads(row))
    for section, text in SECTIONS.items()
    for row in re.findall(r"^\| `(\{.*?\})` \|", text, re.MULTILINE)
]


class TestJsonFormat:
    @pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
    def test_each_record_has_its_keys_in_order_and_the_required_ones_marked(self, cls):
        shown = re.findall(r"^\| `(\w+)` \| (\*?)", SECTIONS[HEADINGS.get(cls, cls.__name__)], re.MULTILINE)
        assert shown == [(one.name, "*" if one.default is attrs.NOTHING else "") for one in attrs.fields(cls)]

    @pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
    def test_each_example_is_read_and_written_again_letter_for_letter(self, cls):
        example = re.search(r"```json\n(.*?)\n```", SECTIONS[HEADINGS.get(cls, cls.__name__)], re.DOTALL)[1]
        assert mou.dumps(mou.loads(example, cls)) == example

    @pytest.mark.parametrize(("cls", "section"), ENUMS, ids=lambda one: one if isinstance(one, str) else one.__name__)
    def test_each_word_is_named(self, cls, section):
        assert [word.value for word in cls if f"`{word}`" not in SECTIONS[section]] == []

    def test_each_type_is_shown(self):
        shown = {value["type"] for _, _, value in OBJECTS}
        tags = {word for mark, word in TAGS.values() if mark == "type"}
        assert sorted(tags - shown) == [], "add a row to docs/reference/json-format.md"
        assert sorted(shown - tags) == []

    @pytest.mark.parametrize(("section", "text", "value"), OBJECTS, ids=lambda one: one if isinstance(one, str) else "")
    def test_each_object_has_all_its_keys_and_is_read_and_written_again(self, section, text, value):
        key = {
            "Conditions": "entry_into_force",
            "Durations": "duration",
            "Renewals": "renewal",
            "Withdrawals": "withdrawal",
            "Survivals": "survival",
        }.get(section)
        if key is None:  # a delay
            record = mou.loads(json.dumps({"type": "on_signature", "delay": value}), mou.OnSignature).delay
        else:
            record = getattr(mou.loads(json.dumps({key: value}), mou.Term), key)
        assert mou.dumps(record, indent=None) == text
        keys = [one.name for one in attrs.fields(type(record)) if one.name not in ("article", "quote")]
        if isinstance(record, mou.OnDayOfYear):  # one of these two is given, never both
            keys.remove("by" if record.by is None else "period")
        assert list(value) == ["type", *keys]


TEXTS = re.findall(
    r"^\| (.*) \| `([a-z_]+=[^`]*)` \|$",
    (DOCS / "explanation" / "law" / "what-the-text-says.md").read_text("utf-8"),
    re.MULTILINE,
)


class TestWhatTheTextSays:
    @pytest.mark.parametrize("written", dict.fromkeys(written for _, written in TEXTS), ids=str)
    def test_each_clause_can_be_written_and_is_the_same_in_json(self, written):
        term = eval(f"Term({written})", {"Term": mou.Term, **vars(clauses)})  # noqa: S307
        assert mou.from_dict(mou.to_dict(term), mou.Term) == term
        assert term != mou.Term()

    def test_each_class_of_a_clause_is_shown(self):
        shown = " ".join(written for _, written in TEXTS)
        names = [name for name in clauses.__all__ if attrs.has(getattr(clauses, name))]
        missing = [name for name in names if f"{name}(" not in shown]
        assert missing == [], "add a row to docs/explanation/law/what-the-text-says.md"


@pytest.mark.parametrize(
    ("page", "written"),
    [
        (page.stem, written)
        for page in sorted(DOCS.glob("how-to/*.md"))
        for row in re.findall(r"^\| .* \|$", page.read_text("utf-8"), re.MULTILINE)
        for written in re.findall(r"`((?:mou\.(?:clauses\.)?[A-Z]|\w+=)[^`]*)`", row)
    ],
)
def test_what_how_to_tables_say_to_write_can_be_written(page, written):
    record = eval(written if written.startswith("mou.") else f"mou.Term({written})", {"mou": mou})  # noqa: S307
    assert record is not None, page


def test_imprecise_dates_in_the_how_to_table_are_understood():
    page = (DOCS / "how-to" / "record-imprecise-dates.md").read_text("utf-8")
    shown = re.findall(r'^\| .* \| `"(.*)"` \|$', page, re.MULTILINE)
    assert len(shown) >= 8
    assert [str(mou.PartialDate(text)) for text in shown] == shown


TREATY = """{
  "id": "treaty",
  "title": "Treaty on Fisheries",
  "parties": [
    {"id": "MYS", "name": "Malaysia", "kind": "state"},
    {"id": "JPN", "name": "Japan", "kind": "state"}
  ],
  "acts": [
    {"kind": "ratification", "on": "2024-01-31", "by": ["MYS"]},
    {"kind": "ratification", "on": "2024-03-15", "by": ["JPN"]},
    {"kind": "entry_into_force", "on": "2024-04-15"}
  ],
  "term": {
    "entry_into_force": {"type": "nth_instrument", "number": 2, "delay": "P30D", "article": "Art. 9"}
  }
}"""
TWO = """{
  "format": "mou/1",
  "agreements": [
    {
      "id": "north-south",
      "title": "Student Exchange",
      "kind": "mou",
      "parties": [
        {"id": "north", "name": "North University", "kind": "organisation"},
        {"id": "south", "name": "South University", "kind": "organisation"}
      ],
      "acts": [{"kind": "signature", "on": "2020-08-28", "by": ["north", "south"]}],
      "term": {"duration": "P5Y", "renewal": {"type": "tacit", "period": "P1Y", "notice": "P2M"}}
    },
    {
      "id": "fisheries",
      "title": "Agreement on Fisheries",
      "kind": "agreement",
      "parties": [
        {"id": "MYS", "name": "Malaysia", "kind": "state"},
        {"id": "JPN", "name": "Japan", "kind": "state"}
      ],
      "acts": [{"kind": "signature", "on": "2022-05-03"}],
      "term": {"duration": "P5Y"}
    }
  ]
}"""
DCAD = table(COLUMNS, UKRAINE, PHILIPPINES, PHILIPPINES | {"ccode2": "999", "DCAid": "DCADv1.0-9999"})
COMMANDS = re.findall(
    r"^```console\n\$ mou (.*)\n((?s:.*?))^```$",
    (DOCS / "how-to" / "use-the-command.md").read_text("utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("arguments", "shown"), COMMANDS, ids=[arguments for arguments, _ in COMMANDS])
def test_the_output_shown_of_the_command_is_real(arguments, shown, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("bad.json").write_text('{"id": "x", "title": 5, "acts": [{"kind": "signature"}]}', "utf-8")
    Path("treaty.json").write_text(TREATY, "utf-8")
    Path("agreements.json").write_text(TWO, "utf-8")
    Path("dcad.csv").write_text(DCAD, "utf-8")
    monkeypatch.setenv("COLUMNS", "100")
    result = CliRunner().invoke(command, arguments.split(), prog_name="mou")
    printed = "".join(f"{line.rstrip()}\n" for line in result.output.splitlines())
    assert OutputChecker().check_output(shown, printed, ELLIPSIS), printed
    differs = re.search(r"without a reason: [1-9]", shown)
    assert result.exit_code == (2 if "mou: " in shown or "Error" in shown else 1 if differs else 0)


def steps_of(page):
    """The commands of a page, each with what it prints."""
    blocks = re.findall(r"^```console\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [step for block in blocks for step in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)]


def test_the_reference_of_the_command_lists_all_kinds_of_acts():
    words = words_of(ActKind) | {word: ActKind(kind) for word, kind in ACT_WORDS.items()}
    page = (DOCS / "reference" / "cli.md").read_text("utf-8")
    rows = re.findall(
        r"^\| `(.*?)` \| (.*) \| (required|all, if left out) \|$", page.replace("| |", "|  |"), re.MULTILINE
    )
    assert {kind.replace("_", "-"): kind in OF_ONE_PARTY for kind in ActKind} == {
        kind: by == "required" for kind, _, by in rows
    }
    shown = {word: kind for kind, synonyms, _ in rows for word in re.findall(r"`(.*?)`", synonyms)}
    assert shown == {
        word.replace("_", "-"): kind.replace("_", "-") for word, kind in words.items() if word != kind.value
    }


class Fifteenth(date):
    """The day that the page on keeping a register calls today."""

    @classmethod
    def today(cls):
        return cls(2026, 1, 15)


def test_a_register_is_kept_by_command_as_shown(tmp_path, monkeypatch):
    """Each command of the page, one after the other."""
    edits = [
        ("title: Joint research\n", "title: Joint research in physics\n"),
        ("name: MIT\n", "name: Massachusetts Institute of Technology\naliases: [MIT]\n"),
    ]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("mou.cli.frame.date", Fifteenth)
    monkeypatch.setattr("click.edit", lambda text, **_: text.decode().replace(*edits.pop(0)).encode())
    steps = steps_of("how-to/keep-a-register-by-command.md")
    assert len(steps) == 8
    for line, shown in steps:
        result = CliRunner().invoke(command, shlex.split(line)[1:], prog_name="mou")
        printed = "".join(f"{row.rstrip()}\n" for row in result.output.splitlines())
        assert shown == printed, f"{line}\n{printed}"
        assert result.exit_code == (2 if shown.startswith("mou: ") else 0)
    assert not edits


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A folder with the register of the tutorial, as two guides use it."""
    room = tmp_path_factory.mktemp("office") / "room"
    shutil.copytree(DOCS.parent / "examples", room)
    make = [sys.executable, room / "make_partnerships.py", "--fixed", room / "fixed.xlsx"]
    subprocess.run(make, check=True)  # noqa: S603
    files = [str(room / name) for name in ("fixed.xlsx", "partnerships.toml", "register.json")]
    CliRunner().invoke(command, ["import", files[0], "--map", files[1], "-o", files[2]])
    return room


OF_THE_OFFICE = [
    shown
    for name in ("own-columns", "send-reminders")
    for shown in re.findall(
        r"^```console\n\$ mou (.*)\n((?s:.*?))^```$",
        (DOCS / "how-to" / f"{name}.md").read_text("utf-8"),
        re.MULTILINE,
    )
]


@pytest.mark.parametrize(("arguments", "shown"), OF_THE_OFFICE, ids=[arguments for arguments, _ in OF_THE_OFFICE])
def test_the_output_shown_for_the_register_of_the_tutorial_is_real(arguments, shown, office, monkeypatch):
    monkeypatch.chdir(office)
    monkeypatch.setenv("COLUMNS", "100")
    result = CliRunner().invoke(command, shlex.split(arguments), prog_name="mou")
    printed = "".join(f"{line.rstrip()}\n" for line in result.output.splitlines())
    assert OutputChecker().check_output(shown, printed, ELLIPSIS), printed
    assert result.exit_code == (2 if "mou: " in shown else 0)


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell")
def test_the_script_that_sends_reminders_sends_them_once(office, tmp_path):
    """The script, with a program in place of `mail` that keeps each mail in a file."""
    page = (DOCS / "how-to" / "send-reminders.md").read_text("utf-8")
    script = re.search(r"^```sh\n(#!.*?)^```$", page, re.MULTILINE | re.DOTALL)[1]
    programs = {
        "mou": f'exec "{sys.executable}" -m mou "$@"',
        "mail": f'cat > "{tmp_path}/$(ls "{tmp_path}" | wc -l)-$5.html"',
    }
    tools = tmp_path.parent / f"{tmp_path.name}-tools"
    tools.mkdir()
    for name, line in programs.items():
        (tools / name).write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        (tools / name).chmod(0o755)
    (office / "last-run").write_text("2026-11-30", "utf-8")
    for day in ("2026-12-03", "2026-12-03", "2026-12-12"):
        env = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
        subprocess.run(["sh", "-c", script, "sh", day], check=True, cwd=office, env=env)  # noqa: S603, S607
    mails = {path.name: path.read_text("utf-8") for path in sorted(tmp_path.iterdir())}
    assert ["0-aisyah@example.edu.html"] == list(mails)
    assert "ends on 2 January 2027 (in 30 days)" in mails["0-aisyah@example.edu.html"]
    assert "2026-12-12\n" == (office / "last-run").read_text("utf-8")


def test_the_way_from_a_spreadsheet_to_a_page_is_as_shown(tmp_path, monkeypatch):
    """Each command of the tutorial, one after the other, beside the files of examples/."""
    shutil.copytree(DOCS.parent / "examples", tmp_path / "room")
    monkeypatch.chdir(tmp_path / "room")
    monkeypatch.setenv("COLUMNS", "100")
    steps = steps_of("tutorial-spreadsheet.md")
    assert len(steps) == 10
    for line, shown in steps:
        name, *arguments = shlex.split(line)
        if name == "python":
            subprocess.run([sys.executable, *arguments], check=True)  # noqa: S603
            continue
        result = CliRunner().invoke(command, arguments, prog_name="mou")
        printed = "".join(f"{row.rstrip()}\n" for row in result.output.splitlines())
        assert OutputChecker().check_output(shown, printed, ELLIPSIS), f"{line}\n{printed}"
        assert result.exit_code == (1 if " with problems" in shown else 0)
    events = icalendar.Calendar.from_ical(Path("partnerships.ics").read_bytes()).walk("VEVENT")
    assert len(events) == 25
    assert "<title>Our partnerships, 25 November 2026</title>" in Path("report.html").read_text("utf-8")


def test_a_year_of_an_office_is_as_shown(tmp_path, monkeypatch):
    """Each command of the tutorial, one after the other; today is in December at the second import."""

    class Today(date):
        @classmethod
        def today(cls):
            return cls(2026, 12, 15) if "december" in line else cls(2026, 1, 15)

    shutil.copytree(DOCS.parent / "examples", tmp_path / "room")
    monkeypatch.chdir(tmp_path / "room")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("mou.cli.frame.date", Today)
    correction = re.search("```toml\n(.*?)```", (DOCS / "tutorial-office.md").read_text("utf-8"), re.DOTALL)[1]
    steps = steps_of("tutorial-office.md")
    assert len(steps) == 14
    for line, shown in steps:
        result = CliRunner().invoke(command, shlex.split(line)[1:], prog_name="mou")
        printed = "".join(f"{row.rstrip()}\n" for row in result.output.splitlines())
        assert OutputChecker().check_output(shown, printed, ELLIPSIS), f"{line}\n{printed}"
        assert result.exit_code == (1 if " with problems" in shown else 0)
        if "--guess" in line:
            proposal = Path("office.toml").read_text("utf-8")
            proposed = correction.removesuffix('notice = "P6M"\n')
            assert proposed in proposal
            Path("office.toml").write_text(proposal.replace(proposed, correction), "utf-8")
    register = mou.load("register.json")
    kinds = {agreement.id: [act.kind.value for act in agreement.acts] for agreement in register.agreements}
    assert ["signature", "extension"] == kinds["IO-01"]
    assert ["signature", "withdrawal"] == kinds["IO-04"]
    assert ["signature"] == kinds["IO-06"]
    events = icalendar.Calendar.from_ical(Path("office.ics").read_bytes()).walk("VEVENT")
    assert len(events) == 4
    assert "<title>Our partnerships, 1 June 2026</title>" in Path("office.html").read_text("utf-8")
