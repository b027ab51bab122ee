"""The schedule of an agreement: its first period, extensions, and a renewal shown by later acts."""

from __future__ import annotations

from datetime import date

from mou.law.explanation import Step
from mou.law.facts import Facts, Found
from mou.law.first_period import first_period
from mou.law.prolongation import extended
from mou.law.rules import AS_THE_TEXT_SAYS
from mou.law.schedule import Schedule
from mou.law.shown_renewal import renewed_as_acts_show
from mou.law.why import Why
from mou.model.act import ActKind
from mou.model.term import Anchor

_EXTENSION = ActKind.EXTENSION


def schedule(facts: Facts, entered: Found, provisional: date | None) -> Schedule | Found:
    """Return the schedule of the agreement's term including extensions, or the reason why there is none.

    Args:
        facts: the acts of the agreement.
        entered: the entry into force.
        provisional: the first day of provisional application, if any. A term that runs from this day ends even if the
            agreement never enters into force.
    """
    term, day = facts.agreement.term, entered.day
    if day is None and entered.known and (provisional is None or term.anchor is not Anchor.PROVISIONAL_APPLICATION):
        return Found(None, known=True, why=Why(_not_in_force, facts))
    counted = first_period(facts, term, day, provisional)
    if _EXTENSION in facts.by_kind:
        counted = extended(facts, counted, day)
    if term.renewal is None and isinstance(counted, Schedule):
        return renewed_as_acts_show(facts, counted)
    return counted


def _not_in_force(facts: Facts) -> Step:
    return Step(f"it is not {facts.words.in_force}", rule=AS_THE_TEXT_SAYS)
