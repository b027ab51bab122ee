"""Read dates as people write them. A text can fit several formats, and can then mean several days."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from mou.dates.calendars import Calendar, civil_year
from mou.dates.days import Day, day_written
from mou.dates.month_names import month_number

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
"""The date formats if the mapping sets none. Both orders of day and month are tried. A date is accepted if only one of
the two orders gives a valid date."""
YEAR_SPANS = "YEARS"
"""The format for two consecutive years, such as 2016-17: the date lies in one of the two years."""

_TOKEN = re.compile(r"Y+|M+|D+|\s+|.", re.DOTALL)
_YEAR, _MONTH, _NAME, _DAY = "year", "month", "name", "day"
_MONTH_NAME = "(?P<name>[^0-9,/-]{2,}?)"
_TOKENS = {
    "YYYY": (_YEAR, "(?P<year>[0-9]{4})"),
    "YY": (_YEAR, "(?P<short>[0-9]{2})"),
    "MMM": (_MONTH, _MONTH_NAME),
    "MMMM": (_MONTH, _MONTH_NAME),
    "MM": (_MONTH, "(?P<month>[0-9]{1,2})"),
    "M": (_MONTH, "(?P<month>[0-9]{1,2})"),
    "DD": (_DAY, "(?P<day>[0-9]{1,2})"),
    "D": (_DAY, "(?P<day>[0-9]{1,2})"),
}
_NAMES = frozenset({"MMM", "MMMM"})
_ORDINAL = "(?:st|nd|rd|th|er|\u00ba|\u00b0|\\.)?"
# For each date system of Excel, the day of serial number 0 and the first serial number to accept. The 1900 system
# counts 29 February 1900, a day that did not exist. Its serial numbers are right from number 61, 1 March 1900, on.
_EXCEL = {"EXCEL": (date(1899, 12, 30), 61), "EXCEL1904": (date(1904, 1, 1), 0)}
_LARGEST_SERIAL = 2_957_003  # 31 December 9999 in the 1904 system
_SERIAL = re.compile(r"[0-9]{1,7}\Z", re.ASCII)
_FOUR_DIGITS = re.compile(r"[0-9]{4}\Z", re.ASCII)
_SPAN = re.compile(r"([0-9]{4})\s?[-/\u2013]\s?([0-9]{2}|[0-9]{4})\Z", re.ASCII)
_TIME = re.compile(
    r"(?<=\d)(?:T|\s+)([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)(?:\s?[ap]\.?m\.?)?(?:Z|[+-][0-9:]+)?\Z",
    re.IGNORECASE,
)
_CJK = re.compile(
    r"([0-9]{4})\s?[\u5e74\ub144]\s?([0-9]{1,2})\s?[\u6708\uc6d4](?:\s?([0-9]{1,2})\s?[\u65e5\u53f7\u865f\uc77c])?\Z"
)
_PARTICLES = re.compile(r"(?<=[\s\d.])(?:de|del|of|di)(?=\s)", re.IGNORECASE)


def is_format(text: str) -> bool:
    """Return whether a text is a date format: a word such as EDTF, or a pattern such as ``D/M/YYYY``."""
    return text.upper() in {"EDTF", YEAR_SPANS, *_EXCEL} or _pattern(text) is not None


def has_two_digit_year(text: str) -> bool:
    """Return whether a format writes the year in two digits."""
    pattern = _pattern(text)
    return pattern is not None and "short" in pattern.groupindex


def ascii_digits(text: str) -> str:
    """Return a text with the digits of any script replaced by 0 to 9.

    >>> ascii_digits("๒๕๖๔")
    '2564'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def time_of_day(text: str) -> str | None:
    """Return the time of day that follows a date in a text, or `None` if there is none or if it is midnight.

    >>> time_of_day("2021-05-03 18:30:00"), time_of_day("2021-05-03 00:00:00")
    ('18:30:00', None)
    """
    match = _TIME.search(ascii_digits(text))
    return match[1] if match and match[1].strip("0:.") else None


def plain_date(text: str) -> str:
    r"""Return a date without its time of day, with digits from 0 to 9 and simple separators.

    >>> plain_date("2021年3月12日"), plain_date(r"02\06\2021"), plain_date("12 de marzo de 2021")
    ('2021-03-12', '02/06/2021', '12 marzo 2021')
    """
    plain = _TIME.sub("", " ".join(ascii_digits(text).split()).replace("\\", "/"))
    match = _CJK.match(plain)
    if match:
        return "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])
    return " ".join(_PARTICLES.sub(" ", plain).replace(",", ", ").split())


