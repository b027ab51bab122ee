"""Strategies for terms and their clauses: duration, renewal, withdrawal, later parties, survival."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from hypothesis import strategies as st

from mou.dates.periods import Counting, Period, last_day_of
from mou.errors import DateRangeError
from mou.model.clause import CountedFrom
from mou.model.conditions import is_open
from mou.model.durations import Duration, EndsOnEvent, Indefinite, Until, UntilDayOfYear, UntilEvent
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal, NoRenewal, Renewal, TacitRenewal
from mou.model.term import (
    Anchor,
    BeforeEntry,
    LaterParties,
    NoSurvival,
    OtherReading,
    ProvisionalApplication,
    Rider,
    RiderKind,
    Survival,
    Term,
)
from mou.model.withdrawals import (
    ExitAt,
    LockInFrom,
    LockInOn,
    NotAllowed,
    NoticeWindow,
    NoWithdrawal,
    Withdrawal,
    WithdrawalOnNotice,
)
from mou.strategies.act import EVENT_NAMES
from mou.strategies.chances import MAYBE, MOSTLY, OFTEN, SELDOM, SOMETIMES, drawn
from mou.strategies.dates import FIRST_DAY, JITTER, draw_day, draw_end, draw_opening, draw_start, shifted
from mou.strategies.entry import draw_condition, draw_some, draw_wording
from mou.strategies.lengths import DAYS_OF_YEAR, DELAYS, LENGTHS, NOTICES, PERIODS


def _draw_duration(draw: st.DrawFn, opened: date, *, imprecise: bool) -> Duration:
    duration_class = draw(_DURATIONS)
    if duration_class is Until:
        return Until(draw_day(draw, draw_end(draw, opened), imprecise=imprecise))
    if duration_class is UntilEvent:
        return draw(UNTIL_EVENTS)
    if duration_class is UntilDayOfYear:
        return draw(UNTIL_DAYS_OF_YEAR)
    return draw(LENGTHS) if duration_class is Period else Indefinite()


_DURATIONS: st.SearchStrategy[Any] = st.sampled_from(
    (Period, Period, Period, Period, Until, Until, Indefinite, UntilEvent, UntilDayOfYear)
)
_EVENTS = st.sampled_from(EVENT_NAMES)


@st.composite
def _until_events(draw: st.DrawFn) -> UntilEvent:
    opened = draw_opening(draw)
    first, last = sorted((draw_end(draw, opened), draw_end(draw, opened)))
    return UntilEvent(
        draw(_EVENTS),
        delay=draw(DELAYS) if draw(SELDOM) else None,
        not_before=first if draw(SELDOM) else None,
        not_after=last if draw(MAYBE) else None,
        **draw_wording(draw),
    )


@st.composite
def _ends_on_events(draw: st.DrawFn) -> EndsOnEvent:
    return EndsOnEvent(draw(_EVENTS), delay=draw(DELAYS) if draw(SELDOM) else None, **draw_wording(draw))


@st.composite
def _until_days_of_year(draw: st.DrawFn) -> UntilDayOfYear:
    after = draw(LENGTHS) if draw(MAYBE) else None
    return UntilDayOfYear(draw(DAYS_OF_YEAR), after=after, **draw_wording(draw))


UNTIL_DAYS_OF_YEAR = _until_days_of_year()
UNTIL_EVENTS = _until_events()
ENDS_ON_EVENTS = _ends_on_events()


def _draw_tacit(draw: st.DrawFn, opened: date, duration: Duration | None) -> TacitRenewal:
    notice = draw(NOTICES) if draw(MOSTLY) else None
    if notice and isinstance(duration, Period) and notice.shortest_days > duration.longest_days:
        notice = duration  # no notice can be longer than the duration
    if draw(SELDOM):
        return TacitRenewal(draw(_UNCOUNTED), notice=notice)
    length = draw(LENGTHS)
    later = notice if notice and notice.longest_days <= notice.shortest_days + length.shortest_days else None
    return TacitRenewal(
        length,
        notice=notice,
        times=draw(st.integers(1, 5)) if draw(SELDOM) else None,
        until=draw_end(draw, opened) if draw(SELDOM) else None,
        later_notice=later if draw(SELDOM) else None,
        notice_by=draw(DAYS_OF_YEAR) if draw(SELDOM) else None,
        within=_draw_within(draw, notice) if draw(SELDOM) else None,
        ends_for_all=draw(SOMETIMES),
        **draw_wording(draw),
    )


def _draw_within(draw: st.DrawFn, notice: Period | None) -> Period:
    """Draw the length of the window for giving notice. It must be longer than the notice period."""
    longest = 0 if notice is None else notice.longest_days
    return Period(days=longest + draw(st.integers(1, 100)))


_UNCOUNTED = st.sampled_from((Indefinite(), None))


def _draw_express(draw: st.DrawFn, ids: Sequence[str]) -> ExpressRenewal:
    notice = draw(NOTICES) if draw(MAYBE) else None
    has_option = bool(ids) and draw(MAYBE)
    return ExpressRenewal(
        draw(st.none() | LENGTHS),
        by=draw_some(draw, ids) if has_option else (),
        notice=notice,
        within=_draw_within(draw, notice) if draw(SELDOM) else None,
        times=draw(st.integers(1, 3)) if draw(SELDOM) else None,
        **draw_wording(draw),
    )


EXPRESS = drawn(lambda draw: _draw_express(draw, ()))
TACIT = drawn(lambda draw: _draw_tacit(draw, FIRST_DAY, None))


def _draw_renewal(draw: st.DrawFn, opened: date, duration: Duration | None, ids: Sequence[str] = ()) -> Renewal:
    if isinstance(duration, Indefinite):
        return NoRenewal()
    if draw(MOSTLY):
        return _draw_tacit(draw, opened, duration)
    return _draw_express(draw, ids) if draw(MAYBE) else NoRenewal()


def _draw_on_notice(draw: st.DrawFn) -> WithdrawalOnNotice:
    lock_in = draw(PERIODS) if draw(MAYBE) else None
    not_before = draw_end(draw, draw_opening(draw)) if draw(SELDOM) else None
    opens = lock_in is not None or not_before is not None
    return WithdrawalOnNotice(
        None if draw(SELDOM) else draw(DELAYS),
        lock_in=lock_in,
        lock_in_from=draw(st.sampled_from(LockInFrom)),
        at=draw(st.sampled_from(ExitAt)),
        delayed_by_conflict=draw(SOMETIMES),
        lock_in_on=draw(st.sampled_from(LockInOn)),
        not_before=not_before,
        window=_draw_window(draw, opens=opens) if draw(SELDOM) else None,
        not_allowed=draw(st.sampled_from((None, *NotAllowed))),
        counted_from=CountedFrom.DATE if draw(SELDOM) else CountedFrom.RECEIPT,
        ends_for_all=draw(SOMETIMES),
        delayed_while=draw(_EVENTS) if draw(SELDOM) else None,
        **draw_wording(draw),
    )


def _draw_window(draw: st.DrawFn, *, opens: bool) -> NoticeWindow:
    if opens and draw(MAYBE):
        length = draw(LENGTHS)
        every = Period(days=length.longest_days + draw(st.integers(1, 2000)))
        return NoticeWindow(length, every=every, **draw_wording(draw))
    first, last = sorted((draw(DAYS_OF_YEAR), draw(DAYS_OF_YEAR)))
    return NoticeWindow(first=first, last=last, **draw_wording(draw))


NOTICE_WINDOWS = drawn(lambda draw: _draw_window(draw, opens=True))


ON_NOTICE = drawn(_draw_on_notice)
_WITHDRAWALS = st.one_of(st.builds(NoWithdrawal), ON_NOTICE)
_SURVIVALS = st.builds(NoSurvival) | st.builds(Survival, st.none() | PERIODS)


@st.composite
def _later_parties(draw: st.DrawFn) -> LaterParties:
    return LaterParties(
        draw(DELAYS) if draw(MOSTLY) else None,
        before_entry=draw(st.sampled_from((None, *BeforeEntry))),
        **draw_wording(draw),
    )


_LATER = _later_parties()


def _draw_anchor(draw: st.DrawFn, opened: date) -> Anchor | date:
    return draw_start(draw, opened) if draw(MAYBE) else draw(st.sampled_from(Anchor))


def _draw_stated(draw: st.DrawFn, opened: date, duration: Duration | None) -> date:
    """Draw a last day that the text states. It is often the last day of the duration, or the day before or after."""
    day = draw_end(draw, opened)
    if isinstance(duration, Period) and draw(MOSTLY):
        with suppress(DateRangeError):
            day = max(opened, shifted(last_day_of(opened, duration), draw(JITTER)))
    return day


def _draw_reading(draw: st.DrawFn, opened: date, duration: Duration | None, ids: Sequence[str]) -> OtherReading:
    """Draw another interpretation of the renewal or the withdrawal clause."""
    if draw(MAYBE):
        return OtherReading(withdrawal=draw(_WITHDRAWALS), **draw_wording(draw))
    return OtherReading(renewal=_draw_renewal(draw, opened, duration, ids), **draw_wording(draw))


@st.composite
def _provisional(draw: st.DrawFn) -> ProvisionalApplication:
    opened = draw_opening(draw)
    since = draw_start(draw, opened) if draw(MAYBE) else None
    first_day = since or opened
    until = max(first_day, draw_end(draw, first_day)) if draw(SELDOM) else None
    return ProvisionalApplication(since=since, until=until, **draw_wording(draw))


PROVISIONAL = _provisional()
OTHER_READINGS = drawn(lambda draw: _draw_reading(draw, FIRST_DAY, None, ()))
RIDERS = st.builds(
    Rider, st.sampled_from(RiderKind), st.sampled_from(("an annual review", "costs lie where they fall"))
)


def draw_term(draw: st.DrawFn, opened: date, ids: Sequence[str], others: Sequence[str], *, imprecise: bool) -> Term:
    """Draw the term of an agreement that begins around `opened`."""
    entry = draw_condition(draw, opened, ids, others, imprecise=imprecise) if draw(MOSTLY) else None
    duration = _draw_duration(draw, opened, imprecise=imprecise) if draw(OFTEN) else None
    stated = draw(SOMETIMES) and not isinstance(duration, Indefinite)
    return Term(
        entry_into_force=entry,
        duration=duration,
        counting=draw(st.sampled_from((None, *Counting))),
        anchor=_draw_anchor(draw, opened) if draw(SELDOM) else Anchor.ENTRY_INTO_FORCE,
        later_parties=draw(_LATER) if draw(MOSTLY if is_open(entry) else SELDOM) else None,
        renewal=_draw_renewal(draw, opened, duration, ids) if draw(MOSTLY) else None,
        withdrawal=draw(_WITHDRAWALS if draw(MAYBE) else ON_NOTICE) if draw(MOSTLY) else None,
        provisional=draw(PROVISIONAL) if draw(SELDOM) else None,
        minimum_parties=draw(st.integers(1, max(len(ids), 2))) if draw(SELDOM) else None,
        ends_on=[draw(ENDS_ON_EVENTS)] if draw(SELDOM) else (),
        survival=draw(_SURVIVALS) if draw(MAYBE) else None,
        stated_last_day=_draw_stated(draw, opened, duration) if stated else None,
        other_readings=[_draw_reading(draw, opened, duration, ids)] if imprecise and draw(SELDOM) else (),
        riders=[draw(RIDERS)] if draw(SELDOM) else (),
        **draw_wording(draw),
    )


def later_parties() -> st.SearchStrategy[LaterParties]:
    """Generate clauses on the day from which a later party is bound.

    >>> from hypothesis import find
    >>> find(later_parties(), lambda clause: clause.before_entry is not None).before_entry
    <BeforeEntry.GENERAL: 'general'>
    """
    return _LATER


def durations(*, imprecise: bool = True) -> st.SearchStrategy[Duration]:
    """Generate durations: periods, fixed last days, durations until an event, and indefinite durations.

    >>> from hypothesis import find
    >>> find(durations(), lambda duration: isinstance(duration, Until))
    Until(last_day=datetime.date(2020, 1, 1))
    """
    return drawn(lambda draw: _draw_duration(draw, draw_opening(draw), imprecise=imprecise))


def renewals() -> st.SearchStrategy[Renewal]:
    """Generate clauses on renewal: no renewal, express renewal, and tacit renewal with or without notice and limits.

    >>> from hypothesis import find
    >>> find(renewals(), lambda renewal: isinstance(renewal, TacitRenewal) and renewal.times is not None).times
    1
    """
    return drawn(lambda draw: _draw_renewal(draw, FIRST_DAY, None))


def withdrawals() -> st.SearchStrategy[Withdrawal]:
    """Generate clauses on withdrawal.

    >>> from hypothesis import find
    >>> find(
    ...     withdrawals(), lambda clause: isinstance(clause, WithdrawalOnNotice) and clause.lock_in is not None
    ... ).lock_in
    Period.parse('P1Y')
    """
    return _WITHDRAWALS


def survivals() -> st.SearchStrategy[Survival | NoSurvival]:
    """Generate clauses on obligations that survive the end of an agreement.

    >>> from hypothesis import find
    >>> find(survivals(), lambda clause: isinstance(clause, Survival) and clause.period is not None)
    Survival(period=Period.parse('P1Y'))
    """
    return _SURVIVALS


def terms(*, parties: Sequence[Party] = (), imprecise: bool = True) -> st.SearchStrategy[Term]:
    """Generate terms. Each clause is present, explicitly absent or not known.

    Args:
        parties: the parties that the conditions of the terms can name; defaults to any parties.
        imprecise: whether some days of the terms are imprecise.

    >>> from hypothesis import find
    >>> find(terms(), lambda term: isinstance(term.duration, Period)).duration
    Period.parse('P1Y')
    """
    ids = [party.id for party in parties]
    return drawn(lambda draw: draw_term(draw, draw_opening(draw), ids, (), imprecise=imprecise))
