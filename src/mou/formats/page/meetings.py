"""The forums and meetings on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from mou.answers.findings import Finding
from mou.dates.days import earliest
from mou.dates.words import counted
from mou.formats.page.index import Index
from mou.model.agreement import Agreement
from mou.model.meeting import Forum, Meeting, Role


@attrs.frozen(kw_only=True)
class MeetingLine:
    """A meeting with the names of its participants, by role in words."""

    meeting: Meeting
    host: str | None
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    signed: tuple[Agreement, ...]
    findings: tuple[tuple[Finding, str], ...]  # each with its place in the record


@attrs.frozen(kw_only=True)
class ForumLine:
    """A forum with its meetings, latest first, and its members on the day, by role in words.

    Without a forum: the meetings that belong to none.
    """

    forum: Forum | None
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    meetings: tuple[MeetingLine, ...]


def forum_lines(index: Index, on: date) -> tuple[ForumLine, ...]:
    """List the forums with their meetings, then the meetings that belong to no forum."""
    held: dict[str | None, list[MeetingLine]] = {}
    latest_first = sorted(index.register.meetings, key=_begins, reverse=True)
    for meeting in latest_first:
        held.setdefault(meeting.forum, []).append(_meeting(index, meeting))
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


def _meeting(index: Index, meeting: Meeting) -> MeetingLine:
    by_role = (
        (role, [participant.party for participant in meeting.participants if participant.role is role])
        for role in (*Role, None)
    )
    return MeetingLine(
        meeting=meeting,
        host=None if meeting.host is None else index.name(meeting.host),
        roles=tuple(_roles(index, by_role)),
        signed=index.register.signed_at(meeting),
        findings=tuple(index.findings.get(f"meeting-{meeting.id}", ())),
    )


def _roles(index: Index, by_role: Iterable[tuple[Role | None, Sequence[str]]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for role, parties in by_role:
        if parties:
            word = "participant" if role is None else role.replace("_", " ")
            yield counted((len(parties), word)), tuple(index.name(party_id) for party_id in parties)
