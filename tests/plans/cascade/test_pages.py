from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from offices.models import Role, User
from plans.cascade.book import BookLine
from plans.cascade.services import cascade
from plans.cascade.template import template_of
from plans.document.draft.changes import SetCell
from plans.models import Indicator, Plan
from plans.workshop.models import Draft
from plans.workshop.services import begin_empty, change_draft
from tests.cast import Cast, client_of, person
from tests.plans.cascade.books import book_of, place_of, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OFFICES = ("khulna", "jashore")


@pytest.fixture
def client(planner: User) -> Client:
    planner.language = "en"
    planner.save()
    return client_of(planner)


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("targets.xlsx", content)


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]


def bring(client: Client, template: Draft, content: bytes) -> tuple[int, str]:
    answer = client.post(f"/templates/{template.pk}/bring/", {"file": upload(content)})
    return answer.status_code, answer.content.decode()


def test_a_draft_becomes_a_template_and_is_kept_no_more(
    cast: Cast, planner: User, client: Client, template: Draft
) -> None:
    Draft.objects.update(is_template=False)
    answer = client.post("/templates/", {"draft": template.pk})
    assert answer.url == f"/templates/{template.pk}/"  # type: ignore[attr-defined]
    assert "Khulna" in client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    kept = client.get(f"/workshop/{template.pk}/keep/")
    assert "never becomes an office" in kept.content.decode()
    client.post(f"/templates/{template.pk}/give-up/")
    template.refresh_from_db()
    assert not template.is_template


def test_a_draft_without_rows_is_no_template(cast: Cast, planner: User, client: Client) -> None:
    draft = begin_empty(office=cast.head_office, by=planner)
    answer = client.post("/templates/", {"draft": draft.pk})
    assert answer.status_code == 422
    assert "fiscal year" in answer.content.decode()


def test_the_workbook_is_downloaded_filled_in_and_sent(
    cast: Cast, client: Client, template: Draft
) -> None:
    book = client.get(f"/templates/{template.pk}/workbook/", {"office": OFFICES}).content
    status, page = bring(client, template, book)
    assert status == 200
    assert "New plans: 2" in page
    sent = {name: hidden(page, name) for name in ("file_name", "shown")}
    answer = client.post(f"/templates/{template.pk}/send/", sent)
    assert answer.status_code == 302
    assert Plan.objects.filter(fiscal_year=2024).count() == 2
    # The same sent again finds its file gone, and nothing is done twice.
    assert client.post(f"/templates/{template.pk}/send/", sent).status_code == 422
    assert Plan.objects.filter(fiscal_year=2024).count() == 2


def test_three_errors_are_told_at_once_and_nothing_is_done(
    cast: Cast, client: Client, template: Draft
) -> None:
    keys = template_of(template).keys
    book = book_of(template, *OFFICES)
    planted = {
        ("khulna", keys["1.1.1"], BookLine.T100): "twelve",
        ("jashore", keys["1.1.1"], BookLine.WEIGHT): "-3",
        ("jashore", keys["1.2.1"], BookLine.WEIGHT): None,
    }
    status, page = bring(client, template, typed(book, planted))
    assert status == 422
    assert "3 cells are to be corrected" in page
    for where in planted:
        assert f">{place_of(book, *where)}<" in page
    name = {row.key: row.name for row in template_of(template).rows}[keys["1.1.1"]]
    assert page.count(f">{name}<") == 2
    assert page.count(">Jashore office<") == 2
    assert page.count(">Khulna office<") == 1
    assert not Plan.objects.filter(fiscal_year=2024).exists()


def test_what_changed_between_preview_and_sending_is_shown_again(
    cast: Cast, planner: User, client: Client, template: Draft
) -> None:
    book = book_of(template, *OFFICES)
    _status, page = bring(client, template, book)
    own = {row.key: row.numbers for row in template_of(template).rows}
    cascade(template.pk, {"khulna": own}, by=planner)
    sent = {name: hidden(page, name) for name in ("file_name", "shown")}
    answer = client.post(f"/templates/{template.pk}/send/", sent)
    assert answer.status_code == 409
    assert not Plan.objects.filter(fiscal_year=2024, office=cast.jashore).exists()


