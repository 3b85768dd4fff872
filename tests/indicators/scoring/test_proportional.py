from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.scoring.values import Basis, Case, Reason, Rules
from plans.document.defaults import Mode
from plans.document.methods import Method
from tests.indicators.scoring.examples import indicator, score


@pytest.mark.parametrize(
    ("tiers", "achieved", "weighted"),
    [
        ("4 3 - - -", "3", "7.5"),
        ("4 3 - - -", "0", "0"),
        ("4 3 - - -", "4", "10"),
        ("4 3 - - -", "9", "10"),
        ("4 3 - - -", "0.5", "1.25"),
        ("4 3 - - -", "-2", "0"),
        ("1 - - - -", "0.85", "8.5"),
    ],
)
def test_proportion_of_the_target_earns_that_share(
    tiers: str, achieved: str, weighted: str
) -> None:
    result = score(indicator(tiers, achieved, weight="10"), section="governance")
    assert (result.weighted, result.explanation.case) == (Decimal(weighted), Case.PROPORTIONAL)


@pytest.mark.parametrize(
    ("tiers", "achieved", "reason"),
    [
        ("1 2 3 4 5", "2", Reason.NOT_PROPORTIONAL),
        ("2024-01-01 2024-02-01 - - -", "2024-01-01", Reason.NOT_PROPORTIONAL),
        ("-4 - - - -", "2", Reason.NOT_PROPORTIONAL),
        ("0 - - - -", "2", Reason.ZERO_TARGET),
        ("- 4 3 - -", "2", Reason.NO_TARGETS),
        ("- - - - -", "2", Reason.NO_TARGETS),
        ("5 4 2 3 1", "2", Reason.TIER_ORDER),
        ("4 3 - - -", "", Reason.NOT_REPORTED),
    ],
)
def test_proportion_that_has_no_meaning_says_why(tiers: str, achieved: str, reason: Reason) -> None:
    one = indicator(tiers, achieved, method=Method.CUMULATIVE)
    assert score(one, section="governance").problem is reason


def test_section_that_the_rules_do_not_name_scores_by_tiers() -> None:
    rules = Rules(sections={"strategic": Mode.PROPORTIONAL})
    assert score(indicator("4 3 - - -", "2"), section="governance", rules=rules).raw == 0


@pytest.mark.parametrize("target", ["1", "100", "80"])
def test_linked_plan_earns_its_composite_as_a_share_of_100(target: str) -> None:
    one = indicator(f"{target} - - - -", "", weight="10")
    result = score(replace(one, is_linked=True, linked=Decimal("62.5")), section="governance")
    assert (result.weighted, result.raw) == (Decimal("6.25"), Decimal("62.5"))
    assert result.rate == Decimal("62.5")
    assert result.achieved == Decimal(target) * Decimal("0.625")
    assert result.explanation.case is Case.LINKED


def test_linked_plan_leaves_the_months_aside() -> None:
    one = replace(indicator("1 - - - -", "1"), is_linked=True, linked=Decimal(0))
    assert score(one, section="governance").weighted == 0


def test_linked_plan_without_a_composite_is_not_scored() -> None:
    one = replace(indicator("1 - - - -", "1"), is_linked=True, linked=None)
    result = score(one, section="governance")
    assert (result.problem, result.achieved) == (Reason.LINKED_PLAN_UNSCORED, None)


def test_linked_plan_scores_by_tiers_where_the_section_says_so() -> None:
    one = replace(indicator("100 90 80 70 60", ""), is_linked=True, linked=Decimal("85.5"))
    assert score(one).raw == Decimal("85.5")


def test_printed_figure_counts_before_the_linked_plan_on_the_reported_basis() -> None:
    one = replace(indicator("1 - - - -", "", reported="0.4"), is_linked=True, linked=Decimal(90))
    result = score(one, section="governance", basis=Basis.REPORTED)
    assert (result.raw, result.explanation.case) == (Decimal(40), Case.PROPORTIONAL)
