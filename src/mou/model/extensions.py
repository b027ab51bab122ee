"""Extensions: the user's own fields in a record, stored as JSON values.

This module does not postpone the evaluation of annotations, because attrs copies the annotation of `as_extensions` to
constructors in other modules.
"""

from collections.abc import Mapping, Set as AbstractSet
from math import isfinite
from typing import Any

from mou.values.fields import as_any_text, as_each, as_map, refuse
from mou.values.frozenmap import FrozenMap

DEEPEST_EXTENSION = 32
"""The maximum depth of a user's own value."""

Json = str | int | float | bool | None | tuple["Json", ...] | FrozenMap["Json"]
"""An immutable JSON value. Lists are tuples, and objects are `FrozenMap`."""


def as_extensions(value: Mapping[str, Any]) -> FrozenMap[Json]:
    """Convert a field's value to an immutable mapping from keys to any JSON values."""
    if type(value) is FrozenMap and not value:  # the default: nearly all records have it
        return value
    return _object(value, DEEPEST_EXTENSION)


def _json(value: object, depth: int) -> Json:
    if value is None or type(value) is bool:
        return value
    if type(value) is str:
        return as_any_text(value)
    if type(value) is int:
        return value if abs(value) < _LONGEST_NUMBER else refuse(value, "a number of at most 4,300 digits")
    if type(value) is float:
        return value if isfinite(value) else refuse(value, "a finite number")
    if not isinstance(value, Mapping | list | tuple):
        return refuse(value, "a JSON value", "use a list" if isinstance(value, AbstractSet) else "")
    if not depth:
        return refuse(value, f"values nested at most {DEEPEST_EXTENSION} levels deep")
    if isinstance(value, Mapping):
        return _object(value, depth)
    return as_each(value, lambda part: _json(part, depth - 1), "a list")


_LONGEST_NUMBER = 10**4300  # Python can't convert a longer number to or from text


def _object(value: Mapping[Any, Any], depth: int) -> FrozenMap[Json]:
    return as_map(value, as_any_text, lambda part: _json(part, depth - 1), "an object")
