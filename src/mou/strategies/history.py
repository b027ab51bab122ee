"""Strategies for the acts of an agreement. The acts fit the term of the agreement."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import attrs
from hypothesis import strategies as st

from mou.dates.days import latest
from mou.dates.delays import delayed
from mou.dates.periods import Period, last_day_of, notice_deadline
from mou.errors import DateRangeError
from mou.law.counting import counting_of
from mou.model.act import OF_ONE_PARTY, Act, ActKind
from mou.model.conditions import (
    EntryIntoForce,
    ExchangeOfInstruments,
    LastNotification,
    NotBefore,
    OnAgreedDate,
    OnDate,
    is_open,
    parts,
)
from mou.model.durations import Indefinite, Until, UntilDayOfYear, UntilEvent
from mou.model.renewals import ExpressRenewal, TacitRenewal
from mou.model.term import Anchor, Term
from mou.model.withdrawals import WithdrawalOnNotice
from mou.strategies.act import CONSENTS, KINDS, KINDS_OF_NOBODY, OF_ANOTHER_ACT, draw_act
from mou.strategies.chances import MAYBE, MOSTLY, SELDOM
from mou.strategies.dates import JITTER, WHILE, draw_near, draw_start, shifted
from mou.strategies.entry import draw_some


def _turning_points(opened: date, term: Term) -> list[date]:
    """Return the days on which something changes if the term runs from `opened`.

    Acts near these days are hard cases.
    """
    points = [opened]
    entry = term.entry_into_force
    if not isinstance(entry, None | OnDate | OnAgreedDate | NotBefore) and entry.delay is not None:
        points.append(delayed(opened, entry.delay))
    length, renewal = term.duration, term.renewal
    then = renewal.period if isinstance(renewal, TacitRenewal) and isinstance(renewal.period, Period) else None
    notice = renewal.notice if isinstance(renewal, TacitRenewal | ExpressRenewal) else None
    with suppress(DateRangeError):
        if isinstance(term.withdrawal, WithdrawalOnNotice) and term.withdrawal.lock_in is not None:
            points.append(opened + term.withdrawal.lock_in)
        for times in range(3 if then else 1):
            if isinstance(length, Indefinite | UntilEvent | UntilDayOfYear) or length is None:
                break
            if isinstance(length, Until):
                end = last_day_of(latest(length.last_day), Period(), then=then, times=times)
            else:
                end = last_day_of(opened, length, counting_of(term), then=then, times=times)
            points.append(end)
            if notice is not None:
                points.append(notice_deadline(end, notice))
    return points


def _matching(condition: EntryIntoForce | None) -> str:
    """Return how an agreement enters into force under a condition. For a combined condition, use its first part."""
    if is_open(condition):
        return "consented"
    if isinstance(condition, LastNotification | ExchangeOfInstruments):
        return "notified" if isinstance(condition, LastNotification) else "exchanged"
    inner = () if condition is None else parts(condition)
    return _matching(inner[0]) if inner else "signed"


def draw_openings(draw: st.DrawFn, ids: Sequence[str], opened: date, term: Term, *, imprecise: bool) -> list[Act]:
    """Draw some or all of the acts that bring an agreement into force."""
    among = st.sampled_from(ids) if ids else None
    how = _matching(term.entry_into_force) if draw(MOSTLY) else draw(_OPENED)
    if how == "none":
        return []

    def act(kind: ActKind, by: Sequence[str], day: date) -> Act:
        return draw_act(draw, kind, by, day, among, imprecise=imprecise)

    if how == "signed" or not ids:
        return [act(ActKind.SIGNATURE, ids if draw(MAYBE) else (), opened)]
    acts: list[Act] = []
    if how != "each":
        signers = ids if draw(MOSTLY) else draw_some(draw, ids)
        acts.append(act(ActKind.SIGNATURE, signers, shifted(opened, -draw(WHILE))))
    for party_id in ids if how in _BY_EACH else ():
        if not draw(SELDOM):
            kind = {"each": ActKind.SIGNATURE, "notified": ActKind.NOTIFICATION}.get(how) or draw(CONSENTS)
            acts.append(act(kind, [party_id], shifted(opened, draw(WHILE) // 4)))
    if how in _TOGETHER:
        acts.append(act(_TOGETHER[how], (), opened))
    return acts


_OPENED = st.sampled_from(
    "none signed signed each notified exchanged consented met provisional declared declared".split()
)
_BY_EACH = frozenset({"each", "notified", "consented", "met"})
_TOGETHER = {
    "exchanged": ActKind.EXCHANGE_OF_INSTRUMENTS,
    "met": ActKind.CONDITION_MET,
    "provisional": ActKind.PROVISIONAL_APPLICATION,
    "declared": ActKind.ENTRY_INTO_FORCE,
}


def _fitting(term: Term) -> tuple[ActKind, ...]:
    """Return the kinds of acts that have an effect under a term."""
    kinds: list[ActKind] = []
    if isinstance(term.renewal, TacitRenewal):
        kinds += [ActKind.NON_RENEWAL, ActKind.NOTICE_REVOCATION]
    if isinstance(term.withdrawal, WithdrawalOnNotice):
        kinds += [ActKind.WITHDRAWAL, ActKind.NOTICE_REVOCATION]
    if isinstance(term.renewal, ExpressRenewal):
        kinds.append(ActKind.EXTENSION)
    if term.anchor is Anchor.PROVISIONAL_APPLICATION:
        kinds.append(ActKind.PROVISIONAL_APPLICATION)
    if is_open(term.entry_into_force):  # parties come, leave, and come back
        kinds += [ActKind.ACCESSION, ActKind.WITHDRAWAL, ActKind.ENTRY_INTO_FORCE, ActKind.RESERVATION]
    return tuple(kinds)


@st.composite
def followings(draw: st.DrawFn, ids: Sequence[str], opened: date, term: Term, *, imprecise: bool) -> Act:
    """Draw an act of a party, or of all parties, often close to a day on which something changes."""
    fitting = _fitting(term) if ids else ()
    kinds = KINDS if ids else KINDS_OF_NOBODY
    if draw(MOSTLY) and fitting:
        kinds = st.sampled_from(fitting)
    kind = draw(kinds)
    by: Sequence[str] = ()
    option = term.renewal.by if isinstance(term.renewal, ExpressRenewal) else ()
    if kind is ActKind.EXTENSION and option and draw(MOSTLY):
        by = option
    elif ids and (kind in OF_ONE_PARTY or draw(MAYBE)):
        by = [draw(st.sampled_from(ids))]
    elif ids and draw(SELDOM):
        by = ids
    if kind is ActKind.ENTRY_INTO_FORCE and len(by) != 1:
        day = draw_start(draw, opened)
    elif draw(MOSTLY):
        day = shifted(draw(st.sampled_from(_turning_points(opened, term))), draw(JITTER))
    else:
        day = draw_near(draw)
    return draw_act(draw, kind, by, day, st.sampled_from(ids) if ids else None, imprecise=imprecise)


def draw_return(draw: st.DrawFn, ids: Sequence[str], opened: date, *, imprecise: bool) -> list[Act]:
    """Draw the acts of a party that leaves and comes back."""
    party = draw(st.sampled_from(ids))
    left = shifted(opened, 2 * draw(WHILE))
    back = shifted(left, 4 * draw(WHILE))
    return [
        draw_act(draw, ActKind.WITHDRAWAL, [party], left, None, imprecise=imprecise),
        draw_act(draw, draw(CONSENTS), [party], back, None, imprecise=imprecise),
    ]


def draw_references(draw: st.DrawFn, acts: Sequence[Act]) -> list[Act]:
    """Name each event, and let some acts refer to the act that they concern."""
    linked = list(acts)
    for number, place in enumerate(place for place, act in enumerate(acts) if act.kind is ActKind.EVENT):
        linked[place] = attrs.evolve(linked[place], id=f"event-{number}")
    for index, act in enumerate(acts):
        about = OF_ANOTHER_ACT.get(act.kind, ())
        there = [place for place, other in enumerate(acts) if place != index and other.kind in about]
        own = [place for place in there if set(acts[place].by) & set(act.by)]
        if bool(there) and draw(MAYBE):
            place = draw(st.sampled_from(own or there))
            linked[place] = attrs.evolve(linked[place], id=f"act-{place}")
            linked[index] = attrs.evolve(linked[index], refers_to=linked[place].id)
    return linked
