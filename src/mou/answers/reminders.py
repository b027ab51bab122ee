"""Reminders of last days, notice deadlines, renewals, and parties that leave.

Each reminder is a short text. You can group the reminders by person.

For an agreement that renews tacitly, the reminder is about the notice deadline. If the record has no notice period, the
reminder is about the renewal. If a notice deadline has just passed without a notice, a reminder gives the consequence.
If a party leaves an agreement that continues without it, a reminder gives the day of its exit.

A digest contains the reminders of a day. By default, a digest lists all deadlines within a period. You can pass leads
instead: times before a deadline, such as 30 days. With leads, a digest lists a deadline only if the time until the
deadline is exactly one of the leads. If the deadline is uncertain, the time until its earliest possible day is used.

Worked case: an agreement ends on 12 May 2026, and the leads are 30 days and 7 days. If you make a digest every day, the
digests of 12 April and 5 May list the agreement. If you make a digest on 9 April and the next one on 14 April, pass 9
April as `since`. The digest of 14 April then lists the agreement, because 12 April lies between the days of the two
digests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

import attrs

from mou.answers.agenda import missed_notice
from mou.answers.answer import between
from mou.answers.lifecycles import Lifecycle
from mou.answers.milestones import Milestone, MilestoneKind
from mou.answers.partners import partners
from mou.answers.register import Register
from mou.answers.undetermined import NotDetermined, open_questions, outside_calendar
from mou.answers.upcoming import ends_with_all, is_moot, proviso, shifted_back, window
from mou.dates.days import earliest, exact_day, next_day
from mou.dates.periods import Period, add, as_period
from mou.dates.words import listed, spoken
from mou.errors import DateRangeError, Problem, ValidationError
from mou.law.explanation import Question
from mou.law.standing import NOTICES
from mou.law.status import words_for
from mou.model.agreement import Agreement, AgreementKind
from mou.model.own_columns import OwnColumn, folded
from mou.model.renewals import TacitRenewal
from mou.values.fields import as_each, refusal
from mou.values.frozenmap import FrozenMap
from mou.values.written import written_as

__all__ = ["Digest", "DigestSection", "Reminder", "ReminderKind", "digest"]

_QUESTIONS = (Question.END, Question.NOTICE_DEADLINE)
_MONTH_ENDS = 3
"""The largest number of days by which a lead in months can shift because a month is short."""


class ReminderKind(StrEnum):
    """The kind of a deadline."""

    LAST_DAY = "last_day"
    NOTICE_DEADLINE = "notice_deadline"
    RENEWAL = "renewal"
    """The first day of a renewal, if the record has no notice period."""
    EXTENSION_DEADLINE = "extension_deadline"
    """The last day on which a party can declare or propose an extension."""
    EXIT = "exit"
    """The first day on which an agreement is no longer in force for a party that leaves, if the agreement continues."""
    NOTICE_MISSED = "notice_missed"
    """A notice deadline that passed without a notice."""


@attrs.frozen(kw_only=True)
class Reminder:
    """A deadline of an agreement.

    Attributes:
        agreement: the agreement's id.
        title: the agreement's title.
        partners: the names of the agreement's parties, without the parties that take part in nearly all agreements of
            the register.
        kind: the kind of the deadline.
        earliest: the deadline, or its earliest possible day if dates in the record are imprecise.
        latest: the latest possible day of the deadline. `None` if the deadline may never occur.
        days: the number of days until `earliest`; negative if this day is past.
        text: the deadline and its consequence, in one or two sentences.
        columns: the agreement's texts in the columns that you passed to `digest`.
    """

    agreement: str
    title: str
    partners: tuple[str, ...]
    kind: ReminderKind
    earliest: date
    latest: date | None
    days: int
    text: str
    columns: FrozenMap[str]


@written_as("person reminders")
@attrs.frozen(kw_only=True)
class DigestSection:
    """The reminders for one person.

    Attributes:
        person: the person's name, from the column by which the digest is grouped. `None` if the agreements have no text
            in this column, or if the digest is not grouped.
        reminders: the deadlines, earliest first.
        not_determined: the open questions about the person's agreements. An agreement with an open question can have
            further deadlines.
    """

    person: str | None
    reminders: tuple[Reminder, ...]
    not_determined: tuple[NotDetermined, ...]


@written_as("on until since leads by sections not_determined")
@attrs.frozen(kw_only=True)
class Digest:
    """The reminders of a register on a day.

    Attributes:
        on: the day.
        until: the last day of the period for which deadlines are listed.
        since: the day of the previous digest. `None` without leads.
        leads: the times before a deadline, such as 30 days, at which a digest lists the deadline. Empty if the digest
            lists all deadlines of the period.
        by: the name of the column by which the digest is grouped. `None` if it is not grouped.
        sections: a section for each person, in alphabetical order, then a section for agreements without a person. With
            leads, persons without reminders have no section.
        not_determined: the open questions about all agreements. An agreement with an open question can have further
            deadlines.
    """

    on: date
    until: date
    since: date | None
    leads: tuple[Period, ...]
    by: str | None
    sections: tuple[DigestSection, ...]
    not_determined: tuple[NotDetermined, ...]


@attrs.frozen
class _Span:
    """The days that determine which deadlines a digest lists."""

    on: date
    until: date
    since: date  # the day of the previous digest or, without leads, the day a period before `on`
    leads: tuple[Period, ...]

    @property
    def far(self) -> date:
        """The last day for which the digest can list deadlines."""
        days = [self.until, *(add(self.on, lead) for lead in self.leads)]
        return date.fromordinal(min(max(days).toordinal() + _MONTH_ENDS, date.max.toordinal()))

    def lists(self, stone: Milestone) -> bool:
        """Return whether the digest lists a deadline."""
        if self.leads:
            return any(self.since < shifted_back(stone.earliest, lead) <= self.on for lead in self.leads)
        return stone.earliest <= self.until and (stone.latest or stone.earliest) >= self.on


def digest(
    register: Register,
    on: date | str,
    *,
    within: Period | str = "P90D",
    leads: Iterable[Period | str] = (),
    since: date | str | None = None,
    by: str | None = None,
    columns: Iterable[str] = (),
) -> Digest:
    """Return the reminders of a register on a day.

    Args:
        register: the register.
        on: the day.
        within: how far to look ahead for deadlines and back for missed notice deadlines, if you pass no leads.
        leads: times before a deadline, such as ``P30D``; list a deadline only if it is exactly one of these times away.
        since: the day of the previous digest, if you pass leads. Defaults to the day before `on`. If you don't make a
            digest every day, pass the day of the previous digest. The new digest then also lists the deadlines that
            would have been in the digests of the days in between.
        by: the name of the column with the person responsible, to group the digest by person. The column is one of your
            own columns (texts stored in ``extensions``); see `Register.own_columns`.
        columns: the names of your own columns to add to each reminder.

    Raises:
        ValidationError: an argument is invalid, or there is no such column.
        DateRangeError: the period would end past the year 9999.

    >>> from mou import examples
    >>> [section] = digest(examples.register(), "2030-09-30", leads=["P90D", "P30D"]).sections
    >>> for reminder in section.reminders:
    ...     print(reminder.text)
    The MOU with Malaysia and United States of America ends on 30 October 2030 (in 30 days), if it is not renewed.
    """
    span = _span(on, within, leads, since)
    person = None if by is None else register.own_columns.column(by)
    chosen = register.own_columns.chosen(columns)
    names = partners(register.context)
    spellings: dict[str, str] = {}
    reminders: dict[str, list[Reminder]] = {}
    unknown: dict[str, list[NotDetermined]] = {}
    for agreement in register.agreements:
        name = "" if person is None else person.text(agreement).strip()
        key = folded(name)
        spellings.setdefault(key, name)
        try:
            life = register.lifecycle(agreement)
            reminders.setdefault(key, []).extend(_of(life, span, names[agreement.id], chosen))
            unknown.setdefault(key, []).extend(open_questions(life, span.on, _QUESTIONS, span.until))
        except DateRangeError as error:
            unknown.setdefault(key, []).extend(outside_calendar(agreement, str(error), _QUESTIONS))
    sections = [
        DigestSection(
            person=spellings[key] or None,
            reminders=tuple(
                sorted(reminders.get(key, ()), key=lambda reminder: (reminder.earliest, reminder.partners))
            ),
            not_determined=tuple(unknown.get(key, ())),
        )
        for key in sorted(spellings, key=lambda key: (not key, key))
    ]
    return Digest(
        on=span.on,
        until=span.until,
        since=span.since if span.leads else None,
        leads=span.leads,
        by=None if person is None else person.name,
        sections=tuple(
            section for section in sections if section.reminders or (section.not_determined and not span.leads)
        ),
        not_determined=tuple(item for section in sections for item in section.not_determined),
    )


def _span(on: date | str, within: Period | str, leads: Iterable[Period | str], since: date | str | None) -> _Span:
    first, last = window(on, within)
    lead_times = as_each(leads, as_period, "a list of periods")
    problems = [problem.under("/leads") for problem in refusal(lead_times)]
    if problems:
        raise ValidationError(problems)
    if since is None:
        earlier = shifted_back(first, Period(days=1)) if lead_times else shifted_back(first, as_period(within))
        return _Span(first, last, earlier, lead_times)
    day = exact_day(since)
    if not lead_times:
        raise ValidationError([Problem("/since", f'"{day}"', "no value without leads")])
    if day > first:
        raise ValidationError([Problem("/since", f'"{day}"', f"a day on or before {first}")])
    return _Span(first, last, day, lead_times)


def _of(life: Lifecycle, span: _Span, names: tuple[str, ...], columns: Sequence[OwnColumn]) -> Iterator[Reminder]:
    """Yield the reminders of an agreement."""
    agreement, stones = life.agreement, life.milestones(through=span.far)
    subject = subject_of(agreement, names)

    def reminder(kind: ReminderKind, earliest: date, latest: date | None, text: str) -> Reminder:
        return Reminder(
            agreement=agreement.id,
            title=agreement.title,
            partners=names,
            kind=kind,
            earliest=earliest,
            latest=latest,
            days=(earliest - span.on).days,
            text=text,
            columns=FrozenMap({column.name: column.text(agreement) for column in columns}),
        )

    missed = missed_notice(life, stones, span.on, span.since)
    if missed is not None:
        given = any(act.kind in NOTICES and earliest(act.on) <= span.on for act in agreement.acts)
        recorded = "No notice in time is recorded" if given else "No notice is recorded"
        text = f"{recorded} for {subject}: {missed.text}."
        yield reminder(ReminderKind.NOTICE_MISSED, missed.earliest, missed.latest, text)
    with_deadline = {stone.number for stone in stones if stone.kind is MilestoneKind.NOTICE_DEADLINE}
    for stone in stones:
        if stone.kind not in _SENTENCES or not span.lists(stone) or is_moot(life, stone):
            continue
        if ends_with_all(stone, stones):
            continue  # there is already a reminder of the last day
        if stone.kind is MilestoneKind.RENEWAL and (stone.number or 0) - 1 in with_deadline:
            continue  # there is already a reminder of the notice deadline
        if missed is not None and stone.kind is MilestoneKind.NOTICE_DEADLINE and stone.latest == missed.latest:
            continue
        sentence = _SENTENCES[stone.kind](life, stone, span.on, subject[0].upper() + subject[1:])
        yield reminder(ReminderKind(stone.kind.value), stone.earliest, stone.latest, sentence)


def subject_of(agreement: Agreement, partners: Sequence[str]) -> str:
    """Return an agreement as the subject of a sentence, such as "the MOU with Kyoto University"."""
    kind = agreement.kind
    word = "agreement" if kind in {None, AgreementKind.OTHER} else str(kind).replace("_", " ").replace("mou", "MOU")
    return f"the {word} with {listed(tuple(partners), most=3)}" if partners else f"the {word}"


def in_days(days: int) -> str:
    """Return words for a number of days from today.

    >>> [in_days(days) for days in (-2, -1, 0, 1, 29)]
    ['2 days ago', 'yesterday', 'today', 'tomorrow', 'in 29 days']
    """
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def _when(stone: Milestone, on: date) -> str:
    """Return words for the day of a milestone, beginning with "on" or "between"."""
    if stone.on is not None:
        return f"on {spoken(stone.on)} ({in_days((stone.on - on).days)})"
    return f"{between(stone.earliest, stone.latest)} {_earliest(stone, on)}"


def _earliest(stone: Milestone, on: date) -> str:
    days = (stone.earliest - on).days
    return "(the first of these days is past)" if days < 0 else f"({in_days(days)} at the earliest)"


def _last_day(life: Lifecycle, stone: Milestone, on: date, subject: str) -> str:
    ends = "ended" if (stone.latest or on) < on else "ends"
    return f"{subject} {ends} {_when(stone, on)}{proviso(life, stone)}."


def _notice_deadline(life: Lifecycle, stone: Milestone, on: date, subject: str) -> str:
    period = life.period(stone.earliest)
    after = period is not None and stone.on is not None and period.last_day
    renewed = f"{subject} is renewed automatically{_length(life)}" + (f" on {spoken(next_day(after))}" if after else "")
    if stone.on is not None:
        must = "had to" if stone.on < on else "must"
        last = f"{spoken(stone.on)} ({in_days((stone.on - on).days)})"
        return f"{renewed}. To prevent automatic renewal, notice {must} be received by {last}."
    days = between(stone.earliest, stone.latest)
    safe = f"Notice received by {spoken(stone.earliest)} is in time in any case {_earliest(stone, on)}."
    return f"{renewed}. The last day for notice to prevent it is uncertain: {days}. {safe}"


def _renewal(life: Lifecycle, stone: Milestone, on: date, subject: str) -> str:
    renewed = f"{subject} is renewed automatically{_length(life)} {_when(stone, on)}{proviso(life, stone)}."
    return f"{renewed} The record does not state by when notice must be received."


def _length(life: Lifecycle) -> str:
    renewal = life.agreement.term.renewal
    if isinstance(renewal, TacitRenewal) and isinstance(renewal.period, Period):
        return f" for {renewal.period.in_words}"
    return ""


def _extension_deadline(life: Lifecycle, stone: Milestone, on: date, subject: str) -> str:
    ends = f" on {spoken(life.last_day)}" if life.last_day is not None else ""
    return f"{subject} ends{ends}. The last day to extend it is {_when(stone, on).removeprefix('on ')}."


def _exit(life: Lifecycle, stone: Milestone, on: date, subject: str) -> str:
    party = next((party.name for party in life.agreement.parties if party.id == stone.party), "A party")
    leaves = "left" if (stone.latest or on) < on else "leaves"
    in_force = words_for(life.agreement.binding).in_force
    after = f"From that day, the agreement is no longer {in_force} for this party."
    return f"{party} {leaves} {subject[0].lower()}{subject[1:]} {_when(stone, on)}. {after}"


_SENTENCES: dict[MilestoneKind, Callable[[Lifecycle, Milestone, date, str], str]] = {
    MilestoneKind.LAST_DAY: _last_day,
    MilestoneKind.NOTICE_DEADLINE: _notice_deadline,
    MilestoneKind.RENEWAL: _renewal,
    MilestoneKind.EXTENSION_DEADLINE: _extension_deadline,
    MilestoneKind.EXIT: _exit,
}
