"""Functions that the commands share: reading files, printing, and ending with an error."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import attrs
import click
from rich.console import Console

from mou import examples
from mou.answers.register import Register
from mou.cli.options import STANDARD_OUTPUT
from mou.cli.output import BAD_INPUT, emit
from mou.dates.words import plain
from mou.documents.collector import paused_collector
from mou.documents.disk import save_all
from mou.documents.files import load
from mou.errors import MouError
from mou.model.agreement import Agreement

T = TypeVar("T")

FOUND = 1
"""The exit status for input that was read and has problems."""
BUNDLED = "the bundled example"
"""The name of the register that a command reads without a file."""
_PAGE = 100
"""The width of lines if there is no terminal and the variable COLUMNS is not set."""


def day_of(on: date | None) -> date:
    """Return the day of --on, or today."""
    return on or date.today()  # noqa: DTZ011  # the user's local date


def register_of(file: str | None) -> tuple[str, Register]:
    """Return two values: the name of a file to use in messages, and the register in the file.

    If the file contains a single agreement, return a register with only this agreement. Without a file, return the
    bundled example.
    """
    if file is None:
        return BUNDLED, examples.register()
    record = result_or_exit(file, partial(load, file))
    return readable(file), record if isinstance(record, Register) else register_of_agreement(record)


def readable(name: str) -> str:
    r"""Return the name of a file as text, even if the system's encoding is not UTF-8.

    >>> readable("Z\udcc3\udcbcrich.json"), readable("\udcff.json")
    ('Zürich.json', '\\xff.json')
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def register_of_agreement(agreement: Agreement) -> Register:
    """Return a register with only this agreement. References from the agreement to other records are removed."""
    parties = [attrs.evolve(party, acts_for=None) for party in agreement.parties]
    return Register(agreements=[attrs.evolve(agreement, signed_at=(), parties=parties)])


def known_agreement(register: Register, agreement_id: str, name: str) -> Agreement:
    """Return the agreement with this id, or end the command with a list of known ids."""
    try:
        return register.agreement(agreement_id)
    except KeyError:
        known = ", ".join(agreement.id for agreement in register.agreements[:10])
        more = "; for your own register, pass the file after the id" if name == BUNDLED else ""
        refuse(name, f"no agreement has the id {agreement_id}; there are: {known}{more}")


class _Console(Console):
    """A console that raises an error when the reader of a pipe stops reading. `writing` handles the error."""

    def print(self, *objects: Any, **options: Any) -> None:  # noqa: ANN401  # as in rich
        """Print objects. Pause the garbage collector, because it would examine all cells of a table repeatedly."""
        with paused_collector():
            super().print(*objects, **options)

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704  # rich calls this while it handles the error


def console(*, stderr: bool = False) -> Console:
    """Return the console to print to, as wide as the terminal."""
    # If rich gets a width and a height, it does not parse the variables COLUMNS and LINES, which can contain any text.
    return _Console(highlight=False, width=_width(), height=25, stderr=stderr)


def _width() -> int:
    """Return the value of COLUMNS, or the width of the terminal.

    If standard output is a pipe, standard error or standard input can still be a terminal, as in "mou show | less".
    """
    columns = os.environ.get("COLUMNS", "")
    if re.fullmatch("[1-9][0-9]{0,3}", columns):
        return int(columns)
    for descriptor in (1, 2, 0):
        with suppress(OSError):
            return os.get_terminal_size(descriptor).columns or _PAGE
    return _PAGE


@contextmanager
def progress() -> Generator[Callable[[str, int, int], None], None, None]:
    """Show progress on standard error if standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def steps(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what)
            bar.update(tasks[what], completed=done, total=total)

        yield steps


def result_or_exit(name: str, make: Callable[[], T]) -> T:
    """Call `make` and return its result. If `make` raises an error about the input, end the command with the reason."""
    try:
        return make()
    except OSError as error:
        refuse(name, error.strerror or str(error))
    except MouError as error:
        refuse(name, str(error))


def deliver(content: bytes, output: Path | None) -> None:
    """Write to standard output or to a file. A file is written completely or not at all."""
    if output is None or output == STANDARD_OUTPUT:
        emit(content)
    else:
        result_or_exit(str(output), partial(save_all, {output: content}))


def refuse(name: str, why: str) -> NoReturn:
    """Print the reason to standard error and end the command."""
    click.echo("\n".join(plain(line) for line in f"mou: {readable(name)}: {why}".split("\n")), err=True)
    sys.exit(BAD_INPUT)
