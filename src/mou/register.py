"""A register: parties, forums, meetings and agreements together, with their cross references checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from mou._convert import as_instances, keeps_instances, pointer, repeated, settle, shown
from mou._facts import Others
from mou._html import html_of
from mou._tags import tagged
from mou.act import Act
from mou.agenda import Agenda, MissedNotice, agenda
from mou.agreement import Agreement, RelationKind
from mou.dates import exact_day
from mou.errors import NameNotResolvedError, Problem, ValidationError
from mou.explanation import Question
from mou.lifecycles import Lifecycle, lifecycle
from mou.meeting import Forum, Meeting
from mou.milestones import MilestoneKind
from mou.party import Party
from mou.periods import Period
from mou.positions import Position, position
from mou.states import is_current_state
from mou.status import Status
from mou.undetermined import QUESTIONS, NotDetermined, as_questions, not_determined
from mou.upcoming import Upcoming, upcoming, window

if TYPE_CHECKING:
    import pyarrow as pa

    from mou.formats.tables import Tables

__all__ = ["FIELDS", "FORMAT", "Record", "Register"]

Record = Party | Forum | Meeting | Agreement
"""What a register holds."""
FORMAT = "mou/1"
"""What a register document says of itself under ``"format"``."""
FIELDS: dict[type[Record], str] = {
    Party: "parties",
    Forum: "forums",
    Meeting: "meetings",
    Agreement: "agreements",
}
"""Where it holds them."""
_FOLLOWS = frozenset({RelationKind.RENEWS, RelationKind.SUPERSEDES})


def _parties(value: Iterable[Party]) -> tuple[Party, ...]:
    return as_instances(value, Party)


def _forums(value: Iterable[Forum]) -> tuple[Forum, ...]:
    return as_instances(value, Forum)


def _meetings(value: Iterable[Meeting]) -> tuple[Meeting, ...]:
    return as_instances(value, Meeting)


def _agreements(value: Iterable[Agreement]) -> tuple[Agreement, ...]:
    return as_instances(value, Agreement)


keeps_instances(_parties, _forums, _meetings, _agreements)


@tagged(FORMAT, key="format")
@attrs.frozen(kw_only=True)
class Register:
    """A collection of records that checks its own cross references.

    A party is known where the register or one of its agreements lists it; a state of today need not be listed, as
    its code says which it is. Relations may point to agreements that the register does not hold.

    Attributes:
        parties: those that no agreement lists, and bodies and organisations behind ids.
        forums: the forums.
        meetings: the meetings.
        agreements: the agreements.

    Raises:
        ValidationError: a value is not of its kind; two records of one kind share an id; a party id stands for
            different parties; an id points to no record.

    >>> register = Register(forums=[Forum("admm", name="ASEAN Defence Ministers' Meeting")])
    >>> register.forum("admm").name
    "ASEAN Defence Ministers' Meeting"
    >>> len(register)
    1
    """

    parties: tuple[Party, ...] = attrs.field(default=(), converter=_parties)
    forums: tuple[Forum, ...] = attrs.field(default=(), converter=_forums)
    meetings: tuple[Meeting, ...] = attrs.field(default=(), converter=_meetings)
    agreements: tuple[Agreement, ...] = attrs.field(default=(), converter=_agreements)

    def __attrs_post_init__(self) -> None:
        settle(self, _register_rules)

    def __iter__(self) -> Iterator[Record]:
        yield from self.parties
        yield from self.forums
        yield from self.meetings
        yield from self.agreements

    def __len__(self) -> int:
        return len(self.parties) + len(self.forums) + len(self.meetings) + len(self.agreements)

    def party(self, party_id: str) -> Party:
        """The party with this id, listed in the register, in one of its agreements, or a state of today.

        Raises:
            KeyError: there is none.

        >>> Register().party("MYS").name
        'Malaysia'
        """
        known = self._parties_by_id.get(party_id)
        if known is not None:
            return known
        if is_current_state(party_id):
            return Party.state(party_id)
        raise KeyError(party_id)

    def forum(self, forum_id: str) -> Forum:
        """The forum with this id.

        Raises:
            KeyError: there is none.
        """
        return self._forums_by_id[forum_id]

    def meeting(self, meeting_id: str) -> Meeting:
        """The meeting with this id.

        Raises:
            KeyError: there is none.
        """
        return self._meetings_by_id[meeting_id]

    def agreement(self, agreement_id: str) -> Agreement:
        """The agreement with this id.

        Raises:
            KeyError: there is none.
        """
        return self._agreements_by_id[agreement_id]

    def record_at(self, place: str) -> Record | None:
        """The record that a JSON Pointer into the register's document leads to, or into; `None` where there is none.

        >>> from mou import examples
        >>> examples.register().record_at("/agreements/0/term/duration").id
        'mys-usa-defence-2025'
        """
        _, name, index, *_ = [*place.split("/"), "", ""]
        records: tuple[Record, ...] = getattr(self, name) if name in FIELDS.values() else ()
        return records[int(index)] if index.isdecimal() and int(index) < len(records) else None

    def signed_at(self, meeting: Meeting | str) -> tuple[Agreement, ...]:
        """The agreements signed at a meeting or in its margins; the meeting or its id may be given."""
        wanted = meeting if isinstance(meeting, str) else meeting.id
        return tuple(one for one in self.agreements if wanted in one.signed_at)

    def lifecycle(self, agreement: Agreement | str, as_of: date | str | None = None) -> Lifecycle:
        """The lifecycle of one of its agreements, which may depend on others of it; see `mou.lifecycle`.

        Args:
            agreement: the agreement, or its id.
            as_of: count only what was known on this day.

        Raises:
            KeyError: there is no such agreement.
        """
        wanted = agreement if isinstance(agreement, str) else agreement.id
        return lifecycle(self.agreement(wanted), as_of, others=self._others)

    def positions(
        self,
        on: date | str,
        *,
        as_of: date | str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[Position, ...]:
        """Where each agreement stands on a day, in the order of the register.

        Args:
            on: the day.
            as_of: count only what was known on this day: the register as it stood.
            progress: told how many agreements are done, of how many.

        Raises:
            ValidationError: `on` or `as_of` is no day.

        >>> from mou import examples
        >>> [(one.word, one.end) for one in examples.register().positions("2026-11-25")]
        [('in effect', '2030-10-30, if not renewed')]
        """
        day, known = exact_day(on), None if as_of is None else exact_day(as_of)
        found: list[Position] = []
        for agreement in self.agreements:
            found.append(position(agreement, day, as_of=known, others=self._others))
            if progress is not None:
                progress(len(found), len(self.agreements))
        return tuple(found)

    def statuses(
        self,
        on: date | str | Iterable[date | str],
        *,
        as_of: date | str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> pa.Table:
        """Where each agreement stands on each of many days, as one Arrow table; see `mou.bulk.statuses`.

        Who asks more than once makes the table of phases once, by `mou.bulk.phases`.

        Args:
            on: the day, or the days.
            as_of: count only what was known on this day: the register as it stood.
            progress: told how many agreements are done, of how many.

        Returns:
            One row an agreement and day, with the columns ``id``, ``on`` and ``status``.

        Raises:
            ValidationError: `on` or `as_of` is no day, or there is none.
            MissingExtraError: the extra ``arrow`` is not installed.

        >>> from mou import examples
        >>> examples.register().statuses(["2025-10-29", "2025-10-30"])["status"].to_pylist()
        ['negotiated', 'in_force']
        """
        from mou.bulk import days_asked, phases, statuses

        days = days_asked(on)  # first, as the phases of a large register take long
        return statuses(phases(self, as_of=as_of, progress=progress), days)

    def with_status(self, on: date | str, *statuses: Status) -> tuple[Agreement, ...]:
        """The agreements that have one of some statuses on a day.

        Raises:
            ValidationError: `on` is no day.
        """
        standing = zip(self.agreements, self.positions(on), strict=True)
        return tuple(agreement for agreement, where in standing if where.status in statuses)

    def in_force(self, on: date | str) -> tuple[Agreement, ...]:
        """The agreements that are certainly in force on a day; those suspended or applied provisionally are not.

        An agreement whose status is unknown is left out: see `not_determined`.

        Raises:
            ValidationError: `on` is no day.

        >>> from mou import examples
        >>> [one.id for one in examples.register().in_force("2026-11-25")]
        ['mys-usa-defence-2025']
        """
        return self.with_status(on, Status.IN_FORCE)

    def upcoming(
        self,
        within: Period | str,
        on: date | str,
        *,
        kinds: Collection[MilestoneKind] = tuple(MilestoneKind),
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[Upcoming, ...]:
        """What comes up in a period from a day on, that day included, the next first.

        Args:
            within: how far to look, such as ``P6M``.
            on: the day on which is asked.
            kinds: which events.
            progress: told how many agreements are done, of how many.

        Raises:
            ValidationError: `within` is no period, or `on` no day.
            DateRangeError: the period would end past the year 9999.
        """
        first, last = window(on, within)
        events: list[Upcoming] = []
        for number, agreement in enumerate(self.agreements, 1):
            events += upcoming(agreement, first, last, kinds, others=self._others)
            if progress is not None:
                progress(number, len(self.agreements))
        return tuple(sorted(events, key=lambda event: event.earliest))

    def agenda(
        self,
        within: Period | str,
        on: date | str,
        *,
        kinds: Collection[MilestoneKind] = tuple(MilestoneKind),
        progress: Callable[[int, int], None] | None = None,
    ) -> Agenda:
        """Return what needs attention in a period from a day on, and what could not be determined.

        The agenda holds the events of `upcoming`, the notice deadlines that passed in the same length of time before
        the day, and the agreements that can be missing from the events because their record leaves a question open.

        Args:
            within: how far to look, such as ``P6M``.
            on: the day.
            kinds: which events; missed deadlines are only listed with ``notice_deadline``.
            progress: called with how many agreements are done, and how many there are.

        Raises:
            ValidationError: `within` is not a period, or `on` not a day.
            DateRangeError: the period would end past the year 9999.

        >>> from mou import examples
        >>> agenda = examples.register().agenda("P1Y", on="2030-01-01")
        >>> [(event.on, event.text) for event in agenda.events][0]
        (datetime.date(2030, 10, 30), 'last day in effect')
        >>> [(item.question.value, item.field, item.clause) for item in agenda.not_determined]
        [('notice_deadline', '/term/renewal', 'whether it is renewed, and how')]
        """
        count = 0

        def done() -> None:
            nonlocal count
            count += 1
            if progress is not None:
                progress(count, len(self.agreements))

        return agenda(self.agreements, within, on, kinds=kinds, others=self._others, done=done)

    def not_determined(
        self,
        on: date | str,
        questions: Iterable[Question | str] = QUESTIONS,
        *,
        through: date | str | None = None,
        as_of: date | str | None = None,
    ) -> tuple[NotDetermined, ...]:
        """Return the questions that the records leave open on a day; see `mou.not_determined`.

        Agreements whose status is unknown are neither in `in_force` nor certainly out of force, and those whose end or
        notice deadline is unknown can be missing from `expiring` or `notices_due`.

        Args:
            on: the day.
            questions: which questions.
            through: the last day of interest, for notice deadlines of agreements that enter into force after `on`.
            as_of: count only what was known on this day.

        Raises:
            ValidationError: `on`, `through` or `as_of` is not a day, or a question is unknown.

        >>> from mou import examples
        >>> examples.register().not_determined("2026-11-25", ["status", "end"])
        ()
        """
        asked, day = as_questions(questions), exact_day(on)
        last, known = (None if value is None else exact_day(value) for value in (through, as_of))
        return tuple(
            item
            for agreement in self.agreements
            for item in not_determined(agreement, day, asked, through=last, as_of=known, others=self._others)
        )

    def notices_missed(self, within: Period | str, on: date | str) -> tuple[MissedNotice, ...]:
        """Return the notice deadlines that passed without notice in a period before a day, the latest first.

        An agreement is listed while it is in force, with the deadline that passed last. Nobody gave notice in time, so
        the agreement was renewed or will be: `MissedNotice.runs_to` is the end of that renewal.

        Args:
            within: how far to look back, such as ``P6M``.
            on: the day.

        Raises:
            ValidationError: `within` is not a period, or `on` not a day.
            DateRangeError: the period, counted from the day, would end past the year 9999.

        >>> import mou
        >>> agreement = mou.Agreement(
        ...     id="example",
        ...     title="Memorandum of Understanding",
        ...     kind="mou",
        ...     parties=[mou.Party.state("Malaysia"), mou.Party.state("Japan")],
        ...     acts=[mou.Act.signature("2020-08-28")],
        ...     term=mou.Term(duration="P5Y", renewal=mou.TacitRenewal("P1Y", notice="P2M")),
        ... )
        >>> (missed,) = Register(agreements=[agreement]).notices_missed("P6M", on="2026-07-01")
        >>> missed.text
        'the notice deadline passed on 28 June 2026; it now runs to 28 August 2027'
        """
        return self.agenda(within, on, kinds=[MilestoneKind.NOTICE_DEADLINE]).missed

    def expiring(self, within: Period | str, on: date | str) -> tuple[Upcoming, ...]:
        """Which agreements have their last day in a period from a day on, the next first.

        An agreement that renews tacitly has no last day before somebody gives notice; see `notices_due`. An agreement
        whose end is unknown is left out; see `not_determined` or `agenda`.

        Args:
            within: how far to look, such as ``P6M``.
            on: the day on which is asked.

        Raises:
            ValidationError: `within` is no period, or `on` no day.
            DateRangeError: the period would end past the year 9999.

        >>> from mou import examples
        >>> for one in examples.register().expiring("P1Y", on="2030-01-01"):
        ...     print(one.on, one.title)
        2030-10-30 Memorandum of Understanding on Defence Cooperation
        """
        return self.upcoming(within, on, kinds=[MilestoneKind.LAST_DAY])

    def notices_due(self, within: Period | str, on: date | str) -> tuple[Upcoming, ...]:
        """By when notice of non-renewal must be received, in a period from a day on, the next first.

        An agreement whose notice deadline is unknown is left out; see `not_determined` or `agenda`. For deadlines that
        passed, see `notices_missed`.

        Args:
            within: how far to look, such as ``P6M``.
            on: the day on which is asked.

        Raises:
            ValidationError: `within` is no period, or `on` no day.
            DateRangeError: the period would end past the year 9999.
        """
        return self.upcoming(within, on, kinds=[MilestoneKind.NOTICE_DEADLINE])

    def parties_named(self, text: str) -> tuple[Party, ...]:
        """The parties that a text means: by id, name or alias, or as the state that it names.

        >>> from mou import examples
        >>> [one.id for one in examples.register().parties_named("the US")]
        ['USA']
        """
        if text in self._parties_by_id:
            return (self._parties_by_id[text],)
        wanted = text.strip().casefold()
        every = self._parties_by_id.values()
        found = [one for one in every if wanted in (name.casefold() for name in (one.id, one.name, *one.aliases))]
        if not found:
            try:
                state = self._parties_by_id.get(Party.state(text).id)
            except NameNotResolvedError:
                return ()
            found = [] if state is None else [state]
        return tuple(found)

    def of_party(self, party: Party | str, *, through_bodies: bool = True) -> tuple[Agreement, ...]:
        """The agreements of a party, also those that bodies which act for it are parties to.

        Args:
            party: the party, or its id, name or alias.
            through_bodies: whether those of the bodies that act for it count.

        >>> from mou import examples
        >>> [one.id for one in examples.register().of_party("Malaysia")]
        ['mys-usa-defence-2025']
        """
        ids = self._meant(party, through_bodies=through_bodies)
        return tuple(one for one in self.agreements if not ids.isdisjoint(one.party_ids))

    def between(self, one: Party | str, other: Party | str, *, through_bodies: bool = True) -> tuple[Agreement, ...]:
        """The agreements to which both of two parties belong; others may belong to them too.

        Args:
            one: the first party, or its id, name or alias.
            other: the second.
            through_bodies: whether a body that acts for one of them counts as that one.
        """
        of_one = self._meant(one, through_bodies=through_bodies)
        of_other = self._meant(other, through_bodies=through_bodies)

        def both(ids: tuple[str, ...]) -> bool:
            return any(first in of_one and second in of_other for first in ids for second in ids if first != second)

        return tuple(agreement for agreement in self.agreements if both(agreement.party_ids))

    def about(self, subject: str) -> tuple[Agreement, ...]:
        """The agreements on a subject, as their `subjects` name it; capitals don't matter."""
        wanted = subject.strip().casefold()
        return tuple(one for one in self.agreements if wanted in (name.casefold() for name in one.subjects))

    def chain(self, agreement: Agreement | str) -> tuple[Agreement, ...]:
        """An agreement with those that it renews or supersedes and those that renew or supersede it, oldest first.

        Args:
            agreement: the agreement, or its id.

        Raises:
            KeyError: there is no such agreement.
        """
        middle = self.agreement(agreement if isinstance(agreement, str) else agreement.id)
        before = self._reached(middle, lambda one: [each.to for each in one.relations if each.kind in _FOLLOWS])
        after = self._reached(middle, lambda one: self._followers.get(one.id, []))
        return (*reversed(before), middle, *(one for one in after if one not in before))

    def parties_bound(self, on: date | str) -> dict[str, tuple[str, ...]]:
        """Who is bound by which agreement on a day: the ids of the parties by that of the agreement.

        Agreements by which nobody is certainly bound then are left out.

        Raises:
            ValidationError: `on` is no day.

        >>> from mou import examples
        >>> examples.register().parties_bound("2026-11-25")
        {'mys-usa-defence-2025': ('MYS', 'USA')}
        """
        bound = {
            where.id: where.lifecycle.parties_bound(where.on)
            for where in self.positions(on)
            if where.lifecycle is not None
        }
        return {key: parties for key, parties in bound.items() if parties}

    def filtered(self, keep: Callable[[Agreement], bool]) -> Register:
        """A register of some of its agreements, with the meetings, forums and parties that they speak of.

        Args:
            keep: told of each agreement, says whether to keep it.

        >>> from mou import examples
        >>> register = examples.register().filtered(lambda one: "cyber" in one.subjects)
        >>> len(register.agreements)
        0
        """
        agreements = [one for one in self.agreements if keep(one)]
        at = {meeting for one in agreements for meeting in one.signed_at}
        meetings = [one for one in self.meetings if one.id in at]
        held = {one.forum for one in meetings}
        forums = [one for one in self.forums if one.id in held]
        there = {party.id for one in agreements for party in one.parties}
        needed: dict[str, Party] = {}
        left = [to for _, to, what in _references((), forums, meetings, agreements) if what is Party]
        while left:
            known = self._parties_by_id.get(left.pop())
            if known is not None and known.id not in there and known.id not in needed and not _as_ever(known):
                needed[known.id] = known
                left += [] if known.acts_for is None else [known.acts_for]
        parties = [one for one in self._parties_by_id.values() if one.id in needed]
        return Register(parties=parties, forums=forums, meetings=meetings, agreements=agreements)

    def merged(self, other: Register) -> Register:
        """The records of both: those of this register, then what only the other has.

        Records of one kind with one id must be equal, and then stand once.

        Raises:
            ValidationError: some differ, each told with where it stands in `other` and in what it differs; or the
                parties of the two contradict each other.

        >>> from mou import examples
        >>> examples.register().merged(examples.register()) == examples.register()
        True
        """
        places = (
            (pointer(name, index), one) for name in FIELDS.values() for index, one in enumerate(getattr(other, name))
        )
        return self._joined(places)

    def added(self, *records: Record) -> Register:
        """A register with further records, each at the end of its kind; one that is there already stays as it is.

        Raises:
            ValidationError: one of another content has the same id; the new whole can't be true.

        >>> len(Register().added(Forum("admm", name="ASEAN Defence Ministers' Meeting")).forums)
        1
        """
        return self._joined((pointer(index), one) for index, one in enumerate(records))

    def _joined(self, records: Iterable[tuple[str, Record]]) -> Register:
        parts: dict[str, dict[str, Record]] = {
            name: {one.id: one for one in getattr(self, name)} for name in FIELDS.values()
        }
        problems: list[Problem] = []
        for where, record in records:
            same = parts[FIELDS[type(record)]].setdefault(record.id, record)
            if same != record:
                expected = f"{record.id} as it is in the register already"
                problems.append(Problem(where, _difference(record, same), expected))
        if problems:
            raise ValidationError(problems)
        whole: dict[str, Any] = {name: tuple(by_id.values()) for name, by_id in parts.items()}
        return Register(**whole)

    def replaced(self, record: Record) -> Register:
        """A register in which a record takes the place of that of its kind with the same id.

        This is how a fact is corrected; `mou.diff` shows it. What happens later is an act: see `add_act`.

        Raises:
            KeyError: there is none.
            ValidationError: the new whole can't be true.
        """
        name = FIELDS[type(record)]
        by_id: dict[str, Record] = {one.id: one for one in getattr(self, name)}
        if record.id not in by_id:
            raise KeyError(record.id)
        parts: dict[str, Any] = {name: tuple((by_id | {record.id: record}).values())}
        return attrs.evolve(self, **parts)

    def add_act(self, agreement: Agreement | str, act: Act) -> Register:
        """A register in which an agreement's history has one act more, at its end.

        Args:
            agreement: the agreement, or its id.
            act: what was done under it.

        Raises:
            KeyError: there is no such agreement.
            ValidationError: the act can't be one of it.

        >>> from mou import Act, examples
        >>> register = examples.register().add_act("mys-usa-defence-2025", Act("extension", "2030-01-15", period="P5Y"))
        >>> register.lifecycle("mys-usa-defence-2025").last_day
        datetime.date(2035, 10, 30)
        """
        old = self.agreement(agreement if isinstance(agreement, str) else agreement.id)
        return self.replaced(attrs.evolve(old, acts=(*old.acts, act)))

    def to_arrow(
        self,
        on: date | str | None = None,
        *,
        through: date | str | None = None,
        as_of: date | str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Tables:
        """The register as Arrow tables, for data frames and Parquet; see `mou.formats.tables.to_arrow`.

        Args:
            on: a day, for the columns that tell where things stand on it; left out, these are empty.
            through: list renewals and notice deadlines to this day.
            as_of: count only what was known on this day.
            progress: told how many agreements are done, of how many.

        Raises:
            ValidationError: `on`, `through` or `as_of` is no day.
            MissingExtraError: the extra ``arrow`` is not installed.

        >>> from mou import examples
        >>> examples.register().to_arrow().agreements["last_day"].to_pylist()
        [datetime.date(2030, 10, 30)]
        """
        from mou.formats.tables import to_arrow

        return to_arrow(self, on, through=through, as_of=as_of, progress=progress)

    def _repr_html_(self) -> str:
        return html_of(self)

    def _meant(self, party: Party | str, *, through_bodies: bool) -> set[str]:
        """The ids of a party and, where they count, of all that act for it."""
        ids = {party.id} if isinstance(party, Party) else {one.id for one in self.parties_named(party)}
        left = list(ids) if through_bodies else []
        while left:
            wanted = left.pop()
            bodies = [one.id for one in self._parties_by_id.values() if one.acts_for == wanted and one.id not in ids]
            ids.update(bodies)
            left += bodies
        return ids

    def _reached(self, start: Agreement, following: Callable[[Agreement], Iterable[str]]) -> list[Agreement]:
        """The agreements of the register that are reached from one, the nearest first."""
        found: dict[str, Agreement] = {}
        left = [start]
        for one in left:
            for reference in following(one):
                near = self._agreements_by_id.get(reference)
                if near is not None and near is not start and near.id not in found:
                    found[near.id] = near
                    left.append(near)
        return list(found.values())

    @cached_property
    def _followers(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self.agreements:
            for relation in one.relations:
                if relation.kind in _FOLLOWS:
                    found.setdefault(relation.to, []).append(one.id)
        return found

    @cached_property
    def _others(self) -> Others:
        return Others.of(self.agreements)

    @cached_property
    def _parties_by_id(self) -> dict[str, Party]:
        listed = [party for agreement in self.agreements for party in agreement.parties]
        return {party.id: party for party in (*listed, *self.parties)}

    @cached_property
    def _forums_by_id(self) -> dict[str, Forum]:
        return {one.id: one for one in self.forums}

    @cached_property
    def _meetings_by_id(self) -> dict[str, Meeting]:
        return {one.id: one for one in self.meetings}

    @cached_property
    def _agreements_by_id(self) -> dict[str, Agreement]:
        return {one.id: one for one in self.agreements}


def _register_rules(register: Register) -> list[Problem]:
    problems: list[Problem] = []
    for name in ("parties", "forums", "meetings", "agreements"):
        ids = [record.id for record in getattr(register, name)]
        for index, one in repeated(ids) if len(set(ids)) < len(ids) else ():
            expected = f"an id that no other of the {name} has"
            problems.append(Problem(pointer(name, index, "id"), shown(one), expected))
    parties: dict[str, Party] = {party.id: party for party in register.parties}
    for place, agreement in enumerate(register.agreements):
        for index, party in enumerate(agreement.parties):
            known_as = parties.setdefault(party.id, party)
            if known_as is not party and known_as != party:  # most are one object
                where = pointer("agreements", place, "parties", index)
                expected = f"the same party that stands elsewhere in the register as {party.id}"
                problems.append(Problem(where, _difference(party, known_as), expected))
    known: dict[type[Record], set[str]] = {
        Party: set(parties),
        Forum: {one.id for one in register.forums},
        Meeting: {one.id for one in register.meetings},
    }
    references = _references(register.parties, register.forums, register.meetings, register.agreements)
    for where, to, what in references:
        if to not in known[what] and not (what is Party and is_current_state(to)):
            problems.append(Problem(where, shown(to), f"the id of a {what.__name__.lower()} of the register"))
    return problems


def _as_ever(party: Party) -> bool:
    """Whether it is a state of today of which nothing else is said, and need not be listed."""
    return is_current_state(party.id) and party == Party.state(party.id)


def _difference(record: Record, other: Record) -> str:
    names = [one.name for one in attrs.fields(type(record)) if getattr(record, one.name) != getattr(other, one.name)]
    return f"{record.id} with another " + ", ".join(names)


def _references(
    parties: Iterable[Party], forums: Iterable[Forum], meetings: Iterable[Meeting], agreements: Iterable[Agreement]
) -> Iterator[tuple[str, str, type[Record]]]:
    """Where records name others by id, the id, and what it is the id of."""
    for index, party in enumerate(parties):
        if party.acts_for is not None:
            yield pointer("parties", index, "acts_for"), party.acts_for, Party
    for index, forum in enumerate(forums):
        for place, member in enumerate(forum.memberships):
            yield pointer("forums", index, "memberships", place, "party"), member.party, Party
    for index, meeting in enumerate(meetings):
        if meeting.forum is not None:
            yield pointer("meetings", index, "forum"), meeting.forum, Forum
        if meeting.host is not None:
            yield pointer("meetings", index, "host"), meeting.host, Party
        for place, one in enumerate(meeting.participants):
            yield pointer("meetings", index, "participants", place, "party"), one.party, Party
    for index, agreement in enumerate(agreements):
        for party in agreement.parties:
            if party.acts_for is not None:
                place = agreement.parties.index(party)
                yield pointer("agreements", index, "parties", place, "acts_for"), party.acts_for, Party
        if agreement.signed_at:
            for place, reference in enumerate(agreement.signed_at):
                yield pointer("agreements", index, "signed_at", place), reference, Meeting
