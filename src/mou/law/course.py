"""The course of an agreement under one reading of its dates: everything about it, computed once and looked up after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from operator import itemgetter
from typing import TypeAlias

import attrs

from mou.dates.days import day_before, next_day
from mou.dates.delays import delayed
from mou.dates.periods import Period, add
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.entry import computed_entry, entry_into_force
from mou.law.exits import Exit
from mou.law.explanation import Step
from mou.law.extensions import Extension, extensions
from mou.law.facts import Fact, Facts, Found, Why, no_steps
from mou.law.lives import Life, cut, holds_all, is_stated, lives, memberships
from mou.law.readings import readings
from mou.law.rules import (
    BY_CONSENT,
    FIRST_DAY_OUT,
    FROM_THE_ANCHOR,
    MINIMUM_PARTIES,
    NEVER_IN_FORCE,
    NOT_RENEWED,
    NOTHING_RECORDED,
    SUPERSEDED,
    TACIT_RENEWAL,
    TWO_PARTIES,
)
from mou.law.schedule import Schedule, TermPeriod
from mou.law.signatures import not_signed
from mou.law.spans import Counts, Interval, Span, count_on, counts, first_reaching, spans, without
from mou.law.standing import NOTICES
from mou.law.status import RUNNING, Status
from mou.law.term_schedule import schedule
from mou.model.act import ActKind
from mou.model.conditions import is_open
from mou.model.term import Anchor, ExpressRenewal, NoRenewal, Survival
from mou.values.internal import internal

__all__ = ["Course", "course", "survival_end"]


@internal(kw_only=True)
class Course:
    """The course of an agreement under one reading of its dates. Made by `course`.

    What says where it stands on a day is computed at once, all else when somebody asks.

    Attributes:
        facts: what was done.
        entered: the entry into force.
        provisional: who applies it provisionally, and when.
        suspended: whose obligations are suspended, and when.
        undone: the suspensions that a resumption undid before they began.
        term: the periods of its term, or why it has none.
        own: each party's own life, as if the agreement went on; `None` where its end hangs on none of them.
        exits: the notices given, and their effects.
        end: the last day in force.
        how: how it ended; `None` where it has no end.
        ceases_on: the first day on which it is over: no longer in force, or given up before it was.
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
        # What tells the steps can't be pickled, and need not be: all follows from the facts.
        return course, (self.facts,)

    @property
    def schedule(self) -> Schedule | None:
        """The periods of its term, where it has any."""
        return self.term if isinstance(self.term, Schedule) else None

    @property
    def signed(self) -> date | None:
        """The day on which the last of the parties signed."""
        return self.facts.signed[0] if self.facts.signed else None

    @property
    def provisional_from(self) -> date | None:
        """The day from which two parties applied it provisionally."""
        return _provisional_from(self.facts, self.provisional)

    @cached_property
    def in_force_from(self) -> date | None:
        """The day from which it is in force: that of its entry, or the first that is declared for a party."""
        declared = None if self.entered.day is not None else _declared_for_some(self.facts)
        return self.entered.day if declared is None or self.given_up else declared.takes_effect_on

    @cached_property
    def begun(self) -> date | None:
        """The day from which it counts as signed: that of the last signature, or of the first consent."""
        return self.facts.begun()

    @cached_property
    def lives(self) -> dict[str, Life]:
        """Each party's own life, which ends with the agreement."""
        own = lives(self.facts, self.entered, self.schedule) if self.own is None else self.own
        if self.ceases_on is None or self.how is None:
            return {life.party: life for life in own}
        return {life.party: cut(life, self.ceases_on, self.how, self.end.why) for life in own}

    @cached_property
    def changes(self) -> tuple[tuple[date, Status], ...]:
        """The days on which the status may change, from the first of the calendar on, each with its status."""
        return tuple([(day, _status(self, day)) for day in sorted(_days_of_change(self))])

    @property
    def given_up(self) -> bool:
        """Whether it was over before it was in force."""
        return self.ceases_on is not None and self.end.day is None

    def would_enter_on(self, day: date) -> date | None:
        """The day of entry into force if all that is outstanding came on a day; `None` where it is over by then."""
        if self.given_up or self.entered.day is not None:
            return self.entered.day
        then = Found(computed_entry(self.facts, on=day).day, why=no_steps)
        end, _ = _end(self.facts, schedule(self.facts, then, self.provisional_from), (), then)
        return None if then.day is not None and end.day is not None and end.day < then.day else then.day

    @property
    def survival_ends(self) -> date | None:
        """The last day of what survives the end."""
        return survival_end(self.facts, self.ceases_on if self.end.day is not None else None, self.how)

    def anchor_pointers(self) -> tuple[str, ...]:
        """The places of what decides the event that the term runs from.

        None where the term has no length or runs from a written date.
        """
        term = self.facts.agreement.term
        if not isinstance(term.duration, Period) or isinstance(term.anchor, date):
            return ()
        if term.anchor is Anchor.SIGNATURE:
            return tuple(fact.pointer for fact in self.facts.of(ActKind.SIGNATURE))
        if term.anchor is Anchor.PROVISIONAL_APPLICATION:
            return tuple(span.fact.pointer for span in self.provisional)
        return tuple(step.pointer for step in self.entered.steps if step.pointer is not None)

    def span_steps(self, day: date) -> Iterator[Step]:
        """Yield the suspensions and the provisional application that run on a day."""
        for span in (*self.suspended, *self.provisional):
            if span.covers(day):
                by = f" for {self.facts.names([span.party])}" if span.party else ""
                until = "" if span.last_day is None else f" through {spoken(span.last_day)}"
                what = span.fact.kind.replace("_", " ")
                text = f"{what}{by} from {spoken(span.first_day)}{until}"
                yield Step(text, pointer=span.fact.pointer, day=span.first_day)

    @cached_property
    def incomplete_extensions(self) -> tuple[Extension, ...]:
        """The extensions to which some parties did not consent."""
        return tuple(extension for extension in extensions(self.facts) if extension.missing)

    @cached_property
    def all_exits(self) -> tuple[Exit, ...]:
        """The notices given and their effects, also where the end hangs on none of them."""
        return _exits(tuple(self.lives.values()))

    @cached_property
    def suspended_of(self) -> dict[str, list[Span]]:
        """The suspensions of each party's obligations."""
        listed: dict[str, list[Span]] = {}
        for span in self.suspended:
            listed.setdefault(span.party, []).append(span)
        return listed

    @cached_property
    def applied(self) -> Counts:
        """How many parties apply it provisionally, from each day on which that changes.

        A party's notice, from its day or the one it states, ends its own provisional application (VCLT 25(2)).
        """
        return _applied(self.provisional, self.exits)

    @cached_property
    def suspension(self) -> list[tuple[date, bool]]:
        """Whether suspensions leave fewer than two parties active: from each day on which that can change."""
        return _suspension(self)

    @cached_property
    def certain_through(self) -> date | None:
        """The last day on which it is certainly in force, where its end is not known.

        That is the end of its fixed first period or, if later, the last day for a party that left: a party can only
        leave an agreement that is still in force.
        """
        if self.end.known:
            return None
        schedule = self.schedule
        days = [] if schedule is None else [schedule.last_day(schedule.done)]
        days += [day_before(left.ceases_on) for left in self.exits if left.ceases_on and left.bound_from is None]
        return max((day for day in days if day is not None), default=None)

    def is_bound(self, party: str, day: date) -> bool | None:
        """Whether a party is bound on a day; `None` where that is not known, as of the agreement itself."""
        life, status = self.lives[party], _status(self, day)
        if life.spell_on(day) is not None:
            return True if status in RUNNING else None
        if status is not Status.UNKNOWN or self.entered.known or life.gone_by(day):
            return False
        if is_open(self.facts.agreement.term.entry_into_force) and not life.begun_by(day):
            return False
        return None

    def status_on(self, day: date) -> Status:
        """Where it stands on a day."""
        return _status(self, day)

    def possible_on(self, day: date) -> tuple[Status, ...]:
        """What the status of a day can be: where the record can't tell, several."""
        status = _status(self, day)
        return _possible(self, day) if status is Status.UNKNOWN else (status,)

    def reason_on(self, day: date) -> str:
        """Why it stands so on a day, in a sentence."""
        return _reason(self, _status(self, day), day)

    def number_on(self, day: date) -> int | None:
        """The number of the period that runs on a day, where it is in force or suspended then."""
        if self.schedule is None or _status(self, day) not in RUNNING:
            return None
        return self.schedule.number_on(day)

    def period(self, number: int | None) -> TermPeriod | None:
        """The period with a number, cut off at the end of the agreement."""
        if number is None or self.schedule is None:
            return None
        period = self.schedule.period(number)
        end = self.end.day
        cut = end is not None and (period.last_day is None or end < period.last_day)
        return attrs.evolve(period, last_day=end) if cut else period

    def notice_on(self, day: date) -> Found:
        """The last day on which notice of non-renewal still counts for the period that runs on a day."""
        words = self.facts.words
        status = _status(self, day)
        if status not in RUNNING:
            text = f"on {spoken(day)} it is {words.statuses[status]}, so no notice is due"
            known = status is not Status.UNKNOWN
            return Found(None, known=known, why=lambda: [Step(text, rule=None if known else NOTHING_RECORDED)])
        term = self.term
        if isinstance(term, Found):
            return Found(None, known=term.known, why=lambda: [*term.steps])
        number = term.number_on(day)
        return term.notice(term.done if number is None else number, self.end.day, self.facts)


