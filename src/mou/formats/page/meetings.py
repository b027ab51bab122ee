"""The forums and meetings on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from mou.answers.finding import Finding
from mou.dates.days import earliest
from mou.formats.page.index import Index
from mou.model.agreement import Agreement
from mou.model.meeting import Forum, Meeting, Role

Roles = tuple[tuple[str, tuple[str, ...]], ...]
"""The names of parties by role."""


@attrs.frozen(kw_only=True)
class MeetingLine:
    """A meeting with the names of its participants by role."""

    meeting: Meeting
    host: str | None
    roles: Roles
    signed: tuple[tuple[int, Agreement], ...]  # each with its place in the register
    findings: tuple[Finding, ...]


@attrs.frozen(kw_only=True)
class ForumLine:
    """A forum with its meetings, latest first. `roles` contains the names of the members by role.

    If `forum` is `None`, the meetings belong to no forum.
    """

    forum: Forum | None
    roles: Roles
    meetings: tuple[MeetingLine, ...]


def forum_lines(index: Index, findings: Iterable[Finding], on: date) -> tuple[ForumLine, ...]:
    """List the forums with their meetings, then the meetings that belong to no forum."""
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        about.setdefault("/".join(finding.pointer.split("/")[:3]), []).append(finding)
    held: dict[str | None, list[MeetingLine]] = {}
    numbered = sorted(enumerate(index.register.meetings), key=lambda item: _begins(item[1]), reverse=True)
    for number, meeting in numbered:
        held.setdefault(meeting.forum, []).append(_meeting(index, meeting, about.get(f"/meetings/{number}", ())))
    lines = [
        ForumLine(
            forum=forum,
            roles=tuple(_roles(index, ((role, forum.roster(on, role)) for role in Role))),
            meetings=tuple(held.get(forum.id, ())),
        )
        for forum in index.register.forums
    ]
    without_forum = held.get(None, [])
    return (*lines, *([ForumLine(forum=None, roles=(), meetings=tuple(without_forum))] if without_forum else []))


def _begins(meeting: Meeting) -> date:
    return date.min if meeting.starts_on is None else earliest(meeting.starts_on)


def _meeting(index: Index, meeting: Meeting, findings: Iterable[Finding]) -> MeetingLine:
    by_role = (
        (role, [participant.party for participant in meeting.participants if participant.role is role])
        for role in (*Role, None)
    )
    return MeetingLine(
        meeting=meeting,
        host=None if meeting.host is None else index.name(meeting.host),
        roles=tuple(_roles(index, by_role)),
        signed=tuple((index.numbers[agreement.id], agreement) for agreement in index.register.signed_at(meeting)),
        findings=tuple(findings),
    )


def _roles(index: Index, by_role: Iterable[tuple[Role | None, Sequence[str]]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for role, parties in by_role:
        if parties:
            yield role or "participant", tuple(index.name(party_id) for party_id in parties)
