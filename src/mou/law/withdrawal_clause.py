"""The withdrawal clause (VCLT 54): the notice period, the lock-in, and exits at the end of a period.

A notice in the lock-in (an initial time without notice) is early. An early notice is treated as received on the first
day on which notice is allowed, or is void if the text says so.
"""

from __future__ import annotations

from datetime import date

import attrs

from mou.dates.days import day_before, next_day
from mou.dates.delays import Delay, delay_in_words, delayed, last_event
from mou.dates.periods import Period
from mou.dates.words import spoken
from mou.law.end_of_period import exit_on_day_or_sooner, way_to_end_of
from mou.law.exits import Exit, periods_unknown, without_effect
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts
from mou.law.late_notice import end_of_period_step, exit_at_first_end_in_time, no_end_left
from mou.law.notice_allowed import earliest_effect, when_allowed
from mou.law.recorded_events import event_named
from mou.law.rules import EVENT_NAMED, NOTHING_RECORDED, WITHDRAWAL_CLAUSE
from mou.law.schedule import RequiredNotice, Schedule
from mou.law.status import Status
from mou.law.why import Why
from mou.model.durations import Indefinite
from mou.model.withdrawals import ExitAt, WithdrawalOnNotice

_WITHDRAWAL = "/term/withdrawal"


def exit_by_the_clause(
    clause: WithdrawalOnNotice,
    facts: Facts,
    schedule: Schedule | None,
    party: str,
    fact: Fact,
    *,
    earlier: Why,
    entered: date | None,
    generally: date | None,
) -> Exit:
    """Return the exit that the withdrawal clause gives.

    Worked case: an agreement is in force from 1 January 2020. A party can withdraw with six months' notice, but notice
    is not allowed in the first two years. A notice of 1 March 2021 is early. The notice is treated as received on 1
    January 2022, and takes effect on 1 July 2022.
    """
    counted = when_allowed(clause, facts, fact.counts_on, earlier=earlier, entered=entered, generally=generally)
    received, early, earlier = counted.day, counted.early, counted.why
    if received is None:
        return attrs.evolve(without_effect(party, fact, Status.TERMINATED, earlier), early=True)
    length = clause.notice
    if length is None:
        unknown = without_effect(party, fact, Status.TERMINATED, earlier.then(_length_not_known))
        return attrs.evolve(unknown, early=early, undated=True)
    locked = earliest_effect(clause, facts, entered, generally)
    if clause.at is ExitAt.END_OF_PERIOD:
        if schedule is not None:
            party_exit = _at_the_end_by_clause(clause, schedule, party, fact, received, length=length, earlier=earlier)
            party_exit = _after_the_lock_in(attrs.evolve(party_exit, early=early), schedule, locked)
            return _put_off(party_exit, clause, facts)
        if not isinstance(facts.agreement.term.duration, Indefinite):
            return without_effect(party, fact, Status.TERMINATED, earlier.then(periods_unknown, f"{_WITHDRAWAL}/at"))
        earlier = earlier.then(_without_periods)
    day = delayed(received, length)
    why = earlier.then(_runs, length, received, day)
    if locked is not None and day <= locked:
        day = next_day(locked)
        why = why.then(_locked_in, day)
    return _put_off(exit_on_day_or_sooner(schedule, party, fact, day, why, early=early), clause, facts)


def _at_the_end_by_clause(
    clause: WithdrawalOnNotice,
    schedule: Schedule,
    party: str,
    fact: Fact,
    received: date,
    *,
    length: Delay,
    earlier: Why,
) -> Exit:
    """Return the exit at the end of the first period for which a withdrawal is in time.

    If the delay is a plain period, such as six months, it must be over by the last day of the term's period, as for a
    notice of non-renewal. Any other delay gives the day on which the notice would take effect. The party leaves at the
    end of the period that includes the day before that day.

    Worked case: a period ends on 1 January 2021, and the next on 1 January 2022. A notice takes effect on the first day
    of the month that follows three months' notice. A notice of 15 August 2020 would take effect on 1 December 2020, so
    the party's last day is 1 January 2021. A notice of 15 October 2020 would take effect on 1 February 2021, which is
    too late for the first of these periods. The party's last day is then 1 January 2022.
    """
    day = delayed(received, length)
    why = earlier.then(_runs, length, received, day)
    if isinstance(length, Period):
        return exit_at_first_end_in_time(
            schedule, party, fact, RequiredNotice(length), earlier=why, clause=clause, since=received
        )
    number, running = schedule.number_on(day_before(day)), schedule.number_on(fact.counts_on)
    end = None if number == running or running is None else schedule.last_day(running)
    missed = None if end is None else last_event(next_day(end), length)
    last = None if number is None else schedule.last_day(number)
    if number is None or last is None:
        return without_effect(party, fact, Status.TERMINATED, why.then(no_end_left), missed)
    return Exit(
        party=party,
        fact=fact,
        ceases_on=next_day(last),
        how=Status.TERMINATED,
        missed=missed,
        next_period=running is None or number <= running + 1,
        why=why.then(way_to_end_of, schedule, number, last).then(end_of_period_step, last, missed),
    )


