"""The straight way from a good document to its records: functions made for each class, which stop at the first doubt.

They take the parts of a document as JSON objects (`from_document`) or as structs (`mou.documents.twins`). What is right
is said by the classes alone: a field goes through its own converter, an object through its own rules. What is left out
is to look at a value twice, and to tell what is wrong: a document that is in doubt is read again by the codec, which
tells that. So these functions may refuse what is right, and must never accept what the codec would not.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any

import attrs

from mou.answers.register import Register
from mou.dates.days import PartialDate, as_day, as_optional_day
from mou.dates.periods import Period
from mou.documents import codec
from mou.documents.codec import default_of, is_stored, parsed
from mou.model.meeting import as_optional_party_id, as_party_id
from mou.model.party import Party, as_party_ids
from mou.values.fields import (
    OF_EACH,
    Refused,
    as_id,
    as_ids,
    as_optional_id,
    as_optional_text,
    as_text,
    is_keeping,
    rules_of,
)
from mou.values.frozenmap import FrozenMap
from mou.values.tags import TAGS

__all__ = [
    "Doubt",
    "Read",
    "Readers",
    "Shape",
    "classes",
    "defaults_of",
    "fields_of",
    "from_document",
    "from_line",
    "from_text",
    "has_each_key_once",
    "is_record",
    "shared",
    "tags",
]

Read = Callable[[Any, list[int]], Any]
"""Makes a record of its source; adds to the first number how many keys its objects had."""

MOST_REMEMBERED = 2**16
"""So many different values of a kind are remembered, so that they are read once, and stand once in memory: all pairs of
states."""
MOST_SHARED = 2**13
"""So many parties, and so many clauses of a kind."""
LONGEST_REMEMBERED = 8  # of lists: those of many differ
_PLAIN: dict[Any, Any] = {
    as_optional_text: as_text,
    as_optional_day: as_day,
    as_optional_id: as_id,
    as_party_ids: as_ids,
    as_party_id: as_id,
    as_optional_party_id: as_id,
}
"""Converters that are the same but for what stands in no document, or was looked at before: `None`, and parties."""
_EXACT_DAY = """
if len(x) == 10 and x[4:8:3] == "--":
    try: x = exact(x)
    except ValueError: {otherwise}
else: {otherwise}
"""
"""An archive has very many days: to remember them takes longer than to read them, as most have left the processor's
cache when they come again. What has hyphens at these places is read by `date.fromisoformat` as by `as_day`."""
_RECURRING = frozenset({"place", "office", "register", "depositary", "publisher"})
"""Fields of texts that recur, so that it costs less to remember them than to look at each."""


class Doubt(Exception):  # noqa: N818 - no error: the codec decides
    """The document may be wrong."""


class _Absent:
    """Stands for a key that is not there."""


ABSENT = _Absent()


class Shape:
    """What a field's annotation says: its types without `None`, and what a tuple holds."""

    __slots__ = ("is_tuple", "members", "optional", "whole")

    def __init__(self, annotation: Any) -> None:
        union = isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union
        every = typing.get_args(annotation) if union else (annotation,)
        members = [one for one in every if one is not types.NoneType]
        self.whole = annotation
        self.optional = len(members) < len(every)
        self.is_tuple = len(members) == 1 and typing.get_origin(members[0]) is tuple
        self.members: list[Any] = Shape(typing.get_args(members[0])[0]).members if self.is_tuple else members

    @property
    def tagged(self) -> dict[str, type]:
        """The classes among which a document's ``type`` tells, by that word."""
        return {TAGS[one][1]: one for one in self.members if one in TAGS}

    @property
    def record(self) -> type | None:
        """The class of record that alone can stand there."""
        (*others, one) = self.members
        return one if not others and one not in TAGS and is_record(one) else None

    @property
    def word(self) -> type[StrEnum] | None:
        """The words of which one stands there."""
        alone = len(self.members) == 1 and not self.is_tuple and isinstance(self.members[0], type)
        return self.members[0] if alone and issubclass(self.members[0], StrEnum) else None

    @property
    def is_map(self) -> bool:
        """Whether an object without fixed keys stands there."""
        return (typing.get_origin(self.members[0]) or self.members[0]) is FrozenMap

    @property
    def is_text(self) -> bool:
        """Whether only text can stand there, in a document."""
        return all(isinstance(one, type) and (one in _TEXTS or issubclass(one, StrEnum)) for one in self.members)


