"""Files made to be slow: eight times the file takes about eight times the work, or is refused."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Iterator
from typing import Final

import pytest

from indicators.returns.evidence.content import examine
from spreadsheets.apart import SECONDS_OF_WORK
from tests.benchmarks.test_bench_evidence import GROWING

pytestmark = pytest.mark.once

LARGER: Final = 8
NOISE: Final = 2.5
"""How much more the same work may take on a machine that does other work."""

SHORTEST: Final = 0.02
"""Seconds that are measured as no time at all."""


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """As in the process that looks through a file, nothing is logged."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def work_on(data: bytes) -> float:
    """Seconds of the processor, the better of two."""
    took = []
    for _ in range(2):
        gc.collect()
        begin = time.process_time()
        examine(data)
        took.append(time.process_time() - begin)
    return min(took)


@pytest.mark.parametrize("name", GROWING)
def test_work_grows_with_the_file_alone(name: str) -> None:
    once, more = (work_on(GROWING[name](size)) for size in (1, LARGER))

    assert more <= NOISE * LARGER * max(once, SHORTEST)
    assert more < SECONDS_OF_WORK
