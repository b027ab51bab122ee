"""Write values as cells of a table that is safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence


def csv_text(names: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Write a table as CSV with a heading row. No spreadsheet program reads a cell as a formula.

    >>> print(csv_text(["id", "title"], [("a", "=1+1"), ("b", "Trade, and more")]), end="")
    id,title
    a,'=1+1
    b,"Trade, and more"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(cell, names))
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: object) -> str:
    """Write a value as text, never as a formula.

    `None` becomes an empty text. The items of a tuple are joined by spaces or, if they contain spaces, by semicolons.

    >>> cell(None), cell(True), cell(("MYS", "USA")), cell(("no renewal", "signed")), cell("=1+1")
    ('', 'true', 'MYS USA', 'no renewal; signed', "'=1+1")
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = _joined([str(item) for item in value]) if isinstance(value, tuple) else str(value)
    # The module `csv` does not quote a carriage return, but other programs start a new row at a carriage return.
    return defused(one_kind_of_line_ends(text))


def _joined(items: Sequence[str]) -> str:
    return ("; " if any(" " in item for item in items) else " ").join(items)


def one_kind_of_line_ends(text: str) -> str:
    r"""Replace all line ends with line feeds.

    >>> one_kind_of_line_ends("a\r\nb\rc\n")
    'a\nb\nc\n'
    """
    return re.sub(r"\r\n?", "\n", text)


def defused(text: str) -> str:
    r"""Put an apostrophe before a text that a spreadsheet would read as a formula.

    >>> defused('=HYPERLINK("http://example.org")'), defused("Convention")
    ('\'=HYPERLINK("http://example.org")', 'Convention')
    """
    # Spreadsheets read a text as a formula if it begins with one of these characters, even after spaces. Some programs
    # also accept the full-width forms of East Asian scripts.
    formula = text.lstrip()[:1] in {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"}
    return f"'{text}" if formula or text[:1] in {"\t", "\r", "\n"} else text
