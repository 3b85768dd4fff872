from __future__ import annotations

from decimal import Decimal

from indicators.returns.cells.services import save_return
from indicators.returns.models import Achievement
from indicators.returns.plausibility.checks import Thresholds
from indicators.returns.plausibility.findings import implausible_in, thresholds_of
from indicators.returns.selectors.figures import figures_of
from numerals import NIL, Month
from plans.document.checks import check
from plans.models import Indicator, RuleSet
from tests.cast import APRIL, JUNE, MARCH, MAY, Cast, change

FEBRUARY = Month(2024, 2)


def found(cast: Cast, month: Month = JUNE, *, row: str) -> list[str]:
    return [
        problem.rule
        for problem in implausible_in(figures_of(cast.plan), month)
        if problem.row == row
    ]


def method(cast: Cast, row: str, name: str, **changes: object) -> None:
    Indicator.objects.filter(plan=cast.plan, row=row).update(method=name, **changes)


def test_the_real_return_is_odd_where_it_contradicts_itself(cast: Cast) -> None:
    problems = implausible_in(figures_of(cast.plan), JUNE)

    assert [(problem.row, problem.rule) for problem in problems] == [
        ("2.4.1", "method-contradiction"),
        ("2.5.2", "sum-mismatch"),
    ]


def test_sound_figures_are_not_accused(cast: Cast) -> None:
    assert implausible_in(figures_of(cast.plan), MAY) == []


def test_what_is_wrong_in_the_plan_is_not_said_of_the_month(cast: Cast) -> None:
    """1.9.1 and 2.4.1 are percentages with the method sum, which no office can mend."""
    rules = {problem.rule for problem in implausible_in(figures_of(cast.plan), JUNE)}
    of_the_plan = {problem.rule for problem in check(figures_of(cast.plan).document(until=JUNE))}

    assert "percent-summed" in of_the_plan - rules


def test_one_figure_in_every_cell_is_odd(cast: Cast) -> None:
    Achievement.objects.filter(monthly_return=cast.monthly_return()).update(
        value=Decimal(1), is_nil=False
    )

    whole = [one for one in implausible_in(figures_of(cast.plan), JUNE) if not one.row]

    assert [one.rule for one in whole] == ["same-figure-down"]
    assert whole[0].message.en == "32 of the 32 cells that give a number give the same one, 1"
    assert whole[0].message.bn == "সংখ্যায় পূরণ করা ৩২টি ঘরের ৩২টিতেই একই অর্জন ১"


def test_column_of_last_month_is_odd(cast: Cast) -> None:
    for cell in Achievement.objects.filter(monthly_return=cast.monthly_return(MAY)):
        Achievement.objects.filter(
            monthly_return=cast.monthly_return(), indicator=cell.indicator_id
        ).update(value=cell.value, is_nil=cell.is_nil)

    odd = [one.rule for one in implausible_in(figures_of(cast.plan), JUNE) if not one.row]

    assert odd == ["column-of-last-month"]


def test_month_far_above_the_earlier_ones_is_odd(cast: Cast) -> None:
    cast.save(FEBRUARY, r1_8_1=5)
    cast.save(MARCH, r1_8_1=4)

    cast.save(JUNE, r1_8_1=90)

    assert found(cast, row="1.8.1") == ["unlike-own-months"]


def test_three_months_are_too_few_to_compare_with(cast: Cast) -> None:
    cast.save(MARCH, r1_8_1=4)

    cast.save(JUNE, r1_8_1=900)

    assert found(cast, row="1.8.1") == []


def test_year_may_ask_for_fewer_months(cast: Cast) -> None:
    cast.plan.rule_set.odd_own_months = 3
    cast.save(MARCH, r1_8_1=4)

    cast.save(JUNE, r1_8_1=900)

    assert found(cast, row="1.8.1") == ["unlike-own-months"]


def test_first_figures_after_nothing_are_ordinary(cast: Cast) -> None:
    cast.save(FEBRUARY, r1_1_1=0)
    cast.save(MARCH, r1_1_1=0)

    cast.save(JUNE, r1_1_1=5)

    assert found(cast, row="1.1.1") == []


def test_defaults_of_a_new_year_are_those_that_were_counted() -> None:
    assert thresholds_of(RuleSet()) == Thresholds()


def test_cumulative_figure_that_falls_is_odd(cast: Cast) -> None:
    method(cast, "1.7.1", "cumulative")
    cast.save(JUNE, r1_7_1=3)

    assert found(cast, MAY, row="1.7.1") == []
    assert found(cast, JUNE, row="1.7.1") == ["falling-cumulative"]


def test_cumulative_figure_is_compared_with_the_last_that_was_given(cast: Cast) -> None:
    method(cast, "1.7.1", "cumulative")
    cast.save(MAY, r1_7_1=None)
    cast.save(APRIL, r1_7_1=3)

    assert found(cast, JUNE, row="1.7.1") == ["falling-cumulative"]

    cast.save(JUNE, r1_7_1=NIL)
    assert found(cast, JUNE, row="1.7.1") == []


def test_figures_typed_here_are_not_held_against_totals_printed_elsewhere(cast: Cast) -> None:
    cast.save(JUNE, r2_5_2=17)
    cast.save(APRIL, r1_1_1=5)
    cast.save(MARCH, r1_4_1=2)

    odd = {problem.row for problem in implausible_in(figures_of(cast.plan), JUNE)}

    assert not odd & {"2.5.2", "1.1.1", "1.4.1"}


def test_remarks_leave_a_contradiction_in_view(cast: Cast) -> None:
    pk = cast.indicator("2.5.2").pk
    cells = {pk: change(15, base=1, remarks="মুদ্রণজনিত ভুল")}
    save_return(cast.plan, JUNE, cells=cells, by=cast.officer)

    assert found(cast, row="2.5.2") == ["sum-mismatch"]


def test_percent_over_a_hundred_is_odd(cast: Cast) -> None:
    method(cast, "2.4.1", "average")

    cast.save(JUNE, r2_4_1=Decimal("100.01"))
    assert "percent-out-of-range" in found(cast, row="2.4.1")

    cast.save(JUNE, r2_4_1=100)
    assert "percent-out-of-range" not in found(cast, row="2.4.1")


def test_oddity_is_told_in_both_languages(cast: Cast) -> None:
    method(cast, "1.7.1", "cumulative")
    cast.save(JUNE, r1_7_1=3)

    (problem,) = [one for one in implausible_in(figures_of(cast.plan), JUNE) if one.row == "1.7.1"]

    assert problem.message.bn == "ক্রমপুঞ্জিভূত পদ্ধতির অর্জন ১১ থেকে কমে ৩"
    assert problem.message.en == "the cumulative figure falls from 11 to 3"
