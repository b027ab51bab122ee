"""Facts: the acts of a record with exact days. Facts are the input of every computation about an agreement.

If dates in the record are imprecise, the computation is repeated with different exact days for them; see `readings`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeAlias

import attrs

from mou.dates.days import Day, earliest, latest
from mou.dates.words import listed
from mou.law.explanation import Step
from mou.law.status import Status, Words, words_for
from mou.law.why import Why
from mou.model.act import Act, ActKind, SignatureKind
from mou.model.agreement import Agreement, RelationKind
from mou.model.conditions import EntryIntoForce, OtherInForce, placed_conditions
from mou.values.fields import check_is
from mou.values.internal import internal


@internal
class Fact:
    """An act with exact days.

    Attributes:
        index: the index among the agreement's acts.
        act: the act.
        parties: the ids of the parties that did the act; all parties if the act names none.
        counts_on: the day from which the act is taken into account: the day of receipt, if recorded, else the day of
            the act.
        effective_on: the stated day on which the act takes effect.
        until: the stated last day.
    """

    index: int
    act: Act
    parties: tuple[str, ...]
    counts_on: date
    effective_on: date | None
    until: date | None

    @property
    def kind(self) -> ActKind:
        """The kind of the act."""
        return self.act.kind

    @property
    def pointer(self) -> str:
        """JSON Pointer to the act in the agreement."""
        return f"/acts/{self.index}"

    @property
    def takes_effect_on(self) -> date:
        """The day on which the act takes effect: the stated day, or the day from which the act counts."""
        return self.effective_on or self.counts_on

    @property
    def counts_from(self) -> date:
        """The first day on which the act helps to meet a condition that requires an act of each party.

        For a succession, this is the day of the notification, because the stated effect is often years earlier. For any
        other act, this is the day on which the act takes effect.
        """
        return self.counts_on if self.act.kind is _SUCCESSION else self.effective_on or self.counts_on


# A module constant, because Python 3.11 is slow to look up the member of an enumeration.
_SUCCESSION = ActKind.SUCCESSION

CONSENTS = frozenset(
    {
        ActKind.RATIFICATION,
        ActKind.ACCEPTANCE,
        ActKind.APPROVAL,
        ActKind.ACCESSION,
        ActKind.SUCCESSION,
        ActKind.FORMAL_CONFIRMATION,
    }
)
"""The acts by which a party consents to be bound, besides a definitive signature (VCLT 11)."""
JOINING = frozenset({ActKind.ACCESSION, ActKind.SUCCESSION})
"""The consents of parties that were not among the negotiating states."""
COMPLETIONS = frozenset({ActKind.NOTIFICATION, ActKind.EXCHANGE_OF_INSTRUMENTS})
"""The acts that complete the requirements of entry into force without a deposit of instruments."""
EXPRESSIONS = CONSENTS | COMPLETIONS | {ActKind.SIGNATURE}
"""The acts by which a party expresses that it is bound or intends to be bound."""


@internal
class Found:
    """A computed day, or the reason why there is none.

    Attributes:
        day: the day; `None` if there is no day, or if the day is not known.
        known: whether the record determines the answer. If `known` is true and `day` is `None`, there is certainly no
            day.
        runs_on: whether the agreement is treated as in force until an end is recorded, because the day of the end is
            not known.
        not_before: if the day is not known, the earliest day that it can be; `date.min` if it can be any day.
        not_after: if the day of the end is not known, the latest day that it can be; `None` if there is no such limit.
        why: the explanation.
    """

    day: date | None
    known: bool = attrs.field(default=True, kw_only=True)
    runs_on: bool = attrs.field(default=False, kw_only=True)
    not_before: date | None = attrs.field(default=None, kw_only=True)
    not_after: date | None = attrs.field(default=None, kw_only=True)
    why: Why = attrs.field(kw_only=True)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps behind the day."""
        return self.why.steps


End: TypeAlias = tuple[date, Status | None, Why]
"""A last day in force, the status after it, and the explanation; the status is `None` if the day is not certain."""


