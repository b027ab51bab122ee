"""Fields that are computed when they are first read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def computed_when_read(*names: str) -> Callable[[type[T]], type[T]]:
    """Decorate a class with slots: fields that nobody sets are computed when they are first read, then kept.

    A `functools.cached_property` would be no field, so that it would not be written, compared and shown as one.

    Args:
        names: the fields; `entry` is computed by the method `_entry`.
    """

    def decorated(cls: type[T]) -> type[T]:
        def get(instance: T, name: str) -> object:
            if name not in names:
                raise AttributeError(f"{cls.__name__!r} object has no attribute {name!r}", name=name, obj=instance)
            value = getattr(instance, f"_{name}")()
            object.__setattr__(instance, name, value)  # frozen as it is
            return value

        type.__setattr__(cls, "__getattr__", get)  # out of sight of type checkers, which know the fields
        return cls

    return decorated
