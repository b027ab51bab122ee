"""The time clauses of an agreement.

A clause has one of three states: recorded, explicitly absent (`NoRenewal`: the text has no renewal clause), or not
known (`None`). If a clause is not known, an answer either names the assumption on which it depends, or is "unknown".
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeAlias

import attrs

from mou.dates.days import Day, as_date, as_last_day, latest
from mou.dates.delays import Delay, as_delay
from mou.dates.periods import Counting, Period, as_lasting_period, as_period
from mou.errors import Problem
from mou.model.clause import Clause
from mou.model.conditions import EntryIntoForce, as_condition
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, InstanceOf, TupleOf, optional
from mou.values.fields import (
    as_enum,
    as_flag,
    as_id,
    as_one_of,
    as_ordinal,
    refusal,
    refuse,
)
from mou.values.hints import hint_for, meant_by, word_meant
from mou.values.tags import tagged

__all__ = [
    "Anchor",
    "BeforeEntry",
    "Duration",
    "EndsOnEvent",
    "ExitAt",
    "ExpressRenewal",
    "Indefinite",
    "LaterParties",
    "LockInFrom",
    "NoRenewal",
    "NoSurvival",
    "NoWithdrawal",
    "Renewal",
    "Survival",
    "TacitRenewal",
    "Term",
    "Until",
    "UntilEvent",
    "Withdrawal",
    "WithdrawalOnNotice",
]


class Anchor(StrEnum):
    """The event from which the duration runs, unless it runs from a fixed date."""

    ENTRY_INTO_FORCE = "entry_into_force"
    SIGNATURE = "signature"
    PROVISIONAL_APPLICATION = "provisional_application"


class LockInFrom(StrEnum):
    """The event from which a lock-in runs: a time in which notice cannot be given."""

    OWN_ENTRY = "own_entry"
    """Entry into force for the party itself (Paris Agreement art. 28(1))."""
    GENERAL_ENTRY = "general_entry"
    """Entry into force of the agreement (North Atlantic Treaty art. 13)."""


class BeforeEntry(StrEnum):
    """The day from which a party is bound if it consented before the agreement entered into force."""

    GENERAL = "general"
    """The entry into force of the agreement (Montreal Protocol art. 16, Chemical Weapons Convention art. XXI)."""
    OWN_DELAY = "own_delay"
    """The entry into force or the end of the party's own delay, whichever is later (UNCLOS 308, Paris Agreement 21)."""


class ExitAt(StrEnum):
    """The day on which a notice of withdrawal can take effect, after the notice period."""

    ANY_TIME = "any_time"
    END_OF_PERIOD = "end_of_period"
    """Not before the end of the current period of the term."""


@tagged("until")
@checked(kw_only=True)
class Until(Clause):
    """In force until a fixed last day.

    Attributes:
        last_day: the last day in force.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    last_day: Day = attrs.field(converter=as_last_day, kw_only=False)


@tagged("indefinite")
@checked(kw_only=True)
class Indefinite(Clause):
    """In force without a fixed end.

    Attributes:
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


def as_last_date(value: date | str) -> date:
    """Convert a field's value: the exact last day of a period that has an end."""
    day = as_date(value)
    return refuse(value, "a real last day, before 9999-12-31") if day == date.max else day


@tagged("until_event")
@checked(kw_only=True)
class UntilEvent(Clause):
    """In force until an event, such as the completion of a project.

    Record the event as an act of kind ``event`` whose id is the name of the event. Without the act, the agreement is
    in force and its last day is not known.

    Attributes:
        event: the name of the event.
        delay: the delay from the event to the last day; `None` if the day of the event is the last day.
        not_before: the earliest last day: "until 1 July 1991, and in any case for four years after the first flight".
        not_after: the latest last day: "until completion or 31 December 2030, whichever is first".
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> UntilEvent("project-completed", not_after="2030-12-31").not_after
    datetime.date(2030, 12, 31)
    """

    event: str = attrs.field(converter=as_id, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay))
    not_before: date | None = attrs.field(default=None, converter=optional(as_date))
    not_after: date | None = attrs.field(default=None, converter=optional(as_last_date))


