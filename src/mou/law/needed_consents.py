"""The parties that must consent to an extension or to a termination (VCLT 39 and 54(b))."""

from __future__ import annotations

from datetime import date

from mou.dates.days import next_day
from mou.dates.delays import delayed
from mou.law.entry import entry_into_force
from mou.law.facts import EXPRESSIONS, Fact, Facts, is_consent
from mou.law.notice_allowed import earliest_effect, when_allowed
from mou.law.signatures import signature_is_consent
from mou.law.standing import in_time, is_about
from mou.law.why import NO_STEPS
from mou.model.act import ActKind
from mou.model.conditions import is_open
from mou.model.withdrawals import ExitAt, WithdrawalOnNotice


class NeededConsents:
    """The parties whose consent an extension or a termination needs, updated act by act.

    All parties that have not left must consent. If the agreement enters into force after a number of instruments, only
    the parties that have consented to be bound must consent. But if fewer than two such parties are recorded, all
    parties must consent. A party has left when its notice has taken effect on a stated day, or after a time that runs
    from receipt. A notice that takes effect at the end of a period is ignored here.
    """

    def __init__(self, facts: Facts) -> None:
        term = facts.agreement.term
        self._parties = facts.agreement.party_ids
        self._open = is_open(term.entry_into_force)
        clause = term.withdrawal
        at_any_time = isinstance(clause, WithdrawalOnNotice) and clause.at is ExitAt.ANY_TIME
        self._clause = clause if isinstance(clause, WithdrawalOnNotice) and at_any_time else None
        self._facts = facts
        self._on_signature = signature_is_consent(facts)
        self._joined: set[str] = set()
        self._withdrawals: dict[str, list[tuple[Fact, date]]] = {}

    def add(self, fact: Fact) -> None:
        """Take the next act into account. Acts must be added in order."""
        kind = fact.act.kind
        if kind is ActKind.WITHDRAWAL:
            day = fact.effective_on or self._effect(fact)
            if day is not None:
                for party in fact.parties:
                    self._withdrawals.setdefault(party, []).append((fact, day))
        elif kind is ActKind.NOTICE_REVOCATION:
            for party in fact.parties:
                pending = self._withdrawals.get(party, [])
                self._withdrawals[party] = [pair for pair in pending if not _is_revoked(*pair, fact)]
        elif kind in EXPRESSIONS:
            for party in fact.parties:
                self._withdrawals.pop(party, None)
        if is_consent(fact, unknown_counts=self._on_signature):
            self._joined.update(fact.parties)

    def _effect(self, fact: Fact) -> date | None:
        """Return the day on which a withdrawal takes effect; `None` if it is void, or if this day is not known.

        Worked case: a denunciation outside the window for notice is void, so the consent of the party that gave it is
        still needed.
        """
        clause = self._clause
        if clause is None or clause.notice is None:
            return None
        received, locked = fact.counts_on, None
        if clause.lock_in is not None or clause.not_before is not None or clause.window is not None:
            entered = entry_into_force(self._facts).day
            counted = when_allowed(clause, self._facts, received, earlier=NO_STEPS, entered=entered, generally=entered)
            if counted.day is None:
                return None
            received, locked = counted.day, earliest_effect(clause, self._facts, entered, entered)
        day = delayed(received, clause.notice)
        return day if locked is None else max(day, next_day(locked))

    def missing(self, agreed: set[str], on: date) -> tuple[str, ...]:
        """Return the parties whose consent is required on a day and missing."""
        some_joined = self._open and len(self._joined) >= 2
        return tuple(
            party
            for party in self._parties
            if party not in agreed
            and all(day > on for _, day in self._withdrawals.get(party, ()))
            and (party in self._joined or not some_joined)
        )


def _is_revoked(withdrawal: Fact, takes_effect_on: date, revocation: Fact) -> bool:
    """Return whether a revocation applies to a withdrawal, and comes before the withdrawal takes effect."""
    return is_about(revocation, withdrawal) and in_time(revocation, takes_effect_on)
