"""`mou export`, `mou page` and `mou schema`: write records in other formats, or the JSON Schema of records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import attrs
import click

from mou.answers.register import Register
from mou.answers.undetermined import report
from mou.cli.frame import day_of, deliver, progress, refuse, register_of, result_or_exit
from mou.cli.options import STANDARD_OUTPUT
from mou.cli.rows import print_errors
from mou.cli.selection import missing_dependencies, selection
from mou.cli.status import register_or_dataset, report_lines
from mou.dates.periods import Period
from mou.documents import codec, files

_BY_SUFFIX = {
    "": "folder",
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".ics": "ical",
    ".jsonld": "jsonld",
}
_WITH_POSITIONS = ("csv", "xlsx", "parquet", "jsonld")
_WITH_COLUMNS = ("csv", "xlsx", "parquet", "ical")
_RECORDS_ONLY = ("json", "folder", "ndjson")


@attrs.frozen(kw_only=True)
class _Choice:
    """The options of an export."""

    register: Register
    day: date
    within: Period
    alarms: tuple[Period, ...]
    base: str | None
    columns: tuple[str, ...] | None  # `None` for the default of the format
    output: Path | None  # `None` for standard output
    steps: Callable[[int, int], None]


@attrs.frozen
class _Export:
    """The result of an export: its content, and lines for standard error.

    The content is `None` if it has already been written to a file.
    """

    content: bytes | None
    remarks: Sequence[str] = ()


def _folder(choice: _Choice) -> _Export:
    files.save(choice.register, f"{choice.output}/")
    return _Export(None)


def _ndjson(choice: _Choice) -> _Export:
    from mou.documents.ndjson import lines_of

    return _Export("".join(lines_of(choice.register)).encode())


def _csv(choice: _Choice) -> _Export:
    from mou.formats import sheets

    text = sheets.to_csv(choice.register, choice.day, columns=choice.columns, progress=choice.steps)
    return _Export(text.encode("utf-8" if choice.output is None else "utf-8-sig"))


def _xlsx(choice: _Choice) -> _Export:
    from mou.formats import sheets

    book = partial(sheets.to_xlsx, choice.register, choice.day, within=choice.within, columns=choice.columns)
    return _Export(book(progress=choice.steps))


def _parquet(choice: _Choice) -> _Export:
    from mou.formats import tables

    own = choice.columns or ()
    tables.write_parquet(
        tables.to_arrow(choice.register, choice.day, columns=own, progress=choice.steps), str(choice.output)
    )
    return _Export(None)


def _ical(choice: _Choice) -> _Export:
    from mou.formats import calendar

    earlier = choice.output.read_bytes() if choice.output is not None and choice.output.is_file() else None
    stamp = datetime.now(UTC)
    export = calendar.to_ical(
        choice.register,
        on=choice.day,
        through=choice.within,
        stamp=stamp,
        alarms=choice.alarms,
        columns=choice.columns or (),
        previous=earlier,
    )
    counts = {change: getattr(export, change) for change in ("new", "changed", "cancelled", "unchanged")}
    listed = ", ".join(f"{count} {change}" for change, count in counts.items() if count)
    omissions = (f"{omission.record} is left out: {omission.why}" for omission in export.left_out)
    return _Export(
        export.content,
        [f"Events: {listed or 'none'}.", *omissions, *report(export.not_determined, len(choice.register.agreements))],
    )


def _jsonld(choice: _Choice) -> _Export:
    from mou.formats import jsonld

    base = jsonld.BASE if choice.base is None else choice.base
    text = jsonld.to_text(jsonld.to_jsonld(choice.register, base=base, on=choice.day))
    return _Export(f"{text}\n".encode())


_EXPORTS: dict[str, Callable[[_Choice], _Export]] = {
    "json": lambda choice: _Export(f"{codec.dumps(choice.register)}\n".encode()),
    "folder": _folder,
    "ndjson": _ndjson,
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "ical": _ical,
    "jsonld": _jsonld,
}


def export(
    file: str | None,
    to: str | None,
    dataset: str | None,
    output: Path | None,
    on: date | None,
    *,
    within: Period,
    alarms: tuple[Period, ...],
    base: str | None,
    where: Sequence[str],
    columns: Sequence[str],
) -> None:
    """Write a register in the format of --to. Without --to, the suffix of the path determines the format."""
    if to is None:
        to = _format_of(output)
    elif to == "ics":
        to = "ical"
    if to in {"folder", "parquet"} and output in {None, STANDARD_OUTPUT}:
        raise click.UsageError(f"--to {to} writes several files; pass -o FOLDER")
    if to == "xlsx" and output is None:
        raise click.UsageError("--to xlsx writes a file that is not text; pass -o PATH (-o - for standard output)")
    output = None if output == STANDARD_OUTPUT else output
    with progress() as steps:
        name, register, reading_report = register_or_dataset(file, dataset, steps)
        if reading_report is not None:
            print_errors(report_lines(reading_report))
        if columns and to not in _WITH_COLUMNS:
            raise click.UsageError(f"--columns has no effect with --to {to}; use it with {', '.join(_WITH_COLUMNS)}")
        chosen = selection(name, register, where, columns)
        register = chosen.register
        day = day_of(on)
        choice = _Choice(
            columns=tuple(column.name for column in chosen.columns) or None,
            register=register,
            day=day,
            within=within,
            alarms=alarms,
            base=base,
            output=output,
            steps=partial(steps, "computing"),
        )
        written = result_or_exit(name if output is None else str(output), partial(_EXPORTS[to], choice))
    if written.content is not None:
        deliver(written.content, output)
    print_errors(written.remarks)
    if to in _WITH_POSITIONS:
        print_errors(report(register.not_determined(day), len(register.agreements)))
    elif to in _RECORDS_ONLY:
        print_errors(missing_dependencies(register))


def _format_of(output: Path | None) -> str:
    """Return the export format for the suffix of a path. A path without a suffix is treated as a folder."""
    if output is None or output == STANDARD_OUTPUT:
        raise click.UsageError("pass --to FORMAT, or -o PATH with a suffix such as .json or .xlsx")
    suffix = "" if output.is_dir() else output.suffix.lower()
    if suffix not in _BY_SUFFIX:
        known = ", ".join(filter(None, _BY_SUFFIX))
        hint = '"mou page" writes HTML' if suffix in {".html", ".htm"} else "or pass --to FORMAT"
        raise click.UsageError(f"the suffix {suffix} names no export format; use one of {known}; {hint}")
    return _BY_SUFFIX[suffix]


def page(
    file: str | None,
    output: Path | None,
    title: str | None,
    language: str | None,
    *,
    on: date | None,
    within: Period,
    where: Sequence[str],
    columns: Sequence[str],
) -> None:
    """Write a register as an HTML page."""
    from mou.formats.page import page as page_text

    chosen = selection(*register_of(file), where, columns)
    name, register = chosen.name, chosen.register
    day = day_of(on)
    with progress() as steps:
        names = [column.name for column in chosen.columns]
        render = partial(page_text, register, day, within=within, title=title, language=language, columns=names)
        text = result_or_exit(name, partial(render, progress=partial(steps, "writing")))
    deliver(text.encode(), output)
    print_errors(report(register.not_determined(day), len(register.agreements)))


def schema(kind: str, output: Path | None) -> None:
    """Write the JSON Schema of a kind of document."""
    from mou.documents.schema import classes as known, text

    classes: dict[str, type] = {cls.__name__.lower(): cls for cls in known()}
    if kind.lower() not in classes:
        names = ", ".join(cls.__name__ for cls in classes.values())
        refuse(kind, f"unknown kind of document; there are: {names}")
    deliver(text(classes[kind.lower()]).encode(), output)
