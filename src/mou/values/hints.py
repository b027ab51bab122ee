"""Hints at the end of error messages: suggestions for an invalid value.

Most hints follow from the expected class. For example, the error for `Term(withdrawal="P6M")` suggests
``mou.WithdrawalOnNotice("P6M")``, because this class accepts the value. For other likely mistakes, a module can
register a function for a class. The function returns the expression that the user probably meant:

    @meant_by(Party)
    def _party(value: object) -> str:
        return 'mou.Party.state("MYS")' if value == "MYS" else ""
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from os import PathLike

import attrs

from mou.errors import Problem, UnknownIdError, ValidationError, printable
from mou.values.registered import PUBLIC
from mou.values.tags import TAGS

Meaning = Callable[[object], str]

_MEANINGS: dict[type, Meaning] = {}
_MOST = 2
"""The maximum number of suggestions in a hint."""


def meant_by(cls: type) -> Callable[[Meaning], Meaning]:
    """Register a function for a class.

    The function takes an invalid value, and returns the expression to use instead, or `""`.
    """

    def decorated(meaning: Meaning) -> Meaning:
        _MEANINGS[cls] = meaning
        return meaning

    return decorated


def hint_for(value: object, classes: Iterable[type]) -> str:
    """Return a hint for a caller who passes a plain value where an object is needed. Without a hint, return `""`."""
    classes = tuple(classes)
    if value is None:
        return ""
    if isinstance(value, type) and value in classes:
        return f"use {_call(value)} instead of the class"
    meant = _registered(value, classes) or _by_word(value, classes) or _around(value, classes)
    return f"use {either(meant[:_MOST])}" if meant else ""


def _registered(value: object, classes: tuple[type, ...]) -> list[str]:
    meant = [_MEANINGS[cls](value) for cls in classes if cls in _MEANINGS]
    return [expression for expression in meant if expression][:1]


def _by_word(value: object, classes: tuple[type, ...]) -> list[str]:
    """Return the expressions that a user probably means by `True`, `False` or a word that documents use.

    For example, "tacit" means `TacitRenewal`.
    """
    by_tag = {TAGS[cls][1]: cls for cls in classes if cls in TAGS}
    if value is True and len(classes) <= FEW:
        return [_call(cls) for cls in classes if cls is not by_tag.get("none")]
    if not isinstance(value, str | bool):
        return []
    word = "none" if value in _NO else _as_word(str(value))
    near = word if word in by_tag else next(iter(_close(word, by_tag)), "")
    return [_call(by_tag[near])] if near else []


FEW = 3
"""If at most this number of classes is expected, a hint can suggest an object of any of them."""
_NO = (False, "no", "never")


def _around(value: object, classes: tuple[type, ...]) -> list[str]:
    """Return expressions that make an object of one of the classes from a value."""
    if isinstance(value, Mapping):
        return [
            f"mou.from_dict(..., {public_name(cls)})" for cls in classes if len(classes) == 1 and cls.__name__ in PUBLIC
        ]
    classes = tuple(cls for cls in classes if attrs.has(cls))
    expressions = [
        _wrapped(value, cls)
        for cls in classes
        # Skip a class that accepts any text, unless it is the only class.
        if len(classes) == 1 or not isinstance(value, str) or not _wrapped("x", cls)
    ]
    calls = [_call(cls) for cls in classes] if len(classes) == 1 and _is_written(value) else []
    return [expression for expression in expressions if expression] or [call for call in calls if "..." in call]


def _is_written(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _wrapped(value: object, cls: type) -> str:
    """Return the call of a class with a value, or with the corrected value.

    Return `""` if the class does not accept the value.
    """
    values = value if isinstance(value, tuple) else (value,)
    arguments = [expression_of(each) for each in values]
    try:
        cls(*values)
    except ValidationError as error:
        arguments = [hint_in(error.problems) if len(error.problems) == len(values) == 1 else ""]
        if arguments[0].startswith("["):  # the hint suggests a list, not a corrected value
            return ""
    except TypeError:  # the number of arguments is wrong
        return ""
    return f"{public_name(cls)}({', '.join(arguments)})" if all(arguments) else ""


def hint_in(problems: Iterable[Problem]) -> str:
    """Return the expression that the hint of the first problem suggests.

    Return `""` if the hint suggests no expression, or several.
    """
    match = next((_SUGGESTION.match(problem.hint) for problem in problems), None)
    return match[1] if match and " or " not in match[1] else ""


_SUGGESTION = re.compile(r"use (.*[)\]\"])(?: for a fixed last day| instead of the class)?\Z")


def expression_of(value: object) -> str:
    """Return the Python expression for a value, or `""` if there is none. For an object, return a variable name."""
    cls = type(value)
    if isinstance(value, date) or (cls.__module__.startswith("mou.dates.") and cls.__str__ is not object.__str__):
        return f'"{value}"'
    if isinstance(value, str | int | float):
        return printable(json.dumps(value, ensure_ascii=False)[:100])
    if isinstance(value, list | tuple):
        return "[...]"
    if not attrs.has(cls):
        return ""
    plain = all(getattr(value, field.name) == field.default for field in attrs.fields(cls))
    return _call(cls) if plain else re.sub("(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


def file_named(value: object) -> str:
    """If a value is the name of a file, return the expression that loads the file, else `""`."""
    is_name = isinstance(value, PathLike) or (isinstance(value, str) and ("/" in value or value.endswith(_SUFFIXES)))
    return f"mou.load({expression_of(str(value))})" if is_name else ""


_SUFFIXES = (".json", ".ndjson", ".jsonl", ".yaml", ".yml")


def _call(cls: type) -> str:
    """Return the call that makes an object of a class. If the class requires arguments, put dots in their place."""
    fields = getattr(cls, "__attrs_attrs__", ())
    takes_arguments = any(field.init and field.default is attrs.NOTHING for field in fields)
    return f"{public_name(cls)}({'...' if takes_arguments else ''})"


def public_name(cls: type) -> str:
    """Return the public name of a class.

    >>> from mou import Term, clauses, results
    >>> public_name(Term), public_name(clauses.OnSignature), public_name(results.Answer)
    ('mou.Term', 'mou.clauses.OnSignature', 'mou.results.Answer')
    """
    is_clause = cls.__module__.startswith(("mou.model.", "mou.dates."))
    return f"mou.{'' if cls.__name__ in PUBLIC else 'clauses.' if is_clause else 'results.'}{cls.__name__}"


def did_you_mean(text: object, words: Iterable[str]) -> str:
    """Return "did you mean ...?" with the closest words, or `""` if no word is close.

    >>> did_you_mean("withdrawl", ["withdrawal", "signature"])
    'did you mean "withdrawal"?'
    >>> did_you_mean("contry", ["Country", "Partner"])
    'did you mean "Country"?'
    """
    return _question(_close(_as_word(text), words)) if isinstance(text, str) else ""


def word_meant(text: object, words: Iterable[str], everyday: Mapping[str, str]) -> str:
    """Return the hint for a text that is not in a list of words, or `""` if no word is close.

    Args:
        text: the value passed.
        words: the words of the list.
        everyday: other words that people use, as keys. The value contains the words that the key can mean, separated by
            spaces. For a key that means none of the words, the value is a sentence that ends in a full stop.

    >>> word_meant("ratified", ["ratification", "signature"], {})
    'did you mean "ratification"?'
    """
    if not isinstance(text, str):
        return ""
    word = _as_word(text)
    meant = everyday.get(word, "")
    if meant.endswith("."):
        return meant.removesuffix(".")
    return _question(meant.split() or _close(word, words) or _related(word, words))


def _question(words: Iterable[str]) -> str:
    listed = either(f'"{word}"' for word in words)
    return f"did you mean {listed}?" if listed else ""


def either(alternatives: Iterable[str]) -> str:
    """Return alternatives as a list in words.

    >>> either(["a", "b", "c"])
    'a, b or c'
    """
    *others, last = [*alternatives] or [""]
    return f"{', '.join(others)} or {last}" if others else last


def _related(text: str, words: Iterable[str]) -> list[str]:
    """Return the words that contain a text.

    If there are none, return the words with the same first letters, such as "signature" for "signed".
    """
    words = list(words)
    parts = [word for word in words if text in word.split("_")]
    return (parts or [word for word in words if len(text) >= _STEM and word.startswith(text[:_STEM])])[:_MOST]


_STEM = 4
"""How many first letters two words must share to be related."""


def unknown_id(
    kind: str, identifier: object, known: Iterable[str], names: Iterable[str] = (), *, what: str = "id"
) -> UnknownIdError:
    """Return the error for an unknown id. The error suggests similar ids or, if there are none, lists the first few.

    Args:
        kind: the kind of the record, such as "agreement".
        identifier: the id.
        known: the ids of the records.
        names: further texts that the caller could have passed, for the suggestions.
        what: the name of what the caller passed.

    >>> print(unknown_id("data set", "dcat", ["dcad", "atop"]))
    no data set has the id "dcat"; did you mean "dcad"?
    >>> print(unknown_id("agreement", "x", []))
    no agreement has the id "x"; there is none
    """
    known = list(known)
    listed = ", ".join(known[:10]) + (", ..." if len(known) > 10 else "")
    hint = did_you_mean(identifier, [*known, *names]) or (f"known: {listed}" if known else "there is none")
    return UnknownIdError(f'no {kind} has the {what} "{printable(str(identifier)[:100])}"; {hint}')


def _as_word(text: str) -> str:
    """Return a text in the form of words in documents: in lower case, with underscores."""
    return text.strip().lower().replace(" ", "_").replace("-", "_")


def _close(text: str, words: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # only imported when there is an error

    by_word = {_as_word(word): word for word in words}
    if text in by_word:  # only the case or the separator differs
        return [by_word[text]]
    return [by_word[near] for near in get_close_matches(text[:100], by_word, n=2, cutoff=0.7)]
