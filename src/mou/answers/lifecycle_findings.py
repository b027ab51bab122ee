"""Findings about what follows from acts and term: entry into force, notices, extensions, exits and the end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from mou.answers.accounts import vain_notices, without_effect
from mou.answers.catalogue import (
    ACT_WITHOUT_EFFECT,
    AFTER_THE_END,
    CONDITION_MET_DIFFERS,
    DECLARED_DIFFERS,
    EARLY_NOTICE,
    EFFECT_UNCERTAIN,
    END_BEFORE_ENTRY,
    END_BEFORE_SIGNATURE,
    END_DIFFERS,
    END_OTHER_COUNTING,
    ENTRY_BEFORE_SIGNATURE,
    EXIT_DIFFERS,
    EXIT_IN_CONFLICT,
    EXPIRED_SILENTLY,
    EXTENSION_SHORTENS,
    EXTENSION_WITHOUT_ALL,
    LATE_NOTICE,
    LATE_RESERVATION,
    NOTICE_WITHOUT_EFFECT,
    OUT_OF_ORDER,
    TERMINATION_BY_SOME,
    WITHDRAWN_BEFORE_ENTRY,
    Finding,
)
from mou.answers.lifecycles import Lifecycle
from mou.answers.record_findings import signed_by_two
from mou.dates.days import day_before, earliest, latest
from mou.dates.periods import Counting, Period, last_day_of
from mou.dates.words import listed, spoken
from mou.law.counting import counting_of, other_counting
from mou.law.course import Course
from mou.law.entry import computed_entry, counted_without_statement, declared_entry, entry_into_force
from mou.law.facts import Fact, Facts
from mou.law.late_notice import late_text
from mou.law.notice_effects import computed_exit
from mou.law.status import Status
from mou.model.act import ActKind
from mou.model.agreement import Agreement
from mou.model.term import Anchor, Indefinite, TacitRenewal, Until, WithdrawalOnNotice

__all__ = ["expiry_findings", "lifecycle_findings"]


def lifecycle_findings(agreement: Agreement, course: Course, doubtful: set[int]) -> Iterator[Finding]:
    """List what is questionable about the acts and dates of an agreement, by what follows from them.

    Args:
        agreement: the agreement as it is recorded.
        course: what follows from it, where its dates are imprecise by their earliest.
        doubtful: the acts that have an effect or none, depending on these dates.
    """
    yield from _stated_end(agreement, course)
    yield from _notices(course, doubtful)
    yield from _entry(course)
    in_order = list(_order(course))
    yield from in_order
    yield from _exits(course)
    yield from _extensions(course, doubtful)
    yield from _without_effect(
        course, doubtful, {finding.pointer for finding in in_order if finding.kind is AFTER_THE_END}
    )
    yield from (_uncertain_effect(agreement, index) for index in sorted(doubtful))
    yield from _terminations(course)
    yield from _reservations(course)


def _uncertain_effect(agreement: Agreement, index: int) -> Finding:
    act = agreement.acts[index]
    text = f"whether the {act.kind.replace('_', ' ')} of {act.on} has an effect depends on the record's imprecise dates"
    return Finding(kind=EFFECT_UNCERTAIN, pointer=f"/acts/{index}", message=text)


def _stated_end(agreement: Agreement, course: Course) -> Iterator[Finding]:
    term = agreement.term
    stated, length = term.stated_last_day, term.duration
    anchors = {Anchor.ENTRY_INTO_FORCE: entry_into_force(course.facts).day, Anchor.SIGNATURE: course.signed}
    anchor = term.anchor if isinstance(term.anchor, date) else anchors.get(term.anchor, course.provisional_from)
    where = "/term/stated_last_day"
    if stated is None:
        return
    if isinstance(length, Until):
        if not earliest(length.last_day) <= stated <= latest(length.last_day):
            text = f"{spoken(stated)} is stated, and the duration ends on {length.last_day}"
            yield Finding(kind=END_DIFFERS, pointer=where, message=text)
    elif isinstance(length, Period) and anchor is not None:
        counting = counting_of(term)
        other = other_counting(counting)
        computed = last_day_of(anchor, length, counting)
        how = "counted from the event" if counting is Counting.FROM_EVENT else "counted from the start of the day"
        if stated == computed:
            return
        text = f"{spoken(stated)} is stated; {how} it is {spoken(computed)}"
        if stated == last_day_of(anchor, length, other):
            text += f", and {spoken(stated)} fits {other}"
            yield Finding(kind=END_OTHER_COUNTING, pointer=where, message=text)
        else:
            yield Finding(kind=END_DIFFERS, pointer=where, message=text)


def _notices(course: Course, doubtful: set[int]) -> Iterator[Finding]:
    vain = {notice.fact.index for notice in vain_notices(course)} - doubtful
    for notice in course.all_exits:
        if notice.revoked_by is not None:
            continue
        where, last = notice.fact.pointer, notice.steps[-1]
        if notice.missed is not None:
            renewal = course.facts.agreement.term.renewal
            text = late_text(notice.missed, notice.counts_for)
            endless = isinstance(renewal, TacitRenewal) and isinstance(renewal.period, Indefinite)
            if notice.ceases_on is None and not endless:
                by = f"the last day for notice was {spoken(notice.missed)}"
                text = f"too late: {by}, and no later end is left to prevent"
            yield Finding(kind=LATE_NOTICE, pointer=where, message=text)
        if notice.early:
            opens = next(step for step in notice.steps if step.pointer == "/term/withdrawal/lock_in")
            yield Finding(kind=EARLY_NOTICE, pointer=where, message=opens.text)
        if notice.bound_from is not None:
            yield Finding(kind=WITHDRAWN_BEFORE_ENTRY, pointer=where, message=last.text)
        if notice.fact.index in vain:
            yield Finding(kind=NOTICE_WITHOUT_EFFECT, pointer=where, message=last.text)


def _extensions(course: Course, doubtful: set[int]) -> Iterator[Finding]:
    for extension in course.incomplete_extensions:
        by = listed(sorted({party for fact in extension.consents for party in fact.parties}))
        text = f"extension by {by} without the consent of {listed(extension.missing)}, so it changes nothing"
        for fact in extension.consents if extension.last.index not in doubtful else ():
            yield Finding(kind=EXTENSION_WITHOUT_ALL, pointer=fact.pointer, message=text)
    for fact, before, after in course.schedule.shortened if course.schedule is not None else ():
        text = f"extended to {spoken(after)}, before the end of the period then running, {spoken(before)}"
        yield Finding(kind=EXTENSION_SHORTENS, pointer=fact.pointer, message=text)


def _without_effect(course: Course, doubtful: set[int], reported: set[str]) -> Iterator[Finding]:
    for fact, why in without_effect(course):
        if fact.pointer in reported or fact.index in doubtful:
            continue
        text = f"{fact.kind.replace('_', ' ')} on {spoken(fact.counts_on)} has no effect: {why}"
        yield Finding(kind=ACT_WITHOUT_EFFECT, pointer=fact.pointer, message=text)


def _entry(course: Course) -> Iterator[Finding]:
    facts = course.facts
    declared, day, signed = declared_entry(facts), course.entered.day, course.signed
    by_two = signed_by_two(facts)
    if day is not None and by_two is not None and day < by_two:
        text = f"{facts.words.enters} on {spoken(day)}, signed on {spoken(by_two)}"
        yield Finding(kind=ENTRY_BEFORE_SIGNATURE, pointer=_declaration(facts), message=text)
    if declared is not None and facts.agreement.term.entry_into_force is not None:
        computed = computed_entry(facts).day
        if computed is not None and computed != declared.day and declared.day is not None:
            text = f"{spoken(declared.day)} is declared; the condition gives {spoken(computed)}"
            yield Finding(kind=DECLARED_DIFFERS, pointer=_declaration(facts), message=text)
    for fact in facts.declared_for_some.values():
        if day is not None and fact.takes_effect_on < day:
            text = f"declared for {facts.names(fact.parties)} from {spoken(fact.takes_effect_on)}"
            text = f"{text}; the agreement {facts.words.enters} on {spoken(day)}"
            yield Finding(kind=DECLARED_DIFFERS, pointer=fact.pointer, message=text)
    stated, counted = facts.stated, counted_without_statement(facts).day
    if stated is not None and counted is not None:
        condition_day = computed_entry(facts).day
        if condition_day is not None and condition_day != counted:
            text = (
                f"the condition is stated to have been met on {spoken(stated.counts_on)}, for entry into force on "
                f"{spoken(condition_day)}; the recorded instruments give {spoken(counted)}"
            )
            yield Finding(kind=CONDITION_MET_DIFFERS, pointer=stated.pointer, message=text)
    would_have = entry_into_force(facts).day if course.given_up else None
    if course.ceases_on is not None and signed is not None and course.ceases_on <= signed:
        text = f"the last day is {spoken(day_before(course.ceases_on))}, signed on {spoken(signed)}"
        yield Finding(kind=END_BEFORE_SIGNATURE, pointer="/term", message=text)
    elif course.ceases_on is not None and would_have is not None:
        text = (
            f"over from {spoken(course.ceases_on)}; by what was done, it {facts.words.enters} on {spoken(would_have)}"
        )
        yield Finding(kind=END_BEFORE_ENTRY, pointer="/term", message=text)


def _declaration(facts: Facts) -> str:
    return facts.declared[-1].pointer if facts.declared else "/term/entry_into_force"


def _exits(course: Course) -> Iterator[Finding]:
    clause = course.facts.agreement.term.withdrawal
    for notice in course.all_exits:
        fact, stated = notice.fact, notice.fact.effective_on
        if (
            fact.kind is not ActKind.WITHDRAWAL
            or notice.bound_from is not None
            or not isinstance(clause, WithdrawalOnNotice)
        ):
            continue  # before the entry into force no clause is in force either
        life = course.lives[notice.party]
        begun = [spell.first_day for spell in life.spells if spell.first_day <= fact.counts_on]
        entered = max(begun, default=life.spells[0].first_day if life.spells else course.entered.day)
        computed = computed_exit(course.facts, course.schedule, entered, course.entered.day, fact) if stated else None
        if stated is not None and computed is not None and stated < computed:
            text = f"{spoken(stated)} is stated; the clause gives {spoken(computed)}"
            yield Finding(kind=EXIT_DIFFERS, pointer=f"{fact.pointer}/effective_on", message=text)
        if clause.delayed_by_conflict and notice.revoked_by is None and notice.ceases_on is not None:
            text = f"takes effect on {spoken(notice.ceases_on)}, unless {notice.party} is in an armed conflict then"
            yield Finding(kind=EXIT_IN_CONFLICT, pointer=fact.pointer, message=text)


def _terminations(course: Course) -> Iterator[Finding]:
    everybody = set(course.facts.agreement.party_ids)
    for fact in course.facts.of(ActKind.TERMINATION):
        missing = [party for party in course.facts.agreement.party_ids if party not in fact.parties]
        if missing and set(fact.parties) < everybody:
            text = f"termination without {listed(missing)}"
            yield Finding(kind=TERMINATION_BY_SOME, pointer=fact.pointer, message=text)


def _reservations(course: Course) -> Iterator[Finding]:
    for fact in course.facts.of(ActKind.RESERVATION):
        consents = [life.consented for party in fact.parties if (life := course.lives.get(party)) is not None]
        first = min((consent.counts_on for consent in consents if consent is not None), default=None)
        if first is not None and fact.counts_on > first:
            text = f"reservation on {spoken(fact.counts_on)}, after the consent of {spoken(first)}"
            yield Finding(kind=LATE_RESERVATION, pointer=fact.pointer, message=text)


_BEFORE_NOTHING = frozenset({ActKind.ADOPTION, ActKind.ENTRY_INTO_FORCE})
_AFTER_SIGNATURE = frozenset({ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL})
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


def _order(course: Course) -> Iterator[Finding]:
    adopted = min((fact.counts_on for fact in course.facts.of(ActKind.ADOPTION)), default=None)
    signed: dict[str, date] = {}
    for fact in course.facts.of(ActKind.SIGNATURE):
        for party in fact.parties:
            signed.setdefault(party, fact.counts_on)
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
        # A day declared for all parties corrects the entry; one for a party keeps it from being bound.
        declared = fact.kind is ActKind.ENTRY_INTO_FORCE and fact.act.by
        ceases = over.before(fact) if fact.kind in _LIVELY or declared else None
        if ceases is not None:
            text = f"{what} on {spoken(fact.counts_on)}; it had ended on {spoken(ceases)}"
            yield Finding(kind=AFTER_THE_END, pointer=fact.pointer, message=text)


class _Over:
    """When the agreement was over: before each extension that came after an end, and after its last day."""

    def __init__(self, course: Course) -> None:
        self._gaps = () if course.schedule is None else course.schedule.gaps
        self._ceases = course.ceases_on
        self._of_the_end = {step.pointer for step in course.end.steps}

    def before(self, fact: Fact) -> date | None:
        """The first day out, where an act comes after it; `None` where it comes before."""
        place = bisect_left(self._gaps, fact.counts_on, key=itemgetter(1))
        if place < len(self._gaps) and self._gaps[place][0] <= fact.counts_on:
            return self._gaps[place][0]
        # What ended it does not come after the end, even where its effect is stated for an earlier day.
        ended = self._ceases is not None and self._ceases <= fact.counts_on and fact.pointer not in self._of_the_end
        return self._ceases if ended else None


def expiry_findings(life: Lifecycle, course: Course, on: date) -> Iterator[Finding]:
    """Report a term that has ended by a day with nothing recorded since."""
    ceases = life.ceases_on
    if life.status(on) is not Status.EXPIRED or ceases is None:
        return
    if not any(ceases <= fact.counts_on <= on or fact.kind is ActKind.NON_RENEWAL for fact in course.facts.seen):
        text = f"its last day was {spoken(course.end.day or ceases)}, and nothing is recorded since"
        yield Finding(kind=EXPIRED_SILENTLY, pointer="/acts", message=text)
