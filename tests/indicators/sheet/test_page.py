from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from indicators.models import State
from indicators.selectors.figures import figures_of
from indicators.selectors.scores import score_of
from indicators.sheet.page import SheetPage, sheet_page
from indicators.sheet.rows import Row
from plans.document.model import NIL, Month
from tests.cast import APRIL, JUNE, MARCH, MAY, Cast


def page_of(cast: Cast, month: Month = JUNE, *, today: date = date(2024, 7, 3)) -> SheetPage:
    figures = figures_of(cast.plan)
    return sheet_page(figures, month, score_of(figures, month), today=today)


def row_of(page: SheetPage, row: str) -> Row:
    return next(one for one in page.rows if one.indicator.row == row)


def test_page_counts_what_is_filled_and_names_what_is_missing(cast: Cast) -> None:
    cast.save(r1_1_1=None, r2_5_2=NIL)

    page = page_of(cast)

    assert (page.filled, [row.indicator.row for row in page.missing]) == (31, ["1.1.1"])


def test_month_that_nobody_wrote_to_is_open_and_empty(cast: Cast) -> None:
    page = page_of(cast, MARCH)

    assert page.sheet._state.adding
    assert (page.sheet.version, page.state) == (0, State.OPEN)
    assert page.writable
    assert len(page.missing) == 32


@pytest.mark.parametrize(
    ("today", "left", "late"),
    [(date(2024, 7, 3), 2, 0), (date(2024, 7, 5), 0, 0), (date(2024, 7, 6), -1, 1)],
)
def test_days_count_to_the_fifth_of_the_next_month(
    cast: Cast, today: date, *, left: int, late: int
) -> None:
    whereabouts = page_of(cast, today=today).whereabouts

    assert whereabouts.term.due == date(2024, 7, 5)
    assert (whereabouts.days_left, whereabouts.late_by) == (left, late)


def test_tabs_are_the_months_of_the_year_with_their_states(cast: Cast) -> None:
    cast.submit(MAY)

    tabs = {
        tab.month: (tab.state, tab.begun) for tab in page_of(cast, today=date(2024, 5, 31)).tabs
    }

    assert next(iter(tabs)) == Month(2023, 7)
    assert len(tabs) == 12
    assert [tabs[month] for month in (MARCH, APRIL, MAY, JUNE)] == [
        (None, True),
        (State.OPEN, True),
        (State.SUBMITTED, True),
        (State.OPEN, False),
    ]


def test_gains_are_the_largest_first_and_within_reach(cast: Cast) -> None:
    gains = page_of(cast).gains
    steps = [row.score.explanation.next_tier for row in gains]

    assert len(gains) == 3
    points = [step.gain for step in steps if step]
    assert points == sorted(points, reverse=True)
    assert min(points) > 0


@pytest.mark.parametrize(
    ("language", "text", "achieved", "earlier"),
    [("bn", "০.০৩৪১", "০.১০৭৮", "০.০৩৭৫"), ("en", "0.0341", "0.1078", "0.0375")],
)
def test_row_shows_its_figures_in_the_readers_digits(
    cast: Cast, *, language: str, text: str, achieved: str, earlier: str
) -> None:
    with override(language):
        row = row_of(page_of(cast), "3.5.1")

        assert (row.text, row.achieved, row.previous_text) == (text, achieved, earlier)


def test_row_without_a_code_is_named_by_its_activity(cast: Cast) -> None:
    with override("en"):
        page = page_of(cast)

        assert [row_of(page, name).code for name in ("2.5.2", "governance/2")] == ["2.5.2", "2"]


def test_average_is_shown_to_two_decimals(cast: Cast) -> None:
    cast.save(r2_3_2=99)

    with override("en"):
        row = row_of(page_of(cast), "2.3.2")
        assert isinstance(row.score.achieved, Decimal)
        assert row.achieved == "91"

    cast.save(r2_3_2=100)
    with override("en"):
        assert row_of(page_of(cast), "2.3.2").achieved == "91.33"


def test_july_has_no_months_before_it_in_the_year(cast: Cast) -> None:
    page = page_of(cast, Month(2023, 7))

    assert page.earlier_months == (Month(2023, 5), Month(2023, 6))
    assert {row.previous_text for row in page.rows} == {""}
