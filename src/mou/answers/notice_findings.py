"""Findings about notices and withdrawals, such as late notices, early notices and notices without effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.answers.accounts import vain_notices
from mou.answers.finding import Finding, Kind, Severity
from mou.dates.periods import Period
from mou.dates.words import spoken
from mou.law.course import Course
from mou.law.exits import Exit
from mou.law.late_notice import late_text
from mou.law.minimum_parties import leaves_one_party
from mou.law.non_renewal import WITHIN
from mou.law.notice_allowed import WHEN_ALLOWED
from mou.law.notice_effects import computed_exit
from mou.law.rules import BEFORE_ENTRY
from mou.law.schedule import RequiredNotice
from mou.model.act import ActKind
from mou.model.renewals import TacitRenewal
from mou.model.withdrawals import WithdrawalOnNotice

LATE_NOTICE = Kind(
    "late-notice",
    Severity.WARNING,
    "A notice came too late for the period that was running. It takes effect at the end of the first period for which "
    "it is in time.",
)
EARLY_NOTICE = Kind(
    "early-notice",
    Severity.WARNING,
    "A notice was given on a day on which the text does not allow notice. Depending on the text, the notice "
    "period runs from the next day on which notice is allowed, or the notice has no effect at all.",
)
NOTICE_WITHOUT_EFFECT = Kind(
    "notice-without-effect",
    Severity.WARNING,
    "A notice changes nothing. Either there was no renewal that the notice could prevent, or the text has a fixed "
    "term and no way to leave before its end.",
)
WITHDRAWN_BEFORE_ENTRY = Kind(
    "withdrawn-before-entry",
    Severity.INFO,
    "A party withdrew before the agreement was in force for it. Its consent counts as never given, and no notice "
    "period runs. If the agreement was in force when the party withdrew, the record lacks the act that brought it into "
    "force. If the withdrawal was revoked only after the day on which the agreement would have entered into force, the "
    "agreement enters into force with the revocation.",
)
EXIT_DIFFERS = Kind(
    "exit-differs",
    Severity.WARNING,
    "The stated day on which a notice takes effect is earlier than the clause allows. The stated day is used, except "
    "that a notice against renewal can't take effect before the agreement is in force. A stated day that is later than "
    "the clause requires is not reported.",
)
EXIT_IN_CONFLICT = Kind(
    "exit-in-conflict",
    Severity.INFO,
    "Under the text, a withdrawal does not take effect while the party is in an armed conflict. The record does not "
    "show whether the party was in an armed conflict.",
)
EXIT_UNDATED = Kind(
    "exit-undated",
    Severity.WARNING,
    "A party to a multilateral agreement gave a notice, and it is not known on which day the notice takes effect. The "
    "agreement continues, but it is not known how long this party is bound. Add the notice period to the clause, or "
    "`effective_on` to the notice.",
)
NOTICE_TOO_LONG = Kind(
    "notice-too-long",
    Severity.WARNING,
    "The last day for notice of non-renewal lies before the agreement is in force, so nobody can give notice in time "
    "for the end of the first period. The notice period or the duration is probably mistyped.",
)
ONE_PARTY_LEFT = Kind(
    "one-party-left",
    Severity.WARNING,
    "Only one party to a multilateral agreement is left. The agreement continues until that party leaves as well. If "
    "the text requires more parties, record `minimum_parties`. If the agreement has ended, record the termination.",
)


def notice_findings(course: Course, doubtful: set[int]) -> Iterator[Finding]:
    """List notices that are late, early or without effect.

    Args:
        course: the computed days of the agreement.
        doubtful: the indexes of acts whose effect depends on imprecise dates.
    """
    vain = {notice.fact.index for notice in vain_notices(course)} - doubtful
    for notice in course.all_exits:
        if notice.revoked_by is not None:
            yield from _revoked_after_entry(course, notice)
            continue
        where, last = notice.fact.pointer, notice.steps[-1]
        if notice.missed is not None:
            renewal = course.facts.agreement.term.renewal
            text = late_text(notice.missed, notice.counts_for)
            endless = isinstance(renewal, TacitRenewal) and not isinstance(renewal.period, Period)
            by = f"the last day for notice was {spoken(notice.missed)}"
            if notice.undated:
                text = f"too late for the running period: {by}; the last day of the next period is not known"
            elif notice.ceases_on is None and not endless:
                text = f"too late: {by}, and no later period ends"
            yield Finding(kind=LATE_NOTICE, pointer=where, message=text)
        if notice.early:
            opens = next(step for step in notice.steps if step.pointer in {*WHEN_ALLOWED, WITHIN})
            yield Finding(kind=EARLY_NOTICE, pointer=where, message=opens.text)
        if notice.bound_from is not None:
            yield Finding(kind=WITHDRAWN_BEFORE_ENTRY, pointer=where, message=last.text)
        certain = notice.certain_through
        ends_it = course.in_doubt_after is not None and course.in_doubt_after[0] <= certain
        spell = course.lives[notice.party].spell_on(notice.fact.counts_on)
        leaves_later = spell is not None and spell.ended_by is not None and spell.ended_by is not notice
        if notice.undated and not ends_it and not leaves_later and certain < (course.ceases_on or date.max):
            by = spoken(certain)
            text = f"it is not known whether {course.facts.names([notice.party])} is bound after {by}"
            yield Finding(kind=EXIT_UNDATED, pointer=where, message=text)
        if notice.fact.index in vain:
            yield Finding(kind=NOTICE_WITHOUT_EFFECT, pointer=where, message=last.text)
    yield from _one_party_left(course)
    yield from _notice_too_long(course)


def _notice_too_long(course: Course) -> Iterator[Finding]:
    """Report a notice period that is longer than the first period of the term.

    Worked case: an agreement is in force from 30 October 2025 for a year. Notice of non-renewal must be given two years
    before the end of a period. For the first period, this is 30 October 2024.
    """
    schedule, renewal = course.schedule, course.facts.agreement.term.renewal
    if schedule is None or schedule.done or not isinstance(renewal, TacitRenewal):
        return
    notice, last = RequiredNotice.of(renewal), schedule.last_day(0)
    if last is None or not notice.is_known:
        return
    day = notice.deadline(0, last)
    if day < schedule.first_day:
        where = "/term/renewal/notice" if renewal.notice is not None else "/term/renewal/notice_by"
        text = f"notice must be given by {spoken(day)}, before the first day in force, {spoken(schedule.first_day)}"
        yield Finding(kind=NOTICE_TOO_LONG, pointer=where, message=text)


def _one_party_left(course: Course) -> Iterator[Finding]:
    """Report the exit that leaves a multilateral agreement with only one party."""
    facts = course.facts
    last = leaves_one_party(facts, course.complete_lives, course.entered)
    if last is None:
        return
    day, notice = last
    if (course.ceases_on or date.max) <= day or (course.in_doubt_after is not None and course.in_doubt_after[0] < day):
        return
    left = [party for party, life in course.lives.items() if life.spell_on(day) is not None]
    text = f"only {facts.names(left)} is left from {spoken(day)}" if left else f"one party is left from {spoken(day)}"
    yield Finding(kind=ONE_PARTY_LEFT, pointer=notice.fact.pointer, message=text)


def _revoked_after_entry(course: Course, notice: Exit) -> Iterator[Finding]:
    """Report a revoked withdrawal if the agreement entered into force because of the revocation.

    Worked case: the text fixes the entry into force on 1 January 2021. One of two parties withdraws on 1 May 2020. On 1
    March 2021, the same party revokes the withdrawal. The agreement is in force from 1 March 2021.
    """
    for step in course.entered.why.steps:
        if step.rule is BEFORE_ENTRY and step.pointer == notice.fact.pointer and course.entered.day is not None:
            enters = course.facts.words.enters
            text = f"{step.text}; after the revocation, it {enters} on {spoken(course.entered.day)}"
            yield Finding(kind=WITHDRAWN_BEFORE_ENTRY, pointer=notice.fact.pointer, message=text)


def exit_findings(course: Course) -> Iterator[Finding]:
    """List notices whose stated day of effect is too early, and withdrawals that an armed conflict can delay."""
    clause = course.facts.agreement.term.withdrawal
    for notice in course.all_exits:
        fact, stated = notice.fact, notice.fact.effective_on
        ceases_on = notice.ceases_on
        if fact.kind is ActKind.NON_RENEWAL and stated is not None and ceases_on is not None and stated < ceases_on:
            text = (
                f"{spoken(stated)} is stated, before the end of the first period; the clause gives {spoken(ceases_on)}"
            )
            yield Finding(kind=EXIT_DIFFERS, pointer=f"{fact.pointer}/effective_on", message=text)
        if (
            fact.kind is not ActKind.WITHDRAWAL
            or notice.bound_from is not None
            or not isinstance(clause, WithdrawalOnNotice)
        ):
            continue  # the withdrawal clause does not apply before the entry into force
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
