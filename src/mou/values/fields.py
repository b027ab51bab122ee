"""From what a caller or a document gives to what a field holds: strictly, and with every problem told.

An attrs converter that meets a bad value does not raise: it leaves a `Refused` in the field, and `settle`,
called when the object is complete, raises once for all fields, each by its name. So one object has one error
that names everything wrong with it, whether it came from Python or from JSON.
"""

# No `from __future__ import annotations`: attrs copies the annotations of these converters to constructors in modules
# that do not import what stands in them.

import json
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, Never, Protocol, TypeGuard, TypeVar, cast

import attrs

from mou.errors import Problem, ValidationError
from mou.values.frozenmap import FrozenMap
from mou.values.hints import did_you_mean, hint_for

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

# Patterns that the JSON Schema has as well are text, without anchors, in what all engines for them understand alike:
# no look-around, no shorthand such as \d, whose meaning differs, and characters as themselves, as escapes differ too.
ID = "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}"
BLANKS = "\t\n\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What is white space, for a character class."""
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
"""The control characters that no text has, for a character class."""

_ID = re.compile(rf"{ID}\Z")
_WRITTEN = re.compile(f"[^{BLANKS}]")
_UNWRITABLE = re.compile(f"[{CONTROLS}\ud800-\udfff]")
_ID_EXPECTED = "an id: a letter or digit, then letters, digits, '.', '_', ':' or '-' (at most 128)"


class Refused:
    """Stands in a field whose value was refused, until `settle` raises; its pointers start at that value."""

    __slots__ = ("problems",)

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)


def _refuse(value: object, expected: str, hint: str = "") -> Refused:
    return value if type(value) is Refused else Refused([Problem("", shown(value), expected, hint=hint)])


class _Refuse(Protocol):
    def __call__(self, value: object, expected: str, hint: str = "") -> Never: ...


# Typed as never returning: no caller of a constructor sees a `Refused`, as `settle` raises before the object is
# made. So a converter's type says what a field holds.
refuse = cast("_Refuse", _refuse)
"""A `Refused` for one value: what was expected in its place, and a hint; one that is refused already stays as it is."""
refused = cast("Callable[[Iterable[Problem]], Never]", Refused)
"""A `Refused` for problems already told."""


def refusal(value: object) -> tuple[Problem, ...]:
    """Why a converted value was refused; nothing where it was not."""
    return value.problems if type(value) is Refused else ()


def shown(value: object) -> str:
    """A value as short, printable text for an error message."""
    if isinstance(value, int) and value.bit_length() > 200:  # Python refuses to write numbers of 4,300 digits
        return "a number too large to display"
    if value is None or isinstance(value, bool | int | float | str):
        full = json.dumps(value, ensure_ascii=False, default=str)
        full = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in full[:100])
        return full if len(full) <= 60 else full[:57] + "..."
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple | set | frozenset):
        return "a list"
    return with_article(type(value))


def with_article(cls: type) -> str:
    """The name of a class after "a" or "an"."""
    return f"{'an' if cls.__name__[0] in 'AEIOUaeiou' else 'a'} {cls.__name__}"


