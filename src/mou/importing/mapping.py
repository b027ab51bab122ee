"""The meaning of a spreadsheet's columns, which you can keep in a TOML file."""

from __future__ import annotations

import collections.abc
import os
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import attrs

from mou.dates.calendars import Calendar
from mou.dates.formats import DEFAULT_FORMATS, has_two_digit_year, is_format
from mou.dates.periods import Counting
from mou.documents.codec import converter
from mou.errors import Problem, ValidationError
from mou.importing.columns import Columns, Constants, headings_in
from mou.importing.party_names import PartyNames
from mou.importing.renewal_words import RenewalWords
from mou.importing.status_words import StatusMeaning
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
    check_is,
    pointer,
    refusal,
    refuse,
    refused,
    shown,
)
from mou.values.frozenmap import FrozenMap

LARGEST = 16 * 1024 * 1024
"""The maximum size of a mapping file, in bytes."""


class TakesEffect(StrEnum):
    """When agreements without a day of entry into force take effect."""

    ON_SIGNATURE = "on_signature"
    BEFORE_IMPORT = "before_import"
    """On an unknown day before the import. This applies to a row that has no start, if its end is not before the
    import."""
    NOT_KNOWN = "not_known"
    """On an unknown day on or after the signature, or never."""


class Unit(StrEnum):
    """The unit of a bare number in a column of durations or notices."""

    YEARS = "years"
    MONTHS = "months"
    WEEKS = "weeks"
    DAYS = "days"


def _kinds(value: collections.abc.Mapping[str, str]) -> FrozenMap[str]:
    return _meanings(value, AgreementKind)


def _statuses(value: collections.abc.Mapping[str, str]) -> FrozenMap[str]:
    return _meanings(value, StatusMeaning)


def _meanings(value: collections.abc.Mapping[str, str], meaning: type[StrEnum]) -> FrozenMap[str]:
    names = as_names(value)
    if refusal(names):
        return names
    problems = [
        problem.under(pointer(word)) for word, name in names.items() for problem in refusal(as_enum(meaning, name))
    ]
    return refused(problems) if problems else names


def _formats(value: Iterable[str]) -> tuple[str, ...]:
    formats = as_texts(value)
    if refusal(formats):
        return formats
    return as_each(formats, _format, "a list of texts")


def _format(value: str) -> str:
    expected = "a format such as D/M/YYYY, D MMM YYYY, YYYY-MM-DD, MMM YYYY, or EDTF, YEARS, EXCEL or EXCEL1904"
    return value if is_format(value) else refuse(value, expected)


def _unknown(value: Iterable[str]) -> tuple[str, ...]:
    return as_each(value, as_any_text, "a list of texts")


def _sheets(value: str | Iterable[str]) -> str | tuple[str, ...]:
    return as_text(value) if isinstance(value, str) else as_texts(value)


def _delimiter(value: str | None) -> str | None:
    if value is None or (type(value) is str and len(value) == 1 and value not in '\r\n"'):
        return value
    return refuse(value, "one character")


