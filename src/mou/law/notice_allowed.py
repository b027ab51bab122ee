"""When notice of withdrawal is allowed: after a lock-in, from a written date, or in a window (VCLT 54(a)).

A lock-in is an initial time in which no party can give notice, or in which no notice can take effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from mou.dates.days import day_in_year
from mou.dates.periods import add
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.explanation import Step
from mou.law.facts import Facts
from mou.law.rules import NOTHING_RECORDED, NOTICE_WINDOW, WITHDRAWAL_CLAUSE
from mou.law.why import Why
from mou.model.withdrawals import (
    LockInFrom,
    LockInOn,
    NotAllowed,
    NoticeWindow,
    WithdrawalOnNotice,
)

_WITHDRAWAL = "/term/withdrawal"
_LOCK_IN = f"{_WITHDRAWAL}/lock_in"
WHEN_ALLOWED = frozenset({_LOCK_IN, f"{_WITHDRAWAL}/not_before", f"{_WITHDRAWAL}/window"})
"""The JSON Pointers to the clauses that state when notice is allowed."""


@attrs.frozen
class Counted:
    """The day from which a notice period runs.

    Attributes:
        day: the day; `None` if the notice is void.
        early: whether the notice was given on a day on which notice was not allowed.
        why: the explanation.
    """

    day: date | None
    early: bool
    why: Why


def when_allowed(
    clause: WithdrawalOnNotice,
    facts: Facts,
    day: date,
    *,
    earlier: Why,
    entered: date | None,
    generally: date | None,
) -> Counted:
    """Return the day from which the notice period runs.

    If notice is not allowed on the day of the notice, the notice waits for a day on which it is allowed, or is void.
    Worked case: an ILO convention is in force from 4 November 1993. It can be denounced in the year after its first ten
    years, and again in the year after every further ten years. These windows open on 4 November 2003 and on 4 November
    2013, so a denunciation of 1 May 2006 is void.
    """
    opens, why = _opens(clause, facts, entered, generally, earlier)
    allowed = day if opens is None else max(day, opens)
    window = clause.window
    if window is not None:
        if window.first is not None and window.last is not None:
            windows = _in_years(window.first, window.last, allowed)
        else:
            windows = _since(window, opens, allowed)
        first, last = next(windows, (None, None))
        if first is None or last is None:
            return Counted(allowed, allowed > day, why)
        allowed = max(allowed, first)
        why = why.then(_window, first, last, allowed > day)
    elif opens is not None:
        why = why.then(_opened, clause, opens, day)
    early = allowed > day
    void = NotAllowed.VOID if window is not None else NotAllowed.WAITS
    if early and (clause.not_allowed or void) is NotAllowed.VOID:
        return Counted(None, early, why.then(_void))
    return Counted(allowed, early, why)


def earliest_effect(
    clause: WithdrawalOnNotice, facts: Facts, entered: date | None, generally: date | None
) -> date | None:
    """Return the last day of a lock-in that delays only the effect of a notice; `None` if there is none.

    Worked case: an agreement is in force from 30 April 1981. It can be ended "by one year's notice, at the end of the
    first twenty years, or at any time thereafter". A notice of 1 March 2000 takes effect on 1 May 2001, because the
    first twenty years end on 30 April 2001.
    """
    if clause.lock_in is None or clause.lock_in_on is LockInOn.NOTICE:
        return None
    start = _start(clause, facts, entered, generally)
    return None if start is None else add(start, clause.lock_in)


def _opens(
    clause: WithdrawalOnNotice, facts: Facts, entered: date | None, generally: date | None, earlier: Why
) -> tuple[date | None, Why]:
    """Return the first day on which the lock-in and the written date allow notice."""
    if clause.lock_in is None or clause.lock_in_on is LockInOn.EFFECT:
        return clause.not_before, earlier
    start = _start(clause, facts, entered, generally)
    if start is None:
        return clause.not_before, earlier.then(_opening_unknown)
    opens = add(start, clause.lock_in)
    return max(opens, clause.not_before or opens), earlier


def _start(clause: WithdrawalOnNotice, facts: Facts, entered: date | None, generally: date | None) -> date | None:
    """Return the day from which the lock-in runs."""
    if clause.lock_in_from is LockInFrom.SIGNATURE:
        return facts.signed[0] if facts.signed else None
    return entered if clause.lock_in_from is LockInFrom.OWN_ENTRY else generally


def _since(window: NoticeWindow, opens: date | None, day: date) -> Iterator[tuple[date, date]]:
    """Yield the windows that end on `day` or later. Yield nothing if it is not known when the first window opens."""
    length, every = window.length, window.every
    if opens is None or length is None or every is None:
        return
    number = max((day - opens).days // every.longest_days - 1, 0)
    while True:
        try:
            first = add(opens, every, number) if number else opens
            last = add(first, length)
        except DateRangeError:
            return
        if last >= day:
            yield first, last
        number += 1


def _in_years(first_day: str, last_day: str, day: date) -> Iterator[tuple[date, date]]:
    """Yield the windows of each year that end on `day` or later."""
    for year in range(day.year, 10_000):
        first, last = day_in_year(year, first_day), day_in_year(year, last_day)
        if last >= day:
            yield first, last


def _opening_unknown() -> Step:
    text = "notice is allowed; the agreement is not in force, so the first day for notice is not known"
    return Step(text, rule=NOTHING_RECORDED, pointer=_LOCK_IN, assumed=True)


def _opened(clause: WithdrawalOnNotice, opens: date, day: date) -> Step:
    waits = clause.not_allowed is not NotAllowed.VOID
    text = f"notice is allowed from {spoken(opens)}" + (", so it counts from that day" if day < opens and waits else "")
    where = f"{_WITHDRAWAL}/not_before" if opens == clause.not_before else _LOCK_IN
    return Step(text, rule=WITHDRAWAL_CLAUSE, pointer=where, day=opens)


def _window(first: date, last: date, early: bool) -> Step:
    following = "the next days" if early else "the days"
    text = f"{following} on which notice is allowed are {spoken(first)} to {spoken(last)}"
    return Step(text, rule=NOTICE_WINDOW, pointer=f"{_WITHDRAWAL}/window", day=first)


def _void() -> Step:
    text = "notice was not allowed on its day, so the notice has no effect"
    return Step(text, rule=NOTICE_WINDOW, pointer=f"{_WITHDRAWAL}/not_allowed")
