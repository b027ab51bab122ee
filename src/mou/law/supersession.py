"""Supersession: a later agreement between all the parties ends the earlier agreement (VCLT 59)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.dates.days import day_before
from mou.dates.words import spoken
from mou.law.entry import entry_into_force
from mou.law.explanation import Step
from mou.law.facts import End, Facts
from mou.law.readings import readings
from mou.law.rules import SUPERSEDED
from mou.law.status import Status
from mou.law.why import Why


def ends_by_supersession(facts: Facts, entered: date | None) -> Iterator[End]:
    """For each later agreement between all the parties, yield the end that it causes if it supersedes this agreement.

    If it is not certain when the later agreement enters into force, the end has the earliest possible day and no
    status. If two agreements supersede each other, the agreement that enters into force later ends the other agreement.
    Worked case: an agreement of 2010 between Malaysia and Japan is superseded by an agreement that enters into force on
    1 May 2020. The last day of the earlier agreement is 30 April 2020. If Japan is not a party to the later agreement,
    the earlier agreement continues.
    """
    parties = set(facts.agreement.party_ids)
    for later_agreement in facts.others.superseding.get(facts.agreement.id, ()):
        if later_agreement.id in facts.asked or not parties or not parties <= set(later_agreement.party_ids):
            continue
        asked = facts.asked | {facts.agreement.id}
        days = {
            entry_into_force(reading).day for reading in readings(later_agreement, facts.as_of, facts.others, asked)
        }
        if entered is not None and facts.agreement in facts.others.superseding.get(later_agreement.id, ()):
            days = {day for day in days if day is None or day >= entered}
        known = [day for day in days if day is not None]
        if known and len(days) > 1:
            yield day_before(min(known)), None, Why(_superseded_some_day, later_agreement.id)
        elif known:
            why = Why(_superseded, facts, later_agreement.id, known[0])
            yield day_before(known[0]), Status.TERMINATED, why


def _superseded_some_day(later: str) -> Step:
    return Step(f"superseded by {later}, whose date of entry into force is not certain", rule=SUPERSEDED)


def _superseded(facts: Facts, later: str, day: date) -> Step:
    return Step(f"superseded by {later}, {facts.words.in_force} from {spoken(day)}", rule=SUPERSEDED, day=day)
