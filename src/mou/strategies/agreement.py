"""Strategies for agreements with their terms, acts, relations and registrations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from mou.model.agreement import Agreement, AgreementKind, Relation, RelationKind, TreatyRegistration
from mou.model.conditions import is_open
from mou.model.party import Party
from mou.model.status import StatedStatus, Status
from mou.model.term import Term
from mou.strategies.chances import MAYBE, MOSTLY, OFTEN, SELDOM, SOMETIMES, drawn
from mou.strategies.dates import NEAR, draw_day, draw_opening
from mou.strategies.history import draw_openings, draw_references, draw_return, followings
from mou.strategies.party import PARTIES, SOME_SOURCES, STATES
from mou.strategies.term import draw_term
from mou.strategies.text import SPELT, TEXTS, WORDS, json_objects


@st.composite
def _registrations(draw: st.DrawFn) -> TreatyRegistration:
    number = draw(TEXTS) if draw(MAYBE) else None
    on = draw_day(draw, draw(NEAR), imprecise=True) if draw(MAYBE) else None
    return TreatyRegistration(draw(st.just("UNTS") | TEXTS), number=number, on=on)


STATED_STATUSES = st.builds(
    StatedStatus,
    st.sampled_from([status for status in Status if status is not Status.UNKNOWN]),
    on=st.none() | NEAR,
    words=st.none() | TEXTS,
)
_RELATIONS = st.builds(Relation, st.sampled_from(RelationKind), WORDS | SPELT)
_BETWEEN = st.sampled_from((*RelationKind, RelationKind.PROTOCOL_TO, RelationKind.SUPERSEDES))
_PARTY_LISTS = st.one_of(
    st.lists(STATES, min_size=2, max_size=2, unique_by=lambda party: party.id),
    st.lists(STATES, min_size=3, max_size=6, unique_by=lambda party: party.id),
    st.lists(PARTIES, min_size=2, max_size=4, unique_by=lambda party: party.id),
    st.lists(PARTIES, max_size=1),
)
_ABOUT = st.fixed_dictionaries(
    {},
    optional={
        "subjects": st.lists(TEXTS, max_size=2, unique=True),
        "description": TEXTS,
        "signed_at": st.lists(WORDS, max_size=2, unique=True),
        "relations": st.lists(_RELATIONS, max_size=2),
        "depositary": TEXTS,
        "registrations": st.lists(_registrations(), max_size=2),
        "stated_status": STATED_STATUSES,
        "sources": SOME_SOURCES,
        "extensions": json_objects(),
    },
)
_AGREEMENT_KINDS = st.sampled_from((AgreementKind.MOU,) * 10 + (None, *AgreementKind))
_BINDING = st.sampled_from((None, True, False))


def draw_agreement(
    draw: st.DrawFn, own: str, parties: Sequence[Party], others: Sequence[str] = (), *, imprecise: bool
) -> Agreement:
    """Draw an agreement between the parties. The agreement can refer to the agreements with the ids in `others`."""
    ids = [party.id for party in parties]
    opened = draw_opening(draw)
    term = draw_term(draw, opened, ids, others, imprecise=imprecise) if draw(OFTEN) else Term()
    openings = draw_openings(draw, ids, opened, term, imprecise=imprecise)
    more = followings(ids, opened, term, imprecise=imprecise)
    following = draw(st.lists(more, max_size=5)) if draw(MOSTLY) else []
    if is_open(term.entry_into_force) and bool(ids) and draw(SOMETIMES):
        following += draw_return(draw, ids, opened, imprecise=imprecise)
    about: dict[str, Any] = draw(_ABOUT) if draw(SELDOM) else {}
    if len(parties) == 1:
        about.setdefault("depositary", ids[0])
    if bool(others) and draw(MOSTLY):
        to = st.sampled_from(others)
        about["relations"] = draw(st.lists(st.builds(Relation, _BETWEEN, to | to | SPELT), min_size=1, max_size=2))
    if "relations" in about:
        about["relations"] = [relation for relation in about["relations"] if relation.to != own]
    return Agreement(
        own,
        title=draw(TEXTS),
        kind=draw(_AGREEMENT_KINDS),
        binding=draw(_BINDING),
        parties=parties,
        acts=draw_references(draw, [*openings, *following]),
        term=term,
        **about,
    )


def agreements(*, parties: Sequence[Party] | None = None, imprecise: bool = True) -> st.SearchStrategy[Agreement]:
    """Generate agreements with terms and acts, in every status.

    Most agreements have two or more parties, some of which join later, leave or come back. The agreements are unsigned,
    signed, applied provisionally, in force, suspended, expired or terminated. Their notices are in time, late or
    revoked, and their renewals have an end or no end. Some agreements have unknown facts, or a declared day of entry
    into force. All dates are far from the years 1 and 9999, so `mou.lifecycle` never raises `mou.DateRangeError`.

    Args:
        parties: at least two parties, or an empty list for "not known". By default, any parties are drawn.
        imprecise: whether some days of the agreements are imprecise.

    >>> from hypothesis import find
    >>> find(agreements(), lambda agreement: len(agreement.parties) == 3).party_ids
    ('MYS', 'USA', 'JPN')
    """
    lists = _PARTY_LISTS if parties is None else st.just(parties)
    return drawn(lambda draw: draw_agreement(draw, draw(WORDS), draw(lists), imprecise=imprecise))


def registrations() -> st.SearchStrategy[TreatyRegistration]:
    """Generate registrations: entries in registers of treaties, such as the UNTS.

    >>> from hypothesis import find
    >>> find(registrations(), lambda registration: True).register
    'UNTS'
    """
    return _registrations()


def relations() -> st.SearchStrategy[Relation]:
    """Generate relations to other agreements.

    >>> from hypothesis import find
    >>> find(relations(), lambda relation: True)
    Relation(kind=<RelationKind.AMENDS: 'amends'>, to='0')
    """
    return _RELATIONS
