"""Exits at the end of a period of the term.

If a clause allows withdrawal at any time, a notice takes effect after the notice period. If the notice is also in time
to prevent the next renewal, and the running period ends earlier, the notice takes effect at the end of this period.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.dates.days import next_day
from mou.dates.words import spoken
from mou.law.exits import Exit
from mou.law.explanation import Step
from mou.law.facts import Fact
from mou.law.rules import EARLIER_EXIT, FROM_THE_ANCHOR
from mou.law.schedule import Schedule
from mou.law.status import Status
from mou.law.why import Why

_RENEWAL = "/term/renewal"


def way_to_end_of(schedule: Schedule, number: int, last: date) -> Iterator[Step]:
    """Yield the steps that explain the end of a period."""
    yield from schedule.steps_to(number)
    if number:
        text = f"renewal {number} ends on {spoken(last)}"
        yield Step(text, rule=FROM_THE_ANCHOR, pointer=_RENEWAL, day=last)


def exit_on_day_or_sooner(
    schedule: Schedule | None, party: str, fact: Fact, day: date, earlier: Why, *, early: bool
) -> Exit:
    """Return the exit on a day, or an earlier exit at the end of the running period if the notice is in time for it.

    Worked case: an agreement is in force from 1 January 2020 for a year. It is renewed year by year unless notice is
    received three months before the end of a period. A party can also withdraw at any time with six months' notice. A
    notice of 1 September 2020 would take effect on 1 March 2021. It is also in time for the end of the period on 1
    January 2021, so the party is no longer bound from 2 January 2021.
    """
    number = None if schedule is None else schedule.number_on(fact.counts_on)
    if schedule is not None and number is not None:
        deadline, last = schedule.notice_deadline(number), schedule.last_day(number)
        if deadline is not None and last is not None and fact.counts_on <= deadline and next_day(last) < day:
            why = earlier.then(way_to_end_of, schedule, number, last).then(_sooner, next_day(last))
            return Exit(party=party, fact=fact, ceases_on=next_day(last), how=Status.EXPIRED, why=why)
    return Exit(party=party, fact=fact, ceases_on=day, how=Status.TERMINATED, early=early, why=earlier)


def _sooner(ceases_on: date) -> Step:
    text = f"the notice is also in time for the end of the running period, which comes sooner: {spoken(ceases_on)}"
    return Step(text, rule=EARLIER_EXIT, pointer=f"{_RENEWAL}/notice", day=ceases_on)
