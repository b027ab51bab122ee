"""Late notice: a notice takes effect at the end of the first period for which it is in time.

The same rule applies to notices of non-renewal and to withdrawals at the end of a period.
"""

from __future__ import annotations

from datetime import date

from mou.dates.days import next_day
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.end_of_period import way_to_end_of
from mou.law.exits import Exit, without_effect
from mou.law.explanation import Step
from mou.law.facts import Fact
from mou.law.rules import LATE_NOTICE, NOTICE_IN_TIME, WITHDRAWAL_CLAUSE
from mou.law.schedule import RequiredNotice, Schedule
from mou.law.status import Status
from mou.law.why import Why
from mou.model.withdrawals import WithdrawalOnNotice

__all__ = ["end_of_period_step", "exit_at_first_end_in_time", "late_text", "no_end_left"]

_RENEWAL = "/term/renewal"
_WITHDRAWAL = "/term/withdrawal"


def exit_at_first_end_in_time(
    schedule: Schedule,
    party: str,
    fact: Fact,
    notice: RequiredNotice,
    *,
    earlier: Why,
    clause: WithdrawalOnNotice | None = None,
    since: date | None = None,
) -> Exit:
    """Return the exit at the end of the first period for which a notice is in time.

    There is no exit if the notice is late for every period that has an end. Worked case: an agreement runs for five
    years from 28 August 2020 and is then renewed for a year at a time, with two months' notice. A notice of 28 June
    2025 is in time for the period that ends on 28 August 2025. A notice of 29 June 2025 is too late for this period,
    and takes effect at the end of the next period, on 28 August 2026.

    Args:
        schedule: the periods.
        party: the party's id.
        fact: the notice.
        notice: the required notice; if it is not known, the notice is assumed to be in time.
        earlier: the explanation to which the steps of this function are added.
        clause: the withdrawal clause; `None` for the renewal clause.
        since: the day on which the notice is treated as received; defaults to the day on which it was received.
    """
    number = schedule.number_after(since or fact.counts_on, notice)
    running = schedule.number_on(fact.counts_on)
    missed = None if number == running else _deadline_of(schedule, running, notice)
    last = None if number is None else schedule.last_day(number)
    if number is None or last is None:
        return without_effect(party, fact, Status.TERMINATED, earlier.then(no_end_left), missed)
    follows = running is not None and number == running + 1
    why = earlier.then(way_to_end_of, schedule, number, last)
    if clause is None:
        deadline = _deadline_of(schedule, number, notice)
        why = why.then(_for_the_end, deadline, missed, (last, follows))
    else:
        why = why.then(end_of_period_step, last, missed)
    return Exit(
        party=party,
        fact=fact,
        ceases_on=next_day(last),
        how=Status.EXPIRED if clause is None else Status.TERMINATED,
        missed=missed,
        next_period=missed is None or follows,
        why=why,
    )


def _for_the_end(deadline: date | None, missed: date | None, counts_for: tuple[date, bool]) -> Step:
    """Return the step stating that a notice under the renewal clause takes effect at the end of a period."""
    where = f"{_RENEWAL}/notice"
    if deadline is None:
        text = "the notice is in time, because the required notice period is not known"
        return Step(text, rule=NOTICE_IN_TIME, pointer=where, assumed=True)
    if missed is None:
        text = f"in time for the running period: the last day for notice was {spoken(deadline)}"
        return Step(text, rule=NOTICE_IN_TIME, pointer=where, day=deadline)
    return Step(late_text(missed, counts_for), rule=LATE_NOTICE, pointer=where, day=missed)


def _deadline_of(schedule: Schedule, number: int | None, notice: RequiredNotice) -> date | None:
    """Return the last day for notice before the end of a period; `None` if there is none, or it is not known."""
    last = None if number is None else schedule.last_day(number)
    try:
        return None if number is None or last is None or not notice.is_known else notice.deadline(number, last)
    except DateRangeError:
        return None


def late_text(missed: date, counts_for: tuple[date, bool] | None) -> str:
    """Return a sentence about a late notice: the deadline that it missed, and the period at whose end it takes effect.

    Args:
        missed: the deadline.
        counts_for: the last day of the period at whose end the notice takes effect, and whether this period is the next
            one; `None` if no later period has an end.
    """
    text = f"too late for the running period: the last day for notice was {spoken(missed)}"
    if counts_for is None:
        return f"{text}; it counts for the next period, which has no end"
    last, follows = counts_for
    period = "the next period" if follows else "the first later period for which it is in time"
    return f"{text}; it counts for {period}, which ends on {spoken(last)}"


def end_of_period_step(last: date, missed: date | None) -> Step:
    """Return the step stating that a withdrawal takes effect at the end of a period."""
    rule = WITHDRAWAL_CLAUSE if missed is None else LATE_NOTICE
    text = f"it takes effect at the end of a period: {spoken(next_day(last))}"
    return Step(text, rule=rule, pointer=f"{_WITHDRAWAL}/at", day=next_day(last))


def no_end_left() -> Step:
    """Return the step stating that a notice comes too late for every period that ends."""
    text = "no period ends after that, so the notice changes nothing"
    return Step(text, rule=LATE_NOTICE, pointer=f"{_WITHDRAWAL}/at")
