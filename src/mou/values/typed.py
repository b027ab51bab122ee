"""Converters that are made of a type: `EnumOf[ActKind]`, `TupleOf[Signatory]`, `InstanceOf[Term]`.

They are written as classes with brackets because of mypy: it reads what a constructor takes from a converter that is a
named function or such a class, and from nothing that a call returns. No object of them is ever made: the brackets
return a function, for one type always the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, reduce
from operator import or_
from types import NoneType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args

from mou.values.fields import as_each, as_enum, refuse, with_article

__all__ = ["EnumOf", "InstanceOf", "TupleOf", "keeps_instances"]

T = TypeVar("T")
Convert = Callable[[Any], Any]

_KEEPS_INSTANCES: set[Convert] = set()


def keeps_instances(convert: object) -> bool:
    """Whether a converter is made by `TupleOf` or `InstanceOf`, which hold instances to nothing more."""
    return convert in _KEEPS_INSTANCES


@cache
def _enum_of(type_: Any) -> Convert:
    cls, *others = get_args(type_) or (type_,)

    def convert(value: Any) -> Any:
        return None if value is None and others else as_enum(cls, value)

    return _taking(convert, reduce(or_, (cls, str, *others)))


@cache
def _tuple_of(cls: Any) -> Convert:
    expected, expected_part = f"a list of {cls.__name__}", with_article(cls)

    def checked(part: Any) -> Any:
        return part if isinstance(part, cls) else refuse(part, expected_part)

    def convert(value: Any) -> Any:
        if type(value) is tuple and {cls}.issuperset(map(type, value)):
            return value
        return as_each(value, checked, expected)

    _KEEPS_INSTANCES.add(convert)
    return _taking(convert, Iterable[cls])


@cache
def _instance_of(type_: Any) -> Convert:
    classes = get_args(type_) or (type_,)
    *names, last = (cls.__name__ for cls in classes if cls is not NoneType)
    expected = f"{', '.join(names)} or {last}" if names else with_article(classes[0])

    def convert(value: Any) -> Any:
        return value if isinstance(value, classes) else refuse(value, expected)

    _KEEPS_INSTANCES.add(convert)
    return _taking(convert, type_)


def _taking(convert: Convert, type_: Any) -> Convert:
    convert.__annotations__ = {"value": type_}  # attrs copies it to the constructor
    return convert


class EnumOf(Generic[T]):
    """A member of an enum, given as itself or as its word; `EnumOf[Role | None]` takes `None` as well."""

    if TYPE_CHECKING:

        def __new__(cls, value: T | str) -> T: ...  # type: ignore[misc]
    else:
        __class_getitem__ = staticmethod(_enum_of)


class TupleOf(Generic[T]):
    """A tuple of instances of a class, from any iterable of them."""

    if TYPE_CHECKING:

        def __new__(cls, value: Iterable[T]) -> tuple[T, ...]: ...  # type: ignore[misc]
    else:
        __class_getitem__ = staticmethod(_tuple_of)


class InstanceOf(Generic[T]):
    """An instance of a class, or of one of a union, which can have `None` in it."""

    if TYPE_CHECKING:

        def __new__(cls, value: T) -> T: ...  # type: ignore[misc]
    else:
        __class_getitem__ = staticmethod(_instance_of)
