"""Find the headings of a sheet, which are in one row or in two rows that belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from mou.errors import Problem, ValidationError
from mou.importing.cell_kinds import CellKind, kind_of
from mou.importing.grid import BLANK, Cell, Grid, Line
from mou.importing.headings import SINGLE, meanings

SEARCHED = 30
"""The number of rows at the top that are searched for the headings."""
_FULL = 0.6
"""A row counts as full if it has at least this share of the number of filled cells in the fullest row."""
_BETTER = 2
"""A later row is taken as the headings only if it names at least this many more fields than the first full row."""
_DATA = frozenset({CellKind.DATE, CellKind.RANGE, CellKind.LENGTH, CellKind.NUMBER, CellKind.FLAG})
_LONGEST = 200
_LONGEST_GROUP = 40
"""The maximum number of characters in the upper part of a heading."""


@attrs.frozen
class HeaderRows:
    """The place of the headings: the number of their first row, and how many rows they span."""

    first: int
    count: int = 1


def header_rows(grid: Grid) -> HeaderRows:
    """Return the rows of the headings.

    The headings are in the first row that consists of words and fills most columns, or in a later row that clearly
    names more fields.

    Raises:
        ValidationError: the sheet is empty.
    """
    lines = [line for line in grid.lines[: SEARCHED * 2] if not line.is_blank][:SEARCHED]
    if not lines:
        raise ValidationError([Problem("", "an empty sheet", "a table with headings")])
    fullest = max(line.filled for line in lines)
    full = [line for line in lines if line.filled >= _FULL * fullest and _is_of_words(line)]
    chosen = full[0] if full else max(lines, key=lambda line: (_named(line), line.filled, -line.number))
    for line in full[1:]:
        if _named(line) >= _named(chosen) + _BETTER:
            chosen = line
    place = lines.index(chosen)
    above, below = lines[:place], lines[place + 1 :]
    if below and below[0].number == chosen.number + 1 and _is_second(chosen, below[0]):
        return HeaderRows(chosen.number, 2)
    if above and above[-1].number == chosen.number - 1 and above[-1].filled > 1:
        texts = [cell.text for cell in chosen.cells if cell.text]
        if len(set(texts)) < len(texts) or _is_first(above[-1], chosen):
            return HeaderRows(above[-1].number, 2)
    return HeaderRows(chosen.number)


def joined(lines: Sequence[Line]) -> list[str]:
    """Return the headings of one or two rows: "Validity" above "From" becomes "Validity From"."""
    rows = [[" ".join(cell.text.split()) for cell in line.cells] for line in lines]
    if len(rows) == 1:
        return rows[0]
    width = max(map(len, rows))
    top, bottom = ([*row, *[""] * (width - len(row))] for row in rows)
    covered = [bool(cell.fault) for cell in lines[0].cells] + [False] * (width - len(rows[0]))
    names: list[str] = []
    group = ""
    for index, (over, under) in enumerate(zip(top, bottom, strict=True)):
        if over:
            group = over if under and over != under else ""
        elif not under or not (index and bottom[index - 1]) or (any(covered) and not covered[index]):
            group = ""  # a workbook shows which columns a merged cell of the upper row covers
        above = over or group
        names.append(above if above == under else f"{above} {under}".strip())
    return names


def fields_named(grid: Grid) -> int:
    """Return the number of fields that the headings of a sheet name. For an empty sheet, return 0."""
    if all(line.is_blank for line in grid.lines):
        return 0
    rows = header_rows(grid)
    return sum(_named(line) for line in grid.lines if rows.first <= line.number < rows.first + rows.count)


def _is_of_words(line: Line) -> bool:
    """Return whether a row looks like headings: its cells are words, with at most a few numbers such as years."""
    cells = [cell for cell in line.cells if cell.text]
    data = [cell for cell in cells if kind_of(cell) in _DATA and not _is_named(cell)]
    return len(data) * 4 <= len(cells) and max(len(cell.text) for cell in cells) <= _LONGEST


def _is_named(cell: Cell) -> bool:
    return any(meaning.score >= SINGLE - 5 for meaning in meanings(cell.text))


def _named(line: Line) -> int:
    """Return the number of different fields that the cells of a row name."""
    return _fields_of(cell.text for cell in line.cells)


def _fields_of(headings: Iterable[str]) -> int:
    """Return the number of different fields that headings name."""
    fields = Counter(
        found[0].field
        for heading in headings
        if heading and len(heading) <= _LONGEST
        if (found := meanings(heading))
        if found[0].score >= SINGLE - 30
    )
    return len(fields)


def _is_first(top: Line, bottom: Line) -> bool:
    """Return whether `top`, the row above the headings, has the upper parts of headings such as "Validity".

    A row with titles is no such row: the headings would name fewer fields with the titles than without them.
    """
    above = [cell for cell in top.cells if cell.text]
    if any(kind_of(cell) in _DATA or len(cell.text) > _LONGEST_GROUP for cell in above):
        return False
    return _is_second(top, bottom, whole=True) and _fields_of(joined([top, bottom])) >= _named(bottom)


def _is_second(top: Line, bottom: Line, *, whole: bool = False) -> bool:
    """Return whether `bottom` has the lower parts of headings, such as "From" and "To" below "Validity".

    These parts must be below cells of `top` that span several columns. With `whole`, `bottom` can also have headings
    without an upper part, or with an upper part for a single column.
    """
    width = max(len(top.cells), len(bottom.cells))
    over, under = ([*line.cells, *[BLANK] * (width - len(line.cells))] for line in (top, bottom))
    groups = False
    known = 0
    inside = False
    for index in range(width):
        upper, lower = over[index].text, under[index].text
        if lower and (kind_of(under[index]) in _DATA or not isinstance(under[index].value, str)):
            return False
        if upper:
            spans = index + 1 < width and not over[index + 1].text and bool(under[index + 1].text)
            inside = bool(lower) and spans and upper != lower
            groups = groups or inside
            if lower and not inside and upper != lower and not whole:
                return False
        elif lower and not inside and not whole:
            return False
        if inside and lower:
            known += _is_named(Cell(lower)) or _is_named(Cell(f"{upper} {lower}"))
    return groups and known > 0
