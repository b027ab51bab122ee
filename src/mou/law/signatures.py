"""Signatures: which of them express consent to be bound (VCLT 11 and 12), and who has not signed.

A definitive signature does. One that is subject to ratification, or ad referendum, does not. Where the record does not
say which it is, the kind of the agreement and of its parties decides.
"""

from __future__ import annotations

from mou.dates.words import spoken
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts
from mou.law.rules import DEFINITIVE_SIGNATURE, MOU_ON_SIGNATURE, ORGANISATIONS_ON_SIGNATURE, Rule
from mou.model.act import ActKind, SignatureKind
from mou.model.agreement import AgreementKind
from mou.model.party import PartyKind

__all__ = ["PROMISES", "no_consent_step", "not_signed", "signature_is_consent", "signature_rule"]

_ON_SIGNATURE = frozenset(
    {
        AgreementKind.MOU,
        AgreementKind.ARRANGEMENT,
        AgreementKind.LETTER_OF_INTENT,
        AgreementKind.DECLARATION,
        AgreementKind.EXCHANGE_OF_NOTES,
    }
)
_NEGOTIATING = frozenset({PartyKind.STATE, PartyKind.INTERNATIONAL_ORGANISATION})
"""Who can conclude a treaty (VCLT 1986 art. 1), and so sign subject to ratification."""


def signature_is_consent(facts: Facts) -> bool:
    """Whether a signature of unknown kind is taken as definitive.

    It is on a memorandum of understanding and the like, on what does not bind, and wherever no party is a state or an
    international organisation: universities and companies do not ratify.
    """
    agreement = facts.agreement
    if agreement.kind in _ON_SIGNATURE or agreement.binding is False:
        return True
    return bool(agreement.parties) and all(party.kind not in _NEGOTIATING for party in agreement.parties)


def signature_rule(facts: Facts) -> Rule:
    """Return the rule by which a signature of unknown kind is taken as definitive; see `signature_is_consent`."""
    agreement = facts.agreement
    of_its_kind = agreement.kind in _ON_SIGNATURE or agreement.binding is False
    return MOU_ON_SIGNATURE if of_its_kind else ORGANISATIONS_ON_SIGNATURE


PROMISES = frozenset({SignatureKind.SUBJECT_TO_RATIFICATION, SignatureKind.AD_REFERENDUM})
"""The kinds of signature that announce a consent to be bound, and do not give it."""


def no_consent_step(facts: Facts, signature: Fact) -> Step:
    """The step that a signature does not give consent to be bound."""
    kind = str(signature.act.signature_kind).replace("_", " ")
    text = f"the signature of {facts.names(signature.parties)} on {spoken(signature.counts_on)} is {kind}"
    text = f"{text}, so it does not express consent to be bound"
    return Step(text, rule=DEFINITIVE_SIGNATURE, pointer=signature.pointer)


def not_signed(facts: Facts) -> str:
    """Why it does not count as signed: who has signed, and who has not."""
    signatures = facts.of(ActKind.SIGNATURE)
    if not signatures:
        return "no signature is recorded"
    by = [f"{facts.names(fact.parties)} on {spoken(fact.counts_on)}" for fact in signatures]
    signed = {party for fact in signatures for party in fact.parties}
    missing = [party for party in facts.founders if party not in signed]
    text = "signed by " + ", ".join(by)
    return text + (f"; no signature by {facts.names(missing)} is recorded" if missing else "")
