"""The effect of each act of a record on the answers, or the reason why the act has no effect.

The explanation of an answer names the acts on which the answer is based. If an act changes no answer, `without_effect`
gives the reason. Some answers are about the agreement: its entry into force, its periods and its end. Other answers are
about a party: its signature, consents, notices, statements, provisional application and suspensions, and the times when
it is bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from mou.answers.entry_findings import signed_by_two
from mou.dates.periods import Period
from mou.dates.words import listed, spoken
from mou.law.course import Course
from mou.law.entry import TELLING, computed_entry
from mou.law.exits import Exit
from mou.law.explanation import Step
from mou.law.facts import COMPLETIONS, CONSENTS, EXPRESSIONS, JOINING, Fact, Facts
from mou.law.lives import Life
from mou.law.rules import EVENT_NAMED
from mou.law.spans import Span
from mou.law.standing import NOTICES, notices, revocations, withdrawn_statements
from mou.model.act import ActKind
from mou.model.term import Anchor
from mou.model.withdrawals import WithdrawalOnNotice


def without_effect(course: Course) -> Iterator[tuple[Fact, str]]:
    """Yield the acts that change no answer, each with the reason.

    Leave out the acts that other findings report: notices without effect, and extensions that lack a party's consent.
    """
    accounted = _used(course) | _reported(course)
    for fact in course.facts.seen:
        if fact.index not in accounted:
            yield fact, _why(course, fact)


def idle(course: Course) -> set[int]:
    """Return the indexes of all acts without effect, including the acts that `without_effect` leaves out."""
    return (set(range(len(course.facts.agreement.acts))) - _used(course)) | _reported(course)


def _reported(course: Course) -> set[int]:
    """Return the indexes of the acts that `without_effect` leaves out, because other findings report them."""
    consents = {fact.index for extension in course.incomplete_extensions for fact in extension.consents}
    lapsed = set[int]() if course.schedule is None else {fact.index for fact, _ in course.schedule.lapsed}
    return consents | lapsed | {notice.fact.index for notice in vain_notices(course)}


def vain_notices(course: Course) -> list[Exit]:
    """Return the notices without effect.

    Leave out revoked notices, and notices that end the agreement for a party (even if the day is unknown). Also leave
    out notices that show a renewal, and notices that take back a consent before the entry into force.
    """
    vain = [
        notice
        for notice in course.all_exits
        if notice.ceases_on is None and notice.revoked_by is None and not notice.undated
    ]
    if not vain:
        return []
    shows = None if course.schedule is None else course.schedule.renewed_by
    effective = {*_pointed_at(course.entered.steps), None if shows is None else shows.index}
    return [notice for notice in vain if notice.fact.index not in effective]


def party_steps(course: Course, party: str) -> Iterator[Step]:
    """Yield a step for every act of a party, in order, with its effect."""
    facts = course.facts
    reasons = {fact.index: why for fact, why in without_effect(course)}
    reasons |= {
        fact.index: f"the consent of {listed(extension.missing)} to the extension is missing"
        for extension in course.incomplete_extensions
        for fact in extension.consents
    }
    exits = {notice.fact.index: notice for notice in course.lives[party].exits}
    for fact in facts.acts_of[party]:
        if fact.index in exits:
            yield from exits[fact.index].steps
            continue
        kind = "" if fact.act.signature_kind is None else f" ({fact.act.signature_kind.replace('_', ' ')})"
        effect = "" if fact.effective_on is None else f", with effect from {spoken(fact.effective_on)}"
        until = "" if fact.until is None else f", through {spoken(fact.until)}"
        text = f"{fact.kind.replace('_', ' ')}{kind} on {spoken(fact.counts_on)}{effect}{until}"
        why = reasons.get(fact.index)
        yield Step(f"{text}: no effect, because {why}" if why else text, pointer=fact.pointer, day=fact.counts_on)


def _used(course: Course) -> set[int]:
    """Return the indexes of the acts that contribute to an answer."""
    facts, lives = course.facts, course.lives.values()
    steps: list[Iterable[Step]] = [course.entered.steps, course.end.steps]
    if course.in_force_from is not None:  # otherwise no period is in an answer, only the end to which the periods lead
        steps.append(course.term.steps)
    if facts.declared:
        steps.append(computed_entry(facts).steps)
    used: set[int] = set()
    for life in lives:
        used.update(fact.index for fact in (life.signed, life.consented) if fact is not None)
        steps.extend(spell.why.steps for spell in life.spells)
        acts = facts.acts_of.get(life.party, [])
        used.update(_given_again(acts))
        used.update(_decides_who_is_original(facts, life.party, acts))
        used.update(_revoked_before_it_was_bound(life, acts))
        if not life.spells and _consented_in_time(course, life):
            # If the entry into force for the party is declared for a day after the end or after the party's withdrawal,
            # the party is never bound.
            used.update(fact.index for fact in acts if fact.kind is ActKind.ENTRY_INTO_FORCE)
        ending = {spell.ended_by.fact.index for spell in life.spells if spell.ended_by is not None}
        if not life.spells:  # the party leaves an agreement that may never have been in force
            ending.update(notice.fact.index for notice in _first_out(life.exits))
        for notice in life.exits:
            if notice.revoked_by is not None:
                used.update((notice.fact.index, notice.revoked_by.index))
            elif notice.fact.index in ending or notice.bound_from is not None or notice.undated:
                used.add(notice.fact.index)
            if notice.fact.index in used or notice.ceases_on is None:
                used.update(suspension.index for suspension in notice.suspended_by)
        for statement, withdrawal in withdrawn_statements(acts):
            used.add(statement.index)
            if withdrawal is not None:
                used.add(withdrawal.index)
    used.update(fact.index for fact in facts.of(ActKind.ADOPTION))
    telling = facts.of_any(TELLING)
    if len(telling) == 1:
        used.add(telling[0].index)  # without this act, the status would not be known
    if not facts.agreement.parties:
        used.update(fact.index for fact in facts.of(ActKind.SIGNATURE)[:1])
    first = next(iter(facts.of_any(CONSENTS)), None)
    if first is not None and course.begun == first.counts_on != signed_by_two(facts):
        used.add(first.index)  # the agreement counts as signed from the first consent
    used.update(span.ended_by.index for span in course.undone if span.ended_by is not None)
    used.update(span.fact.index for span in course.provisional if _anchors(course, span))
    used.update(span.fact.index for span in course.provisional if _applies_in_time(course, span))
    for span in course.suspended:
        if _suspends_in_time(course, span):
            used.add(span.fact.index)
        if span.ended_by is not None:  # without this act, the suspension would continue
            used.add(span.ended_by.index)
    clause = facts.agreement.term.withdrawal
    if isinstance(clause, WithdrawalOnNotice) and clause.delayed_while is not None:
        delaying = [
            step for life in lives for notice in life.exits for step in notice.steps if step.rule is EVENT_NAMED
        ]
        steps.append(delaying)
    used.update(_pointed_at(chain.from_iterable(steps)))
    used.update(_revoked_signs_of_renewal(course))
    return used


def _revoked_signs_of_renewal(course: Course) -> Iterator[int]:
    """Yield each revocation of a notice, if the notice alone would show that the term was renewed.

    Worked case: an agreement runs for a year, from 8 February 2020 to 8 February 2021. The renewal clause is not
    recorded. A notice of 24 October 2023 would show that the term was renewed. The notice was revoked, so nothing shows
    a renewal.
    """
    facts, ceases = course.facts, course.ceases_on
    if ceases is None or facts.agreement.term.renewal is not None:
        return
    late = {
        (notice.party, notice.fact.index)
        for notice in course.all_exits
        if notice.ceases_on is None and notice.fact.takes_effect_on >= ceases
    }
    for about, revocation in revocations(facts).items():
        if about in late:
            yield revocation.index


def _consented_in_time(course: Course, life: Life) -> bool:
    """Return whether a party consented before the agreement ended."""
    consented, ceases_on = life.consented, course.ceases_on
    return consented is not None and (ceases_on is None or consented.counts_on < ceases_on)


def _given_again(acts: list[Fact]) -> Iterator[int]:
    """Yield the acts by which a party rejoins after a withdrawal."""
    withdrawn = False
    for fact in acts:
        if withdrawn and fact.kind in EXPRESSIONS:
            yield fact.index
        withdrawn = withdrawn or fact.kind is ActKind.WITHDRAWAL


def _decides_who_is_original(facts: Facts, party: str, acts: list[Fact]) -> list[int]:
    """Return a list with the act that makes a party an original party: its first consent or notification.

    The list is empty if the party did not accede, because the party is then original in any case. The list is also
    empty if all parties would be original even without this act; see `Facts.founders`.
    """
    others = len(facts.founders) - (party in facts.founders)
    same = others < 2 and len(facts.founders) == len(facts.agreement.parties)
    if same or not any(fact.kind in JOINING for fact in acts):
        return []
    return [fact.index for fact in acts if fact.kind in CONSENTS | COMPLETIONS][:1]


def _revoked_before_it_was_bound(life: Life, acts: list[Fact]) -> Iterator[int]:
    """Yield each revocation of a withdrawal, if the withdrawal took effect before the party was bound.

    The revocation restores the party's consent, even if the withdrawal has already taken effect.
    """
    for notice in notices(acts):
        before = not life.spells or notice.fact.takes_effect_on <= life.spells[-1].first_day
        if before and notice.revoked_by is not None and notice.fact.kind is ActKind.WITHDRAWAL:
            yield notice.revoked_by.index


def _first_out(exits: tuple[Exit, ...]) -> list[Exit]:
    effective = [notice for notice in exits if notice.ceases_on is not None]
    return sorted(effective, key=lambda notice: notice.ceases_on or date.max)[:1]


def _pointed_at(steps: Iterable[Step]) -> Iterator[int]:
    for step in steps:
        if step.pointer is not None and step.pointer.startswith("/acts/"):
            yield int(step.pointer.split("/")[2])


def _applies_in_time(course: Course, span: Span) -> bool:
    """Return whether a provisional application begins early enough to have an effect."""
    ceases, entered = course.ceases_on, course.entered.day
    if ceases is not None and span.first_day >= ceases:
        return False
    return entered is None or span.first_day < entered or _is_applied_before_consent(course, span)


def _suspends_in_time(course: Course, span: Span) -> bool:
    """Return whether a suspension includes a day on which the agreement is in force."""
    ceases, entered = course.ceases_on, course.in_force_from
    if ceases is not None and span.first_day >= ceases:
        return False
    return entered is not None and (span.last_day is None or span.last_day >= entered)


def _anchors(course: Course, span: Span) -> bool:
    """Return whether the beginning of the term depends on this span of provisional application."""
    term, since = course.facts.agreement.term, course.provisional_from
    anchored = term.anchor is Anchor.PROVISIONAL_APPLICATION and isinstance(term.duration, Period)
    return anchored and since is not None and span.first_day <= since


def _is_applied_before_consent(course: Course, span: Span) -> bool:
    """Return whether a party that is not yet bound applies an agreement that is in force for others (VCLT 25)."""
    life = course.lives.get(span.party)
    if life is None or life.gone_by(span.first_day):
        return False
    return all(spell.first_day > span.first_day for spell in life.spells)


def _why(course: Course, fact: Fact) -> str:
    """Return why an act changes no answer."""
    facts, kind = course.facts, fact.kind
    ceases = course.ceases_on
    if kind is ActKind.AMENDMENT:
        return 'no date follows from it; record the amendment as a separate agreement with the relation "amends"'
    if kind is ActKind.NOTICE_SUSPENSION and any(
        leaves.undated and leaves.party in fact.parties for leaves in course.all_exits
    ):
        return "it is not known when the notice takes effect"
    if kind in (ActKind.NOTICE_REVOCATION, ActKind.NOTICE_SUSPENSION):
        return "no notice was pending to which it could apply"
    if kind is ActKind.STATEMENT_WITHDRAWAL:
        return "no statement was in effect to which it could apply"
    if kind is ActKind.RESUMPTION:
        return "no suspension was running that it could end"
    if kind in (ActKind.ENTRY_INTO_FORCE, ActKind.CONDITION_MET) and _is_corrected(course, fact):
        return "a later act of the same kind corrects it"
    if kind in NOTICES:
        ceases_on = next((notice.ceases_on for notice in course.all_exits if notice.fact.index == fact.index), None)
        when = "" if ceases_on is None else f" on {spoken(ceases_on)}"
        return f"the agreement has ended, or the party has left it, before the notice would take effect{when}"
    if ceases is not None and ceases <= fact.takes_effect_on:
        return f"it comes after the end: the agreement was over from {spoken(ceases)}"
    if kind is ActKind.EVENT and any(clause.event == fact.act.id for clause in facts.agreement.term.ends_on):
        return "the agreement is over before the event would take effect"
    if kind is ActKind.EXTENSION:
        return "there is no end that it could postpone, or it repeats an earlier consent"
    if kind is ActKind.SIGNATURE or kind in CONSENTS:
        return "an earlier act of the same party already had this effect"
    if kind in (ActKind.PROVISIONAL_APPLICATION, ActKind.SUSPENSION):
        return "it falls outside the time when it could have an effect"
    if not facts.agreement.parties:
        return "the parties are not recorded"
    return "no computed answer depends on it"


def _is_corrected(course: Course, fact: Fact) -> bool:
    same = course.facts.declared if fact.kind is ActKind.ENTRY_INTO_FORCE else course.facts.of(fact.kind)
    return any(other.index > fact.index for other in same)
