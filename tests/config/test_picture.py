"""The picture of the rooms in docs/architecture.md is the one that the imports are held to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
LIKE_EVERYWHERE: Final = {"locale", "management", "migrations", "templatetags", "views"}
"""Folders that stand in any app and are no rooms."""

CONTRACTS: Final[list[dict[str, Any]]] = tomllib.loads(
    (ROOT / "pyproject.toml").read_text("utf-8")
)["tool"]["importlinter"]["contracts"]


def told() -> Iterator[tuple[str, str]]:
    """Each folder of the picture below the one at whose line it stands, from above to below."""
    picture = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    app = ""
    for line in picture.strip().splitlines():
        begun = re.match(r"([a-z]+)/", line)
        app = begun[1] if begun else app
        for room in re.findall(r"(?<![\w/])([a-z_]+)/", line[begun.end() if begun else 0 :]):
            if (ROOT / app / room).is_dir():
                yield app, room


ROOMS: Final = list(told())
APPS: Final = list(dict.fromkeys(app for app, _ in ROOMS))


def floors(container: str) -> dict[str, int]:
    layers: list[str] = next(
        (one["layers"] for one in CONTRACTS if one.get("containers") == [container]), []
    )
    return {
        room.strip(): number for number, layer in enumerate(layers) for room in layer.split("|")
    }


@pytest.mark.parametrize("app", APPS)
def test_every_room_of_an_app_is_drawn(app: str) -> None:
    folders = {one.parent.name for one in (ROOT / app).glob("*/__init__.py")}

    assert folders - LIKE_EVERYWHERE == {room for of, room in ROOMS if of == app}


@pytest.mark.parametrize("app", [one for one in APPS if floors(one)])
def test_no_room_is_drawn_above_one_that_may_know_it(app: str) -> None:
    held = floors(app)
    drawn = [held[room] for of, room in ROOMS if of == app and room in held]

    assert drawn == sorted(drawn)


def test_apps_are_drawn_in_the_order_of_the_imports() -> None:
    layers = next(one["layers"] for one in CONTRACTS if one["name"] == "Imports go one way")
    picture = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]

    assert re.findall(r"^([a-z]+)/", picture, re.MULTILINE) == [
        room.strip() for layer in layers for room in layer.split("|")
    ]
