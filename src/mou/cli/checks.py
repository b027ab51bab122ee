"""`mou check`: the findings in a register."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from functools import partial

import attrs
from rich.text import Text

from mou.answers import findings as _findings
from mou.answers.finding import Severity
from mou.cli.frame import FOUND, day_of, register_of, result_or_exit
from mou.cli.rows import Listing, table
from mou.cli.selection import selection
from mou.cli.show import SEVERITIES
from mou.values.written import written_names


@attrs.frozen
class _Doubt:
    """A finding, with the id of its record."""

    severity: Severity
    code: str
    record: str
    pointer: str
    message: str


def check(file: str | None, on: date | None, where: Sequence[str], columns: Sequence[str], as_format: str) -> None:
    """Print the findings, most serious first; exit with status 1 if any finding is an error."""
    name, register = register_of(file)
    chosen = selection(name, register, where, columns, written_names(_Doubt))
    ids = {agreement.id for agreement in chosen.register.agreements}
    day = day_of(on)
    findings = result_or_exit(name, partial(_findings.check, register, on=day))
    order = list(SEVERITIES)
    rows: list[_Doubt] = []
    for finding in sorted(findings, key=lambda finding: order.index(finding.severity)):
        record = register.record_at(finding.pointer)
        record_id = "" if record is None else record.id
        if where and record_id not in ids:
            continue
        rows.append(_Doubt(finding.severity, finding.code, record_id, finding.pointer, finding.message))
    own = chosen.cells(doubt.record for doubt in rows)
    cells: list[Sequence[str | Text]] = [
        (Text(doubt.severity, style=SEVERITIES[doubt.severity]), doubt.code, doubt.record, *texts, doubt.message)
        for doubt, texts in zip(rows, own.of(rows), strict=True)
    ]
    Listing(
        key="findings",
        rows=rows,
        columns=written_names(_Doubt),
        own=own,
        rendering=table(["severity", "finding", "record", *own.headings, "message"], cells) if rows else None,
        none=f"No findings in {chosen.name}.",
        on=day,
        not_determined=chosen.register.not_determined(day),
        total=len(chosen.register.agreements),
    ).print(as_format)
    if any(doubt.severity is Severity.ERROR for doubt in rows):
        sys.exit(FOUND)
