"""Exits: when a notice of non-renewal or withdrawal takes effect, and for whom (VCLT 54 to 56, 68, 78)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, partial
from typing import TypeAlias

import attrs

from mou._facts import Fact, Facts, Why
from mou._inside import inside
from mou._words import spoken
from mou.act import ActKind
from mou.delays import delayed, next_day, told_delay
from mou.explanation import Step
from mou.periods import Period, add
from mou.rules import (
    AS_THE_TEXT_SAYS,
    BEFORE_ENTRY,
    EARLIER_EXIT,
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
from mou.schedule import Schedule
from mou.status import Status
from mou.term import ExitAt, LockInFrom, WithdrawalOnNotice

__all__ = ["Exit", "exits"]

_SILENT = Period(months=12)


@inside(kw_only=True)
class Exit:
    """A notice, and when it ends the agreement for the party that gave it.

    Attributes:
        party: the id of the party.
        fact: the notice.
        ceases_on: the first day no longer in force for it; `None` where the notice has no effect.
        how: `EXPIRED` for an end with the term, `TERMINATED` for an end of its own.
        late: whether it came too late for the period then running.
        early: whether it was given before notice was allowed at all.
        revoked: whether it was revoked before it took effect.
        bound_from: of a withdrawal before the entry into force, the day of that, or the last day of the calendar where
            there is none; until then it can be revoked.
        paused_through: the first day on which the notice's time runs again, after it was suspended.
        why: tells how this came about.
    """

    party: str
    fact: Fact
    ceases_on: date | None
    how: Status
    late: bool = False
    early: bool = False
    revoked: bool = False
    paused_through: date | None = None
    bound_from: date | None = None
    why: Why = attrs.field(eq=False)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """How this came about."""
        return tuple(self.why())


NOTICES = frozenset({ActKind.NON_RENEWAL, ActKind.WITHDRAWAL})
"""The acts that are notices of an end."""


def exits(
    facts: Facts,
    schedule: Schedule | None,
    party: str,
    acts: Iterable[Fact],
    *,
    entered: date | None,
    generally: date | None,
    unbound: bool = False,
) -> tuple[Exit, ...]:
    """The notices that a party gave, in order, each with its effect; a revoked one has none.

    Args:
        facts: what was done under the agreement.
        schedule: the term's periods; `None` where it has none.
        party: the party's id.
        acts: what the party did, in order.
        entered: the day of entry into force for the party, if any.
        generally: the day of entry into force of the agreement, if any.
        unbound: whether it is known that it entered into force for the party on no day.
    """
    bound_from = date.max if unbound else entered
    given: list[Exit] = []
    for fact in acts:
        if fact.kind is ActKind.REVOCATION:
            given = [_revoked(one, fact) for one in given]
        elif fact.kind is ActKind.NOTICE_SUSPENSION:
            given = [_suspended(one, fact) for one in given]
        elif fact.kind not in NOTICES:
            continue
        elif fact.effective_on is not None:
            before = bound_from is not None and fact.effective_on <= bound_from
            given.append(_stated(party, facts, fact, fact.effective_on, bound_from if before else None))
        elif fact.kind is ActKind.NON_RENEWAL:
            given.append(_non_renewal(party, fact, schedule))
        elif bound_from is not None and fact.counts_on < bound_from:
            given.append(_before_entry(party, facts, fact, bound_from))
        else:
            given.append(_withdrawal(party, facts, fact, schedule, entered=entered, generally=generally))
    return tuple(given)


def computed_exit(
    facts: Facts, schedule: Schedule | None, entered: date | None, generally: date | None, notice: Fact
) -> date | None:
    """The day that the clauses give for a notice, whatever effect is stated for it."""
    bare = attrs.evolve(notice, effective_on=None)
    return exits(facts, schedule, "", [bare], entered=entered, generally=generally)[0].ceases_on


def _concerns(act: Fact, one: Exit) -> bool:
    """Whether an act is about a notice that is still to take effect."""
    if one.revoked or one.ceases_on is None or act.act.refers_to not in (None, one.fact.act.id):
        return False
    if one.bound_from is not None:  # a consent that stands again may be what brings the entry into force about
        return act.counts_on <= one.bound_from
    return act.counts_on < one.ceases_on


def _revoked(one: Exit, revocation: Fact) -> Exit:
    if not _concerns(revocation, one):
        return one

    def why() -> Iterable[Step]:
        yield from one.steps
        text = f"the notice was revoked on {spoken(revocation.counts_on)}, before it took effect"
        yield Step(text, rule=REVOCABLE, pointer=revocation.pointer, day=revocation.counts_on)

    return attrs.evolve(one, ceases_on=None, revoked=True, why=why)


def _suspended(one: Exit, suspension: Fact) -> Exit:
    """The exit, later by the days on which the notice's time does not run."""
    first, last = suspension.takes_effect_on, suspension.until
    if not _concerns(suspension, one) or one.ceases_on is None or last is None or first >= one.ceases_on:
        return one
    first = max(first, one.paused_through or first)
    days = last.toordinal() - first.toordinal() + 1
    ceases = add(one.ceases_on, Period(days=max(days, 0)))

    def why() -> Iterable[Step]:
        yield from one.steps
        paused = f"the notice's time did not run from {spoken(first)} to {spoken(last)}"
        text = f"{paused}: it takes effect on {spoken(ceases)}"
        yield Step(text, rule=NOTICE_PAUSED, pointer=suspension.pointer, day=ceases)

    bound_from = None if one.bound_from is None or ceases > one.bound_from else one.bound_from
    return attrs.evolve(one, ceases_on=ceases, paused_through=next_day(last), bound_from=bound_from, why=why)


