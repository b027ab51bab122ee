"""Loading in bulk without the garbage collector, which would look at all that is loaded again and again."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock

__all__ = ["paused_collector"]

_lock = Lock()
_pausing = 0
_was_enabled = False


@contextmanager
def paused_collector() -> Generator[None]:
    """The garbage collector is off in the block, and then as it was: when the last of nested and threaded blocks ends.

    Nothing that is loaded refers to itself, so that there is nothing to collect.
    """
    global _pausing, _was_enabled  # noqa: PLW0603 - the collector is the process's as well
    with _lock:
        if not _pausing:
            _was_enabled = gc.isenabled()
            gc.disable()
        _pausing += 1
    try:
        yield
    finally:
        with _lock:
            _pausing -= 1
            if not _pausing and _was_enabled:
                gc.enable()
