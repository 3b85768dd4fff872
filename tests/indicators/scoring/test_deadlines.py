from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.scoring.explanations import explain, explanation_data, explanation_from_data
from indicators.scoring.outlook import Outlook, WayToTier
from indicators.scoring.values import Case, IndicatorScore, NextTier, Reason, Rules
from plans.document.defaults import Mode
from plans.document.methods import Method
from tests.cast import known
from tests.indicators.scoring.examples import indicator, next_tier_of, score

DAY = date(2023, 12, 31)
PURCHASE = ("0.25", 15)
"""Of the guideline's purchase plan: a quarter of a mark for each fifteen days."""


def by_day(
    late: int | None, *, weight: str = "2", off: tuple[str, int] | None = None
) -> IndicatorScore:
    """The score of what was to be done by the day and was done so many days after it."""
    mode = Mode.DEDUCTION if off else Mode.DEADLINE
    done = "" if late is None else (DAY + timedelta(days=late)).isoformat()
    return score(
        indicator("2023-12-31 - - - -", done, method=Method.DATE, weight=weight, mode=mode, off=off)
    )


@pytest.mark.parametrize(
    ("late", "weighted", "case"),
    [(-200, 2, Case.BY_DAY), (0, 2, Case.BY_DAY), (1, 0, Case.LATE), (300, 0, Case.LATE)],
)
def test_deadline_gives_all_or_nothing(late: int, weighted: int, case: Case) -> None:
    result = by_day(late)
    assert (result.weighted, result.explanation.case) == (Decimal(weighted), case)


@pytest.mark.parametrize(
    ("late", "weighted"),
    [(0, "2"), (1, "1.75"), (15, "1.75"), (16, "1.5"), (30, "1.5"), (105, "0.25"), (106, "0")],
)
def test_each_begun_period_takes_its_marks_off(late: int, weighted: str) -> None:
    assert by_day(late, off=PURCHASE).weighted == Decimal(weighted)


late_days = st.integers(-400, 800)
offs = st.tuples(st.integers(1, 500).map(lambda n: str(Decimal(n) / 100)), st.integers(1, 90))
weights = st.integers(1, 1000).map(lambda n: str(Decimal(n) / 100))


@given(late_days, weights, offs)
def test_score_is_never_below_nothing_nor_above_the_weight(
    late: int, weight: str, off: tuple[str, int]
) -> None:
    for result in (by_day(late, weight=weight), by_day(late, weight=weight, off=off)):
        assert 0 <= known(result.weighted) <= Decimal(weight)
        assert 0 <= known(result.raw) <= 100


@given(late_days, st.integers(0, 100), weights, offs)
def test_later_is_never_better(late: int, more: int, weight: str, off: tuple[str, int]) -> None:
    sooner, later = (by_day(day, weight=weight, off=off) for day in (late, late + more))
    assert known(later.weighted) <= known(sooner.weighted)


@given(late_days, weights, offs)
def test_deduction_is_as_by_hand(late: int, weight: str, off: tuple[str, int]) -> None:
    marks, days = off
    begun = 0
    while begun * days < late:
        begun += 1
    assert by_day(late, weight=weight, off=off).weighted == max(
        Decimal(0), Decimal(weight) - begun * Decimal(marks)
    )


@pytest.mark.parametrize(
    ("off", "problem"),
    [
        (None, Reason.NO_DEDUCTION),
        (("0", 15), Reason.NO_DEDUCTION),
        (("1", 0), Reason.NO_DEDUCTION),
        (("-1", 15), Reason.NO_DEDUCTION),
        (("1", -15), Reason.NO_DEDUCTION),
    ],
)
def test_deduction_that_nobody_stated_says_so(off: tuple[str, int] | None, problem: Reason) -> None:
    one = indicator("2023-12-31 - - - -", "2024-01-05", method=Method.DATE)
    told = indicator("2023-12-31 - - - -", "", method=Method.DATE, mode=Mode.DEDUCTION, off=off)
    assert score(one).problem is None
    assert score(told).problem is problem


def test_unreported_deadline_is_not_nothing() -> None:
    assert by_day(None).problem is Reason.NOT_REPORTED
    assert by_day(None).weighted is None


@pytest.mark.parametrize("section", ["strategic", "governance"])
def test_one_day_alone_is_a_deadline(section: str) -> None:
    result = score(
        indicator("2023-12-31 - - - -", "2024-01-01", method=Method.DATE), section=section
    )
    assert (result.raw, result.explanation.case) == (Decimal(0), Case.LATE)


