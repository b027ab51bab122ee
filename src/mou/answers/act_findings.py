"""Findings about single acts: acts in the wrong order, acts without effect, and acts that need all parties."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from mou.answers.accounts import without_effect
from mou.answers.finding import Finding, Kind, Severity
from mou.dates.words import listed, spoken, spoken_day
from mou.law.course import Course
from mou.law.facts import EXPRESSIONS, Fact, Facts
from mou.law.terminations import terminations
from mou.model.act import ActKind
from mou.model.agreement import Agreement

OUT_OF_ORDER = Kind(
    "out-of-order",
    Severity.WARNING,
    "An act is dated before an act that must precede it: a ratification before the signature, an instrument before the "
    "adoption, or an extension, suspension or notice before anybody had signed or consented.",
)
AFTER_THE_END = Kind(
    "after-the-end",
    Severity.WARNING,
    "An act is dated after the end of the agreement.",
)
ACT_WITHOUT_EFFECT = Kind(
    "act-without-effect",
    Severity.INFO,
    "No computed answer depends on this act: removing it from the record would change no date and no status. The "
    "message gives the reason.",
)
EFFECT_UNCERTAIN = Kind(
    "effect-uncertain",
    Severity.INFO,
    "Dates in the record are imprecise, or the text can be read in several ways, so an act may or may not have an "
    "effect: a notice can be in time or late, and an extension can come before or after the end.",
)
EXTENSION_WITHOUT_ALL = Kind(
    "extension-without-all",
    Severity.WARNING,
    "Some parties extended the agreement and the others did not consent. An extension needs the consent of all "
    "parties, so this extension changes nothing. Record the missing consent. If the parties acted together, record a "
    "single act of all parties.",
)
OPTION_NOT_OPEN = Kind(
    "option-not-open",
    Severity.WARNING,
    "A party used an option to extend the agreement too early, too late, or more often than the text allows. The "
    "extension has no effect unless all parties agree to it.",
)
EXTENSION_SHORTENS = Kind(
    "extension-shortens",
    Severity.WARNING,
    "An extension ends before the period that it should extend. The last day stated in the extension is used.",
)
TERMINATION_BY_SOME = Kind(
    "termination-by-some",
    Severity.WARNING,
    "A termination is recorded as the act of only some of the parties. It still counts as a termination by consent "
    "of all parties (VCLT 54(b)). If a single party left, record a withdrawal.",
)
LATE_RESERVATION = Kind(
    "late-reservation",
    Severity.WARNING,
    "A reservation was made after the consent to be bound. VCLT 19 allows a reservation only when a party signs or "
    "consents to be bound.",
)
SUCCESSION_UNDATED = Kind(
    "succession-undated",
    Severity.INFO,
    "A succession has no `effective_on`, so the date of succession is not recorded. A successor state is bound from "
    "the date of succession, not from the date of its notification.",
)

_BEFORE_NOTHING = frozenset({ActKind.ADOPTION, ActKind.ENTRY_INTO_FORCE})
_AFTER_SIGNATURE = frozenset({ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL})
_AFTER_ANY_CONSENT = frozenset(
    {
        ActKind.EXTENSION,
        ActKind.SUSPENSION,
        ActKind.NON_RENEWAL,
        ActKind.WITHDRAWAL,
    }
)
_LIVELY = frozenset(
    {
        ActKind.EXTENSION,
        ActKind.SUSPENSION,
        ActKind.RESUMPTION,
        ActKind.NON_RENEWAL,
        ActKind.WITHDRAWAL,
        ActKind.AMENDMENT,
    }
)


def order_findings(course: Course) -> Iterator[Finding]:
    """List acts that are dated before an act that must precede them, or after the end of the agreement."""
    adopted = min((fact.counts_on for fact in course.facts.of(ActKind.ADOPTION)), default=None)
    signed: dict[str, date] = {}
    for fact in course.facts.of(ActKind.SIGNATURE):
        for party in fact.parties:
            signed.setdefault(party, fact.counts_on)
    begun = min((fact.counts_on for fact in course.facts.of_any(EXPRESSIONS)), default=None)
    over = _Over(course)
    for fact in course.facts.seen:
        what = fact.kind.replace("_", " ")
        if adopted is not None and fact.counts_on < adopted and fact.kind not in _BEFORE_NOTHING:
            text = f"{what} on {spoken(fact.counts_on)}, before the adoption on {spoken(adopted)}"
            yield Finding(kind=OUT_OF_ORDER, pointer=fact.pointer, message=text)
        later = [signed[party] for party in fact.parties if party in signed and fact.counts_on < signed[party]]
        if later and fact.kind in _AFTER_SIGNATURE:
            text = f"{what} on {spoken(fact.counts_on)}, before the signature on {spoken(later[0])}"
            yield Finding(kind=OUT_OF_ORDER, pointer=fact.pointer, message=text)
        if begun is not None and fact.counts_on < begun and fact.kind in _AFTER_ANY_CONSENT:
            text = f"{what} on {spoken(fact.counts_on)}, before the first signature or consent on {spoken(begun)}"
            yield Finding(kind=OUT_OF_ORDER, pointer=fact.pointer, message=text)
        # A day of entry into force that is declared for all parties corrects the entry into force of the agreement. If
        # a day after the end is declared for a single party, it can mean that the party was never bound.
        declared = fact.kind is ActKind.ENTRY_INTO_FORCE and fact.act.by
        ceases = over.before(fact) if fact.kind in _LIVELY or declared else None
        if ceases is not None:
            text = f"{what} on {spoken(fact.counts_on)}; the agreement was over from {spoken(ceases)}"
            yield Finding(kind=AFTER_THE_END, pointer=fact.pointer, message=text)


class _Over:
    """The times when the agreement was over: after its last day, and in the gap before a late extension."""

    def __init__(self, course: Course) -> None:
        self._gaps = () if course.schedule is None else course.schedule.gaps
        self._ceases = course.ceases_on
        self._of_the_end = {step.pointer for step in course.end.steps}

    def before(self, fact: Fact) -> date | None:
        """If the agreement was over on the day of an act, return the first day after its end, else `None`."""
        place = bisect_left(self._gaps, fact.counts_on, key=itemgetter(1))
        if place < len(self._gaps) and self._gaps[place][0] <= fact.counts_on:
            return self._gaps[place][0]
        # Don't report the act that ended the agreement, even if the agreement was over before the day of the act.
        ended = self._ceases is not None and self._ceases <= fact.counts_on and fact.pointer not in self._of_the_end
        return self._ceases if ended else None


def extension_findings(course: Course, doubtful: set[int]) -> Iterator[Finding]:
    """List extensions that lack a party's consent, that have no effect, or that shorten the term."""
    for extension in course.incomplete_extensions:
        by = listed(sorted({party for fact in extension.consents for party in fact.parties}))
        text = f"extension by {by} without the consent of {listed(extension.missing)}, so it changes nothing"
        for fact in extension.consents if extension.last.index not in doubtful else ():
            yield Finding(kind=EXTENSION_WITHOUT_ALL, pointer=fact.pointer, message=text)
    for fact, why in course.schedule.lapsed if course.schedule is not None else ():
        text = f"extension on {spoken(fact.counts_on)} has no effect: {why}"
        yield Finding(kind=OPTION_NOT_OPEN, pointer=fact.pointer, message=text)
    for fact, before, after in course.schedule.shortened if course.schedule is not None else ():
        text = f"extended to {spoken(after)}, before the running period ends on {spoken(before)}"
        yield Finding(kind=EXTENSION_SHORTENS, pointer=fact.pointer, message=text)


