"""The schedule of a term: its first period, its renewals, and by when notice must be received."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, partial

import attrs

from mou._facts import Fact, Facts, Found, Why, untold
from mou._inside import inside
from mou._words import spoken
from mou.act import ActKind
from mou.delays import next_day
from mou.errors import DateRangeError, ValidationError
from mou.explanation import Step
from mou.periods import Counting, Period, last_day_of, notice_deadline
from mou.rules import (
    AS_THE_TEXT_SAYS,
    BY_CONSENT,
    CORRESPONDING_DATE,
    FROM_THE_ANCHOR,
    NOTHING_RECORDED,
    NOTICE_IN_TIME,
    START_OF_DAY,
    TACIT_RENEWAL,
)
from mou.term import Anchor, ExpressRenewal, Indefinite, TacitRenewal, Term, Until

__all__ = ["Schedule", "TermPeriod", "schedule"]

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


@inside(kw_only=True)
class Schedule:
    """When the periods of a term end, if nobody gives notice.

    Every end is counted in one step from `start`, so that month ends don't drift. A fixed last day is a period of
    no length that ends on it.

    Attributes:
        first_day: the first day in force.
        start: the day from which the first period and its renewals are counted.
        length: the first period, with what extensions added to it.
        counting: how days are counted from `start`.
        renewal: the tacit renewal that follows; `None` for none.
        done: how many renewals the first period already comprises (an extension makes one of all before it).
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
    why: Why = attrs.field(default=untold, eq=False)
    _first_end: date = attrs.field(init=False, default=attrs.Factory(_first_end, takes_self=True), eq=False, repr=False)

    @classmethod
    def until(
        cls,
        last_day: date,
        *,
        first_day: date,
        counting: Counting,
        renewal: TacitRenewal | None,
        why: Why = untold,
    ) -> Schedule:
        """The schedule of a term whose last day is fixed."""
        start = last_day if counting is Counting.FROM_EVENT else next_day(last_day)
        return cls(first_day=first_day, start=start, length=Period(), counting=counting, renewal=renewal, why=why)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """How this came about."""
        return tuple(self.why())

    def last_day(self, number: int) -> date | None:
        """The last day of the period with this number (0: the first), or `None` where it has no end.

        Raises:
            DateRangeError: it would lie past the year 9999.
        """
        if not number or self.renewal is None:
            return self._first_end
        if isinstance(self.renewal.period, Indefinite):
            return None
        end = self._end(self.renewal.period, number)
        return end if self.renewal.until is None else min(end, max(self.renewal.until, self._first_end))

    def _end(self, then: Period, times: int) -> date:
        return last_day_of(self.start, self.length, self.counting, then=then, times=times)

    @property
    def last_number(self) -> int | None:
        """The number of the last period; `None` where renewals go on for ever."""
        renewal = self.renewal
        if renewal is None:
            return 0
        if isinstance(renewal.period, Indefinite):
            return 1
        limits = [] if renewal.times is None else [max(renewal.times - self.done, 0)]
        if renewal.until is not None:
            limits.append(self._first_reaching(renewal.until, renewal.period))
        return min(limits, default=None)

    def number_on(self, day: date) -> int | None:
        """Which period runs on a day; the first one for a day before it, `None` for a day after the last."""
        if day <= self._first_end:
            return 0
        if self.renewal is None:
            return None
        if isinstance(self.renewal.period, Indefinite):
            return 1
        number, last = self._first_reaching(day, self.renewal.period), self.last_number
        if last is not None and (number > last or (end := self.last_day(number)) is None or end < day):
            return None
        return number

    def number_after(self, received: date, notice: Period) -> int | None:
        """The first period for the end of which notice received on a day is in time; `None` where there is none."""
        number = self.number_on(received)
        while number is not None:
            end = self.last_day(number)
            if end is None or received <= notice_deadline(end, notice):
                return None if end is None else number
            number = number + 1 if self.is_renewed_after(number) else None
        return None

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
        return TermPeriod(first, self.last_day(number), number + self.done)

    def notice_deadline(self, number: int) -> date | None:
        """The last day on which notice of non-renewal still counts for a period.

        `None` where no renewal would follow it, or how long before its end notice must come is not known.
        """
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
                yield Step(f"notice was given: it ends on {spoken(ends_on)}", pointer=_RENEWAL, day=ends_on)

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
    first = _first_period(facts, term, day, provisional)
    for fact in facts.of(_EXTENSION):
        first = _extended(facts, first, fact, day)
    return first


