"""Export a register to iCalendar (RFC 5545): entries into force, notice deadlines, renewals, exits, ends and meetings.

The events last all day, and are shown as free time. The summary names the partners and then the event. The description
gives the reasons for the day. The partners are the parties to the agreement, except those that take part in all or
nearly all agreements of the register. For example, the office that keeps the register is not a partner. The end of an
agreement is a single event, on the last day.

If the day of an event changes in a later export, the event keeps its `UID`. A calendar program that reads both exports
therefore moves the event instead of adding a second event. This module needs the extra ``calendar``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime

import attrs

from mou.answers.agenda import questions_of
from mou.answers.milestones import MilestoneKind
from mou.answers.partners import partners
from mou.answers.register import Register
from mou.answers.undetermined import NotDetermined, open_questions, outside_calendar, report
from mou.dates.days import as_date
from mou.dates.periods import Period, add, as_period
from mou.dates.words import spoken
from mou.errors import DateRangeError, MissingExtraError, Problem
from mou.formats.events import CalendarEvent, meeting_event, milestone_events, record_name
from mou.model.own_columns import OwnColumn
from mou.values.fields import as_each, as_enum, as_flag, as_text, check_is, refuse, settle

__all__ = ["KINDS", "CalendarExport", "LeftOut", "to_ical"]

KINDS = (
    MilestoneKind.ENTRY_INTO_FORCE,
    MilestoneKind.NOTICE_DEADLINE,
    MilestoneKind.EXTENSION_DEADLINE,
    MilestoneKind.RENEWAL,
    MilestoneKind.EXIT,
    MilestoneKind.LAST_DAY,
    MilestoneKind.SURVIVAL_ENDS,
)
"""The kinds of milestones that `to_ical` exports by default. An office may have to act by these days."""


@attrs.frozen(kw_only=True)
class LeftOut:
    """A record with events that could not be exported. The record's events in an earlier export stay in the file.

    Attributes:
        record: ``agreement/`` or ``meeting/``, followed by the id of the record.
        why: the reason.
    """

    record: str
    why: str


@attrs.frozen(kw_only=True)
class CalendarExport:
    """A calendar, and the numbers of events that changed or stayed the same since the earlier export.

    Attributes:
        content: the file, an iCalendar stream in UTF-8.
        new: the number of events that the earlier export did not have.
        changed: the number of events that differ from the earlier export.
        cancelled: the number of events that no longer take place and are now marked as cancelled.
        unchanged: the number of events that are the same as in the earlier export.
        left_out: the records with events that could not be exported, and the reasons.
        not_determined: the agreements whose events can't be determined, each with the open question and the reason. The
            calendar's description gives the number of these agreements.
    """

    content: bytes
    new: int
    changed: int
    cancelled: int
    unchanged: int
    left_out: tuple[LeftOut, ...]
    not_determined: tuple[NotDetermined, ...]


def _through(value: date | str | Period) -> date | Period:
    if isinstance(value, Period):
        return value
    return as_period(value) if isinstance(value, str) and value.startswith("P") else as_date(value)


def _kinds(value: Iterable[MilestoneKind | str]) -> tuple[MilestoneKind, ...]:
    return as_each(value, lambda kind: as_enum(MilestoneKind, kind), "a list of kinds of milestones")


def _alarms(value: Iterable[Period | str]) -> tuple[Period, ...]:
    return as_each(value, as_period, "a list of periods")


def _stamp(value: datetime) -> datetime:
    expected = "a datetime with a time zone"
    if not isinstance(value, datetime) or value.utcoffset() is None:
        return refuse(value, expected)
    try:
        return value.astimezone(UTC)
    except OverflowError:
        return refuse(value, expected)


@attrs.frozen(kw_only=True)
class _Choice:
    """The validated arguments of `to_ical`."""

    on: date = attrs.field(converter=as_date)
    through: date | Period = attrs.field(converter=_through)
    stamp: datetime = attrs.field(converter=_stamp)
    kinds: tuple[MilestoneKind, ...] = attrs.field(converter=_kinds)
    meetings: bool = attrs.field(converter=as_flag)
    alarms: tuple[Period, ...] = attrs.field(converter=_alarms)
    name: str = attrs.field(converter=as_text)
    namespace: str = attrs.field(converter=as_text)

    def __attrs_post_init__(self) -> None:
        settle(self, _choice_rules)

    @property
    def last_day(self) -> date:
        return add(self.on, self.through) if isinstance(self.through, Period) else self.through

    def covers(self, first_day: date, last_day: date) -> bool:
        """Return whether an event takes place within the export's days."""
        return first_day <= self.last_day and last_day >= self.on


def _choice_rules(choice: _Choice) -> list[Problem]:
    if choice.last_day < choice.on:
        return [Problem("/through", f'"{choice.last_day}"', f"a day on or after the first, {choice.on}")]
    return []


