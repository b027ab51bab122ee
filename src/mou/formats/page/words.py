"""The page's own words in several languages, and how to write dates and numbers in each language.

Each file in ``words/`` contains the words of a language. The key ``calendar`` contains the date patterns, month names
and thousands separator of the Unicode CLDR 49. The tests compare these values with Babel.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from mou.dates.days import Day
from mou.law.status import Status
from mou.model.agreement import Agreement

ENGLISH = "en"
LANGUAGES = ("de", "en", "es", "fr", "id", "ms", "pt")
"""The languages with a file in ``words/``."""


@attrs.frozen
class Words:
    """The words of a page in a language.

    Attributes:
        language: the language, such as ``fr``.
        texts: the words by key. Names in braces are placeholders.
        calendar: the date patterns, the names of the months, and the thousands separator.
    """

    language: str
    texts: dict[str, str] = attrs.field(hash=False)
    calendar: dict[str, Any] = attrs.field(hash=False)

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key, with values in place of the placeholders."""
        return self.texts[key].format(**values)

    def day(self, day: date) -> str:
        """Return a day in full.

        >>> words_of("fr").day(date(2026, 11, 25))
        '25 novembre 2026'
        """
        return self._day(day, self.calendar["long"])

    def short_day(self, day: date) -> str:
        """Return a day in short, for tables.

        >>> words_of("de").short_day(date(2026, 11, 5)), words_of("en").short_day(date(2026, 11, 5))
        ('05.11.2026', '5 Nov 2026')
        """
        return self._day(day, self.calendar["medium"])

    def record_day(self, day: Day) -> str:
        """Return a day of a record in full, or an imprecise day as it is written.

        >>> words_of("en").record_day(date(2026, 11, 5))
        '5 November 2026'
        """
        return self.day(day) if isinstance(day, date) else str(day)

    def _day(self, day: date, pattern: str) -> str:
        return pattern.format(
            d=day.day,
            dd=f"{day.day:02}",
            MM=f"{day.month:02}",
            MMM=self.calendar["short_months"][day.month - 1],
            MMMM=self.calendar["months"][day.month - 1],
            y=day.year,
        )

    def number(self, number: int) -> str:
        """Return a number with a separator between thousands.

        >>> words_of("en").number(5000), words_of("de").number(5000)
        ('5,000', '5.000')
        """
        return f"{number:,}".replace(",", self.calendar["group"])

    def status(self, status: Status, agreement: Agreement) -> str:
        """Return a status in words, which differ for non-binding agreements.

        >>> import mou
        >>> words_of("en").status(mou.Status.IN_FORCE, mou.Agreement("a", title="A", binding=False))
        'in effect'
        """
        return self(f"status.{status}{'.not_binding' if agreement.binding is False else ''}")


@cache
def words_of(language: str) -> Words:
    """Return the words of one of `LANGUAGES`."""
    document = json.loads(files("mou.formats.page").joinpath("words", f"{language}.json").read_text("utf-8"))
    return Words(language, document["words"], document["calendar"])


def page_language(tag: str | None) -> str:
    """Return the language of a language tag. If the language has no file in ``words/``, return English.

    >>> page_language("fr-CA"), page_language("zh-Hans"), page_language(None)
    ('fr', 'en', 'en')
    """
    language = (tag or ENGLISH).partition("-")[0].lower()
    return language if language in LANGUAGES else ENGLISH
