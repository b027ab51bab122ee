"""Findings: questionable values in records.

A questionable value is valid but may be a mistake. An invalid value raises `mou.ValidationError` when an object is
created. `CATALOGUE` explains each kind of finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from mou.answers.accounts import idle
from mou.answers.act_findings import (
    AFTER_THE_END,
    effect_findings,
    extension_findings,
    order_findings,
    reservation_findings,
    termination_findings,
)
from mou.answers.catalogue import CATALOGUE
from mou.answers.end_findings import (
    EXPIRED_FOLLOWED,
    EXPIRED_SILENTLY,
    early_end_findings,
    silent_expiry_findings,
    stated_end_findings,
)
from mou.answers.entry_findings import entry_findings
from mou.answers.finding import Finding, Kind, Severity
from mou.answers.later_agreements import LaterAgreements
from mou.answers.lifecycles import courses_of, lifecycle
from mou.answers.meeting_findings import ordinal_findings, roster_findings
from mou.answers.name_findings import events_not_named
from mou.answers.notice_findings import exit_findings, notice_findings
from mou.answers.record_findings import record_findings
from mou.answers.register import Register
from mou.answers.relation_findings import relation_findings, supersession_findings
from mou.answers.status_findings import stated_status_findings
from mou.answers.undetermined_findings import calendar_finding, undetermined_findings
from mou.dates.days import exact_day
from mou.errors import DateRangeError, Problem, ValidationError
from mou.law.course import Course, course
from mou.law.facts import Others
from mou.law.readings import open_dates, readings
from mou.model.agreement import Agreement
from mou.model.meeting import Forum, Meeting
from mou.model.records import FOLLOWS
from mou.values.fields import check_is, pointer, shown

__all__ = ["CATALOGUE", "Finding", "Kind", "Severity", "check"]


def check(
    record: Agreement | Meeting | Register, *, on: date | str | None = None, forum: Forum | None = None
) -> tuple[Finding, ...]:
    r"""List the questionable values in an agreement, in a meeting, or in all records of a register.

    For a meeting, compare its participants with the parties that were members of its forum on the first day of the
    meeting. The comparison requires an exact first day and a forum with recorded memberships. For a register, check all
    of its meetings, and compare the meetings of each forum with each other.

    Args:
        record: the agreement, the meeting or the register.
        on: the day of the check. If you pass a day, the function also reports acts that are dated after this day, and a
            status or an end that can't be determined. The function also reports a term that ended before this day, if
            nothing has been recorded since.
        forum: the forum of the meeting; required if `record` is a meeting that belongs to a forum.

    Raises:
        ValidationError: `on` is not a day, or the forum of a meeting is missing.

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
    29 October 2030 is stated, which fits from_start_of_day; counted from the event, the last day is 30 October 2030
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
    check_is(record, Agreement, Meeting, Register, expected="an Agreement, a Meeting or a Register")
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
        yield calendar_finding(error)


def _computed(agreement: Agreement, on: date | None, others: Others) -> Iterator[Finding]:
    facts = readings(agreement, None, others)[0]  # each imprecise date is read as its earliest day
    yield from record_findings(agreement, facts, on)  # first, because they need no computed date
    first_course = course(facts)
    yield from _from_the_acts(agreement, first_course, _in_doubt(agreement, first_course, others))
    yield from supersession_findings(agreement, others)
    if agreement.stated_status is None and on is None:
        return
    life = lifecycle(agreement, others=others)
    if agreement.stated_status is not None:
        yield from stated_status_findings(life, on)
    if on is not None:
        yield from silent_expiry_findings(life, first_course, on)
        yield from undetermined_findings(life, on)


def _from_the_acts(agreement: Agreement, course: Course, doubtful: set[int]) -> Iterator[Finding]:
    """List the questionable acts of an agreement, and the acts with questionable effects.

    Args:
        agreement: the agreement as it is recorded.
        course: the days of the agreement, computed with the earliest possible day of each imprecise date.
        doubtful: the indexes of acts whose effect depends on imprecise dates.
    """
    yield from stated_end_findings(agreement, course)
    yield from notice_findings(course, doubtful)
    yield from entry_findings(course)
    yield from early_end_findings(course)
    in_order = list(order_findings(course))
    yield from in_order
    yield from exit_findings(course)
    yield from extension_findings(course, doubtful)
    reported = {finding.pointer for finding in in_order if finding.kind is AFTER_THE_END}
    reported.update(finding.pointer for finding in events_not_named(course.facts, agreement.term))
    yield from effect_findings(agreement, course, doubtful, reported)
    yield from termination_findings(course)
    yield from reservation_findings(course)


def _expired(finding: Finding, follower: Agreement | None) -> Finding:
    """Return the finding about an expired agreement, with a lower severity if another agreement follows it."""
    if follower is None:
        return finding
    message = f"{finding.message.partition(',')[0]}, followed by {follower.id} with the same parties"
    return attrs.evolve(finding, kind=EXPIRED_FOLLOWED, message=message)


def _in_doubt(agreement: Agreement, first_course: Course, others: Others) -> set[int]:
    """Return the indexes of acts whose effect depends on how imprecise dates and unclear clauses are read."""
    if not (open_dates(agreement) or agreement.term.other_readings):
        return set()
    somewhere, everywhere = set[int](), idle(first_course)
    for reading in courses_of(lifecycle(agreement, others=others)):
        without = idle(reading)
        somewhere |= without
        everywhere &= without
    return somewhere - everywhere


def _meeting(meeting: Meeting, forum: Forum | None) -> Iterator[Finding]:
    if forum is not None:
        yield from roster_findings(meeting, forum)
    elif meeting.forum is not None:
        expected = "the forum as well, to compare its roster: mou.check(meeting, forum=...)"
        raise ValidationError([Problem("/forum", shown(meeting.forum), expected)])


def _register(register: Register, on: date | None) -> Iterator[Finding]:
    others = Others.of(register.context)
    followed = {
        relation.to for agreement in register.context for relation in agreement.relations if relation.kind in FOLLOWS
    }
    later = LaterAgreements(register)
    for index, agreement in enumerate(register.agreements):
        for finding in _agreement(agreement, on, others):
            where = pointer("agreements", index) + finding.pointer
            if finding.kind is not EXPIRED_SILENTLY or on is None:
                yield attrs.evolve(finding, pointer=where)
            elif agreement.id not in followed:
                yield attrs.evolve(_expired(finding, later.after(agreement, on)), pointer=where)
    yield from relation_findings(register)
    for index, meeting in enumerate(register.meetings):
        if meeting.forum is not None:
            for finding in roster_findings(meeting, register.forum(meeting.forum)):
                yield attrs.evolve(finding, pointer=pointer("meetings", index) + finding.pointer)
    yield from ordinal_findings(register)
