"""Milestones: every dated event in the life of an agreement, past and future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from mou.dates.days import next_day
from mou.dates.periods import notice_deadline
from mou.dates.words import spoken
from mou.law.course import Course
from mou.law.exits import Exit
from mou.law.extensions import effective_extensions
from mou.law.schedule import Schedule
from mou.law.spans import Span
from mou.law.status import RUNNING
from mou.model.renewals import ExpressRenewal

__all__ = ["Milestone", "MilestoneKind"]


class MilestoneKind(StrEnum):
    """The kind of event that a milestone marks."""

    ACT = "act"
    """A recorded act; `Milestone.pointer` points to it."""
    ENTRY_INTO_FORCE = "entry_into_force"
    ENTRY_FOR_PARTY = "entry_for_party"
    """The first day on which a party is bound, if it joined later or came back."""
    PROVISIONAL_APPLICATION = "provisional_application"
    """The first day on which a party applies the agreement provisionally."""
    PROVISIONAL_APPLICATION_ENDS = "provisional_application_ends"
    """The first day on which a party no longer applies the agreement provisionally, if that day is before the entry
    into force."""
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    """The first day on which a party's obligations are no longer suspended."""
    NOTICE_DEADLINE = "notice_deadline"
    """The last day on which a notice of non-renewal is in time for a period."""
    EXTENSION_DEADLINE = "extension_deadline"
    """The last day on which a party can declare or propose an extension, if the text sets such a deadline."""
    RENEWAL = "renewal"
    """The first day of a renewed period."""
    EXIT = "exit"
    """The first day no longer in force for the party that gave notice."""
    LAST_DAY = "last_day"
    CEASES = "ceases"
    """The first day no longer in force. For an agreement that ends before its entry into force, the day of its end."""
    SURVIVAL_ENDS = "survival_ends"
    """The last day of the obligations that survive the end."""


MOST_PERIODS = 1000
"""The largest number of periods for which renewals and deadlines are listed if the caller passes no last day."""


@attrs.frozen(kw_only=True)
class Milestone:
    """A dated event.

    Attributes:
        kind: the kind of event.
        earliest: the day of the event or, if imprecise dates make it uncertain, the earliest possible day.
        latest: the day of the event or, if it is uncertain, the latest possible day. `None` if the event may never
            happen.
        text: a short description of the event.
        pointer: a JSON Pointer to the act behind the event.
        party: the id of the party that the event concerns. `None` if the event concerns all parties.
        number: the number of the period, for renewals and deadlines. The first period has the number 0, and the first
            renewal has the number 1. For `ENTRY_FOR_PARTY`, how many times the party was bound before.

    `kind`, `pointer`, `party` and `number` together identify a milestone of an agreement. If you correct the record and
    the day of the milestone changes, these four values stay the same.
    """

    kind: MilestoneKind
    earliest: date
    latest: date | None
    text: str
    pointer: str | None = None
    party: str | None = None
    number: int | None = None

    @property
    def on(self) -> date | None:
        """The day of the event, if it is certain."""
        return self.earliest if self.earliest == self.latest else None


def merged(courses: tuple[Course, ...], through: date | None) -> tuple[Milestone, ...]:
    """Return the milestones of an agreement, each with its earliest and latest possible day."""
    same: dict[tuple[MilestoneKind, str | None, str | None, int | None], list[Milestone]] = {}
    far = None if through is None else _far(courses, through)
    for course in courses:
        for stone in _of(course, far):
            same.setdefault((stone.kind, stone.pointer, stone.party, stone.number), []).append(stone)
    order = list(MilestoneKind)
    stones = [
        attrs.evolve(
            same_stones[0],
            text=_text(same_stones),
            earliest=min(stone.earliest for stone in same_stones),
            latest=max(stone.earliest for stone in same_stones) if len(same_stones) == len(courses) else None,
        )
        for same_stones in same.values()
    ]
    if through is not None:
        stones = [stone for stone in stones if stone.kind not in _OF_PERIODS or stone.earliest <= through]
    return tuple(sorted(stones, key=lambda stone: (stone.earliest, order.index(stone.kind))))


