"""The schedule of a term: its first period, its renewals, and by when notice must be received."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from operator import attrgetter

import attrs

from mou.dates.days import next_day
from mou.dates.periods import Counting, Period, last_day_of, notice_deadline
from mou.dates.words import spoken
from mou.errors import DateRangeError, ValidationError
from mou.law.explanation import Step
from mou.law.extensions import Extension, extensions
from mou.law.facts import Fact, Facts, Found, Why, no_steps
from mou.law.rules import (
    AS_THE_TEXT_SAYS,
    BY_CONSENT,
    CORRESPONDING_DATE,
    EXTENSION_OF_ALL,
    FROM_THE_ANCHOR,
    NOTHING_RECORDED,
    NOTICE_IN_TIME,
    START_OF_DAY,
    TACIT_RENEWAL,
    WAS_RENEWED,
)
from mou.law.standing import revocations
from mou.model.act import ActKind
from mou.model.term import Anchor, Indefinite, TacitRenewal, Term, Until
from mou.values.internal import internal

__all__ = ["Schedule", "TermPeriod", "counting_of", "other_counting", "schedule"]

_RENEWAL = "/term/renewal"
_CLAMPED = 4
"""By so many days at most an end lies elsewhere than from end to end: three at the end of a month, one for an eve."""
_COUNTED = {Counting.FROM_EVENT: CORRESPONDING_DATE, Counting.FROM_START_OF_DAY: START_OF_DAY}


@attrs.frozen
class TermPeriod:
    """A period of the term: the first one, or a renewal.

    Attributes:
        first_day: its first day in force.
        last_day: its last day; `None` where it has no end.
        renewal: 0 for the first period, 1 for the first renewal, and so on.
    """

    first_day: date
    last_day: date | None
    renewal: int


def _first_end(made: Schedule) -> date:
    """The last day of the first period."""
    return last_day_of(made.start, made.length, made.counting)


@internal(kw_only=True)
class Schedule:
    """When the periods of a term end, if nobody gives notice.

    Every end is counted in one step from `start`, so that month ends don't drift. A fixed last day is a period of
    no length that ends on it. Periods have numbers: 0 for the first, 1 for the first renewal, and so on.

    Attributes:
        first_day: the first day in force.
        start: the day from which the periods are counted.
        length: how long after `start` the period with the number `done` ends.
        counting: how days are counted from `start`.
        renewal: the tacit renewal that follows; `None` for none.
        done: the number of the period that ends at `length`: 0, or the one that the last extension prolonged.
        before: the schedules of the periods before that one, in order, as they were when it was prolonged.
        gaps: the days between an end and a later extension: the first day out, and the day of the extension.
        shortened: the extensions that end before the period they prolong: the act, the end of that period, their own.
        renewed_by: a later act that shows that it was renewed, for how long is not known.
        why: tells how this came about.

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
    renewed_by: Fact | None = None
    why: Why = attrs.field(default=no_steps, eq=False)
    _first_end: date = attrs.field(init=False, default=attrs.Factory(_first_end, takes_self=True), eq=False, repr=False)

    @classmethod
    def until(
        cls,
        last_day: date,
        *,
        first_day: date,
        counting: Counting,
        renewal: TacitRenewal | None,
        why: Why = no_steps,
    ) -> Schedule:
        """The schedule of a term whose last day is fixed."""
        start = last_day if counting is Counting.FROM_EVENT else next_day(last_day)
        return cls(first_day=first_day, start=start, length=Period(), counting=counting, renewal=renewal, why=why)

    @property
    def renewed_for_unknown(self) -> bool:
        """Whether later acts show that it was renewed, for how long is not known."""
        return self.renewed_by is not None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """How this came about."""
        return tuple(self.why())

    def _of(self, number: int) -> Schedule:
        """The schedule that the period with this number was last counted by."""
        if number >= self.done:
            return self
        return self.before[bisect_right(self.before, number, key=attrgetter("done")) - 1]

    def steps_to(self, number: int) -> tuple[Step, ...]:
        """How the period with this number came about: without extensions that came later."""
        return self._of(number).steps

    def last_day(self, number: int) -> date | None:
        """The last day of the period with this number, or `None` where it has no end.

        Raises:
            DateRangeError: it would lie past the year 9999.
        """
        if number < self.done:
            return self._of(number).last_day(number)
        if number == self.done or self.renewal is None:
            return self._first_end
        if isinstance(self.renewal.period, Indefinite):
            return None
        end = self._end(self.renewal.period, number - self.done)
        return end if self.renewal.until is None else min(end, max(self.renewal.until, self._first_end))

    def _end(self, then: Period, times: int) -> date:
        return last_day_of(self.start, self.length, self.counting, then=then, times=times)

    @property
    def last_number(self) -> int | None:
        """The number of the last period; `None` where renewals go on for ever."""
        renewal = self.renewal
        if renewal is None:
            return self.done
        if isinstance(renewal.period, Indefinite):
            return self.done + 1
        limits = [] if renewal.times is None else [max(renewal.times, self.done)]
        if renewal.until is not None:
            limits.append(self.done + self._first_reaching(renewal.until, renewal.period))
        return min(limits, default=None)

    def number_on(self, day: date) -> int | None:
        """Which period runs on a day; the first one for a day before it, `None` for a day after the last."""
        if day <= self._first_end:
            return self._number_before(day)
        if self.renewal is None:
            return None
        if isinstance(self.renewal.period, Indefinite):
            return self.done + 1
        number, last = self.done + self._first_reaching(day, self.renewal.period), self.last_number
        if last is not None and (number > last or (end := self.last_day(number)) is None or end < day):
            return None
        return number

    def _number_before(self, day: date) -> int:
        """Which of the periods up to the one with the number `done` runs on a day."""
        after = (*self.before[1:], self)

        def reaches(place: int) -> bool:
            end = self.before[place].last_day(after[place].done - 1)
            return end is not None and end >= day

        place = bisect_left(range(len(self.before)), 1, key=reaches)
        return self.done if place == len(self.before) else self.before[place].number_alone(day)

    def number_alone(self, day: date) -> int:
        """Return which period runs on a day or, before the first day, begins: without a look at the periods before."""
        renewal = self.renewal
        if day <= self._first_end or renewal is None or isinstance(renewal.period, Indefinite):
            return self.done
        return self.done + self._first_reaching(day, renewal.period)

    def number_after(self, received: date, notice: Period) -> int | None:
        """The number of the first period for the end of which notice received on a day is in time.

        `None` where no period that ends is left. Worked case: five years from 15 January 2015, then month by month,
        notice of six months. Notice of 1 March 2021 is late for the ends from 15 March to 15 August 2021, and counts
        for 15 September 2021, whose deadline is 15 March 2021.
        """
        running = self.number_on(received)
        if running is None:
            return None
        last = self.last_number

        def is_in_time(number: int) -> bool:
            try:
                end = self.last_day(number)
            except DateRangeError:  # after any day of the calendar
                return True
            try:
                return end is None or received <= notice_deadline(end, notice)
            except DateRangeError:  # the deadline was before the calendar begins
                return False

        # Ends and deadlines only move later from period to period, so the first in time is found by halving.
        far, step = running, 1
        while not is_in_time(far):
            if last is not None and far >= last:
                return None
            far, step = far + step if last is None else min(far + step, last), 2 * step
        number = bisect_left(range(far), 1, lo=running, key=is_in_time)
        return None if self.last_day(number) is None else number

    def _first_reaching(self, day: date, renewal: Period) -> int:
        """The number of the first period that ends on `day` or later, if renewals had no limit."""

        def reaches(number: int) -> bool:
            try:
                return self._end(renewal, number) >= day
            except DateRangeError:  # past the calendar, so past any day
                return True

        # From end to end lie as many days as so many renewals can have, but for a few where one is clamped.
        days = day.toordinal() - self._first_end.toordinal()
        fewest = max((days - _CLAMPED) // renewal.longest_days, 0)
        most = max(days + _CLAMPED, 0) // renewal.shortest_days + 1
        return bisect_left(range(most), 1, lo=fewest, key=reaches)

    def is_renewed_after(self, number: int) -> bool:
        """Whether another period follows the one with this number, if nobody gives notice."""
        last = self.last_number
        return last is None or number < last

    def period(self, number: int) -> TermPeriod:
        """The period with this number.

        Raises:
            DateRangeError: it would end past the year 9999.
        """
        before = self.last_day(number - 1) if number else None
        first = self.first_day if before is None else next_day(before)
        return TermPeriod(first, self.last_day(number), number)

    def notice_deadline(self, number: int) -> date | None:
        """The last day on which notice of non-renewal still counts for a period.

        `None` where no renewal would follow it, or how long before its end notice must come is not known. For a period
        that was over when an extension was agreed, the extension changes nothing.
        """
        if number < self.done:
            return self._of(number).notice_deadline(number)
        if self.renewal is None or self.renewal.notice is None or not self.is_renewed_after(number):
            return None
        end = self.last_day(number)
        return None if end is None else notice_deadline(end, self.renewal.notice)

    def notice(self, number: int, ends_on: date | None, facts: Facts) -> Found:
        """The notice deadline of a period, with the steps to it; there is none where the agreement ends before it.

        Args:
            number: the number of the period.
            ends_on: the last day of the agreement, where it has one.
            facts: what was done.
        """
        if number < self.done:
            return self._of(number).notice(number, ends_on, facts)
        last, renewal = self.last_day(number), self.renewal
        if renewal is None or last is None or not self.is_renewed_after(number):
            known = facts.agreement.term.renewal is not None
            text = "no renewal follows this period" if known else "whether it is renewed is not known"
            rule = None if known else NOTHING_RECORDED
            return Found(None, known=known, why=lambda: [*self.steps, Step(text, rule=rule, pointer=_RENEWAL)])
        if renewal.notice is None:
            text = "how long before the end of the period notice must be received is not known"
            step = Step(text, rule=NOTHING_RECORDED, pointer=f"{_RENEWAL}/notice")
            return Found(None, known=False, why=lambda: [*self.steps, step])
        day, length = notice_deadline(last, renewal.notice), renewal.notice
        if ends_on is not None and ends_on < day:
            text = f"it ends on {spoken(ends_on)}, so no renewal is left to prevent"
            return Found(None, why=lambda: [*self.steps, Step(text, pointer=_RENEWAL, day=ends_on)])

        def why() -> Iterator[Step]:
            yield from self.steps
            yield Step(f"the period running ends on {spoken(last)}", rule=FROM_THE_ANCHOR, pointer=_RENEWAL, day=last)
            text = f"notice must be received at least {length.in_words} before that: by {spoken(day)}"
            where = f"{_RENEWAL}/notice"
            yield Step(text, rule=NOTICE_IN_TIME, pointer=where, day=day, article=renewal.article)
            if ends_on is not None and ends_on <= last:
                yield Step(f"it ends on {spoken(ends_on)} in any case", pointer=_RENEWAL, day=ends_on)

        return Found(day, why=why)


def schedule(facts: Facts, entered: Found, provisional: date | None) -> Schedule | Found:
    """The schedule of the agreement's term with the extensions made, or why there is none.

    Args:
        facts: what was done.
        entered: the entry into force.
        provisional: the first day of provisional application, if any. A term that runs from it runs out whether or
            not the agreement ever enters into force.
    """
    term, day = facts.agreement.term, entered.day
    if day is None and entered.known and (provisional is None or term.anchor is not Anchor.PROVISIONAL_APPLICATION):
        text = f"it is not {facts.words.in_force}"
        return Found(None, known=True, why=lambda: [Step(text, rule=AS_THE_TEXT_SAYS)])
    counted = _first_period(facts, term, day, provisional)
    if _EXTENSION in facts.by_kind:
        counted = _extended(facts, counted, day)
    if term.renewal is None and isinstance(counted, Schedule):
        return _renewed(facts, counted)
    return counted


_EXTENSION, _ENTRY_INTO_FORCE = ActKind.EXTENSION, Anchor.ENTRY_INTO_FORCE


def _renewed(facts: Facts, counted: Schedule) -> Schedule:
    """The schedule, renewed where a later act shows that the agreement was still running after its computed end.

    Worked case: in force on 3 July 1992 for twenty years, renewal not known, terminated with effect from 4 July 2013.
    The term ended on 3 July 2012, so it must have been renewed.
    """
    last = counted.last_day(counted.done)
    revoked = {index for _, index in revocations(facts)}
    for fact in facts.of_any(_SHOW_THAT_IT_RUNS):
        if fact.index in revoked:
            continue  # as if it had never been given
        day = fact.takes_effect_on
        if last is not None and (day > next_day(last) if fact.kind is ActKind.TERMINATION else day > last):
            return attrs.evolve(
                counted,
                renewal=TacitRenewal(Indefinite()),
                renewed_by=fact,
                why=_then(counted.why, partial(_shows_renewal, fact, last)),
            )
    return counted


def _shows_renewal(fact: Fact, last: date) -> Step:
    """The step that an act shows that the agreement was renewed after the last day of its term."""
    day, what = fact.takes_effect_on, fact.kind.replace("_", " ")
    text = f"the {what} of {spoken(day)} is later than {spoken(last)}; assumed to have been renewed until then"
    return Step(text, rule=WAS_RENEWED, pointer=fact.pointer, day=day, assumed=True)


_SHOW_THAT_IT_RUNS = frozenset({ActKind.TERMINATION, ActKind.WITHDRAWAL, ActKind.NON_RENEWAL})
"""The acts that make sense only while the agreement runs."""


def _first_period(facts: Facts, term: Term, entered: date | None, provisional: date | None) -> Schedule | Found:
    duration, stated = term.duration, term.stated_last_day
    if isinstance(duration, Period):
        anchor = _anchor(facts, term.anchor, entered, provisional)
        if isinstance(anchor, date):
            counting = counting_of(term)
            counted = _counted(term, duration, anchor, entered, counting)
            if stated is None:
                return counted
            if stated != counted.last_day(0):
                counted = _counted(term, duration, anchor, entered, other_counting(counting))
            if stated == counted.last_day(0):
                step = partial(_length, term, duration, anchor, counted.counting, settled=True)
                return attrs.evolve(counted, why=lambda: [step(), _stated(stated)])
        elif stated is None:
            return anchor
    elif isinstance(duration, Indefinite):
        text = "it has no end of its own"
        return Found(None, known=True, why=lambda: [Step(text, rule=AS_THE_TEXT_SAYS, pointer="/term/duration")])
    elif isinstance(duration, Until) and stated is None:
        day = facts.exact(duration.last_day)
        if day == date.max:  # the latest reading of an interval without an end
            text = "it has no end that is known"
            return Found(None, known=True, why=lambda: [Step(text, rule=AS_THE_TEXT_SAYS, pointer="/term/duration")])
        return _until(term, day, entered, lambda: [_fixed(day)])
    if stated is not None:
        return _until(term, stated, entered, lambda: [_stated(stated)])
    text = "for how long is not known"
    return Found(None, known=False, why=lambda: [Step(text, rule=NOTHING_RECORDED, pointer="/term/duration")])


def _until(term: Term, last_day: date, first_day: date | None, why: Why) -> Schedule:
    # What follows a written last day begins with a written day, the next one, unless the term says otherwise.
    counting = term.counting or Counting.FROM_START_OF_DAY
    renewal = _tacit(term)
    if term.counting is None and renewal is not None and isinstance(renewal.period, Period):
        why = _then_some(why, partial(_assumed_after, last_day, renewal.period))
    return Schedule.until(last_day, first_day=first_day or last_day, counting=counting, renewal=renewal, why=why)


def _then_some(why: Why, steps: Callable[[], Iterable[Step]]) -> Why:
    """Some steps more."""
    return lambda: (*why(), *steps())


def _assumed_after(last_day: date, period: Period) -> Iterator[Step]:
    """Name the reading taken of renewals after a written last day, where the other one leads to other days.

    Worked case: to 30 June 2020, then six months at a time. The first renewal begins on 1 July and ends on 31 December
    2020; counted from the last day as an event, it would end on 30 December.
    """
    for times in range(1, 49):  # four years of months: what differs at all differs by then
        try:
            taken = last_day_of(next_day(last_day), period, Counting.FROM_START_OF_DAY, then=period, times=times - 1)
            other = last_day_of(last_day, period, Counting.FROM_EVENT, then=period, times=times - 1)
        except DateRangeError:
            return
        if taken != other:
            text = f"renewals are assumed to be counted from {spoken(next_day(last_day))}, as no counting is stated"
            text = f"{text}: renewal {times} ends on {spoken(taken)}; counted from {spoken(last_day)} as an event, on"
            yield Step(f"{text} {spoken(other)}", rule=START_OF_DAY, pointer="/term/counting", day=taken, assumed=True)
            return


def _then(why: Why, step: Callable[[], Step]) -> Why:
    """A step more."""
    return lambda: (*why(), step())


def _tacit(term: Term) -> TacitRenewal | None:
    return term.renewal if isinstance(term.renewal, TacitRenewal) else None


def _fixed(day: date) -> Step:
    text = f"the last day is fixed: {spoken(day)}"
    return Step(text, rule=AS_THE_TEXT_SAYS, pointer="/term/duration", day=day)


def _stated(day: date) -> Step:
    text = f"the last day is stated: {spoken(day)}"
    return Step(text, rule=AS_THE_TEXT_SAYS, pointer="/term/stated_last_day", day=day)


def counting_of(term: Term) -> Counting:
    """Return how the days of a term's first period are counted.

    Where the text does not say, a period that runs from an event ends on the corresponding date, and one that runs
    from a written calendar date on the eve of it. Worked cases: five years from the signature of 30 October 2025 end on
    30 October 2030; five years from 1 September 2006 end on 31 August 2011.
    """
    if term.counting is not None:
        return term.counting
    return Counting.FROM_START_OF_DAY if isinstance(term.anchor, date) else Counting.FROM_EVENT


def other_counting(counting: Counting) -> Counting:
    """Return the other way of counting."""
    return Counting.FROM_START_OF_DAY if counting is Counting.FROM_EVENT else Counting.FROM_EVENT


def _counted(term: Term, length: Period, anchor: date, entered: date | None, counting: Counting) -> Schedule:
    return Schedule(
        first_day=entered or anchor,
        start=anchor,
        length=length,
        counting=counting,
        renewal=_tacit(term),
        why=lambda: [_length(term, length, anchor, counting)],
    )


def _length(term: Term, length: Period, anchor: date, counting: Counting, *, settled: bool = False) -> Step:
    """The end of the first period. Where the text does not say how days are counted, it names the other reading.

    Args:
        term: the clauses.
        length: the duration.
        anchor: the day that it runs from.
        counting: how the days are counted.
        settled: whether a stated last day shows that they are counted so.
    """
    event = "a fixed day" if isinstance(term.anchor, date) else term.anchor.replace("_", " ")
    from_event = counting is Counting.FROM_EVENT
    how = "counted from" if from_event else "beginning with"
    end = last_day_of(anchor, length, counting)
    text = f"{length.in_words} {how} {spoken(anchor)} ({event}) ends on {spoken(end)}"
    assumed = term.counting is None and not settled
    if assumed:
        other = last_day_of(anchor, length, other_counting(counting))
        otherwise = "does" if from_event else "does not"
        text = f"{text}; whether that first day counts is not stated: if it {otherwise}, {spoken(other)}"
    return Step(text, rule=_COUNTED[counting], pointer="/term/duration", day=end, assumed=assumed)


def _anchor(facts: Facts, anchor: Anchor | date, entered: date | None, provisional: date | None) -> date | Found:
    if isinstance(anchor, date):
        return anchor
    if anchor is _ENTRY_INTO_FORCE:
        day = entered
    elif anchor is Anchor.SIGNATURE:
        day = facts.signed[0] if facts.signed else None
    else:
        day = provisional
    if day is None:
        text = f"it runs from {anchor.replace('_', ' ')}, the day of which is not known"
        return Found(None, known=False, why=lambda: [Step(text, rule=NOTHING_RECORDED, pointer="/term/anchor")])
    return day


def _extended(facts: Facts, first: Schedule | Found, entered: date | None) -> Schedule | Found:
    """The schedule with all extensions: each is counted from the anchor, and leaves the periods before it as they were.

    Worked case: in force on 31 March 2010 for five years, then a year at a time; on 1 January 2017 extended by two
    years. The first period ended on 31 March 2015 and stays so; the second renewal, which was running, now ends on 31
    March 2019.
    """
    said: list[Callable[[], Iterable[Step]]] = [first.why]
    now = first
    for extension in extensions(facts):
        if not extension.missing:
            now, step = _prolonged(facts, now, extension, entered, partial(_all_of, said, len(said) + 1))
            if step is not None:
                said.append(partial(_said, extension, step))
    return now


def _all_of(said: list[Callable[[], Iterable[Step]]], number: int) -> Iterator[Step]:
    return (step for steps in said[:number] for step in steps())


def _said(extension: Extension, step: Callable[[], Step]) -> Iterator[Step]:
    """The step of an extension, after one for each earlier consent to it."""
    for fact in extension.consents[:-1]:
        text = f"consent to an extension on {spoken(fact.counts_on)}"
        yield Step(text, rule=EXTENSION_OF_ALL, pointer=fact.pointer, day=fact.counts_on)
    yield step()


def _prolonged(
    facts: Facts, now: Schedule | Found, extension: Extension, entered: date | None, why: Why
) -> tuple[Schedule | Found, Callable[[], Step] | None]:
    """The schedule after one more extension, with the step that says so; no step where it changes nothing.

    Args:
        facts: what was done.
        now: the schedule before it.
        extension: the extension.
        entered: the day of entry into force.
        why: tells the steps up to this one.
    """
    fact, until, period = extension.last, extension.until, extension.period
    if until is not None:
        step = partial(_prolonged_to, fact, until)
        if isinstance(now, Found):
            return (now, None) if now.known else (_until(facts.agreement.term, until, entered, why), step)
        number, before, gaps = _prolongs(now, extension)
        after = Schedule.until(until, first_day=now.first_day, counting=now.counting, renewal=now.renewal)
        end = now.last_day(number) if number <= _last(now, number) else None
        shortened = (*now.shortened, (fact, end, until)) if end is not None and until < end else now.shortened
        return attrs.evolve(after, done=number, before=before, gaps=gaps, shortened=shortened, why=why), step
    if isinstance(now, Found):
        return now, None
    if period is None:
        return Found(None, known=False, why=why), partial(_prolonged_unknown, fact)
    number, before, gaps = _prolongs(now, extension)
    if number > now.done and now.renewal is not None and isinstance(now.renewal.period, Indefinite):
        return attrs.evolve(now, why=why), partial(_endless_already, fact)
    run = now.renewal.period if now.renewal is not None and isinstance(now.renewal.period, Period) else Period()
    try:
        length = now.length + run * (_last(now, number) - now.done) + period
    except ValidationError:  # no period is longer than 1,000 years
        text = f"a term with its renewals and the extension of {fact.counts_on}: longer than 1,000 years"
        raise DateRangeError(text) from None
    prolonged = attrs.evolve(now, length=length, done=number, before=before, gaps=gaps, why=why)
    return prolonged, partial(_prolonged_by, fact, period, prolonged.last_day(number))


def _prolonged_to(fact: Fact, until: date) -> Step:
    text = f"extended on {spoken(fact.counts_on)} to {spoken(until)}"
    return Step(text, rule=BY_CONSENT, pointer=fact.pointer, day=until)


def _prolonged_by(fact: Fact, period: Period, end: date | None) -> Step:
    text = f"extended on {spoken(fact.counts_on)} by {period.in_words}" + (f": now to {spoken(end)}" if end else "")
    return Step(text, rule=FROM_THE_ANCHOR, pointer=fact.pointer, day=end)


def _prolonged_unknown(fact: Fact) -> Step:
    text = f"extended on {spoken(fact.counts_on)}, by how much is not known"
    return Step(text, rule=NOTHING_RECORDED, pointer=fact.pointer)


def _endless_already(fact: Fact) -> Step:
    return Step("it had no end already when it was extended", rule=TACIT_RENEWAL, pointer=fact.pointer)


def _prolongs(now: Schedule, extension: Extension) -> tuple[int, tuple[Schedule, ...], tuple[tuple[date, date], ...]]:
    """The number of the period that an extension prolongs, the schedules of those before it, and the gaps so far.

    It is the period that runs when the extension is agreed. Where the last one was over by then, it is a new one.
    """
    number, gaps = now.number_on(extension.prolongs_on), now.gaps
    if number is None:
        last = now.last_number or now.done
        number, end = last + 1, now.last_day(last)
        if end is not None and end < extension.last.counts_on:
            gaps = (*gaps, (next_day(end), extension.last.counts_on))
    before = (*now.before, attrs.evolve(now, before=(), gaps=())) if number > now.done else now.before
    return number, before, gaps


def _last(now: Schedule, number: int) -> int:
    """The number of the period with a number, or of the last one where that comes sooner."""
    last = now.last_number
    return number if last is None else min(number, last)
