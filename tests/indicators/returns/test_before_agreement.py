"""Months are entered from the agreement on; the year's rules may allow it before, provisionally."""

from __future__ import annotations

import pytest
from django.utils import timezone
from django.utils.translation import override

from indicators.returns.cells.services import save_return
from indicators.returns.importing import import_document
from indicators.returns.locks import locked_sentence
from indicators.returns.selectors.work import work_of
from indicators.returns.workflow import Lock, ReturnLocked
from offices.models import User
from plans.agreements.services import agree_outright
from plans.document.defaults import Kind
from plans.models import Plan, RuleSet
from tests.cast import JUNE, Cast, agreement, change, client_of
from tests.unguarded import unguarded

MAY_PAGE = "/plans/khulna/2023-24/apa/2024-05/"


@pytest.fixture
def awaited(cast: Cast) -> Cast:
    """Khulna's plan under rules that let nothing be entered before the agreement."""
    with unguarded(RuleSet):
        RuleSet.objects.filter(pk=cast.plan.rule_set_id).update(entry_before_agreed=False)
    return cast


def save(cast: Cast) -> None:
    plan = Plan.objects.select_related("office").get(pk=cast.plan.pk)
    cell = cast.cell("1.1.1", JUNE)
    save_return(
        plan, JUNE, cells={cell.indicator_id: change(7, base=cell.version)}, by=cast.officer
    )


@pytest.mark.once
def test_the_service_refuses_with_a_sentence(awaited: Cast) -> None:
    with pytest.raises(ReturnLocked) as refused:
        save(awaited)
    assert refused.value.lock is Lock.NOT_AGREED
    with override("en"):
        assert "once the plan is agreed" in locked_sentence(refused.value)


@pytest.mark.once
def test_the_page_says_so_and_takes_nothing(awaited: Cast) -> None:
    page = client_of(awaited.officer).get(MAY_PAGE)
    assert page.status_code == 200
    assert "once the plan is agreed" in page.text
    assert "waits for the agreement" in client_of(awaited.officer).get("/").text


@pytest.mark.once
def test_nothing_is_owed_or_late_before(awaited: Cast) -> None:
    officer = User.objects.get(pk=awaited.officer.pk)
    tasks = work_of(officer, today=timezone.localdate()).every
    assert tasks
    assert not any(task.return_status.is_owed or task.return_status.late_by for task in tasks)


def test_once_agreed_it_is_entered(awaited: Cast) -> None:
    agree_outright(awaited.plan, by_office=awaited.officer, by_superior=awaited.superior)
    save(awaited)
    assert awaited.cell("1.1.1", JUNE).value == 7


@pytest.mark.once
def test_by_rules_that_allow_it_months_are_provisional(cast: Cast) -> None:
    save(cast)
    assert "Provisional: not agreed yet" in client_of(cast.officer).get(MAY_PAGE).text
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    assert "Provisional" not in client_of(cast.officer).get(MAY_PAGE).text


@pytest.mark.once
def test_rules_that_nobody_changed_wait_for_the_agreement(cast: Cast) -> None:
    plan = import_document(agreement(), office=cast.region, kind=Kind.INTEGRITY)
    with pytest.raises(ReturnLocked) as refused:
        save_return(plan, JUNE, cells={}, by=cast.superior)
    assert refused.value.lock is Lock.NOT_AGREED
