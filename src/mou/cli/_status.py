"""Where many agreements stand on a day: counted, and listed."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import attrs
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mou.agreement import Agreement
from mou.cli._text import plain
from mou.datasets import Report
from mou.errors import DateRangeError, NameNotResolvedError
from mou.explanation import Answer, Certainness
from mou.lifecycles import Lifecycle
from mou.party import Party
from mou.periods import Period
from mou.register import Register
from mou.rules import NOT_RENEWED
from mou.status import Status, words_for

__all__ = ["Line", "csv_text", "json_document", "lines", "of_party", "report_lines", "shown_status"]

_STYLE = {
    Status.IN_FORCE: "green",
    Status.PROVISIONAL: "green",
    Status.SUSPENDED: "yellow",
    Status.EXPIRED: "red",
    Status.TERMINATED: "red",
    Status.UNKNOWN: "dim",
}
_FEW = 20
"""So many remarks are shown one by one."""


@attrs.frozen(kw_only=True)
class Line:
    """One agreement on a day.

    Attributes:
        id: its id.
        title: its title.
        parties: the ids of its parties.
        status: where it stands.
        word: the status in words.
        reason: why.
        signed_on: the day on which the last of its parties signed.
        entered_on: its first day in force.
        last_day: its last day in force.
        end: its last day in words, also where there is no one day.
        if_not_renewed: whether the last day holds only if it was not renewed, which is not known.
    """

    id: str
    title: str
    parties: tuple[str, ...]
    status: Status
    word: str
    reason: str
    signed_on: date | None
    entered_on: date | None
    last_day: date | None
    end: str
    if_not_renewed: bool


def lines(register: Register, on: date, done: Callable[[], None]) -> list[Line]:
    """Where each agreement of a register stands on a day; `done` is called after each."""
    found: list[Line] = []
    for agreement in register.agreements:
        found.append(_line(register, agreement, on))
        done()
    return found


def _line(register: Register, agreement: Agreement, on: date) -> Line:
    try:
        life = register.lifecycle(agreement)
        standing = life.standing(on)
    except DateRangeError as error:
        words = words_for(agreement.binding)
        return Line(
            id=agreement.id,
            title=agreement.title,
            parties=agreement.party_ids,
            status=Status.UNKNOWN,
            word=words.statuses[Status.UNKNOWN],
            reason=str(error),
            signed_on=None,
            entered_on=None,
            last_day=None,
            end="not known",
            if_not_renewed=False,
        )
    assumed = _if_not_renewed(life)
    return Line(
        id=agreement.id,
        title=agreement.title,
        parties=agreement.party_ids,
        status=standing.status,
        word=words_for(agreement.binding).statuses[standing.status],
        reason=standing.reason,
        signed_on=life.signed_on,
        entered_on=life.entered_into_force_on,
        last_day=life.last_day,
        end=_end(life.end) + (", if not renewed" if assumed else ""),
        if_not_renewed=assumed,
    )


def _if_not_renewed(life: Lifecycle) -> bool:
    # A fixed last day is one that a source gives, renewed or not.
    counted = isinstance(life.agreement.term.duration, Period)
    return counted and any(step.assumed and step.rule is NOT_RENEWED for step in life.end.steps)


def _end(answer: Answer) -> str:
    if answer.day is not None:
        return str(answer.day)
    if answer.certainness is Certainness.UNCERTAIN:
        return f"{answer.earliest} or later" if answer.latest is None else f"{answer.earliest} to {answer.latest}"
    return "none" if answer.certainness is Certainness.NONE else "not known"


def of_party(register: Register, text: str) -> tuple[str, ...]:
    """The ids of the register's parties that a text means: by id, name or alias, or as the state that it names."""
    parties = {party.id: party for one in register.agreements for party in one.parties}
    if text in parties:
        return (text,)
    wanted = text.strip().casefold()
    found = [
        one.id for one in parties.values() if wanted in (name.casefold() for name in (one.id, one.name, *one.aliases))
    ]
    if not found:
        try:
            state = Party.state(text).id
        except NameNotResolvedError:
            return ()
        found = [state] if state in parties else []
    return tuple(found)


