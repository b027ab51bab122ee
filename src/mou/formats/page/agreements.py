"""What a page shows of each agreement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from mou.answers.findings import Finding
from mou.answers.lifecycles import Lifecycle, Position
from mou.dates.delays import delay_text
from mou.dates.words import listed, spoken, spoken_day
from mou.formats.page.index import Index, Related
from mou.formats.page.timeline import open_deadline
from mou.law.explanation import Answer, AnswerKind, Question
from mou.law.status import Words, words_for
from mou.model.act import Act
from mou.model.agreement import Agreement
from mou.model.clause_words import condition_words, duration_words, renewal_words, survival_words, withdrawal_words
from mou.model.meeting import Meeting
from mou.model.party import Party
from mou.model.term import Anchor, Term

__all__ = ["Part", "part_of"]

_FEW = 6
"""So many parties are named in a row of the table."""


@attrs.frozen(kw_only=True)
class PartyLine:
    """A party of an agreement.

    Attributes:
        party: the party.
        acts_for: the name of whom it acts for.
        bound: when it is bound, in words, where that is not simply as long as the agreement is in force.
    """

    party: Party
    acts_for: str | None
    bound: str | None


@attrs.frozen(kw_only=True)
class ActLine:
    """An act with the names of those who did it, and what else is recorded of it.

    Attributes:
        act: the act.
        by: who did it.
        details: names and values.
    """

    act: Act
    by: tuple[str, ...]
    details: tuple[tuple[str, str], ...]


@attrs.frozen(kw_only=True)
class Part:
    """All about one agreement.

    Attributes:
        agreement: the agreement.
        where: where it stands on the day.
        words: the verbs for it.
        parties: its parties.
        names: the names of some of them, in a sentence.
        search: what else a search finds it by.
        entered: when it entered into force.
        ends: its last day.
        entered_key: what the table is sorted by; `""` for not known.
        end_key: the same for the last day; `"none"` where there is no end.
        deadline: by when notice must be received for the period that runs, where it does not end with it anyway.
        clauses: what its text says about time: names and values.
        acts: what was done.
        answers: why: the days and the steps that lead to them.
        related: other agreements.
        meetings: those at which it was signed.
        findings: what is doubtful, with where in the agreement.
    """

    agreement: Agreement
    where: Position
    words: Words
    parties: tuple[PartyLine, ...]
    names: str
    search: str
    entered: Answer | None
    ends: Answer | None
    entered_key: str
    end_key: str
    deadline: date | None
    clauses: tuple[tuple[str, str], ...]
    acts: tuple[ActLine, ...]
    answers: tuple[Answer, ...]
    related: tuple[Related, ...]
    meetings: tuple[Meeting, ...]
    findings: tuple[tuple[Finding, str], ...]


def part_of(index: Index, where: Position) -> Part:
    """Return all that a page shows of an agreement."""
    agreement, life = where.agreement, where.lifecycle
    words = words_for(agreement.binding)
    names = [party.name for party in agreement.parties]
    return Part(
        agreement=agreement,
        where=where,
        words=words,
        parties=tuple(_party(index, life, party, words) for party in agreement.parties),
        names=listed(names, most=_FEW) or "parties not known",
        search=_search(agreement),
        entered=None if life is None else life.entry,
        ends=None if life is None else life.end,
        entered_key=_key(None if life is None else life.entry),
        end_key=_key(None if life is None else life.end),
        deadline=open_deadline(where),
        clauses=tuple(_clauses(agreement.term)),
        acts=tuple(_act(index, act) for act in agreement.acts),
        answers=() if life is None else tuple(_answers(life, where.on)),
        related=(
            *(
                Related(how=_spaced(relation.kind), id=relation.to, title=index.titles.get(relation.to))
                for relation in agreement.relations
            ),
            *index.back.get(agreement.id, ()),
        ),
        meetings=tuple(index.register.meeting(meeting_id) for meeting_id in agreement.signed_at),
        findings=tuple(index.findings.get(f"agreement-{agreement.id}", ())),
    )


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _key(answer: Answer | None) -> str:
    if answer is None or answer.kind is AnswerKind.UNKNOWN:
        return ""
    return "none" if answer.earliest is None else answer.earliest.isoformat()


def _search(agreement: Agreement) -> str:
    """What a reader may look for that does not stand in the row."""
    words = [agreement.id, *agreement.subjects, "" if agreement.kind is None else _spaced(agreement.kind)]
    for party in agreement.parties:
        words += [party.id, *party.aliases]
    words += [party.name for party in agreement.parties[_FEW:]]
    return " ".join(words)


def _party(index: Index, life: Lifecycle | None, party: Party, words: Words) -> PartyLine:
    return PartyLine(
        party=party,
        acts_for=None if party.acts_for is None else index.name(party.acts_for),
        bound=None if life is None else _bound(life, party, words),
    )


def _bound(life: Lifecycle, party: Party, words: Words) -> str | None:
    """When a party is bound, where that is not from the entry into force to the end of the agreement."""
    spells = life.participation(party).spells
    if not spells:
        return f"not {words.in_force} for it" if life.entry.day is not None else None
    sentences: list[str] = []
    for spell in spells:
        if _bounds(spell.begins) == _bounds(life.entry) and _bounds(spell.ends) == _bounds(life.end):
            continue
        begins = _days(spell.begins)
        if spell.ends.kind is AnswerKind.UNKNOWN:
            ends = ", until when is not known"
        else:
            ends = "" if spell.ends.kind is AnswerKind.NONE else f" to {_days(spell.ends)}"
        sentences.append(f"{words.in_force} for it from {begins}{ends}")
    return "; ".join(sentences) or None


def _bounds(answer: Answer) -> tuple[date | None, date | None]:
    return answer.earliest, answer.latest


def _days(answer: Answer) -> str:
    first = "a day not known" if answer.earliest is None else spoken(answer.earliest)
    if answer.day is not None:
        return first
    return f"{first} or later" if answer.latest is None else f"a day between {first} and {spoken(answer.latest)}"


def _clauses(term: Term) -> list[tuple[str, str]]:
    clauses = [("Entry into force", condition_words(term)), ("Duration", duration_words(term))]
    if isinstance(term.anchor, date):
        clauses.append(("Runs from", spoken(term.anchor)))
    elif term.anchor is not Anchor.ENTRY_INTO_FORCE:
        clauses.append(("Runs from", _spaced(term.anchor)))
    if term.stated_last_day is not None:
        clauses.append(("Stated last day", spoken(term.stated_last_day)))
    clauses += [("Renewal", renewal_words(term)), ("Withdrawal", withdrawal_words(term))]
    if term.later_parties is not None:
        delay = term.later_parties.delay
        clauses.append(("Later parties", "own instrument" + ("" if delay is None else f", then {delay_text(delay)}")))
    if term.minimum_parties is not None:
        clauses.append(("Parties at least", str(term.minimum_parties)))
    return [*clauses, ("Survival", survival_words(term))]


def _act(index: Index, act: Act) -> ActLine:
    details = {
        "place": act.place,
        "received": act.received_on,
        "takes effect": act.effective_on,
        "until": act.until,
        "by": None if act.period is None else act.period.in_words,
        "signature": None if act.signature_kind is None else _spaced(act.signature_kind),
        "refers to": act.refers_to,
        "signed by": "; ".join(
            f"{signatory.name}{f', {signatory.office}' if signatory.office else ''}, for {index.name(signatory.party)}"
            for signatory in act.signatories
        )
        or None,
        "note": act.note,
    }
    return ActLine(
        act=act,
        by=tuple(index.name(party_id) for party_id in act.by),
        details=tuple(
            (name, value if isinstance(value, str) else spoken_day(value))
            for name, value in details.items()
            if value is not None
        ),
    )


def _answers(life: Lifecycle, on: date) -> Iterator[Answer]:
    """The entry into force, the end and, unless none is due, the notice deadline, with their steps."""
    for answer in life.explain(on).answers:
        if answer.question is not Question.NOTICE_DEADLINE or answer.kind is not AnswerKind.NONE:
            yield answer
