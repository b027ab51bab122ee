"""Notices in cells: no notice is recorded that the cells of a row don't state."""

import csv
from datetime import date

import pytest

from mou.importing import Mapping, guess, read
from mou.importing.notices import notice_of
from mou.importing.renewal_words import RenewalMeaning
from mou.importing.stated_renewals import renewal_meant

ON = date(2026, 11, 29)


@pytest.fixture
def imported(tmp_path):
    """The import of rows of cells with the proposed mapping."""

    def run(*rows):
        path = tmp_path / "table.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        mapping = guess(path, us="U", on=ON)
        assert mapping == Mapping.loads(mapping.to_toml())
        return mapping, read(path, mapping, on=ON)

    return run


FIXED = """3 Monate zum Jahresende|6 months before year end|6 months before the end of the year|
6 Monate zum Semesterende|3 months to the end of a quarter|3 mois avant la fin de l'année|3 mois, fin d'année|
3 meses fin de año|
3 meses antes do final do ano|3 mesi prima della fine dell'anno|3 bulan sebelum akhir tahun|3个月前 年底|
6 Monate zum 31.12.|6 months before 31 December|6 months before December|3 Monate zum Quartal|
3 months prior to the academic year|3 Monate zum Ende eines jeden Kalenderhalbjahres|
3 maanden voor het einde van het jaar|6 months before the end of the contract year|3 Monate vor Semesterbeginn"""


@pytest.mark.parametrize("text", [text.strip() for text in FIXED.split("|")])
def test_a_notice_before_a_fixed_day_of_the_year_is_no_length_before_the_end(text):
    assert "before a fixed day of the year" in notice_of(text, None)
    meant = renewal_meant(f"automatically renewed for 1 year, notice {text}")
    assert (RenewalMeaning.NOT_KNOWN, None) == (meant.means, meant.notice) or meant.rest


@pytest.mark.parametrize(
    "text",
    [
        "3 Monate zum Ende der Laufzeit",
        "3 Monate vor Vertragsende",
        "3 months before the end of the validity period",
        "3 meses antes del final del convenio",
        "3 months; may be waived",
    ],
)
def test_a_notice_before_the_end_of_the_period(text):
    assert "P3M" == str(notice_of(text, None).period)


def test_a_fixed_day_beside_a_notice():
    meant = renewal_meant("automatic, notice to the end of the year, 3 months before expiry")
    assert RenewalMeaning.NOT_KNOWN is meant.means


HEADINGS = ("No", "Partner", "Signed", "Term", "Renewal", "Notice period")


def test_the_unit_of_a_bare_number_is_that_of_the_other_cells(imported):
    rows = [(1, "A", "2019-03-12", "5 years", "automatic", "3 months"), (2, "B", "2019-03-12", "5 years", "no", "none")]
    mapping, done = imported(HEADINGS, *rows, (3, "C", "2019-03-12", "5 years", "automatic", "6"))
    assert "months" == mapping.notice_unit
    assert mapping.comments["/notice_unit"] == (
        "Numbers without a unit: 1, such as 6. Read as months, like most cells with a unit. Is this their unit?"
    )
    assert "P6M" == str(done.register.agreement("3").term.renewal.notice)
    assert (
        'column "Notice period": 1 number without a unit was read as months (notice_unit in the mapping)' in done.notes
    )


def test_bare_numbers_alone_are_days(imported):
    mapping, _ = imported(HEADINGS, (1, "A", "2019-03-12", "5 years", "automatic", "90"))
    assert "days" == mapping.notice_unit


@pytest.mark.parametrize(
    ("renewal", "notice"),
    [("automatic, 6 months notice", "3 months"), ("automatic unless 3 months notice", "none")],
)
def test_two_notices_that_differ(imported, renewal, notice):
    other = (2, "B", "2019-03-12", "5 years", "no", "3 months")
    _, done = imported(HEADINGS, (1, "A", "2019-03-12", "5 years", renewal, notice), other)
    (problem,) = done.problems
    assert ("Renewal, Notice period", f"{renewal} and {notice}") == (problem.column, problem.value)
    assert "two notices that differ" == problem.why


@pytest.mark.parametrize(("notice", "expected"), [("3 months", "P3M"), ("none", "None"), ("", "P6M")])
def test_the_notice_of_the_mapping_is_a_default(tmp_path, notice, expected):
    path = tmp_path / "table.csv"
    path.write_text(f"Ref,Term,Renewal,Notice\n1,5 years,automatic,{notice}\n")
    mapping = Mapping.loads(
        '[columns]\nid = "Ref"\nduration = "Term"\nrenewal = "Renewal"\nrenewal_notice = "Notice"\n'
        '[constants]\ntitle = "x"\n[[renewals]]\nwords = "automatic"\nmeans = "tacit"\nnotice = "P6M"\n'
    )
    assert expected == str(read(path, mapping, on=ON).register.agreement("1").term.renewal.notice)


@pytest.mark.parametrize("words", ["de la " * 150, "una" * 300, "to " * 300])
def test_long_cells_are_read_fast(words):
    """Small words that repeat can't make the search for a fixed day slow."""
    assert "P3M" == str(notice_of(f"3 months before the end {words}", None).period)
