"""What somebody's file takes of memory: bounded, and in proportion to its size."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from spreadsheets.apart import MOST_MEMORY, worked_apart
from tests.benchmarks.test_bench_evidence import GROWING as EVIDENCE
from tests.indicators.returns.evidence.files import office
from tests.plans.forms.test_hostile import GROWING as FORMS
from tests.plans.forms.writers import docx_of

pytestmark = pytest.mark.once

MOST: Final = 200
"""Megabytes that any file may take."""

_PEAK: Final = """
import runpy, sys
module, *arguments = sys.argv[1:]
sys.argv[1:] = arguments
try:
    runpy.run_module(module, run_name="__main__", alter_sys=True)
finally:
    told = open("/proc/self/status").read()
    sys.stderr.write("PEAK " + told.partition("VmHWM:")[2].split()[0])
"""


def megabytes(module: str, data: bytes, *arguments: str) -> float:
    """The most that the process which looks through the file had in memory."""
    done = subprocess.run(
        [sys.executable, "-s", "-c", _PEAK, module, *arguments],
        input=data,
        capture_output=True,
        cwd=Path(__file__).resolve().parents[2],
        env={"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"},
        timeout=120,
        check=False,
    )
    told = done.stderr.decode(errors="replace").rpartition("PEAK ")[2]
    assert told.isdecimal(), done.stderr[-400:]
    return int(told) / 1024


evidence: Final = partial(megabytes, "indicators.returns.evidence.apart")


def form(data: bytes) -> float:
    return megabytes("plans.forms.apart", data, "grids", "as-it-is")


def picture(mode: str, kind: str, width: int, height: int, **how: object) -> bytes:
    output = io.BytesIO()
    Image.new(mode, (width, height)).save(output, kind, **how)
    return output.getvalue()


RUN: Final = "<w:p><w:r><w:t>7</w:t></w:r></w:p>"


def stored(body: str) -> bytes:
    """A Word file that is not packed: no ratio gives it away."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        told = f"<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", told)
    return output.getvalue()


LARGEST: Final[dict[str, tuple[Callable[[bytes], float], Callable[[], bytes]]]] = {
    "photo of 48 megapixels": (evidence, lambda: picture("RGB", "JPEG", 8000, 6000)),
    "progressive photo": (
        evidence,
        lambda: picture("RGB", "JPEG", 4600, 3400, progressive=True),
    ),
    "picture that can be seen through": (
        evidence,
        lambda: picture("RGBA", "PNG", 4600, 3400, compress_level=1),
    ),
    "picture that unpacks without end": (
        evidence,
        lambda: picture("L", "PNG", 16000, 16000, compress_level=1),
    ),
    "office file of one part": (evidence, lambda: office(extra={"xl/a.xml": b"<a/>" * 900_000})),
    "form of one text": (form, lambda: docx_of(RUN.replace("7", "A" * 20_000_000))),
    "form of as many tags as are read": (form, lambda: stored(RUN * 90_000)),
    "page of tags": (form, lambda: b"<html><table>" + b"<tr><td><b></b>" * 300_000),
    "page of rows": (form, lambda: b"<html><table>" + b"<tr><td>x</td></tr>" * 20_000),
    "text of cells": (form, lambda: (b"1\t" * 29 + b"1\n") * 1_900),
    "text in another coding": (form, lambda: ("১\t" * 400_000).encode("utf-16")),
}


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_that_is_read_takes_no_more_than_that(name: str) -> None:
    read, make = LARGEST[name]
    assert read(make()) <= MOST


@pytest.mark.parametrize(
    ("read", "make"),
    [
        *(pytest.param(evidence, make, id=f"evidence: {name}") for name, make in EVIDENCE.items()),
        *(pytest.param(form, make, id=f"form: {name}") for name, make in FORMS.items()),
    ],
)
def test_no_hostile_file_takes_more(
    read: Callable[[bytes], float], make: Callable[[int], bytes]
) -> None:
    """How it grows from one to eight times the file stands in docs/evidence.md."""
    assert read(make(8)) <= MOST


def test_who_takes_more_is_stopped() -> None:
    module, most = "tests.spreadsheets.hungry", MOST_MEMORY // 1024 // 1024
    assert most <= 256
    assert worked_apart(module, b"100") == str(100 * 1024 * 1024).encode()
    assert worked_apart(module, str(most).encode()) is None
