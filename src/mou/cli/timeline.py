"""`mou timeline`: a line for each agreement, with its status on each day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import attrs
from rich.console import ConsoleOptions, Group, RenderableType
from rich.table import Table
from rich.text import Text

from mou.answers.lifecycles import Lifecycle
from mou.answers.register import Register
from mou.answers.upcoming import Upcoming, with_agreement
from mou.cli.frame import console, day_of, known_agreement, refuse, register_of, result_or_exit
from mou.cli.rows import Listing
from mou.cli.selection import selection
from mou.dates.periods import Period, add
from mou.dates.words import plain
from mou.errors import DateRangeError
from mou.law.explanation import AnswerKind, Question
from mou.law.status import Status
from mou.model.agreement import Agreement

COLUMNS = ("agreement", "title", "kind", "earliest", "latest", "text", "pointer")
"""The attributes of an event in JSON and CSV."""
_LABEL = 28
"""The greatest width of an agreement's name."""
_END = 12
"""The width of the column for the last day."""
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
_QUESTIONS = (Question.ENTRY_INTO_FORCE, Question.END, Question.NOTICE_DEADLINE)
"""The questions that a timeline answers."""


def timeline(
    file: str | None,
    on: date | None,
    *,
    agreement_ids: tuple[str, ...],
    since: date | None,
    years: int,
    where: Sequence[str],
    as_format: str,
) -> None:
    """Print a drawing as text, or a list of events as JSON or CSV."""
    chosen = selection(*register_of(file), where)
    name, register = chosen.name, chosen.register
    day = day_of(on)
    through = result_or_exit(name, lambda: add(day, Period(years=years)))
    agreements: Sequence[Agreement] = register.agreements
    if agreement_ids:
        agreements = [known_agreement(register, identifier, name) for identifier in agreement_ids]
    if since is not None and since > day:
        refuse("--since", f"{since} is after {day}")
    every = events(register, agreements, through)
    known = {event.agreement for event in every}
    lives = tuple(register.lifecycle(agreement) for agreement in agreements if agreement.id in known)
    listed = [event for event in every if since is None or (event.latest or event.earliest) >= since]
    first = since or min([day, *(event.earliest for event in listed)])
    ids = {agreement.id for agreement in agreements}
    unanswered = register.not_determined(day, _QUESTIONS, through=through)
    Listing(
        key="events",
        rows=listed,
        columns=COLUMNS,
        rendering=drawn(lives, first, through, day, console().options) if as_format == "table" and lives else None,
        none=f"No dated event is known in {name}.",
        on=day,
        before={"until": through},
        not_determined=[item for item in unanswered if item.agreement in ids],
        total=len(agreements),
    ).print(as_format)


def events(register: Register, agreements: Sequence[Agreement], through: date) -> tuple[Upcoming, ...]:
    """List the events of agreements up to a day. Leave out agreements with a date outside the years 1 to 9999."""
    known_events: list[Upcoming] = []
    for agreement in agreements:
        with suppress(DateRangeError):
            life = register.lifecycle(agreement)
            stones = life.milestones(through=through)
            known_events += (with_agreement(life, stone) for stone in stones if stone.earliest <= through)
    return tuple(known_events)


@attrs.frozen
class Axis:
    """The horizontal axis of a drawing: its days, divided among `width` columns."""

    first_day: date
    last_day: date
    width: int

    def day(self, column: int) -> date:
        """Return the first day of a column."""
        days = self.last_day.toordinal() - self.first_day.toordinal()
        return date.fromordinal(self.first_day.toordinal() + days * column // (self.width - 1))

    def column(self, day: date) -> int:
        """Return the column of a day."""
        return bisect_right(range(self.width), day, key=self.day) - 1


def drawn(
    lives: Sequence[Lifecycle], first_day: date, last_day: date, on: date, options: ConsoleOptions
) -> RenderableType:
    """Draw a line for each agreement, as wide as the terminal, with a mark at `on`.

    If the terminal can only show ASCII characters, use only these.
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
    """Return a line with each year above its first column. Leave out a year if there is no room for it."""
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
