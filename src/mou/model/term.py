"""The clauses of an agreement about time.

Each clause is either given, or explicitly none (`NoRenewal`: "the text has no renewal"), or not known (`None`).
The three are never taken for one another: what is not known is answered with its assumption named, or not at all.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeAlias

import attrs

from mou.dates.days import Day, as_date, as_day, as_last_day, latest
from mou.dates.delays import Delay, as_delay
from mou.dates.periods import Counting, Period, as_lasting_period, as_period
from mou.errors import Problem
from mou.model.clause import Clause
from mou.model.conditions import EntryIntoForce, as_condition
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, InstanceOf, optional
from mou.values.fields import (
    as_enum,
    as_flag,
    as_one_of,
    as_ordinal,
    refusal,
    refuse,
)
from mou.values.hints import hint_for, hint_of
from mou.values.tags import tagged

__all__ = [
    "Anchor",
    "BeforeEntry",
    "Duration",
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
    "Withdrawal",
    "WithdrawalOnNotice",
]


class Anchor(StrEnum):
    """The event from which the term runs, where it is not a fixed date."""

    ENTRY_INTO_FORCE = "entry_into_force"
    SIGNATURE = "signature"
    PROVISIONAL_APPLICATION = "provisional_application"


class LockInFrom(StrEnum):
    """What a lock-in runs from."""

    OWN_ENTRY = "own_entry"
    """From entry into force for the party itself (Paris Agreement art. 28(1))."""
    GENERAL_ENTRY = "general_entry"
    """From entry into force of the agreement (North Atlantic Treaty art. 13)."""


class BeforeEntry(StrEnum):
    """When a party is bound that consented before the agreement entered into force."""

    GENERAL = "general"
    """From the agreement's entry into force (Montreal Protocol art. 16, Chemical Weapons Convention art. XXI)."""
    OWN_DELAY = "own_delay"
    """From that day or from the end of its own delay, whichever is later (UNCLOS art. 308, Paris Agreement art. 21)."""


class ExitAt(StrEnum):
    """When a notice of withdrawal takes effect, once its period has run."""

    ANY_TIME = "any_time"
    END_OF_PERIOD = "end_of_period"
    """Not before the end of the period then running."""


@tagged("until")
@checked
class Until:
    """In force through a fixed last day.

    Attributes:
        last_day: the last day in force.
    """

    last_day: Day = attrs.field(converter=as_last_day)


@tagged("indefinite")
@attrs.frozen
class Indefinite:
    """Without an end of its own."""


Duration: TypeAlias = Period | Until | Indefinite
"""For how long the agreement is in force, before any renewal."""


def as_duration(value: Duration | str) -> Duration:
    """Convert a field's value: a duration, or ISO 8601 text for a period."""
    if not isinstance(value, str | Period):
        return as_one_of(value, _DURATIONS, "a period, Until or Indefinite")
    period = as_lasting_period(value)
    hint = hint_for(value, _DURATIONS) if refusal(period) else ""
    return refuse(value, refusal(period)[0].expected, hint) if hint else period


_DURATIONS = (Until, Indefinite, Period)
_ENDLESS = frozenset("indefinite,indefinitely,unlimited,no expiry,no end,permanent,until terminated".split(","))


@hint_of(Until)
def _until_hint(value: object) -> str:
    day = value.isoformat() if isinstance(value, date) else value
    return f'use mou.Until("{day}") for a fixed last day' if isinstance(day, str) and not refusal(as_day(day)) else ""


@hint_of(Indefinite)
def _indefinite_hint(value: object) -> str:
    return "use mou.Indefinite()" if isinstance(value, str) and value.strip().lower() in _ENDLESS else ""


def as_renewal_length(value: Period | Indefinite | str) -> Period | Indefinite:
    """Convert a field's value: by how much a renewal prolongs."""
    if isinstance(value, str | Period):
        return as_lasting_period(value)
    return as_one_of(value, (Period, Indefinite), "a period or Indefinite")


@tagged("none")
@attrs.frozen
class NoRenewal:
    """The text has no renewal."""


@tagged("express")
@checked
class ExpressRenewal:
    """Only an act of extension prolongs it.

    Attributes:
        period: by how much, for an extension that does not say so itself; `None` where the text leaves it open.
    """

    period: Period | None = attrs.field(default=None, converter=optional(as_lasting_period))


@tagged("tacit")
@checked(kw_only=True)
class TacitRenewal(Clause):
    """Prolongs itself unless a party gave notice of non-renewal in time.

    Attributes:
        period: by how much each time; it may differ from the first period. `Indefinite`: once, without an end.
        notice: how long before the end of the period then running a notice must be received; ``P0D`` where any
            time before that end will do, `None` where it is not known.
        times: at most so often; `None` for no such limit.
        until: a last day that no renewal goes beyond; `None` for no such limit.
        article: where the text says so.

    >>> TacitRenewal("P1Y", notice="P3M").notice
    Period.parse('P3M')
    """

    period: Period | Indefinite = attrs.field(converter=as_renewal_length, kw_only=False)
    notice: Period | None = attrs.field(default=None, converter=optional(as_period))
    times: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    until: date | None = attrs.field(default=None, converter=optional(as_date))


