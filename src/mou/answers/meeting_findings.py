"""Findings about meetings: their participants, and their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from mou.answers.finding import Finding, Kind, Severity
from mou.answers.register import Register
from mou.dates.days import Day, earliest, latest
from mou.dates.words import spoken
from mou.model.meeting import Forum, Meeting, Role
from mou.values.fields import pointer

ROSTER_DIFFERS = Kind(
    "roster-differs",
    Severity.WARNING,
    "A participant's role in a meeting differs from its role in the forum on the day of the meeting.",
)
NOT_ON_ROSTER = Kind(
    "not-on-roster",
    Severity.WARNING,
    "A participant takes part in a role that members of the forum have, but was not a member of the forum on the day "
    "of the meeting.",
)
COUNT_DIFFERS = Kind(
    "count-differs",
    Severity.WARNING,
    "The stated number of participants with a role differs from the number of members that the forum had in this role "
    "on the day of the meeting.",
)
ORDINAL_OUT_OF_SEQUENCE = Kind(
    "ordinal-out-of-sequence",
    Severity.WARNING,
    "The dates of a forum's meetings do not follow their ordinals, or two meetings have the same ordinal.",
)


def roster_findings(meeting: Meeting, forum: Forum) -> Iterator[Finding]:
    """Compare a meeting's participants with the members of its forum on the first day of the meeting.

    If the first day is imprecise or not known, there are no findings.
    """
    day = meeting.starts_on
    if not isinstance(day, date) or not forum.memberships:
        return
    its_own = {membership.role for membership in forum.memberships}  # a guest need not be a member
    roles: dict[str, list[Role]] = {}
    for member in forum.memberships:
        if member.covers(day) is not False:
            roles.setdefault(member.party, []).append(member.role)
    for index, participant in enumerate(meeting.participants):
        where, had = pointer("participants", index), roles.get(participant.party)
        if participant.role is not None and had is not None and participant.role not in had:
            was = " or ".join(had)
            text = (
                f"{participant.party} takes part as {participant.role}; in {forum.name} it was {was} on {spoken(day)}"
            )
            yield Finding(kind=ROSTER_DIFFERS, pointer=where, message=text)
        elif had is None and participant.role in its_own:
            text = (
                f"{participant.party} takes part as {participant.role}; "
                f"it did not belong to {forum.name} on {spoken(day)}"
            )
            yield Finding(kind=NOT_ON_ROSTER, pointer=where, message=text)
    for key, stated in meeting.stated_counts.items():
        if key in its_own and (there := forum.count(day, key)) != stated and not forum.in_doubt(day, key):
            text = f"{stated} with the role {key} are stated; {forum.name} had {there} on {spoken(day)}"
            yield Finding(kind=COUNT_DIFFERS, pointer=pointer("stated_counts", key), message=text)


def ordinal_findings(register: Register) -> Iterator[Finding]:
    """List meetings of a forum that share a number, or whose numbers are not in the order of their first days."""
    numbered: dict[str, list[tuple[int, Day, int]]] = {}
    for index, meeting in enumerate(register.meetings):
        if meeting.forum is not None and meeting.ordinal is not None and meeting.starts_on is not None:
            numbered.setdefault(meeting.forum, []).append((meeting.ordinal, meeting.starts_on, index))
    for forum, meetings in numbered.items():
        for before, after in pairwise(sorted(meetings, key=lambda meeting: (meeting[0], earliest(meeting[1])))):
            if before[0] == after[0] or latest(after[1]) < earliest(before[1]):
                text = f"meeting {after[0]} of {forum} on {after[1]}, meeting {before[0]} on {before[1]}"
                yield Finding(
                    kind=ORDINAL_OUT_OF_SEQUENCE, pointer=pointer("meetings", after[2], "ordinal"), message=text
                )
