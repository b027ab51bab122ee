"""Read words in cells: lengths of time, kinds of agreement, yes and no."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mou.dates.periods import Period
from mou.errors import ValidationError
from mou.model.agreement import AgreementKind
from mou.model.term import Indefinite

UNKNOWN = ("", "-", "--", "\u2013", "\u2014", "?", "n/a", "na", "#N/A", "n.a.", "unknown", "not known", "tbc", "tbd")
"""The words for "not known" in cells."""
INDEFINITE = tuple(
    "indefinite|indefinitely|until terminated|open-ended|open ended|no end|no end date|no expiry|unlimited|permanent|"
    "perpetual".split("|")
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

_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_WORDS = f"one two three four five six seven eight nine ten eleven twelve {_TEENS} twenty".split()
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)}
_UNITS = {
    **dict.fromkeys("y yr yrs year years".split(), "years"),
    **dict.fromkeys("m mo mos mth mths month months".split(), "months"),
    **dict.fromkeys("w wk wks week weeks".split(), "weeks"),
    **dict.fromkeys("d day days".split(), "days"),
}
_PART = re.compile(
    rf"\s*(?:(?:and|,|&)\s*)?(?P<number>[0-9]{{1,4}}|{'|'.join(_NUMBERS)})\s*(?:\(\s*(?P<again>[0-9]{{1,4}})\s*\)\s*)?-?\s*"
    rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\.?(?![a-z])",
    re.ASCII | re.IGNORECASE,
)
_BARE = re.compile(r"([0-9]{1,4})(?:\.0+)?\Z", re.ASCII)


def key_of(text: str) -> str:
    """Return a text in the form in which words are compared, without differences in case and spaces."""
    return " ".join(text.split()).casefold()


def duration_of(text: str, unit: str | None, indefinite: Iterable[str]) -> Period | Indefinite | str:
    """Return a length of time such as ``5 yrs``, ``five (5) years`` or ``P5Y``, or the reason why it can't be read.

    `unit` is the unit of a bare number, `indefinite` the words for a length without an end.
    """
    text = " ".join(text.split())
    if key_of(text) in {key_of(word) for word in indefinite}:
        return Indefinite()
    bare = _BARE.match(text)
    if bare and unit is None:
        return "a number without a unit; you can set the unit in the mapping"
    try:
        if bare and unit is not None:
            return Period(**{unit: int(bare[1])})
        if text.upper().startswith("P") and text[1:2].isdigit():
            return Period.parse(text.upper())
        parts = _parts(text)
        return "not a recognised duration" if parts is None else Period(**parts)
    except ValidationError as error:
        return f"not a valid duration: expected {error.problems[0].expected}"


def _parts(text: str) -> dict[str, int] | None:
    parts: dict[str, int] = {}
    place = 0
    while place < len(text) or not parts:
        match = _PART.match(text, place)
        if match is None:
            return None
        text_number, again, unit = match["number"], match["again"], _UNITS[match["unit"].lower()]
        number = int(text_number) if text_number.isdigit() else _NUMBERS[text_number.lower()]
        if unit in parts or (again is not None and int(again) != number):
            return None
        parts[unit] = number
        place = match.end()
    return parts


def flag_of(text: str) -> bool | None:
    """Return whether a text says yes or no; `None` if it says neither."""
    words = {"yes": True, "y": True, "true": True, "binding": True, "legally binding": True}
    words |= {"no": False, "n": False, "false": False, "non-binding": False, "not binding": False, "nonbinding": False}
    return words.get(key_of(text))
