"""Find out why a cell is not a date: a day that does not exist, two dates, or words around a date."""

from __future__ import annotations

import re
from collections.abc import Callable

from mou.dates.formats import ascii_digits

IsDate = Callable[[str], bool]
"""A function that returns whether a text is a date."""
_MOST_WORDS = 60
_LONGEST_DATE = 4
"""The maximum number of words in a date, such as "3 de mayo 2021"."""
_SHORTEST_MONTH = 28
_DAYS = re.compile(r"(?<![0-9])(?:29|3[0-9])(?![0-9])")


def has_no_such_day(text: str, is_date: IsDate) -> bool:
    """Return whether a text is a date with a day that its month does not have, such as 31/02/2022.

    >>> has_no_such_day("31/02/2022", lambda text: text == "28/02/2022")
    True
    """
    plain = ascii_digits(text)
    return any(is_date(f"{plain[: day.start()]}{_SHORTEST_MONTH}{plain[day.end() :]}") for day in _DAYS.finditer(plain))


def dates_inside(text: str, is_date: IsDate) -> list[str]:
    """Return the dates among the words of a text, in their order.

    >>> dates_inside("signed on 2021-05-03 in Kyoto", lambda text: text == "2021-05-03")
    ['2021-05-03']
    """
    words = re.split(r"[\s;]+|(?<=[0-9])[/,&-](?=[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2})", text)[:_MOST_WORDS]
    dates: list[str] = []
    place = 0
    while place < len(words):
        sizes = range(min(_LONGEST_DATE, len(words) - place), 0, -1)
        parts = (" ".join(words[place : place + size]).strip("()[],;:.") for size in sizes)
        size, part = next(((size, part) for size, part in zip(sizes, parts, strict=True) if is_date(part)), (1, ""))
        dates += [part] if part else []
        place += size
    return dates