@rule_of(TacitRenewal)
def _renewal_rules(renewal: TacitRenewal) -> list[Problem]:
    if isinstance(renewal.period, Indefinite) and (renewal.times is not None or renewal.until is not None):
        name = "times" if renewal.times is not None else "until"
        return [Problem(f"/{name}", "a limit", "no limit: the renewal has no end")]
    return []


Renewal: TypeAlias = NoRenewal | ExpressRenewal | TacitRenewal
"""Whether and how the term is prolonged."""


@tagged("none")
@attrs.frozen
class NoWithdrawal:
    """The text says nothing on withdrawal: VCLT 56 then asks for twelve months' notice, where one may leave at all."""


@tagged("on_notice")
@checked(kw_only=True)
class WithdrawalOnNotice(Clause):
    """A party may leave by notice.

    Attributes:
        notice: how long after its receipt the notice takes effect.
        lock_in: how long after entry into force no notice may be given yet.
        lock_in_from: after whose entry into force.
        at: whether it takes effect at any time, or only at the end of the period then running.
        delayed_by_conflict: whether it does not take effect during an armed conflict that the party is in (Mine Ban
            Convention art. 20(3)); a record can't tell, so such an exit is a finding.
        article: where the text says so.

    >>> WithdrawalOnNotice("P1Y", lock_in="P3Y").lock_in  # Paris Agreement art. 28
    Period.parse('P3Y')
    """

    notice: Delay = attrs.field(converter=as_delay, kw_only=False)
    lock_in: Period | None = attrs.field(default=None, converter=optional(as_period))
    lock_in_from: LockInFrom = attrs.field(default=LockInFrom.OWN_ENTRY, converter=EnumOf[LockInFrom])
    at: ExitAt = attrs.field(default=ExitAt.ANY_TIME, converter=EnumOf[ExitAt])
    delayed_by_conflict: bool = attrs.field(default=False, converter=as_flag)


Withdrawal: TypeAlias = NoWithdrawal | WithdrawalOnNotice
"""How a party may leave."""


@tagged("none")
@attrs.frozen
class NoSurvival:
    """No obligation survives the end."""


@tagged("survival")
@checked
class Survival:
    """Obligations that go on after the end for a time, such as investments made before it.

    Attributes:
        period: for how long after the end took effect.
    """

    period: Period = attrs.field(converter=as_lasting_period)


@checked(kw_only=True)
class LaterParties(Clause):
    """From when a party is bound that consents after the n-th instrument.

    Attributes:
        delay: how long after its own instrument; `None` for on the same day.
        before_entry: what holds for those who consent before the agreement is in force; `None` where that is not
            known: they are then taken to be bound from its entry into force.
        article: where the text says so.
    """

    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)
    before_entry: BeforeEntry | None = attrs.field(default=None, converter=optional(EnumOf[BeforeEntry]))


def _anchor(value: Anchor | date | str) -> Anchor | date:
    if isinstance(value, Anchor) or (type(value) is str and value in [*Anchor]):
        return as_enum(Anchor, value)
    day = as_date(value)
    return refuse(value, f"{', '.join(Anchor)}, or a valid date, YYYY-MM-DD") if refusal(day) else day


def as_last_date(value: date | str) -> date:
    """The last day of a period that has an end, exact."""
    day = as_date(value)
    return refuse(value, "a real last day, before 9999-12-31") if day == date.max else day


@checked(kw_only=True)
class Term:
    """The clauses about time. Everything left out is not known.

    Attributes:
        entry_into_force: what brings the agreement into force.
        duration: for how long it is then in force; ISO 8601 text for a period.
        counting: how the days of `duration` and of its renewals are counted; `None` where the text does not say. The
            period then ends on the corresponding date if it runs from an event, and on the eve of it if it runs from
            a written calendar date; explanations name the reading as an assumption, with the other day.
        anchor: what the duration runs from, where it is not the entry into force.
        later_parties: from when a party is bound that consents later.
        renewal: whether and how it is prolonged.
        withdrawal: how a party may leave.
        minimum_parties: it ends when it has fewer parties than this; `None` for no such clause (VCLT 55).
        survival: what goes on after the end.
        stated_last_day: the last day of the first period where the text or a source states it beside the period;
            it wins over the computed one, and a difference is a finding.

    Raises:
        ValidationError: a value is not of its kind, the duration is nothing, or there is renewal of what has no
            end.

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
