"""Entry into force (VCLT 24): the declared day, or the day that the condition gives if no day is declared.

The agreement enters into force on the day on which its condition is met. If the text sets a delay, it enters into force
after the delay.

Each kind of condition has its own module: `fixed_days`, `thresholds`, `act_of_each`, `consent_of_all`,
`other_in_force`, and `combined_conditions` for conditions made of other conditions. `who_stayed` handles withdrawals
before the entry into force.
"""

from __future__ import annotations

from datetime import date

import attrs

from mou.dates.delays import Delay, delay_in_words, delayed
from mou.dates.words import spoken
from mou.law.act_of_each import act_of_each
from mou.law.combined_conditions import all_of, any_of
from mou.law.consent_of_all import consent_of_all
from mou.law.explanation import Step
from mou.law.facts import EXPRESSIONS, Fact, Facts, Found
from mou.law.fixed_days import not_before, on_date, on_its_day
from mou.law.other_in_force import other_in_force
from mou.law.recorded_events import agreed_date, on_event
from mou.law.rules import AS_THE_TEXT_SAYS, DECLARED_WINS, NOTHING_RECORDED, STATED_AS_MET
from mou.law.thresholds import Met, counted_day
from mou.law.who_stayed import with_who_stayed
from mou.law.why import Why
from mou.model.act import ActKind
from mou.model.conditions import (
    AllNamed,
    AllOf,
    AllSignatories,
    AnyOf,
    EntryIntoForce,
    FractionOfSignatories,
    NotBefore,
    NthInstrument,
    OnAgreedDate,
    OnConsentOfAll,
    OnDate,
    OnDateIf,
    OnEvent,
    OtherInForce,
    WeightedShare,
    is_open,
)

__all__ = ["computed_entry", "counted_without_statement", "declared_entry", "entry_into_force"]

_WITHDRAWAL = ActKind.WITHDRAWAL
_CLAUSE = "/term/entry_into_force"
"""JSON Pointer to the condition in an agreement."""

STATEMENTS = frozenset({ActKind.CONDITION_MET, ActKind.ENTRY_INTO_FORCE})
"""The acts that state or declare something about the entry into force."""


def entry_into_force(facts: Facts) -> Found:
    """Return the day of entry into force: the declared day if a day was declared, otherwise the computed day."""
    declared = declared_entry(facts) if ActKind.ENTRY_INTO_FORCE in facts.by_kind else None
    return declared or computed_entry(facts)


def declared_entry(facts: Facts) -> Found | None:
    """Return the day that was declared for the whole agreement. If there are several declarations, use the last."""
    if not facts.declared:
        return None
    fact = facts.declared[-1]
    return Found(fact.takes_effect_on, known=True, why=Why(_declared, facts, fact))


def _declared(facts: Facts, fact: Fact) -> Step:
    day = fact.takes_effect_on
    return Step(f"declared: {facts.words.enters} on {spoken(day)}", rule=DECLARED_WINS, pointer=fact.pointer, day=day)


def computed_entry(facts: Facts, *, on: date | None = None) -> Met:
    """Return the day that the condition gives, without regard to declarations.

    Args:
        facts: the acts of the agreement.
        on: assume that all missing acts are done on this day.
    """
    met = _computed(facts, on)
    if _WITHDRAWAL not in facts.by_kind or met.day is None or is_open(facts.agreement.term.entry_into_force):
        return met
    return with_who_stayed(facts, met, on, lambda tried: _computed(tried, on))


def _computed(facts: Facts, on: date | None) -> Met:
    """Return the day that the condition gives, without regard to withdrawals."""
    condition = facts.agreement.term.entry_into_force
    nothing = TELLING.isdisjoint(facts.by_kind)
    if nothing and on is None and (facts.as_of is not None or not isinstance(condition, OnDate)):
        return Met(None, known=False, why=Why(_no_act, facts.as_of))
    if condition is not None:
        return _entry(condition, facts, _CLAUSE, on)
    met = _entry(_RESIDUAL, facts, _CLAUSE, on)
    if met.day is None and facts.agreement.depositary is not None:
        return attrs.evolve(met, known=False)  # a treaty with a depositary seldom needs the consent of all
    return met


def _no_act(as_of: date | None) -> Step:
    by = "" if as_of is None else f" by {spoken(as_of)}"
    return Step(f"no act is recorded{by}", rule=NOTHING_RECORDED)


