"""The meaning of words in a column of renewals, as a mapping states it."""

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
    """The text provides for no renewal."""
    EXPRESS = "express"
    """Only an act of extension prolongs the agreement."""
    TACIT = "tacit"
    """The agreement renews itself unless a party gives notice."""
    NOT_KNOWN = "not_known"
    """The word does not show how the agreement is renewed: the clause stays unknown, and the word is kept."""


@checked(kw_only=True)
class RenewalWords:
    """The meaning of words in the column of renewals.

    Attributes:
        words: the words, in upper or lower case.
        means: the meaning of the words.
        period: the length of each renewal. By default, a tacit renewal lasts as long as the row's duration. Without a
            duration, the length of the renewal stays unknown.
        notice: for a tacit renewal, how long before the end a notice must be received to prevent the renewal. For an
            express renewal, how long before the end the parties must agree on it.
        times: the maximum number of renewals.
    """

    words: str | tuple[str, ...] = attrs.field(converter=one_or_more)
    means: RenewalMeaning = attrs.field(converter=EnumOf[RenewalMeaning])
    period: Period | None = attrs.field(default=None, converter=optional(as_period))
    notice: Period | None = attrs.field(default=None, converter=optional(as_period))
    times: int | None = attrs.field(default=None, converter=optional(as_ordinal))


@rule_of(RenewalWords)
def _renewal_rules(words: RenewalWords) -> list[Problem]:
    if words.means in {RenewalMeaning.TACIT, RenewalMeaning.EXPRESS}:
        return []
    wrong = [name for name in ("period", "notice", "times") if getattr(words, name) is not None]
    return [Problem(pointer(name), "a value", f"no value, because the words mean {words.means}") for name in wrong]


BUILT_IN_RENEWALS = (
    RenewalWords(
        words="no|none|not renewable|non-renewable|nonrenewable|no renewal".split("|"), means=RenewalMeaning.NONE
    ),
    RenewalWords(
        words=(
            "by agreement|by mutual consent|by mutual agreement|by written agreement|upon agreement|mutual agreement|"
            "mutual consent|by amendment|by written amendment|by addendum|"
            "im gegenseitigen einvernehmen|in gegenseitigem einvernehmen|einvernehmlich|nach vereinbarung|"
            "durch vereinbarung|durch nachtrag|"
            "de común acuerdo|de comun acuerdo|por mutuo acuerdo|por acuerdo mutuo|por acuerdo|mediante adenda|"
            "por adenda|mediante acuerdo|"
            "par avenant|d'un commun accord|par accord mutuel|par accord|"
            "de comum acordo|por mútuo acordo|por mutuo acordo|por acordo|por aditivo|mediante aditivo|"
            "di comune accordo|previo accordo|dengan persetujuan bersama|atas persetujuan bersama"
        ).split("|"),
        means=RenewalMeaning.EXPRESS,
    ),
    RenewalWords(words="yes|y|renewable|renewable once|may be renewed".split("|"), means=RenewalMeaning.NOT_KNOWN),
)
"""The words that are recognised without a mapping. None of them means a tacit renewal."""
