"""Lives: the days on which each party is bound by an agreement (VCLT 24(3), 25, 54 to 56, 68).

Consecutive days on which a party is bound are called a spell. A spell runs from the party's own entry into force to its
own exit, or to the end of the agreement. A party that left can come back for another spell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import TypeAlias

import attrs

from mou.dates.delays import delay_in_words, delayed
from mou.dates.words import spoken
from mou.errors import DateRangeError
from mou.law.entry import STATEMENTS, counted_without_statement
from mou.law.exits import Exit
from mou.law.explanation import Step
from mou.law.facts import CONSENTS, Fact, Facts, Found, is_consent
from mou.law.notice_effects import exits, left_already
from mou.law.rules import (
    AFTER_ENTRY,
    AS_THE_TEXT_SAYS,
    DECLARED_WINS,
    FROM_SUCCESSION,
    INSTRUMENT_OF_CONSENT,
    LATER_OF_BOTH,
)
from mou.law.schedule import Schedule
from mou.law.signatures import signature_is_consent
from mou.law.spans import Interval
from mou.law.standing import NOTICES, Notice, absences, absent_on, is_before_entry, notices
from mou.law.status import Status
from mou.law.why import NO_STEPS, Why
from mou.model.act import ActKind
from mou.model.conditions import is_open
from mou.model.term import BeforeEntry, LaterParties
from mou.values.internal import internal

_LATER = "/term/later_parties"


@internal(kw_only=True)
class Spell:
    """Consecutive days on which a party is bound.

    Attributes:
        first_day: the first day.
        ceases_on: the first day on which the party is no longer bound; `None` if the spell has no end.
        how: the status after the end; `None` if the spell has no end.
        why: the explanation of the first day.
        why_ended: the explanation of the end.
        ended_by: the notice that ended the spell; `None` if it ended with the agreement, or has no end.
    """

    first_day: date
    ceases_on: date | None = None
    how: Status | None = None
    why: Why
    why_ended: Why = NO_STEPS
    ended_by: Exit | None = None

    def covers(self, day: date) -> bool:
        """Return whether the party is bound on a day."""
        return self.first_day <= day and (self.ceases_on is None or day < self.ceases_on)


@internal(kw_only=True)
class Life:
    """A party's life under an agreement: the days on which it is bound, for one reading of the record's dates.

    Attributes:
        party: the party's id.
        signed: the first signature of the party.
        consented: the first consent of the party to be bound.
        spells: the spells in which the party is bound, in order, without overlap.
        exits: the notices of the party and their effects.
        founder: whether the party is an original party, whose consent brings the agreement into force.
    """

    party: str
    signed: Fact | None
    consented: Fact | None
    spells: tuple[Spell, ...]
    exits: tuple[Exit, ...]
    founder: bool

    def begun_by(self, day: date) -> bool:
        """Return whether the party has signed or consented on or before a day."""
        return any(fact is not None and fact.counts_on <= day for fact in (self.signed, self.consented))

    def spell_on(self, day: date) -> Spell | None:
        """Return the spell (a continuous time in which the party is bound) that includes a day."""
        return next((spell for spell in self.spells if spell.covers(day)), None)

    @property
    def left_on(self) -> list[date]:
        """The days from which the party is no longer bound because of a notice.

        If the party was never bound, this is only the day of its first exit, if any.
        """
        if self.spells:
            return [spell.ceases_on for spell in self.spells if spell.ended_by is not None and spell.ceases_on]
        return sorted(
            party_exit.ceases_on
            for party_exit in self.exits
            if party_exit.ceases_on is not None and party_exit.bound_from is None
        )[:1]

    def gone_by(self, day: date) -> bool:
        """Return whether the party has left on or before a day and has not come back."""
        has_left = any(party_exit.ceases_on is not None and party_exit.ceases_on <= day for party_exit in self.exits)
        return has_left and self.spell_on(day) is None


def lives(facts: Facts, entered: Found, schedule: Schedule | None) -> tuple[Life, ...]:
    """Return the life of each party, in the order of the agreement."""
    founders = set(facts.founders)
    opened = is_open(facts.agreement.term.entry_into_force)
    away = absent_on(absences(facts), entered.day) if entered.day and ActKind.WITHDRAWAL in facts.by_kind else {}
    return tuple(
        _life(facts, entered, schedule, party, acts, founder=party in founders, opened=opened, away=party in away)
        for party, acts in facts.acts_of.items()
    )


def _life(
    facts: Facts,
    entered: Found,
    schedule: Schedule | None,
    party: str,
    acts: list[Fact],
    *,
    founder: bool,
    opened: bool,
    away: bool,
) -> Life:
    """Return the life of a party: its spells in order, and the effect of each of its notices.

    A notice concerns the spell that runs when the notice is given. The first notice to take effect ends the spell. A
    notice has no effect if the party has already left. If a withdrawal takes effect by the day on which a spell would
    begin, the spell does not begin. A notice that would take effect after this day then changes nothing.

    Worked case: a party is bound from 1 January 2001, and can withdraw on twelve months' notice. It gives notice on 1
    March and on 1 May 2004. The first notice ends the spell (the time in which the party is bound) on 28 February 2005.
    The second notice would have ended it on 30 April 2005. A notice of 1 June 2006 changes nothing. The party accedes
    again on 1 January 2010, which begins a second spell.
    """
    signature_counts = signature_is_consent(facts)
    consented = [fact for fact in acts if is_consent(fact, unknown_counts=signature_counts)]
    party_notices = notices(acts)
    spells: list[Spell] = []
    party_exits: list[Exit] = []
    effects = partial(exits, facts, schedule, party, generally=entered.day)
    gone: date | None = None  # the day on which the party last left, or withdrew before it was bound

    def add_notices_before(before: int, entered_on: date | None) -> None:
        """Add the effects of the notices that come before an act of the party and have not been added yet."""
        while len(party_exits) < len(party_notices) and party_notices[len(party_exits)].place < before:
            notice = party_notices[len(party_exits)]
            if gone is not None:
                party_exits.append(left_already(party, facts, notice.fact, gone))
            else:
                party_exits.extend(effects([notice], entered=entered_on))

    beginnings = _beginnings(facts, entered, acts, consented, party_notices, founder=founder and not opened, away=away)
    for since, first_day, why in beginnings:
        if spells and (spells[-1].ceases_on is None or first_day < spells[-1].ceases_on):
            continue  # bound already
        # A notice before a consent concerns an earlier consent.
        add_notices_before(since, first_day)
        end: Exit | None = None
        for place in range(len(party_exits) - 1, -1, -1):
            if party_notices[place].place < since:
                break
            end = _sooner(party_exits[place], end)
        while len(party_exits) < len(party_notices):
            notice = party_notices[len(party_exits)].fact
            if end is not None and end.ceases_on is not None and notice.takes_effect_on >= end.ceases_on:
                break  # already left
            party_exits.extend(effects([party_notices[len(party_exits)]], entered=first_day))
            end = _sooner(end, party_exits[-1])
        gone = None if end is None else end.ceases_on
        if end is None or gone is None:
            spells.append(Spell(first_day=first_day, why=why))
        elif first_day < gone:
            spells.append(
                Spell(first_day=first_day, ceases_on=gone, how=end.how, why=why, why_ended=end.why, ended_by=end)
            )
        else:  # withdrawn before it was bound, so notices with a later effect end nothing
            for place, party_exit in enumerate(party_exits):
                if party_notices[place].place >= since and (party_exit.ceases_on or first_day) > first_day:
                    party_exits[place] = left_already(party, facts, party_exit.fact, gone)
    if spells or party_exits:
        add_notices_before(len(acts), None)
    else:
        party_exits.extend(effects(party_notices, entered=None, unbound=entered.known))
    return Life(
        party=party,
        signed=next((fact for fact in acts if fact.kind is ActKind.SIGNATURE), None),
        consented=consented[0] if consented else None,
        spells=tuple(spells),
        exits=tuple(party_exits),
        founder=founder,
    )


def _sooner(first: Exit | None, second: Exit | None) -> Exit | None:
    """Return the exit that takes effect first.

    If both take effect on the same day, return `first`. If neither takes effect, return `None`.
    """
    if first is None or first.ceases_on is None:
        return second if second is not None and second.ceases_on is not None else None
    if second is None or second.ceases_on is None or first.ceases_on <= second.ceases_on:
        return first
    return second


Beginning: TypeAlias = tuple[int, date, Why]
"""Three values: the place of an act; the first day on which the act can bind a party; and the explanation."""


def _beginnings(
    facts: Facts,
    entered: Found,
    acts: list[Fact],
    consented: list[Fact],
    party_notices: list[Notice],
    *,
    founder: bool,
    away: bool,
) -> list[Beginning]:
    """Return the days from which a party can be bound, in the order of the acts that they follow from.

    Worked case: a party ratifies in 2001, withdraws with effect from 2005 and ratifies again in 2010. Its first spell
    (a continuous time in which it is bound) begins in 2001, and its second spell in 2010. The withdrawal only ends the
    first spell.

    Args:
        facts: the acts of the agreement.
        entered: the entry into force of the agreement.
        acts: the acts of the party, in order.
        consented: its consents.
        party_notices: its notices.
        founder: whether the party is bound from the entry into force, even without a recorded consent.
        away: whether the party is treated as withdrawn on the day of entry into force.
    """
    general = entered.day
    never = general is None and entered.known  # such as an agreement that ended before its entry into force
    place_of = {fact.index: place for place, fact in enumerate(acts)}
    listed: list[tuple[date, date, int, Why]] = []  # by the day of the act and the first day
    lasting = [
        notice for notice in party_notices if notice.fact.kind is ActKind.WITHDRAWAL and notice.revoked_by is None
    ]
    for fact in acts:
        if fact.index in facts.declared_for_some and not never:
            day = fact.takes_effect_on
            # The declaration concerns the consents since the party last left, and replaces no earlier spell.
            by_then = [place_of[consent.index] for consent in consented if consent.counts_on <= day]
            withdrawals = [notice.place for notice in lasting if notice.place < max(by_then, default=len(acts))]
            about = [place for place in by_then if place > max(withdrawals, default=-1)]
            consented = [consent for consent in consented if place_of[consent.index] not in about]
            founder = founder and bool(withdrawals)
            since = min(about, default=place_of[fact.index]) if withdrawals else 0
            counted = acts[since].counts_on if withdrawals else date.min
            # A party cannot be bound before the agreement is in force.
            first_day = day if general is None else max(day, general)
            listed.append((counted, first_day, since, Why(_declared_for_it, facts, fact)))
    if general is not None:
        if founder:
            why = Why(_brought_it_about, facts, general)
            listed.append((date.min, general, 0, why))
            taken_back = [notice.place for notice in lasting if is_before_entry(notice.fact, general)]
            if taken_back and not away:  # the party came back in time
                listed.append((date.min, general, taken_back[-1] + 1, why))
        for fact in consented:
            first_day, why = _own_entry(facts, fact, entered, general)
            listed.append((fact.counts_on, first_day, place_of[fact.index], why))
    return [(since, first_day, why) for _, first_day, since, why in sorted(listed, key=lambda entry: entry[:2])]


def _declared_for_it(facts: Facts, fact: Fact) -> Step:
    day = fact.takes_effect_on
    text = f"declared for this party: {facts.words.enters} on {spoken(day)}"
    return Step(text, rule=DECLARED_WINS, pointer=fact.pointer, day=day)


def _brought_it_about(facts: Facts, general: date) -> Step:
    text = f"{facts.words.in_force} for it from {spoken(general)}, because it is an original party"
    return Step(text, rule=AS_THE_TEXT_SAYS, day=general)


def _own_entry(facts: Facts, fact: Fact, entered: Found, general: date) -> tuple[date, Why]:
    """Return the day from which a consent binds a party: the entry into force or a later day (VCLT 24(3)).

    Worked case: an agreement is in force from 1 July 2020. A party that consents later is bound after thirty days. A
    ratification of 1 June 2020 binds from 1 July 2020. A ratification of 1 September 2020 binds from 1 October 2020.
    """
    clause = facts.agreement.term.later_parties
    consented = Why(_consented, fact)
    if fact.effective_on is not None:
        return max(fact.effective_on, general), consented.then(_with_effect_from, fact, fact.effective_on)
    if fact.kind is ActKind.SUCCESSION:
        day = max(fact.counts_on, general)
        return day, consented.then(_from_notification, fact, day)
    delay = None if clause is None else clause.delay
    own_day = fact.counts_on if delay is None else delayed(fact.counts_on, delay)
    if fact.counts_on < general or (fact.counts_on == general and _brought_about(facts, entered, general)):
        if clause is None or clause.before_entry is not BeforeEntry.OWN_DELAY:
            return general, consented.then(_bound_with_the_others, clause, general)
        day = max(own_day, general)
        return day, consented.then(_bound_on_the_later_day, day, own_day)
    if clause is None:
        return own_day, consented.then(_taken_from_its_consent, own_day)
    return own_day, consented.then(_bound_after_entry, clause, fact, own_day)


def _with_effect_from(fact: Fact, day: date) -> Step:
    rule = FROM_SUCCESSION if fact.kind is ActKind.SUCCESSION else AS_THE_TEXT_SAYS
    return Step(f"with effect from {spoken(day)}", rule=rule, pointer=f"{fact.pointer}/effective_on", day=day)


def _bound_with_the_others(clause: LaterParties | None, general: date) -> Step:
    rule = AFTER_ENTRY if clause is None or clause.before_entry is None else AS_THE_TEXT_SAYS
    text = f"given before the entry into force, so the party is bound from that day: {spoken(general)}"
    return Step(text, rule=rule, pointer=_LATER, day=general)


def _bound_on_the_later_day(day: date, own_day: date) -> Step:
    own = f"on its own it would bind from {spoken(own_day)}"
    text = f"the consent was given before the entry into force; {own}, and the later of the two days counts"
    return Step(text, rule=LATER_OF_BOTH, pointer=_LATER, day=day)


def _taken_from_its_consent(day: date) -> Step:
    text = f"it is bound from its consent, {spoken(day)}, because the clause on later parties is not known"
    return Step(text, rule=AFTER_ENTRY, pointer=_LATER, day=day, assumed=True)


def _bound_after_entry(clause: LaterParties, fact: Fact, day: date) -> Step:
    how = "on that day" if clause.delay is None else delay_in_words(fact.counts_on, clause.delay)
    return Step(f"bound {how}: {spoken(day)}", rule=AFTER_ENTRY, pointer=_LATER, day=day)


def _consented(fact: Fact) -> Step:
    text = f"{fact.kind.replace('_', ' ')} on {spoken(fact.counts_on)}"
    return Step(text, rule=INSTRUMENT_OF_CONSENT, pointer=fact.pointer, day=fact.counts_on)


def _from_notification(fact: Fact, day: date) -> Step:
    text = f"the succession took place on the day of its notification, {spoken(fact.counts_on)}"
    text = f"{text}, because its date is not recorded"
    return Step(text, rule=FROM_SUCCESSION, pointer=fact.pointer, day=day, assumed=True)


def _brought_about(facts: Facts, entered: Found, general: date) -> bool:
    """Return whether instruments deposited on the day of entry into force brought it about."""
    consented = any(fact.counts_on == general for fact in facts.of_any(CONSENTS))
    if not consented and not is_open(facts.agreement.term.entry_into_force):
        return False  # decided without the steps, which take long to compute
    return any(step.rule is INSTRUMENT_OF_CONSENT and step.day == general for step in entered.steps)


def holds_all(facts: Facts, entered: Found) -> bool:
    """Return whether the record contains all parties.

    If the record only states that the required number was reached, some parties can be missing.

    Worked case: a treaty needs twenty instruments, two are recorded, and the condition is stated to have been met on 1
    May 2020. At least eighteen parties are missing from the record, so the exit of a recorded party does not end the
    treaty.
    """
    if len(facts.agreement.parties) < 2:
        return False
    if not is_open(facts.agreement.term.entry_into_force):
        return True
    return (counted_without_statement(facts) if is_stated(facts) else entered).day is not None


def is_stated(facts: Facts) -> bool:
    """Return whether the record contains a statement or a declaration about the entry into force."""
    return not STATEMENTS.isdisjoint(facts.by_kind)


def memberships(facts: Facts, own: Iterable[Life]) -> Iterator[Interval]:
    """Yield the days on which each party is counted for the minimum number of parties.

    If the agreement needs the consent of all parties, a party is counted on all days before it left and after it came
    back. If the condition of entry into force only requires a number of instruments, a party is counted on the days on
    which it is bound. Worked case: an agreement of three parties is in force from 1 July 2020. One of them withdraws
    with effect from 1 May 2022 and accedes again on 1 March 2023. This party is counted through 30 April 2022, and
    again from 1 March 2023.
    """
    opened = is_open(facts.agreement.term.entry_into_force)
    for life in own:
        if not opened:
            exit_days = [party_exit.ceases_on for party_exit in life.exits if party_exit.ceases_on is not None]
            yield life.party, date.min, min(exit_days, default=None)
        for spell in life.spells:
            yield life.party, spell.first_day, spell.ceases_on


def cut(life: Life, ceases_on: date, how: Status, why: Why) -> Life:
    """Return a party's life without the days after the end of the agreement."""
    spells = [
        attrs.evolve(spell, ceases_on=ceases_on, how=how, why_ended=why, ended_by=None)
        if spell.ceases_on is None or spell.ceases_on > ceases_on
        else spell
        for spell in life.spells
        if spell.first_day < ceases_on
    ]
    return attrs.evolve(life, spells=tuple(spells))


def hangs_on_lives(facts: Facts) -> bool:
    """Return whether the lives of the parties can decide when the agreement ends, or contain a day past the year 9999.

    If not, the lives are only computed on demand.
    """
    if not NOTICES.isdisjoint(facts.by_kind):
        return True
    clause = facts.agreement.term.later_parties
    if clause is None or clause.delay is None or not facts.seen:
        return False
    try:
        delayed(facts.seen[-1].counts_on, clause.delay)  # the last party to consent is bound last
    except DateRangeError:
        return True
    return False


def exits_of(own: tuple[Life, ...]) -> tuple[Exit, ...]:
    """Return the notices of all parties, in the order of the record."""
    return tuple(
        sorted((party_exit for life in own for party_exit in life.exits), key=lambda party_exit: party_exit.fact.index)
    )
