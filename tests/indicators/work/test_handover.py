from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from indicators.periods.models import PeriodReport
from indicators.periods.owed import reports_owed
from indicators.returns.evidence.services import add_evidence
from indicators.returns.selectors.work import work_of
from indicators.returns.steps import return_return, submit_return
from indicators.work.handover.selectors import Handover, handover_of
from offices.models import Posting, Role, User
from offices.selectors import postings_around
from tests.cast import JUNE, LONG_AGO, MAY, Cast, client_of, person
from tests.indicators.returns.evidence.files import pdf

pytestmark = pytest.mark.once

TODAY = timezone.localdate()


def address(user: User) -> str:
    return reverse("indicators:hand-over", kwargs={"person": user.pk})


def handed_over(user: User, day: date = TODAY) -> Handover:
    around = postings_around(user.pk)
    own = [posting for posting in around if posting.user == user]
    return handover_of(user, own, around=around, day=day)


def test_officer_hands_over_the_returns_with_the_office(cast: Cast) -> None:
    cast.submit()

    months = [one.task.month for one in handed_over(cast.officer).owed]

    assert MAY in months
    assert JUNE not in months


def test_returned_month_says_how_many_cells_were_noted(cast: Cast) -> None:
    notes = {cast.indicator(row).pk: "দেখুন" for row in ("1.1.1", "2.5.2")}
    return_return(
        cast.submit(), reason="আগের", notes={cast.indicator("1.4.1").pk: "?"}, by=cast.reviewer
    )
    submit_return(
        cast.monthly_return(),
        by=cast.officer,
        answers={cast.indicator("1.4.1").pk: "ঠিক আছে"},
        blanks_confirmed=True,
    )
    return_return(cast.monthly_return(), reason="যোগফল", notes=notes, by=cast.reviewer)

    noted = {one.task.month: one.noted for one in handed_over(cast.officer).owed}

    assert noted[JUNE] == 2
    assert noted[MAY] == 0


def test_figure_without_its_required_evidence_is_named(cast: Cast) -> None:
    proved, bare = cast.indicator("2.5.2"), cast.indicator("2.4.1")
    cast.plan.indicators.filter(pk__in=(proved.pk, bare.pk)).update(evidence_required=True)
    proved.refresh_from_db()
    add_evidence(proved, JUNE, name="a.pdf", data=pdf(), by=cast.officer)

    lacking = {one.task.month: one.lacking for one in handed_over(cast.officer).owed}

    assert [cell.indicator.row for cell in lacking[JUNE]] == ["2.4.1"]
    assert "Evidence missing" in client_of(cast.officer).get(address(cast.officer)).text


def test_reviewer_hands_over_what_waits_for_a_decision(cast: Cast) -> None:
    cast.submit()

    assert [monthly_return.month for monthly_return in handed_over(cast.superior).waiting] == [JUNE]
    assert handed_over(cast.other_region).waiting == ()
    assert handed_over(cast.officer).waiting == ()


def test_posting_names_who_has_the_role_after_it(cast: Cast) -> None:
    last = TODAY + timedelta(3)
    cast.officer.postings.update(ends=last)
    assert "nobody yet" in client_of(cast.officer).get(address(cast.officer)).text
    successor = person("successor", Role.ENTRY, cast.khulna, starts=last + timedelta(1))
    person("predecessor", Role.ENTRY, cast.khulna, ends=last)
    person("chief", Role.HEAD, cast.khulna)

    (post,) = handed_over(cast.officer, last).posts

    assert [one.user for one in post.after] == [successor]


def test_page_speaks_of_the_day_on_which_a_posting_ends(cast: Cast) -> None:
    last = TODAY + timedelta(20)
    cast.officer.postings.update(ends=last)
    Posting.objects.create(
        user=cast.officer, office=cast.jashore, role=Role.ENTRY, starts=last + timedelta(1)
    )

    page = client_of(cast.officer).get(address(cast.officer)).text

    assert f'value="{last:%d-%m-%Y}"' in page
    assert "Jashore office" in page
    assert "begins later" in page


def test_day_that_cannot_be_read_is_said_and_kept(cast: Cast) -> None:
    response = client_of(cast.officer).get(address(cast.officer), {"on": "৩২-১৩-<b>"})

    assert response.status_code == 422
    assert "৩২-১৩-&lt;b&gt;" in response.text
    assert (
        client_of(cast.officer).get(address(cast.officer), {"on": "১৫-৭-২০২৪"}).status_code == 200
    )


