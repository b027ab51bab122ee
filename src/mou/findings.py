"""Findings: what can be true but is doubtful, told as a linter tells it.

What can't be true is refused when an object is made (`mou.ValidationError`). A finding has a stable code, and
`CATALOGUE` says what each one means.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import attrs

from mou._convert import pointer
from mou._course import Course, course
from mou._facts import Facts, Others
from mou._readings import readings
from mou._words import listed, spoken
from mou.act import ActKind
from mou.agreement import Agreement, RelationKind
from mou.catalogue import (
    AFTER_THE_END,
    CATALOGUE,
    CONDITION_MET_DIFFERS,
    COUNT_DIFFERS,
    DECLARED_DIFFERS,
    EARLY_NOTICE,
    END_BEFORE_ENTRY,
    END_BEFORE_SIGNATURE,
    END_DIFFERS,
    END_OTHER_COUNTING,
    ENTRY_BEFORE_SIGNATURE,
    EXIT_DIFFERS,
    EXIT_IN_CONFLICT,
    EXPIRED_SILENTLY,
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
    Kind,
    Severity,
)
from mou.dates import Day, earliest, exact_day, latest
from mou.entry import computed_entry, counted_without_statement, declared_entry, entry_into_force
from mou.errors import DateRangeError
from mou.exits import computed_exit
from mou.lifecycles import Lifecycle, lifecycle
from mou.meeting import Forum, Meeting, Role
from mou.periods import Counting, Period, last_day_of
from mou.register import Register
from mou.status import Status
from mou.term import Anchor, Until, WithdrawalOnNotice
from mou.undetermined import doubts

__all__ = ["CATALOGUE", "Finding", "Kind", "Severity", "check", "check_meeting"]


@attrs.frozen(kw_only=True)
class Finding:
    """One doubtful thing in a record, and where.

    Attributes:
        kind: which kind of finding; its `code` is stable.
        pointer: JSON Pointer to it, from the record that was checked.
        message: what was found.
    """

    kind: Kind
    pointer: str
    message: str

    @property
    def code(self) -> str:
        """The stable code of its kind."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.kind.severity

    def __str__(self) -> str:
        return f"{self.severity} {self.code} {self.pointer or '(whole)'}: {self.message}"


