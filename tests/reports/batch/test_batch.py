from __future__ import annotations

import io
import shutil
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from config.models import Lease
from offices.models import User
from plans.models import Plan
from reports.batch import parts
from reports.batch.jobs import Dropped, _change, build_batch
from reports.batch.keeping import purge_batches
from reports.batch.models import Batch, BatchFormat, batch_storage
from reports.batch.parts import Paper
from reports.batch.requests import MOST_UNDER_WAY, cancel_batch, request_batch
from tests.cast import Cast, client_of
from tests.reports.paper.reading import pdf_pages

PAGE = "/papers/"
ASKED = {
    "form": "progress",
    "office": "head-office",
    "kind": "apa",
    "month": "2024-06",
    "made_as": "pdf",
}


@pytest.fixture(autouse=True)
def empty_folders() -> None:
    for folder in (settings.WORK_DIR, Path(batch_storage().path(""))):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    caches["paper"].clear()


PRINTED: Final[dict[str, bytes]] = {}
"""One print of each paper is enough for all the tests here, by what it is printed from."""


@pytest.fixture(autouse=True)
def printed(monkeypatch: pytest.MonkeyPatch) -> list[Paper]:
    """What was asked of the printer, one after the other."""
    asked: list[Paper] = []
    prints = parts.pdf_of

    def counting(paper: Paper) -> bytes:
        asked.append(paper)
        if (said := repr(paper)) not in PRINTED:
            PRINTED[said] = prints(paper)
        return PRINTED[said]

    monkeypatch.setattr("reports.batch.hands.pdf_of", counting)
    return asked


def ask(cast: Cast, *, by: User | None = None, **changes: object) -> Batch:
    fields = {
        "office": cast.head_office,
        "fiscal_year": cast.plan.fiscal_year,
        "kind": "apa",
        "form": "progress",
        "month": "2024-06",
        "made_as": BatchFormat.PDF,
        "language": "en",
        **changes,
    }
    return request_batch(Batch(**fields), by=by or cast.reviewer)


def work() -> None:
    call_command("work", once=True)


def content(batch: Batch) -> bytes:
    batch.refresh_from_db()
    with batch.file.open("rb") as file:
        return bytes(file.read())


@pytest.mark.once
def test_papers_of_all_offices_come_in_one_pdf_with_contents(cast: Cast) -> None:
    client = client_of(cast.reviewer)

    assert client.post(PAGE, {**ASKED, "office": cast.head_office.code}).status_code == 302
    assert "waits for its turn" in client.get(PAGE).text
    work()
    batch = Batch.objects.get()
    answer = client.get(f"/papers/{batch.pk}/")

    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    pages = pdf_pages(body)
    plans = Plan.objects.filter(kind="apa", fiscal_year=cast.plan.fiscal_year)
    assert plans.count() >= 2
    assert all(plan.office.name_en in pages[0] for plan in plans)
    assert len(PdfReader(io.BytesIO(body)).outline) == plans.count()
    for number, page in enumerate(pages, start=1):
        assert f"page {number} / {len(pages)} of the file" in page
        assert "Printed" in page
    assert all("DRAFT: not submitted" in page for page in pages[1:])
    assert batch.filename in answer["Content-Disposition"]
    assert "kept until" in client.get(PAGE).text


@pytest.mark.once
@pytest.mark.parametrize(
    "made_as", [BatchFormat.ZIP_DOCX, BatchFormat.ZIP_XLSX, BatchFormat.ZIP_PDF]
)
def test_papers_come_as_files_of_their_own(cast: Cast, made_as: BatchFormat) -> None:
    batch = ask(cast, made_as=made_as)
    work()

    with zipfile.ZipFile(io.BytesIO(content(batch))) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    assert len(set(names)) == Plan.objects.filter(kind="apa").count()
    assert all(name.endswith(f".{made_as.part}") for name in names)


