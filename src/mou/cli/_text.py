"""Text of a record as it may be printed on a terminal."""

from __future__ import annotations

__all__ = ["plain"]


def plain(text: str) -> str:
    r"""A text with everything escaped that a terminal would act on: control characters, and marks of direction.

    >>> plain("a\x9b31mb \u202ec")
    'a\\x9b31mb \\u202ec'
    """
    return "".join(c if c.isprintable() else " " if c in "\t\n\r" else ascii(c)[1:-1] for c in text)
