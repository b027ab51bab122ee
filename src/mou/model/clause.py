"""The base classes of clauses, with the fields that all of them share, and words for several kinds of clauses."""

from __future__ import annotations

from enum import StrEnum

import attrs

from mou.dates.delays import Delay
from mou.values.checked import checked
from mou.values.converters import optional
from mou.values.fields import as_text

__all__ = ["Clause", "CountedFrom", "DelayedClause"]


class CountedFrom(StrEnum):
    """The day from which the time after a notification runs, if it was sent and received on different days."""

    RECEIPT = "receipt"
    """The day of receipt (VCLT 78)."""
    DATE = "date"
    """The date of the notification itself: "120 days after the date which the notification bears"."""


@checked(kw_only=True)
class Clause:
    """A clause of an agreement.

    Attributes:
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    article: str | None = attrs.field(default=None, converter=optional(as_text))
    quote: str | None = attrs.field(default=None, converter=optional(as_text))


class DelayedClause(Clause):
    """A clause whose effect can follow after a delay.

    Each class defines the field `delay` itself, after the fields that it needs, so that the delay can be the next
    positional argument: `NthInstrument(10, "P30D")`. For type checkers, a field of this class would come first.

    Attributes:
        delay: the delay until the effect.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    __slots__ = ()

    delay: Delay | None
