"""The commands: each reads, asks the library, and prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import attrs
import click
from rich.console import Console
from rich.progress import Progress

from mou import codec, conformance, examples
from mou.agreement import Agreement
from mou.cli._conform import shown_rows
from mou.cli._show import shown_agreement
from mou.cli._status import csv_of, json_document, report_lines, shown_status
from mou.cli._text import plain
from mou.datasets import DATASETS, Reading
from mou.dates import exact_day
from mou.errors import MouError, ValidationError
from mou.register import Register

T = TypeVar("T")

FOUND = 1
"""The exit status for what was read, and found to be wrong."""
BAD_INPUT = 2
"""The exit status for what can't be read."""


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return exact_day(value)
        except ValidationError as error:
            self.fail(f"found {error.problems[0].found}, expected {error.problems[0].expected}", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pymou", prog_name="mou")
def command() -> None:
    """Treaties and memoranda of understanding: what is in force, until when, and why."""


@command.command()
@click.argument("file", required=False)
@click.option("--on", type=_Day(), help="Ask for another day than today, YYYY-MM-DD.")
@click.option("--id", "agreement_id", help="Show only the agreement with this id.")
@click.option("--json", "as_json", is_flag=True, help="Print the document instead.")
def show(file: str | None, on: date | None, agreement_id: str | None, *, as_json: bool) -> None:
    """Show who agreed what and when, where it stands, when it ends, and why.

    FILE is a JSON document: a register, or one agreement; "-" reads standard input. Without FILE, the bundled
    example is shown: the Malaysia-United States memorandum of understanding on defence cooperation.
    """
    name = file or "the bundled example"
    record = examples.register() if file is None else _sound(name, partial(_read, file))
    register = record if isinstance(record, Register) else _alone(record)
    agreements = register.agreements if isinstance(record, Register) else (record,)
    if agreement_id is not None:
        chosen = tuple(one for one in agreements if one.id == agreement_id)
        if not chosen:
            known = ", ".join(one.id for one in agreements[:10])
            _refuse(name, f"no agreement has the id {agreement_id}; there are: {known}")
        record, agreements = chosen[0], chosen
    if as_json:
        click.echo(codec.dumps(record))
        return
    console = _console()
    for number, agreement in enumerate(agreements):
        if number:
            console.rule()
        day = on or date.today()  # noqa: DTZ011  # the day where the user is
        console.print(_sound(name, partial(shown_agreement, agreement, register, day)))


@command.command()
@click.argument("file", required=False)
@click.option("--mtdsg", type=click.Path(path_type=Path), help="A folder of participants tables (CSV) to count from.")
@click.option("--explain", is_flag=True, help="Also print the steps behind each computed day.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON instead.")
def conform(file: str | None, mtdsg: Path | None, *, explain: bool, as_json: bool) -> None:
    """Compute days that have been published, and compare: entry into force, exits, last days.

    FILE is a register, or one agreement; without it, some forty treaties that come with the library. A row that
    differs without a reason in the record makes the exit status 1.

    With --mtdsg, the records that name a participants table of UN treaties are computed from all instruments in it.
    Dissolved states are not in those tables, so that some differ from the published day.
    """
    name = file or "the bundled records"
    record = conformance.records() if file is None else _sound(name, partial(_read, file))
    register = record if isinstance(record, Register) else _alone(record)
    rows = _sound(name, partial(conformance.conform, register))
    if mtdsg is not None:
        rows = _sound(str(mtdsg), partial(conformance.from_tables, register, mtdsg))
    if as_json:
        click.echo(codec.dumps(rows))
    else:
        _console().print(shown_rows(rows, explain=explain))
    if any(row.verdict is conformance.Verdict.DIFFERS for row in rows):
        sys.exit(FOUND)


@command.command()
@click.argument("file")
@click.option("--dataset", type=click.Choice(list(DATASETS)), help="What FILE is, where it is no register.")
@click.option("--on", type=_Day(), help="Ask for another day than today, YYYY-MM-DD.")
@click.option("--party", help="List only the agreements of this party: its name, or its id.")
@click.option(
    "--format", "as_format", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print it."
)
def status(file: str, dataset: str | None, on: date | None, party: str | None, as_format: str) -> None:
    """Count how many agreements are in force, expired, not known on a day, and list them with their last days.

    FILE is a register, or one agreement; "-" reads standard input. With --dataset it is a file of a published data set,
    as it is published; what could not be read of it is told.
    """
    day = on or date.today()  # noqa: DTZ011  # the day where the user is
    with _progress() as steps:
        report = None
        if dataset is None:
            record = _sound(file, partial(_read, file))
            register = record if isinstance(record, Register) else _alone(record)
        else:
            reader = partial(DATASETS[dataset].read, file, progress=partial(steps, "reading"), **_known(dataset, file))
            reading: Reading = _sound(file, reader)
            register, report = reading.register, reading.report
        wanted = None if party is None else {one.id for one in register.of_party(party)}
        if wanted == set():
            _refuse(file, f"no agreement has a party that is known as {party}")
        every = register.positions(day, progress=partial(steps, "computing"))
    listed = every if wanted is None else tuple(line for line in every if line.id in wanted)
    if as_format == "json":
        click.echo(codec.dumps(json_document(every, listed, day, dataset=dataset, report=report)))
    elif as_format == "csv":
        click.echo(csv_of(listed), nl=False)
        for line in [] if report is None else report_lines(report):
            click.echo(plain(line), err=True)
    else:
        name = file if dataset is None else DATASETS[dataset].title
        _console().print(shown_status(every, listed, day, name=name, party=party, report=report))


def _known(dataset: str, file: str) -> dict[str, Any]:
    """What the library knows of a file beside what stands in it: the clauses of a treaty of which it is the table."""
    if dataset == "mtdsg":
        for one in conformance.records().agreements:
            if one.extensions.get("mtdsg") == Path(file).stem:
                return {"term": one.term}
    return {}


@contextmanager
def _progress() -> Generator[Callable[[str, int, int], None], None, None]:
    """Show how far it is, on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    with Progress(console=Console(stderr=True), transient=True) as shown:
        tasks = {}

        def steps(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = shown.add_task(what)
            shown.update(tasks[what], completed=done, total=total)

        yield steps


def _alone(agreement: Agreement) -> Register:
    """A register of one agreement, without what it says of records that are elsewhere."""
    parties = [attrs.evolve(party, acts_for=None) for party in agreement.parties]
    return Register(agreements=[attrs.evolve(agreement, signed_at=(), parties=parties)])


def _console() -> Console:
    # A terminal tells how wide it is; a pipe does not, and is given lines of a page's width.
    return Console(highlight=False, width=None if sys.stdout.isatty() else 100)


def _read(file: str) -> Register | Agreement:
    """A register or an agreement, whichever the document is: a register says its format."""
    text = sys.stdin.buffer.read() if file == "-" else None
    if text is None:
        text = Path(file).read_bytes()
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = None  # told properly below
    if isinstance(document, dict) and "format" not in document:
        return codec.loads(text, Agreement)
    return codec.loads(text)


def _sound(name: str, make: Callable[[], T]) -> T:
    """What `make` gives; where the input is bad, the command ends and says so."""
    try:
        return make()
    except OSError as error:
        _refuse(name, error.strerror or str(error))
    except MouError as error:
        _refuse(name, str(error))


def _refuse(name: str, why: str) -> NoReturn:
    click.echo("\n".join(plain(line) for line in f"mou: {name}: {why}".split("\n")), err=True)
    sys.exit(BAD_INPUT)
