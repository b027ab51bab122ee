"""Read the length of a notice in a column of notices."""

from __future__ import annotations

import re

import attrs

from mou.dates.formats import ascii_digits
from mou.dates.month_names import LONG_MONTHS
from mou.dates.periods import Period
from mou.errors import ValidationError
from mou.importing.lengths import length_at_start
from mou.importing.renewal_phrases import FIXED_DAY, NOTHING
from mou.importing.stated_renewals import LONGEST, has_number
from mou.importing.words import duration_of, plain_key_of

_NONE = re.compile(
    rf"(?:{NOTHING}|not required)"
    r"(?:\s+(?:notice|period|required|preavis|preaviso|aviso|previo|frist|kundigungsfrist|preavviso|disdetta|notis))*"
)
_OPENING = re.compile(
    r"(?:at least|not less than|no less than|minimum|min|with|upon|by|on|of|a|the|notice|notification|period|time|"
    r"written|"
    r"prior|advance|mindestens|wenigstens|mit|von|einer|eine|kundigungsfrist|frist|au moins|avec|un|une|preavis|delai|"
    r"minimum|de|d|al menos|como minimo|minimo|con|preaviso|aviso|previo|plazo|almeno|di|preavviso|pelo menos|com|"
    r"antecedencia|minima|sekurang-kurangnya|minimal|notis)(?![a-z])[\s,:.'=-]*"
)
_DAY_OF_YEAR = re.compile(
    r"\b[0-9]{1,2}\s?(?:[./-]\s?[0-9]{1,2}\b|(?:st|nd|rd|th|er|\.)?\s?(?:of |de )?"
    rf"(?:{LONG_MONTHS}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b)"
)
_UNCLEAR = re.compile(r"\b(?:or|oder|ou|max\w*|at most|hochstens|au plus|working|business)\b")


@attrs.frozen
class Notice:
    """The length of a notice, and the words that are not used. The length is `None` if no notice is required."""

    period: Period | None
    rest: str = ""


def notice_of(text: str, unit: str | None) -> Notice | str:
    """Return the notice that a cell states, or the reason why it can't be read.

    Args:
        text: the cell.
        unit: the unit for a number that is written without a unit.

    >>> notice_of("90 days written notice", None)
    Notice(period=Period.parse('P90D'), rest='written notice')
    >>> notice_of("none", None).period is None
    True
    >>> notice_of("soon", None)
    'not a recognised duration'
    """
    length = duration_of(text, unit, ())
    if isinstance(length, Period):
        return Notice(length)
    if len(text) > LONGEST:
        return str(length)
    plain = ascii_digits(plain_key_of(text)).replace("\u2019", "'")
    if _NONE.fullmatch(plain):
        return Notice(None)
    while opening := _OPENING.match(plain):
        plain = plain[opening.end() :]
    parts_and_rest = length_at_start(plain)
    if parts_and_rest is None:
        return str(length)
    parts, rest = parts_and_rest
    try:
        period = Period(**parts)
    except ValidationError as error:
        return f"not a valid duration: expected {error.problems[0].expected}"
    rest = rest.strip(" ,;.()'")
    if FIXED_DAY.search(plain) or _DAY_OF_YEAR.search(rest):
        return (
            f"{period.in_words} before a fixed day of the year, and not before the end of the period; leave the cell "
            "empty, and for a renewal add notice_by to the record"
        )
    if has_number(rest) or _UNCLEAR.search(rest):
        return f"not a recognised duration: the words after {period.in_words} are not understood"
    return Notice(period, rest)
