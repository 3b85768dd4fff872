from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from config.log_lines import OneLineFormatter, one_line
from ledger.requests import tracing


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLineFormatter())
    logger = logging.Logger("plans")
    logger.addHandler(handler)
    yield logger, stream
    handler.close()


def test_typed_text_cannot_forge_an_entry(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log

    logger.warning("remark: %s", "x\r\n2024-06-30 12:00:00 ERROR plans: forged\u2028\x1b[31m")

    [line] = stream.getvalue().splitlines()
    assert line.endswith(
        r"WARNING plans: remark: x\r\n2024-06-30 12:00:00 ERROR plans: forged\u2028\x1b[31m"
    )


def test_traceback_is_folded_into_the_line(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log

    try:
        raise ValueError("first\nsecond")
    except ValueError:
        logger.exception("failed")

    [line] = stream.getvalue().splitlines()
    assert r"failed\nTraceback" in line
    assert r"ValueError: first\nsecond" in line


def test_traceback_can_stay_as_it_is() -> None:
    record = logging.LogRecord("plans", logging.ERROR, "x.py", 1, "a\nb", None, None)
    record.exc_text = "Traceback\n  line"

    assert OneLineFormatter(folds=False).format(record).endswith("a\\nb\nTraceback\n  line")


@pytest.mark.parametrize("text", ["জুন ২০২৪ — ৭২টি", "tab\there", "é ✓ \u200c\u200d"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert one_line(text) == text


def test_entry_names_the_request_that_it_belongs_to(
    log: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = log

    with tracing() as request:
        logger.warning("slow")
    logger.warning("idle")

    inside, outside = stream.getvalue().splitlines()
    assert inside.endswith(f" WARNING {request} plans: slow")
    assert outside.endswith(" WARNING plans: idle")
