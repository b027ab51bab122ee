"""Write the clauses of a term in words. For a missing clause, the words are "not known"."""

from __future__ import annotations

from collections.abc import Callable

from mou.dates.delays import delay_text
from mou.dates.periods import Counting, Period
from mou.dates.words import MONTHS, counted, listed, spoken_day
from mou.model.clause import CountedFrom
from mou.model.conditions import condition_text
from mou.model.durations import Indefinite, Until, UntilDayOfYear, UntilEvent
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.term import NoSurvival, OtherReading, Term, as_read
from mou.model.withdrawals import ExitAt, LockInFrom, LockInOn, NoticeWindow, NoWithdrawal, WithdrawalOnNotice

NOT_KNOWN = "not known"
_COUNTED = {
    None: "",
    Counting.FROM_EVENT: ", counted from the event",
    Counting.FROM_START_OF_DAY: ", counted from the start of the day",
}


def condition_words(term: Term) -> str:
    """Return words for the condition of entry into force.

    >>> condition_words(Term())
    'not known'
    """
    return NOT_KNOWN if term.entry_into_force is None else condition_text(term.entry_into_force)


def duration_words(term: Term) -> str:
    """Return words for the duration.

    >>> duration_words(Term(duration="P5Y", counting="from_event"))
    '5 years, counted from the event'
    """
    duration = term.duration
    if duration is None:
        return NOT_KNOWN
    if isinstance(duration, Indefinite):
        return "without an end"
    if isinstance(duration, Until):
        return f"to {spoken_day(duration.last_day)}"
    if isinstance(duration, UntilDayOfYear):
        least = "" if duration.after is None else f"at least {duration.after.in_words}, "
        return f"{least}to the next {_day_of_year(duration.last_day)}"
    if isinstance(duration, UntilEvent):
        first = "" if duration.not_before is None else f", but not before {spoken_day(duration.not_before)}"
        last = "" if duration.not_after is None else f", at the latest {spoken_day(duration.not_after)}"
        after = "" if duration.delay is None else f"{delay_text(duration.delay)} "
        return f'until {after}the event "{duration.event}"{first}{last}'
    return f"{duration.in_words}{_COUNTED[term.counting]}"


def renewal_words(term: Term) -> str:
    """Return words for the renewal clause.

    >>> renewal_words(Term(duration="P5Y", renewal=TacitRenewal("P1Y", notice="P3M")))
    'tacit, by 1 year, unless notice is given 3 months before the end'
    """
    renewal = term.renewal
    if renewal is None:
        return NOT_KNOWN
    if isinstance(renewal, NoRenewal):
        return "none"
    if isinstance(renewal, ExpressRenewal):
        return _express_words(renewal)
    tacit: TacitRenewal = renewal
    if isinstance(tacit.period, Period):
        by = f"by {tacit.period.in_words}"
    else:
        by = "by a length not known" if tacit.period is None else "without an end"
    notice = "" if tacit.notice is None else f", unless notice is given {tacit.notice.in_words} before the end"
    if tacit.later_notice is not None:
        notice += f" ({tacit.later_notice.in_words} from the first renewal on)"
    if tacit.notice_by is not None:
        notice += f"{' and' if notice else ', unless notice is given'} by {_day_of_year(tacit.notice_by)}"
    if tacit.within is not None:
        notice += f", only within the last {tacit.within.in_words}"
    if tacit.ends_for_all:
        notice += ", for all parties if any of them gives notice"
    times = "" if tacit.times is None else f", at most {counted((tacit.times, 'time'))}"
    until = "" if tacit.until is None else f", not beyond {spoken_day(tacit.until)}"
    return f"tacit, {by}{notice}{times}{until}"


def _express_words(renewal: ExpressRenewal) -> str:
    each = f", {renewal.period.in_words} each" if renewal.period else ""
    by = f", by declaration of {listed(renewal.by)}" if renewal.by else ""
    notice = f", {renewal.notice.in_words} before the end" if renewal.notice else ""
    within = f", only within the last {renewal.within.in_words}" if renewal.within else ""
    times = f", at most {counted((renewal.times, 'time'))}" if renewal.times else ""
    return f"only by an extension{each}{by}{notice}{within}{times}"


def _day_of_year(text: str) -> str:
    """Return a day of the year, such as ``04-30``, in words.

    >>> _day_of_year("04-30")
    '30 April'
    """
    month, day = map(int, text.split("-"))
    return f"{day} {MONTHS[month - 1]}"


def withdrawal_words(term: Term) -> str:
    """Return words for the withdrawal clause.

    >>> withdrawal_words(Term(withdrawal=WithdrawalOnNotice("P1Y", lock_in="P3Y")))
    'on notice, with effect 1 year after, not in the first 3 years in force'
    """
    if term.withdrawal is None:
        return NOT_KNOWN
    if isinstance(term.withdrawal, NoWithdrawal):
        return "the text says nothing"
    clause: WithdrawalOnNotice = term.withdrawal
    limits = "" if clause.at is ExitAt.ANY_TIME else ", at the end of a period"
    if clause.lock_in is not None:
        what = "not" if clause.lock_in_on is LockInOn.NOTICE else "not with effect"
        since = "after signature" if clause.lock_in_from is LockInFrom.SIGNATURE else "in force"
        limits += f", {what} in the first {clause.lock_in.in_words} {since}"
    if clause.not_before is not None:
        limits += f", not before {spoken_day(clause.not_before)}"
    if clause.window is not None:
        limits += f", only {_window_words(clause.window)}"
    if clause.counted_from is CountedFrom.DATE:
        limits += ", counted from the date of the notice"
    if clause.delayed_while is not None:
        limits += f", put off while {clause.delayed_while} lasts"
    if clause.ends_for_all:
        limits += ", for all parties if any of them gives notice"
    effect = "after a time that is not known" if clause.notice is None else delay_text(clause.notice)
    return f"on notice, with effect {effect}{limits}"


def _window_words(window: NoticeWindow) -> str:
    if window.length is not None and window.every is not None:
        return f"within {window.length.in_words} in every {window.every.in_words}"
    return f"from {_day_of_year(window.first or '')} to {_day_of_year(window.last or '')}"


def reading_words(term: Term, reading: OtherReading) -> str:
    """Return words for the clauses of an `OtherReading`.

    >>> reading_words(Term("P1Y"), OtherReading(renewal=NoRenewal()))
    'renewal: none'
    """
    other = as_read(term, reading)
    return "; ".join(f"{name.replace('_', ' ')}: {_WORDS[name](other)}" for name in reading.clauses)


_WORDS: dict[str, Callable[[Term], str]] = {
    "entry_into_force": condition_words,
    "duration": duration_words,
    "renewal": renewal_words,
    "withdrawal": withdrawal_words,
}


def survival_words(term: Term) -> str:
    """Return words for the survival clause.

    >>> survival_words(Term(survival=NoSurvival()))
    'none'
    """
    if term.survival is None:
        return NOT_KNOWN
    if isinstance(term.survival, NoSurvival):
        return "none"
    period = term.survival.period
    how_long = "for a time that is not stated" if period is None else f"{period.in_words} after the end"
    return how_long if term.survival.of is None else f"{how_long}: {term.survival.of}"
