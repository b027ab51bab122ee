"""The course of an agreement: everything that follows from its acts and its term, under one reading of its dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property

import attrs

from mou.dates.days import day_before, next_day
from mou.dates.periods import Period
from mou.dates.words import spoken
from mou.law.ending import end_of_agreement
from mou.law.entry import computed_entry, entry_into_force
from mou.law.exits import Exit
from mou.law.explanation import Step
from mou.law.extensions import Extension, extensions
from mou.law.facts import Facts, Found
from mou.law.lives import Life, cut, exits_of, hangs_on_lives, holds_all, is_stated, lives
from mou.law.minimum_parties import is_blank, leaves_on_unknown_day, may_have_ended_after
from mou.law.never_in_force import (
    first_declared_for_some,
    in_force_for_some,
    is_given_up,
    maybe_in_force,
    never_in_force,
)
from mou.law.provisional import parties_applying, parties_needed, provisional_since, spans_by_clause
from mou.law.rules import NOTHING_RECORDED
from mou.law.schedule import Schedule, TermPeriod
from mou.law.signatures import not_signed
from mou.law.spans import Counts, Span, count_on, spans
from mou.law.status import RUNNING, Status, Words
from mou.law.survival import survival_end
from mou.law.suspension import too_few_active
from mou.law.term_schedule import schedule
from mou.law.unrecorded_consent import unrecorded_consents
from mou.law.why import NO_STEPS, Why
from mou.model.act import ActKind
from mou.model.conditions import is_open
from mou.model.durations import UntilDayOfYear
from mou.model.term import Anchor
from mou.values.internal import internal


@internal(kw_only=True)
class Course:
    """The course of an agreement under one reading of its dates. Returned by `course`.

    The values that decide the status are computed at once, and all other values on demand.

    Attributes:
        facts: the acts of the agreement.
        entered: the entry into force.
        provisional: the spans in which parties apply the agreement provisionally.
        suspended: the spans in which the obligations of parties are suspended.
        undone: the suspensions that never began, because a resumption ended them before their first day.
        term: the periods of the term, or the reason why the agreement has no term.
        own: for each party, the days on which it would be bound if the agreement did not end (see `mou.law.lives`);
            `None` if the end can't depend on these days.
        exits: the notices and their effects.
        end: the last day in force.
        how: the status after the end; `None` if the agreement has no end.
        ceases_on: the day after the end, even if the agreement ended before it was in force.
    """

    facts: Facts
    entered: Found
    provisional: tuple[Span, ...]
    suspended: tuple[Span, ...]
    undone: tuple[Span, ...]
    term: Schedule | Found
    own: tuple[Life, ...] | None
    exits: tuple[Exit, ...]
    end: Found
    how: Status | None
    ceases_on: date | None

    def __reduce__(self) -> tuple[Callable[[Facts], Course], tuple[Facts]]:
        # Everything else follows from the facts, so a pickle contains only the facts.
        return course, (self.facts,)

    @property
    def schedule(self) -> Schedule | None:
        """The periods of the term, if any."""
        return self.term if isinstance(self.term, Schedule) else None

    @property
    def signed(self) -> date | None:
        """The day from which the agreement counts as signed by its parties; see `Facts.signed`."""
        return self.facts.signed[0] if self.facts.signed else None

    @property
    def provisional_from(self) -> date | None:
        """The day from which two parties apply the agreement provisionally."""
        return provisional_since(self.facts, self.provisional)

    @property
    def in_force_from(self) -> date | None:
        """The first day in force: the entry into force, or the first day declared for a party."""
        if self.entered.day is not None:
            return self.entered.day
        declared = first_declared_for_some(self.facts)
        return None if declared is None or self.given_up else declared.takes_effect_on

    @cached_property
    def begun(self) -> date | None:
        """The day from which the agreement counts as signed: two parties have signed by then, or one has consented."""
        return self.facts.begun()

    @cached_property
    def lives(self) -> dict[str, Life]:
        """Each party's life (the days on which it is bound), which ends with the agreement at the latest."""
        own = lives(self.facts, self.entered, self.schedule) if self.own is None else self.own
        if self.ceases_on is None or self.how is None:
            return {life.party: life for life in own}
        return {life.party: cut(life, self.ceases_on, self.how, self.end.why) for life in own}

    @cached_property
    def changes(self) -> tuple[tuple[date, Status], ...]:
        """The days on which the status can change, each with its status, from the first day of the calendar on."""
        days = {date.min}
        over_from = None if self.end.not_after is None else next_day(self.end.not_after)
        for day in (self.begun, self.in_force_from, self.ceases_on, over_from):
            if day is not None:
                days.add(day)
        if self.certain_through is not None:
            days.add(next_day(self.certain_through))
        for span in (*self.provisional, *self.suspended):
            days.add(span.first_day)
            if span.last_day is not None and span.last_day < date.max:
                days.add(next_day(span.last_day))
        if self.suspended:  # a party that joins or returns can end a suspension
            days.update(spell.first_day for life in self.lives.values() for spell in life.spells)
        for party_exit in self.exits:
            days.add(party_exit.fact.takes_effect_on)
            if party_exit.ceases_on is not None:
                days.add(party_exit.ceases_on)
        return tuple([(day, self.status_on(day)) for day in sorted(days)])

    @property
    def given_up(self) -> bool:
        """Whether the agreement ended before it was in force."""
        return self.ceases_on is not None and self.end.day is None

    def would_enter_on(self, day: date) -> date | None:
        """Return the day on which the agreement would enter into force if all missing acts were done on a given day.

        Return `None` if the agreement would end before it enters into force.
        """
        if self.given_up or self.entered.day is not None:
            return self.entered.day
        entry = Found(computed_entry(self.facts, on=day).day, why=NO_STEPS)
        end, _ = end_of_agreement(self.facts, schedule(self.facts, entry, self.provisional_from), (), (), entry)
        return None if entry.day is not None and end.day is not None and end.day < entry.day else entry.day

    @property
    def survival_ends(self) -> date | None:
        """The last day of the obligations that survive the end."""
        return survival_end(self.facts, self.ceases_on if self.end.day is not None else None, self.how)

    def anchor_pointers(self) -> tuple[str, ...]:
        """Return JSON Pointers to the acts that decide the day from which the term runs.

        There are none if the term has no length or runs from a written date.
        """
        term = self.facts.agreement.term
        if not isinstance(term.duration, Period | UntilDayOfYear) or isinstance(term.anchor, date):
            return ()
        if term.anchor is Anchor.SIGNATURE:
            return tuple(fact.pointer for fact in self.facts.of(ActKind.SIGNATURE))
        if term.anchor is Anchor.PROVISIONAL_APPLICATION:
            return tuple(span.fact.pointer for span in self.provisional)
        return tuple(step.pointer for step in self.entered.steps if step.pointer is not None)

    def span_steps(self, day: date) -> Iterator[Step]:
        """Yield a step for each suspension and each provisional application that includes a day."""
        for span in (*self.suspended, *self.provisional):
            if span.covers(day):
                by = f" for {self.facts.names([span.party])}" if span.party else ""
                until = "" if span.last_day is None else f" through {spoken(span.last_day)}"
                what = span.fact.kind if span in self.suspended else ActKind.PROVISIONAL_APPLICATION
                kind = what.replace("_", " ")
                text = f"{kind}{by} from {spoken(span.first_day)}{until}"
                yield Step(text, pointer=span.fact.pointer, day=span.first_day)

    @cached_property
    def incomplete_extensions(self) -> tuple[Extension, ...]:
        """The extensions to which some parties did not consent."""
        return tuple(extension for extension in extensions(self.facts) if extension.missing)

    @cached_property
    def all_exits(self) -> tuple[Exit, ...]:
        """All notices and their effects, including notices that can't decide the end."""
        return exits_of(tuple(self.lives.values()))

    @cached_property
    def unrecorded_consents(self) -> frozenset[str]:
        """The parties for which the record leaves open whether they consented to be bound."""
        return unrecorded_consents(self.facts, self.entered)

    @cached_property
    def suspended_of(self) -> dict[str, list[Span]]:
        """The suspensions of each party's obligations."""
        listed: dict[str, list[Span]] = {}
        for span in self.suspended:
            listed.setdefault(span.party, []).append(span)
        return listed

    @cached_property
    def applied(self) -> Counts:
        """The number of parties that apply the agreement provisionally, from each day on which the number changes.

        A party's notice ends its own provisional application, on the day of the notice or on the stated day (VCLT
        25(2)).
        """
        return parties_applying(self.provisional, self.exits)

    @cached_property
    def suspension(self) -> list[tuple[date, bool]]:
        """Whether suspensions leave fewer than two parties active, from each day on which the answer can change."""
        return too_few_active(self.facts, self.entered, self.suspended, self.lives.values)

    @property
    def complete_lives(self) -> tuple[Life, ...]:
        """The days on which each party is bound. Empty if they can't decide the end, or if parties may be missing."""
        return self.own if self.own and holds_all(self.facts, self.entered) else ()

    @cached_property
    def in_doubt_after(self) -> tuple[date, Exit] | None:
        """The day after which it is not known whether enough parties are left, with the exit that causes the doubt."""
        return may_have_ended_after(self.facts, self.complete_lives, self.exits, self.entered)

    @cached_property
    def certain_through(self) -> date | None:
        """The last day on which the agreement is certainly in force, if its end is not known.

        This is the latest of three days: the last day of the first period or of its last extension, the day of a notice
        that shows a renewal, and the last day before a party left. A party can only leave an agreement that is still in
        force. If a party gave several notices, only the notice that took effect first is used. Worked case: a party
        withdraws with effect from 31 March 2025, and again with effect from 1 April. This shows that the agreement was
        in force on 30 March. A notice whose day of effect is not known shows that the agreement was in force when the
        notice was received.
        """
        if self.end.known or self.end.runs_on:
            return None
        doubt = self.in_doubt_after
        if doubt is not None:
            day, leaves = doubt
            if not leaves.undated or leaves.not_before is not None or is_blank(self.facts.agreement.term, leaves):
                return day
        schedule = self.schedule
        days = [self.end.not_before] if schedule is None else [schedule.last_day(schedule.done)]
        days += [day_before(day) for life in self.own or () for day in life.left_on]
        days += [] if doubt is None else [doubt[0]]
        days += [] if schedule is None or schedule.renewed_by is None else [schedule.renewed_by.counts_on]
        return max((day for day in days if day is not None), default=None)

    def is_over_by(self, day: date) -> bool:
        """Return whether the agreement is certainly over on a day, although its last day is not known.

        Worked case: a notice takes effect on an unknown day, and the term ends on 1 January 2025 at the latest.
        """
        return self.end.not_after is not None and day > self.end.not_after

    def is_bound(self, party: str, day: date) -> bool | None:
        """Return whether a party is bound on a day; `None` if that is not known."""
        if self.is_over_by(day):
            return False
        life, status = self.lives[party], self.status_on(day)
        spell = life.spell_on(day)
        if spell is not None:
            leaves = leaves_on_unknown_day(self.facts.agreement, life, spell)
            may_have_left = leaves is not None and leaves.certain_through < day
            is_certain = status in RUNNING and not may_have_left and party not in self.unrecorded_consents
            return True if is_certain else None
        if status is not Status.UNKNOWN or self.entered.known or life.gone_by(day):
            return False
        if is_open(self.facts.agreement.term.entry_into_force) and not life.begun_by(day):
            return False
        return None

    def status_on(self, day: date) -> Status:
        """Return the status on a day.

        The end is checked first, then the entry into force, provisional application and the signature. Worked case: an
        agreement is signed on 1 March 2020, applied provisionally from 1 May, and in force from 1 July 2020 to 1 July
        2025. The status is "negotiated" on 29 February 2020, "signed" from 1 March, "provisional" from 1 May, "in
        force" from 1 July 2020, and "expired" from 2 July 2025.
        """
        ceases, entered, how = self.ceases_on, self.in_force_from, self.how
        if ceases is not None and how is not None and day >= ceases:
            return how
        if self.is_over_by(day):
            return how or Status.UNKNOWN
        if entered is not None and day >= entered:
            end, through = self.end, self.certain_through
            if not (end.known or end.runs_on or (through is not None and day <= through)):
                return Status.UNKNOWN
            return Status.SUSPENDED if self.suspended and _is_suspended(self, day) else _IN_FORCE
        if self.provisional and count_on(self.applied, day) >= parties_needed(self.facts):
            return Status.PROVISIONAL
        begun = self.begun
        if begun is not None and day < begun:
            return Status.NEGOTIATED
        if not self.entered.known:
            return Status.UNKNOWN
        if begun is not None:
            return Status.SIGNED
        return Status.NEGOTIATED if entered is None else Status.UNKNOWN

    def possible_on(self, day: date) -> tuple[Status, ...]:
        """Return the statuses that are possible on a day; several if the status is unknown."""
        status = self.status_on(day)
        if status is not Status.UNKNOWN:
            return (status,)
        if self.is_over_by(day):
            return Status.TERMINATED, Status.EXPIRED
        entered = self.in_force_from
        if entered is not None and day >= entered:
            running = Status.SUSPENDED if self.suspended and _is_suspended(self, day) else Status.IN_FORCE
            doubt = self.in_doubt_after
            return running, Status.EXPIRED if doubt is None else doubt[1].how
        if self.entered.known:
            return Status.NEGOTIATED, Status.SIGNED
        possible = (Status.SIGNED, Status.IN_FORCE) if self.begun is not None else _NOT_ENDED
        return possible if self.end.known else (*possible, Status.EXPIRED)

    def reason_on(self, day: date) -> str:
        """Return a sentence with the reason for the status on a day."""
        words, entered, status = self.facts.words, self.entered, self.status_on(day)
        if status is self.how and self.ceases_on is not None and day >= self.ceases_on:
            if self.given_up:
                return entered.steps[-1].text
            return f"{words.statuses[status]} since {spoken(self.ceases_on)}"
        since = self.in_force_from
        if since is not None and day >= since:
            if status is Status.UNKNOWN:
                return self.end.steps[-1].text
            return f"{words.in_force} since {spoken(since)}" if status is _IN_FORCE else words.statuses[status]
        if status is Status.PROVISIONAL:
            return words.statuses[status]
        if status is Status.NEGOTIATED:
            return not_signed(self.facts) if self.begun is None else f"not signed before {spoken(self.begun)}"
        if status is Status.UNKNOWN and entered.known:
            return "the date of signature is not recorded"
        return entered.steps[-1].text if entered.day is None else f"{words.enters} on {spoken(entered.day)}"

    def number_on(self, day: date) -> int | None:
        """Return the number of the period that includes a day, if the agreement is in force or suspended."""
        if self.schedule is None or self.status_on(day) not in RUNNING:
            return None
        return self.schedule.number_on(day)

    def period(self, number: int | None) -> TermPeriod | None:
        """Return the period with a number. If the agreement ends in the period, the period ends with it."""
        if number is None or self.schedule is None:
            return None
        period = self.schedule.period(number)
        end = self.end.day
        cut = end is not None and (period.last_day is None or end < period.last_day)
        return attrs.evolve(period, last_day=end) if cut else period

    def notice_on(self, day: date) -> Found:
        """Return the last day on which a notice of non-renewal is in time for the period that includes a day."""
        words = self.facts.words
        status = self.status_on(day)
        if status not in RUNNING:
            return Found(None, known=status is not Status.UNKNOWN, why=Why(_no_notice_due, words, status, day))
        term = self.term
        if isinstance(term, Found):
            return Found(None, known=term.known, why=term.why)
        number = term.number_on(day)
        return term.notice(term.done if number is None else number, self.end.day, self.facts)


