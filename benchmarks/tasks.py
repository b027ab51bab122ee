"""The measurements. Each returns plain data, from which `report` makes tables."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import attrs

import mou
from benchmarks import broken, records
from benchmarks.child import FIRST, REST
from benchmarks.contenders import BY_KEY, LABELS, REFERENCE, present, python, same
from benchmarks.timing import interleaved, ratios, spread, summary
from mou.dates import periods


@attrs.frozen(kw_only=True)
class Size:
    """The size of a run.

    Attributes:
        rounds: the number of rounds in which the contenders take turns in one process.
        least: the minimum time of one measurement, in nanoseconds.
        bilateral: the number of different bilateral documents.
        multilateral: the number of different multilateral documents.
        lines: the number of documents in the file that is read line by line.
        kept: the number of documents that are kept in memory.
        repeats: the number of processes for each contender.
        traced: the number of documents whose memory is traced.
        imports: the number of new interpreters for each import statement.
        agreements: the numbers of agreements in the task `days`.
        days: the number of days in the task `days`.
    """

    rounds: int
    least: int
    bilateral: int
    multilateral: int
    lines: int
    kept: int
    repeats: int
    traced: int
    imports: int
    agreements: tuple[int, ...]
    days: int


FULL = Size(
    rounds=15,
    least=100_000_000,
    bilateral=200,
    multilateral=6,
    lines=5000,
    kept=100_000,
    repeats=3,
    traced=5000,
    imports=31,
    agreements=(2000, 20_000),
    days=365,
)
QUICK = Size(
    rounds=3,
    least=10_000_000,
    bilateral=50,
    multilateral=2,
    lines=500,
    kept=2000,
    repeats=1,
    traced=500,
    imports=3,
    agreements=(200, 2000),
    days=365,
)
SMOKE = Size(
    rounds=1,
    least=1,
    bilateral=2,
    multilateral=1,
    lines=4,
    kept=4,
    repeats=1,
    traced=4,
    imports=1,
    agreements=(2, 4),
    days=3,
)


def strictness(size: Size) -> dict[str, Any]:
    """Require that each contender reads and writes all valid documents; list the broken documents that it accepts."""
    good = [
        mou.dumps(records.rich(), indent=None).encode(),
        *records.documents("bilateral", size.bilateral),
        *records.documents("multilateral", size.multilateral),
    ]
    ready, absent = present()
    for key, contender in ready.items():
        for text in good:
            if not same(contender.dump(contender.load(text)), text):
                raise SystemExit(f"{LABELS[key]} does not write what it reads: {text[:200]!r}")
    taken = {key: broken.accepted(one.load) for key, one in ready.items() if BY_KEY[key].checks}
    return {"good": len(good), "kinds": len(broken.KINDS), "accepted": taken, "absent": absent}


def load(size: Size) -> dict[str, Any]:
    """Measure the time to load documents one at a time with full validation, without keeping the records."""
    return {
        kind: _by_document(records.documents(kind, count), size, lambda one: one.load)
        for kind, count in (("bilateral", size.bilateral), ("multilateral", size.multilateral))
    }


def write(size: Size) -> dict[str, Any]:
    """Measure the time to write records one at a time, with keys in the order of the class and without defaults."""
    out = {}
    ready, _ = present()
    for kind, count in (("bilateral", size.bilateral), ("multilateral", size.multilateral)):
        texts = records.documents(kind, count)
        works = {key: _for_each(one.dump, [one.load(text) for text in texts]) for key, one in ready.items()}
        out[kind] = summary(interleaved(works, size.rounds, size.least), REFERENCE, len(texts))
    return out


def _by_document(texts: list[bytes], size: Size, function: Callable[[Any], Callable[[bytes], object]]) -> Any:
    ready, _ = present()
    works = {key: _for_each(function(one), texts) for key, one in ready.items()}
    return summary(interleaved(works, size.rounds, size.least), REFERENCE, len(texts))


def _for_each(function: Callable[[Any], object], values: list[Any]) -> Callable[[], None]:
    def work() -> None:
        for value in values:
            function(value)

    return work


@contextmanager
def _file(count: int) -> Iterator[Path]:
    """Write a temporary file of `count` different bilateral documents, one in each line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "agreements.ndjson"
        with path.open("wb") as file:
            for seed in range(count):
                file.write(records.document("bilateral", seed) + b"\n")
        yield path


def _write_registers(path: Path) -> None:
    """Write the records as two registers of `mou`: one with the first record, the other with all others."""
    head = json.dumps({"format": "mou/1"}).encode() + b"\n"
    with path.open("rb") as lines:
        for name, some in ((FIRST, islice(lines, 1)), (REST, lines)):
            with path.with_name(name).open("wb") as file:
                file.write(head)
                file.writelines(b'{"agreement": ' + line.rstrip() + b"}\n" for line in some)


