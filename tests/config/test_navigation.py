"""The head of the page says where one is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.cast import Cast, client_of

pytestmark = pytest.mark.once

ENTRY = "/plans/khulna/2023-24/apa/2024-06/"


@pytest.mark.parametrize(
    ("who", "address", "place"),
    [
        ("officer", "/", ("page", "My work")),
        ("officer", ENTRY, ("true", "My work")),
        ("reviewer", ENTRY, ("true", "Plans")),
        ("officer", "/plans/khulna/2023-24/apa/", ("true", "Plans")),
        ("reviewer", f"{ENTRY}review/", ("true", "Review")),
        ("reviewer", "/offices/khulna/", ("true", "Dashboard")),
        ("administrator", "/manage/import/", ("true", "Offices and people")),
    ],
)
def test_head_marks_the_place_that_a_page_belongs_to(
    cast: Cast, who: str, address: str, place: tuple[str, str]
) -> None:
    page = client_of(getattr(cast, who)).get(address).text

    nav = page.partition('<nav class="masthead-nav"')[2].partition("</nav>")[0]
    assert re.findall(r'aria-current="(\w+)"\s*>\s*([^<]*\w)', nav) == [place]


def test_no_trail_ends_in_nothing() -> None:
    trails = {
        path.name: one
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for one in re.findall(r'<nav class="trail".*?</nav>', path.read_text("utf-8"), re.DOTALL)
    }

    assert len(trails) > 20
    assert [name for name, one in trails.items() if re.search(r"›\s*</nav>", one)] == []
