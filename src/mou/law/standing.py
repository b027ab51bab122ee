"""Pairs of acts: an act of a party, and a later act of the same party that undoes it (VCLT 68, 22).

A notice is undone by its revocation. A reservation, declaration or objection is undone by its withdrawal. A consent is
undone by a withdrawal from the agreement. The rules:

1. An undoing act applies to the act that its `refers_to` names. Without `refers_to`, the undoing act applies to every
   earlier act of the same party that it can undo and that has not been undone yet.
2. Only the first undoing act has an effect. Later undoing acts have none.
3. A revocation must take effect before the notice takes effect (VCLT 68). `mou.law.notice_effects` computes the day on
   which a notice takes effect. Worked case: a notice of 1 March 2020 with a notice period of six months takes effect on
   1 September 2020. A revocation of 31 August 2020 undoes the notice, but a revocation of 1 September 2020 does not.
4. A withdrawal before the agreement is in force takes effect at once, so rule 3 would leave no time to revoke it. The
   withdrawal can be revoked nevertheless, and the consent then counts again from the day of the revocation. Worked
   case: a party ratifies on 1 March 2020, withdraws its consent on 1 May and revokes the withdrawal on 10 May. The
   agreement enters into force on 1 July. The consent counts through 30 April, and again from 10 May.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeAlias

import attrs

from mou.dates.days import next_day
from mou.errors import DateRangeError
from mou.law.facts import COMPLETIONS, EXPRESSIONS, Fact, Facts, is_consent
from mou.model.act import ActKind
from mou.model.agreement import Agreement
from mou.model.conditions import is_open
from mou.values.internal import internal

NOTICES = frozenset({ActKind.NON_RENEWAL, ActKind.WITHDRAWAL})
"""The notices by which a party leaves, or prevents the renewal of, an agreement."""
_STATEMENTS = frozenset({ActKind.RESERVATION, ActKind.DECLARATION, ActKind.OBJECTION})
"""The statements of a party that can be withdrawn (VCLT 19 to 23)."""

_WITHDRAWAL, _REVOCATION, _NOTICE_SUSPENSION = ActKind.WITHDRAWAL, ActKind.NOTICE_REVOCATION, ActKind.NOTICE_SUSPENSION


_MAKE_A_PARTY = COMPLETIONS | {ActKind.ENTRY_INTO_FORCE}
"""The acts by which somebody becomes a party without a consent."""


class Memberships:
    """The parties that have consented and not withdrawn since, updated act by act.

    If the condition counts instruments, nobody becomes a party by a notification, an exchange of instruments or a
    declared entry into force.
    """

    __slots__ = ("_joining", "_withdrawal_of")

    def __init__(self, agreement: Agreement) -> None:
        self._joining = frozenset[ActKind]() if is_open(agreement.term.entry_into_force) else _MAKE_A_PARTY
        self._withdrawal_of: dict[str, Fact | None] = {}

    def add(self, fact: Fact) -> None:
        """Take the next act into account. Acts must be added in order."""
        kind, withdrawal_of = fact.act.kind, self._withdrawal_of
        if is_consent(fact, unknown_counts=True) or kind in self._joining:
            withdrawal_of.update(dict.fromkeys(fact.parties))
        elif kind is _WITHDRAWAL:
            for party in fact.parties:
                if withdrawal_of.get(party, fact) is None:
                    withdrawal_of[party] = fact
        elif kind is _REVOCATION:
            for party in fact.parties:
                withdrawal = withdrawal_of.get(party)
                if withdrawal is not None and is_about(fact, withdrawal):
                    withdrawal_of[party] = None

    def include(self, parties: Iterable[str]) -> bool:
        """Return whether all given ids are parties."""
        return all(self._withdrawal_of.get(party, _NOT_A_PARTY) is None for party in parties)


_NOT_A_PARTY = object()


def is_about(undoing: Fact, fact: Fact) -> bool:
    """Return whether an undoing act of the same party applies to an act: it names the act, or it names none."""
    return undoing.act.refers_to in (None, fact.act.id)


class Pending:
    """The acts of one party that can still be undone, by their index in the record (rules 1 and 2)."""

    __slots__ = ("_by_id", "_indexes")

    def __init__(self) -> None:
        self._indexes: dict[int, None] = {}
        self._by_id: dict[str, int] = {}

    def add(self, fact: Fact) -> None:
        """Add an act that can be undone."""
        self._indexes[fact.index] = None
        if fact.act.id is not None:
            self._by_id[fact.act.id] = fact.index

    def meant_by(self, undoing: Fact) -> tuple[int, ...]:
        """Return the indexes of the acts to which an undoing act applies."""
        if undoing.act.refers_to is None:
            return tuple(self._indexes)
        index = self._by_id.get(undoing.act.refers_to)
        return () if index is None or index not in self._indexes else (index,)

    def undone_by(self, undoing: Fact) -> tuple[int, ...]:
        """Remove and return the indexes of the acts to which an undoing act applies."""
        indexes = self.meant_by(undoing)
        for index in indexes:
            del self._indexes[index]
        return indexes


def in_time(revocation: Fact, takes_effect_on: date) -> bool:
    """Return whether a revocation comes before the notice takes effect (VCLT 68)."""
    return revocation.takes_effect_on < takes_effect_on


@internal
class Notice:
    """A notice of a party, with its revocation and suspensions.

    Attributes:
        fact: the notice.
        place: the place of the notice among the acts of the party.
        revoked_by: the first revocation of the notice, whether in time or not.
        suspended_by: the suspensions of the notice before its first revocation, in order.
    """

    fact: Fact
    place: int
    revoked_by: Fact | None
    suspended_by: tuple[Fact, ...]


def notices(acts: Sequence[Fact]) -> list[Notice]:
    """Return the notices among the acts of one party, in order, each paired with its revocation and suspensions."""
    by_index: dict[int, tuple[int, Fact, list[Fact]]] = {}  # by the index of the act
    revoked: dict[int, Fact] = {}
    pending = Pending()
    for place, fact in enumerate(acts):
        kind = fact.act.kind
        if kind in NOTICES:
            pending.add(fact)
            by_index[fact.index] = (place, fact, [])
        elif kind is _REVOCATION:
            revoked.update(dict.fromkeys(pending.undone_by(fact), fact))
        elif kind is _NOTICE_SUSPENSION:
            for index in pending.meant_by(fact):
                by_index[index][2].append(fact)
    return [
        Notice(fact, place, revoked.get(index), tuple(suspensions))
        for index, (place, fact, suspensions) in by_index.items()
    ]


def withdrawn_statements(acts: Sequence[Fact]) -> list[tuple[Fact, Fact | None]]:
    """Return the statements among the acts of one party, in order, each with the first act that withdrew it."""
    statements: list[Fact] = []
    withdrawn: dict[int, Fact] = {}
    pending = Pending()
    for fact in acts:
        if fact.act.kind in _STATEMENTS:
            statements.append(fact)
            pending.add(fact)
        elif fact.act.kind is ActKind.STATEMENT_WITHDRAWAL:
            withdrawn.update(dict.fromkeys(pending.undone_by(fact), fact))
    return [(statement, withdrawn.get(statement.index)) for statement in statements]


Revocations: TypeAlias = dict[tuple[str, int], Fact]
"""The revocation of each notice, by the party and the index of the notice."""


def revocations(facts: Facts) -> Revocations:
    """Return the first revocation of each notice of each party, whether in time or not."""
    if _REVOCATION not in facts.by_kind:
        return {}
    return {
        (party, notice.fact.index): notice.revoked_by
        for party, acts in facts.acts_of.items()
        for notice in notices(acts)
        if notice.revoked_by is not None
    }


@internal
class Consent:
    """An act that counts toward a condition, such as a consent to be bound, with the days on which it counts.

    Attributes:
        party: the id of the party.
        fact: the act.
        since: the first day on which the act counts.
        left_on: the first day on which the act no longer counts because of a withdrawal; `None` if it still counts.
        withdrawal: the withdrawal that ended the consent.
        restored_by: the revocation of a withdrawal, if that revocation restored this consent.
    """

    party: str
    fact: Fact
    since: date
    left_on: date | None = None
    withdrawal: Fact | None = None
    restored_by: Fact | None = None

    def counts_on(self, day: date) -> bool:
        """Return whether the consent counts on a day."""
        return self.since <= day and (self.left_on is None or day < self.left_on)


def consents(
    facts: Facts,
    counts: Callable[[Fact], bool],
    *,
    after_leaving: bool = False,
    from_effect: bool = False,
) -> list[Consent]:
    """Return the acts that count toward a condition, in order.

    Each party has one such act at a time, until the party withdraws.

    Args:
        facts: the acts of the agreement.
        counts: a function that returns whether an act counts.
        after_leaving: whether an act still counts after its party withdrew.
        from_effect: whether an act counts from its stated effect (`Fact.counts_from`) rather than from its own day.

    Worked case: a party ratifies on 1 March, withdraws on 1 May and revokes the withdrawal on 10 May, all before entry
    into force. The consent counts through 30 April, and again from 10 May.
    """
    revoked = revocations(facts)
    listed: list[Consent] = []
    standing: dict[str, int] = {}
    withdrawn: dict[str, tuple[int, Fact]] = {}
    for fact in facts.seen:
        kind = fact.act.kind
        if counts(fact):
            for party in fact.parties:
                if party not in standing:
                    since = fact.counts_from if from_effect else fact.counts_on
                    standing[party] = len(listed)
                    listed.append(Consent(party, fact, max(since, _last_left(listed, withdrawn, party))))
        elif kind is _WITHDRAWAL and not after_leaving:
            for party in fact.parties:
                earlier = withdrawn.get(party)
                if party in standing:
                    place = standing.pop(party)
                    withdrawn[party] = place, fact
                    listed[place] = attrs.evolve(listed[place], left_on=fact.takes_effect_on, withdrawal=fact)
                elif (party, fact.index) in revoked:
                    continue
                # A later withdrawal that takes effect earlier also ends the earlier consent.
                if earlier is not None and (listed[earlier[0]].left_on or date.min) > fact.takes_effect_on:
                    first = listed[earlier[0]]
                    listed[earlier[0]] = attrs.evolve(first, left_on=fact.takes_effect_on, withdrawal=fact)
        elif kind is _REVOCATION:
            for party in fact.parties:
                if party in withdrawn and revoked.get((party, withdrawn[party][1].index)) is fact:
                    place, withdrawal = withdrawn.pop(party)
                    again = standing.get(party)
                    if in_time(fact, withdrawal.takes_effect_on):
                        if again is not None:  # the later consent was not needed: the party never left
                            listed[again] = attrs.evolve(listed[again], left_on=listed[again].since)
                        standing[party] = place
                        listed[place] = attrs.evolve(listed[place], left_on=None, withdrawal=None)
                    elif again is None:
                        standing[party] = len(listed)
                        act = listed[place].fact
                        listed.append(Consent(party, act, fact.takes_effect_on, restored_by=fact))
    taken_back_by = facts.taken_back_by
    if taken_back_by is None:
        return listed
    return [consent for consent in listed if not _is_taken_back(revoked, consent, taken_back_by)]


def _last_left(listed: list[Consent], withdrawn: dict[str, tuple[int, Fact]], party: str) -> date:
    """Return the day on which the last consent of a party ended. The next consent can't count before this day."""
    return (listed[withdrawn[party][0]].left_on or date.min) if party in withdrawn else date.min


