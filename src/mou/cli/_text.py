"""Text of a record as it may be printed on a terminal."""

from __future__ import annotations

from mou._words import plain

__all__ = ["plain"]
