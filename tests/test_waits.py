"""What a page is waited for is a function: the pages' policy forbids to evaluate an expression, and
Playwright does that only if it is not true at once, so on a slow machine alone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

TESTS: Final = Path(__file__).parent
FUNCTION: Final = re.compile(r"\s*(?:async\s+)?(?:\([^()]*\)|\w+)\s*=>")


def waits(source: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "wait_for_function"
        ):
            yield node


def is_for_a_function(wait: ast.Call) -> bool:
    """Whether the script stands there and is a function."""
    match wait.args:
        case [ast.Constant(value=str(script))]:
            return bool(FUNCTION.match(script))
    return False


@pytest.mark.parametrize(
    ("script", "fits"),
    [
        ("'() => ready()'", True),
        ("'count => kept() === count', arg=2", True),
        ("'async (one, two) => one', arg=2", True),
        ("'ready()'", False),
        ("'window.ready && (() => 1)()'", False),
        ("SCRIPT", False),
    ],
)
def test_waits_are_told_apart(script: str, fits: bool) -> None:
    [wait] = waits(f"page.wait_for_function({script})")

    assert is_for_a_function(wait) is fits


def test_a_page_is_waited_for_by_functions_alone() -> None:
    paths = [path for path in TESTS.rglob("*.py") if "wait_for_function" in path.read_text("utf-8")]
    found = [(path, wait) for path in paths for wait in waits(path.read_text("utf-8"))]

    assert found
    assert not [
        f"{path.relative_to(TESTS)}:{wait.lineno}"
        for path, wait in found
        if not is_for_a_function(wait)
    ]
