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

    Nothing that is loaded refers to itself, so that there is nothing to collect. Where much was loaded, the collector
    then looks at it once, and counts it among what is old. It would otherwise look at it twice before it does.
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
        if _pausing == 1 and _was_enabled:
            _catch_up()  # without the lock, as what is collected may load something in its turn
        with _lock:
            _pausing -= 1
            if not _pausing and _was_enabled:
                gc.enable()


def _catch_up() -> None:
    """Collect what is young, if so much was made that the collector would have done that meanwhile."""
    most, often, _ = gc.get_threshold()
    if most and gc.get_count()[0] > most * often:
        gc.collect(1)