def pointer(*parts: str | int) -> str:
    """A JSON Pointer (RFC 6901) to a place.

    >>> pointer("acts", 0, "a/b")
    '/acts/0/a~1b'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def settle(value: T, *rules: Callable[[T], Iterable[Problem]]) -> None:
    """Raise one error for all that is wrong with a new object: refused fields, else broken rules.

    Rules that compare fields are asked only where every field is sound.
    """
    names, getter = _fields(type(value))
    values = getter(value)
    if Refused in map(type, values):
        parts = zip(names, values, strict=True)
        raise ValidationError(problem.under(pointer(name)) for name, part in parts for problem in refusal(part))
    problems = [problem for rule in rules for problem in rule(value)]
    if problems:
        raise ValidationError(problems)


def _read_fields(cls: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in attrs.fields(cls) if field.init)
    if len(names) == 1:
        return names, lambda value: (getattr(value, names[0]),)
    return names, attrgetter(*names)


_fields: Callable[[type], tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = cache(_read_fields)


def as_text(value: str) -> str:
    """Text that is not empty, without control characters other than tab and line ends."""
    if type(value) is str and value.isprintable() and value and not value.isspace():
        return value  # what is printable has no controls, and no white space but the plain one
    if type(value) is str and not _WRITTEN.search(value):
        return refuse(value, "non-empty text")
    return as_any_text(value)


def as_any_text(value: str) -> str:
    """`as_text` that may be empty."""
    if type(value) is not str:
        return refuse(value, "text")
    if _UNWRITABLE.search(value):
        return refuse(value, "text without control characters or lone surrogates")
    return value


def as_texts(value: Iterable[str]) -> tuple[str, ...]:
    """Several texts, each as `as_text`, none twice."""
    return _each_once(value, as_text, "a list of text values")


def as_id(value: str) -> str:
    """A short stable id."""
    if type(value) is not str or not _ID.match(value):
        return refuse(value, _ID_EXPECTED)
    return value


def as_ids(value: Iterable[str]) -> tuple[str, ...]:
    """Several ids, none twice."""
    return _each_once(value, as_id, "a list of ids")


def is_list(value: object) -> TypeGuard[Iterable[Any]]:
    """Whether a value is several ones: no text, and no object."""
    if type(value) is tuple:  # quicker than to ask what it can do
        return True
    return isinstance(value, Iterable) and not isinstance(value, str | Mapping)


def as_each(value: Iterable[Any], convert: Callable[[Any], T], expected: str) -> tuple[T, ...]:
    """A tuple of values, each converted; all that are refused are told, by their places."""
    if not is_list(value):
        return refuse(value, expected)
    converted = tuple([convert(part) for part in value])
    if Refused not in map(type, converted):
        return converted
    return refused(problem.under(pointer(index)) for index, part in enumerate(converted) for problem in refusal(part))


def _each_once(value: Iterable[str], convert: Callable[[str], str], expected: str) -> tuple[str, ...]:
    converted = as_each(value, convert, expected)
    if type(converted) is tuple and len(set(converted)) < len(converted):
        again = [Problem(pointer(index), shown(text), "no duplicates") for index, text in repeated(converted)]
        return refused(again)
    return converted


def as_flag(value: bool) -> bool:
    """True or false, and nothing that merely counts as one of them."""
    return value if type(value) is bool else refuse(value, "true or false")


def as_ordinal(value: int) -> int:
    """A count from 1."""
    return _whole(value, 1)


LARGEST_COUNT = 2**53 - 1
"""No count is larger: not every reader of JSON holds a larger number exactly (RFC 8259 section 6)."""


def _whole(value: int, least: int) -> int:
    if type(value) is not int or value < least:
        return refuse(value, f"a whole number, {least} or more")
    return value if value <= LARGEST_COUNT else refuse(value, f"a whole number, at most {LARGEST_COUNT:,}")


def as_enum(cls: type[E], value: E | str) -> E:
    """A member of an enum, given as itself or as its word."""
    if type(value) is cls:
        return value
    words = cast("dict[str, E]", words_of(cls))
    if type(value) is str and value in words:
        return words[value]
    return refuse(value, "one of: " + ", ".join(cls), did_you_mean(value, words))


_SYNONYMS: dict[type[StrEnum], dict[str, StrEnum]] = {}


def synonyms(cls: type[E], members: Mapping[str, E]) -> None:
    """Let an enum be given by further words: other terms of the field, and words of older documents."""
    _SYNONYMS[cls] = dict(members)


@cache
def words_of(cls: type[StrEnum]) -> dict[str, StrEnum]:
    """Return the members of an enum by each word that means them, synonyms last."""
    return {member.value: member for member in cls} | _SYNONYMS.get(cls, {})


def as_each_of(value: Iterable[T], classes: tuple[type, ...], expected: str, expected_part: str) -> tuple[T, ...]:
    """A tuple of instances of any of the classes."""

    def checked(part: T) -> T:
        return part if isinstance(part, classes) else refuse(part, expected_part, hint_for(part, classes))

    return as_each(value, checked, expected)


def as_one_of(value: T, classes: tuple[type, ...], expected: str) -> T:
    """An instance of one of the classes."""
    return value if isinstance(value, classes) else refuse(value, expected, hint_for(value, classes))


def as_names(value: Mapping[str, str]) -> FrozenMap[str]:
    """A mapping from text to text."""
    return as_map(value, as_text, as_text, "an object with text values")


def as_counts(value: Mapping[str, int]) -> FrozenMap[int]:
    """A mapping from text to a count, 0 or more."""
    return as_map(value, as_text, as_count, "an object with whole numbers as values")


def as_count(value: int) -> int:
    """A whole number, 0 or more; true is not 1."""
    return _whole(value, 0)


def as_map(
    value: Mapping[str, Any], as_key: Callable[[str], str], convert: Callable[[Any], T], expected: str
) -> FrozenMap[T]:
    """A mapping with its keys and values converted; all that are refused are told, by their keys."""
    if not isinstance(value, Mapping):
        return refuse(value, expected)
    parts = {key: convert(part) for key, part in value.items()}
    problems = [
        problem.under(pointer(str(key)))
        for key, part in parts.items()
        for problem in (*refusal(as_key(key)), *refusal(part))
    ]
    return refused(problems) if problems else FrozenMap(parts)


def repeated(ids: Iterable[str]) -> list[tuple[int, str]]:
    """The places at which an id stands that stood before, with the id."""
    seen: set[str] = set()
    again: list[tuple[int, str]] = []
    for index, identifier in enumerate(ids):
        if identifier in seen:
            again.append((index, identifier))
        seen.add(identifier)
    return again
