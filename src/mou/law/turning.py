"""Turning days: the days near which a small change of an imprecise date can change an answer.

If an imprecise date is read as a later day, most answers move in one direction. Such answers lie between the answers
for the earliest and for the latest possible day of the date. Notices are different. If a notice is given one day later,
it can be too late for a period. If a revocation is made one day later, it can be too late. Therefore, further readings
replace imprecise dates by turning days and by the days next to them. Turning days are the days of other acts, the ends
of periods, and deadlines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice, product

from mou.dates.days import day_in_year
from mou.dates.periods import Counting, Period, add, last_day_of, notice_deadline, subtract
from mou.errors import DateRangeError, ValidationError
from mou.law.course import Course
from mou.law.facts import Facts, Others
from mou.law.open_clauses import variants
from mou.law.readings import TERM, open_dates, range_of, reading
from mou.law.schedule import Schedule
from mou.model.act import ActKind
from mou.model.agreement import Agreement
from mou.model.renewals import TacitRenewal
from mou.model.withdrawals import WithdrawalOnNotice

MOST = 96
"""The largest number of further readings of a long record."""
MOST_ACTS = 4000
"""The largest total number of acts in the further readings of a short record."""
MOST_PERIODS = 16
"""The number of periods of a term whose days are tried, from the first period in which an imprecise date can fall."""

_CLAMPED = 4
"""The maximum error, in days, of counting back from the end of a period, because months differ in length."""
_A_MONTH = 31
"""If the range of an imprecise date has at most this many days, every day of the range is tried."""
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
    """Yield further readings of a record, in which turning days replace imprecise dates.

    Args:
        agreement: the agreement.
        as_of: use only acts up to this day; `None` to use all acts.
        others: the other agreements.
        courses: the results for the earliest and the latest possible day of each imprecise date.
    """
    if not any(act.kind in _TURNING for act in agreement.acts):
        return
    agreements = variants(agreement)
    for variant in agreements:
        own = courses if len(agreements) == 1 else [course for course in courses if course.facts.agreement == variant]
        options = {place: _days_for(variant, place, own) for place in open_dates(variant)}
        yield from _tried(variant, as_of, others, options)


def readings_about(day: date, courses: tuple[Course, ...]) -> Iterator[Facts]:
    """Yield further readings of the imprecise dates, in which a period of the term ends on or near a given day.

    The day from which the periods are counted decides which period includes a given day.

    Worked case: an agreement is signed on an unknown day in 2020, for a year, and is then renewed year by year. When
    does the period that includes 2 April 2021 end? If the agreement was signed on 1 January 2020, the period ends on 1
    January 2022. If the agreement was signed on 31 December 2020, the period ends on 31 December 2021. But if the
    agreement was signed on 2 April 2020, the period ends on 2 April 2021.
    """
    facts = courses[0].facts
    for variant in _agreements_of(courses):
        own = [course for course in courses if course.facts.agreement == variant]
        options: dict[int, list[date]] = {}
        for place in open_dates(variant):
            days = (turn for course in own for turn in _with_periods_to(variant, place, course, [day]))
            options[place] = _beside(days, *range_of(variant, place), by=_CLAMPED)
        yield from _tried(variant, facts.as_of, facts.others, options)


def _agreements_of(courses: Iterable[Course]) -> list[Agreement]:
    """Return the agreements of the courses without duplicates: one for each possible meaning of the clauses."""
    agreements: list[Agreement] = []
    for course in courses:
        agreement = course.facts.agreement
        if not any(agreement is other or agreement == other for other in agreements):
            agreements.append(agreement)
    return agreements


def _tried(agreement: Agreement, as_of: date | None, others: Others, options: dict[int, list[date]]) -> Iterator[Facts]:
    """Yield readings with one imprecise date on a turning day, and the others on their earliest or latest day."""
    # Readings at the end of the list can be cut off, so the most important ones come first: notices, then other dates.
    places = sorted(options, key=lambda place: place == TERM or agreement.acts[place].kind not in _TURNING)
    choices = product((False, True), repeat=min(len(places) - 1, 3)) if places else ()
    tried = ((place, day, choice) for choice in choices for place in places for day in options[place])
    for place, day, choice in islice(tried, max(MOST, MOST_ACTS // max(len(agreement.acts), 1))):
        other_places = [other for other in places if other != place]
        late = dict(zip(other_places, choice, strict=False))
        yield reading(agreement, late, {place: day}, as_of=as_of, others=others)


def _days_for(agreement: Agreement, place: int, courses: Iterable[Course]) -> list[date]:
    """Return the turning days on which an imprecise date can fall.

    If the range of the date is at most a month, return every day of the range.
    """
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
        turning_days.update(_with_windows(place, course, first, last))
        if course.schedule is not None:
            turning_days.update(_of_periods(course.schedule, first, last))
            turning_days.update(_with_periods_to(agreement, place, course, [fact.counts_on for fact in acts]))
    return _beside(turning_days, first, last, by=1)


def _with_entry_on(place: int, course: Course, days: list[date]) -> Iterator[date]:
    """Yield the possible days of an imprecise date that bring the agreement into force close to a given day.

    Worked case: an agreement is signed on an unknown day in 2020 and enters into force three months later. A party
    withdraws on 16 April 2020. If the agreement was signed by 16 January, it is in force on 16 April, and the
    withdrawal needs notice. If the agreement was signed later, the withdrawal revokes the consent.
    """
    own_day = next((fact.counts_on for fact in course.facts.seen if fact.index == place), None)
    if own_day is None or course.entered.day is None:
        return
    shift = course.entered.day.toordinal() - own_day.toordinal()
    for day in days if shift else ():
        yield from (_moved(day, off - shift) for off in range(-_CLAMPED, _CLAMPED + 1))


def _with_windows(place: int, course: Course, first: date, last: date) -> Iterator[date]:
    """Yield the possible days of an imprecise date that put a withdrawal near the first or last day of a notice window.

    Worked case: an agreement entered into force on an unknown day in 2010. Notice can be given within a month after
    each anniversary of that day. A withdrawal of 15 March 2012 is in such a window if the agreement entered into force
    from 15 February to 15 March 2010. For any other day of entry into force, the withdrawal is void.
    """
    clause, start = course.facts.agreement.term.withdrawal, course.entered.day
    own_day = next((fact.counts_on for fact in course.facts.seen if fact.index == place), None)
    if not isinstance(clause, WithdrawalOnNotice) or clause.lock_in is None or start is None or own_day is None:
        return
    shift, window = start.toordinal() - own_day.toordinal(), clause.window
    length, every = (None, None) if window is None else (window.length, window.every)
    for fact in course.facts.of(ActKind.WITHDRAWAL):
        for edge in (Period(),) if length is None else (Period(), length):
            skipped = 0 if every is None else max((fact.counts_on - last).days // every.longest_days - MOST_PERIODS, 0)
            for number in range(skipped, skipped + (1 if every is None else 2 * MOST_PERIODS)):
                try:
                    opened = subtract(fact.counts_on, clause.lock_in + edge + (every or Period()) * number)
                except (DateRangeError, ValidationError):  # before the calendar, or more than 1,000 years before
                    break
                day = _moved(opened, -shift)
                if day < _moved(first, -_A_MONTH):
                    break
                yield from (_moved(day, more) for more in range(-_CLAMPED, _CLAMPED + 1))


def _beside(days: Iterable[date], first: date, last: date, *, by: int) -> list[date]:
    """Return the days between `first` and `last` that are at most `by` days away from one of the given days."""
    beside = {_moved(day, more) for day in {*days} for more in range(-by, by + 1)}
    return sorted(day for day in beside if first < day < last)


def _with_periods_to(agreement: Agreement, place: int, course: Course, days: list[date]) -> Iterator[date]:
    """Yield possible days of an imprecise date that move a period's end or notice deadline to one of the given days."""
    if course.schedule is None or (place != TERM and agreement.acts[place].kind in _TURNING):
        return
    # The periods move with the date by the same number of days.
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


