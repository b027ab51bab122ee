"""What clauses have in common, so that each class of clauses states only what is its own."""

from __future__ import annotations

import attrs

from mou.dates.delays import Delay, as_delay
from mou.values.checked import checked
from mou.values.converters import optional
from mou.values.fields import as_text

__all__ = ["Clause", "DelayedClause"]


@checked(kw_only=True)
class Clause:
    """A clause of a text.

    Attributes:
        article: where the text says so.
    """

    article: str | None = attrs.field(default=None, converter=optional(as_text))


@checked(kw_only=True)
class DelayedClause(Clause):
    """A clause with an effect that can follow later.

    Attributes:
        delay: how long after.
        article: where the text says so.
    """

    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay))
