"""`mou remove`: remove a record from a register."""

from __future__ import annotations

from datetime import date

import click

from mou.answers.register import Register
from mou.answers.register_changes import referring, without
from mou.cli.frame import day_of, refuse, result_or_exit
from mou.cli.keep import change, kept, on_terminal
from mou.dates.words import counted, plain
from mou.model.agreement import Agreement
from mou.model.records import Record


def remove(record_id: str, file: str, *, yes: bool, dry_run: bool, today: date | None) -> None:
    """Remove a record after confirmation, and print the effects on other records."""
    register = kept(file)
    record = result_or_exit(file, lambda: register.register[record_id])

    def make(old: Register) -> Register:
        current = result_or_exit(file, lambda: old[record_id])
        others = referring(old, current)
        if others:
            names = ", ".join(f"{type(other).__name__.lower()} {other.id}" for other in others[:_MOST])
            more = f" and {len(others) - _MOST} more" if len(others) > _MOST else ""
            refuse(file, f"{_named(current)} can't be removed, because other records refer to it: {names}{more}")
        if current != record:
            refuse(file, f"{_named(current)} was changed by another program in the meantime")
        return without(old, current)

    make(register.register)
    if not (yes or dry_run):
        if not on_terminal():
            refuse(file, f"pass --yes to remove {_named(record)} without confirmation")
        acts = f" with {counted((len(record.acts), 'act'))}" if isinstance(record, Agreement) else ""
        click.confirm(plain(f"Remove {_named(record)}{acts}?"), abort=True, err=True)
    removed = [record.id] if isinstance(record, Agreement) else []
    change(
        register,
        make,
        changed=removed,
        always=None,
        today=day_of(today),
        dry_run=dry_run,
        headlines=[f"{'Would remove' if dry_run else 'Removed'} {_named(record)}."],
    )


_MOST = 10
"""The maximum number of records to list."""


def _named(record: Record) -> str:
    name = record.title if isinstance(record, Agreement) else record.name
    return f"{type(record).__name__.lower()} {record.id} ({name})"
