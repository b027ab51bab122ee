"""Read a sheet into a register, and report what became of each row."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import attrs

from mou.answers.register import Register
from mou.errors import Problem, ValidationError
from mou.importing.grid import Line, Table
from mou.importing.mapping import Mapping
from mou.importing.parties import PartyReader
from mou.importing.rows import RowReader
from mou.importing.sheet import grid_of, table_of
from mou.importing.tables import Progress, Refusal, Remark
from mou.importing.update import updated
from mou.importing.words import key_of
from mou.model.agreement import Agreement
from mou.values.fields import shown


@attrs.frozen(kw_only=True)
class Update:
    """A record of a register that a sheet changed.

    Attributes:
        id: the agreement's id.
        row: the row's number in the sheet.
        fields: the fields of the agreement that are not as they were.
    """

    id: str
    row: int
    fields: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Import:
    """What became of a sheet. Each row is a record, or repeats one, or has problems.

    Attributes:
        register: the records, with what the register that was given had.
        rows: how many rows the sheet has below its headings, without empty ones.
        added: the ids of agreements that the register did not have.
        updated: those that it had otherwise.
        unchanged: the ids of those that it had so.
        absent: the ids of agreements that came from this sheet once, and that no row has any more. They stay.
        problems: why rows are no records; a row may have several.
        duplicates: rows that say again what an earlier one says.
        remarks: what has to be known of cells and rows that were read.
        notes: what has to be known of the sheet, in words.
    """

    register: Register
    rows: int
    added: tuple[str, ...] = ()
    updated: tuple[Update, ...] = ()
    unchanged: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    problems: tuple[Remark, ...] = ()
    duplicates: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def records(self) -> int:
        """How many rows became records."""
        return len(self.added) + len(self.updated) + len(self.unchanged)

    @property
    def rows_refused(self) -> int:
        """How many rows have problems. With `records` and `duplicates`, they are all rows."""
        return len({problem.row for problem in self.problems})


def read(
    path: str | os.PathLike[str],
    mapping: Mapping,
    *,
    into: Register | None = None,
    progress: Progress | None = None,
) -> Import:
    """Read the agreements of a spreadsheet.

    A row is a record with all that it says, or it is none, and everything that is wrong with it is told: what the
    mapping names and can't be read makes nothing up and loses nothing silently. What the mapping does not name is kept
    under ``extensions``, as it came, and so are words and codes for what is not known.

    Rows that have one id and say the same are one record. Where they say different things, none of them is taken, as
    nothing tells which is right.

    With `into`, what a row says replaces what the record with its id has; where a row says nothing, what the record
    has stays, and so do acts, relations and extensions that are not from this sheet. A signature, entry into force or
    termination that was recorded otherwise and that the row contradicts is a problem of the row, as is all that can't
    be true together; the record then stays as it was. Nothing is ever taken out of the register.

    Args:
        path: a ``.csv`` or ``.xlsx`` file.
        mapping: what its columns mean.
        into: a register to put them into; left out: an empty one.
        progress: told how many rows are done, of how many.

    Raises:
        OSError: the file can't be read.
        MissingExtraError: it is a workbook, and the extra ``sheets`` is not installed.
        ValidationError: it is no table, or has not the columns that the mapping names; of the register that is made,
            if it does not hold together.
    """
    grid = grid_of(path, sheet=mapping.sheet, encoding=mapping.encoding, delimiter=mapping.delimiter)
    table = table_of(grid, mapping.header_row, mapping.last_row)
    _has_columns(table, mapping)
    return _Importer(table, mapping, into or Register()).run(progress)


def _has_columns(table: Table, mapping: Mapping) -> None:
    problems: list[Problem] = []
    for heading, where in mapping.known_columns().items():
        if heading not in table.headings:
            near = get_close_matches(heading, table.headings, n=3) or table.headings
            listed = ", ".join(map(shown, near[:12])) + (", ..." if len(near) > 12 else "")
            problems.append(Problem(where, shown(heading), f"a column of the sheet: {listed}"))
    if problems:
        raise ValidationError(problems)


_Read = tuple[int, RowReader, Agreement]
"""A row that can be a record: its number, what was read, and the record."""


class _Importer:
    """One run over a sheet."""

    def __init__(self, table: Table, mapping: Mapping, register: Register) -> None:
        self._table, self._mapping, self._register = table, mapping, register
        self._parties = PartyReader(mapping.parties, register)
        self._unknown = frozenset(map(key_of, ("", *mapping.unknown)))
        self._theirs = {agreement.id: agreement for agreement in register.agreements}
        self._rows: dict[str, list[_Read]] = {}
        self._agreements: dict[str, Agreement] = {}
        self._seen: set[str] = set()
        self._problems: list[Remark] = []
        self._remarks: list[Remark] = []
        self._duplicates: list[Remark] = []
        self._added: list[str] = []
        self._updated: list[Update] = []
        self._unchanged: list[str] = []

    def run(self, progress: Progress | None) -> Import:
        """Read all rows."""
        lines = self._table.lines
        for done, line in enumerate(lines, 1):
            self._line(line)
            if progress is not None:
                progress(done, len(lines))
        for rows in self._rows.values():
            self._put_all(rows)
        refused = {problem.row for problem in self._problems}
        near = [remark for remark in self._parties.near() if remark.row not in refused]
        remarks = [remark for remark in (*self._remarks, *near) if remark.row not in refused]
        return Import(
            register=self._whole(),
            rows=len(lines),
            added=tuple(self._added),
            updated=tuple(self._updated),
            unchanged=tuple(self._unchanged),
            absent=tuple(
                agreement.id
                for agreement in self._register.agreements
                if self._mapping.name in agreement.extensions and agreement.id not in self._seen
            ),
            problems=tuple(sorted(self._problems, key=lambda problem: problem.row)),
            duplicates=tuple(sorted(self._duplicates, key=lambda duplicate: duplicate.row)),
            remarks=tuple(sorted(remarks, key=lambda remark: remark.row)),
            notes=(*self._table.notes, *self._parties.notes),
        )

    def _line(self, line: Line) -> None:
        if line.number in self._table.ragged:
            how = "more" if len(line.cells) > len(self._table.headings) else "fewer"
            text = ", ".join(cell.text for cell in line.cells)
            self._problems.append(Remark(line.number, "", text, f"{how} cells than columns"))
            return
        row = RowReader(self._mapping, self._table.headings, line, self._parties, self._unknown)
        agreement = row.agreement()
        if row.id is not None:
            self._seen.add(row.id)
        if agreement is not None:
            self._rows.setdefault(agreement.id, []).append((line.number, row, agreement))
        self._problems.extend(row.problems)
        self._remarks.extend(row.remarks)

    def _put_all(self, rows: list[_Read]) -> None:
        """Put the rows with one id into the register as one record, if they all say the same."""
        first, row, agreement = rows[0]
        if any(other != agreement for _, _, other in rows):
            self._contradicts(rows)
            return
        for number, other, _ in rows[1:]:
            self._duplicates.append(Remark(number, other.column("id"), agreement.id, f"says what row {first} says"))
        reported = len(row.remarks)
        self._problems.extend(self._put(first, row, agreement))
        self._remarks.extend(row.remarks[reported:])

    def _contradicts(self, rows: list[_Read]) -> None:
        for number, row, agreement in rows:
            others = [(other, another) for other, _, another in rows if another != agreement]
            differ = {name: None for _, another in others for name in _differences(agreement, another, self._mapping)}
            named = ", ".join(str(other) for other, _ in others)
            subject = f"the id of row {named}, which says" if len(others) == 1 else f"the id of rows {named}, which say"
            why = f"{subject} something else: {', '.join(differ)}"
            self._problems.append(Remark(number, row.column("id"), agreement.id, why))

    def _put(self, number: int, row: RowReader, agreement: Agreement) -> list[Remark]:
        """Put one record into the register, or return why that is not possible."""
        old = self._theirs.get(agreement.id)
        try:
            new = agreement if old is None else updated(old, agreement, self._mapping, row)
        except Refusal as refused:
            return [Remark(number, refused.column, refused.value, f"{agreement.id}: {refused.why}")]
        except ValidationError as error:
            row.refuse_model(error)
            return row.problems
        self._agreements[agreement.id] = new
        if old is None:
            self._added.append(agreement.id)
        elif old == new:
            self._unchanged.append(agreement.id)
        else:
            self._updated.append(Update(id=agreement.id, row=number, fields=tuple(_fields(old, new))))
        return []

    def _whole(self) -> Register:
        old = self._register
        agreements = {agreement.id: agreement for agreement in old.agreements} | self._agreements
        parties = list(old.parties)
        listed = {party.id for agreement in agreements.values() for party in agreement.parties}
        listed |= {party.id for party in parties}
        known = {party.id: party for party in self._mapping.parties.known}
        for party in known.values():  # those that others act for
            principal = known.get(party.acts_for or "")
            if party.id in listed and principal is not None and principal.id not in listed:
                parties.append(principal)
                listed.add(principal.id)
        return attrs.evolve(old, agreements=tuple(agreements.values()), parties=tuple(parties))


def _fields(agreement: Agreement, other: Agreement) -> list[str]:
    names = [field.name for field in attrs.fields(Agreement)]
    return [name for name in names if getattr(agreement, name) != getattr(other, name)]


def _differences(agreement: Agreement, other: Agreement, mapping: Mapping) -> Iterator[str]:
    for name in _fields(agreement, other):
        if name != "extensions":
            yield name
            continue
        kept: Any = agreement.extensions[mapping.name]  # an object of cells, as each row has one
        others: Any = other.extensions[mapping.name]
        yield from (key for key in {**kept, **others} if kept.get(key) != others.get(key))
