"""Participation: each party's own life under an agreement (VCLT 24(3), 25, 54 to 56, 68).

A party is bound for a spell: from its own entry into force to its own exit, or to the end of the agreement. One that
left can come back, for another spell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import attrs

from mou._facts import CONSENTS, Fact, Facts, Found, Why, is_consent, is_taken_back, untold
from mou._inside import inside
from mou._words import spoken
from mou.act import ActKind
from mou.conditions import is_open
from mou.delays import delayed, told_delay
from mou.entry import STATEMENTS, counted_without_statement, withdrawn_by
from mou.exits import Exit, exits
from mou.explanation import Step
from mou.rules import (
    AFTER_ENTRY,
    AS_THE_TEXT_SAYS,
    DECLARED_WINS,
    FROM_SUCCESSION,
    INSTRUMENT_OF_CONSENT,
    LATER_OF_BOTH,
)
from mou.schedule import Schedule
from mou.status import Status
from mou.term import BeforeEntry
from mou.thresholds import signature_is_consent

__all__ = ["Life", "Spell", "cut", "holds_all", "is_stated", "lives", "members"]

_LATER = "/term/later_parties"


@inside(kw_only=True)
class Spell:
    """Days in a row on which a party is bound.

    Attributes:
        first_day: the first.
        ceases_on: the first day on which it is no longer bound; `None` where it stays.
        how: how it ended; `None` where it stays.
        why: tells the way to the first day.
        why_ended: tells the way to the end.
    """

    first_day: date
    ceases_on: date | None = None
    how: Status | None = None
    why: Why = attrs.field(eq=False)
    why_ended: Why = attrs.field(default=untold, eq=False)

    def covers(self, day: date) -> bool:
        """Whether the party is bound on a day."""
        return self.first_day <= day and (self.ceases_on is None or day < self.ceases_on)


@inside(kw_only=True)
class Life:
    """A party's life under an agreement, under one reading of the record's dates.

    Attributes:
        party: the party's id.
        signed: its first signature.
        consented: its first consent to be bound.
        spells: when it is bound, in order; they never overlap.
        exits: the notices it gave.
        founder: whether its consent was among those that bring the agreement into force.
    """

    party: str
    signed: Fact | None
    consented: Fact | None
    spells: tuple[Spell, ...]
    exits: tuple[Exit, ...]
    founder: bool

    def begun_by(self, day: date) -> bool:
        """Whether it has signed or consented by a day."""
        return any(fact is not None and fact.counts_on <= day for fact in (self.signed, self.consented))

    def spell_on(self, day: date) -> Spell | None:
        """The spell that runs on a day."""
        return next((spell for spell in self.spells if spell.covers(day)), None)

    def gone_by(self, day: date) -> bool:
        """Whether it has left by a day, and not come back."""
        left = any(one.ceases_on is not None and one.ceases_on <= day for one in self.exits)
        return left and self.spell_on(day) is None


def lives(facts: Facts, entered: Found, schedule: Schedule | None) -> tuple[Life, ...]:
    """The life of each party, in the order of the agreement."""
    acts: dict[str, list[Fact]] = {party: [] for party in facts.agreement.party_ids}
    for fact in facts.seen:
        for party in fact.parties:
            acts[party].append(fact)
    founders = set(facts.founders)
    opened = is_open(facts.agreement.term.entry_into_force)
    return tuple(
        _life(facts, entered, schedule, party, own, founder=party in founders, opened=opened)
        for party, own in acts.items()
    )


def _life(
    facts: Facts,
    entered: Found,
    schedule: Schedule | None,
    party: str,
    acts: list[Fact],
    *,
    founder: bool,
    opened: bool,
) -> Life:
    taken = signature_is_consent(facts)
    consents = [fact for fact in acts if is_consent(fact, unknown_counts=taken)]
    spells: list[Spell] = []
    notices: list[Exit] = []
    for since, first_day, why in _beginnings(facts, entered, party, acts, consents, founder=founder and not opened):
        if spells and (spells[-1].ceases_on is None or first_day < spells[-1].ceases_on):
            continue  # bound already
        since_then = acts[since:] if notices else acts
        given = exits(facts, schedule, party, since_then, entered=first_day, generally=entered.day)
        notices = [one for one in notices if acts.index(one.fact) < since] + list(given)
        # What was given before its consent is about an earlier one.
        about_it = [one for one in given if one.ceases_on is not None and acts.index(one.fact) >= since]
        end = min(about_it, key=lambda one: one.ceases_on or date.max, default=None)
        if end is None:
            spell = Spell(first_day=first_day, why=why)
        else:
            spell = Spell(first_day=first_day, ceases_on=end.ceases_on, how=end.how, why=why, why_ended=end.why)
        if spell.ceases_on is None or spell.first_day < spell.ceases_on:
            spells.append(spell)
    if not spells and not notices:
        unbound = entered.known
        notices = list(exits(facts, schedule, party, acts, entered=None, generally=entered.day, unbound=unbound))
    return Life(
        party=party,
        signed=next((fact for fact in acts if fact.kind is ActKind.SIGNATURE), None),
        consented=consents[0] if consents else None,
        spells=tuple(spells),
        exits=tuple(notices),
        founder=founder,
    )


def _beginnings(
    facts: Facts, entered: Found, party: str, acts: list[Fact], consents: list[Fact], *, founder: bool
) -> Iterator[tuple[int, date, Why]]:
    """The days from which a party may be bound: since which of its acts, by place, the first day, and why."""
    general = entered.day
    place_of = {fact.index: place for place, fact in enumerate(acts)}
    found: list[tuple[date, date, int, Why]] = []  # by the day of the act and the first day
    for fact in acts:
        if fact.kind is ActKind.ENTRY_INTO_FORCE and fact not in facts.declared:
            day = fact.takes_effect_on
            # It is about the consents since the party last left, and takes the place of no earlier spell.
            by_then = [place_of[one.index] for one in consents if one.counts_on <= day]
            left = [place for place in _withdrawn(acts) if place < max(by_then, default=len(acts))]
            about = [place for place in by_then if place > max(left, default=-1)]
            consents = [one for one in consents if place_of[one.index] not in about]
            founder = founder and bool(left)
            since = min(about, default=place_of[fact.index]) if left else 0
            given = acts[since].counts_on if left else date.min
            found.append((given, day, since, partial(_declared_for_it, facts, fact)))
    if general is not None:
        if founder:
            found.append((date.min, general, 0, partial(_founded, facts, general)))
            taken_back = [place for place in _withdrawn(acts) if is_taken_back(acts[place], general)]
            if taken_back and party not in withdrawn_by(facts, general):  # it came back in time
                found.append((date.min, general, taken_back[-1] + 1, partial(_founded, facts, general)))
        for fact in consents:
            first_day, why = _own_entry(facts, fact, entered, general)
            found.append((fact.counts_on, first_day, place_of[fact.index], why))
    for _, first_day, since, why in sorted(found, key=lambda one: one[:2]):
        yield since, first_day, why


def _declared_for_it(facts: Facts, fact: Fact) -> tuple[Step, ...]:
    day = fact.takes_effect_on
    text = f"declared for it: {facts.words.enters} on {spoken(day)}"
    return (Step(text, rule=DECLARED_WINS, pointer=fact.pointer, day=day),)


def _founded(facts: Facts, general: date) -> tuple[Step, ...]:
    text = f"{facts.words.in_force} for it from {spoken(general)}, as it is among those who brought it about"
    return (Step(text, rule=AS_THE_TEXT_SAYS, day=general),)


def _withdrawn(acts: list[Fact]) -> list[int]:
    """The places of the notices of withdrawal that were not revoked; later it is seen whether that was in time."""
    revoked = [(place, one.act.refers_to) for place, one in enumerate(acts) if one.kind is ActKind.REVOCATION]
    return [
        place
        for place, one in enumerate(acts)
        if one.kind is ActKind.WITHDRAWAL
        and not any(place < later and about in (None, one.act.id) for later, about in revoked)
    ]


def _own_entry(facts: Facts, fact: Fact, entered: Found, general: date) -> tuple[date, Why]:
    """The day from which a consent binds: the agreement's, or its own, as the text provides."""
    clause = facts.agreement.term.later_parties
    article = None if clause is None else clause.article

    def after(step: Callable[[], Step]) -> Why:
        return lambda: (_given(fact), step())

    if fact.effective_on is not None:
        day = fact.effective_on
        rule = FROM_SUCCESSION if fact.kind is ActKind.SUCCESSION else AS_THE_TEXT_SAYS
        where = f"{fact.pointer}/effective_on"
        return max(day, general), after(
            lambda: Step(f"with effect from {spoken(day)}", rule=rule, pointer=where, day=day)
        )
    if fact.kind is ActKind.SUCCESSION:
        day = max(fact.counts_on, general)
        return day, after(lambda: _notified(fact, day))
    delay = None if clause is None else clause.delay
    own = fact.counts_on if delay is None else delayed(fact.counts_on, delay)
    if fact.counts_on < general or (fact.counts_on == general and _brought_about(facts, entered, general)):
        if clause is None or clause.before_entry is not BeforeEntry.OWN_DELAY:
            rule = AFTER_ENTRY if clause is None or clause.before_entry is None else AS_THE_TEXT_SAYS
            text = "given before the entry into force, so bound from then"
            return general, after(lambda: Step(f"{text}: {spoken(general)}", rule=rule, day=general, article=article))
        day = max(own, general)
        text = "given before the entry into force: the later of that and of its own day"
        return day, after(
            lambda: Step(f"{text}, {spoken(own)}", rule=LATER_OF_BOTH, pointer=_LATER, day=day, article=article)
        )
    if clause is None:
        text = "from when who consents later is bound is not known; taken: from its consent"
        return own, after(
            lambda: Step(f"{text}, {spoken(own)}", rule=AFTER_ENTRY, pointer=_LATER, day=own, assumed=True)
        )

    def bound() -> Step:
        how = "on that day" if delay is None else told_delay(fact.counts_on, delay)
        return Step(f"bound {how}: {spoken(own)}", rule=AFTER_ENTRY, pointer=_LATER, day=own, article=article)

    return own, after(bound)