def effect_findings(agreement: Agreement, course: Course, doubtful: set[int], reported: set[str]) -> Iterator[Finding]:
    """List acts without effect, and acts whose effect depends on imprecise dates.

    Args:
        agreement: the agreement as it is recorded.
        course: the computed days of the agreement.
        doubtful: the indexes of acts whose effect depends on imprecise dates.
        reported: pointers to the acts that another finding explains.
    """
    for fact, why in without_effect(course):
        if fact.pointer in reported or fact.index in doubtful:
            continue
        text = f"{fact.kind.replace('_', ' ')} on {spoken(fact.counts_on)} has no effect: {why}"
        yield Finding(kind=ACT_WITHOUT_EFFECT, pointer=fact.pointer, message=text)
    for index in sorted(doubtful):
        act = agreement.acts[index]
        what = act.kind.replace("_", " ")
        source = "the reading of the text" if agreement.term.other_readings else "the record's imprecise dates"
        text = f"whether the {what} of {act.on} has an effect depends on {source}"
        yield Finding(kind=EFFECT_UNCERTAIN, pointer=f"/acts/{index}", message=text)


def termination_findings(course: Course) -> Iterator[Finding]:
    """List terminations that are recorded as acts of only some of the parties."""
    for termination in terminations(course.facts):
        if termination.missing:
            text = f"termination not recorded as an act of {listed(termination.missing)}"
            yield Finding(kind=TERMINATION_BY_SOME, pointer=termination.consents[0].pointer, message=text)


def reservation_findings(course: Course) -> Iterator[Finding]:
    """List reservations made after the consent to be bound."""
    for fact in course.facts.of(ActKind.RESERVATION):
        consents = [life.consented for party in fact.parties if (life := course.lives.get(party)) is not None]
        first = min((consent.counts_on for consent in consents if consent is not None), default=None)
        if first is not None and fact.counts_on > first:
            text = f"reservation on {spoken(fact.counts_on)}, after the consent of {spoken(first)}"
            yield Finding(kind=LATE_RESERVATION, pointer=fact.pointer, message=text)


def succession_findings(facts: Facts) -> Iterator[Finding]:
    """List successions without a date of succession."""
    for fact in facts.of(ActKind.SUCCESSION):
        if fact.effective_on is None:
            notified = spoken_day(fact.act.received_on or fact.act.on)
            text = f"{facts.names(fact.parties)} notified on {notified}; the date of succession is not recorded"
            yield Finding(kind=SUCCESSION_UNDATED, pointer=fact.pointer, message=text)
