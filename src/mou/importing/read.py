"""Read a sheet into a register, with a report on every row."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

import attrs

from mou.answers.lifecycles import lifecycle
from mou.answers.register import Register
from mou.answers.status_findings import stated_status_findings
from mou.dates.days import exact_day
from mou.errors import Problem, ValidationError
from mou.importing.column_notes import column_notes, unit_notes
from mou.importing.grid import Line, Table
from mou.importing.identities import Row, identities
from mou.importing.mapping import Mapping, TakesEffect
from mou.importing.parties import PartyReader
from mou.importing.party_names import PLACEHOLDER, US
from mou.importing.rows import RowReader
from mou.importing.sheet import tables_of
from mou.importing.tables import Progress, Refusal, Remark, day_of_change
from mou.importing.update import day_of_status, possible_days, updated
from mou.importing.words import UNKNOWN, key_of
from mou.model.agreement import Agreement
from mou.model.party import Party
from mou.values.fields import check_is, shown
from mou.values.progress import tracked

_MOST_PLACES = 10
"""The maximum number of rows that a note lists."""


@attrs.frozen(kw_only=True)
class Update:
    """A record of a register that a sheet changed.

    Attributes:
        id: the agreement's id.
        row: the row's number in the sheet.
        fields: the fields of the agreement that changed.
        sheet: the name of the sheet, if several sheets of a workbook are read.
    """

    id: str
    row: int
    fields: tuple[str, ...]
    sheet: str = ""


@attrs.frozen(kw_only=True)
class Import:
    """The result of an import. Each row was imported, is a duplicate, or has problems.

    Attributes:
        register: the records, including those of the register that you passed.
        rows: the number of rows below the headings, without empty rows.
        added: the ids of agreements that are new in the register.
        updated: the agreements that the sheet changed.
        unchanged: the ids of agreements that were already in the register in the same form.
        absent: the ids of agreements that came from an earlier import of this sheet and are no longer in the sheet.
            They stay in the register.
        problems: the reasons why rows were not imported. A row can have several problems.
        duplicates: rows that repeat an earlier row.
        remarks: doubts about cells and rows that were imported.
        notes: remarks about the sheet as a whole.
        skipped: rows below the headings that are not agreements: titles of sections, repeated headings, totals, notes.
            They are not counted in `rows`.
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
    skipped: tuple[Remark, ...] = ()

    @property
    def records(self) -> int:
        """The number of rows that were imported."""
        return len(self.added) + len(self.updated) + len(self.unchanged)

    @property
    def rows_refused(self) -> int:
        """The number of rows with problems.

        `rows` is the sum of this number, `records` and the number of duplicates.
        """
        return len({(problem.sheet, problem.row) for problem in self.problems})


def read(
    path: str | os.PathLike[str],
    mapping: Mapping,
    *,
    into: Register | None = None,
    on: date | str | None = None,
    progress: Progress | None = None,
) -> Import:
    """Read the agreements of a spreadsheet.

    A row is imported completely or not at all. If a cell in a column that the mapping names can't be read, the row is
    left out and all its problems are reported. Columns that the mapping does not name are kept unchanged under
    ``extensions``, and so are words and codes for "not known".

    Rows with the same id and the same content become one record. If rows with the same id differ, the ids of the later
    rows get a suffix (``7-2``), and a remark says so. Titles of sections, repeated headings, totals and notes are
    skipped and listed.

    With `into`, the values of a row replace the values of the record with the same id. If a cell is empty, the record
    keeps its value. The record also keeps acts, relations and extensions that are not from this sheet. A row has a
    problem if it contradicts a signature, entry into force or termination that is not from this sheet, or if row and
    record together are invalid. The record of such a row stays unchanged. An import never removes anything from the
    register, with one exception: acts and clauses that follow from the words of a status, or from an assumption, are
    removed if they no longer follow from the row. If a status has not changed since an earlier import, the day of that
    import counts.

    Args:
        path: a ``.csv``, ``.xlsx``, ``.xls`` or ``.ods`` file.
        mapping: the meaning of the columns.
        into: the register to import into; defaults to an empty register.
        on: the day of the import, as a date or as text in ISO 8601 (``2026-01-10``). The statuses in the sheet are read
            as the statuses on this day. By default, it is the day on which the file was last changed.
        progress: a function to call with the number of rows done and the total.

    Raises:
        OSError: the file can't be read.
        MissingExtraError: the file is a workbook, and the extra ``sheets`` is not installed.
        ValidationError: the file is not a table, the file lacks columns that the mapping names, `on` is not an exact
            day, or the resulting register is invalid.
    """
    check_is(mapping, Mapping, expected="a Mapping", hint="use mou.importing.guess(path) for a first one")
    day = None if on is None else exact_day(on)
    table = tables_of(path, mapping)
    _has_columns(table, mapping)
    register = Register() if into is None else _with_our_name(into, mapping)
    return _Importer(table, mapping, register, day or day_of_change(path)).run(progress)


