"""The first part of a page: upcoming days, missed deadlines, missing facts and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from mou.answers.agenda import Agenda, MissedNotice
from mou.answers.catalogue import CATALOGUE
from mou.answers.finding import Finding, Kind, Severity
from mou.answers.milestones import MilestoneKind
from mou.answers.register import Register
from mou.answers.undetermined import MissingField
from mou.answers.upcoming import Upcoming, own_exits
from mou.dates.days import day_before
from mou.formats.page.index import Index
from mou.formats.page.packing import Packed, Packing, packed_day
from mou.formats.page.text import safe
from mou.formats.page.words import ENGLISH, Words

_CLAUSES = {f"/term/{field}": field for field in ("duration", "renewal", "withdrawal", "survival")}
_CLAUSES["/term/entry_into_force"] = "entry"
FIRST = 5
"""The number of upcoming days that a list shows at first."""


@attrs.frozen(kw_only=True)
class PlainDay:
    """An upcoming day as the page shows it without JavaScript."""

    when: str
    title: str
    note: str


@attrs.frozen(kw_only=True)
class Attention:
    """The content of the first part of a page."""

    until: date
    expiring: tuple[Upcoming, ...]  # last days of agreements, and last days of parties that leave; see `_last_days`
    notices: tuple[Upcoming, ...]
    missed: tuple[MissedNotice, ...]
    missing: tuple[MissingField, ...]
    undetermined: int  # the number of agreements with an open question
    kinds: tuple[tuple[Kind, tuple[Finding, ...]], ...]  # most serious first

    @property
    def findings(self) -> int:
        """The number of findings."""
        return sum(len(findings) for _, findings in self.kinds)


def attention(
    agenda: Agenda, missing: tuple[MissingField, ...], findings: Iterable[Finding], register: Register
) -> Attention:
    """Return the content of the first part of a page. Findings are grouped by kind, most serious first."""
    by_kind: dict[Kind, list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(finding.kind, []).append(finding)
    order = list(Severity)
    kinds = sorted(by_kind, key=lambda kind: (order.index(kind.severity), -len(by_kind[kind]), CATALOGUE.index(kind)))
    return Attention(
        until=agenda.until,
        expiring=_last_days(agenda, register),
        notices=tuple(event for event in agenda.events if event.kind is MilestoneKind.NOTICE_DEADLINE),
        missed=agenda.missed,
        missing=missing,
        undetermined=len({identifier for field in missing for identifier in field.agreements}),
        kinds=tuple((kind, tuple(by_kind[kind])) for kind in kinds),
    )


def _last_days(agenda: Agenda, register: Register) -> tuple[Upcoming, ...]:
    """Return the last days of agreements, and the last days for parties that leave an agreement that continues.

    An exit is the first day on which a party is no longer bound. In the result, an exit has the day before, and the
    name of the party as its text.
    """
    events = [event for event in agenda.events if event.kind is MilestoneKind.LAST_DAY]
    for event in own_exits(agenda.events):
        latest = None if event.latest is None else day_before(event.latest)
        if latest is None or latest >= agenda.on:
            names = {party.id: party.name for party in register.agreement(event.agreement).parties}
            name = names.get(event.party or "", event.text)
            events.append(attrs.evolve(event, earliest=day_before(event.earliest), latest=latest, text=name))
    return tuple(sorted(events, key=lambda event: event.earliest))


def plain_days(events: Sequence[Upcoming | MissedNotice], on: date, words: Words) -> tuple[PlainDay, ...]:
    """Return the first upcoming or missed days as the page shows them without JavaScript."""
    return tuple(
        PlainDay(
            when=_when(event.earliest, event.latest, words), title=event.title, note="; ".join(_notes(event, on, words))
        )
        for event in events[:FIRST]
    )


def missing_clause(field: MissingField, words: Words) -> str | None:
    """Return the label of a missing clause. In English, return `None`, because `field.what` is more precise."""
    clause = _CLAUSES.get(field.field or "")
    return None if clause is None or words.language == ENGLISH else words(f"clause.{clause}")


def _when(earliest: date, latest: date | None, words: Words) -> str:
    first = words.short_day(earliest)
    if latest is None:
        return words("or_later", day=first)
    return first if latest == earliest else words("between", first=first, last=words.short_day(latest))


def _notes(event: Upcoming | MissedNotice, on: date, words: Words) -> Iterable[str]:
    if isinstance(event, MissedNotice):
        yield event.text if event.runs_to is None else words("runs_to", day=words.day(event.runs_to))
        return
    yield words("uncertain") if event.on is None else days_left(event.on, on, words)
    if event.if_not_renewed:
        yield words("if_not_renewed")
    if event.kind is MilestoneKind.EXIT:
        yield words("only_for", party=safe(event.text))


def days_left(day: date, on: date, words: Words) -> str:
    """Return words for the time from `on` to a day."""
    days = (day - on).days
    return words("in_days", n=days) if days > 1 else words("tomorrow" if days else "today")


def packed_attention(view: Attention, index: Index, packing: Packing) -> dict[str, Packed]:
    """Return the lists as data for the script. Each agreement is represented by its index in the register."""
    return {
        "expiring": [_upcoming(event, index, packing) for event in view.expiring],
        "notices": [_upcoming(event, index, packing) for event in view.notices],
        "missed": [
            [
                index.numbers[missed.agreement],
                _bounds(missed.earliest, missed.latest),
                None if missed.runs_to is None else packed_day(missed.runs_to),
                packing.sentence(missed.text),
            ]
            for missed in view.missed
        ],
        "missing": [[index.numbers[identifier] for identifier in field.agreements] for field in view.missing],
        "findings": [[_finding(finding, index, packing) for finding in findings] for _, findings in view.kinds],
        "severities": [kind.severity for kind, _ in view.kinds],
    }


def _upcoming(event: Upcoming, index: Index, packing: Packing) -> Packed:
    """Return the agreement, the day and, for the last day of a party, the name of the party."""
    party = [packing.text(event.text)] if event.kind is MilestoneKind.EXIT else []
    return [index.numbers[event.agreement], _bounds(event.earliest, event.latest), int(event.if_not_renewed), *party]


def _bounds(earliest: date, latest: date | None) -> Packed:
    """Return the earliest and the latest possible day in the form that `packed_answer` describes."""
    if latest == earliest:
        return packed_day(earliest)
    return [packed_day(day) for day in (earliest, latest) if day is not None]


def _finding(finding: Finding, index: Index, packing: Packing) -> Packed:
    """Return the message of a finding with the number of its agreement, or with the id and name of its meeting."""
    _, kind, number, *_ = finding.pointer.split("/")
    if kind == "meetings":
        meeting = index.register.meetings[int(number)]
        return [packing.sentence(finding.message), meeting.id, packing.text(meeting.name)]
    names = [party.name for party in index.register.agreements[int(number)].parties]
    return [packing.sentence(finding.message, names), int(number)]