@rule_of(UntilEvent)
def _until_event_rules(duration: UntilEvent) -> list[Problem]:
    first, last = duration.not_before, duration.not_after
    if first is None or last is None or first <= last:
        return []
    return [Problem("/not_after", f'"{last}"', f"a day on or after not_before, {first}")]


Duration: TypeAlias = Period | Until | UntilEvent | Indefinite
"""The duration of the agreement before any renewal."""


def as_duration(value: Duration | str) -> Duration:
    """Convert a field's value: a duration, or ISO 8601 text for a period."""
    if isinstance(value, str | Period):
        duration: Duration = _length(value, _DURATIONS)
    else:
        duration = as_one_of(value, _DURATIONS, "a period, Until, UntilEvent or Indefinite")
    for problem in refusal(duration):
        if problem.hint.startswith("use mou.Until("):
            return refuse(value, problem.expected, f"{problem.hint} for a fixed last day")
    return duration


_DURATIONS = (Indefinite, Period, Until, UntilEvent)
_ENDLESS = frozenset(
    "indefinite,indefinitely,unlimited,no expiry,no end,permanent,until terminated,9999-12-31".split(",")
)


def _length(value: str | Period, classes: tuple[type, ...]) -> Period:
    """Convert a text or a period to a period that is longer than zero; a hint can suggest any of the classes."""
    period = as_lasting_period(value)
    problems = refusal(period)
    hint = hint_for(value, classes) if problems and not problems[0].hint else ""
    return refuse(value, problems[0].expected, hint) if hint else period


@meant_by(Indefinite)
def _indefinite_meant(value: object) -> str:
    return "mou.Indefinite()" if isinstance(value, str) and value.strip().lower() in _ENDLESS else ""


def as_renewal_length(value: Period | Indefinite | str) -> Period | Indefinite:
    """Convert a field's value: the length of a renewal."""
    if isinstance(value, str | Period):
        return _length(value, (Indefinite, Period))
    return as_one_of(value, (Period, Indefinite), "a period or Indefinite")


@tagged("none")
@checked(kw_only=True)
class NoRenewal(Clause):
    """The text has no renewal clause.

    Attributes:
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


@tagged("express")
@checked(kw_only=True)
class ExpressRenewal(Clause):
    """Only an extension by the parties prolongs the agreement.

    Attributes:
        period: the length of an extension whose act states no length; `None` if the text does not give a length.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    period: Period | None = attrs.field(default=None, converter=optional(as_lasting_period), kw_only=False)


@tagged("tacit")
@checked(kw_only=True)
class TacitRenewal(Clause):
    """The agreement renews itself unless a party gives notice of non-renewal in time.

    Attributes:
        period: the length of each renewal, which can differ from the first period. `Indefinite` means a single renewal
            without an end; `None` means that the length is not known.
        notice: the minimum time between receipt of a notice of non-renewal and the end of the current period; ``P0D``
            if notice at any time before the end is enough, `None` if not known.
        times: the maximum number of renewals; `None` for no limit.
        until: the last day to which the agreement can be renewed; `None` for no limit.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> TacitRenewal("P1Y", notice="P3M").notice
    Period.parse('P3M')
    """

    period: Period | Indefinite | None = attrs.field(default=None, converter=optional(as_renewal_length), kw_only=False)
    notice: Period | None = attrs.field(default=None, converter=optional(as_period))
    times: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    until: date | None = attrs.field(default=None, converter=optional(as_date))


