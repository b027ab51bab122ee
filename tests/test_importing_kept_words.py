"""Words that a record can't hold completely are kept with the record."""

import csv
from datetime import date

import attrs
import pytest

from mou.importing import Mapping, RenewalWords, guess, read

ON = date(2026, 11, 29)
HEADINGS = ("No", "Partner", "Signed", "Term", "Type", "Renewal")


@pytest.fixture
def imported(tmp_path):
    """The import of rows of cells with the proposed mapping; keywords change the mapping."""

    def run(*rows, headings=HEADINGS, **changed):
        path = tmp_path / "table.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headings, *rows])
        mapping = guess(path, us="U", on=ON)
        assert mapping == Mapping.loads(mapping.to_toml())
        return read(path, attrs.evolve(mapping, **changed), on=ON)

    return run


def kept(done, name="1"):
    return done.register.agreement(name).extensions["sheet"]


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("Student exchange", "other", "Student exchange"),
        ("MoU on student exchange", "mou", "MoU on student exchange"),
        ("MOU?", "mou", "MOU?"),
        ("memorandum of understanding", "mou", None),
        ("exchange_of_notes", "exchange_of_notes", None),
    ],
)
def test_the_words_for_the_kind(imported, words, kind, expected):
    rows = [(1, "A", "2021-05-03", "5 years", words, ""), (2, "B", "2021-05-03", "5 years", "MOU", "")]
    done = imported(*rows)
    assert (kind, expected) == (done.register.agreement("1").kind, kept(done).get("Type"))
    assert "Type" not in kept(done, "2")


@pytest.mark.parametrize(("term", "renewal"), [("5 years", "automatic?"), ("5 years, automatically renewed?", "")])
def test_a_question_mark(imported, term, renewal):
    done = imported((1, "A", "2021-05-03", term, "MOU", renewal), (2, "B", "2021-05-03", "5 years", "MOU", "automatic"))
    assert None is done.register.agreement("1").term.renewal
    assert (renewal or None, None if renewal else term) == (kept(done).get("Renewal"), kept(done).get("Term"))
    assert ["it does not say how: the renewal clause stays unknown"] == [
        remark.why for remark in done.remarks if remark.row == 2
    ]


def test_a_question_mark_in_words_of_the_mapping(imported):
    words = [RenewalWords(words="automatic?", means="tacit")]
    done = imported((1, "A", "2021-05-03", "5 years", "MOU", "automatic?"), renewals=words)
    assert ("P5Y", "automatic?") == (str(done.register.agreement("1").term.renewal.period), kept(done)["Renewal"])
