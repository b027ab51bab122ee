"""`mou show`: show agreements on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import partial

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mou import examples
from mou.answers.findings import Severity, check
from mou.answers.lifecycles import Lifecycle, Position, lifecycle
from mou.answers.party_positions import departures
from mou.answers.register import Register
from mou.answers.undetermined import report, undetermined_positions
from mou.cli.frame import BUNDLED, console, day_of, known_agreement, readable, register_of_agreement, result_or_exit
from mou.cli.options import check_is_file
from mou.cli.output import emit
from mou.cli.rows import csv_text, print_errors
from mou.dates.periods import Period
from mou.dates.words import listed, plain, spoken, spoken_day
from mou.documents import codec
from mou.documents.files import load
from mou.law.explanation import Answer, AnswerKind, Question
from mou.law.status import Status, words_for
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement
from mou.model.clause_words import (
    NOT_KNOWN,
    condition_words,
    duration_words,
    reading_words,
    renewal_words,
    survival_words,
    withdrawal_words,
)
from mou.model.conditions import is_open
from mou.model.meeting import Meeting
from mou.model.source import Certainty
from mou.values.written import written_names

_FEW = 12
"""The maximum number of acts or parties to list. If there are more, only their number is shown."""
_TWO = 2
"""The number of parties to a bilateral agreement, for which no row names the parties that are bound."""
_STYLE = {
    Status.IN_FORCE: "bold green",
    Status.PROVISIONAL: "bold green",
    Status.SUSPENDED: "bold yellow",
    Status.EXPIRED: "bold red",
    Status.TERMINATED: "bold red",
}
SEVERITIES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
"""The styles of findings, most serious first."""


def show(file: str | None, on: date | None, agreement_id: str | None, as_format: str) -> None:
    """Print agreements as text, as JSON, or as CSV with a row for each agreement."""
    if file is not None:
        check_is_file(file)
    name = readable(file or BUNDLED)
    record: Register | Agreement = examples.register() if file is None else result_or_exit(file, partial(load, file))
    register = record if isinstance(record, Register) else register_of_agreement(record)
    agreements = register.agreements if isinstance(record, Register) else (record,)
    if agreement_id is not None:
        known_agreement(register, agreement_id, name)
        # Print the record as it was loaded: `register_of_agreement` leaves out references to other records.
        record = next(agreement for agreement in agreements if agreement.id == agreement_id)
        agreements = (record,)
    if as_format == "json":
        emit(codec.dumps(record) + "\n")
        return
    if as_format == "csv":
        ids = {agreement.id for agreement in agreements}
        positions = [where for where in register.positions(day_of(on)) if where.id in ids]
        emit(csv_text(positions, written_names(Position)))
        print_errors(report(undetermined_positions(positions), len(positions)))
        return
    for number, agreement in enumerate(agreements):
        if number:
            console().rule()
        console().print(result_or_exit(name, partial(shown_agreement, agreement, register, day_of(on))))


def shown_agreement(agreement: Agreement, register: Register, on: date) -> RenderableType:
    """Return the data of an agreement for output: facts, dates with their reasons, meetings, findings, sources."""
    life = lifecycle(agreement, others=register.agreements)
    parts: list[RenderableType] = [Text(plain(agreement.title), style="bold"), _facts(agreement, life, on)]
    if agreement.description:
        parts += ["", Text(plain(agreement.description))]
    answers = [answer for answer in life.explain(on).answers if not _is_no_deadline(answer)]
    parts += ["", Text("Why", style="bold"), *map(shown_answer, answers)]
    held = {meeting.id: meeting for meeting in register.meetings}
    meetings = [held[meeting_id] for meeting_id in agreement.signed_at if meeting_id in held]
    if meetings:
        parts += ["", Text("Signed at, or on the margins of", style="bold")]
        parts += (_meeting(meeting, register) for meeting in meetings)
    findings = check(agreement, on=on)
    if findings:
        parts += ["", Text("Findings", style="bold")]
        for finding in findings:
            parts.append(_item(sentence(finding.message, finding.code, SEVERITIES[finding.severity])))
    if agreement.sources:
        parts += ["", Text("Sources", style="bold")]
        for source in agreement.sources:
            facts = (source.title, source.publisher, source.published_on, source.url)
            parts.append(_item(", ".join(str(fact) for fact in facts if fact is not None)))
    return Group(*parts)


def _is_no_deadline(answer: Answer) -> bool:
    return answer.question is Question.NOTICE_DEADLINE and answer.kind is AnswerKind.NONE


def _facts(agreement: Agreement, life: Lifecycle, on: date) -> Table:
    words = words_for(agreement.binding)
    binding = {True: "binding", False: "not binding", None: "not known whether binding"}[agreement.binding]
    kind = "" if agreement.kind is None else f"{agreement.kind.replace('_', ' ').replace('mou', 'MOU')}, "
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")

    def row(name: str, value: str | Text) -> None:
        table.add_row(name, Text(plain(value)) if isinstance(value, str) else value)

    row("id", agreement.id)
    row("kind", f"{kind}{binding}")
    names = [party.name for party in agreement.parties]
    row("between", listed(names, most=_FEW) if names else NOT_KNOWN)
    few = len(agreement.acts) <= _FEW
    counts = Counter(act.kind.value for act in agreement.acts)
    for kind, count in [] if few else counts.most_common():
        row("acts", f"{count} {kind.replace('_', ' ')}")
    for act in agreement.acts if few else ():
        actors = " and ".join(_name(agreement, party_id) for party_id in act.by)
        by = f", {actors}" if actors else ""
        where = f", {act.place}" if act.place else ""
        doubt = "" if act.certainty is Certainty.STATED else f" ({act.certainty})"
        row(act.kind.replace("_", " "), f"{spoken_day(act.on)}{where}{doubt}{by}{_details(act)}")
        if act.kind is ActKind.SIGNATURE:
            for signatory in act.signatories:
                office = f", {signatory.office}" if signatory.office else ""
                row("", f"{signatory.name}{office}, for {_name(agreement, signatory.party)}")
    if agreement.subjects:
        row("subjects", ", ".join(agreement.subjects))
    row("entry into force", condition_words(agreement.term))
    row("duration", duration_words(agreement.term))
    row("renewal", renewal_words(agreement.term))
    row("withdrawal", withdrawal_words(agreement.term))
    if agreement.term.survival is not None:
        row("survival", survival_words(agreement.term))
    for clause in agreement.term.ends_on:
        row("ends on", clause.event)
    for reading in agreement.term.other_readings:
        row("another reading", reading_words(agreement.term, reading))
    for rider in agreement.term.riders:
        row("the text also says", rider.text)
    if is_open(agreement.term.entry_into_force):
        for shortfall in life.outstanding:
            row("outstanding", shortfall.text)
    if is_open(agreement.term.entry_into_force) or len(agreement.parties) > _TWO:
        bound = [_name(agreement, party_id) for party_id in life.parties_bound(on)]
        of_all = f"{len(bound)} of the {len(agreement.parties)} parties recorded"
        row("bound", f"{of_all}: {listed(bound, most=_FEW)}" if bound else of_all)
    for party, day in departures(life):
        row("left" if day < on else "leaves", f"{party.name}, last day {words.in_force} {spoken(day)}")
    position = life.position(on)
    word = words.statuses[position.status]
    # Most reasons begin with the word for the status: "in effect since 30 October 2025".
    reason = position.reason if position.reason.startswith(word) else f"{word}: {position.reason}"
    row(f"on {spoken(on)}", Text(plain(reason), style=_STYLE.get(position.status, "bold")))
    row("last day", _last_day(life))
    if position.period is not None and position.period.renewal and position.period.last_day is not None:
        row("running period", f"renewal {position.period.renewal}, to {spoken(position.period.last_day)}")
    if position.notice_deadline is not None:
        row("notice by", spoken(position.notice_deadline))
    return table


def _details(act: Act) -> str:
    """Return the days and the length of an act in words, such as ", with effect from 1 July 2025"."""
    received = "" if act.received_on is None else f", received on {spoken_day(act.received_on)}"
    effect = "" if act.effective_on is None else f", with effect from {spoken_day(act.effective_on)}"
    until = "" if act.until is None else f", to {spoken_day(act.until)}"
    length = "" if act.period is None else ", without an end"
    if isinstance(act.period, Period):
        length = f", by {act.period.in_words}"
    return f"{received}{effect}{until}{length}"


def _last_day(life: Lifecycle) -> Text:
    if life.last_day is None or life.ceases_on is None:
        return Text(life.end.summary)
    days = f"{life.last_day} (no longer {words_for(life.agreement.binding).in_force} from {life.ceases_on})"
    assumed = ", see the assumptions below" if life.entry.assumptions + life.end.assumptions else ""
    return Text(days, style="bold") + Text(assumed, style="not bold")


def _name(agreement: Agreement, party_id: str) -> str:
    return next((party.name for party in agreement.parties if party.id == party_id), party_id)


def shown_answer(answer: Answer) -> RenderableType:
    """Return an answer with its steps. Each step has its rule and its place in the record."""
    steps: list[Text] = []
    for step in answer.steps:
        text = Text("assumed: ", style="yellow") if step.assumed else Text()
        text += Text(plain(step.text), style="not bold")
        text += Text(f"\n{plain(step.behind)}" if step.behind else "", style="dim")
        steps.append(text)
    return Group(Padding(Text(answer.summary), (0, 0, 0, 2)), Padding(_bullets(steps), (0, 0, 0, 4)))


def _meeting(meeting: Meeting, register: Register) -> RenderableType:
    days = meeting.first_and_last_day
    when = NOT_KNOWN if days is None else spoken_day(days[0])
    if days is not None and days[1] != days[0]:
        when += f" to {spoken_day(days[1])}"
    where = ", online" if meeting.online else ""
    where += f", {meeting.place}" if meeting.place else ""
    doubt = "" if meeting.certainty is Certainty.STATED else f" ({meeting.certainty})"
    lines = [_item(f"{meeting.name}: {when}{where}{doubt}")]
    by_role: dict[str, list[str]] = {}
    for participant in meeting.participants:
        by_role.setdefault(participant.role or "participant", []).append(register.party(participant.party).name)
    for role, names in by_role.items():
        text = f"{len(names)} {role.replace('_', ' ')}{'s' if len(names) > 1 else ''}: {', '.join(names)}"
        lines.append(Padding(Text(plain(text), style="dim"), (0, 0, 0, 4)))
    return Group(*lines)


def sentence(message: str, code: str, style: str = "") -> Text:
    """Return the sentence of a finding, with its code at the end."""
    return Text(plain(message), style=style) + Text(f"  {code}", style="dim")


def _item(text: str | Text) -> RenderableType:
    return Padding(_bullets([Text(plain(text)) if isinstance(text, str) else text]), (0, 0, 0, 2))


def _bullets(texts: Iterable[Text]) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for text in texts:
        grid.add_row("-", text)
    return grid
