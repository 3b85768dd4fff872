from decimal import Decimal

import pytest

from plans.document.bilingual import days_long


@pytest.mark.parametrize(
    ("days", "bn", "en"),
    [
        (0, "০ দিন", "0 days"),
        (1, "১ দিন", "1 day"),
        (Decimal("0.5"), "১ দিন", "1 day"),
        (Decimal("1.5"), "২ দিন", "2 days"),
        (12, "১২ দিন", "12 days"),
        (1200, "১,২০০ দিন", "1,200 days"),
    ],
)
def test_days_are_counted_in_words_of_both_languages(days: Decimal | int, bn: str, en: str) -> None:
    assert (days_long(days).bn, days_long(days).en) == (bn, en)