def _text(same_stones: list[Milestone]) -> str:
    """Return the text of a milestone.

    For a notice deadline, leave out the end of the period if this end is uncertain.
    """
    certain = all(stone.text == same_stones[0].text for stone in same_stones)
    return same_stones[0].text if certain else same_stones[0].text.partition(" before ")[0]


_OF_PERIODS = (MilestoneKind.RENEWAL, MilestoneKind.NOTICE_DEADLINE)


def _far(courses: tuple[Course, ...], through: date) -> date:
    """Return the last day for which periods are computed: `through` or a later day.

    A period that begins by `through` under one reading of the imprecise dates begins by the returned day under every
    reading. Ignore readings in which the agreement never begins: their first day is more than a thousand years after
    the earliest first day.
    """
    starts = sorted(course.schedule.start.toordinal() for course in courses if course.schedule is not None)
    apart = max((start - starts[0] for start in starts if start - starts[0] <= _THOUSAND_YEARS), default=0)
    later = through.toordinal() + apart + (_MONTH_ENDS if apart else 0)
    return date.fromordinal(min(later, date.max.toordinal()))


_THOUSAND_YEARS = 365_243
_MONTH_ENDS = 62
"""Months differ in length. Therefore, the time between the days of two readings can change by at most this number of
days."""


def _of(course: Course, through: date | None) -> Iterator[Milestone]:
    """Yield the milestones of an agreement under one reading (possible meaning) of its dates and clauses."""
    words = course.facts.words
    for fact in course.facts.seen:
        by = f" by {course.facts.names(list(fact.act.by))}" if fact.act.by else ""
        yield _stone(MilestoneKind.ACT, fact.counts_on, fact.kind.replace("_", " ") + by, fact.pointer)
    if course.entered.day is not None:
        yield _stone(MilestoneKind.ENTRY_INTO_FORCE, course.entered.day, words.enters)
    for life in course.lives.values():
        for number, spell in enumerate(life.spells):
            if spell.first_day != course.entered.day:
                text = f"{words.enters} for {course.facts.names([life.party])}"
                yield _stone(
                    MilestoneKind.ENTRY_FOR_PARTY, spell.first_day, text, party=life.party or None, number=number
                )
    for span in course.provisional:
        yield from _begin_and_end(course, span, MilestoneKind.PROVISIONAL_APPLICATION, "provisional application")
    for span in course.suspended:
        yield from _begin_and_end(course, span, MilestoneKind.SUSPENSION, "suspension")
    for notice in course.exits:
        if notice.bound_from is not None:
            yield from _taken_back(course, notice)
        elif notice.ceases_on is not None and notice.ceases_on <= (course.ceases_on or date.max):
            text = f"no longer {words.in_force} for {course.facts.names([notice.party])}"
            yield _stone(MilestoneKind.EXIT, notice.ceases_on, text, notice.fact.pointer, party=notice.party or None)
    if course.schedule is not None:
        yield from _periods(course, course.schedule, through)
        yield from _extension_deadline(course, course.schedule)
    if course.ceases_on is not None and course.how is not None:
        if course.end.day is not None:
            yield _stone(MilestoneKind.LAST_DAY, course.end.day, f"last day {words.in_force}")
        after = "first day out" if course.end.day is not None else f"never {words.in_force}"
        yield _stone(MilestoneKind.CEASES, course.ceases_on, f"{words.statuses[course.how]}: {after}")
    if course.survival_ends is not None:
        text = "last day of the obligations that survive the end"
        yield _stone(MilestoneKind.SURVIVAL_ENDS, course.survival_ends, text)


