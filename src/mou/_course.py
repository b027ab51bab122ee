"""The course of an agreement under one reading of its dates: everything about it, computed once and looked up after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from operator import itemgetter
from typing import TypeAlias

import attrs

from mou._facts import Fact, Facts, Found, Why, untold
from mou._inside import inside
from mou._lives import Life, cut, holds_all, is_stated, lives, members
from mou._readings import readings
from mou._words import spoken
from mou.act import ActKind
from mou.conditions import is_open
from mou.delays import delayed, next_day
from mou.entry import computed_entry, entry_into_force
from mou.errors import DateRangeError
from mou.exits import NOTICES, Exit
from mou.explanation import Step
from mou.periods import add
from mou.rules import (
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
from mou.schedule import Schedule, TermPeriod, schedule
from mou.status import Status
from mou.term import Anchor, ExpressRenewal, NoRenewal, Survival

__all__ = ["Course", "course"]


@inside
class Span:
    """Days on which a party applies the agreement provisionally, or its obligations are suspended.

    Attributes:
        party: the party's id; `""` where the agreement lists none.
        first_day: the first of them.
        last_day: the last; `None` for open.
        fact: the act it began with.
    """

    party: str
    first_day: date
    last_day: date | None
    fact: Fact

    def covers(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@inside(kw_only=True)
class Course:
    """The course of an agreement under one reading of its dates. Made by `course`.

    What says where it stands on a day is computed at once, all else when somebody asks.

    Attributes:
        facts: what was done.
        entered: the entry into force.
        provisional: who applies it provisionally, and when.
        suspended: whose obligations are suspended, and when.
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
        then = Found(computed_entry(self.facts, on=day).day, why=untold)
        end, _ = _end(self.facts, schedule(self.facts, then, self.provisional_from), (), then)
        return None if then.day is not None and end.day is not None and end.day < then.day else then.day

    @property
    def survival_ends(self) -> date | None:
        """The last day of survival: counted from the day an exit takes effect, or from the last day of a term."""
        survival = self.facts.agreement.term.survival
        if self.end.day is None or self.ceases_on is None or not isinstance(survival, Survival):
            return None
        return add(self.ceases_on if self.how is Status.TERMINATED else self.end.day, survival.period)

    def ceases_before(self, fact: Fact) -> date | None:
        """The first day no longer in force as it stood when an act was done: without that act and those after it."""
        facts = self.facts
        seen = tuple(one for one in facts.seen if one.counts_on < fact.counts_on)
        return course(attrs.evolve(facts, seen=seen)).ceases_on

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
        if self.schedule is None or _status(self, day) not in (Status.IN_FORCE, Status.SUSPENDED):
            return None
        return self.schedule.number_on(day)

    def period(self, number: int | None) -> TermPeriod | None:
        if number is None or self.schedule is None:
            return None
        period = self.schedule.period(number)
        end = self.end.day
        cut = end is not None and (period.last_day is None or end < period.last_day)
        return attrs.evolve(period, last_day=end) if cut else period

    def notice_on(self, day: date) -> Found:
        """The last day on which notice of non-renewal still counts for the period that runs on a day."""
        schedule, words = self.schedule, self.facts.words
        status = _status(self, day)
        if status not in (Status.IN_FORCE, Status.SUSPENDED):
            text = f"on {spoken(day)} it is {words.statuses[status]}, so no notice is due"
            known = status is not Status.UNKNOWN
            return Found(None, known=known, why=lambda: [Step(text, rule=None if known else NOTHING_RECORDED)])
        if schedule is None:
            return Found(None, known=self.term.known, why=lambda: [*self.term.steps])
        number = schedule.number_on(day)
        if number is None:
            return Found(None, why=lambda: [Step("no period of the term runs on that day")])
        return schedule.notice(number, self.end.day, self.facts)


