"""Consent of all parties: the condition of entry into force if the text gives no other condition (VCLT 24(2))."""

from __future__ import annotations

from collections.abc import Iterator

from mou.law.act_of_each import acts_of_each, last_act_of_each
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts, is_consent
from mou.law.rules import CONSENT_OF_ALL, DEFINITIVE_SIGNATURE
from mou.law.signatures import signature_is_consent, signature_rule
from mou.law.standing import Consent
from mou.law.thresholds import Met
from mou.law.why import Why
from mou.model.act import ActKind

_CLAUSE = "/term/entry_into_force"


def consent_of_all(facts: Facts) -> Met:
    """Return the day on which the last of the parties has consented to be bound.

    Worked case: Malaysia signs a treaty on 1 March 2020, and the kind of its signature is not recorded. Malaysia
    ratifies on 1 May, and Japan on 1 June. The treaty is in force on 1 June. In another case, Japan only signs, and the
    kind of its signature is not recorded either. Japan may have consented by signing, so it is not known whether the
    treaty is in force. If the agreement is a memorandum of understanding, both signatures are treated as definitive.
    """
    signature_counts = signature_is_consent(facts)
    by_party = _consents(facts, unknown_counts=signature_counts)
    unclear = [
        fact
        for fact in (() if signature_counts else facts.of(ActKind.SIGNATURE))
        if fact.act.signature_kind is None and not by_party.keys() >= set(fact.parties or ("",))
    ]
    if unclear and _consents(facts, unknown_counts=True).keys() >= set(facts.founders):
        return Met(None, known=False, why=Why(_residual, facts).then(_unclear, facts, unclear[0]))
    met = last_act_of_each(facts, by_party, "consented to be bound", "consent")
    return Met(met.day, known=met.known, why=Why(_steps_to, facts, met, by_party), shortfalls=met.shortfalls)


def _steps_to(facts: Facts, met: Met, by_party: dict[str, Consent]) -> Iterator[Step]:
    yield _residual(facts)
    yield from met.steps
    acts = [consent.fact for consent in by_party.values()]
    assumed = [fact for fact in acts if fact.kind is ActKind.SIGNATURE and not fact.act.signature_kind]
    if assumed and met.day is not None:
        enters = facts.words.enters
        text = f"the signature is definitive and it {enters} on signature, because the kind of signature is not known"
        yield Step(text, rule=signature_rule(facts), pointer=assumed[0].pointer, assumed=True)


def _unclear(facts: Facts, signature: Fact) -> Step:
    text = "it is not known whether the signature expressed consent to be bound"
    if facts.agreement.kind is None:  # on an MOU, it expressed consent
        text += ": neither the kind of the agreement nor that of the signature is recorded"
    return Step(text, rule=DEFINITIVE_SIGNATURE, pointer=signature.pointer, day=signature.counts_on)


def _consents(facts: Facts, *, unknown_counts: bool) -> dict[str, Consent]:
    """Return the consent of each party. With `unknown_counts`, a signature of unknown kind is a consent."""
    return acts_of_each(facts, facts.seen, lambda fact: is_consent(fact, unknown_counts=unknown_counts))


def _residual(facts: Facts) -> Step:
    """Return the step stating that all parties must consent. The step is an assumption if no clause is recorded."""
    words = facts.words
    if facts.agreement.term.entry_into_force is not None:
        return Step(f"it {words.enters} when all parties have consented", rule=CONSENT_OF_ALL, pointer=_CLAUSE)
    text = f"it {words.enters} when all parties have consented to be bound, because no other condition is known"
    return Step(text, rule=CONSENT_OF_ALL, pointer=_CLAUSE, assumed=True)
