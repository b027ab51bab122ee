"""Lifecycle: from acts and term to what is in force when, until when, and why.

Everything here is computed; nothing asks the clock. What depends on a day takes that day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TypeVar

import attrs

from mou.answers.answer import agreed, answer, bounds, end_summary, entry_summary, notice_summary
from mou.answers.milestones import Milestone, merged
from mou.answers.participations import Participation, participation_of
from mou.answers.standings import Standing, possible_statuses
from mou.dates.days import exact_day, next_day
from mou.dates.periods import Period
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.course import Course, course
from mou.law.entry import computed_entry
from mou.law.explanation import Answer, AnswerKind, Explanation, Question, Step
from mou.law.facts import EXPRESSIONS, NO_OTHERS, Found, Others
from mou.law.phases import phases
from mou.law.readings import readings
from mou.law.rules import NOT_RENEWED
from mou.law.schedule import TermPeriod
from mou.law.status import Phase, Status, Words, words_for
from mou.law.thresholds import Shortfall
from mou.law.turning import readings_about, turning_readings
from mou.model.act import ActKind
from mou.model.agreement import Agreement
from mou.model.party import Party
from mou.values.lazy import computed_when_read
from mou.values.registered import html_of

__all__ = ["Lifecycle", "lifecycle"]

T = TypeVar("T")


@computed_when_read("entry", "end")
@attrs.frozen(kw_only=True, init=False)
class Lifecycle:
    """What follows from an agreement's acts and term. Made by `lifecycle`.

    Attributes:
        agreement: the agreement.
        as_of: the day whose knowledge counts: acts after it are not seen; `None` for all there are.
        entry: when it enters into force, how certain that is, and why.
        end: its last day in force, how certain that is, and why.
    """

    agreement: Agreement
    as_of: date | None
    entry: Answer
    end: Answer
    _courses: tuple[Course, ...] = attrs.field(repr=False, eq=False, alias="courses")

    def __init__(self, agreement: Agreement, as_of: date | None, courses: tuple[Course, ...]) -> None:
        object.__setattr__(self, "agreement", agreement)
        object.__setattr__(self, "as_of", as_of)
        object.__setattr__(self, "_courses", courses)

    def __reduce__(self) -> tuple[type[Lifecycle], tuple[Agreement, date | None, tuple[Course, ...]]]:
        return Lifecycle, (self.agreement, self.as_of, self._courses)

    def _entry(self) -> Answer:
        entries = [course.entered for course in self._courses]
        summary = partial(entry_summary, words=self._words)
        entry = answer(Question.ENTRY_INTO_FORCE, entries, summary, self.agreement)
        facts = self._courses[0].facts
        steps = [
            Step(f"the text was adopted on {spoken(fact.counts_on)}", pointer=fact.pointer, day=fact.counts_on)
            for fact in facts.of(ActKind.ADOPTION)
        ]
        if not self.agreement.parties:
            steps += [
                Step(
                    f"{fact.kind.replace('_', ' ')} on {spoken(fact.counts_on)}, by whom is not recorded",
                    pointer=fact.pointer,
                )
                for fact in facts.of_any(EXPRESSIONS | _PAUSES)
            ]
        return attrs.evolve(entry, steps=(*steps, *entry.steps)) if steps else entry

    def _end(self) -> Answer:
        ways = [course.how for course in self._courses]
        summary = partial(end_summary, words=self._words, how=ways)
        ends = [course.end for course in self._courses]
        return answer(Question.END, ends, summary, self.agreement, self._courses[0].anchor_pointers())

    @property
    def _words(self) -> Words:
        return words_for(self.agreement.binding)

    @property
    def entered_into_force_on(self) -> date | None:
        """The first day in force; `None` where it did not enter into force, or no one day can be told (see `entry`)."""
        return bounds([course.entered for course in self._courses]).day

    @property
    def last_day(self) -> date | None:
        """The last day in force; `None` where there is no end, or no one day can be told (see `end`)."""
        return bounds([course.end for course in self._courses]).day

    @property
    def ceases_on(self) -> date | None:
        """The first day no longer in force: the day after `last_day`."""
        last = self.last_day
        return None if last is None else next_day(last)

    @property
    def signed_on(self) -> date | None:
        """The day on which the last of the parties signed; `None` where there is none, or it is not certain."""
        return agreed(course.signed for course in self._courses)

    @property
    def if_not_renewed(self) -> bool:
        """Whether the last day holds only if the agreement was not renewed, which the record doesn't tell."""
        # A fixed last day is one that a source gives, renewed or not.
        counted = isinstance(self.agreement.term.duration, Period)
        return counted and any(step.rule is NOT_RENEWED for step in self.end.assumptions)

    @property
    def survival_ends_on(self) -> date | None:
        """The last day of what survives the end, where the term says for how long, and the end is certain."""
        return agreed(course.survival_ends for course in self._courses)

    def status(self, on: date | str) -> Status:
        """Where it stands on a day; see `standing` for the reason.

        Raises:
            ValidationError: `on` is no day.
        """
        day = exact_day(on)
        status = self._courses[0].status_on(day)
        for other in self._courses[1:]:
            if other.status_on(day) is not status:
                return Status.UNKNOWN
        return status

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Its status from day to day, over the whole calendar: each phase is as long as the status stays the same.

        On each day it is that of `status`; where the record's imprecise dates leave it open, it is not known.

        >>> import mou
        >>> for phase in mou.lifecycle(mou.examples.agreement()).phases:
        ...     print(phase.status, phase.first_day, phase.last_day)
        negotiated 0001-01-01 2025-10-29
        in_force 2025-10-30 2030-10-30
        expired 2030-10-31 None
        """
        return phases(self._courses)

    def standing(self, on: date | str) -> Standing:
        """Where it stands on a day, why, and which period of the term runs then.

        Raises:
            ValidationError: `on` is no day.
            DateRangeError: that period would end past the year 9999.
        """
        day = exact_day(on)
        return attrs.evolve(self._standing(day), period=self.period(day), notice_deadline=self.notice_deadline(day))

    def _standing(self, day: date) -> Standing:
        """As `standing`, without a period that would end past the year 9999."""
        statuses = {course.status_on(day) for course in self._courses}
        possible = possible_statuses(self._courses, day)
        if len(statuses) == 1:
            status, reason = statuses.pop(), self._courses[0].reason_on(day)
        else:
            status = Status.UNKNOWN
            reason = "the record's imprecise dates leave open whether it is " + " or ".join(
                self._words.statuses[status] for status in possible
            )
        return Standing(
            on=day,
            status=status,
            possible=possible,
            reason=reason,
            period=_within_the_calendar(self.period, day),
            notice_deadline=_within_the_calendar(self.notice_deadline, day),
        )

    def period(self, on: date | str) -> TermPeriod | None:
        """The period of the term that runs on a day; `None` where none does, or it is not certain which.

        Raises:
            ValidationError: `on` is no day.
            DateRangeError: the period would end past the year 9999.
        """
        day = exact_day(on)
        return agreed(course.period(course.number_on(day)) for course in self._courses)

    def notice(self, on: date | str) -> Answer:
        """By when notice of non-renewal must be received to stop the renewal of the period that runs on a day, and why.

        The day is the last on which notice still counts: the end of that period less the notice (clamped: the safe
        date). It is not moved for weekends. There is none where the agreement is not running then, where no renewal
        follows the period, or where it ends before that day. Once notice was given in time, it is the deadline that
        was met.

        Raises:
            ValidationError: `on` is no day.
            DateRangeError: the period would end past the year 9999.

        >>> import mou
        >>> agreement = mou.Agreement(
        ...     id="example",
        ...     title="Memorandum of Understanding",
        ...     kind="mou",
        ...     parties=[mou.Party.state("Malaysia"), mou.Party.state("Japan")],
        ...     acts=[mou.Act.signature("2020-08-28")],
        ...     term=mou.Term(duration="P5Y", renewal=mou.TacitRenewal("P1Y", notice="P2M")),
        ... )
        >>> print(mou.lifecycle(agreement).notice("2025-12-31").summary)
        Last day for notice of non-renewal: 28 June 2026
        """
        day = exact_day(on)
        deadlines = self._notices_on(day)
        return answer(
            Question.NOTICE_DEADLINE, deadlines, notice_summary, self.agreement, self._courses[0].anchor_pointers()
        )

    def notice_deadline(self, on: date | str) -> date | None:
        """The day of `notice`: the last day on which notice of non-renewal counts for the period that runs on a day.

        Raises:
            ValidationError: `on` is no day.
            DateRangeError: the period would end past the year 9999.
        """
        return bounds(self._notices_on(exact_day(on))).day

    def _notices_on(self, day: date) -> list[Found]:
        """The notice deadline under each reading of the record's dates, and those under which a period turns then."""
        courses = self._courses
        if len({reading.number_on(day) for reading in courses}) > 1:
            courses = (*courses, *map(course, readings_about(day, courses)))
        return [reading.notice_on(day) for reading in courses]

    def milestones(self, *, through: date | str | None = None) -> tuple[Milestone, ...]:
        """Every dated event, past and to come, in order.

        Args:
            through: list renewals and notice deadlines to this day. An agreement that renews without end has no
                last one: left out, they are listed for the period that runs on the last recorded day, and for the
                first 1,000 periods at most.

        Raises:
            ValidationError: `through` is no day.
            DateRangeError: the period that runs on that day would end past the year 9999.
        """
        return merged(self._courses, None if through is None else exact_day(through))

    @property
    def computed_entry(self) -> Answer:
        """When it enters into force by its condition alone, whatever was declared."""
        entries = [computed_entry(course.facts) for course in self._courses]
        return answer(Question.ENTRY_INTO_FORCE, entries, partial(entry_summary, words=self._words), self.agreement)

    @property
    def outstanding(self) -> tuple[Shortfall, ...]:
        """What the condition of entry into force still lacks; nothing where it is met, or that can't be told.

        Where the record's dates are imprecise, by their earliest.
        """
        first = self._courses[0]
        if first.given_up or not first.entered.known or self.entered_into_force_on is not None:
            return ()
        met = computed_entry(first.facts)
        return met.shortfalls if met.known else ()

    def would_enter_on(self, last_act_on: date | str) -> date | None:
        """The day on which it would enter into force if all that is outstanding came on a given day.

        Where nothing is, the day on which it enters into force; `None` where that can't be told, or it is over.

        Raises:
            ValidationError: `last_act_on` is no day.
            DateRangeError: it would lie past the year 9999.
        """
        day = exact_day(last_act_on)
        return agreed(course.would_enter_on(day) for course in self._courses)

    def participation(self, party: Party | str) -> Participation:
        """A party's own life under the agreement: when it is bound, and why.

        Args:
            party: the party, or its id.

        Raises:
            KeyError: it is no party of the agreement.
        """
        party_id = party if isinstance(party, str) else party.id
        member = next((candidate for candidate in self.agreement.parties if candidate.id == party_id), None)
        if member is None:
            raise KeyError(party_id)
        return participation_of(member, self._courses)

    def parties_bound(self, on: date | str) -> tuple[str, ...]:
        """The ids of the parties that are bound on a day, in the order of the agreement; those in doubt are left out.

        Raises:
            ValidationError: `on` is no day.
        """
        day = exact_day(on)
        return tuple(
            party for party in self.agreement.party_ids if all(course.is_bound(party, day) for course in self._courses)
        )

    def explain(self, on: date | str | None = None) -> Explanation:
        """Explain the entry into force and the end: the steps behind them, as values and as text.

        Args:
            on: a day; with it, the notice deadline of the period that runs on the day is explained as well.

        Raises:
            ValidationError: `on` is not a day.
            DateRangeError: the period that runs on the day would end past the year 9999.
        """
        return Explanation((self.entry, self.end, *([] if on is None else [self.notice(on)])))

    def explain_status(self, on: date | str) -> Answer:
        """Why it stands where it does on a day: what it rests on, act by act.

        Raises:
            ValidationError: `on` is no day.

        >>> import mou
        >>> print(mou.lifecycle(mou.examples.agreement()).explain_status("2026-01-01").summary)
        in effect since 30 October 2025
        """
        day = exact_day(on)
        standing = self._standing(day)
        over = standing.status in (Status.EXPIRED, Status.TERMINATED)
        if standing.status in (Status.SUSPENDED, Status.PROVISIONAL):
            steps: tuple[Step, ...] = ()
        else:
            steps = self.end.steps if over else (*self.entry.steps, *(self.end.steps if self._is_open_end(day) else ()))
        steps = steps if over else (*self._courses[0].span_steps(day), *steps)
        kind = AnswerKind.UNKNOWN if standing.status is Status.UNKNOWN else AnswerKind.CERTAIN
        return Answer(question=Question.STATUS, kind=kind, summary=standing.reason, steps=steps)

    def _is_open_end(self, day: date) -> bool:
        """Whether it is in force by a day, and its end is what the status hangs on."""
        entered = self.entered_into_force_on
        return entered is not None and entered <= day

    def _repr_html_(self) -> str:
        return html_of(self)


