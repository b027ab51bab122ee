"""Write to standard output in UTF-8, and end the command if that fails."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from io import TextIOWrapper

import click

BAD_INPUT = 2
"""The exit status for input that can't be read, and for output that can't be written."""
CLOSED_PIPE = 141
"""The exit status if the reader of a pipe stops reading: the status that a shell reports for SIGPIPE."""


def prepare_streams() -> None:
    """Set standard output and standard error to UTF-8. Replace a stream that is closed."""
    if sys.stdout is None:
        # Writing to this stream fails, as with a closed stream. The stream also occupies the descriptor, so that no
        # other file gets it.
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Arguments can contain bytes that are not UTF-8; they are printed as escapes.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextmanager
def writing() -> Generator[None]:
    """End the command if writing to standard output fails.

    Print the reason, unless the reader of a pipe has stopped reading.
    """
    try:
        yield
    except OSError as error:
        with suppress(OSError):
            # Python flushes standard output when it exits. Without the redirection, this would fail too.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL):
            sys.exit(CLOSED_PIPE)
        with suppress(OSError):
            click.echo(f"mou: standard output: {error.strerror or error}", err=True)
        sys.exit(BAD_INPUT)


def emit(content: str | bytes) -> None:
    """Write text or bytes to standard output without changes."""
    with writing():
        click.echo(content, nl=False)