def to_ical(
    register: Register,
    *,
    on: date | str,
    through: date | str | Period,
    stamp: datetime,
    kinds: Iterable[MilestoneKind | str] = KINDS,
    meetings: bool = True,
    alarms: Iterable[Period | str] = (),
    columns: Iterable[str] = (),
    previous: bytes | str | None = None,
    name: str = "Agreements",
    namespace: str = "mou",
) -> CalendarExport:
    r"""Export the events from one day to another as a calendar.

    An event with an uncertain day is placed on the earliest possible day. If that day is before `on`, the event is
    placed on the latest possible day. The summary of the event states that the day is uncertain, and the event's status
    is tentative. The notice deadline of a period is left out if the agreement certainly ends with this period, for
    example after a notice of non-renewal. If the events of some agreements can't be determined, the calendar's
    description gives the number of these agreements and the fields that are missing from their records.

    To update an earlier export, pass it as `previous`. The lines of an unchanged event stay the same. The `SEQUENCE` of
    a changed event is increased by 1, and the event gets `stamp` as its time stamp. An event that no longer takes
    place, or that you no longer export, remains in the file and is marked as cancelled. An event before `on` stays as
    it is, unless its new day is `on` or later. All other content of the file is kept.

    Args:
        register: the records.
        on: the first day.
        through: the last day, or a period from `on` to the last day.
        stamp: the time of the export, with a time zone.
        kinds: the kinds of milestones (dated events of agreements) to export.
        meetings: whether to export meetings too.
        alarms: how long before each event to remind, such as ``["P30D"]`` for a reminder 30 days before. A reminder
            appears at nine in the morning. `mou.dates.periods.subtract` explains how months are counted back.
        columns: the names of your own columns to add to the descriptions; see `Register.own_columns`.
        previous: the content of the last export.
        name: the calendar's name.
        namespace: a word that is part of the ids of events. To combine the calendars of registers in which the same
            ids occur, use a different word for each register. If you change the word, the ids of all events change.

    Raises:
        MissingExtraError: the extra ``calendar`` is not installed.
        ValidationError: an argument is invalid, a column does not exist, `through` is before `on`, or `previous` is not
            an earlier export.
        DateRangeError: `through` is a period that ends past the year 9999.

    >>> import mou
    >>> stamp = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
    >>> export = to_ical(mou.examples.register(), on="2026-01-01", through="P5Y", stamp=stamp, alarms=["P6M"])
    >>> export.new
    1
    >>> for line in export.content.decode().splitlines():
    ...     if line.startswith(("DTSTART", "DTEND", "SUMMARY")):
    ...         print(line[:65])
    DTSTART;VALUE=DATE:20301030
    DTEND;VALUE=DATE:20301031
    SUMMARY:Malaysia and United States of America: last day in effect
    """
    check_is(register, Register)
    try:
        from mou.formats import icalendar as ical
    except ImportError as error:
        raise MissingExtraError("a calendar", "calendar") from error
    choice = _Choice(
        on=on,
        through=through,
        stamp=stamp,
        kinds=kinds,
        meetings=meetings,
        alarms=alarms,
        name=name,
        namespace=namespace,
    )
    earlier = ical.Earlier() if previous is None else ical.read(previous)
    own = register.own_columns.chosen(columns)
    events, left_out, unknown = _events(register, choice, own, earlier.last_days, earlier.entries.keys())
    keep = frozenset(omission.record for omission in left_out)
    changes = ical.merged(events, earlier, on=choice.on, stamp=choice.stamp, keep=keep)
    entries = sorted((entry for _, entry in changes), key=lambda entry: (entry.day, entry.uid))
    counts = Counter(change for change, _ in changes)
    lines = report(unknown, len(register.agreements))
    description = "\n".join([*lines, f"As of {spoken(choice.on)}."]) if lines else ""
    return CalendarExport(
        content=ical.file_of(entries, earlier.others, name=choice.name, description=description),
        new=counts["new"],
        changed=counts["changed"],
        cancelled=counts["cancelled"],
        unchanged=counts["unchanged"],
        left_out=left_out,
        not_determined=unknown,
    )


def _events(
    register: Register,
    choice: _Choice,
    columns: tuple[OwnColumn, ...],
    last_days: Mapping[str, date],
    known: Collection[str],
) -> tuple[list[CalendarEvent], tuple[LeftOut, ...], tuple[NotDetermined, ...]]:
    """Return the events from `on` to `through`, and the new versions of the events in the earlier export."""
    events: list[CalendarEvent] = []
    left_out: list[LeftOut] = []
    unknown: list[NotDetermined] = []
    questions = questions_of(choice.kinds)
    names = partners(register.context)

    def wanted(uid: str, first_day: date, last_day: date) -> bool:
        return uid in known or choice.covers(first_day, last_day)

    for agreement in register.agreements:
        name = record_name(agreement)
        through = max(choice.last_day, last_days.get(name, choice.last_day))
        try:
            life = register.lifecycle(agreement)
            events += milestone_events(
                life,
                choice.kinds,
                on=choice.on,
                through=through,
                wanted=wanted,
                alarms=choice.alarms,
                namespace=choice.namespace,
                partners=names[agreement.id],
                columns=columns,
            )
            unknown += open_questions(life, choice.on, questions, through)
        except DateRangeError as error:
            left_out.append(LeftOut(record=name, why=str(error)))
            unknown += outside_calendar(agreement, str(error), questions)
    for meeting in register.meetings if choice.meetings else ():
        name, days = record_name(meeting), meeting.first_and_last_day
        if days is None:
            left_out.append(LeftOut(record=name, why="its date is not known"))
            continue
        try:
            event = meeting_event(
                register, meeting, days, on=choice.on, wanted=wanted, alarms=choice.alarms, namespace=choice.namespace
            )
        except DateRangeError as error:
            left_out.append(LeftOut(record=name, why=str(error)))
            continue
        events += [] if event is None else [event]
    return events, tuple(left_out), tuple(unknown)