_EXTENSION, _ENTRY_INTO_FORCE = ActKind.EXTENSION, Anchor.ENTRY_INTO_FORCE


def _first_period(facts: Facts, term: Term, entered: date | None, provisional: date | None) -> Schedule | Found:
    duration, stated = term.duration, term.stated_last_day
    if isinstance(duration, Period):
        anchor = _anchor(facts, term.anchor, entered, provisional)
        if isinstance(anchor, date):
            counted = _counted(term, duration, anchor, entered, term.counting)
            if stated is None:
                return counted
            if stated != counted.last_day(0):
                counted = _counted(term, duration, anchor, entered, _other(term.counting))
            if stated == counted.last_day(0):
                return attrs.evolve(counted, why=_then(counted.why, partial(_stated, stated)))
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
    return Schedule.until(
        last_day, first_day=first_day or last_day, counting=term.counting, renewal=_tacit(term), why=why
    )


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


def _other(counting: Counting) -> Counting:
    return Counting.FROM_START_OF_DAY if counting is Counting.FROM_EVENT else Counting.FROM_EVENT


def _counted(term: Term, length: Period, anchor: date, entered: date | None, counting: Counting) -> Schedule:
    return Schedule(
        first_day=entered or anchor,
        start=anchor,
        length=length,
        counting=counting,
        renewal=_tacit(term),
        why=partial(_count, term, length, anchor, counting),
    )


def _count(term: Term, length: Period, anchor: date, counting: Counting) -> Iterator[Step]:
    event = "a fixed day" if isinstance(term.anchor, date) else term.anchor.replace("_", " ")
    how = "counted from" if counting is Counting.FROM_EVENT else "beginning with"
    end = last_day_of(anchor, length, counting)
    text = f"{length.in_words} {how} {spoken(anchor)} ({event}) ends on {spoken(end)}"
    yield Step(text, rule=_COUNTED[counting], pointer="/term/duration", day=end)


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


def _extended(facts: Facts, before: Schedule | Found, fact: Fact, entered: date | None) -> Schedule | Found:
    """The schedule after an extension: its period is added to those that have run, counted from the anchor."""
    term = facts.agreement.term
    if isinstance(before, Found):
        if before.known or fact.until is None:
            return before
        return _until(term, fact.until, entered, _then(before.why, partial(_to, fact, fact.until)))
    if fact.until is not None:
        after = _until(term, fact.until, before.first_day, _then(before.why, partial(_to, fact, fact.until)))
        return attrs.evolve(after, done=before.done + _running(before, fact))
    period = fact.act.period or (term.renewal.period if isinstance(term.renewal, ExpressRenewal) else None)
    if period is None:
        text = f"extended on {spoken(fact.counts_on)}, by how much is not known"
        step = Step(text, rule=NOTHING_RECORDED, pointer=fact.pointer, day=fact.counts_on)
        return Found(None, known=False, why=_then(before.why, lambda: step))
    number = _running(before, fact)
    run = before.renewal.period if before.renewal is not None and number else Period()
    if isinstance(run, Indefinite):
        step = Step("it had no end already when it was extended", rule=TACIT_RENEWAL, pointer=fact.pointer)
        return Found(None, known=True, why=_then(before.why, lambda: step))
    try:
        length = before.length + run * number + period
    except ValidationError:  # no period is longer than 1,000 years
        text = f"a term with its renewals and the extension of {fact.counts_on}: longer than 1,000 years"
        raise DateRangeError(text) from None
    after = attrs.evolve(before, length=length, done=before.done + number)
    end = after.last_day(0)
    text = f"extended on {spoken(fact.counts_on)} by {period.in_words}" + (f": now to {spoken(end)}" if end else "")
    step = Step(text, rule=FROM_THE_ANCHOR, pointer=fact.pointer, day=end)
    return attrs.evolve(after, why=_then(before.why, lambda: step))


def _to(fact: Fact, until: date) -> Step:
    text = f"extended on {spoken(fact.counts_on)} to {spoken(until)}"
    return Step(text, rule=BY_CONSENT, pointer=fact.pointer, day=until)


def _running(before: Schedule, fact: Fact) -> int:
    """The number of the period that an extension prolongs: the one that runs, or the last one that ran."""
    number = before.number_on(fact.counts_on)
    return (before.last_number or 0) if number is None else number
