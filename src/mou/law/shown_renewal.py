"""Renewal shown by a later act: a notice or termination after the computed end shows that the term was renewed.

This applies only if the renewal clause is not recorded. The length of the renewal is not known.
"""

from __future__ import annotations

from datetime import date

import attrs

from mou.dates.days import next_day
from mou.dates.words import spoken
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts
from mou.law.rules import WAS_RENEWED
from mou.law.schedule import Schedule
from mou.law.standing import revocations
from mou.model.act import ActKind
from mou.model.durations import Indefinite
from mou.model.renewals import TacitRenewal


def renewed_as_acts_show(facts: Facts, counted: Schedule) -> Schedule:
    """Return the schedule, renewed if a later act shows that the agreement was still running after its computed end.

    Worked case: an agreement is in force from 3 July 1992 for twenty years, and its renewal clause is not known. It is
    terminated with effect from 4 July 2013. The twenty years ended on 3 July 2012, so the term must have been renewed.
    """
    last = counted.last_day(counted.done)
    revoked = {index for _, index in revocations(facts)}
    for fact in facts.of_any(_SHOW_THAT_IT_RUNS):
        if fact.index in revoked:
            continue  # a revoked notice counts as never given
        day = fact.takes_effect_on
        if last is not None and (day > next_day(last) if fact.kind is ActKind.TERMINATION else day > last):
            return attrs.evolve(
                counted,
                renewal=TacitRenewal(Indefinite()),
                renewed_by=fact,
                why=counted.why.then(_shows_renewal, fact, last),
            )
    return counted


def _shows_renewal(fact: Fact, last: date) -> Step:
    """Return the step about the act that shows a renewal."""
    day, kind = fact.takes_effect_on, fact.kind.replace("_", " ")
    text = f"it was renewed, because the {kind} of {spoken(day)} is later than the end of its term on {spoken(last)}"
    return Step(text, rule=WAS_RENEWED, pointer=fact.pointer, day=day, assumed=True)


_SHOW_THAT_IT_RUNS = frozenset({ActKind.TERMINATION, ActKind.WITHDRAWAL, ActKind.NON_RENEWAL})
"""The acts that make sense only while the agreement runs."""
