from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from indicators.returns.models import Score, State
from indicators.returns.page import ReturnPage, monthly_return_page
from indicators.returns.row import ReturnRow
from indicators.returns.scores.selectors import score_of
from indicators.returns.scores.services import store_scores
from indicators.returns.selectors.figures import figures_of
from numerals import NIL, Month
from plans.models import Indicator, Plan
from plans.services import store_plan
from tests.cast import APRIL, JUNE, MARCH, MAY, Cast, document_of

pytestmark = pytest.mark.once


def page_of(cast: Cast, month: Month = JUNE, *, today: date = date(2024, 7, 3)) -> ReturnPage:
    figures = figures_of(cast.plan)
    return monthly_return_page(figures, month, score_of(figures, month), today=today)


def row_of(page: ReturnPage, row: str) -> ReturnRow:
    return next(one for one in page.rows if one.indicator.row == row)


def test_page_counts_what_is_filled_and_names_what_is_missing(cast: Cast) -> None:
    cast.save(r1_1_1=None, r2_5_2=NIL)

    page = page_of(cast)

    assert (page.filled, [row.indicator.row for row in page.missing]) == (31, ["1.1.1"])


def test_month_that_nobody_wrote_to_is_open_and_empty(cast: Cast) -> None:
    page = page_of(cast, MARCH)

    assert page.monthly_return._state.adding
    assert (page.monthly_return.version, page.state) == (0, State.OPEN)
    assert page.writable
    assert len(page.missing) == 32


@pytest.mark.parametrize(
    ("today", "left", "late"),
    [(date(2024, 7, 3), 2, 0), (date(2024, 7, 5), 0, 0), (date(2024, 7, 6), -1, 1)],
)
def test_days_count_to_the_fifth_of_the_next_month(
    cast: Cast, today: date, *, left: int, late: int
) -> None:
    return_status = page_of(cast, today=today).return_status

    assert return_status.term.due == date(2024, 7, 5)
    assert (return_status.days_left, return_status.late_by) == (left, late)


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


def test_gains_are_within_reach_and_best_for_their_work_first(cast: Cast) -> None:
    outlooks = [row.outlook for row in page_of(cast, MAY, today=date(2024, 6, 3)).gains]

    assert outlooks
    assert all(one and one.is_reachable and one.gain > 0 for one in outlooks)
    worth = [one.worth for one in outlooks if one]
    assert worth == sorted(worth, reverse=True)


def test_nothing_is_advised_for_a_year_that_is_over(cast: Cast) -> None:
    page = page_of(cast, MAY, today=date(2024, 7, 1))

    assert page.gains == []
    assert {row.next_step for row in page.rows} == {""}


def test_a_quarterly_indicator_has_its_quarters_left(cast: Cast) -> None:
    Indicator.objects.filter(plan=cast.plan, row="1.8.1").update(frequency="quarterly")

    in_may = row_of(page_of(cast, MAY, today=date(2024, 6, 3)), "1.8.1")
    in_june = row_of(page_of(cast, JUNE, today=date(2024, 6, 30)), "1.8.1")

    assert in_may.outlook
    assert in_may.outlook.left == 1
    assert in_june.outlook is None


def test_what_an_action_plan_earns_is_listed_apart(cast: Cast) -> None:
    Indicator.objects.filter(plan=cast.plan, row="governance/2").update(linked_kind="innovation")
    Score.objects.create(
        plan=store_plan(
            document_of("innovation-plan-2020-21.txt"), office=cast.khulna, kind="innovation"
        ),
        month=APRIL,
        rule_set=cast.plan.rule_set,
        weighted=40,
        weight=100,
        stated_weight=100,
        normalised=40,
        reported=1,
        indicators=1,
    )
    Plan.objects.filter(kind="innovation").update(fiscal_year=cast.plan.fiscal_year)
    store_scores(figures_of(cast.plan), since=APRIL)

    page = page_of(cast, MAY, today=date(2024, 6, 3))

    assert [row.indicator.row for row in page.linked_gains] == ["governance/2"]
    assert "governance/2" not in [row.indicator.row for row in page.gains]


@pytest.mark.parametrize(
    ("language", "text", "achieved"),
    [("bn", "০.০৩৪১", "০.১০৭৮"), ("en", "0.0341", "0.1078")],
)
def test_row_shows_its_figures_in_the_readers_digits(
    cast: Cast, *, language: str, text: str, achieved: str
) -> None:
    with override(language):
        row = row_of(page_of(cast), "3.5.1")

        assert (row.text, row.achieved) == (text, achieved)


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
    assert {row.shown(row.earlier[-1]) for row in page.rows} == {""}