def _before_entry(party: str, facts: Facts, fact: Fact, bound_from: date) -> Exit:
    """A consent withdrawn before it bound: the clause that would ask for notice is not in force yet either."""

    def why() -> Iterable[Step]:
        yield _received(fact, "withdrawal")
        text = f"it was withdrawn before it was {facts.words.in_force} for who withdrew, so at once"
        yield Step(text, rule=BEFORE_ENTRY, pointer=fact.pointer, day=fact.counts_on)

    return Exit(party=party, fact=fact, ceases_on=fact.counts_on, how=Status.TERMINATED, bound_from=bound_from, why=why)


def _received(fact: Fact, what: str) -> Step:
    sent = "" if fact.act.received_on is None else f" (given {fact.act.on})"
    text = f"notice of {what} received on {spoken(fact.counts_on)}{sent}"
    return Step(text, rule=RECEIPT, pointer=fact.pointer, day=fact.counts_on)


def _what(fact: Fact) -> str:
    return "non-renewal" if fact.kind is ActKind.NON_RENEWAL else "withdrawal"


def _stated(party: str, facts: Facts, fact: Fact, effective_on: date, bound_from: date | None) -> Exit:
    def why() -> Iterable[Step]:
        yield _received(fact, _what(fact))
        text = f"its effect is stated: {spoken(effective_on)}"
        if bound_from is not None:
            text = f"{text}, before it was {facts.words.in_force} for who withdrew"
        rule = WITHDRAWAL_CLAUSE if bound_from is None else BEFORE_ENTRY
        yield Step(text, rule=rule, pointer=f"{fact.pointer}/effective_on", day=effective_on)

    how = Status.EXPIRED if fact.kind is ActKind.NON_RENEWAL else Status.TERMINATED
    return Exit(party=party, fact=fact, ceases_on=effective_on, how=how, bound_from=bound_from, why=why)


def _non_renewal(party: str, fact: Fact, schedule: Schedule | None) -> Exit:
    number = None if schedule is None else schedule.number_on(fact.counts_on)
    if schedule is None or number is None or not schedule.is_renewed_after(number):

        def no_renewal() -> Iterable[Step]:
            yield _received(fact, _what(fact))
            text = "no renewal was to come, so the notice changes nothing"
            yield Step(text, rule=AS_THE_TEXT_SAYS, pointer=_RENEWAL)

        return Exit(party=party, fact=fact, ceases_on=None, how=Status.EXPIRED, why=no_renewal)
    deadline = schedule.notice_deadline(number)
    late = deadline is not None and fact.counts_on > deadline
    last = schedule.last_day(number + 1 if late else number)

    def why() -> Iterable[Step]:
        yield _received(fact, _what(fact))
        yield from _way_to(schedule, number)
        yield _whether_in_time(deadline, late=late, last=last)

    ceases = None if last is None else next_day(last)
    return Exit(party=party, fact=fact, ceases_on=ceases, how=Status.EXPIRED, late=late, why=why)


def _whether_in_time(deadline: date | None, *, late: bool, last: date | None) -> Step:
    """Whether a notice counts for the running period; `last` is the day with which the one ends that it counts for."""
    where = f"{_RENEWAL}/notice"
    if deadline is None:
        text = "the notice is taken as in time: how long before the end it must come is not known"
        return Step(text, rule=NOTICE_IN_TIME, pointer=where, assumed=True)
    by = f"the last day for notice was {spoken(deadline)}"
    if not late:
        return Step(f"in time for the running period: {by}", rule=NOTICE_IN_TIME, pointer=where, day=deadline)
    then = "which has no end" if last is None else f"which ends on {spoken(last)}"
    text = f"too late for the running period: {by}; it counts for the next, {then}"
    return Step(text, rule=LATE_NOTICE, pointer=where, day=deadline)


def _way_to(schedule: Schedule, number: int) -> list[Step]:
    """How the end of a period came about."""
    last = schedule.last_day(number)
    if not number or last is None:
        return list(schedule.steps)
    text = f"renewal {number + schedule.done} ends on {spoken(last)}"
    return [*schedule.steps, Step(text, rule=FROM_THE_ANCHOR, pointer=_RENEWAL, day=last)]


_RENEWAL = "/term/renewal"
_WITHDRAWAL = "/term/withdrawal"


Said: TypeAlias = list[Callable[[], Step]]
"""The steps so far, each to be told when somebody asks."""