def check(record: Agreement | Register, *, on: date | str | None = None) -> tuple[Finding, ...]:
    r"""What is doubtful about an agreement, or about all that a register holds.

    In a register, meetings are also held against their forums; see `check_meeting`.

    Args:
        record: the agreement or the register.
        on: a day, to also find what is doubtful on it: a term that is over with nothing recorded since, or a status or
            an end that can't be determined. Left out: only what is doubtful on any day.

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
    made = course(readings(agreement, None, others)[0])  # where dates are imprecise, by their earliest
    yield from _stated_end(agreement, made)
    yield from _notices(made)
    yield from _entry(made)
    yield from _order(made)
    yield from _exits(made)
    yield from _terminations(made)
    yield from _reservations(made)
    yield from _superseded(agreement, others)
    if on is not None:
        life = lifecycle(agreement, others=others)
        yield from _expired(life, made, on)
        yield from (Finding(kind=NOT_DETERMINED, pointer=field, message=text) for field, text in doubts(life, on))


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
        other = Counting.FROM_START_OF_DAY if term.counting is Counting.FROM_EVENT else Counting.FROM_EVENT
        computed = last_day_of(anchor, length, term.counting)
        how = "counted from the event" if term.counting is Counting.FROM_EVENT else "counted from the start of the day"
        if stated == computed:
            return
        text = f"{spoken(stated)} is stated; {how} it is {spoken(computed)}"
        if stated == last_day_of(anchor, length, other):
            text += f", and {spoken(stated)} fits {other}"
            yield Finding(kind=END_OTHER_COUNTING, pointer=where, message=text)
        else:
            yield Finding(kind=END_DIFFERS, pointer=where, message=text)


def _notices(made: Course) -> Iterator[Finding]:
    for one in made.exits:
        if one.revoked:
            continue
        if one.late:
            yield Finding(kind=LATE_NOTICE, pointer=one.fact.pointer, message=one.steps[-1].text)
        if one.early:
            yield Finding(kind=EARLY_NOTICE, pointer=one.fact.pointer, message=one.steps[1].text)
        if one.bound_from is not None:
            yield Finding(kind=WITHDRAWN_BEFORE_ENTRY, pointer=one.fact.pointer, message=one.steps[-1].text)
        if one.ceases_on is None:
            yield Finding(kind=NOTICE_WITHOUT_EFFECT, pointer=one.fact.pointer, message=one.steps[-1].text)


def _entry(made: Course) -> Iterator[Finding]:
    facts = made.facts
    declared, day, signed = declared_entry(facts), made.entered.day, made.signed
    if day is not None and signed is not None and day < signed:
        text = f"{facts.words.enters} on {spoken(day)}, signed on {spoken(signed)}"
        yield Finding(kind=ENTRY_BEFORE_SIGNATURE, pointer=_declaration(facts), message=text)
    if declared is not None and facts.agreement.term.entry_into_force is not None:
        computed = computed_entry(facts).day
        if computed is not None and computed != declared.day and declared.day is not None:
            text = f"{spoken(declared.day)} is declared; the condition gives {spoken(computed)}"
            yield Finding(kind=DECLARED_DIFFERS, pointer=_declaration(facts), message=text)
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
        last_day = date.fromordinal(max(made.ceases_on.toordinal() - 1, 1))
        text = f"the last day is {spoken(last_day)}, signed on {spoken(signed)}"
        yield Finding(kind=END_BEFORE_SIGNATURE, pointer="/term", message=text)
    elif made.ceases_on is not None and would_have is not None:
        text = f"over from {spoken(made.ceases_on)}; by what was done, it {facts.words.enters} on {spoken(would_have)}"
        yield Finding(kind=END_BEFORE_ENTRY, pointer="/term", message=text)


def _declaration(facts: Facts) -> str:
    return facts.declared[-1].pointer if facts.declared else "/term/entry_into_force"


def _exits(made: Course) -> Iterator[Finding]:
    clause = made.facts.agreement.term.withdrawal
    for one in made.exits:
        stated, fact = one.fact.effective_on, one.fact
        in_force = one.bound_from is None  # before, no clause is
        if fact.kind is ActKind.WITHDRAWAL and isinstance(clause, WithdrawalOnNotice) and in_force:
            life = made.lives[one.party]
            begun = [spell.first_day for spell in life.spells if spell.first_day <= fact.counts_on]
            entered = max(begun, default=life.spells[0].first_day if life.spells else made.entered.day)
            computed = computed_exit(made.facts, made.schedule, entered, made.entered.day, fact)
            if stated is not None and computed is not None and stated != computed:
                text = f"{spoken(stated)} is stated; the clause gives {spoken(computed)}"
                yield Finding(kind=EXIT_DIFFERS, pointer=f"{fact.pointer}/effective_on", message=text)
            if clause.delayed_by_conflict and not one.revoked and one.ceases_on is not None:
                text = f"takes effect on {spoken(one.ceases_on)}, unless {one.party} is in an armed conflict then"
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
    for fact in made.facts.seen:
        what = fact.kind.replace("_", " ")
        if adopted is not None and fact.counts_on < adopted and fact.kind not in _BEFORE_NOTHING:
            text = f"{what} on {spoken(fact.counts_on)}, before the adoption on {spoken(adopted)}"
            yield Finding(kind=OUT_OF_ORDER, pointer=fact.pointer, message=text)
        later = [signed[one] for one in fact.parties if one in signed and fact.counts_on < signed[one]]
        if later and fact.kind in _AFTER_SIGNATURE:
            text = f"{what} on {spoken(fact.counts_on)}, before the signature on {spoken(later[0])}"
            yield Finding(kind=OUT_OF_ORDER, pointer=fact.pointer, message=text)
        ceases = made.ceases_before(fact) if fact.kind in _LIVELY else None
        if ceases is not None and ceases <= fact.counts_on:
            text = f"{what} on {spoken(fact.counts_on)}; it had ended on {spoken(ceases)}"
            yield Finding(kind=AFTER_THE_END, pointer=fact.pointer, message=text)


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