_TEXTS = {str, Period, date, PartialDate}


def is_record(cls: Any) -> bool:
    """Whether an object stands for it in a document."""
    return attrs.has(cls) and cls not in {Period, PartialDate}


def fields_of(cls: type) -> list[tuple[attrs.Attribute[Any], Shape]]:
    """The fields that stand in documents, with what they hold."""
    attrs.resolve_types(cls)
    return [(field, Shape(field.type)) for field in attrs.fields(cls) if is_stored(field)]


@cache
def defaults_of(cls: type) -> dict[str, Any]:
    """What fields hold that are left out: the same objects each time, so that they are soon told."""
    return {field.name: default_of(field) for field, _ in fields_of(cls) if field.default is not attrs.NOTHING}


@cache
def classes() -> frozenset[type]:
    """Of what classes the records are that can stand in a register, and the register's."""
    found: set[type] = set()
    left: list[type] = [Register]
    while left:
        cls = left.pop()
        if cls not in found:
            found.add(cls)
            left += [one for _, shape in fields_of(cls) for one in shape.members if is_record(one)]
    return frozenset(found)


class _Memory(dict[Any, Any]):
    """What a converter makes of a text, or of a list of texts, remembered."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        super().__init__()
        self._convert = _of_each(_memory(OF_EACH[convert])) if convert in OF_EACH else convert

    def __missing__(self, key: Any) -> Any:
        made = self._convert(key)
        if type(made) is Refused:
            raise Doubt
        if type(key) is str or (type(key) is tuple and len(key) <= LONGEST_REMEMBERED):
            if len(self) >= MOST_REMEMBERED:
                self.clear()
            self[key] = made
        return made


_memory = cache(_Memory)


def _of_each(memory: _Memory) -> Callable[[Any], Any]:
    def convert(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        made = tuple([memory[part] for part in parts])
        if len(set(made)) < len(made):
            raise Doubt
        return made

    return convert


@cache
def _open(cls: type) -> type:
    """The class with fields that can be set, whose objects can become those of the class: they have the same slots.

    They begin without any. To set a field of a frozen class costs thrice as much.
    """
    free: dict[str, Any] = {"__slots__": (), "__init__": object.__init__}
    free |= {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(cls)(cls.__name__, (cls,), free)


class _ByTag(dict[Any, Read]):
    """The functions that read one of several classes, by what tells which; each is made when it is first needed."""

    def __init__(self, readers: Readers, classes: dict[Any, type]) -> None:
        super().__init__()
        self._readers, self._classes = readers, classes

    def __missing__(self, key: Any) -> Read:
        self[key] = read = self._readers.of(self._classes[key])
        return read


class Readers:
    """Functions that make records of JSON objects.

    Those for another kind of source say how theirs differ.
    """

    def __init__(self) -> None:
        self._made: dict[type, Read] = {}

    def of(self, cls: type) -> Read:
        """The function that makes records of a class."""
        read = self._made.get(cls)
        if read is None:
            read = self._made[cls] = self._compiled(cls)
        return read

    # --- What depends on the kind of source ---

    found = "t[{name!r}]"
    """The value of a key that is there."""
    given = "t.get({name!r}, ABSENT)"
    """The value of a key that may be left out."""
    tag = 'x["type"]'

    def begin(self, cls: type, required: int) -> list[str]:
        """The lines before the first field."""
        mark, word = TAGS.get(cls, ("", ""))
        return [
            "if type(t) is not dict: raise Doubt",
            *([f"if t[{mark!r}] != {word!r}: raise Doubt"] if mark else []),
            f"k = {required}",
        ]

    end: tuple[str, ...] = ("if k != len(t): raise Doubt", "n[0] += k")
    """The lines after the last."""
    plain_text = "type(x) is str and x.isprintable() and x and not x.isspace()"
    """What `as_text` lets through at first sight, without the cost of a call."""
    reads_words = False
    """Whether words are members of their enum already."""

    def by_tag(self, shape: Shape) -> dict[Any, type]:
        """The classes of a union, by what `tag` gives."""
        return dict(shape.tagged)

    def ready(self, cls: type, name: str, shape: Shape, names: dict[str, Any]) -> list[str]:  # noqa: ARG002
        """The lines that bring a value ``x`` of the source to what the converter may be given."""
        if shape.is_map:
            names["count_keys"] = _count_keys
            return ["count_keys(x, n)"]
        if shape.is_tuple:
            return ["if type(x) is not list: raise Doubt", *([] if self._parts(shape) else ["x = tuple(x)"])]
        return ["if type(x) is not bool: raise Doubt"] if shape.members == [bool] else []

    def absent(self) -> object:
        """What `given` gives for a key that is left out."""
        return ABSENT

    def of_part(self, cls: type) -> Read:
        """The function that makes records of a class where they stand in others."""
        return self.of(cls)

    def finished(self, cls: type, read: Read) -> Read:
        """What is used as `read`: equal parties become one object."""
        return shared(read, self.found.format(name="id")) if cls is Party else read

    # --- The same for all ---

    @staticmethod
    def _parts(shape: Shape) -> bool:
        """Whether there are objects in it that are records."""
        return any(map(is_record, shape.members))

    def _compiled(self, cls: type) -> Read:
        names: dict[str, Any] = {
            "Open": _open(cls),
            "Class": cls,
            "Doubt": Doubt,
            "Refused": Refused,
            "ABSENT": self.absent(),
        }
        fields = fields_of(cls)
        required = sum(field.default is attrs.NOTHING for field, _ in fields) + (cls in TAGS)
        lines = [*self.begin(cls, required), "o = Open()"]
        for field, shape in fields:
            steps = self._steps(cls, field, shape, names)
            if field.default is attrs.NOTHING:
                lines += ["x = " + self.found.format(name=field.name), *steps, f"o.{field.name} = x"]
                continue
            default = f"default_{field.name}"
            names[default] = defaults_of(cls)[field.name]
            if names[default] is None or names[default] == ():
                default = repr(names[default])  # a constant is quicker to come by
            inner = ["k += 1", *steps]
            if shape.optional:
                inner = ["k += 1", "if x is not None:", *_indented(steps or ["pass"])]
            lines += [
                "x = " + self.given.format(name=field.name),
                f"if x is ABSENT: o.{field.name} = {default}",
                "else:",
                *_indented([*inner, f"o.{field.name} = x"]),
            ]
        lines += [*self.end, "o.__class__ = Class"]
        for number, rule in enumerate(rules_of(cls)):
            names[f"rule_{number}"] = rule
            lines.append(f"if rule_{number}(o): raise Doubt")
        lines.append("return o")
        return self.finished(cls, _function(lines, names))

    def _steps(self, cls: type, field: attrs.Attribute[Any], shape: Shape, names: dict[str, Any]) -> list[str]:
        """The lines that make of a source's value ``x`` what the field holds."""
        name, convert = field.name, typing.cast("Callable[[Any], Any]", field.converter)
        convert = _PLAIN.get(convert, convert)
        lines = self.ready(cls, name, shape, names)
        names[f"convert_{name}"] = convert
        converted = [f"x = convert_{name}(x)", "if type(x) is Refused: raise Doubt"]
        if convert is as_text and name in _RECURRING:
            names[f"memory_{name}"] = _memory(convert)
            return [*lines, f"x = memory_{name}[x]"]
        if convert is as_text:
            return [*lines, f"if not ({self.plain_text}):", *_indented(converted)]
        if shape.word is not None:
            sound = {word: made for word in shape.word if type(made := convert(word)) is not Refused}
            names[f"words_{name}"] = sound
            is_read = self.reads_words and all(sound.get(word) is word for word in shape.word)
            return lines if is_read else [*lines, f"x = words_{name}[x]"]
        if shape.members == [bool] and all(convert(value) is value for value in (True, False)):
            return lines
        remembered = f"x = memory_{name}[x]"
        if self._parts(shape):
            read = self._read_part(name, shape, names)
            lines += read if is_keeping(convert) else [*read, *converted]
            if Period not in shape.members:
                return lines
            names[f"memory_{name}"] = _memory(convert)
            return ["if type(x) is str: " + remembered, "else:", *_indented(lines)]
        if (shape.is_text and (str not in shape.members or shape.is_tuple)) or (convert is as_id and name != "id"):
            names[f"memory_{name}"] = _memory(convert)
            # One that is written in Python takes more than digits, such as blanks.
            if convert is as_day and isinstance(date.fromisoformat, types.BuiltinMethodType):
                names["exact"] = date.fromisoformat
                return _EXACT_DAY.format(otherwise=remembered).splitlines()
            return [*lines, remembered]
        return [*lines, *converted]

    def _read_part(self, name: str, shape: Shape, names: dict[str, Any]) -> list[str]:
        if shape.record is not None:
            names[f"read_{name}"] = self.of_part(shape.record)
            read = f"read_{name}(x, n)"
        else:
            names[f"read_{name}"] = _ByTag(self, self.by_tag(shape))
            read = f"read_{name}[{self.tag}](x, n)"
        # A loop, as calls from C (`map`) and comprehensions have a frame of their own to set up.
        return ["r = []", f"for x in x: r.append({read})", "x = tuple(r)"] if shape.is_tuple else [f"x = {read}"]


