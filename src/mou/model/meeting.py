"""Meetings, and forums: standing bodies with members and numbered meetings."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from mou.dates.days import Day, as_day, earliest, exact_day, latest
from mou.errors import Problem
from mou.model.extensions import Json, as_extensions
from mou.model.party import Party, as_party_id
from mou.model.source import Certainty, Source
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, TupleOf, optional
from mou.values.fields import (
    as_counts,
    as_flag,
    as_id,
    as_ordinal,
    as_text,
    as_texts,
    enum_hint,
    everyday_words,
    pointer,
    repeated,
    shown,
)
from mou.values.frozenmap import FrozenMap

__all__ = ["Delegate", "Forum", "Meeting", "Membership", "Participant", "Role"]


class Role(StrEnum):
    """The role of a party in a forum or at a meeting."""

    MEMBER = "member"
    DIALOGUE_PARTNER = "dialogue_partner"
    OBSERVER = "observer"
    GUEST = "guest"


everyday_words(
    Role,
    {
        "partner partners": "dialogue_partner",
        "full full_member": "member",
        "host chair": "the host of a meeting is recorded in Meeting.host.",
    },
)


TOTAL = "total"
"""The key of `Meeting.stated_counts` for the number of all participants."""


_PARTIES = Party  # the annotations of constructors use this name


@checked(kw_only=True)
class Membership:
    """The membership of a party in a forum, with its role and dates.

    Attributes:
        party: the id of the party. In Python you can also pass a `Party`.
        role: the role of the party.
        since: the first day of the membership. Leave it out if the party has been a member since the forum began.
        until: the last day of the membership. Leave it out if the membership continues.

    Raises:
        ValidationError: a value is invalid, or the last day is before the first day.
    """

    party: str = attrs.field(converter=as_party_id, kw_only=False)
    role: Role = attrs.field(converter=EnumOf[Role], kw_only=False)
    since: Day | None = attrs.field(default=None, converter=optional(as_day))
    until: Day | None = attrs.field(default=None, converter=optional(as_day))

    def covers(self, on: date) -> bool | None:
        """Return whether the party is a member on a day, or `None` if an imprecise date leaves this open.

        >>> timor = Membership("TLS", "member", since="2025-10")
        >>> timor.covers(date(2025, 9, 30)), timor.covers(date(2025, 10, 15)), timor.covers(date(2025, 11, 1))
        (False, None, True)
        """
        if (self.since is not None and on < earliest(self.since)) or (
            self.until is not None and latest(self.until) < on
        ):
            return False
        if (self.since is not None and on < latest(self.since)) or (
            self.until is not None and earliest(self.until) < on
        ):
            return None
        return True


@rule_of(Membership)
def _membership_rules(membership: Membership) -> list[Problem]:
    since, until = membership.since, membership.until
    if since is not None and until is not None and latest(until) < earliest(since):
        return [Problem("/until", f'"{until}"', f"a day on or after the first day, {since}")]
    return []


@checked(kw_only=True)
class Forum:
    """A standing body with numbered meetings, and its members.

    Attributes:
        id: a short id that never changes.
        name: the full name of the forum.
        aliases: other names, such as the abbreviation.
        memberships: the memberships, with role and dates. A party that left and rejoined has two memberships.
        sources: the sources of the record.
        note: a note about the forum.
        extensions: your own fields, stored unchanged.

    Raises:
        ValidationError: a value is invalid, or two memberships of a party overlap.

    >>> forum = Forum(
    ...     "admm-plus",
    ...     name="ASEAN Defence Ministers' Meeting-Plus",
    ...     memberships=[Membership("MYS", "member"), Membership("USA", "dialogue_partner", since="2010-10-12")],
    ... )
    >>> forum.roster("2025-11-01", "dialogue_partner")
    ('USA',)
    >>> forum.count("2010-10-11")
    1
    """

    id: str = attrs.field(converter=as_id, kw_only=False)
    name: str = attrs.field(converter=as_text)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    memberships: tuple[Membership, ...] = attrs.field(default=(), converter=TupleOf[Membership])
    sources: tuple[Source, ...] = attrs.field(default=(), converter=TupleOf[Source])
    note: str | None = attrs.field(default=None, converter=optional(as_text))
    extensions: FrozenMap[Json] = attrs.field(default=FrozenMap[Json](), converter=as_extensions)

    def roster(self, on: date | str, role: Role | str | None = None) -> tuple[str, ...]:
        """Return the ids of the members on a day, in the order of `memberships`.

        Args:
            on: the day.
            role: return only members with this role. By default, return all members.

        Returns:
            The ids of the parties that are certainly members. `in_doubt` returns the parties whose membership on the
            day depends on an imprecise date.

        Raises:
            ValidationError: `on` is not a valid date, or `role` is not a valid role.
        """
        return self._on(on, role, covered=True)

    def count(self, on: date | str, role: Role | str | None = None) -> int:
        """Return the number of members on a day; see `roster`."""
        return len(self.roster(on, role))

    def in_doubt(self, on: date | str, role: Role | str | None = None) -> tuple[str, ...]:
        """Return the ids of the parties whose membership on a day depends on an imprecise date."""
        return self._on(on, role, covered=None)

    def _on(self, on: date | str, role: Role | str | None, *, covered: bool | None) -> tuple[str, ...]:
        day, exact = exact_day(on), exact_role(role)
        return tuple(
            membership.party
            for membership in self.memberships
            if (exact in (None, membership.role)) and membership.covers(day) is covered
        )


def exact_role(role: Role | str | None) -> Role | None:
    """Return the `Role` for a word. For `None`, which means any role, return `None`.

    Raises:
        ValidationError: the value is not a valid role.
    """
    return None if role is None else Membership("any", role).role


@rule_of(Forum)
def _forum_rules(forum: Forum) -> list[Problem]:
    problems: list[Problem] = []
    spans: dict[str, list[Membership]] = {}
    for index, membership in enumerate(forum.memberships):
        for other in spans.setdefault(membership.party, []):
            if _overlap(membership, other):
                expected = f"a membership of {membership.party} that does not overlap its other memberships"
                problems.append(Problem(pointer("memberships", index), _span(membership), expected))
                break
        spans[membership.party].append(membership)
    return problems


def _overlap(membership: Membership, other: Membership) -> bool:
    first, second = ((_certain_first(x), _certain_last(x)) for x in (membership, other))
    return first[0] <= second[1] and second[0] <= first[1]


def _certain_first(membership: Membership) -> date:
    return date.min if membership.since is None else latest(membership.since)


def _certain_last(membership: Membership) -> date:
    return date.max if membership.until is None else earliest(membership.until)


def _span(membership: Membership) -> str:
    return f"{membership.since or '...'} to {membership.until or '...'}"


@checked(kw_only=True)
class Delegate:
    """A person who represented a participant.

    Attributes:
        name: the person's name.
        office: the person's office at the time.
    """

    name: str = attrs.field(converter=as_text, kw_only=False)
    office: str | None = attrs.field(default=None, converter=optional(as_text))


@checked(kw_only=True)
class Participant:
    """A participant in a meeting, with its role and delegates.

    Attributes:
        party: the id of the party. In Python you can also pass a `Party`.
        role: the role of the party. `None` if not known, or if the meeting has no roles.
        delegates: the persons who represented the party.
    """

    party: str = attrs.field(converter=as_party_id, kw_only=False)
    role: Role | None = attrs.field(default=None, converter=optional(EnumOf[Role]), kw_only=False)
    delegates: tuple[Delegate, ...] = attrs.field(default=(), converter=TupleOf[Delegate])


@checked(kw_only=True)
class Meeting:
    """A meeting, with its dates, place and participants. Agreements refer to the meetings at which they were signed.

    Attributes:
        id: a short id that never changes.
        name: the name of the meeting.
        forum: the id of the forum that met.
        ordinal: the number of the meeting within its forum. The first meeting has number 1.
        starts_on: the first day of the meeting. `None` if not known.
        ends_on: the last day of the meeting. Leave it out if it is the same as the first day, or not known.
        place: the place of the meeting. For an online meeting, the place from which it was chaired.
        online: whether the meeting was held online.
        host: the id of the party that hosted the meeting.
        participants: the participants, without duplicates. Empty if not known.
        stated_counts: the numbers of participants that a source states, by role (``{"dialogue_partner": 8}``). The key
            ``"total"`` is for the number of all participants. If `participants` is not empty, the numbers must match
            it. A participant whose role is not known can count for any role.
        certainty: how certain the record is according to its sources.
        sources: the sources of the record.
        note: a note about the meeting.
        extensions: your own fields, stored unchanged.

    Raises:
        ValidationError: a value is invalid; the meeting ends before it starts; a participant is duplicated; there is an
            ordinal but no forum; the stated counts contradict the participants.

    >>> meeting = Meeting("admm-plus-12", name="12th ADMM-Plus", forum="admm-plus", ordinal=12, starts_on="2025-11-01")
    >>> meeting.first_and_last_day
    (datetime.date(2025, 11, 1), datetime.date(2025, 11, 1))
    """

    id: str = attrs.field(converter=as_id, kw_only=False)
    name: str = attrs.field(converter=as_text)
    forum: str | None = attrs.field(default=None, converter=optional(as_id))
    ordinal: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    starts_on: Day | None = attrs.field(default=None, converter=optional(as_day))
    ends_on: Day | None = attrs.field(default=None, converter=optional(as_day))
    place: str | None = attrs.field(default=None, converter=optional(as_text))
    online: bool = attrs.field(default=False, converter=as_flag)
    host: str | None = attrs.field(default=None, converter=optional(as_party_id))
    participants: tuple[Participant, ...] = attrs.field(default=(), converter=TupleOf[Participant])
    stated_counts: FrozenMap[int] = attrs.field(default=FrozenMap[int](), converter=as_counts)
    certainty: Certainty = attrs.field(default=Certainty.STATED, converter=EnumOf[Certainty])
    sources: tuple[Source, ...] = attrs.field(default=(), converter=TupleOf[Source])
    note: str | None = attrs.field(default=None, converter=optional(as_text))
    extensions: FrozenMap[Json] = attrs.field(default=FrozenMap[Json](), converter=as_extensions)

    @property
    def first_and_last_day(self) -> tuple[Day, Day] | None:
        """The first and last day. For a one-day meeting, both are equal. `None` if the first day is not known."""
        return None if self.starts_on is None else (self.starts_on, self.ends_on or self.starts_on)

    def count(self, role: Role | str | None = None) -> int:
        """Return the number of listed participants with a role. Without a role, count all listed participants."""
        exact = exact_role(role)
        return sum(exact in (None, participant.role) for participant in self.participants)


@rule_of(Meeting)
def _meeting_rules(meeting: Meeting) -> list[Problem]:
    problems: list[Problem] = []
    if meeting.ordinal is not None and meeting.forum is None:
        problems.append(Problem("/ordinal", str(meeting.ordinal), "no ordinal: the meeting names no forum"))
    if meeting.ends_on is not None:
        if meeting.starts_on is None:
            problems.append(Problem("/ends_on", f'"{meeting.ends_on}"', "no last day: the first day is not known"))
        elif latest(meeting.ends_on) < earliest(meeting.starts_on):
            expected = f"a day on or after the first day, {meeting.starts_on}"
            problems.append(Problem("/ends_on", f'"{meeting.ends_on}"', expected))
    for index, party in repeated(participant.party for participant in meeting.participants):
        problems.append(Problem(pointer("participants", index, "party"), shown(party), "each participant only once"))
    problems.extend(_miscounted(meeting))
    return problems


def _miscounted(meeting: Meeting) -> list[Problem]:
    problems: list[Problem] = []
    roles = [*Role]
    # A participant without a role can count for one role, whichever it is.
    without = sum(participant.role is None for participant in meeting.participants)
    for key, stated in meeting.stated_counts.items():
        if key != TOTAL and key not in roles:
            expected = "a role (" + ", ".join(roles) + f") or {TOTAL}"
            problems.append(Problem(pointer("stated_counts", key), shown(key), expected, hint=enum_hint(Role, key)))
        elif meeting.participants:
            missing = stated - meeting.count(None if key == TOTAL else key)
            most = 0 if key == TOTAL else without
            if not 0 <= missing <= most:
                what = "in total" if key == TOTAL else f"with the role {key}"
                listed = f"{stated - missing} {what}" + (f", {most} without a role" if most else "")
                problems.append(Problem("/participants", listed, f"{stated}, the number in stated_counts"))
            elif key != TOTAL:
                without -= missing
    by_role = sum(stated for key, stated in meeting.stated_counts.items() if key in roles)
    total = meeting.stated_counts.get(TOTAL)
    if total is not None and total < by_role:
        expected = f"at least {by_role}, the sum of the counts by role"
        problems.append(Problem(pointer("stated_counts", TOTAL), str(total), expected))
    return problems
