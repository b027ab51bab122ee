"""Findings about the record itself: unknown ids, clauses without effect, missing acts and implausible dates.

The checks compute no dates. They therefore also work for an agreement with a date outside the years 1 to 9999.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.answers.clause_findings import (
    clauses_without_effect,
    minimum_above_parties,
    no_exit_after_renewal,
    percentages_below_one,
)
from mou.answers.date_findings import date_findings
from mou.answers.finding import Finding, Kind, Severity
from mou.answers.name_findings import events_not_named, names_in_conditions
from mou.answers.riders import rider_findings
from mou.dates.days import Day
from mou.dates.words import listed, spoken_day
from mou.law.facts import EXPRESSIONS, Facts
from mou.model.act import ActKind
from mou.model.agreement import Agreement
from mou.model.conditions import is_open

__all__ = ["record_findings", "signed_by_two"]

SIGNATURE_MISSING = Kind(
    "signature-missing",
    Severity.WARNING,
    "Some parties have signed, but no signature or other consent by the others is recorded, although all must "
    "consent. Add the missing acts, or declare the entry into force.",
)
SUCCESSION_UNDATED = Kind(
    "succession-undated",
    Severity.INFO,
    "A succession has no `effective_on`, so the date of succession is not recorded. A successor state is bound from "
    "the date of succession, not from the date of its notification.",
)


def record_findings(agreement: Agreement, facts: Facts, on: date | None = None) -> Iterator[Finding]:
    """List the questionable values of a record that can be found without computing dates.

    Args:
        agreement: the agreement as it is recorded.
        facts: the acts of the agreement.
        on: the day of the check. If you pass a day, also report acts dated after this day.
    """
    yield from names_in_conditions(facts)
    yield from events_not_named(facts, agreement.term)
    yield from clauses_without_effect(facts)
    yield from percentages_below_one(facts)
    yield from minimum_above_parties(facts)
    yield from no_exit_after_renewal(facts)
    yield from rider_findings(facts.agreement.term)
    yield from _missing_signatures(facts)
    yield from _undated_successions(facts)
    yield from date_findings(facts, on)


def signed_by_two(facts: Facts) -> date | None:
    """Return the day on which the second party signed.

    If the record lists fewer than two parties, return the day of the first signature.

    Worked case: Chile signs on 2000-01-01, Peru on 2001-01-01 and Cuba on 2009-01-01. The function returns 2001-01-01.
    """
    needed = min(2, len(facts.agreement.parties))
    signatories: set[str] = set()
    for fact in facts.of(ActKind.SIGNATURE):
        signatories.update(fact.parties)
        if len(signatories) >= needed:
            return fact.counts_on
    return None


_CONSENTS_OTHERWISE = EXPRESSIONS | {ActKind.ENTRY_INTO_FORCE}


def _missing_signatures(facts: Facts) -> Iterator[Finding]:
    """Yield a finding if only some parties have signed, and the agreement needs the consent of all.

    Worked case: an agreement between Malaysia and Japan has a signature by Malaysia on 2021-01-10, and no act by Japan.
    The signature by Japan is missing.
    """
    agreement, signatures = facts.agreement, facts.of(ActKind.SIGNATURE)
    if not signatures or facts.declared or facts.stated is not None:
        return
    condition = agreement.term.entry_into_force
    any_number = is_open(condition) or (condition is None and agreement.depositary is not None)
    if any_number and len(agreement.parties) != 2:
        return
    consenting = {party for fact in facts.of_any(_CONSENTS_OTHERWISE) for party in fact.parties}
    missing = [party for party in facts.founders if party not in consenting]
    if not missing:
        return
    by_day: dict[Day, list[str]] = {}
    for fact in signatures:
        by_day.setdefault(fact.act.received_on or fact.act.on, []).extend(fact.parties)
    signed = [f"{facts.names(list(dict.fromkeys(who)))} on {spoken_day(day)}" for day, who in by_day.items()]
    text = f"signed by {listed(signed)}; no signature or other consent by {facts.names(missing)} is recorded"
    yield Finding(kind=SIGNATURE_MISSING, pointer="/acts", message=text)


def _undated_successions(facts: Facts) -> Iterator[Finding]:
    for fact in facts.of(ActKind.SUCCESSION):
        if fact.effective_on is None:
            notified = spoken_day(fact.act.received_on or fact.act.on)
            text = f"{facts.names(fact.parties)} notified on {notified}; the date of succession is not recorded"
            yield Finding(kind=SUCCESSION_UNDATED, pointer=fact.pointer, message=text)