@pytest.mark.parametrize("mode", [None, Mode.TIERS, Mode.PROPORTIONAL])
@pytest.mark.parametrize("section", ["strategic", "governance"])
def test_one_number_alone_counts_in_proportion(mode: Mode | None, section: str) -> None:
    result = score(indicator("8 - - - -", "6", mode=mode), section=section)
    assert (result.raw, result.explanation.case) == (Decimal(75), Case.PROPORTIONAL)


def test_own_mode_goes_before_the_sections() -> None:
    tiered = indicator("10 8 6 4 2", "8", mode=Mode.TIERS)
    assert score(tiered, section="governance").raw == 90
    assert score(indicator("10 8 6 4 2", "8", mode=Mode.PROPORTIONAL)).raw == 80


def test_section_may_go_by_days() -> None:
    rules = Rules(sections={"strategic": Mode.DEADLINE})
    one = indicator("2023-12-31 2024-01-31 - - -", "2024-01-15", method=Method.DATE)
    assert score(one, rules=rules).raw == 0


def test_explanation_is_kept_exactly() -> None:
    for result in (by_day(3), by_day(3, off=PURCHASE), by_day(None, off=PURCHASE), by_day(0)):
        assert explanation_from_data(explanation_data(result.explanation)) == result.explanation


@pytest.mark.parametrize(
    ("late", "off", "english"),
    [
        (0, ("0.5", 1), "Achieved on 31-12-2023; by the day set (31-12-2023)"),
        (2, ("0.5", 1), "0.5 marks off for each day, 1 in all"),
        (2, ("0.5", 2), "0.5 marks off for each 2 days begun, 0.5 in all"),
        (3, ("0.5", 2), "0.5 marks off for each 2 days begun, 1 in all"),
    ],
)
def test_what_is_taken_off_is_told(late: int, off: tuple[str, int], english: str) -> None:
    assert english in explain(by_day(late, off=off), unit="", language="en")


def test_a_day_late_is_told_without_a_plural() -> None:
    assert explain(by_day(1), unit="", language="en").startswith(
        "Achieved on 01-01-2024; a day after the day set (31-12-2023)"
    )


@pytest.mark.parametrize(
    ("today", "way", "gain", "until"),
    [
        (date(2023, 12, 1), WayToTier.DAY, "2", DAY),
        (DAY, WayToTier.DAY, "2", DAY),
        (date(2024, 1, 1), WayToTier.STILL, "1.75", date(2024, 1, 15)),
        (date(2024, 1, 16), WayToTier.STILL, "1.5", date(2024, 1, 30)),
        (date(2024, 2, 29), WayToTier.STILL, "1", date(2024, 2, 29)),
        (date(2024, 4, 14), WayToTier.STILL, "0.25", date(2024, 4, 14)),
    ],
)
def test_what_is_still_to_be_gained(today: date, way: WayToTier, gain: str, until: date) -> None:
    one = indicator(
        "2023-12-31 - - - -", "", method=Method.DATE, weight="2", mode=Mode.DEDUCTION, off=PURCHASE
    )
    ahead = next_tier_of(one, today=today)
    assert ahead == Outlook(way, 100, Decimal(gain), figure=until, effort=Decimal(1), is_full=True)


def test_nothing_is_offered_once_nothing_is_left() -> None:
    strict = indicator("2023-12-31 - - - -", "", method=Method.DATE)
    eaten = indicator(
        "2023-12-31 - - - -", "", method=Method.DATE, mode=Mode.DEDUCTION, off=("0.5", 7)
    )
    assert next_tier_of(strict, today=date(2024, 1, 1)) is None
    assert next_tier_of(eaten, today=date(2024, 1, 8)) is None


@pytest.mark.parametrize(
    ("late", "off", "ahead"),
    [
        (0, None, None),
        (1, None, NextTier(100, DAY, Decimal(-1), Decimal(2))),
        (16, PURCHASE, NextTier(100, DAY, Decimal(-16), Decimal("0.5"))),
        (106, PURCHASE, NextTier(100, DAY, Decimal(-106), Decimal(2))),
    ],
)
def test_what_came_too_late_says_what_the_day_would_have_given(
    late: int, off: tuple[str, int] | None, ahead: NextTier | None
) -> None:
    assert by_day(late, off=off).explanation.next_tier == ahead
