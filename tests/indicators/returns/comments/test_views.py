from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from indicators.returns.comments.models import COMMENT_LIMIT, Comment
from indicators.returns.comments.selectors import Subject, thread_of
from indicators.returns.comments.services import add_comment, resolve_thread
from indicators.returns.steps import return_return, submit_return
from offices.models import Role, User
from plans.models import Indicator
from tests.cast import JUNE, Cast, client_of, person
from tests.taken_home import rows_of

pytestmark = pytest.mark.once

MONTH: Final = "/plans/khulna/2023-24/apa/2024-06/"
WHOLE: Final = f"{MONTH}comments/"
HOSTILE: Final = "<script>alert(1)</script> http://127.0.0.1/ file:///etc/passwd [x](javascript:1)"


def cell_url(cast: Cast, row: str = "1.1.1") -> str:
    return f"{WHOLE}{cast.indicator(row).pk}/"


def write(client: Client, url: str, text: str = "কথা", **form: str) -> Any:
    return client.post(url, {"text": text, "after": "0", **form})


def test_what_is_said_is_read_by_the_other_side(cast: Cast) -> None:
    answer = write(client_of(cast.superior), cell_url(cast), "কেন কমল?\nজানান।")

    assert (answer.status_code, answer["Location"]) == (302, f"{cell_url(cast)}#last")
    page = client_of(cast.officer).get(cell_url(cast)).content.decode()
    assert "কেন কমল?<br>জানান।" in page
    assert "Superior" in page
    assert "1 comment" in client_of(cast.officer).get(MONTH).content.decode()


@pytest.mark.parametrize("text", ["", "  \n ", "ক" * (COMMENT_LIMIT + 1)])
def test_what_cannot_be_taken_is_given_back(cast: Cast, text: str) -> None:
    answer = write(client_of(cast.officer), WHOLE, text)

    assert answer.status_code == 422
    assert text.strip() in answer.content.decode()
    assert not Comment.objects.exists()


def test_repeated_form_is_one_comment(cast: Cast) -> None:
    client = client_of(cast.officer)

    for _ in range(3):
        write(client, WHOLE)

    assert Comment.objects.count() == 1


def test_settling_what_has_moved_on_asks_again_and_keeps_what_was_typed(cast: Cast) -> None:
    add_comment(Subject(cast.plan, JUNE), text="প্রশ্ন", after=0, by=cast.superior)

    answer = write(client_of(cast.officer), WHOLE, "লিখছিলাম", settle="1")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "meanwhile" in page
    assert "লিখছিলাম" in page
    assert Comment.objects.count() == 1


def test_thread_is_settled_and_opened_again_by_buttons(cast: Cast) -> None:
    client = client_of(cast.officer)
    write(client, WHOLE)
    subject = Subject(cast.plan, JUNE)

    write(client, WHOLE, "", settle="1", after=str(thread_of(subject)[-1].pk))
    assert "Settled by Officer" in client.get(WHOLE).content.decode()
    write(client, WHOLE, "", reopen="1", after=str(thread_of(subject)[-1].pk))
    assert "Reopened by Officer" in client.get(WHOLE).content.decode()


def test_hostile_text_is_text(cast: Cast) -> None:
    for url in (WHOLE, cell_url(cast)):
        write(client_of(cast.officer), url, HOSTILE)
    cast.submit()
    assert "&lt;script&gt;alert(1)" in client_of(cast.superior).get(WHOLE).text
    assert "&lt;script&gt;alert(1)" in client_of(cast.superior).get(cell_url(cast)).text

    for client in (client_of(cast.superior), client_of(cast.officer)):
        for url in (WHOLE, cell_url(cast), MONTH, f"{MONTH}review/", "/history/"):
            page = client.get(url).content.decode()
            assert "<script>alert" not in page
            assert 'href="http://127' not in page
            assert 'href="file' not in page
            assert 'href="javascript' not in page


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "-2+3"])
def test_formula_in_a_comment_is_no_formula_in_the_files(cast: Cast, text: str) -> None:
    write(client_of(cast.officer), cell_url(cast), text)
    query = {"office": "khulna", "field": "comment", "format": "csv"}

    answer = client_of(cast.superior).get("/history/", query)
    (row,) = rows_of(answer, by=str(cast.superior))
    assert row["After"] == "'" + text.strip()
    assert (row["By (user name)"], row["Row"], row["Month"]) == ("officer", "1.1.1", "2024-06")

    answer = client_of(cast.superior).get("/history/", {**query, "format": "xlsx"})
    monthly_return = load_workbook(io.BytesIO(answer.content)).active
    assert monthly_return is not None
    cells = [one for one in monthly_return[2] if one.value == text.strip()]
    assert [one.data_type for one in cells] == ["s"]


