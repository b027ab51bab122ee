"""Fields that are computed on first access."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def computed_when_read(*names: str) -> Callable[[type[T]], type[T]]:
    """Decorate a class with slots: its named fields are computed on first access, and then stored.

    Unlike a `functools.cached_property`, a field appears in documents, in comparisons and in the `repr`.

    Args:
        names: the names of the fields. The class must have a method for each field: `_entry` computes the field
            `entry`.
    """

    def decorated(cls: type[T]) -> type[T]:
        def get(instance: T, name: str) -> object:
            if name not in names:
                raise AttributeError(f"{cls.__name__!r} object has no attribute {name!r}", name=name, obj=instance)
            value = getattr(instance, f"_{name}")()
            object.__setattr__(instance, name, value)  # because the class is frozen
            return value

        type.__setattr__(cls, "__getattr__", get)  # hidden from type checkers, because they know the fields
        return cls

    return decorated
