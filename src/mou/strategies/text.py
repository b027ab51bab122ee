"""Strategies for texts, ids and JSON values that the fields of a record can contain."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = st.text(_LETTERS + "0123456789" + _LETTERS.upper(), min_size=1, max_size=6)
SPELT = st.builds("{}{}{}".format, WORDS, st.sampled_from("-._:"), WORDS)
_CONTROLS = "".join(chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127))
_WRITABLE = st.characters(exclude_categories=["Cs"], exclude_characters=_CONTROLS)
TEXTS = st.text(_WRITABLE, min_size=1, max_size=12).map(lambda text: text if text.strip() else f"{text}0")
ADDRESSES = st.sampled_from(("https://example.org/", "http://example.org/a?b=c#d", "HTTPS://例.example/ü"))


def ids() -> st.SearchStrategy[str]:
    """Generate short ids of records, some with punctuation.

    >>> from hypothesis import find
    >>> find(ids(), lambda name: ":" in name)
    '0:0'
    """
    return WORDS | SPELT


def texts() -> st.SearchStrategy[str]:
    """Generate texts that a field can contain: in any script, not empty, without control characters.

    >>> from hypothesis import find
    >>> find(texts(), lambda text: len(text) > 2)
    '000'
    """
    return TEXTS


_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS | st.just("")
)
_KEYS = st.text(_WRITABLE, max_size=6)
_JSON: st.SearchStrategy[Any] = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=3)),
    max_leaves=6,
)


def json_objects() -> st.SearchStrategy[dict[str, Any]]:
    """Generate values of the field `extensions`: JSON objects in which all numbers are finite.

    >>> from hypothesis import find
    >>> find(json_objects(), lambda value: len(value) > 0)
    {'': None}
    """
    return st.dictionaries(_KEYS, _JSON, max_size=3)
