"""Conditions, durations and ends that depend on an event. The event is recorded as an act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from mou.dates.days import day_before
from mou.dates.delays import Delay, delay_in_words, delayed
from mou.dates.words import spoken
from mou.law.explanation import Step
from mou.law.facts import End, Fact, Facts, Found
from mou.law.rules import AGREED_DATE, EVENT_NAMED, NOTHING_RECORDED
from mou.law.status import Status
from mou.law.thresholds import Met, Shortfall
from mou.law.why import Why
from mou.model.act import ActKind
from mou.model.conditions import OnEvent
from mou.model.durations import EndsOnEvent, UntilEvent

_NONE, _ONE = Decimal(0), Decimal(1)


def event_named(facts: Facts, name: str) -> Fact | None:
    """Return the act that records an event, or `None` if there is no such act."""
    return next((fact for fact in facts.of(ActKind.EVENT) if fact.act.id == name), None)


def on_event(condition: OnEvent, facts: Facts, where: str) -> Met:
    """Return the day of the event that a condition names.

    Worked case: an agreement enters into force when an assembly confirms it. The assembly confirms it on 5 November
    1973, so the agreement enters into force on that day.
    """
    fact = event_named(facts, condition.event)
    if fact is not None:
        return Met(fact.takes_effect_on, why=Why(_happened, fact))
    shortfall = Shortfall(text=f"the event {condition.event} is not recorded", have=_NONE, need=_ONE)
    return Met(None, why=Why(_not_recorded, condition.event, where), shortfalls=(shortfall,))


def agreed_date(where: str) -> Met:
    """Return a result without a day, because the clause leaves the date to the parties."""
    shortfall = Shortfall(text="the agreed date is not recorded", have=_NONE, need=_ONE)
    return Met(None, why=Why(_not_agreed, where), shortfalls=(shortfall,))


def end_of_duration(duration: UntilEvent, facts: Facts) -> tuple[date, Why] | Found:
    """Return the last day of a duration that runs until an event, or why it is not known.

    Worked cases: an agreement runs until a project is completed or until 31 December 2030, whichever comes first. If
    the project is completed on 1 May 2028, the last day is 1 May 2028. If no completion is recorded, the last day is 31
    December 2030. If the text names only the completion, and none is recorded, the last day is not known. The agreement
    is then treated as in force until a completion is recorded.
    """
    fact, latest = event_named(facts, duration.event), duration.not_after
    if fact is None:
        if latest is None:
            return Found(None, known=False, runs_on=True, why=Why(_goes_on_until, duration.event))
        return latest, Why(_at_the_latest, duration.event, latest)
    day = delayed(fact.takes_effect_on, duration.delay)
    within = min(max(day, duration.not_before or day), latest or date.max)
    return within, Why(_until, duration, fact, day, within)


def ends_on_events(facts: Facts) -> Iterator[End]:
    """For each recorded event that ends the agreement, yield the end. The duration of the agreement does not matter.

    Worked case: the last day of an indefinite agreement is the day before a party joins a customs union. The party
    joins on 1 July 2013, so the last day is 30 June 2013.
    """
    for number, clause in enumerate(facts.agreement.term.ends_on):
        fact = event_named(facts, clause.event)
        if fact is not None:
            day = delayed(fact.takes_effect_on, clause.delay)
            yield day_before(day), Status.TERMINATED, Why(_ended_by, clause, number, fact, day)


def open_ends(facts: Facts) -> Iterator[Step]:
    """Yield an assumption for each event that would end the agreement and is not recorded."""
    for number, clause in enumerate(facts.agreement.term.ends_on):
        if event_named(facts, clause.event) is None:
            text = f"the event {clause.event}, which would end it, has not happened, because it is not recorded"
            yield Step(text, rule=NOTHING_RECORDED, pointer=f"/term/ends_on/{number}", assumed=True)


def not_ended_before(duration: UntilEvent, facts: Facts) -> Iterator[Step]:
    """Yield the assumption that the event on which the duration depends came after the end of the agreement.

    Worked case: an agreement runs until a project is completed, and no completion is recorded. Malaysia withdraws with
    effect from 1 July 2021. The withdrawal ends the agreement, unless the project was completed before that day.
    """
    if event_named(facts, duration.event) is None:
        text = f"the event {duration.event} has not happened before, because it is not recorded"
        yield Step(text, rule=NOTHING_RECORDED, pointer=_DURATION, assumed=True)


def _happened(fact: Fact) -> Step:
    text = f"{fact.act.id} on {spoken(fact.takes_effect_on)}"
    return Step(text, rule=EVENT_NAMED, pointer=fact.pointer, day=fact.takes_effect_on)


def _not_recorded(name: str, where: str) -> Step:
    return Step(f"the event {name} is not recorded", rule=NOTHING_RECORDED, pointer=where)


def _not_agreed(where: str) -> Step:
    text = "the parties agree the date of entry into force, and no agreed date is recorded"
    return Step(text, rule=AGREED_DATE, pointer=where)


def _goes_on_until(name: str) -> Step:
    return Step(f"it runs until the event {name}, which is not recorded", rule=NOTHING_RECORDED, pointer=_DURATION)


def _at_the_latest(name: str, latest: date) -> Step:
    text = f"it ends on {spoken(latest)} at the latest; the event {name}, which would end it earlier, is not recorded"
    return Step(text, rule=NOTHING_RECORDED, pointer=_DURATION, day=latest, assumed=True)


def _until(duration: UntilEvent, fact: Fact, day: date, within: date) -> Iterator[Step]:
    yield _happened(fact)
    after = _after(fact, duration.delay)
    limit = "" if day == within else f", but the text sets a limit: {spoken(within)}"
    yield Step(f"it runs until{after} {spoken(day)}{limit}", rule=EVENT_NAMED, pointer=_DURATION, day=within)


def _after(event: Fact, delay: Delay | None) -> str:
    return "" if delay is None else f" {delay_in_words(event.takes_effect_on, delay)},"


def _ended_by(clause: EndsOnEvent, number: int, fact: Fact, day: date) -> Iterator[Step]:
    yield _happened(fact)
    after = _after(fact, clause.delay)
    text = f"that ends it: the first day out is{after} {spoken(day)}"
    yield Step(text, rule=EVENT_NAMED, pointer=f"/term/ends_on/{number}", day=day)


_DURATION = "/term/duration"
