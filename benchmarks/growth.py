"""Measure how the time for a question grows with the size of a record: python benchmarks/growth.py.

The script prints a table for each shape of history, with the exponent of the growth.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.util import find_spec
from math import log
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

Taken = float | str
"""The seconds that a question takes, or the reason why they were not measured."""

SIZES = {"acts": (10, 100, 1_000, 10_000), "parties": (2, 20, 100, 300, 600), "agreements": (10, 100, 300)}
QUICK = {"acts": (10, 40), "parties": (2, 8), "agreements": (5, 10)}
LIMIT = 20.0
"""A question that takes more seconds is stopped, and is not asked about larger records."""
GOAL = 1.0
"""The goal: with the largest records, every question takes fewer seconds."""
ENOUGH = 0.05
"""A question is repeated for this many seconds, and the shortest time counts."""
LARGER = 3
"""The exponent is computed from this many of the largest measured sizes."""
NOT_MEASURED = "-"


class Asker:
    """A process that answers questions. If an answer takes too long, a new process replaces it."""

    def __init__(self, limit: float, enough: float = 0) -> None:
        self.limit = limit
        self.enough = enough
        self._start()

    def _start(self) -> None:
        from benchmarks.histories import serve

        context = get_context("spawn")
        self._connection, other = context.Pipe()
        self._process = context.Process(target=serve, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def ask(self, shape: str, size: int, question: str) -> Taken:
        """Return the seconds that a question takes, or the reason why it was not answered."""
        self._connection.send((shape, size, question, self.enough))
        try:
            # The first wait is for making the record, which is not measured.
            for limit in (10 * self.limit, self.limit):
                if not self._connection.poll(limit):
                    self._replace()
                    return f"> {self.limit:g} s"
                answer: Taken = self._connection.recv()
                if answer != "ready":
                    return answer
        except (EOFError, ConnectionError):
            self._replace()
            return "crash"
        raise AssertionError("the answer comes second")

    def _replace(self) -> None:
        self.close()
        self._start()

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._connection.close()


def exponent(sizes: Iterable[int], taken: Iterable[Taken]) -> float | None:
    """Return the slope of log(time) against log(size): 1 means linear growth, 2 quadratic growth."""
    pairs = [
        (log(size), log(one)) for size, one in zip(sizes, taken, strict=True) if isinstance(one, float) and one > 0
    ]
    pairs = pairs[-LARGER:]
    if len(pairs) < 2:
        return None
    middle_x, middle_y = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    width = sum((x - middle_x) ** 2 for x, _ in pairs)
    return sum((x - middle_x) * (y - middle_y) for x, y in pairs) / width


def measure(
    shapes: Iterable[str], questions: Iterable[str], sizes: dict[str, tuple[int, ...]], limit: float, enough: float
) -> dict[str, Any]:
    """Ask each question about records of each shape, in growing sizes."""
    from benchmarks.histories import SHAPES

    found: dict[str, Any] = {}
    asker = Asker(limit, enough)
    try:
        for name in shapes:
            axis = SHAPES[name].axis
            rows: dict[str, list[Taken]] = {question: [] for question in questions}
            for size in sizes[axis]:
                for question, taken in rows.items():
                    stopped = bool(taken) and isinstance(taken[-1], str)
                    taken.append(NOT_MEASURED if stopped else asker.ask(name, size, question))
            found[name] = {"axis": axis, "sizes": list(sizes[axis]), "seconds": rows}
            print(shape_table(name, found[name]), flush=True)
    finally:
        asker.close()
    return found


def _shown(taken: Taken) -> str:
    return taken if isinstance(taken, str) else f"{taken:.4f}" if taken < 0.1 else f"{taken:.2f}"


def _slope(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.2f}"


def shape_table(name: str, found: dict[str, Any]) -> str:
    """Return a table of the seconds for each question about records of one shape, by size."""
    from benchmarks.report import table

    rows = [
        [question, *map(_shown, taken), _slope(exponent(found["sizes"], taken))]
        for question, taken in found["seconds"].items()
    ]
    head = [f"seconds by {found['axis']}", *(f"{size:,}" for size in found["sizes"]), "exponent"]
    return f"\n{name}\n\n{table(head, rows)}"


def _largest(sizes: list[int], taken: list[Taken]) -> str:
    """Return the seconds at the largest size and the exponent, or the size at which the question was stopped."""
    for size, one in zip(sizes, taken, strict=True):
        if isinstance(one, str):
            return f"{one} at {size:,}"
    return f"{_shown(taken[-1])} ({_slope(exponent(sizes, taken))})"


def markdown(results: dict[str, Any]) -> str:
    """Return a table with a row for each shape: the time at the largest size and the exponent for each question."""
    from benchmarks.report import table

    shapes = results["shapes"]
    questions = list(next(iter(shapes.values()))["seconds"])
    rows = [
        [
            name,
            f"{found['sizes'][-1]:,} {found['axis']}",
            *(_largest(found["sizes"], found["seconds"][question]) for question in questions),
        ]
        for name, found in shapes.items()
    ]
    missed = [
        f"{name}: {question}"
        for name, found in shapes.items()
        for question, taken in found["seconds"].items()
        if isinstance(taken[-1], str) or taken[-1] > GOAL
    ]
    machine = results["machine"]
    changed = " with changes that are not committed" if results["changed"] else ""
    commit = f"commit `{results['commit'] or 'unknown'}`{changed}"
    where = f"{machine['python']} on {machine['system']}, processor time"
    goal = (
        f"Every question takes less than {GOAL:g} s." if not missed else f"More than {GOAL:g} s: {'; '.join(missed)}."
    )
    head = ["", "size", *questions]
    return f"Measured on {results['date']} at {commit}: {where}.\n\n{table(head, rows, left=(0, 1))}\n\n{goal}\n"


def _git(*arguments: str) -> str | None:
    try:
        run = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True)  # noqa: S603, S607
    except (OSError, subprocess.CalledProcessError):
        return None
    return run.stdout.strip()


def main() -> None:
    """Run the command."""
    from benchmarks import report
    from benchmarks.histories import SHAPES, answerable

    parser = argparse.ArgumentParser(description="Measure how the cost of a question grows with a record.")
    parser.add_argument("--quick", action="store_true", help="small records, only to see that it runs")
    parser.add_argument("--shapes", nargs="+", metavar="WORD", default=[], help="only shapes whose names hold a word")
    parser.add_argument(
        "--questions", nargs="+", choices=answerable(), metavar="QUESTION", help=", ".join(answerable())
    )
    parser.add_argument("--limit", type=float, default=LIMIT, help=f"seconds for one question (default: {LIMIT:g})")
    parser.add_argument("--output", type=Path, help="where the JSON goes")
    parser.add_argument("--write", action="store_true", help="show the figures of this full run in the README")
    parser.add_argument("--forget", action="store_true", help="measure nothing, and show no figures in the README")
    options = parser.parse_args()
    if options.forget:
        report.GROWTH.show(report.GROWTH.forgotten)
        return
    shapes = [name for name in SHAPES if not options.shapes or any(word in name for word in options.shapes)]
    if not shapes:
        parser.error(f"no shape has such a name; there are: {'; '.join(SHAPES)}")
    if options.write and (options.quick or options.shapes or options.questions or options.output):
        parser.error("--write goes with a full run of all shapes and questions")
    questions = options.questions or answerable()
    results = {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "changed": bool(_git("status", "--porcelain", "--", "src")),
        "fingerprint": report.fingerprint(),
        "limit": options.limit,
        "machine": {
            "python": f"{platform.python_implementation()} {platform.python_version()}",
            "system": f"{platform.system()} {platform.machine()}",
            "cores": os.cpu_count(),
        },
        "shapes": measure(
            shapes, questions, QUICK if options.quick else SIZES, options.limit, 0 if options.quick else ENOUGH
        ),
    }
    print(f"\n{markdown(results)}")
    output = report.GROWTH.latest_path if options.write else options.output
    if output is not None:
        output.parent.mkdir(exist_ok=True)
        output.write_text(json.dumps(results, indent=1) + "\n", "utf-8", newline="\n")
        print(f"written to {output}", file=sys.stderr)
    if options.write:
        report.GROWTH.show(markdown(results))


if __name__ == "__main__":
    sys.path[0] = str(ROOT)  # instead of the folder of this script
    if find_spec("mou") is None:
        sys.path.insert(1, str(ROOT / "src"))
    main()
