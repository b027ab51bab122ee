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
from mou.law.rules import NOTHING_RECORDED, NOTICE_PAUSED, REVOCABLE
from mou.law.standing import Notice, in_time


def with_what_followed(notice: Notice, computed: Exit, *, by_days: bool) -> Exit:
    """Return the exit, changed by the revocation and the suspensions of the notice.

    Args:
        notice: the notice, with the acts about it.
        computed: the effect of the notice without these acts.
        by_days: whether a suspension postpones the effect by its number of days. This is so if the notice period is a
            plain period that can end on any day. Otherwise, it is not known by how much the effect is postponed.
    """
    party_exit = _put_off(computed, notice.suspended_by, by_days=by_days) if notice.suspended_by else computed
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


def _put_off(party_exit: Exit, suspensions: Sequence[Fact], *, by_days: bool) -> Exit:
    """Return the exit, postponed by the days on which the notice period does not run.

    Worked case: a notice of 11 February 2020 would take effect on 9 August 2020. But it is suspended from 1 June to 30
    November 2020, which is 183 days. It therefore takes effect on 8 February 2021. If the last day of the suspension is
    not recorded, it is not known when the notice takes effect, but not before 10 August 2020.
    """
    ceases, running_from = party_exit.ceases_on, date.min
    counted: list[_Pause] = []
    for suspension in suspensions:
        if ceases is None:
            break
        first, last = suspension.takes_effect_on, suspension.until
        if first <= running_from:
            first = next_day(running_from)
        if max(first, suspension.counts_on) >= ceases or (last is not None and last < first):
            continue
        if last is None or not by_days:
            return _postponed_to_unknown_day(_postponed(party_exit, counted), suspension, first, ceases)
        ceases = None if last == date.max else _days_later(ceases, last.toordinal() - first.toordinal() + 1)
        running_from = last
        counted.append((suspension, first, ceases))
    return _postponed(party_exit, counted)


def _postponed(party_exit: Exit, pauses: list[_Pause]) -> Exit:
    """Return the exit, postponed by suspensions of known length."""
    if not pauses:
        return party_exit
    ceases, bound_from = pauses[-1][2], party_exit.bound_from
    return attrs.evolve(
        party_exit,
        ceases_on=ceases,
        bound_from=None if bound_from is None or ceases is None or ceases > bound_from else bound_from,
        suspended_by=tuple(suspension for suspension, _, _ in pauses),
        why=party_exit.why.then(_paused, tuple(pauses)),
    )


def _postponed_to_unknown_day(party_exit: Exit, suspension: Fact, first: date, ceases: date) -> Exit:
    """Return the exit for a suspension that postpones the effect to an unknown day.

    Worked case: a yearly agreement renews on 24 November unless a party gives notice. A notice of 23 August 2019
    against renewal is suspended from 22 November 2019 to 20 March 2023. It has no effect on 24 November 2019. The text
    does not say whether it takes effect when the suspension is over, or at the end of the period that runs then.
    """
    last = suspension.until
    after = next_day(ceases) if last is None else max(ceases, next_day(last))
    why = (
        party_exit.why.then(_end_of_suspension_unknown, suspension, first)
        if last is None
        else party_exit.why.then(_effect_after_suspension_unknown, suspension, first, party_exit.fact)
    )
    return attrs.evolve(
        party_exit,
        ceases_on=None,
        undated=True,
        not_before=after,
        bound_from=None,
        suspended_by=(*party_exit.suspended_by, suspension),
        why=why,
    )


def _end_of_suspension_unknown(suspension: Fact, first: date) -> Step:
    text = f"the notice period does not run from {spoken(first)} on, and the last day of this suspension is not known"
    text = f"{text}, so it is not known when the notice takes effect"
    return Step(text, rule=NOTHING_RECORDED, pointer=f"{suspension.pointer}/until", day=first)


def _effect_after_suspension_unknown(suspension: Fact, first: date, notice: Fact) -> Step:
    text = f"the notice was suspended from {spoken(first)} to {spoken(suspension.until or first)}"
    text = f"{text}, and the text does not say when a suspended notice takes effect"
    return Step(text, rule=NOTHING_RECORDED, pointer=f"{notice.pointer}/effective_on", day=first)


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
