"""Conditions of entry into force that name a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from mou.dates.words import spoken
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts
from mou.law.rules import AS_THE_TEXT_SAYS, CONSENT_OF_ALL, DEFINITIVE_SIGNATURE
from mou.law.signatures import PROMISES, no_consent_step
from mou.law.thresholds import Met, Shortfall, first_day, instruments
from mou.law.why import Why
from mou.model.act import ActKind
from mou.model.conditions import CountedInstruments, NotBefore, OnDate, OnDateIf


def on_date(facts: Facts, condition: OnDate, where: str, on: date | None) -> Met:
    """Return the day that the text fixes, or a later day if a party signed subject to ratification.

    A party that signed subject to ratification is not bound before it consents (VCLT 14). Worked case: the text fixes 1
    January 2020. Japan signed subject to ratification and ratifies on 1 March 2020, so the treaty is in force from 1
    March 2020.
    """
    day = facts.exact(condition.on)
    fixed = Why(_fixed, where, day)
    promised = {
        party: fact
        for fact in facts.of(ActKind.SIGNATURE)
        if fact.act.signature_kind in PROMISES
        for party in fact.parties
        if party in facts.founders
    }
    if not promised:
        return Met(day, why=fixed)
    promises = fixed.then(_promises, facts, promised)
    consents = instruments(facts, _ALL_INSTRUMENTS)
    last = first_day(
        consents, lambda consent: int(consent.party in promised), lambda total: total >= len(promised), day
    )
    if last is None:
        standing = {consent.party for consent in consents if consent.left_on is None}
        missing = tuple(party for party in promised if party not in standing)
        shortfall = Shortfall(
            text=f"no consent by {facts.names(missing)} is recorded, and signature alone did not express it",
            have=Decimal(len(promised) - len(missing)),
            need=Decimal(len(promised)),
            missing=missing,
        )
        why = promises.then(_lacking, shortfall)
        return Met(None if on is None else max(day, on), why=why, shortfalls=(shortfall,))
    if last == day:
        return Met(day, why=fixed)
    return Met(last, why=promises.then(_with_the_last_consent, last))


def _fixed(where: str, day: date) -> Step:
    text = f"the text fixes the date: {spoken(day)}"
    return Step(text, rule=AS_THE_TEXT_SAYS, pointer=where, day=day)


def _promises(facts: Facts, promised: Mapping[str, Fact]) -> Iterator[Step]:
    signatures = {fact.index: fact for fact in promised.values()}
    return (no_consent_step(facts, fact) for fact in signatures.values())


def _lacking(shortfall: Shortfall) -> Step:
    return Step(shortfall.text, rule=DEFINITIVE_SIGNATURE, pointer="/acts")


def _with_the_last_consent(day: date) -> Step:
    text = f"not before all parties that signed without consenting have consented: {spoken(day)}"
    return Step(text, rule=CONSENT_OF_ALL, pointer="/acts", day=day)


_ALL_INSTRUMENTS = CountedInstruments()


def on_its_day(condition: OnDateIf, facts: Facts, where: str, met: Met) -> Met:
    """Return the day that an `OnDateIf` clause fixes, because the condition of the clause was met by that day.

    Worked case: a treaty enters into force on 1 January 2021 if both parties have ratified it by then. One party
    ratifies on 1 March 2020, and the other on 1 June 2020. The treaty enters into force on 1 January 2021, and not on 1
    June 2020.
    """
    day = facts.exact(condition.on)
    return met.moved(day, _met_by_its_day, facts, where, day)


def _met_by_its_day(facts: Facts, where: str, day: date) -> Step:
    text = f"the condition is met by {spoken(day)}, so it {facts.words.enters} on that day"
    return Step(text, rule=AS_THE_TEXT_SAYS, pointer=where, day=day)


def not_before(condition: NotBefore, facts: Facts, where: str, met: Met) -> Met:
    """Return the day on which a condition is met, or the earliest allowed day if that is later.

    Worked case: a treaty enters into force when both parties have ratified it, but not before 1 January 2021. If the
    second party ratifies on 1 June 2020, the treaty enters into force on 1 January 2021. If the second party ratifies
    on 1 June 2021, the treaty enters into force on that day.
    """
    limit = facts.exact(condition.on)
    if met.day is None or met.day >= limit:
        return met
    return met.moved(limit, _not_before, where, limit)


def _not_before(where: str, limit: date) -> Step:
    text = f"not before {spoken(limit)}"
    return Step(text, rule=AS_THE_TEXT_SAYS, pointer=where, day=limit)
