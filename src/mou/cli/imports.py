"""`mou import`: import a spreadsheet into a register."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import attrs
import click

from mou import importing
from mou.answers.register import Register
from mou.answers.undetermined import missing_fields
from mou.cli.frame import FOUND, console, day_of, deliver, progress, result_or_exit
from mou.cli.options import STANDARD_OUTPUT
from mou.cli.output import emit
from mou.cli.rows import print_errors, print_rows, table
from mou.cli.status import short
from mou.dates.words import plain
from mou.documents import codec, files
from mou.importing.party_choice import with_us
from mou.importing.party_names import PLACEHOLDER
from mou.importing.remark_groups import RemarkGroup, remark_groups
from mou.importing.tables import row_in_words
from mou.law.explanation import Question

_MOST_GROUPS = 40
"""The maximum number of kinds of remarks in the table."""
_MOST_LINES = 20
"""The maximum number of records in each list of the summary."""


def import_(
    file: Path,
    map_file: Path | None,
    output: Path | None,
    sheet: Sequence[str],
    us: str | None,
    *,
    on: date | None,
    guess: bool,
    dry_run: bool,
    as_format: str,
) -> None:
    """Import a sheet into a register and report each row that could not be imported.

    With `guess`, write a proposed mapping instead.
    """
    if guess:
        proposal = partial(importing.guess, file, sheet=_sheets(sheet), us=us, on=day_of(on))
        deliver(result_or_exit(str(file), proposal).to_toml().encode("utf-8"), output)
        return
    if map_file is None:
        raise click.UsageError("pass --map FILE, or --guess to generate a mapping")
    if output is None and not dry_run:
        raise click.UsageError("pass -o PATH for the register, or --dry-run to write nothing")
    prints = output == STANDARD_OUTPUT and not dry_run
    if prints and as_format != "table":
        raise click.UsageError(f"--format {as_format} and -o - both write to standard output; pass -o PATH")
    mapping = result_or_exit(str(map_file), partial(importing.Mapping.load, map_file))
    if sheet:
        mapping = attrs.evolve(mapping, sheet=_sheets(sheet))
    if us is not None:
        mapping = attrs.evolve(mapping, parties=with_us(mapping.parties, us))
    target = None if output is None or output == STANDARD_OUTPUT else files.RegisterFile(output)
    earlier = result_or_exit(str(output), target.load) if target is not None and Path(target.path).exists() else None
    with progress() as steps:
        reader = partial(importing.read, file, mapping, into=earlier, on=day_of(on), progress=partial(steps, "reading"))
        done = result_or_exit(str(file), reader)
    if prints:
        emit(codec.dumps(done.register) + "\n")
    elif target is not None and not dry_run and done.register != earlier:
        result_or_exit(str(output), partial(target.save, done.register))
    unnamed = any(party.name == PLACEHOLDER for party in mapping.parties.known)
    _report(done, as_format, day_of(on), prints=prints, unnamed=unnamed)
    if done.problems:
        sys.exit(FOUND)


def _sheets(names: Sequence[str]) -> str | Sequence[str] | None:
    return None if not names else names[0] if len(names) == 1 else names


@attrs.frozen
class _RowRemark:
    """A remark about a row. `what` is the kind of the remark, such as ``duplicate``."""

    what: str
    row: int
    column: str
    value: str
    why: str
    sheet: str = ""


def _report(done: importing.Import, as_format: str, on: date, *, prints: bool, unnamed: bool) -> None:
    """Report on an import. If the register is printed, the report goes to standard error."""
    summary = _summary(done, unnamed=unnamed)
    answers = known_statuses(done.register, on)
    if not prints and as_format != "table":
        print_errors([*summary, *answers])
        kinds = (
            ("problem", done.problems),
            ("duplicate", done.duplicates),
            ("skipped", done.skipped),
            ("remark", done.remarks),
        )
        row_remarks = [
            _RowRemark(what, remark.row, remark.column, remark.value, remark.why, remark.sheet)
            for what, remarks in kinds
            for remark in remarks
        ]
        print_rows(row_remarks, _RowRemark, as_format, "", "")
        return
    groups = remark_groups(done)
    cells = [_cells_of(group) for group in groups[:_MOST_GROUPS]]
    rendering = table(["", "count", "rows", "column", "value", "reason"], cells)
    more = len(groups) - _MOST_GROUPS
    kinds_left = [f"{more} more kinds of remarks: --format json lists all."] if more > 0 else []
    rows_left = (
        []
        if all(group.is_complete for group in groups)
        else ["To list all rows of each problem and remark: --format json."]
    )
    after = [*kinds_left, *rows_left, *answers]
    if prints:
        print_errors(summary)
        console(stderr=True).print(rendering if groups else _NO_PROBLEM)
        print_errors(after)
    else:
        emit("".join(f"{_wrapped(plain(line))}\n" for line in summary))
        print_rows(groups, RemarkGroup, as_format, rendering, _NO_PROBLEM)
        emit("".join(f"{_wrapped(plain(line))}\n" for line in after))


def _wrapped(line: str) -> str:
    """Return a line, wrapped to the width of the terminal."""
    if len(line) <= console().width:
        return line
    return textwrap.fill(line, console().width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


_NO_PROBLEM = "No row has a problem."


def _cells_of(group: RemarkGroup) -> tuple[str, ...]:
    values = ", ".join(map(short, group.values))
    return group.what, str(group.count), group.rows, group.column, values, group.why


_TO_ADD = {
    "/acts": "the date of signature or of the entry into force",
    "/term/entry_into_force": "the date of entry into force, or the parties",
    "/term/duration": "the duration or the last day",
    "/term/renewal": "whether and how it is renewed",
}
"""For each field that a record can lack, the facts that an office can add to the sheet to fill the field."""


def known_statuses(register: Register, on: date) -> list[str]:
    """Return lines that give the number of agreements whose status is known on a day.

    For the other agreements, the lines list the missing facts.
    """
    total = len(register.agreements)
    if not total:
        return []
    items = register.not_determined(on, [Question.STATUS])
    unknown = len({item.agreement for item in items})
    noun = "agreement" if total == 1 else "agreements"
    sentence = f"The status is known for {total - unknown} of {total} {noun}."
    if not unknown:
        return [sentence]
    reasons = [
        f"  {len(missing.agreements)}: add {_TO_ADD.get(missing.field or '', missing.what)}"
        for missing in missing_fields(items)
    ]
    return [f"{sentence} For {unknown} it is not known:", *reasons]


def _summary(done: importing.Import, *, unnamed: bool) -> list[str]:
    """Return the counts of rows, and a line for each record that changed or is missing from the sheet."""
    counts = {name: len(getattr(done, name)) for name in ("added", "updated", "unchanged")}
    duplicates = len(done.duplicates)
    counts |= {"with problems": done.rows_refused, "duplicate" if duplicates == 1 else "duplicates": duplicates}
    listed = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
    rows = "row" if done.rows == 1 else "rows"
    others = "other row was" if len(done.skipped) == 1 else "other rows were"
    skipped = f" {len(done.skipped)} {others} skipped." if done.skipped else ""
    ours = [f'Note: your own side is called "{PLACEHOLDER}"; pass --us NAME.'] if unnamed else []
    return [
        f"{done.rows} {rows}: {listed or 'nothing'}.{skipped}",
        *_first(
            f"updated {update.id} ({row_in_words(update.row, update.sheet)}): {', '.join(update.fields)}"
            for update in done.updated
        ),
        *_first(f"{name} is no longer in the sheet; it stays in the register" for name in done.absent),
        *(f"Note: {note}." for note in done.notes),
        *ours,
    ]


def _first(lines: Iterable[str]) -> list[str]:
    listed = list(lines)
    more = len(listed) - _MOST_LINES
    return listed[:_MOST_LINES] + ([f"... and {more} more like this"] if more > 0 else [])
