from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.returns.importing import import_document
from indicators.returns.models import Score
from notices.models import Notice
from offices.models import Level, User
from plans.models import FiscalYear, Indicator, Plan, SectionRule
from plans.services.rules import add_version
from tests.cast import JUNE, Cast, agreement, client_of, known, office
from tests.indicators.periods.cycle import YEAR, accept_months, submit
from tests.unguarded import unguarded

TARGETS = ("target_100", "target_90", "target_80", "target_70", "target_60")


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.administrator)


def composite(cast: Cast) -> Decimal:
    return round(known(Score.objects.get(plan=cast.plan, month=JUNE).weighted), 2)


def form_of(indicator: Indicator) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "title": indicator.title,
        "unit": indicator.unit,
        "method": indicator.method,
        "frequency": indicator.frequency,
        "weight": indicator.weight,
        "linked_kind": "",
        **{name: getattr(indicator, name) or "" for name in TARGETS},
    }


def change(client: Client, indicator: Indicator, **fields: str) -> Any:
    return client.post(
        reverse("admin:plans_indicator_change", args=[indicator.pk]),
        {**form_of(indicator), **fields},
    )


class TestIndicators:
    @pytest.mark.once
    def test_corrected_method_is_scored_anew(self, client: Client, cast: Cast) -> None:
        assert composite(cast) == Decimal("19.44")

        change(client, cast.indicator("2.4.1"), method="average")

        assert composite(cast) == Decimal("19.04")

    @pytest.mark.once
    def test_target_is_typed_as_people_write(self, client: Client, cast: Cast) -> None:
        change(client, cast.indicator("1.1.1"), target_100="১,২৩,৪৫৬.৫", target_60="-")

        indicator = cast.indicator("1.1.1")
        assert (indicator.target_100, indicator.target_60) == (Decimal("123456.5"), None)

    @pytest.mark.once
    def test_target_may_carry_the_words_of_the_unit(self, client: Client, cast: Cast) -> None:
        row = cast.indicator("1.1.1")

        change(client, row, unit="কোটি টাকা", target_100="১.৫০ কোটি", target_90="1.2 crore")

        row.refresh_from_db()
        assert (row.target_100, row.target_90) == (Decimal("1.5"), Decimal("1.2"))

        refused = change(client, row, unit="লক্ষ টাকা", target_100="১.৫০ কোটি")

        assert refused.context["adminform"].form.errors["target_100"]

    @pytest.mark.once
    def test_unreadable_target_says_what_was_read(self, client: Client, cast: Cast) -> None:
        response = change(client, cast.indicator("1.1.1"), target_100="পাঁচ", weight="x")

        errors = response.context["adminform"].form.errors
        assert errors["target_100"] == [
            "“পাঁচ” could not be read. Enter a number (such as 12 or 0.5) or a date (such as "
            "15-2-2021)."
        ]
        assert list(errors) == ["weight", "target_100"]

    @pytest.mark.once
    def test_form_shows_the_digits_of_the_language(self, client: Client, cast: Cast) -> None:
        User.objects.filter(pk=cast.administrator.pk).update(language="bn")

        page = client.get(
            reverse("admin:plans_indicator_change", args=[cast.indicator("2.1.1").pk])
        ).content.decode()

        assert 'value="৫০৪"' in page
        assert 'type="number"' not in page

    @pytest.mark.once
    def test_action_plan_earns_by_none(self, client: Client, cast: Cast) -> None:
        Plan.objects.filter(pk=cast.plan.pk).update(kind="innovation")

        response = change(client, cast.indicator("1.1.1"), linked_kind="integrity")

        assert "linked_kind" in response.context["adminform"].form.errors

    @pytest.mark.once
    def test_indicator_with_figures_is_not_deleted(self, client: Client, cast: Cast) -> None:
        address = reverse("admin:plans_indicator_delete", args=[cast.indicator("1.1.1").pk])

        assert client.post(address, {"post": "yes"}).status_code == 403


