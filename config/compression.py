"""Text is sent compressed: a monthly form as a tenth of its bytes, which a slow line waits for."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, cast

import brotli
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_sequence

TEXT: Final = ("text/", "application/json", "application/javascript", "image/svg+xml")
"""What shrinks. PDFs, XLSX files and photos are compressed in themselves."""

QUALITY: Final = 5
"""Of brotli's 0 to 11: smaller than the best gzip, in less time (docs/performance.md)."""

LEAST: Final = 200
"""Bytes below which an answer fits into one packet anyhow."""

MOST_NOISE: Final = 100


def _noise() -> bytes:
    """A random number of bytes that a decoder passes over: a metadata block, RFC 7932, 9.2.

    Whoever can make a page repeat a guess and measure what is sent (BREACH) learns nothing from
    a byte more or less. In gzip, Django puts a file name of random length.
    """
    noise = secrets.token_bytes(1 + secrets.randbelow(MOST_NOISE))
    not_last_but_skipped, one_byte_of_length = 0b0110, 0b01 << 4
    head = not_last_but_skipped | one_byte_of_length | (len(noise) - 1) << 6
    return head.to_bytes(2, "little") + noise


def _brotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    compressor = brotli.Compressor(quality=QUALITY)
    for chunk in chunks:
        yield compressor.process(chunk)
    yield compressor.flush() + _noise() + compressor.finish()


def _gzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield from compress_sequence(chunks, max_random_bytes=MOST_NOISE)


ENCODERS: Final[Mapping[str, Callable[[Iterable[bytes]], Iterator[bytes]]]] = {
    "br": _brotli,
    "gzip": _gzip,
}
"""By the name that browsers ask by, the smaller one first."""


class CompressionMiddleware:
    """Answers of text are compressed as the visitor's browser accepts it.

    Static files are compressed once, when they are collected, and pass by.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the view does, compressed where that is worth it."""
        response = self.get_response(request)
        if not _shrinks(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        accepted = _accepted(request.headers.get("Accept-Encoding", ""))
        encoding = next((name for name in ENCODERS if name in accepted), None)
        if encoding:
            _encode(response, encoding)
        return response


def _shrinks(response: HttpResponseBase) -> bool:
    if response.has_header("Content-Encoding") or response.has_header("Content-Range"):
        return False
    if isinstance(response, HttpResponse) and len(response.content) < LEAST:
        return False
    return response.headers.get("Content-Type", "").lower().startswith(TEXT)


def _accepted(header: str) -> set[str]:
    """The encodings that ``Accept-Encoding`` names and does not refuse by ``q=0``."""
    named = (part.replace(" ", "").lower().partition(";q=") for part in header.split(","))
    return {name for name, _, weight in named if weight.strip("0.") or not weight}


def _encode(response: HttpResponseBase, encoding: str) -> None:
    encode = ENCODERS[encoding]
    if isinstance(response, StreamingHttpResponse):
        # We are served by WSGI: nothing is written asynchronously.
        response.streaming_content = encode(cast("Iterator[bytes]", response.streaming_content))
        del response.headers["Content-Length"]
    elif isinstance(response, HttpResponse):
        response.content = b"".join(encode([response.content]))
        response.headers["Content-Length"] = str(len(response.content))
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):
        # The same page, in other bytes: RFC 9110, 8.8.1.
        response.headers["ETag"] = f"W/{etag}"
    response.headers["Content-Encoding"] = encoding
