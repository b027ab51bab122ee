"""Status: where an agreement stands on a day."""

from __future__ import annotations

from enum import StrEnum

import attrs

__all__ = ["Status", "Words", "words_for"]


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
