"""Ids made of names."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["slug_of"]


def slug_of(name: str, longest: int = 80) -> str:
    """Return a name in lower-case letters, digits and hyphens, for an id; empty if it has none of them."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")[:longest].rstrip("-")
