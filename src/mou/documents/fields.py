"""The fields that each class has in documents, with their types and defaults.

The readers, the writers and the schema all use this module.
"""

from __future__ import annotations

import types
import typing
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

import attrs

from mou.answers.register import FORMAT, Register
from mou.dates.days import PartialDate
from mou.dates.periods import Period
from mou.model.agreement import Agreement
from mou.model.records import FIELDS, Record
from mou.values.frozenmap import FrozenMap
from mou.values.tags import TAGS

FORMATS: dict[type, str] = {Agreement: FORMAT}
"""The version of the format, by class. `mou.save` writes it under the key ``format``. A document of an agreement can
leave it out. A document of a register can't."""

LINE_KEYS: dict[str, type[Record]] = {cls.__name__.lower(): cls for cls in FIELDS}
"""For each key of a line of NDJSON, the class of the record on the line."""

_WRITTEN_AS_TEXT = (Period, PartialDate)
_TEXTS = {str, date, *_WRITTEN_AS_TEXT}


def is_record(cls: Any) -> bool:
    """Return whether documents write the instances of a class as JSON objects."""
    return attrs.has(cls) and cls not in _WRITTEN_AS_TEXT


class Shape:
    """The type of a field, from its annotation.

    Attributes:
        members: the types in the annotation without `None`. For a tuple, the types of its items.
        optional: whether the field can be `None`.
        is_tuple: whether the field is a tuple.
    """

    __slots__ = ("is_tuple", "members", "optional")

    def __init__(self, annotation: Any) -> None:
        union = isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union
        every = typing.get_args(annotation) if union else (annotation,)
        members = [member for member in every if member is not types.NoneType]
        self.optional = len(members) < len(every)
        self.is_tuple = len(members) == 1 and typing.get_origin(members[0]) is tuple
        self.members: list[Any] = Shape(typing.get_args(members[0])[0]).members if self.is_tuple else members

    @property
    def has_records(self) -> bool:
        """Whether the field can contain records."""
        return any(map(is_record, self.members))

    @property
    def tagged(self) -> list[type]:
        """The classes in the annotation that documents distinguish by tags."""
        return [member for member in self.members if member in TAGS]

    @property
    def record(self) -> type | None:
        """The class of records in the field. `None` if there are several classes, or if the class has a tag."""
        (*others, member) = self.members
        return member if not others and member not in TAGS and is_record(member) else None

    @property
    def word(self) -> type[StrEnum] | None:
        """The enum of the field. `None` if the field is not an enum."""
        is_single = len(self.members) == 1 and not self.is_tuple and isinstance(self.members[0], type)
        return self.members[0] if is_single and issubclass(self.members[0], StrEnum) else None

    @property
    def is_map(self) -> bool:
        """Whether the field is an object with arbitrary keys."""
        return (typing.get_origin(self.members[0]) or self.members[0]) is FrozenMap

    @property
    def is_text(self) -> bool:
        """Whether the field is always text in documents."""
        return all(isinstance(cls, type) and (cls in _TEXTS or issubclass(cls, StrEnum)) for cls in self.members)


def is_stored(field: attrs.Attribute[Any]) -> bool:
    """Return whether documents contain a field."""
    return field.init and not field.name.startswith("_")


def default_of(field: attrs.Attribute[Any]) -> Any:
    """Return the default value of a field.

    If the field is required, or if its default depends on other fields, return `attrs.NOTHING`.
    """
    factory = getattr(field.default, "factory", None)
    if factory is None:
        return field.default
    return attrs.NOTHING if getattr(field.default, "takes_self", False) else factory()


@cache
def fields_of(cls: type) -> tuple[tuple[attrs.Attribute[Any], Shape], ...]:
    """Return the fields of a class in documents, each with its `Shape`."""
    attrs.resolve_types(cls)
    return tuple((field, Shape(field.type)) for field in attrs.fields(cls) if is_stored(field))


@cache
def defaults_of(cls: type) -> dict[str, Any]:
    """Return the defaults of the fields of a class.

    Every call returns the same objects, so that comparisons are fast.
    """
    return {field.name: default_of(field) for field, _ in fields_of(cls) if field.default is not attrs.NOTHING}


@cache
def classes() -> frozenset[type]:
    """Return the classes of all records in a register, including `Register` itself."""
    reached: set[type] = set()
    left: list[type] = [Register]
    while left:
        cls = left.pop()
        if cls not in reached:
            reached.add(cls)
            left += [member for _, shape in fields_of(cls) for member in shape.members if is_record(member)]
    return frozenset(reached)
