"""Non-renewal: a notice that prevents a tacit renewal."""

from __future__ import annotations

from datetime import date

import attrs

from mou.dates.days import day_before
from mou.dates.periods import notice_deadline
from mou.dates.words import spoken
from mou.law.exits import Exit, without_effect
from mou.law.explanation import Step
from mou.law.facts import Fact
from mou.law.late_notice import exit_at_first_end_in_time, late_text
from mou.law.rules import AS_THE_TEXT_SAYS, NOTICE_WINDOW
from mou.law.schedule import RequiredNotice, Schedule
from mou.law.status import Status
from mou.law.why import Why
from mou.model.renewals import TacitRenewal

_RENEWAL = "/term/renewal"
WITHIN = f"{_RENEWAL}/within"
"""The JSON Pointer to the time within which notice of non-renewal is allowed."""


def non_renewal(schedule: Schedule | None, party: str, fact: Fact, earlier: Why) -> Exit:
    """Return the exit of a party whose notice prevents a renewal.

    The party leaves at the end of the period before this renewal. The notice has no effect if no renewal was due.
    Worked case: an agreement is in force from 1 January 2020 for a year. It is renewed once, by a year, unless notice
    is received three months before the end. A notice of 1 September 2020 ends the agreement on 1 January 2021. A notice
    of 1 June 2021 changes nothing, because the last period ends on 1 January 2022 in any case.
    """
    known = schedule is None or not (schedule.renewed_for_unknown or _runs_for_unknown(schedule, fact))
    missed: date | None = None
    counts_for: tuple[date, bool] | None = None
    if schedule is not None and known and schedule.renewal is not None:
        renewal = schedule.renewal
        party_exit = exit_at_first_end_in_time(schedule, party, fact, RequiredNotice.of(renewal), earlier=earlier)
        if party_exit.ceases_on is not None and _is_renewed(schedule, party_exit.ceases_on):
            first = _first_day_for_notice(renewal, day_before(party_exit.ceases_on))
            if first is None or fact.counts_on >= first:
                return party_exit
            void = without_effect(party, fact, Status.EXPIRED, earlier.then(_too_early, first))
            return attrs.evolve(void, early=True)
        missed, counts_for = party_exit.missed, party_exit.counts_for
    text = "no renewal was due" if known else "it is not known which period was running"
    if missed is not None:
        text = late_text(missed, counts_for)
    return without_effect(party, fact, Status.EXPIRED, earlier.then(_changes_nothing, text), missed)


def _first_day_for_notice(renewal: TacitRenewal, last: date) -> date | None:
    """Return the first day on which notice against the next renewal is allowed; `None` if there is no limit.

    Worked case: a text allows notice "only within the last 90 days" of a period. The period ends on 31 December 2025,
    so the first day for notice is 2 October 2025. A notice of 1 June 2025 is too early and has no effect.
    """
    return None if renewal.within is None else notice_deadline(last, renewal.within)


def _too_early(first: date) -> Step:
    text = f"notice before {spoken(first)} is too early, so the notice has no effect"
    return Step(text, rule=NOTICE_WINDOW, pointer=WITHIN, day=first)


def _changes_nothing(text: str) -> Step:
    return Step(f"{text}, so the notice changes nothing", rule=AS_THE_TEXT_SAYS, pointer=_RENEWAL)


def _runs_for_unknown(schedule: Schedule, fact: Fact) -> bool:
    """Return whether a notice comes during a renewal whose length is not known."""
    return schedule.renews_for_unknown and schedule.number_on(fact.counts_on) != schedule.done


def _is_renewed(schedule: Schedule, ceases_on: date) -> bool:
    """Return whether, without notice, the period that ends on the day before `ceases_on` would be renewed."""
    number = schedule.number_on(day_before(ceases_on))
    return number is not None and schedule.is_renewed_after(number)
