"""Read sheets of OpenDocument workbooks and of old Excel workbooks, with python-calamine.

python-calamine returns values and merged cells. It does not return links and formulas, and does not report which rows
are hidden or struck through.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from mou.errors import MissingExtraError, Problem, ValidationError
from mou.importing import grid as _grids
from mou.importing.grid import Grid, Line, cell_of, too_many_cells
from mou.importing.workbook import chosen_sheets, unread_note

_UNSEEN = (
    "this format was read without formulas, hidden rows, struck-through rows and links; save the file as .xlsx to see "
    "them"
)


def old_workbook_grids(content: bytes, sheets: Sequence[str] | None, *, every: bool = False) -> dict[str, Grid]:
    """Read the sheets of an ``.ods``, ``.xls`` or ``.xlsb`` file. `workbook_grids` explains the arguments."""
    try:
        from python_calamine import CalamineWorkbook, SheetVisibleEnum
    except ImportError:
        raise MissingExtraError("reading .xls and .ods files", "sheets") from None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        names = chosen_sheets(book.sheet_names, visible, sheets, every=every)
        rows = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}
    except ValidationError:
        raise
    except Exception as error:  # noqa: BLE001  # a broken file can raise anything
        expected = "a workbook that a spreadsheet program can open (.xls or .ods)"
        raise ValidationError([Problem("", f"a file that can't be read ({error})", expected)]) from None
    notes = (*(unread_note(names, visible) if sheets is None and not every else ()), _UNSEEN)
    return {name: Grid(lines=_lines(cells), notes=notes) for name, cells in rows.items()}


def _lines(rows: Sequence[Sequence[object]]) -> tuple[Line, ...]:
    if sum(map(len, rows)) > _grids.MOST_CELLS:
        raise too_many_cells()
    return tuple(Line(number, tuple(map(cell_of, row))) for number, row in enumerate(rows, 1))
