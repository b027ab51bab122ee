"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from mou._disk import sync_folder

__all__ = ["save_all"]


def save_all(files: Mapping[Path, bytes]) -> None:
    """Write files: each holds its old content or the new one, whatever happens; none is new before all are written.

    Raises:
        OSError: one can't be written.
    """
    made: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            target = Path(os.path.realpath(path))  # not Path.resolve, which raises RuntimeError at a loop of links
            new = target.with_name(f".mou-{secrets.token_hex(8)}")
            with new.open("xb") as file:
                made[new] = target
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileNotFoundError):
                new.chmod(target.stat().st_mode & 0o7777)
        for new, target in made.items():
            new.replace(target)
        for folder in {target.parent for target in made.values()}:
            sync_folder(folder)
    except BaseException:
        for new in made:
            new.unlink(missing_ok=True)
        raise
