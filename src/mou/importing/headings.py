"""Recognise the field that a heading means, in the languages of `data/headings.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import attrs

SINGLE = 100
"""The score of a heading that is one of the field's phrases, word for word."""
LEAST = 50
"""The lowest score at which a part of a heading means a field."""
WEAK = 20
"""The score of a heading that means the field only if the sheet has no better column for it."""
_PART_MOST = 85
_SINGULAR = {"agencies": "agency", "cities": "city", "countries": "country", "parties": "party"}
_WITHOUT_SPACES = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HEAD_LAST = frozenset({"en", "de", "zh", "ja", "ko"})
_OTHER_DATES = ("estimat", "expect", "plan", "tentativ", "propos", "previous", "origin", "old", "target", "anticipat")
_LETTERS = re.compile(r"\[[A-Z]+\]\Z")
_ONE_OF_SEVERAL = re.compile("[1-9a-d]\\Z")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@attrs.frozen
class Meaning:
    """A field that a heading can mean.

    If the agreement has no field for the column, `field` is a name such as ``own.country``.
    """

    field: str
    score: int


@attrs.frozen
class _Phrase:
    field: str
    words: tuple[str, ...]
    language: str


def meanings(heading: str) -> tuple[Meaning, ...]:
    """Return the fields that a heading can mean, the best match first.

    >>> meanings("Date of MoU signing")[0].field
    'signed_on'
    >>> meanings("FIN VIGENCIA")[0].field, meanings("Partner country")[0].field
    ('last_day', 'own.country')
    """
    scores: dict[str, int] = {}
    if _LETTERS.match(heading):  # a column without a heading
        return ()
    for index, text in enumerate(_segments(heading)):
        for field, score in _scores(text).items():
            scores[field] = max(scores.get(field, 0), score - (5 if index else 0))
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    return tuple(Meaning(field, score) for field, score in ranked)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a heading for comparison, in lower case and in the singular. The main English word is last.

    >>> words_of("Date of signature"), words_of("Partner Institutions:")
    (('signature', 'date'), ('partner', 'institution'))
    """
    folded = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text.replace("_", " ")).replace("#", " no "))
    folded = "".join(char for char in folded if not unicodedata.combining(char)).casefold()
    folded = re.sub(r"\bm\.?\s?o\.?\s?[ua]\b\.?", lambda match: "mo" + match[0].rstrip(". ")[-1], folded)
    words = [_singular(word) for word in re.findall(r"\w+", folded)]
    if len(words) > 1:
        words = [_alike().get(word, word) for word in words]
    words = [word for segment in reversed(_segments_of(words)) for word in segment]
    ignored = _ignored()
    kept = [word for word in words if word not in ignored]
    return tuple(kept or words)


def _singular(word: str) -> str:
    if word in _SINGULAR:
        return _SINGULAR[word]
    word = word.replace("organiz", "organis")
    plural = len(word) > 3 and word.isascii() and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def _segments_of(words: list[str]) -> list[list[str]]:
    """Split a list of words at each "of"."""
    segments: list[list[str]] = [[]]
    for word in words:
        if word == "of":
            segments.append([])
        else:
            segments[-1].append(word)
    return segments


def _segments(heading: str) -> Iterator[str]:
    """Yield the heading, then its parts: the texts before and inside brackets, and the texts in different languages."""
    yield heading
    parts = [part for part in re.split("[()\\[\\]/|\n:]", unicodedata.normalize("NFKC", heading)) if part.strip()]
    if len(parts) > 1:
        yield from parts


def _scores(text: str) -> dict[str, int]:
    words = words_of(text)
    if not words:
        return {}
    whole, parts, first = _phrases()
    scores = dict(whole.get(words, {}))
    if len(words) > 1 and _ONE_OF_SEVERAL.match(words[-1]) and "parties" in whole.get(words[:-1], {}):
        scores["parties"] = SINGLE  # such as "Party 2" and "Country A"
    compact = "".join(words)
    if _WITHOUT_SPACES.search(compact):
        for field, score in whole.get((compact,), {}).items():
            scores[field] = max(scores.get(field, 0), score)
        candidates = parts
    else:
        candidates = tuple(phrase for word in dict.fromkeys(words) for phrase in first.get(word, ()))
    for phrase in candidates:
        score = _part(phrase, words, compact)
        if score > scores.get(phrase.field, 0):
            scores[phrase.field] = score
    return scores


def _part(phrase: _Phrase, words: tuple[str, ...], compact: str) -> int:
    """Return the score of a phrase in a heading. A longer phrase, or one with the main word, has a higher score."""
    if _WITHOUT_SPACES.search("".join(phrase.words)):
        text = "".join(phrase.words)
        if text not in compact or len(text) < 2:
            return 0
        share, at_head = len(text) / len(compact), compact.endswith(text)
        return int(min(_PART_MOST, 40 + 40 * share + 10 * at_head))
    size = len(phrase.words)
    places = [place for place in range(len(words) - size + 1) if words[place : place + size] == phrase.words]
    if not places:
        return 0
    at_head = places[-1] + size == len(words) if phrase.language in _HEAD_LAST else places[0] == 0
    doubtful = any(word.startswith(_OTHER_DATES) for word in words)
    return int(min(_PART_MOST, 40 + 40 * size / len(words) + 10 * at_head)) - 45 * doubtful


def names_of(group: str) -> tuple[str, ...]:
    """Return the names in a group of patterns of the data file: ``kinds`` or ``rows``."""
    return tuple(_data()[group])


@cache
def pattern_of(group: str, name: str) -> re.Pattern[str]:
    """Return a pattern of the data file, which ignores case."""
    return re.compile("|".join(_data()[group][name]), re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    text = resources.files("mou.data").joinpath("headings.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _alike() -> dict[str, str]:
    return {word: name for name, words in _data()["alike"].items() for word in words}


@cache
def _ignored() -> frozenset[str]:
    return frozenset(_data()["ignored"])


@cache
def _phrases() -> tuple[dict[tuple[str, ...], dict[str, int]], tuple[_Phrase, ...], dict[str, tuple[_Phrase, ...]]]:
    """Return the patterns of headings in three forms.

    The first form is a mapping from whole headings to fields. The second form is a list of phrases for parts of
    headings. The third form is a mapping from the first word of a phrase to the phrases that begin with this word.
    """
    whole: dict[tuple[str, ...], dict[str, int]] = {}
    parts: dict[_Phrase, None] = {}
    data = _data()
    groups = [(name, lists) for name, lists in data["fields"].items()]
    groups += [(f"own.{name}", lists) for name, lists in data["own"].items()]
    for field, lists in groups:
        for language, texts in lists.items():
            for text in texts:
                words = words_of(text)
                scores = whole.setdefault(words, {})
                scores[field] = max(scores.get(field, 0), WEAK if language == "weak" else SINGLE)
                if language not in {"exact", "weak"}:
                    parts[_Phrase(field, words, language)] = None
                if _WITHOUT_SPACES.search(text):
                    whole.setdefault(("".join(words),), scores)
    first: dict[str, list[_Phrase]] = {}
    for phrase in parts:
        first.setdefault(phrase.words[0], []).append(phrase)
    return whole, tuple(parts), {word: tuple(phrases) for word, phrases in first.items()}
