import pytest

from numerals import FiscalYearSpan
from plans.document.reader import read_form
from plans.document.reader.heading import (
    Heading,
    fiscal_years_in,
    heading_of,
    months_reported,
)
from tests.plans.document.forms import full_row, plan, progress, rules_of

YEAR = FiscalYearSpan(2023)
ROW = full_row(objective="[১] উদ্দেশ্য", weight="১০০")


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("এপ্রিল ২০২৪ থেকে জুন ২০২৪ খ্রি. পর্যন্ত", "2024-04 2024-05 2024-06"),
        ("এপ্রিল থেকে জুন ২০২৪", "2024-04 2024-05 2024-06"),
        ("এপ্রিল-জুন/২০২৪", "2024-04 2024-05 2024-06"),
        ("নভেম্বর থেকে জানুয়ারি ২০২৪", "2023-11 2023-12 2024-01"),
        ("নভেম্বর ২০২৩ হতে জানুয়ারী ২০২৪", "2023-11 2023-12 2024-01"),
        ("জুলাই ২০২৩ থেকে জুন ২০২৪", "2024-04 2024-05 2024-06"),
        ("সেপ্টেম্বর, ২০২৩ মাসের প্রতিবেদন", "2023-07 2023-08 2023-09"),
        ("২০২৪ সালের মে মাস", "2024-03 2024-04 2024-05"),
        ("জুন মাস, অর্থবছর ২০২৩-২৪", "2024-04 2024-05 2024-06"),
        ("April 2024 to June 2024", "2024-04 2024-05 2024-06"),
        ("আগষ্ট 2023", "2023-06 2023-07 2023-08"),
    ],
)
def test_months_are_the_three_that_end_with_the_last_of_the_title(title: str, months: str) -> None:
    found = months_reported(title, fiscal_year=YEAR)
    assert " ".join(str(month) for month in found) == months


@pytest.mark.parametrize("title", ["অগ্রগতি প্রতিবেদন", "জুন ২০২৪ থেকে এপ্রিল ২০২৪", "মেলা ২০২৪", "৪র্থ"])
def test_months_that_cannot_be_told_are_not_guessed(title: str) -> None:
    assert months_reported(title, fiscal_year=YEAR) == ()


def test_month_without_any_year_cannot_be_told() -> None:
    assert months_reported("জুন মাস", fiscal_year=None) == ()


def test_form_without_months_reads_no_months_figures_and_says_so() -> None:
    reading = read_form(progress(ROW, title="বার্ষিক কর্মসম্পাদন চুক্তি"))

    assert rules_of(reading) == [("unreadable-value", "")]
    assert reading.document is not None
    assert reading.document.months == ()
    assert reading.document.indicators[0].achieved == {}


def test_month_of_another_year_than_the_targets_is_found() -> None:
    reading = read_form(progress(ROW, title="এপিএ জুন ২০২৫"))
    assert rules_of(reading) == [("month-outside-year", "")]


@pytest.mark.parametrize("text", ["২০২৩-২৪", "২০২৩-২০২৪", "২০২৩–২৪ অর্থবছর", "2023/24"])
def test_fiscal_year_is_read(text: str) -> None:
    assert fiscal_years_in(text) == {YEAR}


@pytest.mark.parametrize("text", ["১৯-২০", "২০২৩", "২০২৩-২৫", "১২৩৪৫-৪৬", ""])
def test_no_other_numbers_are_a_fiscal_year(text: str) -> None:
    assert fiscal_years_in(text) == frozenset()


def test_years_that_differ_are_not_chosen_from() -> None:
    reading = read_form(progress(ROW, title="এপিএ ২০২২-২৩, জুন ২০২৪"))

    assert rules_of(reading) == [("unreadable-value", "")]
    assert reading.problems[0].message.en.startswith("More than one fiscal year is named")
    assert reading.document is not None
    assert reading.document.fiscal_year is None


def test_office_is_above_the_title_and_the_title_goes_on_to_the_table() -> None:
    heading = heading_of(["সংস্থা", "জেলা কার্যালয়", "বার্ষিক কর্মসম্পাদন চুক্তি", "জুন ২০২৪"])

    assert heading.office == "সংস্থা\nজেলা কার্যালয়"
    assert heading.title == "বার্ষিক কর্মসম্পাদন চুক্তি জুন ২০২৪"


def test_form_without_an_office_says_so() -> None:
    text = plan(
        "১\tউ\t১০০\t১.১ ক\t১.১.১ স\tসংখ্যা\t১০০\t৫",
    ).removeprefix("কার্যালয়\n")
    assert rules_of(read_form(text)) == [("unreadable-value", "")]


@pytest.mark.parametrize(
    "note",
    [
        "** ক্রমপুঞ্জিত অর্জন: অর্থবছরের শুরু থেকে (জুলাই ২০২৩ – জুন ২০২৪)",
        "* প্রকৃত অর্জন সাময়িক",
        "কম্পোজিট স্কোর ১৯.৪৪ / ১০২ (১০০-তে ১৯.০৬)",
        "Composite self-score 19.44 / 102 (19.06 of 100)",
        "মান মেলে না: সূচকের মানের যোগফল ১০২",
        "Demonstration data (demo)",
    ],
)
def test_note_under_the_title_is_no_part_of_it(note: str) -> None:
    title = "বার্ষিক কর্মসম্পাদন চুক্তি ২০২৩-২৪: জুন ২০২৪ পর্যন্ত"

    assert heading_of(["কার্যালয়", title, note]).title == title


@pytest.mark.parametrize(
    "part",
    ["সেকশন ৩", "সেকশন ৩: কর্মসম্পাদন পরিকল্পনা", "সংযোজনী-৪", "কর্মসম্পাদন পরিকল্পনা", "Section 2", "অংশ-ক"],
)
def test_part_of_the_agreement_above_the_title_is_no_office(part: str) -> None:
    heading = heading_of(["উপজেলা কৃষি অফিস, তেরখাদা", part, "বার্ষিক কর্মসম্পাদন চুক্তি ২০২৩-২৪"])

    assert heading.office == "উপজেলা কৃষি অফিস, তেরখাদা"


def test_office_may_be_named_as_a_part_of_the_country() -> None:
    heading = heading_of(["সেকশনাল কার্যালয়, ঢাকা", "বার্ষিক কর্মসম্পাদন চুক্তি ২০২৩-২৪"])

    assert heading.office == "সেকশনাল কার্যালয়, ঢাকা"


@pytest.mark.parametrize(
    "line",
    [
        "খসড়া: এখনো জমা হয়নি",
        "গৃহীত ১৫-০৭-২০২৪",
        "DRAFT: not agreed yet",
        "RETURNED on 15-07-2024: not accepted",
        "as of 15-07-2024 10:30",
        "নিজস্ব নিয়মে নম্বর: ১.১.১ লক্ষ্যমাত্রার অনুপাতে",
        "Sum of the offices (in brackets how many offices): 1.1.1 (64)",
    ],
)
def test_what_a_paper_says_of_itself_is_no_part_of_its_title(line: str) -> None:
    title = "বার্ষিক কর্মসম্পাদন চুক্তি ২০২৩-২৪"

    assert heading_of(["পরীক্ষা অধিদপ্তর", title, line]) == Heading("পরীক্ষা অধিদপ্তর", title)