def course(facts: Facts) -> Course:
    """Compute the course of an agreement.

    Raises:
        DateRangeError: a date would lie past the year 9999.
    """
    entered = entry_into_force(facts)
    declared = _declared_for_some(facts) if entered.day is None else None
    if declared is not None:
        entered = _in_force_for_some(facts, entered, declared)
    provisional = spans(facts, _PROVISIONAL)[0] if _PROVISIONAL in facts.by_kind else ()
    suspended, undone = spans(facts, _SUSPENSION) if _SUSPENSION in facts.by_kind else ((), ())
    term = schedule(facts, entered, _provisional_from(facts, provisional) if provisional else None)
    own = lives(facts, entered, term if isinstance(term, Schedule) else None) if _hangs_on_lives(facts) else None
    # Also where nobody left, if the condition is not what gave the day: it may give one outside the calendar.
    complete = (own is not None or is_stated(facts)) and holds_all(facts, entered)
    exits = _exits(own) if own else ()
    end, how = _end(facts, term, own if own and complete else (), entered)
    last = end.day
    ceases_on = None if last is None else next_day(last)
    if last is not None and (entered.day is None or last < entered.day) and not facts.declared:
        # A term that runs from provisional application has its last day, in force or not.
        anchored = facts.agreement.term.anchor is Anchor.PROVISIONAL_APPLICATION
        applied = anchored and count_on(_applied(provisional, exits), last) >= _needed(facts)
        if _is_given_up(facts, entered, last, how):
            entered = _never_in_force(facts, entered, last)
            if not applied:
                term = end = _never_in_force(facts, end, last)
        elif entered.known and not applied:
            entered = _maybe_in_force(entered, last)
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


