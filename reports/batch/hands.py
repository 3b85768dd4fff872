"""The papers of a batch are printed by several processes, as many as there are cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Final

from django.conf import settings

from numerals import Language
from reports.batch.apart import begin, pdf_apart
from reports.batch.parts import Paper, SheetRequest, pdf_of

WORTH_IT: Final = 8
"""Papers for which a process is begun: its start takes as long as four of them."""
_AHEAD: Final = 2
"""Papers for each process that are read before they are printed, so that none waits."""


def pdfs_of(
    papers: Iterable[Paper | None], *, count: int, language: Language
) -> Generator[bytes, None, None]:
    """The ``count`` papers as PDFs, in their order; nothing where there is no paper.

    What is given to other processes are values alone; a fact sheet asks the database for more and
    is printed here. Let the iterator go (``contextlib.closing``) to drop what is not printed yet.
    """
    cores = settings.PRINTERS or len(os.sched_getaffinity(0))
    hands = min(cores, count // WORTH_IT)
    if hands < 2:
        yield from (_print(paper) for paper in papers)
        return
    pool = ProcessPoolExecutor(
        hands, mp_context=get_context("spawn"), initializer=begin, initargs=(language,)
    )
    given: deque[tuple[Paper | None, Future[bytes] | None]] = deque()
    try:
        for paper in papers:
            given.append((paper, _give(pool, paper)))
            if len(given) > hands * _AHEAD:
                yield _taken(*given.popleft())
        while given:
            yield _taken(*given.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _give(pool: ProcessPoolExecutor, paper: Paper | None) -> Future[bytes] | None:
    if paper is None or isinstance(paper, SheetRequest):
        return None
    try:
        return pool.submit(pdf_apart, paper)
    except BrokenProcessPool:
        return None


def _taken(paper: Paper | None, pdf: Future[bytes] | None) -> bytes:
    """What a process has printed. If one was ended from outside, for its memory perhaps, the others
    end with it, and what is left is printed here.
    """
    try:
        return _print(paper) if pdf is None else pdf.result()
    except BrokenProcessPool:
        return _print(paper)


def _print(paper: Paper | None) -> bytes:
    return b"" if paper is None else pdf_of(paper)
