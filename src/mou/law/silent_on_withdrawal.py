"""Agreements without a withdrawal clause: twelve months' notice, or no withdrawal (VCLT 54 and 56).

VCLT 56 applies only to an agreement without a provision on its termination. A fixed term is such a provision, and so is
a renewal clause. For a non-binding instrument, twelve months' notice is assumed, and a step names this assumption.
"""

from __future__ import annotations

from datetime import date

from mou.dates.days import next_day
from mou.dates.periods import Period, add
from mou.dates.words import spoken
from mou.law.end_of_period import exit_on_day_or_sooner
from mou.law.exits import Exit, without_effect
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts
from mou.law.non_renewal import non_renewal
from mou.law.rules import FIXED_TERM, SILENT_ON_WITHDRAWAL
from mou.law.schedule import RequiredNotice, Schedule
from mou.law.status import Status
from mou.law.why import Why
from mou.model.agreement import Agreement, AgreementKind

__all__ = ["is_treaty", "without_a_clause"]

_SILENT = Period(months=12)

_RENEWAL = "/term/renewal"
_WITHDRAWAL = "/term/withdrawal"


def without_a_clause(facts: Facts, schedule: Schedule | None, party: str, fact: Fact, earlier: Why) -> Exit:
    """Return the exit if no withdrawal clause is recorded.

    There are three cases: VCLT 56 applies, the renewal clause applies, or the notice has no effect. Worked cases
    without a withdrawal clause: a treaty for ten years without renewal binds its parties until its last day, despite
    the notice. An MOU for ten years without renewal ends twelve months after the notice. An agreement that is renewed
    year by year ends at the end of the first period for which the notice is in time. Its renewal clause is a provision
    on termination.
    """
    if schedule is None or schedule.renewed_for_unknown or schedule.endless:
        return _after_twelve_months(facts, schedule, party, fact, earlier)
    if schedule.renewal is None:
        if is_treaty(facts.agreement):
            return _bound_by_the_term(facts, party, fact, earlier)
        return _after_twelve_months(facts, schedule, party, fact, earlier)
    if _is_late_for_every_end(schedule, fact):
        return _after_twelve_months(facts, schedule, party, fact, earlier)
    return non_renewal(schedule, party, fact, earlier)


def is_treaty(agreement: Agreement) -> bool:
    """Return whether VCLT 54 to 56 apply.

    They do not apply to a non-binding instrument. If it is not known whether an MOU, an arrangement, a letter of intent
    or a declaration is binding, the instrument is treated as non-binding.
    """
    return agreement.binding is True or (agreement.binding is None and agreement.kind not in _SELDOM_BINDING)


_SELDOM_BINDING = frozenset(
    {AgreementKind.MOU, AgreementKind.ARRANGEMENT, AgreementKind.LETTER_OF_INTENT, AgreementKind.DECLARATION}
)


def _is_late_for_every_end(schedule: Schedule, fact: Fact) -> bool:
    """Return whether a notice is too late for every period with an end, so that the agreement runs indefinitely.

    Worked case: an agreement runs for ten years, to 28 February 2010. It then continues indefinitely unless notice is
    received six months before that day. The last day for notice was 28 August 2009, so a notice of 1 October 2009 is
    too late. The notice is late for every end, because no later period has an end.
    """
    renewal = schedule.renewal
    if renewal is None or isinstance(renewal.period, Period):
        return False
    return schedule.number_after(fact.counts_on, RequiredNotice.of(renewal)) is None


def _bound_by_the_term(facts: Facts, party: str, fact: Fact, earlier: Why) -> Exit:
    """Return the exit of a notice without effect: the treaty has a fixed term, so VCLT 56 does not apply.

    Worked case: a treaty is in force from 3 April 2000 for ten years and has no withdrawal clause. A notice of 1
    January 2003 changes nothing. The last day remains 3 April 2010.
    """
    return without_effect(party, fact, Status.TERMINATED, earlier.then(_no_way_out, facts))


def _no_way_out(facts: Facts) -> Step:
    recorded = facts.agreement.term.withdrawal is not None
    clause = "no withdrawal clause" if recorded else "no withdrawal clause is recorded"
    text = f"the text has a fixed term and {clause}, so the notice does not end it early"
    return Step(text, rule=FIXED_TERM, pointer=_WITHDRAWAL)


def _after_twelve_months(facts: Facts, schedule: Schedule | None, party: str, fact: Fact, earlier: Why) -> Exit:
    """Return the exit twelve months after the notice (VCLT 56), but not before the fixed first period is over.

    Worked case: a treaty is in force from 29 February 2000 for ten years, and then indefinitely. A notice of 30 June
    2015 takes effect on 30 June 2016.
    """
    day = add(fact.counts_on, _SILENT)
    why = earlier.then(_twelve_months, facts, day)
    last = None if schedule is None or schedule.renewal is None else schedule.last_day(schedule.done)
    if last is None or day > last:
        return exit_on_day_or_sooner(schedule, party, fact, day, why, early=False)
    after = next_day(last)
    return exit_on_day_or_sooner(schedule, party, fact, after, why.then(_after_the_fixed_period, after), early=False)


def _twelve_months(facts: Facts, day: date) -> Step:
    recorded = facts.agreement.term.withdrawal is not None
    text = "the text says nothing about withdrawal" if recorded else "the withdrawal clause is not known"
    text = f"withdrawal needs twelve months' notice, to {spoken(day)}, because {text}"
    return Step(text, rule=SILENT_ON_WITHDRAWAL, pointer=_WITHDRAWAL, day=day, assumed=True)


def _after_the_fixed_period(day: date) -> Step:
    return Step(f"not before the fixed period has ended: {spoken(day)}", pointer=_RENEWAL, day=day)
