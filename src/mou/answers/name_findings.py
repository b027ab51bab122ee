"""Findings about ids in conditions that match no party or agreement, and about events that no clause names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TypeAlias

import attrs

from mou.answers.clause_findings import CLAUSE_WITHOUT_EFFECT
from mou.answers.finding import Finding, Kind, Severity
from mou.errors import NameNotResolvedError
from mou.law.facts import Facts
from mou.model.act import ActKind
from mou.model.agreement import Agreement
from mou.model.conditions import (
    AllNamed,
    AllSignatories,
    EntryIntoForce,
    FractionOfSignatories,
    NthInstrument,
    OnEvent,
    OtherInForce,
    WeightedShare,
    placed_conditions,
)
from mou.model.durations import UntilEvent
from mou.model.organisations import organisations, party as known_party
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal
from mou.model.state_table import name_key
from mou.model.states import former_states, listed_codes, state_name
from mou.model.term import Term, readings_of
from mou.model.withdrawals import WithdrawalOnNotice
from mou.values.fields import pointer, shown
from mou.values.hints import did_you_mean

CONDITION_NAMES_UNKNOWN = Kind(
    "condition-names-unknown",
    Severity.WARNING,
    "The condition of entry into force, or an option to extend, contains an id that no party of the record has, or the "
    "id of an agreement that is not in the register. No act counts for such an id, so the computed day can be wrong or "
    "missing. Correct the id, or add the party or the agreement.",
)

EVENT_NOT_NAMED = Kind(
    "event-not-named",
    Severity.WARNING,
    "An act records an event that no clause of the term names, so no date follows from the event. Correct the id of "
    "the act, or add the clause that depends on the event.",
)

Named: TypeAlias = tuple[str, str]
"""An id that a condition names, and a JSON Pointer to it."""

_COUNTING = NthInstrument | AllNamed | AllSignatories | FractionOfSignatories | WeightedShare


def _needed_ids(condition: EntryIntoForce, where: str) -> Iterator[Named]:
    """Yield the ids of the parties whose instruments can meet a condition, if the condition names them."""
    if isinstance(condition, NthInstrument):
        for index, party in enumerate(condition.among):
            yield party, where + pointer("among", index)
    elif isinstance(condition, AllNamed):
        for index, party in enumerate(condition.parties):
            yield party, where + pointer("parties", index)
    elif isinstance(condition, WeightedShare):
        for party in condition.weights:
            yield party, where + pointer("weights", party)


def _excepted_ids(condition: EntryIntoForce, where: str) -> Iterator[Named]:
    """Yield the ids of the parties whose instruments a condition does not count."""
    if isinstance(condition, _COUNTING):
        for index, party in enumerate(condition.counted.except_parties):
            yield party, where + pointer("counted", "except_parties", index)


def names_in_conditions(facts: Facts) -> Iterator[Finding]:
    """List ids that match no party or agreement.

    Check the ids in conditions of entry into force and in options to extend.
    """
    agreement = facts.agreement
    names = _Names(agreement)
    renewal = agreement.term.renewal
    for index, party in enumerate(renewal.by if isinstance(renewal, ExpressRenewal) else ()):
        text = names.problem_with(party)
        if text is not None:
            place = "/term/renewal" + pointer("by", index)
            yield Finding(kind=CONDITION_NAMES_UNKNOWN, pointer=place, message=text)
    for condition, where in placed_conditions(agreement.term.entry_into_force):
        needed = list(_needed_ids(condition, where))
        for party, place in (*needed, *_excepted_ids(condition, where)):
            text = names.problem_with(party)
            if text is not None:
                yield Finding(kind=CONDITION_NAMES_UNKNOWN, pointer=place, message=text)
        if isinstance(condition, OtherInForce) and condition.agreement not in facts.others.by_id and facts.others.by_id:
            text = f"waits for {condition.agreement}, which is not in the register"
            yield Finding(kind=CONDITION_NAMES_UNKNOWN, pointer=f"{where}/agreement", message=text)
        among = {party for party, _ in needed}
        for party, place in _excepted_ids(condition, where):
            if among and party not in among and names.problem_with(party) is None:
                text = f"the condition counts only the parties it names, and {party} is not among them"
                yield Finding(kind=CLAUSE_WITHOUT_EFFECT, pointer=place, message=text)


def events_not_named(facts: Facts, term: Term) -> Iterator[Finding]:
    """List recorded events that no clause of the term names under any reading (possible meaning).

    Worked case: an agreement is in force until the event "completed". The record has an event "complted" by mistake. No
    clause names "complted", so the agreement still appears to be in force.
    """
    events = facts.of(ActKind.EVENT)
    if not events:
        return
    named = {name for reading in readings_of(term) for name in _event_names(reading)}
    not_recorded = sorted(named.difference(fact.act.id for fact in events))
    for fact in events:
        if fact.act.id not in named:
            hint = did_you_mean(fact.act.id, not_recorded)
            text = f"no clause names the event {shown(fact.act.id)}" + (f"; {hint}" if hint else "")
            yield Finding(kind=EVENT_NOT_NAMED, pointer=fact.pointer, message=text)


def _event_names(term: Term) -> Iterator[str]:
    """Yield the names of the events in the clauses of a term."""
    conditions = placed_conditions(term.entry_into_force)
    yield from (condition.event for condition, _ in conditions if isinstance(condition, OnEvent))
    if isinstance(term.duration, UntilEvent):
        yield term.duration.event
    for clause in term.ends_on:
        yield clause.event
    if isinstance(term.withdrawal, WithdrawalOnNotice) and term.withdrawal.delayed_while is not None:
        yield term.withdrawal.delayed_while


MOST_HINTS = 10
"""At most this number of unknown ids per agreement get a suggestion, because each look-up takes a few milliseconds."""


@attrs.define(slots=False)
class _Names:
    """The ids and names of an agreement's parties, to compare with the ids in conditions and options.

    If the agreement lists no parties, no ids are checked.
    """

    agreement: Agreement
    hints_left: int = MOST_HINTS

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(self.agreement.party_ids)

    @cached_property
    def by_name(self) -> dict[str, str]:
        """The ids of the parties, by name, by alias, and by the id without its prefix."""
        ids_by_name: dict[str, str] = {}
        for party in self.agreement.parties:
            for name in (_bare(party.id), party.name, *party.aliases):
                ids_by_name.setdefault(name_key(name), party.id)
        return ids_by_name

    def problem_with(self, party: str) -> str | None:
        """Return the problem with an id.

        `None` if the id belongs to a party of the agreement, or to a known state or organisation.
        """
        if not self.ids or party in self.ids:
            return None
        names = _known_names(party)
        if names:
            id_here = next((self.by_name[key] for key in map(name_key, names) if key in self.by_name), None)
            return None if id_here is None else f"{names[0]} has the id {shown(id_here)} here, not {shown(party)}"
        text = f"no party, and no known state or organisation, has the id {shown(party)}"
        likely = self._likely(party)
        return text if likely is None else f"{text}; did you mean {shown(likely)}?"

    def _likely(self, party: str) -> str | None:
        """Return the id of a party that the author of the record probably meant."""
        from difflib import get_close_matches

        bare = _bare(party)
        if name_key(bare) in self.by_name:
            return self.by_name[name_key(bare)]
        if not self.hints_left:
            return None
        self.hints_left -= 1
        known = _known_party(bare)
        if known is None:
            return next(iter(get_close_matches(party, self.agreement.party_ids, n=1, cutoff=0.75)), None)
        keys = map(name_key, (known.name, *known.aliases))
        return next((self.by_name[key] for key in keys if key in self.by_name), known.id)


def _bare(party: str) -> str:
    """Return an id as words, without its prefix. For ``mtdsg:european-union``, return "european union"."""
    return party.rpartition(":")[2].replace("-", " ").replace("_", " ")


def _known_names(party: str) -> tuple[str, ...]:
    """Return the names of the state or organisation with exactly this id; empty if there is none."""
    if party in former_states():
        return (former_states()[party].name,)
    if party in listed_codes():
        try:
            return (state_name(party),)
        except KeyError:  # the withdrawn code of a state that has a new code
            return (party,)
    known = organisations().get(party)
    return () if known is None else (known.name, *known.aliases)


@lru_cache(maxsize=1024)
def _known_party(name: str) -> Party | None:
    try:
        return known_party(name)
    except NameNotResolvedError:
        return None
