"""How long an office's form takes to be read: 32 rows in every format, and 64 of them."""

from __future__ import annotations

import time

import pytest

from plans.forms.reading import read_file
from tests.plans.document.forms import KHULNA
from tests.plans.forms.writers import WRITERS, Sheet

LINES = [line for line in KHULNA.split("\n") if line.strip()]
TABLE = [line.split("\t") for line in LINES if "\t" in line]
WIDTH = max(map(len, TABLE))
FORM = Sheet(
    [line for line in LINES[:5] if "\t" not in line],
    [row + [""] * (WIDTH - len(row)) for row in TABLE],
)


@pytest.mark.benchmark
@pytest.mark.parametrize("written", WRITERS)
def test_form_of_32_rows_is_read_within_a_third_of_a_second(written: str) -> None:
    content = WRITERS[written](FORM)
    start = time.process_time()
    readings = read_file(content)

    assert time.process_time() - start < 0.3
    assert isinstance(readings, tuple)


@pytest.mark.benchmark
def test_64_word_files_are_read_within_20_seconds() -> None:
    content = WRITERS["docx"](FORM)
    start = time.process_time()
    for _ in range(64):
        read_file(content)

    assert time.process_time() - start < 20