def test_reviewers_note_and_its_answer_stand_at_the_head_of_the_cells_thread(cast: Cast) -> None:
    noted = cast.indicator("1.1.1")
    return_return(cast.submit(), reason="কারণ", notes={noted.pk: "শূন্য কেন?"}, by=cast.superior)
    submit_return(
        cast.monthly_return(), by=cast.officer, answers={noted.pk: "বন্যা ছিল"}, blanks_confirmed=True
    )
    write(client_of(cast.superior), cell_url(cast), "বুঝলাম")

    page = client_of(cast.officer).get(cell_url(cast)).content.decode()

    assert page.index("শূন্য কেন?") < page.index("বন্যা ছিল") < page.index("বুঝলাম")
    assert "কারণ" in client_of(cast.officer).get(WHOLE).content.decode()


def test_part_is_the_thread_alone_and_stays_so_after_writing(cast: Cast) -> None:
    client = client_of(cast.officer)
    url = f"{cell_url(cast)}?part=thread"

    written = client.post(url, {"text": "কথা", "after": "0"}, follow=True)

    assert written.redirect_chain == [(f"{url}#last", 302)]
    page = written.content.decode()
    assert "<html" not in page
    assert "কথা" in page


PEOPLE: Final = (
    "anonymous",
    "officer",
    "sibling",
    "superior",
    "other_region",
    "reviewer",
    "administrator",
    "outsider",
    "head",
    "planner",
    "auditor",
)
# May read; may write. In the order of PEOPLE.
READ: Final = (302, 200, 404, 200, 404, 200, 200, 404, 200, 200, 200)
WRITE: Final = (302, 302, 404, 302, 404, 302, 404, 404, 302, 302, 404)


def someone(cast: Cast, who: str) -> User | None:
    further = {
        "head": (Role.HEAD, cast.khulna),
        "planner": (Role.PLANNER, cast.head_office),
        "auditor": (Role.AUDITOR, cast.region),
    }
    return person(who, *further[who]) if who in further else getattr(cast, who, None)


def matrix() -> Iterator[Any]:
    for who, read, written in zip(PEOPLE, READ, WRITE, strict=True):
        for url in ("whole", "cell"):
            yield pytest.param(who, url, read, written, id=f"{who}-{url}")


@pytest.mark.parametrize(("who", "url", "read", "written"), list(matrix()))
def test_those_concerned_read_and_both_sides_write(
    cast: Cast, who: str, url: str, read: int, written: int
) -> None:
    address = WHOLE if url == "whole" else cell_url(cast)
    client = client_of(someone(cast, who))

    assert client.get(address).status_code == read
    assert write(client, address).status_code == written
    assert Comment.objects.exists() == (written == 302 and who != "anonymous")
    if read == 200:
        has_form = 'class="thread-form"' in client.get(address).content.decode()
        assert has_form == (written == 302)


def test_who_only_reads_is_not_invited_to_write(cast: Cast) -> None:
    client = client_of(person("auditor", Role.AUDITOR, cast.region))
    assert "comments-link" not in client.get(MONTH).content.decode()

    write(client_of(cast.officer), cell_url(cast))

    assert client.get(MONTH).content.decode().count('class="comments-link') == 1


def test_posting_that_ended_keeps_nobody_in_the_talk(cast: Cast) -> None:
    former = person("former", Role.ENTRY, cast.khulna, ends=date(2021, 6, 30))

    assert write(client_of(former), WHOLE).status_code == 404


def test_indicator_of_another_plan_has_no_thread_here(cast: Cast) -> None:
    foreign = Indicator.objects.filter(plan=cast.sibling_plan).first()
    assert foreign

    assert client_of(cast.officer).get(f"{WHOLE}{foreign.pk}/").status_code == 404
    assert write(client_of(cast.officer), f"{WHOLE}{foreign.pk}/").status_code == 404


def test_writing_needs_the_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer)

    assert write(client, WHOLE).status_code == 403


@pytest.mark.parametrize("path", [WHOLE, f"{MONTH}review/", f"{MONTH}check/", MONTH])
def test_queries_do_not_grow_with_the_talk(
    cast: Cast, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(cast.officer if "check" in path else cast.superior)
    client.get(path)
    with CaptureQueriesContext(connection) as silent:
        client.get(path)
    asked = len(silent)

    for row in ("1.1.1", "1.2.1", None):
        subject = Subject(cast.plan, JUNE, cast.indicator(row) if row else None)
        for number in range(5):
            by = (cast.officer, cast.reviewer)[number % 2]
            last = add_comment(subject, text=str(number), after=0, by=by)
    resolve_thread(subject, after=last.pk, by=cast.reviewer)
    # Where the talk itself stands, one more marks its notices as read.
    with django_assert_num_queries(asked + (path == WHOLE)):
        client.get(path)


def test_thread_costs_few_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(cast.superior)
    client.get(cell_url(cast))

    with django_assert_max_num_queries(10 + 2):  # the session and its user
        client.get(cell_url(cast))
