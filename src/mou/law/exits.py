"""Exits: when a notice of non-renewal or withdrawal takes effect, and for whom (VCLT 54 to 56, 68, 78).

A notice takes effect in one of five ways, tried in this order:

1. on the day that is stated for it;
2. at once, if it is a withdrawal before the agreement is in force for its author;
3. at the end of the first period for which it is in time: a notice of non-renewal, a withdrawal whose clause says so,
   and a withdrawal under a tacit renewal whose withdrawal clause is not known (`_at_the_end`);
4. after the time of notice that the withdrawal clause gives, or twelve months where VCLT 56 applies (`_at_any_time`);
5. not at all, under a treaty with a fixed term and no way out (VCLT 54 and 56).

`mou.law.standing` pairs each notice with its revocation and its suspensions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, partial
from typing import TypeAlias

import attrs

from mou.dates.days import day_before, next_day
from mou.dates.delays import delay_in_words, delayed, last_event
from mou.dates.periods import Period, add, notice_deadline
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts, Why
from mou.law.rules import (
    AS_THE_TEXT_SAYS,
    BEFORE_ENTRY,
    EARLIER_EXIT,
    FIXED_TERM,
    FROM_THE_ANCHOR,
    LATE_NOTICE,
    NOTHING_RECORDED,
    NOTICE_IN_TIME,
    NOTICE_PAUSED,
    RECEIPT,
    REVOCABLE,
    SILENT_ON_WITHDRAWAL,
    WITHDRAWAL_CLAUSE,
)
from mou.law.schedule import Schedule
from mou.law.standing import Notice, in_time
from mou.law.status import Status
from mou.model.act import ActKind
from mou.model.agreement import Agreement, AgreementKind
from mou.model.term import ExitAt, Indefinite, LockInFrom, WithdrawalOnNotice
from mou.values.internal import internal

__all__ = ["Exit", "computed_exit", "exits", "late_text", "left_already"]

_SILENT = Period(months=12)
_RENEWAL = "/term/renewal"
_WITHDRAWAL = "/term/withdrawal"


@internal(kw_only=True)
class Exit:
    """A notice, and when it ends the agreement for the party that gave it.

    Attributes:
        party: the id of the party.
        fact: the notice.
        ceases_on: the first day no longer in force for it; `None` where the notice has no effect.
        how: `EXPIRED` for an end with the term, `TERMINATED` for an end of its own.
        missed: the notice deadline that it missed; `None` where it was in time for the period then running.
        next_period: whether the period that it counts for, having missed that deadline, is the next one.
        early: whether it was given before notice was allowed at all.
        revoked_by: the revocation that undid it before it took effect.
        suspended_by: the suspensions that put it off.
        bound_from: of a withdrawal before the entry into force, the day of that, or the last day of the calendar where
            there is none; until then it can be revoked.
        why: tells how this came about.
    """

    party: str
    fact: Fact
    ceases_on: date | None
    how: Status
    missed: date | None = None
    next_period: bool = True
    early: bool = False
    revoked_by: Fact | None = None
    suspended_by: tuple[Fact, ...] = ()
    bound_from: date | None = None
    why: Why = attrs.field(eq=False)

    @property
    def counts_for(self) -> tuple[date, bool] | None:
        """The last day of the period at whose end it takes effect, and whether it is the next one; see `late_text`."""
        return None if self.ceases_on is None else (day_before(self.ceases_on), self.next_period)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """How this came about."""
        return tuple(self.why())


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
    """Return the notices of a party, in order, each with its effect; a notice revoked in time has none.

    Args:
        facts: what was done under the agreement.
        schedule: the term's periods; `None` where it has none.
        party: the party's id.
        notices: the notices that it gave, in order.
        entered: the day of entry into force for the party, if any.
        generally: the day of entry into force of the agreement, if any.
        unbound: whether it is known that it entered into force for the party on no day.
    """
    bound_from = date.max if unbound else entered
    return tuple(
        _with_what_followed(
            notice, _effect(facts, schedule, party, notice.fact, bound_from, entered=entered, generally=generally)
        )
        for notice in notices
    )


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
    if fact.effective_on is not None:
        before = bound_from is not None and fact.effective_on <= bound_from
        return _stated(party, facts, fact, fact.effective_on, bound_from if before else None)
    if fact.kind is ActKind.WITHDRAWAL and bound_from is not None and fact.counts_on < bound_from:
        return _before_entry(party, facts, fact, bound_from)
    return _computed(facts, schedule, party, fact, entered=entered, generally=generally)


def computed_exit(
    facts: Facts, schedule: Schedule | None, entered: date | None, generally: date | None, notice: Fact
) -> date | None:
    """Return the day that the clauses give for a notice, whatever effect is stated for it."""
    bare = attrs.evolve(notice, effective_on=None)
    return _effect(facts, schedule, "", bare, entered, entered=entered, generally=generally).ceases_on


def left_already(party: str, facts: Facts, fact: Fact, ceases_on: date) -> Exit:
    """Return a notice that comes when its author is out already, and so has no effect."""

    def why() -> Iterable[Step]:
        yield _received(fact)
        text = f"it was no longer {facts.words.in_force} for {facts.names([party])} from {spoken(ceases_on)}"
        yield Step(f"{text}, so the notice changes nothing", pointer=fact.pointer, day=ceases_on)

    return Exit(party=party, fact=fact, ceases_on=None, how=Status.TERMINATED, why=why)


def _with_what_followed(notice: Notice, given: Exit) -> Exit:
    """The exit, with what its author did about the notice later."""
    left = _put_off(given, notice.suspended_by) if notice.suspended_by else given
    revocation = notice.revoked_by
    if revocation is None or not _still_to_come(revocation, left):
        return left

    def why() -> Iterable[Step]:
        yield from left.steps
        text = f"the notice was revoked on {spoken(revocation.counts_on)}, before it took effect"
        yield Step(text, rule=REVOCABLE, pointer=revocation.pointer, day=revocation.counts_on)

    return attrs.evolve(left, ceases_on=None, revoked_by=revocation, why=why)


def _still_to_come(act: Fact, left: Exit) -> bool:
    """Whether an act about a notice comes before that takes effect.

    A consent withdrawn before the entry into force can be given again until then, as it may be what brings it about.
    """
    if left.ceases_on is None:
        return False
    if left.bound_from is not None:
        return act.takes_effect_on <= left.bound_from
    return in_time(act, left.ceases_on)


def _put_off(left: Exit, suspensions: Sequence[Fact]) -> Exit:
    """The exit, later by the days on which the notice's time does not run.

    Worked case: a notice of 11 February 2020 takes effect on 9 August 2020. It is suspended from 1 June to 30 November
    2020, which is 183 days, and takes effect on 8 February 2021.
    """
    ceases, running_from = left.ceases_on, date.min
    counted: list[tuple[Fact, date, date | None]] = []
    for suspension in suspensions:
        first, last = suspension.takes_effect_on, suspension.until
        if running_from == date.max:
            break  # suspended without an end already
        if first <= running_from:
            first = next_day(running_from)
        if ceases is None or last is None or last < first or max(first, suspension.counts_on) >= ceases:
            continue
        ceases = None if last == date.max else _days_later(ceases, last.toordinal() - first.toordinal() + 1)
        running_from = last
        counted.append((suspension, first, ceases))

    def why() -> Iterable[Step]:
        yield from left.steps
        for suspension, first, then in counted:
            if then is None:
                text = f"the notice's time does not run from {spoken(first)} on, so it does not take effect"
            else:
                paused = f"the notice's time did not run from {spoken(first)} to {spoken(suspension.until or first)}"
                text = f"{paused}: it takes effect on {spoken(then)}"
            yield Step(text, rule=NOTICE_PAUSED, pointer=suspension.pointer, day=then)

    if not counted:
        return left
    bound_from = None if left.bound_from is None or ceases is None or ceases > left.bound_from else left.bound_from
    suspended_by = tuple(suspension for suspension, _, _ in counted)
    return attrs.evolve(left, ceases_on=ceases, bound_from=bound_from, suspended_by=suspended_by, why=why)


def _days_later(day: date, days: int) -> date:
    if day.toordinal() + days > date.max.toordinal():
        raise DateRangeError(f"{days} days after {day}: outside the calendar of the years 1 to 9999")
    return date.fromordinal(day.toordinal() + days)


def _before_entry(party: str, facts: Facts, fact: Fact, bound_from: date) -> Exit:
    """A consent withdrawn before it bound: the clause that would ask for notice is not in force yet either."""

    def why() -> Iterable[Step]:
        yield _received(fact)
        text = f"it was withdrawn before it was {facts.words.in_force} for who withdrew, so at once"
        yield Step(text, rule=BEFORE_ENTRY, pointer=fact.pointer, day=fact.counts_on)

    return Exit(party=party, fact=fact, ceases_on=fact.counts_on, how=Status.TERMINATED, bound_from=bound_from, why=why)


def _received(fact: Fact) -> Step:
    sent = "" if fact.act.received_on is None else f" (given {fact.act.on})"
    what = "non-renewal" if fact.kind is ActKind.NON_RENEWAL else "withdrawal"
    text = f"notice of {what} received on {spoken(fact.counts_on)}{sent}"
    return Step(text, rule=RECEIPT, pointer=fact.pointer, day=fact.counts_on)


def _stated(party: str, facts: Facts, fact: Fact, effective_on: date, bound_from: date | None) -> Exit:
    def why() -> Iterable[Step]:
        yield _received(fact)
        text = f"its effect is stated: {spoken(effective_on)}"
        if bound_from is not None:
            text = f"{text}, before it was {facts.words.in_force} for who withdrew"
        rule = WITHDRAWAL_CLAUSE if bound_from is None else BEFORE_ENTRY
        yield Step(text, rule=rule, pointer=f"{fact.pointer}/effective_on", day=effective_on)

    how = Status.EXPIRED if fact.kind is ActKind.NON_RENEWAL else Status.TERMINATED
    return Exit(party=party, fact=fact, ceases_on=effective_on, how=how, bound_from=bound_from, why=why)


Said: TypeAlias = list[Callable[[], Step]]
"""The steps so far, each to be made when somebody asks."""


def _computed(
    facts: Facts, schedule: Schedule | None, party: str, fact: Fact, *, entered: date | None, generally: date | None
) -> Exit:
    """The exit that the clauses give."""
    clause = facts.agreement.term.withdrawal
    said: Said = [lambda: _received(fact)]
    if fact.kind is ActKind.NON_RENEWAL:
        return _non_renewal(schedule, party, fact, said)
    if isinstance(clause, WithdrawalOnNotice):
        return _by_the_clause(clause, facts, schedule, party, fact, said=said, entered=entered, generally=generally)
    if schedule is None or schedule.renewed_for_unknown:
        return _after_twelve_months(facts, schedule, party, fact, said)
    if schedule.renewal is None:
        if is_treaty(facts.agreement):
            return _bound_by_the_term(facts, party, fact, said)
        return _after_twelve_months(facts, schedule, party, fact, said)
    if _is_late_for_every_end(schedule, fact):
        return _after_twelve_months(facts, schedule, party, fact, said)
    return _non_renewal(schedule, party, fact, said)  # the renewal clause is a provision on the end


def is_treaty(agreement: Agreement) -> bool:
    """Whether VCLT 54 to 56 apply: not to what does not bind, nor to an MOU and its like of which that is not known."""
    return agreement.binding is True or (agreement.binding is None and agreement.kind not in _SELDOM_BINDING)


_SELDOM_BINDING = frozenset(
    {AgreementKind.MOU, AgreementKind.ARRANGEMENT, AgreementKind.LETTER_OF_INTENT, AgreementKind.DECLARATION}
)


def _is_late_for_every_end(schedule: Schedule, fact: Fact) -> bool:
    """Whether a notice comes while the agreement runs for an indefinite time, or too late to prevent that."""
    renewal = schedule.renewal
    if renewal is None or not isinstance(renewal.period, Indefinite):
        return False
    return schedule.number_after(fact.counts_on, renewal.notice or Period()) is None


def _non_renewal(schedule: Schedule | None, party: str, fact: Fact, said: Said) -> Exit:
    """The exit at the end of the first period that a notice keeps from being renewed."""
    known = schedule is None or not schedule.renewed_for_unknown
    missed: date | None = None
    counts_for: tuple[date, bool] | None = None
    if schedule is not None and known and schedule.renewal is not None:
        left = _at_the_end(schedule, party, fact, schedule.renewal.notice, said=said)
        if left.ceases_on is not None and _is_renewed(schedule, left.ceases_on):
            return left
        missed, counts_for = left.missed, left.counts_for
    text = "no renewal was to come" if known else "which period was running is not known"
    if missed is not None:
        text = late_text(missed, counts_for)
    said = [*said, lambda: Step(f"{text}, so the notice changes nothing", rule=AS_THE_TEXT_SAYS, pointer=_RENEWAL)]
    return _none(party, fact, Status.EXPIRED, said, missed)


def late_text(missed: date, counts_for: tuple[date, bool] | None) -> str:
    """Say which deadline a notice missed, and for which end it counts.

    Args:
        missed: the deadline.
        counts_for: the last day of the period that it counts for, and whether that period is the next one; `None`
            where no later period has an end.
    """
    text = f"too late for the running period: the last day for notice was {spoken(missed)}"
    if counts_for is None:
        return f"{text}; it counts for the next, which has no end"
    last, follows = counts_for
    what = "the next" if follows else "the first later one for which it is in time"
    return f"{text}; it counts for {what}, which ends on {spoken(last)}"


def _is_renewed(schedule: Schedule, ceases_on: date) -> bool:
    number = schedule.number_on(day_before(ceases_on))
    return number is not None and schedule.is_renewed_after(number)


def _none(party: str, fact: Fact, how: Status, said: Said, missed: date | None = None) -> Exit:
    """A notice that has no effect."""
    return Exit(party=party, fact=fact, ceases_on=None, how=how, missed=missed, why=lambda: [step() for step in said])


def _at_the_end(
    schedule: Schedule,
    party: str,
    fact: Fact,
    notice: Period | None,
    *,
    said: Said,
    clause: WithdrawalOnNotice | None = None,
    since: date | None = None,
) -> Exit:
    """The exit at the end of the first period for which a notice is in time; no exit where no period with an end is.

    This is the one rule for notices of non-renewal and for withdrawals at the end of a period. Worked case: five years
    from 28 August 2020, then a year at a time, notice of two months. Notice of 28 June 2025 counts for 28 August 2025;
    notice of 29 June 2025 is late, and counts for 28 August 2026.

    Args:
        schedule: the periods.
        party: the party's id.
        fact: the notice.
        notice: how long before the end it must be received; `None` where that is not known: it is taken as in time.
        said: the steps so far.
        clause: the withdrawal clause; `None` for the renewal clause.
        since: the day from which the notice counts, where that is later than its receipt.
    """
    number = schedule.number_after(since or fact.counts_on, notice or Period())
    running = schedule.number_on(fact.counts_on)
    missed = None if notice is None or number == running else _deadline(schedule, running, notice)
    if number is None:
        return _none(party, fact, Status.TERMINATED, [*said, _no_end_left], missed)
    follows = running is not None and number == running + 1
    deadline = None if notice is None else _deadline(schedule, number, notice)

    def step(last: date) -> Step:
        if clause is not None:
            return _at_end_of_period(clause, last, missed)
        where = f"{_RENEWAL}/notice"
        article = None if schedule.renewal is None else schedule.renewal.article
        if deadline is None:
            text = "the notice is taken as in time: how long before the end it must come is not known"
            return Step(text, rule=NOTICE_IN_TIME, pointer=where, article=article, assumed=True)
        if missed is None:
            text = f"in time for the running period: the last day for notice was {spoken(deadline)}"
            return Step(text, rule=NOTICE_IN_TIME, pointer=where, day=deadline, article=article)
        text = late_text(missed, (last, follows))
        return Step(text, rule=LATE_NOTICE, pointer=where, day=missed, article=article)

    how = Status.EXPIRED if clause is None else Status.TERMINATED
    left = _at(schedule, party, fact, number, how=how, missed=missed, said=said, step=step)
    return attrs.evolve(left, next_period=follows) if missed is not None else left


def _deadline(schedule: Schedule, number: int | None, notice: Period) -> date | None:
    last = None if number is None else schedule.last_day(number)
    try:
        return None if last is None else notice_deadline(last, notice)
    except DateRangeError:
        return None


def _at(
    schedule: Schedule,
    party: str,
    fact: Fact,
    number: int,
    *,
    how: Status,
    missed: date | None,
    said: Said,
    step: Callable[[date], Step],
) -> Exit:
    """The exit at the end of a period."""
    last = schedule.last_day(number) or date.max  # it has an end: callers ask for no other

    def why() -> Iterable[Step]:
        yield from (before() for before in said)
        yield from _way_to(schedule, number)
        yield step(last)

    return Exit(party=party, fact=fact, ceases_on=next_day(last), how=how, missed=missed, why=why)


def _way_to(schedule: Schedule, number: int) -> list[Step]:
    """How the end of a period came about."""
    last, steps = schedule.last_day(number), schedule.steps_to(number)
    if not number or last is None:
        return list(steps)
    text = f"renewal {number} ends on {spoken(last)}"
    return [*steps, Step(text, rule=FROM_THE_ANCHOR, pointer=_RENEWAL, day=last)]


def _by_the_clause(
    clause: WithdrawalOnNotice,
    facts: Facts,
    schedule: Schedule | None,
    party: str,
    fact: Fact,
    *,
    said: Said,
    entered: date | None,
    generally: date | None,
) -> Exit:
    """The exit that the withdrawal clause gives."""
    received, early = fact.counts_on, False
    if clause.lock_in is not None:
        start = entered if clause.lock_in_from is LockInFrom.OWN_ENTRY else generally
        if start is None:
            said.append(_opens_unknown)
        else:
            opens = add(start, clause.lock_in)
            early = received < opens
            received = max(received, opens)
            said.append(partial(_opens, opens, early=early))
    if clause.at is ExitAt.END_OF_PERIOD:
        if schedule is not None:
            left = _at_the_end_by_clause(clause, schedule, party, fact, received, said=said)
            return attrs.evolve(left, early=early)
        if not isinstance(facts.agreement.term.duration, Indefinite):
            return _none(party, fact, Status.TERMINATED, [*said, _period_unknown])
        said.append(_without_periods)
    day = delayed(received, clause.notice)
    said.append(partial(_runs, clause, received, day))
    return _at_any_time(schedule, party, fact, day, said, early=early)


def _at_the_end_by_clause(
    clause: WithdrawalOnNotice, schedule: Schedule, party: str, fact: Fact, received: date, *, said: Said
) -> Exit:
    # A plain period must have run out by the last day, as that of a notice of non-renewal must; the other delays give
    # the first day out, before which the period must have ended.
    day = delayed(received, clause.notice)
    said.append(partial(_runs, clause, received, day))
    if isinstance(clause.notice, Period):
        return _at_the_end(schedule, party, fact, clause.notice, said=said, clause=clause, since=received)
    number, running = schedule.number_on(day_before(day)), schedule.number_on(fact.counts_on)
    end = None if number == running or running is None else schedule.last_day(running)
    missed = None if end is None else last_event(next_day(end), clause.notice)
    if number is None or schedule.last_day(number) is None:
        return _none(party, fact, Status.TERMINATED, [*said, _no_end_left], missed)
    step = partial(_at_end_of_period, clause, missed=missed)
    left = _at(schedule, party, fact, number, how=Status.TERMINATED, missed=missed, said=said, step=step)
    return attrs.evolve(left, next_period=running is None or number <= running + 1)


def _at_end_of_period(clause: WithdrawalOnNotice, last: date, missed: date | None) -> Step:
    rule = WITHDRAWAL_CLAUSE if missed is None else LATE_NOTICE
    text = f"it takes effect at the end of a period: {spoken(next_day(last))}"
    return Step(text, rule=rule, pointer=f"{_WITHDRAWAL}/at", day=next_day(last), article=clause.article)


def _no_end_left() -> Step:
    text = "no end of a period comes after that, so the notice changes nothing"
    return Step(text, rule=LATE_NOTICE, pointer=f"{_WITHDRAWAL}/at")


def _period_unknown() -> Step:
    text = "it takes effect at the end of a period, and the periods are not known, so neither is the day"
    return Step(text, rule=NOTHING_RECORDED, pointer=f"{_WITHDRAWAL}/at")


def _without_periods() -> Step:
    text = "it has no periods to wait for; assumed to take effect as soon as the time of notice has run"
    return Step(text, rule=WITHDRAWAL_CLAUSE, pointer=f"{_WITHDRAWAL}/at", assumed=True)


def _opens_unknown() -> Step:
    text = "the first day for notice is not known, as the agreement is not in force; assumed to be allowed"
    return Step(text, rule=NOTHING_RECORDED, pointer=f"{_WITHDRAWAL}/lock_in", assumed=True)


def _opens(opens: date, *, early: bool) -> Step:
    text = f"notice may be given from {spoken(opens)}" + (": it counts from then" if early else "")
    return Step(text, rule=WITHDRAWAL_CLAUSE, pointer=f"{_WITHDRAWAL}/lock_in", day=opens)


def _runs(clause: WithdrawalOnNotice, received: date, day: date) -> Step:
    text = f"it takes effect {delay_in_words(received, clause.notice)}: {spoken(day)}"
    where = f"{_WITHDRAWAL}/notice"
    return Step(text, rule=WITHDRAWAL_CLAUSE, pointer=where, day=day, article=clause.article)


def _bound_by_the_term(facts: Facts, party: str, fact: Fact, said: Said) -> Exit:
    """No exit: a fixed term is a provision on termination, so VCLT 56 gives no way out.

    Worked case: a treaty in force on 3 April 2000 for ten years, without a withdrawal clause. A notice of 1 January
    2003 changes nothing; the last day stays 3 April 2010.
    """
    known = facts.agreement.term.withdrawal is not None
    text = "the text has a fixed term and " + ("no withdrawal clause" if known else "no withdrawal clause is recorded")
    step = Step(f"{text}, so the notice does not end it early", rule=FIXED_TERM, pointer=_WITHDRAWAL)
    return _none(party, fact, Status.TERMINATED, [*said, lambda: step])


def _after_twelve_months(facts: Facts, schedule: Schedule | None, party: str, fact: Fact, said: Said) -> Exit:
    """The exit twelve months after the notice (VCLT 56), but not before the fixed first period is over.

    Worked case: in force on 29 February 2000 for ten years, then indefinitely. A notice of 30 June 2015 takes effect on
    30 June 2016.
    """
    day = add(fact.counts_on, _SILENT)
    known = facts.agreement.term.withdrawal is not None
    text = "the text says nothing on withdrawal" if known else "the withdrawal clause is not known"
    text = f"{text}: twelve months' notice, to {spoken(day)}"
    said.append(lambda: Step(text, rule=SILENT_ON_WITHDRAWAL, pointer=_WITHDRAWAL, day=day, assumed=True))
    last = None if schedule is None or schedule.renewal is None else schedule.last_day(schedule.done)
    if last is None or day > last:
        return _at_any_time(schedule, party, fact, day, said, early=False)
    after = next_day(last)
    said.append(lambda: Step(f"not before the fixed period ends: {spoken(after)}", pointer=_RENEWAL, day=after))
    return _at_any_time(schedule, party, fact, after, said, early=False)


def _at_any_time(schedule: Schedule | None, party: str, fact: Fact, day: date, said: Said, *, early: bool) -> Exit:
    """The exit on a day, or at the end of the running period where notice is in time for that and it comes sooner."""
    number = None if schedule is None else schedule.number_on(fact.counts_on)
    if schedule is not None and number is not None:
        deadline, last = schedule.notice_deadline(number), schedule.last_day(number)
        if deadline is not None and last is not None and fact.counts_on <= deadline and next_day(last) < day:

            def sooner(last: date) -> Step:
                text = "the notice is also in time for the end of the running period, which comes sooner"
                where = f"{_RENEWAL}/notice"
                return Step(f"{text}: {spoken(next_day(last))}", rule=EARLIER_EXIT, pointer=where, day=next_day(last))

            return _at(schedule, party, fact, number, how=Status.EXPIRED, missed=None, said=said, step=sooner)
    return Exit(
        party=party,
        fact=fact,
        ceases_on=day,
        how=Status.TERMINATED,
        early=early,
        why=lambda: [step() for step in said],
    )
