"""Draw a timeline of agreements: their terms as bars, with renewals, notice deadlines and suspensions.

This module needs the extra ``plot``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from mou.answers.lifecycles import Lifecycle, lifecycle
from mou.answers.milestones import Milestone, MilestoneKind
from mou.answers.register import Register
from mou.dates.days import exact_day, next_day
from mou.dates.periods import Period, add
from mou.dates.words import plain
from mou.errors import DateRangeError, MissingExtraError, Problem, ValidationError
from mou.law.facts import Others
from mou.law.status import Phase, Status, Words, words_for
from mou.model.agreement import Agreement
from mou.values.fields import check_is

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["timeline"]

_LONGEST = 48
"""The maximum number of characters shown of a title."""
_MARGIN = Period(years=1)
"""The time by which the picture extends past the last known day."""
_NOTHING = date(2000, 1, 1)
"""The first day of the picture if the records have no dates."""
_HIGHEST = 200
"""The greatest height of a new figure, in inches."""
_BAR_LOOKS: dict[Status, dict[str, Any]] = {
    Status.SIGNED: {"alpha": 0.7, "height": 0.12, "color": "0.5"},
    Status.PROVISIONAL: {"alpha": 0.5},
    Status.IN_FORCE: {"alpha": 0.95},
    Status.SUSPENDED: {"alpha": 0.45, "hatch": "////"},
    Status.UNKNOWN: {"alpha": 0.2},
}
"""The look of the bar for each status. Other statuses have no bar."""
_MARKS: dict[MilestoneKind, tuple[str, dict[str, Any]]] = {
    MilestoneKind.RENEWAL: ("renewal", {"marker": "|", "markersize": 13}),
    MilestoneKind.NOTICE_DEADLINE: ("last day for notice", {"marker": "v", "markersize": 5}),
}
"""The name and the look of each mark on the bars."""


def timeline(
    agreements: Register | Iterable[Agreement],
    *,
    on: date | str | None = None,
    first: date | str | None = None,
    last: date | str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the terms of agreements as bars, one below the other.

    A bar is solid while an agreement is in force, hatched while it is suspended, and faded while its status is unknown,
    for example because dates are imprecise. An arrow means that the agreement continues beyond the picture. Renewals
    and the last days for notice are marked on the bar.

    Args:
        agreements: the register, or agreements. If an agreement depends on another agreement, pass both.
        on: a day to mark with a line.
        first: the first day in the picture; defaults to the day of the first event.
        last: the last day in the picture. The default is a year after the last known event or, if `on` is later, a year
            after `on`.
        ax: the axes to draw on; defaults to a new figure of matplotlib's pyplot.

    Returns:
        The axes. To save the picture, call ``axes.figure.savefig``, as in the example.

    Raises:
        ValidationError: `on`, `first` or `last` is not a day, or `last` is before `first`.
        MissingExtraError: the extra ``plot`` is not installed.

    >>> from mou import examples
    >>> axes = timeline(examples.register(), on="2026-11-25")
    >>> axes.figure.savefig("timeline.svg")  # doctest: +SKIP
    """
    day, start, end = (None if text is None else exact_day(text) for text in (on, first, last))
    try:
        from matplotlib import dates, pyplot as plt
    except ModuleNotFoundError:
        raise MissingExtraError("a timeline", "plot") from None
    check_is(agreements, Register, Iterable, expected="a Register or a list of agreements")
    shown = tuple(agreements.agreements if isinstance(agreements, Register) else agreements)
    rows = list(_rows(shown, agreements.context if isinstance(agreements, Register) else shown))
    start, end = _window(rows, day, start, end)
    if start >= end:
        raise ValidationError([Problem("/last", str(end), f"a day after the first, {start}")])
    if ax is None:
        _, ax = plt.subplots(figsize=(10, min(1.4 + 0.36 * len(rows), _HIGHEST)), layout="constrained")
    colour = plt.rcParams["text.color"]
    picture = _Picture(ax, dates.date2num, start, end, colour)
    for place, row in enumerate(rows):
        picture.row(place, row)
    if day is not None:
        picture.day(day)
    labels = [_label(row.agreement.title) for row in rows]
    ax.set_yticks(range(len(rows)), labels=labels, usetex=False)  # TeX would execute commands in a title
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.xaxis_date()
    ax.set_xlim(picture.at(start), picture.at(end))
    ax.set_axisbelow(True)
    ax.grid(visible=True, axis="x", alpha=0.25)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    picture.legend(words_for(False if shown and all(agreement.binding is False for agreement in shown) else None))
    return ax


