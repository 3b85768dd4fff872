from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from presentation.figures import signed_points


@pytest.mark.parametrize(
    ("difference", "shown"),
    [("1.5", "+1.50"), ("-0.125", "−0.13"), ("0", "0.00"), ("-0.0000000033", "0.00")],
)
def test_difference_has_a_sign_where_there_is_one_to_see(difference: str, shown: str) -> None:
    with translation.override("en"):
        assert signed_points(Decimal(difference)) == shown
