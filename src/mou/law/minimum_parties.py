"""The minimum number of parties (VCLT 55).

A bilateral agreement ends when one party leaves. A multilateral agreement continues, even with one party, unless the
text requires more parties.
"""

from __future__ import annotations

from datetime import date
from operator import attrgetter, itemgetter

from mou.dates.days import day_before
from mou.law.exits import Exit
from mou.law.explanation import Step
from mou.law.facts import End, Facts, Found
from mou.law.lives import Life, Spell, memberships
from mou.law.required_parties import is_between_two, required_parties
from mou.law.rules import MINIMUM_PARTIES, TWO_PARTIES
from mou.law.spans import count_on, counts
from mou.law.unrecorded_consent import unrecorded_consents
from mou.model.act import ActKind
from mou.model.agreement import Agreement
from mou.model.term import Term
from mou.model.withdrawals import WithdrawalOnNotice


def ends_with_too_few(facts: Facts, own: tuple[Life, ...], entered: Found) -> list[End]:
    """Return the end of the agreement that follows from the first exit after which too few parties are left.

    If there is no such exit, return an empty list.

    Worked case: one of four parties leaves with effect from 1 May 2020, and another with effect from 1 June 2021. If
    the text requires no minimum, the agreement continues between the other two parties. If the text requires at least
    three parties, the last day is 31 May 2021.
    """
    departures = _departures(entered, own)
    there = counts(memberships(facts, own)) if departures else []
    required = required_parties(facts.agreement)
    for ceases_on, party_exit in departures:
        staying = count_on(there, ceases_on)
        if staying < required:
            leavers = [other_exit.party for day, other_exit in departures if day == ceases_on]
            why = party_exit.why.then(_too_few, facts, party_exit, leavers, staying)
            return [(day_before(ceases_on), party_exit.how, why)]
    return []


def may_have_ended_after(
    facts: Facts, own: tuple[Life, ...], exits: tuple[Exit, ...], entered: Found
) -> tuple[date, Exit] | None:
    """Return the day after which the agreement may have ended, because it is not known how many parties are left.

    The result includes the exit that causes the doubt. It is `None` if enough parties certainly remain.

    Worked case: one of three parties gives notice on 1 January 2005. The withdrawal clause has a blank in place of the
    notice period, so nobody knows when the notice takes effect. A second party leaves on 1 January 2010. If the text
    requires two parties, the agreement may have ended on that day, so it is only certain through 31 December 2009.

    Args:
        facts: the acts of the agreement.
        own: the days on which each party is bound.
        exits: the notices and their effects.
        entered: the entry into force.
    """
    unclear = unrecorded_consents(facts, entered)
    undated = sorted((leaves for leaves in exits if leaves.undated), key=attrgetter("certain_through"))
    term = facts.agreement.term
    for leaves in undated:
        clause = term.withdrawal if leaves.fact.kind is ActKind.WITHDRAWAL else term.renewal
        if getattr(clause, "ends_for_all", False):
            return leaves.certain_through, leaves
    if not undated and not unclear:
        return None
    required, members = required_parties(facts.agreement), list(memberships(facts, own))
    events = [(leaves.certain_through, leaves) for leaves in undated]
    events += [(day_before(day), leaves) for day, leaves in _departures(entered, own)]
    for day, leaves in sorted(events, key=itemgetter(0)) if own else ():
        doubtful = {notice.party for notice in undated if notice.certain_through <= day}.union(unclear)
        staying = {
            party
            for party, first_day, ceases_on in members
            if first_day <= day and (ceases_on is None or day_before(ceases_on) > day)
        }
        if staying & doubtful and len(staying - doubtful) < required:
            return day, leaves
    return None


def is_blank(term: Term, party_exit: Exit) -> bool:
    """Return whether an exit follows from a withdrawal clause that gives no length of notice."""
    clause = term.withdrawal
    blank = isinstance(clause, WithdrawalOnNotice) and clause.notice is None
    return blank and party_exit.fact.kind is ActKind.WITHDRAWAL


def leaves_on_unknown_day(agreement: Agreement, life: Life, spell: Spell) -> Exit | None:
    """Return the notice by which a party leaves on an unknown day, while the agreement continues.

    If one party to a bilateral agreement leaves on an unknown day, the agreement itself ends on an unknown day, so this
    function returns `None`. It also returns `None` if another notice makes the party leave on a known day, because that
    notice shows that the party was still bound.
    """
    if spell.ended_by is not None or is_between_two(agreement):
        return None
    first_day, end = spell.first_day, spell.ceases_on or date.max
    undated = (leaves for leaves in life.exits if leaves.undated)
    given = (leaves for leaves in undated if leaves.fact.counts_on >= first_day and leaves.certain_through < end)
    return next(given, None)


def leaves_one_party(facts: Facts, own: tuple[Life, ...], entered: Found) -> tuple[date, Exit] | None:
    """Return the first exit after which one party is left, with the day on which the exit takes effect."""
    there = counts(memberships(facts, own))
    return next(((day, leaves) for day, leaves in _departures(entered, own) if count_on(there, day) == 1), None)


def _departures(entered: Found, own: tuple[Life, ...]) -> list[tuple[date, Exit]]:
    """Return the exits from the entry into force on, in the order in which they take effect.

    An exit before the entry into force does not end the agreement: other parties can still join, and the party can
    consent again.
    """
    begins = entered.day or (date.max if entered.known else date.min)
    departures = (
        (leaves.ceases_on, leaves)
        for life in own
        for leaves in life.exits
        if leaves.ceases_on is not None and leaves.ceases_on >= begins and leaves.bound_from is None
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
