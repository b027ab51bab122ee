"""Text of a record as it may be printed on a terminal."""

from __future__ import annotations

from mou.dates.words import plain

__all__ = ["plain"]
