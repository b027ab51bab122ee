"""Status: the status of an agreement on a day, its phases, and the wording for them."""

from __future__ import annotations

from datetime import date

import attrs

from mou.model.status import Status

__all__ = ["ENDED", "RUNNING", "Phase", "Status", "Words", "words_for"]


ENDED = frozenset({Status.EXPIRED, Status.TERMINATED})
"""The statuses of an agreement that is over."""
RUNNING = frozenset({Status.IN_FORCE, Status.SUSPENDED})
"""The statuses of an agreement that has entered into force and not ended."""


@attrs.frozen(kw_only=True)
class Phase:
    """A phase of an agreement: consecutive days with the same status.

    `Lifecycle.phases` returns the phases of an agreement. The phases cover the whole calendar without gaps: the first
    begins on 1 January of the year 1, and the last has no end.

    Attributes:
        status: the status.
        first_day: the first day of the phase.
        last_day: the last day of the phase; `None` for the last phase.

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
    """The wording for an agreement: a non-binding agreement is "in effect", not "in force".

    UK and Commonwealth drafting practice reserves treaty terms, such as "in force", for treaties.
    """

    in_force: str
    enters: str
    entered: str
    terminated: str
    statuses: dict[Status, str] = attrs.field(hash=False)


def words_for(binding: bool | None) -> Words:
    """Return the wording for a binding (`True`) or non-binding (`False`) agreement; `None` means not known.

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
