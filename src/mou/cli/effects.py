"""The effects of a change to a register: statuses, dates and findings before and after the change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mou.answers.answer import day_in_words
from mou.answers.course_answers import within_the_calendar
from mou.answers.findings import Severity, check
from mou.answers.lifecycles import Position
from mou.answers.milestones import MilestoneKind
from mou.answers.register import Register
from mou.answers.register_changes import related
from mou.answers.upcoming import upcoming
from mou.cli.show import SEVERITIES, sentence
from mou.cli.status import STYLES
from mou.cli.upcoming import bounds_in_words
from mou.dates.words import plain
from mou.law.explanation import AnswerKind
from mou.law.status import Status
from mou.model.agreement import Agreement

_FindingText = tuple[Severity, str, str]
"""The severity, the message and the code of a finding."""


@attrs.frozen
class Outlook:
    """An agreement as of a day: its title, status, dates and findings. `rows` has the status and the dates as texts."""

    title: str
    status: Status
    rows: tuple[tuple[str, str], ...]
    findings: tuple[_FindingText, ...]


def shown_effects(
    old: Register, new: Register, on: date, *, changed: Iterable[str], always: str | None
) -> RenderableType:
    """Return the agreements on which a change has an effect, each with its values before and after the change.

    Args:
        old: the register before the change.
        new: the register after the change.
        on: the day of the statuses and findings.
        changed: the ids of the agreements that were changed.
        always: the id of the agreement to show even if the change has no effect on it.
    """
    ids = frozenset(changed)
    ids = related(old, ids) | related(new, ids)
    before, after = _outlooks(old, ids, on), _outlooks(new, ids, on)
    first = [] if always is None else [always]
    return Group(
        *(
            _compared(agreement_id, before.get(agreement_id), after.get(agreement_id))
            for agreement_id in dict.fromkeys([*first, *before, *after])
            if agreement_id == always or before.get(agreement_id) != after.get(agreement_id)
        )
    )


def _outlooks(register: Register, ids: frozenset[str], on: date) -> dict[str, Outlook]:
    """Return an `Outlook` for each agreement in `ids`. `ids` must also contain the ids of all related agreements."""
    part = register.filtered(lambda agreement: agreement.id in ids)
    findings: dict[str, list[_FindingText]] = {}
    for finding in check(part, on=on):
        record = part.record_at(finding.pointer)
        if isinstance(record, Agreement):
            findings.setdefault(record.id, []).append((finding.severity, finding.message, finding.code))
    return {
        position.id: Outlook(
            position.title,
            position.status,
            (
                (f"status on {on}", position.word),
                ("first day", "not known" if position.lifecycle is None else day_in_words(position.lifecycle.entry)),
                ("last day", _last_day(position)),
                ("next notice by", _next_notice(position, part)),
            ),
            tuple(findings.get(position.id, ())),
        )
        for position in part.positions(on)
    }


def _last_day(position: Position) -> str:
    """Return words for the last day. If the agreement has no last day, add the end of the current period."""
    ends = position.period_last_day if position.last_day is None else None
    return position.end if ends is None else f"{position.end}, running period to {ends}"


def _next_notice(position: Position, register: Register) -> str:
    """Return words for the first deadline for notice of non-renewal that is not over on the day of the position."""
    life, on = position.lifecycle, position.on
    answer = None if life is None else within_the_calendar(life.notice, on)
    if answer is None or answer.kind is AnswerKind.UNKNOWN:
        return "not known"
    through = max(date(min(on.year + _YEARS, date.max.year), 12, 31), position.period_last_day or on)
    kinds = [MilestoneKind.NOTICE_DEADLINE]
    deadlines = upcoming(position.agreement, on, through, kinds, others=register.agreements)
    return bounds_in_words(deadlines[0].earliest, deadlines[0].latest) if deadlines else "none"


_YEARS = 100
"""How many years ahead to look for the next deadline. If the current period ends later, look until its end."""


def _compared(agreement_id: str, before: Outlook | None, after: Outlook | None) -> RenderableType:
    outlook = after or before
    assert outlook is not None  # noqa: S101  # each id has an outlook before or after the change
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for index, (name, value) in enumerate(outlook.rows):
        style = STYLES.get(outlook.status, "") if index == 0 else ""
        text = Text(value, style=style)
        if before is not None and before.rows[index][1] != value:
            text = Text(f"{before.rows[index][1]} → ") + Text(value, style=style or "bold")
        elif after is None and index == 0:
            text += Text(" → removed", style="bold")
        grid.add_row(name, text)
    for name, some, others in (("no longer", before, after), ("finding", after, before)):
        for severity, message, code in () if some is None else some.findings:
            if others is None or (severity, message, code) not in others.findings:
                grid.add_row(name, Text(f"{severity}: ", style=SEVERITIES[severity]) + sentence(message, code))
    heading = Text(plain(outlook.title), style="bold") + Text(f"  {agreement_id}", style="not bold dim")
    return Group(heading, Padding(grid, (0, 0, 0, 2)))
