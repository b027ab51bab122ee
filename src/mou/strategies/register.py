"""A strategy for registers whose records refer to each other."""

from __future__ import annotations

from functools import partial

import attrs
from hypothesis import strategies as st

from mou.answers.register import Register
from mou.model.agreement import Agreement
from mou.strategies.agreement import draw_agreement
from mou.strategies.chances import OFTEN, drawn
from mou.strategies.meeting import draw_forum, draw_meeting
from mou.strategies.party import PARTIES
from mou.strategies.text import WORDS

_POOLS = st.lists(PARTIES, min_size=2, max_size=5, unique_by=lambda party: party.id)
_SOME_IDS = st.lists(WORDS, max_size=2, unique=True)
_MORE_IDS = st.lists(WORDS, max_size=3, unique=True)


def _draw_register(draw: st.DrawFn, *, imprecise: bool) -> Register:
    pool = draw(_POOLS)
    known = st.sampled_from([party.id for party in pool])
    forums = draw(_SOME_IDS)
    some_forum = st.sampled_from((None, *forums, *forums))
    meetings = draw(_MORE_IDS)
    agreements: list[Agreement] = []
    ids = draw(_MORE_IDS)
    for own in ids:
        parties = draw(st.lists(st.sampled_from(pool), min_size=2, max_size=3, unique_by=lambda party: party.id))
        others = [other for other in ids if other != own]
        agreement = draw_agreement(draw, own, parties if draw(OFTEN) else (), others, imprecise=imprecise)
        signed_at = draw(st.lists(st.sampled_from(meetings), max_size=1)) if meetings else ()
        agreements.append(attrs.evolve(agreement, signed_at=signed_at))
    return Register(
        parties=pool,
        forums=[draw_forum(draw, own, known, imprecise=imprecise) for own in forums],
        meetings=[draw_meeting(draw, own, known, some_forum, imprecise=imprecise) for own in meetings],
        agreements=agreements,
    )


def registers(*, imprecise: bool = True) -> st.SearchStrategy[Register]:
    """Generate registers of a few records with valid references to each other.

    An agreement can amend or supersede another agreement, be a protocol to it, or require its entry into force.

    >>> from hypothesis import find
    >>> len(find(registers(), lambda register: register.meetings))  # with the two parties
    3
    """
    return drawn(partial(_draw_register, imprecise=imprecise))
