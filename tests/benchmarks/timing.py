"""Times of pieces of work that are compared with each other in one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def medians(*works: Callable[[], object], rounds: int) -> list[float]:
    """Median seconds of each piece of work, taken in turns so that noise falls on all alike."""
    taken: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return [statistics.median(times) for times in taken]


def say(line: str) -> None:
    """Print a measured line; that is what ``make bench`` is for."""
    print(f"\n{line}")  # noqa: T201
