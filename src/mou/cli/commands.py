"""The commands: each reads, asks the library, and prints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import attrs
import click
from rich.table import Table
from rich.text import Text

from mou import conformance, examples
from mou.answers.finding import Severity
from mou.answers.findings import check
from mou.answers.lifecycles import Position
from mou.answers.milestones import MilestoneKind
from mou.answers.register import Register
from mou.answers.undetermined import report, undetermined_positions
from mou.answers.upcoming import Upcoming
from mou.cli.conform import shown_rows
from mou.cli.frame import (
    DAY,
    FOUND,
    console,
    day_of,
    file_argument,
    format_option,
    known_agreement,
    on_option,
    progress,
    refuse,
    register_of,
    register_of_agreement,
    result_or_exit,
    within_option,
)
from mou.cli.rows import Listing, csv_text, print_errors, print_lines, print_rows, table
from mou.cli.show import SEVERITIES, shown_agreement, shown_answer
from mou.cli.status import json_document, report_lines, shown_status
from mou.cli.timeline import COLUMNS, drawn, events
from mou.datasets import DATASETS, Report
from mou.dates.periods import Period, add
from mou.dates.words import plain
from mou.documents import codec
from mou.documents.differences import RecordChange, diff
from mou.documents.files import load
from mou.law.explanation import Answer, Question
from mou.model.agreement import Agreement
from mou.values.written import written_names


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pymou", prog_name="mou")
def command() -> None:
    """Treaties and memoranda of understanding: what is in force, until when, and why."""


@command.command()
@file_argument
@on_option
@click.option("--id", "agreement_id", help="Show only the agreement with this id.")
@format_option
def show(file: str | None, on: date | None, agreement_id: str | None, as_format: str) -> None:
    """Show who agreed what and when, where it stands, when it ends, and why.

    With --format json it prints the document; with csv a line for each agreement, with where it stands.

    FILE is a register (a JSON or YAML document, NDJSON, or a folder), or one agreement; "-" reads standard input.
    Without FILE, the bundled example is shown: the Malaysia-United States memorandum of understanding on defence
    cooperation.
    """
    name = file or "the bundled example"
    record: Register | Agreement = examples.register() if file is None else result_or_exit(file, partial(load, file))
    register = record if isinstance(record, Register) else register_of_agreement(record)
    agreements = register.agreements if isinstance(record, Register) else (record,)
    if agreement_id is not None:
        known_agreement(register, agreement_id, name)
        # As it was loaded: `register_of_agreement` leaves out references to other records.
        record = next(agreement for agreement in agreements if agreement.id == agreement_id)
        agreements = (record,)
    if as_format == "json":
        click.echo(codec.dumps(record))
        return
    if as_format == "csv":
        ids = {agreement.id for agreement in agreements}
        positions = [where for where in register.positions(day_of(on)) if where.id in ids]
        click.echo(csv_text(positions, written_names(Position)), nl=False)
        print_errors(report(undetermined_positions(positions), len(positions)))
        return
    for number, agreement in enumerate(agreements):
        if number:
            console().rule()
        console().print(result_or_exit(name, partial(shown_agreement, agreement, register, day_of(on))))


@command.command()
@click.argument("file", required=False)
@click.option("--mtdsg", type=click.Path(path_type=Path), help="A folder of participants tables (CSV) to count from.")
@click.option("--explain", is_flag=True, help="Also print the steps behind each computed day.")
@format_option
def conform(file: str | None, mtdsg: Path | None, as_format: str, *, explain: bool) -> None:
    """Compute days that have been published, and compare: entry into force, exits, last days.

    FILE is a register, or one agreement; without it, some forty treaties that come with the library. A row that
    differs without a reason in the record makes the exit status 1.

    With --mtdsg, the entries into force of records that name a participants table of UN treaties are counted from the
    instruments in it. States that no longer exist are not in these tables, so some days differ.

    It is an error (exit status 2) if the folder can't be read or has no table that a record names.
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
        click.echo(codec.dumps(rows))
    else:
        click.echo(csv_text(rows, [name for name in written_names(conformance.Row) if name != "answer"]), nl=False)
    if any(row.verdict is conformance.Verdict.DIFFERS for row in rows):
        sys.exit(FOUND)


dataset_option = click.option(
    "--dataset", type=click.Choice(list(DATASETS)), help="What FILE is, where it is no register."
)


def register_or_dataset(
    file: str | None, dataset: str | None, steps: Callable[[str, int, int], None]
) -> tuple[str, Register, Report | None]:
    """Read a register, or a file of a data set with a report on it; return what to call it first."""
    if dataset is None:
        return *register_of(file), None
    if file is None:
        raise click.UsageError("--dataset says what FILE is; there is no FILE")
    reader = partial(DATASETS[dataset].read, file, progress=partial(steps, "reading"))
    reading = result_or_exit(file, reader)
    return DATASETS[dataset].title, reading.register, reading.report


