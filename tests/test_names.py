"""One name says one thing: no two classes of the house are called the same."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import Final

from tests.test_one_reader import ROOMS, ROOT

_FOUND_BY_NAME: Final = {"Command"}
"""What Django looks for by this name in every module of commands."""


def test_no_two_classes_of_the_house_have_the_same_name() -> None:
    """Nor those that a module keeps for itself: who looks for a name finds the one meant."""
    places: dict[str, list[str]] = defaultdict(list)
    modules = [path for room in ROOMS for path in sorted(room.rglob("*.py"))]
    for path in modules:
        if "migrations" in path.parts:
            continue
        for one in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(one, ast.ClassDef):
                places[one.name].append(str(path.relative_to(ROOT)))
    twice = {name: where for name, where in places.items() if len(where) > 1}
    assert set(twice) == _FOUND_BY_NAME, twice
