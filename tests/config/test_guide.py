"""The guide in both languages: what it lists, and whom it names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from django.test import Client, override_settings

from offices.models import User
from tests.cast import client_of

ROOT: Final = Path(__file__).parents[2] / "templates" / "guide"
LANGUAGES: Final = ("bn", "en")
NUMBER: Final = "০২-৯৫৫৬১৯১"


def headings(language: str) -> list[str]:
    text = (ROOT / f"{language}.html").read_text(encoding="utf-8")
    assert "<h2>" not in text
    return re.findall(r"<h2 id=\"([\w-]+)\">", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_is_in_the_list_at_the_top(language: str) -> None:
    text = (ROOT / f"{language}.html").read_text(encoding="utf-8")
    listed = re.findall(r"href=\"#([\w-]+)\"", text)

    assert listed == headings(language)


def test_both_languages_tell_of_the_same() -> None:
    assert headings("bn") == headings("en")


@pytest.mark.once
@pytest.mark.django_db
def test_whom_to_ask_is_said_where_help_is_looked_for(client: Client) -> None:
    somebody = client_of(User.objects.create(username="somebody"))
    assert NUMBER not in client.get("/sign-in/").content.decode()

    with override_settings(HELP_CONTACT=f"এপিএ শাখা, {NUMBER}"):
        assert NUMBER in client.get("/sign-in/").content.decode()
        assert NUMBER in somebody.get("/guide/").content.decode()
