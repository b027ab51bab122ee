"""Two parts of a mapping: the columns of each field, and the constants for every row.

In both parts, the keys are fields of an agreement. In the first part, the values are headings of a sheet. The columns
that `mou` exports are in `mou.formats.columns` and `mou.formats.sheets`.
"""

from __future__ import annotations

import collections.abc
import re
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from mou.errors import Problem, ValidationError
from mou.values.checked import checked, rule_of
from mou.values.converters import optional
from mou.values.fields import as_names, as_text, as_texts, pointer, refuse, refused, shown
from mou.values.frozenmap import FrozenMap

_TEMPLATE = re.compile(r"\{([^{}]+)\}")


def one_or_more(value: str | Iterable[str]) -> tuple[str, ...]:
    """Convert like `as_texts`, but treat a single text as a list with one item."""
    return as_texts((value,) if isinstance(value, str) else value)


@checked(kw_only=True)
class DateColumns:
    """A date that is spread over several columns.

    Attributes:
        year: the column of the year.
        month: the column of the month, as a number.
        day: the column of the day.
    """

    year: str = attrs.field(converter=as_text)
    month: str | None = attrs.field(default=None, converter=optional(as_text))
    day: str | None = attrs.field(default=None, converter=optional(as_text))


def _date_columns(value: str | DateColumns | collections.abc.Mapping[str, Any] | None) -> str | DateColumns | None:
    if value is None or isinstance(value, DateColumns):
        return value
    if isinstance(value, str):
        return as_text(value)
    if not isinstance(value, collections.abc.Mapping):
        return refuse(value, "the heading of a column, or an object with the headings for year, month and day")
    names = [field.name for field in attrs.fields(DateColumns)]
    expected = "one of: " + ", ".join(names)
    unknown = [Problem(pointer(str(key)), "an unknown key", expected) for key in value if key not in names]
    if unknown or "year" not in value:
        return refused(unknown or [Problem("/year", "nothing", "the heading of the column for the year")])
    try:
        return DateColumns(**value)
    except ValidationError as error:
        return refused(error.problems)


@checked(kw_only=True)
class Columns:
    """The columns of a sheet, by their headings. A field that you leave out has no column.

    If a field allows several columns, give a list of headings or a single heading.

    Attributes:
        id: a permanent name or number of the row. This name can have any form; the agreement's id is made from it.
        title: the agreement's title.
        kind: what the agreement calls itself; see `Mapping.kinds`.
        binding: whether the agreement is legally binding: yes or no.
        parties: the parties; see `PartyNames`. Can be several columns, such as one for each party.
        signed_on: the day on which all parties signed.
        place: the place of signature.
        entered_into_force_on: the day on which the agreement entered into force or took effect.
        duration: the duration. A cell can contain a period of time, the last day in force, or the first and the last
            day.
        last_day: the last day in force (expiry date), or words such as "unlimited".
        renewal: whether and how the agreement is renewed; see `Mapping.renewals`.
        renewal_notice: how long before the end a notice must be received to prevent renewal.
        withdrawal_notice: the time from a party's notice of termination to the end of the agreement for that party.
        terminated_on: the day on which the agreement was terminated early.
        subjects: the subjects of the agreement. Can be several columns.
        description: further information in words. Can be several columns. Each column becomes a line of the
            description.
        depositary: the depositary, who keeps the original.
        registrations: for the name of each treaty register, the column with the registration numbers.
        sources: documents or links. Can be several columns.
        status: words for the status of the agreement; see `Mapping.statuses`.
        period: the first and the last day in force, in a single cell.
        duration_unit_column: the column with the unit (such as years) of the numbers in the column of durations.
        renewal_period: the length of each renewal.
        extended_on: the day on which the agreement was renewed or extended.
        renewed_until: the last day in force after a renewal or extension.
    """

    id: str | None = attrs.field(default=None, converter=optional(as_text))
    title: str | None = attrs.field(default=None, converter=optional(as_text))
    kind: str | None = attrs.field(default=None, converter=optional(as_text))
    binding: str | None = attrs.field(default=None, converter=optional(as_text))
    parties: str | tuple[str, ...] = attrs.field(default=(), converter=one_or_more)
    signed_on: str | DateColumns | None = attrs.field(default=None, converter=_date_columns)
    place: str | None = attrs.field(default=None, converter=optional(as_text))
    entered_into_force_on: str | DateColumns | None = attrs.field(default=None, converter=_date_columns)
    duration: str | None = attrs.field(default=None, converter=optional(as_text))
    last_day: str | DateColumns | None = attrs.field(default=None, converter=_date_columns)
    renewal: str | None = attrs.field(default=None, converter=optional(as_text))
    renewal_notice: str | None = attrs.field(default=None, converter=optional(as_text))
    withdrawal_notice: str | None = attrs.field(default=None, converter=optional(as_text))
    terminated_on: str | DateColumns | None = attrs.field(default=None, converter=_date_columns)
    subjects: str | tuple[str, ...] = attrs.field(default=(), converter=one_or_more)
    description: str | tuple[str, ...] = attrs.field(default=(), converter=one_or_more)
    depositary: str | None = attrs.field(default=None, converter=optional(as_text))
    registrations: FrozenMap[str] = attrs.field(default=FrozenMap[str](), converter=as_names)
    sources: str | tuple[str, ...] = attrs.field(default=(), converter=one_or_more)
    status: str | None = attrs.field(default=None, converter=optional(as_text))
    period: str | None = attrs.field(default=None, converter=optional(as_text))
    duration_unit_column: str | None = attrs.field(default=None, converter=optional(as_text))
    renewal_period: str | None = attrs.field(default=None, converter=optional(as_text))
    extended_on: str | DateColumns | None = attrs.field(default=None, converter=_date_columns)
    renewed_until: str | DateColumns | None = attrs.field(default=None, converter=_date_columns)

    def of(self, field: str) -> tuple[str, ...]:
        """Return the headings of a field's columns, in order.

        >>> Columns(signed_on=DateColumns(year="Y", month="M"), parties=["Partner"]).of("signed_on")
        ('Y', 'M')
        """
        value = getattr(self, field)
        if isinstance(value, DateColumns):
            return tuple(heading for heading in (value.year, value.month, value.day) if heading is not None)
        if isinstance(value, collections.abc.Mapping):
            return tuple(value.values())
        return (value,) if isinstance(value, str) else value or ()