_PAUSES = frozenset({ActKind.PROVISIONAL_APPLICATION, ActKind.SUSPENSION, ActKind.RESUMPTION})


def courses_of(life: Lifecycle) -> tuple[Course, ...]:
    """Return the courses of an agreement under all readings of its imprecise dates."""
    return life._courses  # noqa: SLF001  # a function of this module


def _within_the_calendar(ask: Callable[[date], T | None], day: date) -> T | None:
    try:
        return ask(day)
    except DateRangeError:
        return None


def lifecycle(
    agreement: Agreement, as_of: date | str | None = None, *, others: Iterable[Agreement] | Others = ()
) -> Lifecycle:
    """Compute when an agreement enters into force, when it ends, and everything between, with the reasons.

    Args:
        agreement: the agreement.
        as_of: count only what was known on this day: acts after it are not seen. Left out: all that is recorded.
        others: the agreements that this one may depend on: the convention that a protocol waits for, a later one
            that supersedes it. `Register.lifecycle` gives those of the register.

    Raises:
        ValidationError: `as_of` is no day.
        DateRangeError: a date would lie past the year 9999.

    >>> import mou
    >>> agreement = mou.Agreement(
    ...     id="example",
    ...     title="Memorandum of Understanding",
    ...     kind="mou",
    ...     parties=[mou.Party.state("Malaysia"), mou.Party.state("Japan")],
    ...     acts=[mou.Act.signature("2020-08-28")],
    ...     term=mou.Term(duration="P5Y", renewal=mou.TacitRenewal("P1Y", notice="P2M")),
    ... )
    >>> life = mou.lifecycle(agreement)
    >>> life.entered_into_force_on, life.last_day, life.status("2025-12-31")
    (datetime.date(2020, 8, 28), None, <Status.IN_FORCE: 'in_force'>)
    >>> life.period("2025-12-31").last_day, life.notice_deadline("2025-12-31")
    (datetime.date(2026, 8, 28), datetime.date(2026, 6, 28))
    """
    known = None if as_of is None else exact_day(as_of)
    related = others if isinstance(others, Others) else Others.of(others) if others else NO_OTHERS
    courses = tuple([course(facts) for facts in readings(agreement, known, related)])
    if len(courses) > 1:
        courses += tuple(course(facts) for facts in turning_readings(agreement, known, related, courses))
    return Lifecycle(agreement, known, courses)
