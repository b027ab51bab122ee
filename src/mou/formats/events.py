"""The events of a calendar: the milestones (dated events of agreements) and the meetings of a register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID, uuid5

import attrs

from mou.answers.answer import between
from mou.answers.lifecycles import Lifecycle
from mou.answers.milestones import Milestone, MilestoneKind
from mou.answers.register import Register
from mou.answers.upcoming import is_moot, proviso
from mou.dates.days import Day, PartialDate, earliest, latest, next_day
from mou.dates.periods import Period, subtract
from mou.dates.words import listed, spoken
from mou.law.explanation import Answer, Step
from mou.law.rules import AS_THE_TEXT_SAYS
from mou.law.status import words_for
from mou.model.agreement import Agreement
from mou.model.meeting import Meeting, Participant
from mou.model.own_columns import OwnColumn
from mou.model.source import Certainty, Source
from mou.model.term import Survival

Wanted = Callable[[str, date, date], bool]
"""A function that takes the id, the first day and the last day of an event, and returns whether to export the event."""

_SPACE = UUID("6f0f3a52-7c0e-5d0b-9a53-3f1f4f2f8a10")
"""The namespace of event ids. If it changed, all ids would change."""
_SHORT = 160
"""The maximum number of characters of a title in a summary. The description has the full title."""


@attrs.frozen(kw_only=True)
class CalendarEvent:
    """An all-day event of a calendar.

    Attributes:
        uid: the unique id of the event, which does not depend on the day.
        record: the name of the event's record, from `record_name`.
        first_day: the first day.
        ends_on: the day after the last day.
        tentative: whether the days are uncertain.
        summary: the event, in one line.
        description: the reasons and further facts.
        category: the kind of event.
        location: the place.
        url: the address of the record's source.
        alarms: for each reminder, the number of days before the first day.
    """

    uid: str
    record: str
    first_day: date
    ends_on: date
    tentative: bool
    summary: str
    description: str
    category: str
    location: str | None = None
    url: str | None = None
    alarms: tuple[int, ...] = ()


def record_name(record: Agreement | Meeting) -> str:
    """Return the name by which the events of a record are found in a calendar.

    >>> record_name(Meeting("admm-19", name="19th ADMM"))
    'meeting/admm-19'
    """
    return f"{'agreement' if isinstance(record, Agreement) else 'meeting'}/{record.id}"


def milestone_events(
    life: Lifecycle,
    kinds: Iterable[MilestoneKind],
    *,
    on: date,
    through: date,
    wanted: Wanted,
    alarms: Iterable[Period],
    namespace: str,
    partners: Sequence[str],
    columns: Sequence[OwnColumn],
) -> list[CalendarEvent]:
    """Return the past and upcoming events of an agreement.

    The end of an agreement has two milestones: the last day, and the day after it. If `kinds` includes
    `MilestoneKind.LAST_DAY`, only the last day is exported.

    Args:
        life: the agreement's lifecycle.
        kinds: the kinds of milestones (dated events) to export.
        on: the first day of the export.
        through: the last day for which to list renewals and notice deadlines.
        wanted: the function that selects the events.
        alarms: for each reminder, how long before the event it appears.
        namespace: a word that distinguishes registers in which the same ids occur.
        partners: the names of the partners, for the summaries.
        columns: the user's own columns to add to the descriptions.

    Raises:
        DateRangeError: a date would be outside the years 1 to 9999.
    """
    chosen, lead_times = frozenset(kinds), tuple(alarms)
    events: list[CalendarEvent] = []
    stones = life.milestones(through=through)
    ends = [stone for stone in stones if stone.kind is MilestoneKind.CEASES]
    has_last_day = MilestoneKind.LAST_DAY in chosen and any(stone.kind is MilestoneKind.LAST_DAY for stone in stones)
    for stone in stones:
        if stone.kind not in chosen or (has_last_day and any(_is_end(stone, end) for end in ends)):
            continue
        uid = _uid(namespace, record_name(life.agreement), stone.kind, stone.pointer, stone.party, stone.number)
        day = _shown_day(stone.earliest, stone.latest, on)
        if wanted(uid, day, day) and not is_moot(life, stone):
            event = _event(life, stone, uid, day, partners)
            described = "\n".join(_described(life, stone, columns))
            events.append(attrs.evolve(event, description=described, alarms=_days_before(day, lead_times)))
    return events


def _is_end(stone: Milestone, end: Milestone) -> bool:
    """Return whether a milestone is the end of the agreement, or a party's exit on the day of the end."""
    kinds = (MilestoneKind.CEASES, MilestoneKind.EXIT)
    return stone.kind in kinds and (stone.earliest, stone.latest) == (end.earliest, end.latest)


