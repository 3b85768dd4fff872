from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from offices.models import Role, User
from plans.document.draft.changes import SetCell
from plans.document.draft.values import RowLevel
from plans.workshop.models import Draft, DraftState
from plans.workshop.services import begin_empty, bring_files, change_draft
from plans.workshop.services.many import read_bringing
from tests.cast import FIXTURES, Cast, agreement, client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]

KHULNA = "apa-progress-khulna-2024-q4.txt"
PAGES = ("", "address/", "source/", "keep/", "discard/")


@pytest.fixture(autouse=True)
def known_by_its_form(cast: Cast) -> None:
    """Khulna's office goes by the name that its form has."""
    cast.khulna.heading_bn = agreement().office
    cast.khulna.save()


@pytest.fixture
def draft(cast: Cast, planner: User) -> Draft:
    """Khulna's form, brought by the planner of its region."""
    brought = bring_files([(KHULNA, (FIXTURES / KHULNA).read_bytes())], by=planner)
    return brought.drafts[0]


def at(draft: Draft, page: str = "") -> str:
    return f"/workshop/{draft.pk}/{page}"


def indicator(draft: Draft, number: int = 0) -> Any:
    draft.refresh_from_db()
    return [row for row in draft.value.rows if row.level is RowLevel.INDICATOR][number]


def said(draft: Draft, key: int, field: str) -> str:
    draft.refresh_from_db()
    return draft.value.by_key[key].said(field)


def sent(client: Client, draft: Draft, page: str = "changes/", **content: Any) -> Any:
    content.setdefault("revision", draft.revision)
    return client.post(at(draft, page), json.dumps(content), content_type="application/json")


def cell(key: int, field: str, text: str, was: str) -> dict[str, Any]:
    return {"do": "cell", "key": key, "field": field, "text": text, "was": was}


def test_file_that_is_brought_opens_as_a_register(cast: Cast, planner: User) -> None:
    client = client_of(planner)
    file = SimpleUploadedFile(KHULNA, (FIXTURES / KHULNA).read_bytes())

    response = client.post("/workshop/bring/", {"files": file}, follow=True)

    assert response.status_code == 200
    draft = Draft.objects.get()
    assert response.redirect_chain[0][0] == at(draft)
    assert draft.office == cast.khulna
    assert response.text.count('class="draft-row is-indicator"') == 32


def test_several_files_say_where_they_go_and_can_be_corrected(cast: Cast, planner: User) -> None:
    client = client_of(planner)
    names = (KHULNA, "innovation-plan-2020-21.txt")
    files = [SimpleUploadedFile(name, (FIXTURES / name).read_bytes()) for name in names]

    page = client.post("/workshop/bring/", {"files": files}, follow=True)
    address = page.redirect_chain[-1][0]
    first, second = Draft.objects.order_by("pk")
    typed = {
        f"{first.pk}-office": "khulna",
        f"{first.pk}-year": "2023-24",
        f"{first.pk}-kind": "apa",
        f"{second.pk}-office": "jashore",
        f"{second.pk}-year": "2020-21",
        f"{second.pk}-kind": "innovation",
    }
    answer = client.post(address, typed)

    assert answer.status_code == 302
    second.refresh_from_db()
    assert (second.office, second.fiscal_year, second.kind) == (cast.jashore, 2020, "innovation")


def test_file_of_no_form_is_refused_with_its_reason_and_the_others_are_read(
    cast: Cast, planner: User
) -> None:
    client = client_of(planner)
    files = [
        SimpleUploadedFile("letter.txt", b"Dear Sir"),
        SimpleUploadedFile(KHULNA, (FIXTURES / KHULNA).read_bytes()),
    ]

    page = client.post("/workshop/bring/", {"files": files}, follow=True)

    assert "letter.txt" in page.text
    assert Draft.objects.count() == 1


def test_pasted_table_becomes_a_draft(cast: Cast, planner: User) -> None:
    text = (FIXTURES / KHULNA).read_text(encoding="utf-8")

    response = client_of(planner).post("/workshop/bring/", {"table": text, "html": ""})

    assert response.status_code == 302
    assert Draft.objects.get().office == cast.khulna


@pytest.mark.parametrize("page", PAGES)
def test_draft_is_not_there_for_those_whose_plan_it_is_not(
    cast: Cast, draft: Draft, planner: User, page: str
) -> None:
    elsewhere = person("elsewhere", Role.PLANNER, cast.jashore)

    for user in (planner, cast.officer):
        assert client_of(user).get(at(draft, page)).status_code == 200
    others = (cast.sibling, cast.superior, cast.administrator, cast.outsider, elsewhere)
    for user in others:
        assert client_of(user).get(at(draft, page)).status_code == 404
    assert client_of(None).get(at(draft, page)).status_code == 302


