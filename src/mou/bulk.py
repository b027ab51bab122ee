"""Compute the status of many agreements on given days, with Arrow batches as input and output.

The function `answers` takes a batch of documents and returns a batch of answers. The result depends only on the
arguments. Therefore, any engine that passes Arrow batches to Python, such as Apache Spark with ``mapInArrow``, can run
`answers` on many machines.

The function `status_of_file` reads an NDJSON file in parts, and computes the same answers for each part. It can use
several processors. Its memory use does not grow with the size of the file.

Both functions compute each agreement separately. If another agreement can affect the result for an agreement, pass the
other agreement in `others`. For example, a protocol can enter into force only after its convention. If you leave the
convention out, the status of the protocol is ``unknown``, and the column ``problem`` gives the reason. Another example
is an agreement that a later agreement supersedes. If you leave the later agreement out, the status follows from the
clauses of the earlier agreement alone, and no column mentions that the later agreement is missing.

For queries about many days, load a register and call `phases`. The register must fit in memory. The function returns a
table of phases. A phase consists of consecutive days on which an agreement has the same status. From this table,
`statuses` or any engine that reads Arrow or Parquet can compute the status of each agreement on any day.

This module needs the extra ``arrow``.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from datetime import date
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import attrs

from mou.answers.lifecycles import lifecycle
from mou.answers.phase_tables import column, days_asked, described, library, phases, statuses
from mou.documents.codec import LARGEST, loads
from mou.documents.collector import paused_collector
from mou.documents.ndjson import held_by
from mou.errors import DateRangeError, Problem, ValidationError
from mou.law.facts import Others
from mou.law.status import Status
from mou.model.agreement import Agreement
from mou.model.records import Records
from mou.values.fields import check_is, shown

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["answers", "phases", "schema", "status_of_file", "statuses"]

_PART = 4 * 1024 * 1024
"""The number of bytes to read from a file for one batch. The rest of the last line is read too."""
_MOST_PROBLEMS = 3
_Row: TypeAlias = tuple[str | None, date, str | None, date | None, date | None, date | None, str | None]
"""A row of the result, without its first column (``key``)."""


@attrs.frozen
class _Part:
    """A block of complete lines of a file, with its offset and size in bytes."""

    path: str
    start: int
    size: int
    number: int  # the number of the first line of the block


def schema() -> pa.Schema:
    """Return the schema of the result of `answers`. The metadata of each field explains the field.

    A row contains the answers for an agreement on a day, or the reason why a document can't be read. The table
    `agreements` of `mou.formats.tables` is different: it has one row per agreement.

    Raises:
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> schema().names
    ['key', 'id', 'on', 'status', 'entered_on', 'last_day', 'notice_deadline', 'problem']
    """
    arrow = library()
    text, day = arrow.string(), arrow.date32()
    columns = [
        ("key", text, "the key of the document in the input; empty if the input has no keys"),
        ("id", text, "the agreement's id; empty if the document can't be read"),
        ("on", day, "the day of the row's answers"),
        ("status", text, "the agreement's status on the day in the column `on`; empty if the document can't be read"),
        ("entered_on", day, "the agreement's first day in force; empty if there is none or it is not certain"),
        ("last_day", day, "the agreement's last day in force; empty if there is none or it is not certain"),
        (
            "notice_deadline",
            day,
            "the last day on which a notice of non-renewal is in time for the period that contains the day `on`",
        ),
        ("problem", text, "the reason why the status is empty or unknown; empty if the status is known"),
    ]
    return described(columns, required={"on"})


def answers(
    documents: pa.RecordBatch | pa.Table,
    on: date | str | Iterable[date | str],
    *,
    others: Iterable[Agreement] = (),
) -> pa.RecordBatch:
    """Compute the status of each agreement in a batch on each of the days.

    The function stores nothing between calls and does not read the system clock.

    Args:
        documents: a batch with a column ``document``. Each row of the column contains the JSON of one agreement, as
            text or as bytes in UTF-8. If the batch has a column ``key``, the values of this column are copied to the
            result as text.
        on: the day, or the days.
        others: other agreements that can affect the agreements in the batch; see `mou.lifecycle`.

    Returns:
        One row per document and day, with the columns of `schema`. The rows are in the order of the documents, and the
        rows of a document are in the order of the days. If a document can't be read, or if an agreement has a date
        outside the years 1 to 9999, the column ``problem`` gives the reason.

    Raises:
        ValidationError: `on` is not a day, or is an empty list; the column ``document`` is missing or has another type.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> import pyarrow as pa
    >>> from mou import dumps, examples
    >>> batch = pa.record_batch({"document": [dumps(examples.agreement()), "{}"]})
    >>> for row in answers(batch, "2026-11-25").select(["id", "status", "last_day"]).to_pylist():
    ...     print(*row.values())
    mys-usa-defence-2025 in_force 2030-10-30
    None None None
    """
    arrow, days, related = library(), days_asked(on), Others.of(others)
    hint = "use register.statuses(days)" if isinstance(documents, Records) else ""
    check_is(documents, arrow.RecordBatch, arrow.Table, expected="a batch of documents", hint=hint)
    # The documents are read as bytes. If a document is not in UTF-8, only its own row has a problem.
    texts = column(documents, "document", arrow.large_binary(), "documents").to_pylist()
    has_keys = "key" in documents.schema.names
    keys = column(documents, "key", arrow.string(), "documents").to_pylist() if has_keys else [None] * len(texts)
    return _batch(((key, row) for key, text in zip(keys, texts, strict=True) for row in _of_text(text, days, related)))


def status_of_file(
    path: str | os.PathLike[str],
    on: date | str | Iterable[date | str],
    *,
    workers: int = 1,
    others: Iterable[Agreement] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Compute the status of each agreement in an NDJSON file on each of the days.

    Memory use does not grow with the size of the file. For the layout of the file, see `mou.documents.ndjson`. Records
    other than agreements are validated, but have no rows. If a line can't be read, its rows give the reason in the
    column ``problem``. The column ``key`` contains the number of the line, such as ``line 3``.

    Each worker is a process that computes parts of the file. The batches and their order are the same for any number of
    workers. If you use several workers, call this function in a block that begins with ``if __name__ == "__main__":``;
    see `multiprocessing`.

    Args:
        path: the file.
        on: the day, or the days.
        workers: the number of processes. With 1, everything runs in the current process.
        others: other agreements that can affect the agreements in the file. Every worker receives them with each part
            of the file, so pass only the agreements that are needed.
        progress: a function to call after each part, with the number of bytes done and the size of the file.

    Yields:
        For each part of the file, a batch of rows as returned by `answers`.

    Raises:
        OSError: the file can't be read. The error is raised when you request the first batch.
        ValidationError: `on` is not a day, or is an empty list; `workers` is less than one.
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
    library()
    days, related = days_asked(on), tuple(others)
    if workers < 1:
        raise ValidationError([Problem("/workers", shown(workers), "at least 1")])

    def in_turn() -> Generator[pa.RecordBatch]:
        size = Path(path).stat().st_size
        answered = _in_this_process if workers == 1 else _by_workers
        # If the caller closes this generator, close the inner generator too. Otherwise, the workers would keep running.
        with closing(answered(_parts(os.fspath(path)), days, related, workers)) as batches:
            for part, batch in batches:
                yield batch
                if progress is not None:
                    progress(part.start + part.size, size)

    return in_turn()


def _in_this_process(
    parts: Iterable[_Part], days: tuple[date, ...], others: tuple[Agreement, ...], _: int
) -> Generator[tuple[_Part, pa.RecordBatch]]:
    for part in parts:
        yield part, _of_part(part, days, others)


def _by_workers(
    parts: Iterable[_Part], days: tuple[date, ...], others: tuple[Agreement, ...], workers: int
) -> Generator[tuple[_Part, pa.RecordBatch]]:
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        waiting: deque[tuple[_Part, Future[pa.RecordBatch]]] = deque()
        for part in parts:
            waiting.append((part, pool.submit(_of_part, part, days, others)))
            if len(waiting) > 2 * workers:  # don't compute batches long before they are used
                first, answer = waiting.popleft()
                yield first, answer.result()
        for first, answer in waiting:
            yield first, answer.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _parts(path: str) -> Generator[_Part]:
    start, number = 0, 1
    with Path(path).open("rb") as file:
        # An empty file has one part too. The row of this part reports that the first line is missing.
        while (block := file.read(_PART)) or number == 1:
            rest = file.readline(LARGEST + 1)
            yield _Part(path, start, len(block) + len(rest), number)
            while rest and not rest.endswith(b"\n"):
                rest = file.readline(LARGEST)  # the line is too long and will be refused, so skip the rest of it
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
    problems = "; ".join(map(str, error.problems[:_MOST_PROBLEMS]))
    left = len(error.problems) - _MOST_PROBLEMS
    problem = f"{problems}; and {left} more" if left > 0 else problems
    return [(None, day, None, None, None, None, problem) for day in days]


def _of_agreement(agreement: Agreement, days: tuple[date, ...], others: Others) -> list[_Row]:
    """Return the rows of an agreement: the values of `mou.position` on each day."""
    name = agreement.id
    try:
        life = lifecycle(agreement, others=others)
    except DateRangeError as error:
        return [(name, day, Status.UNKNOWN.value, None, None, None, str(error)) for day in days]
    entered_on, last_day = life.entered_into_force_on, life.last_day
    rows: list[_Row] = []
    for day in days:
        where = life.position(day)
        problem = where.reason if where.status is Status.UNKNOWN else None
        rows.append((name, day, where.status.value, entered_on, last_day, where.notice_deadline, problem))
    return rows


def _batch(rows: Iterable[tuple[str | None, _Row]]) -> pa.RecordBatch:
    columns = schema()
    with paused_collector():
        cells = [(key, *row) for key, row in rows]
    listed = [list(column) for column in zip(*cells, strict=True)] or [[] for _ in columns]
    batch: pa.RecordBatch = library().record_batch(listed, schema=columns)
    return batch
