from __future__ import annotations

import os
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar
from unittest.mock import patch

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils.module_loading import import_string

from config.environment import EvidenceStore, read_environment
from config.evidence_store import storage_in

GIVEN = {
    "EVIDENCE_S3_ENDPOINT": "https://s3.example.gov.bd/",
    "EVIDENCE_S3_BUCKET": "lokkho-evidence",
    "EVIDENCE_S3_ACCESS_KEY": "key",
    "EVIDENCE_S3_SECRET_KEY": "secret",
}


class Bucket(BaseHTTPRequestHandler):
    """As much of such a store as keeping, reading and removing a file asks of it."""

    kept: ClassVar[dict[str, bytes]] = {}
    asked: ClassVar[list[dict[str, str]]] = []

    def answer(self, status: int, body: bytes = b"") -> None:
        self.asked.append({name.lower(): text for name, text in self.headers.items()})
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self) -> None:
        self.kept[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200)

    def do_GET(self) -> None:
        found = self.kept.get(self.path)
        self.answer(404 if found is None else 200, found or b"")

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.kept.pop(self.path, None)
        self.answer(204)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Nobody reads it."""


@pytest.fixture
def storage() -> Iterator[Storage]:
    Bucket.kept.clear()
    Bucket.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    Thread(target=server.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{server.server_port}"
    store = EvidenceStore.model_construct(
        endpoint=endpoint,
        bucket="lokkho-evidence",
        access_key="key",
        secret_key="secret",
        region="us-east-1",
    )
    entry = storage_in(store)
    yield import_string(entry["BACKEND"])(**entry["OPTIONS"])
    server.shutdown()
    server.server_close()


def test_file_is_kept_read_and_removed(storage: Storage) -> None:
    name = storage.save("2024/a.pdf", ContentFile("প্রমাণক".encode()))

    assert Bucket.kept == {"/lokkho-evidence/2024/a.pdf": "প্রমাণক".encode()}
    with storage.open(name) as file:
        assert file.read().decode() == "প্রমাণক"
    storage.delete(name)
    assert not storage.exists(name)


def test_second_file_of_a_name_does_not_replace_the_first(storage: Storage) -> None:
    first = storage.save("2024/a.pdf", ContentFile(b"1"))
    second = storage.save("2024/a.pdf", ContentFile(b"2"))

    assert first != second
    assert sorted(Bucket.kept.values()) == [b"1", b"2"]


def test_requests_are_signed_and_make_nothing_public(storage: Storage) -> None:
    storage.save("2024/a.pdf", ContentFile(b"1"))

    for headers in Bucket.asked:
        assert re.match("AWS4-HMAC-SHA256 Credential=key/", headers["authorization"])
        assert "secret" not in headers["authorization"]
        assert "x-amz-acl" not in headers


def read(variables: dict[str, str]) -> EvidenceStore | None:
    with patch.dict(os.environ, variables, clear=True):
        return read_environment().evidence_store


def test_store_is_read_from_the_environment() -> None:
    store = read(GIVEN)

    assert store is not None
    assert store.model_dump() == {
        "mode": "local",
        "endpoint": "https://s3.example.gov.bd",
        "bucket": "lokkho-evidence",
        "access_key": "key",
        "secret_key": "secret",
        "region": "us-east-1",
    }
    assert read({}) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"EVIDENCE_S3_BUCKET": ""}, "EVIDENCE_S3_BUCKET missing; a store for the evidence files"),
        ({"EVIDENCE_S3_ENDPOINT": "s3.example.gov.bd"}, "expected an address that begins with"),
        ({"EVIDENCE_S3_BUKET": "x"}, "EVIDENCE_S3_BUKET"),
    ],
)
def test_half_a_store_stops_the_start(changed: dict[str, str], said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        read({**GIVEN, **changed})
