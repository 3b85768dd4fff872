"""A process that prints papers for a worker, and ends with it."""

from __future__ import annotations

import gc
import os
import signal
from multiprocessing import parent_process
from threading import Thread
from typing import TYPE_CHECKING, Final

import django
from django.utils import translation

if TYPE_CHECKING:
    from reports.batch.parts import Paper

_YIELDING: Final = 5
"""How much more polite it is than what answers people."""


def begin(language: str) -> None:
    """Load all that prints, and say what papers say in the language."""
    os.nice(_YIELDING)
    # Whoever stops the worker by its keys, stops it; it lets this process go.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    translation.activate(language)
    gc.freeze()


def pdf_apart(paper: Paper) -> bytes:
    """As ``reports.batch.parts.pdf_of``."""
    # What it brings along needs the settings, which are read by ``begin``.
    from reports.batch.parts import pdf_of  # noqa: PLC0415

    return pdf_of(paper)


def _end_with_parent() -> None:
    """A killed worker tells nobody: what it has begun must not go on without it."""
    if worker := parent_process():
        worker.join()
    os._exit(1)
