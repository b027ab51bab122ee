"""Spans: consecutive days of provisional application or suspension, and counts of parties over time.

Counts are computed in one sweep over the days on which spans begin or end, so that long histories stay fast.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import TypeAlias

import attrs

from mou.dates.days import day_before, next_day
from mou.law.facts import Fact, Facts
from mou.model.act import ActKind
from mou.values.internal import internal

_SUSPENSION, _RESUMPTION = ActKind.SUSPENSION, ActKind.RESUMPTION


@internal
class Span:
    """Consecutive days on which a party applies the agreement provisionally, or on which its obligations are suspended.

    Attributes:
        party: the party's id; `""` if the agreement lists no parties.
        first_day: the first day.
        last_day: the last day; `None` if the span has no end.
        fact: the act that began the span.
        ended_by: the resumption that ended the span.
    """

    party: str
    first_day: date
    last_day: date | None
    fact: Fact
    ended_by: Fact | None = None

    def covers(self, day: date) -> bool:
        """Return whether a day lies in the span."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    @property
    def interval(self) -> Interval:
        """The span as an interval."""
        after = None if self.last_day is None or self.last_day == date.max else next_day(self.last_day)
        return self.party, self.first_day, after


def spans(facts: Facts, kind: ActKind) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans that acts of a kind began, in two tuples: spans that ran, and spans undone before they ran.

    A resumption ends the suspensions of its party. Worked case: a party suspends its obligations on 1 March 2020 and
    resumes them on 1 June 2020. The last day of the suspension is 31 May 2020. If the party resumes them on 1 March
    2020, they were never suspended.
    """
    listed: list[Span] = []
    running: dict[str, list[int]] = {}
    for fact in facts.of_any((kind, _RESUMPTION)):
        for party in fact.parties or ("",):
            if fact.act.kind is kind:
                running.setdefault(party, []).append(len(listed))
                listed.append(Span(party, fact.takes_effect_on, fact.until, fact))
            elif kind is _SUSPENSION:
                for place in running.pop(party, ()):
                    listed[place] = _resumed(listed[place], fact)
    real: list[Span] = []
    undone: list[Span] = []
    for span in listed:
        never = span.ended_by is not None and span.ended_by.takes_effect_on <= span.first_day
        (undone if never else real).append(span)
    return tuple(real), tuple(undone)


def _resumed(span: Span, resumption: Fact) -> Span:
    """Return the suspension as ended by a resumption, or unchanged if it was already over."""
    day = resumption.takes_effect_on
    if span.last_day is not None and span.last_day < day:
        return span
    return attrs.evolve(span, last_day=day_before(day), ended_by=resumption)


Interval: TypeAlias = tuple[str, date, date | None]
"""A party, the first day of an interval, and the first day after it."""
Counts: TypeAlias = list[tuple[date, int]]
"""Days in order, each with the number of parties from that day on."""


def counts(intervals: Iterable[Interval]) -> Counts:
    """Return the days on which intervals begin or end, each with the number of parties in an interval from then on."""
    held: dict[str, int] = {}
    total, listed = 0, Counts()
    for day, change, party in _edges(intervals):
        before = held.get(party, 0)
        held[party] = before + change
        total += (held[party] > 0) - (before > 0)
        if listed and listed[-1][0] == day:
            listed.pop()
        listed.append((day, total))
    return listed


def _edges(intervals: Iterable[Interval]) -> list[tuple[date, int, str]]:
    edges: list[tuple[date, int, str]] = []
    for party, first, after in intervals:
        if after is None or first < after:
            edges.append((first, 1, party))
            if after is not None:
                edges.append((after, -1, party))
    return sorted(edges, key=itemgetter(0))


def count_on(listed: Sequence[tuple[date, int]], day: date) -> int:
    """Return the count on a day."""
    place = bisect_right(listed, day, key=itemgetter(0))
    return listed[place - 1][1] if place else 0


def first_reaching(listed: Counts, number: int) -> date | None:
    """Return the first day on which the count reaches a number."""
    return next((day for day, count in listed if count >= number), None)


def without(intervals: Iterable[Interval], excluded: Iterable[Interval]) -> list[Interval]:
    """Return the intervals without the days that lie in an excluded interval of the same party."""
    remaining: list[Interval] = []
    edges = sorted(
        [(day, 0, change, party) for day, change, party in _edges(intervals)]
        + [(day, 1, change, party) for day, change, party in _edges(excluded)],
        key=itemgetter(0),
    )
    state: dict[str, list[int]] = {}
    since: dict[str, date] = {}
    for day, side, change, party in edges:
        held = state.setdefault(party, [0, 0])
        held[side] += change
        holds = held[0] > 0 and not held[1]
        if holds and party not in since:
            since[party] = day
        elif not holds and party in since:
            remaining.append((party, since.pop(party), day))
    return [*remaining, *((party, first, None) for party, first in since.items())]
