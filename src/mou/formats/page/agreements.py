"""The agreements on a page."""

from __future__ import annotations

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

_FEW = 6
"""The maximum number of parties named in a row of the table."""


@attrs.frozen(kw_only=True)
class PartyLine:
    """A party of an agreement."""

    party: Party
    acts_for: str | None  # the name of the party that it acts for
    bound: str | None  # when, in words; `None` if it is bound as long as the agreement is in force


@attrs.frozen(kw_only=True)
class ActLine:
    """An act with the names of its parties, and the labels and values of its other fields."""

    act: Act
    by: tuple[str, ...]
    details: tuple[tuple[str, str], ...]


@attrs.frozen(kw_only=True)
class Part:
    """The section of the page on one agreement."""

    agreement: Agreement
    where: Position
    words: Words
    parties: tuple[PartyLine, ...]
    names: str  # of some of its parties
    search: str  # further words by which a search finds it
    entered: Answer | None
    ends: Answer | None
    entered_key: str  # the sort key of the table; "" if not known
    end_key: str  # likewise; "none" for no end
    deadline: date | None  # for notice in the current period; `None` if the agreement ends with that period anyway
    clauses: tuple[tuple[str, str], ...]
    acts: tuple[ActLine, ...]
    answers: tuple[Answer, ...]
    related: tuple[Related, ...]
    meetings: tuple[Meeting, ...]
    findings: tuple[tuple[Finding, str], ...]  # each with its place in the agreement


def part_of(index: Index, where: Position) -> Part:
    """Return the section of the page on an agreement."""
    agreement, life = where.agreement, where.lifecycle
    words = words_for(agreement.binding)
    names = [party.name for party in agreement.parties]
    answers = () if life is None else life.explain(where.on).answers
    related = [
        Related(how=_spaced(relation.kind), id=relation.to, title=index.titles.get(relation.to))
        for relation in agreement.relations
    ]
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
        answers=tuple(answer for answer in answers if not _is_no_deadline(answer)),
        related=(*related, *index.back.get(agreement.id, ())),
        meetings=tuple(index.register.meeting(meeting_id) for meeting_id in agreement.signed_at),
        findings=tuple(index.findings.get(f"agreement-{agreement.id}", ())),
    )


def _is_no_deadline(answer: Answer) -> bool:
    return answer.question is Question.NOTICE_DEADLINE and answer.kind is AnswerKind.NONE


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _key(answer: Answer | None) -> str:
    if answer is None or answer.kind is AnswerKind.UNKNOWN:
        return ""
    return "none" if answer.earliest is None else answer.earliest.isoformat()


def _search(agreement: Agreement) -> str:
    """Return words that a reader may search for and that the row does not show."""
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
    """Return when a party is bound, in words; `None` if it is bound as long as the agreement is in force."""
    spells = life.participation(party).spells
    if not spells:
        return f"not {words.in_force} for it" if life.entry.day is not None else None
    sentences: list[str] = []
    for spell in spells:
        if _bounds(spell.begins) == _bounds(life.entry) and _bounds(spell.ends) == _bounds(life.end):
            continue
        begins = _days(spell.begins)
        if spell.ends.kind is AnswerKind.UNKNOWN:
            ends = ", end not known"
        else:
            ends = "" if spell.ends.kind is AnswerKind.NONE else f" to {_days(spell.ends)}"
        sentences.append(f"{words.in_force} for it from {begins}{ends}")
    return "; ".join(sentences) or None


def _bounds(answer: Answer) -> tuple[date | None, date | None]:
    return answer.earliest, answer.latest


def _days(answer: Answer) -> str:
    first = "an unknown day" if answer.earliest is None else spoken(answer.earliest)
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
        clauses.append(("Minimum number of parties", str(term.minimum_parties)))
    return [*clauses, ("Survival", survival_words(term))]


def _act(index: Index, act: Act) -> ActLine:
    details = {
        "place": act.place,
        "received": act.received_on,
        "takes effect": act.effective_on,
        "until": act.until,
        "period": None if act.period is None else act.period.in_words,
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
