from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from indicators.audit.proof import unexplained
from indicators.returns.models import MonthlyReturn
from ledger.models import Change, ChangedField
from numerals import FiscalYearSpan, Message, format_value
from offices.models import User
from plans.document.defaults import Kind
from plans.document.draft.changes import AddRow, SetCell, SetHead
from plans.document.draft.reading import draft_of_document
from plans.document.draft.values import DraftCell, DraftRow, RowLevel
from plans.document.values import PlanDocument
from plans.forms.reading import read_file
from plans.models import Plan
from plans.selectors import indicators_of, plan_document
from plans.workshop.models import Draft, DraftState, PlanSource
from plans.workshop.selectors import NO_INDICATORS, NO_KIND, NO_OFFICE, NO_YEAR, PLAN_EXISTS
from plans.workshop.services import (
    CannotKeep,
    DraftClosed,
    address_draft,
    begin_empty,
    begin_from_plan,
    bring_files,
    change_draft,
    keep_draft,
)
from plans.workshop.services.editing import write
from tests.cast import APRIL, FIXTURES, JUNE, MARCH, MAY, Cast
from tests.plans.document.draft.drafts import documents
from tests.plans.forms.families import FAMILIES
from tests.plans.forms.writers import as_docx

pytestmark = pytest.mark.django_db

YEAR = FiscalYearSpan(2030)
FORMS = sorted(FIXTURES.glob("*.txt"))


def kept(cast: Cast, name: str, content: bytes, *, by: User) -> tuple[Plan, PlanDocument]:
    read = read_file(content)
    assert not isinstance(read, Message)
    assert read[0].document is not None
    (draft, *_) = bring_files([(name, content)], by=by).drafts
    address_draft(draft.pk, office=cast.khulna, year=YEAR, kind=Kind.INNOVATION, by=by)
    return keep_draft(draft.pk, by=by), read[0].document


def as_stored(document: PlanDocument) -> PlanDocument:
    """What of a form a stored plan says: no rows without indicators, the chosen year."""
    promised = document.promised()
    return replace(promised, fiscal_year=YEAR)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_real_form_is_kept_as_it_was_read(cast: Cast, planner: User, path: Path) -> None:
    plan, read = kept(cast, path.name, path.read_bytes(), by=planner)
    assert plan_document(plan, indicators_of(plan)) == as_stored(read)


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_form_of_any_family_is_kept_as_it_was_read(cast: Cast, planner: User, name: str) -> None:
    plan, read = kept(cast, f"{name}.docx", as_docx(FAMILIES[name]), by=planner)
    assert plan_document(plan, indicators_of(plan)) == as_stored(read)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_any_plan_is_kept_as_it_was_read(cast: Cast, planner: User, document: PlanDocument) -> None:
    document = replace(document, office="কার্যালয়", title="চুক্তি", fiscal_year=YEAR)
    with transaction.atomic():
        draft = begin_empty(office=cast.khulna, by=planner)
        write(draft, draft_of_document(document, kind=Kind.APA), by=planner)
        plan = keep_draft(draft.pk, by=planner)
        assert plan_document(plan, indicators_of(plan)) == document
        transaction.set_rollback(True)


def test_kept_plan_has_its_file_its_findings_and_its_history(cast: Cast, planner: User) -> None:
    path = FIXTURES / "innovation-plan-2020-21.txt"
    plan, _ = kept(cast, path.name, path.read_bytes(), by=planner)
    source = PlanSource.objects.get(plan=plan)
    assert source.file is not None
    assert bytes(source.file.content) == path.read_bytes()
    assert {"tier-order", "no-targets", "shifted-row"} <= {one["rule"] for one in source.findings}
    (told,) = Change.objects.filter(plan=plan)
    assert (told.field, told.by) == (ChangedField.WHOLE_PLAN, planner)
    assert not list(unexplained(plan))
    draft = Draft.objects.get(plan=plan)
    assert draft.state == DraftState.KEPT
    with pytest.raises(DraftClosed):
        change_draft(draft.pk, [SetHead("title", "x", draft.title)], by=planner)
    with pytest.raises(DraftClosed):
        keep_draft(draft.pk, by=planner)


