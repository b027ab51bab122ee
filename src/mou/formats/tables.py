"""Tables of a register, for data frames and for Parquet.

Three of the tables contain computed results. The table `agreements` has a row per agreement. The table `spells` has a
row per spell: consecutive days on which a party is bound. The table `milestones` has a row per dated event. The fourth
table, `records`, contains the records themselves, from which you can rebuild the register. The columns and their types
are the same for every register, unless you add your own columns with the argument `columns`. `COLUMNS` explains every
column. The explanations are also in the metadata of the columns.

This module needs the extra ``arrow``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from mou.answers.register import Register
from mou.dates.days import exact_day
from mou.documents import codec
from mou.documents.disk import save_all
from mou.documents.fields import LINE_KEYS
from mou.errors import Problem, ValidationError
from mou.formats.arrow_schema import load_pyarrow, schema_of
from mou.formats.columns import COLUMNS, Column
from mou.formats.table_rows import StoneRow, computed_row, spell_rows
from mou.law.facts import Others
from mou.model.own_columns import OwnColumn, OwnColumns
from mou.model.records import FIELDS, Record
from mou.values.fields import check_is, pointer, shown
from mou.values.progress import tracked

if TYPE_CHECKING:
    import os

    import pyarrow as pa  # noqa: TC004  # attrs does not evaluate it

__all__ = ["COLUMNS", "Column", "Tables", "from_arrow", "read_parquet", "to_arrow", "write_parquet"]


@attrs.frozen(kw_only=True, eq=False)
class Tables:
    """A register as tables, returned by `to_arrow`. `COLUMNS` explains the columns.

    Attributes:
        agreements: the table with a row per agreement, in the order of the register.
        spells: the table with a row per spell: consecutive days on which a party is bound. The days of provisional
            application are in `milestones` instead.
        milestones: the table with a row per dated event of an agreement.
        records: the table with a row per record of the register, with its JSON document.
    """

    agreements: pa.Table
    spells: pa.Table
    milestones: pa.Table
    records: pa.Table


def to_arrow(
    register: Register,
    on: date | str | None = None,
    *,
    through: date | str | None = None,
    as_of: date | str | None = None,
    columns: Iterable[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Tables:
    """Return a register as tables for data frames and Parquet.

    If a date of an agreement would be past the year 9999, the agreement still has a row, and its column ``problem``
    gives the reason for missing days.

    Args:
        register: the register.
        on: the day for the columns that depend on a day, such as ``status``. If you pass no day, these columns are
            empty.
        through: the last day for which to list renewals and notice deadlines; see `Lifecycle.milestones`.
        as_of: ignore acts after this day. By default, no act is ignored.
        columns: the names of your own columns to add to the table of agreements. The cells of these columns are texts.
            To add all of your own columns, pass ``register.own_columns.names``. If a column of your own has the same
            name as another column of the table, your column gets a prefix, as in ``sheet/title``. The table of records
            always contains the values of all your own columns.
        progress: a function to call with the number of agreements done and the total.

    Raises:
        ValidationError: `on`, `through` or `as_of` is not a day, or a column in `columns` does not exist.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> from mou import examples
    >>> tables = to_arrow(examples.register(), "2026-11-25")
    >>> tables.agreements.select(["id", "word", "last_day"]).to_pylist()
    [{'id': 'mys-usa-defence-2025', 'word': 'in effect', 'last_day': datetime.date(2030, 10, 30)}]
    """
    check_is(register, Register)
    load_pyarrow()
    day, end, known = (None if value is None else exact_day(value) for value in (on, through, as_of))
    own = OwnColumns.of(register.context, [column.name for column in COLUMNS["agreements"]]).chosen(columns)
    others = Others.of(register.context)
    agreements = tracked(register.agreements, progress)
    rows = [computed_row(agreement, others, on=day, through=end, as_of=known) for agreement in agreements]
    records = [(kind, record) for record in register for kind, cls in LINE_KEYS.items() if type(record) is cls]
    documents = [(kind, record.id, codec.dumps(record, indent=None)) for kind, record in records]
    days = json.dumps([str(value) for value in (day, end, known)])
    # All tables of an export carry the same mark, so that files of different exports are not combined by mistake.
    marks = {"mou.export": sha256(json.dumps([days, documents]).encode()).hexdigest(), "mou.format": codec.FORMAT}
    marks |= {f"mou.{name}": str(value) for name, value in (("on", day), ("through", end), ("as_of", known)) if value}
    return Tables(
        agreements=_table("agreements", rows, marks, own),
        spells=_table("spells", list(spell_rows(rows)), marks),
        milestones=_table("milestones", [StoneRow(row, stone) for row in rows for stone in row.milestones], marks),
        records=_table("records", documents, marks),
    )


def from_arrow(tables: Tables | pa.Table) -> Register:
    """Rebuild the register from its tables.

    Args:
        tables: the tables, or only the table of records, which can also come from a data frame's ``to_arrow()``.

    Raises:
        ValidationError: the table does not contain valid records. `problems` lists everything that is wrong, by row and
            column.

    >>> from mou import examples
    >>> from_arrow(to_arrow(examples.register())) == examples.register()
    True
    """
    arrow = load_pyarrow()
    check_is(tables, Tables, arrow.Table, expected="the tables of a register", hint="pass the result of to_arrow")
    table = tables.records if isinstance(tables, Tables) else tables
    problems: list[Problem] = []
    columns: dict[str, list[Any]] = {}
    for column in COLUMNS["records"]:
        if table.column_names.count(column.name) != 1:
            found = f"a table without the column {column.name}"
            problems.append(Problem("/records", found, "the records of a register"))
            continue
        try:
            columns[column.name] = table[column.name].cast(arrow.large_string()).to_pylist()
        except (arrow.ArrowException, UnicodeError):
            found = f"the column {column.name} of {table[column.name].type}"
            problems.append(Problem("/records", found, "a column of texts"))
    if problems:
        raise ValidationError(problems)
    parts: dict[str, list[Record]] = {name: [] for name in FIELDS.values()}
    for index, (kind, name, document) in enumerate(zip(*columns.values(), strict=True)):
        where = pointer("records", index)
        cls = LINE_KEYS.get(kind)
        if cls is None:
            problems.append(Problem(f"{where}/kind", shown(kind), "one of: " + ", ".join(LINE_KEYS)))
        elif document is None:
            problems.append(Problem(f"{where}/document", shown(document), "a JSON document"))
        else:
            try:
                record: Record = codec.loads(document, cls)
            except ValidationError as error:
                problems += [problem.under(f"{where}/document") for problem in error.problems]
                continue
            if record.id != name:
                problems.append(Problem(f"{where}/id", shown(name), f"{shown(record.id)}, the id in the document"))
            parts[FIELDS[cls]].append(record)
    if problems:
        raise ValidationError(problems)
    whole: dict[str, Any] = {name: tuple(some) for name, some in parts.items()}
    return Register(**whole)


def write_parquet(tables: Tables, folder: str | os.PathLike[str]) -> None:
    """Write the tables to a folder: ``agreements.parquet``, ``spells.parquet``, and so on.

    All files are written before the first file is replaced. If the process is interrupted, each file has either its
    old or its new content.

    Args:
        tables: the tables.
        folder: the folder. A folder that does not exist is created.

    Raises:
        OSError: the files can't be written.

    >>> from tempfile import TemporaryDirectory
    >>> from mou import examples
    >>> with TemporaryDirectory() as folder:
    ...     write_parquet(to_arrow(examples.register()), folder)
    ...     from_arrow(read_parquet(folder)) == examples.register()
    True
    """
    load_pyarrow()
    from pyarrow import parquet

    check_is(tables, Tables, hint="use mou.formats.tables.to_arrow(register)" if isinstance(tables, Register) else "")
    files: dict[Path, bytes] = {}
    for name in COLUMNS:
        content = BytesIO()
        parquet.write_table(getattr(tables, name), content)
        files[Path(folder) / f"{name}.parquet"] = content.getvalue()
    Path(folder).mkdir(parents=True, exist_ok=True)
    save_all(files)


def read_parquet(folder: str | os.PathLike[str]) -> Tables:
    """Read the tables that `write_parquet` wrote to a folder.

    Raises:
        OSError: a file does not exist or can't be read.
        ValidationError: a file is not Parquet, has other columns, or does not come from the same export as the other
            files.
    """
    arrow = load_pyarrow()
    from pyarrow import parquet

    read: dict[str, pa.Table] = {}
    problems: list[Problem] = []
    for name in COLUMNS:
        path = Path(folder) / f"{name}.parquet"
        content = path.read_bytes()
        try:
            read[name] = parquet.read_table(BytesIO(content))
            read[name].validate(full=True)
        except (arrow.ArrowException, OSError, UnicodeError) as error:  # the type of error depends on the fault
            why = next(iter(str(error).splitlines()), type(error).__name__)
            problems.append(Problem(pointer(path.name), f"a file that can't be read ({why})", "a Parquet file"))
            continue
        own = read[name].schema.names[len(COLUMNS[name]) :] if name == "agreements" else ()
        if not read[name].schema.equals(schema_of(name, own)):
            problems.append(Problem(pointer(path.name), "a table with other columns", f"the columns of {name}"))
    marks = {name: (table.schema.metadata or {}).get(b"mou.export") for name, table in read.items()}
    if not problems and len(set(marks.values())) > 1:
        problems.append(Problem("", "files of different exports", "files that were written together"))
    if problems:
        raise ValidationError(problems)
    return Tables(**read)


def _table(name: str, rows: list[Any], marks: Mapping[str, str], own: tuple[OwnColumn, ...] = ()) -> pa.Table:
    schema = schema_of(name, [column.name for column in own]).with_metadata({"mou.table": name, **marks})
    columns = {column.name: [column._value(row) for row in rows] for column in COLUMNS[name]}  # noqa: SLF001
    columns |= {column.name: [column.text(row.agreement) or None for row in rows] for column in own}
    table: pa.Table = load_pyarrow().table(columns, schema=schema)
    return table
