from __future__ import annotations

import gzip
from collections.abc import Iterator
from http import HTTPStatus

import brotli
import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from config.compression import MOST_NOISE, CompressionMiddleware
from tests.cast import JUNE, Cast, client_of

TEXT = "<p>উদ্দেশ্য ও কার্যক্রম</p>" * 500
DECODED = {"br": brotli.decompress, "gzip": gzip.decompress}


def answered(
    response: HttpResponseBase, accepts: str = "gzip, deflate, br, zstd"
) -> HttpResponseBase:
    def view(_request: HttpRequest) -> HttpResponseBase:
        return response

    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    return CompressionMiddleware(view)(request)


def body(response: HttpResponseBase) -> bytes:
    assert isinstance(response, HttpResponse)
    return response.content


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP;q=0.5, BR ; q=1.0", "br"),
        ("br;q=0, gzip", "gzip"),
    ],
)
def test_text_is_compressed_as_the_browser_accepts_it(accepts: str, encoding: str) -> None:
    response = answered(HttpResponse(TEXT), accepts)

    assert response.headers["Content-Encoding"] == encoding
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Content-Length"] == str(len(body(response)))
    assert len(body(response)) < len(TEXT.encode()) / 10
    assert DECODED[encoding](body(response)).decode() == TEXT


@pytest.mark.parametrize("accepts", ["", "identity", "br;q=0, gzip;q=0.0", "deflate"])
def test_who_accepts_nothing_of_it_gets_it_as_it_is(accepts: str) -> None:
    response = answered(HttpResponse(TEXT), accepts)

    assert "Content-Encoding" not in response.headers
    assert response.headers["Vary"] == "Accept-Encoding"
    assert body(response).decode() == TEXT


@pytest.mark.parametrize("accepts", ["br", "gzip"])
def test_the_same_answer_is_sent_in_varying_length(accepts: str) -> None:
    lengths = {len(body(answered(HttpResponse(TEXT), accepts))) for _ in range(60)}

    assert len(lengths) > 10
    assert max(lengths) - min(lengths) <= MOST_NOISE


@pytest.mark.parametrize(
    "content_type", ["application/pdf", "image/jpeg", "application/zip", "application/vnd.ms-excel"]
)
def test_what_is_compressed_in_itself_is_sent_as_it_is(content_type: str) -> None:
    response = answered(HttpResponse(TEXT, content_type=content_type))

    assert "Content-Encoding" not in response.headers
    assert "Vary" not in response.headers


def test_what_is_encoded_already_or_a_part_of_a_file_is_left_alone() -> None:
    assert body(answered(HttpResponse(TEXT, headers={"Content-Encoding": "zstd"}))) == TEXT.encode()
    assert body(answered(HttpResponse(TEXT, headers={"Content-Range": "bytes 0-9/10"})))


def test_a_short_answer_is_not_worth_it() -> None:
    assert body(answered(JsonResponse({"problem": "x"}))) == b'{"problem": "x"}'


def test_a_strong_etag_becomes_a_weak_one() -> None:
    assert answered(HttpResponse(TEXT, headers={"ETag": '"1"'})).headers["ETag"] == 'W/"1"'
    assert answered(HttpResponse(TEXT, headers={"ETag": 'W/"1"'})).headers["ETag"] == 'W/"1"'
    assert answered(HttpResponse(TEXT, headers={"ETag": '"1"'}), "").headers["ETag"] == '"1"'


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_what_is_written_bit_by_bit_is_compressed_bit_by_bit(encoding: str) -> None:
    written: list[int] = []

    def lines() -> Iterator[bytes]:
        for number in range(3):
            written.append(number)
            yield TEXT.encode()

    response = answered(
        StreamingHttpResponse(lines(), content_type="text/csv", headers={"Content-Length": "1"}),
        encoding,
    )

    assert not written
    assert "Content-Length" not in response.headers
    assert isinstance(response, StreamingHttpResponse)
    assert DECODED[encoding](response.getvalue()).decode() == 3 * TEXT


@pytest.mark.once
@pytest.mark.django_db
def test_the_sign_in_page_is_compressed_and_reads_as_before(client: Client) -> None:
    response = client.get("/sign-in/", headers={"Accept-Encoding": "br"})

    assert response.headers["Content-Encoding"] == "br"
    assert "Cookie" in response.headers["Vary"]
    assert "csrfmiddlewaretoken" in brotli.decompress(response.content).decode()


@pytest.mark.once
def test_the_answer_to_a_save_is_compressed(cast: Cast) -> None:
    cell = cast.indicator("1.1.1").pk
    response = client_of(cast.officer).post(
        f"/plans/khulna/2023-24/apa/{JUNE}/cells/",
        {f"cell-{cell}": "5", f"base-{cell}": "1", f"remarks-{cell}": ""},
        headers={"Accept-Encoding": "gzip"},
    )

    assert response.headers["Content-Encoding"] == "gzip"
    assert response.status_code in {HTTPStatus.OK, HTTPStatus.CONFLICT}
