"""Findings about clauses of a term, such as clauses that have no effect because of the other clauses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.answers.finding import Finding, Kind, Severity
from mou.dates.days import Day, earliest
from mou.dates.periods import Period
from mou.dates.words import spoken_day
from mou.law.facts import JOINING, Facts
from mou.model.act import ActKind
from mou.model.conditions import FractionOfSignatories, WeightedShare, is_open, placed_conditions
from mou.model.conditions.words import percent_text
from mou.model.durations import Indefinite, Until, UntilEvent
from mou.model.renewals import ExpressRenewal, TacitRenewal
from mou.model.term import Anchor, BeforeEntry, Term
from mou.model.withdrawals import ExitAt, LockInFrom, LockInOn, WithdrawalOnNotice

CLAUSE_WITHOUT_EFFECT = Kind(
    "clause-without-effect",
    Severity.WARNING,
    "A clause of the term has no effect, because the record contains nothing to which the clause applies. Remove the "
    "clause, or correct the clause on which it depends.",
)


PERCENTAGE_BELOW_ONE = Kind(
    "percentage-below-one",
    Severity.WARNING,
    "A condition requires less than 1 per cent, very probably because a fraction was written instead of a "
    'percentage: two thirds are "200/3" per cent.',
)


MINIMUM_ABOVE_PARTIES = Kind(
    "minimum-above-parties",
    Severity.WARNING,
    "The text requires more parties than the record lists, so the agreement ends as soon as a listed party leaves. "
    "If the record lists only some of the parties, leave out `minimum_parties`, or list all parties.",
)


NO_EXIT_AFTER_RENEWAL = Kind(
    "no-exit-after-renewal",
    Severity.WARNING,
    "Withdrawals take effect only at the end of a period, and the renewal has no end. A notice that is in time for "
    "the end of the first period counts; a later notice never takes effect. Check the withdrawal clause.",
)


def no_exit_after_renewal(facts: Facts) -> Iterator[Finding]:
    """Report a clause that allows withdrawals only at the end of a period, if the renewal has no end."""
    renewal, withdrawal = facts.agreement.term.renewal, facts.agreement.term.withdrawal
    is_endless = isinstance(renewal, TacitRenewal) and isinstance(renewal.period, Indefinite)
    if is_endless and isinstance(withdrawal, WithdrawalOnNotice) and withdrawal.at is ExitAt.END_OF_PERIOD:
        text = "after the renewal without an end, there is no period at the end of which a notice could take effect"
        yield Finding(kind=NO_EXIT_AFTER_RENEWAL, pointer="/term/withdrawal/at", message=text)


def minimum_above_parties(facts: Facts) -> Iterator[Finding]:
    """Report a minimum number of parties that is larger than the number of recorded parties.

    Worked case: a treaty ends if it has fewer than sixteen parties. The treaty has ninety parties, but the record lists
    only three. According to the record, the exit of one of the three would end the treaty.
    """
    minimum, number = facts.agreement.term.minimum_parties, len(facts.agreement.parties)
    if minimum is not None and minimum > number > 0 and not _both_needed(facts):
        text = f"at least {minimum} parties are required, and {number} are recorded: the first exit ends the agreement"
        yield Finding(kind=MINIMUM_ABOVE_PARTIES, pointer="/term/minimum_parties", message=text)


def _both_needed(facts: Facts) -> bool:
    """Return whether an agreement has exactly two parties and nobody else can join."""
    agreement = facts.agreement
    closed = agreement.depositary is None and not is_open(agreement.term.entry_into_force)
    return closed and len(agreement.parties) == 2


def percentages_below_one(facts: Facts) -> Iterator[Finding]:
    """List conditions that require a share of less than 1 per cent.

    Worked case: the text requires "two thirds of the signatories", and the record has "2/3" per cent. With this
    mistake, the condition is met when one of three signatories has consented.
    """
    for condition, where in placed_conditions(facts.agreement.term.entry_into_force):
        if isinstance(condition, FractionOfSignatories | WeightedShare) and condition.percent < 1:
            required = percent_text(condition.percent)
            text = f"only {required} is required; if it is a fraction of the whole, multiply it by 100"
            yield Finding(kind=PERCENTAGE_BELOW_ONE, pointer=f"{where}/percent", message=text)


def clauses_without_effect(facts: Facts) -> Iterator[Finding]:
    """List clauses of the term that have no effect because of the other clauses."""
    term = facts.agreement.term
    duration, renewal = term.duration, term.renewal
    extended = bool(facts.of(ActKind.EXTENSION))

    def finding(where: str, text: str) -> Finding:
        return Finding(kind=CLAUSE_WITHOUT_EFFECT, pointer=f"/term/{where}", message=text)

    # A term that runs from provisional application can run without an entry into force, whatever its duration.
    runs_from = term.anchor if isinstance(term.anchor, date) or term.anchor is Anchor.SIGNATURE else None
    if runs_from is not None and not isinstance(duration, Period):
        yield finding("anchor", f"{_duration_text(term)}, so nothing runs from {runs_from}")
    counts = isinstance(duration, Period) or isinstance(renewal, TacitRenewal | ExpressRenewal) or extended
    if term.counting is not None and not counts:
        yield finding("counting", f"{_duration_text(term)}, so no period is counted")
    yield from _renewal_without_effect(term)
    withdrawal = term.withdrawal
    if isinstance(withdrawal, WithdrawalOnNotice):
        # If the duration is not known, it can be a period, and the exit can take effect at the end of that period.
        is_endless = isinstance(duration, Indefinite) and term.stated_last_day is None and not extended
        if withdrawal.at is ExitAt.END_OF_PERIOD and is_endless:
            text = f"{_duration_text(term)}, so there is no period at the end of which a notice could take effect"
            yield finding("withdrawal/at", text)
        if withdrawal.lock_in is None and withdrawal.lock_in_from is not LockInFrom.OWN_ENTRY:
            yield finding("withdrawal/lock_in_from", "there is no lock-in that could run from it")
        if withdrawal.lock_in is None and withdrawal.lock_in_on is not LockInOn.NOTICE:
            yield finding("withdrawal/lock_in_on", "there is no lock-in that could delay the effect of a notice")
        if withdrawal.not_allowed is not None and _is_always_allowed(withdrawal):
            yield finding("withdrawal/not_allowed", "notice is allowed on every day")
    minimum, closed = term.minimum_parties, _both_needed(facts)
    for name in ("renewal", "withdrawal"):
        if closed and getattr(getattr(term, name), "ends_for_all", False):
            yield finding(f"{name}/ends_for_all", "an agreement between two parties ends for both in any case")
    if minimum == 1:
        text = (
            "an agreement between two parties ends when either leaves; any other agreement, when the last party leaves"
        )
        yield finding("minimum_parties", text)
    elif minimum is not None and minimum > 2 and closed:
        yield finding("minimum_parties", f"it needs at least {minimum} parties and has two: it ends when either leaves")
    later = term.later_parties
    if later is not None and later.delay is None and later.before_entry is BeforeEntry.OWN_DELAY:
        yield finding("later_parties/before_entry", "there is no delay that could end after the entry into force")
    elif later is not None and closed and not _joins_later(facts):
        yield finding("later_parties", "both parties bring it into force, and nobody else can join")


def _is_always_allowed(clause: WithdrawalOnNotice) -> bool:
    """Return whether the clause allows notice of withdrawal on every day."""
    locked = clause.lock_in is not None and clause.lock_in_on is LockInOn.NOTICE
    return not locked and clause.not_before is None and clause.window is None


def _renewal_without_effect(term: Term) -> Iterator[Finding]:
    last_day = _fixed_last_day(term)
    until = term.renewal.until if isinstance(term.renewal, TacitRenewal) else None
    if until is not None and last_day is not None and until <= earliest(last_day):
        text = f"it can be renewed to {spoken_day(until)} at most, and the term ends on {spoken_day(last_day)}"
        yield Finding(kind=CLAUSE_WITHOUT_EFFECT, pointer="/term/renewal", message=text)


def _fixed_last_day(term: Term) -> Day | None:
    """Return the last day of the first period, if the record has it as a date."""
    if term.stated_last_day is not None:
        return term.stated_last_day
    return term.duration.last_day if isinstance(term.duration, Until) else None


def _duration_text(term: Term) -> str:
    if isinstance(term.duration, Indefinite):
        return "the duration has no end"
    last_day = _fixed_last_day(term)
    if last_day is not None:
        return f"the last day is fixed, {spoken_day(last_day)}"
    if isinstance(term.duration, UntilEvent):
        return f"the duration is until the event {term.duration.event}"
    return "the duration is not known"


def _joins_later(facts: Facts) -> bool:
    """Return whether a party joins or withdraws, or an entry into force is declared for some parties only."""
    if not JOINING.isdisjoint(facts.by_kind) or ActKind.WITHDRAWAL in facts.by_kind:
        return True
    return bool(facts.declared_for_some)
