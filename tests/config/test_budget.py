"""The bytes that a slow line is asked to carry: docs/performance.md says why."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.cast import JUNE, Cast, client_of

PLAN: Final = "/plans/khulna/2023-24/apa/"
KB: Final = 1024
HEAD: Final = 900
"""Bytes of an answer's head, of which each request brings one."""

MOST_OF_AN_ANSWER: Final = 2 * KB
"""To a page that says, as ours does, which version of the return it has."""

ASKED_FOR: Final = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js))"')
FONT: Final = re.compile(r'href="/static/([^"]+\.woff2)"')


def sent(client: Client, address: str, encoding: str = "br") -> int:
    """The bytes of a page as they go over the line."""
    response = client.get(address, headers={"Accept-Encoding": encoding})
    assert response.headers["Content-Encoding"] == encoding
    return HEAD + len(response.content)


def beside(client: Client, address: str) -> int:
    """The bytes of the styles and scripts that a page asks for at the first visit."""
    names = set(ASKED_FOR.findall(client.get(address).content.decode()))
    assert names
    return sum(HEAD + len(brotli.compress(_file(name))) for name in names)


def _file(name: str) -> bytes:
    path = finders.find(name)
    assert isinstance(path, str)
    return Path(path).read_bytes()


@pytest.mark.once
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_entry_page_is_at_most_20_kb_and_again_at_most_16_in_all(cast: Cast, encoding: str) -> None:
    # At a repeated visit the page alone is sent: what is beside it is kept for good.
    assert sent(client_of(cast.officer), f"{PLAN}{JUNE}/", encoding) <= 16 * KB


@pytest.mark.once
@pytest.mark.parametrize(
    ("address", "most"),
    [("/", 34), (f"{PLAN}{JUNE}/", 75), (f"{PLAN}{JUNE}/check/", 43), (PLAN, 43)],
)
def test_what_a_page_needs_beside_its_fonts_stays_small(
    cast: Cast, address: str, most: int
) -> None:
    client = client_of(cast.officer)

    assert sent(client, address) + beside(client, address) <= most * KB


@pytest.mark.once
def test_answer_to_a_save_is_small(cast: Cast) -> None:
    cell = cast.indicator("1.1.1").pk
    response = client_of(cast.officer).post(
        f"{PLAN}{JUNE}/cells/",
        {
            f"cell-{cell}": "5",
            f"base-{cell}": "1",
            f"remarks-{cell}": "",
            "return-version": "1",
        },
        headers={"Accept-Encoding": "br"},
    )

    assert len(response.content) <= MOST_OF_AN_ANSWER


def test_styles_are_not_more_than_a_page_uses() -> None:
    names = ("vendor/bootstrap/bootstrap.kept.css", "fonts.css", "lokkho.css")

    assert sum(len(brotli.compress(_file(name))) for name in names) <= 14 * KB


@pytest.mark.once
def test_fonts_are_asked_for_last_and_least(client: Client, db: None) -> None:
    html = client.get("/sign-in/").content.decode()
    last_style = html.rindex('rel="stylesheet"')

    assert len(FONT.findall(html)) == 4
    assert html.index(".woff2") > last_style
    assert html.count('fetchpriority="low"') == 4
