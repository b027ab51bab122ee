"""Prolongation: the effect of extensions on the periods of a term.

`mou.law.extensions` lists the extensions. This module decides which period each of them prolongs, and to which day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from mou.dates.days import next_day
from mou.dates.periods import Counting, Period, last_day_of, notice_deadline
from mou.dates.words import counted, spoken
from mou.errors import DateRangeError, ValidationError
from mou.law.explanation import Step
from mou.law.extensions import Extension, extensions
from mou.law.facts import Fact, Facts, Found
from mou.law.first_period import until_day
from mou.law.rules import BY_CONSENT, EXTENSION_OF_ALL, FROM_THE_ANCHOR, NOTHING_RECORDED, TACIT_RENEWAL
from mou.law.schedule import Schedule
from mou.law.why import Why
from mou.model.durations import Indefinite
from mou.model.renewals import ExpressRenewal


def extended(facts: Facts, first: Schedule | Found, entered: date | None) -> Schedule | Found:
    """Return the schedule with all extensions.

    If an extension has a length, the new end is counted from the anchor (the day from which the first period runs). An
    extension changes no earlier period.

    Worked case: an agreement is in force from 31 March 2010 for five years and is then renewed for a year at a time. It
    is extended by two years on 1 January 2017. The extension does not change the first period, which ended on 31 March
    2015. It prolongs the second renewal, which was to end on 31 March 2017, to 31 March 2019.
    """
    term, renewal = first, facts.agreement.term.renewal
    earlier = 0  # the extensions that have an effect
    for extension in extensions(facts):
        if extension.missing:
            continue
        if extension.by_option and isinstance(term, Schedule) and isinstance(renewal, ExpressRenewal):
            why_not = _not_open(renewal, term, extension, earlier)
            if why_not:
                term = attrs.evolve(term, lapsed=(*term.lapsed, (extension.last, why_not)))
                continue
        term = _prolonged(facts, term, extension, entered)
        earlier += 1
    return term


def _not_open(renewal: ExpressRenewal, schedule: Schedule, extension: Extension, earlier: int) -> str:
    """Return why an option to extend can't be used, or an empty text if it can be used.

    Worked case: an agreement ends on 31 December 2017. A licensee can extend it by two years if it gives notice within
    the last 60 days. A notice of 20 November 2017 extends the agreement to 31 December 2019. A notice of 1 June 2017 is
    too early, and a notice of 1 January 2018 is too late.
    """
    day = extension.last.counts_on
    if renewal.times is not None and earlier >= renewal.times:
        return f"the option can be used {counted((renewal.times, 'time'))} at most"
    number = schedule.number_on(day)
    # A term without tacit renewals has an end in every period.
    last = schedule.last_day(schedule.done if number is None else number) or date.max
    by = notice_deadline(last, renewal.notice or Period())
    if day > by:
        return f"the last day for using the option was {spoken(by)}"
    since = None if renewal.within is None else notice_deadline(last, renewal.within)
    return f"the first day for using the option is {spoken(since)}" if since is not None and day < since else ""


def _prolonged(facts: Facts, term: Schedule | Found, extension: Extension, entered: date | None) -> Schedule | Found:
    """Return the schedule after an extension.

    Args:
        facts: the acts of the agreement.
        term: the schedule before the extension.
        extension: the extension.
        entered: the day of entry into force.
    """
    fact, until, period = extension.last, extension.until, extension.period
    agreed = term.why.then(_earlier_consents, extension)
    if until is not None:
        why = agreed.then(_prolonged_to, fact, until)
        if isinstance(term, Found):
            return term if term.known else until_day(facts.agreement.term, until, entered, why)
        number, before, gaps = _prolongs(term, extension)
        after = Schedule.until(until, first_day=term.first_day, counting=term.counting, renewal=term.renewal)
        end = term.last_day(number) if number <= _last(term, number) else None
        shortened = (*term.shortened, (fact, end, until)) if end is not None and until < end else term.shortened
        return attrs.evolve(
            after, done=number, before=before, gaps=gaps, shortened=shortened, lapsed=term.lapsed, why=why
        )
    if isinstance(period, Indefinite):
        return _without_an_end(term, extension, agreed)
    if isinstance(term, Found):
        return term
    if period is None:
        certain = term.last_day(min(_prolongs(term, extension)[0], _last(term, term.done)))
        return Found(None, known=False, not_before=certain, why=agreed.then(_prolonged_unknown, fact))
    if term.endless:
        return attrs.evolve(term, why=agreed.then(_endless_already, fact))
    number, before, gaps = _prolongs(term, extension)
    if number > term.done and term.renews_for_unknown:
        return attrs.evolve(term, why=agreed.then(_prolonged_from_unknown, fact))
    if number > term.done and term.renewal is not None and isinstance(term.renewal.period, Indefinite):
        return attrs.evolve(term, why=agreed.then(_endless_already, fact))
    run = term.renewal.period if term.renewal is not None and isinstance(term.renewal.period, Period) else Period()
    try:
        length = term.length + run * (_last(term, number) - term.done) + period
    except ValidationError:  # no period is longer than 1,000 years
        text = f"the term with its renewals and the extension of {fact.counts_on} is longer than 1,000 years"
        raise DateRangeError(text) from None
    why = agreed.then(_prolonged_by, fact, period, term.start, length, term.counting)
    return attrs.evolve(term, length=length, done=number, before=before, gaps=gaps, why=why)


def _without_an_end(term: Schedule | Found, extension: Extension, agreed: Why) -> Schedule | Found:
    """Return the schedule after an extension without an end. The last period has no last day.

    Worked case: a treaty is in force from 5 March 1970 for twenty-five years. On 11 February 1995, the parties extend
    it without an end, so its first period has no last day. If they agree on 11 May 1995, the first period ends on 5
    March 1995, and a second period without a last day begins on the next day.
    """
    why = agreed.then(_prolonged_indefinitely, extension.last)
    if isinstance(term, Found):
        return term if term.known else Found(None, why=why)
    number, before, gaps = _prolongs(term, extension)
    return attrs.evolve(term, endless=True, renewal=None, done=number, before=before, gaps=gaps, why=why)


def _prolonged_indefinitely(fact: Fact) -> Step:
    text = f"extended on {spoken(fact.counts_on)} without an end"
    return Step(text, rule=BY_CONSENT, pointer=fact.pointer)


def _earlier_consents(extension: Extension) -> Iterator[Step]:
    for fact in extension.consents[:-1]:
        text = f"consent to an extension on {spoken(fact.counts_on)}"
        yield Step(text, rule=EXTENSION_OF_ALL, pointer=fact.pointer, day=fact.counts_on)


def _prolonged_to(fact: Fact, until: date) -> Step:
    text = f"extended on {spoken(fact.counts_on)} to {spoken(until)}"
    return Step(text, rule=BY_CONSENT, pointer=fact.pointer, day=until)


def _prolonged_by(fact: Fact, period: Period, start: date, length: Period, counting: Counting) -> Step:
    end = last_day_of(start, length, counting)
    text = f"extended on {spoken(fact.counts_on)} by {period.in_words}, to {spoken(end)}"
    return Step(text, rule=FROM_THE_ANCHOR, pointer=fact.pointer, day=end)


def _prolonged_unknown(fact: Fact) -> Step:
    text = f"extended on {spoken(fact.counts_on)}; the length of the extension is not known"
    return Step(text, rule=NOTHING_RECORDED, pointer=fact.pointer)


def _prolonged_from_unknown(fact: Fact) -> Step:
    text = f"extended on {spoken(fact.counts_on)}; the length of the renewal that ran then is not known"
    return Step(text, rule=NOTHING_RECORDED, pointer="/term/renewal/period")


def _endless_already(fact: Fact) -> Step:
    return Step("it already had no end when it was extended", rule=TACIT_RENEWAL, pointer=fact.pointer)


def _prolongs(
    schedule: Schedule, extension: Extension
) -> tuple[int, tuple[Schedule, ...], tuple[tuple[date, date], ...]]:
    """Return the number of the period to prolong, the schedules of earlier periods, and the gaps between periods.

    An extension prolongs the period that runs when the extension is agreed. If the last period is over by that day, the
    extension adds a new period. Worked case: a term runs to 1 March 2021 and has no renewal. An extension that is
    agreed on 1 February 2021 prolongs the running period. An extension that is agreed on 1 June 2021 adds a period, and
    the days from 2 March 2021 to the extension are a gap.
    """
    number, gaps = schedule.number_on(extension.prolongs_on), schedule.gaps
    if number is None:
        last = schedule.last_number or schedule.done
        number, end = last + 1, schedule.last_day(last)
        if end is not None and end < extension.last.counts_on:
            gaps = (*gaps, (next_day(end), extension.last.counts_on))
    before = (
        (*schedule.before, attrs.evolve(schedule, before=(), gaps=())) if number > schedule.done else schedule.before
    )
    return number, before, gaps


def _last(schedule: Schedule, number: int) -> int:
    """Return the number of a period, but at most the number of the last period."""
    last = schedule.last_number
    return number if last is None else min(number, last)
