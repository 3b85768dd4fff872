from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.returns.evidence.kinds import LARGEST_FILE
from indicators.returns.evidence.models import Evidence, EvidenceVerdict
from indicators.returns.models import MonthlyReturn, State
from offices.models import User
from plans.models import Indicator
from tests.cast import JUNE, Cast, client_of
from tests.indicators.returns.evidence.conftest import Add
from tests.indicators.returns.evidence.files import pdf, photo_with_place

pytestmark = pytest.mark.once

MONTH = "/plans/khulna/2023-24/apa/2024-06/"
MOST_QUERIES = 12


def cell_url(cast: Cast, row: str = "1.1.1") -> str:
    return f"{MONTH}evidence/{cast.indicator(row).pk}/"


def upload(client: Client, url: str, *files: SimpleUploadedFile) -> Any:
    return client.post(url, {"files": list(files)})


def sent(data: bytes | None = None, name: str = "a.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if data is None else data, "application/pdf")


def test_uploaded_files_are_listed_with_their_hash(cast: Cast) -> None:
    client = client_of(cast.officer)

    answer = upload(client, cell_url(cast), sent(), sent(photo_with_place(), "photo.jpg"))

    assert answer.status_code == 302
    page = client.get(cell_url(cast)).content.decode()
    for one in Evidence.objects.all():
        assert one.sha256 in page
    assert Evidence.objects.count() == 2


def test_refused_file_is_named_with_its_reason_and_the_others_are_kept(cast: Cast) -> None:
    answer = upload(
        client_of(cast.officer),
        cell_url(cast),
        sent(b"<svg onload='alert(1)'/>", '"><script>alert(1)</script>.pdf'),
        sent(),
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "its content decides" in page
    assert "<script>alert" not in page
    assert Evidence.objects.count() == 1


def test_file_beyond_the_bound_is_dropped_while_it_arrives(cast: Cast) -> None:
    answer = upload(client_of(cast.officer), cell_url(cast), sent(b"%PDF-" * LARGEST_FILE))

    assert answer.status_code == 422
    assert "larger than 5 MB" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_request_of_fifty_megabytes_keeps_nothing(cast: Cast) -> None:
    files = [sent(pdf() + b" " * (LARGEST_FILE - 9_000) + bytes([n])) for n in range(10)]

    answer = upload(client_of(cast.officer), cell_url(cast), *files)

    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_empty_choice_asks_for_a_file(cast: Cast) -> None:
    answer = client_of(cast.officer).post(cell_url(cast))

    assert answer.status_code == 422
    assert "Choose a file first" in answer.content.decode()


def test_upload_without_token_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer)

    assert upload(client, cell_url(cast), sent()).status_code == 403
    assert not Evidence.objects.exists()


def test_download_is_an_attachment_that_no_browser_runs(cast: Cast, add: Add) -> None:
    evidence = add(name='রিপোর্ট "২".pdf')

    answer = client_of(cast.officer).get(f"/evidence/{evidence.pk}/")

    assert b"".join(answer.streaming_content) == pdf()  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "\n" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def loses(evidence: Evidence) -> None:
    evidence.file.storage.delete(evidence.file.name or "")


def is_altered(evidence: Evidence) -> None:
    Path(evidence.file.path).write_bytes(pdf(2))


@pytest.mark.parametrize(
    ("happens", "said"), [(loses, "not in its store"), (is_altered, "its hash differs")]
)
def test_file_that_is_not_as_it_was_kept_is_not_given_out(
    cast: Cast, add: Add, happens: Callable[[Evidence], None], said: str
) -> None:
    evidence = add(name="report.pdf")
    happens(evidence)

    answer = client_of(cast.superior).get(f"/evidence/{evidence.pk}/", follow=True)

    assert answer.redirect_chain == [(cell_url(cast), 302)]
    page = answer.content.decode()
    assert "“report.pdf” cannot be downloaded" in page
    assert said in page


def send_by_script(client: Client, url: str, file: SimpleUploadedFile, **form: object) -> Any:
    return client.post(url, {"files": [file], **form}, headers={"accept": "application/json"})


def test_script_gets_the_files_of_the_cell_as_they_are_now(cast: Cast) -> None:
    client = client_of(cast.officer)
    send_by_script(client, cell_url(cast), sent(name="one.pdf"))

    answer = send_by_script(client, cell_url(cast), sent(pdf(2), "<b>.pdf"), user=cast.officer.pk)

    assert answer.status_code == 200
    listed = answer.json()["files"]
    assert "one.pdf" in listed
    assert "&lt;b&gt;.pdf" in listed
    assert "is kept" not in client.get(cell_url(cast)).content.decode(), "nobody asked for a page"


def test_script_is_told_why_a_file_is_refused(cast: Cast) -> None:
    client = client_of(cast.officer)

    fake = send_by_script(client, cell_url(cast), sent(b"<svg/>", "fake.pdf"))
    large = send_by_script(client, cell_url(cast), sent(b"%PDF-" * LARGEST_FILE))
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=State.SUBMITTED)
    late = send_by_script(client, cell_url(cast), sent())

    assert (fake.status_code, large.status_code, late.status_code) == (422, 422, 423)
    assert "its content decides" in fake.json()["problem"]
    assert "larger than 5 MB" in large.json()["problem"]
    assert late.json()["problem"]
    assert not Evidence.objects.exists()


