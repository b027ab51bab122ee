"""Notices that are revoked or suspended by the party that gave them (VCLT 68).

`mou.law.standing` pairs each notice with its revocation and its suspensions. This module decides whether a revocation
or suspension comes before the notice takes effect, and how it changes the exit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

import attrs

from mou.dates.days import next_day
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.exits import Exit
from mou.law.explanation import Step
from mou.law.facts import Fact
from mou.law.rules import NOTICE_PAUSED, REVOCABLE
from mou.law.standing import Notice, in_time


def with_what_followed(notice: Notice, computed: Exit) -> Exit:
    """Return the exit, changed by the revocation and the suspensions of the notice."""
    party_exit = _put_off(computed, notice.suspended_by) if notice.suspended_by else computed
    revocation = notice.revoked_by
    if revocation is None or not _still_to_come(revocation, party_exit):
        return party_exit
    why = party_exit.why.then(_revoked, revocation)
    return attrs.evolve(party_exit, ceases_on=None, undated=False, revoked_by=revocation, why=why)


def _revoked(revocation: Fact) -> Step:
    text = f"the notice was revoked on {spoken(revocation.counts_on)}, before it took effect"
    return Step(text, rule=REVOCABLE, pointer=revocation.pointer, day=revocation.counts_on)


def _still_to_come(act: Fact, party_exit: Exit) -> bool:
    """Return whether an act about a notice comes before the notice takes effect.

    A notice of 1 March 2020 that takes effect on 1 September can be revoked until 31 August. A withdrawal before the
    entry into force can be revoked up to the day of entry into force, because the restored consent may bring about the
    entry into force. If the day of effect is not known, a revocation is assumed to be in time.
    """
    if party_exit.ceases_on is None:
        return party_exit.undated
    if party_exit.bound_from is not None:
        return act.takes_effect_on <= party_exit.bound_from
    return in_time(act, party_exit.ceases_on)


def _put_off(party_exit: Exit, suspensions: Sequence[Fact]) -> Exit:
    """Return the exit, postponed by the days on which the notice period does not run.

    Worked case: a notice of 11 February 2020 would take effect on 9 August 2020. But it is suspended from 1 June to 30
    November 2020, which is 183 days. It therefore takes effect on 8 February 2021.
    """
    ceases, running_from = party_exit.ceases_on, date.min
    counted: list[_Pause] = []
    for suspension in suspensions:
        first, last = suspension.takes_effect_on, suspension.until
        if running_from == date.max:
            break  # already suspended without an end
        if first <= running_from:
            first = next_day(running_from)
        if ceases is None or last is None or last < first or max(first, suspension.counts_on) >= ceases:
            continue
        ceases = None if last == date.max else _days_later(ceases, last.toordinal() - first.toordinal() + 1)
        running_from = last
        counted.append((suspension, first, ceases))
    if not counted:
        return party_exit
    bound_from = (
        None
        if party_exit.bound_from is None or ceases is None or ceases > party_exit.bound_from
        else party_exit.bound_from
    )
    suspended_by = tuple(suspension for suspension, _, _ in counted)
    why = party_exit.why.then(_paused, tuple(counted))
    return attrs.evolve(party_exit, ceases_on=ceases, bound_from=bound_from, suspended_by=suspended_by, why=why)


_Pause: TypeAlias = tuple[Fact, date, date | None]
"""A suspension of a notice, its first day, and the day on which the notice then takes effect, if any."""


def _paused(pauses: tuple[_Pause, ...]) -> Iterator[Step]:
    for suspension, first, new_day in pauses:
        if new_day is None:
            text = f"the notice period does not run from {spoken(first)} on, so the notice does not take effect"
        else:
            paused = f"the notice period did not run from {spoken(first)} to {spoken(suspension.until or first)}"
            text = f"{paused}, so the notice takes effect on {spoken(new_day)}"
        yield Step(text, rule=NOTICE_PAUSED, pointer=suspension.pointer, day=new_day)


def _days_later(day: date, days: int) -> date:
    """Return a day moved by a number of days."""
    if day.toordinal() + days > date.max.toordinal():
        raise DateRangeError(f"{days} days after {day}: outside the calendar of the years 1 to 9999")
    return date.fromordinal(day.toordinal() + days)
