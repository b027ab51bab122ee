"""The details of an agreement, which the page draws when a reader opens the agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mou.answers.bounds import same_days
from mou.answers.lifecycles import Lifecycle, Position
from mou.dates.days import Day
from mou.dates.delays import delay_text
from mou.dates.periods import Period
from mou.dates.words import spoken
from mou.formats.page.index import Index
from mou.formats.page.packing import Packed, Packing, packed_answer, packed_day
from mou.formats.page.text import link, safe
from mou.law.explanation import Answer, AnswerKind, Question
from mou.model.act import Act
from mou.model.agreement import Agreement
from mou.model.clause_words import (
    condition_words,
    duration_words,
    reading_words,
    renewal_words,
    survival_words,
    withdrawal_words,
)
from mou.model.party import Party
from mou.model.source import Certainty, Source
from mou.model.term import Anchor, Term


def packed_details(index: Index, where: Position, packing: Packing) -> dict[str, Packed]:
    """Return the details of an agreement. Keys without a value are left out."""
    agreement, life = where.agreement, where.lifecycle
    names = [party.name for party in agreement.parties]
    meetings = [index.register.meeting(meeting) for meeting in agreement.signed_at]
    survival = None if life is None else life.survival_ends_on
    details: dict[str, Packed] = {
        "about": packing.text(agreement.description),
        "reason": packing.sentence(where.reason, names),
        "renewal": where.renewal,
        "survival": None if survival is None else packed_day(survival),
        "kind": agreement.kind,
        "binding": None if agreement.binding is None else int(agreement.binding),
        "subjects": [packing.text(subject) for subject in agreement.subjects],
        "depositary": packing.text(agreement.depositary),
        "registrations": [
            [packing.text(entry.register), packing.text(entry.number), _day(entry.on)]
            for entry in agreement.registrations
        ],
        "parties": [] if life is None else _parties(index, life, packing),
        "clauses": [[label, packing.sentence(text)] for label, text in _clauses(agreement.term)],
        "acts": [_act(index, agreement, act, packing) for act in agreement.acts],
        "answers": [] if life is None else [_answer(answer, names, packing) for answer in _answers(life, where.on)],
        "related": [
            [relation.how, relation.number, packing.text(None if relation.number is not None else relation.id)]
            for relation in index.related(agreement)
        ],
        "meetings": [[meeting.id, packing.text(meeting.name)] for meeting in meetings],
        "sources": [_source(source, packing) for source in agreement.sources],
    }
    return {key: value for key, value in details.items() if value not in (None, 0, []) or key == "binding"}


def _answers(life: Lifecycle, on: date) -> Iterator[Answer]:
    for answer in life.explain(on).answers:
        if answer.question is not Question.NOTICE_DEADLINE or answer.kind is not AnswerKind.NONE:
            yield answer


def _answer(answer: Answer, names: Sequence[str], packing: Packing) -> Packed:
    return [packing.sentence(answer.summary, names), *(packing.step(step, names) for step in answer.steps)]


def _day(day: Day | None) -> Packed:
    """Return a day of a record as a number, or an imprecise day as it is written."""
    return packed_day(day) if isinstance(day, date) else None if day is None else str(day)


def _parties(index: Index, life: Lifecycle, packing: Packing) -> list[Packed]:
    """List each party that acts for another party, or that is not bound on all days on which the agreement is in force.

    Each item contains the number of the party, the name of the party for which it acts, and the days on which it is
    bound.
    """
    parties: list[Packed] = []
    for number, party in enumerate(life.agreement.parties):
        acts_for = None if party.acts_for is None else index.name(party.acts_for)
        spells = _spells(life, party)
        if acts_for is not None or spells is not None:
            parties.append([number, packing.text(acts_for), spells])
    return parties


def _spells(life: Lifecycle, party: Party) -> list[Packed] | None:
    """List the days on which a party is bound. Return `None` if the agreement is in force on exactly these days."""
    spells = life.participation(party).spells
    if not spells:
        return [] if life.entry.day is not None else None
    days = [
        [packed_answer(spell.begins), packed_answer(spell.ends)]
        for spell in spells
        if not (same_days(spell.begins, life.entry) and same_days(spell.ends, life.end))
    ]
    return list[Packed](days) or None


def _clauses(term: Term) -> Iterator[tuple[str, str]]:
    """List the clauses. An item contains the key of the clause's label, and the clause's text."""
    yield "entry", condition_words(term)
    yield "duration", duration_words(term)
    if isinstance(term.anchor, date):
        yield "runs_from", spoken(term.anchor)
    elif term.anchor is not Anchor.ENTRY_INTO_FORCE:
        yield "runs_from", term.anchor.replace("_", " ")
    if term.stated_last_day is not None:
        yield "stated_last_day", spoken(term.stated_last_day)
    yield "renewal", renewal_words(term)
    yield "withdrawal", withdrawal_words(term)
    if term.later_parties is not None:
        delay = term.later_parties.delay
        yield "later_parties", "own instrument" + ("" if delay is None else f", then {delay_text(delay)}")
    if term.minimum_parties is not None:
        yield "minimum_parties", str(term.minimum_parties)
    yield "survival", survival_words(term)
    for clause in term.ends_on:
        yield "ends_on", clause.event if clause.delay is None else f"{clause.event}, then {delay_text(clause.delay)}"
    for reading in term.other_readings:
        yield "other_reading", reading_words(term, reading)
    for rider in term.riders:
        yield "rider", rider.text


def _act(index: Index, agreement: Agreement, act: Act, packing: Packing) -> Packed:
    """Return an act: its day, kind, parties and certainty, then its other fields by label, then its sources."""
    signatories = "; ".join(
        f"{signatory.name}{f', {signatory.office}' if signatory.office else ''}, {index.name(signatory.party)}"
        for signatory in act.signatories
    )
    earlier = next((other for other in agreement.acts if act.refers_to == other.id is not None), None)
    fields: dict[str, Packed] = {
        "place": _text(act.place),
        "received": _day(act.received_on),
        "takes_effect": _day(act.effective_on),
        "until": _day(act.until),
        "period": _length(act),
        "signature": None if act.signature_kind is None else act.signature_kind.replace("_", " "),
        "refers_to": None if earlier is None else [earlier.kind, _day(earlier.on)],
        "signed_by": _text(signatories),
        "note": _text(act.note),
    }
    return [
        _day(act.on),
        act.kind,
        [packing.text(index.name(party)) for party in act.by],
        None if act.certainty is Certainty.STATED else act.certainty,
        {label: value for label, value in fields.items() if value is not None},
        [_source(source, packing) for source in act.sources],
    ]


def _length(act: Act) -> Packed:
    if act.period is None:
        return None
    return act.period.in_words if isinstance(act.period, Period) else "without an end"


def _text(text: str | None) -> Packed:
    return safe(text) if text else None


def _source(source: Source, packing: Packing) -> Packed:
    """Return a source: title, publisher, day, address, day of access, note, and whether the address can be a link."""
    address = link(source.url)
    values: list[Packed] = [
        packing.text(source.title),
        packing.text(source.publisher),
        _day(source.published_on),
        packing.text(source.url),
        _day(source.accessed_on),
        packing.text(source.note),
        int(address is not None),
    ]
    return values if any(values[1:]) else values[:1]
