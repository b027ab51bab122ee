"""Exits: the effect of a notice of non-renewal or withdrawal for the party that gave it."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from mou.dates.days import day_before
from mou.dates.words import spoken
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts
from mou.law.open_clauses import kinds_by_date
from mou.law.rules import NOTHING_RECORDED, RECEIPT, WITHDRAWAL_CLAUSE
from mou.law.status import Status
from mou.law.why import Why
from mou.model.act import ActKind
from mou.values.internal import internal

__all__ = ["Exit", "periods_unknown", "receipt_step", "without_effect"]


@internal(kw_only=True)
class Exit:
    """A notice, and the day on which it ends the agreement for the party that gave it.

    Attributes:
        party: the id of the party.
        fact: the notice.
        ceases_on: the first day on which the party is no longer bound; `None` if the notice has no effect, or if this
            day is not known.
        how: `EXPIRED` if the party leaves at the end of the term, `TERMINATED` if it leaves on another day.
        missed: the deadline that the notice missed; `None` if the notice missed no deadline.
        next_period: for a late notice, whether it takes effect at the end of the next period. If `False`, it takes
            effect at the end of a later period.
        early: whether the notice was given before notice was allowed.
        undated: whether the notice takes effect on a day that is not known. `False` for a revoked notice.
        not_before: for an undated notice that was suspended, the earliest day on which it can take effect.
        revoked_by: the revocation that undid the notice before it took effect.
        suspended_by: the suspensions that postponed the effect of the notice.
        bound_from: for a withdrawal before the entry into force, the day of entry into force, until which it can be
            revoked. If there is no entry into force, the last day of the calendar.
        why: the explanation of the effect.
    """

    party: str
    fact: Fact
    ceases_on: date | None
    how: Status
    missed: date | None = None
    next_period: bool = True
    early: bool = False
    undated: bool = False
    not_before: date | None = None
    revoked_by: Fact | None = None
    suspended_by: tuple[Fact, ...] = ()
    bound_from: date | None = None
    why: Why

    @property
    def certain_through(self) -> date:
        """For an undated notice, the last day on which the notice has certainly not taken effect."""
        return self.fact.counts_on if self.not_before is None else day_before(self.not_before)

    @property
    def counts_for(self) -> tuple[date, bool] | None:
        """The last day of the period at whose end the notice takes effect, and the value of `next_period`."""
        return None if self.ceases_on is None else (day_before(self.ceases_on), self.next_period)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps behind the effect of the notice."""
        return self.why.steps


def receipt_step(fact: Fact, facts: Facts) -> Step:
    """Return the step about the receipt of a notice.

    If the text counts the notice period from the date of the notice, the step is about this date.
    """
    kind = "non-renewal" if fact.kind is ActKind.NON_RENEWAL else "withdrawal"
    if fact.kind in kinds_by_date(facts.agreement.term):
        text = f"notice of {kind} dated {spoken(fact.counts_on)}; it counts from its date, not from its receipt"
        return Step(text, rule=WITHDRAWAL_CLAUSE, pointer=fact.pointer, day=fact.counts_on)
    sent = "" if fact.act.received_on is None else f" (given {fact.act.on})"
    text = f"notice of {kind} received on {spoken(fact.counts_on)}{sent}"
    return Step(text, rule=RECEIPT, pointer=fact.pointer, day=fact.counts_on)


def periods_unknown(where: str) -> Step:
    """Return the step stating that a notice takes effect at the end of a period, but the periods are not known."""
    text = "it takes effect at the end of a period, but the periods are not known"
    return Step(text, rule=NOTHING_RECORDED, pointer=where)


def without_effect(party: str, fact: Fact, how: Status, why: Why, missed: date | None = None) -> Exit:
    """Return the exit of a notice that has no effect."""
    return Exit(party=party, fact=fact, ceases_on=None, how=how, missed=missed, why=why)
