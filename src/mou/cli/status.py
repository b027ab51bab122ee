"""`mou status`: count agreements by status on a day, and list them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mou.answers.lifecycles import Position
from mou.answers.party_positions import PartyPosition, party_position
from mou.answers.register import Register
from mou.answers.undetermined import report as undetermined_lines, undetermined_positions
from mou.cli.counts import counts_by, counts_csv, counts_table
from mou.cli.frame import console, day_of, progress, refuse, register_of, result_or_exit
from mou.cli.output import emit
from mou.cli.rows import OwnCells, csv_text, documents, print_errors, print_lines
from mou.cli.selection import selection
from mou.dates.words import counted, plain
from mou.documents import codec
from mou.law.status import Status, words_for
from mou.values.written import written_names

if TYPE_CHECKING:
    from mou.datasets import Report

STYLES = {
    Status.IN_FORCE: "green",
    Status.PROVISIONAL: "green",
    Status.SUSPENDED: "yellow",
    Status.EXPIRED: "red",
    Status.TERMINATED: "red",
    Status.UNKNOWN: "dim",
}
_FEW = 20
"""The maximum number of remarks to list."""


def status(
    file: str | None,
    dataset: str | None,
    on: date | None,
    *,
    party: str | None,
    statuses: Sequence[str],
    by: str | None,
    where: Sequence[str],
    columns: Sequence[str],
    as_format: str,
) -> None:
    """Print the number of agreements by status, then list the agreements. CSV contains only the list.

    With `party`, the status and the dates of each agreement are those for the party.

    With `by`, print counts by a column instead of the list.
    """
    day, names = day_of(on), written_names(Position if party is None else PartyPosition)
    with progress() as steps:
        name, register, reading_report = register_or_dataset(file, dataset, steps)
        chosen = selection(name, register, where, columns, names)
        name, register = chosen.name, chosen.register
        ids = frozenset[str]() if party is None else result_or_exit(name, partial(register.ids_of, party))
        if party is not None and all(ids.isdisjoint(agreement.party_ids) for agreement in register.agreements):
            refuse(file or name, f"no agreement has a party named {party}")
        every = register.positions(day, progress=partial(steps, "computing"))
    of_party = every
    if party is not None:  # each with its status for the party
        of_party = tuple(party_position(line, ids) for line in every if not ids.isdisjoint(line.parties))
    # Agreements whose status is not known are reported even if the list contains only other agreements.
    unknown = undetermined_positions(of_party)
    lines = undetermined_lines(unknown, len(of_party))
    listed = tuple(line for line in of_party if not statuses or line.status.value in statuses)
    own = chosen.cells(line.id for line in listed)
    if by is not None and columns:
        raise click.UsageError("--by prints counts, which have no further columns: leave out --columns")
    by, counts = (
        (None, []) if by is None else result_or_exit(name, partial(counts_by, by, listed, register.own_columns))
    )
    if as_format == "json":
        rows = {"agreements": documents(listed, names, own)} if by is None else {"by": by, "values": counts}
        document = json_document(every, day, dataset=dataset, report=reading_report)
        if party is not None:
            document |= {"party": party, "counts_for_party": _by_status(of_party)}
        emit(codec.dumps(document | rows | {"not_determined": unknown}) + "\n")
    elif as_format == "csv":
        emit(csv_text(listed, names, own) if by is None else counts_csv(by, counts))
        print_errors([*([] if reading_report is None else report_lines(reading_report)), *lines])
    else:
        rendering = _listed(listed, own) if by is None else counts_table(by, counts, listed)
        console().print(shown_status(every, of_party, day, rendering, name=name, party=party, report=reading_report))
        print_lines([*([_BY_PARTY] if by == "party" else []), *lines])


_BY_PARTY = "Each row counts the status for that party. The totals count the agreements by their own status."


def register_or_dataset(
    file: str | None, dataset: str | None, steps: Callable[[str, int, int], None]
) -> tuple[str, Register, Report | None]:
    """Return the name of a file to use in messages, and the register in the file.

    For a data set, also return the report on the rows.
    """
    if dataset is None:
        return *register_of(file), None
    if file is None:
        raise click.UsageError("--dataset needs a FILE")
    from mou.datasets import DATASETS

    reader = partial(DATASETS[dataset].read, file, progress=partial(steps, "reading"))
    reading = result_or_exit(file, reader)
    return DATASETS[dataset].title, reading.register, reading.report


def shown_status(
    every: Sequence[Position],
    of_party: Sequence[Position],
    on: date,
    agreements: RenderableType,
    *,
    name: str,
    party: str | None,
    report: Report | None,
) -> RenderableType:
    """Return the counts by status, the report on the file, and `agreements` (a list or a table of counts)."""
    parts: list[RenderableType] = [Text(plain(f"{name} on {on}"), style="bold"), _counts(every, of_party, party)]
    if report is not None:
        parts += ["", Text("Read", style="bold")]
        parts += [Padding(Text(plain(line)), (0, 0, 0, 2)) for line in report_lines(report)]
    title = "Agreements" if party is None else f"Agreements of {party}"
    parts += ["", Text(plain(title), style="bold"), agreements]
    return Group(*parts)


def _counts(every: Sequence[Position], listed: Sequence[Position], party: str | None) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    columns = [every] if party is None else [every, listed]
    if party is not None:
        table.add_column(justify="right")
        table.add_row("", "all", Text(plain(party)))

    def row(name: str, counts: Sequence[int]) -> None:
        if any(counts):
            table.add_row(name, *map(str, counts))

    for status in Status:
        having = [[line for line in positions if line.status is status] for positions in columns]
        row(words_for(None).statuses[status], [len(lines) for lines in having])
        if status is Status.EXPIRED:
            row("  of these, if not renewed", [sum(line.if_not_renewed for line in lines) for lines in having])
    table.add_row("total", *(str(len(positions)) for positions in columns))
    return table


def _by_status(positions: Sequence[Position]) -> dict[str, int]:
    counts = Counter(line.status for line in positions)
    return {status.value: counts[status] for status in Status}


def report_lines(report: Report) -> list[str]:
    """Return lines about the rows of a file: how many were read, and why the other rows were not read."""
    lines = [f"{report.rows} rows in the file: {report.rows_read} read, {report.rows_refused} refused."]
    kinds = Counter((remark.column, remark.why) for remark in report.imprecise)
    if report.imprecise:
        lines.append(f"Imprecise, kept as written: {counted((len(report.imprecise), 'date'))}.")
    lines += [f"  {count} in {column}: {why}" for (column, why), count in kinds.most_common()]
    for outcome, remarks in (("Refused", report.refused), ("Not understood, kept as written", report.not_understood)):
        if remarks:
            lines.append(f"{outcome}:")
            reasons = Counter((remark.column, remark.why) for remark in remarks)
            lines += [f"  {count} for: {_column(column)}{why}" for (column, why), count in reasons.most_common(_FEW)]
            lines += [
                f"  row {remark.row}, {_column(remark.column)}{short(remark.value)!r}: {remark.why}"
                for remark in remarks[:_FEW]
            ]
            if len(remarks) > _FEW:
                lines.append(f"  and {len(remarks) - _FEW} more")
    return [*lines, *(f"Note: {note}." for note in report.notes)]


def _column(name: str) -> str:
    return f"{name} " if name else ""


def short(value: str) -> str:
    """Shorten a long cell."""
    return value if len(value) <= 60 else f"{value[:57]}..."


def _listed(listed: Sequence[Position], own: OwnCells) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("id", overflow="fold", max_width=30)
    table.add_column("title", overflow="fold", ratio=1)
    table.add_column("status", overflow="fold")
    table.add_column("last day", overflow="fold", max_width=24)
    for heading in own.headings:
        table.add_column(Text(plain(heading)), overflow="fold")
    for line, texts in zip(listed, own.of(listed), strict=True):
        style = STYLES.get(line.status, "")
        more = [Text(plain(text)) for text in texts]
        word = Text(line.word, style=style)
        if isinstance(line, PartyPosition) and line.agreement_status is not line.status:
            word += Text(f" (agreement: {line.agreement_word})", style="dim")
        table.add_row(plain(line.id), Text(plain(line.title)), word, Text(line.end), *more)
    return table


def json_document(every: Sequence[Position], on: date, *, dataset: str | None, report: Report | None) -> dict[str, Any]:
    """Return the counts by status and the report on the file as a document."""
    document: dict[str, Any] = {"on": on, "counts": _by_status(every)}
    document["expired_if_not_renewed"] = sum(line.status is Status.EXPIRED and line.if_not_renewed for line in every)
    if report is not None:
        document["dataset"] = dataset
        document["rows"] = {"in_file": report.rows, "read": report.rows_read, "refused": report.rows_refused}
        document["report"] = report
    return document
