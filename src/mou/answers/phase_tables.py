"""The phases of many agreements as an Arrow table, and the statuses of the agreements on any days.

A phase consists of consecutive days on which an agreement has the same status.

This module needs the optional extra ``arrow`` (``pip install 'pymou[arrow]'``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any

from mou.answers.lifecycles import lifecycle
from mou.dates.days import exact_day
from mou.errors import DateRangeError, MissingExtraError, Problem, ValidationError
from mou.law.facts import Others
from mou.law.status import Phase, Status
from mou.model.agreement import Agreement
from mou.model.records import Records
from mou.values.fields import pointer, repeated, shown
from mou.values.progress import tracked

if TYPE_CHECKING:
    import pyarrow as pa

_NEVER_CHANGES = Phase(status=Status.UNKNOWN, first_day=date.min)


def phases(
    agreements: Records | Iterable[Agreement],
    *,
    as_of: date | str | None = None,
    others: Iterable[Agreement] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> pa.Table:
    """Return the phases of agreements as a table. Pass the table to `statuses` to get the statuses on any days.

    The phases of an agreement are the same as in `Lifecycle.phases`. If a date of an agreement would be past the year
    9999, the status of the agreement is unknown on every day. `mou.position` gives the reason.

    Args:
        agreements: the register, or agreements with different ids.
        as_of: ignore acts after this day. By default, all acts are used.
        others: agreements that can affect `agreements`; defaults to `agreements` itself.
        progress: a function to call after each agreement, with the number of agreements done and their total number.

    Returns:
        A table with one row for each phase, ordered by agreement and then by day. The columns are ``id``, ``status``
        (dictionary-encoded), ``first_day`` and ``last_day``. The phases of an agreement cover the calendar without gaps
        or overlaps. The first phase begins on 1 January of the year 1. The ``last_day`` of the last phase is empty.

    Raises:
        ValidationError: `as_of` is not a day; two agreements share an id.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> from mou import examples
    >>> for row in phases(examples.register()).to_pylist():
    ...     print(*row.values())
    mys-usa-defence-2025 negotiated 0001-01-01 2025-10-29
    mys-usa-defence-2025 in_force 2025-10-30 2030-10-30
    mys-usa-defence-2025 expired 2030-10-31 None
    """
    arrow = library()
    every = agreements.agreements if isinstance(agreements, Records) else tuple(agreements)
    known = None if as_of is None else exact_day(as_of)
    if again := repeated(agreement.id for agreement in every):
        expected = "an id that no other agreement has"
        raise ValidationError(
            Problem(pointer("agreements", index, "id"), shown(agreement), expected) for index, agreement in again
        )
    if others is None:
        others = agreements.context if isinstance(agreements, Records) else every
    related = Others.of(others)
    rows: list[tuple[str, str, date, date | None]] = []
    for agreement in tracked(every, progress):
        its_phases = _phases_of(agreement, known, related)
        rows += [(agreement.id, phase.status.value, phase.first_day, phase.last_day) for phase in its_phases]
    columns = described(
        [
            ("id", arrow.string(), "the agreement's id"),
            ("status", _word(arrow.int8()), "the status on each day of the phase"),
            ("first_day", arrow.date32(), "the first day of the phase"),
            ("last_day", arrow.date32(), "the last day of the phase; empty if the phase has no end"),
        ],
        required={"id", "status", "first_day"},
    )
    table: pa.Table = arrow.table([list(column) for column in zip(*rows, strict=True)] or [[]] * 4, schema=columns)
    return table


def _phases_of(agreement: Agreement, as_of: date | None, others: Others) -> tuple[Phase, ...]:
    try:
        return lifecycle(agreement, as_of, others=others).phases
    except DateRangeError:
        return (_NEVER_CHANGES,)


def statuses(phases: pa.Table, on: date | str | Iterable[date | str]) -> pa.Table:
    """Return the status of each agreement on each of the given days, from a table of phases.

    If you have a register and no table of phases, call `Register.statuses`.

    Args:
        phases: a table that the function `phases` has returned. You can first store the table in Parquet or process it
            in another program. If the table contains an agreement, it must contain all phases of the agreement.
        on: the day or the days on which you want to know the statuses.

    Returns:
        A table with one row for each agreement and day. The columns are ``id``, ``on`` and ``status``
        (dictionary-encoded). Agreements are in the order in which they first appear in `phases`. For each agreement,
        the days are in order, without duplicates.

    Raises:
        ValidationError: `on` is not a day, or is empty; `phases` is not a table of phases.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> from mou import examples
    >>> made = phases(examples.register())
    >>> for row in statuses(made, ["2025-10-29", "2025-10-30", "2031-01-01"]).to_pylist():
    ...     print(*row.values())
    mys-usa-defence-2025 2025-10-29 negotiated
    mys-usa-defence-2025 2025-10-30 in_force
    mys-usa-defence-2025 2031-01-01 expired
    """
    arrow = library()
    if not isinstance(phases, arrow.Table):
        raise ValidationError([Problem(pointer("phases"), f"a {type(phases).__name__}", "an Arrow table of phases")])
    days = arrow.array(sorted(set(days_asked(on))), arrow.date32())
    ids, spans = _spans(phases)
    numbers = _on_days(spans, days.cast(arrow.int32()))
    columns = described(
        [
            ("id", _word(arrow.int32()), "the agreement's id"),
            ("on", arrow.date32(), "the day"),
            ("status", _word(arrow.int8()), "the agreement's status on the day in the column `on`"),
        ],
        required={"id", "on", "status"},
    )
    cells = [
        arrow.DictionaryArray.from_arrays(numbers["agreement"], ids),
        arrow.chunked_array([days] * len(ids), arrow.date32()).combine_chunks(),
        arrow.DictionaryArray.from_arrays(numbers["status"], _words()),
    ]
    table: pa.Table = arrow.table(cells, schema=columns)
    return table


def _spans(phases: pa.Table) -> tuple[pa.Array[Any], pa.Table]:
    """Return the ids of the agreements in a table of phases, and a copy of the table with numbers in all columns."""
    arrow, compute = library(), _compute()
    text, day, number = arrow.string(), arrow.date32(), arrow.int32()
    names = {"id": text, "status": text, "first_day": day, "last_day": day}
    columns = {name: column(phases, name, type_, "phases").combine_chunks() for name, type_ in names.items()}
    ids = columns["id"].dictionary_encode()
    status = compute.index_in(columns["status"], value_set=_words())
    problems = [Problem("/phases/id", "nothing", "the id of an agreement")] if ids.null_count else []
    if status.null_count:
        problems.append(Problem("/phases/status", "an unknown status", f"one of: {', '.join(Status)}"))
    if problems:
        raise ValidationError(problems)
    days = [columns[name].cast(number) for name in ("first_day", "last_day")]
    spans = arrow.table([ids.indices, status.cast(arrow.int8()), *days], ["agreement", "status", "first", "last"])
    if not _cover_the_calendar(spans):  # another engine may have changed the order
        spans = spans.sort_by([("agreement", "ascending"), ("first", "ascending")])
        if not _cover_the_calendar(spans):
            found = "an agreement whose phases have gaps, overlap or an end"
            raise ValidationError([Problem(pointer("phases"), found, "all phases of each agreement, each once")])
    return ids.dictionary, spans


def _cover_the_calendar(spans: pa.Table) -> bool:
    """Return whether the phases of each agreement are consecutive and cover the whole calendar."""
    arrow, compute = library(), _compute()
    agreement, first, last = (spans[name].combine_chunks() for name in ("agreement", "first", "last"))
    nothing = arrow.nulls(1, arrow.int32())
    agreement_before, last_before = (arrow.concat_arrays([nothing, numbers])[:-1] for numbers in (agreement, last))
    agreement_after = arrow.concat_arrays([agreement, nothing])[1:]
    again = compute.equal(agreement, agreement_before).fill_null(fill_value=False)
    begins = compute.if_else(again, compute.add(last_before, 1), _in_days(date.min))
    goes_on = compute.equal(agreement, agreement_after).fill_null(fill_value=False)
    checks = [
        compute.greater_equal(agreement, agreement_before).fill_null(fill_value=True),
        compute.equal(first, begins).fill_null(fill_value=False),
        compute.equal(last.is_valid(), goes_on),
        compute.less_equal(first, last).fill_null(fill_value=True),
    ]
    return all(compute.all(check, min_count=0).as_py() for check in checks)


def _on_days(spans: pa.Table, days: pa.Array[Any]) -> dict[str, pa.Array[Any]]:
    """Return two columns: the number of the agreement, and the number of its status.

    The rows are sorted by agreement, then by day.
    """
    arrow, compute = library(), _compute()
    first = spans["first"].combine_chunks()
    # Sort the phases and days together. In this order, the place of a phase minus its place among the phases alone is
    # the number of days before the phase.
    among = compute.rank(arrow.concat_arrays([first, days]), tiebreaker="first")[: len(first)]
    passed = compute.subtract(among, compute.rank(first, tiebreaker="first")).cast(arrow.int64())
    next_passed = arrow.concat_arrays([passed, arrow.nulls(1, arrow.int64())])[1:]
    by_its_end = compute.if_else(spans["last"].combine_chunks().is_null(), len(days), next_passed)
    many = compute.subtract(by_its_end, passed)
    spans_with_days = spans.select(["agreement", "status"]).filter(compute.greater(many, 0))
    ends = compute.cumulative_sum(many.filter(compute.greater(many, 0)))
    run = arrow.RunEndEncodedArray.from_arrays
    return {
        name: compute.run_end_decode(run(ends, spans_with_days[name].combine_chunks()))
        for name in spans_with_days.column_names
    }


def column(table: pa.RecordBatch | pa.Table, name: str, as_type: pa.DataType, place: str) -> pa.ChunkedArray[Any]:
    """Return a column of a table, cast to another type.

    Raises:
        ValidationError: the column is missing, occurs twice, can't be cast, or contains invalid UTF-8.
    """
    if table.schema.names.count(name) != 1:
        found = f"no column {name}, or several"
        raise ValidationError([Problem(pointer(place), found, f"one column {name}")])
    column: Any = table.column(name)
    try:
        cells: pa.ChunkedArray[Any] = column.cast(as_type)
        cells.validate(full=True)
    except library().ArrowException:
        found = f"the column {name} of {column.type}"
        raise ValidationError([Problem(pointer(place), found, f"a column of {as_type}")]) from None
    return cells


def described(columns: Iterable[tuple[str, pa.DataType, str]], required: Collection[str]) -> pa.Schema:
    """Return a schema from names, types and descriptions. The descriptions become metadata."""
    arrow = library()
    schema: pa.Schema = arrow.schema(
        arrow.field(name, type_, nullable=name not in required, metadata={"description": meaning})
        for name, type_, meaning in columns
    )
    return schema


def _in_days(day: date) -> int:
    """Return a day as an Arrow day number."""
    arrow = library()
    number: int = arrow.scalar(day, arrow.date32()).value
    return number


def _words() -> pa.StringArray:
    words: pa.StringArray = library().array([status.value for status in Status])
    return words


def _word(numbers: pa.DataType) -> pa.DataType:
    """Return the Arrow type for a column of texts with few different values."""
    arrow = library()
    dictionary: pa.DataType = arrow.dictionary(numbers, arrow.string())
    return dictionary


def days_asked(on: date | str | Iterable[date | str]) -> tuple[date, ...]:
    """Return the days that an argument contains. The argument must contain at least one day.

    Raises:
        ValidationError: a value is not a day, or there are no values.
    """
    values = tuple(on) if isinstance(on, Iterable) and not isinstance(on, str) else (on,)
    days: list[date] = []
    problems: list[Problem] = [] if values else [Problem(pointer("on"), "no day", "one or more days")]
    for index, value in enumerate(values):
        try:
            days.append(exact_day(value))
        except ValidationError as error:
            problems += [problem.under(pointer("on", index)) for problem in error.problems]
    if problems:
        raise ValidationError(problems)
    return tuple(days)


def library(what: str = "answers in bulk") -> ModuleType:
    """Return pyarrow.

    Args:
        what: the feature that needs pyarrow, as the error message names it.

    Raises:
        MissingExtraError: the extra ``arrow`` is not installed.
    """
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise MissingExtraError(what, "arrow") from None
    return pa


def _compute() -> ModuleType:
    from pyarrow import compute

    return compute
