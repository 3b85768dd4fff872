from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from indicators.periods.rescoring.services import rescore_plans
from indicators.returns.cells.services import ReturnLocked, save_return, save_returns
from indicators.returns.importing import import_document
from indicators.returns.models import Achievement, Score, ScoreLine
from numerals import Month
from offices.models import Level
from plans.models import Indicator
from tests.cast import JUNE, MAY, Cast, agreement, change, office, over_newest

MARCH = MAY.plus(-2)


def stored(plan: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """Everything that a save writes, without ids and times."""
    scores = Score.objects.filter(plan=plan).order_by("month")
    lines = ScoreLine.objects.filter(score__plan=plan).order_by("score__month", "indicator__row")
    cells = Achievement.objects.filter(monthly_return__plan=plan).order_by(
        "monthly_return__month", "indicator__row"
    )
    return (
        list(scores.values_list("month", "weighted", "normalised", "reported", "objectives")),
        list(lines.values_list("score__month", "indicator__row", "achieved", "raw", "explanation")),
        list(
            cells.values_list(
                "monthly_return__month",
                "monthly_return__version",
                "indicator__row",
                "value",
                "is_nil",
                "version",
            )
        ),
    )


def test_many_returns_come_to_the_same_as_one_by_one(cast: Cast) -> None:
    def typed(plan: Any, month: Month, *rows: str) -> dict[int, Any]:
        figures = {plan.indicators.get(row=row).pk: 5 for row in rows}
        return over_newest(plan, month, figures)

    months = {
        JUNE: ("1.1.1", "2.1.1", "governance/1"),
        MARCH: ("1.3.1",),
        MAY: ("1.1.1", "1.2.1"),
    }
    for month in sorted(months):
        save_return(
            cast.plan, month, cells=typed(cast.plan, month, *months[month]), by=cast.officer
        )

    save_returns(
        {
            cast.sibling_plan: {
                month: typed(cast.sibling_plan, month, *rows) for month, rows in months.items()
            }
        },
        by=cast.sibling,
    )

    assert stored(cast.sibling_plan) == stored(cast.plan)


def test_one_locked_return_stops_them_all(cast: Cast) -> None:
    cast.submit()

    with pytest.raises(ReturnLocked):
        save_returns(
            {
                cast.sibling_plan: {
                    JUNE: {cast.sibling_plan.indicators.get(row="1.1.1").pk: change(5, base=1)}
                },
                cast.plan: {JUNE: {cast.indicator("1.1.1").pk: change(5, base=1)}},
            },
            by=cast.administrator,
        )

    assert not Achievement.objects.filter(indicator__row="1.1.1", value="5").exists()


def test_cell_that_changed_meanwhile_is_given_back(cast: Cast) -> None:
    cast.save(r1_1_1=7)

    conflicts = save_returns(
        {cast.plan: {JUNE: {cast.indicator("1.1.1").pk: change(5, base=1)}}}, by=None
    )

    assert [(one.stored.value, one.typed.figure) for one in conflicts] == [(Decimal(7), Decimal(5))]
    assert cast.cell("1.1.1").value == Decimal(7)


@pytest.mark.once
@pytest.mark.usefixtures("entered_at_once")
def test_plan_that_earns_by_another_follows_it(cast: Cast) -> None:
    innovation = import_document(agreement(), office=cast.khulna, kind="innovation")
    Indicator.objects.filter(pk=cast.indicator("1.1.1").pk).update(linked_kind="innovation")
    typed = {innovation.indicators.get(row="1.2.1").pk: 5}
    figures = over_newest(innovation, JUNE, typed)

    save_returns({cast.plan: {}, innovation: {JUNE: figures}}, by=None)

    share = Score.objects.get(plan=innovation, month=JUNE).normalised
    earned = ScoreLine.objects.get(score__plan=cast.plan, score__month=JUNE, indicator__row="1.1.1")
    assert share
    assert isinstance(earned.achieved, Decimal)
    assert round(earned.achieved / 5 * 100, 6) == round(share, 6)


@pytest.mark.once
def test_queries_do_not_grow_with_the_returns(cast: Cast, django_assert_num_queries: Any) -> None:
    plans = [cast.plan, cast.sibling_plan]
    plans += [
        import_document(
            agreement(), office=office(f"d{index}", Level.DISTRICT, cast.region), kind="apa"
        )
        for index in range(3)
    ]

    for count, figure in ((1, 3), (5, 4)):
        changes = {
            plan: {JUNE: over_newest(plan, JUNE, {plan.indicators.get(row="1.1.1").pk: figure})}
            for plan in plans[:count]
        }
        with django_assert_num_queries(13):
            save_returns(changes, by=None)


def test_rescored_plan_comes_after_those_that_it_earns_by(cast: Cast) -> None:
    innovation = import_document(agreement(), office=cast.khulna, kind="innovation")
    Indicator.objects.filter(pk=cast.indicator("1.1.1").pk).update(linked_kind="innovation")
    Indicator.objects.filter(plan=innovation, row="1.3.1").update(weight=40)

    rescore_plans([cast.plan, innovation])

    share = Score.objects.get(plan=innovation, month=JUNE).normalised
    earned = ScoreLine.objects.get(score__plan=cast.plan, score__month=JUNE, indicator__row="1.1.1")
    assert share
    assert isinstance(earned.achieved, Decimal)
    assert round(earned.achieved / 5 * 100, 6) == round(share, 6)
