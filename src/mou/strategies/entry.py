"""Strategies for conditions of entry into force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from mou.dates.days import Day
from mou.model.conditions import (
    CONSENT,
    AllNamed,
    AllOf,
    AllSignatories,
    AnyOf,
    CountedInstruments,
    EntryIntoForce,
    ExchangeOfInstruments,
    FractionOfSignatories,
    LastNotification,
    NotBefore,
    NthInstrument,
    OnAgreedDate,
    OnConsentOfAll,
    OnDate,
    OnDateIf,
    OnEvent,
    OnSignature,
    OtherInForce,
    WeightedShare,
)
from mou.model.party import Party
from mou.strategies.act import EVENT_NAMES
from mou.strategies.chances import MAYBE, MOSTLY, OFTEN, SELDOM, SOMETIMES, drawn
from mou.strategies.dates import WHILE, draw_day, draw_opening, draw_start, shifted
from mou.strategies.lengths import DELAYS
from mou.strategies.party import STATE_IDS
from mou.strategies.text import TEXTS, WORDS

_ARTICLES = st.sampled_from(("Art. 1", "Art. 126(1)")) | TEXTS


def draw_wording(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the article and the quoted words of a clause, as keyword arguments. Most clauses have neither."""
    return {"article": draw(_ARTICLES), "quote": draw(st.none() | TEXTS)} if draw(SELDOM) else {}


_PERCENTS: st.SearchStrategy[Decimal | Fraction] = st.one_of(
    st.sampled_from((Decimal(50), Decimal(55), Decimal(100))),
    st.integers(1, 9999).map(lambda hundredths: Decimal(hundredths).scaleb(-2)),
    st.sampled_from((Fraction(100, 3), Fraction(200, 3), Fraction(100, 7))),
)
_WEIGHTS = st.integers(0, 400).map(lambda tenths: Decimal(tenths).scaleb(-1))
_COUNTABLE = st.sampled_from(CONSENT)
SIMPLE = (
    OnSignature,
    OnConsentOfAll,
    LastNotification,
    ExchangeOfInstruments,
    OnDate,
    NthInstrument,
    AllNamed,
    AllSignatories,
    FractionOfSignatories,
    WeightedShare,
    OtherInForce,
    OnEvent,
    OnAgreedDate,
)
COMBINED = (AllOf, AnyOf, NotBefore, OnDateIf)
_PARTS: st.SearchStrategy[type[EntryIntoForce]] = st.sampled_from(SIMPLE)
_OFTEN = (OnSignature, OnSignature, OnConsentOfAll, LastNotification, OnDate, OnDate, *(NthInstrument,) * 3)
_WHOLES: st.SearchStrategy[type[EntryIntoForce]] = st.sampled_from((*_OFTEN, *SIMPLE, *COMBINED))


def draw_some(draw: st.DrawFn, ids: Sequence[str]) -> list[str]:
    """Draw some of the parties, or any states if the parties are not known."""
    return draw(st.lists(st.sampled_from(ids) if ids else STATE_IDS, min_size=1, max_size=4, unique=True))


def _draw_counted(draw: st.DrawFn, ids: Sequence[str]) -> CountedInstruments:
    fields: dict[str, Any] = {}
    if draw(SELDOM):
        fields["kinds"] = draw(st.lists(_COUNTABLE, min_size=1, max_size=4, unique=True))
    if draw(SELDOM):
        fields["except_parties"] = draw_some(draw, ids)
        if draw(SOMETIMES) and ids:
            fields["except_parties"].append("elsewhere")  # an id that is not in the record
    return CountedInstruments(**fields, after_leaving=draw(SELDOM))


