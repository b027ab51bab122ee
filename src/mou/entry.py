"""Entry into force: the day on which the agreement's condition is met, moved by its delay (VCLT 24)."""

from __future__ import annotations

from collections.abc import Iterable

from mou._facts import CONSENTS, Fact, Facts, Found, is_consent
from mou.act import ActKind
from mou.agreement import AgreementKind
from mou.conditions import LastNotification, OnConsentOfAll, OnDate, OnSignature
from mou.delays import Delay, delay_text, delayed
from mou.explanation import Step, spoken
from mou.rules import (
    AS_THE_TEXT_SAYS,
    CONSENT_OF_ALL,
    DECLARED_WINS,
    DEFINITIVE_SIGNATURE,
    INSTRUMENT_OF_CONSENT,
    MOU_ON_SIGNATURE,
    NOTHING_RECORDED,
    RECEIPT,
    Rule,
)

__all__ = ["computed_entry", "declared_entry", "entry_into_force", "signature_is_consent"]

_CLAUSE = "/term/entry_into_force"

_ON_SIGNATURE = frozenset(
    {
        AgreementKind.MOU,
        AgreementKind.ARRANGEMENT,
        AgreementKind.LETTER_OF_INTENT,
        AgreementKind.DECLARATION,
        AgreementKind.EXCHANGE_OF_NOTES,
    }
)


def signature_is_consent(facts: Facts) -> bool:
    """Whether a signature of unknown kind is taken as definitive: on an MOU and the like, and on what does not bind."""
    return facts.agreement.kind in _ON_SIGNATURE or facts.agreement.binding is False


def entry_into_force(facts: Facts) -> Found:
    """The day of entry into force: the declared one, where there is one, else the computed one."""
    return declared_entry(facts) or computed_entry(facts)


def declared_entry(facts: Facts) -> Found | None:
    """The day that the parties or the depositary declared for the agreement as a whole; the last declaration counts."""
    if not facts.declared:
        return None
    fact = facts.declared[-1]
    day = fact.takes_effect_on
    text = f"declared: {facts.words.enters} on {spoken(day)}"
    return Found(day, known=True, steps=(Step(text, rule=DECLARED_WINS, pointer=fact.pointer, day=day),))


def computed_entry(facts: Facts) -> Found:
    """The day that the condition gives, whatever was declared."""
    condition = facts.agreement.term.entry_into_force
    if isinstance(condition, OnDate):
        return _on_date(facts, condition)
    if not facts.seen:
        return Found(None, known=False, steps=(Step("no act is recorded", rule=NOTHING_RECORDED),))
    if isinstance(condition, OnSignature):
        return _when_all(facts, condition, ActKind.SIGNATURE, "signed", "a signature")
    if isinstance(condition, LastNotification):
        return _when_all(facts, condition, ActKind.NOTIFICATION, "notified", "a notification")
    return _consent_of_all(facts)


def _on_date(facts: Facts, condition: OnDate) -> Found:
    if not facts.seen and facts.as_of is not None:
        step = Step(f"no act is recorded by {spoken(facts.as_of)}", rule=NOTHING_RECORDED)
        return Found(None, known=False, steps=(step,))
    day = facts.exact(condition.on)
    text = f"the text fixes the date: {spoken(day)}"
    return Found(day, known=True, steps=(Step(text, rule=AS_THE_TEXT_SAYS, pointer=_CLAUSE, day=day),))


def _when_all(facts: Facts, condition: OnSignature | LastNotification, kind: ActKind, done: str, what: str) -> Found:
    by_party = _first_of_each(facts.of(kind))
    found = _last_of(facts, by_party, done, what)
    return _after(facts, found, condition.delay)


