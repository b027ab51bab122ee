"""The meaning of a spreadsheet's columns, which you can keep in a TOML file."""

from __future__ import annotations

import collections.abc
import os
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import attrs

from mou.dates.periods import Counting
from mou.documents.codec import converter
from mou.errors import Problem, ValidationError
from mou.importing.columns import Columns, Constants, headings_in
from mou.importing.dates import DEFAULT_FORMATS, has_two_digit_year, is_format
from mou.importing.party_names import PartyNames
from mou.importing.renewal_words import RenewalWords
from mou.importing.tables import table_bytes
from mou.importing.toml import toml_text
from mou.importing.words import INDEFINITE, UNKNOWN
from mou.model.agreement import AgreementKind
from mou.model.source import Source
from mou.model.term import Anchor
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, InstanceOf, TupleOf, optional
from mou.values.fields import (
    as_any_text,
    as_each,
    as_enum,
    as_id,
    as_names,
    as_ordinal,
    as_text,
    as_texts,
    pointer,
    refusal,
    refuse,
    refused,
    shown,
)
from mou.values.frozenmap import FrozenMap

LARGEST = 16 * 1024 * 1024
"""A larger mapping file is refused unread, in bytes."""


class Unit(StrEnum):
    """The unit of a bare number in a column of durations or notices."""

    YEARS = "years"
    MONTHS = "months"
    WEEKS = "weeks"
    DAYS = "days"


def _kinds(value: collections.abc.Mapping[str, str]) -> FrozenMap[str]:
    names = as_names(value)
    if refusal(names):
        return names
    problems = [
        problem.under(pointer(word))
        for word, kind in names.items()
        for problem in refusal(as_enum(AgreementKind, kind))
    ]
    return refused(problems) if problems else names


def _formats(value: Iterable[str]) -> tuple[str, ...]:
    formats = as_texts(value)
    if refusal(formats):
        return formats
    return as_each(formats, _format, "a list of texts")


def _format(value: str) -> str:
    expected = "a format such as D/M/YYYY, D MMM YYYY, YYYY-MM-DD, MMM YYYY, or EDTF, EXCEL or EXCEL1904"
    return value if is_format(value) else refuse(value, expected)


def _unknown(value: Iterable[str]) -> tuple[str, ...]:
    return as_each(value, as_any_text, "a list of texts")


def _delimiter(value: str | None) -> str | None:
    if value is None or (type(value) is str and len(value) == 1 and value not in '\r\n"'):
        return value
    return refuse(value, "one character")


