"""Tags: the key and word with which a document states the class of an object, such as ``"type": "tacit"``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

TAGS: dict[type, tuple[str, str]] = {}
"""The key and the word for each tagged class, such as ``("type", "tacit")`` for `TacitRenewal`."""


def tagged(word: str, *, key: str = "type") -> Callable[[type[T]], type[T]]:
    """Decorate a class with the word that documents use for it.

    If you rename the class, keep the word.
    """

    def decorated(cls: type[T]) -> type[T]:
        TAGS[cls] = key, word
        return cls

    return decorated
