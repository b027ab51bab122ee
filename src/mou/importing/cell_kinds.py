"""Recognise whether the cells of a column look like dates, lengths of time, ranges or words.

A heading such as "Validity" does not show which of these the cells contain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from mou.dates.formats import ascii_digits
from mou.importing.grid import Cell
from mou.importing.words import INDEFINITE, key_of, yes_or_no


class CellKind(StrEnum):
    """What a cell looks like. A cell that looks like a date can still be unreadable, such as 31 June 2021."""

    DATE = "date"
    LENGTH = "length"
    RANGE = "range"
    NUMBER = "number"
    NO_END = "no_end"
    FLAG = "flag"
    WORDS = "words"


_YEAR = r"(?<![0-9])(?:1[3-9]|2[0-7])[0-9]{2}(?![0-9])"
_SHORT_DATE = r"(?<![0-9])[0-9]{1,2}[./\\-][0-9]{1,2}[./\\-][0-9]{2}(?![0-9])"
_MONTHS = (
    "jan|feb|f[eé]v|mar|m[aä]r|mac|apr|abr|avr|may|mai|mag|mei|jun|juin|giu|jul|juil|lug|aug|ago|ao[uû]|ogos|agu|sep|set|"
    "oct|okt|out|ott|nov|dec|dez|dic|d[eé]c|dis|des|ene|gen"
)
_MONTH_YEAR = rf"\b(?:{_MONTHS})[a-zéû]{{0,7}}\b[ ./,'-]*[0-9]{{2}}(?![0-9])"
_DATES = re.compile(f"{_YEAR}|{_SHORT_DATE}|{_MONTH_YEAR}", re.IGNORECASE)
_SHORT_RANGE = re.compile(r"([0-9]{2})([0-9]{2})\s*[-\u2013\u2014/]\s*([0-9]{2})\Z")
_UNITS = (
    "years?|yrs?|months?|mths?|mos?|weeks?|days?|an[o\u0303]*os?|a\u00f1os?|anos?|mes(?:es)?|ann?[eé]es?|ans?|mois|jahre?n?|j\\.|mon|monate?n?|"
    "anni|anno|mesi|mese|tahun|bulan|thn|bln|sem[ae]nas?|d[ií]as?|dias?|tage?|jours?|giorni|hari"
)
_WORD_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|twelve|un|uno|una|dos|tres|cuatro|cinco|um|uma|dois|duas|tr[eê]s|quatro|deux|trois|cinq|ein|zwei|"
    "drei|vier|f[uü]nf|due|tre|quattro|cinque|satu|dua|tiga|empat|lima"
)
_LENGTH = re.compile(
    rf"(?:(?<![0-9])[0-9]{{1,3}}(?:[.,][0-9]+)?\s*\)?|\b(?:{_WORD_NUMBERS})\b\s*(?:\([^)]*\))?)\s*[-\u2013]?\s*(?:{_UNITS})\b|"
    "(?<![0-9])[0-9]{1,2}\\s*(?:年|个月|個月|か月|ヶ月|カ月|ケ月|月|ปี|เดือน|سن|أشهر|شهر|년|개월)|"
    "(?:خمس|ثلاث|أربع|عشر)\\S* سن|سنة|سنتان",
    re.IGNORECASE,
)
_NO_END = frozenset(map(key_of, INDEFINITE)) | {
    "ongoing",
    "until terminated",
    "never",
    "none",
    "perpetual",
    "no expiry",
}
_NO_END_PART = re.compile(
    "indefin|unlimited|no expir|no end|until (?:terminat|cancel)|auto|perpet|open.?ended|permanent|evergreen|"
    "ind[eé]termin|unbefristet|tidak terbatas|ไม่มีกำหนด|无固定|长期|無期限|غير محدد|renew|rolling|n[aã]o determinad",
    re.IGNORECASE,
)


_DAY_WORD_YEAR = re.compile(r"[0-9]{1,2}[\s./-]+[^\d\s]{2,12}[\s./,-]+(?:[0-9]{2}|[0-9]{4})\Z")  # in any language
_ON_SIGNATURE = re.compile(
    r"\b(?:up)?on (?:its |the )?sign|signature|date of sign|alla firma|a la firma|assinatura|unterzeichnung|"
    r"unterschrift|tandatangan",
    re.IGNORECASE,
)


def kind_of(cell: Cell) -> CellKind:
    """Return what a cell looks like.

    >>> [kind_of(Cell(text)).value for text in ("3 May 2021", "5 years", "2021-2026", "unlimited", "12", "Kyoto")]
    ['date', 'length', 'range', 'no_end', 'number', 'words']
    """
    value = cell.value
    if isinstance(value, date):
        return CellKind.DATE
    text = ascii_digits(cell.text)
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", text):
        is_date = re.fullmatch(_YEAR, text) or re.fullmatch("[2-6][0-9]{4}", text)
        return CellKind.DATE if is_date else CellKind.NUMBER
    if len(text) > 120:
        return CellKind.WORDS
    if yes_or_no(text) is not None and not text.endswith("."):  # "No." is a heading
        return CellKind.FLAG
    dates = _DATES.findall(text)
    if len(dates) >= 2 or _is_short_range(text):
        return CellKind.RANGE
    if _LENGTH.search(text) and not re.fullmatch(r"[0-9]{4}\s*年.*", text):
        return CellKind.LENGTH
    if dates or _DAY_WORD_YEAR.match(text) or _ON_SIGNATURE.search(text):
        return CellKind.DATE
    if key_of(text) in _NO_END or _NO_END_PART.search(text):
        return CellKind.NO_END
    return CellKind.WORDS


def spans_years(text: str) -> bool:
    """Return whether a range ends in a later year than it begins.

    Two days in the same year can be the days of two signatures instead of a range.

    >>> spans_years("3 May 2021 - 2 May 2026"), spans_years("3 May 2021, 5 May 2021")
    (True, False)
    """
    return _is_short_range(text) or len(set(re.findall(_YEAR, ascii_digits(text)))) > 1


def _is_short_range(text: str) -> bool:
    """Return whether a text is a range of years such as 2016-21.

    The texts 2016-11 and 2016-17 are not treated as ranges, because 2016-11 can be a month and 2016-17 an academic
    year.
    """
    match = _SHORT_RANGE.match(text)
    return match is not None and int(match[3]) > 12 and int(match[3]) > int(match[2]) + 1


def kinds_of(cells: Iterable[Cell]) -> Counter[CellKind]:
    """Count the cells of each kind."""
    return Counter(map(kind_of, cells))
