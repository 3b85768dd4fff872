from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from config.jobs.leases import MOST_ATTEMPTS, put_back_lost_jobs
from config.models import Lease
from indicators.returns.evidence.models import Evidence, EvidenceVerdict
from indicators.returns.evidence.services import add_evidence, judge_evidence
from numerals import FiscalYearSpan
from offices.models import User
from reports.packet.jobs import build_packet
from reports.packet.keeping import purge_packets
from reports.packet.models import Packet, packet_storage
from reports.packet.quarter import Quarter
from reports.packet.requests import request_packet
from tests.cast import JUNE, Cast, client_of
from tests.indicators.returns.evidence.files import pdf

Q4 = Quarter(FiscalYearSpan(2023), 4)
PAGE = "/plans/khulna/2023-24/apa/packet/q4/"
FILE = "/plans/khulna/2023-24/apa/evidence-q4.pdf"


@pytest.fixture(autouse=True)
def empty_folders() -> None:
    for folder in (settings.WORK_DIR, Path(packet_storage().path(""))):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()


def give(cast: Cast, pages: int = 1) -> Evidence:
    name = f"{pages}.pdf"
    return add_evidence(cast.indicator("1.1.1"), JUNE, name=name, data=pdf(pages), by=cast.officer)


def ask(cast: Cast, by: User | None = None) -> Packet:
    return request_packet(cast.plan, Q4, language="en", by=by or cast.officer)


def work() -> None:
    call_command("work", once=True)


@pytest.mark.once
def test_packet_is_asked_for_made_and_taken_home(cast: Cast) -> None:
    give(cast, pages=2)
    client = client_of(cast.officer)

    assert "Make the packet" in client.get(PAGE).text
    assert client.post(PAGE, follow=True).redirect_chain == [(PAGE, 302)]
    assert "waits for its turn" in client.get(PAGE).text
    work()
    assert FILE in client.get(PAGE).text
    answer = client.get(FILE)

    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert body.startswith(b"%PDF-")
    assert 'filename="khulna-apa-evidence-2023-24-Q4-en.pdf"' in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    packet = Packet.objects.get()
    with packet.file.open("rb") as file:
        assert len(PdfReader(file).pages) == 1 + 2
    assert (packet.done, packet.total, packet.attempt) == (0, 1, 1)
    assert not list(settings.WORK_DIR.iterdir())


@pytest.mark.once
def test_file_that_is_not_made_yet_leads_to_the_page(cast: Cast) -> None:
    assert client_of(cast.officer).get(FILE).headers["Location"] == PAGE


@pytest.mark.once
@pytest.mark.parametrize("who", ["sibling", "other_region", "outsider"])
def test_finished_packet_is_not_there_for_others(cast: Cast, who: str) -> None:
    ask(cast)
    work()
    client = client_of(getattr(cast, who))

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE).status_code == 404
    assert client.get(FILE).status_code == 404


def test_posting_that_ended_meanwhile_closes_the_download(cast: Cast) -> None:
    ask(cast)
    work()
    cast.officer.postings.update(ends="2021-06-30")

    assert client_of(cast.officer).get(FILE).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("number", ["0", "5", "99"])
def test_quarter_that_is_none_has_no_packet(cast: Cast, number: str) -> None:
    client = client_of(cast.officer)

    assert client.get(PAGE.replace("q4", f"q{number}")).status_code == 404
    assert client.get(FILE.replace("q4", f"q{number}")).status_code == 404


def test_same_packet_is_made_once_whoever_asks(cast: Cast) -> None:
    give(cast)

    first = ask(cast)
    assert ask(cast, by=cast.reviewer) == first
    work()
    assert ask(cast, by=cast.reviewer) == first
    assert DBTaskResult.objects.count() == 1


@pytest.mark.once
def test_new_evidence_and_a_verdict_ask_for_another_packet(cast: Cast) -> None:
    file = give(cast)
    first = ask(cast)
    work()
    client = client_of(cast.reviewer)
    assert "Make it again" not in client.get(PAGE).text

    cast.submit()
    judge_evidence(file, verdict=EvidenceVerdict.VERIFIED, note="", by=cast.reviewer)

    assert "Make it again" in client.get(PAGE).text
    assert ask(cast) != first


@pytest.mark.once
def test_lost_file_can_be_made_again(cast: Cast) -> None:
    first = ask(cast)
    work()
    packet_storage().delete(Packet.objects.get().file.name or "")

    assert "Try again" in client_of(cast.officer).get(PAGE).text
    assert ask(cast) != first


def lose_worker(times: int = 1) -> None:
    """As a killed worker leaves it: marked as running, with a lease that nobody renews."""
    long_ago = timezone.now() - timedelta(minutes=5)
    job = DBTaskResult.objects.get()
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago, worker_ids=["gone"] * times)
    Lease.objects.create(job=job.pk, worker="gone", renewed_at=long_ago)


def test_job_of_a_dead_worker_is_taken_up_again(cast: Cast) -> None:
    packet = ask(cast)
    lose_worker()
    left = settings.WORK_DIR / f"packet-{packet.pk}-left"
    left.mkdir(parents=True)
    (left / "packet.pdf").write_bytes(b"%PDF-half")

    work()

    assert not left.exists()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert Packet.objects.get().finished_at
    assert not Lease.objects.exists()


def test_job_with_a_fresh_lease_is_left_alone(cast: Cast) -> None:
    ask(cast)
    lose_worker()
    Lease.objects.update(renewed_at=timezone.now())

    assert put_back_lost_jobs(seconds=60) == 0
    assert DBTaskResult.objects.get().status == "RUNNING"


@pytest.mark.once
def test_job_that_takes_its_workers_down_fails_and_says_so(cast: Cast) -> None:
    packet = ask(cast)
    lose_worker(times=MOST_ATTEMPTS)

    work()

    page = client_of(cast.officer).get(PAGE).text
    assert "stopped three times" in page
    assert "Try again" in page
    assert ask(cast) != packet


@pytest.mark.once
def test_late_attempt_does_not_touch_what_another_finished(cast: Cast) -> None:
    packet = ask(cast)
    work()
    kept = Packet.objects.get()

    build_packet.call(str(packet.pk))

    again = Packet.objects.get()
    assert (again.file, again.attempt) == (kept.file, kept.attempt)
    assert packet_storage().listdir("")[1] == [kept.file.name]


def test_old_packets_and_strays_go(cast: Cast) -> None:
    ask(cast)
    work()
    storage = packet_storage()
    stray = Path(storage.path("stray.pdf"))
    stray.write_bytes(b"%PDF-")
    folder = settings.WORK_DIR / "packet-old"
    folder.mkdir(exist_ok=True)

    purge_packets()
    assert (Packet.objects.count(), stray.exists(), folder.exists()) == (1, True, True)
    Packet.objects.update(requested_at=timezone.now() - timedelta(days=8))
    os.utime(stray, (0, 0))
    os.utime(folder, (0, 0))
    purge_packets()

    assert not Packet.objects.exists()
    assert storage.listdir("")[1] == []
    assert not folder.exists()


@pytest.mark.parametrize("files", [1, 4])
def test_page_asks_the_database_a_fixed_number_of_times(
    cast: Cast, django_assert_num_queries: object, files: int
) -> None:
    for pages in range(files):
        give(cast, pages=pages + 1)
    ask(cast)
    client = client_of(cast.officer)
    client.get(PAGE)

    with django_assert_num_queries(8):  # type: ignore[operator]
        client.get(PAGE)
