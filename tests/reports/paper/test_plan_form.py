from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from plans.document.defaults import Mode
from plans.document.values import IndicatorEntry, PlanDocument
from reports.paper import PaperForm
from reports.paper.heading import heading_of
from tests.reports.paper.reading import grid, printed_pages
from tests.reports.paper.samples import INNOVATION_PLAN, Requester


def test_plan_form_has_the_twelve_columns() -> None:
    assert [column.key for column in PaperForm.PLAN.spec.columns] == [
        "serial",
        "objective",
        "objective_weight",
        "activity",
        "indicator",
        "unit",
        "weight",
        "t100",
        "t90",
        "t80",
        "t70",
        "t60",
    ]


def test_innovation_plan_prints_a_row_as_the_real_plan_does(
    innovation: PlanDocument, requested: Requester
) -> None:
    rows = grid(requested(innovation, PaperForm.PLAN, kind=INNOVATION_PLAN))

    assert len(rows) == 33
    assert list(rows[0].values()) == [
        "১",
        "উদ্ভাবন কর্মপরিকল্পনা প্রণয়ন",
        "১০",
        "১.১ বার্ষিক উদ্ভাবন কর্মপরিকল্পনা প্রণয়ন",
        "১.১.১ কর্মপরিকল্পনা প্রণীত",
        "তারিখ",
        "৪",
        "৩০-০৭-২০২০",
        "০৪-০৮-২০২০",
        "০৮-০৮-২০২০",
        "১১-০৮-২০২০",
        "১৬-০৮-২০২০",
    ]


def test_innovation_plan_is_headed_as_the_real_plan(
    innovation: PlanDocument, requested: Requester
) -> None:
    first = printed_pages(requested(innovation, PaperForm.PLAN, kind=INNOVATION_PLAN))[0]

    assert "বাংলাদেশ ক্ষুদ্র ও কুটির শিল্প করপোরেশন" in first
    assert "অধিদপ্তর/দপ্তরের বার্ষিক উদ্ভাবন কর্মপরিকল্পনা ২০২০-২০২১" in first


def test_governance_activities_are_numbered_as_in_a_list(
    khulna: PlanDocument, requested: Requester
) -> None:
    last = grid(requested(khulna, PaperForm.PLAN))[-1]

    assert last["activity"] == "৫) সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা বাস্তবায়ন"
    assert last["indicator"] == "সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা বাস্তবায়িত"


def test_titles_inflect_what_the_plan_is_called(
    innovation: PlanDocument, requested: Requester
) -> None:
    request = requested(innovation, PaperForm.PROGRESS, kind=INNOVATION_PLAN)

    assert heading_of(request).title.startswith("বার্ষিক উদ্ভাবন কর্মপরিকল্পনার লক্ষ্যমাত্রা অর্জন")


def test_rows_with_a_rule_of_their_own_are_told_under_the_table(
    innovation: PlanDocument, requested: Requester
) -> None:
    def own(entry: IndicatorEntry) -> IndicatorEntry:
        if entry.row != "1.1.1":
            return entry
        return replace(entry, mode=Mode.DEDUCTION, deduction=Decimal("0.25"), per_days=15)

    request = requested(innovation.with_indicators(own), PaperForm.PLAN, kind=INNOVATION_PLAN)
    [note] = heading_of(request).notes
    assert note == ("নিজস্ব নিয়মে নম্বর: ১.১.১ নির্ধারিত তারিখের পর নম্বর কর্তন (প্রতি ১৫ দিন বিলম্বে ০.২৫)")
    assert heading_of(requested(innovation, PaperForm.PLAN, kind=INNOVATION_PLAN)).notes == ()