@attrs.frozen
class Others:
    """The agreements of a register, to which the conditions and relations of an agreement can refer.

    Attributes:
        by_id: all agreements, by id.
        superseding: the agreements that supersede an agreement, by the id of the earlier agreement.
    """

    by_id: Mapping[str, Agreement] = attrs.field(factory=dict[str, Agreement])
    superseding: Mapping[str, tuple[Agreement, ...]] = attrs.field(factory=dict[str, "tuple[Agreement, ...]"])

    @cached_property
    def entries(self) -> dict[tuple[str, date | None], list[Found]]:
        """A cache that contains the entry into force of each agreement under each reading, by id and `as_of`."""
        return {}

    @cached_property
    def _circles(self) -> dict[str, tuple[str, ...]]:
        """The circle of each agreement, in order of computation; see `circle_of`."""
        waits_for = {
            agreement_id: [other for other in others_named(agreement.term.entry_into_force) if other in self.by_id]
            for agreement_id, agreement in self.by_id.items()
        }
        return circles(waits_for)

    def circle_of(self, agreement_id: str) -> tuple[str, ...]:
        """Return the circle of an agreement. Agreements that depend on each other are in the same circle."""
        return self._circles[agreement_id]

    def waited_for(self, agreement_id: str) -> Iterator[str]:
        """Yield an agreement and those on which it depends, directly or indirectly, in order of computation."""
        reached, to_see = {agreement_id}, [agreement_id]
        while to_see:
            for other in others_named(self.by_id[to_see.pop()].term.entry_into_force):
                if other in self.by_id and other not in reached:
                    reached.add(other)
                    to_see.append(other)
        yield from (name for name in self._circles if name in reached)

    @classmethod
    def of(cls, agreements: Iterable[Agreement]) -> Others:
        """Return the other agreements, prepared for lookup."""
        check_is(agreements, Iterable, expected="agreements or a Register", hint="use [agreement]")
        agreements = tuple(agreements)
        for agreement in agreements:
            check_is(agreement, Agreement, hint="use register.lifecycle(id)")
        by_id = {agreement.id: agreement for agreement in agreements}
        superseding: dict[str, tuple[Agreement, ...]] = {}
        for agreement in by_id.values():
            for relation in agreement.relations:
                if relation.kind is RelationKind.SUPERSEDES:
                    superseding[relation.to] = (*superseding.get(relation.to, ()), agreement)
        return cls(by_id, superseding)


def others_named(condition: EntryIntoForce | None) -> list[str]:
    """Return the ids of the agreements on which a condition depends."""
    return [part.agreement for part, _ in placed_conditions(condition) if isinstance(part, OtherInForce)]