@pytest.mark.once
def test_papers_come_as_one_workbook_with_a_sheet_for_each_office(cast: Cast) -> None:
    batch = ask(cast, made_as=BatchFormat.WORKBOOK)
    work()

    book = load_workbook(io.BytesIO(content(batch)))

    assert set(book.sheetnames) >= {"khulna", "jashore"}


@pytest.mark.once
def test_whole_agreements_come_together(cast: Cast) -> None:
    batch = ask(cast, form="whole", month="")
    work()

    assert "DRAFT: not agreed yet" in pdf_pages(content(batch))[1]


@pytest.mark.once
def test_fact_sheets_come_together_each_on_one_page(cast: Cast) -> None:
    batch = ask(cast, form="fact-sheet")
    work()

    first, *sheets = pdf_pages(content(batch))
    assert "Fact sheet" in first
    assert len(sheets) == Plan.objects.filter(kind="apa").count()
    assert all("Rank in the country" in page for page in sheets)


@pytest.mark.once
def test_what_did_not_change_is_not_printed_again(cast: Cast, printed: list[Paper]) -> None:
    ask(cast)
    work()
    before = len(printed)
    assert before >= 2

    again = ask(cast)
    work()

    assert len(printed) == before
    assert content(again).startswith(b"%PDF")


@pytest.mark.once
def test_changed_figure_is_printed_anew_and_the_others_are_not(
    cast: Cast, printed: list[Paper]
) -> None:
    ask(cast)
    work()
    before = len(printed)

    cast.save(r1_1_1=3)
    again = ask(cast)
    work()

    assert len(printed) == before + 1
    assert any("3" in page for page in pdf_pages(content(again)))


@pytest.mark.once
def test_submission_is_printed_anew(cast: Cast) -> None:
    ask(cast)
    work()

    cast.submit()
    again = ask(cast)
    work()

    assert any("SUBMITTED on" in page for page in pdf_pages(content(again)))


def lose_worker() -> None:
    """As a killed worker leaves it: marked as running, with a lease that nobody renews."""
    long_ago = timezone.now() - timedelta(minutes=5)
    job = DBTaskResult.objects.get()
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago, worker_ids=["gone"])
    Lease.objects.create(job=job.pk, worker="gone", renewed_at=long_ago)


