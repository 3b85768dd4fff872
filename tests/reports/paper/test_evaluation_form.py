from __future__ import annotations

from decimal import Decimal
from functools import partial

import pytest

from plans.document.values import PlanDocument
from reports.paper import PaperForm
from reports.paper.pages import PrintedCell
from reports.paper.table import PaperTotal, table_of
from tests.reports.paper.reading import printed_pages
from tests.reports.paper.samples import Requester


def test_khulna_totals_stand_with_the_weight_they_are_out_of(
    khulna: PlanDocument, requested: Requester
) -> None:
    entries = table_of(requested(khulna, PaperForm.EVALUATION)).entries

    totals = [
        (entry.level, *(cell.text for cell in entry.cells[:5] if cell.text))
        for entry in entries
        if isinstance(entry, PaperTotal)
    ]

    disagrees = "চুক্তিতে লেখা উদ্দেশ্যের মান {}, সূচকের মানের যোগফল {}".format
    assert totals == [
        ("objective", "উদ্দেশ্য ১-এর মোট", "১৮", disagrees("২৩", "১৮"), "১৫.০০", "২.৭০"),
        ("objective", "উদ্দেশ্য ২-এর মোট", "২০", disagrees("১৯", "২০"), "২৮.৭০", "৫.৭৪"),
        ("objective", "উদ্দেশ্য ৩-এর মোট", "২৪", disagrees("১৮", "২৪"), "৪৫.৮৩", "১১.০০"),
        ("objective", "উদ্দেশ্য ৪-এর মোট", "১০", "০.০০", "০.০০"),
        ("section", "কৌশলগত উদ্দেশ্যসমূহ: মোট", "৭২", "২৭.০০", "১৯.৪৪"),
        ("objective", "উদ্দেশ্যের মোট", "৩০", "০.০০", "০.০০"),
        ("section", "সুশাসন ও সংস্কারমূলক কর্মসম্পাদনের ক্ষেত্রসমূহ: মোট", "৩০", "০.০০", "০.০০"),
        (
            "plan",
            "সর্বমোট (কম্পোজিট স্কোর)",
            "১০২",
            "১৯.৪৪ / ১০২ (১০০-তে ১৯.০৬)",
            "১৯.০৬",
            "১৯.৪৪",
        ),
    ]


def test_khulna_heading_states_composite_and_disagreement(
    khulna: PlanDocument, requested: Requester
) -> None:
    of_100 = partial(requested, khulna, PaperForm.EVALUATION, whole=Decimal(100))
    bengali, english = (printed_pages(of_100(language=one))[0] for one in ("bn", "en"))

    assert "কম্পোজিট স্কোর ১৯.৪৪ / ১০২ (১০০-তে ১৯.০৬)" in bengali
    assert "সূচকের মানের যোগফল ১০২, উদ্দেশ্যের লেখা মানের যোগফল ১০০, নির্ধারিত ১০০" in bengali
    assert "Composite score 19.44 / 102 (19.06 of 100)" in english


@pytest.mark.parametrize(
    ("raw", "reach"),
    [("0", "0.0"), ("30", "4.5"), ("60", "9.0"), ("70", "19.0"), ("91.5", "40.5"), ("100", "49.0")],
)
def test_tier_bar_is_filled_as_far_as_the_score_reaches(raw: str, reach: str) -> None:
    assert PrintedCell("raw", "", tier_bar=Decimal(raw)).reach == reach


def test_tier_bar_is_not_drawn_without_a_score() -> None:
    assert PrintedCell("raw", "-").reach == ""
