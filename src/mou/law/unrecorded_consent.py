"""Parties without a recorded consent to be bound, in an agreement with recorded consents of other parties."""

from __future__ import annotations

from mou.law.explanation import Step
from mou.law.facts import COMPLETIONS, Fact, Facts, Found, is_consent
from mou.law.required_parties import is_between_two
from mou.law.rules import NOTHING_RECORDED
from mou.law.signatures import signature_is_consent
from mou.law.why import Why
from mou.model.act import ActKind


def unrecorded_consents(facts: Facts, entered: Found) -> frozenset[str]:
    """Return the parties for which the record leaves open whether they consented to be bound.

    A declared entry into force usually concerns all recorded parties. But if the record shows that some of them had
    consented by the day of entry into force, it is not known whether the other parties had consented. This rule does
    not apply to an agreement of two parties, because both have to consent. It also does not apply if the text states
    which consents are needed.

    Worked case: a convention of three states is declared to be in force from 31 May 1968. Belmark acceded on 1
    September 1967. No other consent before 31 May 1968 is recorded, and no act of Arvonia is recorded at all. Belmark
    is bound, but it is not known whether Arvonia is bound.
    """
    agreement, general = facts.agreement, entered.day
    if general is None or is_between_two(agreement) or agreement.term.entry_into_force is not None:
        return frozenset()
    signature_counts = signature_is_consent(facts)

    def consents(fact: Fact) -> bool:
        return is_consent(fact, unknown_counts=signature_counts)

    if not any(consents(fact) and fact.counts_on <= general for fact in facts.seen):
        return frozenset()
    return frozenset(
        party
        for party, acts in facts.acts_of.items()
        if not any(
            consents(fact) or fact.kind in COMPLETIONS or (fact.kind is ActKind.ENTRY_INTO_FORCE and fact.act.by)
            for fact in acts
        )
    )


def not_known_to_be_bound(facts: Facts, party: str) -> Found:
    """Return the answer "not known" for the first or the last day of a party without a recorded consent."""
    return Found(None, known=False, why=Why(_no_consent, facts, party))


def _no_consent(facts: Facts, party: str) -> Step:
    text = f"no consent of {facts.names([party])} to be bound is recorded, although consents of other parties are"
    return Step(text, rule=NOTHING_RECORDED, pointer="/acts")