def test_nobody_else_changes_anything(cast: Cast, draft: Draft) -> None:
    row = indicator(draft)
    change = cell(row.key, "weight", "9", row.said("weight"))

    for user in (cast.sibling, cast.reviewer, cast.administrator, cast.outsider):
        client = client_of(user)
        assert sent(client, draft, changes=[change]).status_code == 404
        assert sent(client, draft, "undo/").status_code == 404
        assert client.get(at(draft, "changes/") + "?since=0").status_code == 404
        assert client.post(at(draft), {"do": f"remove:{row.key}"}).status_code == 404
        assert client.post(at(draft, "discard/")).status_code == 404
    assert sent(client_of(None), draft, changes=[change]).status_code == 401
    draft.refresh_from_db()
    assert (draft.revision, draft.state) == (0, DraftState.OPEN)


def test_workshop_is_there_for_who_makes_plans(cast: Cast, planner: User) -> None:
    for user, status in (
        (planner, 200),
        (cast.officer, 200),
        (cast.reviewer, 404),
        (cast.administrator, 404),
        (cast.outsider, 404),
    ):
        client = client_of(user)
        for page in ("", "bring/", "new/", "places/"):
            assert client.get(f"/workshop/{page}").status_code == status
        assert ('href="/workshop/"' in client.get("/").text) is (status == 200)


def test_plain_form_saves_what_was_typed_and_presses_a_button(
    cast: Cast, draft: Draft, planner: User
) -> None:
    first, second = indicator(draft, 0), indicator(draft, 1)
    client = client_of(planner)

    answer = client.post(
        at(draft),
        {
            "revision": "0",
            f"cell-{first.key}-weight": "৯",
            f"cell-{second.key}-title": "two\r\nlines",
            "do": f"down:{first.key}",
        },
    )

    assert answer.status_code == 302
    assert answer["Location"].endswith(f"#row-{first.key}")
    assert said(draft, first.key, "weight") == "৯"
    assert said(draft, second.key, "title") == "two\nlines"
    assert draft.value.place(first.key) != 2


def test_plain_form_sent_whole_changes_nothing(cast: Cast, draft: Draft, planner: User) -> None:
    client = client_of(planner)
    fields = {
        f"cell-{row.key}-{name}": one.text.replace("\n", "\r\n")
        for row in draft.value.rows
        for name, one in row.cells.items()
    }

    answer = client.post(at(draft), {**fields, "revision": "0", "do": "save"})

    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.revision == 0


def test_plain_form_over_another_s_change_is_told_and_keeps_both_texts(
    cast: Cast, draft: Draft, planner: User
) -> None:
    row = indicator(draft)
    was = row.said("weight")
    change_draft(draft.pk, [SetCell(row.key, "weight", "7", was)], by=cast.officer)

    answer = client_of(planner).post(
        at(draft), {"revision": "0", f"cell-{row.key}-weight": "9", "do": "save"}
    )

    assert answer.status_code == 409
    assert "“7”" in answer.text
    assert said(draft, row.key, "weight") == "7"


def test_every_button_of_a_row_works_without_a_script(
    cast: Cast, draft: Draft, planner: User
) -> None:
    client = client_of(planner)
    for act in ("add-indicator", "add-activity", "add-objective", "up", "down", "rule"):
        row = indicator(draft)
        answer = client.post(at(draft), {"revision": draft.revision, "do": f"{act}:{row.key}"})
        assert answer.status_code == 302
        assert client.get(answer["Location"]).status_code == 200
    rows = len(draft.value.rows)
    client.post(at(draft), {"do": f"remove:{indicator(draft).key}"})
    draft.refresh_from_db()
    assert len(draft.value.rows) == rows - 1
    client.post(at(draft), {"do": "undo"})
    draft.refresh_from_db()
    assert len(draft.value.rows) == rows


def test_targets_follow_from_a_rule(cast: Cast, draft: Draft, planner: User) -> None:
    row = indicator(draft)
    change_draft(draft.pk, [SetCell(row.key, "t100", "১০০", row.said("t100"))], by=planner)

    answer = client_of(planner).post(
        at(draft), {"do": f"tiers:{row.key}", "rule-how": "less", "rule-amount": "৫"}
    )

    assert answer.status_code == 302
    tiers = [said(draft, row.key, f"t{tier}") for tier in (90, 80, 70, 60)]
    assert tiers == ["৯৫", "৯০", "৮৫", "৮০"]