def shared(read: Read, key: str) -> Read:
    """`read`, which gives the same object again for an equal source.

    Args:
        read: the function.
        key: what tells sources apart, as Python text: where two have the same, they are compared.
    """
    lines = [
        f"key = {key}",
        "known = memory.get(key)",
        "if known is not None and (key is t or known[0] == t):",
        "    n[0] += known[2]",
        "    return known[1]",
        "before = n[0]",
        "made = read(t, n)",
        "if len(memory) >= most: memory.clear()",
        "memory[key] = (t, made, n[0] - before)",
        "return made",
    ]
    return _function(lines, {"memory": {}, "read": read, "most": MOST_SHARED})


def _function(lines: Iterable[str], names: dict[str, Any]) -> Read:
    """The function of a source ``t`` that has these lines, in which the names stand for the values."""
    exec("\n".join(["def read_it(t, n):", *_indented(lines)]), names)  # noqa: S102 - of the library's own names alone
    made: Read = names["read_it"]
    return made


def _indented(lines: Iterable[str]) -> list[str]:
    return ["    " + line for line in lines]


_readers = cache(Readers)


def from_document(document: object, cls: type) -> Any:
    """The record that a value of JSON is; `None` where the codec has to look."""
    if cls not in classes():
        return None
    try:
        return _readers().of(cls)(document, [0])
    except Exception:  # whatever it is, the codec tells it
        return None


