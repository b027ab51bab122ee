"""Compute lifecycles: when and why an agreement is in force, and its position on a day.

Each result is computed when you first read it. No function reads the system clock: pass each date as an argument.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import attrs

from mou.answers.answer import agreed, answer, day_in_words, notice_summary
from mou.answers.bounds import bounds, ends, entries
from mou.answers.course_answers import (
    common_status,
    computed_entry_answer,
    end_answer,
    entry_answer,
    hint_for_one,
    notices_on,
    status_on,
    status_steps,
    within_the_calendar,
)
from mou.answers.milestones import Milestone, merged
from mou.answers.participations import Participation, participation_in
from mou.dates.days import exact_day, next_day
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
from mou.values.fields import check_is
from mou.values.registered import html_of
from mou.values.written import written_as

__all__ = ["Lifecycle", "Position", "lifecycle"]

_COMPUTED = {"entry": entry_answer, "end": end_answer}  # the fields of a `Lifecycle` that are computed on first access


@attrs.frozen(kw_only=True, init=False)
class Lifecycle:
    """The days and statuses computed from an agreement's acts and term. Returned by `lifecycle`.

    Attributes:
        agreement: the agreement.
        as_of: the day after which acts are ignored. `None` if no acts are ignored.
        entry: the day of entry into force, how certain it is, and why.
        end: the last day in force, how certain it is, and why.
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

    if not TYPE_CHECKING:  # pragma: no branch  # type checkers know the fields
        # Not cached properties, because only fields appear in documents, in comparisons and in the `repr`.
        def __getattr__(self, name: str) -> Answer:
            if name not in _COMPUTED:
                raise AttributeError(f"'Lifecycle' object has no attribute {name!r}", name=name, obj=self)
            value = _COMPUTED[name](self.agreement, self._courses)
            object.__setattr__(self, name, value)  # because the class is frozen
            return value

    @property
    def entered_into_force_on(self) -> date | None:
        """The first day in force. `None` if there is no such day, or if the day is not certain (see `entry`)."""
        return bounds(entries(self._courses)).day

    @property
    def last_day(self) -> date | None:
        """The last day in force. `None` if there is no such day, or if the day is not certain (see `end`)."""
        return bounds(ends(self._courses)).day

    @property
    def ceases_on(self) -> date | None:
        """The first day no longer in force: the day after `last_day`."""
        return None if self.last_day is None else next_day(self.last_day)

    @property
    def signed_on(self) -> date | None:
        """The day on which the last of the parties signed. `None` if nobody signed, or if the day is not certain."""
        return agreed(course.signed for course in self._courses)

    @property
    def if_not_renewed(self) -> bool:
        """Whether the last day depends on the assumption that the agreement was not renewed."""
        return any(step.rule is NOT_RENEWED for step in self.end.assumptions)

    @property
    def survival_ends_on(self) -> date | None:
        """The last day of the surviving obligations. `None` if there are none, or if the day is uncertain."""
        return agreed(course.survival_ends for course in self._courses)

    def status(self, on: date | str) -> Status:
        """Return the status on a day; see `position` for the reason.

        Raises:
            ValidationError: `on` is not a day.
        """
        return common_status(self._courses, exact_day(on))

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of the agreement: consecutive days with the same status. The phases cover the whole calendar.

        If the status on a day is uncertain because of imprecise dates, it is `UNKNOWN`.

        >>> import mou
        >>> for phase in mou.lifecycle(mou.examples.agreement()).phases:
        ...     print(phase.status, phase.first_day, phase.last_day)
        negotiated 0001-01-01 2025-10-29
        in_force 2025-10-30 2030-10-30
        expired 2030-10-31 None
        """
        return phases(self._courses)

    def position(self, on: date | str) -> Position:
        """Return the position on a day: the status, the reason, and the current period of the term.

        If the period would end past the year 9999, the period and the notice deadline of the position are `None`. The
        methods `period` and `notice_deadline` raise an error in this case.

        Raises:
            ValidationError: `on` is not a day.
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
        """Return the period of the term that includes a day.

        The result is `None` if no period includes the day, or if the period is not certain.

        Raises:
            ValidationError: `on` is not a day.
            DateRangeError: the period would end past the year 9999.
        """
        day = exact_day(on)
        return agreed(course.period(course.number_on(day)) for course in self._courses)

    def notice(self, on: date | str) -> Answer:
        """Return the notice deadline for the period that includes a day, and the reasons for this deadline.

        The deadline is the last day on which a notice of non-renewal is in time: the last day of the period minus the
        length of notice. If the result would be a day that does not exist, such as 31 June, the deadline is the last
        day of the month. The deadline is not moved for weekends.

        There is no deadline if the agreement is not running on the day, if no renewal follows the period, or if the
        agreement ends before the deadline. If a party has given notice in time, the result is the deadline that this
        notice met.

        Raises:
            ValidationError: `on` is not a day.
            DateRangeError: the period would end past the year 9999.
        """
        deadlines = notices_on(self._courses, exact_day(on))
        pointers = self._courses[0].anchor_pointers()
        return answer(Question.NOTICE_DEADLINE, deadlines, notice_summary, self.agreement, pointers)

    def notice_deadline(self, on: date | str) -> date | None:
        """Return the notice deadline for the period that includes a day. `notice` also gives the reasons.

        Raises:
            ValidationError: `on` is not a day.
            DateRangeError: the period would end past the year 9999.
        """
        return bounds(notices_on(self._courses, exact_day(on))).day

    def milestones(self, *, through: date | str | None = None) -> tuple[Milestone, ...]:
        """Return every dated event of the agreement, past and future, in order.

        Args:
            through: the last day for which to list renewals and notice deadlines. Defaults to the end of the agreement.
                If there is no end, stop after the period that includes the last recorded day. By default, list at most
                1,000 periods.

        Raises:
            ValidationError: `through` is not a day.
            DateRangeError: the period that includes this day would end past the year 9999.
        """
        return merged(self._courses, None if through is None else exact_day(through))

    @property
    def computed_entry(self) -> Answer:
        """The day of entry into force that follows from the condition, whether or not another day was declared."""
        return computed_entry_answer(self.agreement, self._courses)

    @property
    def outstanding(self) -> tuple[Shortfall, ...]:
        """The unmet requirements for the entry into force. Empty if all are met, or if the requirements are not known.

        An imprecise date is replaced by its earliest possible day.
        """
        first = self._courses[0]
        if first.given_up or not first.entered.known or self.entered_into_force_on is not None:
            return ()
        met = computed_entry(first.facts)
        return met.shortfalls if met.known else ()

    def would_enter_on(self, last_act_on: date | str) -> date | None:
        """Return the day on which the agreement would enter into force if all missing acts were done on a given day.

        The result is `None` if this day is uncertain, or if the agreement would end before it enters into force. If no
        act is missing, the result is the day of entry into force.

        Raises:
            ValidationError: `last_act_on` is not a day.
            DateRangeError: the day would be past the year 9999.
        """
        day = exact_day(last_act_on)
        return agreed(course.would_enter_on(day) for course in self._courses)

    def participation(self, party: Party | str) -> Participation:
        """Return a party's participation in the agreement: the days on which it is bound, and why.

        Args:
            party: the party, or its id, name, alias or ISO 3166 code, in any case.

        Raises:
            UnknownIdError: the agreement has no such party.
        """
        return participation_in(self.agreement, party, self._courses)

    def parties_bound(self, on: date | str) -> tuple[str, ...]:
        """Return the ids of the parties that are certainly bound on a day, in the order of `Agreement.parties`.

        Raises:
            ValidationError: `on` is not a day.
        """
        day = exact_day(on)
        return tuple(
            party for party in self.agreement.party_ids if all(course.is_bound(party, day) for course in self._courses)
        )

    def explain(self, on: date | str | None = None) -> Explanation:
        """Explain the entry into force and the end, step by step.

        Args:
            on: a day. If you pass a day, also explain the notice deadline of the period that includes it.

        Raises:
            ValidationError: `on` is not a day.
            DateRangeError: the period that includes the day would end past the year 9999.
        """
        return Explanation((self.entry, self.end, *([] if on is None else [self.notice(on)])))

    def explain_status(self, on: date | str) -> Answer:
        """Explain the status on a day, step by step.

        Raises:
            ValidationError: `on` is not a day.

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
    """The position of an agreement on a day. Returned by `mou.position`, `Lifecycle.position`, `Register.positions`.

    Attributes:
        agreement: the agreement.
        on: the day.
        status: the status. `UNKNOWN` if the record does not determine it.
        possible: the possible statuses. If the status is known, there is only one.
        reason: the reason in a sentence.
        period: the period of the term on the day. `None` if there is no period, or if the period is not certain.
        notice_deadline: the last day on which a notice of non-renewal is in time for the period. `None` if there is no
            such day.
        lifecycle: the lifecycle with all reasons. `None` if a date of the agreement would be past the year 9999.
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
        """The kind of the agreement. `None` if it is not known."""
        return self.agreement.kind

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of the agreement's parties."""
        return self.agreement.party_ids

    @property
    def word(self) -> str:
        """The status in words. For a non-binding agreement, the words are "in effect" instead of "in force"."""
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
        """The last day in words, or the earliest and the latest possible day if the last day is not certain."""
        if self.lifecycle is None:
            return "not known"
        return day_in_words(self.lifecycle.end) + (", if not renewed" if self.if_not_renewed else "")

    @property
    def if_not_renewed(self) -> bool:
        """Whether the last day depends on the assumption that the agreement was not renewed."""
        return self.lifecycle is not None and self.lifecycle.if_not_renewed

    @property
    def period_last_day(self) -> date | None:
        """The last day of the period of the term that includes the day."""
        return None if self.period is None else self.period.last_day

    @property
    def renewal(self) -> int | None:
        """The number of the period on the day: 0 for the first period. `None` if no period includes the day."""
        return None if self.period is None else self.period.renewal

    @property
    def assumptions(self) -> tuple[str, ...]:
        """The texts of the assumptions on which the first and the last day in force depend."""
        answers = () if self.lifecycle is None else (self.lifecycle.entry, self.lifecycle.end)
        return tuple(dict.fromkeys(step.text for answer in answers for step in answer.assumptions))

    @property
    def explanation(self) -> str:
        """A text that lists the steps from which the first and the last day in force follow."""
        return self.reason if self.lifecycle is None else str(self.lifecycle.explain())


