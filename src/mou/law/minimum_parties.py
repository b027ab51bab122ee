"""The minimum number of parties: two, or the number that the text requires (VCLT 55).

A bilateral agreement ends when one party leaves. A multilateral agreement continues, unless too few parties are left.
"""

from __future__ import annotations

from datetime import date

from mou.dates.days import day_before
from mou.law.exits import Exit
from mou.law.explanation import Step
from mou.law.facts import End, Facts, Found
from mou.law.lives import Life, memberships
from mou.law.rules import MINIMUM_PARTIES, TWO_PARTIES
from mou.law.spans import count_on, counts
from mou.model.conditions import is_open

__all__ = ["ends_with_too_few"]


def ends_with_too_few(facts: Facts, own: tuple[Life, ...], entered: Found) -> list[End]:
    """Return the first exit that leaves too few parties: fewer than two, or fewer than the text requires.

    A withdrawal before the entry into force does not end the agreement: other parties can still join, and the party can
    consent again. Worked case: of four parties one leaves with effect from 1 May 2020, another with effect from 1 June
    2021. If the text requires no minimum, the agreement continues between the other two parties. If the text requires
    at least three parties, the last day is 31 May 2021.
    """
    begins = entered.day
    if begins is None:
        never = entered.known or is_open(facts.agreement.term.entry_into_force)
        begins = date.max if never else date.min
    departures = sorted(
        (
            (party_exit.ceases_on, party_exit)
            for life in own
            for party_exit in life.exits
            if party_exit.ceases_on is not None and party_exit.ceases_on > begins and party_exit.bound_from is None
        ),
        key=lambda pair: (pair[0], pair[1].fact.index),
    )
    if not departures:
        return []
    minimum = facts.agreement.term.minimum_parties
    there = counts(memberships(facts, own))
    for ceases, party_exit in departures:
        staying = count_on(there, ceases)
        if staying < max(minimum or 2, 2):
            leavers = [other_exit.party for day, other_exit in departures if day == ceases]
            why = party_exit.why.then(_too_few, facts, party_exit, leavers, staying)
            return [(day_before(ceases), party_exit.how, why)]
    return []


def _too_few(facts: Facts, party_exit: Exit, leavers: list[str], staying: int) -> Step:
    minimum = facts.agreement.term.minimum_parties
    minimum = None if minimum is None or minimum <= 2 else minimum  # two parties are always required
    remaining = f"{staying} of the {minimum} parties required" if minimum else "fewer than two parties"
    text = f"{facts.names(leavers)} left, which leaves {remaining}"
    where = "/term/minimum_parties" if minimum else party_exit.fact.pointer
    return Step(text, rule=MINIMUM_PARTIES if minimum else TWO_PARTIES, pointer=where, day=party_exit.ceases_on)