class TestPlans:
    @pytest.mark.once
    def test_indicators_are_changed_where_they_stand(self, client: Client, cast: Cast) -> None:
        rows = list(cast.plan.indicators.order_by("position"))
        data: dict[str, Any] = {
            "title": cast.plan.title,
            "indicators-TOTAL_FORMS": len(rows),
            "indicators-INITIAL_FORMS": len(rows),
        }
        for index, row in enumerate(rows):
            fields = form_of(row)
            if row.row == "2.4.1":
                fields["method"] = "average"
            for name in ("method", "frequency", "weight", *TARGETS):
                data[f"indicators-{index}-{name}"] = fields[name]
            data[f"indicators-{index}-id"] = row.pk

        response = client.post(reverse("admin:plans_plan_change", args=[cast.plan.pk]), data)

        assert response.status_code == 302
        assert composite(cast) == Decimal("19.04")

    def test_plan_with_returns_is_not_deleted(self, client: Client, cast: Cast) -> None:
        address = reverse("admin:plans_plan_delete", args=[cast.plan.pk])

        assert client.post(address, {"post": "yes"}).status_code == 403
        assert Plan.objects.filter(pk=cast.plan.pk).exists()

    def test_newest_rules_score_the_chosen_plans(self, client: Client, cast: Cast) -> None:
        added = add_version(cast.plan.rule_set)
        with unguarded(SectionRule):
            added.sections.update(mode="proportional")

        address = reverse("admin:plans_plan_changelist")
        asked = {"action": "use_newest_rules", "_selected_action": [cast.plan.pk]}

        preview = client.post(address, asked)

        assert Score.objects.get(plan=cast.plan, month=JUNE).rule_set == cast.plan.rule_set
        [(rules, [one], _more)] = preview.context["previews"]
        assert rules == added
        assert f"{one.before.weighted:.2f}" == "19.44"
        assert one.marks
        assert all(mark.before != mark.after for mark in one.marks)

        client.post(address, {**asked, "confirmed": "1"})

        assert composite(cast) == round(one.after.weighted, 2)
        assert Notice.objects.filter(what="rules", recipient=cast.officer).count() == 1
        score = Score.objects.get(plan=cast.plan, month=JUNE)
        assert score.rule_set == added
        assert composite(cast) != Decimal("19.44")
        sibling = Score.objects.get(plan=cast.sibling_plan, month=JUNE)
        assert sibling.rule_set == cast.plan.rule_set

    def test_preview_of_newest_rules_names_offices_marks_and_who_is_told(
        self, client: Client, cast: Cast
    ) -> None:
        added = add_version(cast.plan.rule_set)
        with unguarded(SectionRule):
            added.sections.update(mode="proportional")
        address = reverse("admin:plans_plan_changelist")
        asked = {"action": "use_newest_rules", "_selected_action": [cast.plan.pk]}

        preview = client.post(address, asked)

        [(_rules, [one], _more)] = preview.context["previews"]
        mark = one.marks[0]
        for part in (
            "Nothing has changed yet.",
            str(cast.plan.office),
            f"June 2024: 19.44 → <strong>{one.after.weighted:.2f}</strong>",
            mark.indicator.title,
            f"<td>{mark.before:.2f}</td>",
            f"<td>{mark.after:.2f}</td>",
            "The offices will be notified.",
        ):
            assert part in preview.text
        assert str(cast.sibling_plan.office) not in preview.text
        assert not Notice.objects.exists()
        client.post(address, {**asked, "confirmed": "1"})
        [told] = Notice.objects.filter(what="rules")
        assert told.recipient == cast.officer
        html = client_of(cast.officer).get("/notices/").text
        assert "rules" in html

    @pytest.mark.once
    def test_rules_are_changed_by_no_other_way(self, client: Client, cast: Cast) -> None:
        response = client.get(reverse("admin:plans_plan_change", args=[cast.plan.pk]))

        assert "rule_set" not in response.context["adminform"].form.fields

    def test_accepted_returns_keep_their_score(self, client: Client, cast: Cast) -> None:
        accept_months(cast)
        before = list(Score.objects.filter(plan=cast.plan).values("rule_set", "weighted"))
        added = add_version(cast.plan.rule_set)
        with unguarded(SectionRule):
            added.sections.update(mode="proportional")
        asked = {"action": "use_newest_rules", "_selected_action": [cast.plan.pk]}

        preview = client.post(reverse("admin:plans_plan_changelist"), asked)
        client.post(reverse("admin:plans_plan_changelist"), {**asked, "confirmed": "1"})

        assert "3 accepted returns keep their score" in preview.content.decode()
        assert before == list(Score.objects.filter(plan=cast.plan).values("rule_set", "weighted"))

    @pytest.mark.once
    def test_year_that_is_handed_in_stays_under_its_rules(self, client: Client, cast: Cast) -> None:
        accept_months(cast)
        submit(cast, YEAR)
        add_version(cast.plan.rule_set)
        asked = {"action": "use_newest_rules", "_selected_action": [cast.plan.pk]}

        preview = client.post(reverse("admin:plans_plan_changelist"), asked)
        client.post(reverse("admin:plans_plan_changelist"), {**asked, "confirmed": "1"})

        assert preview.context["staying"] == [cast.plan]
        assert Plan.objects.get(pk=cast.plan.pk).rule_set == cast.plan.rule_set

    @pytest.mark.parametrize(
        "name",
        [
            "plans_plan",
            "plans_objective",
            "plans_indicator",
            "indicators_monthlyreturn",
            "indicators_achievement",
            "indicators_score",
        ],
    )
    def test_list_costs_the_same_however_long(
        self,
        client: Client,
        cast: Cast,
        name: str,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        address = reverse(f"admin:{name}_changelist")
        client.get(address)
        with django_assert_max_num_queries(9) as few:
            client.get(address)
        for index in range(4):
            district = office(f"d{index}", Level.DISTRICT, cast.region)
            import_document(agreement(), office=district, kind="apa")
        with django_assert_max_num_queries(len(few)):
            client.get(address)


@pytest.mark.once
@pytest.mark.parametrize(
    "name",
    [
        *("indicators_monthlyreturn", "indicators_achievement", "indicators_score"),
        "plans_ruleset",
    ],
)
def test_figures_and_rules_are_looked_at_only(client: Client, cast: Cast, name: str) -> None:
    model = name.partition("_")[2]
    pk = {
        "monthlyreturn": cast.monthly_return().pk,
        "achievement": cast.cell("1.1.1").pk,
        "score": Score.objects.get(plan=cast.plan, month=JUNE).pk,
        "ruleset": cast.plan.rule_set_id,
    }[model]
    page = reverse(f"admin:{name}_change", args=[pk])

    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 403
    assert client.get(reverse(f"admin:{name}_add")).status_code == 403
    assert client.post(reverse(f"admin:{name}_delete", args=[pk])).status_code == 403


def test_month_filter_takes_months_alone(client: Client, cast: Cast) -> None:
    address = reverse("admin:indicators_monthlyreturn_changelist")

    assert client.get(address, {"month": "2024-06"}).context["cl"].result_count == 2
    assert client.get(address, {"month": "no month"}).context["cl"].result_count == 0


@pytest.mark.once
def test_year_is_typed_in_either_digits(client: Client) -> None:
    added = client.post(reverse("admin:plans_fiscalyear_add"), {"start": "২০২৯"})

    assert added.status_code == 302
    assert FiscalYear.objects.filter(start=2029).exists()
    refused = client.post(reverse("admin:plans_fiscalyear_add"), {"start": "২০২৯x"})
    assert refused.status_code == 200
    assert "errorlist" in refused.text


@pytest.mark.once
def test_code_is_kept_in_the_digits_that_codes_have(client: Client, cast: Cast) -> None:
    indicator = cast.indicator("1.3.1")

    client.post(
        reverse("admin:plans_indicator_change", args=[indicator.pk]),
        form_of(indicator) | {"code": "১.৩.৯"},
    )

    indicator.refresh_from_db()
    assert indicator.code == "1.3.9"
