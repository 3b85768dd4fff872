from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from config.demo.characters import Quirk
from config.demo.districts import DISTRICTS, District
from config.demo.model import Worker
from config.demo.seed import Lot
from config.demo.targets import district_document, scaled
from numerals import FiscalYearSpan
from plans.document.checks import check
from plans.document.defaults import ACTION_PLANS
from plans.document.methods import Method
from plans.document.values import IndicatorEntry, PlanDocument, TierTargets

BOGURA = next(one for one in DISTRICTS if one.code == "bogura")
CHANDPUR = next(one for one in DISTRICTS if one.code == "chandpur")


def agreement(
    khulna: PlanDocument, district: District, *quirks: Quirk, seed: int = 2023, start: int = 2023
) -> PlanDocument:
    worker = Worker(district.code, district.size, 90, Lot(seed))
    year = FiscalYearSpan(start)
    return district_document(khulna, district, frozenset(quirks), worker=worker, year=year)


def rules_broken(document: PlanDocument) -> set[str]:
    return {problem.rule for problem in check(document)}


def entry(document: PlanDocument, row: str) -> IndicatorEntry:
    return next(one for one in document.indicators if one.row == row)


def numbers(*texts: str) -> TierTargets:
    return TierTargets(*(Decimal(text) if text else None for text in texts))


@pytest.mark.parametrize("district", [BOGURA, CHANDPUR], ids=["without salt", "with salt"])
def test_an_ordinary_district_has_a_sound_plan(khulna: PlanDocument, district: District) -> None:
    assert rules_broken(agreement(khulna, district)) == {"missing-code"}


@pytest.mark.parametrize(
    ("quirk", "rules"),
    [
        (Quirk.WEIGHTS_AS_PRINTED, {"objective-weight-mismatch", "total-weight-mismatch"}),
        (Quirk.EQUAL_TIERS, {"equal-tiers"}),
        (Quirk.SUMMED_PERCENTAGE, {"percent-summed"}),
        (Quirk.SOFT_TARGET, {"soft-target"}),
        (Quirk.TIERS_OUT_OF_ORDER, {"tier-order"}),
    ],
)
def test_an_odd_district_has_the_fault_that_makes_it_odd(
    khulna: PlanDocument, quirk: Quirk, rules: set[str]
) -> None:
    found = rules_broken(agreement(khulna, BOGURA, quirk))

    assert found - {"missing-code"} == rules


def test_some_plans_have_date_tiers(khulna: PlanDocument) -> None:
    document = agreement(khulna, BOGURA, Quirk.DATE_LATE, Quirk.DATE_EARLY)

    for row in ("4.2.1", "4.3.1"):
        dated = entry(document, row)
        assert (dated.method, dated.unit) == (Method.DATE, "তারিখ")
        assert all(isinstance(target, date) for target in dated.targets)
    assert entry(document, "4.1.1").method is Method.SUM


def test_dates_lie_in_the_year_of_the_plan(khulna: PlanDocument) -> None:
    document = agreement(khulna, BOGURA, Quirk.DATE_LATE, Quirk.DATE_EARLY, start=2026)

    assert document.fiscal_year == FiscalYearSpan(2026)
    for row in ("4.2.1", "4.3.1"):
        for target in entry(document, row).targets:
            assert isinstance(target, date)
            assert date(2026, 7, 1) <= target <= date(2027, 6, 30)


def test_governance_rows_earn_by_the_action_plans_and_are_asked_once(khulna: PlanDocument) -> None:
    rows = [one for one in agreement(khulna, BOGURA).indicators if one.linked]

    assert [one.linked for one in rows] == list(ACTION_PLANS)
    assert [one.weight for one in rows] == [10, 10, 3, 4, 3]


def test_a_districts_targets_are_the_same_every_time(khulna: PlanDocument) -> None:
    assert agreement(khulna, BOGURA) == agreement(khulna, BOGURA)
    assert agreement(khulna, replace(BOGURA, code="x")) != agreement(khulna, BOGURA)
    assert agreement(khulna, BOGURA, seed=1) != agreement(khulna, BOGURA)


@pytest.mark.parametrize(
    ("targets", "percent", "expected"),
    [
        (
            numbers("450", "405", "360", "315", "280"),
            50,
            numbers("225", "203", "180", "158", "140"),
        ),
        (numbers("2150", "2100"), 33, numbers("710", "693")),
        (numbers("8", "7"), 25, numbers("2", "")),
        (numbers("4", "3", "2", "1", "1"), 300, numbers("4", "3", "2", "1", "1")),
        (numbers("1", "", "", "", ""), 300, numbers("1", "", "", "", "")),
        (
            numbers("0.38", "0.37", "0.36", "0.35", "0.34"),
            50,
            numbers("0.190", "0.185", "0.180", "0.175", "0.170"),
        ),
        (TierTargets(date(2024, 6, 30)), 50, TierTargets(date(2024, 6, 30))),
    ],
)
def test_scaled_targets_stay_round_and_in_order(
    targets: TierTargets, percent: int, expected: TierTargets
) -> None:
    assert scaled(targets, percent) == expected