def _is_taken_back(revoked: Revocations, consent: Consent, day: date) -> bool:
    """Return whether a consent was withdrawn and not restored before an entry into force on `day` (VCLT 24(4))."""
    withdrawal = consent.withdrawal
    if withdrawal is None or not is_before_entry(withdrawal, day):
        return False
    revocation = revoked.get((consent.party, withdrawal.index))
    return revocation is None or revocation.takes_effect_on > day


def is_before_entry(notice: Fact, day: date) -> bool:
    """Return whether a withdrawal comes before an entry into force on `day`.

    If the withdrawal states the day of its effect, that day must be the day of entry into force or an earlier day.
    Without such a day, the withdrawal must be received before the day of entry into force.
    """
    return notice.counts_on < day if notice.effective_on is None else notice.effective_on <= day


@internal
class Absence:
    """Consecutive days on which a party is treated as withdrawn, if the agreement enters into force on one of them.

    Attributes:
        party: the id of the party.
        notice: the withdrawal.
        first_day: the first of these days.
        back_on: the first day on which the party takes part again, by a revocation or a new consent; `None` if it never
            does.
    """

    party: str
    notice: Fact
    first_day: date
    back_on: date | None

    def covers(self, day: date) -> bool:
        """Return whether the party is treated as withdrawn on a day."""
        return self.first_day <= day and (self.back_on is None or day < self.back_on)


