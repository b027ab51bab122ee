"""Compute the content of a page; the templates only lay it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import attrs

from mou.answers.agenda import MissedNotice
from mou.answers.findings import Severity, check
from mou.answers.milestones import MilestoneKind
from mou.answers.register import Register
from mou.answers.undetermined import QUESTIONS, MissingField, missing_fields, undetermined_positions
from mou.answers.upcoming import Upcoming
from mou.dates.periods import Period
from mou.formats.page.agreements import Part, part_of
from mou.formats.page.doubts import Doubt, doubts_of
from mou.formats.page.index import Index
from mou.formats.page.meetings import ForumLine, forum_lines
from mou.formats.page.timeline import Timeline, timeline
from mou.law.rules import Rule
from mou.law.status import Status


@attrs.frozen(kw_only=True)
class View:
    """The content of a page."""

    on: date
    until: date  # the last upcoming day
    within: Period
    parts: tuple[Part, ...]
    titles: dict[str, str]  # of the agreements, by id
    words: tuple[tuple[str, int], ...]  # each status in words, with the number of agreements
    in_force: int
    in_force_word: str
    expiring: tuple[Upcoming, ...]
    notices: tuple[Upcoming, ...]
    missed: tuple[MissedNotice, ...]
    undetermined: int
    missing: tuple[MissingField, ...]
    doubts: tuple[Doubt, ...]
    severities: tuple[tuple[Severity, int], ...]
    timeline: Timeline
    forums: tuple[ForumLine, ...]
    rules: tuple[Rule, ...]  # all that explanations name


def view(register: Register, on: date, within: Period, progress: Callable[[int, int], None] | None) -> View:
    """Compute the content of the page of a register on a day; see `mou.formats.page.page`."""
    agenda = register.agenda(within, on, kinds=(MilestoneKind.LAST_DAY, MilestoneKind.NOTICE_DEADLINE))
    report: Callable[[int, int], None] = progress or (lambda _done, _total: None)
    count = len(register.agreements)
    positions = register.positions(on, progress=lambda done, _: report(done, 2 * count))
    unknown = undetermined_positions(positions, QUESTIONS, agenda.until)
    findings = check(register, on=on)
    index = Index.of(register, findings)
    parts: list[Part] = []
    for where in positions:
        parts.append(part_of(index, where))
        report(count + len(parts), 2 * count)
    steps = [step for part in parts for answer in part.answers for step in answer.steps]
    rules = {step.rule.code: step.rule for step in steps if step.rule is not None}
    words = Counter((list(Status).index(position.status), position.word) for position in positions)
    severities = Counter(finding.severity for finding in findings)
    running = sorted({part.words.in_force for part in parts}, reverse=True) or ["in force"]
    return View(
        on=on,
        until=agenda.until,
        within=within,
        parts=tuple(parts),
        titles=index.titles,
        words=tuple((word, number) for (_, word), number in sorted(words.items())),
        in_force=sum(position.status is Status.IN_FORCE for position in positions),
        in_force_word=" or ".join(running),
        expiring=tuple(event for event in agenda.events if event.kind is MilestoneKind.LAST_DAY),
        notices=tuple(event for event in agenda.events if event.kind is MilestoneKind.NOTICE_DEADLINE),
        missed=agenda.missed,
        undetermined=len({item.agreement for item in unknown}),
        missing=missing_fields(unknown),
        doubts=doubts_of(register, findings),
        severities=tuple((severity, severities[severity]) for severity in Severity),
        timeline=timeline(positions, on),
        forums=forum_lines(index, on),
        rules=tuple(rules[code] for code in sorted(rules)),
    )
