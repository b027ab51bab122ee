"""Write days, numbers and lists in words, and make text safe to display."""

from __future__ import annotations

import re
from datetime import date

from mou.dates.days import Day


def spoken(day: date) -> str:
    """Return a day in words.

    >>> spoken(date(2030, 10, 30))
    '30 October 2030'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spoken_day(day: Day) -> str:
    """Return a day of a record in words. Return an imprecise day as written.

    >>> spoken_day(date(2030, 10, 30))
    '30 October 2030'
    """
    return spoken(day) if isinstance(day, date) else str(day)


# `strftime` is not used, because its names of months depend on the locale.
MONTHS: tuple[str, ...] = tuple(
    "January February March April May June July August September October November December".split()
)


_COUNTS = re.compile(
    "".join(
        rf"(?:\s*(?:,|and\b)?\s*(?P<{unit}s>[0-9]{{1,4}})\s*-?\s*{unit[0]}(?:{unit[1:]}s?)?(?![a-z]))?"
        for unit in ("year", "month", "week", "day")
    ),
    re.IGNORECASE,
)


def counts_of(text: str) -> dict[str, int] | None:
    """Return the numbers of years, months, weeks and days in a text, or `None` if the text is not a length of time.

    >>> counts_of("90d"), counts_of("1 year and 6 months")
    ({'days': 90}, {'years': 1, 'months': 6})
    >>> print(counts_of("six months"), counts_of("P6M"))
    None None
    """
    match = _COUNTS.fullmatch(text.strip()) if text.strip()[:1].isdigit() else None
    return None if match is None else {unit: int(count) for unit, count in match.groupdict().items() if count}


def counted(*parts: tuple[int, str]) -> str:
    """Return a length of time in words, from the number of each unit. Leave out numbers that are 0.

    >>> counted((1, "year"), (6, "month"), (0, "day"))
    '1 year and 6 months'
    """
    some = [f"{number} {name}{'' if number == 1 else 's'}" for number, name in parts if number]
    return listed(some) if some else f"0 {parts[-1][1]}s"


def ordinal(number: int) -> str:
    """Return the ordinal of a number.

    >>> [ordinal(number) for number in (1, 2, 3, 11, 22, 60)]
    ['1st', '2nd', '3rd', '11th', '22nd', '60th']
    """
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{_ENDINGS.get(last, 'th')}"


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def listed(items: tuple[str, ...] | list[str], most: int = 6) -> str:
    """Return names as a list in words.

    >>> listed(["A", "B", "C"]), listed([str(n) for n in range(9)], most=3)
    ('A, B and C', '0, 1, 2 and 6 more')
    """
    shown = list(items[:most]) + ([f"{len(items) - most} more"] if len(items) > most else [])
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def plain(text: str) -> str:
    r"""Return a text with control characters and direction marks escaped, so that it is safe to display.

    >>> plain("a\x9b31mb \u202ec")
    'a\\x9b31mb \\u202ec'
    """
    return "".join(c if c.isprintable() else " " if c in "\t\n\r" else ascii(c)[1:-1] for c in text)
