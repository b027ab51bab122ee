"""Recognise and convert years of calendars other than the Gregorian calendar."""

from __future__ import annotations

from enum import StrEnum

_FIRST_YEAR, _LAST_YEAR = 1500, 2299
"""The first and last plausible year in a cell if the mapping does not set a calendar."""
_BUDDHIST = range(2400, 2700)
_LUNAR = range(1300, 1500)
_AHEAD = 543


class Calendar(StrEnum):
    """The calendar in which a sheet writes years."""

    GREGORIAN = "gregorian"
    """The civil calendar. Every year is accepted."""
    BUDDHIST = "buddhist"
    """The Thai calendar. Years from 2400 to 2699 are 543 years ahead of the Gregorian calendar. Other years are read as
    Gregorian years."""


def civil_year(year: int, calendar: Calendar | None) -> int:
    """Return the Gregorian year for a year in a cell.

    >>> civil_year(2564, Calendar.BUDDHIST), civil_year(2021, Calendar.BUDDHIST), civil_year(2564, None)
    (2021, 2021, 2564)
    """
    return year - _AHEAD if calendar is Calendar.BUDDHIST and year in _BUDDHIST else year


def is_buddhist(year: int) -> bool:
    """Return whether a year is probably a year of the Buddhist calendar: 2400 to 2699."""
    return year in _BUDDHIST


def is_lunar(year: int) -> bool:
    """Return whether a year is probably a year of the Islamic or Persian calendar: 1300 to 1499."""
    return year in _LUNAR


def doubtful_year(year: int, calendar: Calendar | None) -> str | None:
    """Return why a year is probably not a year of the Gregorian calendar, or `None` if it is plausible.

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
