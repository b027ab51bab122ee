"""Write data into a page in compact form: each distinct text once, days as numbers, and sentences as patterns."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

import attrs

from mou.dates.words import MONTHS
from mou.formats.page.text import safe
from mou.law.explanation import Answer, AnswerKind, Step
from mou.law.rules import Rule

Packed: TypeAlias = "int | str | list[Packed] | dict[str, Packed] | None"
"""Data as it is written into the page: JSON without fractions."""
_EPOCH = date(1970, 1, 1).toordinal()
# `safe` removes these characters from texts, so in a pattern they can only be marks.
_DAY_MARK, _NAME_MARKS = "\x01", [chr(code) for code in range(0x0E, 0x20)]
_DAY = re.compile(rf"\b([1-9][0-9]?) ({'|'.join(MONTHS)}) ([1-9][0-9]{{0,3}})\b")


def packed_day(day: date) -> int:
    """Return a day as the number of days since 1 January 1970.

    >>> packed_day(date(2026, 11, 25))
    20782
    """
    return day.toordinal() - _EPOCH


def packed_answer(answer: Answer | None) -> Packed:
    """Return the day that a computed answer gives.

    The result is a number if the day is certain, ``[]`` if there is no day, and `None` if the answer is not known. If
    the day is uncertain, the result is a list of the earliest possible day and, if there is one, the latest possible
    day.
    """
    if answer is None or answer.kind is AnswerKind.UNKNOWN:
        return None
    if answer.day is not None:
        return packed_day(answer.day)
    return [packed_day(day) for day in (answer.earliest, answer.latest) if day is not None]


@attrs.frozen
class Packing:
    """The texts of a page and the steps of its explanations. Other data of the page contain only their numbers.

    Attributes:
        rules: the rules to which the steps refer, by code.
    """

    rules: dict[str, Rule] = attrs.field(init=False, factory=dict)
    _texts: dict[str, int] = attrs.field(init=False, factory=lambda: {"": 0})
    _steps: dict[tuple[int, int, bool], int] = attrs.field(init=False, factory=dict)

    @property
    def texts(self) -> list[Packed]:
        """The texts in the order of their numbers. The first text is empty."""
        return list(self._texts)

    @property
    def steps(self) -> list[Packed]:
        """The steps in the order of their numbers, each with its pattern, its source, and whether it is assumed."""
        return [list(step) for step in self._steps]

    def text(self, text: str | None) -> int:
        """Return the number of a text. If there is no text, return 0."""
        return self._texts.setdefault(safe(text or ""), len(self._texts))

    def sentence(self, text: str, names: Sequence[str] = ()) -> Packed:
        """Return a sentence as the number of its pattern, followed by the days in the sentence if there are any.

        A pattern is a sentence with marks in place of the days and of the names of the first parties. Thousands of
        agreements share some hundred patterns.

        Args:
            text: the sentence.
            names: the names of the agreement's parties.
        """
        pattern, days = _pattern(text, names)
        return _with_days(self._texts.setdefault(pattern, len(self._texts)), days)

    def step(self, step: Step, names: Sequence[str]) -> Packed:
        """Return a step of an explanation as a number, followed by the days in the step if there are any."""
        if step.rule is not None:
            self.rules[step.rule.code] = step.rule
        pattern, days = _pattern(step.text, names)
        key = (self._texts.setdefault(pattern, len(self._texts)), self.text(step.source), step.assumed)
        return _with_days(self._steps.setdefault(key, len(self._steps)), days)


def _with_days(number: int, days: list[Packed]) -> Packed:
    return [number, *days] if days else number


def _pattern(text: str, names: Sequence[str]) -> tuple[str, list[Packed]]:
    """Return the pattern of a sentence, and the days in the sentence."""
    days: list[Packed] = []

    def mark(match: re.Match[str]) -> str:
        day, month, year = match.groups()
        try:
            days.append(packed_day(date(int(year), MONTHS.index(month) + 1, int(day))))
        except ValueError:  # not a day of the calendar, such as 31 June in a text of the record
            return match.group()
        return _DAY_MARK

    pattern = _DAY.sub(mark, safe(text))
    marks = zip(map(safe, names), _NAME_MARKS, strict=False)
    for name, name_mark in sorted(marks, key=lambda item: len(item[0]), reverse=True):
        if name:
            pattern = pattern.replace(name, name_mark)
    return pattern, days


def json_text(data: Packed) -> str:
    r"""Return data as JSON that is safe in a script element: no text in the data can end the element.

    >>> print(json_text(["</script><!--"]))
    ["\u003c/script\u003e\u003c!--"]
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")
