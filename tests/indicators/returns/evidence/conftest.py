from __future__ import annotations

from collections.abc import Callable

import pytest

from indicators.returns.evidence.models import Evidence
from indicators.returns.evidence.services import add_evidence
from numerals import Month
from tests.cast import JUNE, Cast
from tests.indicators.returns.evidence.files import pdf

Add = Callable[..., Evidence]


@pytest.fixture
def add(cast: Cast) -> Add:
    """Adds a file at Khulna's 1.1.1 in June, unless told otherwise."""

    def evidence(
        data: bytes | None = None, *, row: str = "1.1.1", name: str = "a.pdf", month: Month = JUNE
    ) -> Evidence:
        content = pdf() if data is None else data
        return add_evidence(cast.indicator(row), month, name=name, data=content, by=cast.officer)

    return evidence
