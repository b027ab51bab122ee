"""Findings about questions that a record leaves open, and about dates outside the years 1 to 9999."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.answers.finding import Finding, Kind, Severity
from mou.answers.lifecycles import Lifecycle
from mou.answers.undetermined import doubts
from mou.errors import DateRangeError

NOT_DETERMINED = Kind(
    "not-determined",
    Severity.WARNING,
    "The record does not contain all facts that the status or the end depends on, so lists of expiries and of upcoming "
    "notice deadlines can leave the agreement out. The message names the field to record.",
)
OUT_OF_THE_CALENDAR = Kind(
    "out-of-the-calendar",
    Severity.ERROR,
    "A date of the agreement would be past the year 9999, so nothing about the agreement can be computed.",
)


def undetermined_findings(life: Lifecycle, on: date) -> Iterator[Finding]:
    """List the missing fields without which the agreement's end or its status on a day is not known."""
    return (Finding(kind=NOT_DETERMINED, pointer=field, message=text) for field, text in doubts(life, on))


def calendar_finding(error: DateRangeError) -> Finding:
    """Report a date that lies outside the years 1 to 9999."""
    return Finding(kind=OUT_OF_THE_CALENDAR, pointer="/term", message=str(error))
