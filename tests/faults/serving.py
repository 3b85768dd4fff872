"""The application as it is deployed: gunicorn, and someone who types into it without pause."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any, Final
from urllib.parse import quote, urlencode

import brotli
from django.conf import settings
from django.db import connection

ROOT: Final = Path(__file__).parents[2]
SAVES: Final = "/plans/khulna/2023-24/apa/2024-06/cells/"
PATIENCE: Final = 120
"""Seconds that a step may take on a busy machine."""
BETWEEN_LOOKS: Final = 0.02
FORM: Final = "application/x-www-form-urlencoded"
TOKEN: Final = "a" * 32
ENCODINGS: Final = "gzip, deflate, br"
"""As browsers ask."""


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def content(self) -> bytes:
        """The body, however it was sent."""
        is_small = self.headers["Content-Encoding"] == "br"
        return brotli.decompress(self.body) if is_small else self.body

    def said(self) -> Any:
        """What a save was answered."""
        return json.loads(self.content)

    def versions(self) -> dict[int, int]:
        """The versions of the cells that a save's answer speaks of, by their ids."""
        said = self.said()
        cells = said["cells"] | said["conflicts"]
        return {int(pk): cell["version"] for pk, cell in cells.items()}

    def problem(self) -> str:
        """Why a save was not taken, if that is what was asked; shortened."""
        if self.headers.get_content_type() != "application/json":
            return ""
        said = self.said()
        return str(said.get("problem") or said.get("errors") or said.get("conflicts") or "")[:200]


@dataclass(frozen=True)
class Server:
    """A gunicorn on a database."""

    master: int
    port: int

    def workers(self) -> set[int]:
        children = Path(f"/proc/{self.master}/task/{self.master}/children")
        return {int(pid) for pid in children.read_text(encoding="ascii").split()}

    def is_up(self) -> bool:
        try:
            return self.ask("GET", "/healthz").status == HTTPStatus.OK
        except OSError:
            return False

    def ask(
        self, method: str, path: str, *, form: dict[str, str] | None = None, cookie: str = ""
    ) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            body = urlencode({"csrfmiddlewaretoken": TOKEN, **form}) if form else None
            cookies = f"csrftoken={TOKEN}; {cookie}"
            line.request(
                method,
                path,
                body,
                {"Cookie": cookies, "Content-Type": FORM, "Accept-Encoding": ENCODINGS},
            )
            answer = line.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            line.close()


@contextmanager
def serving(database_url: str, folder: Path, *, workers: int = 1) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"],
        cwd=ROOT,
        env={
            **environment(database_url, folder),
            "PORT": str(port),
            "WEB_CONCURRENCY": str(workers),
        },
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


def database_url() -> str:
    """Where the tests' own database is."""
    parts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{parts['NAME']}"
    host = str(parts["HOST"] or parts["OPTIONS"].get("host", ""))
    who = quote(str(parts["USER"])) + (f":{quote(parts['PASSWORD'])}" if parts["PASSWORD"] else "")
    if host.startswith("/"):
        return f"postgres://{who}@/{parts['NAME']}?host={quote(host, safe='/')}"
    return f"postgres://{who}@{host}:{parts['PORT'] or 5432}/{parts['NAME']}"


def environment(database_url: str, folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url,
        "SECRET_KEY": settings.SECRET_KEY,
        "LOKKHO_VAR_DIR": str(folder),
    }


def run(*command: str, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def until(condition: Callable[[], bool]) -> None:
    """Wait for it, and leave the processor meanwhile to those who bring it about."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(BETWEEN_LOOKS)


class Typist:
    """Saves the same figure in all their cells, then another, again and again.

    Notes the figure last answered as saved, and those since then that were not.
    """

    def __init__(self, server: Server, *, cookie: str, cells: Iterable[int]) -> None:
        self.server = server
        self.cookie = cookie
        self.cells = list(cells)
        self.versions: dict[int, int] = {}
        # Small and large in turn, so that every save moves the scores.
        self.figures = (number % 2 * 1000 + number for number in count(1))
        self.saved = self.lost = 0
        self.last: int | None = None
        self.since: list[int] = []
        self.answers: set[tuple[int, str | None]] = set()

    def save_until(self, stop: Event) -> None:
        while not stop.is_set():
            self.save(next(self.figures))

    def save(self, figure: int) -> None:
        try:
            answer = self._send(figure)
            if answer.status == HTTPStatus.CONFLICT:
                # A save whose answer was lost had arrived: as a person would, mine is kept.
                answer = self._send(figure)
        except (OSError, http.client.HTTPException):
            status, retry_after = 0, None
        else:
            status, retry_after = answer.status, answer.headers["Retry-After"]
        self.answers.add((status, retry_after))
        if status == HTTPStatus.OK:
            self.saved, self.last, self.since = self.saved + 1, figure, []
        else:
            self.lost += 1
            self.since.append(figure)

    def _send(self, figure: int) -> Answer:
        form: dict[str, str] = {}
        for pk in self.cells:
            form |= {f"cell-{pk}": str(figure), f"base-{pk}": str(self.versions.get(pk, 1))}
        answer = self.server.ask("POST", SAVES, form=form, cookie=self.cookie)
        if answer.status in (HTTPStatus.OK, HTTPStatus.CONFLICT):
            self.versions |= answer.versions()
        return answer
