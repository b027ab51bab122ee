"""Rows: values of one kind one below the other, for people or for other programs."""

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
from mou.cli.text import plain
from mou.documents import codec
from mou.formats.cells import csv_text as csv_of
from mou.values.written import written_names

__all__ = ["Listing", "csv_text", "hanging", "print_lines", "print_rows", "table"]


def csv_text(rows: Sequence[object], columns: Sequence[str]) -> str:
    """A table with a line for each value, its columns the names of attributes; no cell is a formula."""
    return csv_of(columns, ([getattr(row, name) for name in columns] for row in rows))


def table(columns: Iterable[str], rows: Iterable[Sequence[str | Text]]) -> Table:
    """Lines of cells under headings; nothing is cut off, however narrow the terminal."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in columns:
        grid.add_column(name, overflow="fold")
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
    """Print rows as JSON or CSV, or as they are shown to people.

    Args:
        rows: the values.
        cls: their class, whose fields are the columns of the CSV.
        as_format: ``table``, ``json`` or ``csv``.
        rendering: how people see them.
        none: what people see where there is none.
    """
    if as_format == "json":
        click.echo(codec.dumps(list(rows)))
    elif as_format == "csv":
        click.echo(csv_text(rows, written_names(cls)), nl=False)
    else:
        console().print(rendering if rows else Text(plain(none)))


@attrs.frozen(kw_only=True)
class Listing:
    """A list for a day, with what it can't contain.

    Attributes:
        key: the name of the list in JSON.
        rows: its values.
        columns: their attributes that are listed.
        rendering: how people see them; `None` where there is nothing to see.
        none: what people see then.
        on: the day.
        before: further keys of the JSON document, before the list.
        after: further keys after the list.
        remarks: further lines for people; with CSV they go to standard error.
        not_determined: the questions that the records leave open.
        total: how many agreements were asked.
    """

    key: str
    rows: Sequence[attrs.AttrsInstance]
    columns: Sequence[str]
    rendering: RenderableType | None
    none: str
    on: date
    before: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    after: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    remarks: Sequence[str] = ()
    not_determined: Sequence[NotDetermined]
    total: int

    def print(self, as_format: str) -> None:
        """Print it as ``table``, ``json`` or ``csv``."""
        if as_format == "json":
            rows = [{name: getattr(row, name) for name in self.columns} for row in self.rows]
            document = {"on": self.on, **self.before, self.key: rows, **self.after}
            click.echo(codec.dumps(document | {"not_determined": self.not_determined}))
            return
        if as_format == "csv":
            click.echo(csv_text(self.rows, self.columns), nl=False)
            for line in [*self.remarks, *report(self.not_determined, self.total)]:
                click.echo(plain(line), err=True)
            return
        console().print(Text(plain(self.none)) if self.rendering is None else self.rendering)
        print_lines(self.remarks)
        print_lines(report(self.not_determined, self.total))


def print_lines(lines: Sequence[str]) -> None:
    """Print lines for people, after an empty line; nothing where there are none."""
    if lines:
        console().print("", *(hanging(line) for line in lines), sep="\n")


def hanging(line: str) -> RenderableType:
    """A line that keeps its indentation where it is folded."""
    text = line.lstrip(" ")
    return Padding(Text(plain(text)), (0, 0, 0, len(line) - len(text)), expand=False)
