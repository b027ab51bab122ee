"""Loading in bulk without the garbage collector, which would look at all that is loaded again and again."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock

__all__ = ["catch_up", "paused_collector"]

_lock = Lock()
_pausing = 0
_was_enabled = False
_looked = False


@contextmanager
def paused_collector() -> Generator[None]:
    """The garbage collector is off in the block, and then as it was: when the last of nested and threaded blocks ends.

    Nothing that is loaded refers to itself, so that there is nothing to collect. Where much was made, the collector
    looks at it once; see `catch_up`.
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
    """Let a collector that is paused look at what is new, and count it as old.

    It would otherwise go twice through all that was loaded before it does. What is looked at now and then, in a long
    load, is still in the processor's cache, which is four times as quick.

    Args:
        the_rest: look in any case, and not only where so much is new that the collector would have done so meanwhile.
    """
    global _looked  # noqa: PLW0603
    most, often, _ = gc.get_threshold()
    if _was_enabled and most and (the_rest or gc.get_count()[0] > most * often):
        gc.collect(1)
        _looked = True
