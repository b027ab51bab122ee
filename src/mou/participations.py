"""Participation: when each party is bound by an agreement, since when and why (VCLT 24(3), 25, 54 to 56).

A party is bound for a spell: from its own entry into force to its own exit, or to the end of the agreement. One that
left can come back, for another spell.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import attrs

from mou._answers import Bounds, agreed, answer
from mou._course import Course
from mou._facts import Fact, Facts, Found, untold
from mou._lives import Life, Spell
from mou._words import spoken
from mou.act import ActKind
from mou.dates import exact_day
from mou.delays import next_day
from mou.explanation import Answer, Certainness, Question
from mou.party import Party
from mou.periods import add
from mou.status import Status, Words
from mou.term import NoSurvival, Survival

__all__ = ["Participation", "PartySpell", "Statement"]


@attrs.frozen(kw_only=True)
class PartySpell:
    """Days in a row on which a party is bound.

    Attributes:
        begins: the first day, how certain it is, and why.
        ends: the last day, how certain it is, and why; none where the party stays.
        survival_ends_on: the last day of what survives its end, where the term says for how long, and that is certain.
    """

    begins: Answer
    ends: Answer
    survival_ends_on: date | None = None

    @property
    def first_day(self) -> date | None:
        """The first day, where it is certain."""
        return self.begins.day

    @property
    def last_day(self) -> date | None:
        """The last day, where there is one and it is certain."""
        return self.ends.day

    @property
    def ceases_on(self) -> date | None:
        """The first day on which it is no longer bound: the day after `last_day`."""
        return None if self.ends.day is None else next_day(self.ends.day)


@attrs.frozen(kw_only=True)
class Statement:
    """A reservation, declaration or objection of a party (VCLT 19 to 23).

    Attributes:
        kind: which of the three.
        made_on: the day; the earliest, where it is imprecise.
        withdrawn_on: the day on which it was withdrawn; `None` where it stands.
        pointer: JSON Pointer to the act.
    """

    kind: ActKind
    made_on: date
    withdrawn_on: date | None
    pointer: str

    def stands(self, on: date | str) -> bool:
        """Whether it was made by a day and not withdrawn by it.

        Raises:
            ValidationError: `on` is no day.
        """
        day = exact_day(on)
        return self.made_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


@attrs.frozen(kw_only=True)
class Participation:
    """A party's own life under an agreement. Made by `Lifecycle.participation`.

    Attributes:
        party: the party.
        signed_on: the day of its first signature, where there is one and it is certain.
        consented_on: the day of its first consent to be bound, where there is one and it is certain.
        spells: when it is bound, in order.
        statements: its reservations, declarations and objections.
    """

    party: Party
    signed_on: date | None
    consented_on: date | None
    spells: tuple[PartySpell, ...]
    statements: tuple[Statement, ...]
    _courses: tuple[Course, ...] = attrs.field(repr=False, eq=False, alias="courses")

    @property
    def entered_into_force_on(self) -> date | None:
        """The first day of its first spell, where it is certain."""
        return self.spells[0].first_day if self.spells else None

    def status(self, on: date | str) -> Status:
        """Where the agreement stands for the party on a day: `UNKNOWN` where the record can't tell.

        Raises:
            ValidationError: `on` is no day.
        """
        day = exact_day(on)
        first, *others = (_status(one, one.lives[self.party.id], day) for one in self._courses)
        return first if all(other is first for other in others) else Status.UNKNOWN

    def is_bound(self, on: date | str) -> bool | None:
        """Whether the party is bound on a day; `None` where the record's imprecise dates leave it open.

        Raises:
            ValidationError: `on` is no day.
        """
        day = exact_day(on)
        own = [one.lives[self.party.id] for one in self._courses]
        bound = agreed(life.spell_on(day) is not None for life in own)
        # A spell that is over by one reading, and to come by another, may run on the day by one between them.
        begun = agreed(sum(spell.first_day <= day for spell in life.spells) for life in own)
        return None if begun is None and not bound else bound


def made_participation(party: Party, courses: tuple[Course, ...]) -> Participation:
    """The participation of a party, from the courses under all readings of the record's dates."""
    own = [one.lives[party.id] for one in courses]
    count = max(len(life.spells) for life in own)
    return Participation(
        party=party,
        signed_on=agreed(life.signed.counts_on if life.signed else None for life in own),
        consented_on=agreed(life.consented.counts_on if life.consented else None for life in own),
        spells=tuple(_spell([_nth(life, number) for life in own], courses[0].facts) for number in range(count)),
        statements=_statements(courses[0], party.id),
        courses=courses,
    )


