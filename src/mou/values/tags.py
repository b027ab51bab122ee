"""Tags: the key and word by which a document states the class of an object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from mou.values.registered import core_schema_of

T = TypeVar("T")

__all__ = ["TAGS", "tagged"]

TAGS: dict[type, tuple[str, str]] = {}
"""The key and the word for each tagged class, such as ``("type", "tacit")`` for `TacitRenewal`."""


def tagged(word: str, *, key: str = "type") -> Callable[[type[T]], type[T]]:
    """Decorate a class with the word that documents use for it. The word stays the same if the class is renamed."""

    def decorated(cls: type[T]) -> type[T]:
        TAGS[cls] = key, word
        described: Any = cls  # `checked` sets this too, but a class without fields is not `checked`
        described.__get_pydantic_core_schema__ = classmethod(core_schema_of)
        return cls

    return decorated