def _with_our_name(register: Register, mapping: Mapping) -> Register:
    """Replace the placeholder for the name of the user's organisation with the true name from the mapping.

    An earlier import put the placeholder into the register because it did not know the name.
    """
    listed = (register.parties, *(agreement.parties for agreement in register.agreements))
    names = {party.name for parties in listed for party in parties if party.id == US}
    ours = next((party for party in mapping.parties.known if party.id == US and party.name != PLACEHOLDER), None)
    if ours is None or names != {PLACEHOLDER}:
        return register

    def named(parties: Iterable[Party]) -> tuple[Party, ...]:
        return tuple(ours if party.id == US else party for party in parties)

    agreements = tuple(attrs.evolve(agreement, parties=named(agreement.parties)) for agreement in register.agreements)
    return attrs.evolve(register, agreements=agreements, parties=named(register.parties))


def _has_columns(table: Table, mapping: Mapping) -> None:
    problems: list[Problem] = []
    for heading, where in mapping.known_columns().items():
        if heading not in table.headings:
            near = get_close_matches(heading, table.headings, n=3) or table.headings
            listed = ", ".join(map(shown, near[:12])) + (", ..." if len(near) > 12 else "")
            problems.append(Problem(where, shown(heading), f"a column of the sheet: {listed}"))
    if problems:
        raise ValidationError(problems)


@attrs.frozen
class _Read:
    """A row that can be imported: its place in the table, its line and its reader."""

    index: int
    line: Line
    reader: RowReader


