"""What a page shows of a register, ready for its templates: no answer is computed there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import attrs

from mou.answers.agenda import MissedNotice
from mou.answers.findings import Severity, check
from mou.answers.milestones import MilestoneKind
from mou.answers.register import Register
from mou.answers.undetermined import QUESTIONS, undetermined_positions
from mou.answers.upcoming import Upcoming
from mou.dates.periods import Period
from mou.formats.page.agreements import Part, part_of
from mou.formats.page.doubts import Doubt, Missing, doubts_of, missing_in
from mou.formats.page.index import Index
from mou.formats.page.meetings import ForumLine, forum_lines
from mou.formats.page.timeline import Timeline, timeline
from mou.law.rules import Rule
from mou.law.status import Status

__all__ = ["View", "view"]


@attrs.frozen(kw_only=True)
class View:
    """All that a page shows.

    Attributes:
        on: the day.
        until: the last day of what comes up.
        within: how long that is.
        parts: the agreements.
        words: each status in words, with how many agreements have it.
        in_force: how many are in force, or in effect.
        in_force_word: the word for that.
        expiring: those whose last day comes up.
        notices: those of which notice is due.
        missed: the notice deadlines that passed without notice, within the same time before the day.
        undetermined: how many agreements have a status, an end or a notice deadline that can't be determined.
        missing: the fields that would settle them.
        doubts: what is doubtful.
        severities: how many findings there are of each severity.
        timeline: the timeline.
        forums: the forums and meetings.
        rules: the rules that explanations name.
    """

    on: date
    until: date
    within: Period
    parts: tuple[Part, ...]
    words: tuple[tuple[str, int], ...]
    in_force: int
    in_force_word: str
    expiring: tuple[Upcoming, ...]
    notices: tuple[Upcoming, ...]
    missed: tuple[MissedNotice, ...]
    undetermined: int
    missing: tuple[Missing, ...]
    doubts: tuple[Doubt, ...]
    severities: tuple[tuple[Severity, int], ...]
    timeline: Timeline
    forums: tuple[ForumLine, ...]
    rules: tuple[Rule, ...]


def view(register: Register, on: date, within: Period, progress: Callable[[int, int], None] | None) -> View:
    """All that a page shows of a register on a day.

    Args:
        register: the register.
        on: the day.
        within: how far to look for what comes up.
        progress: told how much is done, of how much; each agreement counts twice: to be computed, and to be explained.

    Raises:
        DateRangeError: what comes up would be looked for past the year 9999.
    """
    agenda = register.agenda(within, on, kinds=(MilestoneKind.LAST_DAY, MilestoneKind.NOTICE_DEADLINE))
    tell = progress or _nobody
    count = len(register.agreements)
    positions = register.positions(on, progress=lambda done, _: tell(done, 2 * count))
    unknown = undetermined_positions(positions, QUESTIONS, agenda.until)
    findings = check(register, on=on)
    index = Index.of(register, findings)
    parts: list[Part] = []
    for where in positions:
        parts.append(part_of(index, where))
        tell(count + len(parts), 2 * count)
    steps = [step for part in parts for answer in part.answers for step in answer.steps]
    rules = {step.rule.code: step.rule for step in steps if step.rule is not None}
    words = Counter((list(Status).index(position.status), position.word) for position in positions)
    running = sorted({part.words.in_force for part in parts}, reverse=True) or ["in force"]
    return View(
        on=on,
        until=agenda.until,
        within=within,
        parts=tuple(parts),
        words=tuple((word, number) for (_, word), number in sorted(words.items())),
        in_force=sum(position.status is Status.IN_FORCE for position in positions),
        in_force_word=" or ".join(running),
        expiring=tuple(event for event in agenda.events if event.kind is MilestoneKind.LAST_DAY),
        notices=tuple(event for event in agenda.events if event.kind is MilestoneKind.NOTICE_DEADLINE),
        missed=agenda.missed,
        undetermined=len({item.agreement for item in unknown}),
        missing=missing_in(index, unknown),
        doubts=doubts_of(register, findings),
        severities=tuple(
            (severity, sum(finding.severity is severity for finding in findings)) for severity in Severity
        ),
        timeline=timeline(positions, on),
        forums=forum_lines(index, on),
        rules=tuple(rules[code] for code in sorted(rules)),
    )


def _nobody(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""
