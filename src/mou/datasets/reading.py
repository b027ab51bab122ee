"""Helpers for the readers of data sets: the report, the rows of a file, and the days and parties in cells."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from mou.answers.register import Register
from mou.dates.days import Day, PartialDate, as_day
from mou.errors import NameNotResolvedError, Problem, ValidationError
from mou.importing.tables import Progress, Refusal, Remark, day_of_parts, how_imprecise, number_of, table_bytes
from mou.model.agreement import Agreement
from mou.model.party import Party, PartyKind
from mou.values.fields import shown
from mou.values.progress import tracked
from mou.values.slugs import slug_of

LARGEST = 512 * 1024 * 1024
"""The size of the largest file that the functions read, in bytes."""


@attrs.frozen(kw_only=True)
class Report:
    """A report on the rows of a file. The reader either reads or refuses each row.

    Attributes:
        dataset: the data set's short name.
        rows: the number of rows, without the heading and without empty lines.
        refused: the reasons why rows were refused. A row can have several reasons.
        imprecise: the dates that are imprecise in the file. The record keeps them imprecise.
        not_understood: the cells that could not be read. The record's extensions keep them unchanged.
        notes: remarks about the file as a whole.
    """

    dataset: str
    rows: int
    refused: tuple[Remark, ...] = ()
    imprecise: tuple[Remark, ...] = ()
    not_understood: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def rows_refused(self) -> int:
        """The number of rows that were refused."""
        return len({remark.row for remark in self.refused})

    @property
    def rows_read(self) -> int:
        """The number of rows that were read."""
        return self.rows - self.rows_refused


@attrs.frozen(kw_only=True)
class Reading:
    """The result of reading a data set.

    Attributes:
        register: the records.
        report: the report on the rows of the file.
    """

    register: Register
    report: Report


class Log:
    """The report on a file, while the file is being read."""

    def __init__(self, dataset: str) -> None:
        self.dataset = dataset
        self.rows = 0
        self.refused: list[Remark] = []
        self.imprecise: list[Remark] = []
        self.not_understood: list[Remark] = []
        self.notes: list[str] = []

    def refuse(self, row: int, error: Refusal | ValidationError) -> None:
        """Record why a row was refused, and drop all other remarks about the row."""
        self.imprecise = [remark for remark in self.imprecise if remark.row != row]
        self.not_understood = [remark for remark in self.not_understood if remark.row != row]
        if isinstance(error, Refusal):
            self.refused.append(Remark(row, error.column, error.value, error.why))
            return
        for problem in error.problems:
            why = f"{problem.pointer or '/'}: expected {problem.expected}"
            self.refused.append(Remark(row, "", problem.found, why))

    def note(self, count: int, text: str) -> None:
        """Add a note about a number of rows, unless the number is 0."""
        if count:
            self.notes.append(f"{count} {'row' if count == 1 else 'rows'}: {text}")

    def reading(self, agreements: Iterable[Agreement]) -> Reading:
        """Return the reading, with the report on the whole file."""
        report = Report(
            dataset=self.dataset,
            rows=self.rows,
            refused=tuple(self.refused),
            imprecise=tuple(self.imprecise),
            not_understood=tuple(self.not_understood),
            notes=tuple(self.notes),
        )
        return Reading(register=Register(agreements=tuple(agreements)), report=report)


def read_text(path: str | os.PathLike[str]) -> str:
    """Read a file in UTF-8."""
    content = table_bytes(path, LARGEST)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_table(error) from None


def csv_rows(text: str) -> list[list[str]]:
    """Split a CSV text into rows of cells."""
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise _no_table(error) from None


def _no_table(error: Exception) -> ValidationError:
    return ValidationError([Problem("", f"an invalid table ({error})", "a CSV table in UTF-8")])


def table_rows(
    path: str | os.PathLike[str], columns: Iterable[str], log: Log, progress: Progress | None = None
) -> Iterator[Cells]:
    """Read the rows of a CSV file that must have the given columns. Refuse rows with too few or too many cells."""
    table = csv_rows(read_text(path))
    heading = [name.strip() for name in table[0]] if table else []
    if not any(heading):
        raise ValidationError([Problem("", "a file without a heading row", "a CSV table")])
    missing = [name for name in columns if name not in heading]
    if missing:
        expected = f"the columns of {log.dataset}; missing: {', '.join(missing)}"
        raise ValidationError([Problem("", f"a table with the columns {shown(', '.join(heading))}", expected)])
    twice = [name for name, count in Counter(heading).items() if count > 1]
    if twice:
        raise ValidationError([Problem("", f"the column {shown(twice[0])} twice", "each column once")])
    for number, cells in enumerate(tracked(table[1:], progress), 2):
        if not any(cell.strip() for cell in cells):
            continue
        log.rows += 1
        if len(cells) != len(heading):
            how = "more" if len(cells) > len(heading) else "fewer"
            log.refuse(number, Refusal("", ",".join(cells), f"{how} cells than columns"))
            continue
        yield Cells(log, number, {name: cell.strip() for name, cell in zip(heading, cells, strict=True)})


def agreements_of(
    rows: Iterable[Cells], log: Log, agreement_of: Callable[[Cells], Agreement], *, id_column: str
) -> Iterable[Agreement]:
    """Return the agreements of rows, one per row. Refuse rows that can't be read or that repeat an id."""
    agreements: dict[str, Agreement] = {}
    for cells in rows:
        try:
            agreement = agreement_of(cells)
        except (Refusal, ValidationError) as error:
            log.refuse(cells.number, error)
            continue
        if agreements.setdefault(agreement.id, agreement) is not agreement:
            log.refuse(cells.number, Refusal(id_column, cells[id_column], "an id that an earlier row already has"))
    return agreements.values()


