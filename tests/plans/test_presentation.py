from __future__ import annotations

import pytest
from django.utils import translation

from plans.calendar.wording import row_name


@pytest.mark.parametrize(
    ("row", "bengali", "english"),
    [
        ("2.5.1", "২.৫.১", "2.5.1"),
        ("governance/1", "সুশাসন ও সংস্কার ১", "Governance 1"),
        ("strategic/3", "কৌশলগত ৩", "Strategic 3"),
        ("q4", "৪র্থ ত্রৈমাসিক", "Quarter 4"),
        ("half", "অর্ধ-বার্ষিক", "half-year"),
        ("", "", ""),
    ],
)
def test_row_is_named_in_the_readers_language(row: str, bengali: str, english: str) -> None:
    with translation.override("bn"):
        assert row_name(row) == bengali
    with translation.override("en"):
        assert row_name(row) == english
