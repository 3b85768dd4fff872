"""The page of an amendment: begun, explained, proposed and decided through the browser."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indicators.returns.steps import accept_return
from offices.models import Role
from plans.agreements.services import agree_outright
from plans.amending.models import Amendment
from plans.amending.selectors import open_amendment, outcome_of
from plans.amending.services import decide_amendment, let_error_stand
from plans.amending.values import Decision
from plans.handing_in.states import State
from plans.models import Plan
from reports.paper import CumulativeBasis, PaperForm
from reports.paper.heading import heading_of
from reports.paper.whole.content import whole_of
from reports.selectors.agreement import whole_agreement
from reports.selectors.paper import paper_of_plan
from tests.amendments import EASIER, change_row, proposed
from tests.cast import APRIL, JUNE, Cast, client_of, person
from tests.plans.agreements.signing import planner_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGE = reverse("indicators:amendment", args=("khulna", "2023-24", "apa"))
AGREEMENT_PAGE = reverse("plans:agreement", args=("khulna", "2023-24", "apa"))


def sent(client: Client, amendment: Amendment, do: str, **fields: str) -> Any:
    amendment.refresh_from_db()
    named = {name.replace("_", "-"): text for name, text in fields.items()}
    return client.post(PAGE, {"do": do, "version": amendment.version, **named})


def test_amendment_goes_from_the_office_to_the_superior_side_and_into_the_plan(
    cast: Cast, agreed: Plan
) -> None:
    office, superior = client_of(cast.officer), client_of(cast.superior)
    assert "Begin an amendment" in office.get(PAGE).content.decode()
    assert "/workshop/" in office.post(PAGE, {"do": "begin"})["Location"]
    amendment = open_amendment(agreed)
    assert amendment is not None
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503")

    refused = sent(office, amendment, "propose", **{f"reason-{key}": ""})
    assert refused.status_code == 422
    assert "Write a reason at every row" in refused.content.decode()
    assert sent(office, amendment, "propose", **{f"reason-{key}": EASIER}).status_code == 302

    page = superior.get(PAGE).content.decode()
    assert EASIER in page
    assert "easier by 1 (0.2%)" in page
    assert "Every reported month by both versions" in page
    refused = sent(superior, amendment, "decide", **{f"verdict-{key}": "returned"})
    assert "Say at each row that you return why." in refused.content.decode()
    assert sent(superior, amendment, "agree-all").status_code == 302
    assert cast.indicator("2.1.1").target_100 == Decimal(503)
    assert "version 2: 1 of 1 rows agreed" in office.get(PAGE).content.decode()


def test_what_was_typed_stays_where_it_is_refused(cast: Cast, amendment: Amendment) -> None:
    one = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    other = change_row(amendment, "1.1.1", by=cast.officer, title="অন্য নাম")
    reasons = {f"reason-{one}": EASIER, f"reason-{other}": ""}
    page = sent(client_of(cast.officer), amendment, "propose", **reasons).content.decode()

    assert EASIER in page
    assert page.count('aria-invalid="true"') == 1


def test_decision_on_what_changed_meanwhile_is_a_conflict(cast: Cast, amendment: Amendment) -> None:
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)
    response = client_of(cast.superior).post(
        PAGE, {"do": "agree-all", "version": amendment.version + 7}
    )

    assert response.status_code == 409
    assert str(key) in response.content.decode()
    amendment.refresh_from_db()
    assert amendment.state == State.SUBMITTED


def test_opened_by_the_superior_side_it_is_not_taken_back(cast: Cast, amendment: Amendment) -> None:
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)
    client_of(cast.superior).get(PAGE)
    response = sent(client_of(cast.officer), amendment, "withdraw")

    assert "it cannot be taken back" in response.content.decode()


def test_planner_lets_an_error_stand_with_a_reason(cast: Cast, amendment: Amendment) -> None:
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503", t90="800")
    reason = {f"reason-{key}": EASIER}
    refused = sent(client_of(cast.officer), amendment, "propose", **reason)
    assert refused.status_code == 422
    assert "Errors that stand in the way" in refused.content.decode()
    assert "Let it stand" not in refused.content.decode()

    planner = client_of(planner_of(cast))
    [error] = planner.get(PAGE).context["overriding"]
    named = {"finding": error.finding.digest, "rows": str(key)}
    silent = sent(planner, amendment, "override", why=" ", **named)
    assert silent.status_code == 422
    assert "Write why the error may stand." in silent.content.decode()
    assert sent(planner, amendment, "override", why="এমনই আছে", **named).status_code == 302
    assert "এমনই আছে" in client_of(cast.officer).get(PAGE).content.decode()
    assert (
        sent(client_of(cast.superior), amendment, "override", why="x", **named).status_code == 404
    )
    assert sent(client_of(cast.officer), amendment, "propose", **reason).status_code == 302


def test_errors_of_what_is_agreed_are_named_where_the_others_are_returned(
    cast: Cast, amendment: Amendment
) -> None:
    heavier = change_row(amendment, "1.1.1", by=cast.officer, weight="4")
    lighter = change_row(amendment, "1.2.1", by=cast.officer, weight="1")
    both = (heavier, lighter)
    for one in outcome_of(amendment, both).stopping:
        let_error_stand(amendment, both, digest=one.digest, reason=EASIER, by=planner_of(cast))
    proposed(amendment, cast)
    planner = client_of(planner_of(cast))
    assert not planner.get(PAGE).context["overriding"]
    marked = {
        f"verdict-{heavier}": "agreed",
        f"verdict-{lighter}": "returned",
        f"note-{lighter}": "না",
    }
    refused = sent(planner, amendment, "decide", **marked)
    assert refused.status_code == 422
    errors = refused.context["overriding"]
    assert "total-weight-mismatch" in {one.finding.rule for one in errors}
    assert {one.form["rows"].value() for one in errors} == {str(heavier)}


def test_head_of_the_office_above_decides(cast: Cast, amendment: Amendment) -> None:
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)
    chief = client_of(person("chief", Role.HEAD, cast.region))
    page = chief.get(PAGE)
    assert page.status_code == 200
    assert "Decide as marked" in page.content.decode()
    assert sent(chief, amendment, "agree-all").status_code == 302
    assert cast.indicator("2.1.1").target_100 == Decimal(503)


def test_others_do_nothing(cast: Cast, amendment: Amendment) -> None:
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")

    assert client_of(cast.sibling).get(PAGE).status_code == 404
    assert client_of(cast.superior).post(PAGE, {"do": "begin"}).status_code == 404
    assert sent(client_of(cast.superior), amendment, "save").status_code == 404
    assert sent(client_of(cast.officer), amendment, "nonsense").status_code == 404


def test_too_late_says_the_day(cast: Cast) -> None:
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    page = client_of(cast.officer).get(PAGE).content.decode()

    assert "until 30 September 2023" in page
    assert "Begin an amendment" not in page


@pytest.mark.parametrize("many", [False, True])
def test_queries_do_not_grow_with_the_rows(
    cast: Cast,
    amendment: Amendment,
    many: bool,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = ("1.1.1", "1.2.1", "1.3.1", "2.1.1", "2.2.1") if many else ("2.1.1",)
    for code in rows:
        change_row(amendment, code, by=cast.officer, title=f"অন্য নাম {code}")
    client = client_of(cast.officer)
    with django_assert_max_num_queries(24):
        client.get(PAGE)


def test_accepted_month_says_what_the_new_version_makes_of_it(
    cast: Cast, amendment: Amendment
) -> None:
    cast.submit(APRIL)
    accept_return(cast.monthly_return(APRIL), by=cast.superior)
    key = change_row(
        amendment, "1.3.1", by=cast.officer, t100="20", t90="15", t80="10", t70="5", t60="2"
    )
    proposed(amendment, cast)
    decide_amendment(amendment, {key: Decision(is_agreed=True)}, by=cast.superior)
    plan = reverse("indicators:plan", args=("khulna", "2023-24", "apa"))

    for page in (f"{plan}?month=2024-04", f"{plan}2024-04/"):
        told = client_of(cast.officer).get(page).content.decode()
        assert "Accepted by version 1 of the plan, whose score stays." in told
    assert "Accepted by version" not in (
        client_of(cast.officer).get(f"{plan}?month=2024-06").content.decode()
    )


def test_versions_are_compared_and_papers_name_theirs(cast: Cast, amendment: Amendment) -> None:
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)
    decide_amendment(amendment, {key: Decision(is_agreed=True)}, by=cast.superior)
    compare = reverse("indicators:compare")
    at = "khulna/2023-24/apa"
    page = client_of(cast.officer).get(f"{compare}?old={at}@1&new={at}@2").content.decode()

    assert "easier by 1 (0.2%)" in page
    cast.plan.refresh_from_db()
    paper = paper_of_plan(
        cast.plan,
        form=PaperForm.PROGRESS,
        month=JUNE,
        cumulative=CumulativeBasis.YEAR,
        language="en",
    )
    assert "plan version 2" in heading_of(paper).footer


def test_where_there_is_a_head_the_officer_sends_it_up_and_the_head_proposes(
    cast: Cast, amendment: Amendment
) -> None:
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    head = client_of(person("head", Role.HEAD, cast.khulna))
    officer, superior = client_of(cast.officer), client_of(cast.superior)
    page = officer.get(PAGE).content.decode()
    assert 'value="hand-up"' in page
    assert 'value="propose"' not in page
    assert sent(officer, amendment, "propose").status_code == 404
    refused = sent(officer, amendment, "hand-up", **{f"reason-{key}": ""})
    assert "Write a reason at every row" in refused.content.decode()
    assert sent(officer, amendment, "hand-up", **{f"reason-{key}": EASIER}).status_code == 302

    assert "With the head of the office" in officer.get(PAGE).content.decode()
    assert "With the head of the office" not in superior.get(PAGE).content.decode()
    assert 'name="reason-' not in officer.get(PAGE).content.decode()
    assert sent(head, amendment, "hand-down", word=" ").status_code == 422
    assert sent(head, amendment, "hand-down", word="২.১.১ দেখুন").status_code == 302
    assert "২.১.১ দেখুন" in officer.get(PAGE).content.decode()
    assert "২.১.১ দেখুন" not in superior.get(PAGE).content.decode()
    assert sent(officer, amendment, "hand-up").status_code == 302
    assert sent(officer, amendment, "take-from-head").status_code == 302
    assert sent(officer, amendment, "hand-up").status_code == 302
    assert sent(head, amendment, "propose").status_code == 302
    amendment.refresh_from_db()
    assert amendment.state == State.SUBMITTED
    assert EASIER in superior.get(PAGE).content.decode()


def test_an_amended_agreement_prints_when_each_side_signed_it(
    cast: Cast, amendment: Amendment
) -> None:
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    decide_amendment(proposed(amendment, cast), {key: Decision(is_agreed=True)}, by=cast.superior)
    plan = Plan.objects.get(pk=amendment.plan_id)
    whole = whole_agreement(plan, language="en")
    assert whole is not None
    assert whole.version == 2
    assert whole.office.signed_on == whole.superior.signed_on == timezone.localdate()
    assert whole_of(whole).version == "As amended, version 2"


def test_the_agreements_page_names_who_signed_the_version_that_it_shows(
    cast: Cast, amendment: Amendment, agreed: Plan
) -> None:
    page = AGREEMENT_PAGE
    before = client_of(cast.officer).get(page).context["page"]
    assert before.by_superior.signature.name_en == cast.superior.name_en
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    decided = {key: Decision(is_agreed=True)}
    decide_amendment(proposed(amendment, cast), decided, by=planner_of(cast))

    answer = client_of(cast.officer).get(page)
    after = answer.context["page"]
    assert after.version.number == 2
    assert after.by_superior.signature.name_en == planner_of(cast).name_en
    assert after.by_superior.at == after.version.agreed_at
    assert "Signatures of version 2" in answer.content.decode()
