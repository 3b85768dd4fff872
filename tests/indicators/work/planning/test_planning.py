"""The planner's list: how far each office is, what is done for many, and what stood against it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from indicators.work.notices.standing import still_so
from indicators.work.planning.selectors import offices_with_plans, plan_lines
from indicators.work.planning.services import BulkStep, take_for_many
from indicators.work.planning.values import PlanLine, PlanStage
from ledger.models import Change
from notices.models import Notice, NoticeKind
from numerals import FiscalYearSpan
from offices.journal.events import OfficeMatter
from offices.models import Level, Posting, Role, User
from plans.agreements.models import Agreement
from plans.agreements.selectors import agreement_of
from plans.amending.models import Amendment
from plans.document.defaults import Kind
from plans.handing_in.states import State
from plans.models import Plan
from plans.services import store_plan
from plans.workshop.models import Draft
from plans.workshop.selectors import offices_without_plan
from tests.cast import LONG_AGO, Cast, agreement, client_of, office, person
from tests.plans.agreements.signing import let_errors_stand

pytestmark = pytest.mark.once

YEAR = FiscalYearSpan(2023)
PAGE = "/planning/?year=2023"


@pytest.fixture
def planner(cast: Cast) -> User:
    """Who plans for all; a third office has no plan."""
    office("bagerhat", Level.DISTRICT, cast.region)
    return person("planner", Role.PLANNER, cast.head_office)


def lines_of(user: User) -> dict[str, PlanLine]:
    found = plan_lines(user, year=YEAR, kind=Kind.APA, offices=offices_with_plans(user, Kind.APA))
    return {line.office.code: line for line in found}


def proposed(plan: Plan, by: User) -> Plan:
    Agreement.objects.create(plan=plan, state=State.SUBMITTED, version=1, submitted_by=by)
    return plan


def key(user: User, code: str) -> str:
    return lines_of(user)[code].key


def test_each_office_has_a_line_with_how_far_it_is(cast: Cast, planner: User) -> None:
    proposed(cast.sibling_plan, cast.sibling)
    lines = lines_of(planner)

    assert {code: line.stage for code, line in lines.items()} == {
        "khulna": PlanStage.OPEN,
        "jashore": PlanStage.PROPOSED,
        "bagerhat": PlanStage.NONE,
    }
    khulna = lines["khulna"]
    assert khulna.total == 102
    assert khulna.prescribed == 100
    assert khulna.is_off
    assert khulna.errors > 0
    assert khulna.score is not None
    assert lines["bagerhat"].plan is None


def test_an_amendment_that_waits_is_told_of(cast: Cast, planner: User) -> None:
    Agreement.objects.create(plan=cast.plan, state=State.ACCEPTED, version=2)
    Amendment.objects.create(
        plan=cast.plan,
        from_version=1,
        draft=Draft.objects.create(
            office=cast.khulna,
            document={},
            created_by=planner,
            changed_by=planner,
            changed_at=timezone.now(),
        ),
        base={},
        begun_by=planner,
        state=State.SUBMITTED,
    )

    assert lines_of(planner)["khulna"].stage == PlanStage.AMENDING


def test_a_regional_office_sees_its_own_and_others_see_no_list(cast: Cast, planner: User) -> None:
    assert set(lines_of(cast.superior)) == {"khulna", "jashore", "bagerhat"}
    assert client_of(cast.superior).get(PAGE).status_code == 200
    assert client_of(cast.officer).get(PAGE).status_code == 404
    assert client_of(cast.outsider).get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"khulna", "jashore", "bagerhat"}),
        ("&stage=none", {"bagerhat"}),
        ("&total=off", {"khulna", "jashore"}),
        ("&total=right", {"bagerhat"}),
        ("&score_from=%E0%A7%A7", {"khulna", "jashore"}),
        ("&score_to=1", set()),
        ("&soft=with", set()),
        ("&soft=without", {"khulna", "jashore"}),
        ("&region=khulna-region&stage=open", {"khulna", "jashore"}),
        ("&office=khulna&stage=open", {"khulna"}),
        ("&kind=integrity", {"khulna", "jashore", "bagerhat", "dhaka-region"}),
    ],
)
def test_the_address_narrows_the_list_and_its_file(
    cast: Cast, planner: User, asked: str, shown: set[str]
) -> None:
    answer = client_of(planner).get(f"{PAGE}{asked}&column=code&format=csv")
    body = b"".join(answer)
    lines = body.decode("utf-8-sig").splitlines()
    codes = [line.split(",")[1].strip('"') for line in lines[1 : lines.index("")]]

    assert set(codes) == shown


def test_quality_of_targets_is_shown_where_it_is_asked_for(cast: Cast, planner: User) -> None:
    client = client_of(planner)
    assert "Soft targets" not in client.get(PAGE).content.decode().partition("<table")[2]
    page = client.get(f"{PAGE}&marks=on").content.decode().partition("<table")[2]
    assert "Soft targets" in page
    assert "Quality of the targets" in page
    file = b"".join(client.get(f"{PAGE}&marks=on&format=csv")).decode("utf-8-sig")
    assert "Soft targets" in file.splitlines()[0]


def test_a_score_that_is_none_is_asked_back_beside_its_field(cast: Cast, planner: User) -> None:
    page = client_of(planner).get(f"{PAGE}&score_from=much").content.decode()

    assert 'value="much"' in page
    assert "field-error" in page


def test_proposals_are_agreed_for_many_and_what_is_refused_is_told(
    cast: Cast, planner: User
) -> None:
    proposed(cast.plan, cast.officer)
    proposed(cast.sibling_plan, cast.sibling)
    client = client_of(planner)
    stale = key(planner, "khulna").replace(":1", ":0")

    page = client.post(
        PAGE, {"step": "return", "reason": "লক্ষ্যমাত্রা কম", "chosen": [stale, key(planner, "jashore")]}
    ).content.decode()

    assert "Not done for 1 office" in page
    assert "Done for 1 office" in page
    assert agreement_of(cast.plan).state == State.SUBMITTED
    assert agreement_of(cast.sibling_plan).state == State.RETURNED
    assert agreement_of(cast.sibling_plan).steps.get().reason == "লক্ষ্যমাত্রা কম"


def test_a_return_without_a_reason_keeps_what_was_ticked(cast: Cast, planner: User) -> None:
    proposed(cast.plan, cast.officer)
    chosen = key(planner, "khulna")

    answer = client_of(planner).post(PAGE, {"step": "return", "reason": " ", "chosen": [chosen]})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'value="{chosen}" form="bulk" aria-label="Khulna office" checked' in page
    assert agreement_of(cast.plan).state == State.SUBMITTED


@pytest.mark.parametrize("sent", [{}, {"step": "agree"}, {"step": "nonsense", "chosen": ["1:0"]}])
def test_nothing_is_done_for_nobody(cast: Cast, planner: User, sent: dict[str, Any]) -> None:
    assert client_of(planner).post(PAGE, sent).status_code == 422
    assert not Agreement.objects.exists()


def test_the_step_is_refused_to_whom_it_is_not_open(cast: Cast, planner: User) -> None:
    proposed(cast.plan, cast.officer)
    lines = [lines_of(planner)["khulna"], lines_of(planner)["bagerhat"]]

    with override("en"):
        told = take_for_many(BulkStep.AGREE, lines, reason="", by=cast.other_region)
        reminded = take_for_many(BulkStep.REMIND, lines[:1], reason="", by=cast.other_region)

    assert [one.refused for one in told] == [
        "This step is not yours to take for this office.",
        "There is no plan that this could be done with.",
    ]
    assert reminded[0].refused == told[0].refused
    assert agreement_of(cast.plan).state == State.SUBMITTED


def test_errors_stand_in_the_way_of_a_proposal_for_many(cast: Cast, planner: User) -> None:
    with override("en"):
        told = take_for_many(
            BulkStep.PROPOSE, [lines_of(planner)["khulna"]], reason="", by=cast.officer
        )

    assert told[0].refused == "There are still errors. Correct them in the workshop first."
    assert not Agreement.objects.filter(state=State.SUBMITTED).exists()


def test_an_office_is_reminded_of_what_it_has_to_propose(cast: Cast, planner: User) -> None:
    proposed(cast.sibling_plan, cast.sibling)
    lines = [lines_of(planner)["khulna"], lines_of(planner)["jashore"]]

    told = take_for_many(BulkStep.REMIND, lines, reason="২৫ জুনের মধ্যে", by=planner)

    assert [bool(one.refused) for one in told] == [False, True]
    notice = Notice.objects.get()
    assert (notice.recipient, notice.what) == (cast.officer, NoticeKind.REMINDED)
    assert notice.words == "২৫ জুনের মধ্যে"
    assert "still to be proposed" in client_of(cast.officer).get("/notices/").content.decode()
    line = Change.objects.get(field=Change.Field.REMINDER)
    assert (line.plan, line.by, line.after) == (cast.plan, planner, "1")
    assert line.reason == "২৫ জুনের মধ্যে"


def test_an_office_is_reminded_of_a_plan_that_it_has_not_made(cast: Cast, planner: User) -> None:
    """With the reviewer's words, until the plan is there; the office's journal says so."""
    bagerhat = lines_of(planner)["bagerhat"]
    person("bagerhat", Role.ENTRY, bagerhat.office)
    browser = client_of(planner)
    assert f'value="{bagerhat.key}" form="bulk"' in browser.get(PAGE).text
    told = browser.post(
        PAGE, {"step": "remind", "reason": "২৫ জুনের মধ্যে", "chosen": [bagerhat.key]}
    )

    assert "Done for 1 office" in told.content.decode()
    assert 'href=""' not in told.content.decode()
    notice = Notice.objects.get()
    assert (notice.recipient.username, notice.plan, notice.kind) == ("bagerhat", None, "apa")
    visitor = client_of(notice.recipient)
    page = visitor.get("/notices/").content.decode()
    assert "the plan is still to be made" in page
    assert "২৫ জুনের মধ্যে" in page
    assert visitor.get(f"/notices/{notice.pk}/", follow=True).status_code == 200
    line = Change.objects.get(field=OfficeMatter.PLAN_REMINDER)
    assert (line.office, line.by, line.reason) == (bagerhat.office, planner, "২৫ জুনের মধ্যে")
    log = client_of(cast.administrator).get("/audit/log/").content.decode()
    assert "Reminder of a plan that is to be made" in log


def test_reminder_is_over_when_the_plan_is_there(cast: Cast, planner: User) -> None:
    line = lines_of(planner)["bagerhat"]
    person("bagerhat", Role.ENTRY, line.office)
    take_for_many(BulkStep.REMIND, [line], reason="", by=planner)
    take_for_many(BulkStep.REMIND, [lines_of(planner)["khulna"]], reason="", by=planner)
    reminders = list(Notice.objects.order_by("pk"))

    assert still_so(reminders) == reminders

    store_plan(agreement(), office=line.office, kind="apa")
    proposed(cast.plan, cast.officer)
    assert still_so(reminders) == []


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (datetime(2024, 3, 31, tzinfo=UTC), "2023-24"),
        (datetime(2024, 6, 20, tzinfo=UTC), "2024-25"),
        (datetime(2024, 7, 1, tzinfo=UTC), "2024-25"),
    ],
)
def test_list_opens_with_the_year_whose_plans_are_made(
    cast: Cast, planner: User, today: datetime, year: str
) -> None:
    """The next year's from April on, as the calendar opens their signing, with its own days."""
    visitor = Client()
    with time_machine.travel(today):
        visitor.force_login(planner)
        page = visitor.get("/planning/").text

    assert re.search(rf"<option [^>]*selected[^>]*>\s*{year}\s*<", page)
    assert f"25 June {year[:4]}" in page