def _no_notice_due(words: Words, status: Status, day: date) -> Step:
    text = f"on {spoken(day)} its status is {words.statuses[status]}, so no notice is due"
    return Step(text, rule=NOTHING_RECORDED if status is Status.UNKNOWN else None)


def course(facts: Facts) -> Course:
    """Compute the course of an agreement.

    The order matters: the entry into force decides the schedule of the term, the schedule decides the exits, and the
    exits decide the end. An end before the entry into force changes the entry: either the agreement was never in force,
    or the acts that brought it into force are not recorded.

    Raises:
        DateRangeError: a date would be past the year 9999.
    """
    entered = entry_into_force(facts)
    declared = first_declared_for_some(facts) if entered.day is None else None
    if declared is not None:
        entered = in_force_for_some(facts, entered, declared)
    provisional = spans(facts, _PROVISIONAL)[0] if _PROVISIONAL in facts.by_kind else ()
    clause = facts.agreement.term.provisional
    if clause is not None:
        provisional = (*provisional, *spans_by_clause(facts, clause))
    suspended, undone = spans(facts, _SUSPENSION) if _SUSPENSION in facts.by_kind else ((), ())
    term = schedule(facts, entered, provisional_since(facts, provisional) if provisional else None)
    own = lives(facts, entered, term if isinstance(term, Schedule) else None) if hangs_on_lives(facts) else None
    # Computed even if no party left, so that a condition whose day is outside the calendar raises an error.
    complete = (own is not None or is_stated(facts)) and holds_all(facts, entered)
    exits = exits_of(own) if own else ()
    end, how = end_of_agreement(facts, term, own if own and complete else (), exits, entered)
    last = end.day
    ceases_on = None if last is None else next_day(last)
    if last is not None and (entered.day is None or last < entered.day) and not facts.declared:
        # A term that runs from provisional application ends on its last day, whether or not the agreement is in force.
        anchored = facts.agreement.term.anchor is Anchor.PROVISIONAL_APPLICATION
        applied = anchored and count_on(parties_applying(provisional, exits), last) >= parties_needed(facts)
        if is_given_up(facts, entered, last, how):
            entered = never_in_force(facts, entered, last)
            if not applied:
                term = end = never_in_force(facts, end, last)
        elif entered.known and not applied:
            entered = maybe_in_force(entered, last)
    return Course(
        facts=facts,
        entered=entered,
        provisional=provisional,
        suspended=suspended,
        undone=undone,
        term=term,
        own=own,
        exits=exits,
        end=end,
        how=how,
        ceases_on=ceases_on,
    )


# Module constants, because Python 3.11 is slow to look up the member of an enumeration.
_PROVISIONAL, _SUSPENSION = ActKind.PROVISIONAL_APPLICATION, ActKind.SUSPENSION
_IN_FORCE = Status.IN_FORCE
_NOT_ENDED = (Status.NEGOTIATED, Status.SIGNED, Status.IN_FORCE)


def _is_suspended(course: Course, day: date) -> bool:
    """Return whether suspensions leave fewer than two parties active on a day."""
    return bool(count_on(course.suspension, day))