def course(facts: Facts) -> Course:
    """Compute the course of an agreement.

    Raises:
        DateRangeError: a date would lie past the year 9999.
    """
    entered = entry_into_force(facts)
    provisional = _spans(facts, _PROVISIONAL) if _PROVISIONAL in facts.by_kind else ()
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
        applied = anchored and _is_applied(facts, provisional, exits, last)
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
        suspended=_spans(facts, _SUSPENSION) if _SUSPENSION in facts.by_kind else (),
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
    if not provisional:
        return None
    starts = sorted(span.first_day for span in provisional)
    return next((day for day in starts if len(_covered(provisional, day)) >= _needed(facts)), None)


def _needed(facts: Facts) -> int:
    """How many parties it takes: two, or nobody in particular where none are listed."""
    return 2 if len(facts.agreement.parties) >= 2 else 1


def _spans(facts: Facts, kind: ActKind) -> tuple[Span, ...]:
    spans: list[Span] = []
    for fact in facts.of_any((kind, ActKind.RESUMPTION)):
        for party in fact.parties or ("",):
            if fact.kind is kind:
                spans.append(Span(party, fact.takes_effect_on, fact.until, fact))
            elif kind is ActKind.SUSPENSION:
                spans = [left for span in spans if (left := _resumed(span, party, fact)) is not None]
    return tuple(spans)


def _resumed(span: Span, party: str, fact: Fact) -> Span | None:
    """What a resumption leaves of a suspension: nothing where it has not begun before."""
    day = fact.takes_effect_on
    if span.party != party or (span.last_day is not None and span.last_day < day):
        return span
    return None if day <= span.first_day else attrs.evolve(span, last_day=date.fromordinal(day.toordinal() - 1))


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
        (_eve(fact.takes_effect_on), Status.TERMINATED, partial(_by_consent, fact)) for fact in facts.of(_TERMINATION)
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
        return Found(last, why=partial(_to_the_last_day, facts, why, last)), how
    return (Found(None, why=partial(_without_end, term)) if isinstance(term, Schedule) else term), None


def _eve(ceases_on: date) -> date:
    """The last day, before the first day that is no longer in force."""
    return date.fromordinal(max(ceases_on.toordinal() - 1, 1))


def _by_consent(fact: Fact) -> tuple[Step, ...]:
    day = fact.takes_effect_on
    text = f"ended by consent, with effect from {spoken(day)}"
    return (Step(text, rule=BY_CONSENT, pointer=fact.pointer, day=day),)


def _to_the_last_day(facts: Facts, why: Why, last: date) -> Iterator[Step]:
    yield from why()
    text = f"the last day {facts.words.in_force} is {spoken(last)}; the first day out is {spoken(next_day(last))}"
    yield Step(text, rule=FIRST_DAY_OUT, day=last)


def _without_end(term: Schedule) -> Iterator[Step]:
    yield from term.steps
    yield Step("it renews itself until somebody gives notice", rule=TACIT_RENEWAL, pointer="/term/renewal")


def _too_few(facts: Facts, own: tuple[Life, ...], entered: Found) -> list[End]:
    """The exit after which too few parties are left: fewer than two, or than the text wants.

    Who withdraws before it is in force ends nothing: others may still come, and who withdrew may consent again.
    """
    begins = entered.day
    if begins is None:
        never = entered.known or is_open(facts.agreement.term.entry_into_force)
        begins = date.max if never else date.min
    gone = [
        (one.ceases_on, one)
        for life in own
        for one in life.exits
        if one.ceases_on is not None and one.ceases_on > begins
    ]
    minimum = facts.agreement.term.minimum_parties
    for ceases, one in sorted(gone, key=lambda pair: (pair[0], pair[1].fact.index)):
        left = len(members(facts, own, ceases))
        if left < max(minimum or 2, 2):
            who = [other.party for day, other in gone if day == ceases]
            return [(_eve(ceases), one.how, partial(_why_too_few, facts, one, who, left))]
    return []


