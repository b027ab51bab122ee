"""The straight way from text: msgspec reads it into structs with the fields of the classes, their twins.

A twin refuses, in C, keys that are not known or lacking and values of other types. The rest is said by the classes
themselves: see `mou.documents.straight`. Needs the extra ``fast``.
"""

from __future__ import annotations

import types
import typing
from functools import cache, reduce
from operator import attrgetter, or_
from typing import Any, Literal

import attrs
import msgspec

from mou.answers.register import Register
from mou.dates.periods import Period
from mou.documents.codec import parsed
from mou.documents.straight import (
    MOST_SHARED,
    Doubt,
    Read,
    Readers,
    Shape,
    fields_of,
    has_each_key_once,
    is_record,
    shared,
    tags,
)
from mou.model.party import Party
from mou.model.term import Term
from mou.values.tags import TAGS

__all__ = ["from_line", "from_text"]

_HASHABLE = {str, int, bool, Period}
_REPEATED = frozenset({Party, Term})
"""Whose objects are often, letter by letter, those of another document: they are read once."""
_LONGEST_REPEATED = 1024  # bytes


class _Other(msgspec.Struct, tag_field="type", tag=""):
    """Stands in each union, as msgspec asks for a tag only where there are several structs."""


class _Twins(Readers):
    """Functions that make records of twins, and the twins."""

    found = given = "t.{name}"
    tag = "type(x)"
    end = ("n[0] += k",)
    plain_text = "x.isprintable() and x and not x.isspace()"
    reads_words = True

    def __init__(self) -> None:
        super().__init__()
        self._twins: dict[type, type[msgspec.Struct]] = {}

    def begin(self, cls: type, required: int) -> list[str]:  # noqa: ARG002
        return [f"k = {required}"]

    def absent(self) -> object:
        return msgspec.UNSET

    def by_tag(self, shape: Shape) -> dict[Any, type]:
        return {self.twin(cls): cls for cls in shape.tagged.values()}

    def ready(self, cls: type, name: str, shape: Shape, names: dict[str, Any]) -> list[str]:
        if shape.is_map:
            if self._is_map_of_text(shape):
                return ["k += len(x)"]
            names["opened"] = _opened
            return ["x = opened(x, n)"]
        if cls in shape.members:
            names[f"decode_{name}"] = msgspec.json.Decoder(self._type(shape)).decode
            return [f"x = decode_{name}(x)"]
        return []

    def of_part(self, cls: type) -> Read:
        return _by_text(self.of(cls), self.twin(cls)) if cls in _REPEATED else self.of(cls)

    def finished(self, cls: type, read: Read) -> Read:
        """Equal clauses become one object as well: agreements have few different ones."""
        is_clause = cls in TAGS and cls is not Register and _is_hashable(cls)
        return shared(read, "t") if is_clause else super().finished(cls, read)

    def twin(self, cls: type) -> type[msgspec.Struct]:
        """The struct with the fields of a class."""
        made = self._twins.get(cls)
        if made is None:
            mark, word = TAGS.get(cls, ("", ""))
            fields: list[Any] = [(mark, Literal[word])] if cls is Register else []
            fields += [self._field(cls, field, shape) for field, shape in fields_of(cls)]
            tag: dict[str, Any] = {"tag_field": mark, "tag": word} if mark and cls is not Register else {}
            made = self._twins[cls] = msgspec.defstruct(
                cls.__name__, fields, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, **tag
            )
        return made

    def _field(self, cls: type, field: attrs.Attribute[Any], shape: Shape) -> Any:
        held: Any = msgspec.Raw if cls in shape.members else self._type(shape)  # conditions stand in conditions
        if field.default is attrs.NOTHING:
            return field.name, held
        return field.name, held | msgspec.UnsetType, msgspec.UNSET

    def _type(self, shape: Shape) -> Any:
        held = self._part_type(shape)
        if shape.is_tuple:
            held = types.GenericAlias(tuple, (held, ...))
        return held | None if shape.optional and held is not Any else held

    def _part_type(self, shape: Shape) -> Any:
        if shape.record is not None:
            return msgspec.Raw if shape.record in _REPEATED else self.twin(shape.record)
        if shape.tagged:
            text = [str] if Period in shape.members else []
            return reduce(or_, [*text, _Other, *map(self.twin, shape.tagged.values())])
        if shape.word is not None or shape.members in ([bool], [int]):
            return shape.members[0]
        if shape.is_map:
            return dict[str, str] if self._is_map_of_text(shape) else msgspec.Raw
        return str if shape.is_text else Any  # exact numbers, which their converters look at

    @staticmethod
    def _is_map_of_text(shape: Shape) -> bool:
        return typing.get_args(shape.members[0]) == (str,)


