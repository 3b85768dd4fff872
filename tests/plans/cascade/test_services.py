from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.audit.proof import unexplained
from ledger.models import Change, ChangedField
from offices.models import Level, User
from plans.agreements.outright import agree_outright
from plans.cascade.models import CascadedPlan, LinkedRow
from plans.cascade.proposing import Own, ProposalOutcome, What
from plans.cascade.services import NotTheirTemplate, PlansChanged, cascade, take_over
from plans.cascade.template import Template, template_of
from plans.document.cascading import Numbers
from plans.document.draft.changes import SetCell
from plans.models import Indicator, Plan
from plans.selectors import indicators_of, plan_document
from plans.services import store_plan
from plans.services.frozen import AGREED
from plans.workshop import above
from plans.workshop.models import Draft
from plans.workshop.services import change_draft
from tests.cast import Cast, office

pytestmark = pytest.mark.django_db


def as_it_is(template: Template) -> Own:
    """The template's own numbers, as an office's."""
    return {row.key: row.numbers for row in template.rows}


def plan_of(cast: Cast, code: str = "khulna") -> Plan:
    return Plan.objects.get(office__code=code, fiscal_year=2024, kind="apa")


def own_of(template: Draft) -> Own:
    return as_it_is(template_of(template))


def key_of(template: Draft, row: str) -> int:
    return template_of(template).keys[row]


@pytest.mark.once
def test_offices_without_a_plan_get_one_of_the_template(
    cast: Cast, planner: User, template: Draft
) -> None:
    own = own_of(template)
    made = cascade(template.pk, {"khulna": own, "jashore": own}, by=planner)
    assert [one.outcome for one in made] == [ProposalOutcome.CREATED] * 2
    plan = plan_of(cast)
    value = template_of(template)
    document = plan_document(plan, indicators_of(plan))
    assert [one.title for one in document.indicators] == [
        row.placed.entry.title for row in value.rows
    ]
    assert [one.targets for one in document.indicators] == [
        row.placed.entry.targets for row in value.rows
    ]
    assert CascadedPlan.objects.get(plan=plan).template == template
    assert LinkedRow.objects.filter(cascaded__plan=plan).count() == len(value.rows)
    assert not list(unexplained(plan))


@pytest.mark.once
def test_last_years_achievement_is_the_new_plans_baseline(
    cast: Cast, planner: User, template: Draft
) -> None:
    cascade(template.pk, {"khulna": own_of(template)}, by=planner)
    indicator = plan_of(cast).indicators.get(row="1.1.1")
    assert set(indicator.baselines) == {"2023-24"}


@pytest.mark.once
def test_each_office_has_its_own_numbers_and_rows(
    cast: Cast, planner: User, template: Draft
) -> None:
    own = dict(own_of(template))
    first, second = key_of(template, "1.1.1"), key_of(template, "1.2.1")
    numbers = own[first]
    assert numbers is not None
    own[first] = Numbers(Decimal(3), replace(numbers.targets, t100=Decimal(777)))
    own[second] = None
    cascade(template.pk, {"khulna": own}, by=planner)
    plan = plan_of(cast)
    indicator = plan.indicators.get(row="1.1.1")
    assert (indicator.weight, indicator.target_100) == (Decimal(3), Decimal(777))
    assert not plan.indicators.filter(row="1.2.1").exists()


def test_an_objective_states_what_its_rows_weigh(
    cast: Cast, planner: User, template: Draft
) -> None:
    cascade(template.pk, {"khulna": own_of(template)}, by=planner)
    for objective in plan_of(cast).objectives.all():
        rows = Indicator.objects.filter(activity__objective=objective)
        assert objective.weight == sum(one.weight or 0 for one in rows)


def test_the_same_again_changes_nothing(cast: Cast, planner: User, template: Draft) -> None:
    own = own_of(template)
    cascade(template.pk, {"khulna": own}, by=planner)
    lines = Change.objects.count()
    again = cascade(template.pk, {"khulna": own}, by=planner)
    assert [one.outcome for one in again] == [ProposalOutcome.UNCHANGED]
    assert Change.objects.count() == lines


@pytest.mark.once
def test_what_the_office_changed_itself_is_a_conflict_and_kept(
    cast: Cast, planner: User, template: Draft
) -> None:
    own = dict(own_of(template))
    cascade(template.pk, {"khulna": own}, by=planner)
    plan = plan_of(cast)
    plan.indicators.filter(row="1.1.1").update(target_100=Decimal(500))
    key = key_of(template, "1.1.1")
    numbers = own[key]
    assert numbers is not None
    own[key] = Numbers(numbers.weight, replace(numbers.targets, t100=Decimal(900)))
    (made,) = cascade(template.pk, {"khulna": own}, by=planner)
    assert made.outcome is ProposalOutcome.UNCHANGED
    (conflict,) = made.conflicts
    assert [(one.field, one.now, one.wanted) for one in conflict.conflicts] == [
        ("t100", "500", "900")
    ]
    assert plan.indicators.get(row="1.1.1").target_100 == Decimal(500)
    (over,) = cascade(template.pk, {"khulna": own}, by=planner, overwriting=["khulna"])
    assert over.outcome is ProposalOutcome.CHANGED
    assert plan.indicators.get(row="1.1.1").target_100 == Decimal(900)


