"""What is written is told of: who, when, from what, to what, why, in which request."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from config.demo.loading import load_demo
from indicators.periods.rescoring.services import adopt_rules
from indicators.returns.cells.services import save_return
from indicators.returns.history import plan_history
from indicators.returns.models import Achievement, ReturnStep
from indicators.returns.steps import return_return
from ledger.models import Change, ChangedField
from ledger.requests import tracing
from numerals import NIL, canonical_figure
from plans.models import Indicator, Objective
from plans.services.rules import add_version
from tests.cast import JUNE, Cast, change, client_of
from tests.days import IN_JULY


def since(last: int) -> list[tuple[Any, ...]]:
    return list(
        Change.objects.filter(pk__gt=last)
        .exclude(field=ChangedField.WHOLE_PLAN)
        .order_by("pk")
        .values_list("row", "field", "before", "after", "by__username", "reason")
    )


@pytest.fixture
def last(cast: Cast) -> int:
    return Change.objects.latest("pk").pk


def test_a_saved_cell_is_told_of_with_its_request(cast: Cast, last: int) -> None:
    pk = cast.indicator("1.1.1").pk

    with tracing() as request:
        cells = {pk: change(5, base=1, remarks="মেলা হয়েছে")}
        save_return(cast.plan, JUNE, cells=cells, by=cast.officer)

    assert since(last) == [
        ("1.1.1", "figure", "0", "5", "officer", ""),
        ("1.1.1", "remarks", None, "মেলা হয়েছে", "officer", ""),
    ]
    told = Change.objects.filter(pk__gt=last)
    assert {(one.request, one.plan, one.monthly_return, one.indicator_id) for one in told} == {
        (request, cast.plan, cast.monthly_return(), pk)
    }


@pytest.mark.once
def test_none_blank_and_zero_are_three_things(cast: Cast, last: int) -> None:
    cast.save(r1_1_1=NIL)
    cast.save(r1_1_1=None)
    cast.save(r1_1_1=0)

    assert [row[2:4] for row in since(last)] == [("0", "-"), ("-", None), (None, "0")]


@pytest.mark.once
def test_what_is_not_written_is_not_told(cast: Cast, last: int) -> None:
    pk = cast.indicator("2.5.2").pk
    cast.save(r2_5_2=15)
    save_return(cast.plan, JUNE, cells={pk: change(9, base=0)}, by=cast.superior)

    assert since(last) == []


@pytest.mark.once
def test_what_fails_leaves_no_history(cast: Cast, last: int) -> None:
    foreign = cast.sibling_plan.indicators.get(row="1.1.1").pk

    with pytest.raises(KeyError):
        save_return(cast.plan, JUNE, cells={foreign: change(5)}, by=cast.officer)

    assert since(last) == []


@pytest.mark.once
def test_every_step_is_told_of_with_its_reason(cast: Cast, last: int) -> None:
    return_return(cast.submit(), reason="যাচাই করুন", notes={}, by=cast.reviewer)

    assert since(last) == [
        ("", "state", "open", "submitted", "officer", ""),
        ("", "state", "submitted", "returned", "reviewer", "যাচাই করুন"),
    ]


def test_plan_is_told_of_as_entered_before_its_figures(cast: Cast) -> None:
    told = Change.objects.filter(plan=cast.plan).order_by("pk").values_list("at", flat=True)

    assert list(told) == sorted(told)


def test_imported_figures_are_told_of(cast: Cast) -> None:
    told = Change.objects.filter(plan=cast.plan, field=ChangedField.FIGURE)
    stored = Achievement.objects.filter(monthly_return__plan=cast.plan).select_related(
        "monthly_return"
    )

    assert {(one.monthly_return_id, one.indicator_id, one.after) for one in told} == {
        (cell.monthly_return_id, cell.indicator_id, canonical_figure(cell.figure))
        for cell in stored
        if cell.figure is not None
    }


def test_changed_promises_are_told_of(cast: Cast, last: int) -> None:
    with plan_history([cast.plan], by=cast.administrator, reason="সংশোধন"):
        Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(
            target_100="6", method="average", weight="2.50", evidence_required=True
        )
        Objective.objects.filter(plan=cast.plan, code="1").update(weight=None)

    assert sorted(since(last)) == [
        ("1", "objective_weight", "23", None, "administrator", "সংশোধন"),
        ("1.1.1", "evidence_required", None, "yes", "administrator", "সংশোধন"),
        ("1.1.1", "method", "sum", "average", "administrator", "সংশোধন"),
        ("1.1.1", "target_100", "5", "6", "administrator", "সংশোধন"),
        ("1.1.1", "weight", "3", "2.5", "administrator", "সংশোধন"),
    ]


def test_digest_of_the_plan_follows_what_is_changed_in_it(cast: Cast, last: int) -> None:
    (entered,) = Change.objects.filter(plan=cast.plan, field=ChangedField.WHOLE_PLAN)

    with plan_history([cast.plan, cast.sibling_plan], by=cast.administrator, reason="সংশোধন"):
        Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(target_100="6")

    (changed,) = Change.objects.filter(pk__gt=last, field=ChangedField.WHOLE_PLAN)
    assert entered.before is None
    assert (changed.plan, changed.before) == (cast.plan, entered.after)
    assert (changed.by, changed.reason) == (cast.administrator, "সংশোধন")


@pytest.mark.once
def test_other_rules_are_told_of(cast: Cast, last: int) -> None:
    newer = add_version(cast.plan.rule_set)

    adopt_rules([cast.plan], rule_set=newer, by=cast.administrator)

    assert since(last) == [
        ("2023-24/apa/2", "rules", None, "2023-24/apa/2", None, ""),
        ("", "rules", "2023-24/apa/1", "2023-24/apa/2", "administrator", ""),
    ]


@pytest.mark.once
def test_corrections_in_the_administration_are_told_of(cast: Cast, last: int) -> None:
    indicator = cast.indicator("1.1.1")
    client = client_of(cast.administrator)
    address = reverse("admin:plans_indicator_change", args=[indicator.pk])
    names = ("code", "title", "unit", "method", "frequency", "linked_kind")
    data = {name: getattr(indicator, name) for name in names}
    targets = {f"target_{tier}": getattr(indicator, f"target_{tier}") for tier in (90, 80, 70, 60)}

    answer = client.post(address, {**data, **targets, "weight": "৩", "target_100": "৭"})

    assert answer.status_code == 302
    assert since(last) == [("1.1.1", "target_100", "5", "7", "administrator", "")]
    assert Change.objects.latest("pk").request == answer.headers["X-Request-Id"]


@pytest.mark.django_db
def test_the_demo_tells_of_all_that_it_brings_each_at_its_moment() -> None:
    load_demo(districts=1, today=IN_JULY)

    figures = Change.objects.filter(field=ChangedField.FIGURE)
    filled = Achievement.objects.exclude(value=None, is_nil=False).filter(
        monthly_return__plan__office__is_demo=True
    )
    states = Change.objects.filter(field=ChangedField.STATE)
    of_plans = Change.objects.exclude(plan=None)
    moments = list(of_plans.order_by("pk").values_list("at", flat=True))
    assert figures.count() == filled.count()
    assert states.count() == ReturnStep.objects.count() > 0
    assert moments == sorted(moments)