# Named here, as Python 3.11 takes longer to find the member of an enumeration than to call a function.
_PROVISIONAL, _SUSPENSION, _TERMINATION = ActKind.PROVISIONAL_APPLICATION, ActKind.SUSPENSION, ActKind.TERMINATION
_EXPIRED, _IN_FORCE = Status.EXPIRED, Status.IN_FORCE


def _declared_for_some(facts: Facts) -> Fact | None:
    """The first declaration that it is in force for a party alone."""
    return min(facts.declared_for_some.values(), key=lambda fact: fact.takes_effect_on, default=None)


def _in_force_for_some(facts: Facts, entered: Found, declared: Fact) -> Found:
    """The entry into force where it is declared for a party alone, and nothing recorded brought it about.

    What is in force for one party is in force from then on, but since when is not known. Worked case: two instruments
    are needed, one is recorded, and it is declared to be in force for Japan from 1 March 2020: the second instrument is
    missing from the record.
    """

    def why() -> Iterator[Step]:
        yield from entered.why()
        day = declared.takes_effect_on
        text = f"declared to be {facts.words.in_force} for {facts.names(declared.parties)} from {spoken(day)}"
        text = f"{text}; what brought it about is not recorded"
        yield Step(text, rule=NOTHING_RECORDED, pointer=declared.pointer, day=day)

    return Found(None, known=False, why=why)


def _is_given_up(facts: Facts, entered: Found, last_day: date, how: Status | None) -> bool:
    """Whether it was over before it was in force, given that no day of entry into force lies before its end.

    Where nothing tells whether all had consented, the record may lack what brought it into force.
    """
    if entered.day is not None:
        return True
    begun = facts.begun()
    if not entered.known:
        return begun is not None and last_day < begun
    if how is Status.EXPIRED:
        return True  # a term runs out by itself, so that nothing says that it was in force
    return begun is not None and (last_day < begun or not is_open(facts.agreement.term.entry_into_force))