def _given(fact: Fact) -> Step:
    text = f"{fact.kind.replace('_', ' ')} on {spoken(fact.counts_on)}"
    return Step(text, rule=INSTRUMENT_OF_CONSENT, pointer=fact.pointer, day=fact.counts_on)


def _notified(fact: Fact, day: date) -> Step:
    text = f"the date of the succession is not recorded; taken: that of its notification, {spoken(fact.counts_on)}"
    return Step(text, rule=FROM_SUCCESSION, pointer=fact.pointer, day=day, assumed=True)


def _brought_about(facts: Facts, entered: Found, general: date) -> bool:
    """Whether instruments of that very day brought the entry into force about."""
    consented = any(fact.counts_on == general for fact in facts.of_any(CONSENTS))
    if not consented and not is_open(facts.agreement.term.entry_into_force):
        return False  # without a look at its steps, which takes long
    return any(step.rule is INSTRUMENT_OF_CONSENT and step.day == general for step in entered.steps)


def holds_all(facts: Facts, entered: Found) -> bool:
    """Whether the record holds all parties: one that only states that a number was reached need not."""
    if len(facts.agreement.parties) < 2:
        return False
    if not is_open(facts.agreement.term.entry_into_force):
        return True
    return (counted_without_statement(facts) if is_stated(facts) else entered).day is not None


def is_stated(facts: Facts) -> bool:
    """Whether something is stated or declared about the entry into force, beside what was done for it."""
    return not STATEMENTS.isdisjoint(facts.by_kind)


def members(facts: Facts, own: tuple[Life, ...], day: date) -> set[str]:
    """The ids of those who keep the agreement going on a day.

    Where all parties have to consent, they are all that have not left; where a number of instruments is enough,
    those whose own are in force.
    """
    if not is_open(facts.agreement.term.entry_into_force):
        return {life.party for life in own if not life.gone_by(day)}
    return {life.party for life in own if life.spell_on(day) is not None}


def cut(life: Life, ceases_on: date, how: Status, why: Why) -> Life:
    """A life that ends with the agreement."""
    spells = [
        attrs.evolve(spell, ceases_on=ceases_on, how=how, why_ended=why)
        if spell.ceases_on is None or spell.ceases_on > ceases_on
        else spell
        for spell in life.spells
        if spell.first_day < ceases_on
    ]
    return attrs.evolve(life, spells=tuple(spells))
