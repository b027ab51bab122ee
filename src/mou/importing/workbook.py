"""Read a sheet of an Excel workbook: its values as last computed, hidden rows and columns, merged cells, and links.

openpyxl reads the values. This module reads hidden rows, merged cells, links, and formulas without a stored value from
the sheet's XML file. For these, openpyxl would have to load the whole workbook.
"""

from __future__ import annotations

import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET  # expat stops entity expansion, as a test checks

import attrs

from mou.errors import MissingExtraError, Problem, ValidationError
from mou.importing import grid as _grids
from mou.importing.grid import BLANK, Cell, Grid, Line, cell_of, column_letters, too_many_cells
from mou.values.fields import shown

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LARGEST_UNPACKED = 256 * 1024 * 1024
"""The maximum size of an unpacked workbook, in bytes."""
_MAC_YEAR = 1904
_LAST_ROW = 1_048_576  # the last row of a sheet in Excel
_HYPERLINK = re.compile(r'\s*HYPERLINK\(\s*"([^"]*)"', re.IGNORECASE)
_WORKBOOK = "a workbook that Excel can open (.xlsx)"
_NO_VALUE = "a formula without a stored value; open the file in a spreadsheet program and save it"


@attrs.define
class _Marks:
    """The facts about a sheet other than its values. A cell is identified by its row and column, counted from 1."""

    hidden: set[int] = attrs.field(factory=set)
    hidden_columns: list[tuple[int, int]] = attrs.field(factory=list)
    formulas: dict[tuple[int, int], tuple[str, bool]] = attrs.field(factory=dict)
    merged: list[tuple[int, int, int, int]] = attrs.field(factory=list)
    links: dict[tuple[int, int], str] = attrs.field(factory=dict)


def workbook_grids(content: bytes, sheets: Sequence[str] | None, *, every: bool = False) -> dict[str, Grid]:
    """Read the rows of a workbook's sheets. The keys of the result are the names of the sheets.

    If `sheets` is `None`, read the first visible sheet or, with `every`, all visible sheets.
    """
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError("reading .xlsx files", "sheets") from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts that it does not know
            _not_too_large(archive)
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                visible = [worksheet.title for worksheet in book.worksheets if worksheet.sheet_state == "visible"]
                names = chosen_sheets([worksheet.title for worksheet in book.worksheets], visible, sheets, every=every)
                note = unread_note(names, visible) if sheets is None and not every else ()
                return {name: _grid(book, archive, name, note) for name in names}
            finally:
                book.close()
    except ValidationError:
        raise
    except Exception as error:  # noqa: BLE001  # a broken file can raise anything
        raise ValidationError([Problem("", f"a file that can't be read ({error})", _WORKBOOK)]) from None


def chosen_sheets(
    names: Sequence[str], visible: Sequence[str], sheets: Sequence[str] | None, *, every: bool
) -> Sequence[str]:
    """Return the names of the sheets to read. A name that is not in the workbook raises `ValidationError`."""
    if sheets is None:
        shown_first = visible or names
        return shown_first if every else shown_first[:1]
    problems = [
        Problem("/sheet", shown(name), "one of the workbook's sheets: " + ", ".join(names))
        for name in sheets
        if name not in names
    ]
    if problems:
        raise ValidationError(problems)
    return sheets


def unread_note(names: Sequence[str], visible: Sequence[str]) -> tuple[str, ...]:
    """Return a note about the sheets that were not read."""
    if len(visible) < 2:
        return ()
    return (f"sheet {shown(names[0])} was read, the first of {len(visible)}; the others were not read",)


def _not_too_large(archive: zipfile.ZipFile) -> None:
    # A file can state too small a size for a part, but zipfile never returns more bytes than the stated size.
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > LARGEST_UNPACKED:
        found = f"a workbook that unpacks to {unpacked:,} bytes"
        raise ValidationError([Problem("", found, f"at most {LARGEST_UNPACKED:,}")])


def _grid(book: Workbook, archive: zipfile.ZipFile, name: str, first_notes: Sequence[str]) -> Grid:
    chosen: Any = book[name]
    marks = _marks(archive, _part_of(archive, name))
    chosen.reset_dimensions()  # the size that a file states can be wrong
    struck = _StruckStyles(book)
    lines: list[Line] = []
    count = 0
    for number, row in enumerate(chosen.iter_rows(), 1):
        count += len(row)
        if count > _grids.MOST_CELLS or number > _LAST_ROW:
            raise too_many_cells()
        cells = [_cell(cell.value, marks, (number, column)) for column, cell in enumerate(row, 1)]
        is_struck = struck.any and any(map(struck.of, row)) and all(struck.of(cell) for cell in row if cell.value)
        lines.append(Line(number, tuple(cells), number in marks.hidden, is_struck))
    covered, repeated = _covered(lines, marks.merged)
    return Grid(
        lines=tuple(covered),
        repeated=tuple(repeated),
        notes=(*first_notes, *_notes(marks)),
        from_1904=book.epoch.year == _MAC_YEAR,
    )


