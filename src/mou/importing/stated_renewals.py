"""Read words about renewal: whether and how an agreement is renewed, for how long, how often, and with what notice."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from mou.dates.formats import ascii_digits
from mou.dates.periods import Period
from mou.errors import ValidationError
from mou.importing import renewal_phrases as phrases
from mou.importing.lengths import lengths_in, whole_number
from mou.importing.renewal_words import RenewalMeaning, RenewalWords
from mou.importing.words import plain_key_of
from mou.model.durations import Indefinite

LONGEST = 1000
"""The maximum number of characters in a cell that is read for words about renewals and durations."""
# Private characters that replace the words that were read.
_RENEWED, _LENGTH = "\ue000", "\ue001"
_RENEWS = re.compile(f"{phrases.RENEWAL.pattern}|{phrases.AUTOMATIC.pattern}|{phrases.TACIT.pattern}")
# In "renewed to 10 years", the word before the length gives it another meaning.
_BESIDE = re.compile(rf"(?:{_RENEWED}|\A|[,;.(])[^\w{_LENGTH}]*{_LENGTH}")
_BARE = re.compile(rf"[,;(]\s*{_LENGTH}")
_WORD = re.compile(r"[^\W_]+")


@attrs.frozen(kw_only=True)
class StatedRenewal:
    """What a cell states about renewal.

    Attributes:
        means: whether and how the agreement is renewed.
        period: the length of each renewal. `None` if the cell gives no length.
        notice: how long before the end a notice must be received to prevent the renewal.
        times: the maximum number of renewals.
        rest: the words that could not be read. If they contain a number, the other values can be wrong.
    """

    means: RenewalMeaning
    period: Period | Indefinite | None = None
    notice: Period | None = None
    times: int | None = None
    rest: str = ""

    @classmethod
    def of(cls, words: RenewalWords) -> StatedRenewal:
        """Return what words of a mapping state."""
        return cls(means=words.means, period=words.period, notice=words.notice, times=words.times)


def has_number(text: str) -> bool:
    """Return whether a text contains a number, in digits or in words, or a length of time.

    >>> has_number("for two years"), has_number("once"), has_number("by one of the parties")
    (True, True, False)
    """
    return bool(phrases.UNREAD_COUNTS.search(text) or lengths_in(text))


def renewal_meant(text: str) -> StatedRenewal | None:
    """Return the meaning of a text about renewal, in any supported language. For any other text, return `None`.

    >>> renewal_meant("Automatic renewal for 5 years, 6 months notice").period
    Period.parse('P5Y')
    >>> renewal_meant("automatically renewed each year").period, renewal_meant("renewed automatically once").times
    (Period.parse('P1Y'), 1)
    >>> renewal_meant("not renewable").means.value, renewal_meant("automatically expires").means.value
    ('none', 'none')
    >>> renewal_meant("Renewable").means.value, renewal_meant("University of Leeds")
    ('not_known', None)
    """
    if len(text) > LONGEST:
        return None
    return _renewal_meant(ascii_digits(plain_key_of(text)).replace("\u2019", "'"))


@lru_cache(maxsize=8192)
def _renewal_meant(plain: str) -> StatedRenewal | None:
    if not _RENEWS.search(plain):
        return None
    means, text = _meaning(plain)
    details = _details(text)
    if details is None or (details.notice is not None and phrases.FIXED_DAY.search(plain)):
        return StatedRenewal(means=RenewalMeaning.NOT_KNOWN, rest=plain)
    if means is RenewalMeaning.EXPRESS:
        kept = [word for word in details.rest.split() if word not in phrases.CONSENT_FILLERS]
        details = attrs.evolve(details, rest=" ".join(kept))
    if means is RenewalMeaning.TACIT and details.rest and not _says_renewed(text):
        means = RenewalMeaning.NOT_KNOWN  # such as "automatically converted"
    if means is RenewalMeaning.NONE and (details.period or details.notice or details.times):
        return StatedRenewal(means=means, rest=plain)
    if "?" in plain and means is not RenewalMeaning.NOT_KNOWN:
        return StatedRenewal(means=RenewalMeaning.NOT_KNOWN, rest=plain)  # such as "automatic?"
    return attrs.evolve(details, means=means)


def before_renewal(text: str) -> str:
    """Return the words before the clause about the renewal, from a text in lower case and without accents.

    >>> before_renewal("from approval, may be renewed once"), before_renewal("; upon expiry renewed")
    ('from approval', '')
    """
    before = _RENEWS.split(text, maxsplit=1)[0]
    clauses = re.split(r"[,;.(]", before)
    return ",".join(clauses[:-1]) if len(clauses) > 1 else phrases.THEN.split(before, maxsplit=1)[0]


def _says_renewed(text: str) -> bool:
    return bool(phrases.RENEWAL.search(text) or phrases.TACIT.search(text))


def _meaning(plain: str) -> tuple[RenewalMeaning, str]:
    """Return the meaning of a text, and the text without the conditions of a tacit renewal and without negations."""
    text = phrases.ENDS_BY_ITSELF.sub(" ", plain)
    automatic = bool(phrases.AUTOMATIC.search(text) or phrases.TACIT.search(text))
    if not automatic and not phrases.RENEWAL.search(text):
        return RenewalMeaning.NONE, text
    if automatic:
        text = _without(phrases.UNLESS, text)
    text = _without(phrases.NO_NOTICE, text)
    negated = phrases.NOT_RENEWED.search(text)
    if negated and not _has_length(negated[0]):
        return _beside_negation(text[: negated.start()] + " " + text[negated.end() :])
    if phrases.NOT_AUTOMATIC.search(text):
        return RenewalMeaning.NOT_KNOWN, text
    if automatic:
        agreed = phrases.AGREED.search(phrases.TACIT.sub(_RENEWED, text))
        return RenewalMeaning.NOT_KNOWN if agreed else RenewalMeaning.TACIT, text
    return RenewalMeaning.EXPRESS if phrases.CONSENT.search(text) else RenewalMeaning.NOT_KNOWN, text


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Remove what a pattern matches, unless it contains a number or a word such as "annually"."""
    return pattern.sub(lambda match: match[0] if _has_length(match[0]) else " ", text)