def _why_too_few(facts: Facts, one: Exit, who: list[str], left: int) -> Iterable[Step]:
    minimum = facts.agreement.term.minimum_parties
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
            yield _eve(min(known)), None, partial(_by_later, text)
        elif known:
            text = f"superseded by {later.id}, {facts.words.in_force} from {spoken(known[0])}"
            yield _eve(known[0]), Status.TERMINATED, partial(_by_later, text, known[0])


def _by_later(text: str, day: date | None = None) -> tuple[Step, ...]:
    return (Step(text, rule=SUPERSEDED, day=day),)


def _end_of_term(facts: Facts, term: Schedule, number: int, last: date) -> Iterable[Step]:
    yield from term.steps
    if number:
        text = f"the last of {number + term.done} renewals ends on {spoken(last)}"
        yield Step(text, rule=FROM_THE_ANCHOR, pointer="/term/renewal", day=last)
    renewal = facts.agreement.term.renewal
    if renewal is None and not facts.of(ActKind.EXTENSION):
        text = "whether it can be renewed is not known; taken: it is not"
        yield Step(text, rule=NOT_RENEWED, pointer="/term/renewal", assumed=True)
    elif isinstance(renewal, ExpressRenewal) and not facts.of(ActKind.EXTENSION):
        yield Step("only an extension prolongs it, and none is recorded", pointer="/term/renewal")
    elif isinstance(renewal, NoRenewal):
        yield Step("the text has no renewal", pointer="/term/renewal")


def _days_of_change(made: Course) -> set[date]:
    days = {date.min}
    for day in (made.begun, made.entered.day, made.ceases_on):
        if day is not None:
            days.add(day)
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
    ceases, entered, how = made.ceases_on, made.entered.day, made.how
    if ceases is not None and how is not None and day >= ceases:
        return how
    if entered is not None and day >= entered:
        if made.suspended and _is_suspended(made, day):
            return Status.SUSPENDED
        return _IN_FORCE if made.end.known else Status.UNKNOWN
    if made.provisional and _is_applied(made.facts, made.provisional, made.exits, day):
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
    entered = made.entered.day
    if entered is not None and day >= entered:
        return Status.IN_FORCE, Status.EXPIRED
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
    if entered.day is not None and day >= entered.day:
        if status is Status.UNKNOWN:
            return made.end.steps[-1].text
        return f"{words.in_force} since {spoken(entered.day)}" if status is _IN_FORCE else words.statuses[status]
    if status is Status.PROVISIONAL:
        return words.statuses[status]
    if status is Status.NEGOTIATED:
        return "no signature is recorded" if made.begun is None else f"not signed before {spoken(made.begun)}"
    if status is Status.UNKNOWN and entered.known:
        return "when it was signed is not recorded"
    return entered.steps[-1].text if entered.day is None else f"{words.enters} on {spoken(entered.day)}"


def _is_suspended(made: Course, day: date) -> bool:
    """Whether the obligations of so many are suspended that fewer than two are left."""
    suspended = _covered(made.suspended, day)
    if not suspended:
        return False
    everybody = set(made.facts.agreement.party_ids)
    all_held = holds_all(made.facts, made.entered)
    there = members(made.facts, tuple(made.lives.values()), day) if all_held else everybody
    return len(there - suspended) < 2 and (all_held or suspended >= everybody)


def _covered(spans: tuple[Span, ...], day: date) -> set[str]:
    """The parties that a span covers on a day."""
    return {span.party for span in spans if span.covers(day)}


def _is_applied(facts: Facts, provisional: tuple[Span, ...], notices: tuple[Exit, ...], day: date) -> bool:
    """Whether enough parties apply it provisionally on a day.

    A party's notice, from its day or the one it states, ends its own provisional application (VCLT 25(2)).
    """
    giving_up = {one.party for one in notices if not one.revoked and one.fact.takes_effect_on <= day}
    applying = _covered(provisional, day)
    return bool(applying) and len(applying - giving_up) >= _needed(facts)
