"""Make ids from names."""

from __future__ import annotations

import re
import unicodedata


def slug_of(name: str, longest: int = 80) -> str:
    """Return a name as an id: lower-case ASCII letters, digits and hyphens.

    The result is empty if the name contains no letters or digits that can be written in ASCII.
    """
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")[:longest].rstrip("-")
