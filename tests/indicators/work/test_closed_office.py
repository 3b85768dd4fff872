"""An office that was closed: what it owes is said, and its superior hands it in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from indicators.returns.models import State
from indicators.returns.selectors.work import work_of
from indicators.returns.steps import return_return
from indicators.work.notices.reminders import owed_by
from notices.models import Notice
from offices.models import Office, Posting, Role, User
from offices.selectors import access_of, held_on, officers_of
from offices.services.offices import close_office
from tests.cast import Cast, client_of, person

CHECK = "/plans/khulna/2023-24/apa/2024-06/check/"
CLOSE = "/manage/offices/khulna/close/"
LAST = date(2024, 7, 31)


@pytest.fixture
def clerk(cast: Cast) -> User:
    return person("clerk", Role.ENTRY, cast.region)


def close(cast: Cast) -> None:
    close_office(cast.khulna, last_day=LAST, by=cast.administrator)


def test_closing_names_what_is_owed_and_who_hands_it_in(cast: Cast) -> None:
    page = client_of(cast.administrator).get(CLOSE).text

    assert "June 2024 (Annual Performance Agreement): Open" in page
    assert "the head of Khulna Region office submit them" in page


@pytest.mark.once
def test_closing_before_a_month_that_was_begun_is_confirmed(cast: Cast) -> None:
    client = client_of(cast.administrator)

    asked = client.post(CLOSE, {"last_day": "31-05-2024"})
    assert asked.status_code == 422
    assert "June 2024 (Annual Performance Agreement) was started" in asked.text
    assert Office.objects.get(code="khulna").active_to is None

    client.post(CLOSE, {"last_day": "31-05-2024", "confirmed": "2024-05-31"})
    assert Office.objects.get(code="khulna").active_to == date(2024, 5, 31)


def test_superior_enters_and_hands_in_what_the_closed_office_owes(cast: Cast, clerk: User) -> None:
    client = client_of(clerk)
    assert client.get(CHECK).status_code == 404

    close(cast)

    assert "2024-06" in [str(one.month) for one in work_of(clerk, today=LAST).tasks]
    cell = cast.cell("1.1.1")
    typed = {f"cell-{cell.indicator_id}": "7", f"base-{cell.indicator_id}": cell.version}
    assert client.post(CHECK.replace("check", "cells"), typed).status_code == 200
    answer = client.post(
        CHECK, {"return-version": str(cast.monthly_return().version), "accept-missing": "1"}
    )
    assert answer.status_code == 302
    assert (cast.monthly_return().state, cast.monthly_return().submitted_by) == (
        State.SUBMITTED,
        clerk,
    )


def test_superior_hears_of_the_closed_office_and_is_reminded(cast: Cast, clerk: User) -> None:
    monthly_return = cast.submit()
    close(cast)
    return_return(monthly_return, reason="দেখুন", notes={}, by=cast.reviewer)

    assert list(officers_of(Office.objects.get(code="khulna"))) == [clerk]
    assert Notice.objects.filter(recipient=clerk, what="returned").exists()
    today = timezone.localdate()
    owed = owed_by(held_on(today, Posting.objects.on(today)), today=today)
    assert "khulna" in {one.plan.office.code for one in owed[clerk.pk]}


@pytest.mark.once
def test_nobody_else_works_for_the_closed_office(cast: Cast, clerk: User) -> None:
    top = person("top", Role.ENTRY, cast.head_office)
    elsewhere = person("elsewhere", Role.ENTRY, Office.objects.get(code="dhaka-region"))
    close(cast)
    khulna = Office.objects.get(code="khulna")

    may = [one for one in (clerk, top, elsewhere, cast.officer) if access_of(one).may_enter(khulna)]
    assert may == [clerk]


def test_superior_of_a_superior_that_is_closed_too_takes_over(cast: Cast) -> None:
    top = person("top", Role.ENTRY, cast.head_office)
    yesterday = timezone.localdate() - timedelta(1)
    Office.objects.filter(code__in=("khulna", "khulna-region")).update(active_to=yesterday)

    assert access_of(top).may_enter(Office.objects.get(code="khulna"))
    assert list(officers_of(Office.objects.get(code="khulna"))) == [top]