TELLING = (
    EXPRESSIONS
    | STATEMENTS
    | {
        ActKind.ADOPTION,
        ActKind.EVENT,
        ActKind.PROVISIONAL_APPLICATION,
        ActKind.TERMINATION,
    }
)
"""The acts that show the progress of an agreement. Without any of them, its status is not known."""

_RESIDUAL = OnConsentOfAll()
"""The condition if the text gives none (VCLT 24(2))."""


def _entry(condition: EntryIntoForce, facts: Facts, where: str, on: date | None) -> Met:
    """Return the day that a condition gives, with its delay."""
    if isinstance(condition, _DATES):
        if isinstance(condition, OnDate):
            return on_date(facts, condition, where, on)
        if isinstance(condition, OnAgreedDate):
            return agreed_date(where)
        return not_before(condition, facts, where, _entry(condition.condition, facts, f"{where}/condition", on))
    met = _met(condition, facts, where, on)
    if isinstance(condition, OnDateIf) and met.day is not None and met.day <= facts.exact(condition.on):
        return on_its_day(condition, facts, where, met)
    return met if condition.delay is None else _with_delay(facts, met, condition.delay, where)


_DATES = (OnDate, OnAgreedDate, NotBefore)
"""The conditions that are met on a date."""


def _met(condition: EntryIntoForce, facts: Facts, where: str, on: date | None) -> Met:
    """Return the day on which a condition is met, without its own delay."""
    if isinstance(condition, _ON_OTHERS):
        return _met_by_others(condition, facts, where, on)
    stated = facts.stated
    if stated is not None:
        return Met(stated.counts_on, why=Why(_stated_as_met, stated))
    counted = _counted(condition, facts, where)
    if counted.day is None and on is not None:
        return counted.moved(on, _supposed, where, on)
    return counted


def _stated_as_met(stated: Fact) -> Step:
    text = f"the condition is stated to have been met on {spoken(stated.counts_on)}"
    return Step(text, rule=STATED_AS_MET, pointer=stated.pointer, day=stated.counts_on)


def _supposed(where: str, on: date) -> Step:
    return Step(f"the missing acts are done on {spoken(on)}", pointer=where, day=on, assumed=True)


def counted_without_statement(facts: Facts) -> Met:
    """Return the day that the recorded acts give, without statements and declarations about the entry into force."""
    return computed_entry(attrs.evolve(facts, seen=tuple(fact for fact in facts.seen if fact.kind not in STATEMENTS)))


_ON_OTHERS = (AllOf, AnyOf, OnDateIf, OtherInForce)
"""The conditions that depend on other conditions or on another agreement."""


def _met_by_others(
    condition: AllOf | AnyOf | OnDateIf | OtherInForce, facts: Facts, where: str, on: date | None
) -> Met:
    """For a condition on other conditions or on another agreement, return the day on which it is met."""
    if isinstance(condition, OtherInForce):
        return other_in_force(condition, facts, where, on, entry_into_force)
    if isinstance(condition, OnDateIf):
        return _entry(condition.condition, facts, f"{where}/condition", on)
    places = enumerate(condition.conditions)
    parts = [_entry(part, facts, f"{where}/conditions/{place}", on) for place, part in places]
    return all_of(parts, where) if isinstance(condition, AllOf) else any_of(parts)


def _counted(condition: EntryIntoForce, facts: Facts, where: str) -> Met:
    """Return the day on which the recorded acts meet a condition."""
    if isinstance(condition, OnEvent):
        return on_event(condition, facts, where)
    met = act_of_each(type(condition), facts)
    if met is not None:
        return met
    if isinstance(condition, (NthInstrument, AllNamed, AllSignatories, FractionOfSignatories, WeightedShare)):
        return counted_day(condition, facts, where)
    return consent_of_all(facts)


def _with_delay(facts: Facts, met: Met, delay: Delay, where: str) -> Met:
    """Return the day on which a condition is met, moved by the delay of the condition.

    Worked case: the Rome Statute enters into force on the first day of the month after the sixtieth day following the
    day on which its condition is met. The condition was met on 11 April 2002. The sixtieth day after 11 April was 10
    June 2002, so the Statute entered into force on 1 July 2002.
    """
    event = met.day
    if event is None:
        return met
    return met.moved(delayed(event, delay), _after_delay, facts, event, delay, f"{where}/delay")


def _after_delay(facts: Facts, event: date, delay: Delay, where: str) -> Step:
    day = delayed(event, delay)
    text = f"{facts.words.enters} {delay_in_words(event, delay)}: {spoken(day)}"
    return Step(text, rule=AS_THE_TEXT_SAYS, pointer=where, day=day)
