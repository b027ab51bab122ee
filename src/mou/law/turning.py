"""Turning days: where an imprecise date may change an answer between its two ends.

An answer mostly moves one way with a date, so that the two ends of the uncertainty bound it. Notices don't: a day
later may be a period later, and a revocation may come in time or not. So further readings put such acts on and beside
the days on which something turns: other acts, ends of periods, deadlines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice, product

from mou.dates.periods import Period, add, subtract
from mou.errors import DateRangeError, ValidationError
from mou.law.course import Course
from mou.law.facts import Facts, Others
from mou.law.readings import TERM, open_dates, range_of, reading
from mou.law.schedule import Schedule
from mou.model.act import ActKind
from mou.model.agreement import Agreement

__all__ = ["readings_about", "turning_readings"]

MOST = 96
"""So many further readings are made at most of a long record."""
MOST_ACTS = 4000
"""Of a short one so many that no more acts than these are read."""
MOST_PERIODS = 16
"""The days of so many periods of a term are looked at, from the first that an imprecise date may fall in."""

_CLAMPED = 4
"""Counted back, the end of a period lies at most so many days off, as months differ in length."""
_A_MONTH = 31
"""An imprecise date whose range has at most this many days is tried on each of them."""
_TURNING = frozenset(
    {
        ActKind.NON_RENEWAL,
        ActKind.WITHDRAWAL,
        ActKind.NOTICE_REVOCATION,
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
    options = {place: _days_for(agreement, place, courses) for place in open_dates(agreement)}
    yield from _tried(agreement, as_of, others, options)


def readings_about(day: date, courses: tuple[Course, ...]) -> Iterator[Facts]:
    """Yield further readings, under which a period of the term ends on a day, or beside it.

    Which period runs on a day depends on the day from which the periods are counted.

    Worked case: signed on a day in 2020 that is not known, for a year, then renewed year by year. On 2 April 2021 a
    period runs that ends on 1 January 2022 by the earliest day, and on 31 December 2021 by the latest. But had it been
    signed on 2 April 2020, the period that runs would end on that very day.
    """
    facts = courses[0].facts
    options: dict[int, list[date]] = {}
    for place in open_dates(facts.agreement):
        days = (turn for course in courses for turn in _with_periods_to(facts.agreement, place, course, [day]))
        options[place] = _beside(days, *range_of(facts.agreement, place), by=_CLAMPED)
    yield from _tried(facts.agreement, facts.as_of, facts.others, options)


def _tried(agreement: Agreement, as_of: date | None, others: Others, options: dict[int, list[date]]) -> Iterator[Facts]:
    """The readings with each date on each of its days, and the others at either end."""
    # Notices first, and every day of each before other ends of the rest: what is cut off tells least.
    places = sorted(options, key=lambda place: place == TERM or agreement.acts[place].kind not in _TURNING)
    choices = product((False, True), repeat=min(len(places) - 1, 3)) if places else ()
    tried = ((place, day, choice) for choice in choices for place in places for day in options[place])
    for place, day, choice in islice(tried, max(MOST, MOST_ACTS // len(agreement.acts))):
        other_places = [other for other in places if other != place]
        late = dict(zip(other_places, choice, strict=False))
        yield reading(agreement, late, {place: day}, as_of=as_of, others=others)


def _days_for(agreement: Agreement, place: int, courses: Iterable[Course]) -> list[date]:
    """The turning days that an imprecise date can fall on; of a month each day."""
    first, last = range_of(agreement, place)
    if last.toordinal() - first.toordinal() <= _A_MONTH:
        return _beside([first], first, last, by=_A_MONTH)
    turning_days: set[date] = set()
    for course in courses:
        acts = [fact for fact in course.facts.seen if fact.index != place]
        turning_days.update(
            day for fact in acts for day in (fact.counts_on, fact.effective_on, fact.until) if day is not None
        )
        turning_days.update(party_exit.ceases_on for party_exit in course.exits if party_exit.ceases_on is not None)
        turning_days.update(spell.first_day for life in course.lives.values() for spell in life.spells)
        turning_days.update(_with_entry_on(place, course, [fact.counts_on for fact in acts]))
        if course.schedule is not None:
            turning_days.update(_of_periods(course.schedule, first, last))
            turning_days.update(_with_periods_to(agreement, place, course, [fact.counts_on for fact in acts]))
    return _beside(turning_days, first, last, by=1)


def _with_entry_on(place: int, course: Course, days: list[date]) -> Iterator[date]:
    """Yield the days of an imprecise date with which the agreement enters into force on one of some days.

    Worked case: signed in 2020, in force three months later; a party withdraws on 16 April 2020. Signed by 15 January,
    it is in force by then, and the withdrawal takes time; signed later, the withdrawal takes back the consent.
    """
    own_day = next((fact.counts_on for fact in course.facts.seen if fact.index == place), None)
    if own_day is None or course.entered.day is None:
        return
    shift = course.entered.day.toordinal() - own_day.toordinal()
    for day in days if shift else ():
        yield from (_moved(day, off - shift) for off in range(-_CLAMPED, _CLAMPED + 1))


def _beside(days: Iterable[date], first: date, last: date, *, by: int) -> list[date]:
    """Return the days up to `by` days before and after each given day, as far as they lie between two days."""
    beside = {_moved(day, more) for day in days for more in range(-by, by + 1)}
    return sorted(day for day in beside if first < day < last)


def _with_periods_to(agreement: Agreement, place: int, course: Course, days: list[date]) -> Iterator[date]:
    """Yield the days of an imprecise date with which a period, or its deadline, falls on one of some days."""
    if course.schedule is None or (place != TERM and agreement.acts[place].kind in _TURNING):
        return
    # The periods move with it, by as many days.
    first, last = range_of(agreement, place)
    own_day = next((fact.counts_on for fact in course.facts.seen if fact.index == place), None)
    shift = course.schedule.start.toordinal() - own_day.toordinal() if own_day is not None else 0
    earliest, latest = _moved(first, shift - _CLAMPED), _moved(last, shift + _CLAMPED)
    for day in _shifted(course.schedule, days, earliest, latest):
        yield _moved(day, -shift)


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
    period = renewal.period if isinstance(renewal.period, Period) else None
    for day in days:
        for start in (day, day if renewal.notice is None else add(day, renewal.notice)):
            before = (start - last).days - schedule.length.longest_days
            skipped = max(before // period.longest_days - 1, 0) if period else 0  # these lie after the last day
            for times in range(skipped, skipped + MOST_PERIODS) if period else (0,):
                try:
                    moved = subtract(start, schedule.length + period * times if period else schedule.length)
                except (DateRangeError, ValidationError):  # before the calendar, or more than 1,000 years before
                    break
                if moved < first:
                    break
                yield moved
