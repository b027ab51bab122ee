"""Strict converters for the fields of attrs classes.

A converter does not raise an error for an invalid value: it returns a `Refused`, which attrs stores in the field. When
all fields are set, `settle` raises a single `ValidationError` that lists the problems of all fields. Therefore, the
error for an object is complete, whether the object comes from Python or from JSON.
"""

# This module has no `from __future__ import annotations`, because attrs copies the annotations of these converters to
# constructors in modules that do not import the annotated types.

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, Never, Protocol, TypeGuard, TypeVar, cast

import attrs

from mou.errors import Problem, ValidationError, printable
from mou.values.frozenmap import FrozenMap
from mou.values.hints import FEW, expression_of, hint_for, hint_in, word_meant
from mou.values.slugs import slug_of

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

# The JSON Schema uses some patterns too. These patterns are strings without anchors. They contain no look-around, no
# shorthands such as \d and no escapes, because regex engines treat these differently.
ID = "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}"
BLANKS = "\t\n\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The characters that are white space, to be used in a character class of a pattern."""
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
"""The control characters that are not allowed in text, to be used in a character class of a pattern."""

_ID = re.compile(rf"{ID}\Z")
_WRITTEN = re.compile(f"[^{BLANKS}]")
_UNWRITABLE = re.compile(f"[{CONTROLS}\ud800-\udfff]")
_ID_EXPECTED = "an id: a letter or digit, then letters, digits, '.', '_', ':' or '-' (at most 128)"


class Refused:
    """A placeholder for an invalid value until `settle` raises the error.

    The pointers of its problems are relative to the invalid value.
    """

    __slots__ = ("problems",)

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)


def _refuse(value: object, expected: str, hint: str = "") -> Refused:
    return value if type(value) is Refused else Refused([Problem("", shown(value), expected, hint=hint)])


class _Refuse(Protocol):
    def __call__(self, value: object, expected: str, hint: str = "") -> Never: ...


# For type checkers, these functions never return. `settle` raises an error before the constructor returns, so no caller
# sees a `Refused`. Therefore, the return type of a converter is the type of the field.
refuse = cast("_Refuse", _refuse)
"""Return a `Refused` for a value, with the expected values and a hint. If the value is a `Refused`, return it
unchanged."""
refused = cast("Callable[[Iterable[Problem]], Never]", Refused)
"""Return a `Refused` with the given problems."""


def refusal(value: object) -> tuple[Problem, ...]:
    """Return the problems of a converted value; none if the value is valid."""
    return value.problems if type(value) is Refused else ()


def shown(value: object) -> str:
    """Return a value as short, printable text for an error message."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if isinstance(value, int) and value.bit_length() > 200:  # Python can't write more than 4,300 digits
        return "a number too large to display"
    if value is None or isinstance(value, bool | int | float | str):
        full = json.dumps(value, ensure_ascii=False, default=str)
        full = printable(full[:100])
        return full if len(full) <= 60 else full[:57] + "..."
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, set | frozenset):
        return "a set"
    return with_article(type(value))


def with_article(cls: type) -> str:
    """Return the name of a class with "a" or "an" before it."""
    return f"{'an' if cls.__name__[0] in 'AEIOUaeiou' else 'a'} {cls.__name__}"


def pointer(*parts: str | int) -> str:
    """Return the JSON Pointer (RFC 6901) with the given parts.

    >>> pointer("acts", 0, "a/b")
    '/acts/0/a~1b'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def check_is(value: object, *classes: type, expected: str = "", hint: str = "") -> None:
    """Raise an error if an argument is not an object of one of the classes."""
    if not isinstance(value, classes):
        expected = expected or with_article(classes[0])
        has_items = isinstance(value, Collection) and is_list(value)
        hint = (
            hint
            or (hint_for(value, classes) if len(classes) <= FEW else "")
            or ("pass each item by itself" if has_items else "")
        )
        raise ValidationError([Problem("", shown(value), expected, hint=hint)])


def check_path(value: object, *, hint: str = "") -> None:
    """Raise an error if an argument is not the name of a file or folder."""
    check_is(value, str, os.PathLike, expected="the name of a file or folder", hint=hint)


