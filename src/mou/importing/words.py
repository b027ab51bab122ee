"""Words that cells say things with: lengths of time, kinds, yes and no, renewal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mou.dates.periods import Period
from mou.errors import ValidationError
from mou.model.term import Indefinite

__all__ = ["INDEFINITE", "KINDS", "UNKNOWN", "duration_of", "flag_of", "key_of"]

UNKNOWN = ("", "-", "--", "\u2013", "\u2014", "?", "n/a", "na", "#N/A", "n.a.", "unknown", "not known", "tbc", "tbd")
"""What stands in a cell where a fact is not known."""
INDEFINITE = (
    "indefinite",
    "indefinitely",
    "until terminated",
    "open-ended",
    "open ended",
    "no end",
    "no end date",
    "no expiry",
    "unlimited",
    "permanent",
    "perpetual",
)
"""What stands for a duration without an end."""
KINDS = {
    "memorandum of understanding": "mou",
    "m.o.u.": "mou",
    "letter of intent": "letter_of_intent",
    "loi": "letter_of_intent",
    "exchange of letters": "exchange_of_notes",
}
"""What agreements are called, beside the words of the model."""

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
    """A text as words are compared: whatever its case and spaces."""
    return " ".join(text.split()).casefold()


def duration_of(text: str, unit: str | None, indefinite: Iterable[str]) -> Period | Indefinite | str:
    """A length of time as people write it, or why it is none.

    Args:
        text: ``5 yrs``, ``five (5) years``, ``1 year 6 months``, ``P5Y``, ``indefinite``, ``5``.
        unit: what a number alone counts; `None` where that is not said.
        indefinite: what stands for one without an end.
    """
    text = " ".join(text.split())
    if key_of(text) in {key_of(word) for word in indefinite}:
        return Indefinite()
    bare = _BARE.match(text)
    if bare and unit is None:
        return "a number without a unit; the mapping can say what it counts"
    try:
        if bare and unit is not None:
            return Period(**{unit: int(bare[1])})
        if text.upper().startswith("P") and text[1:2].isdigit():
            return Period.parse(text.upper())
        parts = _parts(text)
        return "no length of time that is understood" if parts is None else Period(**parts)
    except ValidationError as error:
        return f"no length of time: expected {error.problems[0].expected}"


def _parts(text: str) -> dict[str, int] | None:
    parts: dict[str, int] = {}
    place = 0
    while place < len(text) or not parts:
        match = _PART.match(text, place)
        if match is None:
            return None
        number, again, unit = _number(match["number"]), match["again"], _UNITS[match["unit"].lower()]
        if unit in parts or (again is not None and int(again) != number):
            return None
        parts[unit] = number
        place = match.end()
    return parts


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


def flag_of(text: str) -> bool | None:
    """Whether a text says yes or no; `None` where it says neither."""
    words = {"yes": True, "y": True, "true": True, "binding": True, "legally binding": True}
    words |= {"no": False, "n": False, "false": False, "non-binding": False, "not binding": False, "nonbinding": False}
    return words.get(key_of(text))