def _never_in_force(facts: Facts, found: Found, last_day: date) -> Found:
    """The entry into force, or the end, of an agreement that was over before it was in force: there is none."""

    def why() -> Iterator[Step]:
        yield from (step for step in found.why() if step.rule is not FIRST_DAY_OUT)
        over = next_day(last_day)
        text = f"over from {spoken(over)}, before it was {facts.words.in_force}"
        yield Step(text, rule=NEVER_IN_FORCE, day=over)

    return Found(None, why=why)


def _maybe_in_force(entered: Found, last_day: date) -> Found:
    """The entry into force of what was ended: the record may lack what brought it about."""

    def why() -> Iterator[Step]:
        yield from entered.why()
        text = f"it ended on {spoken(last_day)}, so that what brought it into force may not be recorded"
        yield Step(text, rule=NOTHING_RECORDED, day=last_day)

    return Found(None, known=False, why=why)


def _hangs_on_lives(facts: Facts) -> bool:
    """Whether the end can hang on the life of a party, or a day in one can lie outside the calendar."""
    if not NOTICES.isdisjoint(facts.by_kind):
        return True
    clause = facts.agreement.term.later_parties
    if clause is None or clause.delay is None or not facts.seen:
        return False
    try:
        delayed(facts.seen[-1].counts_on, clause.delay)  # who consents last is bound last
    except DateRangeError:
        return True
    return False


def _exits(own: tuple[Life, ...]) -> tuple[Exit, ...]:
    return tuple(sorted((one for life in own for one in life.exits), key=lambda one: one.fact.index))


def _provisional_from(facts: Facts, provisional: tuple[Span, ...]) -> date | None:
    return first_reaching(counts(span.interval for span in provisional), _needed(facts))


def _needed(facts: Facts) -> int:
    """How many parties it takes: two, or nobody in particular where none are listed."""
    return 2 if len(facts.agreement.parties) >= 2 else 1


def survival_end(facts: Facts, ceases_on: date | None, how: Status | None) -> date | None:
    """The last day of survival: counted from the day an exit takes effect, or from the last day of a term."""
    survival = facts.agreement.term.survival
    if ceases_on is None or not isinstance(survival, Survival):
        return None
    return add(ceases_on if how is Status.TERMINATED else day_before(ceases_on), survival.period)


End: TypeAlias = tuple[date, Status | None, Why]
"""A last day in force, how it ended, and the way to it; without a status where that day is not certain."""


def _end(facts: Facts, term: Schedule | Found, own: tuple[Life, ...], entered: Found) -> tuple[Found, Status | None]:
    """The last day in force: the first of the end of the term, the exits that leave nobody, and consent to end it.

    Args:
        facts: what was done.
        term: the periods of its term, or why it has none.
        own: each party's own life; none where the record does not hold all parties.
        entered: the entry into force.
    """
    ends: list[End] = [
        (day_before(fact.takes_effect_on), Status.TERMINATED, partial(_by_consent, fact))
        for fact in facts.of(_TERMINATION)
    ]
    if own:
        ends.extend(_too_few(facts, own, entered))
    if facts.others.superseding:
        ends.extend(_superseded(facts, entered.day))
    if isinstance(term, Schedule):
        number = term.last_number
        last = None if number is None else term.last_day(number)
        if number is not None and last is not None:
            ends.append((last, _EXPIRED, partial(_end_of_term, facts, term, number, last)))
    if ends:
        last, how, why = ends[0] if len(ends) == 1 else min(ends, key=itemgetter(0))
        if how is None:
            return Found(None, known=False, why=why), None
        renewed = isinstance(term, Schedule) and term.renewed_for_unknown
        return Found(last, why=partial(_to_the_last_day, facts, term.why if renewed else no_steps, why, last)), how
    if isinstance(term, Schedule):
        return Found(None, known=not term.renewed_for_unknown, why=partial(_without_end, term)), None
    return term, None


def _by_consent(fact: Fact) -> tuple[Step, ...]:
    day = fact.takes_effect_on
    text = f"ended by consent, with effect from {spoken(day)}"
    return (Step(text, rule=BY_CONSENT, pointer=fact.pointer, day=day),)


def _to_the_last_day(facts: Facts, renewed: Why, why: Why, last: date) -> Iterator[Step]:
    yield from renewed()
    yield from why()
    text = f"the last day {facts.words.in_force} is {spoken(last)}; the first day out is {spoken(next_day(last))}"
    yield Step(text, rule=FIRST_DAY_OUT, day=last)


