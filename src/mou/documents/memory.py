"""The memory of the quick readers and the quick writer for values that recur."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from mou.model.party import Party
from mou.model.term import Term

V = TypeVar("V")

REPEATED = frozenset({Party, Term})
"""Classes whose objects often have the same text in many documents; they are remembered by their text."""
MOST_REPEATED = 2**13
"""How many objects of such a class are remembered."""
LONGEST_REPEATED = 1024
"""The longest text of such an object: longer ones seldom recur."""
MOST_REMEMBERED = 2**16
"""How many periods, imprecise days, ids and short lists are remembered: all pairs of states."""
LONGEST_LIST = 8
"""The longest of these lists."""


class Memory(dict[Any, V]):
    """The values of a function, looked up by its argument: quicker and smaller than `functools.lru_cache`."""

    def __init__(self, function: Callable[[Any], V], most: int = MOST_REMEMBERED) -> None:
        super().__init__()
        self._function, self._most = function, most

    def __missing__(self, key: object) -> V:
        value = self._function(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
