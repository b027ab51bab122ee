"""The fast reader of valid documents, used with the extra ``fast``.

First, msgspec reads a document into structs. The struct of a class has the same keys as the class, and is called its
twin. msgspec checks in C for unknown and missing keys and for wrong types. Then a generated function for each class
makes a record from the twin. This function is fast for four reasons:

- It passes each value to the converter of the field, and each object to the rules of its class, but checks nothing
  twice. Words of an enum, and records that the reader has just made, are known to be valid.
- It caches the results of converters for short texts, such as periods and ids. It also caches whole parties and terms
  by their text, because archives contain many identical copies.
- It makes records without `__init__`. It sets the fields on an object of an unfrozen subclass with the same slots, and
  then sets `__class__` of the object to the class. Setting a field of a frozen class takes three times as long.
- It counts keys instead of comparing them. If a key is duplicated, msgspec keeps the last value, and
  `has_each_key_once` finds the duplicate.

If a document may be invalid, the fast reader stops, and `mou.documents.converter` reads the document again. If the fast
reader rejects a valid document, this only costs time. It must never accept an invalid document.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from functools import cache, reduce
from operator import attrgetter, or_
from typing import Any, Literal

import attrs
import msgspec

from mou.answers.register import Register
from mou.dates.delays import as_delay
from mou.dates.periods import Period
from mou.documents.fields import FORMATS, LINE_KEYS, Shape, defaults_of, fields_of
from mou.documents.memory import LONGEST_LIST, LONGEST_REPEATED, MOST_REPEATED, REPEATED, Memory
from mou.documents.text import has_each_key_once, keys_in, parsed
from mou.model.conditions import as_condition
from mou.model.durations import as_duration, as_endless_length
from mou.model.party import as_party_id, as_party_ids
from mou.values.checked import rules_of
from mou.values.converters import keeps_instances, without_none
from mou.values.fields import Refused, as_id, as_ids, as_text
from mou.values.tags import TAGS

Read = Callable[[Any, list[int]], Any]
"""A function that makes a record from a twin. It adds the number of keys to the first item of the list."""

_PLAIN: dict[Any, Any] = {
    as_party_ids: as_ids,
    as_party_id: as_id,
}
"""Replacements for converters that also accept `Party` objects. Documents contain ids instead."""
_KEEP_INSTANCES = frozenset({as_condition, as_delay, as_duration, as_endless_length})
"""Converters that only check the types of instances, like the converters in `mou.values.converters`. If a converter is
missing here, it is called needlessly. If a converter here does more than check types, that is a bug."""


_RECURRING = frozenset({"place", "office", "register", "publisher"})
"""Text fields with recurring values. For these, a cache is faster than a check of each value."""


class _Other(msgspec.Struct, tag_field="type", tag=""):
    """An additional member of each union, because msgspec requires tags only in unions of several structs."""


_CLASSES: dict[type, type] = {}
"""The class of each twin."""


@cache
def _twin(cls: type) -> type[msgspec.Struct]:
    """Return the twin of a class, its msgspec struct."""
    fields: list[Any] = [("format", Literal[TAGS[cls][1]])] if cls is Register else []
    if cls in FORMATS:
        fields.append(("format", Literal[FORMATS[cls]] | msgspec.UnsetType, msgspec.UNSET))
    for field, shape in fields_of(cls):
        field_type: Any = msgspec.Raw if cls in shape.members else _type(shape)  # conditions can contain conditions
        required = field.default is attrs.NOTHING
        fields.append(
            (field.name, field_type) if required else (field.name, field_type | msgspec.UnsetType, msgspec.UNSET)
        )
    key, tag = TAGS[cls] if cls in TAGS and cls is not Register else (None, None)
    twin = msgspec.defstruct(
        cls.__name__,
        fields,
        tag_field=key,
        tag=tag,
        frozen=True,
        forbid_unknown_fields=True,
        kw_only=True,
        gc=False,
    )
    _CLASSES[twin] = cls
    return twin


def _type(shape: Shape) -> Any:
    field_type = _part_type(shape)
    if shape.is_tuple:
        field_type = types.GenericAlias(tuple, (field_type, ...))
    return field_type | None if shape.optional and field_type is not Any else field_type


def _part_type(shape: Shape) -> Any:
    if shape.record is not None:
        return msgspec.Raw if shape.record in REPEATED else _twin(shape.record)
    if shape.tagged:
        text = [str] if Period in shape.members else []
        return reduce(or_, [*text, _Other, *map(_twin, shape.tagged)])
    if shape.word is not None or shape.members in ([bool], [int]):
        return shape.members[0]
    if shape.is_map:
        return msgspec.Raw
    return str if shape.is_text else Any  # an exact number, which the converter of the field checks


class _Readers(dict[type, Read]):
    """For each twin, the function that makes a record from it, generated on first use."""

    def __missing__(self, twin: type) -> Read:
        self[twin] = read = _written(_CLASSES[twin])
        return read


_readers = _Readers()


def _written(cls: type) -> Read:
    """Generate the function that makes records from the twins of a class."""
    names: dict[str, Any] = {"Open": _open(cls), "Class": cls, "UNSET": msgspec.UNSET, "readers": _readers}
    defaults = defaults_of(cls)
    fields = fields_of(cls)
    required = len(fields) - len(defaults) + (cls in TAGS)
    lines = ["record = Open()", f"keys = {required}"]
    if cls in FORMATS:
        lines.append("if twin.format is not UNSET: keys += 1")
    for field, shape in fields:
        name, value = field.name, _expression(cls, field, shape, names)
        if shape.optional:
            value = f"None if x is None else {value}"
        lines.append(f"x = twin.{name}")
        if name in defaults:
            default = names[f"default_{name}"] = defaults[name]
            default = repr(default) if default in (None, ()) else f"default_{name}"  # a constant is faster
            lines += [f"if x is UNSET: record.{name} = {default}", f"else: keys += 1; record.{name} = {value}"]
        else:
            lines.append(f"record.{name} = {value}")
    lines += ["n[0] += keys", "record.__class__ = Class"]
    for number, rule in enumerate(rules_of(cls)):
        names[f"rule_{number}"] = rule
        lines.append(f"if rule_{number}(record): raise ValueError")
    lines.append("return record")
    exec("\n".join(["def read(twin, n):", *(f"    {line}" for line in lines)]), names)  # noqa: S102 - the code contains only our own names
    read: Read = names["read"]
    return read


def _open(cls: type) -> type:
    """Return an unfrozen subclass with the same slots. Its objects can become objects of the class."""
    free: dict[str, Any] = {"__slots__": (), "__init__": object.__init__}
    free |= {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(cls)(cls.__name__, (cls,), free)


def _expression(cls: type, field: attrs.Attribute[Any], shape: Shape, names: dict[str, Any]) -> str:
    """Return a Python expression that converts the value ``x`` of a twin's field.

    Add the names that the expression uses to `names`.
    """
    convert = without_none(field.converter)
    convert = _PLAIN.get(convert, convert)
    checked = f"checked_{field.name}"
    names[checked] = _checked(convert)
    if shape.is_map:
        names["opened"] = _opened
        return f"{checked}(opened(x, n))"
    if shape.has_records:
        return _parts(cls, field.name, shape, convert, names)
    if convert is as_text and field.name not in _RECURRING:
        return f"x if x.isprintable() and x and not x.isspace() else {checked}(x)"
    if _is_sound(shape, convert):
        return "x"
    is_plain = convert in {as_id, as_text}
    recurs = field.name != "id" if is_plain else shape.is_text and (shape.is_tuple or str not in shape.members)
    if not recurs:
        return f"{checked}(x)"
    memory = f"memory_{field.name}"
    names[memory] = _memory(convert)
    if shape.is_tuple:
        return f"{memory}[x] if len(x) <= {LONGEST_LIST} else {checked}(x)"
    return f"{memory}[x]"


def _parts(cls: type, name: str, shape: Shape, convert: Any, names: dict[str, Any]) -> str:
    """Return the Python expression for a field that can contain records."""
    twins, read = "x", "readers[type({y})](y, n)"
    if shape.record in REPEATED:
        names[f"read_{name}"], read = _by_text(shape.record), f"read_{name}({{y}}, n)"
    if cls in shape.members:
        names[f"decode_{name}"], twins = msgspec.json.Decoder(_type(shape)).decode, f"decode_{name}(x)"
    parts = f"tuple([{read.format(y='y')} for y in {twins}])" if shape.is_tuple else read.format(y=f"y := {twins}")
    if not is_keeping(convert):
        parts = f"checked_{name}({parts})"
    if Period in shape.members:
        names[f"memory_{name}"] = _memory(convert)
        parts = f"memory_{name}[x] if type(x) is str else {parts}"
    return parts


def is_keeping(convert: object) -> bool:
    """Return whether a converter leaves all records of the field's classes unchanged."""
    return convert in _KEEP_INSTANCES or keeps_instances(convert)


