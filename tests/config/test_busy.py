from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.test import Client

from config import busy
from tests.cast import JUNE, Cast, client_of, over_newest

ENTRY = "/plans/khulna/2023-24/apa/2024-06/"


class Queue:
    """A socket that listens for one worker, and those who wait at it."""

    def __init__(self, opened: ExitStack) -> None:
        self._opened = opened
        self._listener = opened.enter_context(socket.create_server(("127.0.0.1", 0), backlog=100))
        busy.watch([self._listener], workers=1)

    def grow(self, number: int) -> None:
        for _ in range(number):
            self._opened.enter_context(socket.create_connection(self._listener.getsockname()))


@pytest.fixture
def queue() -> Iterator[Queue]:
    with ExitStack() as opened:
        yield Queue(opened)
        busy.watch([], workers=1)


def test_waiting_requests_are_counted(queue: Queue) -> None:
    queue.grow(7)

    assert busy.waiting() == 7


def test_view_is_turned_away_at_once_and_asks_again_by_itself(cast: Cast, queue: Queue) -> None:
    officer = client_of(cast.officer)
    queue.grow(busy.VIEWS_WAIT)
    assert officer.get(ENTRY).status_code == 200

    queue.grow(1)
    answer = officer.get(ENTRY)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Many people are using Lokkho" in answer.text
    assert "এখন অনেকে একসঙ্গে কাজ করছেন" in answer.text
    assert '<meta http-equiv="refresh" content="5">' in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.once
def test_save_goes_before_views(cast: Cast, queue: Queue) -> None:
    officer, pk = client_of(cast.officer), cast.indicator("1.1.1").pk
    [change] = over_newest(cast.plan, JUNE, {pk: 5}).values()
    form = {f"cell-{pk}": "5", f"base-{pk}": str(change.base_version)}
    queue.grow(busy.VIEWS_WAIT + 1)
    assert officer.get(ENTRY).status_code == 503

    assert officer.post(f"{ENTRY}cells/", form).status_code == 200
    queue.grow(busy.SAVES_WAIT)
    answer = officer.post(f"{ENTRY}cells/", form)

    assert answer.status_code == 503
    assert "http-equiv" not in answer.text


@pytest.mark.once
@pytest.mark.django_db
def test_health_is_told_whoever_waits(client: Client, queue: Queue) -> None:
    queue.grow(busy.SAVES_WAIT)

    assert client.get("/healthz").status_code == 200


def test_save_that_is_taken_up_last_is_answered_within_the_patience_of_the_form() -> None:
    script = (Path(__file__).parents[2] / "static/posting.js").read_text(encoding="utf-8")
    [patience] = re.findall(r"^export const PATIENCE = ([\d_]+);", script, re.MULTILINE)

    assert busy.VIEWS_WAIT < busy.SAVES_WAIT
    assert int(patience) / 1000 / 2 > busy.SAVES_WAIT * busy.SECONDS_EACH
