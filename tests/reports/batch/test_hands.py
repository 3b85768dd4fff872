"""Papers printed by several processes: the same ones, whatever becomes of the processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from multiprocessing import active_children
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from reports.batch import hands
from reports.paper import PaperForm, PaperRequest, render
from tests.faults.serving import ROOT, environment, until
from tests.reports.paper.reading import pdf_pages
from tests.reports.paper.samples import INNOVATION, document_of, request_of

ONE_HAND = """
import sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from os import getpid
from reports.batch.apart import begin

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=begin, initargs=("bn",))
    print(pool.submit(getpid).result(), flush=True)
    time.sleep(600)
"""


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes even for a few papers."""
    monkeypatch.setattr(settings, "PRINTERS", 2)
    monkeypatch.setattr(hands, "WORTH_IT", 1)


def papers(number: int) -> list[PaperRequest]:
    """As many of the same form, told apart by their agreed version."""
    document = document_of(INNOVATION)
    return [request_of(document, PaperForm.PLAN, version=one + 1) for one in range(number)]


def texts_of(pdfs: Iterator[bytes]) -> list[list[str]]:
    return [pdf_pages(pdf) if pdf else [] for pdf in pdfs]


@pytest.mark.once
@pytest.mark.usefixtures("two")
def test_papers_come_in_their_order_also_when_a_process_is_killed() -> None:
    asked: list[PaperRequest | None] = [*papers(8)]
    asked.insert(1, None)
    with translation.override("bn"):
        expected = [pdf_pages(render(paper)) if paper else [] for paper in asked]

        with closing(hands.pdfs_of(asked, count=len(asked), language="bn")) as printing:
            found = texts_of(next(printing) for _ in range(3))
            [first, *_] = active_children()
            first.kill()
            found += texts_of(printing)

    assert found == expected
    assert len({str(pages) for pages in found}) == len(asked)


@pytest.mark.once
@pytest.mark.usefixtures("two")
def test_what_cannot_be_printed_fails_as_it_does_here_and_leaves_no_process() -> None:
    broken: list[PaperRequest | None] = [None, *papers(1)]
    object.__setattr__(broken[1], "document", None)

    with pytest.raises(AttributeError):
        list(hands.pdfs_of(broken, count=2, language="bn"))

    assert active_children() == []


@pytest.mark.parametrize(("printers", "count"), [(1, 64), (2, 15), (8, 1)])
def test_few_papers_or_one_core_begin_no_process(
    printers: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PRINTERS", printers)
    monkeypatch.setattr(hands, "pdf_of", lambda paper: f"{paper.version}".encode())
    monkeypatch.setattr(hands, "ProcessPoolExecutor", None)

    assert list(hands.pdfs_of(papers(2), count=count, language="bn")) == [b"1", b"2"]


@pytest.mark.once
def test_process_ends_with_the_worker_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "worker.py"
    script.write_text(ONE_HAND)
    own = environment("sqlite://", tmp_path) | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=own) as worker:
        assert worker.stdout
        hand = int(worker.stdout.readline())
        worker.kill()

    def is_gone() -> bool:
        with suppress(ProcessLookupError):
            os.kill(hand, signal.SIG_DFL)
            return False
        return True

    until(is_gone)