def test_file_of_one_person_is_not_kept_as_anothers(cast: Cast) -> None:
    client = client_of(cast.officer)

    answer = send_by_script(client, cell_url(cast), sent(), user=cast.sibling.pk)

    assert answer.status_code == 401
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("who", ["superior", "sibling", "administrator", "outsider"])
def test_script_of_others_finds_no_place_for_a_file(cast: Cast, who: str) -> None:
    client = client_of(getattr(cast, who))

    assert send_by_script(client, cell_url(cast), sent()).status_code == 404
    assert not Evidence.objects.exists()


PEOPLE = (
    "anonymous",
    "officer",
    "sibling",
    "superior",
    "other_region",
    "reviewer",
    "administrator",
    "outsider",
)
ANSWERS = {
    # people in the order above
    "list": (302, 200, 404, 200, 404, 200, 200, 404),
    "add": (302, 302, 404, 404, 404, 404, 404, 404),
    "download": (302, 200, 404, 200, 404, 200, 200, 404),
    "remove": (302, 302, 404, 404, 404, 404, 404, 404),
    "judge": (302, 404, 404, 302, 404, 302, 404, 404),
}


def matrix() -> Iterator[Any]:
    for act, answers in ANSWERS.items():
        for who, status in zip(PEOPLE, answers, strict=True):
            yield pytest.param(act, who, status, id=f"{act}-{who}")


@pytest.mark.parametrize(("act", "who", "status"), list(matrix()))
def test_only_those_concerned_reach_a_file(
    cast: Cast, add: Add, act: str, who: str, status: int
) -> None:
    evidence = add()
    user: User | None = None if who == "anonymous" else getattr(cast, who)
    client = client_of(user)
    answer = {
        "list": lambda: client.get(cell_url(cast)),
        "add": lambda: upload(client, cell_url(cast), sent(pdf(2))),
        "download": lambda: client.get(f"/evidence/{evidence.pk}/"),
        "remove": lambda: client.post(f"/evidence/{evidence.pk}/remove/"),
        "judge": lambda: client.post(f"/evidence/{evidence.pk}/judge/", {"verdict": "verified"}),
    }[act]()
    if answer.streaming:
        assert b"".join(answer.streaming_content) == pdf()

    assert answer.status_code == status
    if status == 302 and who == "anonymous":
        assert "/sign-in/" in answer["Location"]
    may_add, may_remove = act == "add" and who == "officer", act == "remove" and who == "officer"
    assert Evidence.objects.filter(removed_at=None).count() == 1 + may_add - may_remove


def test_indicator_of_another_plan_has_no_page_here(cast: Cast) -> None:
    foreign = Indicator.objects.filter(plan=cast.sibling_plan).first()
    assert foreign

    assert client_of(cast.officer).get(f"{MONTH}evidence/{foreign.pk}/").status_code == 404


def test_removing_asks_for_a_post(cast: Cast, add: Add) -> None:
    assert client_of(cast.officer).get(f"/evidence/{add().pk}/remove/").status_code == 405


def test_reviewer_sees_the_file_beside_its_figure_and_marks_it(cast: Cast, add: Add) -> None:
    evidence = add(name="কার্যবিবরণী.pdf")
    cast.submit()
    client = client_of(cast.superior)

    assert "কার্যবিবরণী.pdf" in client.get(f"{MONTH}review/").content.decode()
    client.post(
        f"/evidence/{evidence.pk}/judge/",
        {"verdict": "not-verified", f"note-{evidence.pk}": "সই নেই"},
    )

    evidence.refresh_from_db()
    assert (evidence.verdict, evidence.note) == (EvidenceVerdict.NOT_VERIFIED, "সই নেই")
    assert "সই নেই" in client_of(cast.officer).get(cell_url(cast)).content.decode()


def test_submission_waits_for_evidence_that_is_required(cast: Cast, add: Add) -> None:
    Indicator.objects.filter(plan=cast.plan, row__in=["1.4.1", "1.1.1"]).update(
        evidence_required=True
    )
    client = client_of(cast.officer)
    version = cast.monthly_return().version
    form = {"return-version": version, "accept-missing": "1"}

    refused = client.post(f"{MONTH}check/", form)

    assert refused.status_code == 422
    page = refused.content.decode()
    assert cell_url(cast, "1.4.1") in page, "২ was reported"
    assert cell_url(cast, "1.1.1") not in page, "০ has nothing to prove"
    assert cast.monthly_return().state == State.OPEN

    add(row="1.4.1")
    client.post(f"{MONTH}check/", form)
    assert cast.monthly_return().state == State.SUBMITTED


@pytest.mark.parametrize("path", [MONTH, f"{MONTH}review/"])
@pytest.mark.parametrize("files", [1, 9])
def test_queries_do_not_grow_with_the_files(
    cast: Cast,
    add: Add,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    files: int,
) -> None:
    for row in ("1.1.1", "1.2.1", "1.3.1"):
        for pages in range(files // 3 + 1):
            add(pdf(pages + 1), row=row)
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=State.SUBMITTED)
    client = client_of(cast.superior)
    client.get(path)

    with django_assert_max_num_queries(
        MOST_QUERIES + 3
    ):  # the session, its user, and what is new for them
        assert client.get(path).status_code == 200
