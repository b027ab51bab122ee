"""Durations: how long an agreement is in force before any renewal, and the events that end the agreement earlier."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import attrs

from mou.dates.days import Day, as_date, as_last_day
from mou.dates.delays import Delay, as_day_of_year, as_delay
from mou.dates.periods import Period, as_lasting_period
from mou.errors import Problem
from mou.model.clause import Clause
from mou.values.checked import checked, rule_of
from mou.values.converters import optional
from mou.values.fields import as_id, as_one_of, refusal, refuse
from mou.values.hints import hint_for, meant_by
from mou.values.tags import tagged

__all__ = [
    "Duration",
    "EndsOnEvent",
    "Indefinite",
    "Until",
    "UntilDayOfYear",
    "UntilEvent",
    "as_duration",
    "as_endless_length",
    "as_last_date",
    "as_length",
]


@tagged("until")
@checked(kw_only=True)
class Until(Clause):
    """The agreement is in force until a fixed last day.

    Attributes:
        last_day: the last day in force.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    last_day: Day = attrs.field(converter=as_last_day, kw_only=False)


@tagged("indefinite")
@checked(kw_only=True)
class Indefinite(Clause):
    """The agreement is in force without a fixed end.

    Attributes:
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


def as_last_date(value: date | str) -> date:
    """Convert a field's value to an exact last day. It must be before the last day of the calendar."""
    day = as_date(value)
    return refuse(value, "a real last day, before 9999-12-31") if day == date.max else day


@tagged("until_event")
@checked(kw_only=True)
class UntilEvent(Clause):
    """The agreement is in force until an event, such as the completion of a project.

    When the event happens, record it as an act of kind ``event`` whose id is the name of the event. Until then, the
    agreement is in force and its last day is not known.

    Attributes:
        event: the name of the event.
        delay: the delay from the event to the last day. `None` if the day of the event is the last day.
        not_before: the earliest possible last day. Example: 1 July 1991 for "until 1 July 1991, and in any case for
            four years after the first flight".
        not_after: the latest possible last day. Example: 31 December 2030 for "until completion or 31 December 2030,
            whichever is first".
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> UntilEvent("project-completed", not_after="2030-12-31").not_after
    datetime.date(2030, 12, 31)
    """

    event: str = attrs.field(converter=as_id, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay))
    not_before: date | None = attrs.field(default=None, converter=optional(as_date))
    not_after: date | None = attrs.field(default=None, converter=optional(as_last_date))


@rule_of(UntilEvent)
def _until_event_rules(duration: UntilEvent) -> list[Problem]:
    first, last = duration.not_before, duration.not_after
    if first is None or last is None or first <= last:
        return []
    return [Problem("/not_after", f'"{last}"', f"a day on or after not_before, {first}")]


@tagged("until_day_of_year")
@checked(kw_only=True)
class UntilDayOfYear(Clause):
    """The agreement is in force until a day of the year, such as the end of the calendar year.

    Attributes:
        last_day: the last day in force, as ``MM-DD``. The agreement ends on the first such day on or after the
            beginning of the term.
        after: the minimum time from the beginning of the term to the last day. `None` if there is no minimum.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> UntilDayOfYear("12-31", after="P3Y").after  # three years, and then to the end of the calendar year
    Period.parse('P3Y')
    """

    last_day: str = attrs.field(converter=as_day_of_year, kw_only=False)
    after: Period | None = attrs.field(default=None, converter=optional(as_lasting_period))


Duration: TypeAlias = Period | Until | UntilDayOfYear | UntilEvent | Indefinite
"""The duration of the agreement before any renewal."""


def as_duration(value: Duration | str) -> Duration:
    """Convert a field's value to a duration. The value is a duration or the ISO 8601 text of a period."""
    if isinstance(value, str | Period):
        duration: Duration = as_length(value, _DURATIONS)
    else:
        duration = as_one_of(value, _DURATIONS, "a period, Until, UntilDayOfYear, UntilEvent or Indefinite")
    for problem in refusal(duration):
        if problem.hint.startswith("use mou.Until("):
            return refuse(value, problem.expected, f"{problem.hint} for a fixed last day")
    return duration


_DURATIONS = (Indefinite, Period, Until, UntilDayOfYear, UntilEvent)
_ENDLESS = frozenset(
    "indefinite,indefinitely,unlimited,no expiry,no end,permanent,until terminated,9999-12-31".split(",")
)


def as_length(value: str | Period, classes: tuple[type, ...]) -> Period:
    """Convert a text or a period to a period longer than zero. The hint in an error can suggest one of `classes`."""
    period = as_lasting_period(value)
    problems = refusal(period)
    hint = hint_for(value, classes) if problems and not problems[0].hint else ""
    return refuse(value, problems[0].expected, hint) if hint else period


def as_endless_length(value: Period | Indefinite | str) -> Period | Indefinite:
    """Convert a field's value to the length of a renewal or an extension, which can have no end."""
    if isinstance(value, str | Period):
        return as_length(value, (Indefinite, Period))
    return as_one_of(value, (Period, Indefinite), "a period or Indefinite")


@meant_by(Indefinite)
def _indefinite_meant(value: object) -> str:
    return "mou.Indefinite()" if isinstance(value, str) and value.strip().lower() in _ENDLESS else ""


@checked(kw_only=True)
class EndsOnEvent(Clause):
    """An event that ends the agreement regardless of its duration, such as the end of a parent treaty.

    When the event happens, record it as an act of kind ``event`` whose id is the name of the event.

    Attributes:
        event: the name of the event.
        delay: the delay from the event to the first day no longer in force. `None` if the agreement is no longer in
            force on the day of the event.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> EndsOnEvent("customs-union-joined").delay is None
    True
    """

    event: str = attrs.field(converter=as_id, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay))