def _after_the_lock_in(party_exit: Exit, schedule: Schedule, locked: date | None) -> Exit:
    """Return the exit at the end of a period, but not before the lock-in (an initial time without exits) is over."""
    if locked is None or party_exit.ceases_on is None or party_exit.ceases_on > locked:
        return party_exit
    number = schedule.number_on(locked)
    last = None if number is None else schedule.last_day(number)
    if last is None:
        return attrs.evolve(party_exit, ceases_on=None, why=party_exit.why.then(no_end_left))
    day = next_day(last)
    return attrs.evolve(party_exit, ceases_on=day, why=party_exit.why.then(_locked_in, day))


def _put_off(party_exit: Exit, clause: WithdrawalOnNotice, facts: Facts) -> Exit:
    """Return the exit. An exit during an event is put off until the event is over, if the text says so.

    Worked case: withdrawal needs nine months' notice, but cannot take effect in a state of oil shortage. The nine
    months end on 18 July 2022. A shortage lasts from 1 June to 14 September, so the withdrawal takes effect on 15
    September 2022.
    """
    name, day, why = clause.delayed_while, party_exit.ceases_on, party_exit.why
    if name is None or day is None:
        return party_exit
    event = event_named(facts, name)
    if event is None:
        return attrs.evolve(party_exit, why=why.then(_not_put_off, name))
    if event.takes_effect_on > day or (event.until is not None and event.until < day):
        return party_exit
    if event.until is None:
        return attrs.evolve(party_exit, ceases_on=None, why=why.then(_not_over, event))
    after = next_day(event.until)
    return attrs.evolve(party_exit, ceases_on=after, why=why.then(_until_over, event, after))


def _not_put_off(name: str) -> Step:
    text = f"the event {name}, which would put it off, has not happened, because it is not recorded"
    return Step(text, rule=NOTHING_RECORDED, pointer=f"{_WITHDRAWAL}/delayed_while", assumed=True)


def _until_over(event: Fact, day: date) -> Step:
    text = f"it is put off until {event.act.id} is over: {spoken(day)}"
    return Step(text, rule=EVENT_NAMED, pointer=event.pointer, day=day)


def _not_over(event: Fact) -> Step:
    text = f"it is put off until {event.act.id} is over, and its last day is not recorded"
    return Step(text, rule=EVENT_NAMED, pointer=event.pointer)


def _without_periods() -> Step:
    text = "the notice takes effect as soon as the notice period has run, because the term has no periods"
    return Step(text, rule=WITHDRAWAL_CLAUSE, pointer=f"{_WITHDRAWAL}/at", assumed=True)


def _locked_in(day: date) -> Step:
    text = f"it cannot take effect before the lock-in has ended, so it takes effect on {spoken(day)}"
    return Step(text, rule=WITHDRAWAL_CLAUSE, pointer=f"{_WITHDRAWAL}/lock_in_on", day=day)


def _length_not_known() -> Step:
    text = "the length of the notice is not known, so the day on which it takes effect is not known"
    return Step(text, rule=NOTHING_RECORDED, pointer=_WITHDRAWAL)


def _runs(length: Delay, received: date, day: date) -> Step:
    text = f"it takes effect {delay_in_words(received, length)}: {spoken(day)}"
    where = f"{_WITHDRAWAL}/notice"
    return Step(text, rule=WITHDRAWAL_CLAUSE, pointer=where, day=day)
