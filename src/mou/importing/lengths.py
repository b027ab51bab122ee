"""Read lengths of time as people write them, in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

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
        "months": "m mo mos mth mths month months mes meses mois monat monate monaten mese mesi bulan bln maand "
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


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_PART = re.compile(
    rf"\s*(?:(?:and|y|e|et|und|dan|,|&|\+)\s*)?(?P<number>[0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?|{_either(_NUMBERS)})\s*"
    rf"(?:\(\s*(?P<again>[0-9]{{1,4}}|{_either(_NUMBERS)})\s*\)\s*)?[-\u2013]?\s*"
    rf"\(?(?P<unit>{_either(_UNITS)})(?![a-z\u0621-\u064a])\.?(?:\(?(?:s|es)\))?\)?",
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
    plain = without_accents(ascii_digits(text))
    parts: dict[str, int] = {}
    place = 0
    while match := _PART.match(plain, place):
        unit = _UNITS[match["unit"]]
        number, again = _number(match["number"]), match["again"]
        if unit in parts or (again is not None and _number(again) != number):
            return None
        if number.denominator != 1:
            number, unit = number * _MONTHS.get(unit, 0), "months"
            if number.denominator != 1 or not number or parts:
                return None
        parts[unit] = int(number)
        place = match.end()
    return (parts, plain[place:].strip()) if parts else None


def _number(text: str) -> Fraction:
    return Fraction(_NUMBERS[text]) if text in _NUMBERS else Fraction(text.replace(",", "."))
