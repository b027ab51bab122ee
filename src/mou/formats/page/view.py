"""Compute the content of a page. The templates lay out the content, and the script draws the rest from `data`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

import attrs

from mou.answers.findings import check
from mou.answers.milestones import MilestoneKind
from mou.answers.register import Register
from mou.answers.undetermined import QUESTIONS, missing_fields, undetermined_positions
from mou.answers.upcoming import EXITS
from mou.dates.periods import Period
from mou.dates.words import MONTHS
from mou.formats.page.attention import Attention, attention, packed_attention
from mou.formats.page.details import packed_details
from mou.formats.page.index import Index
from mou.formats.page.meetings import ForumLine, forum_lines
from mou.formats.page.packing import Packed, Packing, json_text, packed_day
from mou.formats.page.rows import STATUSES, PlainRow, packed_rows, plain_row
from mou.formats.page.shared_parties import shared_parties
from mou.formats.page.text import safe
from mou.formats.page.timeline import Course, Timeline, timeline
from mou.formats.page.words import Words
from mou.law.rules import Rule
from mou.law.status import Status
from mou.model.agreement import Agreement
from mou.model.own_columns import OwnColumn
from mou.values.progress import tracked

ROWS = 100
"""The maximum number of rows in the table at once."""


@attrs.frozen(kw_only=True)
class View:
    """The content of a page."""

    on: date
    count: int
    rows: tuple[PlainRow, ...]  # the first rows of the table
    columns: tuple[str, ...]  # the names of the user's own columns
    left_out: int  # the number of the user's own columns that are left out
    shared: tuple[tuple[str, int], ...]  # the name of each common party, with the number of its agreements
    running: str  # the key of the words for agreements that are in force
    in_force: int
    attention: Attention
    forums: tuple[ForumLine, ...]
    rules: tuple[Rule, ...]  # all rules to which explanations refer
    data: str  # JSON


def view(
    register: Register,
    on: date,
    within: Period,
    *,
    columns: Iterable[str],
    words: Words,
    titles_in: str | None,
    progress: Callable[[int, int], None] | None,
) -> View:
    """Compute the content of the page of a register on a day. `mou.formats.page.page` explains the arguments."""
    agreements, packing, index = register.agreements, Packing(), Index.of(register)
    chosen = register.own_columns.chosen(columns)
    cells = [[safe(column.text(agreement)) for agreement in agreements] for column in chosen]
    agenda = register.agenda(within, on, kinds=(MilestoneKind.LAST_DAY, MilestoneKind.NOTICE_DEADLINE, *EXITS))
    report: Callable[[int, int], None] = progress or (lambda _done, _total: None)
    count = len(agreements)
    positions = register.positions(on, progress=lambda done, _: report(done, 2 * count))
    missing = missing_fields(undetermined_positions(positions, QUESTIONS, agenda.until))
    findings = check(register, on=on)
    needs = attention(agenda, missing, findings, register)
    shared = shared_parties(register)
    described = tracked(positions, lambda done, _: report(count + done, 2 * count))
    details: list[Packed] = [packed_details(index, where, packing) for where in described]
    data: dict[str, Packed] = {
        "on": packed_day(on),
        "until": packed_day(agenda.until),
        "titles_in": titles_in,
        "rows": packed_rows(positions, packing),
        "columns": [
            [safe(column.name), [packing.text(cell) for cell in texts]]
            for column, texts in zip(chosen, cells, strict=True)
        ],
        "details": details,
        "timeline": _packed_timeline(timeline(positions, on)),
        "shared": [packing.text(party.name) for party in shared],
        **packed_attention(needs, index, packing),
        "statuses": list(STATUSES),
        "texts": packing.texts,
        "steps": packing.steps,
        "language": words.language,
        "calendar": words.calendar,
        "words": dict(words.texts),
        "english_months": list(MONTHS),
    }
    own = list(zip(*cells, strict=True)) or [()] * count
    return View(
        on=on,
        count=count,
        rows=tuple(
            plain_row(where, shared, cells, words) for where, cells in zip(positions[:ROWS], own[:ROWS], strict=True)
        ),
        columns=tuple(column.name for column in chosen),
        left_out=_left_out(register, chosen),
        shared=tuple(
            (party.name, sum(party.id in agreement.party_ids for agreement in agreements)) for party in shared
        ),
        running=_running(agreements),
        in_force=sum(position.status is Status.IN_FORCE for position in positions),
        attention=needs,
        forums=forum_lines(index, findings, on),
        rules=tuple(packing.rules[code] for code in sorted(packing.rules)),
        data=json_text(data),
    )


def _left_out(register: Register, chosen: Collection[OwnColumn]) -> int:
    """Return the number of the user's own columns that the page leaves out, except empty columns."""
    others = (column for column in register.own_columns.chosen(None) if column not in chosen)
    return sum(any(map(column.text, register.agreements)) for column in others)


def _running(agreements: Iterable[Agreement]) -> str:
    """Return the key of the words for "in force", which depend on whether the agreements are binding."""
    soft = {agreement.binding is False for agreement in agreements}
    return "both" if len(soft) > 1 else "effect" if True in soft else "force"


def _packed_timeline(line: Timeline) -> Packed:
    return {
        "first": packed_day(line.first_day),
        "last": packed_day(line.last_day),
        "courses": [None if course is None else _packed_course(course) for course in line.courses],
    }


def _packed_course(course: Course) -> Packed:
    """Return the phases (status, first day, last day), the last day before a renewal, and the marks (kind, day)."""
    return [
        [
            [
                STATUSES.index(phase.status),
                None if phase.first_day == date.min else packed_day(phase.first_day),
                None if phase.last_day is None else packed_day(phase.last_day),
            ]
            for phase in course.phases
        ],
        None if course.renews is None else packed_day(course.renews),
        [[mark.kind, packed_day(mark.on)] for mark in course.marks],
    ]