def test_script_is_told_what_follows_from_its_change(
    cast: Cast, draft: Draft, planner: User
) -> None:
    row = indicator(draft)

    answer = sent(
        client_of(planner),
        draft,
        changes=[cell(row.key, "method", "nothing known", row.said("method"))],
        have={},
    )

    told = answer.json()
    assert answer.status_code == 200
    assert told["revision"] == 1
    assert told["cells"][str(row.key)] == {"method": ["nothing known", row.said("method")]}
    assert told["findings"][str(row.key)][0]
    assert told["rows"] == {}


def test_script_is_sent_only_the_findings_that_it_has_not(
    cast: Cast, draft: Draft, planner: User
) -> None:
    client = client_of(planner)
    row = indicator(draft)
    first = sent(
        client, draft, changes=[cell(row.key, "remarks", "x", row.said("remarks"))], have={}
    ).json()
    have = {key: digest for key, (digest, _html, _wrong) in first["findings"].items()}
    have["whole"] = first["whole"][0] if first["whole"] else ""

    again = sent(
        client,
        draft,
        revision=1,
        changes=[cell(row.key, "remarks", "y", "x")],
        have=have,
    )

    assert again.json()["findings"] == {}
    assert again.json()["whole"] == []


def test_two_people_see_each_other_s_changes_and_neither_is_overwritten(
    cast: Cast, draft: Draft, planner: User
) -> None:
    row = indicator(draft)
    was = row.said("weight")
    mine, theirs = client_of(planner), client_of(cast.officer)

    assert sent(theirs, draft, changes=[cell(row.key, "weight", "7", was)]).status_code == 200
    refused = sent(
        mine,
        draft,
        changes=[cell(row.key, "weight", "9", was), cell(row.key, "unit", "x", row.said("unit"))],
    )

    assert refused.status_code == 409
    [conflict] = refused.json()["conflicts"]
    assert (conflict["now"], conflict["by"]) == ("7", cast.officer.name)
    assert said(draft, row.key, "unit") == row.said("unit")
    news = mine.get(at(draft, "changes/") + "?since=0").json()
    assert news["cells"][str(row.key)]["weight"][0] == "7"
    assert mine.get(at(draft, "changes/") + "?since=1").status_code == 204


def test_undo_takes_back_one_s_own_last_step_alone(cast: Cast, draft: Draft, planner: User) -> None:
    first, second = indicator(draft, 0), indicator(draft, 1)
    mine, theirs = client_of(planner), client_of(cast.officer)
    sent(mine, draft, changes=[cell(first.key, "weight", "9", first.said("weight"))])
    sent(theirs, draft, changes=[cell(second.key, "weight", "8", second.said("weight"))])

    assert sent(mine, draft, "undo/").status_code == 200
    assert said(draft, first.key, "weight") == first.said("weight")
    assert said(draft, second.key, "weight") == "8"
    assert sent(mine, draft, "undo/").status_code == 422


def test_another_who_signed_in_meanwhile_is_not_taken_for_the_typist(
    cast: Cast, draft: Draft, planner: User
) -> None:
    row = indicator(draft)

    answer = sent(
        client_of(cast.officer),
        draft,
        user=str(planner.pk),
        changes=[cell(row.key, "weight", "9", row.said("weight"))],
    )

    assert answer.status_code == 401
    draft.refresh_from_db()
    assert draft.revision == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b'{"changes": 5}',
        b'{"changes": [{"do": "cell"}]}',
        b'{"changes": [{"do": "nothing"}]}',
        b'{"changes": [], "do": "fix:zzz", "have": [], "revision": "x"}',
        b'{"changes": [], "do": "tiers:999999999999", "revision": -1}',
        b'{"changes": [{"do":"cell","key":1,"field":"t100","text":"1","was":"0"}]}',
        b"[" * 5000,
        '{"do": "meaning:٣"}'.encode(),
    ],
)
def test_garbage_from_a_script_changes_nothing(
    cast: Cast, draft: Draft, planner: User, content: bytes
) -> None:
    answer = client_of(planner).post(
        at(draft, "changes/"), content, content_type="application/json"
    )

    assert answer.status_code < 500
    draft.refresh_from_db()
    assert draft.revision == 0


def test_discarded_draft_leaves_the_list_and_comes_back(
    cast: Cast, draft: Draft, planner: User
) -> None:
    client = client_of(planner)

    client.post(at(draft, "discard/"))
    assert at(draft) not in client.get("/workshop/").text
    assert at(draft) in client.get("/workshop/?state=discarded").text
    assert sent(client, draft, changes=[cell(1, "title", "x", "")]).status_code == 423
    client.post(at(draft, "restore/"))
    assert at(draft) in client.get("/workshop/").text


def test_office_of_another_s_plans_is_no_choice(cast: Cast, draft: Draft, planner: User) -> None:
    answer = client_of(planner).post(
        at(draft, "address/"), {"office": "dhaka-region", "year": "", "kind": ""}
    )

    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.office == cast.khulna


