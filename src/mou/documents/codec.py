"""The model to and from JSON: strict in, stable out.

One cattrs converter does both. What it reads is checked by the classes themselves, so that a document and a
constructor are held to the same rules; all that is wrong with a document is told at once, each with its place.

Good documents don't come so far: `mou.documents.straight` reads them, and `mou.documents.lines` writes records, as the
converter would, but quicker. What is in doubt, and a converter of a caller's own, comes here.
"""

from __future__ import annotations

import json
import types
import typing
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache, partial
from importlib import import_module
from typing import Any, TypeVar, cast, overload

import attrs
from cattrs import Converter

from mou.answers.register import FORMAT, Register
from mou.dates.days import PartialDate, as_date, as_day
from mou.dates.periods import Period, as_period
from mou.documents.collector import paused_collector
from mou.errors import Problem, ValidationError
from mou.values.fields import Refused, as_enum, pointer, refusal, shown
from mou.values.frozenmap import FrozenMap
from mou.values.tags import TAGS

__all__ = ["FORMAT", "LARGEST", "converter", "dumps", "loads"]

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]

LARGEST = 512 * 1024 * 1024
"""A larger document is refused unread, in bytes."""

_WRITTEN_AS_TEXT = (Period, PartialDate)


@overload
def loads(text: str | bytes, *, converter: Converter | None = None) -> Register: ...
@overload
def loads(text: str | bytes, cls: type[T], *, converter: Converter | None = None) -> T: ...
def loads(text: str | bytes, cls: type[Any] = Register, *, converter: Converter | None = None) -> Any:
    """Read one JSON document.

    Args:
        text: the document; bytes are UTF-8.
        cls: what it is: a `Register`, or the class of another record.
        converter: an extended one, from `converter`.

    Raises:
        ValidationError: it is no such document; `problems` names everything that is wrong with it: unknown, missing
            and repeated keys, wrong types, values that can't be true, text that is no JSON.

    >>> from mou import Party
    >>> loads('{"id": "MYS", "name": "Malaysia", "kind": "state"}', Party).name
    'Malaysia'
    >>> loads('{"id": "MYS", "name": 5, "sort": "state"}', Party)
    Traceback (most recent call last):
    mou.errors.ValidationError: 3 problems:
      /name: found 5, expected text
      /kind: found nothing, expected a value, as this key is required
      /sort: found a key that is not known here, expected one of: id, name, kind, acts_for, identifiers, aliases
    """
    if cls is not Register:
        return _loaded(text, cls, converter)
    with paused_collector():
        return _loaded(text, cls, converter)


def _loaded(text: str | bytes, cls: type[T], converter: Converter | None) -> T:
    if converter is None:
        made = _straight().from_text(text, cls)
        if made is not None:
            return cast("T", made)
    return structured(*parsed(text), cls, converter)


@cache
def _straight() -> Any:
    return import_module("mou.documents.straight")  # which needs what stands here


@cache
def _lines() -> Any:
    return import_module("mou.documents.lines")  # as well


def structured(document: Any, problems: Iterable[Problem], cls: type[T], converter: Converter | None = None) -> T:
    """The record that a document is, which was read with these problems.

    Raises:
        ValidationError: there were problems, or it is no such record.
    """
    problems = tuple(problems)
    if converter is None and not problems:
        made = _straight().from_document(document, cls)
        if made is not None:
            return cast("T", made)
    made = None
    try:
        made = (converter or _shared()).structure(document, cls)
    except ValidationError as error:
        problems = [*problems, *error.problems]
    except RecursionError:
        problems = [*problems, Problem("", "a document nested too deep to read", "a JSON document")]
    except Exception as error:  # a hook that a caller registered may raise anything
        problems = [*problems, _failed(document, error)]
    problems = tuple(problems)
    if problems:
        raise ValidationError(problems)
    return cast("T", made)


def dumps(value: object, *, indent: int | None = 2, converter: Converter | None = None) -> str:
    """Write a record, or what was computed from one, as JSON.

    Keys stand in the order of the class; fields at their default are left out; text is not escaped to ASCII.

    Args:
        value: the record.
        indent: by how much to indent; `None` for one line.
        converter: an extended one, from `converter`.

    >>> from mou import NoRenewal, Term
    >>> print(dumps(Term(duration="P5Y", renewal=NoRenewal()), indent=None))
    {"duration": "P5Y", "renewal": {"type": "none"}}
    """
    if converter is None and (indent is None or type(indent) is int):
        line = _lines().line_of(value)
        if line is not None:
            return line if indent is None else cast("str", _lines().indented(line, indent))
    document = (converter or _shared()).unstructure(value)
    return json.dumps(document, indent=indent, ensure_ascii=False, allow_nan=False)


