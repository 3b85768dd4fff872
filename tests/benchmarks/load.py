"""Load: saves and views at a steady rate against gunicorn, then many connections at once.

    bin/with-postgresql .venv/bin/python -m tests.benchmarks.load --seconds 300

Runs on a database of its own (``DATABASE_URL``, which must be empty; else SQLite in a temporary
folder) and on this machine alone, and ends by itself. A request counts from the moment at which
it was due, so that what waits for its turn is told, too. Ends with 1 if any request failed.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from itertools import count
from pathlib import Path
from threading import Barrier
from typing import Final

GOAL: Final = 0.3
"""Seconds within which 95 of 100 requests are answered."""

THREADS: Final = 100
CONNECTIONS: Final = 200
TURNED_AWAY: Final = "turned away"
"""Told at once to come again in seconds: no failure, and counted by itself."""


@dataclass(frozen=True)
class Officer:
    """A district's entry officer: who they are signed in as, their cells."""

    office: str
    cookie: str
    versions: dict[int, int]
    """Of their cells, by id, as last answered."""


@dataclass(frozen=True)
class Answer:
    """What a request came to; ``problem`` is empty where it was answered as it should be."""

    what: str
    seconds: float
    problem: str


Request = Callable[[], Answer]


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="lokkho-load-") as name:
        folder = Path(name)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LOKKHO_ENV_FILE": os.devnull,
            "LOKKHO_MODE": "local",
            "LOKKHO_LOG_LEVEL": "ERROR",
            "LOKKHO_VAR_DIR": name,
            "SECRET_KEY": "of-the-load-only",
        }
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'load.sqlite3'}")
        import django  # noqa: PLC0415  # it reads what is set above

        django.setup()
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

    officers, reviewer = _set_up()
    connections.close_all()
    chance = random.Random(2024)
    with serving(os.environ["DATABASE_URL"], folder, workers=options.workers) as server:
        _say(f"{options.workers} workers, {connections['default'].vendor}; {options.seconds} s of")
        _say(f"{options.saves} saves and {options.views} views a second …")
        saves = _saves(server, officers, chance)
        views = _views(server, officers, reviewer, chance)
        begin, before = time.perf_counter(), _cpu_seconds([server.master, *server.workers()])
        answers = _at_rate(
            [(saves, options.saves), (views, options.views)], seconds=options.seconds
        )
        busy = _cpu_seconds([server.master, *server.workers()]) - before
        took = time.perf_counter() - begin
        together = _all_at_once(server, officers)
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


def _set_up() -> tuple[list[Officer], str]:
    """The demo with June open everywhere; who is signed in."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from indicators.returns.forms import read_figure  # noqa: PLC0415
    from indicators.returns.models import Achievement, MonthlyReturn, State  # noqa: PLC0415
    from numerals import Month  # noqa: PLC0415
    from offices.models import Office, Posting, Role, User  # noqa: PLC0415
    from plans.models import Indicator, Plan  # noqa: PLC0415
    from tests.days import IN_JULY  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_demo", today=IN_JULY, verbosity=0)
    MonthlyReturn.objects.filter(month=Month(2024, 6)).update(state=State.OPEN)
    Plan.objects.update(frozen_months=[])

    def cookie(user: User) -> str:
        client = Client()
        client.force_login(user)
        return f"sessionid={client.cookies['sessionid'].value}"

    entering = Posting.objects.filter(
        role=Role.ENTRY, office__plans__kind="apa", office__plans__fiscal_year=2023
    )

    def cells(office: Office) -> dict[int, int]:
        """The versions of the cells that take a number."""
        asked = Indicator.objects.filter(
            plan__office=office, plan__kind="apa", plan__fiscal_year=2023
        )
        stored = Achievement.objects.filter(
            monthly_return__plan__office=office,
            monthly_return__plan__kind="apa",
            monthly_return__month=Month(2024, 6),
        )
        versions = dict(stored.values_list("indicator", "version"))
        return {
            one.pk: versions.get(one.pk, 0) for one in asked if read_figure("5", one) == Decimal(5)
        }

    return [
        Officer(posting.office.code, cookie(posting.user), cells(posting.office))
        for posting in entering.select_related("office", "user")
    ], cookie(User.objects.get(username="headoffice"))


def _saves(server: object, officers: Sequence[Officer], chance: random.Random) -> Iterator[Request]:
    """One cell each, as the entry page saves while someone types."""
    for number in count(1):
        officer = chance.choice(officers)
        cell = chance.choice(list(officer.versions))
        form = {f"cell-{cell}": str(number), f"base-{cell}": str(officer.versions[cell])}
        path = f"/plans/{officer.office}/2023-24/apa/2024-06/cells/"
        yield _request(server, "save", "POST", path, form=form, officer=officer)


def _views(
    server: object, officers: Sequence[Officer], reviewer: str, chance: random.Random
) -> Iterator[Request]:
    """Half of them entry pages; the others those around them, and the dashboard."""
    while True:
        officer = chance.choice(officers)
        plan = f"/plans/{officer.office}/2023-24/apa/"
        path, cookie = chance.choices(
            [
                (f"{plan}2024-06/", officer.cookie),
                ("/", officer.cookie),
                (plan, officer.cookie),
                (f"/offices/{officer.office}/", officer.cookie),
                ("/dashboard/?year=2023-24&month=2024-06", reviewer),
                ("/review/", reviewer),
            ],
            weights=[50, 20, 10, 8, 8, 4],
        )[0]
        yield _request(server, "view", "GET", path, cookie=cookie)


def _request(
    server: object,
    what: str,
    method: str,
    path: str,
    *,
    cookie: str = "",
    form: dict[str, str] | None = None,
    officer: Officer | None = None,
) -> Request:
    def answer() -> Answer:
        start = time.perf_counter()
        try:
            said = server.ask(  # type: ignore[attr-defined]
                method, path, form=form, cookie=officer.cookie if officer else cookie
            )
        except (OSError, http.client.HTTPException) as error:
            return Answer(what, time.perf_counter() - start, f"{type(error).__name__} {path}")
        if officer and said.status in (HTTPStatus.OK, HTTPStatus.CONFLICT):
            told = said.versions()
            ours = officer.versions.keys() & told.keys()
            officer.versions.update({pk: told[pk] for pk in ours})
        if said.status == HTTPStatus.SERVICE_UNAVAILABLE and said.headers["Retry-After"]:
            return Answer(TURNED_AWAY, time.perf_counter() - start, "")
        problem = "" if said.status == HTTPStatus.OK else f"{said.status} {path} {said.problem()}"
        return Answer(what, time.perf_counter() - start, problem)

    return answer


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


def _all_at_once(server: object, officers: Sequence[Officer]) -> list[Answer]:
    """A page asked for on so many connections, all of them open at the same moment."""
    together = Barrier(CONNECTIONS)

    def one(number: int) -> Answer:
        officer = officers[number % len(officers)]
        path = f"/plans/{officer.office}/2023-24/apa/2024-06/"
        request = _request(server, "view", "GET", path, cookie=officer.cookie)
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
