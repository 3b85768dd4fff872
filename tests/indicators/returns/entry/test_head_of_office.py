from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from indicators.returns.models import State
from offices.models import Posting, Role, User
from tests.cast import Cast

CHECK = "/plans/khulna/2023-24/apa/2024-06/check/"


@pytest.fixture
def head(cast: Cast) -> User:
    user = User.objects.create_user("head", language="en")
    Posting.objects.create(user=user, office=cast.khulna, role=Role.HEAD, starts=date(2023, 7, 1))
    return user


def submit(client: Client, cast: Cast, by: User) -> int:
    client.force_login(by)
    data = {"return-version": str(cast.monthly_return().version), "accept-missing": "1"}
    return client.post(CHECK, data).status_code


@pytest.mark.once
def test_head_of_office_submits(client: Client, cast: Cast, head: User) -> None:
    assert submit(client, cast, head) == 302
    assert (cast.monthly_return().state, cast.monthly_return().submitted_by) == (
        State.SUBMITTED,
        head,
    )


@pytest.mark.once
def test_entry_officer_checks_but_leaves_the_submission_to_the_head(
    client: Client, cast: Cast, head: User
) -> None:
    assert submit(client, cast, cast.officer) == 404
    assert cast.monthly_return().state == State.OPEN
    page = client.get(CHECK)
    assert page.status_code == 200
    assert "Submit the return" not in page.content.decode()


@pytest.mark.once
def test_entry_officer_submits_where_nobody_heads_the_office(client: Client, cast: Cast) -> None:
    assert submit(client, cast, cast.officer) == 302
    assert cast.monthly_return().state == State.SUBMITTED


@pytest.mark.once
def test_head_of_office_writes_no_figures(client: Client, cast: Cast, head: User) -> None:
    client.force_login(head)
    pk = cast.indicator("1.4.1").pk

    answer = client.post("/plans/khulna/2023-24/apa/2024-06/cells/", {f"cell-{pk}": "9"})

    assert answer.status_code == 404