def _nth(life: Life, number: int) -> Spell | None:
    return life.spells[number] if number < len(life.spells) else None


def _spell(spells: list[Spell | None], facts: Facts) -> PartySpell:
    words = facts.words
    begins = [Found(one.first_day if one else None, known=True, why=one.why if one else untold) for one in spells]
    ends = [Found(_last(one), known=True, why=one.why_ended if one else untold) for one in spells]
    return PartySpell(
        begins=answer(Question.ENTRY_INTO_FORCE, begins, partial(_begins, words=words)),
        ends=answer(Question.END, ends, partial(_ends, words=words)),
        survival_ends_on=agreed(_survival(one, facts.agreement.term.survival) for one in spells),
    )


def _survival(spell: Spell | None, survival: Survival | NoSurvival | None) -> date | None:
    """The last day of survival: counted from the day an exit takes effect, or from the last day of a term."""
    last = _last(spell)
    if spell is None or spell.ceases_on is None or last is None or not isinstance(survival, Survival):
        return None
    return add(spell.ceases_on if spell.how is Status.TERMINATED else last, survival.period)


def _last(spell: Spell | None) -> date | None:
    if spell is None or spell.ceases_on is None:
        return None
    return date.fromordinal(spell.ceases_on.toordinal() - 1)


def _begins(days: Bounds, words: Words) -> str:
    if days.day is not None:
        return f"{words.in_force.capitalize()} for it from {spoken(days.day)}"
    return f"{words.in_force.capitalize()} for it, from when is not certain"


def _ends(days: Bounds, words: Words) -> str:
    if days.day is not None:
        return f"Last day {words.in_force} for it: {spoken(days.day)}"
    if days.certainness is Certainness.UNCERTAIN:
        return f"No longer {words.in_force} for it, from when is not certain"
    return f"{words.in_force.capitalize()} for it without an end"


_STATEMENTS = (ActKind.RESERVATION, ActKind.DECLARATION, ActKind.OBJECTION)


def _statements(made: Course, party: str) -> tuple[Statement, ...]:
    own = [fact for fact in made.facts.seen if party in fact.parties]
    return tuple(
        Statement(
            kind=fact.kind,
            made_on=fact.counts_on,
            withdrawn_on=_withdrawn(fact, own),
            pointer=fact.pointer,
        )
        for fact in own
        if fact.kind in _STATEMENTS
    )


def _withdrawn(statement: Fact, own: list[Fact]) -> date | None:
    """The day on which a statement was withdrawn: by an act that names it, or names none and so means all."""
    days = [
        fact.takes_effect_on
        for fact in own
        if fact.kind is ActKind.WITHDRAWN_STATEMENT
        and fact.counts_on >= statement.counts_on
        and fact.act.refers_to in (None, statement.act.id)
    ]
    return min(days, default=None)


def _status(made: Course, life: Life, day: date) -> Status:
    if life.spell_on(day) is not None:
        general = made.status_on(day)
        paused = any(span.covers(day) for span in made.suspended if span.party == life.party)
        if paused or general is Status.SUSPENDED:
            return Status.SUSPENDED
        return general if general is Status.UNKNOWN else Status.IN_FORCE
    over = [spell for spell in life.spells if spell.ceases_on is not None and spell.ceases_on <= day]
    if over and over[-1].how is not None:
        return over[-1].how
    if made.how is not None and made.ceases_on is not None and made.ceases_on <= day:
        return made.how
    if any(span.covers(day) for span in made.provisional if span.party == life.party) and not life.gone_by(day):
        return Status.PROVISIONAL
    if not life.begun_by(day):
        return Status.NEGOTIATED
    return Status.SIGNED if made.entered.known else Status.UNKNOWN
