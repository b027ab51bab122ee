"""Extensions: the acts of extension that prolong the term (VCLT 39 and 54(b)).

An extension needs the consent of all parties, or a declaration by the parties that have an option to extend. An act of
extension by all parties is enough by itself. Acts of single parties are consents to one extension if they have the same
content: the same last day or the same length. The extension is complete on the day of the last consent. If a consent is
missing, the extension changes nothing.

Worked case: an agreement is signed on 10 January 2021 for five years. Malaysia extends it by five years on 1 June 2025,
and Japan by five years on 20 June 2025. The two acts are one extension, agreed on 20 June 2025, and the last day is 10
January 2031.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from mou.dates.days import day_before, next_day
from mou.dates.delays import delayed
from mou.dates.periods import Period
from mou.law.entry import entry_into_force
from mou.law.facts import EXPRESSIONS, Fact, Facts, is_consent
from mou.law.notice_allowed import earliest_effect, when_allowed
from mou.law.schedule import Schedule
from mou.law.signatures import signature_is_consent
from mou.law.why import NO_STEPS
from mou.model.act import ActKind
from mou.model.conditions import is_open
from mou.model.renewals import ExpressRenewal
from mou.model.withdrawals import ExitAt, WithdrawalOnNotice
from mou.values.internal import internal

_EXTENSION = ActKind.EXTENSION


@internal
class Extension:
    """An extension, complete or with consents still missing.

    Attributes:
        consents: the acts of extension, in order.
        missing: the ids of the parties whose consent is missing; empty if all have agreed.
        period: the length of the extension; `None` if a last day is stated, or the length is not known.
        until: the last day to which the extension prolongs the term, if stated.
        by_option: whether the parties that declared the extension have an option to extend under the text, so that no
            other consent is needed.
    """

    consents: tuple[Fact, ...]
    missing: tuple[str, ...]
    period: Period | None
    until: date | None
    by_option: bool = False

    @property
    def last(self) -> Fact:
        """The last consent, which completes the extension."""
        return self.consents[-1]

    @cached_property
    def prolongs_on(self) -> date:
        """A day of the period that the extension prolongs.

        If the extension takes effect on a stated day, this is the day before the stated day. Otherwise, it is the day
        on which the extension was agreed. Worked case: an extension of five years with effect from 11 January 2026
        prolongs the period that ends on 10 January 2026.
        """
        stated = [fact.effective_on for fact in self.consents if fact.effective_on is not None]
        return day_before(max(stated)) if stated else self.last.counts_on


def extensions(facts: Facts) -> Iterator[Extension]:
    """Yield the agreed extensions in the order of agreement, then the extensions that lack the consent of a party."""
    if _EXTENSION not in facts.by_kind:
        return
    renewal = facts.agreement.term.renewal
    usual, option = (renewal.period, set(renewal.by)) if isinstance(renewal, ExpressRenewal) else (None, set[str]())
    needed = _Needed(facts)
    proposals: dict[tuple[date | None, Period | None], list[Fact]] = {}
    for fact in facts.seen:
        if fact.act.kind is not _EXTENSION:
            needed.add(fact)
            continue
        content = fact.until, None if fact.until is not None else fact.act.period or usual
        if content == (None, None) and proposals:
            content = next(reversed(proposals))  # an act without last day or length accepts the latest proposal
        consents = proposals.setdefault(content, [])
        agreed = {party for consent in consents for party in consent.parties}
        if consents and agreed.issuperset(fact.parties):
            continue  # the parties repeat their consent
        consents.append(fact)
        agreed = agreed.union(fact.parties)
        missing = needed.missing(agreed, fact.counts_on)
        if not missing or (option and option <= agreed):
            del proposals[content]
            yield Extension(tuple(consents), (), content[1], content[0], by_option=bool(missing))
    for (until, period), consents in proposals.items():
        agreed = {party for consent in consents for party in consent.parties}
        yield Extension(tuple(consents), needed.missing(agreed, consents[-1].counts_on), period, until)


def effective_extensions(facts: Facts, schedule: Schedule) -> int:
    """Return the number of extensions to which all parties agreed, or that used an option while it was open."""
    return sum(not extension.missing for extension in extensions(facts)) - len(schedule.lapsed)


class _Needed:
    """The parties whose consent an extension needs, updated act by act.

    All parties that have not left must consent. If the agreement enters into force after a number of instruments, only
    the parties that have consented to be bound must consent to the extension. But if fewer than two such parties are
    recorded, all parties must consent. A party has left when its notice has taken effect on a stated day, or after a
    time that runs from receipt. A notice that takes effect at the end of a period is ignored here.
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
        self._leaves_on: dict[str, date] = {}

    def add(self, fact: Fact) -> None:
        """Take into account an act that is not an extension."""
        kind = fact.act.kind
        if kind is ActKind.WITHDRAWAL:
            day = fact.effective_on or self._effect(fact)
            if day is not None:
                for party in fact.parties:
                    self._leaves_on.setdefault(party, day)
        elif kind is ActKind.NOTICE_REVOCATION or kind in EXPRESSIONS:
            for party in fact.parties:
                self._leaves_on.pop(party, None)
        if is_consent(fact, unknown_counts=self._on_signature):
            self._joined.update(fact.parties)

    def _effect(self, fact: Fact) -> date | None:
        """Return the day on which a withdrawal takes effect; `None` if it is void, or if this day is not known.

        Worked case: a denunciation outside the window for notice is void, so an extension still needs the consent of
        the party that gave it.
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
            and self._leaves_on.get(party, date.max) > on
            and (party in self._joined or not some_joined)
        )
