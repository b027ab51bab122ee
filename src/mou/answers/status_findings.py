"""Findings about the status that a source states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.answers.finding import Finding, Kind, Severity
from mou.answers.lifecycles import Lifecycle
from mou.dates.words import spoken
from mou.law.status import ENDED, Status, words_for

STATUS_DIFFERS = Kind(
    "status-differs",
    Severity.WARNING,
    "The status that the source states differs from the status that the record gives on the same day. Either the "
    "source is out of date, or an act is missing, such as a termination or an extension.",
)


def stated_status_findings(life: Lifecycle, on: date | None) -> Iterator[Finding]:
    """Compare the status that a source states with the computed status.

    The comparison is for the day of the statement or, if this day is not recorded, for the day `on`.

    Worked case: an agreement was signed on 3 May 2015, and its last day is 2 May 2020. A sheet of 29 November 2026 says
    "Active". The computed status on that day is expired, so the stated status differs.

    "Expired" and "terminated" are treated as equal, because sheets seldom distinguish them. If the computed status is
    unknown, there is no finding.
    """
    stated = life.agreement.stated_status
    day = None if stated is None else stated.on or on
    if stated is None or day is None:
        return
    status = life.status(day)
    if status is Status.UNKNOWN or status is stated.status or ENDED.issuperset((status, stated.status)):
        return
    words = words_for(life.agreement.binding).statuses
    source = "" if stated.words is None else f' as "{stated.words}"'
    text = f"stated{source} ({words[stated.status]}); on {spoken(day)} it is {words[status]}"
    yield Finding(kind=STATUS_DIFFERS, pointer="/stated_status", message=text)
