"""Conditions that are met when the last party has signed, notified or exchanged instruments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from mou.dates.words import spoken
from mou.law.explanation import Step
from mou.law.facts import CONSENTS, Fact, Facts
from mou.law.rules import DEFINITIVE_SIGNATURE, INSTRUMENT_OF_CONSENT, NOTHING_RECORDED, RECEIPT, Rule
from mou.law.signatures import PROMISES, no_consent_step
from mou.law.standing import Consent, absences, absent_on, consents
from mou.law.thresholds import Met, Shortfall, first_day, restored_steps, withdrawn_step
from mou.law.why import Why, ready_steps
from mou.model.act import ActKind
from mou.model.conditions import ExchangeOfInstruments, LastNotification, OnSignature

_WITHDRAWAL = ActKind.WITHDRAWAL


def act_of_each(condition: type, facts: Facts) -> Met | None:
    """Return the day on which the last party did the act that a condition requires.

    If the condition is of another kind, return `None`.
    """
    act = _BY_EACH.get(condition)
    if act is None:
        return None
    kind, verb, noun = act
    return last_act_of_each(facts, acts_of_each(facts, facts.of(kind), lambda fact: fact.act.kind is kind), verb, noun)


_BY_EACH: dict[type, tuple[ActKind, str, str]] = {
    OnSignature: (ActKind.SIGNATURE, "signed", "signature"),
    LastNotification: (ActKind.NOTIFICATION, "notified", "notification"),
    ExchangeOfInstruments: (ActKind.EXCHANGE_OF_INSTRUMENTS, "exchanged instruments", "exchange of instruments"),
}
"""For each condition that requires an act of each party: the kind of act, and a verb and a noun for it."""


def acts_of_each(facts: Facts, acts: Iterable[Fact], counts: Callable[[Fact], bool]) -> dict[str, Consent]:
    """Find the first day on which every required party has a valid act, and return the acts valid on this day.

    If there is no such day, return the acts that are still valid at the end. An act is valid until its party withdraws,
    and a party has only one valid act at a time. Worked case: A ratifies on 1 March and withdraws on 1 May. B ratifies
    on 1 June, and A ratifies again on 1 July. On 1 July both parties have a valid act: A's act of 1 July and B's act of
    1 June.

    Args:
        facts: the acts of the agreement.
        acts: the acts to examine.
        counts: a function that returns whether an act can fulfil the condition.
    """
    if _WITHDRAWAL not in facts.by_kind:  # no act was withdrawn
        first: dict[str, Consent] = {}
        for fact in acts:
            if counts(fact):
                since = fact.counts_from
                for party in fact.parties or ("",):
                    if party not in first:
                        first[party] = Consent(party, fact, since)
        return first
    needed = frozenset(facts.founders)
    listed = consents(facts, counts, from_effect=True)
    day = first_day(listed, lambda consent: int(consent.party in needed), lambda total: total >= len(needed))
    return {
        consent.party: consent
        for consent in listed
        if (consent.left_on is None if day is None else consent.counts_on(day))
    }


def last_act_of_each(facts: Facts, by_party: dict[str, Consent], verb: str, noun: str) -> Met:
    """Return the day on which the act of the last required party takes effect."""
    needed = facts.founders or ("",)
    last: date | None = None
    for party in needed:
        consent = by_party.get(party)
        if consent is None:
            return _lacking(facts, by_party, [party for party in needed if party not in by_party], verb, noun)
        if last is None or last < consent.since:
            last = consent.since
    return Met(last, why=Why(_acts_of, facts, by_party, needed, verb))


def _acts_of(facts: Facts, by_party: dict[str, Consent], parties: Iterable[str], verb: str) -> Iterator[Step]:
    """Yield a step for each act, with the parties and the day."""
    listed = [by_party[party] for party in parties]
    by_act: dict[tuple[int, date], list[Consent]] = {}
    for consent in sorted(listed, key=_by_day):
        by_act.setdefault((consent.fact.index, consent.since), []).append(consent)
    for (_, since), together in by_act.items():
        fact = together[0].fact
        names = facts.names([consent.party for consent in together if consent.party])
        restored = together[0].restored_by is not None
        effect = "" if restored or since == fact.counts_on else f", with effect from {spoken(since)}"
        # The day of receipt is not the day on which the party signed.
        received = "by an act received " if fact.kind is ActKind.SIGNATURE and fact.act.received_on is not None else ""
        text = f"{names} {verb} {received}on {spoken(fact.counts_on)}{effect}"
        yield Step(text, rule=_rule_of(fact), pointer=fact.pointer, day=since)
        yield from restored_steps(facts, together)


def _by_day(consent: Consent) -> tuple[date, int, date]:
    """Sort consents by the day of the act, or of the revocation that restored it."""
    day = consent.fact.counts_on if consent.restored_by is None else consent.since
    return day, consent.fact.index, consent.since


def _lacking(facts: Facts, by_party: dict[str, Consent], missing: list[str], verb: str, noun: str) -> Met:
    """Return the result for an unmet condition: the acts so far, the missing acts, and signatures without consent."""
    parties = tuple(party for party in missing if party)
    withdrawn = absent_on(absences(facts), date.max) if _WITHDRAWAL in facts.by_kind else {}
    waiting = tuple(party for party in parties if party not in withdrawn)
    lacking: list[Step] = []
    if waiting or not withdrawn:
        text = f"no {noun} by {facts.names(waiting)} is recorded"
        lacking.append(Step(text, rule=NOTHING_RECORDED, pointer="/acts"))
    lacking.extend(withdrawn_step(facts, party, withdrawn[party]) for party in parties if party in withdrawn)
    need = len(facts.founders) or 1
    text = "; ".join(step.text for step in lacking)
    shortfall = Shortfall(text=text, have=Decimal(need - len(missing)), need=Decimal(need), missing=parties)
    why = Why(_acts_of, facts, by_party, tuple(by_party), verb).then(_promises, facts, by_party)
    return Met(None, why=why.then(ready_steps, *lacking), shortfalls=(shortfall,))


def _promises(facts: Facts, by_party: dict[str, Consent]) -> Iterator[Step]:
    """Yield a step for each signature that does not express consent to be bound."""
    counted = {consent.fact.index for consent in by_party.values()}
    for fact in facts.of(ActKind.SIGNATURE):
        if fact.act.signature_kind in PROMISES and fact.index not in counted:
            yield no_consent_step(facts, fact)


def _rule_of(fact: Fact) -> Rule:
    if fact.kind is ActKind.SIGNATURE:
        return DEFINITIVE_SIGNATURE
    return INSTRUMENT_OF_CONSENT if fact.kind in CONSENTS else RECEIPT
