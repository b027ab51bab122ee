"""The ``mou`` command.

Some commands, such as ``mou status``, answer for today. The command reads today's date from the system clock. The
functions of the library never read the clock: they take dates as arguments.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command with the arguments in `sys.argv`."""
    try:
        from mou.cli.commands import command
        from mou.cli.output import prepare_streams

        prepare_streams()
        command(prog_name="mou")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"click", "rich"}:
            raise
        from mou.errors import MissingExtraError

        sys.exit(f"mou: {MissingExtraError('the command', 'cli')}")
