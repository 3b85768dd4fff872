from __future__ import annotations

import pytest

from indicators.audit.proof import unexplained
from ledger.models import Change, ChangedField
from numerals import FiscalYearSpan, Month
from offices.models import User
from plans.document.defaults import Kind
from plans.document.draft.changes import AddRow, MoveRow, RemoveRow, SetCell, SetHead
from plans.document.draft.composed import renumbered
from plans.document.draft.values import DraftCell, DraftRow, RowLevel
from plans.models import Plan
from plans.selectors import indicators_of, plan_document
from plans.workshop.models import Draft, DraftState
from plans.workshop.services import (
    CannotKeep,
    CannotReopen,
    address_draft,
    begin_from_plan,
    change_draft,
    keep_draft,
    reopen_plan,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast, planner: User) -> Plan:
    """A kept plan of which no month was begun."""
    draft = begin_from_plan(cast.plan, way="copy", by=planner)
    address_draft(
        draft.pk, office=cast.jashore, year=FiscalYearSpan(2030), kind=Kind.APA, by=planner
    )
    return keep_draft(draft.pk, by=planner)


def key_of(draft: Draft, code: str) -> int:
    return next(row.key for row in draft.value.rows if row.said("code") == code)


def test_plan_that_is_kept_again_unchanged_is_the_same(plan: Plan, planner: User) -> None:
    before = plan_document(plan, indicators_of(plan))
    ids = [one.pk for one in indicators_of(plan)]
    draft = reopen_plan(plan, by=planner)
    assert reopen_plan(plan, by=planner) == draft
    assert keep_draft(draft.pk, by=planner) == plan
    plan.refresh_from_db()
    assert plan_document(plan, indicators_of(plan)) == before
    assert [one.pk for one in indicators_of(plan)] == ids
    assert Change.objects.filter(plan=plan).count() == 1
    assert Draft.objects.get(pk=draft.pk).state == DraftState.KEPT


def test_rows_that_stay_keep_their_identity_whatever_becomes_of_them(
    plan: Plan, planner: User
) -> None:
    ids = {one.code: one.pk for one in indicators_of(plan)}
    draft = reopen_plan(plan, by=planner)
    first, second = key_of(draft, "১.১.১"), key_of(draft, "১.৩.১")
    title = draft.value.by_key[second].said("title")
    new = DraftRow(0, RowLevel.INDICATOR, {"title": DraftCell("নতুন"), "weight": DraftCell("১")})
    activity = key_of(draft, "১.৩")
    change_draft(
        draft.pk,
        [
            RemoveRow(first),
            SetCell(second, "title", "অন্য শিরোনাম", title),
            AddRow(new, after=second),
            MoveRow(activity, after=draft.value.rows[-1].key),
            SetHead("title", "নতুন চুক্তি", draft.value.title),
        ],
        by=planner,
    )
    change_draft(draft.pk, renumbered(Draft.objects.get(pk=draft.pk).value), by=planner)
    keep_draft(draft.pk, by=planner)
    plan.refresh_from_db()
    assert plan.title == "নতুন চুক্তি"
    after = {one.pk: one for one in indicators_of(plan)}
    assert ids["1.1.1"] not in after
    assert after[ids["1.3.1"]].title == "অন্য শিরোনাম"
    assert after[ids["1.3.1"]].position > after[ids["2.1.1"]].position
    assert [one.title for one in after.values() if one.pk not in ids.values()].count("নতুন") == 1
    told = Change.objects.filter(plan=plan, by=planner)
    assert told.filter(field=ChangedField.TITLE, after="অন্য শিরোনাম").exists()
    assert told.filter(field=ChangedField.PLAN_TITLE, after="নতুন চুক্তি").exists()
    assert not list(unexplained(plan))


@pytest.mark.once
def test_entered_figures_stay_with_their_indicators(cast: Cast, planner: User) -> None:
    draft = reopen_plan(cast.plan, by=planner)
    figure = cast.cell("1.1.1").figure
    pk = cast.indicator("1.1.1").pk
    key = key_of(draft, "১.১.১")
    change_draft(
        draft.pk,
        [SetCell(key, "t100", "৯৯৯", draft.value.by_key[key].said("t100"))],
        by=planner,
    )
    keep_draft(draft.pk, by=planner)
    assert cast.indicator("1.1.1").pk == pk
    assert cast.cell("1.1.1").figure == figure
    assert str(cast.indicator("1.1.1").target_100) == "999"
    assert not list(unexplained(cast.plan))


@pytest.mark.once
def test_row_with_figures_is_not_deleted(cast: Cast, planner: User) -> None:
    draft = reopen_plan(cast.plan, by=planner)
    change_draft(draft.pk, [RemoveRow(key_of(draft, "১.১.১"))], by=planner)
    with pytest.raises(CannotKeep):
        keep_draft(draft.pk, by=planner)
    assert cast.indicator("1.1.1")
    assert Draft.objects.get(pk=draft.pk).state == DraftState.OPEN


@pytest.mark.once
def test_plan_with_a_month_that_was_handed_in_stays(cast: Cast, planner: User) -> None:
    draft = reopen_plan(cast.plan, by=planner)
    cast.submit(Month(2024, 4))
    with pytest.raises(CannotKeep):
        keep_draft(draft.pk, by=planner)
    Draft.objects.filter(pk=draft.pk).update(state=DraftState.DISCARDED)
    with pytest.raises(CannotReopen):
        reopen_plan(cast.plan, by=planner)


@pytest.mark.once
def test_plan_is_reopened_by_those_who_make_it(cast: Cast, plan: Plan, planner: User) -> None:
    for other in (cast.officer, cast.reviewer, cast.administrator, cast.outsider):
        with pytest.raises(Plan.DoesNotExist):
            reopen_plan(plan, by=other)
    draft = reopen_plan(plan, by=cast.sibling)
    address_draft(
        draft.pk, office=plan.office, year=FiscalYearSpan(2031), kind=Kind.APA, by=planner
    )
    with pytest.raises(CannotKeep):
        keep_draft(draft.pk, by=planner)