def _event(life: Lifecycle, stone: Milestone, uid: str, day: date, partners: Sequence[str]) -> CalendarEvent:
    agreement = life.agreement
    uncertain = "" if stone.on is not None else f" (uncertain: {between(stone.earliest, stone.latest)})"
    text = f"{stone.text}{proviso(life, stone)}{uncertain}"
    title = _line(agreement.title)
    return CalendarEvent(
        uid=uid,
        record=record_name(agreement),
        first_day=day,
        ends_on=next_day(day),
        tentative=stone.on is None,
        summary=f"{_line(listed(tuple(partners), most=3))}: {text} ({title})" if partners else f"{title}: {text}",
        description="",
        category=stone.kind.replace("_", " ").capitalize(),
        url=_url(agreement.sources),
    )


def _uid(namespace: str, *parts: object) -> str:
    """Return the id of an event. It stays the same when the day of the event changes."""
    # Only the namespace can contain a line end. It comes last, so that different parts never give the same text.
    return str(uuid5(_SPACE, "\n".join([*("" if part is None else str(part) for part in parts), namespace])))


def _shown_day(first: date, last: date | None, on: date) -> date:
    """Return the day on which to show an event with an uncertain day.

    This is the earliest possible day. If the earliest is before `on` and the latest is not, it is the latest.
    """
    return last if first < on and last is not None and last >= on else first


def _line(text: str) -> str:
    """Return a text on one line, cut if it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"


def _described(life: Lifecycle, stone: Milestone, columns: Sequence[OwnColumn]) -> Iterator[str]:
    agreement, words = life.agreement, words_for(life.agreement.binding)
    yield agreement.title
    if agreement.parties:
        yield "Between: " + listed([party.name for party in agreement.parties], most=20)
    for column in columns:
        if text := column.text(agreement):
            yield f"{column.name}: {text}"
    if agreement.binding is False:
        yield "The agreement is not legally binding."
    if stone.on is None:
        yield f"The day is uncertain: {between(stone.earliest, stone.latest)}."
    if stone.kind is MilestoneKind.NOTICE_DEADLINE:
        period = life.period(stone.earliest)
        if period is not None and period.last_day is not None:
            which = f"renewal {period.renewal}" if period.renewal else "the first period"
            yield f"For {which}, from {spoken(period.first_day)} to {spoken(period.last_day)}."
        yield f"Unless notice is received by this day, the agreement stays {words.in_force} for another period."
    why, step = _why(life, stone), _step_to(life, stone)
    if why:
        yield ""
        yield "Why:"
        yield from map(str, why)
    if step is not None:
        yield f"  - {step}"
    yield ""
    yield f"Record: {agreement.id}" + (f" ({stone.pointer})" if stone.pointer else "")


def _why(life: Lifecycle, stone: Milestone) -> list[Answer]:
    """Return the answers on which the day of a milestone depends."""
    if stone.kind is MilestoneKind.ENTRY_INTO_FORCE:
        return [life.entry]
    if stone.kind is MilestoneKind.NOTICE_DEADLINE:
        return [life.entry, life.notice(stone.earliest)]
    if stone.kind in _OF_THE_TERM:
        return [life.entry, life.end]
    if stone.kind in _OF_A_PARTY and stone.party is not None:
        spells = life.participation(stone.party).spells
        return [answer for spell in spells for answer in (spell.begins, spell.ends)]
    return []


def _step_to(life: Lifecycle, stone: Milestone) -> Step | None:
    """Return a step that no answer contains: how long obligations survive the end."""
    term = life.agreement.term
    if stone.kind is MilestoneKind.SURVIVAL_ENDS and isinstance(term.survival, Survival) and term.survival.period:
        text = f"obligations that survive the end last for {term.survival.period.in_words}"
        return Step(text, rule=AS_THE_TEXT_SAYS, pointer="/term/survival")
    return None


_OF_THE_TERM = frozenset(
    {
        MilestoneKind.RENEWAL,
        MilestoneKind.LAST_DAY,
        MilestoneKind.CEASES,
        MilestoneKind.SURVIVAL_ENDS,
    }
)
_OF_A_PARTY = frozenset({MilestoneKind.ENTRY_FOR_PARTY, MilestoneKind.EXIT})


def _url(sources: Iterable[Source]) -> str | None:
    return next((source.url for source in sources if source.url is not None), None)


def _days_before(day: date, alarms: Iterable[Period]) -> tuple[int, ...]:
    """Return lead times in days, longest first. Days are needed because alarms can't be set in months."""
    days = {day.toordinal() - subtract(day, lead_time).toordinal() for lead_time in alarms}
    return tuple(sorted(days, reverse=True))


