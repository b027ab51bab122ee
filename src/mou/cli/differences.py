"""`mou diff`: the changes between two registers."""

from __future__ import annotations

from rich.text import Text

from mou.cli.frame import console, register_of
from mou.cli.rows import print_rows
from mou.dates.words import plain
from mou.documents import differences


def diff(old: str, new: str, as_format: str) -> None:
    """Print the changes, record by record."""
    changes = differences.diff(register_of(old)[1], register_of(new)[1])
    if as_format != "table":
        print_rows(changes, differences.RecordChange, as_format, "", "")
        return
    for record in changes:
        note = " (corrects its history)" if record.corrects_history else ""
        heading = plain(f"{record.kind} {record.record} {record.id}: {record.name}{note}")
        console().print(Text(heading, style="bold"))
        for change in record.changes:
            console().print(Text(plain(f"  {change}")))
        for change in record.consequences:
            console().print(Text(plain(f"  as a result, {change}"), style="yellow"))
    if not changes:
        console().print("No differences.")
