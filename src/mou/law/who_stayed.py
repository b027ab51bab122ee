"""Withdrawals before the entry into force (VCLT 18 and 24(4)).

A consent that is withdrawn before the entry into force does not count, and at least two parties must remain on the day
of entry into force.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import attrs

from mou.dates.words import spoken
from mou.law.explanation import Step
from mou.law.facts import Facts
from mou.law.rules import TWO_PARTIES
from mou.law.spans import count_on, counts
from mou.law.standing import Absence, absences, absent_on
from mou.law.thresholds import Met, Shortfall, withdrawn_step
from mou.law.why import ready_steps


def with_who_stayed(facts: Facts, met: Met, on: date | None, computed: Callable[[Facts], Met]) -> Met:
    """Return the day of entry into force. Don't count consents that were withdrawn before this day.

    Worked case: Japan ratifies on 1 March, and Malaysia on 1 April. The text adds three months, which gives 1 July. But
    Japan withdraws on 1 May, so the agreement is not in force on 1 July. If Japan ratifies again on 15 July, the
    agreement enters into force on 15 October. Another withdrawal can come before this later day, so the computation is
    repeated until the day stays the same.

    If the text fixes the day, no ratifications are needed, but at least two parties must not have withdrawn. Worked
    case: the text fixes 1 January 2021. One of two parties withdraws on 1 May 2020 and revokes the withdrawal on 1
    March 2021. The agreement is in force on 1 March 2021.

    `computed_entry` does not call this function if the condition only requires a number of instruments.

    Args:
        facts: the acts of the agreement.
        met: the day on which the condition is met, without regard to withdrawals.
        on: the day on which all missing acts are assumed to be done, if any.
        computed: a function that takes facts, and returns the day on which the condition is met.
    """
    day: date | None = None
    while met.day is not None and met.day != day:
        day = met.day
        repeated = computed(attrs.evolve(facts, taken_back_by=day))
        # A revocation by that day restores the consent, but no earlier day can become the day of entry into force.
        if repeated.day is not None and repeated.day < day:
            break
        met = repeated
    everybody = facts.agreement.party_ids
    if met.day is None or len(everybody) < 2:
        return met
    away = absences(facts)
    enough = _first_with_two(len(everybody), away, met.day)
    if enough == met.day:
        return met
    withdrawn = absent_on(away, met.day)
    withdrawals = [withdrawn_step(facts, party, notice) for party, notice in withdrawn.items()]
    if enough is not None:
        return Met(enough, why=met.why.then(ready_steps, *withdrawals).then(_not_before_two, enough))
    shortfall = Shortfall(
        text="; ".join(step.text for step in withdrawals),
        have=Decimal(len(everybody) - len(withdrawn)),
        need=Decimal(2),
        missing=tuple(withdrawn),
    )
    why = met.why.then(ready_steps, *withdrawals)
    return Met(None if on is None else max(met.day, on), why=why, shortfalls=(shortfall,))


def _not_before_two(day: date) -> Step:
    text = f"not before two parties want to be bound: {spoken(day)}"
    return Step(text, rule=TWO_PARTIES, pointer="/acts", day=day)


def _first_with_two(parties: int, away: list[Absence], since: date) -> date | None:
    """Return the first day, `since` or later, on which at least two parties are left that have not withdrawn."""
    absent = counts((absence.party, absence.first_day, absence.back_on) for absence in away)
    if parties - count_on(absent, since) >= 2:
        return since
    return next((day for day, number in absent if day > since and parties - number >= 2), None)
