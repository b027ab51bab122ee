"""Terminations: the acts by which the parties end the agreement by consent (VCLT 54(b)).

An act of termination by all parties ends the agreement by itself. Acts of single parties are consents to one
termination, which takes effect with the last of them.

Worked case: Malaysia records its consent to end an agreement on 1 March 2026, and Japan on 5 March 2026. The agreement
ends by consent with effect from 5 March, so the last day is 4 March 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.law.facts import Fact, Facts
from mou.law.needed_consents import NeededConsents
from mou.model.act import ActKind
from mou.values.internal import internal


@internal
class Termination:
    """A termination by consent.

    Attributes:
        consents: the acts of termination, in order.
        missing: the ids of the parties whose consent is not recorded. The termination takes effect even so, because
            a record can lack the other acts.
    """

    consents: tuple[Fact, ...]
    missing: tuple[str, ...] = ()

    @property
    def takes_effect_on(self) -> date:
        """The first day on which the agreement is no longer in force."""
        return max(fact.takes_effect_on for fact in self.consents)


def terminations(facts: Facts) -> Iterator[Termination]:
    """Yield the terminations in the order of their last acts, then the one that lacks the consent of a party."""
    acts = facts.of(ActKind.TERMINATION)
    everybody = frozenset(facts.agreement.party_ids)
    if all(everybody.issubset(fact.parties) for fact in acts):
        for fact in acts:
            yield Termination((fact,))
        return
    needed, consents, agreed = NeededConsents(facts), list[Fact](), set[str]()
    for fact in facts.seen:
        if fact.kind is not ActKind.TERMINATION:
            needed.add(fact)
            continue
        if agreed.issuperset(fact.parties):
            continue  # the parties repeat their consent
        consents.append(fact)
        agreed.update(fact.parties)
        if not needed.missing(agreed, fact.counts_on):
            yield Termination(tuple(consents))
            consents, agreed = [], set()
    if consents:
        yield Termination(tuple(consents), needed.missing(agreed, consents[-1].counts_on))
