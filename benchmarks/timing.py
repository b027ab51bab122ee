"""How time is taken: all contenders by turns, many rounds, and every ratio within its round."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median, quantiles
from time import process_time_ns
from typing import Any

Numbers = dict[str, list[float]]
LEAST = 50_000_000
"""A measurement takes so many nanoseconds or more."""


def cpu(work: Callable[[], object]) -> int:
    """Nanoseconds of processor time: on a machine that others use too, time on the wall is theirs as well."""
    gc.collect()
    start = process_time_ns()
    work()
    return max(1, process_time_ns() - start)  # some systems' clocks are coarse


def interleaved(works: Mapping[str, Callable[[], object]], rounds: int, least: int = LEAST) -> Numbers:
    """The nanoseconds of each call, for each round.

    Each is called as often in a round as fills `least`; who begins changes with the round. The collector of garbage is
    on, as it is by default.
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
    work()  # caches and generated code are of no interest
    return cpu(work)


def spread(values: list[float]) -> dict[str, float]:
    """The median, the quartiles, and the extremes."""
    low, _, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
    return {"median": median(values), "q1": low, "q3": high, "min": min(values), "max": max(values)}


def ratios(taken: Numbers, reference: str, key: str) -> dict[str, float] | None:
    """How much faster than the reference, round by round."""
    if reference not in taken:
        return None
    pairs = zip(taken[reference], taken[key], strict=True)
    return spread([theirs / own for theirs, own in pairs])


def summary(taken: Numbers, reference: str, per: float = 1, **more: Any) -> dict[str, Any]:
    """For each: nanoseconds of one (a call does `per` of them), and the ratio to the reference."""
    return {
        key: {"ns": spread([value / per for value in values]), "ratio": ratios(taken, reference, key), **more}
        for key, values in taken.items()
    }
