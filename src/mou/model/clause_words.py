"""The clauses of a term in words; a missing clause is "not known"."""

from __future__ import annotations

from mou.dates.delays import delay_text
from mou.dates.periods import Counting, Period
from mou.dates.words import spoken_day
from mou.model.conditions import condition_text
from mou.model.durations import Indefinite, Until, UntilEvent
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.term import NoSurvival, Term
from mou.model.withdrawals import NoWithdrawal, WithdrawalOnNotice

__all__ = ["NOT_KNOWN", "condition_words", "duration_words", "renewal_words", "survival_words", "withdrawal_words"]

NOT_KNOWN = "not known"
_COUNTED = {
    None: "",
    Counting.FROM_EVENT: ", counted from the event",
    Counting.FROM_START_OF_DAY: ", counted from the start of the day",
}


def condition_words(term: Term) -> str:
    """Return the condition of entry into force in words.

    >>> condition_words(Term())
    'not known'
    """
    return NOT_KNOWN if term.entry_into_force is None else condition_text(term.entry_into_force)


def duration_words(term: Term) -> str:
    """Return the duration in words.

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
    if isinstance(duration, UntilEvent):
        first = "" if duration.not_before is None else f", but not before {spoken_day(duration.not_before)}"
        last = "" if duration.not_after is None else f", at the latest {spoken_day(duration.not_after)}"
        after = "" if duration.delay is None else f"{delay_text(duration.delay)} "
        return f'until {after}the event "{duration.event}"{first}{last}'
    return f"{duration.in_words}{_COUNTED[term.counting]}"


def renewal_words(term: Term) -> str:
    """Return the renewal clause in words.

    >>> renewal_words(Term(duration="P5Y", renewal=TacitRenewal("P1Y", notice="P3M")))
    'tacit, by 1 year, unless notice is given 3 months before the end'
    """
    renewal = term.renewal
    if renewal is None:
        return NOT_KNOWN
    if isinstance(renewal, NoRenewal):
        return "none"
    if isinstance(renewal, ExpressRenewal):
        return "only by an extension" + (f", {renewal.period.in_words} each" if renewal.period else "")
    tacit: TacitRenewal = renewal
    if isinstance(tacit.period, Period):
        by = f"by {tacit.period.in_words}"
    else:
        by = "by a length not known" if tacit.period is None else "without an end"
    notice = "" if tacit.notice is None else f", unless notice is given {tacit.notice.in_words} before the end"
    times = "" if tacit.times is None else f", at most {tacit.times} times"
    until = "" if tacit.until is None else f", not beyond {spoken_day(tacit.until)}"
    return f"tacit, {by}{notice}{times}{until}"


def withdrawal_words(term: Term) -> str:
    """Return the withdrawal clause in words.

    >>> withdrawal_words(Term(withdrawal=WithdrawalOnNotice("P1Y", lock_in="P3Y")))
    'on notice, effective 1 year after, any time, not before 3 years in force'
    """
    if term.withdrawal is None:
        return NOT_KNOWN
    if isinstance(term.withdrawal, NoWithdrawal):
        return "the text says nothing"
    clause: WithdrawalOnNotice = term.withdrawal
    lock_in = "" if clause.lock_in is None else f", not before {clause.lock_in.in_words} in force"
    return f"on notice, effective {delay_text(clause.notice)}, {clause.at.replace('_', ' ')}{lock_in}"


def survival_words(term: Term) -> str:
    """Return the survival clause in words.

    >>> survival_words(Term(survival=NoSurvival()))
    'none'
    """
    if term.survival is None:
        return NOT_KNOWN
    return "none" if isinstance(term.survival, NoSurvival) else f"{term.survival.period.in_words} after the end"
