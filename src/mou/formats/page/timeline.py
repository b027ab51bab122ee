"""The timeline: each agreement's statuses as bars over a scale of years, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from mou.answers.lifecycles import Lifecycle, Position
from mou.answers.milestones import MilestoneKind
from mou.dates.days import next_day
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.explanation import AnswerKind
from mou.law.status import Phase, Status, words_for
from mou.model.act import ActKind

YEARS_BEFORE = 5
YEARS_AFTER = 10
"""The maximum number of years shown before and after the day."""
_DRAWN = frozenset({Status.SIGNED, Status.PROVISIONAL, Status.IN_FORCE, Status.SUSPENDED, Status.UNKNOWN})
_NOTICES = frozenset({ActKind.NON_RENEWAL, ActKind.WITHDRAWAL})


@attrs.frozen
class Bar:
    """A bar of the drawing; positions are percentages of its width."""

    kind: str  # a status, or "renewing"
    left: float
    width: float


@attrs.frozen
class Mark:
    """A mark on the drawing, in hundredths of its width."""

    kind: str
    at: float


@attrs.frozen(kw_only=True)
class Row:
    """One agreement in the timeline, in words and as bars and marks."""

    position: Position
    text: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    before: bool  # whether it began before the years shown
    after: str | None  # if it continues after them: "open" without an end, "later" with an end or if uncertain


@attrs.frozen(kw_only=True)
class Timeline:
    """The agreements within a span of years, next to end first; positions are percentages of the width."""

    first_day: date
    last_day: date
    years: tuple[tuple[int, float], ...]  # each with the position at which it begins
    today: float
    rows: tuple[Row, ...]
    left_out: int  # the number of agreements with nothing to draw in these years


@attrs.frozen
class _Scale:
    first: date
    last: date

    def at(self, day: date, *, end: bool = False) -> float:
        """Return the position at which a day begins or ends, as a percentage of the width."""
        days = self.last.toordinal() + 1 - self.first.toordinal()
        return round((day.toordinal() + end - self.first.toordinal()) / days * 100, 2)

    def shows(self, day: date) -> bool:
        return self.first <= day <= self.last

    def bar(self, kind: str, first: date, last: date) -> Bar:
        left = self.at(max(first, self.first))
        return Bar(kind, left, round(self.at(min(last, self.last), end=True) - left, 2))


def open_deadline(where: Position) -> date | None:
    """Return the notice deadline of the current period; `None` if the agreement ends with that period anyway."""
    ends = where.last_day is not None and where.last_day == where.period_last_day
    return None if ends else where.notice_deadline


def timeline(positions: Iterable[Position], on: date) -> Timeline:
    """Return the timeline of agreements around a day, from their positions on that day."""
    through = date(min(on.year + YEARS_AFTER, date.max.year), 12, 31)
    every = list(positions)
    courses = [
        (position, life, tuple(phase for phase in life.phases if _is_drawn(life, phase)))
        for position in every
        if (life := position.lifecycle) is not None
    ]
    days = [day for _, _, drawn in courses for phase in drawn for day in (phase.first_day, phase.last_day)]
    years = [day.year for day in days if day is not None and day > date.min]
    scale = _Scale(
        date(max(on.year - YEARS_BEFORE, min([on.year - 1, *years]), 1), 1, 1),
        date(min(through.year, max([on.year + 2, *years])), 12, 31),
    )
    rows = [
        _row(position, life, drawn, scale)
        for position, life, drawn in courses
        if any(_seen(phase, scale) for phase in drawn)
    ]
    return Timeline(
        first_day=scale.first,
        last_day=scale.last,
        years=tuple((year, scale.at(date(year, 1, 1))) for year in range(scale.first.year, scale.last.year + 1)),
        today=scale.at(on),
        rows=tuple(sorted(rows, key=_order)),
        left_out=len(every) - len(rows),
    )


def _is_drawn(life: Lifecycle, phase: Phase) -> bool:
    """Return whether to draw a phase: the agreement may be in force in it or soon, and it has a first or last day."""
    if phase.status not in _DRAWN or (phase.first_day == date.min and phase.last_day is None):
        return False
    return phase.status is not Status.UNKNOWN or Status.IN_FORCE in life.position(phase.first_day).possible


def _seen(phase: Phase, scale: _Scale) -> bool:
    return phase.first_day <= scale.last and (phase.last_day or date.max) >= scale.first


def _row(where: Position, life: Lifecycle, drawn: tuple[Phase, ...], scale: _Scale) -> Row:
    seen = [phase for phase in drawn if _seen(phase, scale)]
    begins, ends = seen[0].first_day, seen[-1].last_day
    after = "open" if ends is None and seen[-1].status is not Status.UNKNOWN else "later"
    renews = where.period_last_day if life.end.kind is AnswerKind.NONE else None
    return Row(
        position=where,
        text=_in_words(life, drawn, where, renews),
        bars=tuple(bar for phase in seen for bar in _bars(phase, renews, scale)),
        marks=tuple(_marks(life, where, scale)),
        before=begins < scale.first,
        after=after if ends is None or ends > scale.last else None,
    )


def _bars(phase: Phase, renews: date | None, scale: _Scale) -> Iterator[Bar]:
    """Return the bars of a phase: two if the agreement renews itself within it, before and after the renewal."""
    first, last = phase.first_day, phase.last_day or date.max
    if phase.status is Status.IN_FORCE and renews is not None and first <= renews < min(last, scale.last):
        yield scale.bar(phase.status.value, first, renews)
        yield scale.bar("renewing", next_day(renews), last)
    else:
        yield scale.bar(phase.status.value, first, last)


def _marks(life: Lifecycle, where: Position, scale: _Scale) -> Iterator[Mark]:
    try:
        stones = life.milestones(through=scale.last)
    except DateRangeError:  # a current period would end past the year 9999
        stones = ()
    for stone in stones:
        if stone.on is None or not scale.shows(stone.on):
            continue
        if stone.kind is MilestoneKind.RENEWAL:
            yield Mark("renewal", scale.at(stone.on))
        elif stone.kind is MilestoneKind.LAST_DAY:
            yield Mark("last-day", scale.at(stone.on, end=True))
        elif stone.kind is MilestoneKind.ACT and stone.pointer is not None:
            act = life.agreement.acts[int(stone.pointer.rpartition("/")[2])]
            if act.kind in _NOTICES:
                yield Mark("notice", scale.at(stone.on))
    deadline = open_deadline(where)
    if deadline is not None and scale.shows(deadline):
        yield Mark("deadline", scale.at(deadline))


def _in_words(life: Lifecycle, drawn: tuple[Phase, ...], where: Position, renews: date | None) -> str:
    words = words_for(life.agreement.binding)
    sentences: list[str] = []
    for phase in drawn:
        begins = "" if phase.first_day == date.min else f" from {spoken(phase.first_day)}"
        ends = "" if phase.last_day is None else f" to {spoken(phase.last_day)}"
        sentences.append(f"{words.statuses[phase.status]}{begins}{ends}")
    if renews is not None:
        sentences.append(f"the current period ends on {spoken(renews)} and then renews itself")
    deadline = open_deadline(where)
    if deadline is not None:
        sentences.append(f"notice by {spoken(deadline)}")
    return "; ".join(sentences)


def _order(row: Row) -> tuple[bool, int]:
    """Return a sort key: first the agreements that have not ended, by their next end; then the others, latest first."""
    where = row.position
    ended = where.status in (Status.EXPIRED, Status.TERMINATED)
    end = (where.last_day or where.period_last_day or date.max).toordinal()
    return ended, -end if ended else end
