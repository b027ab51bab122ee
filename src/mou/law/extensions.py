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

from mou.dates.days import day_before
from mou.dates.periods import Period
from mou.law.facts import Fact, Facts
from mou.law.needed_consents import NeededConsents
from mou.law.schedule import Schedule
from mou.model.act import ActKind
from mou.model.durations import Indefinite
from mou.model.renewals import ExpressRenewal
from mou.values.internal import internal

_EXTENSION = ActKind.EXTENSION


@internal
class Extension:
    """An extension, complete or with consents still missing.

    Attributes:
        consents: the acts of extension, in order.
        missing: the ids of the parties whose consent is missing; empty if all have agreed.
        period: the length of the extension; `None` if a last day is stated, or the length is not known. `Indefinite`
            means that the extension has no end.
        until: the last day to which the extension prolongs the term, if stated.
        by_option: whether the parties that declared the extension have an option to extend under the text, so that no
            other consent is needed.
    """

    consents: tuple[Fact, ...]
    missing: tuple[str, ...]
    period: Period | Indefinite | None
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
    """Yield the agreed extensions in the order of agreement, then the extensions that lack the consent of a party.

    An act that repeats an extension agreed on the same day is left out. Worked case: each of two parties agrees to five
    more years on 10 January 2026, and a third act of that day records the agreement of both. The term is extended by
    five years, not by ten.
    """
    if _EXTENSION not in facts.by_kind:
        return
    renewal = facts.agreement.term.renewal
    usual, option = (renewal.period, set(renewal.by)) if isinstance(renewal, ExpressRenewal) else (None, set[str]())
    needed = NeededConsents(facts)
    proposals: dict[tuple[date | None, Period | Indefinite | None], list[Fact]] = {}
    written: dict[tuple[object, ...], tuple[date | None, Period | Indefinite | None]] = {}
    agreed_on: set[tuple[object, ...]] = set()
    for fact in facts.seen:
        if fact.act.kind is not _EXTENSION:
            needed.add(fact)
            continue
        content = fact.until, None if fact.until is not None else fact.act.period or usual
        if content == (None, None) and proposals:
            content = next(reversed(proposals))  # an act without last day or length accepts the latest proposal
        content = written.setdefault(_comparable(*content), content)
        if (content, fact.counts_on, fact.effective_on) in agreed_on:
            continue
        consents = proposals.setdefault(content, [])
        agreed = {party for consent in consents for party in consent.parties}
        if consents and agreed.issuperset(fact.parties):
            continue  # the parties repeat their consent
        consents.append(fact)
        agreed = agreed.union(fact.parties)
        missing = needed.missing(agreed, fact.counts_on)
        if not missing or (option and option <= agreed):
            del proposals[content]
            agreed_on.add((content, fact.counts_on, fact.effective_on))
            yield Extension(tuple(consents), (), content[1], content[0], by_option=bool(missing))
    for (until, period), consents in proposals.items():
        agreed = {party for consent in consents for party in consent.parties}
        yield Extension(tuple(consents), needed.missing(agreed, consents[-1].counts_on), period, until)


def _comparable(until: date | None, period: Period | Indefinite | None) -> tuple[object, ...]:
    """Return the content of an extension in a form in which ``P1Y`` equals ``P12M``, and ``P2W`` equals ``P14D``."""
    if not isinstance(period, Period):
        return until, period
    return until, 12 * period.years + period.months, 7 * period.weeks + period.days


def effective_extensions(facts: Facts, schedule: Schedule) -> int:
    """Return the number of extensions to which all parties agreed, or that used an option while it was open."""
    return sum(not extension.missing for extension in extensions(facts)) - len(schedule.lapsed)
