"""The disk is full: nothing half-written stays, and what can be read is still read."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from config.backup.databases import rows
from config.urls import handler500
from config.urls import urlpatterns as ours
from indicators.returns.evidence.models import Evidence
from indicators.returns.evidence.services import add_evidence
from numerals import FiscalYearSpan
from offices.accounts.models import Session
from offices.models import User
from plans.amending.selectors import open_amendment
from plans.amending.services import begin_amendment
from plans.document.defaults import Kind
from plans.document.draft.carried import copied
from plans.workshop.models import Draft
from plans.workshop.services.beginning import begun
from reports.batch.jobs import build_batch
from reports.batch.models import Batch
from reports.paper.printing import engine_of_process
from spreadsheets.pending import PendingUpload
from tests.alerts import alert_of
from tests.amendments import agreed_plan, change_row
from tests.cast import FIXTURES, JUNE, Cast, agreement, client_of
from tests.indicators.returns.evidence.files import pdf
from tests.plans.agreements.signing import let_errors_stand, planner_of
from tests.plans.cascade.books import book_of
from tests.plans.cascade.test_pages import hidden

MONTH = "/plans/khulna/2023-24/apa/2024-06/"
AMENDMENT = "/plans/khulna/2023-24/apa/amendment/"
FORM = "/plans/khulna/2023-24/apa/plan.pdf"
ROOM = 8 * 1024
"""Bytes of a file that still find room, where there is hardly any."""


def fail_as_postgresql_does(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE 'no space left' USING ERRCODE = '53100'; END $$")
    return HttpResponse()


urlpatterns = [*ours, path("fail/", fail_as_postgresql_does)]
__all__ = ["handler500"]


@contextmanager
def hardly_any_room() -> Iterator[None]:
    """What this process writes stops after ``ROOM`` bytes of a file, as on a disk that fills up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill(cursor: CursorWrapper, size: int) -> None:
    with suppress(OperationalError):
        while True:
            cursor.execute(f"INSERT INTO filling VALUES (zeroblob({size}))")


@contextmanager
def full_database() -> Iterator[None]:
    """SQLite's file is full and may not grow any more."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filling (bytes BLOB)")
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        try:
            for size in (4000, 400, 10):
                fill(cursor, size)
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
            cursor.execute("DROP TABLE filling")


def big_pdf() -> bytes:
    content = pdf(pages=90)
    assert len(content) > ROOM
    return content


def stored() -> set[Path]:
    return {one for one in (settings.VAR_DIR / "evidence").rglob("*") if one.is_file()}


def written() -> set[Path]:
    """What waits in files: uploads, drafts' files, packets, papers."""
    found = settings.VAR_DIR.rglob("*")
    return {one for one in found if one.is_file() and "cache" not in one.parts}


@pytest.mark.postgresql
@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_full_disk_of_postgresql_asks_to_try_again(cast: Cast) -> None:
    client = client_of(cast.officer)
    client.raise_request_exception = False

    with transaction.atomic():
        answer = client.get("/fail/")
        transaction.set_rollback(True)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_full_database_takes_no_figure_and_still_gives_the_forms(cast: Cast) -> None:
    client = client_of(cast.officer)
    client.raise_request_exception = False
    pk, before = cast.indicator("1.1.1").pk, cast.cell("1.1.1").value
    form = {f"cell-{pk}": "77", f"base-{pk}": "1", f"remarks-{pk}": "x" * 900}
    # Whoever has been away for minutes is noted as being there, or would be.
    Session.objects.update(seen_at=Session.objects.get().seen_at - timedelta(minutes=9))

    with full_database():
        saved, printed = client.post(f"{MONTH}cells/", form), client.get(FORM)

    assert saved.status_code == 503
    assert saved.headers["Retry-After"] == "30"
    assert "আধা মিনিট পরে আবার পাঠান" in saved.text
    assert form[f"remarks-{pk}"] in saved.text
    assert cast.cell("1.1.1").value == before
    assert printed.content.startswith(b"%PDF")


def _dismissal(cast: Cast) -> tuple[str, dict[str, Any]]:
    alert = alert_of(cast.plan)
    said = {"act": "dismiss", "seen": "0", "words": "ক" * 1900, "until": "30-6-2027"}
    return f"/attention/{alert.pk}/", said


def _proposal(cast: Cast) -> tuple[str, dict[str, Any]]:
    let_errors_stand(cast)
    return "/plans/khulna/2023-24/apa/agreement/", {"propose": "1", "seen": "0"}


def _text(cast: Cast) -> tuple[str, dict[str, Any]]:
    return "/plans/khulna/2023-24/apa/parts/", {"vision": "x" * 9000, "vision-version": "0"}


def _brought(cast: Cast) -> tuple[str, dict[str, Any]]:
    content = (FIXTURES / "apa-progress-khulna-2024-q4.txt").read_bytes()
    return "/workshop/bring/", {"files": SimpleUploadedFile("খুলনা.txt", content)}


def _amendment_begun(cast: Cast) -> tuple[str, dict[str, Any]]:
    agreed_plan(cast)
    return AMENDMENT, {"do": "begin", "version": "0"}


def _amendment_proposed(cast: Cast) -> tuple[str, dict[str, Any]]:
    begin_amendment(agreed_plan(cast), by=cast.officer)
    amendment = open_amendment(cast.plan)
    assert amendment is not None
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    amendment.refresh_from_db()
    reason = {f"reason-{key}": "ক" * 1900}
    return AMENDMENT, {"do": "propose", "version": amendment.version, **reason}


