"""A register: parties, forums, meetings and agreements together, with their cross references checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

import attrs

from mou._convert import as_instances, pointer, repeated, settle, shown
from mou._facts import Others
from mou.agreement import Agreement
from mou.errors import Problem
from mou.lifecycles import Lifecycle, lifecycle
from mou.meeting import Forum, Meeting
from mou.party import Party
from mou.states import is_current_state

__all__ = ["Record", "Register"]

Record = Party | Forum | Meeting | Agreement
"""What a register holds."""


def _parties(value: Iterable[Party]) -> tuple[Party, ...]:
    return as_instances(value, Party)


def _forums(value: Iterable[Forum]) -> tuple[Forum, ...]:
    return as_instances(value, Forum)


def _meetings(value: Iterable[Meeting]) -> tuple[Meeting, ...]:
    return as_instances(value, Meeting)


def _agreements(value: Iterable[Agreement]) -> tuple[Agreement, ...]:
    return as_instances(value, Agreement)


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
        for index, one in repeated(record.id for record in getattr(register, name)):
            expected = f"an id that no other of the {name} has"
            problems.append(Problem(pointer(name, index, "id"), shown(one), expected))
    parties: dict[str, Party] = {party.id: party for party in register.parties}
    for place, agreement in enumerate(register.agreements):
        for index, party in enumerate(agreement.parties):
            if parties.setdefault(party.id, party) != party:
                where = pointer("agreements", place, "parties", index)
                expected = f"the same party that stands elsewhere in the register as {party.id}"
                problems.append(Problem(where, _difference(party, parties[party.id]), expected))
    for where, reference, known, what in _references(register, parties.keys()):
        if reference not in known and not (what == "party" and is_current_state(reference)):
            problems.append(Problem(where, shown(reference), f"the id of a {what} of the register"))
    return problems


def _difference(party: Party, other: Party) -> str:
    names = [field.name for field in attrs.fields(Party) if getattr(party, field.name) != getattr(other, field.name)]
    return f"{party.id} with another " + ", ".join(names)


def _references(register: Register, parties: Iterable[str]) -> Iterator[tuple[str, str, Iterable[str], str]]:
    forums = {one.id for one in register.forums}
    meetings = {one.id for one in register.meetings}
    for index, party in enumerate(register.parties):
        if party.acts_for is not None:
            yield pointer("parties", index, "acts_for"), party.acts_for, parties, "party"
    for index, forum in enumerate(register.forums):
        for place, member in enumerate(forum.memberships):
            yield pointer("forums", index, "memberships", place, "party"), member.party, parties, "party"
    for index, meeting in enumerate(register.meetings):
        if meeting.forum is not None:
            yield pointer("meetings", index, "forum"), meeting.forum, forums, "forum"
        if meeting.host is not None:
            yield pointer("meetings", index, "host"), meeting.host, parties, "party"
        for place, one in enumerate(meeting.participants):
            yield pointer("meetings", index, "participants", place, "party"), one.party, parties, "party"
    for index, agreement in enumerate(register.agreements):
        for place, party in enumerate(agreement.parties):
            if party.acts_for is not None:
                where = pointer("agreements", index, "parties", place, "acts_for")
                yield where, party.acts_for, parties, "party"
        for place, reference in enumerate(agreement.signed_at):
            yield pointer("agreements", index, "signed_at", place), reference, meetings, "meeting"
