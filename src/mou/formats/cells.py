"""Write values as cells of a table that a spreadsheet may open."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence


def csv_text(names: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Write a table as CSV, with a heading; no cell is a formula to a spreadsheet.

    >>> print(csv_text(["id", "title"], [("a", "=1+1"), ("b", "Trade, and more")]), end="")
    id,title
    a,'=1+1
    b,"Trade, and more"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: object) -> str:
    """Write a value as text: `None` as nothing, a tuple's parts with spaces between, and never as a formula.

    >>> cell(None), cell(True), cell(("MYS", "USA")), cell("=1+1")
    ('', 'true', 'MYS USA', "'=1+1")
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    # `csv` does not quote a carriage return, and programs begin a new row at one.
    return defused(one_kind_of_line_ends(text))


def one_kind_of_line_ends(text: str) -> str:
    r"""Replace all line ends by line feeds.

    >>> one_kind_of_line_ends("a\r\nb\rc\n")
    'a\nb\nc\n'
    """
    return re.sub(r"\r\n?", "\n", text)


def defused(text: str) -> str:
    r"""Put an apostrophe before a text that a spreadsheet would take for a formula.

    >>> defused('=HYPERLINK("http://example.org")'), defused("Convention")
    ('\'=HYPERLINK("http://example.org")', 'Convention')
    """
    # Spreadsheets take for a formula what begins with one of these, also after spaces; some of them also the wide
    # forms of East Asian scripts.
    formula = text.lstrip()[:1] in {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"}
    return f"'{text}" if formula or text[:1] in {"\t", "\r", "\n"} else text
