from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from indicators.returns.models import MonthlyReturn
from numerals import Month
from offices.models import Office, Posting
from offices.prepared import Given, Prepared
from plans.models import Indicator, Plan
from presentation.fields import MonthField
from tests.cast import APRIL, JUNE, Cast

pytestmark = pytest.mark.django_db


def of_plan(plan: int | Given) -> QuerySet[Indicator]:
    return (
        Indicator.objects.filter(plan=plan)
        .select_related("activity__objective")
        .order_by("plan_id", "position")
    )


def of_month(plan: int | Given, month: Month | Given) -> QuerySet[MonthlyReturn]:
    return MonthlyReturn.objects.filter(plan=plan, month=month)


@pytest.mark.once
def test_each_asking_has_the_rows_of_its_own_values(cast: Cast) -> None:
    prepared = Prepared(lambda: of_plan(Given("plan")))

    for plan in (cast.plan.pk, cast.sibling_plan.pk, cast.plan.pk, 0):
        assert prepared.ask(plan=plan) == list(of_plan(plan))


def test_database_is_asked_what_it_would_be_asked_anyhow(cast: Cast) -> None:
    prepared = Prepared(lambda: of_plan(Given("plan")))
    prepared.ask(plan=cast.sibling_plan.pk)

    with CaptureQueriesContext(connection) as asked:
        found = prepared.ask(plan=cast.plan.pk)
        assert [one.activity.objective.title for one in found]
        list(of_plan(cast.plan.pk))

    # Django puts brackets round what is no plain value.
    prepared_sql, plain = (
        one["sql"].replace(f"({cast.plan.pk})", str(cast.plan.pk)) for one in asked
    )
    assert prepared_sql == plain


def test_rows_are_read_anew_at_each_asking(cast: Cast) -> None:
    prepared = Prepared(lambda: Office.objects.filter(pk=Given("office")))
    (before,) = prepared.ask(office=cast.khulna.pk)
    Office.objects.filter(pk=cast.khulna.pk).update(short_en="Khulna anew")

    (after,) = prepared.ask(office=cast.khulna.pk)

    assert after.short_en == "Khulna anew"
    assert before is not after


def test_values_are_written_as_their_field_writes_them(cast: Cast) -> None:
    prepared = Prepared(lambda: of_month(Given("plan"), Given("month", MonthField())))

    assert [one.month for one in prepared.ask(plan=cast.plan.pk, month=JUNE)] == [JUNE]
    assert [one.month for one in prepared.ask(plan=cast.plan.pk, month=APRIL)] == [APRIL]


def test_plain_columns_come_as_the_fields_read_them(cast: Cast) -> None:
    def counted(plan: int | Given) -> QuerySet[MonthlyReturn, tuple[Month, int]]:
        found = MonthlyReturn.objects.filter(plan=plan).order_by("month").values_list("month")
        return found.annotate(cells=Count("achievements"))

    assert Prepared(lambda: counted(Given("plan"))).ask(plan=cast.plan.pk) == list(
        counted(cast.plan.pk)
    )


def test_value_may_stand_within_a_query_in_the_query(cast: Cast) -> None:
    def held(user: int | Given) -> QuerySet[Office]:
        return Office.objects.filter(
            Exists(Posting.objects.filter(office=OuterRef("pk"), user=user))
        )

    prepared = Prepared(lambda: held(Given("user")))

    assert prepared.ask(user=cast.officer.pk) == [cast.khulna]
    assert prepared.ask(user=cast.sibling.pk) == [cast.jashore]


@pytest.mark.once
def test_value_that_is_not_given_is_missed(cast: Cast) -> None:
    prepared = Prepared(lambda: of_plan(Given("plan")))

    with pytest.raises(KeyError):
        prepared.ask(plans=cast.plan.pk)


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_within_a_transaction_only() -> None:
    prepared = Prepared(lambda: Plan.objects.filter(pk=Given("plan")).select_for_update())
    with transaction.atomic():
        prepared.ask(plan=1)

    with pytest.raises(TransactionManagementError):
        prepared.ask(plan=1)