class _StruckStyles:
    """The styles with a struck-through font in a workbook."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401  # openpyxl has no public way to all styles
        fonts = {index for index, font in enumerate(book._fonts) if font.strike}  # noqa: SLF001
        self._styles = {index for index, style in enumerate(book._cell_styles) if style.fontId in fonts}  # noqa: SLF001
        self.any = bool(self._styles)

    def of(self, cell: Any) -> bool:  # noqa: ANN401  # as above
        return getattr(cell, "_style_id", None) in self._styles


def _notes(marks: _Marks) -> Iterator[str]:
    if marks.hidden_columns:
        columns = ", ".join(
            column_letters(first - 1) if first == last else f"{column_letters(first - 1)} to {column_letters(last - 1)}"
            for first, last in marks.hidden_columns
        )
        yield f"hidden columns were read like the others: {columns}"
    computed = sum(has_value for _, has_value in marks.formulas.values())
    if computed:
        cells, values = ("cell is a formula", "value") if computed == 1 else ("cells are formulas", "values")
        yield f"{computed} {cells}; the last computed {values} {'was' if computed == 1 else 'were'} read"


def _cell(value: object, marks: _Marks, place: tuple[int, int]) -> Cell:
    formula, has_value = marks.formulas.get(place, ("", True))
    formula_link = _HYPERLINK.match(formula)
    link = formula_link[1] if formula_link else marks.links.get(place)
    if not has_value:
        return Cell(f"={formula}", fault=_NO_VALUE, link=link)
    return cell_of(value, link)


def _covered(lines: list[Line], merged: list[tuple[int, int, int, int]]) -> tuple[list[Line], list[tuple[int, str]]]:
    """Repeat the value of a merged cell in each of its rows, and mark the other cells that it covers.

    Returns:
        The rows, and a list of the ranges whose value was repeated. Each item in the list is the last row of a range,
        followed by the range.
    """
    covered: dict[int, dict[int, Cell]] = {}
    repeated: list[tuple[int, str]] = []
    count = 0
    for left, top, right, bottom in merged:
        place = f"{column_letters(left - 1)}{top}"
        last = min(bottom, len(lines))
        first_row = lines[top - 1].cells if top <= len(lines) else ()
        first = first_row[left - 1] if left <= len(first_row) else BLANK
        if last > top and first.text:
            repeated.append((last, f"{place}:{column_letters(left - 1)}{last}"))
        for row in range(top, last + 1):
            columns = range(left, min(right, left + 16_384) + 1)
            count += len(columns)
            if count > _grids.MOST_CELLS:
                raise too_many_cells()
            beside = Cell(fault=f"a part of the merged cell {place}, whose value is not repeated")
            cells_of = covered.setdefault(row, {})
            cells_of.update({column: beside for column in columns if column != left})
            if row != top:
                cells_of[left] = first
    for row, columns_of in covered.items():
        line = lines[row - 1]
        cells = [*line.cells, *[BLANK] * (max(columns_of, default=0) - len(line.cells))]
        for column, cell in columns_of.items():
            cells[column - 1] = cell
        lines[row - 1] = attrs.evolve(line, cells=tuple(cells))
    return lines, repeated


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute(element: ET.Element, name: str) -> str | None:
    """Return an attribute in any namespace, because the two kinds of Office Open XML use different namespaces."""
    return next((value for key, value in element.attrib.items() if _name(key) == name), None)


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return the files and links to which a file in the workbook refers, by their ids."""
    folder, _, file = part.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in archive.namelist():
        return {}
    root = ET.fromstring(archive.read(relations))  # noqa: S314  # as for the import
    return {relation.get("Id", ""): relation.get("Target", "") for relation in root}


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the path of a sheet's XML file within the workbook."""
    book = "xl/workbook.xml"
    root = ET.fromstring(archive.read(book))  # noqa: S314  # as for the import
    targets = _related(archive, book)
    sheet_element = next(
        element for element in root.iter() if _name(element.tag) == "sheet" and element.get("name") == sheet
    )
    target = targets[_attribute(sheet_element, "id") or ""]
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _marks(archive: zipfile.ZipFile, part: str) -> _Marks:
    from openpyxl.utils.cell import coordinate_to_tuple

    marks = _Marks()
    targets = _related(archive, part)
    row = column = 0
    with archive.open(part) as file:
        for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314  # as for the import
            name = _name(element.tag)
            if event == "start":
                if name == "row":
                    row, column = int(element.get("r", row + 1)), 0
                continue
            if name == "row":
                if element.get("hidden") in {"1", "true"}:
                    marks.hidden.add(row)
                element.clear()
            elif name == "c":
                reference = element.get("r")
                column = coordinate_to_tuple(reference)[1] if reference else column + 1
                _mark_formula(marks, element, (row, column))
            else:
                _mark(marks, name, element, targets)
    return marks


def _mark_formula(marks: _Marks, cell: ET.Element, place: tuple[int, int]) -> None:
    parts = {_name(child.tag): child for child in cell}
    if "f" in parts:
        value = parts.get("v")
        # A formula that gives an empty text has an empty value of type "str". In other cases, an empty or missing value
        # means that the formula was not computed.
        has_value = value is not None and (bool(value.text) or cell.get("t") == "str")
        marks.formulas[place] = (parts["f"].text or "", has_value)


def _mark(marks: _Marks, name: str, element: ET.Element, targets: dict[str, str]) -> None:
    from openpyxl.utils.cell import coordinate_to_tuple

    first, _, last = element.get("ref", "").partition(":")
    if name == "col" and element.get("hidden") in {"1", "true"}:
        marks.hidden_columns.append((int(element.get("min", "1")), int(element.get("max", "1"))))
    elif name == "mergeCell":
        (top, left), (bottom, right) = coordinate_to_tuple(first), coordinate_to_tuple(last or first)
        marks.merged.append((left, top, right, bottom))
    elif name == "hyperlink":
        target = targets.get(_attribute(element, "id") or "")
        if target:
            marks.links[coordinate_to_tuple(first)] = target
