"""The fast writer of records.

A generated function for each class builds the JSON text. The converter and `json.dumps` would return the same text.
Keys are in the order of the class. Fields that have their default value are left out. The converter writes the values
of the classes that have no such function.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import takewhile
from json.encoder import encode_basestring
from typing import Any

import attrs

from mou.dates.days import PartialDate
from mou.dates.periods import Period
from mou.documents.fields import Shape, classes, defaults_of, fields_of
from mou.documents.memory import LONGEST_LIST, LONGEST_REPEATED, MOST_REPEATED, REPEATED, Memory
from mou.documents.text import as_json_values
from mou.values.tags import TAGS

Write = Callable[[Any], str]

_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _as_text(value: object) -> str:
    return f'"{value}"'  # the value has no characters to escape


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(encode_basestring, texts))}]"


def _period(period: Period) -> str:
    return _periods[period.years, period.months, period.weeks, period.days]  # hashing the period would be slower


_days, _short_lists = Memory(_as_text), Memory(_list)
_periods = Memory(lambda parts: _as_text(Period(**dict(zip(("years", "months", "weeks", "days"), parts, strict=True)))))

_LEAVES: dict[type, Write] = {
    str: encode_basestring,
    int: str,
    bool: {True: "true", False: "false"}.__getitem__,
    Period: _period,
    **dict.fromkeys((date, PartialDate, Decimal, Fraction), _as_text),
}


class _ByType(dict[type, Write]):
    """The functions that write values, by class. A function for a class of records is generated on first use."""

    def __missing__(self, cls: type) -> Write:
        if issubclass(cls, StrEnum):
            write: Write = {word: _json(word.value) for word in cls}.__getitem__
        else:
            write = _compiled(cls)
            if cls in REPEATED:
                write = _shared(write)
        self[cls] = write
        return write


_write = _ByType(_LEAVES)


def _shared(write: Write) -> Write:
    """Return a function that caches the texts of objects. Many records share the same object, such as a party."""
    texts: dict[int, tuple[object, str]] = {}

    def shared(value: object) -> str:
        known = texts.get(id(value))
        if known is not None and known[0] is value:
            return known[1]
        text = write(value)
        if len(text) <= LONGEST_REPEATED:
            if len(texts) >= MOST_REPEATED:
                texts.clear()
            texts[id(value)] = value, text  # keep the value alive, so that no other object gets its id
        return text

    return shared


def _compiled(cls: type) -> Write:
    names: dict[str, Any] = {
        "write": _write,
        "text": encode_basestring,
        "json": _json,
        "as_json_values": as_json_values,
    }
    names |= {"days": _days, "list_": _list, "short": _short_lists}
    defaults = defaults_of(cls)
    lines: list[str] = []
    always = [f"{_json(key)}: {_json(word)}" for key, word in [TAGS[cls]]] if cls in TAGS else []
    fields = [(field.name, shape, defaults.get(field.name, attrs.NOTHING)) for field, shape in fields_of(cls)]
    first = list(takewhile(lambda field: field[2] is attrs.NOTHING, fields))
    for name, shape, default in first:
        lines += [f"x = o.{name}", f"x_{name} = {_expression(name, shape, default, names)}"]
        always.append(f"{_json(name)}: {{x_{name}}}")
    lines.append(f"s = f'{{{{{', '.join(always)}'" if always else 's = ""')
    for name, shape, default in fields[len(first) :]:
        names[f"default_{name}"] = default
        write = [f"x = {_expression(name, shape, default, names)}", f"s += f', {_json(name)}: {{x}}'"]
        lines += [f"x = o.{name}", _unless(name, default), *(f"    {line}" for line in write)]
    lines.append('return s + "}"' if always else 'return "{" + s[2:] + "}"')
    exec("\n".join(["def write_it(o):", *(f"    {line}" for line in lines)]), names)  # noqa: S102 - the code contains only our own names
    writer: Write = names["write_it"]
    return writer


def _unless(name: str, default: object) -> str:
    """Return the line of code that tests whether a value differs from the default."""
    if default is None or isinstance(default, StrEnum | bool):
        return f"if x is not default_{name}:"
    return f"if x is not default_{name} and x != default_{name}:"


def _expression(name: str, shape: Shape, default: object, names: dict[str, Any]) -> str:
    """Return the Python expression for the JSON text of a field's value ``x``."""
    members = set(shape.members)
    value = "write[type(x)](x)"
    if shape.is_map:
        value = "json(as_json_values(x))"
    elif shape.is_tuple and members == {str}:
        value = f"(short[x] if len(x) <= {LONGEST_LIST} else list_(x))"
    elif shape.is_tuple:
        value = f"'[' + ', '.join([{value} for x in x]) + ']'"
    elif shape.word is not None:
        names[f"words_{name}"] = {word: _json(word.value) for word in shape.word}
        value = f"words_{name}[x]"
    elif members == {str}:
        value = "text(x)"
    elif members == {date, PartialDate}:
        value = "days[x]"
    return f"'null' if x is None else {value}" if shape.optional and default is not None else value


def line_of(value: object) -> str | None:
    """Return a record as JSON on one line, or `None` if the converter has to write it."""
    cls = type(value)
    return _write[cls](value) if cls in classes() else None
