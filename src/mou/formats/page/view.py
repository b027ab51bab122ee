"""What a page shows of a register, ready for its templates: no answer is computed there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

import attrs

from mou.answers.agenda import MissedNotice
from mou.answers.catalogue import CATALOGUE
from mou.answers.findings import Finding, Kind, Severity, check
from mou.answers.lifecycles import Lifecycle
from mou.answers.milestones import MilestoneKind
from mou.answers.positions import Position
from mou.answers.register import Register
from mou.answers.undetermined import QUESTIONS, NotDetermined, missing_fields, undetermined_positions
from mou.answers.upcoming import Upcoming
from mou.dates.days import earliest
from mou.dates.delays import delay_text
from mou.dates.periods import Period
from mou.dates.words import counted, listed, spoken, spoken_day
from mou.formats.page.timeline import Timeline, open_deadline, timeline
from mou.law.explanation import Answer, Certainness, Question
from mou.law.rules import Rule
from mou.law.status import Status, Words, words_for
from mou.model.act import Act
from mou.model.agreement import Agreement, RelationKind
from mou.model.clause_words import condition_words, duration_words, renewal_words, survival_words, withdrawal_words
from mou.model.meeting import Forum, Meeting, Role
from mou.model.party import Party
from mou.model.term import Anchor, Term

__all__ = ["View", "view"]

_FEW = 6
"""So many parties are named in a row of the table."""
_BACK = {
    RelationKind.AMENDS: "amended by",
    RelationKind.SUPERSEDES: "superseded by",
    RelationKind.IMPLEMENTS: "implemented by",
    RelationKind.RENEWS: "renewed by",
    RelationKind.PROTOCOL_TO: "has the protocol",
}


@attrs.frozen(kw_only=True)
class Related:
    """Another agreement.

    Attributes:
        how: how the two relate, in words.
        id: its id.
        title: its title; `None` where the register does not hold it.
    """

    how: str
    id: str
    title: str | None


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


@attrs.frozen(kw_only=True)
class Doubt:
    """All findings of one kind.

    Attributes:
        kind: the kind.
        found: each with the anchor and the title of the record that it is about.
    """

    kind: Kind
    found: tuple[tuple[Finding, str, str], ...]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.found)


@attrs.frozen(kw_only=True)
class Missing:
    """A field that some agreements lack, so that questions about them stay open.

    Attributes:
        what: what to record, in words.
        field: JSON Pointer to it; `None` where it is not in the agreements.
        agreements: the ids and titles of the agreements.
    """

    what: str
    field: str | None
    agreements: tuple[tuple[str, str], ...]


@attrs.frozen(kw_only=True)
class MeetingLine:
    """A meeting with who took part, by role.

    Attributes:
        meeting: the meeting.
        host: the name of its host.
        roles: each role in words, with the names of those who had it.
        signed: the agreements signed there.
        findings: what is doubtful, with where in the record.
    """

    meeting: Meeting
    host: str | None
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    signed: tuple[Agreement, ...]
    findings: tuple[tuple[Finding, str], ...]


@attrs.frozen(kw_only=True)
class ForumLine:
    """A forum with its meetings; without a forum, the meetings that are of none.

    Attributes:
        forum: the forum.
        roles: each role in words, with the names of those who had it on the day.
        meetings: its meetings, the latest first.
    """

    forum: Forum | None
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    meetings: tuple[MeetingLine, ...]


@attrs.frozen(kw_only=True)
class View:
    """All that a page shows.

    Attributes:
        on: the day.
        until: the last day of what comes up.
        within: how long that is.
        parts: the agreements.
        words: each status in words, with how many agreements have it.
        in_force: how many are in force, or in effect.
        in_force_word: the word for that.
        expiring: those whose last day comes up.
        notices: those of which notice is due.
        missed: the notice deadlines that passed without notice, within the same time before the day.
        undetermined: how many agreements have a status, an end or a notice deadline that can't be determined.
        missing: the fields that would settle them.
        doubts: what is doubtful.
        severities: how many findings there are of each severity.
        timeline: the timeline.
        forums: the forums and meetings.
        rules: the rules that explanations name.
    """

    on: date
    until: date
    within: Period
    parts: tuple[Part, ...]
    words: tuple[tuple[str, int], ...]
    in_force: int
    in_force_word: str
    expiring: tuple[Upcoming, ...]
    notices: tuple[Upcoming, ...]
    missed: tuple[MissedNotice, ...]
    undetermined: int
    missing: tuple[Missing, ...]
    doubts: tuple[Doubt, ...]
    severities: tuple[tuple[Severity, int], ...]
    timeline: Timeline
    forums: tuple[ForumLine, ...]
    rules: tuple[Rule, ...]


@attrs.frozen(kw_only=True)
class _Index:
    """What is looked up for many records."""

    register: Register
    titles: dict[str, str]
    back: dict[str, list[Related]]
    findings: dict[str, list[tuple[Finding, str]]]

    @classmethod
    def of(cls, register: Register, findings: Iterable[Finding]) -> _Index:
        titles = {one.id: one.title for one in register.agreements}
        back: dict[str, list[Related]] = {}
        for one in register.agreements:
            for relation in one.relations:
                back.setdefault(relation.to, []).append(Related(how=_BACK[relation.kind], id=one.id, title=one.title))
        about: dict[str, list[tuple[Finding, str]]] = {}
        for finding in findings:
            anchor, _, place = _about(register, finding)
            about.setdefault(anchor, []).append((finding, place))
        return cls(register=register, titles=titles, back=back, findings=about)

    def name(self, party_id: str) -> str:
        return self.register.party(party_id).name


def view(register: Register, on: date, within: Period, progress: Callable[[int, int], None] | None) -> View:
    """All that a page shows of a register on a day.

    Args:
        register: the register.
        on: the day.
        within: how far to look for what comes up.
        progress: told how much is done, of how much; each agreement counts twice: to be computed, and to be explained.

    Raises:
        DateRangeError: what comes up would be looked for past the year 9999.
    """
    agenda = register.agenda(within, on, kinds=(MilestoneKind.LAST_DAY, MilestoneKind.NOTICE_DEADLINE))
    tell = progress or _nobody
    count = len(register.agreements)
    positions = register.positions(on, progress=lambda done, _: tell(done, 2 * count))
    unknown = undetermined_positions(positions, QUESTIONS, agenda.until)
    findings = check(register, on=on)
    index = _Index.of(register, findings)
    parts: list[Part] = []
    for agreement, where in zip(register.agreements, positions, strict=True):
        parts.append(_part(index, agreement, where))
        tell(count + len(parts), 2 * count)
    steps = [step for part in parts for answer in part.answers for step in answer.steps]
    rules = {step.rule.code: step.rule for step in steps if step.rule is not None}
    words = Counter((list(Status).index(one.status), one.word) for one in positions)
    running = sorted({part.words.in_force for part in parts}, reverse=True) or ["in force"]
    return View(
        on=on,
        until=agenda.until,
        within=within,
        parts=tuple(parts),
        words=tuple((word, number) for (_, word), number in sorted(words.items())),
        in_force=sum(one.status is Status.IN_FORCE for one in positions),
        in_force_word=" or ".join(running),
        expiring=tuple(event for event in agenda.events if event.kind is MilestoneKind.LAST_DAY),
        notices=tuple(event for event in agenda.events if event.kind is MilestoneKind.NOTICE_DEADLINE),
        missed=agenda.missed,
        undetermined=len({item.agreement for item in unknown}),
        missing=_missing(index, unknown),
        doubts=_doubts(register, findings),
        severities=tuple((one, sum(found.severity is one for found in findings)) for one in Severity),
        timeline=timeline(positions, on),
        forums=_forums(index, on),
        rules=tuple(rules[code] for code in sorted(rules)),
    )


def _nobody(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


# --- Findings -----------------------------------------------------------------------------------------------------


def _about(register: Register, finding: Finding) -> tuple[str, str, str]:
    """The anchor and the title of the record that a finding is about, and where in the record."""
    _, kind, number, *rest = finding.pointer.split("/")
    place = "".join(f"/{part}" for part in rest)
    if kind == "meetings":
        meeting = register.meetings[int(number)]
        return f"meeting-{meeting.id}", meeting.name, place
    agreement = register.agreements[int(number)]
    return f"agreement-{agreement.id}", agreement.title, place


def _doubts(register: Register, findings: Iterable[Finding]) -> tuple[Doubt, ...]:
    by_kind: dict[Kind, list[tuple[Finding, str, str]]] = {}
    for finding in findings:
        anchor, title, _ = _about(register, finding)
        by_kind.setdefault(finding.kind, []).append((finding, anchor, title))
    order = list(Severity)
    kinds = sorted(by_kind, key=lambda kind: (order.index(kind.severity), -len(by_kind[kind]), CATALOGUE.index(kind)))
    return tuple(Doubt(kind=kind, found=tuple(by_kind[kind])) for kind in kinds)


def _missing(index: _Index, items: Iterable[NotDetermined]) -> tuple[Missing, ...]:
    return tuple(
        Missing(
            what=missing.what,
            field=missing.field,
            agreements=tuple((agreement, index.titles[agreement]) for agreement in missing.agreements),
        )
        for missing in missing_fields(items)
    )


# --- Agreements ---------------------------------------------------------------------------------------------------


def _part(index: _Index, agreement: Agreement, where: Position) -> Part:
    life = where.lifecycle
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
            *(Related(how=_spaced(one.kind), id=one.to, title=index.titles.get(one.to)) for one in agreement.relations),
            *index.back.get(agreement.id, ()),
        ),
        meetings=tuple(index.register.meeting(one) for one in agreement.signed_at),
        findings=tuple(index.findings.get(f"agreement-{agreement.id}", ())),
    )


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _key(answer: Answer | None) -> str:
    if answer is None or answer.certainness is Certainness.UNKNOWN:
        return ""
    return "none" if answer.earliest is None else answer.earliest.isoformat()


def _search(agreement: Agreement) -> str:
    """What a reader may look for that does not stand in the row."""
    words = [agreement.id, *agreement.subjects, "" if agreement.kind is None else _spaced(agreement.kind)]
    for party in agreement.parties:
        words += [party.id, *party.aliases]
    words += [party.name for party in agreement.parties[_FEW:]]
    return " ".join(words)


def _party(index: _Index, life: Lifecycle | None, party: Party, words: Words) -> PartyLine:
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
    told: list[str] = []
    for one in spells:
        if _bounds(one.begins) == _bounds(life.entry) and _bounds(one.ends) == _bounds(life.end):
            continue
        begins = _days(one.begins)
        if one.ends.certainness is Certainness.UNKNOWN:
            ends = ", until when is not known"
        else:
            ends = "" if one.ends.certainness is Certainness.NONE else f" to {_days(one.ends)}"
        told.append(f"{words.in_force} for it from {begins}{ends}")
    return "; ".join(told) or None


def _bounds(answer: Answer) -> tuple[date | None, date | None]:
    return answer.earliest, answer.latest


def _days(answer: Answer) -> str:
    first = "a day not known" if answer.earliest is None else spoken(answer.earliest)
    if answer.day is not None:
        return first
    return f"{first} or later" if answer.latest is None else f"a day between {first} and {spoken(answer.latest)}"


def _clauses(term: Term) -> list[tuple[str, str]]:
    found = [("Entry into force", condition_words(term)), ("Duration", duration_words(term))]
    if isinstance(term.anchor, date):
        found.append(("Runs from", spoken(term.anchor)))
    elif term.anchor is not Anchor.ENTRY_INTO_FORCE:
        found.append(("Runs from", _spaced(term.anchor)))
    if term.stated_last_day is not None:
        found.append(("Stated last day", spoken(term.stated_last_day)))
    found += [("Renewal", renewal_words(term)), ("Withdrawal", withdrawal_words(term))]
    if term.later_parties is not None:
        delay = term.later_parties.delay
        found.append(("Later parties", "own instrument" + ("" if delay is None else f", then {delay_text(delay)}")))
    if term.minimum_parties is not None:
        found.append(("Parties at least", str(term.minimum_parties)))
    return [*found, ("Survival", survival_words(term))]


def _act(index: _Index, act: Act) -> ActLine:
    details = {
        "place": act.place,
        "received": act.received_on,
        "takes effect": act.effective_on,
        "until": act.until,
        "by": None if act.period is None else act.period.in_words,
        "signature": None if act.signature_kind is None else _spaced(act.signature_kind),
        "refers to": act.refers_to,
        "signed by": "; ".join(
            f"{one.name}{f', {one.office}' if one.office else ''}, for {index.name(one.party)}"
            for one in act.signatories
        )
        or None,
        "note": act.note,
    }
    return ActLine(
        act=act,
        by=tuple(index.name(one) for one in act.by),
        details=tuple(
            (name, value if isinstance(value, str) else spoken_day(value))
            for name, value in details.items()
            if value is not None
        ),
    )


def _answers(life: Lifecycle, on: date) -> Iterator[Answer]:
    """The entry into force, the end and, unless none is due, the notice deadline, with their steps."""
    for answer in life.explain(on).answers:
        if answer.question is not Question.NOTICE_DEADLINE or answer.certainness is not Certainness.NONE:
            yield answer


# --- Meetings -----------------------------------------------------------------------------------------------------


def _forums(index: _Index, on: date) -> tuple[ForumLine, ...]:
    held: dict[str | None, list[MeetingLine]] = {}
    latest_first = sorted(index.register.meetings, key=_begins, reverse=True)
    for one in latest_first:
        held.setdefault(one.forum, []).append(_meeting(index, one))
    lines = [
        ForumLine(
            forum=forum,
            roles=tuple(_roles(index, ((role, forum.roster(on, role)) for role in Role))),
            meetings=tuple(held.get(forum.id, ())),
        )
        for forum in index.register.forums
    ]
    alone = held.get(None, [])
    return (*lines, *([ForumLine(forum=None, roles=(), meetings=tuple(alone))] if alone else []))


def _begins(meeting: Meeting) -> date:
    return date.min if meeting.starts_on is None else earliest(meeting.starts_on)


def _meeting(index: _Index, meeting: Meeting) -> MeetingLine:
    by_role = ((role, [one.party for one in meeting.participants if one.role is role]) for role in (*Role, None))
    return MeetingLine(
        meeting=meeting,
        host=None if meeting.host is None else index.name(meeting.host),
        roles=tuple(_roles(index, by_role)),
        signed=index.register.signed_at(meeting),
        findings=tuple(index.findings.get(f"meeting-{meeting.id}", ())),
    )


def _roles(
    index: _Index, by_role: Iterable[tuple[Role | None, Sequence[str]]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for role, parties in by_role:
        if parties:
            word = "participant" if role is None else _spaced(role)
            yield counted((len(parties), word)), tuple(index.name(one) for one in parties)