def test_a_conflict_is_written_over_where_it_is_ticked(
    cast: Cast, planner: User, client: Client, template: Draft
) -> None:
    own = {row.key: row.numbers for row in template_of(template).rows}
    cascade(template.pk, {"khulna": own}, by=planner)
    Indicator.objects.filter(plan__fiscal_year=2024, row="1.1.1").update(target_100="500")
    key = template_of(template).keys["1.1.1"]
    book = typed(book_of(template, "khulna"), {("khulna", key, BookLine.T100): 900})
    status, page = bring(client, template, book)
    assert (status, "changed by the office" in page) == (200, True)
    sent = {name: hidden(page, name) for name in ("file_name", "shown")}
    client.post(f"/templates/{template.pk}/send/", {**sent, "overwrite": "khulna"})
    assert Indicator.objects.get(plan__fiscal_year=2024, row="1.1.1").target_100 == 900


def test_who_differs_in_what_and_takes_it_over(
    cast: Cast, planner: User, client: Client, template: Draft
) -> None:
    own = {row.key: row.numbers for row in template_of(template).rows}
    cascade(template.pk, dict.fromkeys(OFFICES, own), by=planner)
    key = template_of(template).keys["1.1.1"]
    was = template_of(template).by_key[key].placed.entry.title
    change_draft(template.pk, [SetCell(key, "title", "নতুন কথা", was)], by=planner)
    Indicator.objects.filter(plan__office=cast.jashore, plan__fiscal_year=2024, row="1.1.1").update(
        unit="অন্য একক"
    )
    address = f"/templates/{template.pk}/differences/"
    page = client.get(address).content.decode()
    assert "নতুন কথা" in page
    assert "অন্য একক" in page
    assert "Changed by the office itself" in page
    alone = {at: client.get(address, {"office": at}).text for at in (*OFFICES, "khulna-region")}
    assert "No row of this office says something else" in alone.pop("khulna-region")
    assert all("No row of this office" not in text for text in alone.values())
    assert client.get(address, {"office": "nowhere"}).status_code == 404
    answer = client.post(address, {"shown": hidden(page, "shown"), "take": [f"khulna:{key}:title"]})
    assert answer.status_code == 302
    titles = Indicator.objects.filter(plan__fiscal_year=2024, row="1.1.1")
    assert titles.get(plan__office=cast.khulna).title == "নতুন কথা"
    assert titles.get(plan__office=cast.jashore).title == was
    stale = client.post(address, {"shown": hidden(page, "shown"), "take": []})
    assert stale.status_code == 409


def test_who_plans_for_no_others_sees_no_templates(cast: Cast, template: Draft) -> None:
    region = person("regional", Role.PLANNER, cast.region)
    for user, status in ((cast.officer, 404), (cast.reviewer, 404), (region, 200)):
        assert client_of(user).get("/templates/").status_code == status
    for user in (cast.officer, region, cast.administrator):
        for page in ("", "workbook/", "differences/"):
            answer = client_of(user).get(f"/templates/{template.pk}/{page}")
            assert answer.status_code == 404
        for page in ("bring/", "send/", "give-up/"):
            answer = client_of(user).post(f"/templates/{template.pk}/{page}")
            assert answer.status_code == 404


def test_garbage_is_answered(cast: Cast, client: Client, template: Draft) -> None:
    for page in ("bring/", "send/"):
        assert client.post(f"/templates/{template.pk}/{page}").status_code == 422
    status, _page = bring(client, template, b"no workbook")
    assert status == 422
    answer = client.post(
        f"/templates/{template.pk}/send/", {"file_name": "../../etc/passwd", "shown": "x"}
    )
    assert answer.status_code == 422


def test_queries_of_the_pages_do_not_grow_with_the_offices(
    cast: Cast,
    planner: User,
    client: Client,
    template: Draft,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    own = {row.key: row.numbers for row in template_of(template).rows}
    for codes in (OFFICES[:1], OFFICES):
        cascade(template.pk, dict.fromkeys(codes, own), by=planner)
        with django_assert_max_num_queries(24):
            client.get(f"/templates/{template.pk}/")
        with django_assert_max_num_queries(24):
            client.get(f"/templates/{template.pk}/differences/")
        with django_assert_max_num_queries(32):
            client.get(f"/templates/{template.pk}/workbook/")