def circles(edges: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the strongly connected component of each node, successors first (Tarjan 1972)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    components: dict[str, tuple[str, ...]] = {}
    for root in edges:
        work = [(root, iter(edges[root]))] if root not in number else []
        if work:
            number[root] = low[root] = len(number)
            stack.append(root)
        while work:
            node, following = work[-1]
            for other in following:
                if other not in number:
                    number[other] = low[other] = len(number)
                    stack.append(other)
                    work.append((other, iter(edges[other])))
                    break
                if other not in components:
                    low[node] = min(low[node], number[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    place = stack.index(node)
                    circle, stack[place:] = tuple(stack[place:]), []
                    components.update(dict.fromkeys(circle, circle))
    return components


NO_OTHERS = Others()


def _by_kind(facts: Facts) -> dict[ActKind, list[Fact]]:
    by_kind: dict[ActKind, list[Fact]] = {}
    for fact in facts.seen:
        kind = fact.act.kind
        if kind in by_kind:
            by_kind[kind].append(fact)
        else:
            by_kind[kind] = [fact]
    return by_kind


def _founders(facts: Facts) -> tuple[str, ...]:
    everybody = facts.agreement.party_ids
    if JOINING.isdisjoint(facts.by_kind):
        return everybody
    first: dict[str, Fact] = {}
    for fact in facts.of_any(CONSENTS | COMPLETIONS):
        for party in fact.parties:
            first.setdefault(party, fact)
    joined = {
        party for party, fact in first.items() if fact.act.kind in JOINING and not _left_before(facts, party, fact)
    }
    signed = {party for fact in facts.of(ActKind.SIGNATURE) for party in fact.parties}
    founders = tuple(party for party in everybody if party in signed or party not in joined)
    if len(founders) >= 2 or (founders and facts.declared):
        return founders
    return everybody


def _left_before(facts: Facts, party: str, consent: Fact) -> bool:
    """Return whether a party withdrew before a consent. The party was then bound before, by an act not recorded."""
    return any(party in fact.parties and fact.counts_on <= consent.counts_on for fact in facts.of(ActKind.WITHDRAWAL))


@internal
class Facts:
    """The acts of an agreement, in order, under one reading of its imprecise dates.

    Attributes:
        agreement: the agreement.
        seen: the acts, sorted by the day from which they count, then by their order in the record.
        late: whether the latest possible day is used for imprecise dates of the term.
        term_day: the day for imprecise dates of the term. If a date does not allow this day, the nearest allowed day is
            used.
        as_of: use only acts up to this day; `None` to use all acts.
        others: the agreements that this agreement can refer to.
        asked: the ids of the agreements whose computation needs this computation, because they depend on this
            agreement.
        taken_back_by: a possible day of entry into force; a consent withdrawn before that day is treated as never
            given.
        by_kind: the acts in `seen`, by kind.
        founders: the ids of the original parties, whose consent brings the agreement into force. A party joined later
            if it did not sign or withdraw before, and its first consent is an accession or a succession. All other
            parties are original. If
            fewer than two parties are original by this rule, all parties are treated as original, as in a convention
            that is open only to accession. But if the entry into force is declared, a single original party is enough.
    """

    agreement: Agreement
    seen: tuple[Fact, ...]
    late: bool
    term_day: date | None
    as_of: date | None
    others: Others = NO_OTHERS
    asked: frozenset[str] = frozenset()
    taken_back_by: date | None = None
    by_kind: dict[ActKind, list[Fact]] = attrs.field(
        init=False, default=attrs.Factory(_by_kind, takes_self=True), eq=False, repr=False
    )
    founders: tuple[str, ...] = attrs.field(
        init=False, default=attrs.Factory(_founders, takes_self=True), eq=False, repr=False
    )

    @property
    def words(self) -> Words:
        """The wording for the agreement."""
        return words_for(self.agreement.binding)

    def of(self, kind: ActKind) -> Sequence[Fact]:
        """Return the acts of a kind, in order."""
        return self.by_kind.get(kind, ())

    def of_any(self, kinds: Collection[ActKind]) -> Sequence[Fact]:
        """Return the acts of several kinds, in order."""
        recorded = self.by_kind.keys()
        return () if recorded.isdisjoint(kinds) else [fact for fact in self.seen if fact.act.kind in kinds]

    def names(self, ids: tuple[str, ...] | list[str]) -> str:
        """Return the names of parties, joined for use in a sentence."""
        party_names = self.party_names
        return listed([party_names.get(party, party) for party in ids]) if ids else "the parties"

    @cached_property
    def party_names(self) -> dict[str, str]:
        """The names of the parties, by id."""
        return {party.id: party.name for party in self.agreement.parties}

    def exact(self, day: Day) -> date:
        """Return the exact day that this reading uses for a date of the term."""
        first, last = earliest(day), latest(day)
        if self.term_day is not None:
            return min(max(self.term_day, first), last)
        return last if self.late else first

    @cached_property
    def acts_of(self) -> dict[str, list[Fact]]:
        """The acts of each party, in order; an act that names no party is an act of all parties."""
        acts: dict[str, list[Fact]] = {party: [] for party in self.agreement.party_ids}
        for fact in self.seen:
            for party in fact.parties:
                acts[party].append(fact)
        return acts

    @cached_property
    def declared(self) -> tuple[Fact, ...]:
        """The declarations of entry into force for the whole agreement: they name no party, or all parties."""
        declarations = self.by_kind.get(ActKind.ENTRY_INTO_FORCE)
        if not declarations:
            return ()
        everybody = set(self.agreement.party_ids)
        for_all = [
            fact for fact in declarations if not fact.act.by or (len(everybody) > 1 and set(fact.act.by) == everybody)
        ]
        return tuple(sorted(for_all, key=lambda fact: fact.index))  # a later declaration corrects the earlier ones

    @cached_property
    def declared_for_some(self) -> dict[int, Fact]:
        """The declarations of entry into force for some parties only, in order, by the index of the act."""
        for_all = {fact.index for fact in self.declared}
        return {fact.index: fact for fact in self.of(ActKind.ENTRY_INTO_FORCE) if fact.index not in for_all}

    def begun(self) -> date | None:
        """Return the first day on which two parties have signed or one party has consented; `None` if there is none."""
        days = [fact.counts_on for fact in self.of_any(CONSENTS)]
        signed = self.signed
        if signed is not None:
            days.append(signed[0])
            signers: set[str] = set()
            for fact in signed[1]:
                signers.update(fact.parties)
                if len(signers) >= 2:
                    days.append(fact.counts_on)
                    break
        return min(days, default=None)

    @property
    def stated(self) -> Fact | None:
        """The last statement that the condition was met, if any. With such a statement, instruments are not counted."""
        statements = self.by_kind.get(ActKind.CONDITION_MET)
        return max(statements, key=lambda fact: fact.index) if statements else None

    @cached_property
    def signed(self) -> tuple[date, Sequence[Fact]] | None:
        """The day from which the agreement is treated as signed, and the signatures; `None` if it is not signed.

        If the parties are recorded, at least two of them must have signed. The day is the day of the last signature or,
        while an original party has not signed, the day of the second signature.
        """
        first: dict[str, Fact] = {}
        signatures = self.of(ActKind.SIGNATURE)
        for fact in signatures:
            for party in fact.parties or ("",):
                first.setdefault(party, fact)
        if not first or len(first) < min(2, len(self.agreement.parties)):
            return None
        days = sorted(fact.counts_on for fact in first.values())
        # While signatures are missing, the agreement is open for signature. It counts as signed from the second
        # signature.
        return days[1 if any(party not in first for party in self.founders) else -1], signatures


def is_consent(fact: Fact, *, unknown_counts: bool) -> bool:
    """Return whether an act expresses consent to be bound.

    If `unknown_counts` is true, a signature of unknown kind expresses consent.
    """
    if fact.kind is ActKind.SIGNATURE:
        kind = fact.act.signature_kind
        return kind is SignatureKind.DEFINITIVE or (kind is None and unknown_counts)
    return fact.kind in CONSENTS
