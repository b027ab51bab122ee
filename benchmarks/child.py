"""What needs a process of its own: python -m benchmarks.child TASK CONTENDER FILE COUNT prints one line of JSON."""

from __future__ import annotations

import gc
import json
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.contenders import BY_KEY

FIRST, REST = "first.ndjson", "rest.ndjson"
"""Registers of the first of the lines and of the others, beside the file of lines."""


def resident() -> int | None:
    """Bytes of memory that the process has; `None` where the system does not tell in this way."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return None
    import resource

    return pages * resource.getpagesize()


def kept(contender: Any, path: str, count: int) -> dict[str, Any]:
    """Seconds to load a file of so many records and keep them, as the library's user would; and the memory they take.

    A library that reads files of many records reads one; others are called for each line.
    """
    if not hasattr(contender, "load_file"):
        return kept_by_line(contender, path, count)
    contender.load_file(Path(path).with_name(FIRST))  # what is built at the first use is not the records'
    return _measured(lambda: contender.load_file(Path(path).with_name(REST)).agreements, count)


def kept_by_line(contender: Any, path: str, count: int) -> dict[str, Any]:
    """The same by a loop of the caller's over the lines, in which the collector works as Python sets it."""
    with Path(path).open("rb") as file:
        contender.load(next(file))
        return _measured(lambda: [contender.load(line) for line in islice(file, count)], count)


def kept_paused(contender: Any, path: str, count: int) -> dict[str, Any]:
    """The same where the caller pauses the collector, as few do."""
    gc.disable()
    return kept_by_line(contender, path, count)


def _measured(load: Callable[[], Sequence[object]], count: int) -> dict[str, Any]:
    gc.collect()
    before, start = resident(), process_time()
    records = load()
    seconds, after = process_time() - start, resident()
    if len(records) != count:
        raise SystemExit(f"{len(records)} records were loaded, not {count}")
    grown = None if before is None or after is None else after - before
    return {"seconds": seconds, "rss": None if grown is None else grown / count}


def document(contender: Any, path: str, count: int) -> dict[str, Any]:
    """Seconds to load so many agreements from one document."""
    with Path(path).open("rb") as file:
        contender.load(next(file))
        text = b"[" + b",".join(islice(file, count)) + b"]"
    gc.collect()
    start = process_time()
    records = contender.load_many(text)
    seconds = process_time() - start  # before they are dropped
    return {"seconds": seconds, "made": type(records).__name__}


def traced(contender: Any, path: str, count: int) -> dict[str, Any]:
    """Bytes that Python's allocator gave for each record."""
    with Path(path).open("rb") as file:
        contender.load(next(file))
        lines = list(islice(file, count))
    gc.collect()
    tracemalloc.start()
    records = [contender.load(line) for line in lines]
    size = tracemalloc.get_traced_memory()[0]
    return {"traced": size / len(records)}


TASKS = {"kept": kept, "kept_by_line": kept_by_line, "kept_paused": kept_paused, "document": document, "traced": traced}

if __name__ == "__main__":
    task, key, path, count = sys.argv[1:]
    print(json.dumps(TASKS[task](BY_KEY[key].make(), path, int(count))))
