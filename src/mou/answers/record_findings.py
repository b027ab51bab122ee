"""Findings about the record itself: unknown ids, clauses without effect, missing acts and implausible dates.

The checks compute no dates. They therefore also work for an agreement with a date outside the years 1 to 9999.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.answers.act_findings import succession_findings
from mou.answers.clause_findings import (
    clauses_without_effect,
    minimum_above_parties,
    no_exit_after_renewal,
    percentages_below_one,
)
from mou.answers.date_findings import date_findings
from mou.answers.entry_findings import missing_signatures
from mou.answers.finding import Finding
from mou.answers.name_findings import events_not_named, names_in_conditions
from mou.answers.party_findings import party_findings
from mou.answers.riders import rider_findings
from mou.law.facts import Facts
from mou.model.agreement import Agreement


def record_findings(agreement: Agreement, facts: Facts, on: date | None = None) -> Iterator[Finding]:
    """List the questionable values of a record that can be found without computing dates.

    Args:
        agreement: the agreement as it is recorded.
        facts: the acts of the agreement.
        on: the day of the check. If you pass a day, also report acts dated after this day.
    """
    yield from party_findings(agreement)
    yield from names_in_conditions(facts)
    yield from events_not_named(facts, agreement.term)
    yield from clauses_without_effect(facts)
    yield from percentages_below_one(facts)
    yield from minimum_above_parties(facts)
    yield from no_exit_after_renewal(facts)
    yield from rider_findings(facts.agreement.term)
    yield from missing_signatures(facts)
    yield from succession_findings(facts)
    yield from date_findings(facts, on)
