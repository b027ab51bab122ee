"""A cache for values that occur many times, used by the fast readers and the fast writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from mou.model.party import Party
from mou.model.term import Term

V = TypeVar("V")

REPEATED = frozenset({Party, Term})
"""Classes whose objects are cached by text, because the same text recurs in many documents."""
MOST_REPEATED = 2**13
"""The maximum number of cached objects for each of these classes."""
LONGEST_REPEATED = 1024
"""The length of the longest text that is cached for these classes. Longer texts seldom recur."""
MOST_REMEMBERED = 2**16
"""The maximum number of other cached values (periods, imprecise days, ids, short lists).

This is large enough for the ids of all pairs of states."""
LONGEST_LIST = 8
"""The length of the longest list that is cached."""


class Memory(dict[Any, V]):
    """A cache for a function of one argument, faster and smaller than `functools.lru_cache`."""

    def __init__(self, function: Callable[[Any], V], most: int = MOST_REMEMBERED) -> None:
        super().__init__()
        self._function, self._most = function, most

    def __missing__(self, key: object) -> V:
        value = self._function(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
