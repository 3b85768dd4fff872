from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.cache import caches
from pytest_django import Settings

from plans.document.values import PlanDocument
from reports.paper import PaperForm, PaperRequest, render, render_cached
from reports.paper.cache import key_of
from reports.paper.content import paper_of
from reports.paper.printing import remembered_starts
from tests.reports.paper.samples import Requester


@pytest.fixture
def request_(one_indicator: Callable[..., PlanDocument], requested: Requester) -> PaperRequest:
    return requested(one_indicator(), PaperForm.PLAN)


@pytest.fixture
def store(tmp_path: Path, settings: Settings) -> Path:
    settings.CACHES = {
        name: {
            **told,
            "LOCATION": tmp_path / name,
            "OPTIONS": {"MAX_ENTRIES": 2},
        }
        for name, told in settings.CACHES.items()
    }
    return tmp_path / "paper"


def test_form_that_was_printed_before_comes_from_the_store(
    store: Path, request_: PaperRequest
) -> None:
    first = render_cached(request_)
    caches["paper"].set(key_of(request_), b"stored")

    assert first.startswith(b"%PDF")
    assert render_cached(request_) == b"stored"


def test_form_whose_file_is_damaged_is_printed_anew(store: Path, request_: PaperRequest) -> None:
    render_cached(request_)
    for file in (*store.iterdir(), *store.with_name("page-breaks").iterdir()):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    assert render_cached(request_).startswith(b"%PDF")


def test_changed_figure_is_printed_anew(
    request_: PaperRequest, one_indicator: Callable[..., PlanDocument]
) -> None:
    changed = replace(request_, document=one_indicator(unit="জন"))

    assert key_of(changed) != key_of(request_)
    assert key_of(replace(request_)) == key_of(request_)


def test_breaks_of_a_print_are_known_to_the_next_of_its_shape_in_any_process(
    store: Path, requested: Requester, khulna: PlanDocument
) -> None:
    request = requested(khulna, PaperForm.PROGRESS)
    render(request)
    again = paper_of(replace(request))

    del caches["page-breaks"]

    assert repr(again.shape) == repr(paper_of(request).shape)
    assert " at 0x" not in repr(again.shape)
    assert remembered_starts(again)
