"""Words for "not known" in cells: they are proposed, and they don't refuse the row."""

import csv
from datetime import date

import pytest

from mou.importing import Mapping, guess, read

ON = date(2026, 11, 29)
HEADINGS = ("No", "Partner", "Signed", "Expires", "Type", "Renewal", "Notice period", "Status")
WORDS = """TBA|to be determined|not specified|none|nil|pending|offen|unbekannt|por definir|desconocido|inconnu|s/d|s/f|
voir avenant|see addendum|undated|(non précisé)|k.A.|siehe Anhang 2|tidak diketahui|未定"""


@pytest.fixture
def imported(tmp_path):
    """The proposed mapping for rows of cells, and the import."""

    def run(*rows):
        path = tmp_path / "table.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *rows])
        mapping = guess(path, us="U", on=ON)
        assert mapping == Mapping.loads(mapping.to_toml())
        return mapping, read(path, mapping, on=ON)

    return run


OTHER = (2, "B", "2022-05-03", "2027-05-02", "MOU", "automatic", "3 months", "active")


@pytest.mark.parametrize("word", [word.strip() for word in WORDS.split("|")])
def test_words_that_are_proposed(imported, word):
    mapping, done = imported((1, "A", "2021-05-03", word, "MOU", "", "", ""), OTHER)
    assert (word,) == mapping.unknown
    comment = f'Do these words mean "not known"? {word} (1). The record keeps these cells as written.'
    assert comment == mapping.comments["/unknown"]
    record = done.register.agreement("1")
    assert (None, word) == (record.term.duration, record.extensions["sheet"]["Expires"])


@pytest.mark.parametrize(
    "cells",
    [("none", "none", "", ""), ("none", "", "none", ""), ("pending", "", "", "pending"), ("none", "no", "none", "")],
)
def test_a_word_with_another_meaning_in_another_column(imported, cells):
    last_day, renewal, notice, status = cells
    mapping, done = imported((1, "A", "2021-05-03", last_day, "MOU", renewal, notice, status), OTHER)
    assert "pending" not in mapping.unknown
    assert "none" not in mapping.unknown
    assert [(2, "Expires")] == [(problem.row, problem.column) for problem in done.problems]


def test_codes_and_words(imported):
    mapping, done = imported((1, "A", "-99", "TBA", "MOU", "", "", ""), OTHER)
    assert (("TBA", "-99"), ()) == (mapping.unknown, done.problems)
    assert 2 == len(mapping.comments["/unknown"].split("\n"))


def test_a_column_with_many_such_words_is_a_column_of_dates(imported):
    rows = [(number, f"P{number}", "TBA", "undated", "MOU", "", "", "") for number in range(3, 9)]
    mapping, done = imported(*rows, OTHER)
    assert ("Signed", "Expires") == (mapping.columns.signed_on, mapping.columns.last_day)
    assert () == done.problems


@pytest.mark.parametrize(("unknown", "problems"), [(["x"], 0), ([], 1), (None, 0)])
def test_the_words_of_the_mapping_add_to_the_built_in_words(tmp_path, unknown, problems):
    path = tmp_path / "table.csv"
    path.write_text("Ref,Expires\n1,n/a\n")
    mapping = Mapping.loads(
        ("" if unknown is None else f"unknown = {unknown}\n")
        + '[columns]\nid = "Ref"\nlast_day = "Expires"\n[constants]\ntitle = "x"\n'
    )
    assert problems == len(read(path, mapping, on=ON).problems)
