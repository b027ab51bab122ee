"""The attributes that documents and tables contain for a computed value.

A class declares these attributes if they differ from its fields.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import attrs

T = TypeVar("T")

WRITTEN: dict[type, tuple[str, ...]] = {}
"""For each class, the names of the attributes to write, in order."""


def written_as(names: str) -> Callable[[type[T]], type[T]]:
    """Decorate a class with the names of the attributes to write: the keys in JSON and the columns in tables.

    Args:
        names: the names of the attributes, separated by spaces.
    """

    def decorated(cls: type[T]) -> type[T]:
        WRITTEN[cls] = tuple(names.split())
        return cls

    return decorated


def written_names(cls: type[Any]) -> tuple[str, ...]:
    """Return the names of the attributes to write: those from `written_as` or, by default, all public fields."""
    fields = attrs.fields(cls)
    return WRITTEN.get(cls) or tuple(field.name for field in fields if not field.name.startswith("_"))
