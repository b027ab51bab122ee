"""The status of an agreement on a day, and the status that a source states."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from mou.dates.days import as_date
from mou.errors import Problem
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, optional
from mou.values.fields import as_text

__all__ = ["StatedStatus", "Status"]


class Status(StrEnum):
    """The computed status of an agreement on a day. `StatedStatus` records the status that a source states."""

    NEGOTIATED = "negotiated"
    """Not yet signed."""
    SIGNED = "signed"
    """Not yet in force, but two parties have signed, or a party has consented."""
    PROVISIONAL = "provisional"
    """Not yet in force, but applied provisionally."""
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    """Ended at the end of its term."""
    TERMINATED = "terminated"
    """Ended by notice or by consent."""
    UNKNOWN = "unknown"
    """The record does not determine the status."""


@checked(kw_only=True)
class StatedStatus:
    """The status of an agreement as a source states it, such as the status column of a spreadsheet.

    No answer depends on the stated status. `mou.check` compares the stated status with the computed status on the day
    `on`.

    Attributes:
        status: the status. `Status.UNKNOWN` is not allowed.
        on: the day on which the source states the status. `None` if not known.
        words: the words of the source.

    >>> import mou
    >>> mou.StatedStatus("in_force", on="2026-11-29", words="Active").status
    <Status.IN_FORCE: 'in_force'>
    """

    status: Status = attrs.field(converter=EnumOf[Status], kw_only=False)
    on: date | None = attrs.field(default=None, converter=optional(as_date))
    words: str | None = attrs.field(default=None, converter=optional(as_text))


@rule_of(StatedStatus)
def _is_known(stated: StatedStatus) -> list[Problem]:
    if stated.status is Status.UNKNOWN:
        return [Problem("/status", '"unknown"', "a known status, or no stated status at all")]
    return []
