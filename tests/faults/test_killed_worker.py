from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from itertools import count
from pathlib import Path
from threading import Event
from typing import Final
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import connection

from indicators.models import Achievement, Score
from indicators.selectors.figures import figures_of
from indicators.services.scores import rules_of, score_figures
from tests.cast import JUNE, Cast, client_of, make_cast

ROOT: Final = Path(__file__).parents[2]
SAVES: Final = "/plans/khulna/2023-24/apa/2024-06/cells/"
KILLS: Final = 6
STEP: Final = 0.012
"""Seconds; six of them are about one save."""
PATIENCE: Final = 30
"""Seconds that a step may take on a busy machine."""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def database_url() -> str:
    parts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{parts['NAME']}"
    host = str(parts["HOST"] or parts["OPTIONS"].get("host", ""))
    who = quote(str(parts["USER"])) + (f":{quote(parts['PASSWORD'])}" if parts["PASSWORD"] else "")
    if host.startswith("/"):
        return f"postgres://{who}@/{parts['NAME']}?host={quote(host, safe='/')}"
    return f"postgres://{who}@{host}:{parts['PORT'] or 5432}/{parts['NAME']}"


@dataclass(frozen=True)
class Server:
    """A gunicorn of one worker on the tests' own database."""

    master: int
    port: int

    def workers(self) -> set[int]:
        children = Path(f"/proc/{self.master}/task/{self.master}/children")
        return {int(pid) for pid in children.read_text(encoding="ascii").split()}

    def is_up(self) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
        except OSError:
            return False
        finally:
            line.close()


@pytest.fixture
def server(cast: Cast, tmp_path: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "LOKKHO_VAR_DIR": str(tmp_path),
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        running = Server(process.pid, port)
        until(running.is_up)
        yield running
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it took too long"


class Typist:
    """Saves the whole month again and again; notes what was answered as saved."""

    def __init__(self, server: Server, cast: Cast) -> None:
        self.server = server
        client = client_of(cast.officer)
        self.cookie = f"sessionid={client.cookies['sessionid'].value}; csrftoken={'a' * 32}"
        # One figure in all cells of a save; dated indicators would not take it.
        indicators = cast.plan.indicators.exclude(method="date")
        self.cells = list(indicators.values_list("pk", flat=True))
        # Small and large in turn, so that every save moves the scores.
        self.figures = (number % 2 * 1000 + number for number in count(1))
        self.saved = self.lost = 0

    def save_until(self, stop: Event) -> None:
        while not stop.is_set():
            if self.save(next(self.figures)) == HTTPStatus.OK:
                self.saved += 1
            else:
                self.lost += 1

    def save(self, figure: int) -> int:
        form = {"csrfmiddlewaretoken": "a" * 32}
        for pk in self.cells:
            form |= {f"cell-{pk}": str(figure), f"base-{pk}": "999999999"}
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            line.request("POST", SAVES, urlencode(form), headers)
            return line.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            line.close()


def assert_saves_are_whole(cast: Cast, typist: Typist) -> None:
    sheet = cast.sheet()
    written = Achievement.objects.filter(sheet=sheet, indicator__in=typist.cells)
    assert set(written.values_list("version", flat=True)) == {sheet.version}
    assert len(set(written.values_list("value", flat=True))) == 1
    assert typist.saved <= sheet.version - 1 <= typist.saved + typist.lost
    anew = score_figures(figures_of(cast.plan), month=JUNE, rules=rules_of(cast.plan.rule_set))
    stored = Score.objects.get(plan=cast.plan, month=JUNE)
    assert round(stored.weighted, 9) == round(anew.weighted, 9)


def test_workers_killed_during_saves_leave_nothing_half_written(cast: Cast, server: Server) -> None:
    typist = Typist(server, cast)

    with ThreadPoolExecutor(1) as thread:
        for number in range(KILLS):
            stop, before = Event(), typist.saved
            typing = thread.submit(typist.save_until, stop)
            until(partial(has_saved_since, typist, before))
            # Each kill falls a little later into the next save.
            until(partial(is_past, time.monotonic() + number * STEP))
            stop.set()
            for worker in server.workers():
                os.kill(worker, signal.SIGKILL)
            typing.result(timeout=2 * PATIENCE)
            assert_saves_are_whole(cast, typist)

    assert typist.lost, "no kill met a save"


def has_saved_since(typist: Typist, before: int) -> bool:
    return typist.saved > before


def is_past(moment: float) -> bool:
    return time.monotonic() >= moment
