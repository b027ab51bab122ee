"""The cattrs converter between JSON and the model.

`converter` makes the reference converter. This converter defines what documents can contain, and how records are
written. This converter passes values to the classes, which validate them. Therefore, the same rules hold for documents
and constructors. The converter reports every problem and its place in the document.

`quick` makes a converter that reads valid documents in half the time. This converter passes values to the constructors
unchanged, and stops at the first problem.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache, partial
from typing import Any, TypeVar

import attrs
from cattrs import Converter

from mou.dates.days import PartialDate, as_date, as_day
from mou.dates.periods import Period, as_period
from mou.documents.fields import (
    FORMATS,
    Shape,
    default_of,
    fields_of,
    is_record,
    is_stored,
)
from mou.documents.memory import LONGEST_REPEATED, MOST_REPEATED, REPEATED
from mou.documents.text import as_json_values
from mou.errors import Problem, ValidationError
from mou.values.fields import Refused, as_enum, pointer, refusal, shown, with_article
from mou.values.frozenmap import FrozenMap
from mou.values.hints import did_you_mean
from mou.values.tags import TAGS
from mou.values.written import WRITTEN

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]


def converter() -> Converter:
    """Return a new converter with the library's rules. You can extend it and pass it to functions that read or write.

    >>> from mou import Period, Survival, dumps
    >>> own = converter()
    >>> own.register_unstructure_hook(Period, lambda period: period.months + 12 * period.years)
    >>> dumps(Survival("P1Y6M"), indent=None, converter=own)
    '{"type": "survival", "period": 18}'
    """
    new_converter = Converter()
    for primitive in _WORD:
        new_converter.register_structure_hook(primitive, _primitive)
    new_converter.register_structure_hook(date, _date)
    new_converter.register_structure_hook(Decimal, _as_it_is)  # the class of the field refuses floats
    new_converter.register_structure_hook(Fraction, _as_it_is)
    new_converter.register_structure_hook(Period, _period)
    new_converter.register_structure_hook(PartialDate, _partial_date)
    new_converter.register_structure_hook_func(_is_map, _as_it_is)  # the class of the field checks the contents
    new_converter.register_structure_hook_factory(_is_tuple, partial(_tuple_hook, new_converter))
    new_converter.register_structure_hook_factory(_is_union, partial(_union_hook, new_converter))
    new_converter.register_structure_hook_factory(is_record, partial(_record_hook, new_converter))
    new_converter.register_unstructure_hook(date, date.isoformat)
    new_converter.register_unstructure_hook(Decimal, str)
    new_converter.register_unstructure_hook(Fraction, str)
    for cls in (Period, PartialDate):
        new_converter.register_unstructure_hook(cls, str)
    new_converter.register_unstructure_hook(StrEnum, lambda value: value.value)
    new_converter.register_unstructure_hook(FrozenMap, as_json_values)
    new_converter.register_unstructure_hook(tuple, lambda value: [new_converter.unstructure(part) for part in value])
    new_converter.register_unstructure_hook_factory(is_record, partial(_written, new_converter))
    return new_converter


@cache
def reference() -> Converter:
    """Return the library's own converter."""
    return converter()


@cache
def quick() -> Converter:
    """Return a converter that reads the same documents as `reference`, but stops at the first problem."""
    reader = converter()
    reader.register_structure_hook_factory(_is_tuple, partial(_quick_tuple_hook, reader))
    reader.register_structure_hook_factory(is_record, partial(_quick_record_hook, reader))
    return reader


def _accepted(value: T) -> T:
    problems = refusal(value)
    if problems:
        raise ValidationError(problems)
    return value


def _wrong(value: object, expected: str) -> ValidationError:
    return ValidationError([Problem("", shown(value), expected)])


_WORD: dict[type, str] = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def _primitive(value: Any, cls: Any) -> Any:
    if type(value) is cls:
        return value
    if issubclass(cls, StrEnum):  # for words of an enum, cattrs uses the hook of `str`
        return _accepted(as_enum(cls, value))
    if cls is float and type(value) is int:  # JSON has a single type of number
        return float(value)
    raise _wrong(value, _WORD[cls])


