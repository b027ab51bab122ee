"""Values as the cells of a table that a spreadsheet may open."""

from __future__ import annotations

__all__ = ["cell", "defused"]


def cell(value: object) -> str:
    """A value as text: nothing for `None`, parts with a space between, and never a formula.

    >>> cell(None), cell(True), cell(("MYS", "USA")), cell("=1+1")
    ('', 'true', 'MYS USA', "'=1+1")
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return defused(" ".join(map(str, value)) if isinstance(value, tuple) else str(value))


def defused(text: str) -> str:
    r"""A text that no spreadsheet computes: with an apostrophe before what one would take for a formula.

    >>> defused('=HYPERLINK("http://example.org")'), defused("Convention")
    ('\'=HYPERLINK("http://example.org")', 'Convention')
    """
    # Spreadsheets take for a formula what begins with one of these, also after spaces.
    return f"'{text}" if text.lstrip()[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r", "\n"} else text