def id_of(value: object, cls: type) -> str:
    """Return the id of an object of a class. If the value is already an id, return it unchanged.

    Raises:
        ValidationError: the value is neither an object of the class nor a text.
    """
    check_is(value, cls, str, expected=f"{with_article(cls)} or its id")
    return value if isinstance(value, str) else cast("str", cast("Any", value).id)


def settle(value: T, *rules: Callable[[T], Iterable[Problem]]) -> None:
    """Raise a single error for all invalid fields of a new object or, if there are none, for all rules that it breaks.

    Rules compare fields, so a rule is only checked if every field is valid.
    """
    names, getter = _fields(type(value))
    values = getter(value)
    if Refused in map(type, values):
        parts = zip(names, values, strict=True)
        raise ValidationError(_problem(value, name, problem) for name, part in parts for problem in refusal(part))
    problems = [problem for rule in rules for problem in rule(value)]
    if problems:
        raise ValidationError(problems)


def _problem(instance: object, name: str, problem: Problem) -> Problem:
    """Return a problem of a field, with the name of the field in its pointer.

    If the caller passed `None` to a field that is never `None`, add a hint.
    """
    is_none = problem.found == shown(None) and not problem.pointer and not problem.hint
    if is_none and attrs.fields_dict(cast("Any", type(instance)))[name].default is not attrs.NOTHING:
        problem = attrs.evolve(problem, hint="leave it out if it is not known")
    return problem.under(pointer(name))


def _read_fields(cls: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in attrs.fields(cls) if field.init)
    if len(names) < 2:  # for a single name, `attrgetter` does not return a tuple
        return names, lambda value: tuple(getattr(value, name) for name in names)
    return names, attrgetter(*names)


