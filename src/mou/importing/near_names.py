"""Find pairs of names that are probably two spellings of the same name. Doubtful pairs are left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_STOP = frozenset("the of and de la el los las du des der die das di do da dos e y et et und for".split())
_LONG = 7
"""A missing letter or two swapped letters are probably a typing error if the word has at least this length."""
_LONG_OTHER = 8
"""A wrong letter is probably a typing error if the word has at least this length. Nanjing and Nanning are cities."""
_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")


class NearNames:
    """The names that were read so far, with keys to look up similar names."""

    def __init__(self) -> None:
        self._met: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}

    def add(self, name: str, party: str, where: str) -> None:
        """Remember a name, the id of its party, and the place of the name."""
        words = words_of(name)
        for key in _keys(words):
            self._met.setdefault(key, []).append((words, party, where))

    def near(self, name: str, party: str) -> str | None:
        """Look for another party with a name that is probably a different spelling of this name.

        Return the place of that name, or `None` if there is no such name.
        """
        words = words_of(name)
        for key in _keys(words):
            for other, other_party, where in self._met.get(key, ())[:_MOST]:
                if other_party != party and _are_near(words, other):
                    return where
        return None


_MOST = 20  # compare at most this many names with the same key, so that a sheet of equal names takes no longer


def words_of(name: str) -> tuple[str, ...]:
    """Return the distinctive words of a name, in lower case and in its own script, without accents and punctuation.

    >>> words_of("The University of Münster"), words_of("京都大学")
    (('university', 'munster'), ('京都大学',))
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    folded = "".join(char for char in unicodedata.normalize("NFKD", text) if not _is_accent(char))
    words = re.findall(r"[\w\u0300-\u036f]+|[^\W]+", unicodedata.normalize("NFC", folded))
    return tuple(word for word in words if word not in _STOP) or tuple(words)


def _is_accent(char: str) -> bool:
    """Return whether a character is an accent of the European alphabets. Marks of other scripts are vowels or tones."""
    return "\u0300" <= char <= "\u036f"


def _keys(words: tuple[str, ...]) -> Iterator[str]:
    """Yield the keys of a name. Similar names have at least one key in common."""
    yield " ".join(words)
    for place, word in enumerate(words):
        if len(word) >= _LONG and _is_alphabetic(word):  # Shanxi and Shaanxi are too short: they are two provinces
            for left_out in range(-1, len(word)):
                shorter = word if left_out < 0 else word[:left_out] + word[left_out + 1 :]
                yield f"{place} {' '.join((*words[:place], shorter, *words[place + 1 :]))}"


def _is_alphabetic(word: str) -> bool:
    return word.isalpha() and all(unicodedata.name(char, "").startswith(_ALPHABETS) for char in word)


def _are_near(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if words == other:  # the order counts: York University is not the University of York
        return True
    differ = [(word, another) for word, another in zip(words, other, strict=False) if word != another]
    return len(words) == len(other) and len(differ) == 1 and _is_error_of_typing(*differ[0])


def _is_error_of_typing(word: str, other: str) -> bool:
    """Return whether two words differ by a missing letter, two swapped letters, or a wrong letter in a long word.

    A wrong last letter is not a typing error, because endings differ between languages and between names.
    """
    short, long = sorted((word, other), key=len)
    if len(short) != len(long):
        return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    places = [place for place in range(len(long)) if long[place] != short[place]]
    if len(places) == 1:
        return len(long) >= _LONG_OTHER and 0 < places[0] < len(long) - 1
    swapped = len(places) == 2 and places[1] == places[0] + 1
    return swapped and long[places[0]] == short[places[1]] and long[places[1]] == short[places[0]]
