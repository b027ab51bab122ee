"""Progress reports of loops over many records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def tracked(items: Sequence[T], progress: Callable[[int, int], None] | None) -> Iterator[T]:
    """Yield items for a loop. After each item, call `progress` with the number of items done and the total.

    >>> [name.upper() for name in tracked(["a", "b"], lambda done, total: print(f"{done}/{total}"))]
    1/2
    2/2
    ['A', 'B']
    """
    for done, item in enumerate(items, 1):
        yield item
        if progress is not None:
            progress(done, len(items))
