"""Marks of footnotes after dates, lengths and names: they are left out everywhere in the same way."""

from datetime import date

import pytest

from mou.importing import Mapping, guess, read
from mou.importing.footnotes import without_marks
from mou.importing.grid import Cell

ON = date(2026, 11, 29)
WHY = "the mark of a footnote is left out; the cell is also kept as written"
HEADINGS = "No,Partner,Signed,Term,Renewal,Notice period"
OTHER = "9,Lund,2022-05-03,5 years,automatic,3 months"


@pytest.fixture
def imported(tmp_path):
    def run(row, mapping=None):
        path = tmp_path / "table.csv"
        path.write_text(f"{HEADINGS}\n{row}\n{OTHER}\n", encoding="utf-8")
        return read(path, mapping or guess(path, us="U", on=ON), on=ON)

    return run


@pytest.mark.parametrize("mark", ["*", " *", "**", "\u2020", "\u00b2", "\u00b9\u00b2", " (*)"])
@pytest.mark.parametrize("column", ["Partner", "Signed", "Term", "Notice period"])
def test_a_mark(imported, mark, column):
    cells = {"Partner": "Kyoto", "Signed": "2021-05-03", "Term": "5 years", "Notice period": "6 months"}
    marked = cells | {column: f"{cells[column]}{mark}", "No": "1", "Renewal": "automatic"}
    done = imported(",".join(marked[heading] for heading in HEADINGS.split(",")))
    plain = imported(",".join({**marked, **cells}[heading] for heading in HEADINGS.split(",")))
    record, expected = (result.register.agreement("1") for result in (done, plain))
    assert (expected.title, expected.parties, expected.acts) == (record.title, record.parties, record.acts)
    assert expected.term == record.term
    assert [(2, column, marked[column], WHY)] == [
        (remark.row, remark.column, remark.value, remark.why) for remark in done.remarks
    ]
    assert marked[column] == record.extensions["sheet"][column]


def test_a_number_without_a_unit(imported):
    done = imported("1,Kyoto,2021-05-03,5\u00b2,automatic,6\u00b9")
    assert "P5Y" == str(done.register.agreement("1").term.duration)
    assert "P6M" == str(done.register.agreement("1").term.renewal.notice)


def test_several_names():
    assert "Kyoto; Lund\nOslo" == without_marks(Cell("Kyoto*; Lund\u00b9\nOslo (\u2020)")).text
    assert all(cell is without_marks(cell) for cell in (Cell("*"), Cell(date(2021, 5, 3)), Cell("2*3"), Cell("")))


def test_a_name_of_the_mapping_with_a_mark(imported):
    mapping = Mapping.loads(
        '[columns]\nid = "No"\nparties = "Partner"\n[constants]\ntitle = "x"\n[parties]\nalways = ["u"]\n'
        'known = [{ id = "u", name = "U", kind = "organisation" }, { id = "k", name = "K*", kind = "organisation" }]\n'
    )
    done = imported("1,K*,,,,", mapping)
    assert ["u", "k"] == [party.id for party in done.register.agreement("1").parties]
    assert () == done.remarks