def ndjson(size: Size) -> dict[str, Any]:
    """Measure the time to read a file line by line, without keeping the records.

    `mou` is also measured with the status of each record on a day.
    """
    ready, _ = present()
    with _file(size.lines) as path:

        def reader(function: Callable[[bytes], object]) -> Callable[[], None]:
            def work() -> None:
                with path.open("rb") as file:
                    for line in file:
                        function(line)

            return work

        works = {key: reader(one.load) for key, one in ready.items()}
        for key in ("mou", "mou-fast"):
            if key in ready:
                works[f"{key}, status"] = reader(_status_of(ready[key].load))
        return summary(interleaved(works, min(size.rounds, 5), 1), REFERENCE, size.lines)


def _status_of(load_: Callable[[bytes], mou.Agreement]) -> Callable[[bytes], object]:
    def work(line: bytes) -> object:
        return mou.lifecycle(load_(line)).status("2027-01-01")

    return work


BY_LINE = ", by a loop over its lines"
PAUSED = ", collector paused by the caller"


def kept(size: Size) -> dict[str, Any]:
    """Measure the time and memory to load a file and keep all records, each run in a process of its own.

    Each library is used as most users would use it. `mou` loads a register, which checks that ids are unique and that
    references resolve. With the other libraries, a loop over the lines fills a list. `mou` is also measured in this
    loop, and pydantic also while the garbage collector is paused.
    """
    ready, _ = present()
    runs = {key: ("kept", key) for key in ready}
    runs |= {key + BY_LINE: ("kept_by_line", key) for key in ready if key in {"mou", "mou-fast"}}
    runs |= {key + PAUSED: ("kept_paused", key) for key in ready if key == REFERENCE}
    with _file(size.kept + 1) as path:
        _write_registers(path)
        return _in_processes(runs, path, size.kept, size.repeats, ("seconds", "rss"))


def document(size: Size) -> dict[str, Any]:
    """Measure the time to load all records from one document: `mou` loads a register, the other libraries a list."""
    with _file(size.kept + 1) as path:
        return _in_processes(_all("document"), path, size.kept, size.repeats, ("seconds",))


def memory(size: Size) -> dict[str, Any]:
    """Measure the bytes that Python allocates for a record."""
    with _file(size.traced + 1) as path:
        return _in_processes(_all("traced"), path, size.traced, 1, ("traced",))


def _all(task: str) -> dict[str, tuple[str, str]]:
    ready, _ = present()
    return {key: (task, key) for key in ready}


def _in_processes(
    runs: dict[str, tuple[str, str]], path: Path, count: int, repeats: int, names: tuple[str, ...]
) -> dict[str, Any]:
    """Return the results of each run, which is a pair of a task in `child` and a contender."""
    found: dict[str, dict[str, list[float]]] = {key: {name: [] for name in names} for key in runs}
    order = list(runs)
    for _ in range(repeats):
        for key in order:
            told = json.loads(python("-m", "benchmarks.child", *runs[key], str(path), str(count)))
            for name in names:
                if told[name] is not None:
                    found[key][name].append(told[name])
        order = order[1:] + order[:1]
    out: dict[str, Any] = {key: {} for key in runs}
    for name in names:
        values = {key: one[name] for key, one in found.items() if one[name]}
        for key, taken in values.items():
            out[key][name] = {**spread(taken), "ratio": ratios(values, REFERENCE, key)}
    return {"count": count, "contenders": out}


def lifecycle(size: Size) -> dict[str, Any]:
    """Measure the time for a lifecycle and its status on a day, and the time to load the agreement."""
    out = {}
    ready, _ = present(["mou", "mou-fast"])
    for kind, count in (("bilateral", size.bilateral), ("multilateral", size.multilateral)):
        texts = records.documents(kind, count)
        loaded = [mou.loads(text, mou.Agreement) for text in texts]
        works: dict[str, Callable[[], object]] = {
            "lifecycle and status": _for_each(lambda one: mou.lifecycle(one).status("2027-01-01"), loaded),
            **{f"load, {LABELS[key]}": _for_each(one.load, texts) for key, one in ready.items()},
        }
        out[kind] = summary(interleaved(works, size.rounds, size.least), f"load, {LABELS['mou']}", len(texts))
        if "mou-fast" in ready:
            taken = {key: value["ns"]["median"] for key, value in out[kind].items()}
            out[kind]["lifecycle and status"]["of the fast load"] = (
                taken["lifecycle and status"] / taken[f"load, {LABELS['mou-fast']}"]
            )
    return out


BY_DAY = "mou.Lifecycle.status, by agreement and day"


