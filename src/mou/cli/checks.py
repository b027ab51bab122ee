"""`mou check`: list the findings about a register, that is, the errors and the questionable values in its records."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from functools import partial

import attrs
from rich.text import Text

from mou.answers import findings as _findings
from mou.answers.catalogue import CATALOGUE
from mou.answers.finding import Severity
from mou.answers.register import Register
from mou.cli.frame import FOUND, day_of, register_of, result_or_exit
from mou.cli.rows import Listing, table
from mou.cli.rules import of_code
from mou.cli.selection import selection
from mou.cli.show import SEVERITIES, sentence
from mou.dates.words import counted
from mou.law.status import ENDED
from mou.values.written import written_names


@attrs.frozen
class _Doubt:
    """A finding, with the id of its record."""

    severity: Severity
    code: str
    record: str
    pointer: str
    message: str


def check(
    file: str | None,
    on: date | None,
    *,
    severity: str,
    codes: Sequence[str],
    since: date | None,
    where: Sequence[str],
    columns: Sequence[str],
    as_format: str,
) -> None:
    """Print the findings that pass the filters, most serious first.

    If one of the printed findings is an error, exit with status 1.
    """
    name, register = register_of(file)
    chosen = selection(name, register, where, columns, written_names(_Doubt))
    ids = {agreement.id for agreement in chosen.register.agreements}
    day = day_of(on)
    kinds = [of_code(code, CATALOGUE, "kind of finding", "findings") for code in codes]
    findings = result_or_exit(name, partial(_findings.check, register, on=day))
    order = list(SEVERITIES)
    doubts: list[_Doubt] = []
    over = frozenset[str]() if since is None else _ended_before(register, since)
    for finding in sorted(findings, key=lambda finding: order.index(finding.severity)):
        record = register.record_at(finding.pointer)
        record_id = "" if record is None else record.id
        if not where or record_id in ids:
            doubts.append(_Doubt(finding.severity, finding.code, record_id, finding.pointer, finding.message))
    rows = [
        doubt
        for doubt in doubts
        if order.index(doubt.severity) <= order.index(Severity(severity))
        and (not kinds or doubt.code in codes)
        and not (doubt.pointer.startswith("/agreements/") and doubt.record in over)
    ]
    hidden = len(doubts) - len(rows)
    own = chosen.cells(doubt.record for doubt in rows)
    cells: list[Sequence[str | Text]] = [
        (
            Text(doubt.severity, style=SEVERITIES[doubt.severity]),
            doubt.record,
            *texts,
            sentence(doubt.message, doubt.code),
        )
        for doubt, texts in zip(rows, own.of(rows), strict=True)
    ]
    Listing(
        key="findings",
        rows=rows,
        columns=written_names(_Doubt),
        own=own,
        rendering=table(["severity", "record", *own.headings, "finding"], cells) if rows else None,
        none=f"No findings in {chosen.name}."
        if not hidden
        else f"None of the findings in {chosen.name} passes the filters.",
        on=day,
        remarks=[f"Left out by --severity, --code or --since: {counted((hidden, 'finding'))}."] if hidden else [],
        not_determined=chosen.register.not_determined(day),
        total=len(chosen.register.agreements),
    ).print(as_format)
    if any(doubt.severity is Severity.ERROR for doubt in rows):
        sys.exit(FOUND)


def _ended_before(register: Register, since: date) -> frozenset[str]:
    """Return the ids of the agreements that ended before a day."""
    return frozenset(position.id for position in register.positions(since) if position.status in ENDED)