def _consent_of_all(facts: Facts) -> Found:
    condition = facts.agreement.term.entry_into_force
    taken = signature_is_consent(facts)
    by_party = _first_of_each(fact for fact in facts.seen if is_consent(fact, unknown_counts=taken))
    unclear = [
        fact
        for fact in facts.of(ActKind.SIGNATURE)
        if fact.act.signature_kind is None and not set(fact.parties or ("",)) <= by_party.keys()
    ]
    asked = {one for fact in unclear for one in fact.parties or ("",)}
    if unclear and all(one in by_party or one in asked for one in facts.founders):
        text = "whether the signature expressed consent to be bound is not known"
        step = Step(text, rule=DEFINITIVE_SIGNATURE, pointer=unclear[0].pointer, day=unclear[0].counts_on)
        return Found(None, known=False, steps=(*_residual(facts), step))
    assumed = [fact for fact in by_party.values() if fact.kind is ActKind.SIGNATURE and not fact.act.signature_kind]
    found = _last_of(facts, by_party, "consented to be bound", "a consent")
    steps = list(found.steps)
    if assumed and found.day is not None:
        enters = facts.words.enters
        text = f"what the signature does is not known; taken as definitive, so that it {enters} on signature"
        steps.append(Step(text, rule=MOU_ON_SIGNATURE, pointer=assumed[0].pointer, assumed=True))
    found = Found(found.day, found.known, (*_residual(facts), *steps))
    return _after(facts, found, condition.delay) if isinstance(condition, OnConsentOfAll) else found


def _residual(facts: Facts) -> tuple[Step, ...]:
    words = facts.words
    if facts.agreement.term.entry_into_force is not None:
        return (Step(f"it {words.enters} when all have consented", rule=CONSENT_OF_ALL, pointer=_CLAUSE),)
    text = f"how it {words.enters} is not known; taken: when all have consented to be bound"
    return (Step(text, rule=CONSENT_OF_ALL, pointer=_CLAUSE, assumed=True),)


def _first_of_each(acts: Iterable[Fact]) -> dict[str, Fact]:
    first: dict[str, Fact] = {}
    for fact in acts:
        for one in fact.parties or ("",):
            first.setdefault(one, fact)
    return first


def _last_of(facts: Facts, by_party: dict[str, Fact], done: str, what: str) -> Found:
    """The day on which the last of the parties whose consent is needed did it."""
    needed = facts.founders or ("",)
    missing = [one for one in needed if one not in by_party]
    if missing:
        who = facts.names([one for one in missing if one])
        return Found(
            None, known=True, steps=(Step(f"{what} of {who} is not recorded", rule=NOTHING_RECORDED, pointer="/acts"),)
        )
    chosen = {fact.index: fact for one in needed for fact in [by_party[one]]}
    steps = [
        Step(
            f"{facts.names([one for one in needed if one and by_party[one] is fact])} {done} on "
            f"{spoken(fact.counts_on)}{_inferred(fact)}",
            rule=_rule_of(fact),
            pointer=fact.pointer,
            day=fact.counts_on,
        )
        for fact in sorted(chosen.values(), key=lambda fact: (fact.counts_on, fact.index))
    ]
    return Found(max(fact.counts_on for fact in chosen.values()), known=True, steps=tuple(steps))


def _rule_of(fact: Fact) -> Rule:
    if fact.kind is ActKind.SIGNATURE:
        return DEFINITIVE_SIGNATURE
    return INSTRUMENT_OF_CONSENT if fact.kind in CONSENTS else RECEIPT


def _inferred(fact: Fact) -> str:
    return "" if fact.act.certainty == "stated" else f" (the date is {fact.act.certainty})"


def _after(facts: Facts, found: Found, delay: Delay | None) -> Found:
    if found.day is None or delay is None:
        return found
    day = delayed(found.day, delay)
    text = f"{facts.words.enters} {delay_text(delay)}: {spoken(day)}"
    return Found(
        day, known=True, steps=(*found.steps, Step(text, rule=AS_THE_TEXT_SAYS, pointer=f"{_CLAUSE}/delay", day=day))
    )