@checked(kw_only=True)
class Mapping:
    """The meaning of a spreadsheet's columns.

    Columns that the mapping does not name are kept unchanged with each record, under ``extensions``.

    Attributes:
        name: the key in ``extensions`` for columns that the mapping does not name. The name also marks the data that
            came from this sheet, so that the next import finds the data again. Never change the name.
        sheet: the name of a workbook's sheet, or the names of several sheets with the same headings; defaults to the
            first visible sheet.
        header_row: the number of the first row with headings.
        header_rows: the number of rows with headings. With 2, "Validity" above "From" is the heading "Validity From".
        last_row: the number of the last row to read; by default all rows are read.
        encoding: the encoding of a CSV file, such as ``cp1252`` or ``utf-16``; defaults to UTF-8.
        delimiter: the character between the cells of a CSV file; by default the character that fits the file.
        unknown: words for "not known" in cells, in upper or lower case, in addition to the built-in words. With an
            empty list, no word has this meaning. An empty cell always means "not known".
        date_formats: the formats of dates. All are tried. If two formats read a date as different days, the row has a
            problem. The page on mapping files explains the parts of a format.
        first_year: the earliest year that a year of two digits can mean. With 1970, ``70`` is 1970 and ``69`` is 2069.
            Two digits for a last day always mean the year of the row's start or a later year. Two digits for a start
            never mean a year more than five years before the signature.
        calendar: the calendar of years outside 1500 to 2299. Without it, dates with such years are problems.
        duration_unit: the unit of a bare number in durations. Without it, a bare number is a problem.
        notice_unit: the unit of a bare number in notice periods.
        indefinite: the words for a duration without an end.
        on_signature: the words in the column ``entered_into_force_on`` for agreements that take effect on signature.
        takes_effect: when agreements without a day of entry into force take effect. By default, the rules for an
            agreement without a clause on its entry into force apply.
        counting: how the days of durations are counted, if the texts of the agreements state it.
        anchor: the event from which durations run, if it is not the entry into force.
        columns: the columns of each field.
        constants: facts that apply to every row.
        kinds: words for kinds of agreement, in addition to the built-in words.
        statuses: words for statuses. They take precedence over the built-in words.
        parties: how parties are written.
        renewals: words for renewals. They take precedence over the built-in words.
        sources: documents that support every record.
        comments: the comments that `to_toml` writes above keys, by JSON Pointer. They don't affect the import.

    Raises:
        ValidationError: a value is invalid, no column or constant gives ids or titles, or a field has both a column and
            a constant.

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
    sheet: str | tuple[str, ...] | None = attrs.field(default=None, converter=optional(_sheets))
    header_row: int = attrs.field(default=1, converter=as_ordinal)
    header_rows: int = attrs.field(default=1, converter=as_ordinal)
    last_row: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    encoding: str | None = attrs.field(default=None, converter=optional(as_text))
    delimiter: str | None = attrs.field(default=None, converter=_delimiter)
    unknown: tuple[str, ...] = attrs.field(default=UNKNOWN, converter=_unknown)
    date_formats: tuple[str, ...] = attrs.field(default=DEFAULT_FORMATS, converter=_formats)
    first_year: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    calendar: Calendar | None = attrs.field(default=None, converter=optional(EnumOf[Calendar]))
    duration_unit: Unit | None = attrs.field(default=None, converter=optional(EnumOf[Unit]))
    notice_unit: Unit | None = attrs.field(default=None, converter=optional(EnumOf[Unit]))
    indefinite: tuple[str, ...] = attrs.field(default=INDEFINITE, converter=as_texts)
    on_signature: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    takes_effect: TakesEffect | None = attrs.field(default=None, converter=optional(EnumOf[TakesEffect]))
    counting: Counting | None = attrs.field(default=None, converter=optional(EnumOf[Counting]))
    anchor: Anchor | None = attrs.field(default=None, converter=optional(EnumOf[Anchor]))
    columns: Columns = attrs.field(converter=InstanceOf[Columns])
    constants: Constants = attrs.field(factory=Constants, converter=InstanceOf[Constants])
    kinds: FrozenMap[str] = attrs.field(default=FrozenMap[str](), converter=_kinds)
    statuses: FrozenMap[str] = attrs.field(default=FrozenMap[str](), converter=_statuses)
    parties: PartyNames = attrs.field(factory=PartyNames, converter=InstanceOf[PartyNames])
    renewals: tuple[RenewalWords, ...] = attrs.field(default=(), converter=TupleOf[RenewalWords])
    sources: tuple[Source, ...] = attrs.field(default=(), converter=TupleOf[Source])
    comments: FrozenMap[str] = attrs.field(default=FrozenMap[str](), converter=as_names, eq=False, repr=False)

    @classmethod
    def loads(cls, text: str) -> Mapping:
        r"""Read a mapping from TOML.

        Raises:
            ValidationError: the text is not a valid mapping; `problems` lists everything that is wrong with it.

        >>> Mapping.loads("[columns]\nid = 5\nPartner = 'parties'")
        Traceback (most recent call last):
        mou.errors.ValidationError: 2 problems:
          /columns/id: found 5; expected text
          /columns/Partner: found an unknown key; expected one of: id, title, kind, binding, ...
        """
        check_is(text, str, expected="the text of a mapping in TOML")
        try:
            document = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise ValidationError([Problem("", f"invalid TOML ({error})", "a mapping in TOML")]) from None
        if "comments" in document:
            raise ValidationError([Problem("/comments", "a key", "comments in TOML's own form, after #")])
        return converter().structure(document, cls)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Mapping:
        """Read a mapping from a TOML file.

        Raises:
            OSError: the file can't be read.
            ValidationError: the file is not a valid mapping.
        """
        try:
            return cls.loads(table_bytes(Path(path), LARGEST).decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError as error:
            raise ValidationError([Problem("", f"invalid TOML ({error})", "TOML in UTF-8")]) from None

    def to_toml(self) -> str:
        """Return the mapping as TOML, with its comments."""
        document = converter().unstructure(attrs.evolve(self, comments={}))
        for table in (document["columns"], document.get("constants", {})):
            table.update({key: value[0] for key, value in table.items() if type(value) is list and len(value) == 1})
        return toml_text(document, {**_HEADINGS, **self.comments})

    def known_columns(self) -> dict[str, str]:
        """Return, for each heading that the mapping names, a JSON Pointer to its place in the mapping."""
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
    "/columns": "The columns of each field, by their headings.",
    "/constants": "Facts that apply to every row. {Heading} is replaced by the row's cell in that column.",
    "/parties": "How parties are written.",
    "/parties/known": "Parties with their ids. Names in cells are looked up here first.",
    "/renewals": "The meaning of words in the column of renewals.",
    "/kinds": "Words for kinds of agreement.",
    "/statuses": "The meaning of words in the column of statuses.",
}


@rule_of(Mapping)
def _mapping_rules(mapping: Mapping) -> list[Problem]:
    problems: list[Problem] = []
    for name in ("id", "title"):
        if not mapping.columns.of(name) and not mapping.constants.of(name):
            expected = "a column, or under constants a text with column headings in braces"
            problems.append(Problem(pointer("columns", name), "nothing", expected))
    for field in attrs.fields(Constants):
        if mapping.constants.of(field.name) and mapping.columns.of(field.name):
            where = pointer("constants", field.name)
            problems.append(Problem(where, "a constant", "either a column or a constant, not both"))
    if mapping.constants.id is not None and not headings_in(mapping.constants.id):
        expected = "a text with column headings in braces, because ids must differ"
        problems.append(Problem("/constants/id", shown(mapping.constants.id), expected))
    if mapping.first_year is None:
        problems.extend(
            Problem(pointer("date_formats", index), shown(text), "a year of four digits, or the key first_year as well")
            for index, text in enumerate(mapping.date_formats)
            if has_two_digit_year(text)
        )
    if mapping.last_row is not None and mapping.last_row < mapping.header_row:
        problems.append(
            Problem("/last_row", str(mapping.last_row), f"a row after the heading row, {mapping.header_row}")
        )
    has_renewal = mapping.columns.renewal or mapping.constants.renewal
    for place, part in (("columns", mapping.columns), ("constants", mapping.constants)):
        if part.renewal_notice is not None and not has_renewal:
            problems.append(
                Problem(
                    pointer(place, "renewal_notice"),
                    shown(part.renewal_notice),
                    "a column or constant for renewal as well",
                )
            )
    if mapping.encoding is not None and not _is_encoding(mapping.encoding):
        problems.append(Problem("/encoding", shown(mapping.encoding), "an encoding, such as cp1252 or utf-16"))
    return problems


def _is_encoding(name: str) -> bool:
    try:
        return bool("a".encode(name))
    except (LookupError, ValueError):
        return False
