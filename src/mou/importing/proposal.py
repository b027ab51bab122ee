"""A part of a proposed mapping: settings, and comments on them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import attrs

_MOST_WORDS = 6
"""The maximum number of cells quoted in a comment."""


@attrs.frozen
class Proposal:
    """Settings for a mapping, by name, and comments on the mapping, by JSON Pointer."""

    settings: dict[str, Any] = attrs.field(factory=dict)
    comments: dict[str, str] = attrs.field(factory=dict)


def counted(words: Counter[str]) -> str:
    """Return each word and how often it occurs, most frequent first."""
    listed = [f"{word} ({count})" for word, count in words.most_common(_MOST_WORDS)]
    return ", ".join(listed) + (", ..." if len(words) > _MOST_WORDS else "")