def _has_length(text: str) -> bool:
    return has_number(text) or any(pattern.search(text) for pattern, _ in phrases.CYCLES)


def _beside_negation(text: str) -> tuple[RenewalMeaning, str]:
    """Return the meaning of a text from which words such as "no automatic renewal" are removed."""
    if phrases.CONSENT.search(text):
        return RenewalMeaning.EXPRESS, text
    return RenewalMeaning.NOT_KNOWN if _says_renewed(text) else RenewalMeaning.NONE, text


def _details(text: str) -> StatedRenewal | None:
    """Return the length, the notice and the number of renewals, and the words that are not read.

    If a number has an unclear meaning, return `None`.
    """
    notices, text = _notices(text)
    if notices and phrases.WITHDRAWAL.search(text):
        return None  # the notice does not prevent a renewal, or not only
    text = _without(phrases.UNLESS, text)
    text = phrases.REVIEWS.sub(" review ", phrases.PHRASES.sub(" ", text))
    text = phrases.TO_A_TOTAL.sub("to ", phrases.ADJECTIVES.sub(" ", text))
    text = " ".join(text.split())
    for pattern, length in phrases.CYCLES:
        text = pattern.sub(length, text)
    endless = phrases.ENDLESS.search(text)
    text = phrases.ENDLESS.sub(_LENGTH, text)
    counts, text = _counts(text)
    lengths = lengths_in(text)
    for found in reversed(lengths):
        text = f"{text[: found.start]} {_LENGTH} {text[found.end :]}"
    words = _WORD.sub(lambda word: "" if word[0] in phrases.FILLERS else word[0], _RENEWS.sub(f" {_RENEWED} ", text))
    periods = [_period(found.parts) for found in lengths] + ([Indefinite()] if endless else [])
    if len(periods) > 1 or len(notices) > 1 or len(counts) > 1 or None in (*periods, *notices):
        return None
    if periods and (not _BESIDE.search(words) or (endless and counts)):
        return None
    if _BARE.search(text) and not any("years" in (found.parts or {}) for found in lengths):
        return None  # "automatic, 6 months" can mean a renewal for six months, or a notice of six months
    return StatedRenewal(
        means=RenewalMeaning.NOT_KNOWN,
        period=next(iter(periods), None),
        notice=next(iter(notices), None),
        times=next(iter(counts), None),
        rest=" ".join(_WORD.findall(words)),
    )


def _notices(text: str) -> tuple[list[Period | None], str]:
    """Return the lengths of notices, and the text without the notices. An unclear length is `None`.

    In "1 year and 6 months notice", the year can be the length of a renewal, so the notice is unclear.
    """
    notices: list[Period | None] = []
    limit = len(text)
    for length in reversed(lengths_in(text)):
        after = phrases.NOTICE_AFTER.match(text, length.end, limit)
        before = phrases.NOTICE_BEFORE.search(text[: length.start])
        limit = length.start
        if after or before:
            start = before.start() if before else length.start
            opens = phrases.NOTICE_OPENS.search(text[:start])
            closes = phrases.NOTICE_CLOSES.match(text, after.end() if after else length.end)
            limit = opens.start() if opens else start
            text = f"{text[:limit]} {text[closes.end() if closes else length.end :]}"
            unclear = after is not None and phrases.UNREAD_COUNTS.search(after[0])
            clear = length.parts is not None and len(length.parts) == 1 and not unclear
            notices.append(_period(length.parts) if clear else None)
    return notices, text


def _counts(text: str) -> tuple[list[int], str]:
    """Return the numbers of renewals that a text gives, and the text without them."""
    counts: list[int] = []
    for pattern, count in phrases.TIMES:
        counts += [count or whole_number(match["count"]) for match in pattern.finditer(text)]
        text = pattern.sub(" ", text)
    return counts, text


def _period(parts: dict[str, int] | None) -> Period | None:
    try:
        return None if parts is None else Period(**parts)
    except ValidationError:  # more than 1,000 years
        return None
