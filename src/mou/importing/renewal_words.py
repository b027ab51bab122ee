"""The meaning of words about renewal, in a column of renewals or in a cell with an end or a duration."""

from __future__ import annotations

import re
from enum import StrEnum

import attrs

from mou.dates.periods import Period, as_period
from mou.errors import Problem, ValidationError
from mou.importing.columns import one_or_more
from mou.importing.lengths import length_at_start
from mou.importing.words import plain_key_of
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
        notice: for a tacit renewal, how long before the end a notice must be received to prevent the renewal.
        times: for a tacit renewal, the maximum number of renewals.
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


_NO = r"\b(no|not|non|nao|sin|sem|sans|ohne|nicht|kein\w*|tidak|tiada)\b|ไม่|不|非|غير"
_AUTOMATIC = re.compile(
    r"\bauto(?![a-z])|auto[- ]?re?new|automat|tacit|stillschweigend|otomatis|evergreen|\brolling\b|อัตโนมัติ|自动|"
    "自動|تلقائي"
)
_RENEWAL = (
    r"renew|extend|extension|renov|prorrog|prolong|reconduc|verlanger|rinnov|diperpanjang|perpanjangan|lanjut|"
    "ต่ออายุ|续|續|延长|延長|更新|تجديد|يجدد"
)
_NOT_RENEWED = re.compile(rf"(?:{_NO})[^.;]*(?:{_RENEWAL})")
_BY_CONSENT = re.compile(
    r"agreement|consent|mutual|written|acuerdo|acordo|accord|vereinbarung|accordo|kesepakatan|persetujuan|扩展|协商|"
    "協議|合意|اتفاق"
)
_OF_NOTICE = re.compile(r"notice|unless|before|prior|aviso|preavis|frist|antes|kecuali")
_EACH = re.compile(
    r"(?:\b(?:for|by|of|every|each|another|further|additional|successive|subsequent|period|periods|terms?|a|an|per|por|"
    r"un|otros?|otro|periodos?|de|mais|cada|pour|une?|um|jeweils|weitere|selama|setiap|ogni|di)\b|[\s,:(+])*"
)


def renewal_meant(text: str) -> RenewalWords | None:
    """Return the meaning of a text about renewal, in any supported language. For any other text, return `None`.

    >>> renewal_meant("Automatic renewal for 5 years").period, renewal_meant("Renewable").means.value
    (Period.parse('P5Y'), 'not_known')
    >>> renewal_meant("not renewable").means.value, renewal_meant("University of Leeds")
    ('none', None)
    """
    plain = plain_key_of(text)
    automatic = _AUTOMATIC.search(plain)
    if automatic is None and not re.search(_RENEWAL, plain):
        return None
    if _NOT_RENEWED.search(plain) or (automatic and re.search(_NO, plain[: automatic.start()])):
        # "Not renewed automatically" does not show whether the agreement is renewed in another way.
        return RenewalWords(words=text, means=RenewalMeaning.NOT_KNOWN if automatic else RenewalMeaning.NONE)
    if automatic:
        return RenewalWords(words=text, means=RenewalMeaning.TACIT, period=_renewed_by(plain))
    means = RenewalMeaning.EXPRESS if _BY_CONSENT.search(plain) else RenewalMeaning.NOT_KNOWN
    return RenewalWords(words=text, means=means)


def _renewed_by(plain: str) -> Period | None:
    """Return the length of a renewal, if the text names a single length and no notice period."""
    last = list(re.finditer(rf"{_RENEWAL}|{_AUTOMATIC.pattern}", plain))[-1]
    rest = re.sub(r"^[^\W\d]*", "", plain[last.end() :])
    length = length_at_start(rest[_EACH.match(rest).end() :])  # type: ignore[union-attr]  # matches any text
    if length is None or _OF_NOTICE.search(plain) or length[1].strip(" ).;"):
        return None
    try:
        return as_period(Period(**length[0]))
    except ValidationError:  # more than 1,000 years
        return None