def courses_of(life: Lifecycle) -> tuple[Course, ...]:
    """Return the computed days (the course) for each reading of the record; see `mou.answers.course_answers`."""
    return life._courses  # noqa: SLF001  # a function of this module


def lifecycle(
    agreement: Agreement, as_of: date | str | None = None, *, others: Iterable[Agreement] | Others = ()
) -> Lifecycle:
    """Compute the lifecycle of an agreement: when it enters into force, when it ends, and why.

    Args:
        agreement: the agreement.
        as_of: ignore acts after this day. By default, no acts are ignored.
        others: the agreements that can affect this agreement, such as the convention of a protocol, or a later
            agreement that supersedes this one. `Register.lifecycle` passes the agreements of the register.

    Raises:
        ValidationError: `agreement` is not an Agreement, or `as_of` is not a day.
        DateRangeError: a date would be past the year 9999.

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
    if not isinstance(agreement, Agreement):
        check_is(agreement, Agreement, hint=hint_for_one(agreement))
    known = None if as_of is None else exact_day(as_of)
    related = others if isinstance(others, Others) else Others.of(others) if others else NO_OTHERS
    courses = tuple([course(facts) for facts in readings(agreement, known, related)])
    if len(courses) > 1:
        courses += tuple(course(facts) for facts in turning_readings(agreement, known, related, courses))
    return Lifecycle(agreement, known, courses)