@command.command()
@file_argument
@dataset_option
@on_option
@click.option("--party", help="List only the agreements of this party: its name, or its id.")
@format_option
def status(file: str | None, dataset: str | None, on: date | None, party: str | None, as_format: str) -> None:
    """Count how many agreements are in force, expired, not known on a day, and list them with their last days.

    FILE is a register, or one agreement; "-" reads standard input. With --dataset it is a file of a published data set,
    as it is published; what could not be read of it is told.
    """
    day = day_of(on)
    with progress() as steps:
        name, register, reading_report = register_or_dataset(file, dataset, steps)
        ids = None if party is None else {agreement.id for agreement in register.of_party(party)}
        if ids == set():
            refuse(file or name, f"no agreement has a party that is known as {party}")
        every = register.positions(day, progress=partial(steps, "computing"))
    listed = every if ids is None else tuple(line for line in every if line.id in ids)
    unknown = undetermined_positions(listed)
    if as_format == "json":
        document = json_document(every, listed, day, dataset=dataset, report=reading_report)
        click.echo(codec.dumps(document | {"not_determined": unknown}))
        return
    lines = report(unknown, len(listed))
    if as_format == "csv":
        click.echo(csv_text(listed, written_names(Position)), nl=False)
        print_errors([*([] if reading_report is None else report_lines(reading_report)), *lines])
    else:
        console().print(shown_status(every, listed, day, name=name, party=party, report=reading_report))
        print_lines(lines)


@command.command()
@file_argument
@on_option
@within_option()
@format_option
def expiring(file: str | None, on: date | None, within: Period, as_format: str) -> None:
    """List the agreements that have their last day soon, the next first.

    One that renews tacitly has no last day before somebody gives notice: see "mou notices".
    """
    _print_upcoming(MilestoneKind.LAST_DAY, file, on, within, as_format)


@command.command()
@file_argument
@on_option
@within_option()
@format_option
def notices(file: str | None, on: date | None, within: Period, as_format: str) -> None:
    """List by when notice of non-renewal must be received soon, the next first."""
    _print_upcoming(MilestoneKind.NOTICE_DEADLINE, file, on, within, as_format)


_UPCOMING_WORDS = {
    MilestoneKind.LAST_DAY: ("last day", "No agreement has its last day", "No agreement is known to have its last day"),
    MilestoneKind.NOTICE_DEADLINE: ("notice by", "No notice is due", "No notice is known to be due"),
}


def _print_upcoming(kind: MilestoneKind, file: str | None, on: date | None, within: Period, as_format: str) -> None:
    heading, none, none_known = _UPCOMING_WORDS[kind]
    name, register = register_of(file)
    day = day_of(on)
    with progress() as steps:
        query = partial(register.agenda, within, day, kinds=[kind], progress=partial(steps, "computing"))
        agenda = result_or_exit(name, query)
    cells = [
        (_bounds(event.earliest, event.latest), event.title, event.agreement, _note(event)) for event in agenda.events
    ]
    missed = [f"  {notice.title} ({notice.agreement}): {notice.text}" for notice in agenda.missed]
    Listing(
        key="events",
        rows=agenda.events,
        columns=written_names(Upcoming),
        rendering=table([heading, "agreement", "id", "note"], cells) if cells else None,
        none=f"{none_known if agenda.not_determined else none} from {day} to {agenda.until}.",
        on=day,
        before={"until": agenda.until},
        after={"missed": agenda.missed} if kind is MilestoneKind.NOTICE_DEADLINE else {},
        remarks=["Deadlines that passed without notice:", *missed] if missed else [],
        not_determined=agenda.not_determined,
        total=len(register.agreements),
    ).print(as_format)


def _bounds(earliest: date, latest: date | None) -> str:
    if latest is None:
        return f"{earliest} or later, or never"
    return str(earliest) if earliest == latest else f"{earliest} to {latest}"


def _note(event: Upcoming) -> str:
    if event.kind is MilestoneKind.NOTICE_DEADLINE:
        return event.text.removeprefix("last day for notice ")
    return "if not renewed" if event.if_not_renewed else ""


@attrs.frozen
class _Doubt:
    """A finding, with the id of its record."""

    severity: Severity
    code: str
    record: str
    pointer: str
    message: str


