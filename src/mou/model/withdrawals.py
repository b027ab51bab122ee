"""Withdrawal clauses: how a party can leave the agreement, and when it can't."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeAlias

import attrs

from mou.dates.days import as_date
from mou.dates.delays import Delay, as_day_of_year, as_delay
from mou.dates.periods import Period, as_lasting_period, as_period
from mou.dates.words import listed
from mou.errors import Problem
from mou.model.clause import Clause, CountedFrom
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, InstanceOf, optional
from mou.values.fields import as_flag, as_id
from mou.values.tags import tagged

__all__ = [
    "ExitAt",
    "LockInFrom",
    "LockInOn",
    "NoWithdrawal",
    "NotAllowed",
    "NoticeWindow",
    "Withdrawal",
    "WithdrawalOnNotice",
]


class LockInFrom(StrEnum):
    """The event from which a lock-in runs. A lock-in is a time in which a party can't leave."""

    OWN_ENTRY = "own_entry"
    """Entry into force for the party itself (Paris Agreement art. 28(1))."""
    GENERAL_ENTRY = "general_entry"
    """Entry into force of the agreement (North Atlantic Treaty art. 13)."""
    SIGNATURE = "signature"
    """The last signature."""


class LockInOn(StrEnum):
    """What a lock-in delays: the notice itself, or only the effect of the notice."""

    NOTICE = "notice"
    """A party can't give notice during the lock-in (Paris Agreement art. 28(1))."""
    EFFECT = "effect"
    """A party can give notice during the lock-in, but the agreement stays in force for the party to the end of the
    lock-in.

    "Either Government may, by one year's notice, terminate it at the end of the first twenty years, or at any time
    thereafter."
    """


class NotAllowed(StrEnum):
    """What happens to a notice that a party gives on a day on which the text allows no notice."""

    WAITS = "waits"
    """The notice counts from the next day on which notice is allowed."""
    VOID = "void"
    """The notice has no effect."""


class ExitAt(StrEnum):
    """The day on which a withdrawal can take effect once the notice period has ended."""

    ANY_TIME = "any_time"
    END_OF_PERIOD = "end_of_period"
    """Not before the end of the current period of the term."""


