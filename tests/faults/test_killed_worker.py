from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final

import pytest

from indicators.returns.models import Achievement, Score
from indicators.returns.scores.reckoning import rules_of, score_figures
from indicators.returns.selectors.figures import figures_of
from tests.cast import JUNE, Cast, client_of, known, make_cast
from tests.faults.serving import PATIENCE, Server, Typist, database_url, serving, until

KILLS: Final = 6
STEP: Final = 0.012
"""Seconds; six of them are about one save."""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def server(cast: Cast, tmp_path: Path) -> Iterator[Server]:
    with serving(database_url(), tmp_path) as server:
        yield server


@pytest.fixture
def typist(cast: Cast, server: Server) -> Typist:
    # One figure in all cells of a save; dated indicators would not take it.
    indicators = cast.plan.indicators.exclude(method="date")
    session = client_of(cast.officer).cookies["sessionid"].value
    cells = indicators.values_list("pk", flat=True)
    return Typist(server, cookie=f"sessionid={session}", cells=cells)


def assert_saves_are_whole(cast: Cast, typist: Typist) -> None:
    monthly_return = cast.monthly_return()
    written = Achievement.objects.filter(monthly_return=monthly_return, indicator__in=typist.cells)
    assert set(written.values_list("version", flat=True)) == {monthly_return.version}
    assert len(set(written.values_list("value", flat=True))) == 1
    assert typist.saved <= monthly_return.version - 1 <= typist.saved + typist.lost
    anew = score_figures(figures_of(cast.plan), month=JUNE, rules=rules_of(cast.plan.rule_set))
    stored = Score.objects.get(plan=cast.plan, month=JUNE)
    assert round(known(stored.weighted), 9) == round(known(anew.weighted), 9)


def test_workers_killed_during_saves_leave_nothing_half_written(
    cast: Cast, server: Server, typist: Typist
) -> None:
    with ThreadPoolExecutor(1) as thread:
        for number in range(KILLS):
            stop, before = Event(), typist.saved
            typing = thread.submit(typist.save_until, stop)
            until(partial(has_saved_since, typist, before))
            # Each kill falls a little later into the next save.
            until(partial(is_past, time.monotonic() + number * STEP))
            stop.set()
            for worker in server.workers():
                os.kill(worker, signal.SIGKILL)
            typing.result(timeout=2 * PATIENCE)
            assert_saves_are_whole(cast, typist)

    assert typist.lost, "no kill met a save"


def has_saved_since(typist: Typist, before: int) -> bool:
    return typist.saved > before


def is_past(moment: float) -> bool:
    return time.monotonic() >= moment
