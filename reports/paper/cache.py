"""Forms that were printed before: unchanged figures are not laid out again.

A printed form is kept under a digest of everything that it is printed from, so that nothing ever
has to be invalidated.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Final

from django.core.cache import caches

from reports.paper.printing import program, render
from reports.paper.request import PaperRequest

STORE: Final = "paper"
"""The cache's name in ``settings.CACHES``."""


def render_cached(request: PaperRequest) -> bytes:
    """The form as a PDF, from the store if exactly this was printed before."""
    return printed_once(key_of(request), lambda: render(request))


def printed_once(key: str, print_it: Callable[[], bytes]) -> bytes:
    """What is in the store under the key, else what is printed now, which is kept there."""
    pdf: bytes | None = caches[STORE].get(key)
    if pdf is None:
        pdf = print_it()
        caches[STORE].set(key, pdf)
    return pdf


def key_of(request: PaperRequest) -> str:
    """A digest of the request and of the program that prints it.

    The request is a value whose ``repr`` says all of it; equal values written differently
    (5 and 5.0) only cost a second print.
    """
    return sha256(f"{program()}\n{request!r}".encode()).hexdigest()