@rule_of(TacitRenewal)
def _renewal_rules(renewal: TacitRenewal) -> list[Problem]:
    if not isinstance(renewal.period, Period) and (renewal.times is not None or renewal.until is not None):
        name = "times" if renewal.times is not None else "until"
        why = "the length of a renewal is not known" if renewal.period is None else "the renewal has no end"
        return [Problem(f"/{name}", "a limit", f"no limit: {why}")]
    return []


@meant_by(TacitRenewal)
def _renewal_meant(value: object) -> str:
    return 'mou.TacitRenewal("P1Y")' if isinstance(value, str) and value.strip().lower() in _AUTOMATIC else ""


_AUTOMATIC = frozenset("auto,automatic,automatically,automatic renewal,tacit renewal,yes".split(","))

Renewal: TypeAlias = NoRenewal | ExpressRenewal | TacitRenewal
"""The renewal clause of a term."""


@tagged("none")
@checked(kw_only=True)
class NoWithdrawal(Clause):
    """The text has no withdrawal clause. If withdrawal is allowed, it needs twelve months' notice (VCLT 56).

    Attributes:
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


@tagged("on_notice")
@checked(kw_only=True)
class WithdrawalOnNotice(Clause):
    """A party can withdraw by notice.

    Attributes:
        notice: the delay between receipt of the notice and its effect.
        lock_in: the time after entry into force during which notice cannot be given.
        lock_in_from: the entry into force from which the lock-in runs.
        at: whether the notice takes effect at any time, or only at the end of the current period of the term.
        delayed_by_conflict: whether the withdrawal is delayed while the party is engaged in an armed conflict (Mine Ban
            Convention art. 20(3)). Records don't contain conflicts, so `mou.check` reports such withdrawals.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> WithdrawalOnNotice("P1Y", lock_in="P3Y").lock_in  # Paris Agreement art. 28
    Period.parse('P3Y')
    """

    notice: Delay = attrs.field(converter=as_delay, kw_only=False)
    lock_in: Period | None = attrs.field(default=None, converter=optional(as_period))
    lock_in_from: LockInFrom = attrs.field(default=LockInFrom.OWN_ENTRY, converter=EnumOf[LockInFrom])
    at: ExitAt = attrs.field(default=ExitAt.ANY_TIME, converter=EnumOf[ExitAt])
    delayed_by_conflict: bool = attrs.field(default=False, converter=as_flag)


Withdrawal: TypeAlias = NoWithdrawal | WithdrawalOnNotice
"""The withdrawal clause of a term."""


@tagged("none")
@checked(kw_only=True)
class NoSurvival(Clause):
    """No obligations survive the end.

    Attributes:
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


@tagged("survival")
@checked(kw_only=True)
class Survival(Clause):
    """Some obligations survive the end for a time, such as the protection of earlier investments.

    Attributes:
        period: the time for which the obligations survive the end.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    period: Period = attrs.field(converter=as_lasting_period, kw_only=False)


@checked(kw_only=True)
class EndsOnEvent(Clause):
    """An event that ends the agreement, whatever its duration, such as the end of a parent treaty.

    Record the event as an act of kind ``event`` whose id is the name of the event.

    Attributes:
        event: the name of the event.
        delay: the delay from the event to the first day no longer in force; `None` if the agreement is no longer in
            force on the day of the event.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> EndsOnEvent("customs-union-joined").delay is None
    True
    """

    event: str = attrs.field(converter=as_id, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay))


@checked(kw_only=True)
class LaterParties(Clause):
    """The day from which a party is bound if it consents after the agreement's condition of entry into force is met.

    Attributes:
        delay: the delay after the party's own instrument; `None` if the party is bound on the day of the instrument.
        before_entry: the rule for parties that consent before the agreement is in force. `None` means that the rule is
            not known; the parties are assumed to be bound from the entry into force.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)
    before_entry: BeforeEntry | None = attrs.field(default=None, converter=optional(EnumOf[BeforeEntry]))


