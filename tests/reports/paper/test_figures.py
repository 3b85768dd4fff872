from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from numerals import NIL
from plans.document.methods import Method
from plans.document.values import PlanDocument, Reported, TierTargets
from reports.paper import PaperForm
from tests.reports.paper.reading import Row, grid
from tests.reports.paper.samples import JUNE, Requester

MAY, APRIL = JUNE.previous, JUNE.plus(-2)
ROUND = TierTargets(*map(Decimal, (100, 90, 80, 70, 60)))


@pytest.fixture
def row(one_indicator: Callable[..., PlanDocument], requested: Requester) -> Callable[..., Row]:
    def make(form: PaperForm = PaperForm.PROGRESS, **changes: Any) -> Row:
        return grid(requested(one_indicator(**changes), form))[0]

    return make


def test_targets_and_figures_have_the_most_decimals_of_the_targets(
    row: Callable[..., Row],
) -> None:
    targets = TierTargets(*map(Decimal, ("0.55", "0.5", "0.45", "0.4", "0.34")))

    printed = row(targets=targets, achieved={JUNE: Decimal(0)})

    assert [printed[key] for key in ("t100", "t90", "t80", "t70", "t60")] == [
        "০.৫৫",
        "০.৫০",
        "০.৪৫",
        "০.৪০",
        "০.৩৪",
    ]
    assert [printed["current"], printed["cumulative"]] == ["০.০০", "০.০০"]


def test_figures_with_more_decimals_keep_theirs(row: Callable[..., Row]) -> None:
    months = {APRIL: Decimal("0.0362"), MAY: Decimal("0.0375"), JUNE: Decimal("0.0341")}

    printed = row(targets=TierTargets(Decimal("0.38")), achieved=months)

    assert [printed["before_last"], printed["cumulative"], printed["rate"]] == [
        "০.০৩৬২",
        "০.১০৭৮",
        "২৮%",
    ]


def test_stored_zeros_after_the_point_are_not_printed(row: Callable[..., Row]) -> None:
    printed = row(targets=TierTargets(Decimal("5.0000")), achieved={JUNE: Decimal("2.0000")})

    assert [printed["t100"], printed["current"], printed["cumulative"]] == ["৫", "২", "২"]


def test_average_is_rounded_half_up_at_the_decimals_of_its_months(
    row: Callable[..., Row],
) -> None:
    months = {APRIL: Decimal(83), MAY: Decimal(91), JUNE: Decimal(100)}
    halves = {MAY: Decimal(90), JUNE: Decimal(91)}

    assert row(targets=ROUND, method=Method.AVERAGE, achieved=months)["cumulative"] == "৯১"
    assert row(targets=ROUND, method=Method.AVERAGE, achieved=halves)["cumulative"] == "৯১"


def test_figures_are_not_grouped_on_paper(row: Callable[..., Row]) -> None:
    printed = row(targets=TierTargets(Decimal(1234567)), achieved={JUNE: Decimal(2150)})

    assert [printed["t100"], printed["current"]] == ["১২৩৪৫৬৭", "২১৫০"]


def test_missing_is_blank_none_is_a_dash_and_zero_is_zero(row: Callable[..., Row]) -> None:
    printed = row(targets=TierTargets(Decimal(2)), achieved={MAY: NIL, JUNE: Decimal(0)})

    assert [printed[key] for key in ("before_last", "last", "current")] == ["", "-", "০"]
    assert [printed["t100"], printed["t60"]] == ["২", "-"]


def test_indicator_without_any_target_has_blank_target_cells(row: Callable[..., Row]) -> None:
    printed = row(targets=TierTargets())

    assert [printed["t100"], printed["t60"], printed["rate"]] == ["", "", ""]


def test_dates_are_printed_day_first(row: Callable[..., Row]) -> None:
    printed = row(
        targets=TierTargets(date(2021, 7, 15), date(2021, 8, 5)),
        method=Method.DATE,
        achieved={JUNE: date(2021, 7, 20)},
    )

    assert [printed["t100"], printed["cumulative"], printed["rate"]] == [
        "১৫-০৭-২০২১",
        "২০-০৭-২০২১",
        "",
    ]


def test_reported_figures_that_agree_as_printed_are_not_remarked(
    row: Callable[..., Row],
) -> None:
    months = {APRIL: Decimal(83), MAY: Decimal(91), JUNE: Decimal(100)}

    printed = row(
        targets=ROUND,
        method=Method.AVERAGE,
        achieved=months,
        reported=Reported(Decimal(91), Decimal(91)),
    )

    assert printed["remarks"] == ""


def test_reported_rate_alone_is_remarked_after_the_offices_own_remark(
    row: Callable[..., Row],
) -> None:
    printed = row(reported=Reported(Decimal(7), Decimal(77)), remarks="মেলা স্থগিত")

    assert printed["remarks"] == "মেলা স্থগিত; প্রতিবেদনে লেখা অর্জনের হার ৭৭%"


def test_remark_that_ends_a_sentence_is_followed_by_no_other_mark(row: Callable[..., Row]) -> None:
    printed = row(reported=Reported(Decimal(7), Decimal(77)), remarks="মেলা স্থগিত। ")

    assert printed["remarks"] == "মেলা স্থগিত। প্রতিবেদনে লেখা অর্জনের হার ৭৭%"


def test_indicator_without_a_code_prints_its_title_alone(row: Callable[..., Row]) -> None:
    assert row(code=None)["indicator"] == "আয়োজিত মেলা"
    assert row()["indicator"] == "[১.১.১] আয়োজিত মেলা"


def test_evaluation_prints_scores_to_two_decimals(row: Callable[..., Row]) -> None:
    printed = row(PaperForm.EVALUATION, achieved={JUNE: Decimal("7.55")})

    assert [printed["raw"], printed["weighted"]] == ["৭৫.৫০", "৭৫.৫০"]


def test_evaluation_says_why_there_is_no_score(row: Callable[..., Row]) -> None:
    printed = row(PaperForm.EVALUATION, targets=TierTargets())

    assert [printed["raw"], printed["weighted"]] == ["-", "-"]
    assert printed["remarks"] == "স্কোর নির্ণয় করা যায় না: লক্ষ্যমাত্রা নেই"
