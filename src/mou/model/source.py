"""Sources of facts, and how certain a fact is."""

from __future__ import annotations

import re
from enum import StrEnum

import attrs

from mou.dates.days import Day, as_day
from mou.values.checked import checked
from mou.values.converters import optional
from mou.values.fields import BLANKS, as_text, everyday_words, refuse, shown
from mou.values.hints import meant_by

__all__ = ["Certainty", "Source"]

URL = f"[Hh][Tt][Tt][Pp][Ss]?://[^/{BLANKS}][^{BLANKS}]*"

_URL = re.compile(rf"{URL}\Z")


class Certainty(StrEnum):
    """How certain a fact is according to its sources."""

    STATED = "stated"
    """A source states the fact."""
    INFERRED = "inferred"
    """Somebody inferred the fact from the sources, with an assumption that the sources don't state."""
    DISPUTED = "disputed"
    """Sources contradict each other about the fact."""


everyday_words(Certainty, {"certain sure confirmed": "stated", "assumed probable likely": "inferred"})


def as_url(value: str) -> str:
    """Require that a field's value is a web address."""
    text = as_text(value)
    is_address = type(text) is not str or _URL.match(text)
    return text if is_address else refuse(value, "an http or https address without spaces")


@checked(kw_only=True)
class Source:
    """A document in which you can check a fact.

    Attributes:
        title: the title of the document. For a news report without a title, its dateline.
        publisher: the publisher.
        published_on: the day of publication.
        url: the web address, ``http`` or ``https``.
        accessed_on: the day on which somebody read the document at this address.
        note: a note about the source.

    >>> Source("Rome Statute, depositary notification", published_on="2002-04").published_on
    PartialDate(text='2002-04')
    """

    title: str = attrs.field(converter=as_text, kw_only=False)
    publisher: str | None = attrs.field(default=None, converter=optional(as_text))
    published_on: Day | None = attrs.field(default=None, converter=optional(as_day))
    url: str | None = attrs.field(default=None, converter=optional(as_url))
    accessed_on: Day | None = attrs.field(default=None, converter=optional(as_day))
    note: str | None = attrs.field(default=None, converter=optional(as_text))


@meant_by(Source)
def _meant(value: object) -> str:
    is_address = isinstance(value, str) and _URL.match(value)
    return f"mou.Source(..., url={shown(value)})" if is_address else ""