def _is_sound(shape: Shape, convert: Any) -> bool:
    """Return whether a converter leaves all values that msgspec accepts unchanged."""
    values: Any = shape.word or ((True, False) if shape.members == [bool] else ())
    return bool(values) and all(convert(value) is value for value in values)


def _checked(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        converted = convert(value)
        if type(converted) is Refused:
            raise ValueError
        return converted

    return checked


@cache
def _memory(convert: Callable[[Any], Any]) -> Memory[Any]:
    return Memory(_checked(convert))


@cache
def _by_text(cls: type) -> Read:
    """Return a function that makes a record from its text in JSON. The same text gives the same object."""
    decode, read = _way(cls)

    def counted(text: bytes) -> tuple[Any, int]:
        n = [0]
        return read(decode(text), n), n[0]

    memory = Memory(counted, MOST_REPEATED)

    def read_it(raw: Any, n: list[int]) -> Any:
        text = bytes(raw)
        record, keys = memory[text] if len(text) <= LONGEST_REPEATED else counted(text)
        n[0] += keys
        return record

    return read_it


def _opened(raw: Any, n: list[int]) -> Any:
    """Parse the JSON value of a field in which users choose the keys."""
    document, problems = parsed(bytes(raw))
    if problems:
        raise ValueError
    n[0] += keys_in(document)
    return document


@cache
def _way(cls: type) -> tuple[Callable[[bytes], Any], Read]:
    """Return the function that decodes a text into a twin, and the function that makes a record from it."""
    return msgspec.json.Decoder(_twin(cls)).decode, _readers[_twin(cls)]


def from_text(text: str | bytes, cls: type) -> Any:
    """Return the record in a text, or `None` if the text may be invalid."""
    if cls in TAGS and cls is not Register:  # msgspec does not check tags outside unions
        return None
    try:
        data = text.encode() if isinstance(text, str) else bytes(text)
        decode, read = _way(cls)
        n = [0]
        record = read(decode(data), n)
        return record if has_each_key_once(data, n[0]) else None
    except Exception:  # the converter reports the problems
        return None


_LINE_KEYS: dict[type, str] = {cls: key for key, cls in LINE_KEYS.items()}


@cache
def _line_decoder() -> tuple[Callable[[bytes], Any], Callable[[Any], tuple[Any, ...]]]:
    fields: list[Any] = [(key, _twin(cls) | msgspec.UnsetType, msgspec.UNSET) for cls, key in _LINE_KEYS.items()]
    line = msgspec.defstruct("Line", fields, forbid_unknown_fields=True, gc=False)
    return msgspec.json.Decoder(line).decode, attrgetter(*LINE_KEYS)


def from_line(text: bytes) -> Any:
    """Return the key and the record of a line of NDJSON, or `None` if the line may be invalid."""
    try:
        decode, values = _line_decoder()
        (twin,) = filter(None, values(decode(text)))  # the value of a missing key is false
        n = [1]
        record = _readers[type(twin)](twin, n)
        key = _LINE_KEYS[type(record)]
        return (key, record) if has_each_key_once(text, n[0]) else None
    except Exception:  # the converter reports the problems
        return None


def indented(line: str, indent: int) -> str:
    """Return a single-line document with the indentation of `json.dumps`."""
    text: str = msgspec.json.format(line, indent=indent)
    return text
