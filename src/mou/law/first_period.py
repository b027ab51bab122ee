"""The first period of a term, which is counted from a day (the anchor) or runs to a fixed last day.

The length of the period is counted from the entry into force, unless the term names another anchor: the signature,
provisional application, or a written date. A stated last day takes precedence over a counted one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from mou.dates.days import day_in_year
from mou.dates.periods import Counting, Period, last_day_of
from mou.dates.words import spoken
from mou.law.counting import assumed_counting_of_renewals, counting_of, length_step, other_counting
from mou.law.explanation import Step
from mou.law.facts import Facts, Found
from mou.law.recorded_events import end_of_duration
from mou.law.rules import AS_THE_TEXT_SAYS, NOTHING_RECORDED, TACIT_RENEWAL
from mou.law.schedule import Schedule
from mou.law.why import Why, ready_steps
from mou.model.act import ActKind
from mou.model.durations import Indefinite, Until, UntilDayOfYear, UntilEvent
from mou.model.renewals import TacitRenewal
from mou.model.term import Anchor, Term

_ENTRY_INTO_FORCE, _EXTENSION = Anchor.ENTRY_INTO_FORCE, ActKind.EXTENSION


def first_period(facts: Facts, term: Term, entered: date | None, provisional: date | None) -> Schedule | Found:
    """Return the schedule with the first period and the tacit renewals, or the reason why there is none.

    A period can include or exclude its first day. If the text states a last day that fits one of these ways of
    counting, this way is used. Worked case: an agreement is signed on 30 October 2025, for five years. Without the day
    of signature, the five years would end on 30 October 2030. But the text states 29 October 2030, so the day of
    signature is included. A stated last day that fits neither way is used as it is, and later periods run from this
    day.

    Args:
        facts: the acts of the agreement.
        term: the clauses.
        entered: the day of entry into force, if any.
        provisional: the first day of provisional application, if any.
    """
    duration, stated = term.duration, term.stated_last_day
    if isinstance(duration, Period):
        anchor = _day_of_anchor(facts, term.anchor, entered, provisional)
        if isinstance(anchor, date):
            counting = counting_of(term)
            counted = _counted(facts, duration, anchor, entered or anchor, counting)
            if stated is None:
                return counted
            if stated != counted.last_day(0):
                counted = _counted(facts, duration, anchor, entered or anchor, other_counting(counting))
            if stated == counted.last_day(0):
                return attrs.evolve(counted, why=Why(_shown, term, duration, anchor, counted.counting, stated))
        elif stated is None:
            return anchor
    elif isinstance(duration, Indefinite):
        return Found(None, known=True, why=Why(ready_steps, _ENDLESS))
    elif isinstance(duration, Until) and stated is None:
        day = facts.exact(duration.last_day)
        if day == date.max:  # an interval without an end, read at its latest
            return Found(None, known=True, why=Why(ready_steps, _ENDLESS_AS_FAR_AS_KNOWN))
        return until_day(term, day, entered, Why(_fixed, day))
    elif isinstance(duration, UntilDayOfYear) and stated is None:
        anchor = _day_of_anchor(facts, term.anchor, entered, provisional)
        return anchor if isinstance(anchor, Found) else _to_day_of_year(term, duration, anchor, entered)
    elif isinstance(duration, UntilEvent) and stated is None:
        ended = end_of_duration(duration, facts)
        return ended if isinstance(ended, Found) else until_day(term, ended[0], entered, ended[1])
    if stated is not None:
        return until_day(term, stated, entered, Why(_stated, stated))
    renewal = tacit_renewal(term)
    if renewal is not None and renewal.times is None and renewal.until is None:
        return Found(None, known=True, why=Why(ready_steps, _LENGTH_UNKNOWN, RENEWS_ITSELF))
    return Found(None, known=False, why=Why(ready_steps, _LENGTH_UNKNOWN))


def _to_day_of_year(term: Term, duration: UntilDayOfYear, anchor: date, entered: date | None) -> Schedule:
    """Return the schedule of a term that runs to a day of the year.

    Worked cases: an agreement is in force from 1 March 2013. If it runs "by the calendar year", its first period ends
    on 31 December 2013. If it runs for three years and then to the end of the calendar year, the three years end on 1
    March 2016, so its first period ends on 31 December 2016.
    """
    earliest = anchor if duration.after is None else last_day_of(anchor, duration.after, counting_of(term))
    year = earliest.year if f"{earliest:%m-%d}" <= duration.last_day else earliest.year + 1
    day = day_in_year(year, duration.last_day)
    return until_day(term, day, entered, Why(_to_the_day, duration, earliest, day))


def _to_the_day(duration: UntilDayOfYear, earliest: date, day: date) -> Step:
    after = "" if duration.after is None else f"at least {duration.after.in_words}, to {spoken(earliest)}, and then "
    text = f"it runs {after}to a fixed day of the year: {spoken(day)}"
    return Step(text, rule=AS_THE_TEXT_SAYS, pointer="/term/duration", day=day)


def until_day(term: Term, last_day: date, first_day: date | None, why: Why) -> Schedule:
    """Return the schedule of a term with a written last day, including its tacit renewals."""
    # The period after a written last day begins on the next day and includes it, unless the term provides otherwise.
    counting = term.counting or Counting.FROM_START_OF_DAY
    renewal = tacit_renewal(term)
    if term.counting is None and renewal is not None and isinstance(renewal.period, Period):
        why = why.then(assumed_counting_of_renewals, last_day, renewal.period)
    return Schedule.until(last_day, first_day=first_day or last_day, counting=counting, renewal=renewal, why=why)


def tacit_renewal(term: Term) -> TacitRenewal | None:
    """Return the tacit renewal that a term provides for, if any."""
    return term.renewal if isinstance(term.renewal, TacitRenewal) else None


_ENDLESS = Step("its duration is indefinite", rule=AS_THE_TEXT_SAYS, pointer="/term/duration")
_ENDLESS_AS_FAR_AS_KNOWN = Step("no end is known", rule=AS_THE_TEXT_SAYS, pointer="/term/duration")


_LENGTH_UNKNOWN = Step("the duration is not known", rule=NOTHING_RECORDED, pointer="/term/duration")
RENEWS_ITSELF = Step("it is renewed until a party gives notice", rule=TACIT_RENEWAL, pointer="/term/renewal")
"""The step stating that a term has no last renewal."""


def _shown(term: Term, length: Period, anchor: date, counting: Counting, stated: date) -> Iterator[Step]:
    yield length_step(term, length, anchor, counting, renewed=True, shown=True)
    yield _stated(stated)


def _fixed(day: date) -> Step:
    text = f"the text fixes the last day: {spoken(day)}"
    return Step(text, rule=AS_THE_TEXT_SAYS, pointer="/term/duration", day=day)


def _stated(day: date) -> Step:
    text = f"the last day is stated: {spoken(day)}"
    return Step(text, rule=AS_THE_TEXT_SAYS, pointer="/term/stated_last_day", day=day)


def _counted(facts: Facts, length: Period, anchor: date, first_day: date, counting: Counting) -> Schedule:
    term = facts.agreement.term
    renewal = tacit_renewal(term)
    renewed = renewal is not None or _EXTENSION in facts.by_kind
    why = Why(length_step, term, length, anchor, counting, renewed)
    return Schedule(first_day=first_day, start=anchor, length=length, counting=counting, renewal=renewal, why=why)


def _day_of_anchor(facts: Facts, anchor: Anchor | date, entered: date | None, provisional: date | None) -> date | Found:
    """Return the day from which the length is counted, or why this day is not known."""
    if isinstance(anchor, date):
        return anchor
    if anchor is _ENTRY_INTO_FORCE:
        day = entered
    elif anchor is Anchor.SIGNATURE:
        day = facts.signed[0] if facts.signed else None
    else:
        day = provisional
    if day is None:
        return Found(None, known=False, why=Why(_anchor_unknown, anchor))
    return day


def _anchor_unknown(anchor: Anchor) -> Step:
    text = f"the term runs from {anchor.replace('_', ' ')}, whose date is not known"
    return Step(text, rule=NOTHING_RECORDED, pointer="/term/anchor")