def test_after_the_last_day_nothing_is_handed_over(cast: Cast) -> None:
    cast.officer.postings.update(ends=TODAY - timedelta(1))

    page = client_of(cast.officer).get(address(cast.officer))

    assert page.status_code == 200
    assert "No posting on that day" in page.text
    assert "Returns with the office" not in page.text


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),
        ("administrator", 200),
        ("sibling", 404),
        ("superior", 404),
        ("reviewer", 404),
        ("outsider", 404),
    ],
)
def test_hand_over_is_for_the_person_and_the_administrator(
    cast: Cast, who: str, status: int
) -> None:
    assert client_of(getattr(cast, who)).get(address(cast.officer)).status_code == status


def test_head_sees_the_postings_at_the_own_office_alone(cast: Cast) -> None:
    Posting.objects.create(user=cast.officer, office=cast.jashore, role=Role.ENTRY, starts=LONG_AGO)
    chief = person("chief", Role.HEAD, cast.khulna)

    page = client_of(chief).get(address(cast.officer)).text

    assert "Khulna office" in page
    assert "Jashore office" not in page
    assert client_of(chief).get(address(cast.sibling)).status_code == 404
    cast_of_old = person("long-gone", Role.HEAD, cast.khulna, ends=LONG_AGO)
    assert client_of(cast_of_old).get(address(cast.officer)).status_code == 404


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_page_costs_the_same_for_few_and_many_returns(cast: Cast) -> None:
    return_return(cast.submit(), reason="দেখুন", notes={}, by=cast.reviewer)
    cast.plan.indicators.update(evidence_required=True)
    chief = person("chief", Role.HEAD, cast.khulna)
    officer, head = client_of(cast.officer), client_of(chief)
    path = address(cast.officer)
    few = queries_of(officer, path), queries_of(head, path)

    Posting.objects.create(user=cast.officer, office=cast.jashore, role=Role.HEAD, starts=LONG_AGO)
    Posting.objects.create(user=chief, office=cast.jashore, role=Role.ENTRY, starts=LONG_AGO)
    for number in range(3):
        person(f"more-{number}", Role.ENTRY, cast.khulna)

    assert (queries_of(officer, path), queries_of(head, path)) == few
    assert max(few) <= 12


@pytest.mark.parametrize("who", ["superior", "reviewer"])
def test_page_of_a_reviewer_costs_few_queries(cast: Cast, who: str) -> None:
    reviewer = getattr(cast, who)
    client = client_of(reviewer)
    none = queries_of(client, address(reviewer))
    cast.submit()

    assert queries_of(client, address(reviewer)) == none <= 12


@pytest.mark.parametrize("required", [False, True])
def test_page_of_who_enters_and_reviews_costs_few_queries(
    cast: Cast, settings: Settings, *, required: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = required
    Posting.objects.create(
        user=cast.officer, office=cast.region, role=Role.REVIEWER, starts=LONG_AGO
    )
    return_return(cast.submit(), reason="দেখুন", notes={}, by=cast.reviewer)

    cast.plan.indicators.update(evidence_required=True)

    assert queries_of(client_of(cast.officer), address(cast.officer)) == 13


def test_officer_hands_over_the_reports_of_quarters_and_years(cast: Cast) -> None:
    cast.plan.monthly_returns.update(state="accepted")

    found = handed_over(cast.officer)
    page = client_of(cast.officer).get(address(cast.officer)).text

    mine = reports_owed(work_of(cast.officer, today=TODAY).every, today=TODAY)
    assert [one.report.name for one in found.owed_reports] == [one.report.name for one in mine]
    assert found.owed_reports
    assert "/plans/khulna/2023-24/apa/quarter-4/" in page
    assert "Nothing is due" not in page


def test_reviewer_hands_over_the_reports_that_wait(cast: Cast) -> None:
    PeriodReport.objects.create(
        plan=cast.plan, kind="quarter", number=4, state="submitted", submitted_at=timezone.now()
    )

    assert [one.name for one in handed_over(cast.superior).waiting_reports] == ["q4"]
    assert handed_over(cast.other_region).waiting_reports == ()
    assert "quarter-4" in client_of(cast.superior).get(address(cast.superior)).text


def test_planner_is_told_that_nothing_waits_for_one_person(cast: Cast) -> None:
    planner = person("planner", Role.PLANNER, cast.head_office)

    assert "None of these depends on one person" in client_of(planner).get(address(planner)).text