class _Importer:
    """An import of the rows of a table."""

    def __init__(self, table: Table, mapping: Mapping, register: Register, on: date) -> None:
        self._on = on
        self._assumed: dict[str, TakesEffect | None] = {}
        self._table, self._mapping, self._register = table, mapping, register
        self._parties = PartyReader(mapping.parties, register)
        # An empty list means that only empty cells are not known. Other lists add to the built-in words.
        words = (*UNKNOWN, *mapping.unknown) if mapping.unknown else ()
        self._unknown = frozenset(map(key_of, ("", *words)))
        self._theirs = {agreement.id: agreement for agreement in register.agreements}
        self._rows: list[Row[_Read]] = []
        self._agreements: dict[str, Agreement] = {}
        self._places: dict[str, Agreement] = {}
        self._seen: set[str] = set()
        self._problems: list[Remark] = []
        self._remarks: list[Remark] = []
        self._duplicates: list[Remark] = []
        self._added: list[str] = []
        self._updated: list[Update] = []
        self._unchanged: list[str] = []
        self._known: dict[tuple[int, str], tuple[RowReader, Agreement]] = {}

    def run(self, progress: Progress | None) -> Import:
        """Read all rows."""
        lines = self._table.lines
        for done, line in enumerate(tracked(lines, progress), 1):
            self._line(done, line)
        self._put_all()
        refused = {(problem.sheet, problem.row) for problem in self._problems}
        remarks = [*self._remarks, *self._parties.near()]
        order = {(line.sheet, line.number): index for index, line in enumerate(lines)}

        def sorted_by_row(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
            return tuple(sorted(remarks, key=lambda remark: order.get((remark.sheet, remark.row), 0)))

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
            problems=sorted_by_row(self._problems),
            duplicates=sorted_by_row(self._duplicates),
            remarks=sorted_by_row(remark for remark in remarks if (remark.sheet, remark.row) not in refused),
            notes=(*self._table.notes, *self._parties.notes, *self._notes()),
            skipped=self._table.skipped,
        )

    def _notes(self) -> Iterator[str]:
        yield from column_notes(self._table, self._mapping)
        yield from unit_notes(self._table, self._mapping)
        differing = [place for place, record in self._places.items() if _status_differs(record)]
        if differing:
            yield _note_on_statuses(differing)
        for effect, count in Counter(filter(None, self._assumed.values())).items():
            which = "1 agreement is" if count == 1 else f"{count} agreements are"
            how = {
                TakesEffect.ON_SIGNATURE: "to take effect on signature",
                TakesEffect.NOT_KNOWN: "to take effect on a day that is not known, or not at all",
                TakesEffect.BEFORE_IMPORT: f"to be in force on {self._on}, because the sheet has only a later end",
            }[effect]
            yield f"{which} assumed {how} (takes_effect in the mapping)"

    def _line(self, index: int, line: Line) -> None:
        if line.number in self._table.ragged:
            how = "more" if len(line.cells) > len(self._table.headings) else "fewer"
            text = ", ".join(cell.text for cell in line.cells)
            self._problems.append(Remark(line.number, "", text, f"{how} cells than columns", line.sheet))
            return
        row = self._reader(line, self._on)
        agreement = row.agreement()
        if agreement is not None:
            self._assumed[agreement.id] = row.assumed_effect
            self._rows.append(Row(_Read(index, line, row), agreement))
        elif row.id is not None:
            self._seen.add(row.id)
        self._problems.extend(row.problems)

    def _reader(self, line: Line, on: date) -> RowReader:
        row = RowReader(self._mapping, self._table.headings, line, self._parties, self._unknown, on=on)
        if line.struck:
            row.remark("", "", "a row that is struck through, imported like the others: has the agreement ended?")
        return row

    def _put_all(self) -> None:
        """Put all rows into the register. A row that repeats an earlier row adds no record."""
        first: dict[Agreement, Row[_Read]] = {}
        for row in self._rows:
            earlier = first.setdefault(row.agreement, row)
            if earlier is not row:
                line, reader = row.row.line, row.row.reader
                why = f"duplicates {earlier.row.line.place}"
                remark = Remark(line.number, reader.column("id"), row.agreement.id, why, line.sheet)
                self._duplicates.append(remark)
                self._remarks.extend(reader.remarks)
        ours = {name: record for name, record in self._theirs.items() if self._mapping.name in record.extensions}
        for identity in identities(first.values(), ours, self._is_unchanged):
            reader, line = identity.row.reader, identity.row.line
            agreement, name = identity.agreement, identity.agreement.id
            record = self._theirs.get(name)
            if record is not None:
                reader, agreement = self._as_of_record(record, Row(identity.row, agreement))
            if name != reader.id:
                if name in self._theirs:
                    why = "the same row had another id in an earlier import"
                elif identity.first is identity.row:
                    why = "another record has this id"
                else:
                    why = f"same id as {identity.first.line.place}"
                reader.remark(reader.column("id"), reader.id or "", f"{why}; its record is {name}")
            self._seen.add(name)
            problems = self._put(line, reader, agreement, record)
            self._problems.extend(problems)
            self._remarks.extend(reader.remarks)

    def _as_of_record(self, record: Agreement, row: Row[_Read]) -> tuple[RowReader, Agreement]:
        """Return a row with its agreement, read on the day on which the register already had the knowledge of the row.

        A status is the status on the day of the import. If the row, or its status, has not changed since an earlier
        import, the day of the earlier import counts. For example, "Active" was imported on 10 January 2026 and again
        on 10 June 2026. The sheet does not show that the agreement was still in force in June.
        """
        key = (row.row.index, record.id)
        if key not in self._known:
            self._known[key] = self._read_for(record, row)
        return self._known[key]

    def _read_for(self, record: Agreement, row: Row[_Read]) -> tuple[RowReader, Agreement]:
        latest = (row.row.reader, row.agreement)
        if self._leaves(record, *latest):
            return latest
        stated = day_of_status(record, row.agreement, self._mapping)
        days = [*([] if stated is None else [stated]), *possible_days(record, self._mapping)]
        readers = [self._reader(row.row.line, day) for day in dict.fromkeys(days)]
        read = [(reader, agreement) for reader in readers if (agreement := reader.agreement()) is not None]
        same = next((pair for pair in read if self._leaves(record, *pair)), None)
        return same or (latest if stated is None else read[0])

    def _is_unchanged(self, record: Agreement, row: Row[_Read]) -> bool:
        """Return whether a row would leave a record of the register as it is."""
        return self._leaves(record, *self._as_of_record(record, row))

    def _leaves(self, record: Agreement, reader: RowReader, agreement: Agreement) -> bool:
        reported = len(reader.remarks)
        try:
            return updated(record, agreement, self._mapping, reader) == record
        except (Refusal, ValidationError):
            return False
        finally:
            del reader.remarks[reported:]  # remove the remarks of this trial

    def _put(self, line: Line, row: RowReader, agreement: Agreement, old: Agreement | None) -> list[Remark]:
        """Put one record into the register, or return the reasons why that is not possible."""
        name = agreement.id if old is None else old.id
        try:
            new = agreement if old is None else updated(old, agreement, self._mapping, row)
        except Refusal as refused:
            why = f"{name}: {refused.why}"
            return [Remark(line.number, refused.column, refused.value, why, line.sheet)]
        except ValidationError as error:
            row.refuse_model(error)
            return row.problems
        self._agreements[name] = new
        self._places[f"{line.sheet} {line.number}".strip()] = new
        if old is None:
            self._added.append(name)
        elif old == new:
            self._unchanged.append(name)
        else:
            fields = tuple(_fields(old, new))
            self._updated.append(Update(id=name, row=line.number, fields=fields, sheet=line.sheet))
        return []

    def _whole(self) -> Register:
        old = self._register
        agreements = {agreement.id: agreement for agreement in old.agreements} | self._agreements
        parties = list(old.parties)
        listed = {party.id for agreement in agreements.values() for party in agreement.parties}
        listed |= {party.id for party in parties}
        known = {party.id: party for party in self._mapping.parties.known}
        for party in known.values():  # add the parties for which listed parties act
            principal = known.get(party.acts_for or "")
            if party.id in listed and principal is not None and principal.id not in listed:
                parties.append(principal)
                listed.add(principal.id)
        return attrs.evolve(old, agreements=tuple(agreements.values()), parties=tuple(parties))


def _status_differs(agreement: Agreement) -> bool:
    return agreement.stated_status is not None and any(stated_status_findings(lifecycle(agreement), None))


def _note_on_statuses(places: list[str]) -> str:
    """Return a note on the rows whose status differs from the status that follows from their dates."""
    rows = "1 row" if len(places) == 1 else f"{len(places)} rows"
    more = len(places) - _MOST_PLACES
    listed = ", ".join(places[:_MOST_PLACES]) + (f" and {more} more" if more > 0 else "")
    return (
        f"the status in the sheet differs from the computed status on the same day in {rows}: {listed}; see mou check"
    )


def _fields(agreement: Agreement, other: Agreement) -> list[str]:
    names = [field.name for field in attrs.fields(Agreement)]
    return [name for name in names if getattr(agreement, name) != getattr(other, name)]
