"""Findings: what can be true but is doubtful, told as a linter tells it.

What can't be true is refused when an object is made (`mou.ValidationError`). A finding has a stable code, and
`CATALOGUE` says what each one means.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from mou.answers.accounts import idle
from mou.answers.catalogue import (
    CATALOGUE,
    EXPIRED_SILENTLY,
    NOT_DETERMINED,
    OUT_OF_THE_CALENDAR,
    PROTOCOL_BEFORE_PARENT,
    RELATION_OUTSIDE,
    SUPERSEDED_FOR_SOME,
    Finding,
    Kind,
    Severity,
)
from mou.answers.lifecycle_findings import expiry_findings, lifecycle_findings
from mou.answers.lifecycles import courses_of, lifecycle
from mou.answers.meeting_findings import ordinal_findings, roster_findings
from mou.answers.record_findings import record_findings
from mou.answers.register import Register
from mou.answers.undetermined import doubts
from mou.dates.days import exact_day
from mou.dates.words import listed, spoken
from mou.errors import DateRangeError, Problem, ValidationError
from mou.law.course import Course, course
from mou.law.facts import Others
from mou.law.readings import open_dates, readings
from mou.model.agreement import Agreement, RelationKind
from mou.model.meeting import Forum, Meeting
from mou.values.fields import pointer, shown

__all__ = ["CATALOGUE", "Finding", "Kind", "Severity", "check"]


def check(
    record: Agreement | Meeting | Register, *, on: date | str | None = None, forum: Forum | None = None
) -> tuple[Finding, ...]:
    r"""List what is doubtful about an agreement, a meeting, or all records of a register.

    A meeting is compared with the roster of its forum on its first day, if that day is exact and the forum has
    memberships. In a register each meeting is compared with its forum there, and the meetings of a forum with each
    other.

    Args:
        record: the agreement, the meeting or the register.
        on: a day, to also find what is doubtful on it: a term that is over with nothing recorded since, acts dated
            after that day, and a status or an end that can't be determined. Left out: only what is doubtful on any day.
        forum: the forum of a meeting that is checked alone.

    Raises:
        ValidationError: `on` is no day, or the forum of a meeting is missing.

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
    >>> forum = mou.Forum("admm-plus", name="ADMM-Plus", memberships=[mou.Membership("CAN", "observer")])
    >>> meeting = mou.Meeting(
    ...     "admm-plus-12",
    ...     name="12th ADMM-Plus",
    ...     forum="admm-plus",
    ...     starts_on="2025-11-01",
    ...     participants=[mou.Participant("CAN", "dialogue_partner")],
    ... )
    >>> for finding in mou.check(meeting, forum=forum):
    ...     print(finding.code, finding.pointer, finding.message, sep="\n")
    roster-differs
    /participants/0
    CAN takes part as dialogue_partner; in ADMM-Plus it was observer on 1 November 2025
    """
    day = None if on is None else exact_day(on)
    if isinstance(record, Agreement):
        return tuple(_agreement(record, day, Others()))
    if isinstance(record, Meeting):
        return tuple(_meeting(record, forum))
    return tuple(_register(record, day))


def _agreement(agreement: Agreement, on: date | None, others: Others) -> Iterator[Finding]:
    try:
        yield from _computed(agreement, on, others)
    except DateRangeError as error:
        yield Finding(kind=OUT_OF_THE_CALENDAR, pointer="/term", message=str(error))


def _computed(agreement: Agreement, on: date | None, others: Others) -> Iterator[Finding]:
    facts = readings(agreement, None, others)[0]  # where dates are imprecise, by their earliest
    yield from record_findings(facts, on)  # first, as they need no date that may lie outside the calendar
    first_course = course(facts)
    yield from lifecycle_findings(agreement, first_course, _in_doubt(agreement, first_course, others))
    yield from _superseded(agreement, others)
    if on is not None:
        life = lifecycle(agreement, others=others)
        yield from expiry_findings(life, first_course, on)
        yield from (Finding(kind=NOT_DETERMINED, pointer=field, message=text) for field, text in doubts(life, on))


def _in_doubt(agreement: Agreement, first_course: Course, others: Others) -> set[int]:
    """The acts that have an effect or none, depending on the imprecise dates of the record."""
    if not open_dates(agreement):
        return set()
    somewhere, everywhere = set[int](), idle(first_course)
    for reading in courses_of(lifecycle(agreement, others=others)):
        without = idle(reading)
        somewhere |= without
        everywhere &= without
    return somewhere - everywhere


def _superseded(agreement: Agreement, others: Others) -> Iterator[Finding]:
    for later in others.superseding.get(agreement.id, ()):
        missing = [party for party in agreement.party_ids if party not in later.party_ids]
        if missing:
            text = f"{later.id} supersedes it without {listed(missing)}"
            yield Finding(kind=SUPERSEDED_FOR_SOME, pointer="/parties", message=text)


def _meeting(meeting: Meeting, forum: Forum | None) -> Iterator[Finding]:
    if forum is not None:
        yield from roster_findings(meeting, forum)
    elif meeting.forum is not None:
        expected = "the forum as well, as its roster is compared: mou.check(meeting, forum=...)"
        raise ValidationError([Problem("/forum", shown(meeting.forum), expected)])


_FOLLOWS = frozenset({RelationKind.RENEWS, RelationKind.SUPERSEDES})


def _register(register: Register, on: date | None) -> Iterator[Finding]:
    others = Others.of(register.agreements)
    followed = {
        relation.to
        for agreement in register.agreements
        for relation in agreement.relations
        if relation.kind in _FOLLOWS
    }
    for index, agreement in enumerate(register.agreements):
        for finding in _agreement(agreement, on, others):
            if finding.kind is not EXPIRED_SILENTLY or agreement.id not in followed:
                yield attrs.evolve(finding, pointer=pointer("agreements", index) + finding.pointer)
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
            for finding in roster_findings(meeting, register.forum(meeting.forum)):
                yield attrs.evolve(finding, pointer=pointer("meetings", index) + finding.pointer)
    yield from ordinal_findings(register)


def _parent(register: Register, protocol: Agreement, parent: str, where: str) -> Iterator[Finding]:
    try:
        own, of_parent = (register.lifecycle(agreement).entered_into_force_on for agreement in (protocol, parent))
    except DateRangeError:
        return  # told of the agreement that it is about
    if own is not None and of_parent is not None and own < of_parent:
        text = f"in force from {spoken(own)}, {parent} from {spoken(of_parent)}"
        yield Finding(kind=PROTOCOL_BEFORE_PARENT, pointer=where, message=text)