def days(size: Size) -> dict[str, Any]:
    """Measure the time for the status of many agreements on many days: one by one and, with pyarrow, in columns."""
    on = [date(2026, 1, 1) + timedelta(days=number) for number in range(size.days)]
    return {"days": size.days, "agreements": {str(count): _on_days(count, on, size) for count in size.agreements}}


def _on_days(count: int, on: list[date], size: Size) -> dict[str, Any]:
    made = [records.bilateral(seed) for seed in range(min(count, 2000))]
    agreements = [attrs.evolve(made[number % len(made)], id=f"agreement-{number}") for number in range(count)]
    lives = [mou.lifecycle(one) for one in agreements]
    works: dict[str, Callable[[], object]] = {
        "mou.lifecycle": _for_each(mou.lifecycle, agreements),
        BY_DAY: lambda: [life.status(day) for life in lives for day in on],
    }
    try:
        from mou import bulk

        phases = bulk.phases(agreements)
    except mou.MissingExtraError:
        pass
    else:
        works["mou.bulk.phases"] = lambda: bulk.phases(agreements)
        works["mou.bulk.statuses"] = lambda: bulk.statuses(phases, on)
        if bulk.statuses(phases, on)["status"].to_pylist() != works[BY_DAY]():
            raise SystemExit("mou.bulk.statuses says something else than mou.Lifecycle.status")
    return summary(interleaved(works, min(size.rounds, 5), size.least), BY_DAY, count)


ADDITION = "date + relativedelta, prebuilt"


def arithmetic(size: Size) -> dict[str, Any]:
    """Measure the time to add eighteen months to a thousand different days."""
    from dateutil.relativedelta import relativedelta

    days = [date(1950 + number % 70, number % 12 + 1, number % 28 + 1) for number in range(1000)]
    period, delta = mou.Period(months=18), relativedelta(months=18)
    works: dict[str, Callable[[], object]] = {
        "mou.dates.periods.add": lambda: [periods.add(day, period) for day in days],
        "date + mou.Period": lambda: [day + period for day in days],
        ADDITION: lambda: [day + delta for day in days],
        "date + relativedelta, built each time": lambda: [day + relativedelta(months=18) for day in days],
    }
    expected = [day + delta for day in days]
    found: dict[str, list[Any]] = {name: works[name]() for name in works}  # type: ignore[misc]
    try:
        import pendulum
    except ImportError:
        pass
    else:
        theirs = [pendulum.date(day.year, day.month, day.day) for day in days]
        works["pendulum.Date.add"] = lambda: [day.add(months=18) for day in theirs]
        found["pendulum.Date.add"] = [date(day.year, day.month, day.day) for day in (d.add(months=18) for d in theirs)]
    try:
        import whenever
    except ImportError:
        pass
    else:
        own = [whenever.Date(day.year, day.month, day.day) for day in days]
        works["whenever.Date.add"] = lambda: [day.add(months=18) for day in own]
        found["whenever.Date.add"] = [date.fromisoformat(str(day.add(months=18))) for day in own]
    for name, values in found.items():
        if values != expected:
            raise SystemExit(f"{name} gives other days than relativedelta")
    return summary(interleaved(works, size.rounds, size.least), ADDITION, len(days))


IMPORTS = {
    "nothing": "pass",
    "mou": "import mou",
    "mou, a class": "import mou; mou.Agreement",
    "mou, a first document": ("""import mou; mou.loads('{"id": "a", "title": "Agreement"}', mou.Agreement)"""),
    "attrs and cattrs": "import attrs, cattrs",
    "pydantic": "from pydantic import BaseModel",
    "msgspec": "import msgspec",
    "mashumaro": "import mashumaro",
    "marshmallow": "import marshmallow",
    "orjson": "import orjson",
}
_TIMED = "import time; start = time.process_time_ns()\n{}\nprint(time.process_time_ns() - start)"


def imports(size: Size) -> dict[str, Any]:
    """Measure the processor time of an import in a new interpreter, without the start of the interpreter."""
    ready: dict[str, str] = {}
    for name, statement in IMPORTS.items():
        try:
            python("-c", statement)  # this also writes the bytecode, before the measurement
        except RuntimeError:
            continue
        ready[name] = _TIMED.format(statement)
    taken: dict[str, list[float]] = {name: [] for name in ready}
    order = list(ready)
    for _ in range(size.imports):
        for name in order:
            taken[name].append(max(1.0, float(python("-c", ready[name]))))
        order = order[1:] + order[:1]
    return summary(taken, "attrs and cattrs")


TASKS: dict[str, Callable[[Size], dict[str, Any]]] = {
    "strictness": strictness,
    "load": load,
    "write": write,
    "ndjson": ndjson,
    "kept": kept,
    "document": document,
    "memory": memory,
    "lifecycle": lifecycle,
    "days": days,
    "arithmetic": arithmetic,
    "imports": imports,
}
