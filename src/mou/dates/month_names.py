"""The names of months in English and in the other languages that `mou` reads in sheets.

The names are from CLDR, without accents. To generate them again, list `babel.Locale.parse(language).months` for every
context, each in the widths ``wide`` and ``abbreviated``. If Babel is installed, a test compares the names with Babel's.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_ENGLISH = "january february march april may june july august september october november december".split()
LANGUAGES = ("es", "pt", "fr", "de", "it", "id", "ms", "nl", "th", "zh", "ja", "ar", "ar_LB")
"""The languages other than English, by their codes in CLDR."""
_OTHERS = (
    "enero|ene|janeiro|janvier|janv|gennaio|gen|januari|มกราคม|ม.ค|一月|يناير|كانون الثاني",
    "febrero|fevereiro|fev|fevrier|fevr|febbraio|februari|กุมภาพันธ์|ก.พ|二月|فبراير|شباط",
    "marzo|marco|mars|marz|mrz|maret|mac|maart|mrt|มีนาคม|มี.ค|三月|مارس|اذار",
    "abril|abr|avril|avr|aprile|เมษายน|เม.ย|四月|ابريل|نيسان",
    "mayo|maio|mai|maggio|mag|mei|พฤษภาคม|พ.ค|五月|مايو|ايار",
    "junio|junho|juin|juni|giugno|giu|มิถุนายน|มิ.ย|六月|يونيو|حزيران",
    "julio|julho|juillet|juil|juli|luglio|lug|julai|กรกฎาคม|ก.ค|七月|يوليو|تموز",
    "agosto|ago|aout|agustus|agu|ogos|ogo|augustus|สิงหาคม|ส.ค|八月|اغسطس|اب",
    "septiembre|setembro|set|septembre|settembre|กันยายน|ก.ย|九月|سبتمبر|ايلول",
    "octubre|outubro|out|octobre|oktober|okt|ottobre|ott|ตุลาคม|ต.ค|十月|اكتوبر|تشرين الاول",
    "noviembre|novembro|novembre|พฤศจิกายน|พ.ย|十一月|نوفمبر|تشرين الثاني",
    (
        "diciembre|dic|dezembro|dez|decembre|dezember|dicembre|desember|des|disember|dis|ธันวาคม|ธ.ค|"
        "十二月|ديسمبر|كانون الاول"
    ),
)
LONG_MONTHS = "|".join(name for name in "|".join((*_ENGLISH, *_OTHERS)).split("|") if len(name) > 3)
"""The names of months with more than three letters, as the alternatives of a regular expression.

Shorter names can be other words, such as "may" and "des".
"""
_ACCENTS = frozenset((*range(0x300, 0x370), 0x653, 0x654, 0x655))
"""The accents of Latin letters, and the Arabic hamza, which texts often leave out."""


def without_accents(text: str) -> str:
    """Return a text in lower case, without accents.

    >>> without_accents("Août")
    'aout'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(char for char in parts if ord(char) not in _ACCENTS))


def is_english_month(name: str) -> bool:
    """Return whether a word is the English name of a month, in full or abbreviated."""
    plain = without_accents(name)
    return len(plain) >= 3 and any(month.startswith(plain) for month in _ENGLISH)


@cache
def month_number(name: str) -> int | None:
    """Return the number of a month by its name, or `None` for other texts.

    An English name can be abbreviated to three or more of its first letters. A name in another language can be
    abbreviated as in CLDR.

    >>> month_number("Sept."), month_number("août"), month_number("ม.ค.")
    (9, 8, 1)
    """
    plain = without_accents(name.strip()).rstrip(".")
    for number, (month, others) in enumerate(zip(_ENGLISH, _OTHERS, strict=True), 1):
        if (len(plain) >= 3 and month.startswith(plain)) or plain in others.split("|"):
            return number
    return None
