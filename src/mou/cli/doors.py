"""The commands through which records come in and go out: import, export, page, schema."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from mou.answers.register import Register
from mou.answers.undetermined import NotDetermined, report
from mou.cli.commands import command, dataset_option, register_or_dataset
from mou.cli.frame import (
    FOUND,
    PERIOD,
    day_of,
    file_argument,
    format_option,
    on_option,
    progress,
    refuse,
    register_of,
    result_or_exit,
    within_option,
)
from mou.cli.rows import print_errors, print_rows, table
from mou.cli.rules import findings_command, rules_command
from mou.cli.status import report_lines, short
from mou.dates.periods import Period
from mou.dates.words import plain
from mou.documents import codec, files
from mou.documents.disk import save_all

if TYPE_CHECKING:
    from mou.importing import Import

__all__ = ["command"]


@command.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="The mapping: what the columns mean (TOML).")
@click.option("--guess", is_flag=True, help="Propose a mapping instead, to be read and corrected.")
@click.option("--sheet", help="With --guess: which sheet of the workbook; the first where it is left out.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the register is, or is to be.")
@click.option("--dry-run", is_flag=True, help="Only tell what would become of each row.")
@format_option
def import_command(
    file: Path,
    map_file: Path | None,
    output: Path | None,
    sheet: str | None,
    *,
    guess: bool,
    dry_run: bool,
    as_format: str,
) -> None:
    """Read the agreements of a spreadsheet, FILE.csv or FILE.xlsx, into a register.

    First propose a mapping, and correct it: "mou import FILE --guess -o map.toml". Then
    "mou import FILE --map map.toml -o register.json": each row becomes a record or a problem that is told. Done again,
    it updates the register, and nothing is there twice. The exit status is 1 where a row has a problem.
    """
    from mou import importing

    if guess:
        text = result_or_exit(str(file), lambda: importing.guess(file, sheet=sheet).to_toml())
        _deliver(text.encode("utf-8"), output)
        return
    if map_file is None:
        raise click.UsageError("--map says what the columns mean; --guess proposes a mapping")
    if output is None and not dry_run:
        raise click.UsageError("-o says where the register is, or is to be; --dry-run only tells")
    mapping = result_or_exit(str(map_file), partial(importing.Mapping.load, map_file))
    target = None if output is None else files.RegisterFile(output)
    earlier = result_or_exit(str(output), target.load) if target is not None and Path(target.path).exists() else None
    with progress() as steps:
        reader = partial(importing.read, file, mapping, into=earlier, progress=partial(steps, "reading"))
        done = result_or_exit(str(file), reader)
    if target is not None and not dry_run and done.register != earlier:
        result_or_exit(str(output), partial(target.save, done.register))
    _print_import(done, as_format)
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


def _print_import(done: Import, as_format: str) -> None:
    kinds = (("problem", done.problems), ("duplicate", done.duplicates), ("remark", done.remarks))
    row_remarks = [
        _RowRemark(kind, remark.row, remark.column, remark.value, remark.why)
        for kind, remarks in kinds
        for remark in sorted(remarks, key=lambda remark: remark.row)
    ]
    to_people = partial(click.echo, err=as_format != "table")
    counts = {name: len(getattr(done, name)) for name in ("added", "updated", "unchanged")}
    counts |= {"with problems": done.rows_refused, "said again": len(done.duplicates)}
    listed = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
    to_people(f"{done.rows} rows: {listed or 'nothing'}.")
    for update in done.updated:
        to_people(plain(f"updated {update.id} (row {update.row}): {', '.join(update.fields)}"))
    for name in done.absent:
        to_people(plain(f"{name} is in no row any more, and stays in the register"))
    for note in done.notes:
        to_people(plain(f"Note: {note}."))
    same: dict[tuple[str, str, str, str], list[int]] = {}
    for line in row_remarks:
        same.setdefault((line.what, line.column, line.value, line.why), []).append(line.row)
    cells = [
        (kind, ", ".join(map(str, rows)), column, short(value), why)
        for (kind, column, value, why), rows in same.items()
    ]
    rendering = table(["", "row", "column", "value", "why"], cells)
    print_rows(row_remarks, _RowRemark, as_format, rendering, "No row has a problem.")


_output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where; standard output where it is left out."
)


@attrs.frozen(kw_only=True)
class _Choice:
    """The options of an export."""

    register: Register
    day: date
    within: Period
    alarms: tuple[Period, ...]
    base: str | None
    output: Path | None
    steps: Callable[[str, int, int], None]

    @property
    def needed_output(self) -> Path:
        """The file for what can't be written to standard output."""
        if self.output is None:
            raise click.UsageError("-o says where to write it")
        return self.output


def _report(items: Sequence[NotDetermined], register: Register) -> None:
    """Report on standard error which agreements could not be determined."""
    print_errors(report(items, len(register.agreements)))


def _to_csv(choice: _Choice) -> None:
    from mou.formats import sheets

    steps = partial(choice.steps, "computing")
    if choice.output is None:
        click.echo(sheets.to_csv(choice.register, choice.day, progress=steps), nl=False)
    else:
        sheets.write_csv(choice.register, choice.output, choice.day, progress=steps)


def _to_xlsx(choice: _Choice) -> None:
    from mou.formats import sheets

    steps = partial(choice.steps, "computing")
    sheets.write_xlsx(choice.register, choice.needed_output, choice.day, within=choice.within, progress=steps)


