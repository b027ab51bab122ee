"""The minimum number of parties (VCLT 55).

A bilateral agreement ends when one party leaves. A multilateral agreement continues, even with one party, unless the
text requires more parties.
"""

from __future__ import annotations

from datetime import date

from mou.dates.days import day_before
from mou.law.exits import Exit
from mou.law.explanation import Step
from mou.law.facts import End, Facts
from mou.law.lives import Life, Spell, memberships
from mou.law.rules import MINIMUM_PARTIES, TWO_PARTIES
from mou.law.spans import count_on, counts
from mou.model.agreement import Agreement
from mou.model.conditions import is_open

__all__ = [
    "ends_with_too_few",
    "is_between_two",
    "leaves_on_unknown_day",
    "leaves_one_party",
    "may_leave_too_few",
    "required_parties",
]


def is_between_two(agreement: Agreement) -> bool:
    """Return whether an agreement has two parties and needs both of them.

    If the condition of entry into force requires a number of instruments, a treaty with two recorded parties is treated
    as having other parties. The same applies if this condition is not known and the treaty has a depositary.
    """
    condition = agreement.term.entry_into_force
    has_others = agreement.depositary is not None if condition is None else is_open(condition)
    return len(agreement.parties) == 2 and not has_others


def required_parties(agreement: Agreement) -> int:
    """Return the smallest number of parties with which an agreement continues.

    The number is two for an agreement between two parties. For any other agreement, it is the number that the text
    requires. If the text requires no number, it is one, because the last party remains bound until it leaves as well.
    Worked case: two of three parties leave with effect from 1 April 2005. The third party remains bound. But if the
    text requires at least two parties, the agreement ends, and its last day is 31 March 2005.
    """
    minimum = agreement.term.minimum_parties or 1
    return max(minimum, 2) if is_between_two(agreement) else minimum


def ends_with_too_few(facts: Facts, own: tuple[Life, ...]) -> list[End]:
    """Return the end of the agreement that follows from the first exit after which too few parties are left.

    If there is no such exit, return an empty list.

    Worked case: one of four parties leaves with effect from 1 May 2020, and another with effect from 1 June 2021. If
    the text requires no minimum, the agreement continues between the other two parties. If the text requires at least
    three parties, the last day is 31 May 2021.
    """
    departures = _departures(own)
    there = counts(memberships(facts, own)) if departures else []
    required = required_parties(facts.agreement)
    for ceases_on, party_exit in departures:
        staying = count_on(there, ceases_on)
        if staying < required:
            leavers = [other_exit.party for day, other_exit in departures if day == ceases_on]
            why = party_exit.why.then(_too_few, facts, party_exit, leavers, staying)
            return [(day_before(ceases_on), party_exit.how, why)]
    return []


def may_leave_too_few(facts: Facts, own: tuple[Life, ...], exits: tuple[Exit, ...]) -> bool:
    """Return whether notices that take effect on unknown days can end the agreement.

    The record contains at least one such notice.

    Worked case: one of three parties gives notice. The withdrawal clause has a blank in place of the notice period, so
    nobody knows when the notice takes effect. But the agreement continues between the other two parties in any case.
    """
    term = facts.agreement.term
    if any(getattr(clause, "ends_for_all", False) for clause in (term.renewal, term.withdrawal)):
        return True
    leavers = {notice.party for notice in exits if notice.undated}
    staying = {party for party, _, ceases_on in memberships(facts, own) if ceases_on is None} - leavers
    return bool(own) and len(staying) < required_parties(facts.agreement)


def leaves_on_unknown_day(agreement: Agreement, life: Life, spell: Spell) -> Exit | None:
    """Return the notice by which a party leaves on an unknown day, while the agreement continues.

    If one party to a bilateral agreement leaves on an unknown day, the agreement itself ends on an unknown day, so this
    function returns `None`. It also returns `None` if another notice makes the party leave on a known day.
    """
    if spell.ended_by is not None or is_between_two(agreement):
        return None
    until = spell.ceases_on or date.max
    return next((leaves for leaves in life.exits if leaves.undated and leaves.fact.counts_on < until), None)


def leaves_one_party(facts: Facts, own: tuple[Life, ...]) -> tuple[date, Exit] | None:
    """Return the first exit after which one party is left, with the day on which the exit takes effect."""
    there = counts(memberships(facts, own))
    return next(((day, leaves) for day, leaves in _departures(own) if count_on(there, day) == 1), None)


def _departures(own: tuple[Life, ...]) -> list[tuple[date, Exit]]:
    """Return the exits after the entry into force, in the order in which they take effect.

    A withdrawal before the entry into force does not end the agreement: other parties can still join, and the party can
    consent again.
    """
    departures = (
        (leaves.ceases_on, leaves)
        for life in own
        for leaves in life.exits
        if leaves.ceases_on is not None and leaves.bound_from is None
    )
    return sorted(departures, key=lambda pair: (pair[0], pair[1].fact.index))


def _too_few(facts: Facts, party_exit: Exit, leavers: list[str], staying: int) -> Step:
    required = required_parties(facts.agreement)
    if required == 1:
        remaining, by_text = "no party", False
    else:
        by_text = required > 2 or not is_between_two(facts.agreement)
        remaining = f"{staying} of the {required} parties required" if by_text else "fewer than two parties"
    text = f"{facts.names(leavers)} left, which leaves {remaining}"
    where = "/term/minimum_parties" if by_text else party_exit.fact.pointer
    return Step(text, rule=MINIMUM_PARTIES if by_text else TWO_PARTIES, pointer=where, day=party_exit.ceases_on)
