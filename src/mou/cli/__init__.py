"""The ``mou`` command. It is the only part that reads the clock; everything else takes the day as an argument."""

from __future__ import annotations

import sys

from mou.errors import MissingExtraError

__all__ = ["main"]


def main() -> None:
    """Run the command with the arguments of the process."""
    try:
        from mou.cli.doors import command
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        sys.exit(f"mou: {MissingExtraError('the command', 'cli')}")
    command()