def _without_end(term: Schedule) -> Iterator[Step]:
    yield from term.steps
    if term.renewed_for_unknown:
        yield Step("until when it was renewed is not known", rule=NOTHING_RECORDED, pointer="/term/renewal")
        return
    yield Step("it renews itself until somebody gives notice", rule=TACIT_RENEWAL, pointer="/term/renewal")


def _too_few(facts: Facts, own: tuple[Life, ...], entered: Found) -> list[End]:
    """The exit after which too few parties are left: fewer than two, or than the text wants.

    Who withdraws before it is in force ends nothing: others may still come, and who withdrew may consent again.
    """
    begins = entered.day
    if begins is None:
        never = entered.known or is_open(facts.agreement.term.entry_into_force)
        begins = date.max if never else date.min
    gone = sorted(
        (
            (left.ceases_on, left)
            for life in own
            for left in life.exits
            if left.ceases_on is not None and left.ceases_on > begins and left.bound_from is None
        ),
        key=lambda pair: (pair[0], pair[1].fact.index),
    )
    if not gone:
        return []
    minimum = facts.agreement.term.minimum_parties
    there = counts(memberships(facts, own))
    for ceases, left in gone:
        staying = count_on(there, ceases)
        if staying < max(minimum or 2, 2):
            who = [other.party for day, other in gone if day == ceases]
            return [(day_before(ceases), left.how, partial(_why_too_few, facts, left, who, staying))]
    return []


def _why_too_few(facts: Facts, one: Exit, who: list[str], left: int) -> Iterable[Step]:
    minimum = facts.agreement.term.minimum_parties
    minimum = None if minimum is None or minimum <= 2 else minimum  # it takes two anyway
    yield from one.steps
    text = f"{facts.names(who)} left" + (f", and {left} of {minimum} are too few" if minimum else "")
    where = "/term/minimum_parties" if minimum else one.fact.pointer
    yield Step(text, rule=MINIMUM_PARTIES if minimum else TWO_PARTIES, pointer=where, day=one.ceases_on)


def _superseded(facts: Facts, entered: date | None) -> Iterator[End]:
    """The entry into force of a later agreement between all the parties that supersedes this one.

    Without a status where that day is not certain: it is the earliest one then. Of two that supersede each other, it is
    the one that enters into force last.
    """
    parties = set(facts.agreement.party_ids)
    for later in facts.others.superseding.get(facts.agreement.id, ()):
        if later.id in facts.asked or not parties or not parties <= set(later.party_ids):
            continue
        asked = facts.asked | {facts.agreement.id}
        days = {entry_into_force(one).day for one in readings(later, facts.as_of, facts.others, asked)}
        if entered is not None and facts.agreement in facts.others.superseding.get(later.id, ()):
            days = {day for day in days if day is None or day >= entered}
        known = [day for day in days if day is not None]
        if known and len(days) > 1:
            text = f"superseded by {later.id}, of which it is not certain when it enters into force"
            yield day_before(min(known)), None, partial(_by_later, text)
        elif known:
            text = f"superseded by {later.id}, {facts.words.in_force} from {spoken(known[0])}"
            yield day_before(known[0]), Status.TERMINATED, partial(_by_later, text, known[0])


def _by_later(text: str, day: date | None = None) -> tuple[Step, ...]:
    return (Step(text, rule=SUPERSEDED, day=day),)


def _end_of_term(facts: Facts, term: Schedule, number: int, last: date) -> Iterable[Step]:
    yield from term.steps
    if number > term.done:
        text = f"the last of {number} renewals ends on {spoken(last)}"
        yield Step(text, rule=FROM_THE_ANCHOR, pointer="/term/renewal", day=last)
    renewal = facts.agreement.term.renewal
    extended = any(not extension.missing for extension in extensions(facts))
    if renewal is None and not extended:
        text = "whether it can be renewed is not known; taken: it is not"
        yield Step(text, rule=NOT_RENEWED, pointer="/term/renewal", assumed=True)
    elif isinstance(renewal, ExpressRenewal) and not extended:
        yield Step("only an extension prolongs it, and none is recorded", pointer="/term/renewal")
    elif isinstance(renewal, NoRenewal):
        yield Step("the text has no renewal", pointer="/term/renewal")