@command.command(name="check")
@file_argument
@on_option
@format_option
def check_command(file: str | None, on: date | None, as_format: str) -> None:
    """List what can be true but is doubtful, the worst first.

    What can't be true is not read at all, and told at once. The exit status is 1 where a finding is an error.
    """
    name, register = register_of(file)
    day = day_of(on)
    findings = result_or_exit(name, partial(check, register, on=day))
    order = list(SEVERITIES)
    rows: list[_Doubt] = []
    for finding in sorted(findings, key=lambda finding: order.index(finding.severity)):
        record = register.record_at(finding.pointer)
        record_id = "" if record is None else record.id
        rows.append(_Doubt(finding.severity, finding.code, record_id, finding.pointer, finding.message))
    cells = [
        (Text(doubt.severity, style=SEVERITIES[doubt.severity]), doubt.code, doubt.record, doubt.message)
        for doubt in rows
    ]
    Listing(
        key="findings",
        rows=rows,
        columns=written_names(_Doubt),
        rendering=table(["severity", "finding", "record", "what"], cells) if rows else None,
        none=f"Nothing is doubtful about {name}.",
        on=day,
        not_determined=register.not_determined(day),
        total=len(register.agreements),
    ).print(as_format)
    if any(doubt.severity is Severity.ERROR for doubt in rows):
        sys.exit(FOUND)


@command.command()
@click.argument("agreement_id", metavar="ID")
@file_argument
@on_option
@format_option
def explain(agreement_id: str, file: str | None, on: date | None, as_format: str) -> None:
    """Explain when an agreement enters into force, when it ends, and by when notice of non-renewal is due.

    Each answer lists the acts, clauses, rules and assumptions behind it. The notice deadline is that of the period that
    runs on the day.
    """
    name, register = register_of(file)
    agreement = known_agreement(register, agreement_id, name)
    explanation = result_or_exit(name, lambda: register.lifecycle(agreement).explain(day_of(on)))
    if as_format == "json":
        click.echo(codec.dumps(explanation))
        return
    if as_format == "csv":
        reasons = [reason for answer in explanation.answers for reason in _reasons(answer)]
        click.echo(csv_text(reasons, written_names(_Reason)), nl=False)
        return
    console().print(Text(plain(agreement.title), style="bold"))
    for answer in explanation.answers:
        console().print(shown_answer(answer))


@attrs.frozen
class _Reason:
    """A step behind an answer, with the question."""

    question: Question
    day: date | None
    text: str
    assumed: bool
    behind: str


def _reasons(answer: Answer) -> Iterator[_Reason]:
    yield _Reason(answer.question, answer.day, answer.summary, assumed=False, behind="")
    for step in answer.steps:
        yield _Reason(answer.question, step.day, step.text, step.assumed, step.behind)


@command.command()
@file_argument
@on_option
@click.option("--id", "agreement_ids", multiple=True, help="Show only the agreement with this id; may be repeated.")
@click.option("--since", type=DAY, help="Leave out what was before this day, YYYY-MM-DD.")
@click.option("--years", type=click.IntRange(0, 200), default=5, show_default=True, help="How far to look ahead.")
@format_option
def timeline(
    file: str | None,
    on: date | None,
    *,
    agreement_ids: tuple[str, ...],
    since: date | None,
    years: int,
    as_format: str,
) -> None:
    """Draw when each agreement was, is and will be in force; or list every event, for other programs."""
    name, register = register_of(file)
    day = day_of(on)
    through = result_or_exit(name, lambda: add(day, Period(years=years)))
    agreements: Sequence[Agreement] = register.agreements
    if agreement_ids:
        agreements = [known_agreement(register, identifier, name) for identifier in agreement_ids]
    if since is not None and since > day:
        refuse("--since", f"{since} is after {day}")
    every = events(register, agreements, through)
    known = {event.agreement for event in every}
    lives = tuple(register.lifecycle(agreement) for agreement in agreements if agreement.id in known)
    listed = [event for event in every if since is None or (event.latest or event.earliest) >= since]
    first = since or min([day, *(event.earliest for event in listed)])
    ids = {agreement.id for agreement in agreements}
    unanswered = register.not_determined(day, _OF_A_TIMELINE, through=through)
    Listing(
        key="events",
        rows=listed,
        columns=COLUMNS,
        rendering=drawn(lives, first, through, day, console().options) if as_format == "table" and lives else None,
        none=f"No event is known of {name}.",
        on=day,
        before={"until": through},
        not_determined=[item for item in unanswered if item.agreement in ids],
        total=len(agreements),
    ).print(as_format)


_OF_A_TIMELINE = (Question.ENTRY_INTO_FORCE, Question.END, Question.NOTICE_DEADLINE)


@command.command(name="diff")
@click.argument("old")
@click.argument("new")
@format_option
def diff_command(old: str, new: str, as_format: str) -> None:
    """Say what changed from register OLD to register NEW, record by record, and which computed days changed."""
    changes = diff(register_of(old)[1], register_of(new)[1])
    if as_format != "table":
        print_rows(changes, RecordChange, as_format, Table(), "")
        return
    for record in changes:
        note = ", which corrects its history" if record.corrects_history else ""
        heading = plain(f"{record.kind} {record.record} {record.id}: {record.name}{note}")
        console().print(Text(heading, style="bold"))
        for change in record.changes:
            console().print(Text(plain(f"  {change}")))
        for change in record.consequences:
            console().print(Text(plain(f"  so {change}"), style="yellow"))
    if not changes:
        console().print("No record differs.")