def _withdrawal(
    party: str, facts: Facts, fact: Fact, schedule: Schedule | None, *, entered: date | None, generally: date | None
) -> Exit:
    clause = facts.agreement.term.withdrawal
    said: Said = [lambda: _received(fact, "withdrawal")]
    if not isinstance(clause, WithdrawalOnNotice) and schedule is not None and schedule.renewal is not None:
        return _non_renewal(party, fact, schedule)  # the text has a way out, so that VCLT 56 does not apply
    if not isinstance(clause, WithdrawalOnNotice):
        day = add(fact.counts_on, _SILENT)
        said.append(lambda: _silent(day, known=clause is not None))
        return _earlier_of(party, fact, schedule, day, early=False, said=said)
    given, early = fact.counts_on, False
    if clause.lock_in is not None:
        start = entered if clause.lock_in_from is LockInFrom.OWN_ENTRY else generally
        if start is None:
            said.append(_opens_unknown)
        else:
            opens = add(start, clause.lock_in)
            early = given < opens
            given = max(given, opens)
            said.append(partial(_opens, opens, early=early))
    day = delayed(given, clause.notice)
    said.append(partial(_runs, clause, given, day))
    if schedule is not None and clause.at is ExitAt.END_OF_PERIOD:
        # A plain period must have run out by the last day, as that of a notice of non-renewal must; the other delays
        # give the first day out.
        if isinstance(clause.notice, Period):
            wanted = schedule.number_after(given, clause.notice)
        else:
            wanted = schedule.number_on(date.fromordinal(day.toordinal() - 1))
        return _at_end_of_period(party, fact, schedule, wanted, early=early, said=said)
    return _earlier_of(party, fact, schedule, day, early=early, said=said)


def _silent(day: date, *, known: bool) -> Step:
    text = "the text says nothing on withdrawal" if known else "the withdrawal clause is not known"
    text = f"{text}: twelve months' notice, to {spoken(day)}"
    return Step(text, rule=SILENT_ON_WITHDRAWAL, pointer=_WITHDRAWAL, day=day, assumed=True)


def _opens_unknown() -> Step:
    text = "from when notice may be given is not known, as it is not in force; taken as allowed"
    return Step(text, rule=NOTHING_RECORDED, pointer=f"{_WITHDRAWAL}/lock_in", assumed=True)


def _opens(opens: date, *, early: bool) -> Step:
    text = f"notice may be given from {spoken(opens)}" + (": it counts from then" if early else "")
    return Step(text, rule=WITHDRAWAL_CLAUSE, pointer=f"{_WITHDRAWAL}/lock_in", day=opens)


def _runs(clause: WithdrawalOnNotice, given: date, day: date) -> Step:
    text = f"it takes effect {told_delay(given, clause.notice)}: {spoken(day)}"
    where = f"{_WITHDRAWAL}/notice"
    return Step(text, rule=WITHDRAWAL_CLAUSE, pointer=where, day=day, article=clause.article)


def _at_end_of_period(
    party: str, fact: Fact, schedule: Schedule, wanted: int | None, *, early: bool, said: Said
) -> Exit:
    """The exit at the end of the period with a number, before the end of which the notice runs out."""
    running = schedule.number_on(fact.counts_on)
    last = None if wanted is None else schedule.last_day(wanted)
    ceases = None if last is None else next_day(last)
    late = running is not None and wanted != running and schedule.last_day(running) is not None

    def why() -> Iterable[Step]:
        yield from (step() for step in said)
        text = "no end of a period comes after that, so the notice changes nothing"
        if wanted is not None and ceases is not None:
            yield from _way_to(schedule, wanted)
            text = f"it takes effect at the end of a period: {spoken(ceases)}"
        yield Step(text, rule=LATE_NOTICE if late else WITHDRAWAL_CLAUSE, pointer=f"{_WITHDRAWAL}/at", day=ceases)

    return Exit(party=party, fact=fact, ceases_on=ceases, how=Status.TERMINATED, late=late, early=early, why=why)


def _earlier_of(party: str, fact: Fact, schedule: Schedule | None, day: date, *, early: bool, said: Said) -> Exit:
    """The exit at any time, or the end of the running period where notice for that is in time and it comes sooner."""
    number = None if schedule is None else schedule.number_on(fact.counts_on)
    if schedule is not None and number is not None:
        deadline, last = schedule.notice_deadline(number), schedule.last_day(number)
        if deadline is not None and last is not None and fact.counts_on <= deadline and next_day(last) < day:
            ceases = next_day(last)

            def why() -> Iterable[Step]:
                yield from (step() for step in said)
                yield from _way_to(schedule, number)
                text = "the notice is also in time for the end of the running period, which comes sooner"
                yield Step(f"{text}: {spoken(ceases)}", rule=EARLIER_EXIT, pointer=f"{_RENEWAL}/notice", day=ceases)

            return Exit(party=party, fact=fact, ceases_on=ceases, how=Status.EXPIRED, early=early, why=why)
    how = Status.TERMINATED
    return Exit(party=party, fact=fact, ceases_on=day, how=how, early=early, why=lambda: [step() for step in said])
