"""The inbox: what stands, what people do about it, who may."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.exceptions.looking import look_at_plans, look_over, year_looked_at
from indicators.exceptions.models import AlertAct, AlertStep, PlansLook, StandingAlert
from indicators.exceptions.services import NotAllowed, SeenEarlier, take_alert_step
from ledger.models import Change, ChangedField
from notices.models import Notice, NoticeKind
from offices.models import Role, User
from plans.models import Plan
from tests.cast import JUNE, MAY, Cast, client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = date(2024, 7, 20)
LATER = date(2030, 6, 30)
QUERIES = 12


@pytest.fixture
def looked(cast: Cast) -> Cast:
    """The plans were looked over: a printed sum of Khulna's disagrees."""
    look(cast)
    return cast


def look(cast: Cast) -> int:
    plans = Plan.objects.filter(fiscal_year=cast.plan.fiscal_year_id)
    return look_over(plans, months=[MAY, JUNE], today=TODAY)


def mismatch() -> StandingAlert:
    return StandingAlert.objects.get(
        plan__office__code="khulna", rule="sum-mismatch", month=str(JUNE), ended_at=None
    )


def beyond_all(looked: Cast, figure: int) -> StandingAlert:
    """June says more than 100 percent; the plans were looked over again."""
    looked.save(JUNE, r2_4_1=figure)
    look(looked)
    return StandingAlert.objects.get(
        plan=looked.plan, rule="percent-out-of-range", month=str(JUNE), ended_at=None
    )


def dismiss(alert: StandingAlert, *, by: User, seen: int = 0) -> AlertStep:
    return take_alert_step(
        alert, AlertAct.DISMISS, by=by, seen=seen, words="Printed so in June", until=LATER
    )


def page(alert: StandingAlert) -> str:
    return reverse("indicators:alert", kwargs={"pk": alert.pk})


def typed(alert: StandingAlert, act: str, **fields: str) -> dict[str, str]:
    last = alert.steps.last()
    return {"act": act, "seen": str(last.pk if last else 0), **fields}


def test_looking_twice_lets_the_same_alerts_stand(looked: Cast) -> None:
    before = list(StandingAlert.objects.order_by("pk").values_list("pk", "found_at"))
    assert before
    look(looked)
    assert list(StandingAlert.objects.order_by("pk").values_list("pk", "found_at")) == before


def test_what_was_mended_stands_no_more(looked: Cast) -> None:
    alert = mismatch()
    looked.save(JUNE, r2_5_2=16)
    look(looked)
    alert.refresh_from_db()
    assert alert.ended_at is not None


def test_year_of_the_last_month_that_is_over_is_looked_at(looked: Cast) -> None:
    assert year_looked_at(date(2024, 7, 1)).start == 2023
    assert year_looked_at(date(2024, 8, 1)).start == 2024
    look_at_plans.func("2024-07-20")
    assert PlansLook.objects.get().plans == Plan.objects.filter(fiscal_year=2023).count()


def test_dismissed_is_out_of_sight_until_the_figure_changes(looked: Cast, client: Client) -> None:
    alert = beyond_all(looked, 150)
    dismiss(alert, by=looked.superior)
    client.force_login(looked.superior)
    inbox = reverse("indicators:attention")
    assert page(alert) not in client.get(inbox).content.decode()
    assert page(alert) in client.get(f"{inbox}?show=dismissed").content.decode()

    again = beyond_all(looked, 160)

    assert again.pk != alert.pk
    assert page(again) in client.get(inbox).content.decode()
    # The figure of before is what was dismissed.
    assert beyond_all(looked, 150).pk == alert.pk


def test_dismissed_comes_back_when_its_day_has_passed(looked: Cast) -> None:
    alert = mismatch()
    dismiss(alert, by=looked.superior)
    alert.refresh_from_db()
    assert alert.is_dismissed(LATER)
    assert not alert.is_dismissed(date(2030, 7, 1))


def test_dismissal_is_in_the_ledger(looked: Cast) -> None:
    dismiss(mismatch(), by=looked.superior)
    line = Change.objects.get(field=ChangedField.ALERT)
    assert (line.by, line.row, line.month) == (looked.superior, "2.5.2", str(JUNE))
    assert (line.reason, line.after) == ("Printed so in June", f"{mismatch().rule} 2030-06-30")


