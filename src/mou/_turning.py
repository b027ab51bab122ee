"""Turning days: where an imprecise date may change an answer between its two ends.

An answer mostly moves one way with a date, so that the two ends of the uncertainty bound it. Notices don't: a day
later may be a period later, and a revocation may come in time or not. So further readings put such acts on and beside
the days on which something turns: other acts, ends of periods, deadlines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice, product

from mou._course import Course
from mou._facts import Facts, Others
from mou._readings import TERM, open_dates, range_of, reading
from mou.act import ActKind
from mou.agreement import Agreement
from mou.errors import DateRangeError, ValidationError
from mou.periods import Period, add, subtract
from mou.schedule import Schedule

__all__ = ["turning_readings"]

MOST = 96
"""So many further readings are made at most of a long record."""
MOST_ACTS = 4000
"""Of a short one so many that no more acts than these are read."""
MOST_PERIODS = 16
"""The days of so many periods of a term are looked at, from the first that an imprecise date may fall in."""

_TURNING = frozenset(
    {
        ActKind.NON_RENEWAL,
        ActKind.WITHDRAWAL,
        ActKind.REVOCATION,
        ActKind.NOTICE_SUSPENSION,
        ActKind.EXTENSION,
        ActKind.SUSPENSION,
        ActKind.RESUMPTION,
        ActKind.TERMINATION,
    }
)


def turning_readings(
    agreement: Agreement, as_of: date | None, others: Others, courses: tuple[Course, ...]
) -> Iterator[Facts]:
    """Further readings of a record, on the days on which an answer may turn.

    Args:
        agreement: the agreement.
        as_of: the day whose knowledge counts.
        others: the other agreements.
        courses: what the readings at the two ends of each imprecise date gave.
    """
    if not any(act.kind in _TURNING for act in agreement.acts):
        return
    # Notices first, and every day of each before other ends of the rest: what is cut off tells least.
    places = sorted(open_dates(agreement), key=lambda one: one == TERM or agreement.acts[one].kind not in _TURNING)
    options = {place: _days_for(agreement, place, courses) for place in places}
    choices = product((False, True), repeat=min(len(places) - 1, 3)) if places else ()
    tried = ((place, day, choice) for choice in choices for place in places for day in options[place])
    for place, day, choice in islice(tried, max(MOST, MOST_ACTS // len(agreement.acts))):
        rest = [other for other in places if other != place]
        late = dict(zip(rest, choice, strict=False))
        yield reading(agreement, late, {place: day}, as_of=as_of, others=others)


def _days_for(agreement: Agreement, place: int, courses: Iterable[Course]) -> list[date]:
    """The turning days that an imprecise date can fall on."""
    first, last = range_of(agreement, place)
    found: set[date] = set()
    for one in courses:
        acts = [fact for fact in one.facts.seen if fact.index != place]
        found.update(day for fact in acts for day in (fact.counts_on, fact.effective_on, fact.until) if day is not None)
        found.update(one_exit.ceases_on for one_exit in one.exits if one_exit.ceases_on is not None)
        if one.schedule is not None:
            found.update(_of_periods(one.schedule, first, last))
            if place == TERM or agreement.acts[place].kind not in _TURNING:
                # The periods move with it, by as many days.
                own = next((fact.counts_on for fact in one.facts.seen if fact.index == place), None)
                later = one.schedule.start.toordinal() - own.toordinal() if own is not None else 0
                days = [fact.counts_on for fact in acts]
                moved = _shifted(one.schedule, days, _moved(first, later), _moved(last, later))
                found.update(_moved(day, -later) for day in moved)
    beside = {_moved(day, by) for day in found for by in (-1, 0, 1)}
    return sorted(day for day in beside if first < day < last)


def _of_periods(schedule: Schedule, first: date, last: date) -> Iterator[date]:
    number = schedule.number_on(first)
    for _ in range(MOST_PERIODS):
        if number is None:
            return
        try:
            end, deadline = schedule.last_day(number), schedule.notice_deadline(number)
        except DateRangeError:
            return
        if end is None:
            return
        yield end
        if deadline is not None:
            yield deadline
        if end > last:
            return
        number = number + 1 if schedule.is_renewed_after(number) else None


def _moved(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _shifted(schedule: Schedule, days: list[date], first: date, last: date) -> Iterator[date]:
    """The days from first to last from which a period, or its deadline, counted from there, falls on a day."""
    renewal = schedule.renewal
    if renewal is None:
        return
    then = renewal.period if isinstance(renewal.period, Period) else None
    for day in days:
        for start in (day, day if renewal.notice is None else add(day, renewal.notice)):
            before = (start - last).days - schedule.length.longest_days
            skipped = max(before // then.longest_days - 1, 0) if then else 0  # these lie after the last day
            for times in range(skipped, skipped + MOST_PERIODS) if then else (0,):
                try:
                    moved = subtract(start, schedule.length + then * times if then else schedule.length)
                except (DateRangeError, ValidationError):  # before the calendar, or more than 1,000 years before
                    break
                if moved < first:
                    break
                yield moved
