"""Where a fact comes from, and how sure it is."""

from __future__ import annotations

import re
from enum import StrEnum

import attrs

from mou.dates.days import Day, as_day
from mou.values.checked import checked
from mou.values.converters import optional
from mou.values.fields import BLANKS, as_text, refuse

__all__ = ["Certainty", "Source"]

URL = f"[Hh][Tt][Tt][Pp][Ss]?://[^/{BLANKS}][^{BLANKS}]*"

_URL = re.compile(rf"{URL}\Z")


class Certainty(StrEnum):
    """How a fact stands in its sources."""

    STATED = "stated"
    """A source says it."""
    INFERRED = "inferred"
    """It follows from what sources say, and from something they don't."""
    DISPUTED = "disputed"
    """Sources contradict each other."""


def as_url(value: str) -> str:
    """Convert a field's value: a web address."""
    text = as_text(value)
    is_address = type(text) is not str or _URL.match(text)
    return text if is_address else refuse(value, "an http or https address without spaces")


@checked(kw_only=True)
class Source:
    """A document that a fact can be checked against.

    Attributes:
        title: what it is called; of a news report without one, its dateline.
        publisher: who published it.
        published_on: when.
        url: where it can be read, ``http`` or ``https``.
        accessed_on: when it was read there.
        note: what has to be known about it as a source.

    >>> Source("Rome Statute, depositary notification", published_on="2002-04").published_on
    PartialDate(text='2002-04')
    """

    title: str = attrs.field(converter=as_text, kw_only=False)
    publisher: str | None = attrs.field(default=None, converter=optional(as_text))
    published_on: Day | None = attrs.field(default=None, converter=optional(as_day))
    url: str | None = attrs.field(default=None, converter=optional(as_url))
    accessed_on: Day | None = attrs.field(default=None, converter=optional(as_day))
    note: str | None = attrs.field(default=None, converter=optional(as_text))
