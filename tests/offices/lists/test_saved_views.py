"""Views of lists: what an address says under a name, for oneself or for others."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client

from offices.lists.models import DefaultView, SavedView
from offices.models import Role, User
from tests.cast import Cast, client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PLANS = "/plans/"
SAVE = "/lists/plans/views/"
QUERY = "office=khulna&column=office&column=version&sort=office"


@pytest.fixture
def planner(cast: Cast) -> User:
    return person("planner", Role.PLANNER, cast.head_office)


def saved(client: Client, name: str = "Khulna", **more: str) -> SavedView:
    answer = client.post(SAVE, {"name": name, "query": f"{QUERY}&page=2&format=csv", **more})
    view = SavedView.objects.latest("pk")
    assert answer.status_code == 302
    assert answer["Location"] == f"{PLANS}?{view.query}&view={view.pk}"
    return view


def table_of(answer: Any) -> str:
    return str(answer.content.decode().partition("<table")[2])


def heading_of(answer: Any) -> list[str]:
    body = b"".join(answer) if answer.streaming else answer.content
    return next(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_columns_are_those_of_the_address_on_page_and_in_file(cast: Cast) -> None:
    client = client_of(cast.reviewer)
    plain, chosen = table_of(client.get(PLANS)), table_of(client.get(f"{PLANS}?{QUERY}"))
    file = heading_of(client.get(f"{PLANS}?{QUERY}&format=csv"))

    assert "Fiscal year" in plain
    assert "Version" not in plain
    assert "Version" in chosen
    assert "Fiscal year" not in chosen
    assert file == ["Office", "version"]
    assert heading_of(client.get(f"{PLANS}?format=csv")) == [
        *("Office", "code", "Kind of plan", "Fiscal year"),
    ]


def test_column_that_leads_on_stays_and_garbage_is_none(cast: Cast) -> None:
    client = client_of(cast.reviewer)

    assert "Khulna office" in table_of(client.get(f"{PLANS}?column=kind"))
    assert client.get(f"{PLANS}?column=%0a&column=chosen&view=%ff&sort=nothing").status_code == 200
    assert "Fiscal year" in table_of(client.get(f"{PLANS}?column=nothing"))


def test_file_stands_in_the_order_of_the_page(cast: Cast) -> None:
    client = client_of(cast.reviewer)

    def offices(query: str) -> list[str]:
        body = client.get(f"{PLANS}?column=code&format=csv{query}").content.decode("utf-8-sig")
        return [line.split(",")[1] for line in body.splitlines()[1:3]]

    assert offices("&sort=office") == ["jashore", "khulna"]
    assert offices("&sort=-office") == ["khulna", "jashore"]


def test_view_is_saved_found_changed_and_forgotten(cast: Cast) -> None:
    client = client_of(cast.officer)
    view = saved(client)
    client.post(SAVE, {"name": "Khulna", "query": QUERY})

    assert (view.query, view.person, view.shared) == (QUERY, cast.officer, "")
    assert SavedView.objects.count() == 1
    assert f"view={view.pk}" in client.get(PLANS).content.decode()

    client.post(
        SAVE, {"do": "change", "view": view.pk, "name": "Ours", "query": "", "shared": "office"}
    )
    view.refresh_from_db()
    assert (view.name, view.query, view.office) == ("Ours", "", cast.khulna)

    client.post(SAVE, {"do": "forget", "view": view.pk})
    assert not SavedView.objects.exists()
    assert client.post(SAVE, {"do": "forget", "view": view.pk}).status_code == 404


@pytest.mark.parametrize("name", ["", "  ", "n" * 61])
def test_view_without_a_fit_name_is_not_saved_and_the_page_says_so(cast: Cast, name: str) -> None:
    answer = client_of(cast.officer).post(SAVE, {"name": name, "query": QUERY}, follow=True)

    assert not SavedView.objects.exists()
    assert "a view needs a name of its own" in answer.content.decode()


def test_no_two_views_get_one_name(cast: Cast) -> None:
    client = client_of(cast.officer)
    saved(client, "First")
    second = saved(client, "Second")
    change = {"do": "change", "view": str(second.pk), "name": "First"}

    assert "a view needs a name of its own" in client.post(SAVE, change, follow=True).text
    second.refresh_from_db()
    assert second.name == "Second"


@pytest.mark.parametrize(
    ("shared", "finders"),
    [
        ("", set()),
        ("office", {"reviewer"}),
        ("below", {"reviewer", "officer", "superior"}),
        ("all", {"reviewer", "officer", "superior", "outsider"}),
    ],
)
def test_shared_view_is_found_by_those_it_is_shared_with(
    cast: Cast, planner: User, shared: str, finders: set[str]
) -> None:
    view = saved(client_of(planner), "Theirs", shared=shared)
    people = {"reviewer", "officer", "superior", "outsider"}

    found = {
        name
        for name in people
        if f"view={view.pk}" in client_of(getattr(cast, name)).get(f"{PLANS}?view=all").text
    }

    assert found == finders


def test_nobody_shares_further_than_their_role_allows(cast: Cast) -> None:
    client = client_of(cast.officer)

    for shared in ("below", "all"):
        assert client.post(SAVE, {"name": "Mine", "shared": shared}).status_code == 404
    assert not SavedView.objects.exists()
    page = client.get(PLANS).text
    assert 'value="office"' in page
    assert 'value="below"' not in page


def test_anothers_view_is_neither_changed_nor_forgotten(cast: Cast, planner: User) -> None:
    view = saved(client_of(planner), "Theirs", shared="all")
    private = saved(client_of(planner), "Private")
    client = client_of(cast.officer)

    for do in ("change", "forget"):
        answer = client.post(SAVE, {"do": do, "view": view.pk, "name": "Mine"})
        assert answer.status_code == 404
    assert client.post(SAVE, {"do": "open-with", "view": private.pk}).status_code == 404
    view.refresh_from_db()
    assert view.name == "Theirs"


def test_list_opens_with_the_default_view_until_it_is_none(cast: Cast, planner: User) -> None:
    view = saved(client_of(planner), "Theirs", shared="all")
    client = client_of(cast.officer)
    assert client.get(PLANS).status_code == 200

    client.post(SAVE, {"do": "open-with", "view": view.pk})
    opened = client.get(PLANS)

    assert opened.status_code == 302
    assert opened["Location"] == f"{PLANS}?{QUERY}&view={view.pk}"
    assert client.get(opened["Location"]).status_code == 200
    assert client.get(f"{PLANS}?view=all").status_code == 200
    client.post(SAVE, {"do": "open-without", "view": view.pk})
    assert client.get(PLANS).status_code == 200


def test_default_view_goes_with_the_view(cast: Cast) -> None:
    client = client_of(cast.officer)
    view = saved(client, default="1")
    assert DefaultView.objects.filter(view=view).exists()

    client.post(SAVE, {"do": "forget", "view": view.pk})

    assert not DefaultView.objects.exists()
    assert client.get(PLANS).status_code == 200


def test_list_that_is_not_theirs_has_no_views(cast: Cast) -> None:
    assert client_of(cast.officer).post("/lists/review/views/", {"name": "x"}).status_code == 404
    assert client_of(cast.officer).post("/lists/nothing/views/", {"name": "x"}).status_code == 404
    assert client_of(cast.officer).post(SAVE, {"do": "sing", "name": "x"}).status_code == 404


def test_name_of_a_view_is_text(cast: Cast) -> None:
    client = client_of(cast.officer)
    saved(client, "<b>&x")

    assert "&lt;b&gt;&amp;x" in client.get(PLANS).text
