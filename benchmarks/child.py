"""The measurements that need a new process: python -m benchmarks.child TASK CONTENDER FILE COUNT.

The command prints the results as one line of JSON.
"""

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
"""The names of two registers in the folder of the file: the first contains its first record, the second all others."""


def resident() -> int | None:
    """Return the memory of the process in bytes, or `None` if the system has no `/proc/self/statm`."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return None
    import resource

    return pages * resource.getpagesize()


def kept(contender: Any, path: str, count: int) -> dict[str, Any]:
    """Measure the seconds and the memory to load a file of `count` records and keep them.

    If a library can read a file of many records, it reads the file. Other libraries are called for each line.
    """
    if not hasattr(contender, "load_file"):
        return kept_by_line(contender, path, count)
    contender.load_file(Path(path).with_name(FIRST))  # fills the caches before the measurement
    return _measured(lambda: contender.load_file(Path(path).with_name(REST)).agreements, count)


def kept_by_line(contender: Any, path: str, count: int) -> dict[str, Any]:
    """Measure the same for a loop over the lines of the file, with the garbage collector on, as by default."""
    with Path(path).open("rb") as file:
        contender.load(next(file))
        return _measured(lambda: [contender.load(line) for line in islice(file, count)], count)


def kept_paused(contender: Any, path: str, count: int) -> dict[str, Any]:
    """Measure the same loop while its caller pauses the garbage collector, as few users do."""
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
    """Measure the seconds to load `count` agreements from one document."""
    with Path(path).open("rb") as file:
        contender.load(next(file))
        text = b"[" + b",".join(islice(file, count)) + b"]"
    gc.collect()
    start = process_time()
    records = contender.load_many(text)
    seconds = process_time() - start  # before the records are freed
    return {"seconds": seconds, "made": type(records).__name__}


def traced(contender: Any, path: str, count: int) -> dict[str, Any]:
    """Measure the bytes that Python allocates for each record."""
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
