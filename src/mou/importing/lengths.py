"""Read lengths of time as people write them, in the languages of the sheets that are read."""

from __future__ import annotations

import re
from fractions import Fraction

from mou.importing.dates import ascii_digits
from mou.importing.month_names import without_accents

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
        "\u0e2b\u0e19\u0e36\u0e48\u0e07 \u0e2a\u0e2d\u0e07 \u0e2a\u0e32\u0e21 \u0e2a\u0e35\u0e48 \u0e2b\u0e49\u0e32 "
        "\u0e2b\u0e01 \u0e40\u0e08\u0e47\u0e14 \u0e41\u0e1b\u0e14 \u0e40\u0e01\u0e49\u0e32 \u0e2a\u0e34\u0e1a",
        "\u4e00 \u4e8c \u4e09 \u56db \u4e94 \u516d \u4e03 \u516b \u4e5d \u5341",
        "\u58f9 \u4e24",
        "- \u5169",
        "- - \u062b\u0644\u0627\u062b \u0627\u0631\u0628\u0639 \u062e\u0645\u0633 \u0633\u062a \u0633\u0628\u0639 "
        "\u062b\u0645\u0627\u0646\u064a \u062a\u0633\u0639 \u0639\u0634\u0631",
    )
    for number, word in enumerate(words.split(), 1)
    if word != "-"
} | {"setahun": 1}
_UNITS = {
    unit: name
    for name, units in {
        "years": "y yr yrs year years ano anos anio anios an ans annee annees jahr jahre jahren jahres anno anni tahun "
        "thn jaar \u0e1b\u0e35 \u5e74 \u5e74\u9593 \u5e74\u95f4 \u0633\u0646\u0629 \u0633\u0646\u0648\u0627\u062a "
        "\u0639\u0627\u0645 \u0627\u0639\u0648\u0627\u0645",
        "months": "m mo mos mth mths month months mes meses mois monat monate monaten mese mesi bulan bln maand maanden "
        "\u0e40\u0e14\u0e37\u0e2d\u0e19 \u4e2a\u6708 \u500b\u6708 \u304b\u6708 \u30ab\u6708 \u30f6\u6708 "
        "\u0634\u0647\u0631 \u0627\u0634\u0647\u0631 \u0634\u0647\u0648\u0631",
        "weeks": "w wk wks week weeks semana semanas semaine semaines woche wochen settimana settimane minggu "
        "\u0e2a\u0e31\u0e1b\u0e14\u0e32\u0e2b\u0e4c \u5468 \u9031\u9593 \u0627\u0633\u0628\u0648\u0639 "
        "\u0627\u0633\u0627\u0628\u064a\u0639",
        "days": "d day days dia dias jour jours tag tage tagen giorno giorni hari \u0e27\u0e31\u0e19 \u5929 \u65e5\u9593 "
        "\u064a\u0648\u0645 \u0627\u064a\u0627\u0645",
    }.items()
    for unit in map(without_accents, units.split())
}
_MONTHS = {"years": 12, "months": 1}


def _either(words: dict[str, object]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_PART = re.compile(
    rf"\s*(?:(?:and|y|e|et|und|dan|,|&|\+)\s*)?(?P<number>[0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?|{_either(dict(_NUMBERS))})\s*"
    rf"(?:\(\s*(?P<again>[0-9]{{1,4}}|{_either(dict(_NUMBERS))})\s*\)\s*)?[-\u2013]?\s*"
    rf"\(?(?P<unit>{_either(dict(_UNITS))})(?![a-z\u0621-\u064a])\.?(?:\(?(?:s|es)\))?\)?",
)


def unit_of(text: str) -> str | None:
    """Return the unit that a text names, such as ``years`` for ``AÑOS``; `None` for other texts.

    >>> unit_of("AÑOS"), unit_of("Month(s)"), unit_of("desk")
    ('years', 'months', None)
    """
    return _UNITS.get(re.sub(r"\(.*\)|\.", "", without_accents(text)).strip())


def length_at_start(text: str) -> tuple[dict[str, int], str] | None:
    """Return the length of time at the start of a text, by unit, and the rest of the text.

    Halves of years are returned in months. `None` if the text does not begin with a length, or contradicts itself.

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
