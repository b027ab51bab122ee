"""The base classes of clauses, with the fields that all clauses share, and an enum that several clauses use."""

from __future__ import annotations

from enum import StrEnum

import attrs

from mou.dates.delays import Delay
from mou.values.checked import checked
from mou.values.converters import optional
from mou.values.fields import as_text

__all__ = ["Clause", "CountedFrom", "DelayedClause"]


class CountedFrom(StrEnum):
    """Whether the time after a notification runs from the receipt or from the date of the notification."""

    RECEIPT = "receipt"
    """The day of receipt (VCLT 78)."""
    DATE = "date"
    """The date that the notification bears, as in "120 days after the date which the notification bears"."""


@checked(kw_only=True)
class Clause:
    """A clause of an agreement.

    Attributes:
        article: the article of the agreement that contains this clause.
        quote: the words of the agreement in this clause.
    """

    article: str | None = attrs.field(default=None, converter=optional(as_text))
    quote: str | None = attrs.field(default=None, converter=optional(as_text))


class DelayedClause(Clause):
    """A clause that can take effect after a delay.

    Each subclass defines the field `delay` itself, after its required fields. Therefore, the delay is the next
    positional argument: `NthInstrument(10, "P30D")`. If this class defined the field, type checkers would expect it
    first.

    Attributes:
        delay: the delay until the clause takes effect.
        article: the article of the agreement that contains this clause.
        quote: the words of the agreement in this clause.
    """

    __slots__ = ()

    delay: Delay | None
