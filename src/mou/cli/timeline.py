"""Terms side by side on a terminal: a line an agreement, from left to right what it was on each day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

import attrs
from rich.console import ConsoleOptions, Group, RenderableType
from rich.table import Table
from rich.text import Text

from mou.answers.lifecycles import Lifecycle
from mou.answers.register import Register
from mou.answers.upcoming import Upcoming, with_agreement
from mou.cli.text import plain
from mou.errors import DateRangeError
from mou.law.explanation import AnswerKind
from mou.law.status import Status
from mou.model.agreement import Agreement

__all__ = ["COLUMNS", "drawn", "events"]

COLUMNS = ("agreement", "title", "kind", "earliest", "latest", "text", "pointer")
"""What is listed of each event."""
_LABEL = 28
"""So wide is the name of an agreement at most."""
_END = 12
"""So wide is its last day."""
_SIGNS: dict[Status, tuple[tuple[str, str], tuple[str, str]]] = {
    status: ((sign, style), (letter, style))
    for status, sign, letter, style in (
        (Status.NEGOTIATED, " ", " ", ""),
        (Status.SIGNED, "·", ".", "cyan"),
        (Status.PROVISIONAL, "▒", "+", "green"),
        (Status.IN_FORCE, "█", "#", "green"),
        (Status.SUSPENDED, "▚", "%", "yellow"),
        (Status.EXPIRED, " ", " ", ""),
        (Status.TERMINATED, " ", " ", ""),
        (Status.UNKNOWN, "?", "?", "dim"),
    )
}
_MARK = (("│", "bold"), ("|", "bold"))
_WORDS = {
    Status.SIGNED: "signed",
    Status.PROVISIONAL: "provisional",
    Status.IN_FORCE: "in force",
    Status.SUSPENDED: "suspended",
    Status.UNKNOWN: "not known",
}


def events(register: Register, agreements: Sequence[Agreement], through: date) -> tuple[Upcoming, ...]:
    """Every event of some agreements of a register to a day, past and to come; those outside the calendar have none."""
    known_events: list[Upcoming] = []
    for agreement in agreements:
        try:
            life = register.lifecycle(agreement)
            stones = life.milestones(through=through)
        except DateRangeError:
            continue
        known_events += (with_agreement(life, stone) for stone in stones if stone.earliest <= through)
    return tuple(known_events)


@attrs.frozen
class Axis:
    """The days from the left to the right of a drawing, a column each few.

    Attributes:
        first_day: the day at the left.
        last_day: the day at the right.
        width: how many columns there are.
    """

    first_day: date
    last_day: date
    width: int

    def day(self, column: int) -> date:
        """The first day of a column."""
        days = self.last_day.toordinal() - self.first_day.toordinal()
        return date.fromordinal(self.first_day.toordinal() + days * column // (self.width - 1))

    def column(self, day: date) -> int:
        """The column in which a day lies."""
        return bisect_right(range(self.width), day, key=self.day) - 1


def drawn(
    lives: Sequence[Lifecycle], first_day: date, last_day: date, on: date, options: ConsoleOptions
) -> RenderableType:
    """A line for each agreement, as wide as the terminal is; in letters where it knows no other signs.

    Args:
        lives: the agreements' lives.
        first_day: the day at the left.
        last_day: the day at the right.
        on: a day between them, which is marked.
        options: how wide the terminal is, and what it can show.
    """
    axis = Axis(first_day, last_day, max(20, options.max_width - _LABEL - _END - 4))
    place = 1 if options.ascii_only else 0
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=_LABEL, overflow="fold")
    grid.add_column(no_wrap=True, width=axis.width)
    grid.add_column(no_wrap=True, width=_END)
    grid.add_row("", _years(axis), Text("last day", style="dim"))
    seen: set[Status] = set()
    for life in lives:
        statuses = [life.status(axis.day(column)) for column in range(axis.width)]
        seen.update(statuses)
        line = Text()
        for column, status in enumerate(statuses):
            line.append(*_MARK[place]) if column == axis.column(on) else line.append(*_SIGNS[status][place])
        title = plain(life.agreement.title)
        grid.add_row(Text(title if len(title) <= _LABEL else life.agreement.id), line, Text(_last(life)))
    legend = [f"{_SIGNS[status][place][0]} {words}" for status, words in _WORDS.items() if status in seen]
    return Group(grid, Text("   ".join([*legend, f"{_MARK[place][0]} {on}"]), style="dim"))


def _years(axis: Axis) -> Text:
    """The years, each over its first column, where there is room."""
    line = ""
    for column in range(axis.width):
        year = axis.day(column).year
        begins = column == 0 or axis.day(column - 1).year != year
        if begins and column >= len(line) + 2 * bool(line) and column + 4 <= axis.width:
            line = f"{line:<{column}}{year:04}"
    return Text(line, style="dim")


def _last(life: Lifecycle) -> str:
    if life.last_day is not None:
        return str(life.last_day)
    return {AnswerKind.NONE: "none", AnswerKind.UNCERTAIN: "uncertain"}.get(life.end.kind, "not known")
