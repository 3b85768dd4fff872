"""What the papers name is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.test_one_reader import ROOMS, ROOT

_PAPERS: Final = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
_LEFT_OUT: Final = {"CHANGELOG.md"}
_PATH: Final = re.compile(r"`([a-z_][\w./*-]*/[\w./*-]*)`")
_TOPS: Final = {room.name for room in ROOMS} | {"docs", "static", "templates", "tests", "bin"}


def paths_named_in(paper: Path) -> set[str]:
    """The paths of the repository in backticks, folders without their last slash."""
    text = re.sub(r"```.*?```", "", paper.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = {path.rstrip("/") for path in _PATH.findall(text)}
    return {path for path in found if path.partition("/")[0] in _TOPS}


@pytest.mark.parametrize(
    "paper", [one for one in _PAPERS if one.name not in _LEFT_OUT], ids=lambda one: one.stem
)
def test_paths_that_a_paper_names_are_there(paper: Path) -> None:
    missing = {path for path in paths_named_in(paper) if not any(ROOT.glob(path))}

    assert missing == set()
