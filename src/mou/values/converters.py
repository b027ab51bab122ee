"""Converters made from a type, such as `EnumOf[ActKind]`, and a function that makes a converter accept `None`.

`EnumOf[ActKind]`, `TupleOf[Signatory]` and `InstanceOf[Term]` look like classes, but the brackets return a function.
The reason is mypy. Mypy infers the types of constructor arguments from three kinds of converters: named functions,
classes with brackets, and the function `optional` of attrs. Mypy does not infer these types from a converter that is
the result of a function call.

For the same type, the brackets always return the same function. So does `optional`. Readers and the schema rely on
this, because they compare converters by identity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args

from mou.values.fields import as_each, as_enum, refuse, with_article
from mou.values.hints import hint_for

__all__ = ["EnumOf", "InstanceOf", "TupleOf", "keeps_instances", "optional", "without_none"]

T = TypeVar("T")
V = TypeVar("V")
Convert = Callable[[Any], Any]

_KEEPS_INSTANCES: set[Convert] = set()
_WITHOUT_NONE: dict[Convert, Convert] = {}


def keeps_instances(convert: object) -> bool:
    """Return whether a converter is from `TupleOf` or `InstanceOf`, which only check types."""
    return convert in _KEEPS_INSTANCES


def without_none(convert: Any) -> Any:
    """Return the converter inside `optional(...)`. Return any other converter unchanged."""
    return _WITHOUT_NONE.get(convert, convert)


@cache
def _enum_of(cls: Any) -> Convert:
    return _named(f"EnumOf[{cls.__name__}]", cls | str, lambda value: as_enum(cls, value))


@cache
def _tuple_of(cls: Any) -> Convert:
    expected, expected_part = f"a list of {cls.__name__}", with_article(cls)

    def instance(part: Any) -> Any:
        return part if isinstance(part, cls) else refuse(part, expected_part, hint_for(part, [cls]))

    def convert(value: Any) -> Any:
        if type(value) is tuple and {cls}.issuperset(map(type, value)):
            return value
        return as_each(value, instance, expected)

    _KEEPS_INSTANCES.add(convert)
    return _named(f"TupleOf[{cls.__name__}]", Iterable[cls], convert)


@cache
def _instance_of(type_: Any) -> Convert:
    classes = get_args(type_) or (type_,)
    *names, last = (cls.__name__ for cls in classes)
    expected = f"{', '.join(names)} or {last}" if names else with_article(type_)

    def convert(value: Any) -> Any:
        return value if isinstance(value, type_) else refuse(value, expected, hint_for(value, classes))

    _KEEPS_INSTANCES.add(convert)
    return _named(f"InstanceOf[{' | '.join([*names, last])}]", type_, convert)


@cache
def _optional(convert: Any) -> Convert:
    taken = next(iter(convert.__annotations__.values()))
    converted = _named(
        f"optional({convert.__name__})",
        f"{taken} | None" if isinstance(taken, str) else taken | None,
        lambda value: None if value is None else convert(value),
    )
    _WITHOUT_NONE[converted] = convert
    return converted


def _named(name: str, taken: Any, convert: Convert) -> Convert:
    convert.__name__ = convert.__qualname__ = name
    convert.__annotations__ = {"value": taken}  # attrs copies the annotation to the constructor
    return convert


class EnumOf(Generic[T]):
    """Convert to a member of an enum, from the member itself or from the word that documents use."""

    if TYPE_CHECKING:

        def __new__(cls, value: T | str) -> T: ...  # type: ignore[misc]
    else:
        __class_getitem__ = staticmethod(_enum_of)


class TupleOf(Generic[T]):
    """Convert an iterable of instances of a class to a tuple."""

    if TYPE_CHECKING:

        def __new__(cls, value: Iterable[T]) -> tuple[T, ...]: ...  # type: ignore[misc]
    else:
        __class_getitem__ = staticmethod(_tuple_of)


class InstanceOf(Generic[T]):
    """Require an instance of a class, or of one of the classes in a union."""

    if TYPE_CHECKING:

        def __new__(cls, value: T) -> T: ...  # type: ignore[misc]
    else:
        __class_getitem__ = staticmethod(_instance_of)


MYPY = False
if MYPY:  # true for mypy only: its attrs plugin knows this function, pyright does not understand it
    from attrs.converters import optional
else:

    def optional(convert: Callable[[T], V]) -> Callable[[T | None], V | None]:
        """Extend a converter to accept `None`, which means "not known"."""
        return _optional(convert)
