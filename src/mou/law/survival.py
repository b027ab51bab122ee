"""Survival: obligations that continue after the end of an agreement."""

from __future__ import annotations

from datetime import date

from mou.dates.days import day_before
from mou.dates.periods import add
from mou.law.facts import Facts
from mou.law.status import Status
from mou.model.term import Survival


def survival_end(facts: Facts, ceases_on: date | None, how: Status | None) -> date | None:
    """Return the last day of survival. Count from the last day of the term or the effective day of the exit.

    Worked cases: a duty of confidentiality survives for two years. If the term expires on 30 June 2020, the last day of
    survival is 30 June 2022. If a withdrawal takes effect on 1 July 2020, the last day of survival is 1 July 2022.
    """
    survival = facts.agreement.term.survival
    if ceases_on is None or not isinstance(survival, Survival) or survival.period is None:
        return None
    return add(ceases_on if how is Status.TERMINATED else day_before(ceases_on), survival.period)
