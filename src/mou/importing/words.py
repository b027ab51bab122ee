"""Read words in cells: lengths of time, kinds of agreement, yes and no."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mou.dates.formats import ascii_digits
from mou.dates.month_names import without_accents
from mou.dates.periods import Period
from mou.errors import ValidationError
from mou.importing.lengths import length_at_start
from mou.model.agreement import AgreementKind
from mou.model.durations import Indefinite

UNKNOWN = ("", "-", "--", "\u2013", "\u2014", "?", "n/a", "na", "#N/A", "n.a.", "unknown", "not known", "tbc", "tbd")
"""The words for "not known" in cells."""
INDEFINITE = tuple(
    "indefinite|indefinitely|until terminated|open-ended|open ended|no end|no end date|no expiry|unlimited|permanent|"
    "perpetual|ongoing|on-going|no expiration|no expiry date|no expiration date|does not expire|never expires|no limit|"
    "until further notice|unless terminated|until cancelled|lifetime|undetermined|unlimited duration|"
    "indefinido|indefinida|indeterminado|indeterminada|plazo indefinido|sin vencimiento|ilimitado|ilimitada|permanente|"
    "vigencia indefinida|tiempo indefinido|sin plazo|por tiempo indefinido|prazo indeterminado|sem prazo|"
    "por prazo indeterminado|tempo indeterminado|sem vencimento|indetermine|indeterminee|duree indeterminee|illimite|"
    "illimitee|unbefristet|unbegrenzt|auf unbestimmte zeit|dauerhaft|indeterminato|tempo indeterminato|illimitato|"
    "tidak terbatas|tanpa batas|tanpa batas waktu|tidak ditentukan|tiada tarikh luput|tiada had|selamanya|"
    "ไม่มีกำหนด|ไม่จำกัด|ไม่กำหนดระยะเวลา|ไม่มีวันหมดอายุ|无限期|無期限|长期|長期|永久|无固定期限|期限なし|غير محدد|"
    "غير محددة|مفتوح".split("|")
)
"""The words for a duration without an end."""
KINDS = {
    "memorandum of understanding": AgreementKind.MOU,
    "m.o.u.": AgreementKind.MOU,
    "letter of intent": AgreementKind.LETTER_OF_INTENT,
    "loi": AgreementKind.LETTER_OF_INTENT,
    "exchange of letters": AgreementKind.EXCHANGE_OF_NOTES,
}
"""Words for kinds of agreement, in addition to the model's own."""
ALL_KINDS = {kind.value.replace("_", " "): kind for kind in AgreementKind} | KINDS

_YES = frozenset({"yes", "y", "true", "binding", "legally binding"})
_NO = frozenset({"no", "n", "false", "non-binding", "not binding", "nonbinding"})
_YES_OR_NO = {
    **dict.fromkeys("si sim oui ja ya".split(), True),
    **dict.fromkeys("nao non nein tidak nee".split(), False),
}
_BARE = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?\Z", re.ASCII)


def key_of(text: str) -> str:
    """Return the form of a text for comparisons that ignore case and spaces."""
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=8192)
def plain_key_of(text: str) -> str:
    """Return the form of a text for comparisons that ignore case, spaces, accents, and dots at the end."""
    return " ".join(without_accents(text).split()).strip(".!* ")


def is_indefinite(text: str, indefinite: Iterable[str]) -> bool:
    """Return whether a text is one of the words for "without an end"."""
    return plain_key_of(text) in {plain_key_of(word) for word in indefinite}


def duration_of(text: str, unit: str | None, indefinite: Iterable[str]) -> Period | Indefinite | str:
    """Return a length of time such as ``5 yrs``, ``five (5) years`` or ``P5Y``, or the reason why it can't be read.

    `unit` is the unit for a number without a unit, and `indefinite` contains the words that mean "without an end".
    """
    text = " ".join(ascii_digits(text).split())
    if is_indefinite(text, indefinite):
        return Indefinite()
    bare = _BARE.match(text)
    if bare and unit is None:
        return "a number without a unit; you can set the unit in the mapping"
    try:
        if text.upper().startswith("P") and text[1:2].isdigit():
            return Period.parse(text.upper())
        length = length_at_start(f"{text} {unit}" if bare else text)
        return "not a recognised duration" if length is None or length[1] else Period(**length[0])
    except ValidationError as error:
        return f"not a valid duration: expected {error.problems[0].expected}"


def yes_or_no(text: str) -> bool | None:
    """Return whether a text means yes or no in one of several languages. If it means neither, return `None`.

    >>> yes_or_no("Sí"), yes_or_no("nein"), yes_or_no("Kyoto")
    (True, False, None)
    """
    plain = plain_key_of(text)
    return _YES_OR_NO.get(plain, flag_of(plain))


def flag_of(text: str) -> bool | None:
    """Return whether a text means yes or no. If it means neither, return `None`."""
    key = key_of(text)
    return True if key in _YES else False if key in _NO else None
