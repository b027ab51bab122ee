"""The agenda of a register: upcoming events, missed notice deadlines, and open questions.

`Register.agenda` returns it. The command, the page and the spreadsheet show the same three lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

import attrs

from mou.answers.answer import between
from mou.answers.lifecycles import Lifecycle, lifecycle
from mou.answers.milestones import Milestone, MilestoneKind
from mou.answers.undetermined import NotDetermined, open_questions, outside_calendar
from mou.answers.upcoming import Upcoming, is_moot, shifted_back, upcoming_of, window
from mou.dates.days import next_day
from mou.dates.periods import Period, as_period
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.explanation import Answer, AnswerKind, Question
from mou.law.facts import Others
from mou.law.status import RUNNING
from mou.model.agreement import Agreement

__all__ = ["Agenda", "MissedNotice", "agenda", "missed_notice", "questions_of"]


@attrs.frozen(kw_only=True)
class MissedNotice:
    """A notice deadline that passed without a notice, so that the agreement was or will be renewed.

    Worked case: an agreement runs to 28 August 2026. It is renewed by a year unless a notice is received by 28 June
    2026, two months before the end. On 29 June 2026, this deadline has passed without a notice, so the agreement will
    run to 28 August 2027.

    Attributes:
        agreement: the agreement's id.
        title: the agreement's title.
        earliest: the deadline, or its earliest possible day if imprecise dates make the deadline uncertain.
        latest: the deadline, or its latest possible day if imprecise dates make the deadline uncertain.
        runs_to: the last day of the agreement after the renewal. `None` if the renewal has no end, or if its last day
            is not certain.
        text: a sentence about the deadline and the renewal.
    """

    agreement: str
    title: str
    earliest: date
    latest: date
    runs_to: date | None
    text: str

    @property
    def on(self) -> date | None:
        """The deadline, if it is certain."""
        return self.earliest if self.earliest == self.latest else None


@attrs.frozen(kw_only=True)
class Agenda:
    """The open questions of a register, and its deadlines in a period. Returned by `Register.agenda`.

    Attributes:
        on: the first day of the period.
        until: the last day of the period.
        events: the events of the period, earliest first.
        missed: the notice deadlines that passed without a notice in an equally long period before `on`, latest first.
        not_determined: the open questions. `events` can leave out events of an agreement that has an open question.
    """

    on: date
    until: date
    events: tuple[Upcoming, ...]
    missed: tuple[MissedNotice, ...]
    not_determined: tuple[NotDetermined, ...]


_ASKED = {
    MilestoneKind.ENTRY_INTO_FORCE: Question.ENTRY_INTO_FORCE,
    MilestoneKind.ENTRY_FOR_PARTY: Question.ENTRY_INTO_FORCE,
    MilestoneKind.RENEWAL: Question.END,
    MilestoneKind.EXIT: Question.END,
    MilestoneKind.LAST_DAY: Question.END,
    MilestoneKind.CEASES: Question.END,
    MilestoneKind.SURVIVAL_ENDS: Question.END,
    MilestoneKind.NOTICE_DEADLINE: Question.NOTICE_DEADLINE,
}
"""For each kind of event, the question that must be answered to list such events. Kinds that need no answer, such as
acts, are missing."""


def questions_of(kinds: Collection[MilestoneKind]) -> tuple[Question, ...]:
    """Return the questions that must be answered to list events of the given kinds.

    >>> [question.value for question in questions_of([MilestoneKind.LAST_DAY, MilestoneKind.RENEWAL])]
    ['end']
    """
    questions = {_ASKED[kind] for kind in kinds if kind in _ASKED}
    return tuple(question for question in Question if question in questions)


def agenda(
    agreements: Iterable[Agreement],
    within: Period | str,
    on: date | str,
    *,
    kinds: Collection[MilestoneKind] = tuple(MilestoneKind),
    others: Others,
) -> Agenda:
    """Return the agenda of agreements; see `Register.agenda`.

    Args:
        agreements: the agreements.
        within: the length of the period, such as ``P6M``.
        on: the first day of the period.
        kinds: the kinds of events to list.
        others: other agreements that can affect `agreements`.

    Raises:
        ValidationError: `within` is not a period, or `on` is not a day.
        DateRangeError: the period would end past the year 9999.
    """
    first, last = window(on, within)
    since = shifted_back(first, as_period(within))
    questions = questions_of(kinds)
    events: list[Upcoming] = []
    missed: list[MissedNotice] = []
    unanswered: list[NotDetermined] = []
    for agreement in agreements:
        try:
            life = lifecycle(agreement, others=others)
            stones = life.milestones(through=last)
            events += upcoming_of(life, stones, first, last, kinds)
            notice = missed_notice(life, stones, first, since) if MilestoneKind.NOTICE_DEADLINE in kinds else None
            missed += [] if notice is None else [notice]
            unanswered += open_questions(life, first, questions, last)
        except DateRangeError as error:
            unanswered += outside_calendar(agreement, str(error), questions)
    return Agenda(
        on=first,
        until=last,
        events=tuple(sorted(events, key=lambda event: event.earliest)),
        missed=tuple(sorted(missed, key=lambda notice: notice.latest, reverse=True)),
        not_determined=tuple(unanswered),
    )


def missed_notice(life: Lifecycle, stones: Iterable[Milestone], on: date, since: date) -> MissedNotice | None:
    """Return the last notice deadline between two days that passed without a notice, or `None`.

    The agreement must be running on the day `on`. An uncertain deadline has passed when its latest possible day has
    passed. A deadline is left out if the agreement ends with the period anyway, because no notice was needed.

    Args:
        life: the agreement's lifecycle.
        stones: the agreement's milestones, including every milestone up to the day `on`.
        on: the day. A deadline on this day has not passed yet, because a notice that is received on this day is in
            time.
        since: the earliest deadline to consider.

    Raises:
        DateRangeError: a period would end past the year 9999.
    """
    if life.status(on) not in RUNNING:
        return None
    passed = [
        (stone.earliest, stone.latest)
        for stone in stones
        if stone.kind is MilestoneKind.NOTICE_DEADLINE
        and stone.latest is not None
        and since <= stone.latest < on
        and not is_moot(life, stone)
    ]
    if not passed:
        return None
    earliest, latest = max(passed, key=lambda days: days[1])
    period = life.period(latest)
    runs_to, now = None, "it now runs for another period"
    if period is not None and period.last_day is not None:
        renewal = life.period(next_day(period.last_day))
        if renewal is not None:
            runs_to = renewal.last_day
            now = "it now runs indefinitely" if runs_to is None else f"it now runs to {spoken(runs_to)}"
    if life.end.kind is AnswerKind.UNCERTAIN:  # a notice with an imprecise date may have been in time
        runs_to, now = None, f"its last day is {_days(life.end)}"
    when = f"on {spoken(latest)}" if earliest == latest else f"between {spoken(earliest)} and {spoken(latest)}"
    return MissedNotice(
        agreement=life.agreement.id,
        title=life.agreement.title,
        earliest=earliest,
        latest=latest,
        runs_to=runs_to,
        text=f"the notice deadline passed {when}; {now}",
    )


def _days(end: Answer) -> str:
    earliest = end.earliest or date.min
    return f"{spoken(earliest)} at the earliest, if it ends" if end.latest is None else between(earliest, end.latest)