def _anchor(value: Anchor | date | str) -> Anchor | date:
    if isinstance(value, Anchor) or (type(value) is str and value in [*Anchor]):
        return as_enum(Anchor, value)
    day = as_date(value)
    expected = f"{', '.join(Anchor)}, or a valid date, YYYY-MM-DD"
    problems = refusal(day)
    return refuse(value, expected, word_meant(value, Anchor, {}) or problems[0].hint) if problems else day


@checked(kw_only=True)
class Term(Clause):
    """The clauses about time. A field you leave out means "not known".

    Attributes:
        entry_into_force: the condition of entry into force.
        duration: how long the agreement is in force; ISO 8601 text for a period.
        counting: how the days of `duration` and of its renewals are counted; `None` if the text does not specify it. If
            `None`, a period that runs from an event is assumed to end on the corresponding date, and a period that runs
            from a calendar date in the text is assumed to end on the day before the corresponding date. Explanations
            name this assumption, and give the last day under the other way of counting.
        anchor: the event or date from which the duration runs, by default the entry into force.
        later_parties: the day from which parties are bound if they consent after the condition is met.
        renewal: the renewal clause.
        withdrawal: the withdrawal clause.
        minimum_parties: the minimum number of parties; the agreement ends if it has fewer parties. `None` means that
            the text has no such clause (VCLT 55).
        ends_on: the events that end the agreement, whatever its duration.
        survival: the obligations that survive the end.
        stated_last_day: the last day of the first period, if the text or a source states this day in addition to a
            length. The stated day takes precedence over the computed day, and `mou.check` reports a difference.
        article: the article that contains this clause.
        quote: the words of the agreement.

    Raises:
        ValidationError: a value is invalid, the duration is zero, or there is a renewal or a last day although the
            duration has no end.

    >>> from mou import NoRenewal, Term
    >>> term = Term(duration="P5Y", renewal=NoRenewal())
    >>> term.duration, term.renewal, term.withdrawal
    (Period.parse('P5Y'), NoRenewal(), None)
    """

    entry_into_force: EntryIntoForce | None = attrs.field(default=None, converter=optional(as_condition))
    duration: Duration | None = attrs.field(default=None, converter=optional(as_duration), kw_only=False)
    counting: Counting | None = attrs.field(default=None, converter=optional(EnumOf[Counting]))
    anchor: Anchor | date = attrs.field(default=Anchor.ENTRY_INTO_FORCE, converter=_anchor)
    later_parties: LaterParties | None = attrs.field(default=None, converter=optional(InstanceOf[LaterParties]))
    renewal: Renewal | None = attrs.field(default=None, converter=optional(InstanceOf[Renewal]))
    withdrawal: Withdrawal | None = attrs.field(default=None, converter=optional(InstanceOf[Withdrawal]))
    minimum_parties: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    ends_on: tuple[EndsOnEvent, ...] = attrs.field(default=(), converter=TupleOf[EndsOnEvent])
    survival: Survival | NoSurvival | None = attrs.field(
        default=None, converter=optional(InstanceOf[Survival | NoSurvival])
    )
    stated_last_day: date | None = attrs.field(default=None, converter=optional(as_last_date))


@rule_of(Term)
def _term_rules(term: Term) -> list[Problem]:
    problems: list[Problem] = []
    renewal = term.renewal
    if isinstance(term.duration, Indefinite):
        if isinstance(renewal, TacitRenewal | ExpressRenewal):
            problems.append(Problem("/renewal", "a renewal", "no renewal: the duration has no end"))
        if term.stated_last_day is not None:
            problems.append(
                Problem("/stated_last_day", f'"{term.stated_last_day}"', "no last day: the duration has no end")
            )
    if (
        isinstance(term.duration, Until)
        and isinstance(term.anchor, date)
        and latest(term.duration.last_day) < term.anchor
    ):
        expected = f"a day on or after the anchor, {term.anchor}"
        problems.append(Problem("/duration/last_day", f'"{term.duration.last_day}"', expected))
    return problems