def readings(text: str, formats: Iterable[str], first_year: int | None, calendar: Calendar | None = None) -> set[Day]:
    """Return every day that a text can mean in the given formats.

    >>> readings("03/04/2021", ["D/M/YYYY", "M/D/YYYY"], None) == {date(2021, 4, 3), date(2021, 3, 4)}
    True
    >>> readings("2011-12", ["EDTF", "YEARS"], None)
    {PartialDate(text='2011/2012')}
    """
    plain, words = plain_date(text), [form.upper() for form in formats]
    span = _year_span(plain, calendar) if YEAR_SPANS in words else None
    if span is not None:
        return {span}
    days: set[Day] = set()
    for form in words:
        if form not in _EXCEL:
            days.update(_reading(plain, form, first_year, calendar))
    # If another format reads a number as a year, don't read it as a serial number too: 2020 would be a day in 1905.
    if not (days and _FOUR_DIGITS.match(plain)):
        days.update(day for form in words if form in _EXCEL for day in _serial_day(plain, form))
    return days


def days_meant(text: str) -> list[str]:
    """Return the days that a text in a common date format can mean, in the form that records use.

    >>> days_meant("1/2/2020"), days_meant("30 October 2025"), days_meant("2025-10-30T10:00Z")
    (['2020-01-02', '2020-02-01'], ['2025-10-30'], ['2025-10-30'])
    """
    timeless = re.split(r"(?<=\d)[T ](?=\d\d:)", text.strip())[0][:_LONGEST]
    days = readings(timeless, (*DEFAULT_FORMATS[1:], *_OTHER_FORMATS), None)  # all but EDTF
    return sorted(map(str, days)) or ([timeless] if timeless != text and day_written(timeless) else [])


_OTHER_FORMATS = ("YYYY/M/D", "YYYY-M-D", "YYYY.M.D", "YYYYMMDD")
_LONGEST = 40


@cache
def _pattern(text: str) -> re.Pattern[str] | None:
    tokens = _TOKEN.findall(text.upper())
    kinds = [_TOKENS[token][0] for token in tokens if token in _TOKENS]
    spare = [token for token in tokens if token not in _TOKENS and any(char.isalnum() for char in token)]
    if spare or len(set(kinds)) < len(kinds) or set(kinds) not in ({_YEAR}, {_YEAR, _MONTH}, {_YEAR, _MONTH, _DAY}):
        return None
    parts = _in_words(tokens) if _NAMES.intersection(tokens) else map(_in_numbers, tokens)
    return re.compile("".join(parts) + r"\Z", re.IGNORECASE)


def _in_numbers(token: str) -> str:
    if token in _TOKENS:
        return _TOKENS[token][1]
    return r"\s+" if token.isspace() else re.escape(token)


def _in_words(tokens: list[str]) -> Iterator[str]:
    """Yield the parts of the pattern for a date with the name of a month. The date can have any separators."""
    named = [token for token in tokens if token in _TOKENS or not re.fullmatch(r"[\s,./-]+", token)]
    for token, after in pairwise([*named, ""]):
        if token not in _TOKENS:
            yield re.escape(token)
            continue
        yield _TOKENS[token][1] + (_ORDINAL if token in {"D", "DD"} else "")
        if after in _TOKENS:
            yield r"[\s,./-]*" if _NAMES.intersection((token, after)) else r"[\s,./-]+"


def _reading(text: str, form: str, first_year: int | None, calendar: Calendar | None) -> Iterator[Day]:
    pattern = None if form == "EDTF" else _pattern(form)
    if pattern is None:
        written = re.sub(r"\b[0-9]{4}\b", lambda match: _year_text(int(match[0]), calendar), text)
    else:
        match = pattern.match(text)
        if match is None:
            return
        groups = match.groupdict()
        year = groups.get("year") or _full_year(int(groups["short"]), first_year, calendar)
        month = groups.get("month") or ("name" in groups and str(month_number(groups["name"]) or "0")) or ""
        written = "-".join(
            [
                _year_text(int(year), calendar),
                *([month.zfill(2)] if month else []),
                *([groups["day"].zfill(2)] if groups.get("day") else []),
            ]
        )
    day = day_written(written)
    if day is not None:
        yield day


def _year_text(year: int, calendar: Calendar | None) -> str:
    return f"{civil_year(year, calendar):04}"


def _serial_day(text: str, form: str) -> Iterator[date]:
    before, least = _EXCEL[form]
    if _SERIAL.match(text) and least <= int(text) <= _LARGEST_SERIAL:
        yield before + timedelta(days=int(text))


def _year_span(text: str, calendar: Calendar | None) -> Day | None:
    match = _SPAN.match(text)
    if match is None or int(match[2]) not in {int(match[1]) + 1, (int(match[1]) + 1) % 100}:
        return None
    return day_written("/".join(_year_text(int(match[1]) + more, calendar) for more in (0, 1)))


def is_year_span(text: str) -> bool:
    """Return whether a text is two consecutive years, such as 2016-17 or 2016/2017."""
    return _year_span(plain_date(text), None) is not None


def _full_year(short: int, first_year: int | None, calendar: Calendar | None) -> str:
    """Return the Gregorian year for the last two digits of a year.

    In the Thai calendar, 63 means the year 2563, which is the Gregorian year 2020.
    """
    first = first_year or 0  # a mapping with two-digit years always sets a first year
    digits = civil_year(2500 + short, calendar) % 100
    year = first - first % 100 + digits
    return f"{year if year >= first else year + 100:04}"
