"""Read and write registers as NDJSON, with one record on each line. The functions don't keep all records in memory.

The first line is ``{"format": "mou/1"}``. Every other line is an object with a single key for the kind of record:
``{"party": {...}}``, ``{"forum": {...}}``, ``{"meeting": {...}}`` or ``{"agreement": {...}}``.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import IO, Any

from cattrs import Converter

from mou.documents.codec import FORMAT, dumps, from_line, structured
from mou.documents.disk import rewriting
from mou.documents.fields import LINE_KEYS
from mou.documents.text import LARGEST, parsed
from mou.errors import Problem, ValidationError
from mou.model.records import Record
from mou.values.fields import check_is, check_path, pointer, shown

__all__ = ["iter_ndjson", "write_ndjson"]

_HEAD = {"format": FORMAT}


def iter_ndjson(
    source: str | os.PathLike[str] | IO[bytes],
    *,
    refused: Callable[[ValidationError], None] | None = None,
    converter: Converter | None = None,
) -> Iterator[Record]:
    r"""Iterate over the records of an NDJSON file, validating each record on its own.

    The function does not check references from one record to another. `mou.Register` checks them when you make a
    register of the records. Empty lines are skipped.

    Args:
        source: a path, or a binary file, such as ``sys.stdin.buffer``.
        refused: a function to call with the error of each unreadable line. Reading then continues with the next line.
            By default, the first unreadable line raises an error.
        converter: a converter that you have extended; see `mou.converter`.

    Raises:
        OSError: the file can't be read.
        ValidationError: a line is not a valid record. `Problem.part` is the line, such as ``line 3``.

    >>> import io
    >>> lines = b'{"format": "mou/1"}\n{"forum": {"id": "admm", "name": "ADMM"}}\n{"forum": {"id": "x"}}\n'
    >>> records = iter_ndjson(io.BytesIO(lines))
    >>> next(records).name
    'ADMM'
    >>> next(records)
    Traceback (most recent call last):
    mou.errors.ValidationError: line 3: /forum/name: found nothing; expected a value (required key)
    """
    check_is(source, str, os.PathLike, io.IOBase, expected="a path or a binary file")
    return (record for _, _, record in numbered(source, refused or _raised, converter))


def write_ndjson(
    records: Iterable[Record], path: str | os.PathLike[str], *, converter: Converter | None = None
) -> None:
    """Write records to an NDJSON file, one by one. If writing fails, the old file stays unchanged.

    Args:
        records: parties, forums, meetings and agreements, such as the records of a `mou.Register`.
        path: the file.
        converter: a converter that you have extended; see `mou.converter`.

    Raises:
        OSError: the file can't be written.
        ValidationError: an item is not a record.

    >>> import mou, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_ndjson(mou.examples.register(), folder + "/register.ndjson")
    ...     mou.load(folder + "/register.ndjson") == mou.examples.register()
    True
    """
    check_is(records, Iterable, expected="a list of records", hint="pass it in a list")
    check_path(path)
    with rewriting(path) as file:
        file.writelines(lines_of(records, converter))


def lines_of(records: Iterable[Record], converter: Converter | None = None) -> Iterator[str]:
    """Yield the lines of an NDJSON file, including line ends."""
    yield json.dumps(_HEAD) + "\n"
    tags = {cls: tag for tag, cls in LINE_KEYS.items()}
    for record in records:
        tag = tags.get(type(record))
        if tag is None:
            expected = "a Party, Forum, Meeting or Agreement"
            raise ValidationError([Problem("", shown(record), expected)])
        yield f'{{"{tag}": {dumps(record, indent=None, converter=converter)}}}\n'


def numbered(
    source: str | os.PathLike[str] | IO[bytes], refused: Callable[[ValidationError], None], converter: Converter | None
) -> Generator[tuple[int, str, Record]]:
    """Yield the line number, the key and the record of each line. Pass the errors of unreadable lines to `refused`."""
    with Path(source).open("rb") if isinstance(source, str | os.PathLike) else nullcontext(source) as file:
        number = 0
        for number, line in enumerate(iter(partial(file.readline, LARGEST + 1), b""), 1):
            tagged = None
            try:
                tagged = held_by(number, line, converter)
            except ValidationError as error:
                refused(ValidationError(problem.within(f"line {number}") for problem in error.problems))
            if tagged is not None:
                yield number, *tagged
            if len(line) > LARGEST:
                return  # the line is too long; the next read would return the rest of it
        if not number:
            refused(ValidationError([_lacks_head("nothing").within("line 1")]))


def held_by(number: int, line: bytes, converter: Converter | None = None) -> tuple[str, Record] | None:
    """Return the key and the record of a line, or `None` for the first line and for empty lines."""
    if number == 1:
        document, problems = parsed(line)
        if document != _HEAD or problems:
            raise ValidationError([_lacks_head("a different line"), *problems])
        return None
    tagged: tuple[str, Record] | None = from_line(line) if converter is None else None
    if tagged is not None:
        return tagged
    return _record(line, converter) if line.strip() else None


def _raised(error: ValidationError) -> None:
    raise error


def _lacks_head(found: str) -> Problem:
    return Problem("", found, f"the format line {json.dumps(_HEAD)}")


def _record(line: bytes, converter: Converter | None) -> tuple[str, Record]:
    document: Any
    document, problems = parsed(line)
    if not isinstance(document, dict) or len(document) != 1 or next(iter(document)) not in LINE_KEYS:
        found = shown(document)
        if isinstance(document, dict):
            found = f"an object with the keys {', '.join(map(shown, document))}" if document else "an empty object"
        expected = f"an object with exactly one key, one of: {', '.join(LINE_KEYS)}"
        raise ValidationError([Problem("", found, expected), *problems])
    ((tag, value),) = document.items()
    record: Any = None
    try:
        record = structured(value, (), LINE_KEYS[tag], converter)
    except ValidationError as error:
        problems = [*(problem.under(pointer(tag)) for problem in error.problems), *problems]
    if problems:
        raise ValidationError(problems)
    return tag, record
