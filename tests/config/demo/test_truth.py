from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from config.demo.characters import characters
from config.demo.districts import DISTRICTS
from config.demo.figures import with_year_of_figures
from config.demo.model import SOFT, STEEP
from config.demo.plans import base_targets
from config.demo.seed import Lot
from config.demo.targets import district_document
from config.demo.truth import truth_of, worker_of
from numerals import FiscalYearSpan
from plans.document.defaults import Kind
from plans.document.methods import Method, achievement_to_date
from plans.document.values import PlanDocument

YEAR = FiscalYearSpan(2025)
ROW = "1.7.1"
CODES = [one.code for one in DISTRICTS[1:]]


def outcome_of(khulna: PlanDocument, code: str, row: str) -> Decimal:
    district = next(one for one in DISTRICTS if one.code == code)
    own, worker = characters(Lot())[code].settled, worker_of(code)
    document = with_year_of_figures(
        district_document(khulna, district, own.quirks, worker=worker, year=YEAR),
        own,
        worker=worker,
        months=YEAR.months,
        base=base_targets(),
    )
    entry = next(one for one in document.indicators if one.row == row)
    made = achievement_to_date(Method.SUM, entry.achieved.items())
    assert isinstance(made, Decimal)
    return made


def test_what_is_done_lies_around_the_truth(khulna: PlanDocument) -> None:
    shares = []
    for code in CODES[:20]:
        truth = truth_of(code, ROW, YEAR)
        assert isinstance(truth, Decimal)
        shares.append(outcome_of(khulna, code, ROW) / truth)

    # Up to 15 % of luck, and a blank month here and there.
    assert all(Decimal("0.6") < share < Decimal("1.2") for share in shares)
    assert Decimal("0.93") < sum(shares) / len(shares) < Decimal("1.05")


def test_some_targets_ask_for_half_and_some_for_half_as_much_again() -> None:
    asked = [worker_of(code).asked(ROW) for code in CODES]

    assert SOFT in asked
    assert STEEP in asked
    assert all(80 <= one <= 120 for one in asked if one not in (SOFT, STEEP))


def test_every_kind_of_row_has_a_truth_of_its_kind() -> None:
    level = truth_of("bogura", "2.4.1", YEAR)
    chance = truth_of("bogura", "3.1.1", YEAR)
    day = truth_of("bogura", "2.1.1", YEAR, kind=Kind.INTEGRITY)

    assert isinstance(level, Decimal)
    assert 0 <= level <= 100
    assert isinstance(chance, Decimal)
    assert 0 < chance < 1
    assert isinstance(day, date)


def test_another_seed_is_another_truth() -> None:
    assert truth_of("bogura", ROW, YEAR, seed=7) != truth_of("bogura", ROW, YEAR)


def test_what_an_action_plan_earns_has_no_truth_of_its_own() -> None:
    with pytest.raises(KeyError):
        truth_of("bogura", "governance/1", YEAR)