@tagged("none")
@checked(kw_only=True)
class NoWithdrawal(Clause):
    """The text has no withdrawal clause. If a withdrawal is allowed, it needs twelve months' notice (VCLT 56).

    Attributes:
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


@checked(kw_only=True)
class NoticeWindow(Clause):
    """A recurring window. A party can give notice on the days of the window, and on no other days.

    There are two kinds of windows. The first kind begins at the end of the lock-in, lasts for some time, and returns at
    regular intervals. The second kind is a part of each year, from one day to another.

    Attributes:
        length: the length of each window, for the first kind.
        every: the time from the beginning of a window to the beginning of the next window, for the first kind.
        first: the first day of the window in each year, as ``MM-DD``, for the second kind.
        last: the last day of the window in each year, as ``MM-DD``, for the second kind.
        article: the article that contains this clause.
        quote: the words of the agreement.

    Raises:
        ValidationError: the window must have either `length` and `every`, or `first` and `last`.

    >>> NoticeWindow("P1Y", every="P10Y").every  # conventions of the International Labour Organization
    Period.parse('P10Y')
    >>> NoticeWindow(first="01-01", last="05-31").last
    '05-31'
    """

    length: Period | None = attrs.field(default=None, converter=optional(as_lasting_period), kw_only=False)
    every: Period | None = attrs.field(default=None, converter=optional(as_lasting_period))
    first: str | None = attrs.field(default=None, converter=optional(as_day_of_year))
    last: str | None = attrs.field(default=None, converter=optional(as_day_of_year))


@rule_of(NoticeWindow)
def _window_rules(window: NoticeWindow) -> list[Problem]:
    given = tuple(name for name in ("length", "every", "first", "last") if getattr(window, name) is not None)
    if given not in {("length", "every"), ("first", "last")}:
        found = listed(given) if given else "no field"
        return [Problem("", found, "`length` and `every`, or `first` and `last`")]
    if window.length is not None and window.every is not None:
        if window.length.longest_days >= window.every.shortest_days:
            return [Problem("/every", f'"{window.every}"', f"a time longer than the length, {window.length}")]
    elif (window.first or "") > (window.last or ""):
        return [Problem("/last", f'"{window.last}"', f"a day on or after {window.first}")]
    return []


@tagged("on_notice")
@checked(kw_only=True)
class WithdrawalOnNotice(Clause):
    """A party can withdraw by notice.

    Attributes:
        notice: the delay between the notice and the day on which the notice takes effect. `None` if the length of the
            delay is not known, for example if the text leaves a blank.
        lock_in: the initial time in which a party can't leave.
        lock_in_from: the event from which the lock-in runs.
        lock_in_on: what the lock-in delays: the notice itself, or only the effect of the notice.
        not_before: the first day on which a party can give notice, if the text gives a date.
        window: the days on which a party can give notice. `None` means every day after the lock-in.
        not_allowed: what happens to a notice on a day on which notice is not allowed. `None` means that the text does
            not say what happens. In this case, a notice during a lock-in waits for the end of the lock-in, and a notice
            outside a window is void.
        at: whether the withdrawal can take effect on any day, or only at the end of the current period of the term.
        counted_from: whether the delay runs from the receipt of the notice, or from the date of the notice.
        ends_for_all: whether a withdrawal by one party ends the agreement for all parties. An agreement between two
            parties always ends when a party withdraws.
        delayed_by_conflict: whether the withdrawal does not take effect while the party is engaged in an armed conflict
            (Mine Ban Convention art. 20(3)). Records don't contain armed conflicts, so `mou.check` reports each
            withdrawal under such a clause.
        delayed_while: the name of an event, such as an emergency. The withdrawal does not take effect while the event
            lasts. Record the event as an act of kind ``event``. The id of the act is the name of the event, and
            `Act.until` is the last day of the event.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> WithdrawalOnNotice("P1Y", lock_in="P3Y").lock_in  # Paris Agreement art. 28
    Period.parse('P3Y')
    """

    notice: Delay | None = attrs.field(converter=optional(as_delay), kw_only=False)
    lock_in: Period | None = attrs.field(default=None, converter=optional(as_period))
    lock_in_from: LockInFrom = attrs.field(default=LockInFrom.OWN_ENTRY, converter=EnumOf[LockInFrom])
    at: ExitAt = attrs.field(default=ExitAt.ANY_TIME, converter=EnumOf[ExitAt])
    delayed_by_conflict: bool = attrs.field(default=False, converter=as_flag)
    lock_in_on: LockInOn = attrs.field(default=LockInOn.NOTICE, converter=EnumOf[LockInOn])
    not_before: date | None = attrs.field(default=None, converter=optional(as_date))
    window: NoticeWindow | None = attrs.field(default=None, converter=optional(InstanceOf[NoticeWindow]))
    not_allowed: NotAllowed | None = attrs.field(default=None, converter=optional(EnumOf[NotAllowed]))
    counted_from: CountedFrom = attrs.field(default=CountedFrom.RECEIPT, converter=EnumOf[CountedFrom])
    ends_for_all: bool = attrs.field(default=False, converter=as_flag)
    delayed_while: str | None = attrs.field(default=None, converter=optional(as_id))


@rule_of(WithdrawalOnNotice)
def _withdrawal_rules(clause: WithdrawalOnNotice) -> list[Problem]:
    window = clause.window
    if window is None or window.length is None or clause.lock_in is not None or clause.not_before is not None:
        return []
    return [Problem("/window", "a window without a beginning", "`lock_in` or `not_before`, after which it opens")]


Withdrawal: TypeAlias = NoWithdrawal | WithdrawalOnNotice
"""The withdrawal clause of a term."""