use_extra = True
"""Whether the extra ``fast`` is used where it is installed: tests and benchmarks try both ways."""


@cache
def _twins() -> Any:
    try:
        return import_module("mou.documents.twins")
    except ImportError:
        return None


def from_text(text: str | bytes, cls: type) -> Any:
    """The record that a JSON text is; `None` where the codec has to look."""
    if cls not in classes() or len(text) > codec.LARGEST:
        return None
    twins = _twins() if use_extra else None
    if twins is not None:
        return twins.from_text(text, cls)
    try:
        plain = text if isinstance(text, str) else text.decode()
        n = [0, 0, 0]
        made = _readers().of(cls)(json.loads(plain), n)
        return made if has_each_key_once(plain, n) else None
    except Exception:  # whatever it is, the codec tells it
        return None


@cache
def tags() -> dict[str, type]:
    """What the key of a line of NDJSON says that its record is."""
    found: dict[str, type] = import_module("mou.documents.ndjson").TAGS  # which needs what stands here
    return found


def from_line(text: bytes) -> Any:
    """The tag and the record that a line of NDJSON is; `None` where the codec has to look."""
    if len(text) > codec.LARGEST:
        return None
    twins = _twins() if use_extra else None
    if twins is not None:
        return twins.from_line(text)
    try:
        plain = text.decode()
        ((tag, value),) = json.loads(plain).items()
        n = [1, 0, 0]
        made = tag, _readers().of(tags()[tag])(value, n)
        return made if has_each_key_once(plain, n) else None
    except Exception:  # whatever it is, the codec tells it
        return None


def has_each_key_once(text: Any, n: list[int]) -> bool:
    """Whether a text has no more keys than were counted: of repeated ones the last is read, which must not be.

    Args:
        text: the text, or its bytes.
        n: how many keys were counted; of a part whose keys are known to stand once, how many colons it has, and how
            many that follow a quotation mark.
    """
    keys, colons, marks = n
    if text.count(":" if type(text) is str else b":") - colons == keys:  # each key has one: none is left for another
        return True
    mark, *blanks = _SIGNS[type(text)]
    if text.count(mark) - marks == keys and not any(blank in text for blank in blanks):
        return True
    return not parsed(text)[1]


_SIGNS: dict[type, tuple[Any, ...]] = {
    str: ('":', " :", "\n:", "\r:", "\t:"),
    bytes: (b'":', b" :", b"\n:", b"\r:", b"\t:"),
}


def _count_keys(value: object, n: list[int]) -> None:
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            n[0] += len(one)
            left += one.values()
        elif isinstance(one, list):
            left += one
