"""Clients that never end what they send, past the proxy that would wait for them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest

from tests.cast import Cast, client_of, make_cast
from tests.faults.serving import FORM, SAVES, TOKEN, Server, database_url, serving, until

pytestmark = pytest.mark.once

WORKERS: Final = 2
HEAD: Final = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {form}\r\n"
    "Cookie: csrftoken={token}; sessionid={session}\r\n"
)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def server(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    # As in service, in less time.
    monkeypatch.setenv("GUNICORN_CMD_ARGS", "--timeout 3")
    with serving(database_url(), tmp_path, workers=WORKERS) as server:
        yield server


@pytest.mark.parametrize("sent", ["a part of the head", "a part of the body"])
def test_workers_that_wait_for_slow_clients_are_replaced(
    cast: Cast, server: Server, sent: str
) -> None:
    session = client_of(cast.officer).cookies["sessionid"].value
    head = HEAD.format(path=SAVES, form=FORM, token=TOKEN, session=session)
    pk = cast.indicator("1.1.1").pk
    body = f"csrfmiddlewaretoken={TOKEN}&cell-{pk}=77&base-{pk}=1"
    if sent == "a part of the body":
        head += f"Content-Length: {len(body) + 9}\r\n\r\n{body}"
    before, value = server.workers(), cast.cell("1.1.1").value

    with ExitStack() as lines:
        for _ in range(WORKERS):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            line.sendall(head.encode())
        until(lambda: server.is_up() and not before & server.workers())

    assert cast.cell("1.1.1").value == value
    client = server.ask(
        "POST",
        SAVES,
        form={f"cell-{pk}": "78", f"base-{pk}": "1"},
        cookie=f"sessionid={session}",
    )
    assert client.status == 200
