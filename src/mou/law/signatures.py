"""Signatures: the signatures that express consent to be bound (VCLT 11 and 12), and the missing signatures.

A definitive signature expresses consent. A signature that is subject to ratification or ad referendum (subject to
confirmation) does not. If the kind of signature is not recorded, the kinds of the agreement and of its parties decide
whether the signature expresses consent.
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
"""The kinds of parties that can conclude a treaty (VCLT 1986 art. 1), and so can sign subject to ratification."""


def signature_is_consent(facts: Facts) -> bool:
    """Return whether a signature of unknown kind is treated as definitive.

    This applies to memoranda of understanding and similar instruments, and to non-binding instruments. It also applies
    if no party is a state or an international organisation, because universities and companies do not ratify.
    """
    agreement = facts.agreement
    if agreement.kind in _ON_SIGNATURE or agreement.binding is False:
        return True
    return bool(agreement.parties) and all(party.kind not in _NEGOTIATING for party in agreement.parties)


def signature_rule(facts: Facts) -> Rule:
    """Return the rule by which a signature of unknown kind is treated as definitive; see `signature_is_consent`."""
    agreement = facts.agreement
    of_its_kind = agreement.kind in _ON_SIGNATURE or agreement.binding is False
    return MOU_ON_SIGNATURE if of_its_kind else ORGANISATIONS_ON_SIGNATURE


PROMISES = frozenset({SignatureKind.SUBJECT_TO_RATIFICATION, SignatureKind.AD_REFERENDUM})
"""The kinds of signature that do not express consent to be bound yet."""


def no_consent_step(facts: Facts, signature: Fact) -> Step:
    """Return the step stating that a signature does not express consent to be bound."""
    kind = str(signature.act.signature_kind).replace("_", " ")
    text = f"the signature of {facts.names(signature.parties)} on {spoken(signature.counts_on)} is {kind}"
    text = f"{text}, so it does not express consent to be bound"
    return Step(text, rule=DEFINITIVE_SIGNATURE, pointer=signature.pointer)


def not_signed(facts: Facts) -> str:
    """Return why the agreement is not treated as signed: list the signatures so far and the missing signatures."""
    signatures = facts.of(ActKind.SIGNATURE)
    if not signatures:
        return "no signature is recorded"
    by = [f"{facts.names(fact.parties)} on {spoken(fact.counts_on)}" for fact in signatures]
    signed = {party for fact in signatures for party in fact.parties}
    missing = [party for party in facts.founders if party not in signed]
    text = "signed by " + ", ".join(by)
    return text + (f"; no signature by {facts.names(missing)} is recorded" if missing else "")
