"""A decorator for classes that only this package instantiates, often dozens of times for each answer.

Type checkers treat the objects of these classes as immutable. The classes are not frozen at runtime, because creating a
frozen object takes twice as long. Classes that callers see (`Lifecycle`, `TermPeriod`, ...) are `attrs.frozen`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as internal
else:
    from functools import partial

    import attrs

    internal = partial(attrs.define, unsafe_hash=True)

__all__ = ["internal"]