def _papers(cast: Cast) -> tuple[str, dict[str, Any]]:
    asked = {"form": "progress", "office": cast.head_office.code, "kind": "apa"}
    return "/papers/", {**asked, "month": "2024-06", "made_as": "pdf"}


def _template_sent(cast: Cast) -> tuple[str, dict[str, Any]]:
    planner = planner_of(cast)
    User.objects.filter(pk=planner.pk).update(language="en")
    document = replace(agreement(), fiscal_year=FiscalYearSpan(2024))
    template = begun(copied(document, kind=Kind.APA), office=cast.head_office, by=planner)
    Draft.objects.filter(pk=template.pk).update(is_template=True)
    book = SimpleUploadedFile("a.xlsx", book_of(template, "khulna", "jashore"))
    page = client_of(planner).post(f"/templates/{template.pk}/bring/", {"file": book}).text
    said = {name: hidden(page, name) for name in ("file_name", "shown")}
    return f"/templates/{template.pk}/send/", said


def _kept(cast: Cast) -> tuple[str, dict[str, Any]]:
    document = replace(agreement(), fiscal_year=FiscalYearSpan(2024))
    draft = begun(copied(document, kind=Kind.APA), office=cast.khulna, by=cast.officer)
    return f"/workshop/{draft.pk}/keep/", {}


NEWER: Final = {
    "an amendment begun": (_amendment_begun, "officer"),
    "an amendment proposed": (_amendment_proposed, "officer"),
    "a template sent": (_template_sent, "planner"),
    "a draft kept": (_kept, "officer"),
    "an alert dismissed": (_dismissal, "superior"),
    "a plan proposed": (_proposal, "officer"),
    "a file brought": (_brought, "officer"),
    "a text written": (_text, "officer"),
}


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", NEWER)
def test_full_database_takes_no_step_by_halves(cast: Cast, what: str) -> None:
    begin, who = NEWER[what]
    address, form = begin(cast)
    client = client_of(planner_of(cast) if who == "planner" else getattr(cast, who))
    client.raise_request_exception = False
    before, files = rows(connection), written()

    with full_database():
        answer = client.post(address, form)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert rows(connection) == before
    assert written() == files
    for one in form.values():
        if isinstance(one, SimpleUploadedFile):
            one.seek(0)
    assert client.post(address, form).status_code == 302


@pytest.mark.once
@pytest.mark.django_db
def test_form_is_printed_where_its_store_is_full(cast: Cast) -> None:
    client = client_of(cast.officer)
    fonts = engine_of_process().fonts._folder

    with hardly_any_room():
        printed = client.get(FORM + "?cumulative=shown")

    assert printed.content.startswith(b"%PDF")
    assert fonts.is_relative_to("/dev/shm")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_evidence_that_finds_no_room_asks_to_try_again_and_leaves_nothing(cast: Cast) -> None:
    client, before = client_of(cast.officer), stored()
    client.raise_request_exception = False
    address = f"{MONTH}evidence/{cast.indicator('1.1.1').pk}/"

    with hardly_any_room():
        answer = client.post(address, {"files": SimpleUploadedFile("a.pdf", big_pdf())})

    assert answer.status_code == 503
    assert stored() == before
    assert not Evidence.objects.exists()


@pytest.mark.once
@pytest.mark.django_db
def test_upload_that_finds_no_room_leaves_nothing(db: None) -> None:
    before, upload = written(), PendingUpload()

    with pytest.raises(OSError, match="large"), hardly_any_room():
        upload.save(b"x" * (ROOM + 1))

    assert written() == before


@pytest.mark.once
@pytest.mark.django_db
def test_papers_that_find_no_room_leave_nothing(cast: Cast) -> None:
    address, form = _papers(cast)
    client, before = client_of(cast.reviewer), written()
    client.post(address, form)

    with pytest.raises(OSError, match="large"), hardly_any_room():
        build_batch.func(str(Batch.objects.get().pk))

    assert written() == before
    assert not Batch.objects.get().file


@pytest.mark.django_db
def test_beginning_of_a_file_is_taken_away(cast: Cast) -> None:
    before = stored()

    with pytest.raises(OSError, match="large"), hardly_any_room():
        add_evidence(cast.indicator("1.1.1"), JUNE, name="a.pdf", data=big_pdf(), by=cast.officer)

    assert stored() == before


@pytest.mark.django_db(transaction=True)
def test_file_whose_row_is_not_committed_is_taken_away(cast: Cast) -> None:
    before, nobody = stored(), User(pk=10**6)

    with pytest.raises(IntegrityError):
        add_evidence(cast.indicator("1.1.1"), JUNE, name="a.pdf", data=pdf(), by=nobody)

    assert stored() == before
    assert not Evidence.objects.exists()


@pytest.mark.django_db
def test_file_that_a_killed_process_left_is_named(cast: Cast) -> None:
    known = add_evidence(cast.indicator("1.1.1"), JUNE, name="a", data=pdf(), by=cast.officer)
    store, said = storages["evidence"], StringIO()
    young, old = (store.save(f"ab/{name}.pdf", ContentFile(b"x")) for name in ("young", "old"))
    for place in (old, str(known.file.name)):
        os.utime(store.path(place), (0, 0))

    try:
        with pytest.raises(SystemExit):
            call_command("check_evidence", stdout=said)
    finally:
        store.delete(young)
        store.delete(old)

    named = [line for line in said.getvalue().splitlines() if "of no evidence" in line]
    assert named == [f"{old}: in the store, and of no evidence; it can be removed."]
