"""Parse JSON text into plain values."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from mou.errors import Problem, ValidationError
from mou.values.fields import pointer

LARGEST = 512 * 1024 * 1024
"""The maximum size of a document in bytes. Larger documents are not read."""


def too_large(size: int) -> ValidationError:
    """Return the error for a document that is too large."""
    return ValidationError([Problem("", f"a document of {size:,} bytes", f"at most {LARGEST:,} bytes")])


def check_size(text: str | bytes) -> None:
    """Raise an error if a text is too large."""
    if len(text) > LARGEST:
        raise too_large(len(text))


class _Object(dict[str, Any]):
    """A JSON object with duplicated keys."""

    again: tuple[str, ...] = ()


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    distinct = dict(pairs)
    if len(distinct) < len(pairs):
        raise ValueError
    return distinct


def _marked(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    distinct = dict(pairs)
    if len(distinct) == len(pairs):
        return distinct
    marked = _Object(distinct)
    marked.again = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return marked


_decoded = json.JSONDecoder(object_pairs_hook=_distinct).decode


def parsed(text: str | bytes) -> tuple[Any, list[Problem]]:
    """Return the value of a JSON text, and a problem for each duplicated key. Raise an error for invalid JSON."""
    check_size(text)
    try:
        plain = (text if isinstance(text, str) else text.decode("utf-8")).removeprefix(
            "\ufeff"
        )  # some editors write a byte order mark
        try:
            return _decoded(plain), []
        except ValueError:  # parse again for the details
            document = json.loads(plain, object_pairs_hook=_marked)
    except UnicodeDecodeError as error:
        found = f"byte {error.start}: {error.reason}"
        raise ValidationError([Problem("", found, "a JSON document in UTF-8")]) from None
    except RecursionError:
        raise ValidationError([Problem("", "a document nested too deeply", "a JSON document")]) from None
    except ValueError as error:
        raise ValidationError([Problem("", f"invalid JSON ({error})", "a JSON document")]) from None
    return document, list(_repeated(document))


def _repeated(document: Any) -> Iterator[Problem]:
    # A loop and not a recursion, because the parser accepts deeper nesting than Python's recursion limit.
    left: list[tuple[str, Any]] = [("", document)]
    while left:
        where, value = left.pop()
        if isinstance(value, _Object):
            yield from (Problem(where + pointer(key), "a duplicated key", "each key only once") for key in value.again)
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        left.extend([(where + pointer(key), part) for key, part in parts][::-1])


def keys_in(document: Any) -> int:
    """Return the number of keys of all objects in a document."""
    keys, left = 0, [document]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            keys += len(value)
            left += value.values()
        elif isinstance(value, list):
            left += value
    return keys


_BLANKS_BEFORE_COLONS = (b" :", b"\n:", b"\r:", b"\t:")


def has_each_key_once(text: bytes, keys: int) -> bool:
    """Return whether a JSON text has no duplicated key, given the number of keys that a reader found.

    If a key is duplicated, a reader keeps only the last value. In the text, a colon follows each key. Therefore, no key
    is duplicated if the text has as many colons as the reader found keys.

    A text can have more colons, because titles and web addresses contain colons too. In this case, count only the
    colons after quotation marks. If there are still more colons than keys, parse the text again.
    """
    if text.count(b":") == keys:
        return True
    if text.count(b'":') == keys and not any(blank in text for blank in _BLANKS_BEFORE_COLONS):
        return True
    return not parsed(text)[1]


def as_json_values(value: Any) -> Any:
    """Return a value in which each `FrozenMap` is a dict and each tuple is a list, for `json`."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: as_json_values(part) for key, part in value.items()}
    return [as_json_values(part) for part in value] if isinstance(value, tuple) else value
