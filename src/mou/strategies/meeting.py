"""Strategies for meetings and forums, with their participants and members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from mou.model.meeting import TOTAL, Delegate, Forum, Meeting, Membership, Participant, Role
from mou.model.source import Certainty
from mou.strategies.chances import MAYBE, MOSTLY, SELDOM, drawn
from mou.strategies.dates import NEAR, WHILE, draw_day, shifted
from mou.strategies.party import SOME_SOURCES, STATE_IDS
from mou.strategies.text import TEXTS, WORDS, json_objects

_ROLES = st.sampled_from(Role)
_DELEGATES = st.builds(Delegate, TEXTS, office=st.none() | TEXTS)
_SOME_DELEGATES = st.lists(_DELEGATES, min_size=1, max_size=2)


def _draw_participant(draw: st.DrawFn, party: str) -> Participant:
    role = draw(_ROLES) if draw(MOSTLY) else None
    return Participant(party, role, delegates=draw(_SOME_DELEGATES) if draw(SELDOM) else ())


def _draw_memberships(draw: st.DrawFn, party: str, *, imprecise: bool) -> list[Membership]:
    """Draw one membership of a party, or two in succession."""
    since = draw(NEAR) if draw(MAYBE) else None
    until = shifted(since or draw(NEAR), draw(WHILE)) if draw(SELDOM) else None
    spans: list[tuple[date | None, date | None]] = [(since, until)]
    if until is not None and draw(MAYBE):
        spans.append((shifted(until, 1 + draw(WHILE)), None))
    return [
        Membership(
            party,
            draw(_ROLES),
            since=None if first is None else draw_day(draw, first, imprecise=imprecise),
            until=None if last is None else draw_day(draw, last, imprecise=imprecise),
        )
        for first, last in spans
    ]


def _draw_details(draw: st.DrawFn, *names: str) -> dict[str, Any]:
    """Draw values for some of the fields with these names."""
    return {name: draw(_DETAIL[name]) for name in names if draw(SELDOM)}


_DETAIL: dict[str, st.SearchStrategy[Any]] = {
    "aliases": st.lists(TEXTS, max_size=2, unique=True),
    "certainty": st.sampled_from(Certainty),
    "extensions": json_objects(),
    "note": TEXTS,
    "place": TEXTS,
    "sources": SOME_SOURCES,
}


def draw_forum(draw: st.DrawFn, own: str, known: st.SearchStrategy[str], *, imprecise: bool) -> Forum:
    """Draw a forum whose members are among the known states."""
    members = draw(st.lists(known, max_size=4, unique=True))
    return Forum(
        own,
        name=draw(TEXTS),
        memberships=[
            membership for party in members for membership in _draw_memberships(draw, party, imprecise=imprecise)
        ],
        **_draw_details(draw, "aliases", "sources", "note", "extensions"),
    )


def _draw_counts(draw: st.DrawFn, participants: Sequence[Participant]) -> dict[str, int]:
    """Draw stated counts of participants. If the participants are known, the counts agree with them."""
    without = sum(participant.role is None for participant in participants)  # they can count for any role
    counts: dict[str, int] = {}
    for role in draw(st.lists(_ROLES, max_size=2, unique=True)):
        there = sum(participant.role is role for participant in participants)
        more = draw(st.integers(0, without)) if participants else draw(st.integers(0, 20))
        without -= more if participants else 0
        counts[role.value] = there + more
    if draw(MAYBE):
        counts[TOTAL] = len(participants) or sum(counts.values()) + draw(st.integers(0, 5))
    return counts


def draw_meeting(
    draw: st.DrawFn, own: str, known: st.SearchStrategy[str], forums: st.SearchStrategy[str | None], *, imprecise: bool
) -> Meeting:
    """Draw a meeting of known states, in one of the forums."""
    participants = [_draw_participant(draw, party) for party in draw(st.lists(known, max_size=4, unique=True))]
    forum = draw(forums)
    starts = draw(NEAR) if draw(MOSTLY) else None
    ends = shifted(starts, draw(st.integers(0, 5))) if starts is not None and draw(MAYBE) else None
    return Meeting(
        own,
        name=draw(TEXTS),
        forum=forum,
        ordinal=draw(st.integers(1, 30)) if forum is not None and draw(MOSTLY) else None,
        starts_on=None if starts is None else draw_day(draw, starts, imprecise=imprecise),
        ends_on=None if ends is None else draw_day(draw, ends, imprecise=imprecise),
        online=draw(SELDOM),
        host=draw(known) if draw(MAYBE) else None,
        participants=participants,
        stated_counts=_draw_counts(draw, participants) if draw(MAYBE) else {},
        **_draw_details(draw, "place", "certainty", "sources", "note", "extensions"),
    )


def delegates() -> st.SearchStrategy[Delegate]:
    """Generate delegates: persons who represented a participant.

    >>> from hypothesis import find
    >>> find(delegates(), lambda delegate: delegate.office is not None)
    Delegate(name='0', office='0')
    """
    return _DELEGATES


def participants() -> st.SearchStrategy[Participant]:
    """Generate participants: the ids of states that took part in a meeting, with their roles and delegates.

    >>> from hypothesis import find
    >>> find(participants(), lambda participant: participant.role == "observer").party
    'MYS'
    """
    return drawn(lambda draw: _draw_participant(draw, draw(STATE_IDS)))


def memberships() -> st.SearchStrategy[Membership]:
    """Generate memberships of states in a forum, with and without first and last days.

    >>> from hypothesis import find
    >>> find(memberships(), lambda membership: True)
    Membership(party='MYS', role=<Role.MEMBER: 'member'>)
    """
    return drawn(lambda draw: _draw_memberships(draw, draw(STATE_IDS), imprecise=True)[0])


def forums(*, imprecise: bool = True) -> st.SearchStrategy[Forum]:
    """Generate forums of states. Some states leave and come back.

    >>> from hypothesis import find
    >>> find(forums(), lambda forum: forum.count("2025-01-01") == 2).roster("2025-01-01")
    ('MYS', 'USA')
    """
    return drawn(lambda draw: draw_forum(draw, draw(WORDS), STATE_IDS, imprecise=imprecise))


def meetings(*, imprecise: bool = True) -> st.SearchStrategy[Meeting]:
    """Generate meetings of states. The stated counts of a meeting agree with its participants.

    >>> from hypothesis import find
    >>> find(meetings(), lambda meeting: meeting.count() == 2).first_and_last_day is None
    True
    """
    held_in = st.none() | WORDS
    return drawn(lambda draw: draw_meeting(draw, draw(WORDS), STATE_IDS, held_in, imprecise=imprecise))