def _to_parquet(choice: _Choice) -> None:
    from mou.formats import tables

    arrow_tables = tables.to_arrow(choice.register, choice.day, progress=partial(choice.steps, "computing"))
    tables.write_parquet(arrow_tables, choice.needed_output)


def _to_ical(choice: _Choice) -> None:
    from mou.formats import calendar

    earlier = choice.output.read_bytes() if choice.output is not None and choice.output.exists() else None
    stamp = datetime.now(UTC)
    export = calendar.to_ical(
        choice.register, on=choice.day, through=choice.within, stamp=stamp, alarms=choice.alarms, previous=earlier
    )
    _deliver(export.content, choice.output)
    counts = {change: getattr(export, change) for change in ("new", "changed", "cancelled", "unchanged")}
    listed = ", ".join(f"{count} {change}" for change, count in counts.items() if count)
    print_errors([f"Events: {listed or 'none'}."])
    print_errors(f"{omission.record} is left out: {omission.why}" for omission in export.left_out)
    _report(export.not_determined, choice.register)


def _to_jsonld(choice: _Choice) -> None:
    from mou.formats import jsonld

    base = jsonld.BASE if choice.base is None else choice.base
    text = jsonld.to_text(jsonld.to_jsonld(choice.register, base=base, on=choice.day))
    _deliver(f"{text}\n".encode(), choice.output)


def _to_json(choice: _Choice) -> None:
    if choice.output is None:
        click.echo(codec.dumps(choice.register))
    else:
        files.save(choice.register, choice.output)


def _to_ndjson(choice: _Choice) -> None:
    from mou.documents.ndjson import lines_of

    _deliver("".join(lines_of(choice.register)).encode(), choice.output)


_EXPORTS: dict[str, Callable[[_Choice], None]] = {
    "json": _to_json,
    "folder": lambda choice: files.save(choice.register, f"{choice.needed_output}/"),
    "ndjson": _to_ndjson,
    "csv": _to_csv,
    "xlsx": _to_xlsx,
    "parquet": _to_parquet,
    "ical": _to_ical,
    "jsonld": _to_jsonld,
}
_WITH_POSITIONS = ("csv", "xlsx", "parquet", "jsonld")


@command.command()
@file_argument
@dataset_option
@click.option("--to", "to", type=click.Choice(list(_EXPORTS)), required=True, help="What to write.")
@_output_option
@on_option
@within_option("P2Y", "ical, xlsx: how far to look ahead, such as P2Y.")
@click.option("--alarm", "alarms", type=PERIOD, multiple=True, help="ical: call it to mind so long before.")
@click.option("--base", help="jsonld: what the IRIs of the records begin with.")
def export(
    file: str | None,
    to: str,
    dataset: str | None,
    output: Path | None,
    on: date | None,
    *,
    within: Period,
    alarms: tuple[Period, ...],
    base: str | None,
) -> None:
    """Write a register for other programs.

    json, folder and ndjson hold the records alone, and are read again. csv, xlsx and parquet also say where each
    agreement stands on the day, and why. ical is a calendar of what comes up; where -o is an earlier export, its events
    are updated. jsonld is for the web.
    """
    with progress() as steps:
        name, register, reading_report = register_or_dataset(file, dataset, steps)
        if reading_report is not None:
            print_errors(report_lines(reading_report))
        day = day_of(on)
        choice = _Choice(
            register=register, day=day, within=within, alarms=alarms, base=base, output=output, steps=steps
        )
        result_or_exit(name if output is None else str(output), partial(_EXPORTS[to], choice))
        if to in _WITH_POSITIONS:
            _report(register.not_determined(day), register)


@command.command()
@file_argument
@_output_option
@click.option("--title", help="The title of the page.")
@click.option("--language", help="The language of titles and names, where it is not English: a tag such as ms.")
@on_option
@within_option()
def page(
    file: str | None,
    output: Path | None,
    title: str | None,
    language: str | None,
    *,
    on: date | None,
    within: Period,
) -> None:
    """Make one HTML page of a register: what needs attention, a table, a timeline, and the reason for every date.

    It is one file that needs no network: it can be sent, printed and opened anywhere.
    """
    from mou.formats.page import page as page_text

    name, register = register_of(file)
    day = day_of(on)
    with progress() as steps:
        render = partial(page_text, register, day, within=within, title=title, language=language)
        text = result_or_exit(name, partial(render, progress=partial(steps, "writing")))
    _deliver(text.encode(), output)
    _report(register.not_determined(day), register)


@command.command()
@click.argument("kind", required=False, default="Register")
@_output_option
def schema(kind: str, output: Path | None) -> None:
    """Print the JSON Schema (2020-12) of a document: a Register where no other KIND is named."""
    from mou.documents.schema import classes as known, text

    classes: dict[str, type] = {cls.__name__.lower(): cls for cls in known()}
    if kind.lower() not in classes:
        refuse(kind, f"no document is of this kind; there are: {', '.join(cls.__name__ for cls in classes.values())}")
    _deliver(text(classes[kind.lower()]).encode(), output)


_SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@command.command()
@click.argument("shell", type=click.Choice(list(_SHELLS)))
def completion(shell: str) -> None:
    """Print what makes a shell complete the command: eval "$(mou completion bash)"."""
    click.echo(_SHELLS[shell](command, {}, "mou", "_MOU_COMPLETE").source())


command.add_command(rules_command)
command.add_command(findings_command)


def _deliver(content: bytes, output: Path | None) -> None:
    """Write to standard output, or to a file, completely or not at all."""
    if output is None:
        click.echo(content, nl=False)
    else:
        result_or_exit(str(output), partial(save_all, {output: content}))