def converter() -> Converter:
    """A new converter with the library's rules, for callers to extend and hand to whatever reads or writes.

    >>> from mou import Survival
    >>> own = converter()
    >>> own.register_unstructure_hook(Period, lambda period: period.months + 12 * period.years)
    >>> dumps(Survival("P1Y6M"), indent=None, converter=own)
    '{"type": "survival", "period": 18}'
    """
    made = Converter()
    for primitive in _WORD:
        made.register_structure_hook(primitive, _primitive)
    made.register_structure_hook(date, _date)
    made.register_structure_hook(Decimal, _as_it_is)  # its class refuses floats
    made.register_structure_hook(Fraction, _as_it_is)
    made.register_structure_hook(Period, _period)
    made.register_structure_hook(PartialDate, _partial_date)
    made.register_structure_hook_func(_is_map, _as_it_is)  # its class checks what is in it
    made.register_structure_hook_factory(_is_tuple, partial(_tuple_hook, made))
    made.register_structure_hook_factory(_is_union, partial(_union_hook, made))
    made.register_structure_hook_factory(_is_record, partial(_record_hook, made))
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(Decimal, str)
    made.register_unstructure_hook(Fraction, str)
    for cls in _WRITTEN_AS_TEXT:
        made.register_unstructure_hook(cls, str)
    made.register_unstructure_hook(StrEnum, lambda value: value.value)
    made.register_unstructure_hook(FrozenMap, thawed)
    made.register_unstructure_hook(tuple, lambda value: [made.unstructure(part) for part in value])
    made.register_unstructure_hook_factory(_is_record, partial(_written, made))
    return made


@cache
def _shared() -> Converter:
    return converter()


def too_large(size: int) -> ValidationError:
    """What is said of a document of so many bytes."""
    return ValidationError([Problem("", f"a document of {size:,} bytes", f"at most {LARGEST:,} bytes")])


class _Object(dict[str, Any]):
    """A JSON object in which keys stood twice."""

    again: tuple[str, ...] = ()


