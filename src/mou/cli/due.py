"""`mou due`: reminders of deadlines, to read or to send by mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import click

from mou.cli.frame import day_of, register_of, result_or_exit
from mou.cli.output import emit
from mou.cli.selection import selection
from mou.dates.periods import Period
from mou.documents import codec
from mou.formats.digest import digest, to_html, to_text


def due(
    file: str | None,
    on: date | None,
    *,
    within: Period,
    leads: tuple[Period, ...],
    since: date | None,
    by: str | None,
    where: Sequence[str],
    columns: Sequence[str],
    as_format: str,
) -> None:
    """Print the reminders as text, HTML or JSON."""
    if since is not None and not leads:
        raise click.UsageError("--since needs --lead")
    chosen = selection(*register_of(file), where, columns)
    names = [column.name for column in chosen.columns]
    reminders = result_or_exit(
        chosen.name,
        partial(digest, chosen.register, day_of(on), within=within, leads=leads, since=since, by=by, columns=names),
    )
    if as_format == "json":
        emit(codec.dumps(reminders) + "\n")
    else:
        emit(to_html(reminders) if as_format == "html" else to_text(reminders))