def _date(value: Any, _: Any) -> date:
    return _accepted(as_date(value))


def _period(value: Any, _: Any) -> Period:
    return _accepted(as_period(value))


def _partial_date(value: Any, _: Any) -> PartialDate:
    return PartialDate(value)


def _as_it_is(value: Any, _: Any) -> Any:
    return value


def _is_map(cls: Any) -> bool:
    return (typing.get_origin(cls) or cls) is FrozenMap


def _is_tuple(cls: Any) -> bool:
    return typing.get_origin(cls) is tuple


def _is_union(cls: Any) -> bool:
    return isinstance(cls, types.UnionType) or typing.get_origin(cls) is typing.Union


def _tried(hook: Hook, value: Any, cls: Any) -> Any:
    """Return the result of a hook, or a `Refused` with the problems that the hook finds."""
    try:
        return hook(value, cls)
    except RecursionError:
        raise
    except ValidationError as error:
        return Refused(error.problems)
    except Exception as error:  # a hook that the caller registered can raise any error
        return Refused([failure(value, error)])


def failure(value: object, error: Exception) -> Problem:
    """Return a problem for an error that the caller's own hook or class raised."""
    return Problem("", shown(value), f"a different value ({str(error) or type(error).__name__})")


def _tuple_hook(reader: Converter, cls: Any) -> Hook:
    part_class = typing.get_args(cls)[0]
    hook = reader.get_structure_hook(part_class)

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list and type(value) is not tuple:
            raise _wrong(value, "a list")
        parts = tuple(_tried(hook, part, part_class) for part in value)
        problems = [problem.under(pointer(index)) for index, part in enumerate(parts) for problem in refusal(part)]
        if problems:
            raise ValidationError(problems)
        return parts

    return structure


def _union_hook(reader: Converter, cls: Any) -> Hook:
    members = [member for member in typing.get_args(cls) if member is not type(None)]
    optional = len(members) < len(typing.get_args(cls))
    inner = _choice_hook(reader, members)

    def structure(value: Any, _: Any) -> Any:
        return None if value is None and optional else inner(value, cls)

    return structure


def _choice_hook(reader: Converter, members: list[Any]) -> Hook:
    if len(members) == 1:
        hook = reader.get_structure_hook(members[0])
        return lambda value, _: hook(value, members[0])
    if set(members) == {date, PartialDate}:
        return lambda value, _: _accepted(as_day(value))
    by_tag = {TAGS[member][1]: member for member in members if member in TAGS}
    if not by_tag:
        return _as_it_is  # the converter of the field distinguishes days and words
    period = Period in members

    def structure(value: Any, _: Any) -> Any:
        if isinstance(value, Mapping):
            tag = value.get("type")
            if type(tag) is str and tag in by_tag:
                # Look the hook up only here, because conditions can contain conditions.
                return reader.get_structure_hook(by_tag[tag])(value, by_tag[tag])
            found = shown(tag) if "type" in value else "nothing"
            raise ValidationError([Problem("/type", found, "one of: " + ", ".join(by_tag))])
        if period and type(value) is str:
            return reader.get_structure_hook(Period)(value, Period)
        text = "an ISO 8601 period such as P5Y, or " if period else ""
        raise _wrong(value, f"{text}an object whose type is one of: {', '.join(by_tag)}")

    return structure