def draw_condition(
    draw: st.DrawFn,
    opened: date,
    ids: Sequence[str] = (),
    others: Sequence[str] = (),
    *,
    imprecise: bool,
    condition_class: type[EntryIntoForce] | None = None,
    depth: int = 2,
) -> EntryIntoForce:
    """Draw a condition of an agreement that begins around `opened`. Combined conditions nest up to `depth` levels.

    The condition can name parties from `ids`, and can require that an agreement from `others` is in force. If `ids` or
    `others` is empty, the condition can have any ids instead.
    """
    condition_class = condition_class or draw(_WHOLES if depth else _PARTS)
    wording = draw_wording(draw)

    def day() -> Day:
        return draw_day(draw, shifted(opened, draw(WHILE)), imprecise=imprecise)

    def part() -> EntryIntoForce:
        return draw_condition(draw, opened, ids, others, imprecise=imprecise, depth=depth - 1)

    if condition_class is OnDate:
        return OnDate(draw_day(draw, draw_start(draw, opened), imprecise=imprecise), **wording)
    if condition_class is OnAgreedDate:
        return OnAgreedDate(**wording)
    if condition_class is NotBefore:
        return NotBefore(part(), on=day(), **wording)
    delay = draw(DELAYS) if draw(MAYBE) else None
    if condition_class is OnDateIf:
        return OnDateIf(day(), condition=part(), delay=delay, **wording)
    if condition_class is AllOf or condition_class is AnyOf:
        return condition_class([part() for _ in range(draw(st.integers(1, 3)))], delay=delay, **wording)
    if condition_class is OnEvent:
        return OnEvent(draw(st.sampled_from(EVENT_NAMES)), delay=delay, **wording)
    if condition_class is OtherInForce:
        other = draw(st.sampled_from(others)) if others and draw(OFTEN) else draw(WORDS)
        return OtherInForce(other, delay=delay, **wording)
    if issubclass(condition_class, OnSignature | OnConsentOfAll | LastNotification | ExchangeOfInstruments):
        return condition_class(delay=delay, **wording)
    about: dict[str, Any] = {"counted": _draw_counted(draw, ids), "delay": delay, **wording}
    if condition_class is NthInstrument:
        among = draw_some(draw, ids) if draw(SOMETIMES) else ()
        return NthInstrument(draw(st.integers(1, len(among or ids) or 5)), among=among, **about)
    if condition_class is AllNamed:
        return AllNamed(draw_some(draw, ids), **about)
    if condition_class is AllSignatories:
        return AllSignatories(**about)
    percent, more_than = draw(_PERCENTS), draw(SELDOM)
    if condition_class is FractionOfSignatories:
        return FractionOfSignatories(percent, more_than=more_than, **about)
    weights = {party_id: draw(_WEIGHTS) for party_id in (ids or draw_some(draw, ids)) if draw(OFTEN)}
    if any(weights.values()) and draw(MOSTLY):
        about["total"] = sum(weights.values())
    return WeightedShare(percent, weights=weights, more_than=more_than, **about)


@st.composite
def conditions_of(draw: st.DrawFn, condition_class: type[EntryIntoForce]) -> EntryIntoForce:
    """Generate conditions of a single class."""
    return draw_condition(draw, draw_opening(draw), imprecise=True, condition_class=condition_class)


def conditions(*, parties: Sequence[Party] = (), imprecise: bool = True) -> st.SearchStrategy[EntryIntoForce]:
    """Generate conditions of entry into force, of every kind, including combined conditions.

    Args:
        parties: the parties that the conditions can name; defaults to any parties.
        imprecise: whether some days of the conditions are imprecise.

    >>> from hypothesis import find
    >>> find(conditions(), lambda condition: isinstance(condition, OnDate)).on
    datetime.date(2020, 1, 1)
    >>> find(conditions(), lambda condition: isinstance(condition, AnyOf)).conditions[0]
    OnSignature()
    """
    ids = [party.id for party in parties]
    return drawn(lambda draw: draw_condition(draw, draw_opening(draw), ids, imprecise=imprecise))


def counted() -> st.SearchStrategy[CountedInstruments]:
    """Generate rules for a threshold: the kinds of instruments to count, and the parties to leave out.

    >>> from hypothesis import find
    >>> find(counted(), lambda rule: rule.except_parties).except_parties
    ('MYS',)
    """
    return drawn(lambda draw: _draw_counted(draw, ()))