@checked(kw_only=True)
class Mapping:
    """What a spreadsheet's columns mean.

    Columns that it does not name are kept with each record, under ``extensions``, as they came.

    Attributes:
        name: under which key of ``extensions`` they are kept. It also marks what came from this sheet, so that a second
            import finds it again: the name of one sheet must stay.
        sheet: of a workbook, the sheet's name; left out: the first that is not hidden.
        header_row: the number of the row that has the headings.
        last_row: the number of the last row to read; left out: all of them.
        encoding: of a CSV file: ``cp1252``, ``utf-16``, ...; left out: UTF-8.
        delimiter: of a CSV file, what stands between its cells; left out: what fits it.
        unknown: what a cell says where a fact is not known, whatever its case; empty cells always do.
        date_formats: how dates are written. All of them are tried; a date that two of them read as different days is a
            problem of its row. See the page on mapping files for what they are made of.
        first_year: where years have two digits, the first year that they can mean: with 1970, ``70`` is 1970 and
            ``69`` is 2069.
        duration_unit: what a number alone counts in durations; left out: such a cell is a problem.
        notice_unit: what it counts in notices.
        indefinite: what stands for a duration without an end.
        on_signature: what the column ``entered_into_force_on`` says of agreements that take effect on signature.
        counting: how the durations' days are counted, where the texts say.
        anchor: what the durations run from, where that is not the entry into force.
        columns: which column says what.
        constants: what holds for every row.
        kinds: words for kinds of agreement, beside the model's own.
        parties: how parties are written.
        renewals: words for renewals, looked up before those that are understood anyway.
        sources: documents that every record rests on.
        comments: what `to_toml` says over a key, by its JSON Pointer; no part of what the mapping means.

    Raises:
        ValidationError: a value is not of its kind; there is nothing to make ids or titles of; a fact has both a
            column and a constant.

    >>> mapping = Mapping.loads('''
    ... duration_unit = "years"
    ... [columns]
    ... id = "Ref"
    ... parties = "Partner"
    ... signed_on = "Date signed"
    ... duration = "Term"
    ... [constants]
    ... title = "Memorandum of understanding with {Partner}"
    ... kind = "mou"
    ... [parties]
    ... always = ["um"]
    ... known = [{ id = "um", name = "Universiti Malaya", kind = "organisation" }]
    ... ''')
    >>> mapping.columns.duration
    'Term'
    >>> Mapping.loads(mapping.to_toml()) == mapping
    True
    """

    name: str = attrs.field(default="sheet", converter=as_id)
    sheet: str | None = attrs.field(default=None, converter=optional(as_text))
    header_row: int = attrs.field(default=1, converter=as_ordinal)
    last_row: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    encoding: str | None = attrs.field(default=None, converter=optional(as_text))
    delimiter: str | None = attrs.field(default=None, converter=_delimiter)
    unknown: tuple[str, ...] = attrs.field(default=UNKNOWN, converter=_unknown)
    date_formats: tuple[str, ...] = attrs.field(default=DEFAULT_FORMATS, converter=_formats)
    first_year: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    duration_unit: Unit | None = attrs.field(default=None, converter=optional(EnumOf[Unit]))
    notice_unit: Unit | None = attrs.field(default=None, converter=optional(EnumOf[Unit]))
    indefinite: tuple[str, ...] = attrs.field(default=INDEFINITE, converter=as_texts)
    on_signature: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    counting: Counting | None = attrs.field(default=None, converter=optional(EnumOf[Counting]))
    anchor: Anchor | None = attrs.field(default=None, converter=optional(EnumOf[Anchor]))
    columns: Columns = attrs.field(converter=InstanceOf[Columns])
    constants: Constants = attrs.field(factory=Constants, converter=InstanceOf[Constants])
    kinds: FrozenMap[str] = attrs.field(factory=FrozenMap[str], converter=_kinds)
    parties: PartyNames = attrs.field(factory=PartyNames, converter=InstanceOf[PartyNames])
    renewals: tuple[RenewalWords, ...] = attrs.field(default=(), converter=TupleOf[RenewalWords])
    sources: tuple[Source, ...] = attrs.field(default=(), converter=TupleOf[Source])
    comments: FrozenMap[str] = attrs.field(factory=FrozenMap[str], converter=as_names, eq=False, repr=False)

    @classmethod
    def loads(cls, text: str) -> Mapping:
        r"""Read a mapping from TOML.

        Raises:
            ValidationError: it is no such mapping; `problems` names everything that is wrong with it.

        >>> Mapping.loads("[columns]\nid = 5\nPartner = 'parties'")
        Traceback (most recent call last):
        mou.errors.ValidationError: 2 problems:
          /columns/id: found 5; expected text
          /columns/Partner: found an unknown key; expected one of: id, title, kind, binding, ...
        """
        try:
            document = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise ValidationError([Problem("", f"text that is no TOML ({error})", "a mapping in TOML")]) from None
        if "comments" in document:
            raise ValidationError([Problem("/comments", "a key", "comments as TOML has them, after #")])
        return converter().structure(document, cls)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Mapping:
        """Read a mapping from a TOML file.

        Raises:
            OSError: the file can't be read.
            ValidationError: it is no such mapping.
        """
        try:
            return cls.loads(table_bytes(Path(path), LARGEST).decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError as error:
            raise ValidationError([Problem("", f"text that is no TOML ({error})", "TOML in UTF-8")]) from None

    def to_toml(self) -> str:
        """The mapping as TOML, with its comments."""
        document = converter().unstructure(attrs.evolve(self, comments={}))
        for table in (document["columns"], document.get("constants", {})):
            table.update({key: value[0] for key, value in table.items() if type(value) is list and len(value) == 1})
        return toml_text(document, {**_HEADINGS, **self.comments})

    def known_columns(self) -> dict[str, str]:
        """Return where the mapping names each column of the sheet: heading to JSON Pointer."""
        places: dict[str, str] = {}
        for field in attrs.fields(Columns):
            for heading in self.columns.of(field.name):
                places.setdefault(heading, pointer("columns", field.name))
        for field in attrs.fields(Constants):
            for text in self.constants.of(field.name):
                for heading in headings_in(text):
                    places.setdefault(heading, pointer("constants", field.name))
        return places


_HEADINGS = {
    "/columns": "Which column says what, by its heading.",
    "/constants": "What holds for every row. {Heading} stands for the row's cell in that column.",
    "/parties": "How parties are written.",
    "/parties/known": "Parties with their ids; what a cell says is looked up here first.",
    "/renewals": "What words in the column of renewals mean.",
    "/kinds": "Words for kinds of agreement.",
}


@rule_of(Mapping)
def _mapping_rules(mapping: Mapping) -> list[Problem]:
    problems: list[Problem] = []
    for name in ("id", "title"):
        if not mapping.columns.of(name) and not mapping.constants.of(name):
            expected = "a column, or a text with columns in braces under constants"
            problems.append(Problem(pointer("columns", name), "nothing", expected))
    for field in attrs.fields(Constants):
        if mapping.constants.of(field.name) and mapping.columns.of(field.name):
            where = pointer("constants", field.name)
            problems.append(Problem(where, "a constant", "either a column or a constant, not both"))
    if mapping.constants.id is not None and not headings_in(mapping.constants.id):
        expected = "a text with columns in braces, as ids must differ"
        problems.append(Problem("/constants/id", shown(mapping.constants.id), expected))
    if mapping.first_year is None:
        problems.extend(
            Problem(pointer("date_formats", index), shown(text), "a year of four digits, or first_year beside it")
            for index, text in enumerate(mapping.date_formats)
            if has_two_digit_year(text)
        )
    if mapping.last_row is not None and mapping.last_row < mapping.header_row:
        problems.append(Problem("/last_row", str(mapping.last_row), f"a row after the headings, {mapping.header_row}"))
    has_renewal = mapping.columns.renewal or mapping.constants.renewal
    for place, part in (("columns", mapping.columns), ("constants", mapping.constants)):
        if part.renewal_notice is not None and not has_renewal:
            problems.append(
                Problem(pointer(place, "renewal_notice"), shown(part.renewal_notice), "a renewal beside it")
            )
    if mapping.encoding is not None and not _is_encoding(mapping.encoding):
        problems.append(Problem("/encoding", shown(mapping.encoding), "an encoding, such as cp1252 or utf-16"))
    return problems


def _is_encoding(name: str) -> bool:
    try:
        return bool("a".encode(name))
    except (LookupError, ValueError):
        return False
