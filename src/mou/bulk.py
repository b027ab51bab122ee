"""Where many agreements stand on given days: from Arrow batches of documents to Arrow batches of answers.

`answers` is a pure function of a batch, so that any engine that hands Arrow batches to Python can run it on as many
machines as there are: Apache Spark does by ``mapInArrow``. `status_of_file` runs it over an NDJSON file of any size, in
memory that doesn't grow with the file, and on several processors where asked.

There an agreement is looked at by itself. What it depends on has to be given as `others`: the convention that a
protocol waits for, and those that supersede an earlier one. Without them a protocol's status is not known, as its
`problem` says; but nothing in an agreement tells that a later one superseded it, so that its answer is that of its own
text.

A register that fits in memory is asked about many days at once: `phases` makes a table of the phases of all its
agreements, from which `statuses`, or any engine that reads Arrow or Parquet, tells where each stands on any day.

This needs the extra ``arrow``.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from datetime import date
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from mou.answers.lifecycles import lifecycle
from mou.answers.register import Register
from mou.dates.days import exact_day
from mou.documents.codec import LARGEST, loads
from mou.documents.collector import paused_collector
from mou.documents.ndjson import held_by
from mou.errors import DateRangeError, MissingExtraError, Problem, ValidationError
from mou.law.facts import Others
from mou.law.status import Phase, Status
from mou.model.agreement import Agreement
from mou.values.fields import pointer, repeated, shown

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["answers", "phases", "schema", "status_of_file", "statuses"]

_PART = 4 * 1024 * 1024
"""So many bytes of a file, and what is left of the last line, make one batch."""
_MOST_TOLD = 3
_NEVER_CHANGES = Phase(status=Status.UNKNOWN, first_day=date.min)
_Row: TypeAlias = tuple[str | None, date, str | None, date | None, date | None, date | None, str | None]
"""An answer, without its key."""


@attrs.frozen
class _Part:
    """Whole lines of a file.

    Attributes:
        path: the file.
        start: where they begin, in bytes.
        size: how many bytes they have.
        number: the number of the first line.
    """

    path: str
    start: int
    size: int
    number: int


def schema() -> pa.Schema:
    """The columns of what `answers` gives; what each means stands in its field's metadata.

    Raises:
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> schema().names
    ['key', 'id', 'on', 'status', 'entered_on', 'last_day', 'notice_deadline', 'problem']
    """
    arrow = _library()
    text, day = arrow.string(), arrow.date32()
    columns = [
        ("key", text, "what the document's key is, so that it is found again; empty where it has none"),
        ("id", text, "the agreement's id; empty where the document can't be read"),
        ("on", day, "the day that is asked about"),
        ("status", text, "where the agreement stands on that day; empty where the document can't be read"),
        ("entered_on", day, "its first day in force, where there is one and it is certain"),
        ("last_day", day, "its last day in force, where there is one and it is certain"),
        ("notice_deadline", day, "the last day on which notice still counts for the period that runs on that day"),
        ("problem", text, "why the status is empty or unknown; empty for all others"),
    ]
    return _described(columns, required={"on"})


def answers(
    documents: pa.RecordBatch | pa.Table,
    on: date | str | Iterable[date | str],
    *,
    others: Iterable[Agreement] = (),
) -> pa.RecordBatch:
    """Where each agreement of a batch stands on each day.

    It has no state and asks no clock, so that it can run anywhere.

    Args:
        documents: in the column ``document`` each has the JSON of one agreement, as text or as bytes in UTF-8. A column
            ``key``, where there is one, is handed on as text.
        on: the day, or the days.
        others: the agreements that these may depend on; see `mou.lifecycle`.

    Returns:
        One row a document and day, in their order, with the columns of `schema`. A document that can't be read, and an
        agreement of which a date would lie outside the calendar, have rows like any other: `problem` says what is
        wrong.

    Raises:
        ValidationError: `on` is no day, or there is none; the batch has no such column, or one of another type.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> import pyarrow as pa
    >>> from mou import dumps, examples
    >>> batch = pa.record_batch({"document": [dumps(examples.agreement()), "{}"]})
    >>> for row in answers(batch, "2026-11-25").select(["id", "status", "last_day"]).to_pylist():
    ...     print(*row.values())
    mys-usa-defence-2025 in_force 2030-10-30
    None None None
    """
    arrow, days, related = _library(), days_asked(on), Others.of(others)
    # As bytes: text that is no UTF-8 is then the problem of its own row.
    texts = _column(documents, "document", arrow.large_binary(), "documents").to_pylist()
    has_keys = "key" in documents.schema.names
    keys = _column(documents, "key", arrow.string(), "documents").to_pylist() if has_keys else [None] * len(texts)
    return _batch(((key, row) for key, text in zip(keys, texts, strict=True) for row in _of_text(text, days, related)))


def status_of_file(
    path: str | os.PathLike[str],
    on: date | str | Iterable[date | str],
    *,
    workers: int = 1,
    others: Iterable[Agreement] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Where each agreement of an NDJSON file stands on each day, in memory that doesn't grow with the file.

    The file is laid out as `mou.documents.ndjson` says. Its other records are checked and passed over. A line that can't be read
    has its rows too; ``key`` says which it is, as ``line 3``.

    More workers are processes of their own, which take parts of the file in turn; what they give, and its order, is the
    same. A program that asks for them has to start from ``if __name__ == "__main__":``, as `multiprocessing` says.

    Args:
        path: the file.
        on: the day, or the days.
        workers: how many processes; one is this process.
        others: the agreements that these may depend on. They are sent with each part, so give those only.
        progress: told how many bytes are done, of how many.

    Yields:
        What `answers` gives, for a part of the file.

    Raises:
        OSError: the file can't be read; told when the first batch is asked for.
        ValidationError: `on` is no day, or there is none; `workers` is less than one.
        concurrent.futures.process.BrokenProcessPool: a worker was killed.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> import mou, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     mou.save(mou.examples.register(), folder + "/register.ndjson")
    ...     for batch in status_of_file(folder + "/register.ndjson", ["2026-11-25", "2031-01-01"]):
    ...         for row in batch.select(["key", "on", "status"]).to_pylist():
    ...             print(*row.values())
    line 7 2026-11-25 in_force
    line 7 2031-01-01 expired
    """
    _library()
    days, related = days_asked(on), tuple(others)
    if workers < 1:
        raise ValidationError([Problem(pointer("workers"), shown(workers), "at least 1")])
    return _in_turn(os.fspath(path), days, related, workers, progress)


