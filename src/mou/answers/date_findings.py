"""Findings about implausible dates, dates that are far apart, and long durations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from mou.answers.finding import Finding, Kind, Severity
from mou.dates.days import Day, earliest, latest
from mou.dates.periods import Period
from mou.dates.words import spoken, spoken_day
from mou.law.facts import EXPRESSIONS, Facts
from mou.model.act import ActKind, dates_of
from mou.model.agreement import Agreement, AgreementKind
from mou.model.conditions import NotBefore, OnDate, OnDateIf, placed_conditions
from mou.model.durations import Until
from mou.model.renewals import ExpressRenewal, TacitRenewal

IMPLAUSIBLE_YEAR = Kind(
    "implausible-year",
    Severity.ERROR,
    "A date lies before the year 1000 or too far in the future: an act after 2100, or an end after 2200. It is very "
    "probably mistyped. If a late date means that there is no end, use `Indefinite`.",
)
EARLY_YEAR = Kind(
    "early-year",
    Severity.INFO,
    "A date of the agreement lies between 1000 and 1647. Treaties of that age exist, but few are recorded (the "
    "Consolidated Treaty Series begins in 1648), so the year can be mistyped.",
)
LONG_DURATION = Kind(
    "long-duration",
    Severity.WARNING,
    "A term, renewal or extension is unusually long: more than 50 years for an MOU, an arrangement, a letter of "
    "intent or another non-binding instrument, and more than 100 years for any other agreement.",
)
ACTS_FAR_APART = Kind(
    "acts-far-apart",
    Severity.INFO,
    "More than 75 years lie between an act and its effect, between two successive acts by which the agreement came "
    "about or a party was bound, or between such an act and the anchor of the term. This can be right, because a party "
    "can accede to an old treaty, but the century can also be mistyped.",
)
ACT_IN_FUTURE = Kind(
    "act-in-future",
    Severity.WARNING,
    "An act is dated after the day of the check. Acts are events that have happened. Only a declared entry into "
    "force can have a date in the future.",
)


def date_findings(facts: Facts, on: date | None) -> Iterator[Finding]:
    """List dates and durations that are probably mistakes."""
    yield from _implausible_dates(facts.agreement, on)
    yield from _long_durations(facts)
    yield from _acts_far_apart(facts.agreement)


FIRST_YEAR = 1000
"""The first plausible year. A year with a leading zero is often a typing mistake: 0206 for 2026."""
FIRST_COMMON_YEAR = 1648
"""The year of the Peace of Westphalia: the Consolidated Treaty Series, a collection of old treaties, begins with it."""
LAST_YEAR = 2100
"""The last plausible year of an act."""
LAST_YEAR_OF_AN_END = 2200
"""The last plausible year of an end: 100 years after `LAST_YEAR`, because the longest usual term is 100 years."""
LONGEST_APART = Period(years=75)
"""The longest plausible time between two acts. A mistyped century is an error of 100 years. In about 3,200 published
records, the longest time is 31 years."""
LONGEST = Period(years=100)
"""The longest plausible period. On 16 January 2025, the United Kingdom and Ukraine agreed on a period of 100 years.
Leases for 99 years are common."""
LONGEST_OF_MOU = Period(years=50)
"""The longest plausible period of a memorandum. Most run for five years or fewer. None of 526 defence cooperation
agreements runs for more than 25 years."""
_MOU_LIKE = frozenset({AgreementKind.MOU, AgreementKind.ARRANGEMENT, AgreementKind.LETTER_OF_INTENT})

Placed: TypeAlias = tuple[Day, str]
"""A date of the record, and a JSON Pointer to it."""


def _days_of_registrations(agreement: Agreement) -> Iterator[Placed]:
    for index, registration in enumerate(agreement.registrations):
        if registration.on is not None:
            yield registration.on, f"/registrations/{index}/on"


def _days_of_term(agreement: Agreement) -> Iterator[Placed]:
    term = agreement.term
    for condition, where in placed_conditions(term.entry_into_force):
        if isinstance(condition, OnDate | NotBefore | OnDateIf):
            yield condition.on, f"{where}/on"
    if isinstance(term.anchor, date):
        yield term.anchor, "/term/anchor"
    if isinstance(term.duration, Until):
        yield term.duration.last_day, "/term/duration/last_day"
    if isinstance(term.renewal, TacitRenewal) and term.renewal.until is not None:
        yield term.renewal.until, "/term/renewal/until"
    if term.stated_last_day is not None:
        yield term.stated_last_day, "/term/stated_last_day"
    yield from ((day, where) for _, day, where in dates_of(agreement.acts, "until"))


def _implausible_dates(agreement: Agreement, on: date | None) -> Iterator[Finding]:
    dates = dates_of(agreement.acts, "on", "received_on", "effective_on")
    acts = (*((day, where) for _, day, where in dates), *_days_of_registrations(agreement))
    ends = tuple(_days_of_term(agreement))
    yield from _outside(acts, LAST_YEAR)
    yield from _outside(ends, LAST_YEAR_OF_AN_END)
    early = next(filter(_is_early, (*acts, *ends)), None)
    if early is not None:  # reported once for each agreement, because the other dates are probably as old
        text = f"{spoken_day(early[0])} lies before {FIRST_COMMON_YEAR}"
        yield Finding(kind=EARLY_YEAR, pointer=early[1], message=text)
    if on is not None:
        yield from _in_future(agreement, on)


def _is_early(placed: Placed) -> bool:
    return FIRST_YEAR <= latest(placed[0]).year < FIRST_COMMON_YEAR


def _in_future(agreement: Agreement, on: date) -> Iterator[Finding]:
    for index, act in enumerate(agreement.acts):
        day = act.received_on or act.on
        is_ahead = on < earliest(day) and earliest(day).year <= LAST_YEAR
        if is_ahead and act.kind is not ActKind.ENTRY_INTO_FORCE:  # often declared in advance
            text = f"{act.kind.replace('_', ' ')} on {spoken_day(day)}, after the day of the check, {spoken(on)}"
            yield Finding(kind=ACT_IN_FUTURE, pointer=f"/acts/{index}", message=text)


def _outside(days: Iterable[Placed], last_year: int) -> Iterator[Finding]:
    """Yield a finding for each date whose possible days are all outside the usual years."""
    for day, where in days:
        if latest(day).year < FIRST_YEAR:
            text = f"{spoken_day(day)} lies before the year {FIRST_YEAR}"
            yield Finding(kind=IMPLAUSIBLE_YEAR, pointer=where, message=text)
        elif earliest(day).year > last_year:
            text = f"{spoken_day(day)} lies after {last_year}"
            yield Finding(kind=IMPLAUSIBLE_YEAR, pointer=where, message=text)


def _long_durations(facts: Facts) -> Iterator[Finding]:
    """Yield findings for unusually long periods, and for an end that is unusually far from the beginning.

    The recorded end of an old treaty is often the day on which the treaty actually ended, however long it lasted.
    Therefore, the end of an agreement other than an MOU is reported only if it lies after `LAST_YEAR`.
    """
    agreement, term = facts.agreement, facts.agreement.term
    mou_like = agreement.kind in _MOU_LIKE or agreement.binding is False
    longest = LONGEST_OF_MOU if mou_like else LONGEST
    for period, where in _periods(agreement):
        if period.shortest_days > longest.longest_days:
            text = f"{period.in_words} are more than {longest.in_words}"
            yield Finding(kind=LONG_DURATION, pointer=where, message=text)
    start = term.anchor if isinstance(term.anchor, date) else facts.seen[0].counts_on if facts.seen else None
    if start is None or start.year < FIRST_COMMON_YEAR:
        return
    for end, where in _ends(agreement):
        days = earliest(end).toordinal() - start.toordinal()
        is_ahead = mou_like or earliest(end).year > LAST_YEAR
        if days > longest.longest_days and is_ahead and earliest(end).year <= LAST_YEAR_OF_AN_END:
            text = f"{spoken_day(end)} lies more than {longest.in_words} after {spoken_day(start)}"
            yield Finding(kind=LONG_DURATION, pointer=where, message=text)


def _periods(agreement: Agreement) -> Iterator[tuple[Period, str]]:
    term = agreement.term
    if isinstance(term.duration, Period):
        yield term.duration, "/term/duration"
    if isinstance(term.renewal, TacitRenewal | ExpressRenewal) and isinstance(term.renewal.period, Period):
        yield term.renewal.period, "/term/renewal/period"
    for index, act in enumerate(agreement.acts):
        if isinstance(act.period, Period):
            yield act.period, f"/acts/{index}/period"


def _ends(agreement: Agreement) -> Iterator[Placed]:
    term = agreement.term
    if isinstance(term.duration, Until):
        yield term.duration.last_day, "/term/duration/last_day"
    if term.stated_last_day is not None:
        yield term.stated_last_day, "/term/stated_last_day"


def _acts_far_apart(agreement: Agreement) -> Iterator[Finding]:
    """Yield findings for dates that are more than 75 years apart.

    Examples: signatures in 1925 and 2025; a notice of 2012 with effect in 2102.

    Acts that end, extend or amend an agreement are not compared, because they can come a long time after its beginning.
    """
    before: Day | None = None
    for day, where in sorted(_days_of_beginning(agreement), key=_first_day):
        if before is not None:
            yield from _far_apart(before, day, where)
        if before is None or latest(before) < latest(day):
            before = day
    for act, day, where in dates_of(agreement.acts, "effective_on"):
        first, second = sorted((act.on, day), key=earliest)
        yield from _far_apart(first, second, where)


_BEGINNING = EXPRESSIONS | {ActKind.ADOPTION, ActKind.CONDITION_MET, ActKind.ENTRY_INTO_FORCE}


def _days_of_beginning(agreement: Agreement) -> Iterator[Placed]:
    """Yield the dates of the acts by which an agreement is made or a party becomes bound, and a fixed anchor."""
    dates = dates_of(agreement.acts, "on", "received_on")
    yield from ((day, where) for act, day, where in dates if act.kind in _BEGINNING)
    if isinstance(agreement.term.anchor, date):
        yield agreement.term.anchor, "/term/anchor"


def _far_apart(first: Day, second: Day, where: str) -> Iterator[Finding]:
    if earliest(second).toordinal() - latest(first).toordinal() > LONGEST_APART.longest_days:
        text = f"{spoken_day(first)} and {spoken_day(second)} lie more than {LONGEST_APART.in_words} apart"
        yield Finding(kind=ACTS_FAR_APART, pointer=where, message=text)


def _first_day(placed: Placed) -> date:
    return earliest(placed[0])
