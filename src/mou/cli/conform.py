"""`mou conform`: compare computed dates with published dates."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mou import conformance
from mou.cli.frame import FOUND, console, register_of, result_or_exit
from mou.cli.output import emit
from mou.cli.rows import csv_text
from mou.conformance import Row, Verdict
from mou.dates.words import plain
from mou.documents import codec
from mou.values.written import written_names

_WORDS = {  # for each verdict: the words in a row, their style, and the words in the last line
    Verdict.AGREES: ("agrees", "green", "Agree"),
    Verdict.EXPLAINED: ("differs, as explained", "yellow", "Differ, as explained"),
    Verdict.DIFFERS: ("DIFFERS", "bold red", "Differ without a reason"),
}


def conform(file: str | None, mtdsg: Path | None, as_format: str, *, explain: bool) -> None:
    """Print computed and published dates side by side.

    If a date differs and the record gives no reason for the difference, exit with status 1.
    """
    name = file or "the bundled records"
    register = conformance.records() if file is None else register_of(file)[1]
    if mtdsg is not None:
        rows = result_or_exit(str(mtdsg), partial(conformance.from_tables, register, mtdsg))
    else:
        rows = result_or_exit(name, partial(conformance.conform, register))
    if as_format == "table":
        console().print(shown_rows(rows, explain=explain))
    elif as_format == "json":
        emit(codec.dumps(rows) + "\n")
    else:
        emit(csv_text(rows, [name for name in written_names(Row) if name != "answer"]))
    if any(row.verdict is Verdict.DIFFERS for row in rows):
        sys.exit(FOUND)


def shown_rows(rows: tuple[Row, ...], *, explain: bool) -> RenderableType:
    """Return the rows, grouped by treaty. The last line counts the dates that agree and the dates that differ."""
    parts: list[RenderableType] = []
    for (_, title), of_treaty in groupby(rows, key=lambda row: (row.agreement, row.title)):
        parts.append(Text(plain(title), style="bold"))
        for row in of_treaty:
            parts.extend(_row(row, explain=explain))
    counts = [f"{_WORDS[verdict][2]}: {sum(row.verdict is verdict for row in rows)}." for verdict in Verdict]
    recalled = sum(not row.rechecked for row in rows)
    sentences = [f"Days compared: {len(rows)}.", *counts, f"Not re-checked in a source: {recalled}."]
    parts += ["", Text(" ".join(sentences))]
    return Group(*parts)


def _row(row: Row, *, explain: bool) -> Iterator[RenderableType]:
    article = f" ({row.article})" if row.article else ""
    yield Padding(Text(plain(f"{row.what}: {row.formula}{article}")), (0, 0, 0, 2))
    line = Text("computed ", style="dim")
    line += Text(str(row.computed or "none"), style="not dim")
    line += Text(f"  published {row.published}  ", style="dim")
    word, style, _ = _WORDS[row.verdict]
    line += Text(word, style=style)
    line += Text("" if row.rechecked else "  (published day not re-checked)", style="dim")
    line += Text(f"  from {row.basis}", style="dim")
    yield Padding(line, (0, 0, 0, 4))
    if row.why is not None:
        source = f" [{row.source}]" if row.source else ""
        yield Padding(Text(plain(f"{row.why}{source}"), style="yellow"), (0, 0, 0, 4))
    if explain and row.answer is not None:
        for step in row.answer.steps:
            yield Padding(Text(plain(f"- {step}"), style="dim"), (0, 0, 0, 6))
