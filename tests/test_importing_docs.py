"""The page of the mapping file: it has every key and word, and what it shows is read."""

import re
from ast import literal_eval
from pathlib import Path

import attrs
import pytest

from mou import importing
from mou.dates.formats import DEFAULT_FORMATS
from mou.importing.parties import stable_id
from mou.importing.renewal_words import BUILT_IN_RENEWALS
from mou.importing.words import INDEFINITE, KINDS, UNKNOWN
from mou.model.agreement import AgreementKind

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "reference" / "mapping-file.md").read_text("utf-8")
PARTS = re.split(r"^## (.+)$", PAGE, flags=re.MULTILINE)
SECTIONS = dict(zip(PARTS[1::2], PARTS[2::2], strict=True))


def keys(section):
    """The first column of each table of a section."""
    tables = re.split(r"^\|---.*\n", SECTIONS[section], flags=re.MULTILINE)[1:]
    return [re.findall(r"^\| `([\w]+)` \|", table.split("\n\n")[0], re.MULTILINE) for table in tables]


def fields(cls):
    return [field.name for field in attrs.fields(cls) if field.name != "comments"]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("Top level", [fields(importing.Mapping)]),
        ("Columns", [fields(importing.Columns), fields(importing.DateColumns)]),
        ("Constants", [fields(importing.Constants)]),
        ("Parties", [fields(importing.PartyNames), list(importing.PartiesWritten)]),
        ("Renewals", [fields(importing.RenewalWords), list(importing.RenewalMeaning)]),
        ("Statuses", [list(importing.StatusMeaning)]),
    ],
)
def test_every_key_in_order(section, expected):
    assert expected == keys(section)


def test_every_word():
    rows = dict(re.findall(r"^\| (.+?) \| (.+) \|$", SECTIONS["Words that are understood"], re.MULTILINE))
    words = {name.replace("`", ""): re.findall(r"`(.+?)`", text) for name, text in rows.items()}
    assert [one for one in UNKNOWN if one] == words["unknown"]
    assert list(INDEFINITE) == words["indefinite"]
    assert list(KINDS) == words["kinds"]
    for one in BUILT_IN_RENEWALS:
        assert list(one.words) == words[f"renewals: {one.means}"]
    assert set(KINDS.values()) <= set(AgreementKind)
    assert [unit.value for unit in importing.Unit] == re.findall(
        r"`(\w+)`", re.search(r"^\| `duration_unit` \|(.*?)\|", PAGE, re.MULTILINE)[1]
    )


def test_the_default_formats():
    listed = SECTIONS["Dates"].partition("<!-- default-formats -->")[2]
    assert list(DEFAULT_FORMATS) == re.findall("`(.+?)`", listed)


def test_the_example_is_read_and_written_again():
    text = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]
    mapping = importing.Mapping.loads(text)
    assert mapping == importing.Mapping.loads(mapping.to_toml())
    assert "".join(f"{line}\n" for line in mapping.to_toml().splitlines() if not line.startswith("#")) == text


def test_the_proposal_that_the_how_to_shows_is_real(tmp_path):
    page = (DOCS / "how-to" / "import-a-spreadsheet.md").read_text("utf-8")
    sheet = re.search(r'Path\("partners.csv"\).write_text\(\n(.*?)\n\)', page, re.DOTALL)[1]
    path = tmp_path / "partners.csv"
    path.write_text(literal_eval(f"({sheet})"), "utf-8")
    shown = re.search(r"<!-- proposal -->\n```toml\n(.*?)```", page, re.DOTALL)[1]
    assert shown == importing.guess(path).to_toml()


def test_the_ids_that_the_page_shows():
    assert "mou-2021-7" == stable_id("MOU/2021/7")
