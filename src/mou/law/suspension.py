"""Suspension of an agreement as a whole, because too few parties are left active (VCLT 57 and 58).

A suspension does not prolong the term.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from mou.law.facts import Facts, Found
from mou.law.lives import Life, holds_all, memberships
from mou.law.spans import Interval, Span, count_on, counts, without


def too_few_active(
    facts: Facts, entered: Found, suspended: tuple[Span, ...], lives_of: Callable[[], Iterable[Life]]
) -> list[tuple[date, bool]]:
    """Return pairs of a day and a boolean: whether suspensions leave fewer than two parties active from that day.

    If parties may be missing from the record, the agreement is suspended only while all recorded parties suspend their
    obligations. Worked case: one of three parties suspends its obligations on 1 March 2020, and a second party on 1
    June. The first party resumes its obligations on 1 September. From 1 June to 31 August 2020 only one party is
    active, so the agreement is suspended.

    Args:
        facts: the acts of the agreement.
        entered: the entry into force.
        suspended: the spans in which the obligations of parties are suspended.
        lives_of: a function that returns the days on which each party is bound, as a `Life`.
    """
    everybody = facts.agreement.party_ids or ("",)
    all_held = holds_all(facts, entered)
    there: list[Interval] = (
        list(memberships(facts, lives_of())) if all_held else [(party, date.min, None) for party in everybody]
    )
    paused = [span.interval for span in suspended]
    members, active = counts(there), counts(without(there, paused))
    most_active = 1 if all_held else 0
    return [
        (day, count_on(active, day) <= most_active and count_on(active, day) < count_on(members, day))
        for day in sorted({day for day, _ in (*members, *active)})
    ]