@pytest.mark.parametrize("count", [1, 5])
def test_list_asks_as_much_for_many_drafts(
    cast: Cast, planner: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        begin_empty(by=planner, office=cast.khulna)
    client = client_of(planner)
    client.get("/workshop/")

    with django_assert_num_queries(6):
        client.get("/workshop/")


@pytest.mark.parametrize("rows", [1, 30])
def test_editor_asks_as_much_for_many_rows(
    cast: Cast, planner: User, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    draft = begin_empty(by=planner, office=cast.khulna)
    client = client_of(planner)
    for _ in range(rows):
        client.post(at(draft), {"do": "add-objective:0"})
    client.get(at(draft))

    with django_assert_num_queries(5):
        client.get(at(draft))


def test_next_year_s_plan_begins_with_what_was_achieved(cast: Cast) -> None:
    client = client_of(cast.officer)
    cast.save(r1_1_1=4)

    page = client.post("/workshop/new/", {"way": "next", "plan": cast.plan.pk}, follow=True)

    assert page.status_code == 200
    draft = Draft.objects.get()
    assert (draft.office, draft.fiscal_year) == (cast.khulna, 2024)
    row = next(row for row in draft.value.rows if row.said("code") in ("1.1.1", "১.১.১"))
    assert row.said("baseline:2023-24") in ("4", "৪")


def test_copy_asks_first_whose_it_is(cast: Cast, planner: User) -> None:
    answer = client_of(planner).post("/workshop/new/", {"way": "copy", "plan": cast.plan.pk})

    draft = Draft.objects.get()
    assert answer["Location"] == at(draft, "address/")
    assert draft.office is None


def test_draft_becomes_the_plan_of_its_office(cast: Cast, planner: User) -> None:
    name = "innovation-plan-2020-21.txt"
    [draft] = bring_files([(name, (FIXTURES / name).read_bytes())], by=planner).drafts
    client = client_of(planner)

    assert '<form method="post" class="stack">' in client.get(at(draft, "keep/")).text
    assert client.post(at(draft, "keep/")).status_code == 422
    client.post(
        at(draft, "address/"), {"office": "jashore", "year": "2020-21", "kind": "innovation"}
    )
    page = client.post(at(draft, "keep/"), follow=True)

    assert page.redirect_chain[0][0] == "/plans/jashore/2020-21/innovation/"
    assert page.status_code == 200
    draft.refresh_from_db()
    assert draft.state == DraftState.KEPT
    assert client.get(at(draft)).status_code == 200
    assert client.post(at(draft, "keep/")).status_code == 302


def test_many_files_in_a_zip_are_read_by_a_worker_and_the_page_says_how_far(
    cast: Cast, planner: User
) -> None:
    form = (FIXTURES / KHULNA).read_text(encoding="utf-8")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as bundle:
        for number in range(9):
            bundle.writestr(f"office-{number}.txt", f"{form}\n{number}")
    client = client_of(planner)

    answer = client.post(
        "/workshop/bring/", {"files": SimpleUploadedFile("all.zip", content.getvalue())}
    )
    address = answer["Location"]

    assert address.startswith("/workshop/reading/")
    assert client_of(cast.officer).get(address).status_code == 404
    assert "data-under-way" in client.get(address).text
    read_bringing.call(address.split("/")[3])
    page = client.get(address).text
    assert "data-under-way" not in page
    assert "/workshop/places/?drafts=" in page
    assert Draft.objects.count() == 9


def test_plan_of_which_nothing_was_submitted_is_changed_in_the_workshop(cast: Cast) -> None:
    client = client_of(cast.officer)
    address = "/plans/khulna/2023-24/apa/"
    assert "/workshop/reopen/khulna/2023-24/apa/" in client.get(address).text
    assert "/workshop/reopen/" not in client_of(cast.reviewer).get(address).text

    draft_page = client.post("/workshop/reopen/khulna/2023-24/apa/", follow=True)
    draft = Draft.objects.get()
    row = indicator(draft)
    client.post(at(draft), {"revision": "0", f"cell-{row.key}-unit": "জন"})
    kept = client.post(at(draft, "keep/"))

    assert draft_page.status_code == 200
    assert kept.status_code == 302
    assert cast.plan.indicators.get(position=1).unit == "জন"


def test_plan_with_a_submitted_month_stays(cast: Cast) -> None:
    cast.submit()
    client = client_of(cast.officer)

    assert "/workshop/reopen/" not in client.get("/plans/khulna/2023-24/apa/").text
    client.post("/workshop/reopen/khulna/2023-24/apa/")
    assert not Draft.objects.exists()
