"""What was altered past the services is found; what went through them is accounted for."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indicators.demo.loading import load_demo
from indicators.history.proof import unexplained
from indicators.models import Achievement, Sheet, State, Step
from indicators.services.history import plan_history
from indicators.services.steps import return_sheet
from plans.document.model import NIL
from plans.models import Indicator, Objective
from tests.cast import MARCH, MAY, Cast
from tests.unguarded import unguarded


def whole_plan_in_doubt(cast: Cast) -> list[str]:
    return [one.field for one in unexplained(cast.plan)]


def test_everything_that_went_through_the_services_is_accounted_for(cast: Cast) -> None:
    cast.save(r1_1_1=5, r2_5_2=NIL)
    cast.save(MAY, r1_1_1=None)
    cast.save(MARCH, r1_1_1=2)
    return_sheet(cast.submit(), reason="আবার দেখুন", notes={}, by=cast.reviewer)
    with plan_history([cast.plan], by=cast.administrator):
        Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(target_100="6")
        Objective.objects.filter(plan=cast.plan, code="1").update(weight=20)

    assert list(unexplained(cast.plan)) == []
    assert list(unexplained(cast.sibling_plan)) == []


def test_what_was_altered_behind_the_services_is_found(cast: Cast) -> None:
    with plan_history([cast.plan], by=cast.administrator):
        Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(target_100="6")
    Achievement.objects.filter(pk=cast.cell("2.5.2").pk).update(value="99", remarks="x")
    Sheet.objects.filter(pk=cast.sheet(MAY).pk).update(state=State.ACCEPTED)
    Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(target_100="1")

    found = {
        (one.month, one.row, one.field, one.told, one.stored)
        for one in unexplained(cast.plan)
        if one.field != "whole_plan"
    }

    assert found == {
        ("2024-06", "2.5.2", "figure", "15", "99"),
        ("2024-06", "2.5.2", "remarks", None, "x"),
        ("2024-05", "", "state", "open", "accepted"),
        ("", "1.1.1", "target_100", "6", "1"),
    }
    assert whole_plan_in_doubt(cast)[-1] == "whole_plan"


@pytest.mark.parametrize("falsified", ["reason", "by", "away"])
def test_falsified_step_is_found(cast: Cast, falsified: str) -> None:
    return_sheet(cast.submit(), reason="আবার দেখুন", notes={}, by=cast.reviewer)
    assert list(unexplained(cast.plan)) == []
    step = Step.objects.filter(sheet=cast.sheet()).latest("pk")

    with unguarded(Step):
        if falsified == "away":
            step.delete()
        else:
            new = {"reason": "অন্য কারণ", "by": cast.superior}[falsified]
            Step.objects.filter(pk=step.pk).update(**{falsified: new})

    (found,) = unexplained(cast.plan)
    assert (found.month, found.field) == ("2024-06", "state")
    assert found.told == f"submitted → returned, by {cast.reviewer.pk}: আবার দেখুন"
    assert found.stored != found.told


def test_a_figure_that_was_taken_away_is_found(cast: Cast) -> None:
    cast.cell("2.5.2").delete()

    (found,) = unexplained(cast.plan)

    assert (found.row, found.told, found.stored) == ("2.5.2", "15", None)


def test_command_names_what_it_found_and_fails(cast: Cast) -> None:
    Achievement.objects.filter(pk=cast.cell("2.5.2").pk).update(value="99")
    out = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("check_history", stdout=out)

    assert left.value.code == 1
    assert "khulna/2023-24/apa 2024-06 2.5.2 figure: the history says 15, stored is 99" in (
        out.getvalue()
    )
    assert "2 plans checked, 1 values unexplained." in out.getvalue()


def test_command_refuses_an_unknown_plan(cast: Cast) -> None:
    with pytest.raises(CommandError, match="There is no plan"):
        call_command("check_history", "khulna/2023-24/charter")


@pytest.mark.django_db
def test_the_demo_is_accounted_for() -> None:
    load_demo(districts=2)
    out = StringIO()

    call_command("check_history", stdout=out)

    assert "3 plans checked, 0 values unexplained." in out.getvalue()


@pytest.mark.parametrize(
    "altered",
    [
        {"target_100": "1"},
        {"weight": "9"},
        {"method": "average"},
        {"title": "অন্য কিছু"},
        {"evidence_required": True},
    ],
    ids=lambda altered: next(iter(altered)),
)
def test_promise_that_was_never_told_of_is_found_when_it_is_altered(
    cast: Cast, altered: dict[str, object]
) -> None:
    assert whole_plan_in_doubt(cast) == []

    Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(**altered)

    assert whole_plan_in_doubt(cast) == ["whole_plan"]


def test_other_section_of_an_objective_is_found(cast: Cast) -> None:
    Objective.objects.filter(plan=cast.plan, code="1").update(section="governance")

    assert whole_plan_in_doubt(cast) == ["whole_plan"]


def test_honest_correction_does_not_cover_what_was_altered_before_it(cast: Cast) -> None:
    Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(target_100="1")

    with plan_history([cast.plan], by=cast.administrator):
        Indicator.objects.filter(plan=cast.plan, row="1.2.1").update(target_100="7")

    assert whole_plan_in_doubt(cast) == ["whole_plan"]


def test_corrected_plan_is_accounted_for(cast: Cast) -> None:
    for target in ("7", "8"):
        with plan_history([cast.plan], by=cast.administrator):
            Indicator.objects.filter(plan=cast.plan, row="1.2.1").update(target_100=target)

    assert whole_plan_in_doubt(cast) == []
