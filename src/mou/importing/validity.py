"""Read a cell about how long an agreement is valid: a last day, a first and a last day, a duration, or words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import attrs

from mou.dates.days import Day, earliest, latest
from mou.dates.formats import ascii_digits
from mou.dates.month_names import without_accents
from mou.dates.periods import Period
from mou.errors import ValidationError
from mou.importing.lengths import length_at_start
from mou.importing.renewal_phrases import (
    AUTOMATIC,
    CHANGES,
    ENDLESS,
    EXCEPTIONS,
    FROM_ENTRY,
    RENEWAL,
    TACIT,
    THEN,
    THEN_ENDLESS,
)
from mou.importing.renewal_words import RenewalMeaning, RenewalWords
from mou.importing.stated_renewals import LONGEST, StatedRenewal, before_renewal, has_number, renewal_meant
from mou.importing.words import INDEFINITE, duration_of, is_indefinite
from mou.model.durations import Indefinite

Reader = Callable[[str], Iterable[Day]]
"""A function that returns every day that a text can mean."""

_BETWEEN = re.compile(
    r"\s+(?:to|until|till|through|bis|a|al|hasta|ate|au|jusqu'au|sampai|hingga|s/d|sd|fino al|al)\s+|"
    r"\s*(?:\u2013|\u2014|~|\u301c|\uff5e|至|到|ถึง|จนถึง)\s*|\s+-+\s+|\s*/\s*|\s*-\s*"
)
_FROM = re.compile(
    r"(?:w\.?e\.?f\.?|(?:with effect|counted|running|calculated|valid|as|on and)? ?from(?: and including)?|as of|since|"
    r"(?:starting|effective|commencing|beginning|starts?|begins?|commences?)(?: from| on| as of)?|between|"
    r"(?:beginnend |gerechnet |gultig |laufend )?(?:mit|ab|vom|von)(?: dem)?|beginnend (?:mit dem|am)|beginn(?: am)?|"
    r"seit(?: dem)?|"
    r"(?:valable )?(?:a compter du|a partir du|des le|depuis le|du)|(?:commencant|debutant)(?: le| au)?|"
    r"(?:contad[oa]s? )?(?:a partir del?|desde(?: el)?|del?)(?: dia)?|a contar (?:del?|desde)(?: el)?(?: dia)?|"
    r"(?:comenzando|iniciando|con inicio)(?: el| en)?|(?:contados )?a partir d[eo](?: dia)?|a contar d[eo]|com inicio "
    r"em|"
    r"(?:a decorrere |a partire )?dal(?: giorno)?|(?:terhitung )?(?:sejak|mulai|dari)(?: dari)?(?: tanggal)?|vanaf|"
    r"จาก|ตั้งแต่|自|从)\s+"
)
_UNTIL = re.compile(
    r"(?:(?:valid|in force|expires?|expiring|ends?|ending|vigente|valido|vence|gultig|berlaku|i\.?\s?e)\b[\s,:.]*)*"
    r"(?:until|till|til|through|up to|upto|to|by|on|hasta(?: el)?|ate|bis(?: zum)?|jusqu'au|jusqu'a|au|"
    r"sampai(?: dengan)?|hingga|s/d|fino al|al|ถึง|จนถึง|至)\s*:?\s+"
)
_AT_FIRST = re.compile(
    r"(?:initially|initial|for|a|an|the|period|term|of|valid|validity|duration|por|de|un|una|um|vigencia|"
    r"prazo|pour|fur|selama|per)\b[\s,:]*"
)
_FROM_SIGNATURE = re.compile(
    r"[\s,;(]*(?:starting |counted |effective |commencing |with effect |gerechnet |contad[oa]s? )?"
    r"(?:from|since|after|of|upon|on|a partir|a contar|desde|apos|ab|nach|seit|depuis|des|a compter|sejak|"
    r"terhitung sejak|a decorrere|dalla|dal|dall')(?:\s+|(?<='))"
    r"(?:(?:the|la|le|el|da|do|du|de|del|dem|den|der|des|die|of|a|its|sa|su|sua|date|day|datum|tag|tage|jour|fecha|dia|"
    r"data|tanggal|last|latest|final|letzten?|derniere|ultima|full|both|all|dalla|dal|dari|di)\s+|l'|d'|dell'|dall')*"
    r"(?:sign\w*|firma\w*|suscripcion|assinatura|unterzeichnung|unterschrift|penandatanganan|ditandatangani|execution|"
    rf"sottoscrizione|stipula)(?:(?!{RENEWAL.pattern}|{AUTOMATIC.pattern}|{TACIT.pattern}|{THEN.pattern}|"
    r"\b(?:until|unless|or|bis|hasta|jusqu|ate|oder|ou)\b)[^;,(0-9])*[\s),;.]*"
)
_UNTIL_ENDED = re.compile(
    r"(?:valid |in force )?(?:until|till|unless|hasta|ate|bis|jusqu'a|sampai|hingga|fino a)\b[^0-9]*"
    r"\b(?:terminat|cancel|revo[ck]|denounce|denunci|rescis|resili|denonc|kundigung|gekundigt|dibatalkan|ditamatkan|"
    r"diakhiri|recesso|disdetta)\w*(?P<rest>.*)"
)
_YEARS = re.compile(r"[\s(]*([0-9]{4})\s*[-\u2013/]\s*([0-9]{4})[\s)]*")
_SEPARATOR = re.compile(r"[,;()]|\s(?=(?:and|und|et|y|e|dan|with|mit|avec|con|com|then|danach|dann|puis|luego)\s)")
_BARE_NUMBER = re.compile(
    r"\b(?:another|further|additional|weitere|otr[oa]s|outr[oa]s|autres|altri|altre)\s+[0-9]{1,2}"
    r"(?=\s*(?:[,;.)]|\Z|(?:by|with|if|upon|unless|mediante|por|con|previo|par|avec|durch|nach|mit|per|mas|mais)\b))"
)
_GERMAN_YEARS = re.compile(r"(?<=[0-9])\s*J(?:\.|(?![^\W_]))")
_LEFT_OUT = re.compile(
    r"[\s,;.()\[\]-]*(?:project|projekt|proyecto|projeto|programme|program|agreement|only|initially|"
    r"each)?[\s,;.()\[\]-]*"
)


@attrs.frozen(kw_only=True)
class Validity:
    """What a cell states about the time in which an agreement is valid. A part that the cell does not state is `None`.

    `rest` contains words after the duration that could not be read.
    """

    first_day: Day | None = None
    last_day: Day | None = None
    length: Period | Indefinite | None = None
    from_signature: bool = False
    renewal: StatedRenewal | None = None
    rest: str = ""


@attrs.frozen
class Unclear:
    """The reason why a cell can't be read.

    `is_length` is true if the cell begins with a length, or has a date that can be read in several ways.
    """

    why: str
    is_length: bool = True


def validity_of(
    text: str, days: Reader, *, unit: str | None, indefinite: Iterable[str], renewals: Iterable[RenewalWords] = ()
) -> Validity | Unclear:
    """Read a cell about validity.

    Args:
        text: the cell.
        days: a function that reads dates.
        unit: the unit for a number that is written without a unit.
        indefinite: the words that mean "without an end".
        renewals: the mapping's words for renewals.
    """
    known = next((meaning for meaning in renewals if is_indefinite(text, meaning.words)), None)
    with_years = _GERMAN_YEARS.sub(" Jahre", text)  # in a notice, "J" can also mean the French "jours"
    validity = _validity(with_years, days, unit, indefinite)
    if known is None:
        return validity
    renewal = StatedRenewal.of(known)
    if isinstance(validity, Validity) and isinstance(validity.length, Period):
        return attrs.evolve(validity, renewal=renewal, rest="")
    return Validity(renewal=renewal)


def _validity(text: str, days: Reader, unit: str | None, indefinite: Iterable[str]) -> Validity | Unclear:
    length = duration_of(text, unit, indefinite)
    if not isinstance(length, str):
        return Validity(length=length)
    if len(text) > LONGEST:
        return Unclear(length, is_length=False)
    plain = " ".join(without_accents(ascii_digits(text)).replace("\u2019", "'").split())
    ended = _UNTIL_ENDED.fullmatch(plain)
    if ended and ("notice" in ended["rest"] or not re.search("[0-9]", plain)) and not re.search("[0-9]{4}", plain):
        return Validity(length=Indefinite(), rest=ended["rest"] if re.search("[0-9]", plain) else "")
    span = range_of(plain, days)
    if span is not None:
        return span if isinstance(span, Unclear) else Validity(first_day=span[0], last_day=span[1])
    return _in_words(plain, length, days)


def range_of(text: str, days: Reader) -> tuple[Day, Day] | Unclear | None:
    """Return the first and last day of a range such as ``03/05/2021 - 02/05/2026``. For other texts, return `None`."""
    start = _FROM.match(text)
    rest = text[start.end() :] if start else text
    for between in _BETWEEN.finditer(rest):
        ends = [set(days(part.strip(" ():,."))) for part in (rest[: between.start()], rest[between.end() :])]
        if all(ends):
            return _exactly(*(list(end) for end in ends))
    return None


def _exactly(firsts: list[Day], lasts: list[Day]) -> tuple[Day, Day] | Unclear | None:
    pairs = [(first, last) for first in firsts for last in lasts if earliest(first) <= latest(last)]
    if len(pairs) == 1 or not pairs:
        return pairs[0] if pairs else Unclear("the last day is before the first")
    readable = " or ".join(sorted(f"{first} to {last}" for first, last in pairs))
    return Unclear(f"{readable}; keep only the right format in the mapping")


def _in_words(plain: str, why: str, days: Reader) -> Validity | Unclear:
    """Read a last day after "until", or a duration with words about its beginning, its end or a renewal."""
    until = _day_after(_UNTIL, plain, days)
    if until is not None:
        return until if isinstance(until, Unclear) else Validity(last_day=until)
    begin = plain
    while match := _AT_FIRST.match(begin):
        begin = begin[match.end() :]
    length_and_rest = length_at_start(begin)
    if length_and_rest is None:
        return _without_length(plain, why)
    parts, rest = length_and_rest
    try:
        length = Period(**parts)
    except ValidationError as error:
        return Unclear(f"not a valid duration: expected {error.problems[0].expected}")
    if len(parts) > 1 and "," in begin[: len(begin) - len(rest)] and rest[:1].isalpha():
        return Unclear(f"{why}: it is not clear to what the second length belongs")  # "5 years, 6 months notice"
    signature = _FROM_SIGNATURE.match(rest)
    if signature:
        rest = rest[signature.end() :]
    start, rest = _day_at_start(_FROM, rest, days)
    end, rest = _day_at_start(_UNTIL, rest, days)
    if isinstance(end, Unclear) or isinstance(start, Unclear):
        return Unclear("a date that can be read in several ways; keep only the right format in the mapping")
    validity = Validity(length=length, first_day=start, last_day=end, from_signature=signature is not None)
    return _with_rest(validity, _with_units(rest, parts), f"{why}: the words after {length.in_words}")


def _without_length(plain: str, why: str) -> Validity | Unclear:
    """Read words about renewal that do not follow a duration."""
    renewal = renewal_meant(plain)
    if renewal is None or has_number(renewal.rest):
        return Unclear(why, is_length=False)
    if renewal.means is RenewalMeaning.NOT_KNOWN and has_number(plain):
        return Unclear(why, is_length=False)
    return Validity(renewal=renewal, rest=_rest_of(renewal))


def _with_units(rest: str, units: Iterable[str]) -> str:
    """Add the unit of the duration to a bare number: "4 years, renewable for another 4"."""
    names = list(units)
    return _BARE_NUMBER.sub(rf"\g<0> {names[0]}", rest) if len(names) == 1 else rest


def _with_rest(validity: Validity, rest: str, words: str) -> Validity | Unclear:
    """Read the words after a duration: a renewal, or years. Other words are kept, unless they can change the end."""
    if _is_endless_later(rest):
        return attrs.evolve(validity, renewal=StatedRenewal(means=RenewalMeaning.TACIT, period=Indefinite()))
    renewal = renewal_meant(rest)
    if renewal is None:
        years = _YEARS.fullmatch(rest)
        same = years is not None and validity.length == Period(years=int(years[2]) - int(years[1]))
        unread = "" if same or _LEFT_OUT.fullmatch(rest) else rest
        reported = unread
    else:
        unread = renewal.rest
        reported = _rest_of(renewal)
        rest = f"{before_renewal(rest)} {'' if renewal.means is RenewalMeaning.EXPRESS else reported}"
    if has_number(unread):
        return Unclear(f"{words} are not understood")
    if CHANGES.search(EXCEPTIONS.sub("", FROM_ENTRY.sub("", rest))):
        return Unclear(f"{words} can change the end")
    return attrs.evolve(validity, renewal=renewal, rest=reported.strip(" ,;"))


def _is_endless_later(rest: str) -> bool:
    """Return whether the words after a duration are words such as "then indefinite"."""
    match = THEN_ENDLESS.fullmatch(rest)
    if match is None or has_number(rest):
        return False
    endless = EXCEPTIONS.sub("", match["endless"]).strip(" ,;.()")
    return ENDLESS.fullmatch(endless) is not None or is_indefinite(endless, _ENDLESS_WORDS)


def _rest_of(renewal: StatedRenewal) -> str:
    """Return the words to report. If the meaning is not known, the whole cell is reported and kept in any case."""
    return "" if renewal.means is RenewalMeaning.NOT_KNOWN else renewal.rest


_ENDLESS_WORDS = (*INDEFINITE, "unbestimmt", "indefinite term", "an indefinite term")


def _day_at_start(words: re.Pattern[str], text: str, days: Reader) -> tuple[Day | Unclear | None, str]:
    """Return the day that a text gives after words such as "until" at its start, and the rest of the text."""
    tidy = text.strip(" ,;.()")
    match = words.match(tidy)
    if match is None:
        return None, text
    # A date can contain commas, so the longest text that is a date counts.
    ends = [len(tidy), *(between.start() for between in _SEPARATOR.finditer(tidy))]
    for end in sorted(ends, reverse=True):
        day = _day_after(words, tidy[:end], days)
        if day is not None:
            return day, tidy[end:]
    return None, text


def _day_after(words: re.Pattern[str], text: str, days: Reader) -> Day | Unclear | None:
    """Return the day that the text gives after words such as "until"."""
    tidy = text.strip(" ,;.()")
    match = words.match(tidy)
    readings = list(days(tidy[match.end() :].strip(" ,;.()"))) if match else []
    if len(readings) > 1:
        return Unclear(" or ".join(sorted(map(str, readings))) + "; keep only the right format in the mapping")
    return readings[0] if readings else None
