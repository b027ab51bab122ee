"""Replace files atomically, with one writer at a time."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_STREAMS = re.compile(r"/dev/(stdin|stdout|stderr|fd/[0-9]+)|/proc/[^/]+/fd/[0-9]+")
"""The names of streams that the process already has open."""


def sync_folder(folder: Path) -> None:
    """Wait until the names of the files in a folder are on the disk. Windows needs no such call."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Wait until the lock at `path` is free, then hold it during the block.

    The system releases the lock when the process ends, even if the process is killed. A killed process leaves an empty
    file, which the next holder of the lock deletes.
    """
    from filelock import FileLock, Timeout

    if not path.parent.is_dir():  # filelock would create the folder
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), os.fspath(path.parent))
    lock = FileLock(path, fallback_to_soft=False)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        if not path.exists():  # if no file can be created, as in /proc, raise the error: filelock would wait for ever
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o666))
        lock.acquire()
    try:
        yield
    finally:
        try:
            _delete_held(path)
        finally:
            lock.release()


def _delete_held(path: Path) -> None:
    """Delete the lock file while this process still holds the lock.

    If the file were deleted after the release, another process could already hold the lock on it.
    """
    if sys.platform == "win32":
        return  # Windows can't delete an open file; filelock deletes it after the release
    path.unlink(missing_ok=True)


def is_stream(path: str | os.PathLike[str]) -> bool:
    """Return whether a path is a device, a pipe or a socket. The library writes to such a file, but never replaces it.

    >>> is_stream("/dev/stdout"), is_stream("register.json")
    (True, False)
    """
    if _STREAMS.fullmatch(os.fspath(path)):
        return True
    try:
        mode = Path(path).stat().st_mode
    except OSError:
        return False  # the file is missing, or writing will report the error
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def write_into(path: str | os.PathLike[str], content: bytes) -> None:
    """Write to a device or a pipe.

    Raises:
        OSError: writing fails, or the path is a socket or a disk.
    """
    if Path(path).is_block_device():
        raise OSError(errno.EINVAL, "Is a disk, not a file", os.fspath(path))
    with Path(path).open("ab", buffering=0) as file:  # append, because /dev/stdout can be a file with content
        left = memoryview(content)
        while left:
            left = left[file.write(left) :]


@contextmanager
def replacing(target: Path) -> Generator[IO[str]]:
    """Yield a new file. After the block, when its content is on the disk, the file replaces `target`.

    The caller must hold the lock, so that only one process at a time writes a new file for `target`. If a killed
    process left a new file behind, that file is overwritten.
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
def rewriting(path: str | os.PathLike[str]) -> Generator[IO[str]]:
    """Open a new file. When the new file is complete, it replaces the file at `path`.

    If the path is a link, the file to which it leads is replaced. Other writers wait. If the path is a device or a
    pipe, the complete text is written to it at the end.
    """
    if is_stream(path):
        text = io.StringIO()
        yield text
        write_into(path, text.getvalue().encode("utf-8"))
        return
    target = followed(path)
    with locked(lock_of(target)), replacing(target) as file:
        yield file


def followed(path: str | os.PathLike[str]) -> Path:
    """Follow all links in a path, and return the result."""
    return Path(os.path.realpath(path))  # not Path.resolve, which raises RuntimeError at a loop of links


def lock_of(target: Path) -> Path:
    """Return the path of the lock for a file."""
    return target.with_name(f".{target.name}.mou-lock")


@contextmanager
def new_file(path: Path, *, like: Path) -> Generator[IO[str]]:
    """Create a new file. If the file `like` exists, use its permissions."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        with suppress(FileNotFoundError):
            path.chmod(stat.S_IMODE(like.stat().st_mode))
        yield file


def sync_file(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def save_all(files: Mapping[Path, bytes]) -> None:
    """Write files, each completely or not at all. No file is replaced before all contents are written.

    Devices and pipes are written to directly.
    """
    targets: dict[Path, Path] = {}
    streams = [path for path in files if is_stream(path)]
    try:
        for path, content in files.items():
            if path in streams:
                continue
            target = followed(path)
            new = target.with_name(f".{target.name[:100]}.{os.urandom(8).hex()}")
            with new.open("xb") as file:
                targets[new] = target
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileNotFoundError):
                new.chmod(stat.S_IMODE(target.stat().st_mode))
        for path in streams:
            write_into(path, files[path])
        for new, target in targets.items():
            new.replace(target)
    except BaseException:
        for new in targets:
            new.unlink(missing_ok=True)
        raise
    for folder in {target.parent for target in targets.values()}:
        sync_folder(folder)
