from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError

from numerals import FiscalYearSpan
from offices.models import User
from plans.document.defaults import Kind
from plans.document.values import Form
from plans.models import FiscalYear, Plan, RuleSet, SectionRule
from plans.selectors import (
    find_plan,
    indicators_of,
    plan_by_address,
    plan_document,
    plan_seen_by,
    plans_visible_to,
    section_titles,
)
from plans.services import PlanExists, ensure_fiscal_year, ensure_rule_set, store_plan
from tests.cast import Cast, agreement, document_of
from tests.unguarded import unguarded

YEAR = FiscalYearSpan(2023)


@pytest.mark.once
def test_stored_plan_reads_back_as_the_document_it_was(cast: Cast) -> None:
    original = agreement()
    bare = original.with_indicators(
        lambda entry: replace(entry, achieved={}, reported=type(entry.reported)(), remarks="")
    )

    again = plan_document(cast.plan, indicators_of(cast.plan))

    assert again == replace(bare, form=Form.PLAN, months=())


def test_second_plan_of_the_same_kind_and_year_is_refused(cast: Cast) -> None:
    with pytest.raises(PlanExists) as refused:
        store_plan(agreement(), office=cast.khulna, kind=Kind.APA)

    assert refused.value.plan == cast.plan
    assert Plan.objects.count() == 2


@pytest.mark.once
def test_document_without_a_year_is_refused_and_nothing_stays(cast: Cast) -> None:
    document = replace(document_of("innovation-plan-2020-21.txt"), fiscal_year=None)

    with pytest.raises(ValueError, match="fiscal year"):
        store_plan(document, office=cast.khulna, kind=Kind.INNOVATION)

    assert Plan.objects.count() == 2


def test_two_indicators_of_one_row_undo_the_whole_plan(cast: Cast) -> None:
    document = agreement().with_indicators(lambda entry: replace(entry, row="1.1.1"))

    with pytest.raises(IntegrityError):
        store_plan(document, office=cast.region, kind=Kind.APA)


@pytest.mark.once
@pytest.mark.django_db
def test_agreement_before_2021_has_mandatory_objectives_and_no_governance() -> None:
    year = ensure_fiscal_year(FiscalYearSpan(2019))
    sections = ensure_rule_set(fiscal_year=year, kind=Kind.APA).sections

    assert list(sections.values_list("code", "mode")) == [
        ("strategic", "tiers"),
        ("mandatory", "tiers"),
    ]


@pytest.mark.django_db
def test_rules_and_years_are_made_once() -> None:
    first = ensure_rule_set(fiscal_year=ensure_fiscal_year(YEAR), kind=Kind.APA)
    again = ensure_rule_set(fiscal_year=ensure_fiscal_year(YEAR), kind=Kind.APA)

    assert first == again
    assert (FiscalYear.objects.count(), RuleSet.objects.count()) == (1, 1)
    assert list(first.sections.values_list("code", "mode")) == [
        ("strategic", "tiers"),
        ("governance", "proportional"),
    ]


@pytest.mark.once
@pytest.mark.django_db
def test_newest_rules_count() -> None:
    year = ensure_fiscal_year(YEAR)
    ensure_rule_set(fiscal_year=year, kind=Kind.APA)
    newer = RuleSet.objects.create(fiscal_year=year, kind=Kind.APA, version=2)

    assert ensure_rule_set(fiscal_year=year, kind=Kind.APA) == newer
    assert newer.name == "2023-24/apa/2"


@pytest.mark.once
def test_newest_version_of_a_plan_is_found(cast: Cast) -> None:
    newer = Plan.objects.get(pk=cast.plan.pk)
    newer.pk, newer.version = None, 2
    newer.save(force_insert=True)

    assert plan_by_address("khulna/2023-24/apa") == newer
    assert plan_by_address("jashore/2023-2024/apa") == cast.sibling_plan


@pytest.mark.once
@pytest.mark.parametrize(
    "address", ["", "khulna", "khulna/2023-24", "khulna/2023-24/apa/1", "khulna/x/apa", "a/b/c"]
)
def test_address_of_nothing_finds_nothing(cast: Cast, address: str) -> None:
    with pytest.raises(Plan.DoesNotExist):
        plan_by_address(address)


@pytest.mark.once
def test_plans_of_others_are_not_found(cast: Cast) -> None:
    visible = plans_visible_to(cast.sibling)

    assert list(visible) == [cast.sibling_plan]
    with pytest.raises(Plan.DoesNotExist):
        find_plan(visible, office="khulna", year="2023-24", kind="apa")


def test_plan_of_an_address_is_seen_by_whom_its_lists_show_it_to(cast: Cast) -> None:
    for user in User.objects.all():
        shown = set(plans_visible_to(user))
        for plan in (cast.plan, cast.sibling_plan):
            try:
                seen = plan_seen_by(user, **plan.at.named()) == plan
            except Plan.DoesNotExist:
                seen = False
            assert seen == (plan in shown), (user, plan)


def test_sections_have_titles_in_order(cast: Cast) -> None:
    with unguarded(SectionRule):
        SectionRule.objects.filter(rule_set=cast.plan.rule_set, code="governance").update(
            position=0
        )

    titles = section_titles(cast.plan)

    assert list(titles) == ["governance", "strategic"]
    assert titles["strategic"].en == "Strategic objectives"
