"""The meaning of words in a column of renewals."""

from __future__ import annotations

from enum import StrEnum

import attrs

from mou.dates.periods import Period, as_period
from mou.errors import Problem
from mou.importing.columns import one_or_more
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, optional
from mou.values.fields import as_ordinal, pointer


class RenewalMeaning(StrEnum):
    """The meaning of a word in a column of renewals."""

    NONE = "none"
    """The text has no renewal."""
    EXPRESS = "express"
    """Only an act of extension prolongs it."""
    TACIT = "tacit"
    """It renews itself unless a party gives notice."""
    NOT_KNOWN = "not_known"
    """The word does not say how it is renewed: the clause stays unknown, and the word is kept."""


@checked(kw_only=True)
class RenewalWords:
    """The meaning of words in the column of renewals.

    Attributes:
        words: the words, in any case.
        means: their meaning.
        period: the length of each renewal; a tacit renewal by default lasts as long as the duration.
        notice: for a tacit renewal, how long before the end a notice must be received to prevent it.
        times: for a tacit renewal, the greatest number of renewals.
    """

    words: str | tuple[str, ...] = attrs.field(converter=one_or_more)
    means: RenewalMeaning = attrs.field(converter=EnumOf[RenewalMeaning])
    period: Period | None = attrs.field(default=None, converter=optional(as_period))
    notice: Period | None = attrs.field(default=None, converter=optional(as_period))
    times: int | None = attrs.field(default=None, converter=optional(as_ordinal))


@rule_of(RenewalWords)
def _renewal_rules(words: RenewalWords) -> list[Problem]:
    tacit = words.means is RenewalMeaning.TACIT
    wrong = [name for name in ("notice", "times") if getattr(words, name) is not None and not tacit]
    if words.period is not None and not (tacit or words.means is RenewalMeaning.EXPRESS):
        wrong.insert(0, "period")
    return [Problem(pointer(name), "a value", f"no value, because the words mean {words.means}") for name in wrong]


BUILT_IN_RENEWALS = (
    RenewalWords(
        words="no|none|not renewable|non-renewable|nonrenewable|no renewal".split("|"), means=RenewalMeaning.NONE
    ),
    RenewalWords(
        words="by agreement|by mutual consent|by mutual agreement|by written agreement|upon agreement".split("|"),
        means=RenewalMeaning.EXPRESS,
    ),
    RenewalWords(words="yes|y|renewable|renewable once|may be renewed".split("|"), means=RenewalMeaning.NOT_KNOWN),
)
"""The words that are recognised without a mapping. None of them means a tacit renewal."""
