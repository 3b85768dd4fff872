from __future__ import annotations

import pytest

from offices.services.tree import codes_in_a_circle


@pytest.mark.parametrize(
    ("superiors", "circle"),
    [
        ({"a": "", "b": "a", "c": "b"}, set()),
        ({"a": "a"}, {"a"}),
        ({"a": "b", "b": "a", "c": "a", "d": ""}, {"a", "b", "c"}),
        ({"a": "not-in-the-map", "b": "a"}, set()),
    ],
)
def test_circle_is_found_with_all_that_hangs_on_it(
    superiors: dict[str, str], circle: set[str]
) -> None:
    assert codes_in_a_circle(superiors) == circle
