"""Rows: values of one kind one below the other, for people or for other programs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import attrs
import click
from rich.table import Table
from rich.text import Text

from mou import codec
from mou._cells import csv_text as csv_of
from mou.cli._frame import console
from mou.cli._text import plain

__all__ = ["csv_text", "print_rows", "table"]


def csv_text(rows: Sequence[attrs.AttrsInstance], cls: type[attrs.AttrsInstance], *, but: Collection[str] = ()) -> str:
    """A table with a line for each value of a class, but for some fields; no cell is a formula."""
    names = [field.name for field in attrs.fields(cls) if not field.name.startswith("_") and field.name not in but]
    return csv_of(names, ([getattr(row, name) for name in names] for row in rows))


def table(columns: Iterable[str], rows: Iterable[Sequence[str | Text]]) -> Table:
    """Lines of cells under headings; nothing is cut off, however narrow the terminal."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in columns:
        made.add_column(name, overflow="fold")
    for row in rows:
        made.add_row(*(Text(plain(one)) if isinstance(one, str) else one for one in row))
    return made


def print_rows(
    rows: Sequence[attrs.AttrsInstance],
    cls: type[attrs.AttrsInstance],
    as_format: str,
    shown: Table,
    none: str,
) -> None:
    """Print rows as JSON or CSV, or as they are shown to people.

    Args:
        rows: the values.
        cls: their class, whose fields are the columns of the CSV.
        as_format: ``table``, ``json`` or ``csv``.
        shown: how people see them.
        none: what people see where there is none.
    """
    if as_format == "json":
        click.echo(codec.dumps(list(rows)))
    elif as_format == "csv":
        click.echo(csv_text(rows, cls), nl=False)
    else:
        console().print(shown if rows else Text(plain(none)))
