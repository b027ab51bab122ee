"""A party's notices, and when each takes effect (VCLT 54 to 56, 68, 78).

A notice of non-renewal or withdrawal takes effect in one of five ways, tried in this order:

1. On the stated day of effect, if a day is stated.
2. At once, if it is a withdrawal before the agreement is in force for the party.
3. At the end of the first period for which it is in time (`mou.law.late_notice`). This applies to a notice of
   non-renewal. It also applies to a withdrawal if the withdrawal clause provides for it, or if no withdrawal clause is
   recorded and the agreement is renewed tacitly.
4. After the notice period of the withdrawal clause (`mou.law.withdrawal_clause`), or after twelve months if VCLT 56
   applies (`mou.law.silent_on_withdrawal`).
5. Not at all, if the treaty has a fixed term and no withdrawal clause (VCLT 54 and 56; `mou.law.silent_on_withdrawal`).

`mou.law.standing` pairs each notice with its revocation and its suspensions; `mou.law.revoked_or_suspended` computes
how the revocation and the suspensions change the effect of the notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from mou.dates.periods import Period
from mou.dates.words import spoken
from mou.law.exits import Exit, periods_unknown, receipt_step, without_effect
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts
from mou.law.non_renewal import non_renewal
from mou.law.revoked_or_suspended import with_what_followed
from mou.law.rules import BEFORE_ENTRY, WITHDRAWAL_CLAUSE
from mou.law.schedule import Schedule
from mou.law.silent_on_withdrawal import without_a_clause
from mou.law.standing import Notice
from mou.law.status import Status
from mou.law.why import Why
from mou.law.withdrawal_clause import exit_by_the_clause
from mou.model.act import ActKind
from mou.model.durations import Indefinite, UntilEvent
from mou.model.renewals import ExpressRenewal, NoRenewal
from mou.model.term import Term
from mou.model.withdrawals import ExitAt, WithdrawalOnNotice

__all__ = ["computed_exit", "exits", "left_already"]


def exits(
    facts: Facts,
    schedule: Schedule | None,
    party: str,
    notices: Iterable[Notice],
    *,
    entered: date | None,
    generally: date | None,
    unbound: bool = False,
) -> tuple[Exit, ...]:
    """Return the effects of a party's notices, in order. A notice that was revoked in time has no effect.

    Args:
        facts: the acts of the agreement.
        schedule: the periods of the term; `None` if the term has no periods.
        party: the party's id.
        notices: the party's notices, in order.
        entered: the day of entry into force for the party, if any.
        generally: the day of entry into force of the agreement, if any.
        unbound: whether the agreement certainly never entered into force for the party.
    """
    bound_from = date.max if unbound else entered
    return tuple(
        with_what_followed(
            notice,
            _effect(facts, schedule, party, notice.fact, bound_from, entered=entered, generally=generally),
            by_days=_ends_on_any_day(facts.agreement.term, notice.fact),
        )
        for notice in notices
    )


def _ends_on_any_day(term: Term, fact: Fact) -> bool:
    """Return whether a notice period can end on any day, rather than only with a period or on a fixed day."""
    clause = term.withdrawal
    if fact.kind is ActKind.NON_RENEWAL:
        return False
    if fact.effective_on is not None or not isinstance(clause, WithdrawalOnNotice):
        return True
    return clause.at is ExitAt.ANY_TIME and isinstance(clause.notice, Period)


def _effect(
    facts: Facts,
    schedule: Schedule | None,
    party: str,
    fact: Fact,
    bound_from: date | None,
    *,
    entered: date | None,
    generally: date | None,
) -> Exit:
    """Return the effect of a notice, without regard to its revocation and suspensions."""
    if fact.effective_on is not None:
        before_entry = bound_from is not None and fact.effective_on <= bound_from
        # A notice against renewal takes effect at the end of a period, so a day before the first period is a mistake.
        if not before_entry or fact.kind is not ActKind.NON_RENEWAL:
            return _as_stated(party, facts, fact, fact.effective_on, bound_from if before_entry else None)
    if fact.kind is ActKind.WITHDRAWAL and bound_from is not None and fact.counts_on < bound_from:
        return _before_entry(party, facts, fact, bound_from)
    return _by_the_clauses(facts, schedule, party, fact, entered=entered, generally=generally)


def computed_exit(
    facts: Facts, schedule: Schedule | None, entered: date | None, generally: date | None, notice: Fact
) -> date | None:
    """Return the day of effect that the clauses give for a notice, without regard to a stated day of effect."""
    bare = attrs.evolve(notice, effective_on=None)
    return _effect(facts, schedule, "", bare, entered, entered=entered, generally=generally).ceases_on


def left_already(party: str, facts: Facts, fact: Fact, ceases_on: date) -> Exit:
    """Return the exit for a notice that has no effect because the party has already left."""
    why = Why(receipt_step, fact, facts).then(_left_already, facts, party, fact, ceases_on)
    return without_effect(party, fact, Status.TERMINATED, why)


def _left_already(facts: Facts, party: str, fact: Fact, ceases_on: date) -> Step:
    text = f"it was no longer {facts.words.in_force} for {facts.names([party])} from {spoken(ceases_on)}"
    return Step(f"{text}, so the notice changes nothing", pointer=fact.pointer, day=ceases_on)


def _before_entry(party: str, facts: Facts, fact: Fact, bound_from: date) -> Exit:
    """Return the exit for a withdrawal before the entry into force. Such a withdrawal takes effect at once.

    The notice period does not apply, because the withdrawal clause is not in force yet. Worked case: a party ratifies
    on 1 March 2020 and withdraws on 1 May. The agreement enters into force on 1 July. The withdrawal takes effect on 1
    May, even if the text requires six months' notice. It can be revoked until 1 July.
    """
    why = Why(receipt_step, fact, facts).then(_at_once, facts, fact)
    return Exit(party=party, fact=fact, ceases_on=fact.counts_on, how=Status.TERMINATED, bound_from=bound_from, why=why)


def _at_once(facts: Facts, fact: Fact) -> Step:
    text = f"it was not yet {facts.words.in_force} for the party, so the withdrawal takes effect at once"
    return Step(text, rule=BEFORE_ENTRY, pointer=fact.pointer, day=fact.counts_on)


def _as_stated(party: str, facts: Facts, fact: Fact, effective_on: date, bound_from: date | None) -> Exit:
    how = Status.EXPIRED if fact.kind is ActKind.NON_RENEWAL else Status.TERMINATED
    why = Why(receipt_step, fact, facts).then(_effect_stated, facts, fact, effective_on, bound_from)
    return Exit(party=party, fact=fact, ceases_on=effective_on, how=how, bound_from=bound_from, why=why)


def _effect_stated(facts: Facts, fact: Fact, effective_on: date, bound_from: date | None) -> Step:
    text = f"its effect is stated: {spoken(effective_on)}"
    if bound_from is not None:
        text = f"{text}, before it was {facts.words.in_force} for the party"
    rule = WITHDRAWAL_CLAUSE if bound_from is None else BEFORE_ENTRY
    return Step(text, rule=rule, pointer=f"{fact.pointer}/effective_on", day=effective_on)


def _by_the_clauses(
    facts: Facts, schedule: Schedule | None, party: str, fact: Fact, *, entered: date | None, generally: date | None
) -> Exit:
    """Return the exit that the clauses give, for a notice without a stated effect."""
    clause = facts.agreement.term.withdrawal
    earlier = Why(receipt_step, fact, facts)
    if fact.kind is ActKind.NON_RENEWAL:
        party_exit = non_renewal(schedule, party, fact, earlier)
    elif isinstance(clause, WithdrawalOnNotice):
        party_exit = exit_by_the_clause(
            clause, facts, schedule, party, fact, earlier=earlier, entered=entered, generally=generally
        )
    else:
        return without_a_clause(facts, schedule, party, fact, earlier)
    if party_exit.ceases_on is not None or party_exit.early or entered is None:
        return party_exit
    if not _ends_unknown_period(facts.agreement.term, schedule, fact):
        return party_exit
    where = "/term/renewal" if fact.kind is ActKind.NON_RENEWAL else "/term/withdrawal/at"
    return attrs.evolve(party_exit, undated=True, why=earlier.then(periods_unknown, where))


def _ends_unknown_period(term: Term, schedule: Schedule | None, fact: Fact) -> bool:
    """Return whether a notice takes effect at the end of a period whose last day is not known.

    Worked case: an MOU of unknown duration is renewed year by year unless a party gives notice. A party gave notice on
    1 June 2021. The MOU was in force on that day, and ended with a period whose last day is not known.
    """
    clause = term.withdrawal
    at_the_end = (
        not isinstance(term.renewal, NoRenewal | ExpressRenewal)
        if fact.kind is ActKind.NON_RENEWAL
        else isinstance(clause, WithdrawalOnNotice) and clause.at is ExitAt.END_OF_PERIOD
    )
    if schedule is not None:
        return at_the_end and schedule.renews_for_unknown
    return at_the_end and not isinstance(term.duration, Indefinite | UntilEvent)
