"""Load: saves and views at a steady rate against gunicorn, then many connections at once.

    bin/with-postgresql .venv/bin/python -m tests.benchmarks.load --seconds 300

Runs on a database of its own (``DATABASE_URL``, which must be empty; else SQLite in a temporary
folder) and on this machine alone, and ends by itself. A request counts from the moment at which
it was due, so that what waits for its turn is told, too. Ends with 1 if any request failed.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Final

from tests.benchmarks.mix import (
    TURNED_AWAY,
    Answer,
    Officer,
    Request,
    open_pages,
    prepare,
    saves,
    set_up,
    view,
    views,
)

if TYPE_CHECKING:
    from tests.faults.serving import Server

GOAL: Final = 0.3
"""Seconds within which 95 of 100 requests are answered."""

THREADS: Final = 100
CONNECTIONS: Final = 200


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="lokkho-load-") as name:
        folder = Path(name)
        prepare(folder)
        return _load(options, folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--saves", type=int, default=12, help="a second")
    parser.add_argument("--views", type=int, default=12, help="a second")
    parser.add_argument("--workers", type=int, default=2 * (os.cpu_count() or 1) + 1)
    return parser.parse_args()


def _load(options: argparse.Namespace, folder: Path) -> int:
    from django.db import connections  # noqa: PLC0415

    from tests.faults.serving import serving  # noqa: PLC0415

    officers, reviewer = set_up()
    connections.close_all()
    chance = random.Random(2024)
    with serving(os.environ["DATABASE_URL"], folder, workers=options.workers) as server:
        open_pages(server, officers)
        _say(f"{options.workers} workers, {connections['default'].vendor}; {options.seconds} s of")
        _say(f"{options.saves} saves and {options.views} views a second …")
        streams = [
            (saves(server, officers, chance), options.saves),
            (views(server, officers, reviewer, chance), options.views),
        ]
        begin, before = time.perf_counter(), _cpu_seconds([server.master, *server.workers()])
        answers = _at_rate(streams, seconds=options.seconds)
        busy = _cpu_seconds([server.master, *server.workers()]) - before
        took = time.perf_counter() - begin
        together = _all_at_once(server, officers, reviewer)
    _say(
        f"the workers were busy for {busy / took:.2f} s of each second, "
        f"{busy / len(answers) * 1000:.0f} ms of each request; others on this machine: "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    for what in ("save", "view"):
        _tell(what, [one for one in answers if one.what == what])
    _tell(TURNED_AWAY, [one for one in answers if one.what == TURNED_AWAY], goal="none")
    for what in ("view", TURNED_AWAY):
        some = [one for one in together if one.what == what]
        _tell(f"{what}, {CONNECTIONS} connections at once", some, goal="no error")
    return int(any(one.problem for one in (*answers, *together)))


def _at_rate(streams: Sequence[tuple[Iterator[Request], int]], *, seconds: int) -> list[Answer]:
    """The answers to requests that are sent when they are due, whoever still waits."""
    due = sorted(
        (number / rate, stream)
        for stream, (_, rate) in enumerate(streams)
        for number in range(rate * seconds)
    )
    begin = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        sent = []
        for moment, stream in due:
            time.sleep(max(0.0, begin + moment - time.perf_counter()))
            request = next(streams[stream][0])
            sent.append(threads.submit(_since, begin + moment, request))
        return [one.result() for one in sent]


def _since(moment: float, request: Request) -> Answer:
    answer = request()
    return Answer(answer.what, time.perf_counter() - moment, answer.problem)


def _all_at_once(server: Server, officers: Sequence[Officer], reviewer: str) -> list[Answer]:
    """A page asked for on so many connections, all of them open at the same moment."""
    together = Barrier(CONNECTIONS)

    def one(number: int) -> Answer:
        request = view(server, "entry page", officers[number % len(officers)], reviewer)
        together.wait()
        return request()

    with ThreadPoolExecutor(CONNECTIONS) as threads:
        return list(threads.map(one, range(CONNECTIONS)))


def _cpu_seconds(processes: Iterable[int]) -> float:
    """What the processes, and those that they have outlived, used of the processors so far."""
    ticks = 0
    for process in processes:
        after_name = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2]
        ticks += sum(map(int, after_name.split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _tell(what: str, answers: Sequence[Answer], *, goal: str = f"p95 ≤ {GOAL * 1000:.0f}") -> None:
    times = sorted(one.seconds * 1000 for one in answers)
    if len(times) < 2:
        _say(f"{what}: {len(times)} ({goal})")
        return
    spread = statistics.quantiles(times, n=100)
    _say(
        f"{what}: {len(answers)} answered, p50 {spread[49]:.0f} ms, p95 {spread[94]:.0f} ms, "
        f"p99 {spread[98]:.0f} ms, longest {times[-1]:.0f} ms ({goal})"
    )
    for problem, number in Counter(one.problem for one in answers if one.problem).most_common(5):
        _say(f"  {number} × {problem}")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
