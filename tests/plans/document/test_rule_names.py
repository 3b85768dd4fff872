from __future__ import annotations

import pytest

from plans.document.defaults import Kind, rules_label


@pytest.mark.parametrize(
    ("name", "bn", "en"),
    [
        ("2023-24/apa/1", "এপিএ ২০২৩-২৪, সংস্করণ ১", "APA 2023-24, version 1"),
        (
            "2020-21/integrity/12",
            "শুদ্ধাচার কর্মপরিকল্পনা ২০২০-২১, সংস্করণ ১২",
            "Integrity action plan 2020-21, version 12",
        ),
        ("", "", ""),
        ("2023-24", "2023-24", "2023-24"),
        ("2023-24/unknown/1", "2023-24/unknown/1", "2023-24/unknown/1"),
        ("2023-24/apa/x", "2023-24/apa/x", "2023-24/apa/x"),
    ],
)
def test_rules_are_named_by_kind_year_and_version(name: str, bn: str, en: str) -> None:
    assert (rules_label(name).bn, rules_label(name).en) == (bn, en)


def test_rules_of_every_kind_are_named_for_people() -> None:
    assert all("/" not in rules_label(f"2023-24/{kind}/1").en for kind in Kind)