def _by_text(read: Read, twin: type[msgspec.Struct]) -> Read:
    """`read`, which is handed texts of twins, and gives the same object again for the same text."""
    decode = msgspec.json.Decoder(twin).decode
    memory: dict[bytes, tuple[Any, int]] = {}

    def read_it(raw: Any, n: list[int]) -> Any:
        text = bytes(raw)
        known = memory.get(text)
        if known is not None:
            n[0] += known[1]
            return known[0]
        own = [0, 0, 0]
        made = read(decode(text), own)
        if len(text) <= _LONGEST_REPEATED and not own[1]:  # else its colons would have to be remembered as well
            if len(memory) >= MOST_SHARED:
                memory.clear()
            memory[text] = made, own[0]
        for place, count in enumerate(own):
            n[place] += count
        return made

    return read_it


def _is_hashable(cls: type) -> bool:
    """Whether twins of a class can be looked up: they hold no values of any type, as 1, 1.0 and true are equal."""
    return all(
        cls not in shape.members
        and all(_is_hashable(one) if is_record(one) else one in _HASHABLE or shape.is_text for one in shape.members)
        for _, shape in fields_of(cls)
    )


def _opened(raw: Any, n: list[int]) -> Any:
    """A user's own values, read as the codec reads them."""
    text = bytes(raw)
    document, problems = parsed(text)
    if problems:
        raise Doubt
    n[1] += text.count(b":")
    n[2] += text.count(b'":')
    return document


_twins = cache(_Twins)


@cache
def _way(cls: type) -> Any:
    """What decodes a text, and what makes a record of that."""
    twins = _twins()
    return msgspec.json.Decoder(twins.twin(cls)).decode, twins.of(cls)


def from_text(text: str | bytes, cls: type) -> Any:
    """The record that a text is; `None` where the codec has to look."""
    if cls in TAGS and cls is not Register:  # msgspec asks for tags in unions alone
        return None
    try:
        data = text.encode() if isinstance(text, str) else bytes(text)
        decode, read = _way(cls)
        n = [0, 0, 0]
        made = read(decode(data), n)
        return made if has_each_key_once(data, n) else None
    except Exception:  # whatever it is, the codec tells it
        return None


@cache
def _line_way() -> Any:
    twins = _twins()
    fields: list[Any] = [(tag, twins.twin(cls) | msgspec.UnsetType, msgspec.UNSET) for tag, cls in tags().items()]
    line = msgspec.defstruct("Line", fields, forbid_unknown_fields=True, gc=False)
    ways = {twins.twin(cls): (tag, twins.of(cls)) for tag, cls in tags().items()}
    return msgspec.json.Decoder(line).decode, attrgetter(*tags()), ways


def from_line(text: bytes) -> Any:
    """The tag and the record of a line that says what its record is; `None` where the codec has to look."""
    try:
        decode, held, ways = _line_way()
        (twin,) = filter(None, held(decode(text)))  # what is left out is false
        tag, read = ways[type(twin)]
        n = [1, 0, 0]
        made = tag, read(twin, n)
        return made if has_each_key_once(text, n) else None
    except Exception:  # whatever it is, the codec tells it
        return None