@checked(kw_only=True)
class Constants:
    """Facts that apply to every row and have no column. Write each fact as you would write it in a cell.

    ``{Heading}`` in a text is replaced by the row's cell in that column, so you can build titles and ids:
    ``"Memorandum of understanding with {Partner}"``. A date is inserted as ``YYYY-MM-DD``.

    Attributes:
        id: a permanent name or number of the row, which must differ from row to row.
        title: the title.
        kind: what the agreement calls itself.
        binding: whether the agreement is legally binding: yes or no.
        place: the place of signature.
        duration: how long the agreement is in force.
        renewal: whether and how the agreement is renewed.
        renewal_notice: how long before the end a notice must be received to prevent renewal.
        withdrawal_notice: the time from a party's notice of termination to the end of the agreement for that party.
        subjects: the subjects of the agreement.
        description: further information in words.
        depositary: the depositary, who keeps the original.
    """

    id: str | None = attrs.field(default=None, converter=optional(as_text))
    title: str | None = attrs.field(default=None, converter=optional(as_text))
    kind: str | None = attrs.field(default=None, converter=optional(as_text))
    binding: str | None = attrs.field(default=None, converter=optional(as_text))
    place: str | None = attrs.field(default=None, converter=optional(as_text))
    duration: str | None = attrs.field(default=None, converter=optional(as_text))
    renewal: str | None = attrs.field(default=None, converter=optional(as_text))
    renewal_notice: str | None = attrs.field(default=None, converter=optional(as_text))
    withdrawal_notice: str | None = attrs.field(default=None, converter=optional(as_text))
    subjects: str | tuple[str, ...] = attrs.field(default=(), converter=one_or_more)
    description: str | tuple[str, ...] = attrs.field(default=(), converter=one_or_more)
    depositary: str | None = attrs.field(default=None, converter=optional(as_text))

    def of(self, field: str) -> tuple[str, ...]:
        """Return the texts of a field. Each ``{Heading}`` in a text stays as it is.

        >>> Constants(kind="mou").of("kind")
        ('mou',)
        """
        value = getattr(self, field, None)
        return (value,) if isinstance(value, str) else value or ()


@rule_of(Constants)
def _template_problems(constants: Constants) -> list[Problem]:
    expected = "column headings in braces, such as {Partner}, and no other braces"
    return [
        Problem(pointer(field.name), shown(text), expected)
        for field in attrs.fields(Constants)
        for text in constants.of(field.name)
        if re.search("[{}]", _TEMPLATE.sub("", text))
    ]


def headings_in(text: str) -> tuple[str, ...]:
    """Return the headings in braces in a constant's text."""
    return tuple(dict.fromkeys(_TEMPLATE.findall(text)))


def filled(text: str, cell: Callable[[str], str]) -> str:
    """Replace each ``{Heading}`` in a constant's text with the cell of a row. If all cells are empty, return ``""``."""
    cells = {heading: cell(heading) for heading in headings_in(text)}
    if cells and not any(cells.values()):
        return ""
    return _TEMPLATE.sub(lambda match: cells[match[1]], text)
