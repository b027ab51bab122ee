"""The dates of a row: its signature, its beginning, its end, and how long it lasts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NoReturn

from mou.dates.calendars import civil_year, doubtful_year
from mou.dates.days import Day, PartialDate, earliest, latest
from mou.dates.formats import ascii_digits, readings, time_of_day
from mou.importing.bad_dates import dates_inside, has_no_such_day
from mou.importing.columns import DateColumns
from mou.importing.grid import Cell, Line
from mou.importing.mapping import Mapping
from mou.importing.row_cells import RowCells, T
from mou.importing.status_dates import formats_of
from mou.importing.status_words import StatusMeaning, status_meant
from mou.importing.tables import Refusal, day_of_parts, how_imprecise
from mou.importing.validity import Unclear, Validity, range_of, validity_of
from mou.importing.words import is_indefinite, key_of
from mou.model.durations import Indefinite
from mou.values.fields import shown

_STARTS = ("signed_on", "entered_into_force_on")
DATES = (*_STARTS, "last_day", "terminated_on", "renewed_until", "extended_on")
"""The fields that contain dates."""
_NO_END = 9999
_BEFORE_SIGNATURE = 5
"""A start with a two-digit year is at most this number of years before the signature."""
_STATUSES = frozenset({StatusMeaning.IN_FORCE, StatusMeaning.EXPIRED, StatusMeaning.TERMINATED})
"""The statuses that a cell in the column of last days can have instead of a day."""
_SHORTEST_TERM = timedelta(days=150)
"""The shortest range that counts as a term in a column of signatures or starts. A shorter one can be two signatures."""
_LONG = 100
"""An end that is more than this number of years after the start is reported as doubtful."""


_EMPTY_DATES = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)})
_IS_EMPTY = "spreadsheet programs show this date for an empty cell or 0"


def _years_between(day: Day, other: Day) -> float:
    """Return roughly the number of years between two days. For imprecise days, return the smallest possible number."""
    first, second = (day, other) if earliest(day) <= earliest(other) else (other, day)
    return (earliest(second) - latest(first)).days / 366


def _can_be_one_day(day: Day, other: Day) -> bool:
    return earliest(day) <= latest(other) and earliest(other) <= latest(day)


class RowDates(RowCells):
    """A reader of the dates of a row.

    Attributes:
        stated: for each of the fields `last_day`, `duration` and `period`, the days and the length that its columns
            state.
        validity: the first day, the last day and the length that these columns state together.
    """

    def __init__(
        self, mapping: Mapping, headings: Iterable[str], line: Line, unknown: frozenset[str], on: date | None
    ) -> None:
        super().__init__(mapping, headings, line, unknown)
        self._on = on
        self._days: dict[str, Day | None] = dict.fromkeys(DATES)
        self._ranges: dict[str, Validity] = {}
        self.stated: dict[str, Validity] = {}
        self._status_in = "status"
        for field in _STARTS:
            self._days[field] = self._tried(self._day, field)
        self.validity = self._tried(self._validity) or Validity()
        if self._days["entered_into_force_on"] is None and self._begins(self.validity.first_day):
            self._days["entered_into_force_on"] = self.validity.first_day
        self._days["last_day"] = self.validity.last_day
        for field in ("terminated_on", "renewed_until", "extended_on"):
            self._days[field] = self._tried(self._day, field)
        self._doubtful_days()

    @property
    def counted_from(self) -> Day | None:
        """The written calendar date from which a cell counts its length, such as "5 years from 1 April 2021"."""
        return next((said.first_day for said in self.stated.values() if said.length and said.first_day), None)

    @property
    def starts_on(self) -> Day | None:
        """The day of signature or, without one, the day of entry into force."""
        return self._days["signed_on"] or self._days["entered_into_force_on"]

    @property
    def begins_on(self) -> Day | None:
        """The day of entry into force or, without one, the day of signature."""
        return self._days["entered_into_force_on"] or self._days["signed_on"]

    @property
    def says_status(self) -> bool:
        """Whether the row has words for a status."""
        return self._text(self._status_in) is not None

    def _begins(self, day: Day | None) -> bool:
        """Return whether the first day of a range is used as the day of entry into force.

        An imprecise first day is not used if it can be the day of signature.
        """
        signed = self._days["signed_on"]
        return day is not None and (isinstance(day, date) or signed is None or not _can_be_one_day(day, signed))

    def _for_template(self, heading: str) -> str:
        """Return the text that replaces a heading in braces. In a column of dates, this is the day in ISO 8601."""
        text = super()._for_template(heading)
        for field in DATES:
            if self._mapping.columns.of(field) == (heading,):
                return str(self._days[field] or text)
        return text

    def _day(self, field: str) -> Day | None:
        columns = getattr(self._mapping.columns, field)
        if isinstance(columns, DateColumns):
            return self._day_of_columns(field, columns)
        if columns is None:
            return None
        cell = self._cell(columns)
        if not cell.text or (field == "entered_into_force_on" and self._says_on_signature(cell)):
            return None
        day = self._day_of_cell(columns, cell)
        if day is not None:
            return day
        days = self._readings(field, cell.text)
        span = range_of(ascii_digits(cell.text), lambda text: self._readings(field, text)) if not days else None
        if field in _STARTS and isinstance(span, tuple) and latest(span[1]) - earliest(span[0]) >= _SHORTEST_TERM:
            self._ranges[field] = Validity(first_day=span[0], last_day=span[1])
            return self._plausible(columns, cell.text, span[0])
        return self._only(columns, cell.text, days)

    def _says_on_signature(self, cell: Cell) -> bool:
        return key_of(cell.text) in map(key_of, self._mapping.on_signature)

    def _day_of_cell(self, column: str, cell: Cell) -> date | None:
        """Return the day of a date cell of a workbook. For a text, return `None`."""
        value = cell.value
        if isinstance(value, bool):
            raise Refusal(column, cell.text, "not a date")
        if not isinstance(value, date):
            return None
        try:
            day = value.replace(year=civil_year(value.year, self._mapping.calendar))
        except ValueError:
            raise Refusal(column, cell.text, "not a valid date in the mapping's calendar") from None
        self._plausible(column, cell.text, day)
        return day

    def _readings(self, field: str, text: str) -> set[Day]:
        return readings(text, self._mapping.date_formats, self._first_year(field), self._mapping.calendar)

    def days_in_status(self, text: str) -> set[Day]:
        """Return every day that a text in a cell with a status can mean."""
        formats = formats_of(self._mapping.date_formats)
        return readings(text, formats, self._first_year("last_day"), self._mapping.calendar)

    def _first_year(self, field: str) -> int | None:
        """Return the earliest year that two digits can mean. An end can't be before the start of its row."""
        signed, start = self._days["signed_on"], self.starts_on
        if field == "entered_into_force_on" and signed is not None:
            return earliest(signed).year - _BEFORE_SIGNATURE
        if field not in _STARTS and start is not None:
            return earliest(start).year
        return self._mapping.first_year

    def _only(self, column: str, text: str, days: set[Day]) -> Day:
        if not days:
            raise Refusal(column, text, self._why_no_date(text))
        if len(days) > 1:
            readable = " or ".join(sorted(map(str, days)))
            raise Refusal(column, text, f"{readable}; keep only the right format in the mapping")
        day = self._plausible(column, text, next(iter(days)))
        if isinstance(day, PartialDate):
            self.remark(column, text, f"kept as {day}: {how_imprecise(day)}")
        time = time_of_day(text)
        if time is not None:
            self.remark(column, text, f"its time of day, {time}, is left out")
        return day

    def _why_no_date(self, text: str) -> str:
        """Return the reason why a text is no date: a day that does not exist, two dates, other words, or its form."""

        def is_date(part: str) -> bool:
            return bool(readings(part, self._mapping.date_formats, 1900, self._mapping.calendar))

        dates = dates_inside(text, is_date)
        if has_no_such_day(text, is_date):
            return "no such day in the calendar"
        if len(dates) > 1:
            return "two dates in one cell; write only one of them"
        if dates:
            return "other words beside the date; write only the date"
        return f"not a valid date in any of the mapping's formats: {', '.join(self._mapping.date_formats)}"

    def _plausible(self, column: str, text: str, day: Day) -> Day:
        """Return the day. If the year of the day is not possible in the mapping's calendar, raise `Refusal`."""
        years = {earliest(day).year, day.latest.year if isinstance(day, PartialDate) and not day.has_no_latest else 0}
        for year in sorted(years - {0}):
            why = doubtful_year(year, self._mapping.calendar)
            if why is not None and not (year == _NO_END and column in self._mapping.columns.of("last_day")):
                raise Refusal(column, text, why)
        return day

    def _day_of_columns(self, field: str, columns: DateColumns) -> Day | None:
        named = (columns.year, columns.month, columns.day)
        texts = ["" if heading is None else self._cell(heading).text for heading in named]
        if not any(texts):
            return None
        if texts[0].isascii() and texts[0].isdigit():
            texts[0] = str(civil_year(int(texts[0]), self._mapping.calendar))
        day = day_of_parts(texts, lambda text: not text)
        if isinstance(day, str):
            raise Refusal(self.column(field), " ".join(text or "-" for text in texts), day)
        self._plausible(columns.year, str(day), day)
        if isinstance(day, PartialDate):
            self.remark(columns.year, str(day), f"kept as {day}: {how_imprecise(day)}")
        return day

    def _validity(self) -> Validity:
        """Return what the columns of last days, durations and periods state together.

        If they contradict each other, raise `Refusal`.
        """
        for field, read in (("last_day", self._end), ("duration", self._length), ("period", self._period)):
            said = read()
            if said is not None:
                self.stated[field] = said
        parts = [*self.stated.values(), *self._ranges.values()]
        last_days = [part.last_day for part in parts if part.last_day is not None]
        last_day = self._agreed(last_days, "two ends that differ")
        first_days = [part.first_day for part in self.stated.values() if part.first_day is not None]
        first_day = self._agreed(first_days, "two beginnings that differ")
        if first_day is None:
            first_day = next((part.first_day for part in self._ranges.values()), None)
        start = self.starts_on
        if first_day is not None and start is not None and _years_between(first_day, start) > 1:
            why = f"it begins more than a year before or after the start of the row, {start}"
            raise Refusal(self._columns_of_terms(), str(first_day), why)
        self._compared_lengths()
        length = next((part.length for part in self.stated.values() if part.length is not None), None)
        self._compared_with_entry()
        return Validity(
            first_day=first_day,
            last_day=last_day,
            length=length,
            from_signature=any(part.from_signature for part in parts),
        )

    def _compared_lengths(self) -> None:
        """Compare the lengths that the cells state. No last day can be beside "unlimited"."""
        lengths = {field: said.length for field, said in self.stated.items() if said.length is not None}
        fields = list(lengths)
        for field, other in itertools.combinations(fields, 2):
            if lengths[field] != lengths[other]:
                self._contradict(field, other)
        endless = next((field for field in fields if isinstance(lengths[field], Indefinite)), None)
        for field, said in (self.stated | self._ranges).items():
            if endless is not None and said.last_day is not None:
                self._contradict(field, endless)

    def _contradict(self, field: str, other: str) -> NoReturn:
        text, opposite = (" ".join(self._texts(name)) for name in (field, other))
        source = self.column(other) or f"the constant {other}"
        raise Refusal(self.column(field), text, f"contradicts {source} {shown(opposite)}")

    def _agreed(self, values: Iterable[T], why: str) -> T | None:
        """Return the value that all columns give. If they give different values, raise `Refusal`."""
        distinct = list(dict.fromkeys(values))
        if len(distinct) > 1:
            raise Refusal(self._columns_of_terms(), " and ".join(map(str, distinct)), why)
        return next(iter(distinct), None)

    def _compared_with_entry(self) -> None:
        """Compare the first day of a range with the day in the column of entry into force.

        If the days differ, a cell with a length is a problem, because the end is counted from the first day. A cell
        with a last day gets a remark instead, because its end does not depend on the first day.
        """
        entered = self._days["entered_into_force_on"]
        for field, said in self.stated.items():
            if entered is None or said.first_day is None or _can_be_one_day(said.first_day, entered):
                continue
            why = f"it begins on {said.first_day}, but the agreement enters into force on {entered}"
            if said.length is not None:
                raise Refusal(self.column(field), self._text(field) or "", why)
            self._keep(field, f"{why}: the first day is kept, but not used")

    def _columns_of_terms(self) -> str:
        return ", ".join(filter(None, map(self.column, ("last_day", "duration", "period", *_STARTS))))

    def _end(self) -> Validity | None:
        """Return what the column of last days states."""
        columns = self._mapping.columns.last_day
        if columns is None or isinstance(columns, DateColumns):
            return None if columns is None else Validity(last_day=self._day_of_columns("last_day", columns))
        cell = self._cell(columns)
        if not cell.text:
            return None
        if is_indefinite(cell.text, self._mapping.indefinite):
            return Validity(length=Indefinite())
        day: Day | None = self._day_of_cell(columns, cell)
        days: set[Day] = self._readings("last_day", cell.text) if day is None else {day}
        if not days:
            validity = self._read_validity(cell.text, None)
            if not isinstance(validity, Unclear):
                return self._with_remarks(columns, cell.text, validity)
            if status_meant(cell.text) in _STATUSES:
                self._status_in = "last_day"
                self._kept[columns] = cell
                self.remark(columns, cell.text, "a status instead of a day: kept as written")
                return None
            if validity.is_length:
                raise Refusal(columns, cell.text, validity.why)
        if len(days) == 1 and earliest(next(iter(days))).year == _NO_END:
            self.remark(columns, cell.text, "read as no end, because of the year 9999")
            return Validity(length=Indefinite())
        return Validity(last_day=day or self._only(columns, cell.text, days))

    def _length(self) -> Validity | None:
        """Return what the column of durations states: a length or a last day."""
        text = self._text("duration")
        if text is None:
            return None
        unit = None if self._mapping.duration_unit is None else self._mapping.duration_unit.value
        beside = self._text("duration_unit_column")
        if beside is not None:
            text = f"{text} {beside}"
        validity = self._read_validity(text, unit)
        column = self.column("duration")
        if isinstance(validity, Unclear):
            return Validity(last_day=self._last_day_in_length(column, text, validity.why))
        return self._with_remarks(column, text, validity)

    def _last_day_in_length(self, column: str, text: str, why: str) -> Day:
        """Return the last day from a cell in the column of durations. The day must be after the start."""
        days = self._readings("last_day", text) if re.search(r"\d\D+\d", text) else set[Day]()
        start = self.starts_on
        if not days or start is None:
            raise Refusal(column, text, why)
        day = self._only(column, text, days)
        if earliest(day) <= latest(start):
            raise Refusal(column, text, "a day in a column of durations, and not after the start")
        self.remark(column, text, "read as the last day")
        return day

    def _period(self) -> Validity | None:
        """Return what the column of periods states: a first and a last day."""
        text, column = self._text("period"), self.column("period")
        if text is None:
            return None
        validity = self._read_validity(text, None)
        if isinstance(validity, Unclear):
            raise Refusal(column, text, f"not a first and a last day: {validity.why}")
        return self._with_remarks(column, text, validity)

    def _read_validity(self, text: str, unit: str | None) -> Validity | Unclear:
        mapping = self._mapping
        return validity_of(
            text,
            lambda part: self._readings("last_day", part),
            unit=unit,
            indefinite=mapping.indefinite,
            renewals=mapping.renewals,
        )

    def _with_remarks(self, column: str, text: str, validity: Validity) -> Validity:
        for day in (validity.first_day, validity.last_day):
            if day is not None:
                self._plausible(column, text, day)
                if isinstance(day, PartialDate):
                    self.remark(column, text, f"kept as {day}: {how_imprecise(day)}")
        if validity.rest:
            self._keep_words(column, text, validity.rest)
        return validity

    def _refuse_days_before_start(self) -> None:
        """Refuse an end, a termination or an extension before the start of the row.

        An agreement can be signed after it takes effect, so the end is compared with the entry into force if the row
        has one.
        """
        starts = [day for field in _STARTS if (day := self._days[field]) is not None]
        for field in ("last_day", "terminated_on", "renewed_until", "extended_on"):
            day, start = (
                self._days[field],
                self.begins_on if field == "last_day" else min(starts, key=earliest, default=None),
            )
            if day is None or start is None or latest(day) >= earliest(start):
                continue
            fields = [name for name, said in self.stated.items() if said.last_day == day] if field == "last_day" else []
            columns = ", ".join(map(self.column, fields or [field]))
            why = f"{day} is before the start of the row, {start}"
            self.refuse(columns, str(day), f"{why}; {_IS_EMPTY}" if day in _EMPTY_DATES else why)

    def _doubtful_days(self) -> None:
        """Add remarks about a signature in the future, and about an end that is more than `_LONG` years away."""
        signed, start, last = self._days["signed_on"], self.starts_on, self._days["last_day"]
        for field in DATES:
            day = self._days[field]
            if day in _EMPTY_DATES:
                self.remark(self.column(field), str(day), f"{_IS_EMPTY}; is it right?")
        if self._on is not None and signed is not None and earliest(signed) > self._on:
            self.remark(self.column("signed_on"), str(signed), f"a signature after the day of the import, {self._on}")
        if start is not None and last is not None and earliest(last).year - latest(start).year > _LONG:
            years = earliest(last).year - latest(start).year
            self.remark(self.column("last_day"), str(last), f"an end {years} years after the beginning; is it right?")
