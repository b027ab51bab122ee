"""Strategies for parties, and for the sources of facts."""

from __future__ import annotations

from hypothesis import strategies as st

from mou.model.party import Party, PartyKind
from mou.model.source import Source
from mou.strategies.chances import MOSTLY, SELDOM
from mou.strategies.dates import NEAR, draw_day
from mou.strategies.text import ADDRESSES, TEXTS, WORDS, json_objects


@st.composite
def _sources(draw: st.DrawFn) -> Source:
    return Source(
        draw(TEXTS),
        publisher=draw(TEXTS) if draw(SELDOM) else None,
        published_on=draw_day(draw, draw(NEAR), imprecise=True) if draw(SELDOM) else None,
        url=draw(ADDRESSES) if draw(SELDOM) else None,
        accessed_on=draw_day(draw, draw(NEAR), imprecise=True) if draw(SELDOM) else None,
        note=draw(TEXTS) if draw(SELDOM) else None,
    )


SOME_SOURCES = st.lists(_sources(), min_size=1, max_size=2)


def sources() -> st.SearchStrategy[Source]:
    """Generate sources: documents against which a fact can be checked.

    >>> from hypothesis import find
    >>> find(sources(), lambda source: source.url is not None).url
    'https://example.org/'
    """
    return _sources()


STATE_IDS = st.sampled_from("MYS USA JPN KOR AUS DEU FRA GBR IND NLD BRA ZAF".split())
STATES = STATE_IDS.map(Party.state)
_OLD_STATES = st.sampled_from(
    (
        Party("SUHH", name="Union of Soviet Socialist Republics", kind="state"),
        Party("CSHH", name="Czechoslovakia", kind="state", aliases=["ČSSR"]),
        Party("cow:300", name="Austria-Hungary", kind="state", identifiers={"cow": "300"}),
    )
)
_IDENTIFIERS: st.SearchStrategy[dict[str, str]] = st.dictionaries(
    st.sampled_from("wikidata ror lei".split()), TEXTS, max_size=2
)


@st.composite
def _others(draw: st.DrawFn) -> Party:
    kind = draw(st.sampled_from([kind for kind in PartyKind if kind is not PartyKind.STATE]))
    body = kind is PartyKind.GOVERNMENT_BODY
    return Party(
        draw(WORDS).lower() + "-" + kind.value[:3],  # an id that is never a state's code
        name=draw(TEXTS),
        kind=kind,
        acts_for=draw(STATES).id if body and draw(MOSTLY) else None,
        identifiers=draw(_IDENTIFIERS) if draw(SELDOM) else {},
        aliases=draw(st.lists(TEXTS, max_size=2, unique=True)) if draw(SELDOM) else (),
        extensions=draw(json_objects()) if draw(SELDOM) else {},
    )


PARTIES = st.one_of(STATES, _others(), _OLD_STATES)


def parties() -> st.SearchStrategy[Party]:
    """Generate parties of every kind: present and former states, organisations, ministries, provinces, universities.

    >>> from hypothesis import find
    >>> find(parties(), lambda party: True)
    Party(id='MYS', name='Malaysia', kind=<PartyKind.STATE: 'state'>)
    """
    return PARTIES
