from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.core.cache import caches
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from indicators.returns.evidence.services import add_evidence
from indicators.returns.importing import import_document
from numerals import FiscalYearSpan
from offices.models import Level
from plans.models import Plan
from plans.workshop.models import Bringing, BroughtFile, Draft
from plans.workshop.services import Underway, bring
from reports.batch.models import Batch, BatchFormat
from reports.batch.requests import request_batch
from reports.packet.models import Packet
from reports.packet.quarter import Quarter
from reports.packet.requests import request_packet
from tests.cast import JUNE, Cast, agreement, make_cast, office
from tests.faults.serving import PATIENCE, ROOT, database_url, until
from tests.indicators.returns.evidence.files import pdf
from tests.plans.workshop.test_many import different

FILES: Final = 12
BROUGHT: Final = 10
"""Each is read by a process of its own, which takes longer than to look."""
LEASE: Final = "3"
OFFICES: Final = 2


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def start_worker() -> subprocess.Popen[bytes]:
    """A worker on the tests' own database and files."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "work", "--lease", LEASE], cwd=ROOT, env=environment
    )


def has_begun(more_than: int) -> bool:
    return Packet.objects.get().done > more_than


def is_over() -> bool:
    return Packet.objects.get().finished_at is not None


def leftovers(packet: Packet) -> list[Path]:
    return list(settings.WORK_DIR.glob(f"packet-{packet.pk}-*"))


def test_packet_of_a_killed_worker_is_completed_once_and_whole(cast: Cast) -> None:
    for number, indicator in enumerate(cast.plan.indicators.all()[:FILES]):
        name, data = f"{number}.pdf", pdf(number % 3 + 40)
        add_evidence(indicator, JUNE, name=name, data=data, by=cast.officer)
    quarter = Quarter(FiscalYearSpan(2023), 4)
    packet = request_packet(cast.plan, quarter, language="en", by=cast.officer)

    first = start_worker()
    try:
        until(partial(has_begun, 2))
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait(timeout=PATIENCE)
    assert not is_over(), "the kill came too late"
    assert leftovers(packet), "nothing was being written"
    assert not Packet.objects.get().file
    assert DBTaskResult.objects.get().status == "RUNNING"

    second = start_worker()
    try:
        until(is_over)
    finally:
        second.terminate()
        assert second.wait(timeout=PATIENCE) == 0

    finished = Packet.objects.get()
    assert finished.attempt == 2
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    with finished.file.open("rb") as file:
        outline = PdfReader(file).outline
    assert len(outline) >= FILES
    folder = Path(finished.file.path).parent
    assert [path.name for path in folder.glob(f"{packet.pk}*")] == [finished.file.name]
    assert not leftovers(packet)


@pytest.mark.once
def test_files_that_a_killed_worker_was_reading_are_each_read_once(cast: Cast) -> None:
    made = bring([(f"{one}.docx", different(one)) for one in range(BROUGHT)], by=cast.officer)
    assert isinstance(made, Underway)

    def read() -> int:
        return BroughtFile.objects.filter(is_read=True).count()

    first = start_worker()
    try:
        until(lambda: read() > 1)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait(timeout=PATIENCE)
    assert read() < BROUGHT, "the kill came too late"
    assert Draft.objects.count() == read(), "a file was read by halves"

    second = start_worker()
    try:
        until(lambda: Bringing.objects.get().is_finished)
    finally:
        second.terminate()
        assert second.wait(timeout=PATIENCE) == 0

    assert Draft.objects.count() == read() == BROUGHT
    assert not BroughtFile.objects.exclude(refusal=None).exists()


@pytest.mark.once
def test_papers_of_many_offices_go_on_where_a_killed_worker_left_them(cast: Cast) -> None:
    for place in range(OFFICES):
        more = office(f"more-{place}", Level.DISTRICT, cast.region)
        import_document(agreement(), office=more, kind="apa")
    caches["paper"].clear()
    batch = request_batch(
        Batch(
            office=cast.head_office,
            fiscal_year=cast.plan.fiscal_year,
            kind="apa",
            form="progress",
            month="2024-06",
            made_as=BatchFormat.ZIP_PDF,
            language="bn",
        ),
        by=cast.reviewer,
    )

    def now() -> Batch:
        return Batch.objects.get(pk=batch.pk)

    first = start_worker()
    try:
        until(lambda: now().done > 1)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait(timeout=PATIENCE)
    assert now().finished_at is None, "the kill came too late"
    assert list(settings.WORK_DIR.glob(f"batch-{batch.pk}-*")), "nothing was being written"

    second = start_worker()
    try:
        until(lambda: now().finished_at is not None)
    finally:
        second.terminate()
        assert second.wait(timeout=PATIENCE) == 0

    finished = now()
    plans = Plan.objects.filter(kind="apa", fiscal_year=cast.plan.fiscal_year).count()
    assert (finished.attempt, finished.done, finished.total) == (2, plans, plans)
    with finished.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == plans
    assert not list(settings.WORK_DIR.glob(f"batch-{batch.pk}-*"))
