"""Readings: the ways to read the imprecise dates of a record, and the clauses that can mean several things.

If dates are imprecise, an agreement is computed several times, with each imprecise date at its earliest and at its
latest day. If a clause can be read in several ways, the agreement is computed for each way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby, product
from operator import attrgetter, itemgetter

import attrs

from mou.dates.days import Day, PartialDate, earliest, has_no_latest, latest
from mou.law.facts import EXPRESSIONS, NO_OTHERS, Fact, Facts, Others
from mou.law.open_clauses import variants
from mou.law.standing import Memberships
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement
from mou.model.conditions import AllOf, AnyOf, NotBefore, OnDate, OnDateIf, placed_conditions
from mou.model.durations import Until
from mou.model.term import Term

MOST_COMBINED = 5
"""The largest number of imprecise dates that are combined in every way; if there are more, similar dates are
grouped."""

TERM = -1
"""The place of the term; acts have places from 0."""


def readings(
    agreement: Agreement,
    as_of: date | None,
    others: Others = NO_OTHERS,
    asked: frozenset[str] = frozenset(),
) -> list[Facts]:
    """Return the facts under each reading of the imprecise dates and of the clauses.

    If all dates are exact and all clauses are clear, there is a single reading.
    """
    if agreement.term.other_readings:
        return [facts for variant in variants(agreement) for facts in readings(variant, as_of, others, asked)]
    (agreement,) = variants(agreement)
    seen, places = _at_their_earliest(agreement)
    if not places:
        return [_facts(agreement, seen, as_of=as_of, others=others, asked=asked)]
    groups = [[place] for place in places] if len(places) <= MOST_COMBINED else _grouped_by_way(agreement, places)
    alternatives: list[Facts] = []
    for choice in product((False, True), repeat=len(groups)):
        late = {place: is_late for group, is_late in zip(groups, choice, strict=True) for place in group}
        alternatives.append(reading(agreement, late, {}, as_of=as_of, others=others, asked=asked, early=seen))
    return alternatives


def open_dates(agreement: Agreement) -> list[int]:
    """Return the places of the acts with imprecise dates, and `TERM` if the term has an imprecise date."""
    return _at_their_earliest(agreement)[1]


def range_of(agreement: Agreement, place: int) -> tuple[date, date]:
    """Return the first and the last possible day of an imprecise date. The date belongs to an act or to the term."""
    if place != TERM:
        act = agreement.acts[place]
        return _counts_on(act, late=False), _counts_on(act, late=True)
    days = _term_days(agreement)
    return min(map(earliest, days)), max(map(latest, days))


def reading(
    agreement: Agreement,
    late: Mapping[int, bool],
    days: Mapping[int, date],
    *,
    as_of: date | None,
    others: Others,
    asked: frozenset[str] = frozenset(),
    early: list[Fact] | None = None,
) -> Facts:
    """Return the facts with one of the possible days for each imprecise date.

    Args:
        agreement: the agreement.
        late: a mapping from the place of an act (or `TERM`) to whether its imprecise dates are read as their latest
            day.
        days: a mapping from the place of an act (or `TERM`) to the exact day that replaces its imprecise date.
        as_of: ignore acts after this day; `None` to ignore no act.
        others: the other agreements.
        asked: the ids of the agreements that wait for the result; see `mou.law.other_in_force`.
        early: the acts with the earliest possible day for each date, if they are already computed.
    """
    early = _at_their_earliest(agreement)[0] if early is None else early
    on = [
        days.get(place) or (_counts_on(fact.act, late=True) if late.get(place) else fact.counts_on)
        for place, fact in enumerate(early)
    ]
    _in_order(agreement, on)
    seen: list[Fact] = []
    for place, fact in enumerate(early):
        act, counts_on = fact.act, on[place]
        # If the date of an act is an interval without an end, the act may never happen. The latest reading leaves the
        # act out.
        if counts_on == date.max and _may_never_come(act):
            continue
        if late.get(place):
            effective_on = None if act.effective_on is None else latest(act.effective_on)
            until = None if act.until is None else latest(act.until)
            seen.append(Fact(place, act, fact.parties, counts_on, effective_on, until))
        else:
            seen.append(fact if counts_on == fact.counts_on else attrs.evolve(fact, counts_on=counts_on))
    return _facts(
        agreement,
        seen,
        late=late.get(TERM, False),
        term_day=days.get(TERM),
        as_of=as_of,
        others=others,
        asked=asked,
    )


def _at_their_earliest(agreement: Agreement) -> tuple[list[Fact], list[int]]:
    """Return the acts with the earliest possible day for each date, and the indexes of the acts with imprecise dates.

    The index `TERM` stands for imprecise dates of the term.
    """
    seen: list[Fact] = []
    places: list[int] = []
    for place, act in enumerate(agreement.acts):
        on, effective_on, until = act.received_on or act.on, act.effective_on, act.until
        by = act.by or agreement.party_ids
        # A single check is quicker than computing the earliest of each date; most dates are exact.
        if (
            type(on) is date
            and (effective_on is None or type(effective_on) is date)
            and (until is None or type(until) is date)
        ):
            seen.append(Fact(place, act, by, on, effective_on, until))
            continue
        takes_effect_on = None if effective_on is None else earliest(effective_on)
        seen.append(Fact(place, act, by, earliest(on), takes_effect_on, None if until is None else earliest(until)))
        if any(map(_is_open, (on, effective_on, until))):
            places.append(place)
    term = agreement.term
    has_dates = isinstance(term.entry_into_force, _DATED) or isinstance(term.duration, Until)
    if has_dates and any(map(_is_open, _term_days(agreement))):
        places.append(TERM)
    return seen, places


def _facts(
    agreement: Agreement,
    seen: list[Fact],
    *,
    late: bool = False,
    term_day: date | None = None,
    as_of: date | None,
    others: Others,
    asked: frozenset[str],
) -> Facts:
    if as_of is not None:
        seen = [fact for fact in seen if fact.counts_on <= as_of]
    return Facts(agreement, _by_day(agreement, seen), late, term_day, as_of, others, asked)


def _by_day(agreement: Agreement, seen: list[Fact]) -> tuple[Fact, ...]:
    """Return the acts sorted by day; acts of the same day keep the order of the record.

    There is one exception: acts of a state that consents and withdraws on the same day. If the state is already a
    party, its withdrawal comes first. If the state is not yet a party, its consent comes first. Worked case: Japan has
    been a party since 2010, and Malaysia is not a party. Both states withdraw and ratify on 1 March 2020. Japan's
    withdrawal is put first, so Japan leaves and comes back. Malaysia's ratification is put first, so Malaysia joins and
    then gives notice.
    """
    ordered = sorted(seen, key=_by_day_it_counts)
    for fact in ordered:
        if fact.act.kind is _WITHDRAWAL:
            break
    else:  # nobody withdraws
        return tuple(ordered)
    members, arranged = Memberships(agreement), list[Fact]()
    for _, same_day in groupby(ordered, key=_by_day_it_counts):
        facts = _within_a_day(list(same_day), members)
        for fact in facts:
            members.add(fact)
        arranged += facts
    return tuple(arranged)


def _within_a_day(facts: list[Fact], members: Memberships) -> list[Fact]:
    """Return the acts of a single day in order. `members` are the parties at the end of the day before.

    If a party both withdraws and consents on the same day, its consent is placed after its last withdrawal. The consent
    of a state that is not yet a party is placed before the state's first withdrawal of the day.
    """
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for place, fact in enumerate(facts):
        if fact.act.kind is _WITHDRAWAL:
            for party in fact.parties:
                first.setdefault(party, place)
                last[party] = place
    if not first or len(facts) == 1:
        return facts
    placed: list[tuple[float, Fact]] = []
    for place, fact in enumerate(facts):
        withdrawing = first.keys() & set(fact.parties)
        if not withdrawing or fact.act.kind not in EXPRESSIONS:
            placed.append((place, fact))
        elif members.include(withdrawing):
            placed.append((max(last[party] for party in withdrawing) + 0.5, fact))
        else:
            placed.append((min(first[party] for party in withdrawing) - 0.5, fact))
    return [fact for _, fact in sorted(placed, key=itemgetter(0))]


_WITHDRAWAL = ActKind.WITHDRAWAL
_by_day_it_counts = attrgetter("counts_on")


def _may_never_come(act: Act) -> bool:
    return has_no_latest(act.received_on or act.on)


def _in_order(agreement: Agreement, on: list[date]) -> None:
    """Move imprecise dates so that an undoing act does not come before the act that it undoes.

    Worked case: a notice and its revocation are both dated May 2020. In one reading, the notice is dated 31 May and the
    revocation 1 May. The revocation is then moved to 31 May. Exact dates are never moved, so only pairs with an
    imprecise date are examined.
    """
    if _UNDONE.keys().isdisjoint([act.kind for act in agreement.acts]):
        return
    imprecise = {place for place, act in enumerate(agreement.acts) if _is_open(act.received_on or act.on)}
    before: dict[ActKind, list[int]] = {}
    imprecise_before: dict[ActKind, list[int]] = {}
    for second, undoing in enumerate(agreement.acts):
        for kind in _UNDONE.get(undoing.kind, ()):
            for first in (before if second in imprecise else imprecise_before).get(kind, ()):
                _put_in_order(agreement, on, first, second)
        before.setdefault(undoing.kind, []).append(second)
        if second in imprecise:
            imprecise_before.setdefault(undoing.kind, []).append(second)


def _put_in_order(agreement: Agreement, on: list[date], first: int, second: int) -> None:
    doing, undoing = agreement.acts[first], agreement.acts[second]
    mutual = set(doing.by or agreement.party_ids) & set(undoing.by or agreement.party_ids)
    if on[second] < on[first] and mutual:
        if on[first] <= _counts_on(undoing, late=True):
            on[second] = on[first]
        elif _counts_on(doing, late=False) <= on[second]:
            on[first] = on[second]


def _counts_on(act: Act, *, late: bool) -> date:
    day = act.received_on or act.on
    return latest(day) if late else earliest(day)


_UNDONE = {
    ActKind.NOTICE_REVOCATION: frozenset({ActKind.NON_RENEWAL, ActKind.WITHDRAWAL}),
    ActKind.RESUMPTION: frozenset({ActKind.SUSPENSION}),
    ActKind.STATEMENT_WITHDRAWAL: frozenset({ActKind.RESERVATION, ActKind.DECLARATION, ActKind.OBJECTION}),
}
_UNDOING = frozenset({ActKind.NOTICE_REVOCATION, ActKind.RESUMPTION, ActKind.STATEMENT_WITHDRAWAL})


def _grouped_by_way(agreement: Agreement, open_dates: list[int]) -> list[list[int]]:
    """Group imprecise dates by the direction of their effect.

    Later instruments give a later entry into force, and later notices give later exits. But a later revocation or
    resumption has less effect.
    """
    groups: dict[str, list[int]] = {}
    for place in open_dates:
        kind = None if place == TERM else agreement.acts[place].kind
        way = (
            "term" if kind is None else "undoing" if kind in _UNDOING else "ending" if kind in _ENDING else "beginning"
        )
        groups.setdefault(way, []).append(place)
    return list(groups.values())


_ENDING = frozenset(
    {
        ActKind.NON_RENEWAL,
        ActKind.WITHDRAWAL,
        ActKind.TERMINATION,
        ActKind.SUSPENSION,
        ActKind.NOTICE_SUSPENSION,
        ActKind.EXTENSION,
    }
)


def _term_days(agreement: Agreement) -> list[Day]:
    term = agreement.term
    return [*term_days(term, "entry_into_force"), *term_days(term, "duration")]


def term_days(term: Term, clause: str) -> Iterator[Day]:
    """Yield the dates that a clause of a term names."""
    if clause == "entry_into_force" and isinstance(term.entry_into_force, _DATED):
        conditions = placed_conditions(term.entry_into_force)
        yield from (condition.on for condition, _ in conditions if isinstance(condition, (OnDate, NotBefore, OnDateIf)))
    elif clause == "duration" and isinstance(term.duration, Until):
        yield term.duration.last_day


_DATED = (OnDate, NotBefore, OnDateIf, AllOf, AnyOf)
"""The conditions that name a date, or can contain such a condition."""


def _is_open(day: Day | None) -> bool:
    return isinstance(day, PartialDate) and day.earliest < day.latest
