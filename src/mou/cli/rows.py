"""Print lists, as tables for human readers or as JSON and CSV for other programs.

JSON and CSV contain all fields of the values. For tables, each command chooses a few columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs
import click
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mou.answers.undetermined import NotDetermined, report
from mou.cli.frame import console
from mou.cli.output import emit
from mou.dates.words import plain
from mou.documents import codec
from mou.formats.cells import csv_text as csv_of
from mou.values.written import written_names


@attrs.frozen
class OwnCells:
    """The columns that the user added to a list: their headings, and the texts of each row."""

    headings: Sequence[str] = ()
    cells: Sequence[Sequence[str]] | None = None

    def of(self, rows: Sequence[object]) -> Iterable[Sequence[str]]:
        """Return the texts of each row."""
        return [()] * len(rows) if self.cells is None else self.cells


NO_OWN_CELLS = OwnCells()


def csv_text(rows: Sequence[object], columns: Sequence[str], own: OwnCells = NO_OWN_CELLS) -> str:
    """Return values as CSV, with a column for each attribute in `columns`.

    Cells are written so that spreadsheet programs do not read them as formulas.
    """
    cells = zip(rows, own.of(rows), strict=True)
    return csv_of(
        [*columns, *own.headings], ([*(getattr(row, name) for name in columns), *more] for row, more in cells)
    )


def documents(rows: Sequence[object], columns: Sequence[str], own: OwnCells = NO_OWN_CELLS) -> list[dict[str, Any]]:
    """Return values as JSON objects. The key ``columns`` of an object contains the user's own columns."""
    objects = [{name: getattr(row, name) for name in columns} for row in rows]
    if own.headings:
        for document, texts in zip(objects, own.of(rows), strict=True):
            document["columns"] = dict(zip(own.headings, texts, strict=True))
    return objects


def table(columns: Iterable[str], rows: Iterable[Sequence[str | Text]]) -> Table:
    """Return a table with headings. Long cells are wrapped, never cut off."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in columns:
        grid.add_column(Text(plain(name)), overflow="fold")
    for row in rows:
        grid.add_row(*(Text(plain(cell)) if isinstance(cell, str) else cell for cell in row))
    return grid


def print_rows(
    rows: Sequence[attrs.AttrsInstance],
    cls: type[attrs.AttrsInstance],
    as_format: str,
    rendering: RenderableType,
    none: str,
) -> None:
    """Print rows as ``json``, ``csv`` or ``table``.

    For ``table``, print `rendering`. If there are no rows, print the text `none` instead.
    """
    if as_format == "json":
        emit(codec.dumps(list(rows)) + "\n")
    elif as_format == "csv":
        emit(csv_text(rows, written_names(cls)))
    else:
        console().print(rendering if rows else Text(plain(none)))


@attrs.frozen(kw_only=True)
class Listing:
    """A list for a day, such as a list of upcoming deadlines.

    If a record leaves a date open, its agreement can be missing from the list. `not_determined` lists these cases.
    """

    key: str  # the key of the list in JSON
    rows: Sequence[attrs.AttrsInstance]
    columns: Sequence[str]  # the attributes to list
    rendering: RenderableType | None  # the table
    none: str  # the sentence printed if there is no table
    on: date
    before: Mapping[str, Any] = attrs.field(factory=dict[str, Any])  # further JSON keys before the list
    after: Mapping[str, Any] = attrs.field(factory=dict[str, Any])  # further JSON keys after the list
    own: OwnCells = NO_OWN_CELLS
    remarks: Sequence[str] = ()  # further lines, after a table or, with CSV, on standard error
    not_determined: Sequence[NotDetermined]
    total: int  # the number of agreements queried

    def print(self, as_format: str) -> None:
        """Print the list as ``table``, ``json`` or ``csv``."""
        if as_format == "json":
            rows = documents(self.rows, self.columns, self.own)
            document = {"on": self.on, **self.before, self.key: rows, **self.after}
            emit(codec.dumps(document | {"not_determined": self.not_determined}) + "\n")
            return
        if as_format == "csv":
            emit(csv_text(self.rows, self.columns, self.own))
            print_errors([*self.remarks, *report(self.not_determined, self.total)])
            return
        console().print(Text(plain(self.none)) if self.rendering is None else self.rendering)
        print_lines(self.remarks)
        print_lines(report(self.not_determined, self.total))


def print_lines(lines: Sequence[str]) -> None:
    """Print an empty line and then the lines. If there are no lines, print nothing."""
    if lines:
        console().print("", *map(_hanging, lines), sep="\n")


def print_errors(lines: Iterable[str]) -> None:
    """Print lines to standard error."""
    for line in lines:
        click.echo(plain(line), err=True)


def _hanging(line: str) -> RenderableType:
    """Return a line that keeps its indentation when it is wrapped."""
    text = line.lstrip(" ")
    return Padding(Text(plain(text)), (0, 0, 0, len(line) - len(text)), expand=False)
