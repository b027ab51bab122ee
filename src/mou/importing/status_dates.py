"""The date in a cell with a status, such as "Terminated 30/06/2024" or "Active until 31/12/2027"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import attrs

from mou.dates.days import Day
from mou.dates.formats import ascii_digits
from mou.importing.status_words import StatusMeaning, has_day_of_effect, has_end, status_alone
from mou.importing.words import plain_key_of

_MOST_WORDS = 5
"""The maximum number of words in a date, such as "30 de junio de 2024"."""
_PART = re.compile(r"[^\s,;:()\[\]]+")
_CJK_DATE = re.compile(r"[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?")
_TIDY = " ,;.:()[]-\u2013\u2014"
_DATE_LIKE = re.compile(r"[0-9]{4}|[0-9]\s*[./\u2013-]\s*[0-9]|[^\W\d_]{3,}[\s.'\u2019-]*[0-9]{2}\b")
_UNTIL = re.compile(
    r"(?:\A|[\s,;:(\u2013-])(?:(?:and |valid |expir(?:es|ing|y)|ends?|ending|vence|scade)\b[\s:]*(?:on|el|em|il)?|"
    r"until|till?|up ?to|through|thru|to|hasta(?: el)?|ate|bis(?: zum)?|jusqu'(?:au|a|en)|sampai(?: dengan)?|hingga|"
    r"s/d|fino al?|valid until|valid till)\s*\Z"
)
_EFFECTIVE = re.compile(
    r"\b(?:effective(?: (?:on|from|as of))?|with effect (?:from|on|of|as of)|w\.?e\.?f\.?|as from|from|ab|"
    r"mit wirkung (?:zum|vom)|avec effet (?:au|le|du)|con efecto (?:el|desde el)|com efeito (?:em|a partir de))\s*\Z"
)
_ON = re.compile(r"\b(?:on|in|at|as of|am|im|zum|per|le|en|el|em|il|nel|pada)\s*\Z")
_LAST_DAY = re.compile(r"\b(?:zum|per)\Z")  # "gekündigt zum 31.12.2023": the agreement was in force on this day
_FILLERS = re.compile(
    r"\b(?:the|mou|moa|agreement|was|has|been|is|it|still|currently|early|prematurely|vorzeitig|automatically)\b"
)

_FORMATS = ("YYYY-MM-DD", "YYYY", "MMM YYYY", "D MMM YYYY", "MMM D YYYY")
"""The formats in which a date in a status has only one meaning."""
_NUMERIC = re.compile(r"[DMY]+[/.-][DMY]+[/.-][DMY]+", re.IGNORECASE)


@attrs.frozen
class StatusDate:
    """The date in a cell with a status.

    Attributes:
        days: every day that the date can mean.
        field: the field whose value the date is: ``last_day``, ``terminated_on`` or ``renewed_until``. `None` if the
            words of the cell do not give the date one meaning.
    """

    days: frozenset[Day]
    field: str | None


def formats_of(formats: Iterable[str]) -> tuple[str, ...]:
    """Return the formats of dates in a status. `formats` are those of the mapping.

    If the dates of a sheet begin with the day, they do so in the column of statuses too.

    >>> "D.M.YYYY" in formats_of(["D/M/YYYY"]), "YYYY" in formats_of(["D/M/YYYY"])
    (True, True)
    """
    known = tuple(formats)
    numeric = [re.sub("[/.-]", sign, form) for form in known if _NUMERIC.fullmatch(form) for sign in "/.-"]
    return tuple(dict.fromkeys((*known, *numeric, *_FORMATS)))


def date_in_status(text: str, days: Callable[[str], Iterable[Day]]) -> StatusDate | None:
    """Return the date in a status, or `None` for a status without a date. `days` reads dates.

    In these worked cases, the field of the date is in brackets: "Terminated 30/06/2024" (``terminated_on``), "Expired
    (2021)" and "Active until 31/12/2027" (``last_day``), "Renewed until 31/12/2027" (``renewed_until``), and "Active
    (31/12/2027)" (`None`, because the date can be the start or the end).
    """
    plain = plain_key_of(_CJK_DATE.sub(r" \g<0> ", ascii_digits(text)))
    parts = list(_PART.finditer(plain))
    for count in range(min(_MOST_WORDS, len(parts)), 0, -1):
        for first, last in zip(parts, parts[count - 1 :], strict=False):
            date = plain[first.start() : last.end()].strip(_TIDY)
            read = frozenset(days(date)) if re.search("[0-9]", date) else frozenset[Day]()
            if read:
                return StatusDate(read, _field(plain[: first.start()], plain[last.end() :].strip(_TIDY)))
    return StatusDate(frozenset(), None) if _DATE_LIKE.search(plain) else None


def _field(before: str, after: str) -> str | None:
    """Return the field whose value a date is, from the words before and after the date."""
    if before.strip(_TIDY) and after:
        return None
    words = before.rstrip(_TIDY) or after
    until, effective = _UNTIL.search(words), _EFFECTIVE.search(words)
    link = until or effective or _ON.search(words)
    status = _FILLERS.sub(" ", words[: link.start()] if link else words)
    status = " ".join(status.split()).strip(_TIDY)
    meaning = status_alone(status)
    if until is not None:
        if meaning is StatusMeaning.RENEWED:
            return "renewed_until"
        return "last_day" if meaning is StatusMeaning.IN_FORCE or not status else None
    if meaning is StatusMeaning.TERMINATED and not _LAST_DAY.search(words):
        return "terminated_on" if effective or has_day_of_effect(status) else None
    return "last_day" if meaning is StatusMeaning.EXPIRED and has_end(status) and effective is None else None
