from __future__ import annotations

from typing import Any

import pytest

from indicators.returns.comments.selectors import Subject
from indicators.returns.comments.services import add_comment
from indicators.returns.seeing import unread_counts, unread_of_page
from indicators.returns.steps import return_return
from notices.models import Notice
from notices.selectors import unread_notices
from tests.cast import JUNE, Cast

pytestmark = pytest.mark.django_db

KHULNA: dict[str, Any] = {"office": "khulna", "year": "2023-24", "kind": "apa"}
IN_JUNE = {**KHULNA, "month": "2024-06"}


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Khulna's June was given back, and something is said of it and of one of its cells."""
    return_return(cast.submit(), reason="দেখুন", notes={}, by=cast.reviewer)
    for indicator in (None, cast.indicator("1.1.1")):
        add_comment(Subject(cast.plan, JUNE, indicator), text="কেন?", after=0, by=cast.reviewer)
    return cast


@pytest.mark.parametrize(
    ("page", "named", "expected"),
    [
        ("indicators:entry", IN_JUNE, 1),
        ("indicators:check", IN_JUNE, 1),
        ("indicators:entry", {**IN_JUNE, "month": "2024-05"}, 0),
        ("indicators:entry", {**IN_JUNE, "office": "jashore"}, 0),
        ("indicators:comments", IN_JUNE, 1),
        ("indicators:quarter", {**KHULNA, "number": 4}, 0),
        ("indicators:quarter", {**KHULNA, "number": 9}, 0),
        ("indicators:evaluation", KHULNA, 0),
        ("indicators:office-calendar", {"code": "khulna"}, 0),
        ("indicators:entry", {**IN_JUNE, "year": "x"}, 0),
        ("indicators:entry", {**IN_JUNE, "month": "২০২৪"}, 0),
        ("indicators:plan", KHULNA, 0),
        ("home", {}, 0),
        ("", {}, 0),
    ],
)
def test_what_is_unread_is_counted_of_all_and_of_the_page(
    told: Cast, page: str, named: dict[str, Any], expected: int
) -> None:
    unread = unread_notices(told.officer).count()

    assert unread == 3
    assert unread_of_page(told.officer, page, named).count() == expected
    assert unread_counts(told.officer, page, named) == (unread, expected)


@pytest.mark.once
def test_what_is_unread_of_a_cell_is_that_cells(told: Cast) -> None:
    for row, expected in (("1.1.1", 1), ("1.2.1", 0)):
        named = {**IN_JUNE, "indicator": told.indicator(row).pk}

        assert unread_counts(told.officer, "indicators:cell-comments", named) == (3, expected)


def test_nobody_who_has_read_all_has_anything_unread(told: Cast) -> None:
    Notice.objects.filter(recipient=told.officer.pk).delete()

    assert unread_counts(told.officer, "indicators:entry", IN_JUNE) == (0, 0)
