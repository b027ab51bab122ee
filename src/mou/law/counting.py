"""Counting of periods: whether the first day is included (CETS 076 art. 3 and 4; Regulation 1182/71 art. 3 and 4(2)).

A period that runs from an event excludes the day of the event and ends on the corresponding date (the day with the same
number). For example, five years from a signature on 30 October 2025 end on 30 October 2030. A period that runs from a
written date includes that date and ends on the day before the corresponding date. For example, five years from 1
September 2006 end on 31 August 2011. If the way of counting is not stated, a step names the assumed way, and the day
that the other way gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.dates.days import next_day
from mou.dates.periods import Counting, Period, last_day_of
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.explanation import Step
from mou.law.rules import CORRESPONDING_DATE, START_OF_DAY
from mou.model.term import Term

__all__ = ["assumed_counting_of_renewals", "counting_of", "length_step", "other_counting"]

_COUNTED = {Counting.FROM_EVENT: CORRESPONDING_DATE, Counting.FROM_START_OF_DAY: START_OF_DAY}


def counting_of(term: Term) -> Counting:
    """Return how the days of a term's first period are counted.

    If the way of counting is not stated, it depends on whether the period runs from an event or from a written date;
    see the examples at the top of this module.
    """
    if term.counting is not None:
        return term.counting
    return Counting.FROM_START_OF_DAY if isinstance(term.anchor, date) else Counting.FROM_EVENT


def other_counting(counting: Counting) -> Counting:
    """Return the other way of counting."""
    return Counting.FROM_START_OF_DAY if counting is Counting.FROM_EVENT else Counting.FROM_EVENT


def length_step(
    term: Term, length: Period, anchor: date, counting: Counting, renewed: bool, *, shown: bool = False
) -> Step:
    """Return the step for the end of the first period. If the counting is assumed, the step gives both possible days.

    Nothing is assumed if both ways of counting give the same day, and no renewal or extension follows. Worked case: a
    year from 29 February 2024 ends on 28 February 2025 with both ways of counting.

    Args:
        term: the clauses.
        length: the duration.
        anchor: the day from which the first period runs.
        counting: how the days are counted.
        renewed: whether a renewal or an extension can follow the first period.
        shown: whether a stated last day confirms this counting.
    """
    event = "a fixed day" if isinstance(term.anchor, date) else term.anchor.replace("_", " ")
    from_event = counting is Counting.FROM_EVENT
    how = "counted from" if from_event else "beginning with"
    end = last_day_of(anchor, length, counting)
    text = f"{length.in_words} {how} {spoken(anchor)} ({event}) ends on {spoken(end)}"
    other_end = last_day_of(anchor, length, other_counting(counting))
    assumed = term.counting is None and not shown and (renewed or end != other_end)
    if assumed:
        otherwise = "does" if from_event else "does not"
        effect = f": if it {otherwise}, {spoken(other_end)}"
        effect = ", which can change the days of the renewals" if end == other_end else effect
        text = f"{text}; it is not stated whether that first day counts{effect}"
    return Step(text, rule=_COUNTED[counting], pointer="/term/duration", day=end, assumed=assumed)


def assumed_counting_of_renewals(last_day: date, period: Period) -> Iterator[Step]:
    """Yield a step for the assumed counting of renewals after a written last day, if the other way gives other days.

    Worked case: a term runs to 30 June 2020 and is then renewed for six months at a time. The first renewal begins on 1
    July and ends on 31 December 2020. If the six months ran from 30 June as from an event, the renewal would end on 30
    December.
    """
    for times in range(1, 49):  # with monthly renewals, four years: enough to show any difference
        try:
            end = last_day_of(next_day(last_day), period, Counting.FROM_START_OF_DAY, then=period, times=times - 1)
            other_end = last_day_of(last_day, period, Counting.FROM_EVENT, then=period, times=times - 1)
        except DateRangeError:
            return
        if end != other_end:
            text = f"renewals are counted from {spoken(next_day(last_day))}, because no counting is stated"
            text = f"{text}: renewal {times} ends on {spoken(end)}; counted from {spoken(last_day)} as an event, on"
            yield Step(
                f"{text} {spoken(other_end)}", rule=START_OF_DAY, pointer="/term/counting", day=end, assumed=True
            )
            return