def shown_status(
    every: list[Line], listed: list[Line], on: date, *, name: str, party: str | None, report: Report | None
) -> RenderableType:
    """The counts, the report of what was read, and the agreements one by one."""
    parts: list[RenderableType] = [Text(plain(f"{name} on {on}"), style="bold"), _counts(every, listed, party)]
    if report is not None:
        parts += ["", Text("Read", style="bold")]
        parts += [Padding(Text(plain(line)), (0, 0, 0, 2)) for line in report_lines(report)]
    title = "Agreements" if party is None else f"Agreements of {party}"
    parts += ["", Text(plain(title), style="bold"), _listed(listed)]
    return Group(*parts)


def _counts(every: list[Line], listed: list[Line], party: str | None) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    columns = [every] if party is None else [every, listed]
    if party is not None:
        table.add_column(justify="right")
        table.add_row("", "all", Text(plain(party)))

    def row(name: str, keep: Callable[[Line], bool]) -> None:
        counts = [sum(map(keep, some)) for some in columns]
        if counts[0]:
            table.add_row(name, *map(str, counts))

    def of(status: Status) -> Callable[[Line], bool]:
        return lambda line: line.status is status

    for status in Status:
        row(words_for(None).statuses[status], of(status))
        if status is Status.EXPIRED:
            row("  of these, if not renewed", lambda line: line.status is Status.EXPIRED and line.if_not_renewed)
    table.add_row("together", *(str(len(some)) for some in columns))
    return table


def report_lines(report: Report) -> list[str]:
    """What became of the rows of a file, in sentences."""
    found = [f"{report.rows} rows in the file: {report.rows_read} read, {report.rows_refused} refused."]
    kinds = Counter((one.column, one.why) for one in report.imprecise)
    found += (
        [
            f"Imprecise, kept as written: {len(report.imprecise)} dates."
            if len(report.imprecise) != 1
            else "Imprecise, kept as written: 1 date."
        ]
        if report.imprecise
        else []
    )
    found += [f"  {count} in {column}: {why}" for (column, why), count in kinds.most_common()]
    for what, remarks in (("Refused", report.refused), ("Not understood, kept as it came", report.not_understood)):
        if remarks:
            found.append(f"{what}:")
            counted = Counter((one.column, one.why) for one in remarks)
            found += [f"  {count} for: {_column(column)}{why}" for (column, why), count in counted.most_common(_FEW)]
            found += [f"  row {one.row}, {_column(one.column)}{_short(one.value)}: {one.why}" for one in remarks[:_FEW]]
            if len(remarks) > _FEW:
                found.append(f"  and {len(remarks) - _FEW} more")
    return [*found, *(f"Note: {note}." for note in report.notes)]


def _column(name: str) -> str:
    return f"{name} " if name else ""


def _short(value: str) -> str:
    return repr(value if len(value) <= 60 else f"{value[:57]}...")


def _listed(listed: list[Line]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("id", overflow="fold", max_width=30)
    table.add_column("title", overflow="fold", ratio=1)
    table.add_column("status", overflow="fold")
    table.add_column("last day", overflow="fold", max_width=24)
    for line in listed:
        style = _STYLE.get(line.status, "")
        table.add_row(plain(line.id), Text(plain(line.title)), Text(line.word, style=style), Text(line.end))
    return table


def json_document(
    every: list[Line], listed: list[Line], on: date, *, dataset: str | None, report: Report | None
) -> dict[str, Any]:
    """The same as a document."""
    counts = Counter(line.status.value for line in every)
    document: dict[str, Any] = {"on": on, "counts": {one.value: counts[one.value] for one in Status}}
    document["expired_if_not_renewed"] = sum(line.status is Status.EXPIRED and line.if_not_renewed for line in every)
    if report is not None:
        document["dataset"] = dataset
        document["rows"] = {"in_file": report.rows, "read": report.rows_read, "refused": report.rows_refused}
        document["report"] = report
    document["agreements"] = listed
    return document


def csv_text(listed: Iterable[Line]) -> str:
    """A table with a line for each agreement; no cell is one that a spreadsheet would compute."""
    out = io.StringIO()
    names = [field.name for field in attrs.fields(Line)]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for line in listed:
        writer.writerow(_cell(getattr(line, name)) for name in names)
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(value) if isinstance(value, tuple) else str(value)
    # Spreadsheets take for a formula what begins with one of these, also after spaces.
    return f"'{text}" if text.lstrip()[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r", "\n"} else text