_fields: Callable[[type], tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = cache(_read_fields)


def as_text(value: str) -> str:
    """Require non-empty text as a field's value. No control characters are allowed except tabs and line ends."""
    if type(value) is str and value.isprintable() and value and not value.isspace():
        return value  # a short cut: printable text has no control characters, and no white space except spaces
    if type(value) is str and not _WRITTEN.search(value):
        return refuse(value, "non-empty text")
    return as_any_text(value)


def as_any_text(value: str) -> str:
    """Require text as in `as_text`, but allow empty text."""
    if type(value) is not str:
        return refuse(value, "text", text_hint(value))
    if _UNWRITABLE.search(value):
        return refuse(value, "text without control characters or lone surrogates")
    return value


def as_texts(value: Iterable[str]) -> tuple[str, ...]:
    """Convert a field's value to a tuple of texts, each as in `as_text`. Duplicates are invalid."""
    return as_each_once(value, as_text, "a list of text values")


def as_id(value: str) -> str:
    """Require a short id as a field's value."""
    if type(value) is not str or not _ID.match(value):
        return refuse(value, _ID_EXPECTED, text_hint(slug_of(value) if isinstance(value, str) else value))
    return value


def text_hint(value: object) -> str:
    """Return the hint for a caller who passes a number or a record instead of a text or an id."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else getattr(value, "id", None)
    return f'use "{text}"' if isinstance(text, str) and _ID.match(text) else ""


def as_ids(value: Iterable[str]) -> tuple[str, ...]:
    """Convert a field's value to a tuple of ids. Duplicates are invalid."""
    return as_each_once(value, as_id, "a list of ids")


def is_list(value: object) -> TypeGuard[Iterable[Any]]:
    """Return whether a value is an iterable other than a string or a mapping."""
    if type(value) is tuple:  # faster than a check against the abstract base class
        return True
    return isinstance(value, Iterable) and not isinstance(value, str | Mapping)


def as_each(value: Iterable[Any], convert: Callable[[Any], T], expected: str) -> tuple[T, ...]:
    """Convert each item of an iterable, and return a tuple. Report all invalid items with their index."""
    if not is_list(value):
        return refuse(value, expected, _list_hint(value, convert))
    converted = tuple([convert(part) for part in value])
    if Refused not in map(type, converted):
        return converted
    return refused(problem.under(pointer(index)) for index, part in enumerate(converted) for problem in refusal(part))


def _list_hint(value: object, convert: Callable[[Any], object]) -> str:
    """Return the hint for a caller who passes a single value instead of a list."""
    if isinstance(value, Mapping):
        return ""
    problems = refusal(convert(value))
    item = hint_in(problems) if problems else expression_of(value)
    return f"use [{item}]" if item else ""


def as_each_once(value: Iterable[str], convert: Callable[[str], str], expected: str) -> tuple[str, ...]:
    """Convert each item of an iterable like `as_each`, and report duplicates."""
    converted = as_each(value, convert, expected)
    if type(converted) is tuple and len(set(converted)) < len(converted):
        again = [Problem(pointer(index), shown(text), "no duplicates") for index, text in repeated(converted)]
        return refused(again)
    return converted


def as_flag(value: bool) -> bool:
    """Require `True` or `False` as a field's value. Other truthy or falsy values are invalid."""
    return value if type(value) is bool else refuse(value, "true or false")


def as_ordinal(value: int) -> int:
    """Require a whole number of 1 or more as a field's value."""
    return _whole(value, 1)


LARGEST_COUNT = 2**53 - 1
"""The largest count allowed. Above it, some JSON readers lose precision (RFC 8259 section 6)."""


def _whole(value: int, least: int) -> int:
    if type(value) is not int or value < least:
        return refuse(value, f"a whole number, {least} or more")
    return value if value <= LARGEST_COUNT else refuse(value, f"a whole number, at most {LARGEST_COUNT:,}")


def as_enum(cls: type[E], value: E | str) -> E:
    """Convert a field's value to a member of an enum. The value must be a member, or the word of a member."""
    if type(value) is cls:
        return value
    words = cast("dict[str, E]", words_of(cls))
    if type(value) is str and value in words:
        return words[value]
    return refuse(value, "one of: " + ", ".join(cls), enum_hint(cls, value))


def enum_hint(cls: type[StrEnum], value: object) -> str:
    """Return the hint for a value that is not a word of an enum."""
    return word_meant(value, words_of(cls), _EVERYDAY.get(cls, {}))


_SYNONYMS: dict[type[StrEnum], dict[str, StrEnum]] = {}
_EVERYDAY: dict[type[StrEnum], dict[str, str]] = {}


def everyday_words(cls: type[E], words: Mapping[str, str]) -> None:
    """Register the everyday words for the hints of an enum; see `word_meant`."""
    _EVERYDAY[cls] = {word: meant for group, meant in words.items() for word in group.split()}


def synonyms(cls: type[E], members: Mapping[str, E]) -> None:
    """Register further words that an enum accepts: other terms in use, and words from older documents."""
    _SYNONYMS[cls] = dict(members)


@cache
def words_of(cls: type[StrEnum]) -> dict[str, StrEnum]:
    """Return the members of an enum by their words, followed by the synonyms."""
    return {member.value: member for member in cls} | _SYNONYMS.get(cls, {})


def as_each_of(value: Iterable[T], classes: tuple[type, ...], expected: str, expected_part: str) -> tuple[T, ...]:
    """Convert a field's value to a tuple of instances of the classes."""

    def checked(part: T) -> T:
        return part if isinstance(part, classes) else refuse(part, expected_part, hint_for(part, classes))

    if isinstance(value, classes):
        return refuse(value, expected, f"use [{expression_of(value)}]")
    return as_each(value, checked, expected) if is_list(value) else refuse(value, expected)


def as_one_of(value: T, classes: tuple[type, ...], expected: str) -> T:
    """Require an instance of one of the classes as a field's value."""
    return value if isinstance(value, classes) else refuse(value, expected, hint_for(value, classes))


def as_names(value: Mapping[str, str]) -> FrozenMap[str]:
    """Convert a field's value to an immutable mapping from text to text."""
    return as_map(value, as_text, as_text, "an object with text values")


def as_counts(value: Mapping[str, int]) -> FrozenMap[int]:
    """Convert a field's value to an immutable mapping from text to whole numbers of 0 or more."""
    return as_map(value, as_text, as_count, "an object with whole numbers as values")


def as_count(value: int) -> int:
    """Require a whole number of 0 or more as a field's value. Booleans are invalid."""
    return _whole(value, 0)


def as_map(
    value: Mapping[str, Any], as_key: Callable[[str], str], convert: Callable[[Any], T], expected: str
) -> FrozenMap[T]:
    """Convert the keys and values of a mapping. Report all invalid keys and values, each with its key."""
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
    """Return each repetition of an id in a list, with its index."""
    seen: set[str] = set()
    again: list[tuple[int, str]] = []
    for index, identifier in enumerate(ids):
        if identifier in seen:
            again.append((index, identifier))
        seen.add(identifier)
    return again
