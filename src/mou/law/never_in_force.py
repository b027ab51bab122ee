"""Agreements that ended without a recorded entry into force.

Some of these agreements ended before they were in force. For others, the acts that brought them into force may be
missing from the record. Such acts are also missing if the record declares an agreement to be in force for one party,
but no recorded acts explain this.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.dates.days import next_day
from mou.dates.words import spoken
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts, Found
from mou.law.rules import FIRST_DAY_OUT, NEVER_IN_FORCE, NOTHING_RECORDED
from mou.law.status import Status
from mou.law.why import Why
from mou.model.conditions import is_open


def first_declared_for_some(facts: Facts) -> Fact | None:
    """Return the earliest declaration that the agreement is in force for some parties, but not for all."""
    return min(facts.declared_for_some.values(), key=lambda fact: fact.takes_effect_on, default=None)


def in_force_for_some(facts: Facts, entered: Found, declared: Fact) -> Found:
    """Return the entry into force of an agreement that is declared to be in force for some parties, but not for all.

    No recorded acts explain the declaration. The agreement is in force from the declared day at the latest, but its
    first day in force is not known. Worked case: a treaty needs two instruments, and one is recorded. The treaty is
    declared to be in force for Japan from 1 March 2020, so the second instrument is missing from the record.
    """
    return Found(None, known=False, why=entered.why.then(_declared_for_some, facts, declared))


def _declared_for_some(facts: Facts, declared: Fact) -> Step:
    day = declared.takes_effect_on
    text = f"declared to be {facts.words.in_force} for {facts.names(declared.parties)} from {spoken(day)}"
    text = f"{text}; the acts that led to this are not recorded"
    return Step(text, rule=NOTHING_RECORDED, pointer=declared.pointer, day=day)


def is_given_up(facts: Facts, entered: Found, last_day: date, how: Status | None) -> bool:
    """Return whether an agreement was never in force, if it ended and no entry into force before the end is known.

    If the condition counts instruments, the agreement may have been in force: instruments can be missing from the
    record. Worked cases: two parties signed a treaty on 1 March 2020, only one of them ratified it, and both ended it
    on 1 May 2021. This treaty was never in force. Another treaty needs ten instruments, of which two are recorded, and
    was terminated on 1 May 2020. This treaty may have been in force.
    """
    if entered.day is not None:
        return True
    begun = facts.begun()
    if not entered.known:
        return begun is not None and last_day < begun
    if how is Status.EXPIRED:
        return True  # a term can expire without an entry into force, so the expiry proves nothing
    return begun is not None and (last_day < begun or not is_open(facts.agreement.term.entry_into_force))


def never_in_force(facts: Facts, computed: Found, last_day: date) -> Found:
    """Return a result with no entry into force and no end, for an agreement that ended before it was in force."""
    return Found(None, why=Why(_over_before, facts, computed, next_day(last_day)))


def _over_before(facts: Facts, computed: Found, over: date) -> Iterator[Step]:
    yield from (step for step in computed.steps if step.rule is not FIRST_DAY_OUT)
    text = f"it ended before it was {facts.words.in_force}, and is over from {spoken(over)}"
    yield Step(text, rule=NEVER_IN_FORCE, day=over)


def maybe_in_force(entered: Found, last_day: date) -> Found:
    """Return an unknown entry into force for an agreement that ended. Acts may be missing from the record."""
    return Found(None, known=False, why=entered.why.then(_may_have_entered, last_day))


def _may_have_entered(last_day: date) -> Step:
    text = f"it ended on {spoken(last_day)}, so the acts that brought it into force may be missing from the record"
    return Step(text, rule=NOTHING_RECORDED, day=last_day)
