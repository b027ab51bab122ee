"""Lifecycle: from acts and term to what is in force when, until when, and why; and its position on a day.

Everything here is computed; nothing asks the clock. What depends on a day takes that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

import attrs

from mou.answers.answer import agreed, answer, bounds, day_in_words, entry_summary, notice_summary
from mou.answers.course_answers import (
    end_answer,
    entry_answer,
    notices_on,
    status_on,
    status_steps,
    within_the_calendar,
)
from mou.answers.milestones import Milestone, merged
from mou.answers.participations import Participation, participation_of
from mou.dates.days import exact_day, next_day
from mou.dates.periods import Period
from mou.law.course import Course, course
from mou.law.entry import computed_entry
from mou.law.explanation import Answer, AnswerKind, Explanation, Question
from mou.law.facts import NO_OTHERS, Others
from mou.law.phases import phases
from mou.law.readings import readings
from mou.law.rules import NOT_RENEWED
from mou.law.schedule import TermPeriod
from mou.law.status import Phase, Status, words_for
from mou.law.thresholds import Shortfall
from mou.law.turning import turning_readings
from mou.model.agreement import Agreement, AgreementKind
from mou.model.party import Party
from mou.values.lazy import computed_when_read
from mou.values.registered import html_of
from mou.values.written import written_as

__all__ = ["Lifecycle", "Position", "lifecycle"]


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
        return entry_answer(self.agreement, self._courses)

    def _end(self) -> Answer:
        return end_answer(self.agreement, self._courses)

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
        """The last day of the obligations that survive the end, if their length is recorded and the end is certain."""
        return agreed(course.survival_ends for course in self._courses)

    def status(self, on: date | str) -> Status:
        """Where it stands on a day; see `position` for the reason.

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

    def position(self, on: date | str) -> Position:
        """Where it stands on a day, why, and which period of the term runs then.

        The position names no period and no notice deadline where these would lie past the year 9999; `period` and
        `notice_deadline` then raise an error.

        Raises:
            ValidationError: `on` is no day.
        """
        day = exact_day(on)
        status, possible, reason = status_on(self._courses, day)
        return Position(
            agreement=self.agreement,
            on=day,
            status=status,
            possible=possible,
            reason=reason,
            period=within_the_calendar(self.period, day),
            notice_deadline=within_the_calendar(self.notice_deadline, day),
            lifecycle=self,
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
        """
        deadlines = notices_on(self._courses, exact_day(on))
        return answer(
            Question.NOTICE_DEADLINE, deadlines, notice_summary, self.agreement, self._courses[0].anchor_pointers()
        )

    def notice_deadline(self, on: date | str) -> date | None:
        """The day of `notice`: the last day on which notice of non-renewal counts for the period that runs on a day.

        Raises:
            ValidationError: `on` is no day.
            DateRangeError: the period would end past the year 9999.
        """
        return bounds(notices_on(self._courses, exact_day(on))).day

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
        return answer(
            Question.ENTRY_INTO_FORCE,
            entries,
            partial(entry_summary, words=words_for(self.agreement.binding)),
            self.agreement,
        )

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
        status, _, reason = status_on(self._courses, day)
        steps = status_steps(self._courses, day, status, self.entry.steps, self.end.steps)
        kind = AnswerKind.UNKNOWN if status is Status.UNKNOWN else AnswerKind.CERTAIN
        return Answer(question=Question.STATUS, kind=kind, summary=reason, steps=steps)

    def _repr_html_(self) -> str:
        return html_of(self)


@written_as(
    "id title kind parties on status word reason signed_on entered_on last_day end if_not_renewed period_last_day "
    "renewal notice_deadline assumptions"
)
@attrs.frozen(kw_only=True)
class Position:
    """Where an agreement stands on a day. Made by `Lifecycle.position`, `mou.position` and `Register.positions`.

    Attributes:
        agreement: the agreement.
        on: the day.
        status: the status; `UNKNOWN` where the record can't tell.
        possible: what it can be, where the record can't tell; the status alone otherwise.
        reason: why, in a sentence.
        period: the period of the term that runs on the day, where one does and it is certain which.
        notice_deadline: the last day on which notice still counts for that period, where there is one.
        lifecycle: all that was computed, with the reasons; `None` where a date would lie outside the calendar.
    """

    agreement: Agreement = attrs.field(repr=lambda agreement: repr(agreement.id))
    on: date
    status: Status
    possible: tuple[Status, ...]
    reason: str
    period: TermPeriod | None = None
    notice_deadline: date | None = None
    lifecycle: Lifecycle | None = attrs.field(default=None, repr=False, eq=False)

    @property
    def id(self) -> str:
        """The agreement's id."""
        return self.agreement.id

    @property
    def title(self) -> str:
        """The agreement's title."""
        return self.agreement.title

    @property
    def kind(self) -> AgreementKind | None:
        """What the agreement calls itself; `None` where that is not known."""
        return self.agreement.kind

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of the agreement's parties."""
        return self.agreement.party_ids

    @property
    def word(self) -> str:
        """The status in words; of an agreement that is not binding, those for such."""
        return words_for(self.agreement.binding).statuses[self.status]

    @property
    def signed_on(self) -> date | None:
        """The day on which the last of the parties signed."""
        return None if self.lifecycle is None else self.lifecycle.signed_on

    @property
    def entered_on(self) -> date | None:
        """The first day in force."""
        return None if self.lifecycle is None else self.lifecycle.entered_into_force_on

    @property
    def last_day(self) -> date | None:
        """The last day in force."""
        return None if self.lifecycle is None else self.lifecycle.last_day

    @property
    def end(self) -> str:
        """The last day in words, also where there is no one day."""
        if self.lifecycle is None:
            return "not known"
        return day_in_words(self.lifecycle.end) + (", if not renewed" if self.if_not_renewed else "")

    @property
    def if_not_renewed(self) -> bool:
        """Whether the last day holds only if the agreement was not renewed, which is not known."""
        return self.lifecycle is not None and self.lifecycle.if_not_renewed

    @property
    def period_last_day(self) -> date | None:
        """The last day of the period of the term that runs on the day."""
        return None if self.period is None else self.period.last_day

    @property
    def renewal(self) -> int | None:
        """Which renewal that period is, 0 for the first period; `None` where none runs."""
        return None if self.period is None else self.period.renewal

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What had to be assumed for the first and the last day, in words."""
        answers = () if self.lifecycle is None else (self.lifecycle.entry, self.lifecycle.end)
        return tuple(dict.fromkeys(step.text for answer in answers for step in answer.assumptions))

    @property
    def explanation(self) -> str:
        """Why: the steps behind its first and its last day in force, as text."""
        return self.reason if self.lifecycle is None else str(self.lifecycle.explain())


def courses_of(life: Lifecycle) -> tuple[Course, ...]:
    """Return the courses of an agreement under all readings of its imprecise dates."""
    return life._courses  # noqa: SLF001  # a function of this module


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
    >>> print(life.notice("2025-12-31").summary)
    Last day for notice of non-renewal: 28 June 2026
    """
    known = None if as_of is None else exact_day(as_of)
    related = others if isinstance(others, Others) else Others.of(others) if others else NO_OTHERS
    courses = tuple([course(facts) for facts in readings(agreement, known, related)])
    if len(courses) > 1:
        courses += tuple(course(facts) for facts in turning_readings(agreement, known, related, courses))
    return Lifecycle(agreement, known, courses)
