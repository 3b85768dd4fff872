"""The same form brings the same figures whatever program kept it."""

from __future__ import annotations

import pytest

from numerals import NIL
from tests.cast import Cast
from tests.indicators.returns.bringing.desk import Desk
from tests.indicators.returns.bringing.khulna import FORMATS, sheet_with


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("kept", FORMATS)
def test_a_month_comes_out_of_any_format(cast: Cast, kept: str) -> None:
    content = FORMATS[kept](sheet_with({"১.১.১": "৭", "১.৩.১": "-", "৩.৪.১": "১২.৫"}))
    desk = Desk(cast.officer)
    page = desk.upload(content, f"june.{kept}")
    assert desk.status == 200, page
    assert "3 cells would change" in page
    desk.press("store")
    assert cast.cell("1.1.1").figure == 7
    assert cast.cell("1.3.1").figure is NIL
    assert cast.cell("3.4.1").figure == pytest.approx(12.5)
