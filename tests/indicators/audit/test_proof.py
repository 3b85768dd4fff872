"""What was altered past the services is found; what went through them is accounted for."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from io import StringIO
from typing import Any, Final

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model

from config.demo.loading import load_demo
from indicators.audit.guards import GUARDS
from indicators.audit.proof import unexplained
from indicators.periods.rescoring.services import rescore_plan
from indicators.returns.history import plan_history
from indicators.returns.models import (
    Achievement,
    CellNote,
    MonthlyReturn,
    ReturnStep,
    Score,
    ScoreLine,
    State,
)
from indicators.returns.steps import accept_return, reopen_return, return_return, submit_return
from ledger.digests import digest_of
from ledger.models import Change, ChangedField
from numerals import NIL
from plans.kept.models import KeptPlan
from plans.models import Indicator, Objective, Plan
from tests.cast import JUNE, MARCH, MAY, Cast
from tests.days import IN_JULY, LATE_IN_JULY
from tests.unguarded import unguarded

GUARDED: Final = {guard.table for guard in GUARDS}


def whole_plan_in_doubt(cast: Cast) -> list[str]:
    """What is in doubt, but for the scores that no longer follow from it."""
    return [one.field for one in unexplained(cast.plan) if one.field != "score"]


def test_everything_that_went_through_the_services_is_accounted_for(cast: Cast) -> None:
    cast.save(r1_1_1=5, r2_5_2=NIL)
    cast.save(MAY, r1_1_1=None)
    cast.save(MARCH, r1_1_1=2)
    return_return(cast.submit(), reason="আবার দেখুন", notes={}, by=cast.reviewer)
    with plan_history([cast.plan], by=cast.administrator):
        Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(target_100="6")
        Objective.objects.filter(plan=cast.plan, code="1").update(weight=20)
    rescore_plan(cast.plan)

    assert list(unexplained(cast.plan)) == []
    assert list(unexplained(cast.sibling_plan)) == []


def test_what_was_altered_behind_the_services_is_found(cast: Cast) -> None:
    with plan_history([cast.plan], by=cast.administrator):
        Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(target_100="6")
    Achievement.objects.filter(pk=cast.cell("2.5.2").pk).update(value="99", remarks="x")
    MonthlyReturn.objects.filter(pk=cast.monthly_return(MAY).pk).update(state=State.ACCEPTED)
    Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(target_100="1")

    found = {
        (one.month, one.row, one.field, one.told, one.stored)
        for one in unexplained(cast.plan)
        if one.field not in ("whole_plan", "score")
    }

    assert found == {
        ("2024-06", "2.5.2", "figure", "15", "99"),
        ("2024-06", "2.5.2", "remarks", None, "x"),
        ("2024-05", "", "state", "open", "accepted"),
        ("", "1.1.1", "target_100", "6", "1"),
    }
    assert "whole_plan" in whole_plan_in_doubt(cast)


@pytest.mark.parametrize("falsified", ["reason", "by", "away"])
def test_falsified_step_is_found(cast: Cast, falsified: str) -> None:
    return_return(cast.submit(), reason="আবার দেখুন", notes={}, by=cast.reviewer)
    assert list(unexplained(cast.plan)) == []
    step = ReturnStep.objects.filter(monthly_return=cast.monthly_return()).latest("pk")

    with unguarded(ReturnStep):
        if falsified == "away":
            step.delete()
        else:
            new = {"reason": "অন্য কারণ", "by": cast.superior}[falsified]
            ReturnStep.objects.filter(pk=step.pk).update(**{falsified: new})

    found = next(iter(unexplained(cast.plan)))
    assert (found.month, found.field, found.by) == ("2024-06", "state", str(cast.reviewer))
    assert found.told == f"submitted → returned, by {cast.reviewer.pk}: আবার দেখুন"
    assert found.stored != found.told


def test_a_figure_that_was_taken_away_is_found(cast: Cast) -> None:
    cast.cell("2.5.2").delete()

    found, score = (one for one in unexplained(cast.plan) if one.row)

    assert (found.row, found.told, found.stored) == ("2.5.2", "15", None)
    assert (score.row, score.field) == ("2.5.2", "score")


def test_command_names_what_it_found_and_fails(cast: Cast) -> None:
    Achievement.objects.filter(pk=cast.cell("2.5.2").pk).update(value="99")
    out = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("check_history", stdout=out)

    assert left.value.code == 1
    assert "khulna/2023-24/apa 2024-06 2.5.2 figure: the history says 15" in out.getvalue()
    assert ", stored is 99\n" in out.getvalue()
    assert "2 plans checked, 2 values unexplained." in out.getvalue()


@pytest.mark.once
def test_command_refuses_an_unknown_plan(cast: Cast) -> None:
    with pytest.raises(CommandError, match="There is no plan"):
        call_command("check_history", "khulna/2023-24/charter")


@pytest.mark.django_db
def test_the_demo_is_accounted_for() -> None:
    load_demo(districts=2, today=LATE_IN_JULY)
    out = StringIO()

    call_command("check_history", stdout=out)

    assert f"{Plan.objects.count()} plans checked, 0 values unexplained." in out.getvalue()


@pytest.mark.once
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


@pytest.mark.once
def test_honest_correction_does_not_cover_what_was_altered_before_it(cast: Cast) -> None:
    Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(target_100="1")

    with plan_history([cast.plan], by=cast.administrator):
        Indicator.objects.filter(plan=cast.plan, row="1.2.1").update(target_100="7")

    assert whole_plan_in_doubt(cast) == ["whole_plan"]


@pytest.mark.once
def test_corrected_plan_is_accounted_for(cast: Cast) -> None:
    for target in ("7", "8"):
        with plan_history([cast.plan], by=cast.administrator):
            Indicator.objects.filter(plan=cast.plan, row="1.2.1").update(target_100=target)

    assert whole_plan_in_doubt(cast) == []


@pytest.fixture
def noted(cast: Cast) -> Cast:
    """June was given back with a note, answered, handed in again and accepted."""
    row = cast.indicator("2.5.2").pk
    return_return(cast.submit(), reason="আবার দেখুন", notes={row: "সংখ্যাটি দেখুন"}, by=cast.reviewer)
    submit_return(
        cast.monthly_return(), by=cast.officer, answers={row: "ঠিক আছে"}, blanks_confirmed=True
    )
    accept_return(cast.monthly_return(), by=cast.reviewer)
    assert list(unexplained(cast.plan)) == []
    return cast


def _of_a_step(**values: object) -> Callable[[Cast], object]:
    return lambda _: ReturnStep.objects.filter(to_state="submitted").update(**values)


def _of_june(**values: object) -> Callable[[Cast], object]:
    return lambda cast: MonthlyReturn.objects.filter(pk=cast.monthly_return().pk).update(**values)


ALTERED: Final[dict[str, tuple[type[Model], Callable[[Cast], object], str]]] = {
    "figures of a step": (ReturnStep, _of_a_step(figures={"1": "99"}), "figures_of_step state"),
    "days late of a step": (ReturnStep, _of_a_step(late_by=1), "late_by state"),
    "term of a step": (ReturnStep, _of_a_step(until=date(2030, 1, 1)), "state"),
    "days late": (MonthlyReturn, _of_june(late_by=7), "late_by"),
    "who submitted": (MonthlyReturn, _of_june(submitted_by=None), "submitted_by"),
    "who decided": (MonthlyReturn, _of_june(decided_by=None), "decided_by"),
    "note": (CellNote, lambda _: CellNote.objects.update(text="অন্য"), "note"),
    "answer": (CellNote, lambda _: CellNote.objects.update(answer="অন্য"), "note_answer"),
    "who answered": (
        CellNote,
        lambda cast: CellNote.objects.update(answered_by=cast.superior),
        "note_answer",
    ),
    "note gone": (CellNote, lambda _: CellNote.objects.all().delete(), "note note_answer"),
    "who wrote a cell": (
        Achievement,
        lambda cast: Achievement.objects.filter(pk=cast.cell("2.5.2").pk).update(
            changed_by=cast.superior
        ),
        "figure",
    ),
    "score": (
        Score,
        lambda cast: Score.objects.filter(plan=cast.plan, month=JUNE).update(weighted=99),
        "score",
    ),
    "part of a score": (
        ScoreLine,
        lambda cast: (
            ScoreLine.objects.filter(score__plan=cast.plan, indicator__row="2.5.2")
            .filter(score__month=JUNE)
            .update(explanation={})
        ),
        "score",
    ),
    "score gone": (
        Score,
        lambda cast: Score.objects.filter(plan=cast.plan, month=JUNE).delete(),
        "score",
    ),
}


@pytest.mark.parametrize(("model", "alter", "fields"), ALTERED.values(), ids=ALTERED)
def test_what_follows_from_steps_and_figures_is_found_when_it_is_altered(
    noted: Cast, model: type[Model], alter: Callable[[Cast], object], fields: str
) -> None:
    with unguarded(model) if model._meta.db_table in GUARDED else nullcontext():
        alter(noted)

    found = list(unexplained(noted.plan))

    assert sorted({str(one.field) for one in found}) == fields.split()
    assert {one.month for one in found} == {"2024-06"}


def test_note_is_found_at_another_giving_back_than_that_it_was_written_with(cast: Cast) -> None:
    first, second = (cast.indicator(row) for row in ("2.5.1", "2.5.2"))
    for noted in (first, second):
        monthly_return = cast.submit() if noted is first else _submitted_again(cast, first.pk)
        return_return(monthly_return, reason="x", notes={noted.pk: "দেখুন"}, by=cast.reviewer)
    assert list(unexplained(cast.plan)) == []

    early, late = ReturnStep.objects.filter(to_state="returned").order_by("pk")
    with unguarded(CellNote):
        CellNote.objects.filter(step=late).update(step=early)

    found = list(unexplained(cast.plan))
    assert [(one.row, str(one.field)) for one in found] == [("2.5.2", "note")]
    assert found[0].stored == f"{found[0].told}, at another step"


def _submitted_again(cast: Cast, noted: int) -> MonthlyReturn:
    submit_return(
        cast.monthly_return(), by=cast.officer, answers={noted: "ঠিক আছে"}, blanks_confirmed=True
    )
    return cast.monthly_return()


@pytest.mark.once
def test_accepted_month_is_scored_by_the_targets_of_then(noted: Cast) -> None:
    for target in ("20", "30"):
        with plan_history([noted.plan], by=noted.administrator):
            Indicator.objects.filter(plan=noted.plan, row="2.5.2").update(target_100=target)
            Objective.objects.filter(plan=noted.plan, code="2").update(weight=target)
        rescore_plan(noted.plan)

    assert list(unexplained(noted.plan)) == []
    reopen_return(noted.monthly_return(), reason="x", until=date(2099, 1, 1), by=noted.reviewer)
    noted.save(r2_5_2=11)
    assert list(unexplained(noted.plan)) == []


def test_line_taken_from_between_two_shows_in_what_they_say(cast: Cast) -> None:
    cast.save(r1_1_1=5)
    cast.save(r1_1_1=6)
    with unguarded(Change):
        Change.objects.get(field="figure", indicator__row="1.1.1", after="5").delete()

    assert [(one.row, one.field) for one in unexplained(cast.plan)] == [("1.1.1", "figure")]


@pytest.mark.once
@pytest.mark.parametrize("districts", [1, 3])
@pytest.mark.django_db
def test_queries_do_not_grow_with_what_was_reported(
    districts: int, django_assert_max_num_queries: Any
) -> None:
    load_demo(districts=districts, today=IN_JULY, only_real=districts == 1)

    with django_assert_max_num_queries(42 * Plan.objects.count()):
        assert [one for plan in Plan.objects.all() for one in unexplained(plan)] == []


def test_month_that_was_accepted_by_another_offices_plan_is_named(cast: Cast) -> None:
    cast.submit()
    accept_return(cast.monthly_return(), by=cast.reviewer)
    step = ReturnStep.objects.exclude(plan_as=None).latest("pk")
    assert step.plan_as is not None
    said = json.loads(json.dumps(step.plan_as.said).replace('"1.1.1"', '"9.9.9"'))
    other = KeptPlan.objects.create(plan=cast.sibling_plan, digest=digest_of(said), said=said)

    with unguarded(ReturnStep):
        ReturnStep.objects.filter(pk=step.pk).update(plan_as=other)

    assert ChangedField.KEPT in {one.field for one in unexplained(cast.plan)}
