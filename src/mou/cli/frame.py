"""What the commands share: how they are told what to read, how they print, and how they end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any, NoReturn, TypeVar

import attrs
import click
from rich.console import Console
from rich.progress import Progress

from mou import examples
from mou.answers.register import Register
from mou.cli.text import plain
from mou.dates.days import exact_day
from mou.dates.periods import Period
from mou.documents.files import load
from mou.errors import MouError, ValidationError
from mou.model.agreement import Agreement

__all__ = [
    "BAD_INPUT",
    "FOUND",
    "DayType",
    "PeriodType",
    "console",
    "day_of",
    "file_argument",
    "format_option",
    "known_agreement",
    "on_option",
    "progress",
    "refuse",
    "register_of",
    "register_of_agreement",
    "result_or_exit",
    "within_option",
]

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

FOUND = 1
"""The exit status for what was read, and found to be wrong."""
BAD_INPUT = 2
"""The exit status for what can't be read."""


class DayType(click.ParamType[date]):
    """An option that is an exact day."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that was written."""
        try:
            return exact_day(value)
        except ValidationError as error:
            self.fail(f"found {error.problems[0].found}, expected {error.problems[0].expected}", param, ctx)


class PeriodType(click.ParamType[Period]):
    """An option that is a period."""

    name = "period"

    def convert(self, value: str | Period, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """The period that was written."""
        try:
            return value if isinstance(value, Period) else Period.parse(value)
        except ValidationError as error:
            self.fail(f"found {error.problems[0].found}, expected {error.problems[0].expected}", param, ctx)


def file_argument(function: F) -> F:
    """FILE: what to read; the bundled example where it is left out."""
    return click.argument("file", required=False)(function)


def on_option(function: F) -> F:
    """--on: the day that is asked about."""
    return click.option("--on", type=DayType(), help="Ask for another day than today, YYYY-MM-DD.")(function)


def within_option(function: F) -> F:
    """--within: how far to look ahead."""
    text = "How far to look from that day on: an ISO 8601 period such as P6M."
    return click.option("--within", type=PeriodType(), default="P6M", show_default=True, help=text)(function)


def format_option(function: F) -> F:
    """--format: for people, or for other programs."""
    formats = click.Choice(["table", "json", "csv"])
    option = click.option("--format", "as_format", type=formats, default="table", help="How to print it.")
    return option(function)


def day_of(on: date | None) -> date:
    """The day asked about: today, where none is named."""
    return on or date.today()  # noqa: DTZ011  # the day where the user is


def register_of(file: str | None) -> tuple[str, Register]:
    """What was read, in words, and the register; one agreement is a register of it alone."""
    if file is None:
        return "the bundled example", examples.register()
    record = result_or_exit(file, partial(load, file))
    return file, record if isinstance(record, Register) else register_of_agreement(record)


def register_of_agreement(agreement: Agreement) -> Register:
    """A register of one agreement, without what it says of records that are elsewhere."""
    parties = [attrs.evolve(party, acts_for=None) for party in agreement.parties]
    return Register(agreements=[attrs.evolve(agreement, signed_at=(), parties=parties)])


def known_agreement(register: Register, agreement_id: str, name: str) -> Agreement:
    """The agreement with this id; where there is none, the command ends and says which there are."""
    try:
        return register.agreement(agreement_id)
    except KeyError:
        known = ", ".join(agreement.id for agreement in register.agreements[:10])
        refuse(name, f"no agreement has the id {agreement_id}; there are: {known}")


def console() -> Console:
    """Where to print."""
    # A terminal tells how wide it is; a pipe does not, and is given lines of a page's width.
    return Console(highlight=False, width=None if sys.stdout.isatty() else 100)


@contextmanager
def progress() -> Generator[Callable[[str, int, int], None], None, None]:
    """Show how far it is, on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def steps(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what)
            bar.update(tasks[what], completed=done, total=total)

        yield steps


def result_or_exit(name: str, make: Callable[[], T]) -> T:
    """What `make` gives; where the input is bad, the command ends and says so."""
    try:
        return make()
    except OSError as error:
        refuse(name, error.strerror or str(error))
    except MouError as error:
        refuse(name, str(error))


def refuse(name: str, why: str) -> NoReturn:
    """End the command, and say why."""
    click.echo("\n".join(plain(line) for line in f"mou: {name}: {why}".split("\n")), err=True)
    sys.exit(BAD_INPUT)