def _shifted(schedule: Schedule, days: list[date], first: date, last: date) -> tuple[date, ...]:
    """Return start days from `first` to `last` that move a period's end or notice deadline to one of the given days."""
    renewal = schedule.renewal
    if renewal is None:
        return ()
    if renewal.notice_by is not None:  # the deadline moves by a year when the end minus the notice passes this day
        years = {min(max(day.year + more, 1), date.max.year) for day in days for more in (-1, 0, 1)}
        days = [*days, *(day_in_year(year, renewal.notice_by) for year in sorted(years))]
    # Most readings of a record share these values, so the days are computed once and cached.
    return _starts(schedule.length, schedule.counting, renewal, tuple(days), (first, last))


@lru_cache(1024)
def _starts(
    length: Period, counting: Counting, renewal: TacitRenewal, days: tuple[date, ...], bounds: tuple[date, date]
) -> tuple[date, ...]:
    """Compute the start days for `_shifted`.

    Months differ in length, so counting back can miss the start by some days. The corrected day is then added. Worked
    case: a term runs for six years and is then renewed by three years, five months and 75 days. Notice must be received
    a month and eleven days before the end. Counting back from a deadline of 5 July 2029 gives a start on 1 January
    2020. But a term that starts on that day has a deadline of 3 July 2029. A start on 3 January 2020 gives 5 July, so
    this day is added.
    """
    starts: list[date] = []
    first, last = bounds
    period = renewal.period if isinstance(renewal.period, Period) else None
    for day in days:
        for notice in dict.fromkeys((None, renewal.notice, renewal.later_notice, renewal.within)):
            end = day if notice is None else add(day, notice)
            before = (end - last).days - length.longest_days
            skipped = max(before // period.longest_days - 1, 0) if period else 0  # their starts lie after the last day
            for times in range(skipped, skipped + MOST_PERIODS) if period else (0,):
                try:
                    start = subtract(end, length + period * times if period else length)
                    actual = last_day_of(start, length, counting, then=period, times=times)
                    actual = actual if notice is None else notice_deadline(actual, notice)
                except (DateRangeError, ValidationError):  # before the calendar, or more than 1,000 years before
                    break
                if start < first:
                    break
                starts.append(start)
                if actual != day:
                    starts.append(_moved(start, (day - actual).days))
    return tuple(starts)