def _taken_back(course: Course, notice: Exit) -> Iterator[Milestone]:
    """Yield the end of provisional application, if a party withdraws before the entry into force (VCLT 25(2))."""
    day = notice.fact.takes_effect_on
    if notice.revoked_by is None and any(
        span.party == notice.party and span.covers(day) for span in course.provisional
    ):
        text = f"provisional application is over for {course.facts.names([notice.party])}"
        kind = MilestoneKind.PROVISIONAL_APPLICATION_ENDS
        yield _stone(kind, day, text, notice.fact.pointer, party=notice.party or None)


def _stone(
    kind: MilestoneKind,
    day: date,
    text: str,
    pointer: str | None = None,
    *,
    party: str | None = None,
    number: int | None = None,
) -> Milestone:
    return Milestone(kind=kind, earliest=day, latest=day, text=text, pointer=pointer, party=party, number=number)


def _begin_and_end(course: Course, span: Span, kind: MilestoneKind, what: str) -> Iterator[Milestone]:
    by = f" for {course.facts.names([span.party])}" if span.party else ""
    yield _stone(kind, span.first_day, f"{what} begins{by}", span.fact.pointer, party=span.party or None)
    provisional = kind is MilestoneKind.PROVISIONAL_APPLICATION
    until = min((course.entered.day if provisional else None) or date.max, course.ceases_on or date.max)
    if span.last_day is not None and span.last_day < until and next_day(span.last_day) < until:
        after = MilestoneKind.PROVISIONAL_APPLICATION_ENDS if provisional else MilestoneKind.RESUMPTION
        yield _stone(after, next_day(span.last_day), f"{what} is over{by}", span.fact.pointer, party=span.party or None)


def _extension_deadline(course: Course, schedule: Schedule) -> Iterator[Milestone]:
    """Yield the last day for an extension of the last period.

    Worked case: a licence ends on 31 December 2017, and can be extended "by notice 60 days before its end". The last
    day for an extension is 1 November 2017.
    """
    renewal, number = course.facts.agreement.term.renewal, schedule.done
    last = schedule.last_day(number)
    if not isinstance(renewal, ExpressRenewal) or renewal.notice is None or last is None or last != course.end.day:
        return
    deadline = notice_deadline(last, renewal.notice)
    open_still = renewal.times is None or effective_extensions(course.facts, schedule) < renewal.times
    if open_still and course.entered.day is not None and deadline >= course.entered.day:
        text = f"last day to extend it beyond {spoken(last)}"
        yield _stone(MilestoneKind.EXTENSION_DEADLINE, deadline, text, number=number)


def _periods(course: Course, schedule: Schedule, through: date | None) -> Iterator[Milestone]:
    """Yield renewals and notice deadlines.

    Stop at the day `through`. If `through` is `None`, stop at the end of the agreement. Without an end, stop after the
    period that includes the last recorded day.
    """
    end = course.end.day
    known = [fact.counts_on for fact in course.facts.seen] + [schedule.first_day]
    limit = through or end or max(known)
    last = schedule.number_on(limit)
    if last is None:
        last = schedule.last_number or 0
    for number in range(last + 2 if through is not None else min(last + 2, MOST_PERIODS)):
        if number and not schedule.is_renewed_after(number - 1):
            break
        first = schedule.period(number).first_day
        if course.entered.day is None or course.status_on(max(first, course.entered.day)) not in RUNNING:
            continue
        deadline = schedule.notice_deadline(number)
        if deadline is not None and deadline < course.entered.day:
            deadline = None  # no party can give notice before the entry into force
        follows = number > last  # the next period: its renewal is listed, its deadline is not
        if number and (end is None or first <= end) and (through is None or first <= through):
            text = f"renewal {number} begins"
            yield _stone(MilestoneKind.RENEWAL, first, text, number=number)
        if deadline is not None and not follows and deadline <= min(end or date.max, through or date.max):
            text = f"last day for notice before {spoken(schedule.period(number).last_day or deadline)}"
            yield _stone(MilestoneKind.NOTICE_DEADLINE, deadline, text, number=number)