def test_all_that_is_missing_is_told_at_once(cast: Cast, planner: User) -> None:
    draft = begin_empty(by=planner)
    with pytest.raises(CannotKeep) as told:
        keep_draft(draft.pk, by=planner)
    assert told.value.reasons == (NO_OFFICE, NO_YEAR, NO_KIND, NO_INDICATORS)


def test_plan_of_that_year_and_kind_is_never_written_over(cast: Cast, planner: User) -> None:
    draft = begin_empty(office=cast.khulna, year=cast.plan.span, kind=Kind.APA, by=planner)
    change_draft(
        draft.pk,
        [AddRow(DraftRow(0, RowLevel.INDICATOR, {"title": DraftCell("ক")}), None)],
        by=planner,
    )
    with pytest.raises(CannotKeep) as told:
        keep_draft(draft.pk, by=planner)
    assert told.value.reasons == (PLAN_EXISTS,)


def test_text_that_does_not_fit_is_named_and_nothing_is_stored(cast: Cast, planner: User) -> None:
    draft = begin_empty(office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    row = DraftRow(0, RowLevel.INDICATOR, {"title": DraftCell("ক"), "unit": DraftCell("ক" * 61)})
    change_draft(draft.pk, [AddRow(row, None)], by=planner)
    with pytest.raises(CannotKeep) as told:
        keep_draft(draft.pk, by=planner)
    assert len(told.value.reasons) == 1
    assert not Plan.objects.filter(fiscal_year=YEAR.start).exists()
    assert Draft.objects.get(pk=draft.pk).state == DraftState.OPEN


def test_next_plan_has_last_years_achievement_as_its_baseline(cast: Cast, planner: User) -> None:
    draft = begin_from_plan(cast.plan, way="next", by=planner)
    assert (draft.office, draft.fiscal_year, draft.kind) == (cast.khulna, 2024, "apa")
    first = next(row for row in draft.value.rows if row.said("code") == "১.১.১")
    months = [cast.cell("1.1.1", month).figure for month in (APRIL, MAY, JUNE)]
    total = sum(one for one in months if isinstance(one, Decimal))
    assert first.said("baseline:2023-24") == format_value(Decimal(total), language="bn")
    assert first.said("t100")
    assert draft.made_from == cast.plan
    assert draft.value.notes == ()
    with pytest.raises(Plan.DoesNotExist):
        begin_from_plan(cast.sibling_plan, way="next", by=cast.officer)


def test_baseline_of_a_year_that_is_not_over_says_until_when(cast: Cast, planner: User) -> None:
    MonthlyReturn.objects.filter(pk=cast.monthly_return(JUNE).pk).update(month=MARCH)
    draft = begin_from_plan(cast.plan, way="next", by=planner)
    assert [note.rule for note in draft.value.notes] == ["baseline-so-far"]
    assert "May 2024" in draft.value.notes[0].message.en


def test_copy_is_for_another_office_and_has_no_heading_of_the_first(
    cast: Cast, planner: User
) -> None:
    draft = begin_from_plan(cast.plan, way="copy", by=planner)
    assert draft.office is None
    assert draft.value.heading == ""
    key = draft.value.rows[0].key
    change_draft(
        draft.pk, [SetCell(key, "title", "নতুন", draft.value.rows[0].said("title"))], by=planner
    )
    address_draft(draft.pk, office=cast.jashore, year=YEAR, kind=Kind.APA, by=planner)
    plan = keep_draft(draft.pk, by=planner)
    assert plan.office == cast.jashore
    assert plan.indicators.count() == cast.plan.indicators.count()