def absences(facts: Facts) -> list[Absence]:
    """Return the absences of all parties, one for each withdrawal; see `Absence`.

    Worked case: a party ratifies on 1 March 2020, withdraws on 1 May and revokes the withdrawal on 10 May. The party is
    treated as withdrawn from 2 to 9 May. If the agreement enters into force on 1 May itself, the party is bound,
    because its withdrawal does not come before that day.

    Worked case of two withdrawals: a party withdraws on 1 May with effect from 1 July, and again on 5 May without a
    stated effect. The withdrawal with the earlier effect is decisive, so the party is treated as withdrawn from 6 May.
    """
    revoked = revocations(facts)
    listed: list[Absence] = []
    pending: dict[str, list[Fact]] = {}

    def close(party: str, notice: Fact, back_on: date | None) -> None:
        try:
            day = next_day(notice.counts_on) if notice.effective_on is None else notice.effective_on
        except DateRangeError:
            return  # received on the last day of the calendar
        first_day = max(day, notice.counts_on)
        if back_on is None or first_day < back_on:
            listed.append(Absence(party, notice, first_day, back_on))

    for fact in facts.seen:
        kind = fact.act.kind
        for party in fact.parties:
            if kind is _WITHDRAWAL:
                pending.setdefault(party, []).append(fact)
            elif party in pending and kind in EXPRESSIONS:
                for notice in pending.pop(party):
                    close(party, notice, fact.counts_on)
            elif party in pending and kind is _REVOCATION:
                for notice in pending.pop(party):
                    if revoked.get((party, notice.index)) is fact:
                        close(party, notice, fact.takes_effect_on)
                    else:
                        pending.setdefault(party, []).append(notice)
    for party, withdrawals in pending.items():
        for notice in withdrawals:
            close(party, notice, None)
    return listed


def absent_on(listed: Iterable[Absence], day: date) -> dict[str, Fact]:
    """Return the parties that are treated as withdrawn on a day, each with the withdrawal that took effect first."""
    absent = sorted((absence for absence in listed if absence.covers(day)), key=lambda absence: absence.first_day)
    notices_of: dict[str, Fact] = {}
    for absence in absent:
        notices_of.setdefault(absence.party, absence.notice)
    return notices_of
