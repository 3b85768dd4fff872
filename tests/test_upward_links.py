"""Pages of a lower room name none of a higher one: ``config`` hands them down by their places."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from config.places import PLACES

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
ROOMS = ("reports", "indicators", "plans", "offices")
_NAMED = re.compile(r"[\"'](reports|indicators|plans|offices):[a-z-]+[\"']")


@pytest.mark.parametrize("room", ROOMS)
def test_page_of_a_lower_room_names_no_page_of_a_higher_one(room: str) -> None:
    higher = ROOMS[: ROOMS.index(room)]
    named = [
        (template.name, found[0])
        for template in (TEMPLATES / room).rglob("*.html")
        for found in _NAMED.finditer(template.read_text("utf-8"))
        if found[1] in higher
    ]

    assert named == []


@pytest.mark.parametrize("page", PLACES.values())
def test_place_that_is_handed_down_is_a_page(page: str) -> None:
    room, _, name = page.partition(":")

    assert name in get_resolver().namespace_dict[room][1].reverse_dict
