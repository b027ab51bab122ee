"""Make texts and addresses of records safe to show on a page."""

from __future__ import annotations

import re

_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Invisible characters that change the direction of the text around them."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+\Z", re.IGNORECASE)


def safe(text: str) -> str:
    r"""Remove control characters and characters that set the direction of text.

    The page needs none of these characters: the browser finds the direction of each name from its letters.

    >>> safe("a\u202eb\x9bc\r\nd")
    'abc\nd'
    """
    return _CONTROLS.sub("", _DIRECTIONS.sub("", _LINE_ENDS.sub("\n", text)))


def finalized(value: object) -> object:
    """Return the text that a template writes for a value, before escaping. The template's own markup stays as it is."""
    if type(value) is str:
        return safe(value)
    return "" if value is None else value


def link(address: str | None) -> str | None:
    """Return a web or mail address unchanged. For any other address, return `None`.

    >>> link("https://example.org/a"), link("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    return address if address is not None and _WEB.match(safe(address)) else None
