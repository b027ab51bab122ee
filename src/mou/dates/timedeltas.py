"""The period that the caller of a function probably means by a `datetime.timedelta`, for hints in errors."""

from __future__ import annotations

from datetime import timedelta

from mou.dates.words import counted

__all__ = ["timedelta_meant"]

_UNITS = {"years": "Y", "months": "M", "weeks": "W", "remaining_days": "D"}


def timedelta_meant(value: timedelta) -> str:
    """Return the period to write instead of a `timedelta`, or `""` if it is not a positive number of whole days.

    A `timedelta` has days but no calendar units. 1825 days were probably five years for the person who wrote them, but
    five years have 1826 or 1827 days. The class `pendulum.Duration` keeps the years and months as written.

    >>> timedelta_meant(timedelta(1825))
    '"P5Y" for 5 calendar years, or "P1825D" for exactly 1825 days'
    >>> timedelta_meant(timedelta(90))
    '"P90D" for exactly 90 days (a timedelta has no calendar months or years)'
    """
    if value != timedelta(value.days) or value.days <= 0:
        return ""
    parts = {unit: getattr(value, name, None) for name, unit in _UNITS.items()}
    if all(type(part) is int and part >= 0 for part in parts.values()):
        return f'"P{"".join(f"{part}{unit}" for unit, part in parts.items() if part)}"'
    exactly = f'"P{value.days}D" for exactly {counted((value.days, "day"))}'
    years, rest = divmod(value.days, 365)
    if years and rest <= years // 4 + 1:
        return f'"P{years}Y" for {counted((years, "calendar year"))}, or {exactly}'
    return f"{exactly} (a timedelta has no calendar months or years)"
