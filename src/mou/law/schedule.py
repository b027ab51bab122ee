"""The schedule of a term: the ends of its periods and the notice deadlines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from operator import attrgetter

import attrs

from mou.dates.days import day_in_year, next_day
from mou.dates.periods import Counting, Period, last_day_of, notice_deadline
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts, Found
from mou.law.rules import FROM_THE_ANCHOR, NOTHING_RECORDED, NOTICE_IN_TIME, NOTICE_WINDOW
from mou.law.why import NO_STEPS, Why, ready_steps
from mou.model.renewals import TacitRenewal
from mou.values.internal import internal

__all__ = ["RequiredNotice", "Schedule", "TermPeriod"]

_RENEWAL = "/term/renewal"
_CLAMPED = 4
"""The maximum error, in days, of counting from end to end: three for the lengths of months, one for the counting."""


@attrs.frozen
class TermPeriod:
    """A period of the term: the first period, or a renewal.

    Attributes:
        first_day: the first day in force in the period.
        last_day: the last day of the period; `None` if it has no end.
        renewal: the number of the period. It is 0 for the first period, 1 for the first renewal, and so on.
    """

    first_day: date
    last_day: date | None
    renewal: int


@attrs.frozen
class RequiredNotice:
    """The notice that a clause requires before the end of a period.

    Attributes:
        length: the minimum time from receipt to the end of the period; `None` if it is not known.
        later: the minimum time for periods after the first, if it differs.
        by: the day of the year by which notice must be given, MM-DD.
    """

    length: Period | None
    later: Period | None = None
    by: str | None = None

    @classmethod
    def of(cls, renewal: TacitRenewal) -> RequiredNotice:
        """Return the notice that is required to prevent a tacit renewal."""
        return cls(renewal.notice, renewal.later_notice, renewal.notice_by)

    @property
    def is_known(self) -> bool:
        """Whether the clause gives a deadline."""
        return self.length is not None or self.by is not None

    def for_period(self, number: int) -> Period | None:
        """Return how long before the end of a period notice must be received. The first period has the number 0.

        Worked case: a text requires notice "six months before the end of the first period, and three months before the
        end of any renewal". The length is six months for period 0, and three months for any other period.
        """
        return self.later if number and self.later is not None else self.length

    def deadline(self, number: int, last: date) -> date:
        """Return the last day on which notice is in time, if the period ends on the day `last`.

        Worked case: a text requires "five months' notice, to be given by 30 April". A period ends on 1 October 2018.
        Five months before that day is 1 May 2018, so the last day for notice is 30 April 2018.

        Raises:
            DateRangeError: the day would be before the year 1.
        """
        day = notice_deadline(last, self.for_period(number) or Period())
        if self.by is None:
            return day
        return day_in_year(day.year if f"{day:%m-%d}" >= self.by else day.year - 1, self.by)


def _first_end(schedule: Schedule) -> date:
    """Return the last day of the first period; the last day of the calendar if the period has no last day."""
    return date.max if schedule.endless else last_day_of(schedule.start, schedule.length, schedule.counting)


@internal(kw_only=True)
class Schedule:
    """The ends of the periods of a term, if no notice is given.

    Every end is counted in one step from `start`, so that an end on the last day of a short month does not move later
    ends. A fixed last day is stored as a period of zero length. Periods are numbered: 0 for the first, 1 for the first
    renewal, and so on.

    Attributes:
        first_day: the first day in force.
        start: the day from which the periods are counted.
        length: the time from `start` to the end of the period with the number `done`.
        counting: how days are counted from `start`.
        renewal: the tacit renewal that follows; `None` if there is none.
        done: the number of the period that ends at `length`. It is 0, or the number of the period that the last
            extension prolonged.
        before: the schedule before each extension, in order. These schedules determine the periods before `done`.
        gaps: the gaps between an end and a later extension. An item contains the first day after the end, and the day
            of the extension.
        shortened: the extensions that end a period earlier than before. An item contains the act, the old end of the
            period, and the new end.
        lapsed: the acts that used an option to extend when the option was not open, each with the reason.
        endless: whether the period with the number `done` has no last day, because of an extension without an end.
        renewed_by: a later act that shows that the term was renewed for an unknown length.
        why: the explanation.

    Raises:
        DateRangeError: the first period would end past the year 9999.
    """

    first_day: date
    start: date
    length: Period
    counting: Counting = Counting.FROM_EVENT
    renewal: TacitRenewal | None = None
    done: int = 0
    before: tuple[Schedule, ...] = ()
    gaps: tuple[tuple[date, date], ...] = ()
    shortened: tuple[tuple[Fact, date, date], ...] = ()
    lapsed: tuple[tuple[Fact, str], ...] = ()
    endless: bool = False
    renewed_by: Fact | None = None
    why: Why = NO_STEPS
    _first_end: date = attrs.field(init=False, default=attrs.Factory(_first_end, takes_self=True), eq=False, repr=False)

    @classmethod
    def until(
        cls,
        last_day: date,
        *,
        first_day: date,
        counting: Counting,
        renewal: TacitRenewal | None,
        why: Why = NO_STEPS,
    ) -> Schedule:
        """Return the schedule of a term whose last day is fixed."""
        start = last_day if counting is Counting.FROM_EVENT else next_day(last_day)
        return cls(first_day=first_day, start=start, length=Period(), counting=counting, renewal=renewal, why=why)

    @property
    def renewed_for_unknown(self) -> bool:
        """Whether a later act shows that the term was renewed for an unknown length."""
        return self.renewed_by is not None

    @property
    def renews_for_unknown(self) -> bool:
        """Whether the term renews itself by an unknown length, so that only the end of its first period is known."""
        return self.renewal is not None and self.renewal.period is None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps behind the schedule."""
        return self.why.steps

    def _of(self, number: int) -> Schedule:
        """Return the schedule that applies to the period with this number."""
        if number >= self.done:
            return self
        return self.before[bisect_right(self.before, number, key=attrgetter("done")) - 1]

    def steps_to(self, number: int) -> tuple[Step, ...]:
        """Return the steps behind the period with this number, without later extensions."""
        return self._of(number).steps

    def last_day(self, number: int) -> date | None:
        """Return the last day of the period with this number, or `None` if the period has no known end.

        Raises:
            DateRangeError: the day would be past the year 9999.
        """
        if number < self.done:
            return self._of(number).last_day(number)
        if number == self.done or self.renewal is None:
            return None if self.endless else self._first_end
        if not isinstance(self.renewal.period, Period):
            return None
        end = self._end(self.renewal.period, number - self.done)
        return end if self.renewal.until is None else min(end, max(self.renewal.until, self._first_end))

    def _end(self, renewal: Period, times: int) -> date:
        return last_day_of(self.start, self.length, self.counting, then=renewal, times=times)

    @property
    def last_number(self) -> int | None:
        """The number of the last period; `None` if renewals have no limit."""
        renewal = self.renewal
        if renewal is None:
            return self.done
        if not isinstance(renewal.period, Period):
            return self.done + 1
        if renewal.times is None and renewal.until is None:
            return None
        limits = [] if renewal.times is None else [max(renewal.times, self.done)]
        if renewal.until is not None:
            limits.append(self.done + self._first_reaching(renewal.until, renewal.period))
        return min(limits)

    def number_on(self, day: date) -> int | None:
        """Return the number of the period that includes a day; 0 before the first period, `None` after the last."""
        if day <= self._first_end:
            return self._number_before(day)
        if self.renewal is None:
            return None
        if not isinstance(self.renewal.period, Period):
            return self.done + 1
        number, last = self.done + self._first_reaching(day, self.renewal.period), self.last_number
        if last is not None and (number > last or (end := self.last_day(number)) is None or end < day):
            return None
        return number

    def _number_before(self, day: date) -> int:
        """Return the number of the period that includes a day, but at most `done`."""
        after = (*self.before[1:], self)

        def reaches(place: int) -> bool:
            if not after[place].done:
                return False  # the extension prolonged the first period, so the earlier schedule decides no period
            end = self.before[place].last_day(after[place].done - 1)
            return end is not None and end >= day

        place = bisect_left(range(len(self.before)), 1, key=reaches)
        return self.done if place == len(self.before) else self.before[place].number_alone(day)

    def number_alone(self, day: date) -> int:
        """Return the number of the period that includes a day, but at least `done`. Ignore earlier schedules."""
        renewal = self.renewal
        if day <= self._first_end or renewal is None or not isinstance(renewal.period, Period):
            return self.done
        return self.done + self._first_reaching(day, renewal.period)

    def number_after(self, received: date, notice: RequiredNotice) -> int | None:
        """Return the number of the first period for which notice received on a day is in time.

        Return `None` if the notice is too late for every period that ends. Worked case: a term runs for five years from
        15 January 2015 and is then renewed month by month, with six months' notice. A notice of 1 March 2021 is too
        late for the periods that end from 15 March to 15 August 2021. The notice is in time for the period that ends on
        15 September 2021, whose deadline is 15 March 2021.
        """
        running = self.number_on(received)
        if running is None:
            return None
        last = self.last_number

        def is_in_time(number: int) -> bool:
            try:
                end = self.last_day(number)
            except DateRangeError:  # past the calendar
                return True
            try:
                return end is None or received <= notice.deadline(number, end)
            except DateRangeError:  # the deadline lies before the calendar
                return False

        # Ends and deadlines increase from period to period, so bisection finds the first period for which notice is in
        # time.
        far, step = running, 1
        while not is_in_time(far):
            if last is not None and far >= last:
                return None
            far, step = far + step if last is None else min(far + step, last), 2 * step
        number = bisect_left(range(far), 1, lo=running, key=is_in_time)
        return None if self.last_day(number) is None else number

    def _first_reaching(self, day: date, renewal: Period) -> int:
        """Return the number of the first renewal that ends on `day` or later. Ignore limits on renewals."""

        def reaches(number: int) -> bool:
            try:
                return self._end(renewal, number) >= day
            except DateRangeError:  # past the calendar
                return True

        # The number of days gives the number of renewals, up to an error of a few days because months differ in length.
        days = day.toordinal() - self._first_end.toordinal()
        fewest = max((days - _CLAMPED) // renewal.longest_days, 0)
        most = max(days + _CLAMPED, 0) // renewal.shortest_days + 1
        return bisect_left(range(most), 1, lo=fewest, key=reaches)

    def is_renewed_after(self, number: int) -> bool:
        """Return whether another period follows the period with this number, if no notice is given."""
        last = self.last_number
        return last is None or number < last

    def period(self, number: int) -> TermPeriod:
        """Return the period with this number.

        Raises:
            DateRangeError: the period would end past the year 9999.
        """
        before = self.last_day(number - 1) if number else None
        first = self.first_day if before is None else next_day(before)
        return TermPeriod(first, self.last_day(number), number)

    def notice_deadline(self, number: int) -> date | None:
        """Return the last day on which a notice of non-renewal is in time for a period.

        Return `None` if no renewal would follow the period, or if the notice period is not known. An extension does not
        change the deadline of a period that was already over when the extension was agreed.
        """
        if number < self.done:
            return self._of(number).notice_deadline(number)
        if self.renewal is None or not self.is_renewed_after(number):
            return None
        notice, end = RequiredNotice.of(self.renewal), self.last_day(number)
        return notice.deadline(number, end) if end is not None and notice.is_known else None

    def notice(self, number: int, ends_on: date | None, facts: Facts) -> Found:
        """Return the notice deadline of a period with its steps; none if the agreement ends before the deadline.

        Args:
            number: the number of the period.
            ends_on: the last day of the agreement, if any.
            facts: the acts of the agreement.
        """
        if number < self.done:
            return self._of(number).notice(number, ends_on, facts)
        last, renewal = self.last_day(number), self.renewal
        if self.endless:
            return Found(None, why=self.why.then(ready_steps, _NOT_RENEWED))
        if number > self.done and self.renews_for_unknown:
            return Found(None, known=False, why=self.why.then(ready_steps, _RENEWAL_LENGTH_UNKNOWN))
        if renewal is None or last is None or not self.is_renewed_after(number):
            if facts.agreement.term.renewal is not None:
                return Found(None, why=self.why.then(ready_steps, _NOT_RENEWED))
            return self._open_notice(last, ends_on, _RENEWAL_UNKNOWN)
        notice = RequiredNotice.of(renewal)
        if not notice.is_known:
            return self._open_notice(last, ends_on, _NOTICE_UNKNOWN)
        day = notice.deadline(number, last)
        if ends_on is not None and ends_on < day:
            return Found(None, why=self.why.then(_ends_before, ends_on))
        return Found(day, why=self.why.then(_notice_by, number, last, renewal, day, ends_on))

    def _open_notice(self, last: date | None, ends_on: date | None, unknown: Step) -> Found:
        """Return the notice deadline of a period if the record does not say whether notice is due.

        If the agreement ends before the period does, no renewal can follow, so no notice is due. Worked case: a period
        ends on 30 November 2027, and the renewal clause is not known. A withdrawal ends the agreement on 31 March 2027.
        """
        if last is not None and ends_on is not None and ends_on < last:
            return Found(None, why=self.why.then(_ends_before, ends_on))
        return Found(None, known=False, why=self.why.then(ready_steps, unknown))


_NOT_RENEWED = Step("no renewal follows this period", pointer=_RENEWAL)
_RENEWAL_UNKNOWN = Step("it is not known whether it is renewed", rule=NOTHING_RECORDED, pointer=_RENEWAL)
_RENEWAL_LENGTH_UNKNOWN = Step(
    "it was renewed, and the length of a renewal is not known", rule=NOTHING_RECORDED, pointer=f"{_RENEWAL}/period"
)
_NOTICE_UNKNOWN = Step(
    "the notice period for non-renewal is not known", rule=NOTHING_RECORDED, pointer=f"{_RENEWAL}/notice"
)


def _ends_before(ends_on: date) -> Step:
    text = f"it ends on {spoken(ends_on)}, so there is no renewal to prevent"
    return Step(text, pointer=_RENEWAL, day=ends_on)


def _notice_by(number: int, last: date, renewal: TacitRenewal, day: date, ends_on: date | None) -> Iterator[Step]:
    yield Step(f"the running period ends on {spoken(last)}", rule=FROM_THE_ANCHOR, pointer=_RENEWAL, day=last)
    notice = RequiredNotice.of(renewal).for_period(number)
    before = "before that" if notice is None else f"at least {notice.in_words} before that"
    if renewal.notice_by is None:
        text = f"notice must be received {before}, by {spoken(day)}"
        name = "notice" if notice is renewal.notice else "later_notice"
        yield Step(text, rule=NOTICE_IN_TIME, pointer=f"{_RENEWAL}/{name}", day=day)
    else:
        text = f"notice must be received {before}, and by a fixed day of the year: {spoken(day)}"
        yield Step(text, rule=NOTICE_IN_TIME, pointer=f"{_RENEWAL}/notice_by", day=day)
    if renewal.within is not None:
        first = notice_deadline(last, renewal.within)
        text = f"notice before {spoken(first)} is too early"
        yield Step(text, rule=NOTICE_WINDOW, pointer=f"{_RENEWAL}/within", day=first)
    if ends_on is not None and ends_on <= last:
        yield Step(f"it ends on {spoken(ends_on)} in any case", pointer=_RENEWAL, day=ends_on)
