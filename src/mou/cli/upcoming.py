"""`mou expiring` and `mou notices`: lists of upcoming dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

import attrs

from mou.answers.agenda import MissedNotice
from mou.answers.milestones import MilestoneKind
from mou.answers.partners import partners
from mou.answers.upcoming import EXITS, Upcoming, own_exits
from mou.cli.frame import day_of, progress, register_of, result_or_exit
from mou.cli.rows import Listing, documents, table
from mou.cli.selection import selection
from mou.dates.periods import Period
from mou.values.written import written_names


@attrs.frozen(kw_only=True)
class _Event(Upcoming):
    """An event with the names of the partners. In tables and CSV, the names are a single text."""

    partners: tuple[str, ...] | str


@attrs.frozen(kw_only=True)
class _Missed(MissedNotice):
    """A missed deadline with the names of the partners."""

    partners: tuple[str, ...] | str


_UPCOMING_WORDS = {
    MilestoneKind.LAST_DAY: ("last day", "No agreement has its last day", "No agreement is known to have its last day"),
    MilestoneKind.NOTICE_DEADLINE: ("notice by", "No notice is due", "No notice is known to be due"),
}


def upcoming(
    kind: MilestoneKind | str,
    *,
    file: str | None,
    on: date | None,
    within: Period,
    where: Sequence[str],
    columns: Sequence[str],
    as_format: str,
) -> None:
    """Print the agreements with an upcoming last day, or the upcoming and missed deadlines for notice."""
    kind = MilestoneKind(kind)
    heading, none, none_known = _UPCOMING_WORDS[kind]
    names = written_names(Upcoming)
    chosen = selection(*register_of(file), where, columns, names)
    name, register = chosen.name, chosen.register
    day = day_of(on)
    with progress() as steps:
        kinds = [kind, *(EXITS if kind is MilestoneKind.LAST_DAY else ())]
        query = partial(register.agenda, within, day, kinds=kinds, progress=partial(steps, "computing"))
        agenda = result_or_exit(name, query)
    named = {
        agreement_id: names if as_format == "json" else "; ".join(names)
        for agreement_id, names in partners(register.context).items()
    }

    def with_partners(events: Iterable[Upcoming]) -> list[_Event]:
        return [_Event(**attrs.asdict(event, recurse=False), partners=named[event.agreement]) for event in events]

    events = with_partners(event for event in agenda.events if event.kind is kind)
    leaving = with_partners(own_exits(agenda.events))
    missed = [_Missed(**attrs.asdict(late, recurse=False), partners=named[late.agreement]) for late in agenda.missed]
    own = chosen.cells(event.agreement for event in events)
    cells = [
        (
            bounds_in_words(event.earliest, event.latest),
            str(event.partners),
            event.title,
            event.agreement,
            *texts,
            _note(event),
        )
        for event, texts in zip(events, own.of(events), strict=True)
    ]
    remarks = [f"  {_named(late)} ({late.agreement}): {late.text}" for late in missed]
    exits = [
        f"  {event.title} ({event.agreement}): {event.text} from {bounds_in_words(event.earliest, event.latest)}"
        for event in leaving
    ]
    Listing(
        key="events",
        rows=events,
        columns=[*names, "partners"],
        own=own,
        rendering=table([heading, "partners", "agreement", "id", *own.headings, "note"], cells) if cells else None,
        none=f"{none_known if agenda.not_determined else none} from {day} to {agenda.until}.",
        on=day,
        before={"until": agenda.until},
        after={"missed": missed}
        if kind is MilestoneKind.NOTICE_DEADLINE
        else {"leaving": documents(leaving, [*names, "party", "partners"])},
        remarks=[
            *(["Deadlines that passed without notice:", *remarks] if missed else []),
            *(["Parties that leave an agreement that continues:", *exits] if leaving else []),
        ],
        not_determined=agenda.not_determined,
        total=len(register.agreements),
    ).print(as_format)


def _named(missed: _Missed) -> str:
    """Return the title of an agreement. If the title does not name all partners, put the partners' names first."""
    partners = "" if isinstance(missed.partners, tuple) else missed.partners
    named = all(name in missed.title for name in partners.split("; "))
    return missed.title if named else f"{partners}, {missed.title}"


def bounds_in_words(earliest: date, latest: date | None) -> str:
    """Return a day in words. If the day is uncertain, return the earliest and the latest possible day."""
    if latest is None:
        return f"{earliest} or later, or never"
    return str(earliest) if earliest == latest else f"{earliest} to {latest}"


def _note(event: Upcoming) -> str:
    if event.kind is MilestoneKind.NOTICE_DEADLINE:
        return event.text.removeprefix("last day for notice").lstrip()
    return "if not renewed" if event.if_not_renewed else ""
