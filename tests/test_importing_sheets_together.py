"""Several sheets with the same headings: the proposal considers the cells of all of them."""

from datetime import date

import pytest
from openpyxl import Workbook

from mou.importing import guess, read

HEADINGS = ("Ref", "Partner", "Signed", "Term", "Renewal", "Status", "Notice period")
FIRST = ("1", "A", "2021-05-03", "5 years", "automatic", "active", "3 months")
SECOND = ("2", "B", "25.12.2022", "3", "auto-renew for 1 year", "ruht", "6")


@pytest.mark.parametrize("sheet", [None, ["2021", "2022"]])
def test_all_sheets_are_considered(tmp_path, sheet):
    book = Workbook()
    book.active.title = "2021"
    book.active.append(HEADINGS)
    book.active.append(FIRST)
    other = book.create_sheet("2022")
    other.append(["Register"])
    other.append([*HEADINGS, "Desk"])
    other.append([*SECOND, "Asia"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    mapping = guess(path, sheet=sheet, us="U", on=date(2026, 11, 29))
    assert ("2021", "2022") == mapping.sheet
    assert ("EDTF", "D.M.YYYY") == mapping.date_formats
    assert ("years", "months") == (mapping.duration_unit, mapping.notice_unit)
    assert {"active", "ruht"} == set(mapping.statuses)
    assert ((), 2) == (read(path, mapping).problems, read(path, mapping).records)
