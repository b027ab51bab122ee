"""Pause the garbage collector during large loads, because it would examine all loaded objects repeatedly."""

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
    """Turn off the garbage collector in a block of code.

    If several such blocks are nested or run in several threads, the collector stays off until all of them have ended.

    Loaded objects have no reference cycles, so the collector would find nothing to delete. If there are many new
    objects, the collector examines them once; see `catch_up`.
    """
    global _looked, _pausing, _was_enabled  # noqa: PLW0603 - the collector is global too
    with _lock:
        if not _pausing:
            _was_enabled, _looked = gc.isenabled(), False
            gc.disable()
        _pausing += 1
    try:
        yield
    finally:
        if _pausing == 1:  # not under the lock, because finalizers may load documents
            catch_up(the_rest=_looked)
        with _lock:
            _pausing -= 1
            if not _pausing and _was_enabled:
                gc.enable()


def catch_up(*, the_rest: bool = False) -> None:
    """Let a paused collector examine the new objects and move them to an older generation.

    If the new objects stayed in the youngest generation, the collector would later examine all loaded objects twice.
    Call this function regularly during a long load: examining the objects is then four times as fast, because they are
    still in the processor's cache. If there are few new objects, the function does nothing, unless `the_rest` is true.
    """
    global _looked  # noqa: PLW0603
    most, often, _ = gc.get_threshold()
    if _was_enabled and most and (the_rest or gc.get_count()[0] > most * often):
        gc.collect(1)
        _looked = True
