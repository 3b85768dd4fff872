"""The pages of targets: what they show, whose they are, and proposals that are taken."""

import pytest
from django.urls import reverse

from offices.models import Role, User
from plans.document.draft.changes import SetCell
from plans.document.draft.values import DraftPlan
from plans.models import Plan
from plans.services import store_plan
from plans.workshop.models import Draft
from plans.workshop.services import begin_from_plan, change_draft
from tests.cast import Cast, client_of, person
from tests.indicators.targets.world import promised, put_world

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def planner(cast: Cast) -> User:
    return person("planner", Role.PLANNER, cast.region)


@pytest.fixture
def draft(cast: Cast, planner: User) -> Draft:
    """Khulna's next plan, made of the last one."""
    put_world(cast.khulna)
    last = Plan.objects.get(office=cast.khulna, fiscal_year=2023, kind="integrity")
    return begin_from_plan(last, way="next", by=planner)


def page(draft: Draft) -> str:
    return reverse("indicators:draft-targets", args=[draft.pk])


def first_row(draft: Draft) -> int:
    return next(row.key for row in draft.value.rows if row.said("code") in ("1.1.1", "১.১.১"))


def tiers(draft: Draft) -> list[str]:
    row = Draft.objects.get(pk=draft.pk).value.by_key[first_row(draft)]
    return [row.said(f"t{tier}") for tier in (100, 90, 80, 70, 60)]


def test_draft_shows_its_rows_beside_the_past(draft: Draft, planner: User) -> None:
    text = client_of(planner).get(page(draft)).text

    assert "With the figures of 2023-24 this row would earn" in text
    assert "Rests on 2 years of this office and 9 other offices." in text
    assert "Take the proposed targets" in text


def test_piece_of_one_row_is_that_row_alone(draft: Draft, planner: User) -> None:
    client = client_of(planner)
    piece = client.get(page(draft), {"row": first_row(draft)})

    assert piece.status_code == 200
    assert piece.text.count('class="past"') == 1
    assert "<html" not in piece.text
    assert client.get(page(draft), {"row": "none"}).status_code == 404


def test_proposed_targets_are_taken_and_can_be_undone(draft: Draft, planner: User) -> None:
    client = client_of(planner)
    before = tiers(draft)
    sent = {"one": first_row(draft), "revision": draft.revision}
    answer = client.post(page(draft), sent, follow=True)
    after = tiers(draft)

    assert "The proposed targets of 1 row were taken." in answer.text
    assert after != before
    client.post(reverse("plans:workshop-draft", args=[draft.pk]), {"do": "undo"})
    assert tiers(draft) == before


def test_taking_twice_takes_once(draft: Draft, planner: User) -> None:
    client = client_of(planner)
    sent = {"one": first_row(draft), "revision": draft.revision}
    client.post(page(draft), sent)
    again = client.post(page(draft), sent)

    assert again.status_code == 302
    assert Draft.objects.get(pk=draft.pk).revision == draft.revision + 1


def test_what_others_typed_meanwhile_stays(draft: Draft, planner: User) -> None:
    key = first_row(draft)
    was = draft.value.by_key[key].said("t100")
    change_draft(draft.pk, [SetCell(key, "t100", "77", was)], by=planner)
    answer = client_of(planner).post(page(draft), {"one": key, "revision": draft.revision})

    assert answer.status_code == 409
    assert "someone else has changed these targets" in answer.text
    assert tiers(draft)[0] == "77"


def test_garbage_takes_nothing(draft: Draft, planner: User) -> None:
    client = client_of(planner)
    before = tiers(draft)
    for sent in ({}, {"one": "x"}, {"row": ["-1", "999999999999", "১"]}, {"revision": "zz"}):
        assert client.post(page(draft), sent).status_code == 302
    assert tiers(draft) == before


def test_draft_that_is_nobodys_yet_asks_whose_it_is(planner: User) -> None:
    draft = Draft(created_by=planner, changed_by=planner, changed_at="2024-07-01T00:00Z")
    draft.take(DraftPlan())
    draft.save()

    assert "whose plan this is" in client_of(planner).get(page(draft)).text


def test_draft_of_others_is_not_there(cast: Cast, draft: Draft) -> None:
    assert client_of(cast.sibling).get(page(draft)).status_code == 404
    assert client_of(cast.reviewer).get(page(draft)).status_code == 404
    assert client_of(cast.officer).get(page(draft)).status_code == 200


def test_plan_shows_its_targets_and_takes_nothing(cast: Cast) -> None:
    put_world(cast.khulna)
    plan = store_plan(promised(), office=cast.khulna, kind="integrity")
    address = reverse("indicators:targets", args=[plan.office.code, str(plan.span), plan.kind])
    client = client_of(cast.officer)
    text = client.get(address).text

    assert "Proposed from the past" in text
    assert "Take the proposed targets" not in text
    assert client.post(address).status_code == 405
    assert client_of(cast.sibling).get(address).status_code == 404
