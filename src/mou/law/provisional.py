"""Provisional application: the days on which an agreement is applied before it is in force (VCLT 25).

An agreement applies provisionally while at least two parties apply it. A party applies it because of its own act, or
because of a clause of the text. Provisional application ends for a party on its stated last day or with its notice
(VCLT 25(2)), and for all parties with the entry into force.

Worked case: Malaysia applies an agreement provisionally from 1 March 2020, and Japan from 1 May. Japan gives notice on
1 September 2020. The agreement applies provisionally from 1 May to 31 August 2020.
"""

from __future__ import annotations

from datetime import date

from mou.law.exits import Exit
from mou.law.facts import Facts
from mou.law.spans import Counts, Span, counts, first_reaching, without
from mou.model.act import ActKind
from mou.model.term import ProvisionalApplication


def spans_by_clause(facts: Facts, clause: ProvisionalApplication) -> tuple[Span, ...]:
    """Return the spans (consecutive days) of provisional application under a clause of the text.

    The span of a party begins when the party signs.

    Worked case: a text provides that "until its entry into force it shall be applied provisionally as from 5 May 1994".
    Malaysia signed on 5 May 1994, and Japan on 1 June. Malaysia applies the agreement from 5 May, and Japan from 1
    June.
    """
    first: dict[str, Span] = {}
    for fact in facts.of(ActKind.SIGNATURE):
        begins = max(fact.takes_effect_on, clause.since or date.min)
        for party in fact.parties or ("",):
            if clause.until is None or begins <= clause.until:
                first.setdefault(party, Span(party, begins, clause.until, fact))
    return tuple(first.values())


def provisional_since(facts: Facts, provisional: tuple[Span, ...]) -> date | None:
    """Return the day from which enough parties apply the agreement provisionally."""
    return first_reaching(counts(span.interval for span in provisional), parties_needed(facts))


def parties_needed(facts: Facts) -> int:
    """Return the number of parties needed: two, or one if the record does not list the parties."""
    return 2 if len(facts.agreement.parties) >= 2 else 1


def parties_applying(provisional: tuple[Span, ...], notices: tuple[Exit, ...]) -> Counts:
    """Return how many parties apply the agreement provisionally, from each day on which this number changes."""
    ended = [
        (party_exit.party, party_exit.fact.takes_effect_on, None)
        for party_exit in notices
        if party_exit.fact.kind is ActKind.WITHDRAWAL and party_exit.revoked_by is None
    ]
    return counts(without((span.interval for span in provisional), ended))
