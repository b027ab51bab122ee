"""Replace files atomically, with one writer at a time."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

    def _let_go(handle: int, path: Path) -> None:
        os.close(handle)  # Windows can't delete an open file
        with suppress(OSError):
            path.unlink()

    def sync_folder(folder: Path) -> None:
        """Do nothing: Windows saves changes to folders itself."""

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _let_go(handle: int, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)  # while the lock is held, so that it is not the file of another process
        finally:
            os.close(handle)

    def sync_folder(folder: Path) -> None:
        """Wait until the names in a folder are on the disk."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Hold the lock at `path`, after waiting until it is free.

    The system releases the lock when the process ends, even if it is killed. The empty file it leaves is deleted by the
    next holder of the lock.
    """
    handle = _locked_handle(path)
    try:
        yield
    finally:
        _let_go(handle, path)


def _locked_handle(path: Path) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            _hold(handle)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle), path.lstat()):
                    return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # the previous holder deleted this file, and another process may hold a new one


@contextmanager
def replacing(target: Path) -> Generator[IO[str]]:
    """Yield a new file that replaces `target` after the block, when its content is on the disk.

    The caller must hold the lock, because each target has a single new file. A file left by a killed process is
    replaced.
    """
    new = target.with_name(f".{target.name}.mou-new")
    new.unlink(missing_ok=True)
    try:
        with new_file(new, like=target) as file:
            yield file
        sync_file(new)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


@contextmanager
def new_file(path: Path, *, like: Path) -> Generator[IO[str]]:
    """Create a new file, with the permissions of the file `like` if that exists."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        with suppress(FileNotFoundError):
            path.chmod(stat.S_IMODE(like.stat().st_mode))
        yield file


def sync_file(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def save_all(files: Mapping[Path, bytes]) -> None:
    """Write files atomically; no file is replaced before all files are written."""
    targets: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            target = Path(os.path.realpath(path))  # not Path.resolve, which raises RuntimeError at a loop of links
            new = target.with_name(f".{target.name[:100]}.{secrets.token_hex(8)}")
            with new.open("xb") as file:
                targets[new] = target
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileNotFoundError):
                new.chmod(stat.S_IMODE(target.stat().st_mode))
        for new, target in targets.items():
            new.replace(target)
    except BaseException:
        for new in targets:
            new.unlink(missing_ok=True)
        raise
    for folder in {target.parent for target in targets.values()}:
        sync_folder(folder)
