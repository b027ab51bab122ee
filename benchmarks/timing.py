"""Measure time: contenders take turns in many rounds, and each ratio compares two measurements of one round."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median, quantiles
from time import process_time_ns
from typing import Any

Numbers = dict[str, list[float]]
LEAST = 50_000_000
"""The minimum time of one measurement, in nanoseconds."""


def cpu(work: Callable[[], object]) -> int:
    """Return the processor time of a call in nanoseconds, which excludes the time of other programs."""
    gc.collect()
    start = process_time_ns()
    work()
    return max(1, process_time_ns() - start)  # some systems' clocks are coarse


def interleaved(works: Mapping[str, Callable[[], object]], rounds: int, least: int = LEAST) -> Numbers:
    """Return the nanoseconds of a call of each function, for each round.

    In each round, a function is called often enough to take about `least` nanoseconds. Each round begins with another
    function than the last. The garbage collector is on, as by default.
    """
    often = {key: max(1, round(least / _once(work))) for key, work in works.items()}
    taken: Numbers = {key: [] for key in works}
    order = list(works)
    for _ in range(rounds):
        for key in order:
            work, times = works[key], range(often[key])

            def repeated(work: Callable[[], object] = work, times: range = times) -> None:
                for _ in times:
                    work()

            taken[key].append(cpu(repeated) / len(times))
        order = order[1:] + order[:1]
    return taken


def _once(work: Callable[[], object]) -> int:
    work()  # fills caches and generates code before the measurement
    return cpu(work)


def spread(values: list[float]) -> dict[str, float]:
    """Return the median, the quartiles, the minimum and the maximum."""
    low, _, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
    return {"median": median(values), "q1": low, "q3": high, "min": min(values), "max": max(values)}


def ratios(taken: Numbers, reference: str, key: str) -> dict[str, float] | None:
    """Return the spread of the ratios of all rounds: the time of the reference divided by the time of a function."""
    if reference not in taken:
        return None
    pairs = zip(taken[reference], taken[key], strict=True)
    return spread([theirs / own for theirs, own in pairs])


def summary(taken: Numbers, reference: str, per: float = 1, **more: Any) -> dict[str, Any]:
    """Return for each function the nanoseconds of one operation (a call does `per`), and the ratio to the reference."""
    return {
        key: {"ns": spread([value / per for value in values]), "ratio": ratios(taken, reference, key), **more}
        for key, values in taken.items()
    }