def parsed(text: str | bytes) -> tuple[Any, list[Problem]]:
    """The value of a JSON text, with the problems of its repeated keys; other problems raise at once."""
    if len(text) > LARGEST:
        raise too_large(len(text))
    repeats: list[_Object] = []

    def make(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        marked = _Object(made)
        marked.again = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        repeats.append(marked)
        return marked

    try:
        decoded = text if isinstance(text, str) else text.decode("utf-8")
        document = json.loads(decoded.removeprefix("\ufeff"), object_pairs_hook=make)  # editors leave a mark there
    except UnicodeDecodeError as error:
        found = f"byte {error.start}: {error.reason}"
        raise ValidationError([Problem("", found, "a JSON document in UTF-8")]) from None
    except RecursionError:
        raise ValidationError([Problem("", "a document nested too deep to read", "a JSON document")]) from None
    except ValueError as error:
        raise ValidationError([Problem("", f"text that is no JSON ({error})", "a JSON document")]) from None
    return document, list(_repeated(document)) if repeats else []


def _repeated(document: Any) -> typing.Iterator[Problem]:
    # Not recursive: what the parser reads can be nested deeper than Python calls itself.
    left: list[tuple[str, Any]] = [("", document)]
    while left:
        where, value = left.pop()
        if isinstance(value, _Object):
            yield from (Problem(where + pointer(key), "the key more than once", "each key once") for key in value.again)
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        left.extend([(where + pointer(key), part) for key, part in parts][::-1])


def _sound(value: T) -> T:
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
    if issubclass(cls, StrEnum):  # cattrs asks the hook of `str` for it
        return _sound(as_enum(cls, value))
    if cls is float and type(value) is int:  # JSON has numbers of one kind
        return float(value)
    raise _wrong(value, _WORD[cls])


def _date(value: Any, _: Any) -> date:
    return _sound(as_date(value))


def _period(value: Any, _: Any) -> Period:
    return _sound(as_period(value))


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


def _is_record(cls: Any) -> bool:
    return attrs.has(cls) and cls not in _WRITTEN_AS_TEXT


def _tried(hook: Hook, value: Any, cls: Any) -> Any:
    """What a hook makes of a value, or a `Refused` with what it says is wrong."""
    try:
        return hook(value, cls)
    except RecursionError:
        raise
    except ValidationError as error:
        return Refused(error.problems)
    except Exception as error:  # a hook that a caller registered may raise anything
        return Refused([_failed(value, error)])


def _failed(value: object, error: Exception) -> Problem:
    return Problem("", shown(value), f"another value ({str(error) or type(error).__name__})")


def _tuple_hook(made: Converter, cls: Any) -> Hook:
    part_class = typing.get_args(cls)[0]
    hook = made.get_structure_hook(part_class)

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list and type(value) is not tuple:
            raise _wrong(value, "a list")
        parts = tuple(_tried(hook, part, part_class) for part in value)
        problems = [problem.under(pointer(index)) for index, part in enumerate(parts) for problem in refusal(part)]
        if problems:
            raise ValidationError(problems)
        return parts

    return structure


def _union_hook(made: Converter, cls: Any) -> Hook:
    members = [member for member in typing.get_args(cls) if member is not type(None)]
    optional = len(members) < len(typing.get_args(cls))
    inner = _choice_hook(made, members)

    def structure(value: Any, _: Any) -> Any:
        return None if value is None and optional else inner(value, cls)

    return structure


def _choice_hook(made: Converter, members: list[Any]) -> Hook:
    if len(members) == 1:
        hook = made.get_structure_hook(members[0])
        return lambda value, _: hook(value, members[0])
    if set(members) == {date, PartialDate}:
        return lambda value, _: _sound(as_day(value))
    by_tag = {TAGS[member][1]: member for member in members if member in TAGS}
    if not by_tag:
        return _as_it_is  # the field's own converter tells a day from a word
    period = Period in members

    def structure(value: Any, _: Any) -> Any:
        if isinstance(value, Mapping):
            tag = value.get("type")
            if type(tag) is str and tag in by_tag:
                # Looked up when it is needed: conditions stand in conditions.
                return made.get_structure_hook(by_tag[tag])(value, by_tag[tag])
            found = shown(tag) if "type" in value else "nothing"
            raise ValidationError([Problem("/type", found, "one of: " + ", ".join(by_tag))])
        if period and type(value) is str:
            return made.get_structure_hook(Period)(value, Period)
        text = "an ISO 8601 period such as P5Y, or " if period else ""
        raise _wrong(value, f"{text}an object with a type, one of: {', '.join(by_tag)}")

    return structure


def _record_hook(made: Converter, cls: Any) -> Hook:
    attrs.resolve_types(cls)
    fields = [
        (field.name, field.type, made.get_structure_hook(field.type), field.default is attrs.NOTHING)
        for field in attrs.fields(cls)
        if is_stored(field)
    ]
    mark, word = TAGS.get(cls, ("", ""))
    keys = ([mark] if mark else []) + [name for name, *_ in fields]
    known = frozenset(keys)
    expected = "one of: " + ", ".join(keys) if keys else "no key"

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _wrong(value, "an object: " + cls.__name__)
        problems = [
            Problem(pointer(str(key)), "a key that is not known here", expected) for key in value if key not in known
        ]
        if mark and value.get(mark) != word:
            found = shown(value[mark]) if mark in value else "nothing"
            problems.insert(0, Problem(pointer(mark), found, shown(word)))
        given: dict[str, Any] = {}
        for name, type_, hook, required in fields:
            if name in value:
                given[name] = _tried(hook, value[name], type_)
            elif required:
                given[name] = Refused([Problem("", "nothing", "a value, as this key is required")])
        refused = [problem.under(pointer(name)) for name, part in given.items() for problem in refusal(part)]
        record = None
        try:
            record = cls(**given)
        except ValidationError as error:  # of the library's own classes: with those refused among its problems
            refused = [*error.problems, *(problem for problem in refused if problem not in error.problems)]
        except Exception as error:  # a class of the caller's own may raise anything
            refused = refused or [_failed(value, error)]
        if refused or problems:
            raise ValidationError([*refused, *problems])
        return record

    return structure


def _written(made: Converter, cls: Any) -> Callable[[Any], dict[str, Any]]:
    fields = [(field.name, default_of(field)) for field in attrs.fields(cls) if is_stored(field)]
    mark = TAGS.get(cls)

    def unstructure(record: Any) -> dict[str, Any]:
        out: dict[str, Any] = dict([mark] if mark else [])
        for name, default in fields:
            value = getattr(record, name)
            if value != default:
                out[name] = made.unstructure(value)
        return out

    return unstructure


def default_of(field: attrs.Attribute[Any]) -> Any:
    """What a field holds when it is left out; what equals nothing, where it can't be, or depends on the others."""
    factory = getattr(field.default, "factory", None)
    if factory is None:
        return field.default
    return attrs.NOTHING if getattr(field.default, "takes_self", False) else factory()


def is_stored(field: attrs.Attribute[Any]) -> bool:
    """Whether a field stands in documents."""
    return field.init and not field.name.startswith("_")


def thawed(value: Any) -> Any:
    """Of a `FrozenMap` and what is in it, what `json` can write."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: thawed(part) for key, part in value.items()}
    return [thawed(part) for part in value] if isinstance(value, tuple) else value
