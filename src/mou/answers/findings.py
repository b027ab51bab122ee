"""Findings: what can be true but is doubtful, told as a linter tells it.

What can't be true is refused when an object is made (`mou.ValidationError`). A finding has a stable code, and
`CATALOGUE` says what each one means.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from operator import itemgetter

import attrs

from mou.answers.accounts import idle, vain_notices, without_effect
from mou.answers.catalogue import (
    ACT_WITHOUT_EFFECT,
    AFTER_THE_END,
    CATALOGUE,
    CONDITION_MET_DIFFERS,
    COUNT_DIFFERS,
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
    NOT_DETERMINED,
    NOT_ON_ROSTER,
    NOTICE_WITHOUT_EFFECT,
    ORDINAL_OUT_OF_SEQUENCE,
    OUT_OF_ORDER,
    OUT_OF_THE_CALENDAR,
    PROTOCOL_BEFORE_PARENT,
    RELATION_OUTSIDE,
    ROSTER_DIFFERS,
    SUPERSEDED_FOR_SOME,
    TERMINATION_BY_SOME,
    WITHDRAWN_BEFORE_ENTRY,
    Finding,
    Kind,
    Severity,
)
from mou.answers.lifecycles import Lifecycle, courses_of, lifecycle
from mou.answers.record_findings import record_findings, signed_by_two
from mou.answers.register import Register
from mou.answers.undetermined import doubts
from mou.dates.days import Day, day_before, earliest, exact_day, latest
from mou.dates.periods import Counting, Period, last_day_of
from mou.dates.words import listed, spoken
from mou.errors import DateRangeError
from mou.law.counting import counting_of, other_counting
from mou.law.course import Course, course
from mou.law.entry import computed_entry, counted_without_statement, declared_entry, entry_into_force
from mou.law.facts import Fact, Facts, Others
from mou.law.late_notice import late_text
from mou.law.notice_effects import computed_exit
from mou.law.readings import open_dates, readings
from mou.law.status import Status
from mou.model.act import ActKind
from mou.model.agreement import Agreement, RelationKind
from mou.model.meeting import Forum, Meeting, Role
from mou.model.term import Anchor, Indefinite, TacitRenewal, Until, WithdrawalOnNotice
from mou.values.fields import pointer

__all__ = ["CATALOGUE", "Finding", "Kind", "Severity", "check", "check_meeting"]


def check(record: Agreement | Register, *, on: date | str | None = None) -> tuple[Finding, ...]:
    r"""What is doubtful about an agreement, or about all that a register holds.

    In a register, meetings are also held against their forums; see `check_meeting`.

    Args:
        record: the agreement or the register.
        on: a day, to also find what is doubtful on it: a term that is over with nothing recorded since, acts dated
            after that day, and a status or an end that can't be determined. Left out: only what is doubtful on any day.

    Raises:
        ValidationError: `on` is no day.

    >>> import mou
    >>> agreement = mou.Agreement(
    ...     id="example",
    ...     title="Memorandum of Understanding",
    ...     kind="mou",
    ...     parties=[mou.Party.state("MYS"), mou.Party.state("USA")],
    ...     acts=[mou.Act.signature("2025-10-30")],
    ...     term=mou.Term(duration="P5Y", stated_last_day="2030-10-29"),
    ... )
    >>> for finding in mou.check(agreement):
    ...     print(finding.code, finding.pointer, finding.message, sep="\n")
    end-other-counting
    /term/stated_last_day
    29 October 2030 is stated; counted from the event it is 30 October 2030, and 29 October 2030 fits from_start_of_day
    """
    day = None if on is None else exact_day(on)
    if isinstance(record, Agreement):
        return tuple(_agreement(record, day, Others()))
    return tuple(_register(record, day))


def check_meeting(meeting: Meeting, forum: Forum) -> tuple[Finding, ...]:
    r"""What is doubtful about a meeting, held against its forum's roster on its first day.

    Where that day is not exact, or the forum has no memberships, there is nothing to hold it against.

    >>> import mou
    >>> forum = mou.Forum("admm-plus", name="ADMM-Plus", memberships=[mou.Membership("CAN", "observer")])
    >>> meeting = mou.Meeting(
    ...     "admm-plus-12",
    ...     name="12th ADMM-Plus",
    ...     forum="admm-plus",
    ...     starts_on="2025-11-01",
    ...     participants=[mou.Participant("CAN", "dialogue_partner")],
    ... )
    >>> for finding in mou.check_meeting(meeting, forum):
    ...     print(finding.code, finding.pointer, finding.message, sep="\n")
    roster-differs
    /participants/0
    CAN takes part as dialogue_partner; in ADMM-Plus it was observer on 1 November 2025
    """
    return tuple(_roster(meeting, forum))


def _agreement(agreement: Agreement, on: date | None, others: Others) -> Iterator[Finding]:
    try:
        yield from _computed(agreement, on, others)
    except DateRangeError as error:
        yield Finding(kind=OUT_OF_THE_CALENDAR, pointer="/term", message=str(error))


def _computed(agreement: Agreement, on: date | None, others: Others) -> Iterator[Finding]:
    facts = readings(agreement, None, others)[0]  # where dates are imprecise, by their earliest
    yield from record_findings(facts, on)  # first, as they need no date that may lie outside the calendar
    made = course(facts)
    doubtful = _in_doubt(agreement, made, others)
    yield from _stated_end(agreement, made)
    yield from _notices(made, doubtful)
    yield from _entry(made)
    in_order = list(_order(made))
    yield from in_order
    yield from _exits(made)
    yield from _extensions(made, doubtful)
    yield from _without_effect(made, doubtful, {found.pointer for found in in_order if found.kind is AFTER_THE_END})
    yield from (_uncertain_effect(agreement, index) for index in sorted(doubtful))
    yield from _terminations(made)
    yield from _reservations(made)
    yield from _superseded(agreement, others)
    if on is not None:
        life = lifecycle(agreement, others=others)
        yield from _expired(life, made, on)
        yield from (Finding(kind=NOT_DETERMINED, pointer=field, message=text) for field, text in doubts(life, on))


def _in_doubt(agreement: Agreement, made: Course, others: Others) -> set[int]:
    """The acts that have an effect or none, depending on the imprecise dates of the record."""
    if not open_dates(agreement):
        return set()
    somewhere, everywhere = set[int](), idle(made)
    for reading in courses_of(lifecycle(agreement, others=others)):
        without = idle(reading)
        somewhere |= without
        everywhere &= without
    return somewhere - everywhere


def _uncertain_effect(agreement: Agreement, index: int) -> Finding:
    act = agreement.acts[index]
    text = f"whether the {act.kind.replace('_', ' ')} of {act.on} has an effect depends on the record's imprecise dates"
    return Finding(kind=EFFECT_UNCERTAIN, pointer=f"/acts/{index}", message=text)


def _stated_end(agreement: Agreement, made: Course) -> Iterator[Finding]:
    term = agreement.term
    stated, length = term.stated_last_day, term.duration
    anchors = {Anchor.ENTRY_INTO_FORCE: entry_into_force(made.facts).day, Anchor.SIGNATURE: made.signed}
    anchor = term.anchor if isinstance(term.anchor, date) else anchors.get(term.anchor, made.provisional_from)
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


def _notices(made: Course, doubtful: set[int]) -> Iterator[Finding]:
    vain = {left.fact.index for left in vain_notices(made)} - doubtful
    for left in made.all_exits:
        if left.revoked_by is not None:
            continue
        where, last = left.fact.pointer, left.steps[-1]
        if left.missed is not None:
            renewal = made.facts.agreement.term.renewal
            text = late_text(left.missed, left.counts_for)
            endless = isinstance(renewal, TacitRenewal) and isinstance(renewal.period, Indefinite)
            if left.ceases_on is None and not endless:
                by = f"the last day for notice was {spoken(left.missed)}"
                text = f"too late: {by}, and no later end is left to prevent"
            yield Finding(kind=LATE_NOTICE, pointer=where, message=text)
        if left.early:
            opens = next(step for step in left.steps if step.pointer == "/term/withdrawal/lock_in")
            yield Finding(kind=EARLY_NOTICE, pointer=where, message=opens.text)
        if left.bound_from is not None:
            yield Finding(kind=WITHDRAWN_BEFORE_ENTRY, pointer=where, message=last.text)
        if left.fact.index in vain:
            yield Finding(kind=NOTICE_WITHOUT_EFFECT, pointer=where, message=last.text)


def _extensions(made: Course, doubtful: set[int]) -> Iterator[Finding]:
    for extension in made.incomplete_extensions:
        by = listed(sorted({party for fact in extension.consents for party in fact.parties}))
        text = f"extension by {by} without the consent of {listed(extension.missing)}, so it changes nothing"
        for fact in extension.consents if extension.last.index not in doubtful else ():
            yield Finding(kind=EXTENSION_WITHOUT_ALL, pointer=fact.pointer, message=text)
    for fact, before, after in made.schedule.shortened if made.schedule is not None else ():
        text = f"extended to {spoken(after)}, before the end of the period then running, {spoken(before)}"
        yield Finding(kind=EXTENSION_SHORTENS, pointer=fact.pointer, message=text)


def _without_effect(made: Course, doubtful: set[int], reported: set[str]) -> Iterator[Finding]:
    for fact, why in without_effect(made):
        if fact.pointer in reported or fact.index in doubtful:
            continue
        text = f"{fact.kind.replace('_', ' ')} on {spoken(fact.counts_on)} has no effect: {why}"
        yield Finding(kind=ACT_WITHOUT_EFFECT, pointer=fact.pointer, message=text)


def _entry(made: Course) -> Iterator[Finding]:
    facts = made.facts
    declared, day, signed = declared_entry(facts), made.entered.day, made.signed
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
    would_have = entry_into_force(facts).day if made.given_up else None
    if made.ceases_on is not None and signed is not None and made.ceases_on <= signed:
        text = f"the last day is {spoken(day_before(made.ceases_on))}, signed on {spoken(signed)}"
        yield Finding(kind=END_BEFORE_SIGNATURE, pointer="/term", message=text)
    elif made.ceases_on is not None and would_have is not None:
        text = f"over from {spoken(made.ceases_on)}; by what was done, it {facts.words.enters} on {spoken(would_have)}"
        yield Finding(kind=END_BEFORE_ENTRY, pointer="/term", message=text)


def _declaration(facts: Facts) -> str:
    return facts.declared[-1].pointer if facts.declared else "/term/entry_into_force"


def _exits(made: Course) -> Iterator[Finding]:
    clause = made.facts.agreement.term.withdrawal
    for left in made.all_exits:
        fact, stated = left.fact, left.fact.effective_on
        if (
            fact.kind is not ActKind.WITHDRAWAL
            or left.bound_from is not None
            or not isinstance(clause, WithdrawalOnNotice)
        ):
            continue  # before the entry into force no clause is in force either
        life = made.lives[left.party]
        begun = [spell.first_day for spell in life.spells if spell.first_day <= fact.counts_on]
        entered = max(begun, default=life.spells[0].first_day if life.spells else made.entered.day)
        computed = computed_exit(made.facts, made.schedule, entered, made.entered.day, fact) if stated else None
        if stated is not None and computed is not None and stated < computed:
            text = f"{spoken(stated)} is stated; the clause gives {spoken(computed)}"
            yield Finding(kind=EXIT_DIFFERS, pointer=f"{fact.pointer}/effective_on", message=text)
        if clause.delayed_by_conflict and left.revoked_by is None and left.ceases_on is not None:
            text = f"takes effect on {spoken(left.ceases_on)}, unless {left.party} is in an armed conflict then"
            yield Finding(kind=EXIT_IN_CONFLICT, pointer=fact.pointer, message=text)


def _terminations(made: Course) -> Iterator[Finding]:
    everybody = set(made.facts.agreement.party_ids)
    for fact in made.facts.of(ActKind.TERMINATION):
        missing = [one for one in made.facts.agreement.party_ids if one not in fact.parties]
        if missing and set(fact.parties) < everybody:
            text = f"termination without {listed(missing)}"
            yield Finding(kind=TERMINATION_BY_SOME, pointer=fact.pointer, message=text)


def _reservations(made: Course) -> Iterator[Finding]:
    for fact in made.facts.of(ActKind.RESERVATION):
        consents = [life.consented for one in fact.parties if (life := made.lives.get(one)) is not None]
        first = min((one.counts_on for one in consents if one is not None), default=None)
        if first is not None and fact.counts_on > first:
            text = f"reservation on {spoken(fact.counts_on)}, after the consent of {spoken(first)}"
            yield Finding(kind=LATE_RESERVATION, pointer=fact.pointer, message=text)


def _superseded(agreement: Agreement, others: Others) -> Iterator[Finding]:
    for later in others.superseding.get(agreement.id, ()):
        missing = [one for one in agreement.party_ids if one not in later.party_ids]
        if missing:
            text = f"{later.id} supersedes it without {listed(missing)}"
            yield Finding(kind=SUPERSEDED_FOR_SOME, pointer="/parties", message=text)


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


def _order(made: Course) -> Iterator[Finding]:
    adopted = min((fact.counts_on for fact in made.facts.of(ActKind.ADOPTION)), default=None)
    signed: dict[str, date] = {}
    for fact in made.facts.of(ActKind.SIGNATURE):
        for one in fact.parties:
            signed.setdefault(one, fact.counts_on)
    over = _Over(made)
    for fact in made.facts.seen:
        what = fact.kind.replace("_", " ")
        if adopted is not None and fact.counts_on < adopted and fact.kind not in _BEFORE_NOTHING:
            text = f"{what} on {spoken(fact.counts_on)}, before the adoption on {spoken(adopted)}"
            yield Finding(kind=OUT_OF_ORDER, pointer=fact.pointer, message=text)
        later = [signed[one] for one in fact.parties if one in signed and fact.counts_on < signed[one]]
        if later and fact.kind in _AFTER_SIGNATURE:
            text = f"{what} on {spoken(fact.counts_on)}, before the signature on {spoken(later[0])}"
            yield Finding(kind=OUT_OF_ORDER, pointer=fact.pointer, message=text)
        ceases = over.before(fact) if fact.kind in _LIVELY else None
        if ceases is not None:
            text = f"{what} on {spoken(fact.counts_on)}; it had ended on {spoken(ceases)}"
            yield Finding(kind=AFTER_THE_END, pointer=fact.pointer, message=text)


class _Over:
    """When the agreement was over: before each extension that came after an end, and after its last day."""

    def __init__(self, made: Course) -> None:
        self._gaps = () if made.schedule is None else made.schedule.gaps
        self._ceases = made.ceases_on
        self._of_the_end = {step.pointer for step in made.end.steps}

    def before(self, fact: Fact) -> date | None:
        """The first day out, where an act comes after it; `None` where it comes before."""
        place = bisect_left(self._gaps, fact.counts_on, key=itemgetter(1))
        if place < len(self._gaps) and self._gaps[place][0] <= fact.counts_on:
            return self._gaps[place][0]
        # What ended it does not come after the end, even where its effect is stated for an earlier day.
        ended = self._ceases is not None and self._ceases <= fact.counts_on and fact.pointer not in self._of_the_end
        return self._ceases if ended else None


def _expired(life: Lifecycle, made: Course, on: date) -> Iterator[Finding]:
    ceases = life.ceases_on
    if life.status(on) is not Status.EXPIRED or ceases is None:
        return
    if not any(ceases <= fact.counts_on <= on or fact.kind is ActKind.NON_RENEWAL for fact in made.facts.seen):
        text = f"its last day was {spoken(made.end.day or ceases)}, and nothing is recorded since"
        yield Finding(kind=EXPIRED_SILENTLY, pointer="/acts", message=text)


_FOLLOWS = frozenset({RelationKind.RENEWS, RelationKind.SUPERSEDES})


def _register(register: Register, on: date | None) -> Iterator[Finding]:
    others = Others.of(register.agreements)
    followed = {one.to for agreement in register.agreements for one in agreement.relations if one.kind in _FOLLOWS}
    for index, agreement in enumerate(register.agreements):
        for found in _agreement(agreement, on, others):
            if found.kind is not EXPIRED_SILENTLY or agreement.id not in followed:
                yield attrs.evolve(found, pointer=pointer("agreements", index) + found.pointer)
    known = {agreement.id for agreement in register.agreements}
    for index, agreement in enumerate(register.agreements):
        for place, relation in enumerate(agreement.relations):
            if relation.kind is RelationKind.PROTOCOL_TO and relation.to in known:
                yield from _parent(register, agreement, relation.to, pointer("agreements", index, "relations", place))
            if relation.to not in known:
                where = pointer("agreements", index, "relations", place, "to")
                text = f"{relation.kind} {relation.to}, which the register does not hold"
                yield Finding(kind=RELATION_OUTSIDE, pointer=where, message=text)
    for index, meeting in enumerate(register.meetings):
        if meeting.forum is not None:
            for found in _roster(meeting, register.forum(meeting.forum)):
                yield attrs.evolve(found, pointer=pointer("meetings", index) + found.pointer)
    yield from _ordinals(register)


def _parent(register: Register, protocol: Agreement, parent: str, where: str) -> Iterator[Finding]:
    try:
        own, of_parent = (register.lifecycle(one).entered_into_force_on for one in (protocol, parent))
    except DateRangeError:
        return  # told of the agreement that it is about
    if own is not None and of_parent is not None and own < of_parent:
        text = f"in force from {spoken(own)}, {parent} from {spoken(of_parent)}"
        yield Finding(kind=PROTOCOL_BEFORE_PARENT, pointer=where, message=text)


def _roster(meeting: Meeting, forum: Forum) -> Iterator[Finding]:
    """A meeting's participants against the forum's roster on its first day, where that day is exact."""
    day = meeting.starts_on
    if not isinstance(day, date) or not forum.memberships:
        return
    its_own = {one.role for one in forum.memberships}  # guests may be nobody's members
    roles: dict[str, list[Role]] = {}
    for member in forum.memberships:
        if member.covers(day) is not False:
            roles.setdefault(member.party, []).append(member.role)
    for index, one in enumerate(meeting.participants):
        where, had = pointer("participants", index), roles.get(one.party)
        if one.role is not None and had is not None and one.role not in had:
            was = " or ".join(had)
            text = f"{one.party} takes part as {one.role}; in {forum.name} it was {was} on {spoken(day)}"
            yield Finding(kind=ROSTER_DIFFERS, pointer=where, message=text)
        elif had is None and one.role in its_own:
            text = f"{one.party} takes part as {one.role}; it did not belong to {forum.name} on {spoken(day)}"
            yield Finding(kind=NOT_ON_ROSTER, pointer=where, message=text)
    for key, stated in meeting.stated_counts.items():
        if key in its_own and (there := forum.count(day, key)) != stated and not forum.in_doubt(day, key):
            text = f"{stated} with the role {key} are stated; {forum.name} had {there} on {spoken(day)}"
            yield Finding(kind=COUNT_DIFFERS, pointer=pointer("stated_counts", key), message=text)


def _ordinals(register: Register) -> Iterator[Finding]:
    numbered: dict[str, list[tuple[int, Day, int]]] = {}
    for index, meeting in enumerate(register.meetings):
        if meeting.forum is not None and meeting.ordinal is not None and meeting.starts_on is not None:
            numbered.setdefault(meeting.forum, []).append((meeting.ordinal, meeting.starts_on, index))
    for forum, meetings in numbered.items():
        for before, after in pairwise(sorted(meetings, key=lambda one: (one[0], earliest(one[1])))):
            if before[0] == after[0] or latest(after[1]) < earliest(before[1]):
                text = f"meeting {after[0]} of {forum} on {after[1]}, meeting {before[0]} on {before[1]}"
                yield Finding(
                    kind=ORDINAL_OUT_OF_SEQUENCE, pointer=pointer("meetings", after[2], "ordinal"), message=text
                )
