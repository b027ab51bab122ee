"""`mou import`: a spreadsheet to a register."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import attrs
import click

from mou import importing
from mou.cli.frame import FOUND, console, day_of, deliver, progress, result_or_exit
from mou.cli.options import STANDARD_OUTPUT
from mou.cli.output import emit
from mou.cli.rows import print_errors, print_rows, table
from mou.cli.status import short
from mou.dates.words import plain
from mou.documents import codec, files


def import_(
    file: Path,
    map_file: Path | None,
    output: Path | None,
    sheet: str | None,
    *,
    guess: bool,
    dry_run: bool,
    as_format: str,
) -> None:
    """Write a proposed mapping, or the register, and report each row that could not be imported."""
    if guess:
        text = result_or_exit(str(file), lambda: importing.guess(file, sheet=sheet, on=day_of(None)).to_toml())
        deliver(text.encode("utf-8"), output)
        return
    if map_file is None:
        raise click.UsageError("pass --map FILE, or --guess to generate a mapping")
    if output is None and not dry_run:
        raise click.UsageError("pass -o PATH for the register, or --dry-run to write nothing")
    prints = output == STANDARD_OUTPUT and not dry_run
    if prints and as_format != "table":
        raise click.UsageError(f"--format {as_format} and -o - both write to standard output; pass -o PATH")
    mapping = result_or_exit(str(map_file), partial(importing.Mapping.load, map_file))
    target = None if output is None or output == STANDARD_OUTPUT else files.RegisterFile(output)
    earlier = result_or_exit(str(output), target.load) if target is not None and Path(target.path).exists() else None
    with progress() as steps:
        reader = partial(
            importing.read, file, mapping, into=earlier, on=day_of(None), progress=partial(steps, "reading")
        )
        done = result_or_exit(str(file), reader)
    if prints:
        emit(codec.dumps(done.register) + "\n")
    elif target is not None and not dry_run and done.register != earlier:
        result_or_exit(str(output), partial(target.save, done.register))
    _report(done, as_format, prints=prints)
    if done.problems:
        sys.exit(FOUND)


@attrs.frozen
class _RowRemark:
    """A remark about a row, with its kind."""

    what: str
    row: int
    column: str
    value: str
    why: str


def _report(done: importing.Import, as_format: str, *, prints: bool) -> None:
    """Report on an import. If the register is printed, the report goes to standard error."""
    kinds = (("problem", done.problems), ("duplicate", done.duplicates), ("remark", done.remarks))
    row_remarks = [
        _RowRemark(kind, remark.row, remark.column, remark.value, remark.why)
        for kind, remarks in kinds
        for remark in sorted(remarks, key=lambda remark: remark.row)
    ]
    summary = _summary(done)
    if prints or as_format != "table":
        print_errors(summary)
    else:
        emit("".join(f"{plain(line)}\n" for line in summary))
    same: dict[tuple[str, str, str, str], list[int]] = {}
    for line in row_remarks:
        same.setdefault((line.what, line.column, line.value, line.why), []).append(line.row)
    cells = [
        (kind, ", ".join(map(str, rows)), column, short(value), why)
        for (kind, column, value, why), rows in same.items()
    ]
    rendering = table(["", "row", "column", "value", "reason"], cells)
    none = "No row has a problem."
    if prints:
        console(stderr=True).print(rendering if row_remarks else none)
    else:
        print_rows(row_remarks, _RowRemark, as_format, rendering, none)


def _summary(done: importing.Import) -> list[str]:
    """Return the counts of rows, and a line for each record that changed or is missing from the sheet."""
    counts = {name: len(getattr(done, name)) for name in ("added", "updated", "unchanged")}
    duplicates = len(done.duplicates)
    counts |= {"with problems": done.rows_refused, "duplicate" if duplicates == 1 else "duplicates": duplicates}
    listed = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
    return [
        f"{done.rows} rows: {listed or 'nothing'}.",
        *(f"updated {update.id} (row {update.row}): {', '.join(update.fields)}" for update in done.updated),
        *(f"{name} is no longer in the sheet; it stays in the register" for name in done.absent),
        *(f"Note: {note}." for note in done.notes),
    ]
