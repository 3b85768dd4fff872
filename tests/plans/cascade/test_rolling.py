"""The page on which a row is said to be made of the offices' rows."""

from __future__ import annotations

import pytest
from django.test import Client

from offices.models import User
from plans.cascade.views import rolling
from plans.document.defaults import Kind
from plans.document.draft.carried import copied
from plans.document.draft.texts import code_in
from plans.document.draft.values import RowLevel
from plans.workshop.models import Draft
from plans.workshop.services import DraftConflict
from plans.workshop.services.beginning import begun
from tests.cast import Cast, agreement, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def draft(cast: Cast, planner: User) -> Draft:
    """The region's own plan, of the rows that its districts have."""
    return begun(copied(agreement(), kind=Kind.APA), office=cast.region, by=planner)


def key_of(draft: Draft, code: str) -> int:
    rows = (row for row in draft.value.rows if row.level is RowLevel.INDICATOR)
    return next(row.key for row in rows if code_in(row.said("code")) == code)


def said(draft: Draft, key: int, field: str) -> str:
    draft.refresh_from_db()
    return next(row for row in draft.value.rows if row.key == key).said(field)


@pytest.fixture
def client(planner: User) -> Client:
    return client_of(planner)


TYPED = {
    "rule": "weighted",
    "office-khulna": "on",
    "row-khulna": "১.৪.১",
    "weight-khulna": "২",
    "row-jashore": "১.১.১",
    "weight-jashore": "১",
}


def test_what_is_ticked_is_kept_in_the_draft(draft: Draft, client: Client) -> None:
    key = key_of(draft, "1.1.1")
    page = f"/workshop/{draft.pk}/offices/{key}/"
    answer = client.post(page, TYPED)

    assert answer.status_code == 302
    assert "khulna" in said(draft, key, "roll_up_from")
    assert "jashore" not in said(draft, key, "roll_up_from")


def test_what_is_wrong_is_said_beside_what_was_typed(draft: Draft, client: Client) -> None:
    key = key_of(draft, "1.1.1")
    page = f"/workshop/{draft.pk}/offices/{key}/"
    answer = client.post(page, {**TYPED, "row-khulna": "৯.৯.৯"})

    assert answer.status_code == 422
    assert 'value="9.9.9"' in answer.content.decode()
    assert said(draft, key, "roll_up_from") == ""


def test_what_was_typed_over_a_changed_draft_is_still_there(
    draft: Draft, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(*_arguments: object, **_more: object) -> None:
        raise DraftConflict([])

    monkeypatch.setattr(rolling, "change_draft", changed)
    page = f"/workshop/{draft.pk}/offices/{key_of(draft, '1.1.1')}/"
    answer = client.post(page, TYPED)

    assert answer.status_code == 409
    assert 'value="২"' in answer.content.decode()
