"""Odd forms that no family has: groups with a column left over, plans of several years."""

from __future__ import annotations

import pytest

from numerals import Message
from plans.document.rendering import reading_as_json
from plans.forms.reading import read_file
from tests.plans.forms.families import OFFICE, TIERS, tall
from tests.plans.forms.writers import WRITERS, Merged, Sheet

_WHAT = ("কৌশলগত উদ্দেশ্য", "উদ্দেশ্যের মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান")
_ROW = ("[১] সেবা", "১০০", "[১.১] মেলা", "[১.১.১] মেলা আয়োজিত", "সংখ্যা", "১০০")
_OF_YEARS = ("১ম বছরের লক্ষ্যমাত্রা (২০২৫-২৬)", "২য় বছরের লক্ষ্যমাত্রা (২০২৬-২৭)")


@pytest.mark.parametrize("written", WRITERS)
def test_five_columns_under_one_heading_are_tiers_only_where_nothing_below_says_otherwise(
    written: str,
) -> None:
    sheet = Sheet(
        (OFFICE, "বার্ষিক কর্মসম্পাদন চুক্তি ২০২২-২৩"),
        (
            (*tall(2, *_WHAT), Merged("প্রকৃত অর্জন ও লক্ষ্যমাত্রা", across=5)),
            ("প্রকৃত অর্জন ২০২০-২১", "প্রকৃত অর্জন ২০২১-২২", "লক্ষ্যমাত্রা ২০২২-২৩", "প্রক্ষেপণ ২০২৩-২৪", ""),
            (*_ROW, "৪৮০", "৪৯০", "৫১০", "৫২০", ""),
        ),
    )
    readings = read_file(WRITERS[written](sheet))
    assert isinstance(readings, tuple), readings.en
    entry = reading_as_json(readings[0])["objectives"][0]["activities"][0]["indicators"][0]

    assert entry["targets"] == {"100": "510", "90": None, "80": None, "70": None, "60": None}
    assert entry["baselines"] == {"2020-21": "480", "2021-22": "490"}
    assert entry["projections"] == {"2023-24": "520"}


@pytest.mark.parametrize("written", [one for one in WRITERS if one not in ("text", "csv")])
@pytest.mark.parametrize("from_worst", [False, True])
def test_target_over_several_tiers_is_that_of_the_best_of_them(
    written: str, from_worst: bool
) -> None:
    tiers = TIERS[::-1] if from_worst else TIERS
    parts = [Merged("৩০", across=3), Merged("৫১", across=2)]
    sheet = Sheet(
        (OFFICE, "বার্ষিক কর্মসম্পাদন চুক্তি ২০২২-২৩"),
        (
            (*tall(2, *_WHAT), Merged("লক্ষ্যমাত্রা ২০২২-২৩", across=5), *tall(2, "মন্তব্য")),
            tiers,
            (*_ROW, *(parts if from_worst else parts[::-1]), ""),
            (*_ROW[:3], "[১.১.২] অতিথি", "জন", "০", Merged("৭১", across=5), ""),
        ),
    )
    readings = read_file(WRITERS[written](sheet))
    assert isinstance(readings, tuple), readings.en
    first, second = reading_as_json(readings[0])["objectives"][0]["activities"][0]["indicators"]

    assert first["targets"] == {"100": "51", "90": None, "80": "30", "70": None, "60": None}
    assert second["targets"] == {"100": "71", "90": None, "80": None, "70": None, "60": None}


@pytest.mark.parametrize("written", WRITERS)
def test_plan_of_several_years_is_refused_by_what_is_missing(written: str) -> None:
    sheet = Sheet(
        (OFFICE, "সরকারি কর্মসম্পাদন পরিবীক্ষণ পদ্ধতি ২০২৫-২০২৮"),
        ((*_WHAT, *_OF_YEARS), (*_ROW, "৫১০", "৫২০")),
    )
    refused = read_file(WRITERS[written](sheet))

    assert isinstance(refused, Message)
    assert "2025-26, 2026-27" in refused.en
    assert "২০২৫-২৬, ২০২৬-২৭" in refused.bn


def test_total_above_the_rows_is_of_all_of_them() -> None:
    sheet = Sheet(
        (OFFICE, "বার্ষিক কর্মসম্পাদন চুক্তি ২০২২-২৩"),
        (
            (*_WHAT, "লক্ষ্যমাত্রা ২০২২-২৩"),
            ("মোট", "", "", "", "", "১০০", ""),
            (*_ROW, "৫১০"),
            ("উপমোট", "", "", "", "", "১০০", ""),
        ),
    )
    readings = read_file(WRITERS["docx"](sheet))
    assert isinstance(readings, tuple)
    [reading] = readings

    assert reading.total == 100
    assert "stated-total" not in {problem.rule for problem in reading.problems}
