"""Validated collections of parties, forums, meetings and agreements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Self, TypeVar

import attrs

from mou.errors import Problem, ValidationError
from mou.model.act import Act
from mou.model.agreement import Agreement, RelationKind
from mou.model.meeting import Forum, Meeting
from mou.model.party import Party, code_hint, named_among, state_named, unknown_party
from mou.model.references import references
from mou.model.states import is_current_state
from mou.values.checked import checked, rule_of
from mou.values.converters import TupleOf
from mou.values.fields import check_is, id_of, pointer, repeated, shown, text_hint
from mou.values.hints import unknown_id
from mou.values.registered import html_of

Record = Party | Forum | Meeting | Agreement
"""A record in a register."""
FIELDS: dict[type[Record], str] = {
    Party: "parties",
    Forum: "forums",
    Meeting: "meetings",
    Agreement: "agreements",
}
"""Maps each class of records to the field of a register that contains the records."""
R = TypeVar("R", Forum, Meeting, Agreement)
_A_RECORD = "an Agreement, a Meeting, a Forum or a Party"
FOLLOWS = frozenset({RelationKind.RENEWS, RelationKind.SUPERSEDES})
"""The relations of an agreement to an agreement that it follows."""


@checked(kw_only=True)
class Records:
    """A validated collection of records that refer to each other by id. The base class of `mou.Register`.

    Every party to which a record refers, except present-day states, must be listed in the register or in one of its
    agreements. Relations can refer to agreements that are not in the register.

    Attributes:
        parties: parties that no agreement lists, such as participants in meetings.
        forums: the forums.
        meetings: the meetings.
        agreements: the agreements.

    Raises:
        ValidationError: a value is invalid; two records of the same kind share an id; different parties share an id; an
            id does not refer to any record.

    >>> records = Records(forums=[Forum("admm", name="ASEAN Defence Ministers' Meeting")])
    >>> records.forum("admm").name
    "ASEAN Defence Ministers' Meeting"
    """

    parties: tuple[Party, ...] = attrs.field(default=(), converter=TupleOf[Party])
    forums: tuple[Forum, ...] = attrs.field(default=(), converter=TupleOf[Forum])
    meetings: tuple[Meeting, ...] = attrs.field(default=(), converter=TupleOf[Meeting])
    agreements: tuple[Agreement, ...] = attrs.field(default=(), converter=TupleOf[Agreement])

    def __iter__(self) -> Iterator[Record]:
        for name in FIELDS.values():
            yield from getattr(self, name)

    def __len__(self) -> int:
        return len(self.parties) + len(self.forums) + len(self.meetings) + len(self.agreements)

    def __repr__(self) -> str:
        counts = ", ".join(f"{name}: {len(getattr(self, name))}" for name in FIELDS.values() if getattr(self, name))
        return f"<{type(self).__name__} {counts or 'without records'}>"

    def party(self, party_id: str) -> Party:
        """Return a party by its id. For a name or another code, see `parties_named`.

        The method looks in the register and its agreements first, and then among the present-day states.

        Raises:
            UnknownIdError: there is no such party.

        >>> Records().party("MYS").name
        'Malaysia'
        """
        known = self._parties_by_id.get(id_of(party_id, Party))
        if known is not None:
            return known
        if is_current_state(party_id):
            return Party.state(party_id)
        raise unknown_id("party", party_id, self._parties_by_id)

    def forum(self, forum_id: str) -> Forum:
        """Return a forum by its id.

        Raises:
            UnknownIdError: there is no such forum.
        """
        return _of_id("forum", forum_id, self._forums_by_id)

    def meeting(self, meeting_id: str) -> Meeting:
        """Return a meeting by its id.

        Raises:
            UnknownIdError: there is no such meeting.
        """
        return _of_id("meeting", meeting_id, self._meetings_by_id)

    def agreement(self, agreement_id: str) -> Agreement:
        """Return an agreement by its id.

        Raises:
            UnknownIdError: there is no such agreement.
        """
        return _of_id("agreement", agreement_id, self._agreements_by_id)

    def record_at(self, place: str) -> Record | None:
        """Return the record that contains the value at a JSON Pointer.

        Return `None` if the register has no such value.

        >>> from mou import examples
        >>> examples.register().record_at("/agreements/0/term/duration").id
        'mys-usa-defence-2025'
        """
        _, name, index, *_ = [*place.split("/"), "", ""]
        records: tuple[Record, ...] = getattr(self, name) if name in FIELDS.values() else ()
        return records[int(index)] if index.isdecimal() and int(index) < len(records) else None

    def signed_at(self, meeting: Meeting | str) -> tuple[Agreement, ...]:
        """Return the agreements that were signed at a meeting or alongside it. Pass the meeting or its id."""
        meeting_id = id_of(meeting, Meeting)
        return tuple(agreement for agreement in self.agreements if meeting_id in agreement.signed_at)

    def parties_named(self, text: str) -> tuple[Party, ...]:
        """Return the parties of the register with this id, name or alias, in any case.

        If there are none, return the state with this name or ISO 3166 code, if the register has it.

        >>> from mou import examples
        >>> [one.id for one in examples.register().parties_named("the US")]
        ['USA']
        """
        known = self._parties_by_id.get(text) if isinstance(text, str) else None
        return named_among(text, self._parties_by_id.values()) if known is None else (known,)

    def ids_of(self, party: Party | str, *, through_bodies: bool = True) -> frozenset[str]:
        """Return the ids of a party and, with `through_bodies`, of all bodies that act for it; see `of_party`."""
        if isinstance(party, Party):
            ids = {party.id}
        elif not (ids := {namesake.id for namesake in self.parties_named(party)} or {state_named(party)} - {""}):
            raise unknown_party(party, self._parties_by_id.values())
        pending = list(ids) if through_bodies else []
        while pending:
            party_id = pending.pop()
            bodies = [
                body.id for body in self._parties_by_id.values() if body.acts_for == party_id and body.id not in ids
            ]
            ids.update(bodies)
            pending += bodies
        return frozenset(ids)

    def of_party(self, party: Party | str, *, through_bodies: bool = True) -> tuple[Agreement, ...]:
        """Return the agreements of a party. By default, include the agreements of bodies that act for it.

        Args:
            party: the party, or its id, name, alias or ISO 3166 code, in any case.
            through_bodies: whether to include the agreements of bodies that act for the party, such as ministries.

        Returns:
            The agreements. Empty for a state that is a party to no agreement of the register. To get the status of the
            agreements for the party, pass the party to `Register.positions`.

        Raises:
            UnknownIdError: the text is neither a party of the register nor a state.

        >>> from mou import examples
        >>> [one.id for one in examples.register().of_party("Malaysia")]
        ['mys-usa-defence-2025']
        """
        ids = self.ids_of(party, through_bodies=through_bodies)
        return tuple(agreement for agreement in self.agreements if not ids.isdisjoint(agreement.party_ids))

    def between(self, one: Party | str, other: Party | str, *, through_bodies: bool = True) -> tuple[Agreement, ...]:
        """Return the agreements to which two given parties both belong. The agreements can have further parties.

        Args:
            one: the first party, or its id, name, alias or ISO 3166 code, in any case.
            other: the second party, in the same way.
            through_bodies: whether a body that acts for one of the parties is treated as that party. If so, you can
                pass the same party twice, for the agreements between bodies that act for it.

        Raises:
            UnknownIdError: a text is neither a party of the register nor a state.
            ValidationError: both arguments mean the same party, and no body acts for it.
        """
        of_one = self.ids_of(one, through_bodies=through_bodies)
        of_other = self.ids_of(other, through_bodies=through_bodies)
        if of_one == of_other and len(of_one) == 1:
            raise ValidationError([Problem("", shown(*of_one) + " twice", "two different parties")])

        def both(ids: tuple[str, ...]) -> bool:
            return any(first in of_one and second in of_other for first in ids for second in ids if first != second)

        return tuple(agreement for agreement in self.agreements if both(agreement.party_ids))

    def about(self, subject: str) -> tuple[Agreement, ...]:
        """Return the agreements that have this subject in `subjects`, ignoring case."""
        check_is(subject, str, expected="a subject")
        folded = subject.strip().casefold()
        return tuple(
            agreement for agreement in self.agreements if folded in (name.casefold() for name in agreement.subjects)
        )

    def chain(self, agreement: Agreement | str) -> tuple[Agreement, ...]:
        """Return the chain of agreements to which an agreement belongs, oldest first.

        Each agreement after the first renews or supersedes an earlier agreement of the chain.

        Args:
            agreement: the agreement, or its id.

        Raises:
            UnknownIdError: there is no such agreement.
        """
        middle = self.agreement(id_of(agreement, Agreement))
        before = self._reached(
            middle, lambda follower: [relation.to for relation in follower.relations if relation.kind in FOLLOWS]
        )
        after = self._reached(middle, lambda predecessor: self._followers.get(predecessor.id, []))
        return (*reversed(before), middle, *(follower for follower in after if follower not in before))

    def filtered(self, keep: Callable[[Agreement], bool]) -> Self:
        """Return a register with some of the agreements, and the meetings, forums and parties to which they refer.

        The answers of the new register still take the omitted agreements into account; see `context`. For example, an
        omitted agreement can supersede an agreement in the new register. When you save the new register and load it
        again, its answers ignore the omitted agreements.

        Args:
            keep: a function that returns whether to keep an agreement.

        >>> from mou import examples
        >>> register = examples.register().filtered(lambda one: "cyber" in one.subjects)
        >>> len(register.agreements)
        0
        """
        agreements = [agreement for agreement in self.agreements if keep(agreement)]
        at = {meeting for agreement in agreements for meeting in agreement.signed_at}
        meetings = [meeting for meeting in self.meetings if meeting.id in at]
        forum_ids = {meeting.forum for meeting in meetings}
        forums = [forum for forum in self.forums if forum.id in forum_ids]
        there = {party.id for agreement in agreements for party in agreement.parties}
        needed: dict[str, Party] = {}
        pending = [to for _, to, what in references((), forums, meetings, agreements) if what is Party]
        while pending:
            known = self._parties_by_id.get(pending.pop())
            if known is not None and known.id not in there and known.id not in needed and not _as_ever(known):
                needed[known.id] = known
                pending += [] if known.acts_for is None else [known.acts_for]
        parties = [party for party in self._parties_by_id.values() if party.id in needed]
        records = type(self)(parties=parties, forums=forums, meetings=meetings, agreements=agreements)
        object.__setattr__(records, "context", self.context)  # the class is frozen, and `context` is not a field
        return records

    @cached_property
    def context(self) -> tuple[Agreement, ...]:
        """The agreements that can affect answers: those in the register, and those that `filtered` left out."""
        return self.agreements

    def merged(self, other: Records) -> Self:
        """Return a register with the records of this register, followed by the records that only `other` contains.

        If both registers contain a record of the same kind with the same id, the two must be equal. The result contains
        the record once.

        Raises:
            ValidationError: two records with the same id differ, or the parties of the two registers contradict each
                other. Each problem contains the place of the record in `other` and the fields that differ.

        >>> from mou import examples
        >>> examples.register().merged(examples.register()) == examples.register()
        True
        """
        check_is(other, Records, expected="a Register")
        places = (
            (pointer(name, index), record)
            for name in FIELDS.values()
            for index, record in enumerate(getattr(other, name))
        )
        return self._joined(places)

    def added(self, *records: Record) -> Self:
        """Return a register with additional records. A new record becomes the last of its kind.

        Raises:
            ValidationError: the register has a different record with the same id, or the new register is invalid.

        >>> len(Records().added(Forum("admm", name="ASEAN Defence Ministers' Meeting")).forums)
        1
        """
        return self._joined((pointer(index), record) for index, record in enumerate(records))

    def _joined(self, records: Iterable[tuple[str, Record]]) -> Self:
        parts: dict[str, dict[str, Record]] = {
            name: {record.id: record for record in getattr(self, name)} for name in FIELDS.values()
        }
        problems: list[Problem] = []
        for where, record in records:
            check_is(record, *FIELDS, expected=_A_RECORD)
            same = parts[FIELDS[type(record)]].setdefault(record.id, record)
            if same != record:
                expected = f"the same content as {record.id} in the register"
                problems.append(Problem(where, _difference(record, same), expected))
        if problems:
            raise ValidationError(problems)
        whole: dict[str, Any] = {name: tuple(by_id.values()) for name, by_id in parts.items()}
        return type(self)(**whole)

    def replaced(self, record: Record) -> Self:
        """Return a register in which `record` replaces the earlier record of the same kind and with the same id.

        Use this method to correct facts. `mou.diff` shows the corrections. To record a later event, use `add_act`.

        Raises:
            UnknownIdError: there is no record with the same id.
            ValidationError: the new register is invalid.
        """
        check_is(record, *FIELDS, expected=_A_RECORD)
        name = FIELDS[type(record)]
        by_id: dict[str, Record] = {member.id: member for member in getattr(self, name)}
        if record.id not in by_id:
            raise unknown_id(type(record).__name__.lower(), record.id, by_id)
        parts: dict[str, Any] = {name: tuple((by_id | {record.id: record}).values())}
        return attrs.evolve(self, **parts)

    def add_act(self, agreement: Agreement | str, act: Act) -> Self:
        """Return a register in which an act is appended to the acts of an agreement.

        Args:
            agreement: the agreement, or its id.
            act: the new act.

        Raises:
            UnknownIdError: there is no such agreement.
            ValidationError: the act is not valid for the agreement.

        >>> from mou import Act, examples
        >>> register = examples.register().add_act("mys-usa-defence-2025", Act("extension", "2030-01-15", period="P5Y"))
        >>> register.lifecycle("mys-usa-defence-2025").last_day
        datetime.date(2035, 10, 30)
        """
        old = self.agreement(id_of(agreement, Agreement))
        return self.replaced(attrs.evolve(old, acts=(*old.acts, act)))

    def _repr_html_(self) -> str:
        return html_of(self)

    def _reached(self, start: Agreement, following: Callable[[Agreement], Iterable[str]]) -> list[Agreement]:
        """Return the agreements that can be reached from `start` by following ids, nearest first."""
        reached: dict[str, Agreement] = {}
        pending = [start]
        for agreement in pending:
            for reference in following(agreement):
                near = self._agreements_by_id.get(reference)
                if near is not None and near is not start and near.id not in reached:
                    reached[near.id] = near
                    pending.append(near)
        return list(reached.values())

    @cached_property
    def _followers(self) -> dict[str, list[str]]:
        followers: dict[str, list[str]] = {}
        for agreement in self.agreements:
            for relation in agreement.relations:
                if relation.kind in FOLLOWS:
                    followers.setdefault(relation.to, []).append(agreement.id)
        return followers

    @cached_property
    def _parties_by_id(self) -> dict[str, Party]:
        listed = [party for agreement in self.agreements for party in agreement.parties]
        return {party.id: party for party in (*listed, *self.parties)}

    @cached_property
    def _forums_by_id(self) -> dict[str, Forum]:
        return {forum.id: forum for forum in self.forums}

    @cached_property
    def _meetings_by_id(self) -> dict[str, Meeting]:
        return {meeting.id: meeting for meeting in self.meetings}

    @cached_property
    def _agreements_by_id(self) -> dict[str, Agreement]:
        return {agreement.id: agreement for agreement in self.agreements}


@rule_of(Records)
def _rules(records: Records) -> list[Problem]:
    problems: list[Problem] = []
    for name in FIELDS.values():
        ids = [record.id for record in getattr(records, name)]
        for index, record_id in repeated(ids) if len(set(ids)) < len(ids) else ():
            expected = f"an id not used by any other record in {name}"
            problems.append(Problem(pointer(name, index, "id"), shown(record_id), expected))
    parties: dict[str, Party] = {party.id: party for party in records.parties}
    for place, agreement in enumerate(records.agreements):
        for index, party in enumerate(agreement.parties):
            known_as = parties.setdefault(party.id, party)
            if known_as is not party and known_as != party:  # the duplicates are mostly the same object
                where = pointer("agreements", place, "parties", index)
                expected = f"the same content as {party.id} elsewhere in the register"
                problems.append(Problem(where, _difference(party, known_as), expected))
    known: dict[type[Record], set[str]] = {
        Party: set(parties),
        Forum: {forum.id for forum in records.forums},
        Meeting: {meeting.id for meeting in records.meetings},
    }
    for where, to, what in references(records.parties, records.forums, records.meetings, records.agreements):
        if to not in known[what] and not (what is Party and is_current_state(to)):
            expected = f"the id of a {what.__name__.lower()} in the register"
            problems.append(Problem(where, shown(to), expected, hint=code_hint(to) if what is Party else ""))
    return problems


def _as_ever(party: Party) -> bool:
    """Return whether a party equals the current state with its id, so that the register need not list the party."""
    return is_current_state(party.id) and party == Party.state(party.id)


def _difference(record: Record, other: Record) -> str:
    names = [
        field.name for field in attrs.fields(type(record)) if getattr(record, field.name) != getattr(other, field.name)
    ]
    return f"{record.id} with a different " + ", ".join(names)


def _of_id(kind: str, identifier: str, by_id: Mapping[str, R]) -> R:
    check_is(identifier, str, expected="an id", hint=text_hint(identifier))
    if identifier not in by_id:
        raise unknown_id(kind, identifier, by_id)
    return by_id[identifier]
