"""Participations: the days on which each party is bound by an agreement, and why (VCLT 24(3), 25, 54 to 56).

A spell is a continuous time in which a party is bound. It begins with the entry into force for the party. It ends with
the exit of the party, or with the end of the agreement. A party that left can come back for another spell.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import attrs

from mou.answers.accounts import party_steps
from mou.answers.answer import agreed, answer, between
from mou.answers.bounds import Bounds, with_lower_bounds
from mou.answers.citing import cited
from mou.answers.course_answers import possible_statuses
from mou.dates.days import day_before, exact_day, next_day
from mou.dates.words import spoken
from mou.law.course import Course
from mou.law.explanation import Answer, AnswerKind, Explanation, Question
from mou.law.facts import Found
from mou.law.lives import Life, Spell
from mou.law.minimum_parties import leaves_on_unknown_day
from mou.law.standing import withdrawn_statements
from mou.law.status import RUNNING, Status, Words
from mou.law.survival import survival_end
from mou.law.unrecorded_consent import not_known_to_be_bound
from mou.law.why import NO_STEPS
from mou.model.act import ActKind
from mou.model.agreement import Agreement
from mou.model.party import Party, party_among

__all__ = ["Participation", "PartySpell", "Statement"]


@attrs.frozen(kw_only=True)
class PartySpell:
    """A spell: consecutive days on which a party is bound.

    Attributes:
        begins: the first day of the spell, how certain it is, and why.
        ends: the last day of the spell, how certain it is, and why. The answer has no day if the spell has no end.
        survival_ends_on: the last day of the obligations that survive the end of the spell. `None` if the record has no
            survival period, or if the day is not certain.
    """

    begins: Answer
    ends: Answer
    survival_ends_on: date | None = None

    @property
    def first_day(self) -> date | None:
        """The first day of the spell. `None` if the day is not certain."""
        return self.begins.day

    @property
    def last_day(self) -> date | None:
        """The last day of the spell. `None` if the spell has no end, or if the day is not certain."""
        return self.ends.day

    @property
    def ceases_on(self) -> date | None:
        """The first day on which the party is no longer bound: the day after `last_day`."""
        return None if self.ends.day is None else next_day(self.ends.day)


@attrs.frozen(kw_only=True)
class Statement:
    """A reservation, declaration or objection of a party (VCLT 19 to 23).

    Attributes:
        kind: the kind of the act.
        made_on: the day of the act or, if it is imprecise, the earliest possible day.
        effective_on: the stated day from which the statement has effect, if any.
        withdrawn_on: the day on which the statement was withdrawn. `None` if it was not withdrawn.
        pointer: a JSON Pointer to the act.
    """

    kind: ActKind
    made_on: date
    effective_on: date | None
    withdrawn_on: date | None
    pointer: str

    def stands(self, on: date | str) -> bool:
        """Return whether the statement has effect on a day.

        A statement has effect from `effective_on` or, if this is `None`, from `made_on`. It no longer has effect on the
        day `withdrawn_on`.

        Raises:
            ValidationError: `on` is not a day.
        """
        day = exact_day(on)
        return (self.effective_on or self.made_on) <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


@attrs.frozen(kw_only=True)
class Participation:
    """A party's participation in an agreement. Returned by `Lifecycle.participation`.

    Attributes:
        party: the party.
        signed_on: the day of the party's first signature. `None` if the party has not signed, or if the day is not
            certain.
        consented_on: the day of the party's first consent to be bound. `None` if the party has not consented, or if the
            day is not certain.
        spells: the times in which the party is bound, in order.
        statements: the party's reservations, declarations and objections.
    """

    party: Party
    signed_on: date | None
    consented_on: date | None
    spells: tuple[PartySpell, ...]
    statements: tuple[Statement, ...]
    _courses: tuple[Course, ...] = attrs.field(repr=False, eq=False, alias="courses")

    @property
    def entered_into_force_on(self) -> date | None:
        """The first day on which the party is bound. `None` if there is no such day, or if the day is not certain."""
        return self.spells[0].first_day if self.spells else None

    def explain(self) -> Explanation:
        """Explain the participation.

        List the acts of the party with their effects. For each time in which the party is bound, list the steps behind
        the first and the last day.

        >>> import mou
        >>> agreement = mou.examples.agreement()
        >>> for step in mou.participation(agreement, "MYS").explain().answers[0].steps:
        ...     print(step.text)
        signature on 30 October 2025
        """
        course = self._courses[0]
        bound = [spell.begins.summary for spell in self.spells]
        summary = f"{self.party.name}: {'; '.join(bound) if bound else 'not bound'}"
        acts = Answer(
            question=Question.PARTICIPATION,
            kind=AnswerKind.NONE,
            summary=summary,
            steps=cited(party_steps(course, self.party.id), course.facts.agreement.term),
        )
        return Explanation((acts, *(answer for spell in self.spells for answer in (spell.begins, spell.ends))))

    def status(self, on: date | str) -> Status:
        """Return the status of the agreement for the party on a day.

        The status is `UNKNOWN` if the record leaves it open.

        Raises:
            ValidationError: `on` is not a day.
        """
        return status_for(self.party.id, self._courses, exact_day(on))

    def is_bound(self, on: date | str) -> bool | None:
        """Return whether the party is bound on a day, or `None` if the record leaves this open.

        Raises:
            ValidationError: `on` is not a day.
        """
        return _is_bound(self.party.id, self._courses, exact_day(on))


def status_for(party: str, courses: tuple[Course, ...], day: date) -> Status:
    """Return the status of an agreement for one of its parties on a day; see `Participation.status`."""
    if _is_bound(party, courses, day) is None:
        return Status.UNKNOWN
    first, *others = (_status(course, course.lives[party], day) for course in courses)
    return first if all(other is first for other in others) else Status.UNKNOWN


def _is_bound(party: str, courses: tuple[Course, ...], day: date) -> bool | None:
    own = [course.lives[party] for course in courses]
    bound = agreed(course.is_bound(party, day) for course in courses)
    # If the spell is over under one reading and has not begun under another, it can run under a reading between
    # them.
    begun = agreed(sum(spell.first_day <= day for spell in life.spells) for life in own)
    if begun is not None or bound:
        return bound
    return False if RUNNING.isdisjoint(possible_statuses(courses, day)) else None


def participation_in(agreement: Agreement, party: Party | str, courses: tuple[Course, ...]) -> Participation:
    """Compute the participation of a party from the results (`courses`) for each reading of the agreement.

    Raises:
        UnknownIdError: the agreement has no such party, or several parties have the name.
    """
    return _participation(party_among(party, agreement.parties, "party of the agreement"), courses)


def _participation(party: Party, courses: tuple[Course, ...]) -> Participation:
    own = [course.lives[party.id] for course in courses]
    count = max(len(life.spells) for life in own)
    return Participation(
        party=party,
        signed_on=agreed(life.signed.counts_on if life.signed else None for life in own),
        consented_on=agreed(life.consented.counts_on if life.consented else None for life in own),
        spells=tuple(_spell(party.id, [_nth(life, number) for life in own], courses) for number in range(count)),
        statements=_statements(courses[0], party.id),
        courses=courses,
    )


def _nth(life: Life, number: int) -> Spell | None:
    return life.spells[number] if number < len(life.spells) else None


def _spell(party: str, spells: list[Spell | None], courses: tuple[Course, ...]) -> PartySpell:
    facts = courses[0].facts
    words, agreement = facts.words, facts.agreement
    days = [_first_and_last(party, spell, course) for spell, course in zip(spells, courses, strict=True)]
    begins = with_lower_bounds([first for first, _ in days], courses)
    ends = with_lower_bounds([last for _, last in days], courses)
    return PartySpell(
        begins=answer(Question.ENTRY_INTO_FORCE, begins, partial(_begins, words=words), agreement),
        ends=answer(Question.END, ends, partial(_ends, words=words), agreement, courses[0].anchor_pointers()),
        survival_ends_on=agreed(
            None if spell is None else survival_end(facts, spell.ceases_on, spell.how) for spell in spells
        ),
    )


def _first_and_last(party: str, spell: Spell | None, course: Course) -> tuple[Found, Found]:
    """Return the first and the last day of a spell (a continuous time in which the party is bound)."""
    if spell is None:
        nothing = Found(None, why=NO_STEPS)
        return nothing, nothing
    if party in course.unrecorded_consents:
        unknown = not_known_to_be_bound(course.facts, party)
        return unknown, unknown
    return Found(spell.first_day, why=spell.why), _last_day(party, spell, course)


def _last_day(party: str, spell: Spell, course: Course) -> Found:
    """Return the last day of a spell: the day before the party's exit or, without an exit, the agreement's last day."""
    undated = leaves_on_unknown_day(course.facts.agreement, course.lives[party], spell)
    if undated is not None:
        limit = course.end.not_after if spell.ceases_on is None else day_before(spell.ceases_on)
        return Found(None, known=False, not_before=undated.certain_through, not_after=limit, why=undated.why)
    if spell.ceases_on is None:
        end = course.end
        if end.known:
            return Found(None, why=NO_STEPS)
        return attrs.evolve(end, not_before=course.certain_through)
    return Found(day_before(spell.ceases_on), why=spell.why_ended)


def _begins(days: Bounds, words: Words) -> str:
    if days.day is not None:
        return f"{words.in_force.capitalize()} for it from {spoken(days.day)}"
    if days.kind is AnswerKind.UNKNOWN:
        return f"It is not known whether it is {words.in_force} for it"
    return f"{words.in_force.capitalize()} for it; the first day is not certain"


def _ends(days: Bounds, words: Words) -> str:
    if days.day is not None:
        return f"Last day {words.in_force} for it: {spoken(days.day)}"
    if days.kind is AnswerKind.UNCERTAIN:
        return f"Last day {words.in_force} for it: {between(days.earliest or date.min, days.latest)}"
    if days.kind is AnswerKind.UNKNOWN:
        return f"The last day {words.in_force} for it is not known"
    return f"{words.in_force.capitalize()} for it without an end"


def _statements(course: Course, party: str) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            kind=fact.kind,
            made_on=fact.counts_on,
            effective_on=fact.effective_on,
            withdrawn_on=None if withdrawal is None else withdrawal.takes_effect_on,
            pointer=fact.pointer,
        )
        for fact, withdrawal in withdrawn_statements(course.facts.acts_of[party])
    )


def _status(course: Course, life: Life, day: date) -> Status:
    bound = course.is_bound(life.party, day)
    if bound is not False:
        paused = any(span.covers(day) for span in course.suspended_of.get(life.party, ()))
        running = Status.SUSPENDED if paused or course.status_on(day) is Status.SUSPENDED else Status.IN_FORCE
        return running if bound else Status.UNKNOWN
    over = [spell for spell in life.spells if spell.ceases_on is not None and spell.ceases_on <= day]
    if over and over[-1].how is not None:
        return over[-1].how
    if course.how is not None and course.ceases_on is not None and course.ceases_on <= day:
        return course.how
    if course.is_over_by(day):
        return course.how or Status.UNKNOWN
    if any(span.covers(day) for span in course.provisional if span.party == life.party) and not life.gone_by(day):
        return Status.PROVISIONAL
    if not life.begun_by(day):
        # Without a signature or consent of the party, its status is known only if that of the agreement is.
        silent = life.signed is None and life.consented is None and course.status_on(day) is Status.UNKNOWN
        return Status.UNKNOWN if silent else Status.NEGOTIATED
    return Status.SIGNED if course.entered.known else Status.UNKNOWN
