from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from plans.document.values import PlanDocument
from reports.paper import PaperForm, PaperRequest, render_cached
from reports.paper.cache import key_of
from tests.reports.paper.samples import Requester


@pytest.fixture
def request_(one_indicator: Callable[..., PlanDocument], requested: Requester) -> PaperRequest:
    return requested(one_indicator(), PaperForm.PLAN)


@pytest.fixture
def store(tmp_path: Path, settings: Settings) -> Path:
    settings.PAPER_CACHE_DIR = tmp_path / "paper"
    settings.PAPER_CACHE_FILES = 2
    return tmp_path / "paper"


def test_form_that_was_printed_before_comes_from_the_store(
    store: Path, request_: PaperRequest
) -> None:
    first = render_cached(request_)
    (store / f"{key_of(request_)}.pdf").write_bytes(b"stored")

    assert first.startswith(b"%PDF")
    assert render_cached(request_) == b"stored"


def test_changed_figure_is_printed_anew(
    request_: PaperRequest, one_indicator: Callable[..., PlanDocument]
) -> None:
    changed = replace(request_, document=one_indicator(unit="জন"))

    assert key_of(changed) != key_of(request_)
    assert key_of(replace(request_)) == key_of(request_)


def test_oldest_unused_files_go_when_there_are_too_many(
    store: Path, request_: PaperRequest
) -> None:
    requests = [replace(request_, is_demo=demo) for demo in (False, True)]
    files = [store / f"{key_of(request)}.pdf" for request in requests]
    for age, request in enumerate(requests):
        render_cached(request)
        os.utime(files[age], (age, age))

    render_cached(requests[0])
    render_cached(replace(request_, language="en"))

    assert [file.exists() for file in files] == [True, False]
    assert len(list(store.iterdir())) == 2
