"""Run the command `mou` with ``python -m mou``."""

from mou.cli import main

if __name__ == "__main__":
    main()