@attrs.frozen
class _Row:
    agreement: Agreement
    life: Lifecycle | None
    phases: tuple[Phase, ...]
    stones: tuple[Milestone, ...]
    problem: str | None = None

    @property
    def begins(self) -> date:
        """The day of the first event. Nothing is drawn before this day."""
        return min((stone.earliest for stone in self.stones), default=date.max)

    def marks(self, last: date) -> tuple[Milestone, ...]:
        """Return the dated events, with renewals and deadlines up to `last`.

        If one of these dates would be past the year 9999, return `stones`, which was computed without `last`.
        """
        try:
            return () if self.life is None else self.life.milestones(through=last)
        except DateRangeError:
            return self.stones


def _rows(agreements: tuple[Agreement, ...], context: tuple[Agreement, ...]) -> Iterator[_Row]:
    others = Others.of(context)
    for agreement in agreements:
        try:
            life = lifecycle(agreement, others=others)
            yield _Row(agreement, life, life.phases, life.milestones())
        except DateRangeError as error:
            yield _Row(agreement, None, (), (), str(error))


def _window(rows: list[_Row], on: date | None, first: date | None, last: date | None) -> tuple[date, date]:
    """Return the first and the last day of the picture."""
    days = [day for row in rows for stone in row.stones for day in (stone.earliest, stone.latest) if day is not None]
    # The first and the last day of the calendar mean that an interval is open. They are not days of events.
    days = [day for day in (*days, *([] if on is None else [on])) if date.min < day < date.max]
    if first is None:
        first = min((day for day in days if last is None or day < last), default=_NOTHING if last is None else date.min)
    if last is None:
        try:
            last = add(max([*days, first]), _MARGIN)
        except DateRangeError:
            last = date.max
    return first, last


def _label(title: str) -> str:
    """Return the label of a bar: a shortened title on one line. matplotlib reads no part of the label as a formula."""
    label = plain(title)
    label = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
    return label.replace("$", r"\$")


class _Picture:
    """The bars and marks on the axes, between two days."""

    def __init__(self, ax: Axes, number: Callable[[date], Any], first: date, last: date, colour: str) -> None:
        self._ax: Any = ax
        self._number, self._first, self._last, self._colour = number, first, last, colour
        self._statuses: dict[Status, Any] = {}
        self._others: dict[str, Any] = {}

    def at(self, day: date) -> float:
        """Return the position at which a day begins."""
        return float(self._number(day))

    def row(self, place: int, row: _Row) -> None:
        """Draw an agreement."""
        for phase in row.phases:
            self._bar(place, phase, row.begins)
        for stone in row.marks(self._last):
            if stone.kind in _MARKS and self._first <= stone.earliest <= self._last:
                name, look = _MARKS[stone.kind]
                look = {**look, "color": self._colour, "alpha": 0.35 if stone.on is None else 1, "linestyle": "none"}
                (mark,) = self._ax.plot([self.at(stone.earliest)], [place], **look)
                self._others.setdefault(name, mark)
        if row.problem is not None:
            text = self._ax.text(self.at(self._first), place, f" {row.problem}", va="center", style="italic")
            text.set_usetex(False)

    def day(self, day: date) -> None:
        """Draw a line at a day."""
        if self._first <= day <= self._last:
            line = self._ax.axvline(self.at(day), color="C3", linewidth=1.2)
            self._others[str(day)] = line

    def _bar(self, place: int, phase: Phase, first: date) -> None:
        how = _BAR_LOOKS.get(phase.status)
        after = None if phase.last_day is None else next_day(phase.last_day)
        begins, ends = max(phase.first_day, self._first, first), min(after or self._last, self._last)
        if how is None or begins >= ends:
            return
        left, right = self.at(begins), self.at(ends)
        look = {"height": 0.5, "color": "C0", "edgecolor": self._ax.get_facecolor(), "linewidth": 0, **how}
        self._statuses.setdefault(phase.status, self._ax.barh(place, right - left, left=left, **look))
        if after is None or after > self._last:
            arrow = {"marker": ">", "markersize": 9, "linestyle": "none", "clip_on": False}
            self._ax.plot([right], [place], color=look["color"], alpha=look["alpha"], **arrow)

    def legend(self, words: Words) -> None:
        """Explain the bars and marks."""
        bars = {words.statuses[status]: self._statuses[status] for status in Status if status in self._statuses}
        entries = {**bars, **self._others}
        if entries:
            look = {"loc": "lower right", "bbox_to_anchor": (1, 1), "ncols": 4, "frameon": False}
            self._ax.legend(list(entries.values()), list(entries), **look)