def test_rows_keep_who_they_are_and_the_offices_own_stay(
    cast: Cast, planner: User, template: Draft
) -> None:
    own = dict(own_of(template))
    cascade(template.pk, {"khulna": own}, by=planner)
    plan = plan_of(cast)
    last = plan.indicators.order_by("position").last()
    assert last is not None
    Indicator.objects.create(
        plan=plan, activity=last.activity, position=900, row="own", title="নিজস্ব সারি", weight=1
    )
    before = dict(plan.indicators.values_list("title", "pk"))
    key = key_of(template, "1.1.1")
    numbers = own[key]
    assert numbers is not None
    own[key] = Numbers(Decimal(9), numbers.targets)
    cascade(template.pk, {"khulna": own}, by=planner)
    assert dict(plan.indicators.values_list("title", "pk")) == before
    assert plan.indicators.get(row="1.1.1").weight == 9


@pytest.mark.once
def test_a_row_left_out_later_goes(cast: Cast, planner: User, template: Draft) -> None:
    own = dict(own_of(template))
    cascade(template.pk, {"khulna": own}, by=planner)
    own[key_of(template, "1.2.1")] = None
    (made,) = cascade(template.pk, {"khulna": own}, by=planner)
    assert [row.what for row in made.rows] == [What.REMOVED]
    assert not plan_of(cast).indicators.filter(row="1.2.1").exists()


@pytest.mark.once
def test_a_change_of_the_templates_words_is_taken_over(
    cast: Cast, planner: User, template: Draft
) -> None:
    cascade(template.pk, {"khulna": own_of(template)}, by=planner)
    key = key_of(template, "1.1.1")
    was = template_of(template).by_key[key].placed.entry.title
    change_draft(template.pk, [SetCell(key, "title", "নতুন কথা", was)], by=planner)
    (made,) = take_over(template.pk, {"khulna": {key: ["title"]}}, by=planner)
    assert made.outcome is ProposalOutcome.CHANGED
    assert plan_of(cast).indicators.get(row="1.1.1").title == "নতুন কথা"


def test_a_plan_that_never_followed_is_linked_by_its_words(
    cast: Cast, planner: User, template: Draft
) -> None:
    document = replace(template_of(template).document, title="নিজেদের চুক্তি")
    plan = store_plan(document, office=cast.khulna, kind="apa")
    (made,) = cascade(template.pk, {"khulna": own_of(template)}, by=planner)
    assert made.outcome is ProposalOutcome.UNCHANGED
    assert LinkedRow.objects.filter(cascaded__plan=plan).count() == len(template_of(template).rows)


@pytest.mark.once
def test_an_agreed_plan_is_not_touched(cast: Cast, planner: User, template: Draft) -> None:
    own = dict(own_of(template))
    cascade(template.pk, dict.fromkeys(("khulna", "jashore"), own), by=planner)
    agree_outright(plan_of(cast), by_office=cast.officer, by_superior=cast.superior)
    key = key_of(template, "1.1.1")
    numbers = own[key]
    assert numbers is not None
    own[key] = Numbers(Decimal(9), numbers.targets)
    made = cascade(template.pk, dict.fromkeys(("khulna", "jashore"), own), by=planner)
    assert {one.office.code: one.outcome for one in made} == {
        "khulna": ProposalOutcome.REFUSED,
        "jashore": ProposalOutcome.CHANGED,
    }
    assert next(one.refusal for one in made if one.refusal) == AGREED
    assert plan_of(cast).indicators.get(row="1.1.1").weight != 9
    assert plan_of(cast, "jashore").indicators.get(row="1.1.1").weight == 9


def test_a_kill_in_the_middle_leaves_nothing(
    cast: Cast, planner: User, template: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = own_of(template)
    kept, stored = above.kept, []

    def dies_at_the_second(plan: Plan, *, by: User | None) -> None:
        stored.append(plan)
        if len(stored) == 2:
            raise KeyboardInterrupt
        kept(plan, by=by)

    monkeypatch.setattr(above, "kept", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        cascade(template.pk, dict.fromkeys(("khulna", "jashore"), own), by=planner)
    assert not Plan.objects.filter(fiscal_year=2024).exists()
    assert not CascadedPlan.objects.exists()


@pytest.mark.once
def test_what_was_changed_since_it_was_shown_is_not_done(
    cast: Cast, planner: User, template: Draft
) -> None:
    with pytest.raises(PlansChanged):
        cascade(template.pk, {"khulna": own_of(template)}, by=planner, shown="other")
    assert not Plan.objects.filter(fiscal_year=2024).exists()


@pytest.mark.once
def test_offices_of_others_are_not_there(cast: Cast, planner: User, template: Draft) -> None:
    own = own_of(template)
    with pytest.raises(NotTheirTemplate):
        cascade(template.pk, {"bscic": own}, by=planner)
    with pytest.raises(NotTheirTemplate):
        cascade(template.pk, {"khulna": own}, by=cast.officer)


def test_one_line_of_history_for_a_new_plan(cast: Cast, planner: User, template: Draft) -> None:
    before = Change.objects.count()
    cascade(template.pk, {"khulna": own_of(template), "jashore": own_of(template)}, by=planner)
    lines = Change.objects.order_by("pk")[before:]
    # The year had no rules yet: that they are in force is told of first.
    assert [(one.field, one.by) for one in lines] == [
        (ChangedField.RULES, None),
        *[(ChangedField.WHOLE_PLAN, planner)] * 2,
    ]


@pytest.mark.once
def test_queries_grow_with_the_offices_alone(cast: Cast, planner: User, template: Draft) -> None:
    own = own_of(template)
    for number in range(6):
        office(f"office-{number}", Level.DISTRICT, cast.region)

    def asked(*codes: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            cascade(template.pk, dict.fromkeys(codes, own), by=planner)
        return len(queries)

    asked("office-4")  # the year and its rules are made
    one, three = asked("office-0"), asked("office-1", "office-2", "office-3")
    assert (three - one) % 2 == 0
    each = (three - one) // 2
    assert each <= 26
    assert asked("office-0", "office-1", "office-2", "office-3") <= one + 3 * each