def _record_hook(reader: Converter, cls: Any) -> Hook:
    fields = [
        (field.name, field.type, reader.get_structure_hook(field.type), field.default is attrs.NOTHING)
        for field, _ in fields_of(cls)
    ]
    mark, word = TAGS.get(cls, ("", ""))
    keys = ([mark] if mark else []) + [name for name, *_ in fields]
    version = FORMATS.get(cls)
    known = frozenset(keys if version is None else [*keys, "format"])
    expected = "one of: " + ", ".join(keys) if keys else "no keys"

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _wrong(value, f"{with_article(cls)} object")
        problems = [
            Problem(pointer(str(key)), "an unknown key", expected, hint=did_you_mean(key, keys))
            for key in value
            if key not in known
        ]
        stated = value.get("format", version)
        if version is not None and stated != version:
            raise ValidationError([_other_format(stated, version)])
        if mark and value.get(mark) != word:
            if mark == "format" and mark in value:
                raise ValidationError([_other_format(value[mark], word)])
            found = shown(value[mark]) if mark in value else "nothing"
            problems.insert(0, Problem(pointer(mark), found, shown(word)))
        arguments: dict[str, Any] = {}
        for name, type_, hook, required in fields:
            if name in value:
                arguments[name] = _tried(hook, value[name], type_)
            elif required:
                arguments[name] = Refused([Problem("", "nothing", "a value (required key)")])
        refused = [problem.under(pointer(name)) for name, part in arguments.items() for problem in refusal(part)]
        record = None
        try:
            record = cls(**arguments)
        except ValidationError as error:  # a class of the library raised it; it includes the refused fields
            refused = [*error.problems, *(problem for problem in refused if problem not in error.problems)]
        except Exception as error:  # a class of the caller can raise any error
            refused = refused or [failure(value, error)]
        if refused or problems:
            raise ValidationError([*refused, *problems])
        return record

    return structure


def _other_format(found: object, version: str) -> Problem:
    # Report no other problem, because the keys of another format are not known.
    other = re.fullmatch("mou/([0-9]+)", found) if isinstance(found, str) else None
    newer = other is not None and int(other[1]) > int(version.removeprefix("mou/"))
    hint = "a newer version of mou wrote this document: update mou to read it" if newer else ""
    return Problem("/format", shown(found), shown(version), hint=hint)


def _written(writer: Converter, cls: Any) -> Callable[[Any], dict[str, Any]]:
    declared = [(name, attrs.NOTHING) for name in WRITTEN.get(cls, ())]
    fields = declared or [(field.name, default_of(field)) for field in attrs.fields(cls) if is_stored(field)]
    mark = TAGS.get(cls)

    def unstructure(record: Any) -> dict[str, Any]:
        out: dict[str, Any] = dict([mark] if mark else [])
        for name, default in fields:
            value = getattr(record, name)
            if value != default:
                out[name] = writer.unstructure(value)
        return out

    return unstructure


def _quick_tuple_hook(reader: Converter, cls: Any) -> Hook:
    part_class = typing.get_args(cls)[0]
    hook = reader.get_structure_hook(part_class) if Shape(part_class).has_records else None

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:  # constructors accept more types
            raise _wrong(value, "a list")
        return tuple(value) if hook is None else tuple([hook(part, part_class) for part in value])

    return structure


def _quick_record_hook(reader: Converter, cls: Any) -> Hook:
    # All other values go to the constructor unchanged. The constructor refuses values that documents can't contain.
    hooks = [
        (field.name, field.type, reader.get_structure_hook(field.type))
        for field, shape in fields_of(cls)
        if shape.has_records or shape.is_tuple
    ]
    mark, word = TAGS.get(cls, ("", ""))
    version = FORMATS.get(cls)

    def structure(value: Any, _: Any) -> Any:
        values = {**value}
        if mark and values.pop(mark) != word:
            raise _wrong(value, word)
        if version is not None and values.pop("format", version) != version:
            raise _wrong(value, version)
        for name, type_, hook in hooks:
            if name in values:
                values[name] = hook(values[name], type_)
        return cls(**values)

    return _read_once(structure) if cls in REPEATED else structure


def _read_once(hook: Hook) -> Hook:
    records: dict[str, Any] = {}

    def structure(value: Any, cls: Any) -> Any:
        text = repr(value)  # the text distinguishes 1, true and 1.0
        record = records.get(text)
        if record is None:
            record = hook(value, cls)
            if len(text) <= LONGEST_REPEATED:
                if len(records) >= MOST_REPEATED:
                    records.clear()
                records[text] = record
        return record

    return structure
