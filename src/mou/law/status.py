"""Status: where an agreement stands on a day, and the phases of its life."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

__all__ = ["RUNNING", "Phase", "Status", "Words", "words_for"]


class Status(StrEnum):
    """Where an agreement stands on a day; never stored, always computed."""

    NEGOTIATED = "negotiated"
    """Not yet signed."""
    SIGNED = "signed"
    """Signed, or consented to by somebody, and not yet in force."""
    PROVISIONAL = "provisional"
    """Applied provisionally, before it enters into force."""
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    """Ended with its term."""
    TERMINATED = "terminated"
    """Ended by notice or by consent."""
    UNKNOWN = "unknown"
    """The record can't tell."""


RUNNING = frozenset({Status.IN_FORCE, Status.SUSPENDED})
"""The statuses of an agreement that has entered into force and not ended."""


@attrs.frozen(kw_only=True)
class Phase:
    """A phase in the life of an agreement: days in a row on which it has one status.

    The phases of an agreement are those of `Lifecycle.phases`. They cover the calendar: the first begins with its first
    day, each other on the day after the one before, and the last has no end.

    Attributes:
        status: the status.
        first_day: the first of the days; 1 January of the year 1 where it was never anything else before.
        last_day: the last of them; `None` where it stays so.

    >>> from mou import examples
    >>> for phase in examples.register().lifecycle("mys-usa-defence-2025").phases:
    ...     print(phase.status, phase.first_day, phase.last_day)
    negotiated 0001-01-01 2025-10-29
    in_force 2025-10-30 2030-10-30
    expired 2030-10-31 None
    """

    status: Status
    first_day: date
    last_day: date | None = None


@attrs.frozen
class Words:
    """The verbs for an agreement: one that does not bind is in effect, not in force.

    The difference is one of UK and Commonwealth drafting practice, which keeps the words of treaties for treaties.
    """

    in_force: str
    enters: str
    entered: str
    terminated: str
    statuses: dict[Status, str] = attrs.field(hash=False)


def words_for(binding: bool | None) -> Words:
    """The verbs for an agreement that binds, does not bind (`False`), or of which that is not known.

    >>> words_for(False).in_force
    'in effect'
    """
    return _NOT_BINDING if binding is False else _BINDING


_SHARED = {
    Status.NEGOTIATED: "not yet signed",
    Status.SUSPENDED: "suspended",
    Status.EXPIRED: "expired",
    Status.UNKNOWN: "not known",
}
_BINDING = Words(
    "in force",
    "enters into force",
    "entered into force",
    "terminated",
    {
        **_SHARED,
        Status.SIGNED: "signed, not yet in force",
        Status.PROVISIONAL: "applied provisionally",
        Status.IN_FORCE: "in force",
        Status.TERMINATED: "terminated",
    },
)
_NOT_BINDING = Words(
    "in effect",
    "comes into effect",
    "came into effect",
    "discontinued",
    {
        **_SHARED,
        Status.SIGNED: "signed, not yet in effect",
        Status.PROVISIONAL: "applied provisionally",
        Status.IN_FORCE: "in effect",
        Status.TERMINATED: "discontinued",
    },
)
