"""Compute the status of many agreements on given days, from Arrow batches of documents to Arrow batches of answers.

`answers` is a pure function of a batch, so any engine that passes Arrow batches to Python can run it on many machines,
such as Apache Spark with ``mapInArrow``. `status_of_file` runs it over an NDJSON file of any size, in memory that does
not grow with the file, and on several processors if you ask for them.

Both look at each agreement by itself. Pass agreements that it depends on as `others`: the convention that a protocol
waits for, and agreements that supersede an earlier one. Without its convention, a protocol's status is unknown, and its
`problem` says so. A superseded agreement does not mention its successor, so its answer is then that of its own text.

To ask about many days, use a register that fits in memory: `phases` makes a table of the phases of its agreements, from
which `statuses`, or any engine that reads Arrow or Parquet, computes the status of each on any day.

This needs the extra ``arrow``.
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
from mou.values.fields import shown

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["answers", "phases", "schema", "status_of_file", "statuses"]

_PART = 4 * 1024 * 1024
"""The number of bytes of a file that make one batch, to which the rest of the last line is added."""
_MOST_PROBLEMS = 3
_Row: TypeAlias = tuple[str | None, date, str | None, date | None, date | None, date | None, str | None]
"""An answer, without its key."""


@attrs.frozen
class _Part:
    """Complete lines of a file, with their place in bytes."""

    path: str
    start: int
    size: int
    number: int  # of the first line


def schema() -> pa.Schema:
    """The columns of what `answers` gives; what each means stands in its field's metadata.

    A row is an agreement on a day, or a document that can't be read; in `mou.formats.tables` it is an agreement.

    Raises:
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> schema().names
    ['key', 'id', 'on', 'status', 'entered_on', 'last_day', 'notice_deadline', 'problem']
    """
    arrow = library()
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
    return described(columns, required={"on"})


def answers(
    documents: pa.RecordBatch | pa.Table,
    on: date | str | Iterable[date | str],
    *,
    others: Iterable[Agreement] = (),
) -> pa.RecordBatch:
    """Compute the status of each agreement of a batch on each day.

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
    arrow, days, related = library(), days_asked(on), Others.of(others)
    # Bytes, so that text that is not UTF-8 is a problem of its own row.
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
    """Compute the status of each agreement of an NDJSON file on each day, in memory that doesn't grow with the file.

    The file is laid out as `mou.documents.ndjson` says. Its other records are checked and passed over. A line that
    can't be read has its rows too; ``key`` says which it is, as ``line 3``.

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
    library()
    days, related = days_asked(on), tuple(others)
    if workers < 1:
        raise ValidationError([Problem("/workers", shown(workers), "at least 1")])

    def in_turn() -> Generator[pa.RecordBatch]:
        size = Path(path).stat().st_size
        answered = _in_this_process if workers == 1 else _by_workers
        # Closing this generator closes the batches too, so that no worker is left when nobody asks for more.
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
            if len(waiting) > 2 * workers:  # so that answers that nobody has taken do not pile up
                first, answer = waiting.popleft()
                yield first, answer.result()
        for first, answer in waiting:
            yield first, answer.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _parts(path: str) -> Generator[_Part]:
    start, number = 0, 1
    with Path(path).open("rb") as file:
        # An empty file has one part as well, so that there is an answer that reports its missing first line.
        while (block := file.read(_PART)) or number == 1:
            rest = file.readline(LARGEST + 1)
            yield _Part(path, start, len(block) + len(rest), number)
            while rest and not rest.endswith(b"\n"):
                rest = file.readline(LARGEST)  # the end of a line that is refused because it is too long
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
    """Return the rows of an agreement: on each day what `mou.position` says."""
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