def is_negative_or_empty(cell: str) -> bool:
    """Return whether a cell is empty or a negative number. Data sets use both for "not known"."""
    number = number_of(cell)
    return not cell or (number is not None and number < 0)


class Cells:
    """The cells of a row by column, without surrounding spaces. `kept` contains the cells that could not be read."""

    def __init__(self, log: Log, number: int, cells: Mapping[str, Any]) -> None:
        self._log, self.number, self._cells = log, number, cells
        self.kept: dict[str, Any] = {}

    def __getitem__(self, column: str) -> str:
        value = self._cells.get(column)
        return "" if value is None else str(value).strip()

    def needed(self, column: str, why: str) -> str:
        """Return a cell, or raise `Refusal` if the cell is empty."""
        if not self[column]:
            raise Refusal(column, "", why)
        return self[column]

    def not_understood(self, column: str, why: str) -> None:
        """Keep a cell unchanged, and report that it could not be read."""
        self.kept[column] = self._cells[column]
        self.remark(column, self[column], why)

    def remark(self, column: str, value: str, why: str) -> None:
        """Report a value that could not be read."""
        self._log.not_understood.append(Remark(self.number, column, value, why))

    def imprecise(self, column: str, written: str, why: str) -> None:
        """Report a date that is imprecise in the file."""
        self._log.imprecise.append(Remark(self.number, column, written, why))

    def day_of_parts(self, year: str, month: str, day: str, unknown: Callable[[str], bool]) -> Day | None:
        """Read a day from three columns. A part can be unknown. If all parts are unknown, return `None`."""
        cells = [self[column] for column in (year, month, day)]
        if all(unknown(cell) for cell in cells):
            return None
        day_or_why = day_of_parts(cells, unknown)
        if isinstance(day_or_why, str):
            for column in (year, month, day):
                if not unknown(self[column]):
                    self.not_understood(column, day_or_why)
            return None
        if isinstance(day_or_why, PartialDate):
            self.imprecise(year, str(day_or_why), how_imprecise(day_or_why))
        return day_or_why

    def day_of_text(self, column: str) -> Day | None:
        """Read the day of a cell in EDTF, or return `None` if the cell can't be read.

        The R package messydates writes a range as ``1981-09..1981-10``. Read such a range as the EDTF interval
        ``1981-09/1981-10``.
        """
        text = self[column]
        if ".." in text and "/" not in text:
            first, _, last = text.partition("..")
            text = f"{first or '..'}/{last or '..'}"
            self.kept[column] = self[column]  # as written
        day = as_day(text)
        if isinstance(day, PartialDate):
            self.imprecise(column, self[column], how_imprecise(day))
        elif not isinstance(day, date):
            self.not_understood(column, "not a recognised date")
            return None
        return day

    def rest(self, used: Collection[str], empty: Collection[str | None] = ("",)) -> dict[str, Any]:
        """Return the cells for which the model has no field, and the cells that could not be read, all unchanged."""
        left = {name: cell for name, cell in self._cells.items() if name not in used and cell not in empty}
        return {**left, **self.kept}


class Parties:
    """The parties of a file. `unresolved` maps each unknown name to the party made from it."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._by_id: dict[str, Party] = {}
        self._resolved: dict[tuple[str, Day | None], Party | None] = {}
        self.unresolved: dict[str, Party] = {}

    def cow(self, column: str, cell: str, on: Day | None) -> Party:
        """Return the state that had a given number, on a given day, in the data of the Correlates of War project.

        If there is no such state, raise `Refusal`.
        """
        party = self._resolved_party((cell, on), lambda: Party.cow(cell, on=on))
        if party is None:
            raise Refusal(column, cell, "no state has this number in the Correlates of War on that day")
        return party

    def named(self, column: str, name: str, resolve: Callable[[], Party], on: Day | None = None) -> Party:
        """Return the party with a name. If the name is unknown, return a new party, with an id made from the name."""
        party = self._resolved_party((name, on), resolve)
        if party is not None:
            return party
        slug = slug_of(name)
        if not slug:
            raise Refusal(column, name, "no name")
        new_party = Party(f"{self._prefix}:{slug}", name=name, kind=PartyKind.STATE)
        self.unresolved[name] = self._by_id.setdefault(new_party.id, new_party)
        return self.unresolved[name]

    def _resolved_party(self, key: tuple[str, Day | None], resolve: Callable[[], Party]) -> Party | None:
        if key not in self._resolved:
            try:
                party = resolve()
                self._resolved[key] = self._by_id.setdefault(party.id, party)
            except NameNotResolvedError:
                self._resolved[key] = None
        return self._resolved[key]
