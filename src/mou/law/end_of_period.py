"""The end of a period as an exit: a party leaves when a period of the term ends.

A notice that takes effect on any day may also be in time to prevent the next renewal. If that end comes sooner, it
counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from mou.dates.days import next_day
from mou.dates.words import spoken
from mou.law.exits import EarlierSteps, Exit
from mou.law.explanation import Step
from mou.law.facts import Fact
from mou.law.rules import EARLIER_EXIT, FROM_THE_ANCHOR
from mou.law.schedule import Schedule
from mou.law.status import Status

__all__ = ["exit_at_end_of", "exit_on_day_or_sooner"]

_RENEWAL = "/term/renewal"


def exit_at_end_of(
    schedule: Schedule,
    party: str,
    fact: Fact,
    number: int,
    *,
    how: Status,
    missed: date | None,
    earlier: EarlierSteps,
    step: Callable[[date], Step],
) -> Exit:
    """The exit at the end of a period."""
    last = schedule.last_day(number) or date.max  # it has an end: callers ask for no other

    def why() -> Iterable[Step]:
        yield from (earlier_step() for earlier_step in earlier)
        yield from _way_to(schedule, number)
        yield step(last)

    return Exit(party=party, fact=fact, ceases_on=next_day(last), how=how, missed=missed, why=why)


def _way_to(schedule: Schedule, number: int) -> list[Step]:
    """How the end of a period came about."""
    last, steps = schedule.last_day(number), schedule.steps_to(number)
    if not number or last is None:
        return list(steps)
    text = f"renewal {number} ends on {spoken(last)}"
    return [*steps, Step(text, rule=FROM_THE_ANCHOR, pointer=_RENEWAL, day=last)]


def exit_on_day_or_sooner(
    schedule: Schedule | None, party: str, fact: Fact, day: date, earlier: EarlierSteps, *, early: bool
) -> Exit:
    """The exit on a day, or at the end of the running period where notice is in time for that and it comes sooner.

    Worked case: in force on 1 January 2020 for a year, renewed year by year unless notice is received three months
    before, withdrawal at any time on six months' notice. A notice of 1 September 2020 would take effect on 1 March
    2021. It is also in time for the end of the period on 1 January 2021, so the first day out is 2 January 2021.
    """
    number = None if schedule is None else schedule.number_on(fact.counts_on)
    if schedule is not None and number is not None:
        deadline, last = schedule.notice_deadline(number), schedule.last_day(number)
        if deadline is not None and last is not None and fact.counts_on <= deadline and next_day(last) < day:

            def sooner(last: date) -> Step:
                text = "the notice is also in time for the end of the running period, which comes sooner"
                where = f"{_RENEWAL}/notice"
                return Step(f"{text}: {spoken(next_day(last))}", rule=EARLIER_EXIT, pointer=where, day=next_day(last))

            return exit_at_end_of(
                schedule, party, fact, number, how=Status.EXPIRED, missed=None, earlier=earlier, step=sooner
            )
    return Exit(
        party=party,
        fact=fact,
        ceases_on=day,
        how=Status.TERMINATED,
        early=early,
        why=lambda: [step() for step in earlier],
    )
