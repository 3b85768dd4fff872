"""People are reminded of the signing day, of the amendments' day and of what came back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from indicators.work.notices.digest import letters_to
from indicators.work.notices.reminders import Reminder, ToDo
from offices.models import Role, User
from plans.agreements.models import Agreement
from plans.amending.models import Amendment
from plans.amending.services import begin_amendment
from plans.handing_in.states import State
from plans.models import Plan
from tests.amendments import agreed_plan
from tests.cast import Cast, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SIGN_BY = date(2023, 6, 25)
AMEND_BY = date(2099, 9, 30)


@pytest.fixture(autouse=True)
def reminded(settings: object, cast: Cast) -> None:
    settings.REMINDER_DAYS = (3, 1, 0)  # type: ignore[attr-defined]
    settings.SITE_URL = "https://lokkho.example.gov.bd"  # type: ignore[attr-defined]
    User.objects.filter(pk=cast.officer.pk).update(email="officer@example.gov.bd")
    Plan.objects.exclude(pk=cast.plan.pk).update(agreed_version=1)


def of_plans(user: User, day: date) -> list[Reminder]:
    """What a letter of the day names of agreements and amendments."""
    found = [one for letter in letters_to([user.pk], day=day) for one in letter.owed]
    return [one for one in found if not one.period.kind.is_reported]


def test_officer_is_reminded_of_the_signing_day(cast: Cast) -> None:
    assert not of_plans(cast.officer, SIGN_BY - timedelta(days=5))
    [one] = of_plans(cast.officer, SIGN_BY - timedelta(days=3))
    assert (one.task, one.due, one.days_left) == (ToDo.SIGN_PLAN, SIGN_BY, 3)
    [letter] = letters_to([cast.officer.pk], day=SIGN_BY)
    subject, text, _html = letter.written()
    assert "signing of the agreement" in subject
    assert "/plans/khulna/2023-24/apa/agreement/" in text
    # A week late, and then until amendments of the year are no longer proposed.
    assert [one.late_by for one in of_plans(cast.officer, date(2023, 7, 2))] == [7]
    assert not of_plans(cast.officer, date(2023, 10, 1))


def test_where_there_is_a_head_each_hears_what_is_theirs(cast: Cast) -> None:
    head = person("head", Role.HEAD, cast.khulna)
    User.objects.filter(pk=head.pk).update(email="head@example.gov.bd")
    assert [one.task for one in of_plans(cast.officer, SIGN_BY)] == [ToDo.HAND_UP_PLAN]
    assert not of_plans(head, SIGN_BY)
    Agreement.objects.create(plan=cast.plan, state=State.WITH_HEAD)
    assert not of_plans(cast.officer, SIGN_BY)
    assert [one.task for one in of_plans(head, SIGN_BY)] == [ToDo.SIGN_OR_GIVE_BACK]


def test_nobody_is_reminded_of_what_the_superior_office_has(cast: Cast) -> None:
    Agreement.objects.create(plan=cast.plan, state=State.SUBMITTED)
    assert not of_plans(cast.officer, SIGN_BY)


def test_officer_is_reminded_of_the_amendments_day_and_of_one_that_came_back(cast: Cast) -> None:
    agreed = agreed_plan(cast)
    begin_amendment(agreed, by=cast.officer)
    [one] = of_plans(cast.officer, AMEND_BY - timedelta(days=1))
    assert (one.task, one.due, one.came_back) == (ToDo.AMEND, AMEND_BY, False)
    assert not of_plans(cast.officer, AMEND_BY + timedelta(days=1))
    Amendment.objects.update(state=State.RETURNED)
    [one] = of_plans(cast.officer, AMEND_BY)
    assert one.came_back