def phases(
    agreements: Register | Iterable[Agreement],
    *,
    as_of: date | str | None = None,
    others: Iterable[Agreement] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> pa.Table:
    """The phases of agreements as a table, from which is read where each stands on any day.

    They are those of `Lifecycle.phases`. Where a lifecycle can't be computed, as a date would lie outside the calendar,
    the status is not known. The table doesn't say why; `mou.position` does.

    Args:
        agreements: the register, or some agreements, each with an id of its own.
        as_of: count only what was known on this day; left out: all that is recorded.
        others: the agreements that these may depend on; left out: each other.
        progress: told how many agreements are done, of how many.

    Returns:
        One row a phase, by agreement in their order, then by day. In the column ``id`` stands the agreement's id, in
        ``status`` a word (dictionary-encoded). ``first_day`` begins with 1 January of the year 1, and ``last_day`` is
        empty where it stays so; the phases of an agreement cover the calendar without gap or overlap.

    Raises:
        ValidationError: `as_of` is no day; two agreements share an id.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> from mou import examples
    >>> for row in phases(examples.register()).to_pylist():
    ...     print(*row.values())
    mys-usa-defence-2025 negotiated 0001-01-01 2025-10-29
    mys-usa-defence-2025 in_force 2025-10-30 2030-10-30
    mys-usa-defence-2025 expired 2030-10-31 None
    """
    arrow = _library()
    every = agreements.agreements if isinstance(agreements, Register) else tuple(agreements)
    known = None if as_of is None else exact_day(as_of)
    if again := repeated(one.id for one in every):
        expected = "an id that no other of the agreements has"
        raise ValidationError(Problem(pointer("agreements", index, "id"), shown(one), expected) for index, one in again)
    related = Others.of(every if others is None else others)
    rows: list[tuple[str, str, date, date | None]] = []
    for number, agreement in enumerate(every, 1):
        found = _phases_of(agreement, known, related)
        rows += [(agreement.id, one.status.value, one.first_day, one.last_day) for one in found]
        if progress is not None:
            progress(number, len(every))
    columns = _described(
        [
            ("id", arrow.string(), "the agreement's id"),
            ("status", _word(arrow.int8()), "where it stands on each day of the phase"),
            ("first_day", arrow.date32(), "the first day of the phase"),
            ("last_day", arrow.date32(), "its last day; empty where it stays so"),
        ],
        required={"id", "status", "first_day"},
    )
    made: pa.Table = arrow.table([list(column) for column in zip(*rows, strict=True)] or [[]] * 4, schema=columns)
    return made


def _phases_of(agreement: Agreement, as_of: date | None, others: Others) -> tuple[Phase, ...]:
    try:
        return lifecycle(agreement, as_of, others=others).phases
    except DateRangeError:
        return (_NEVER_CHANGES,)


def statuses(phases: pa.Table, on: date | str | Iterable[date | str]) -> pa.Table:
    """Where each agreement stands on each day, from the table of their phases.

    It is computed for all agreements and days at once, by operations on whole columns. `Register.statuses` is the short
    way from a register.

    Args:
        phases: what `phases` gives, also as it comes back from Parquet or from another engine; agreements may have been
            left out, but not some phases of one.
        on: the day, or the days.

    Returns:
        One row an agreement and day, with the columns ``id``, ``on`` and ``status``; the words are dictionary-encoded.
        Agreements stand in the order in which they first stand in `phases`, and the days of each one after the other,
        each once.

    Raises:
        ValidationError: `on` is no day, or there is none; `phases` is no such table.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> from mou import examples
    >>> made = phases(examples.register())
    >>> for row in statuses(made, ["2025-10-29", "2025-10-30", "2031-01-01"]).to_pylist():
    ...     print(*row.values())
    mys-usa-defence-2025 2025-10-29 negotiated
    mys-usa-defence-2025 2025-10-30 in_force
    mys-usa-defence-2025 2031-01-01 expired
    """
    arrow = _library()
    if not isinstance(phases, arrow.Table):
        raise ValidationError([Problem(pointer("phases"), f"a {type(phases).__name__}", "an Arrow table of phases")])
    days = arrow.array(sorted(set(days_asked(on))), arrow.date32())
    ids, spans = _spans(phases)
    made = _on_days(spans, days.cast(arrow.int32()))
    columns = _described(
        [
            ("id", _word(arrow.int32()), "the agreement's id"),
            ("on", arrow.date32(), "the day that is asked about"),
            ("status", _word(arrow.int8()), "where the agreement stands on that day"),
        ],
        required={"id", "on", "status"},
    )
    cells = [
        arrow.DictionaryArray.from_arrays(made["agreement"], ids),
        arrow.chunked_array([days] * len(ids), arrow.date32()).combine_chunks(),
        arrow.DictionaryArray.from_arrays(made["status"], _words()),
    ]
    told: pa.Table = arrow.table(cells, schema=columns)
    return told


def _spans(phases: pa.Table) -> tuple[pa.Array[Any], pa.Table]:
    """The ids of the agreements in a table of phases, and its phases in numbers: of the agreement, status and days."""
    arrow, compute = _library(), _compute()
    text, day, number = arrow.string(), arrow.date32(), arrow.int32()
    names = {"id": text, "status": text, "first_day": day, "last_day": day}
    columns = {name: _column(phases, name, type_, "phases").combine_chunks() for name, type_ in names.items()}
    ids = columns["id"].dictionary_encode()
    status = compute.index_in(columns["status"], value_set=_words())
    problems = [Problem("/phases/id", "nothing", "the id of an agreement")] if ids.null_count else []
    if status.null_count:
        problems.append(Problem("/phases/status", "a status that is none", f"one of: {', '.join(Status)}"))
    if problems:
        raise ValidationError(problems)
    days = [columns[name].cast(number) for name in ("first_day", "last_day")]
    spans = arrow.table([ids.indices, status.cast(arrow.int8()), *days], ["agreement", "status", "first", "last"])
    if not _cover_the_calendar(spans):  # another engine may have put them into another order
        spans = spans.sort_by([("agreement", "ascending"), ("first", "ascending")])
        if not _cover_the_calendar(spans):
            found = "an agreement whose phases have gaps, overlap or an end"
            raise ValidationError([Problem(pointer("phases"), found, "all phases of each agreement, each once")])
    return ids.dictionary, spans


def _cover_the_calendar(spans: pa.Table) -> bool:
    """Whether the phases of each agreement stand together, one after the other, from the first day to no last one."""
    arrow, compute = _library(), _compute()
    agreement, first, last = (spans[name].combine_chunks() for name in ("agreement", "first", "last"))
    nothing = arrow.nulls(1, arrow.int32())
    agreement_before, last_before = (arrow.concat_arrays([nothing, one])[:-1] for one in (agreement, last))
    agreement_after = arrow.concat_arrays([agreement, nothing])[1:]
    again = compute.equal(agreement, agreement_before).fill_null(fill_value=False)
    begins = compute.if_else(again, compute.add(last_before, 1), _in_days(date.min))
    goes_on = compute.equal(agreement, agreement_after).fill_null(fill_value=False)
    sound = [
        compute.greater_equal(agreement, agreement_before).fill_null(fill_value=True),
        compute.equal(first, begins).fill_null(fill_value=False),
        compute.equal(last.is_valid(), goes_on),
        compute.less_equal(first, last).fill_null(fill_value=True),
    ]
    return all(compute.all(one, min_count=0).as_py() for one in sound)


def _on_days(spans: pa.Table, days: pa.Array[Any]) -> dict[str, pa.Array[Any]]:
    """For each agreement, and for it each day, the number of the agreement and of its status; days are in order."""
    arrow, compute = _library(), _compute()
    first = spans["first"].combine_chunks()
    # Ranked among the days as well, a phase has as many places more as days come before it.
    among = compute.rank(arrow.concat_arrays([first, days]), tiebreaker="first")[: len(first)]
    passed = compute.subtract(among, compute.rank(first, tiebreaker="first")).cast(arrow.int64())
    next_passed = arrow.concat_arrays([passed, arrow.nulls(1, arrow.int64())])[1:]
    by_its_end = compute.if_else(spans["last"].combine_chunks().is_null(), len(days), next_passed)
    many = compute.subtract(by_its_end, passed)
    seen = spans.select(["agreement", "status"]).filter(compute.greater(many, 0))
    ends = compute.cumulative_sum(many.filter(compute.greater(many, 0)))
    run = arrow.RunEndEncodedArray.from_arrays
    return {name: compute.run_end_decode(run(ends, seen[name].combine_chunks())) for name in seen.column_names}


def _in_turn(
    path: str,
    days: tuple[date, ...],
    others: tuple[Agreement, ...],
    workers: int,
    progress: Callable[[int, int], None] | None,
) -> Generator[pa.RecordBatch]:
    whole = Path(path).stat().st_size
    # Closed with this, so that no worker is left when nobody asks for more.
    with closing((_here if workers == 1 else _by_workers)(_parts(path), days, others, workers)) as made:
        for part, batch in made:
            yield batch
            if progress is not None:
                progress(part.start + part.size, whole)


def _here(
    parts: Iterable[_Part], days: tuple[date, ...], others: tuple[Agreement, ...], _: int
) -> Generator[tuple[_Part, pa.RecordBatch]]:
    for part in parts:
        yield part, _of_part(part, days, others)


def _by_workers(
    parts: Iterable[_Part], days: tuple[date, ...], others: tuple[Agreement, ...], workers: int
) -> Generator[tuple[_Part, pa.RecordBatch]]:
    arrow, columns = _library(), schema()
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        waiting: deque[tuple[_Part, Future[bytes]]] = deque()
        for part in parts:
            waiting.append((part, pool.submit(_sent, part, days, others)))
            if len(waiting) > 2 * workers:  # no more, lest answers pile up that nobody has taken
                first, answer = waiting.popleft()
                yield first, arrow.ipc.read_record_batch(arrow.py_buffer(answer.result()), columns)
        for first, answer in waiting:
            yield first, arrow.ipc.read_record_batch(arrow.py_buffer(answer.result()), columns)
    finally:
        pool.shutdown(cancel_futures=True)


def _sent(part: _Part, days: tuple[date, ...], others: tuple[Agreement, ...]) -> bytes:
    """The answers of a part as they go from process to process."""
    sent: bytes = _of_part(part, days, others).serialize().to_pybytes()
    return sent


def _parts(path: str) -> Generator[_Part]:
    start, number = 0, 1
    with Path(path).open("rb") as file:
        # A file of no bytes has one part as well: it lacks its first line, which its answer says.
        while (block := file.read(_PART)) or number == 1:
            rest = file.readline(LARGEST + 1)
            yield _Part(path, start, len(block) + len(rest), number)
            while rest and not rest.endswith(b"\n"):
                rest = file.readline(LARGEST)  # of a line that is refused as it is too long
            start, number = file.tell(), number + block.count(b"\n") + 1


def _of_part(part: _Part, days: tuple[date, ...], others: tuple[Agreement, ...]) -> pa.RecordBatch:
    with Path(part.path).open("rb") as file:
        file.seek(part.start)
        lines = BytesIO(file.read(part.size)).readlines() or [b""]
    related = Others.of(others)
    return _batch(
        (f"line {number}", row)
        for number, line in enumerate(lines, part.number)
        for row in _of_line(number, line, days, related)
    )


def _of_line(number: int, line: bytes, days: tuple[date, ...], others: Others) -> Iterable[_Row]:
    try:
        held = held_by(number, line)
    except ValidationError as error:
        return _unread(error, days)
    if held is None or not isinstance(held[1], Agreement):
        return ()
    return _of_agreement(held[1], days, others)


def _of_text(text: bytes | None, days: tuple[date, ...], others: Others) -> Iterable[_Row]:
    if text is None:
        return _unread(ValidationError([Problem("", "nothing", "a JSON document")]), days)
    try:
        agreement = loads(text, Agreement)
    except ValidationError as error:
        return _unread(error, days)
    return _of_agreement(agreement, days, others)


def _unread(error: ValidationError, days: tuple[date, ...]) -> list[_Row]:
    told = "; ".join(map(str, error.problems[:_MOST_TOLD]))
    left = len(error.problems) - _MOST_TOLD
    problem = f"{told}; and {left} more" if left > 0 else told
    return [(None, day, None, None, None, None, problem) for day in days]


def _of_agreement(agreement: Agreement, days: tuple[date, ...], others: Others) -> list[_Row]:
    """The rows of an agreement: on each day what `mou.position` says."""
    name = agreement.id
    try:
        life = lifecycle(agreement, others=others)
    except DateRangeError as error:
        return [_beyond(name, day, error) for day in days]
    entered_on, last_day = life.entered_into_force_on, life.last_day
    rows: list[_Row] = []
    for day in days:
        standing = life._standing(day)  # noqa: SLF001  # as `mou.position`
        problem = standing.reason if standing.status is Status.UNKNOWN else None
        rows.append((name, day, standing.status.value, entered_on, last_day, standing.notice_deadline, problem))
    return rows


def _beyond(name: str, day: date, error: DateRangeError) -> _Row:
    return name, day, Status.UNKNOWN.value, None, None, None, str(error)


def _batch(rows: Iterable[tuple[str | None, _Row]]) -> pa.RecordBatch:
    columns = schema()
    with paused_collector():
        cells = [(key, *row) for key, row in rows]
    listed = [list(column) for column in zip(*cells, strict=True)] or [[] for _ in columns]
    made: pa.RecordBatch = _library().record_batch(listed, schema=columns)
    return made


def _column(given: pa.RecordBatch | pa.Table, name: str, as_type: pa.DataType, place: str) -> pa.ChunkedArray[Any]:
    """A column of what is given at a place, in another type, without text that is no UTF-8."""
    if given.schema.names.count(name) != 1:
        found = f"no column {name}, or several"
        raise ValidationError([Problem(pointer(place), found, f"one column {name}")])
    column: Any = given.column(name)
    try:
        made: pa.ChunkedArray[Any] = column.cast(as_type)
        made.validate(full=True)
    except _library().ArrowException:
        found = f"the column {name} of {column.type}"
        raise ValidationError([Problem(pointer(place), found, f"a column of {as_type}")]) from None
    return made


def _described(columns: Iterable[tuple[str, pa.DataType, str]], required: Collection[str]) -> pa.Schema:
    """A schema whose fields have a name, a type and, in their metadata, a meaning."""
    arrow = _library()
    made: pa.Schema = arrow.schema(
        arrow.field(name, type_, nullable=name not in required, metadata={"description": meaning})
        for name, type_, meaning in columns
    )
    return made


def _in_days(day: date) -> int:
    """A day as Arrow counts it."""
    arrow = _library()
    made: int = arrow.scalar(day, arrow.date32()).value
    return made


def _words() -> pa.StringArray:
    made: pa.StringArray = _library().array([one.value for one in Status])
    return made


def _word(numbers: pa.DataType) -> pa.DataType:
    """A text of a few values."""
    arrow = _library()
    made: pa.DataType = arrow.dictionary(numbers, arrow.string())
    return made


def days_asked(on: date | str | Iterable[date | str]) -> tuple[date, ...]:
    """The days that a caller asks about, of which there is at least one."""
    given = tuple(on) if isinstance(on, Iterable) and not isinstance(on, str) else (on,)
    days: list[date] = []
    problems: list[Problem] = [] if given else [Problem(pointer("on"), "no day", "one or more")]
    for index, one in enumerate(given):
        try:
            days.append(exact_day(one))
        except ValidationError as error:
            problems += [problem.under(pointer("on", index)) for problem in error.problems]
    if problems:
        raise ValidationError(problems)
    return tuple(days)


def _library() -> ModuleType:
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise MissingExtraError("answers in bulk", "arrow") from None
    return pa


def _compute() -> ModuleType:
    from pyarrow import compute

    return compute
