"""Headers that no client of ours sends, given to the server as it is run."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.faults.serving import PATIENCE, Server, database_url, serving

pytestmark = pytest.mark.once

HEADERS: Final = {
    "NUL in the charset": b"Content-Type: text/html; charset=\x00",
    "NUL in a quoted charset": b'Content-Type: text/html; charset="a\x00b"',
    "a charset that is none": b"Content-Type: application/x-www-form-urlencoded; charset=utf-7",
    "a charset of 5,000 letters": b"Content-Type: text/html; charset=" + b"x" * 5000,
    "a type that is no text": b"Content-Type: \xff\xfe",
    "NUL in a cookie": b"Cookie: sessionid=a\x00b",
    "a length that is none": b"Content-Length: -1",
    "two lengths": b"Content-Length: 3\r\nContent-Length: 4",
    "no name": b": nothing",
}


@pytest.fixture
def server(transactional_db: None, tmp_path: Path) -> Iterator[Server]:
    with serving(database_url(), tmp_path) as server:
        yield server


def status_of(server: Server, header: bytes) -> int:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
        length = b"" if b"Content-Length" in header else b"Content-Length: 3\r\n"
        line.sendall(
            b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + length
            + header
            + b"\r\nConnection: close\r\n\r\na=b"
        )
        return int(line.makefile("rb").readline().split()[1])


def test_no_header_is_more_than_refused(server: Server) -> None:
    found = {name: status_of(server, header) for name, header in HEADERS.items()}

    assert {name: status for name, status in found.items() if not 400 <= status < 500} == {}
    assert server.is_up()
