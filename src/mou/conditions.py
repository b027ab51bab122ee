"""Conditions: what has to happen for an agreement to enter into force."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from mou._convert import as_one_of, settle
from mou.dates import Day, as_day
from mou.delays import Delay, as_optional_delay

__all__ = ["EntryIntoForce", "LastNotification", "OnConsentOfAll", "OnDate", "OnSignature"]


@attrs.frozen(kw_only=True)
class OnSignature:
    """Enters into force when the last of the parties has signed (VCLT 12).

    Attributes:
        delay: how long after.
    """

    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)

    def __attrs_post_init__(self) -> None:
        settle(self)


@attrs.frozen
class OnDate:
    """Enters into force on a fixed date.

    Attributes:
        on: that date.
    """

    on: Day = attrs.field(converter=as_day)

    def __attrs_post_init__(self) -> None:
        settle(self)


@attrs.frozen(kw_only=True)
class LastNotification:
    """Enters into force when the last of the parties' notifications is received (that their procedures are complete).

    A notification counts on receipt, not on sending (VCLT 78).

    Attributes:
        delay: how long after.
    """

    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)

    def __attrs_post_init__(self) -> None:
        settle(self)


@attrs.frozen(kw_only=True)
class OnConsentOfAll:
    """Enters into force when all parties have consented to be bound: also the rule where a text is silent (VCLT 24(2)).

    Attributes:
        delay: how long after.
    """

    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)

    def __attrs_post_init__(self) -> None:
        settle(self)


EntryIntoForce: TypeAlias = OnSignature | OnDate | LastNotification | OnConsentOfAll
"""What has to happen for the agreement to enter into force."""


def as_optional_condition(value: EntryIntoForce | None) -> EntryIntoForce | None:
    """Convert a field's value: a condition, or `None` for not known."""
    classes = (OnSignature, OnDate, LastNotification, OnConsentOfAll, type(None))
    return as_one_of(value, classes, "OnSignature, OnDate, LastNotification or OnConsentOfAll")