@pytest.mark.parametrize("more", [0, 12])
def test_queries_do_not_grow_with_the_offices(
    cast: Cast, planner: User, more: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(more):
        office(f"office-{number}", Level.DISTRICT, cast.region)
    client = client_of(planner)
    client.get(PAGE)

    with django_assert_max_num_queries(19):
        assert client.get(PAGE).status_code == 200


def test_an_office_with_other_plans_of_the_year_lacks_its_agreement_all_the_same(
    cast: Cast, planner: User
) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(kind=Kind.INTEGRITY)
    store_plan(
        replace(agreement(), fiscal_year=FiscalYearSpan(2022)), office=cast.khulna, kind="apa"
    )

    missing = offices_without_plan(planner, year=YEAR, kind=Kind.APA)

    assert cast.khulna in missing
    assert cast.jashore not in missing


@pytest.fixture
def head_above(cast: Cast) -> User:
    """Who heads the regional office, and reviews nothing."""
    return person("region-head", Role.HEAD, cast.region)


def links_in(page: str) -> list[str]:
    return re.findall(r'<a (?:class="task-name" )?href="(/plans/[^"]+)"', page)


def test_the_head_of_the_office_above_has_the_list_of_those_they_sign_with(
    cast: Cast, head_above: User
) -> None:
    proposed(cast.plan, cast.officer)
    proposed(cast.sibling_plan, cast.sibling)
    client = client_of(head_above)
    assert "/planning/" in client.get("/").content.decode()

    assert set(lines_of(head_above)) == {"khulna", "jashore"}
    page = client.get(PAGE).content.decode()
    assert all(f'value="{step}">' in page for step in ("agree", "return", "remind"))
    assert 'value="propose">' not in page
    links = links_in(page.partition("<table")[2])
    assert len(links) == 2
    assert [client.get(link).status_code for link in links] == [200, 200]
    told = client.post(
        PAGE, {"step": "return", "reason": "কম", "chosen": [key(head_above, "khulna")]}
    ).content.decode()
    assert agreement_of(cast.plan).state == State.RETURNED
    assert [client.get(link).status_code for link in links_in(told)] == [200]
    assert "/planning/" in client.get("/plans/").content.decode()


def test_scores_of_offices_that_the_reader_does_not_oversee_stay_out(
    cast: Cast, head_above: User
) -> None:
    assert {one.score for one in lines_of(head_above).values()} == {None}
    assert None not in {one.score for one in lines_of(cast.superior).values()}


def test_who_heads_two_offices_proposes_both_at_once(cast: Cast) -> None:
    head = person("two-heads", Role.HEAD, cast.khulna)
    Posting.objects.create(user=head, office=cast.jashore, role=Role.HEAD, starts=LONG_AGO)
    let_errors_stand(cast)
    let_errors_stand(cast, cast.sibling_plan)
    client = client_of(head)
    page = client.get(PAGE).content.decode()
    assert 'value="propose">' in page
    assert 'value="agree">' not in page

    client.post(PAGE, {"step": "propose", "chosen": [key(head, "khulna"), key(head, "jashore")]})
    assert agreement_of(cast.plan).state == State.SUBMITTED
    assert agreement_of(cast.sibling_plan).state == State.SUBMITTED


def test_a_planner_sends_plans_to_heads_that_nobody_else_prepares_for(
    cast: Cast, planner: User
) -> None:
    client = client_of(planner)
    assert 'value="hand-up">' not in client.get(PAGE).content.decode()
    Posting.objects.filter(office=cast.khulna).update(role=Role.HEAD)
    let_errors_stand(cast)
    assert 'value="hand-up">' in client.get(PAGE).content.decode()

    page = client.post(
        PAGE, {"step": "hand-up", "chosen": [key(planner, "khulna"), key(planner, "jashore")]}
    ).content.decode()

    assert "Done for 1 office" in page
    assert "Not done for 1 office" in page
    assert agreement_of(cast.plan).state == State.WITH_HEAD
