"""Hints at the end of error messages: suggestions for an invalid value.

A class registers a function that recognises likely mistakes:

    @hint_of(Party)
    def _party_hint(value: object) -> str:
        return 'use mou.Party.state("MYS")' if value == "MYS" else ""
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from mou.errors import UnknownIdError, printable
from mou.values.tags import TAGS

__all__ = ["did_you_mean", "hint_for", "hint_of", "public_name", "unknown_id"]

Hint = Callable[[object], str]

_HINTS: dict[type, Hint] = {}


def hint_of(cls: type) -> Callable[[Hint], Hint]:
    """Register a function that returns a hint for a value passed instead of an object of a class; `""` for none."""

    def decorated(hint: Hint) -> Hint:
        _HINTS[cls] = hint
        return hint

    return decorated


def hint_for(value: object, classes: Iterable[type]) -> str:
    """Return a hint for a value passed instead of an object of one of the classes; `""` if there is none."""
    classes = tuple(classes)
    if isinstance(value, type):
        return f"use {_call(value)} instead of the class" if value in classes else ""
    for cls in classes:
        hint = _HINTS[cls](value) if cls in _HINTS else ""
        if hint:
            return hint
    return _tag_hint(value, classes) if isinstance(value, str) else ""


def _tag_hint(text: str, classes: Iterable[type]) -> str:
    """Return a hint for the word that documents use for a class, such as "tacit" for `TacitRenewal`."""
    by_tag = {TAGS[cls][1]: cls for cls in classes if cls in TAGS}
    word = _as_word(text)
    near = word if word in by_tag else next(iter(_close(word, by_tag)), "")
    return f"use {_call(by_tag[near])}" if near else ""


def _call(cls: type) -> str:
    """Return how an object of a class is made; with dots if that takes arguments."""
    fields = getattr(cls, "__attrs_attrs__", ())
    takes_arguments = any(field.init and field.default is attrs.NOTHING for field in fields)
    return f"{public_name(cls)}({'...' if takes_arguments else ''})"


def public_name(cls: type) -> str:
    """Return the public name of a class.

    >>> from mou import Term, clauses
    >>> public_name(Term), public_name(clauses.OnSignature)
    ('mou.Term', 'mou.clauses.OnSignature')
    """
    in_clauses = cls.__module__.startswith(("mou.model.conditions", "mou.dates.delays"))
    return f"mou.clauses.{cls.__name__}" if in_clauses else f"mou.{cls.__name__}"


def did_you_mean(text: object, words: Iterable[str]) -> str:
    """Return "did you mean ...?" with the closest words; `""` if no word is close.

    >>> did_you_mean("withdrawl", ["withdrawal", "signature"])
    'did you mean "withdrawal"?'
    >>> did_you_mean("contry", ["Country", "Partner"])
    'did you mean "Country"?'
    """
    if not isinstance(text, str):
        return ""
    near = _close(_as_word(text), words)
    return f"did you mean {' or '.join(chr(34) + word + chr(34) for word in near)}?" if near else ""


def unknown_id(kind: str, identifier: object, known: Iterable[str]) -> UnknownIdError:
    """Return the error for an id that nothing of a kind has; it lists similar ids, or else the first few.

    >>> print(unknown_id("data set", "dcat", ["dcad", "atop"]))
    no data set has the id "dcat"; did you mean "dcad"?
    >>> print(unknown_id("agreement", "x", []))
    no agreement has the id "x"; there is none
    """
    known = list(known)
    listed = ", ".join(known[:10]) + (", ..." if len(known) > 10 else "")
    hint = did_you_mean(identifier, known) or (f"known: {listed}" if known else "there is none")
    return UnknownIdError(f'no {kind} has the id "{printable(str(identifier)[:100])}"; {hint}')


def _as_word(text: str) -> str:
    """Return a text as documents write words: in lower case, with underscores."""
    return text.strip().lower().replace(" ", "_").replace("-", "_")


def _close(text: str, words: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # imported only when there is an error

    by_word = {_as_word(word): word for word in words}
    return [by_word[near] for near in get_close_matches(text[:100], by_word, n=2, cutoff=0.7)]