def meeting_event(
    register: Register,
    meeting: Meeting,
    days: tuple[Day, Day],
    *,
    on: date,
    wanted: Wanted,
    alarms: Iterable[Period],
    namespace: str,
) -> CalendarEvent | None:
    """Return a meeting as an event. If `wanted` does not select the event, return `None`.

    Raises:
        DateRangeError: a date would be outside the years 1 to 9999.
    """
    first = _shown_day(earliest(days[0]), latest(days[0]), on)
    last = max(first, earliest(days[1]))
    uid = _uid(namespace, record_name(meeting))
    if not wanted(uid, first, last):
        return None
    tentative = any(isinstance(day, PartialDate) for day in days)
    uncertain = f" (uncertain: {_written(days)})" if tentative else ""
    return CalendarEvent(
        uid=uid,
        record=record_name(meeting),
        first_day=first,
        ends_on=next_day(last),
        tentative=tentative,
        summary=_line(meeting.name) + uncertain,
        description="\n".join(_meeting_described(register, meeting)),
        category="Meeting",
        location=_location(meeting),
        url=_url(meeting.sources),
        alarms=_days_before(first, alarms),
    )


def _written(days: tuple[Day, Day]) -> str:
    return f"{days[0]}" if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _location(meeting: Meeting) -> str | None:
    if meeting.online:
        return "online" if meeting.place is None else f"online, from {meeting.place}"
    return meeting.place


def _meeting_described(register: Register, meeting: Meeting) -> Iterator[str]:
    yield meeting.name
    if meeting.forum is not None:
        which = "" if meeting.ordinal is None else f", meeting {meeting.ordinal}"
        yield f"Forum: {register.forum(meeting.forum).name}{which}"
    if meeting.host is not None:
        yield f"Host: {register.party(meeting.host).name}"
    if meeting.participants:
        yield ""
        yield "Participants:"
        for role, those in _by_role(meeting.participants).items():
            names = "; ".join(_named(register, participant) for participant in those)
            yield f"  - {role}: {names}" if role else f"  - {names}"
    if meeting.stated_counts:
        stated = ", ".join(f"{role.replace('_', ' ')} {count}" for role, count in meeting.stated_counts.items())
        yield f"Stated counts: {stated}"
    signed = register.signed_at(meeting)
    if signed:
        yield ""
        yield "Signed at the meeting or in its margins:"
        yield from (f"  - {agreement.title} ({agreement.id})" for agreement in signed)
    yield ""
    if meeting.certainty is not Certainty.STATED:
        yield f"These facts are {meeting.certainty}."
    if meeting.note is not None:
        yield meeting.note
    yield f"Record: {meeting.id}"


def _by_role(participants: Iterable[Participant]) -> Mapping[str, list[Participant]]:
    by_role: dict[str, list[Participant]] = {}
    for participant in participants:
        by_role.setdefault("" if participant.role is None else participant.role.replace("_", " "), []).append(
            participant
        )
    return by_role


def _named(register: Register, participant: Participant) -> str:
    name = register.party(participant.party).name
    who = ", ".join(delegate.name for delegate in participant.delegates)
    return f"{name} ({who})" if who else name
