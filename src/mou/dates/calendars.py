"""Years of calendars other than the Gregorian calendar."""

from __future__ import annotations

from enum import StrEnum

_FIRST_YEAR, _LAST_YEAR = 1500, 2299
"""The first and last year that are plausible in a cell if the mapping sets no calendar."""
_BUDDHIST = range(2400, 2700)
_LUNAR = range(1300, 1500)
_AHEAD = 543


class Calendar(StrEnum):
    """The calendar of the years in a sheet."""

    GREGORIAN = "gregorian"
    """The civil calendar; every year is accepted."""
    BUDDHIST = "buddhist"
    """The Thai calendar: its years from 2400 to 2699 are 543 ahead. Other years are read as Gregorian years."""


def civil_year(year: int, calendar: Calendar | None) -> int:
    """Return the Gregorian year for a year in a cell.

    >>> civil_year(2564, Calendar.BUDDHIST), civil_year(2021, Calendar.BUDDHIST), civil_year(2564, None)
    (2021, 2021, 2564)
    """
    return year - _AHEAD if calendar is Calendar.BUDDHIST and year in _BUDDHIST else year


def is_buddhist(year: int) -> bool:
    """Return whether a year of signature or expiry is a year of the Buddhist calendar (2400 to 2699)."""
    return year in _BUDDHIST


def is_lunar(year: int) -> bool:
    """Return whether a year of signature or expiry is a year of the Islamic or Persian calendar (1300 to 1499)."""
    return year in _LUNAR


def doubtful_year(year: int, calendar: Calendar | None) -> str | None:
    """Return why a year can't be a year of the Gregorian calendar; `None` if it can.

    >>> doubtful_year(206, None)
    'the year 206 is not plausible; correct it, or set calendar = "gregorian" in the mapping if it is right'
    """
    if calendar is Calendar.GREGORIAN or _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if year in _BUDDHIST:
        return (
            f'the year {year} is of another calendar; set calendar = "buddhist" in the mapping if it is {year - _AHEAD}'
        )
    if year in _LUNAR:
        return (
            f"the year {year} is of the Islamic or the Persian calendar; write the date of the Gregorian calendar in "
            'the sheet, or set calendar = "gregorian" in the mapping if the year is right'
        )
    return f'the year {year} is not plausible; correct it, or set calendar = "gregorian" in the mapping if it is right'
