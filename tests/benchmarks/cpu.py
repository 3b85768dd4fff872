"""CPU: what each address of the load's mix takes, in this process and with nothing waiting.

    .venv/bin/python -m tests.benchmarks.cpu [--rounds 30] [--of "entry page"]

Seconds are the process's own, so that other programs on the machine count little; calls of
functions are the same wherever it runs. ``--of`` shows where those of one address go.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import pstats
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from http.client import HTTPMessage
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from tests.benchmarks.mix import VIEWS, Officer, Request, open_pages, prepare, save, set_up, view

if TYPE_CHECKING:
    from tests.faults.serving import Answer

GOAL: Final = 25
"""Milliseconds of a request of the mix, of which half are saves."""

SAVE: Final = "save"


class InProcess:
    """The application, asked as gunicorn asks it."""

    def __init__(self) -> None:
        from config.wsgi import application  # noqa: PLC0415  # it reads what is set up

        self._application = application

    def ask(
        self, method: str, path: str, *, form: dict[str, str] | None = None, cookie: str = ""
    ) -> Answer:
        """The answer to one request."""
        from tests.faults.serving import ENCODINGS, FORM, TOKEN, Answer  # noqa: PLC0415

        body = urlencode({"csrfmiddlewaretoken": TOKEN, **form}).encode() if form else b""
        place, _, query = path.partition("?")
        told: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
            told["status"], told["headers"] = int(status[:3]), HTTPMessage()
            for name, value in headers:
                told["headers"][name] = value

        response = self._application(
            {
                "REQUEST_METHOD": method,
                "PATH_INFO": place,
                "QUERY_STRING": query,
                "CONTENT_TYPE": FORM,
                "CONTENT_LENGTH": str(len(body)),
                "SERVER_NAME": "127.0.0.1",
                "SERVER_PORT": "80",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "REMOTE_ADDR": "127.0.0.1",
                "HTTP_HOST": "127.0.0.1",
                "HTTP_COOKIE": f"csrftoken={TOKEN}; {cookie}",
                "HTTP_ACCEPT_ENCODING": ENCODINGS,
                "wsgi.input": io.BytesIO(body),
                "wsgi.errors": sys.stderr,
                "wsgi.url_scheme": "http",
            },
            start,
        )
        try:
            return Answer(told["status"], told["headers"], b"".join(response))
        finally:
            response.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--of", choices=(SAVE, *VIEWS), help="where the calls of this one go")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lokkho-cpu-") as name:
        prepare(Path(name))
        works = _works(*set_up())
        if options.of:
            _show_calls(works[options.of], rounds=options.rounds)
        else:
            _measure(works, rounds=options.rounds)


def _works(officers: list[Officer], reviewer: str) -> dict[str, Callable[[], Request]]:
    """What makes the next request of each address."""
    from config.warming import warm  # noqa: PLC0415

    warm()
    server, chance, figures = InProcess(), random.Random(2024), count(1)
    open_pages(server, officers)

    def next_save() -> Request:
        officer = chance.choice(officers)
        return save(server, officer, chance.choice(list(officer.versions)), next(figures))

    def next_view(name: str) -> Callable[[], Request]:
        return lambda: view(server, name, chance.choice(officers), reviewer)

    return {SAVE: next_save} | {name: next_view(name) for name in VIEWS}


def _measure(works: dict[str, Callable[[], Request]], *, rounds: int) -> None:
    """Take turns, so that a machine that is busy for a while is busy for all of them."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    taken: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        for _ in range(3):
            _answered(work())
    for _ in range(rounds):
        for name, work in works.items():
            request = work()
            start = time.process_time()
            _answered(request)
            taken[name].append((time.process_time() - start) * 1000)
    mix = 0.0
    for name, work in works.items():
        request = work()
        with CaptureQueriesContext(connection) as captured:
            _answered(request)
        queries = len(captured)
        request, profile = work(), cProfile.Profile()
        profile.runcall(request)
        median = statistics.median(taken[name])
        mix += median * (0.5 if name == SAVE else VIEWS[name] / 200)
        _say(
            f"{name:18} {median:6.1f} ms (least {min(taken[name]):.1f}), "
            f"{pstats.Stats(profile).total_calls:,} calls, {queries} queries"  # type: ignore[attr-defined]
        )
    _say(f"{'the mix':18} {mix:6.1f} ms (goal {GOAL})")


def _show_calls(work: Callable[[], Request], *, rounds: int) -> None:
    requests = [work() for _ in range(rounds)]
    _answered(work())
    profile = cProfile.Profile()
    for request in requests:
        profile.runcall(request)
    for order in ("cumulative", "tottime"):
        pstats.Stats(profile).sort_stats(order).print_stats(60)


def _answered(request: Request) -> None:
    answer = request()
    if answer.problem:
        raise SystemExit(answer.problem)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
