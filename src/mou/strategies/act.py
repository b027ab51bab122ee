"""Strategies for acts of every kind, and for their signatories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import attrs
from hypothesis import strategies as st

from mou.model.act import OF_ONE_PARTY, WITHOUT_EFFECT_DATE, Act, ActKind, Signatory, SignatureKind
from mou.model.conditions import CONSENT
from mou.model.durations import Indefinite
from mou.model.source import Certainty
from mou.strategies.chances import MAYBE, MOSTLY, SELDOM, SOMETIMES, drawn
from mou.strategies.dates import SOONER_OR_LATER, WHILE, draw_day, draw_near, shifted
from mou.strategies.lengths import LENGTHS
from mou.strategies.party import SOME_SOURCES, STATE_IDS
from mou.strategies.text import TEXTS, WORDS, json_objects

EVENT_NAMES = ("event-0", "event-1", "event-2")
"""The names of events in clauses and acts."""
_NOTICE_KINDS = (ActKind.NON_RENEWAL, ActKind.WITHDRAWAL)
_STATEMENT_KINDS = (ActKind.RESERVATION, ActKind.DECLARATION, ActKind.OBJECTION)
OF_ANOTHER_ACT = {
    ActKind.OBJECTION: (ActKind.RESERVATION,),
    ActKind.STATEMENT_WITHDRAWAL: _STATEMENT_KINDS,
    ActKind.NOTICE_REVOCATION: _NOTICE_KINDS,
    ActKind.NOTICE_SUSPENSION: _NOTICE_KINDS,
}
CONSENTS = st.sampled_from([kind for kind in CONSENT if kind is not ActKind.SIGNATURE])
_EVENTFUL = [
    ActKind.EXTENSION,
    ActKind.SUSPENSION,
    ActKind.SUSPENSION,
    ActKind.RESUMPTION,
    ActKind.PROVISIONAL_APPLICATION,
    ActKind.NON_RENEWAL,
    ActKind.WITHDRAWAL,
    ActKind.NOTICE_REVOCATION,
    ActKind.TERMINATION,
]
KINDS = st.sampled_from([*_EVENTFUL, *_EVENTFUL, *ActKind])
_ALL_KINDS = st.sampled_from([*(ActKind.SIGNATURE,) * 8, *_EVENTFUL, *ActKind])
KINDS_OF_NOBODY = st.sampled_from([kind for kind in (*_EVENTFUL, *ActKind) if kind not in OF_ONE_PARTY])
_SIGNATURE_KINDS = st.sampled_from((None, SignatureKind.DEFINITIVE, None, *SignatureKind))


@st.composite
def _signatories(draw: st.DrawFn, among: st.SearchStrategy[str]) -> Signatory:
    office = draw(TEXTS) if draw(MAYBE) else None
    return Signatory(draw(TEXTS), party=draw(among), office=office)


def draw_act(
    draw: st.DrawFn,
    kind: ActKind,
    by: Sequence[str],
    day: date,
    among: st.SearchStrategy[str] | None,
    *,
    imprecise: bool,
) -> Act:
    """Draw an act of a kind on a day. If `by` is empty, signatories can sign for the parties in `among`."""
    fields: dict[str, Any] = {}
    begins = day
    if kind not in WITHOUT_EFFECT_DATE and draw(SELDOM):
        if kind is ActKind.ENTRY_INTO_FORCE:  # the day of the declaration differs from the day of entry into force
            day = shifted(day, draw(SOONER_OR_LATER))
        else:
            begins = shifted(day, draw(SOONER_OR_LATER))
        fields["effective_on"] = draw_day(draw, begins, imprecise=imprecise)
    if draw(SELDOM):
        fields["received_on"] = draw_day(draw, shifted(day, draw(WHILE)), imprecise=imprecise)
    if kind is ActKind.EXTENSION:
        how = draw(st.sampled_from(("period", "until", "endless", "")))
        if how == "period":
            fields["period"] = draw(LENGTHS)
        elif how == "endless":
            fields["period"] = Indefinite()
        elif how:
            fields["until"] = draw_day(draw, shifted(begins, 3 * draw(WHILE)), imprecise=imprecise)
    elif kind in _WITH_LAST_DAY and draw(MOSTLY if kind is ActKind.NOTICE_SUSPENSION else MAYBE):
        fields["until"] = draw_day(draw, shifted(begins, draw(WHILE)), imprecise=imprecise)
    elif kind is ActKind.EVENT:
        fields["id"] = EVENT_NAMES[0]
    elif kind is ActKind.SIGNATURE:
        fields["signature_kind"] = draw(_SIGNATURE_KINDS)
        among = st.sampled_from(by) if by else among
        if among is not None and draw(SOMETIMES):
            fields["signatories"] = draw(st.lists(_signatories(among), max_size=2))
    if draw(SELDOM):
        fields.update(draw(_DETAILS))
    return Act(kind, draw_day(draw, day, imprecise=imprecise), by=by, **fields)


_WITH_LAST_DAY = frozenset({ActKind.SUSPENSION, ActKind.PROVISIONAL_APPLICATION, ActKind.NOTICE_SUSPENSION})
_DETAILS = st.fixed_dictionaries(
    {},
    optional={
        "place": TEXTS,
        "certainty": st.sampled_from(Certainty),
        "sources": SOME_SOURCES,
        "note": TEXTS,
        "extensions": json_objects(),
    },
)


def _draw_any_act(draw: st.DrawFn, *, imprecise: bool) -> Act:
    kind = draw(_ALL_KINDS)
    least = 1 if kind in OF_ONE_PARTY else 0
    by = draw(st.lists(STATE_IDS, min_size=least, max_size=2, unique=True))
    act = draw_act(draw, kind, by, draw_near(draw), WORDS, imprecise=imprecise)
    refers_to = draw(WORDS) if kind in OF_ANOTHER_ACT and draw(MAYBE) else None
    return attrs.evolve(act, id=draw(WORDS) if draw(SELDOM) else act.id, refers_to=refers_to)


def signatories() -> st.SearchStrategy[Signatory]:
    """Generate signatories: persons who signed for a party.

    >>> from hypothesis import find
    >>> find(signatories(), lambda signatory: signatory.office is not None)
    Signatory(name='0', party='0', office='0')
    """
    return _signatories(WORDS)


def acts(*, imprecise: bool = True) -> st.SearchStrategy[Act]:
    """Generate acts of every kind, each with the fields of its kind.

    >>> from hypothesis import find
    >>> find(acts(), lambda act: act.kind == "withdrawal").by
    ('MYS',)
    """
    return drawn(partial(_draw_any_act, imprecise=imprecise))