def test_killed_worker_s_papers_are_not_made_again(
    cast: Cast, printed: list[Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = ask(cast)
    real = _change

    def dies_after_the_first(one: Batch, **fields: object) -> None:
        real(one, **fields)
        if fields.get("done") == 1:
            raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr("reports.batch.jobs._change", dies_after_the_first)
        with pytest.raises(KeyboardInterrupt):
            build_batch.func(str(batch.pk))
    assert len(printed) == 1
    lose_worker()

    work()

    batch.refresh_from_db()
    assert batch.finished_at is not None
    assert batch.attempt == 2
    assert len(printed) == Plan.objects.filter(kind="apa").count()
    assert not list(settings.WORK_DIR.iterdir())


@pytest.mark.once
def test_paper_that_cannot_be_printed_is_named(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_paper: Paper) -> bytes:
        raise ValueError("no layout")

    monkeypatch.setattr("reports.batch.hands.pdf_of", fails)

    with pytest.raises(ValueError, match="no layout") as failed:
        build_batch.func(str(ask(cast).pk))

    first = Plan.objects.filter(kind="apa").order_by("office__path")[0]
    assert failed.value.__notes__ == [f"The paper of {first.address} could not be printed."]


@pytest.mark.once
def test_cancelled_one_is_not_made(cast: Cast, printed: list[Paper]) -> None:
    batch = ask(cast)
    client = client_of(cast.reviewer)

    client.post(f"/papers/{batch.pk}/cancel/")
    work()

    assert printed == []
    batch.refresh_from_db()
    assert not batch.file
    assert batch.filename not in client.get(PAGE).text


def test_cancelled_while_it_is_made_it_stops_at_the_next_paper(cast: Cast) -> None:
    batch = ask(cast)
    Batch.objects.update(attempt=1)
    batch.refresh_from_db()
    cancel_batch(batch)

    with pytest.raises(Dropped):
        _change(batch, done=1)


def test_the_same_on_its_way_is_asked_for_once(cast: Cast) -> None:
    assert ask(cast) == ask(cast)
    assert Batch.objects.count() == 1
    assert ask(cast, month="2024-05") != Batch.objects.last()


def test_one_person_has_few_under_way_at_a_time(cast: Cast) -> None:
    client, office = client_of(cast.reviewer), cast.head_office.code
    months = [f"2024-0{number}" for number in range(1, 6)]

    answers = [client.post(PAGE, {**ASKED, "office": office, "month": one}) for one in months]

    assert [one.status_code for one in answers] == [302, 302, 302, 422, 422]
    assert "Your earlier files come first." in answers[-1].text
    assert Batch.objects.count() == DBTaskResult.objects.count() == MOST_UNDER_WAY
    client.post(f"/papers/{Batch.objects.latest('requested_at').pk}/cancel/")
    again = client.post(PAGE, {**ASKED, "office": office, "month": months[-1]})
    assert again.status_code == 302


@pytest.mark.once
def test_file_of_more_than_one_oversees_by_now_is_closed(cast: Cast) -> None:
    batch = ask(cast)
    work()
    cast.reviewer.postings.update(office=cast.khulna.parent)

    client = client_of(cast.reviewer)
    assert client.get(f"/papers/{batch.pk}/").status_code == 404
    assert batch.filename not in client.get(PAGE).text


@pytest.mark.once
@pytest.mark.parametrize("who", ["superior", "other_region", "administrator", "officer"])
def test_file_is_there_for_who_asked_alone(cast: Cast, who: str) -> None:
    batch = ask(cast)
    work()

    assert client_of(getattr(cast, who)).get(f"/papers/{batch.pk}/").status_code == 404


@pytest.mark.once
def test_posting_that_ended_closes_the_download(cast: Cast) -> None:
    batch = ask(cast)
    work()
    cast.reviewer.postings.update(ends="2021-06-30")

    assert client_of(cast.reviewer).get(f"/papers/{batch.pk}/").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"office": "nowhere"}, "Select a valid choice"),
        ({"form": "whole", "made_as": "xlsx"}, "A whole agreement is a PDF or Word file"),
        ({"form": "fact-sheet", "made_as": "xlsx"}, "A fact sheet is a PDF file"),
        ({"month": "1999-01"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_made_is_said_beside_the_field(
    cast: Cast, wrong: dict[str, str], said: str
) -> None:
    answer = client_of(cast.reviewer).post(
        PAGE, {**ASKED, "office": cast.head_office.code, **wrong}
    )

    assert answer.status_code == 422
    assert said in answer.text
    assert not Batch.objects.exists()


@pytest.mark.once
def test_unknown_batch_is_404(cast: Cast) -> None:
    client = client_of(cast.reviewer)

    assert client.get(f"/papers/{uuid4()}/").status_code == 404
    assert client.post(f"/papers/{uuid4()}/cancel/").status_code == 404


def test_old_files_go(cast: Cast) -> None:
    ask(cast)
    work()

    purge_batches()
    assert Batch.objects.count() == 1
    Batch.objects.update(requested_at=timezone.now() - timedelta(days=8))
    purge_batches()

    assert not Batch.objects.exists()
    assert batch_storage().listdir("")[1] == []


@pytest.mark.parametrize("count", [1, MOST_UNDER_WAY])
def test_page_costs_the_same_for_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        ask(cast, month=f"2024-0{6 - number}")
    client = client_of(cast.reviewer)
    client.get(PAGE)

    with django_assert_num_queries(9):
        client.get(PAGE)
