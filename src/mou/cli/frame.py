"""Shared by the commands: their options, how they read and print, and how they end."""

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
from mou.dates.days import exact_day
from mou.dates.periods import Period
from mou.dates.words import plain
from mou.documents.files import load
from mou.errors import MouError, ValidationError
from mou.model.agreement import Agreement

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

FOUND = 1
"""The exit status for input that was read and found to be wrong."""
BAD_INPUT = 2
"""The exit status for input that can't be read."""


class _Parsed(click.ParamType[T]):
    """An option with a value that a function parses."""

    def __init__(self, name: str, parse: Callable[[Any], T]) -> None:
        self.name, self._parse = name, parse

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> T:
        """Convert the value."""
        try:
            return self._parse(value)
        except ValidationError as error:
            self.fail(f"found {error.problems[0].found}; expected {error.problems[0].expected}", param, ctx)


DAY = _Parsed("date", exact_day)
PERIOD = _Parsed("period", lambda value: value if isinstance(value, Period) else Period.parse(value))
file_argument = click.argument("file", required=False)
on_option = click.option("--on", type=DAY, help="Ask for another day than today, YYYY-MM-DD.")
format_option = click.option(
    "--format", "as_format", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print it."
)


def within_option(
    default: str = "P6M", text: str = "How far to look from that day on: an ISO 8601 period such as P6M."
) -> Callable[[F], F]:
    """Return the option --within: how far to look ahead."""
    return click.option("--within", type=PERIOD, default=default, show_default=True, help=text)


def day_of(on: date | None) -> date:
    """Return the day asked about; today if none is named."""
    return on or date.today()  # noqa: DTZ011  # the day where the user is


def register_of(file: str | None) -> tuple[str, Register]:
    """Read a register, and return what to call it; a single agreement becomes a register of its own."""
    if file is None:
        return "the bundled example", examples.register()
    record = result_or_exit(file, partial(load, file))
    return file, record if isinstance(record, Register) else register_of_agreement(record)


def register_of_agreement(agreement: Agreement) -> Register:
    """Return a register of one agreement, without its references to other records."""
    parties = [attrs.evolve(party, acts_for=None) for party in agreement.parties]
    return Register(agreements=[attrs.evolve(agreement, signed_at=(), parties=parties)])


def known_agreement(register: Register, agreement_id: str, name: str) -> Agreement:
    """Return the agreement with this id, or end the command with a list of the ids that there are."""
    try:
        return register.agreement(agreement_id)
    except KeyError:
        known = ", ".join(agreement.id for agreement in register.agreements[:10])
        refuse(name, f"no agreement has the id {agreement_id}; there are: {known}")


def console() -> Console:
    """Return the console to print to, which is as wide as the terminal; a pipe gets lines of a page's width."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 100)


@contextmanager
def progress() -> Generator[Callable[[str, int, int], None], None, None]:
    """Show progress on standard error, if that is a terminal."""
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
    """Return what `make` returns; if the input is bad, end the command with the reason."""
    try:
        return make()
    except OSError as error:
        refuse(name, error.strerror or str(error))
    except MouError as error:
        refuse(name, str(error))


def refuse(name: str, why: str) -> NoReturn:
    """End the command with a reason."""
    click.echo("\n".join(plain(line) for line in f"mou: {name}: {why}".split("\n")), err=True)
    sys.exit(BAD_INPUT)
