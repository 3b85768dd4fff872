"""How the time of looking through a file grows with it: eight times the file, about eight times."""

from __future__ import annotations

import gc
import logging
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Final

import pytest

from indicators.returns.evidence.content import examine
from tests.indicators.returns.evidence.files import acting_pdf, office, packed, pdf_of, stream

SIZES: Final = (1, 2, 4, 8)
GROWING: Final[dict[str, Callable[[int], bytes]]] = {
    "relations without end": lambda n: office(
        extra={"_rels/.rels": b"<Relationship " * (9_000 * n)}
    ),
    "elements of a sheet": lambda n: office(
        extra={"xl/a.xml": b"<a>" + b'<c r="A1"><f>A1+%d</f></c>' % n * (20_000 * n) + b"</a>"}
    ),
    "the word ObjStm": lambda n: acting_pdf(unlisted=b"/ObjStm " * (80_000 * n)),
    "objects": lambda n: acting_pdf(b"", *[b"<</A 1>>"] * (5_000 * n)),
    "objects kept compressed": lambda n: acting_pdf(b"", packed(*[b"<</A 1>>"] * (5_000 * n))),
    "references to nothing": lambda n: acting_pdf(
        b"", *[b"<</A %d 0 R/AA %d 0 R>>" % (k, k) for k in range(900_000, 900_000 + 3_000 * n)]
    ),
    "lengths that are nowhere": lambda n: acting_pdf(
        b"", *[b"<</Length 99999 0 R>>\nstream\nx\nendstream"] * (2_000 * n)
    ),
    "streams without an end": lambda n: acting_pdf(unlisted=b"1 0 obj<<>>stream\n" * (20_000 * n)),
    "a tree of pages": lambda n: pdf_of(
        b"<</Pages 2 0 R>>",
        *[b"<</Type/Pages/Kids[%d 0 R]>>" % (k + 3) for k in range(2_000 * n)],
        b"<</Type/Page>>",
    ),
    "a list that many hold": lambda n: acting_pdf(
        b"", b"[" + b"3 0 R " * (1_000 * n) + b"]", *[b"<</Next 4 0 R/AA 4 0 R>>"] * (1_000 * n)
    ),
    "objects within each other": lambda n: acting_pdf(
        unlisted=b"9 0 obj(" * (3_000 * n) + b")" * (3_000 * n)
    ),
    "objects within each other, packed": lambda n: acting_pdf(
        b"",
        stream(
            b"/Type/ObjStm/N %d/First %d" % (300 * n, 3_000 * n),
            b"".join(b"%d %d " % (k, k) for k in range(300 * n)).ljust(3_000 * n)
            + b"(" * (300 * n)
            + b")" * (300 * n),
        ),
    ),
    "a list of pages that many share": lambda n: acting_pdf(
        b"",
        b"[" + b"5 0 R " * (1_000 * n) + b"]",
        *[b"<</Type/Pages/Kids 4 0 R>>"] * (1_000 * n),
    ).replace(b"Kids[3 0 R]", b"Kids 4 0 R ", 1),
    "a string in hex": lambda n: acting_pdf(b"", b"<" + b"00" * (200_000 * n) + b">"),
    "dictionaries in a dictionary": lambda n: acting_pdf(
        b"", *[b"<<%s>>" % b"".join(b"/A%d<<>>" % k for k in range(200))] * (40 * n)
    ),
    "blanks behind the end": lambda n: acting_pdf() + b" " * (500_000 * n),
    "packed blanks": lambda n: acting_pdf(
        b"",
        stream(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", zlib.compress(b" " * 4_000_000 * n)),
    ),
}


TIMES: Final = 3
"""The best of them counts: what else the machine does is not the file's doing."""


def _work_on(data: bytes) -> float:
    """Seconds of the processor, with the rubbish of what was before swept away."""
    gc.collect()
    begin = time.process_time()
    examine(data)
    return time.process_time() - begin


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """As in the process that looks through a file, nothing is logged."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("name", GROWING)
def test_time_grows_with_the_file(name: str) -> None:
    took = []
    for size in SIZES:
        data = GROWING[name](size)
        took.append(min(_work_on(data) for _ in range(TIMES)))
    told = "  ".join(f"{1000 * seconds:7.0f} ms" for seconds in took)
    print(  # noqa: T201
        f"\n{name:28} {told}  8 × the size: {took[-1] / max(took[0], 1e-4):5.1f} × the time"
    )
