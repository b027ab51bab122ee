"""The course of an agreement under one reading of its dates: everything about it, computed once and looked up after."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

import attrs

from mou._facts import Fact, Facts, Found
from mou._lives import Life, cut, holds_all, lives, members
from mou._readings import readings
from mou._words import spoken
from mou.act import ActKind
from mou.conditions import is_open
from mou.delays import next_day
from mou.entry import entry_into_force
from mou.exits import Exit
from mou.explanation import Step
from mou.periods import add
from mou.rules import (
    BY_CONSENT,
    FIRST_DAY_OUT,
    FROM_THE_ANCHOR,
    MINIMUM_PARTIES,
    NOT_RENEWED,
    SUPERSEDED,
    TACIT_RENEWAL,
    TWO_PARTIES,
)
from mou.schedule import Schedule, TermPeriod, schedule
from mou.status import Status
from mou.term import ExpressRenewal, NoRenewal, Survival

__all__ = ["Course", "Segment", "course"]


@attrs.frozen
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


@attrs.frozen
class Segment:
    """Days of one status, from `first_day` to the next segment."""

    first_day: date
    status: Status
    possible: tuple[Status, ...]
    reason: str


@attrs.frozen(kw_only=True)
class Course:
    """The course of an agreement under one reading of its dates.

    Attributes:
        facts: what was done.
        entered: the entry into force.
        signed: the day on which the last of the parties signed.
        begun: the day from which it counts as signed: that one, or the first consent.
        provisional: who applies it provisionally, and when.
        suspended: whose obligations are suspended, and when.
        schedule: the periods of its term, where it has any.
        provisional_from: the day from which two parties applied it provisionally.
        exits: the notices given, and their effects.
        lives: each party's own life.
        holds_all: whether the record holds all parties.
        end: the last day in force.
        how: how it ended; `None` where it has no end.
        segments: the status from day to day, from the first day of the calendar on.
    """

    facts: Facts
    entered: Found
    signed: date | None
    begun: date | None
    provisional: tuple[Span, ...]
    suspended: tuple[Span, ...]
    schedule: Schedule | None
    provisional_from: date | None
    exits: tuple[Exit, ...]
    lives: dict[str, Life]
    holds_all: bool
    end: Found
    how: Status | None
    segments: tuple[Segment, ...] = ()

    @property
    def ceases_on(self) -> date | None:
        return None if self.end.day is None else next_day(self.end.day)

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

    def segment_on(self, day: date) -> Segment:
        return self.segments[bisect_right(self.segments, day, key=lambda one: one.first_day) - 1]

    def status_on(self, day: date) -> Status:
        return self.segment_on(day).status

    def number_on(self, day: date) -> int | None:
        """The number of the period that runs on a day on which the agreement is in force or suspended."""
        if self.schedule is None or self.status_on(day) not in (Status.IN_FORCE, Status.SUSPENDED):
            return None
        return self.schedule.number_on(day)

    def period_on(self, day: date) -> TermPeriod | None:
        number = self.number_on(day)
        if number is None or self.schedule is None:
            return None
        period = self.schedule.period(number)
        end = self.end.day
        cut = end is not None and (period.last_day is None or end < period.last_day)
        return attrs.evolve(period, last_day=end) if cut else period

    def notice_deadline_on(self, day: date) -> date | None:
        number = self.number_on(day)
        deadline = None if number is None or self.schedule is None else self.schedule.notice_deadline(number)
        # Where it ends sooner, no renewal was to be stopped.
        return None if deadline is None or (self.end.day is not None and self.end.day < deadline) else deadline


def course(facts: Facts) -> Course:
    """Compute the course of an agreement."""
    entered = entry_into_force(facts)
    signed = facts.signed()
    provisional = _spans(facts, ActKind.PROVISIONAL_APPLICATION)
    starts = sorted(span.first_day for span in provisional)
    provisional_from = next((day for day in starts if len(_covered(provisional, day)) >= _needed(facts)), None)
    made = schedule(facts, entered, provisional_from)
    periods = made if isinstance(made, Schedule) else None
    own = lives(facts, entered, periods)
    given = sorted((one for life in own for one in life.exits), key=lambda one: one.fact.index)
    end, how = _end(facts, made, own, entered.day)
    if end.day is not None and how is not None:
        own = tuple(cut(life, next_day(end.day), how, end.steps) for life in own)
    bare = Course(
        facts=facts,
        entered=entered,
        signed=signed[0] if signed else None,
        begun=facts.begun(),
        provisional=provisional,
        suspended=_spans(facts, ActKind.SUSPENSION),
        schedule=periods,
        provisional_from=provisional_from,
        exits=tuple(given),
        lives={life.party: life for life in own},
        holds_all=holds_all(facts),
        end=end,
        how=how,
    )
    return attrs.evolve(bare, segments=_segments(bare))


def _needed(facts: Facts) -> int:
    """How many parties it takes: two, or nobody in particular where none are listed."""
    return 2 if len(facts.agreement.parties) >= 2 else 1


def _spans(facts: Facts, kind: ActKind) -> tuple[Span, ...]:
    spans: list[Span] = []
    for fact in facts.of(kind, ActKind.RESUMPTION):
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


def _end(
    facts: Facts, made: Schedule | Found, own: tuple[Life, ...], entered: date | None
) -> tuple[Found, Status | None]:
    """The last day in force: the first of the end of the term, the exits that leave nobody, and consent to end it."""
    ends: list[tuple[date, Status | None, tuple[Step, ...]]] = []
    for fact in facts.of(ActKind.TERMINATION):
        text = f"ended by consent, with effect from {spoken(fact.takes_effect_on)}"
        step = Step(text, rule=BY_CONSENT, pointer=fact.pointer, day=fact.takes_effect_on)
        ends.append((fact.takes_effect_on, Status.TERMINATED, (step,)))
    ends.extend(_too_few(facts, own, entered))
    ends.extend(_superseded(facts))
    if isinstance(made, Schedule):
        ends.extend(_end_of_term(facts, made))
    if ends:
        ceases, how, steps = min(ends, key=lambda one: one[0])
        if how is None:
            return Found(None, known=False, steps=steps), None
        last = date.fromordinal(max(ceases.toordinal() - 1, 1))
        text = f"the last day {facts.words.in_force} is {spoken(last)}; the first day out is {spoken(ceases)}"
        return Found(last, known=True, steps=(*steps, Step(text, rule=FIRST_DAY_OUT, day=last))), how
    if isinstance(made, Schedule):
        text = "it renews itself until somebody gives notice"
        step = Step(text, rule=TACIT_RENEWAL, pointer="/term/renewal")
        return Found(None, known=True, steps=(*made.steps, step)), None
    return made, None


def _too_few(facts: Facts, own: tuple[Life, ...], entered: date | None) -> list[tuple[date, Status, tuple[Step, ...]]]:
    """The exit after which too few parties are left: fewer than two, or than the text wants.

    Where a number of instruments is enough, others may still come before it is in force, so that nothing ends then.
    """
    begins = (entered or date.max) if is_open(facts.agreement.term.entry_into_force) else date.min
    gone = [
        (one.ceases_on, one)
        for life in own
        for one in life.exits
        if one.ceases_on is not None and one.ceases_on >= begins
    ]
    if not gone or not holds_all(facts):
        return []
    minimum = facts.agreement.term.minimum_parties
    for ceases, one in sorted(gone, key=lambda pair: (pair[0], pair[1].fact.index)):
        left = len(members(facts, own, ceases))
        if left < max(minimum or 2, 2):
            who = [other.party for day, other in gone if day == ceases]
            why = f"{facts.names(who)} left" + (f", and {left} of {minimum} are too few" if minimum else "")
            where = "/term/minimum_parties" if minimum else one.fact.pointer
            step = Step(why, rule=MINIMUM_PARTIES if minimum else TWO_PARTIES, pointer=where, day=ceases)
            return [(ceases, one.how, (*one.steps, step))]
    return []


def _superseded(facts: Facts) -> Iterator[tuple[date, Status | None, tuple[Step, ...]]]:
    """The entry into force of a later agreement between all the parties that supersedes this one.

    Without a status where that day is not certain: it is the earliest one then.
    """
    parties = set(facts.agreement.party_ids)
    for later in facts.others.superseding.get(facts.agreement.id, ()):
        if later.id in facts.asked or not parties or not parties <= set(later.party_ids):
            continue
        asked = facts.asked | {facts.agreement.id}
        days = {entry_into_force(one).day for one in readings(later, facts.as_of, facts.others, asked)}
        known = [day for day in days if day is not None]
        if known and len(days) > 1:
            text = f"superseded by {later.id}, of which it is not certain when it enters into force"
            yield min(known), None, (Step(text, rule=SUPERSEDED),)
        elif known:
            text = f"superseded by {later.id}, {facts.words.in_force} from {spoken(known[0])}"
            yield known[0], Status.TERMINATED, (Step(text, rule=SUPERSEDED, day=known[0]),)


def _end_of_term(facts: Facts, made: Schedule) -> list[tuple[date, Status, tuple[Step, ...]]]:
    number = made.last_number
    last = None if number is None else made.last_day(number)
    if number is None or last is None:
        return []
    steps = list(made.steps)
    if number:
        text = f"the last of {number + made.done} renewals ends on {spoken(last)}"
        steps.append(Step(text, rule=FROM_THE_ANCHOR, pointer="/term/renewal", day=last))
    renewal = facts.agreement.term.renewal
    if renewal is None and not any(facts.of(ActKind.EXTENSION)):
        text = "whether it can be renewed is not known; taken: it is not"
        steps.append(Step(text, rule=NOT_RENEWED, pointer="/term/renewal", assumed=True))
    elif isinstance(renewal, ExpressRenewal) and not any(facts.of(ActKind.EXTENSION)):
        steps.append(Step("only an extension prolongs it, and none is recorded", pointer="/term/renewal"))
    elif isinstance(renewal, NoRenewal):
        steps.append(Step("the text has no renewal", pointer="/term/renewal"))
    return [(next_day(last), Status.EXPIRED, tuple(steps))]


def _segments(made: Course) -> tuple[Segment, ...]:
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
        days.add(one.fact.counts_on)
        if one.ceases_on is not None:
            days.add(one.ceases_on)
    return tuple(_segment(made, day) for day in sorted(days))


def _segment(made: Course, day: date) -> Segment:
    words = made.facts.words

    def sure(status: Status, reason: str) -> Segment:
        return Segment(day, status, (status,), reason)

    ceases, entered, begun = made.ceases_on, made.entered.day, made.begun
    if ceases is not None and made.how is not None and day >= ceases:
        return sure(made.how, f"{words.statuses[made.how]} since {spoken(ceases)}")
    if entered is not None and day >= entered:
        return _in_force(made, day, entered)
    if len(_covered(made.provisional, day) - _giving_up(made, day)) >= _needed(made.facts):
        return sure(Status.PROVISIONAL, "applied provisionally")
    if begun is not None and day < begun:
        return sure(Status.NEGOTIATED, f"not signed before {spoken(begun)}")
    if begun is not None and made.entered.known:
        return sure(Status.SIGNED, _why_not(made))
    if not made.entered.known:
        possible = (Status.SIGNED, Status.IN_FORCE) if begun is not None else _NOT_ENDED
        if not made.end.known:
            possible = (*possible, Status.EXPIRED)
        return Segment(day, Status.UNKNOWN, possible, _why_not(made))
    if entered is not None:
        possible = (Status.NEGOTIATED, Status.SIGNED)
        return Segment(day, Status.UNKNOWN, possible, "when it was signed is not recorded")
    return sure(Status.NEGOTIATED, "no signature is recorded")


_NOT_ENDED = (Status.NEGOTIATED, Status.SIGNED, Status.IN_FORCE)


def _why_not(made: Course) -> str:
    day = made.entered.day
    if day is not None:
        return f"{made.facts.words.enters} on {spoken(day)}"
    return made.entered.steps[-1].text


def _in_force(made: Course, day: date, entered: date) -> Segment:
    words = made.facts.words
    suspended = _covered(made.suspended, day)
    everybody = set(made.facts.agreement.party_ids)
    there = members(made.facts, tuple(made.lives.values()), day) if suspended and made.holds_all else everybody
    if suspended and len(there - suspended) < 2 and (made.holds_all or suspended >= everybody):
        return Segment(day, Status.SUSPENDED, (Status.SUSPENDED,), "suspended")
    if not made.end.known:
        possible = (Status.IN_FORCE, Status.EXPIRED)
        return Segment(day, Status.UNKNOWN, possible, made.end.steps[-1].text)
    return Segment(day, Status.IN_FORCE, (Status.IN_FORCE,), f"{words.in_force} since {spoken(entered)}")


def _covered(spans: tuple[Span, ...], day: date) -> set[str]:
    """The parties that a span covers on a day."""
    return {span.party for span in spans if span.covers(day)}


def _giving_up(made: Course, day: date) -> set[str]:
    """The parties that have given notice by a day, which ends their provisional application (VCLT 25(2))."""
    return {one.party for one in made.exits if not one.revoked and one.fact.counts_on <= day}
