"""Pause the garbage collector while loading in bulk; it would examine all loaded objects again and again."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_pausing = 0
_was_enabled = False
_looked = False


@contextmanager
def paused_collector() -> Generator[None]:
    """Turn the garbage collector off until the last of nested and threaded blocks ends.

    No loaded object refers to itself, so there is nothing to collect. Many new objects are examined once; see
    `catch_up`.
    """
    global _looked, _pausing, _was_enabled  # noqa: PLW0603 - the collector is the process's as well
    with _lock:
        if not _pausing:
            _was_enabled, _looked = gc.isenabled(), False
            gc.disable()
        _pausing += 1
    try:
        yield
    finally:
        if _pausing == 1:  # without the lock, as what is collected may load something in its turn
            catch_up(the_rest=_looked)
        with _lock:
            _pausing -= 1
            if not _pausing and _was_enabled:
                gc.enable()


def catch_up(*, the_rest: bool = False) -> None:
    """Let a paused collector examine new objects and count them as old; unless `the_rest`, only if there are many.

    Otherwise it would go through all loaded objects twice, later. In a long load, objects examined now and then are
    still in the processor's cache, which is four times as quick.
    """
    global _looked  # noqa: PLW0603
    most, often, _ = gc.get_threshold()
    if _was_enabled and most and (the_rest or gc.get_count()[0] > most * often):
        gc.collect(1)
        _looked = True
