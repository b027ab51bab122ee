"""Run the command with ``python -m mou``."""

from mou.cli import main

main()
