"""Read dates as people write them, in every way that a list of formats allows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from mou.dates.days import Day, day_written

DEFAULT_FORMATS = (
    "EDTF",
    "D/M/YYYY",
    "M/D/YYYY",
    "D.M.YYYY",
    "M.D.YYYY",
    "D-M-YYYY",
    "M-D-YYYY",
    "D MMM YYYY",
    "D-MMM-YYYY",
    "MMM D, YYYY",
    "MMM D YYYY",
    "MMM YYYY",
)
"""Both orders of day and month: a date is accepted if only one order gives a valid date."""

_MONTHS = "january february march april may june july august september october november december".split()
_TOKEN = re.compile(r"Y+|M+|D+|\s+|.", re.DOTALL)
_YEAR, _MONTH, _NAME, _DAY = "year", "month", "name", "day"
_TOKENS = {
    "YYYY": (_YEAR, "(?P<year>[0-9]{4})"),
    "YY": (_YEAR, "(?P<short>[0-9]{2})"),
    "MMM": (_MONTH, r"(?P<name>[A-Za-z]+)\.?"),
    "MMMM": (_MONTH, r"(?P<name>[A-Za-z]+)\.?"),
    "MM": (_MONTH, "(?P<month>[0-9]{1,2})"),
    "M": (_MONTH, "(?P<month>[0-9]{1,2})"),
    "DD": (_DAY, "(?P<day>[0-9]{1,2})"),
    "D": (_DAY, "(?P<day>[0-9]{1,2})"),
}
_ORDINAL = "(?:st|nd|rd|th)?"
# For each system, the day of serial 0 and the first serial to accept. In the 1900 system, Excel counts a 29 February
# 1900 that did not exist, so its serials are right only from 1 March 1900 (serial 61) on.
_EXCEL = {"EXCEL": (date(1899, 12, 30), 61), "EXCEL1904": (date(1904, 1, 1), 0)}
_LARGEST_SERIAL = 2_957_003  # 31 December 9999 in the 1904 system
_SERIAL = re.compile(r"[0-9]{1,7}\Z", re.ASCII)


def is_format(text: str) -> bool:
    """Return whether a text is a date format: a word such as EDTF, or a year with month and day in any order."""
    return text.upper() in {"EDTF", *_EXCEL} or _pattern(text) is not None


def has_two_digit_year(text: str) -> bool:
    """Return whether a format writes the year in two digits."""
    pattern = _pattern(text)
    return pattern is not None and "short" in pattern.groupindex


def readings(text: str, formats: Iterable[str], first_year: int | None) -> set[Day]:
    """Return every day that a text can mean in these formats."""
    days = {_reading(text, date_format, first_year) for date_format in formats}
    return {day for day in days if day is not None}


def days_meant(text: str) -> list[str]:
    """Return the days that a text in another form can mean, as texts in the form of records.

    >>> days_meant("1/2/2020"), days_meant("30 October 2025"), days_meant("2025-10-30T10:00Z")
    (['2020-01-02', '2020-02-01'], ['2025-10-30'], ['2025-10-30'])
    """
    timeless = re.split(r"(?<=\d)[T ](?=\d\d:)", text.strip())[0][:_LONGEST]
    days = readings(timeless, (*DEFAULT_FORMATS[1:], *_OTHER_FORMATS), None)  # all but EDTF
    return sorted(map(str, days)) or ([timeless] if timeless != text and day_written(timeless) else [])


_OTHER_FORMATS = ("YYYY/M/D", "YYYY-M-D", "YYYY.M.D", "YYYYMMDD")
_LONGEST = 40


def month_number(name: str) -> int | None:
    """Return the number of a month by its English name or at least its first three letters; `None` for other texts."""
    low = name.lower()
    numbers = [number for number, month in enumerate(_MONTHS, 1) if len(low) >= 3 and month.startswith(low)]
    return numbers[0] if numbers else None


@cache
def _pattern(text: str) -> re.Pattern[str] | None:
    tokens = _TOKEN.findall(text.upper())
    kinds = [_TOKENS[token][0] for token in tokens if token in _TOKENS]
    spare = [token for token in tokens if token not in _TOKENS and any(char.isalnum() for char in token)]
    if spare or len(set(kinds)) < len(kinds) or set(kinds) not in ({_YEAR}, {_YEAR, _MONTH}, {_YEAR, _MONTH, _DAY}):
        return None
    in_words = any(token in {"MMM", "MMMM"} for token in tokens)
    parts: list[str] = []
    for token in tokens:
        if token in _TOKENS:
            parts.append(_TOKENS[token][1] + (_ORDINAL if in_words and token in {"D", "DD"} else ""))
        else:
            parts.append(r"\s+" if token.isspace() else re.escape(token))
    return re.compile("".join(parts) + r"\Z", re.ASCII | re.IGNORECASE)


def _reading(text: str, form: str, first_year: int | None) -> Day | None:
    word = form.upper()
    if word == "EDTF":
        return day_written(text)
    if word in _EXCEL:
        before, least = _EXCEL[word]
        in_range = _SERIAL.match(text) and least <= int(text) <= _LARGEST_SERIAL
        return before + timedelta(days=int(text)) if in_range else None
    pattern = _pattern(form)
    match = pattern.match(text) if pattern else None
    if match is None:
        return None
    groups = match.groupdict()
    year = groups.get("year") or _full_year(groups["short"], first_year)
    month = groups.get("month") or ("name" in groups and str(month_number(groups["name"]) or "0")) or ""
    parts = [year, *([month.zfill(2)] if month else []), *([groups["day"].zfill(2)] if groups.get("day") else [])]
    return day_written("-".join(parts))


def _full_year(short: str, first_year: int | None) -> str:
    first = first_year or 0  # a mapping with such a format has one
    year = first - first % 100 + int(short)
    return f"{year if year >= first else year + 100:04}"
