"""Read lengths of time as people write them, in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

import attrs

from mou.dates.formats import ascii_digits
from mou.dates.month_names import without_accents

_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_NUMBERS = {
    word: number
    for words in (
        f"one two three four five six seven eight nine ten eleven twelve {_TEENS} twenty",
        "un dos tres cuatro cinco seis siete ocho nueve diez",
        "uno due tre quattro cinque sei sette otto nove dieci",
        "um dois tres quatro cinco seis sete oito nove dez",
        "une deux trois quatre cinq six sept huit neuf dix",
        "ein zwei drei vier funf sechs sieben acht neun zehn",
        "eine duas - - fuenf",
        "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
        "setahun - - - - - - lapan",
        "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ",
        "一 二 三 四 五 六 七 八 九 十",
        "壹 两",
        "- 兩",
        "- - ثلاث اربع خمس ست سبع ثماني تسع عشر",
    )
    for number, word in enumerate(words.split(), 1)
    if word != "-"
}
_UNITS = {
    unit: name
    for name, units in {
        "years": "y yr yrs year years ano anos anio anios an ans annee annees jahr jahre jahren jahres anno anni tahun "
        "thn jaar ปี 年 年間 年间 سنة سنوات "
        "عام اعوام",
        "months": "m mo mos mth mths month months mes meses mois mon monat monate monaten mese mesi bulan bln maand "
        "maanden "
        "เดือน 个月 個月 か月 カ月 ヶ月 "
        "شهر اشهر شهور",
        "weeks": "w wk wks week weeks semana semanas semaine semaines woche wochen settimana settimane minggu "
        "สัปดาห์ 周 週間 اسبوع "
        "اسابيع",
        "days": "d day days dia dias jour jours tag tage tagen giorno giorni hari วัน 天 日間 يوم ايام",
    }.items()
    for unit in map(without_accents, units.split())
}
_MONTHS = {"years": 12, "months": 1}
_ARTICLES = frozenset("un um une una ein eine uno".split())
COUNTS = frozenset(word for word in _NUMBERS if word.isascii()) - _ARTICLES
"""The words for numbers that are not also articles, such as "one" and "zwei"."""


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_NUMBER_AND_UNIT = (
    rf"(?P<number>[0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?|{_either(_NUMBERS)})\s*"
    rf"(?:\(\s*(?P<again>[0-9]{{1,4}}|{_either(_NUMBERS)})\s*\)\s*)?[-\u2013]?\s*"
    rf"\(?(?P<unit>{_either(_UNITS)})(?![a-z\u0621-\u064a])\.?(?:\(?(?:s|es)\))?\)?"
)
_AND = r"(?:and|y|e|et|und|dan|&|\+)\s*"
_PART = re.compile(rf"\s*(?:{_AND}|,\s*)?{_NUMBER_AND_UNIT}")
_ANYWHERE = re.compile(rf"(?<![a-z0-9.,]){_NUMBER_AND_UNIT}")
_NEXT = re.compile(rf"\s*(?:{_AND})?{_NUMBER_AND_UNIT}")
_HALF = re.compile(
    r"\b(?:half[- ]an?[- ]year|half[- ]year|(?:ein(?:em|en)? )?halbes jahr|halbjahr|(?:un |une )?demi[- ]an(?:nee)?|"
    r"medio ano|mezzo anno|meio ano|setengah tahun)\b"
)


def length_at_start(text: str) -> tuple[dict[str, int], str] | None:
    """Return the length of time at the start of a text, as a number for each unit, and the rest of the text.

    Half years are returned in months. The result is `None` if the text does not begin with a length of time, or if the
    length contradicts itself, as in "five (4) years".

    >>> length_at_start("five (5) years, renewable")
    ({'years': 5}, ', renewable')
    >>> length_at_start("2.5 años")
    ({'months': 30}, '')
    """
    plain = _HALF.sub("6 months", without_accents(ascii_digits(text)))
    length = _length(_PART.match(plain), plain, _PART)
    return None if length is None or length.parts is None else (length.parts, plain[length.end :].strip())


@attrs.frozen
class FoundLength:
    """A length of time in a text: its place, and the number of each unit.

    `parts` is `None` if the length contradicts itself.
    """

    start: int
    end: int
    parts: dict[str, int] | None


def lengths_in(text: str) -> list[FoundLength]:
    """Return the lengths of time in a text that is in lower case and without accents.

    Unlike in `length_at_start`, a comma separates two lengths.

    >>> [length.parts for length in lengths_in("renewed for 2 years, 6 months notice")]
    [{'years': 2}, {'months': 6}]
    """
    lengths: list[FoundLength] = []
    place = 0
    while length := _length(_ANYWHERE.search(text, place), text, _NEXT):
        lengths.append(length)
        place = length.end
    return lengths


def _length(match: re.Match[str] | None, text: str, following: re.Pattern[str]) -> FoundLength | None:
    """Return the length that begins with a match, and continues with the parts that `following` matches."""
    if match is None:
        return None
    start, end, parts = match.start(), match.end(), dict[str, int]()
    while match is not None:
        end, unit = match.end(), _UNITS[match["unit"]]
        number, again = _number(match["number"]), match["again"]
        if unit in parts or (again is not None and _number(again) != number):
            return FoundLength(start, end, None)
        if number.denominator != 1:
            number, unit = number * _MONTHS.get(unit, 0), "months"
            if number.denominator != 1 or not number or parts:
                return FoundLength(start, end, None)
        parts[unit] = int(number)
        match = following.match(text, end)
    return FoundLength(start, end, parts)


def whole_number(text: str) -> int:
    """Return a number that is written in digits or in words.

    >>> whole_number("3"), whole_number("zwei")
    (3, 2)
    """
    return _NUMBERS.get(text) or int(text)


def _number(text: str) -> Fraction:
    return Fraction(_NUMBERS[text]) if text in _NUMBERS else Fraction(text.replace(",", "."))