def test_assigned_is_told_and_stays_when_the_figure_changes(looked: Cast) -> None:
    planner = person("planner", Role.PLANNER, looked.head_office)
    alert = beyond_all(looked, 150)
    take_alert_step(alert, AlertAct.ASSIGN, by=looked.superior, seen=0, to=planner, words="Ask")
    notice = Notice.objects.get(what=NoticeKind.ASSIGNED)
    assert (notice.recipient, notice.words) == (planner, "Ask")

    assert beyond_all(looked, 160).assigned_to == planner


def test_nobody_does_anything_to_what_changed_meanwhile(looked: Cast) -> None:
    dismiss(mismatch(), by=looked.superior)
    with pytest.raises(SeenEarlier):
        dismiss(mismatch(), by=looked.superior)
    assert AlertStep.objects.count() == 1


def test_own_people_neither_see_nor_handle(looked: Cast, client: Client) -> None:
    client.force_login(looked.officer)
    assert client.get(reverse("indicators:attention")).status_code == 404
    assert client.get(page(mismatch())).status_code == 404
    with pytest.raises(NotAllowed):
        dismiss(mismatch(), by=looked.officer)
    with pytest.raises(NotAllowed):
        take_alert_step(mismatch(), AlertAct.ASSIGN, by=looked.superior, seen=0, to=looked.officer)


def test_auditor_reads_and_changes_nothing(looked: Cast, client: Client) -> None:
    client.force_login(person("auditor", Role.AUDITOR, looked.head_office))
    answer = client.get(page(mismatch()))
    assert answer.status_code == 200
    assert 'value="dismiss"' not in answer.content.decode()
    assert client.post(page(mismatch()), typed(mismatch(), "useful")).status_code == 404


def test_page_dismisses_and_goes_on_to_the_next(looked: Cast) -> None:
    client, alert = client_of(looked.superior), mismatch()
    answer = client.post(page(alert), typed(alert, "dismiss", words="A fair", until="৩০-৬-২০২৭"))
    assert answer.status_code == 302
    assert AlertStep.objects.get().until == date(2027, 6, 30)
    assert answer.headers["Location"] != page(alert)


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("dismiss", {"words": "A fair"}),
        ("dismiss", {"until": "30-6-2027"}),
        ("dismiss", {"words": "A fair", "until": "30-6-2099"}),
        ("comment", {}),
        ("assign", {"to": "999999"}),
        ("nonsense", {}),
    ],
)
def test_page_names_what_is_missing_and_keeps_what_was_typed(
    looked: Cast, act: str, fields: dict[str, str]
) -> None:
    alert = mismatch()
    answer = client_of(looked.superior).post(page(alert), typed(alert, act, **fields))
    assert answer.status_code == 422
    assert fields.get("words", "") in answer.content.decode()
    assert not AlertStep.objects.exists()


def test_what_people_found_useful_is_counted(looked: Cast) -> None:
    client, alert = client_of(looked.superior), mismatch()
    client.post(page(alert), typed(alert, "useless"))
    client.post(page(alert), typed(alert, "useful"))
    html = client.get(reverse("indicators:attention")).content.decode()
    assert "1 of 1" in html


def test_list_goes_out_as_a_file(looked: Cast) -> None:
    answer = client_of(looked.superior).get(reverse("indicators:attention"), {"format": "csv"})
    assert "2.5.2:" in b"".join(answer).decode("utf-8-sig")


@pytest.mark.parametrize("copies", [1, 30])
def test_queries_are_as_many_with_many_alerts(
    looked: Cast, copies: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    alert = mismatch()
    StandingAlert.objects.bulk_create(
        StandingAlert(
            plan_id=alert.plan_id,
            rule=f"rule-{number}",
            row=alert.row,
            month=alert.month,
            weight=alert.weight,
            sentence_bn="ক",
            sentence_en="a",
            rests_on=1,
            found_at=alert.found_at,
        )
        for number in range(copies)
    )
    client = client_of(looked.superior)
    with django_assert_num_queries(QUERIES):
        client.get(reverse("indicators:attention"))