def _days_of_change(made: Course) -> set[date]:
    days = {date.min}
    for day in (made.begun, made.in_force_from, made.ceases_on):
        if day is not None:
            days.add(day)
    if made.certain_through is not None:
        days.add(next_day(made.certain_through))
    for span in (*made.provisional, *made.suspended):
        days.add(span.first_day)
        if span.last_day is not None and span.last_day < date.max:
            days.add(next_day(span.last_day))
    if made.suspended:  # who joins or comes back may keep it going
        days.update(spell.first_day for life in made.lives.values() for spell in life.spells)
    for one in made.exits:
        days.add(one.fact.takes_effect_on)
        if one.ceases_on is not None:
            days.add(one.ceases_on)
    return days


def _status(made: Course, day: date) -> Status:
    """Where it stands on a day."""
    ceases, entered, how = made.ceases_on, made.in_force_from, made.how
    if ceases is not None and how is not None and day >= ceases:
        return how
    if entered is not None and day >= entered:
        certain = made.end.known or (made.certain_through is not None and day <= made.certain_through)
        if not certain:
            return Status.UNKNOWN
        return Status.SUSPENDED if made.suspended and _is_suspended(made, day) else _IN_FORCE
    if made.provisional and count_on(made.applied, day) >= _needed(made.facts):
        return Status.PROVISIONAL
    begun = made.begun
    if begun is not None and day < begun:
        return Status.NEGOTIATED
    if not made.entered.known:
        return Status.UNKNOWN
    if begun is not None:
        return Status.SIGNED
    return Status.NEGOTIATED if entered is None else Status.UNKNOWN


def _possible(made: Course, day: date) -> tuple[Status, ...]:
    """What the status can be on a day of which it is not known."""
    entered = made.in_force_from
    if entered is not None and day >= entered:
        running = Status.SUSPENDED if made.suspended and _is_suspended(made, day) else Status.IN_FORCE
        return running, Status.EXPIRED
    if made.entered.known:
        return Status.NEGOTIATED, Status.SIGNED
    possible = (Status.SIGNED, Status.IN_FORCE) if made.begun is not None else _NOT_ENDED
    return possible if made.end.known else (*possible, Status.EXPIRED)


_NOT_ENDED = (Status.NEGOTIATED, Status.SIGNED, Status.IN_FORCE)


def _reason(made: Course, status: Status, day: date) -> str:
    """Why it has a status on a day, in a sentence."""
    words, entered = made.facts.words, made.entered
    if status is made.how and made.ceases_on is not None and day >= made.ceases_on:
        if made.given_up:
            return entered.steps[-1].text
        return f"{words.statuses[status]} since {spoken(made.ceases_on)}"
    since = made.in_force_from
    if since is not None and day >= since:
        if status is Status.UNKNOWN:
            return made.end.steps[-1].text
        return f"{words.in_force} since {spoken(since)}" if status is _IN_FORCE else words.statuses[status]
    if status is Status.PROVISIONAL:
        return words.statuses[status]
    if status is Status.NEGOTIATED:
        return not_signed(made.facts) if made.begun is None else f"not signed before {spoken(made.begun)}"
    if status is Status.UNKNOWN and entered.known:
        return "when it was signed is not recorded"
    return entered.steps[-1].text if entered.day is None else f"{words.enters} on {spoken(entered.day)}"


def _is_suspended(made: Course, day: date) -> bool:
    """Whether the obligations of so many are suspended that fewer than two are left."""
    return bool(count_on(made.suspension, day))


def _suspension(made: Course) -> list[tuple[date, bool]]:
    """See `Course.suspension`. Where the record need not hold all parties, all that it holds must be suspended."""
    facts = made.facts
    everybody = facts.agreement.party_ids
    all_held = holds_all(facts, made.entered)
    there: list[Interval] = (
        list(memberships(facts, made.lives.values())) if all_held else [(party, date.min, None) for party in everybody]
    )
    paused = [span.interval for span in made.suspended]
    suspended, active = counts(paused), counts(without(there, paused))
    enough = 0 if all_held else len(everybody)
    return [
        (day, count_on(suspended, day) > 0 and count_on(active, day) < 2 and count_on(suspended, day) >= enough)
        for day in sorted({day for day, _ in (*suspended, *active)})
    ]


def _applied(provisional: tuple[Span, ...], notices: tuple[Exit, ...]) -> Counts:
    """See `Course.applied`."""
    given_up = [
        (left.party, left.fact.takes_effect_on, None)
        for left in notices
        if left.fact.kind is ActKind.WITHDRAWAL and left.revoked_by is None
    ]
    return counts(without((span.interval for span in provisional), given_up))
