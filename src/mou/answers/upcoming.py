"""Upcoming events of agreements in a period from a given day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

import attrs

from mou.answers.lifecycles import Lifecycle, lifecycle
from mou.answers.milestones import Milestone, MilestoneKind
from mou.dates.days import exact_day
from mou.dates.periods import Period, add, as_period, subtract
from mou.errors import DateRangeError, ValidationError
from mou.law.facts import Others
from mou.law.rules import FROM_THE_ANCHOR, NOT_RENEWED, RECEIPT
from mou.model.agreement import Agreement
from mou.model.renewals import ExpressRenewal
from mou.values.fields import refusal
from mou.values.written import written_as

__all__ = [
    "EXITS",
    "Upcoming",
    "ends_with_all",
    "is_moot",
    "own_exits",
    "proviso",
    "shifted_back",
    "upcoming",
    "upcoming_of",
    "window",
    "with_agreement",
]


@written_as("agreement title kind earliest latest text if_not_renewed")
@attrs.frozen(kw_only=True)
class Upcoming(Milestone):
    """An upcoming milestone with its agreement.

    Attributes:
        agreement: the agreement's id.
        title: the agreement's title.
        if_not_renewed: whether the event depends on the assumption that the agreement was not renewed.
    """

    agreement: str
    title: str
    if_not_renewed: bool


def window(on: date | str, within: Period | str) -> tuple[date, date]:
    """Return the first and last day of a period that begins on a given day. Six months from 25 November end on 25 May.

    Raises:
        ValidationError: `on` is not a day, or `within` is not a period.
        DateRangeError: the period would end past the year 9999.

    >>> print(*window("2026-11-25", "P6M"))
    2026-11-25 2027-05-25
    """
    first = exact_day(on)
    length = as_period(within)
    problems = refusal(length)
    if problems:
        raise ValidationError(problems)
    return first, add(first, length)


def shifted_back(day: date, period: Period) -> date:
    """Subtract a period from a day. If the result would be before the year 1, return 1 January of the year 1."""
    try:
        return subtract(day, period)
    except DateRangeError:
        return date.min


def upcoming(
    agreement: Agreement,
    first_day: date,
    last_day: date,
    kinds: Collection[MilestoneKind],
    *,
    others: Iterable[Agreement] | Others = (),
) -> tuple[Upcoming, ...]:
    """Return, in order, the events of an agreement that can happen on the days from `first_day` to `last_day`.

    Leave out a notice deadline if the agreement ends with the period anyway (for example, because a party has given
    notice). Because of imprecise dates, it can be uncertain whether an event ever happens. Such an event is included if
    its earliest possible day is in the period. If a date of the agreement lies outside the years 1 to 9999, there are
    no events, and `mou.check` reports the date.

    Args:
        agreement: the agreement.
        first_day: the first day.
        last_day: the last day.
        kinds: the kinds of events to list.
        others: the agreements that can affect this agreement; see `mou.lifecycle`.

    >>> import mou
    >>> agreement = mou.Agreement(
    ...     id="example",
    ...     title="Memorandum of Understanding",
    ...     kind="mou",
    ...     parties=[mou.Party.state("Malaysia"), mou.Party.state("Japan")],
    ...     acts=[mou.Act.signature("2020-08-28")],
    ...     term=mou.Term(duration="P5Y", renewal=mou.TacitRenewal("P1Y", notice="P2M")),
    ... )
    >>> for event in upcoming(agreement, *window("2026-05-01", "P6M"), ["notice_deadline", "renewal"]):
    ...     print(event.on, event.text)
    2026-06-28 last day for notice before 28 August 2026
    2026-08-29 renewal 2 begins
    """
    try:
        life = lifecycle(agreement, others=others)
        return upcoming_of(life, life.milestones(through=last_day), first_day, last_day, kinds)
    except DateRangeError:
        return ()


def upcoming_of(
    life: Lifecycle, stones: Iterable[Milestone], first_day: date, last_day: date, kinds: Collection[MilestoneKind]
) -> tuple[Upcoming, ...]:
    """Return the milestones of a lifecycle that can happen from `first_day` to `last_day`; see `upcoming`.

    Args:
        life: the lifecycle.
        stones: the milestones of the lifecycle through `last_day`.
        first_day: the first day.
        last_day: the last day.
        kinds: the kinds of events to list.

    Raises:
        DateRangeError: a period would end past the year 9999.
    """
    return tuple(
        with_agreement(life, stone)
        for stone in stones
        if stone.kind in kinds and stone.earliest <= last_day and _last(stone) >= first_day and not is_moot(life, stone)
    )


def with_agreement(life: Lifecycle, stone: Milestone) -> Upcoming:
    """Return a milestone of a lifecycle with its agreement."""
    return Upcoming(
        **attrs.asdict(stone, recurse=False),
        agreement=life.agreement.id,
        title=life.agreement.title,
        if_not_renewed=stone.kind is MilestoneKind.LAST_DAY and life.if_not_renewed,
    )


def ends_with_all(stone: Milestone, stones: Iterable[Milestone]) -> bool:
    """Return whether a milestone is the exit of a party on the day on which the agreement ends for all parties.

    If a party leaves a bilateral agreement, its exit is also the end of the agreement, which has its own milestones.
    """
    ends = (end for end in stones if end.kind is MilestoneKind.CEASES)
    days = (stone.earliest, stone.latest)
    return stone.kind is MilestoneKind.EXIT and any(days == (end.earliest, end.latest) for end in ends)


def own_exits(events: Iterable[Upcoming]) -> tuple[Upcoming, ...]:
    """Return the exits of parties from agreements that continue. `events` must include the ends of the agreements."""
    events = tuple(events)
    by_agreement: dict[str, list[Upcoming]] = {}
    for event in events:
        by_agreement.setdefault(event.agreement, []).append(event)
    return tuple(
        event
        for event in events
        if event.kind is MilestoneKind.EXIT and not ends_with_all(event, by_agreement[event.agreement])
    )


EXITS = (MilestoneKind.EXIT, MilestoneKind.CEASES)
"""The kinds of events from which `own_exits` finds the exits."""


def is_moot(life: Lifecycle, stone: Milestone) -> bool:
    """Return whether a notice deadline does not matter because the agreement ends with the period anyway."""
    if stone.kind is not MilestoneKind.NOTICE_DEADLINE or life.last_day is None:
        return False
    period = life.period(stone.earliest)
    return period is not None and period.last_day == life.last_day


def proviso(life: Lifecycle, stone: Milestone) -> str:
    """Return the condition to append to the text of a milestone, such as ", if it is not renewed"."""
    if stone.kind is MilestoneKind.RENEWAL and not _by_notice(life):
        return ", if nobody gives notice"
    if stone.kind is not MilestoneKind.LAST_DAY or _by_notice(life):
        return ""
    if any(step.rule is FROM_THE_ANCHOR and step.pointer == "/term/renewal" for step in life.end.steps):
        return ", if it is renewed each time"
    if any(step.assumed and step.rule is NOT_RENEWED for step in life.end.steps):
        return ", if it is not renewed"
    return ", if it is not extended" if isinstance(life.agreement.term.renewal, ExpressRenewal) else ""


def _by_notice(life: Lifecycle) -> bool:
    """Return whether the agreement ends by notice. If so, all renewals before the end are certain."""
    return any(step.rule is RECEIPT for step in life.end.steps)


def _last(stone: Milestone) -> date:
    return stone.earliest if stone.latest is None else stone.latest
