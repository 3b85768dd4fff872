"""More time, a reopening, a reminder for many offices: shown first, then done office by office."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indicators.returns.models import MonthlyReturn, State
from indicators.returns.steps import accept_return
from indicators.work.notices.wording import place_of, sentence_of
from ledger.models import Change
from notices.models import Notice, NoticeKind
from plans.calendar.models import Extension
from plans.models import Plan
from tests.cast import JUNE, MAY, Cast, client_of

PAGE = reverse("indicators:many-returns")
OF_JUNE = f"{PAGE}?month=2024-06&kind=apa"
LAST = timezone.localdate() + timedelta(20)
LATER = f"{LAST:%d-%m-%Y}"


@pytest.fixture
def reviewer(cast: Cast) -> Client:
    return client_of(cast.reviewer)


def keys(client: Client, address: str = OF_JUNE) -> list[str]:
    return re.findall(r'name="chosen"\s+value="([^"]+)"', client.get(address).text)


def sent(client: Client, step: str, *, address: str = OF_JUNE, **more: object) -> dict[str, object]:
    asked = {"step": step, "reason": "বন্যার কারণে", "until": LATER, "chosen": keys(client, address)}
    return asked | more


def accepted(cast: Cast) -> MonthlyReturn:
    june = cast.submit()
    accept_return(cast.monthly_return(), by=cast.reviewer)
    return june


@pytest.mark.once
def test_page_shows_what_happens_to_each_and_stores_nothing(cast: Cast, reviewer: Client) -> None:
    accepted(cast)

    page = unescape(reviewer.post(OF_JUNE, sent(reviewer, "extend")).text)

    assert "Not possible for 1 office" in page
    assert "It was submitted" in page
    assert "This happens to 1 office" in page
    assert f"with more time on {LAST.day} {LAST:%B %Y}" in page
    assert 'name="confirm"' in page
    assert not Extension.objects.exists()


def test_more_time_is_given_to_each_with_the_same_words(cast: Cast, reviewer: Client) -> None:
    answer = reviewer.post(OF_JUNE, sent(reviewer, "extend", confirm="1"))

    assert "Done for 2 offices" in answer.text
    given = Extension.objects.order_by("pk")
    assert {one.office for one in given} == {cast.khulna, cast.jashore}
    assert {(one.until, one.reason, one.by) for one in given} == {
        (LAST, "বন্যার কারণে", cast.reviewer)
    }
    assert Notice.objects.filter(what=NoticeKind.EXTENDED, recipient=cast.officer).count() == 1


def test_accepted_return_is_reopened_with_one_line_of_the_history(
    cast: Cast, reviewer: Client
) -> None:
    accepted(cast)

    answer = reviewer.post(OF_JUNE, sent(reviewer, "reopen", confirm="1"))

    assert "Done for 1 office" in answer.text
    assert "Not done for 1 office" in answer.text
    assert cast.monthly_return().state == State.REOPENED
    lines = Change.objects.filter(field=Change.Field.STATE, after=State.REOPENED)
    assert [(line.reason, line.by) for line in lines] == [("বন্যার কারণে", cast.reviewer)]


def test_office_is_reminded_once_a_day(cast: Cast, reviewer: Client) -> None:
    asked = sent(reviewer, "remind", confirm="1", until="")

    reviewer.post(OF_JUNE, asked)
    again = reviewer.post(OF_JUNE, asked)

    assert "The office was reminded of it today" in again.text
    [notice] = Notice.objects.filter(what=NoticeKind.REMINDED, recipient=cast.officer)
    assert "the return is still to be submitted" in sentence_of(notice)
    assert place_of(notice) == "/plans/khulna/2023-24/apa/2024-06/"
    assert notice.words == "বন্যার কারণে"
    line = Change.objects.get(field=Change.Field.REMINDER, plan=cast.plan)
    assert (line.month, line.by) == (str(JUNE), cast.reviewer)
    assert line.reason == "বন্যার কারণে"
    told = Notice.objects.filter(what=NoticeKind.REMINDED, plan=cast.plan)
    assert line.after == str(told.count())
    history = client_of(cast.officer).get("/history/?office=khulna").text
    assert "Reminder" in history
    assert f"{line.after} person was told" in history or f"{line.after} people were told" in history


@pytest.mark.parametrize("step", ["extend", "reopen"])
def test_sent_twice_is_done_once(cast: Cast, reviewer: Client, step: str) -> None:
    if step == "reopen":
        accepted(cast)
    asked = sent(reviewer, step, confirm="1")

    reviewer.post(OF_JUNE, asked)
    again = reviewer.post(OF_JUNE, asked)

    assert "has changed since the list was shown" in again.text
    assert Extension.objects.count() == (2 if step == "extend" else 0)
    assert Change.objects.filter(after=State.REOPENED).count() == (1 if step == "reopen" else 0)


def test_what_another_reviewer_decided_meanwhile_is_refused_by_name(
    cast: Cast, reviewer: Client
) -> None:
    asked = sent(reviewer, "extend", confirm="1")
    cast.submit()

    page = reviewer.post(OF_JUNE, asked).text

    assert "Not done for 1 office" in page
    assert [one.office for one in Extension.objects.all()] == [cast.jashore]


@pytest.mark.once
@pytest.mark.parametrize(
    ("step", "more", "said"),
    [
        ("extend", {"reason": " "}, "every office reads it"),
        ("extend", {"until": ""}, "Enter the last day"),
        ("reopen", {"until": "1-1-2020"}, "That day has passed"),
        ("extend", {"chosen": []}, "Choose at least one office"),
        ("extend", {"chosen": ["x", "0:2", "9" * 40, ":"]}, "Choose at least one office"),
        ("delete", {}, "Nothing was done yet"),
        ("", {}, "Choose what is to be done"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_done(
    cast: Cast, reviewer: Client, step: str, more: dict[str, object], said: str
) -> None:
    answer = reviewer.post(OF_JUNE, sent(reviewer, step, confirm="1") | more)

    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert not Extension.objects.exists()


@pytest.mark.once
def test_reminder_needs_no_day(cast: Cast, reviewer: Client) -> None:
    assert reviewer.post(OF_JUNE, sent(reviewer, "remind", until="")).status_code == 200


@pytest.mark.once
def test_list_is_of_ones_own_offices_and_narrowed_by_state(cast: Cast, reviewer: Client) -> None:
    accepted(cast)

    assert len(keys(reviewer)) == 2
    assert len(keys(reviewer, f"{OF_JUNE}&state=accepted")) == 1
    assert keys(client_of(cast.other_region)) == []
    assert client_of(cast.officer).get(PAGE).status_code == 404
    assert reviewer.get(f"{PAGE}?month=x&kind=nothing&state=y").status_code == 200


def test_returns_decided_by_the_own_office_are_shown_alone(cast: Cast, reviewer: Client) -> None:
    cast.submit(MAY)
    queue = reverse("indicators:review-queue")

    assert "/2024-05/review/" in client_of(cast.superior).get(f"{queue}?whose=mine").text
    assert "/2024-05/review/" in reviewer.get(queue).text
    assert "/2024-05/review/" not in reviewer.get(f"{queue}?whose=mine").text


def test_page_costs_the_same_for_many_offices(
    cast: Cast, reviewer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reviewer.get(OF_JUNE)
    with django_assert_num_queries(8):
        reviewer.get(OF_JUNE)
    Plan.objects.filter(pk=cast.sibling_plan.pk).update(kind="gov")

    with django_assert_num_queries(8):
        reviewer.get(OF_JUNE)


@pytest.mark.once
def test_empty_post_is_told_what_is_missing(reviewer: Client) -> None:
    assert reviewer.post(OF_JUNE, {}).status_code == 422
