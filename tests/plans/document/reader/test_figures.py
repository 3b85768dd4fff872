"""Figures that offices write in words of their own: read with a finding, or left and named."""

from __future__ import annotations

import pytest

from numerals import Language, canonical
from plans.document.reader import Reading, read_form

HEADINGS = "কার্যক্রম\tকর্মসম্পাদন সূচক\tএকক\tসূচকের মান\tলক্ষ্যমাত্রা ২০২৩-২৪\tঅর্জন (মে ২০২৪)"


def read(unit: str, *, target: str = "", achieved: str = "") -> Reading:
    row = f"[১.১] কাজ\t[১.১.১] দাখিল\t{unit}\t৫\t{target}\t{achieved}"
    return read_form(f"কার্যালয়\nবার্ষিক কর্মসম্পাদন চুক্তি ২০২৩-২৪\n{HEADINGS}\n{row}")


def target_of(reading: Reading) -> str | None:
    assert reading.document is not None
    (entry,) = reading.document.indicators
    value = entry.targets.t100
    return None if value is None else canonical(value)


def said(reading: Reading, rule: str, language: Language = "en") -> list[str]:
    return [getattr(one.message, language) for one in reading.problems if one.rule == rule]


@pytest.mark.parametrize(
    ("text", "unit", "target"),
    [
        ("১.২৫ লক্ষ", "টাকা", "125000"),
        ("২ কোটি টাকা", "টাকা", "20000000"),
        ("1.5 lakh", "Number", "150000"),
        ("৩ হাজার জন", "জন", "3000"),
    ],
)
def test_lakh_and_crore_are_worked_out_where_the_unit_counts_in_none(
    text: str, unit: str, target: str
) -> None:
    reading = read(unit, target=text)

    assert target_of(reading) == target
    assert len(said(reading, "read-as")) == 1
    assert not said(reading, "words-beside-figure")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("৩ কোটি", "লক্ষ টাকা"),
        ("১.২৫ লক্ষ", ""),
        ("১ লক্ষ", "%"),
        ("১ লক্ষ কোটি", "টাকা"),
        ("০.০০০০১২৩ লক্ষ", "টাকা"),
        ("৫ লক্ষ টন", "টাকা"),
        ("(৪০)", "সংখ্যা"),
        ("৫+৩", "সংখ্যা"),
        ("৪ (পাঁচ)", "সংখ্যা"),
        ("৳ ৫০০", "কোটি টাকা"),
    ],
)
def test_what_can_be_read_in_two_ways_is_left_and_named(text: str, unit: str) -> None:
    reading = read(unit, target=text)

    assert target_of(reading) is None
    assert list(reading.unread.values()) == [text]
    assert len(said(reading, "unreadable-value")) == 1


@pytest.mark.parametrize(
    ("text", "unit", "target"),
    [
        ("৪ (চার)", "সংখ্যা", "4"),
        ("৪ (চার) টি", "টি", "4"),
        ("12 (twelve)", "Number", "12"),
        ("৳ ৫০০", "টাকা", "500"),
        ("৩০০০ মেঃ টন", "মেট্রিক টন", "3000"),
        ("৩০০০ মে. টন", "মে.টন", "3000"),
    ],
)
def test_words_that_only_say_the_figure_or_its_unit_again_are_let_go(
    text: str, unit: str, target: str
) -> None:
    reading = read(unit, target=text)

    assert target_of(reading) == target
    assert not reading.unread


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15.01.24", "2024-01-15"),
        ("১৫/০৩/২৪", "2024-03-15"),
        ("১৫ ডিসেম্বর ’২৩", "2023-12-15"),
        ("15-Oct-23", "2023-10-15"),
        ("২৩.০১.২৪", "2024-01-23"),
        ("৩০ জুন ২০২৪ তারিখের মধ্যে", "2024-06-30"),
        ("৩০-০৬-২০২৪ এর মধ্যে", "2024-06-30"),
        ("by 30 June 2024", "2024-06-30"),
    ],
)
def test_day_that_only_the_plans_year_makes_one_is_read_and_told(text: str, day: str) -> None:
    reading = read("তারিখ", target=text)

    assert target_of(reading) == day
    assert len(said(reading, "read-as")) == len(said(reading, "read-as", "bn")) == 1


@pytest.mark.parametrize("text", ["২৩.১১.২৪", "15.01.25", "01.32.24", "31.02.24", "০১.২৪"])
def test_day_with_two_digits_of_another_year_is_left_and_named(text: str) -> None:
    reading = read("তারিখ", target=text)

    assert target_of(reading) is None
    assert list(reading.unread.values()) == [text]


def test_deadline_is_no_day_on_which_anything_was_achieved() -> None:
    reading = read("তারিখ", target="৩০-০৫-২০২৪", achieved="২৫ মে ২০২৪ এর মধ্যে")

    assert reading.document is not None
    (entry,) = reading.document.indicators
    assert list(entry.achieved.values()) == [None]
    assert list(reading.unread.values()) == ["২৫ মে ২০২৪ এর মধ্যে"]


def test_achievement_in_lakh_is_worked_out_as_targets_are() -> None:
    reading = read("টাকা", target="২ লক্ষ", achieved="১.৫ লক্ষ")

    assert reading.document is not None
    (entry,) = reading.document.indicators
    assert [str(value) for value in entry.achieved.values()] == ["150000"]


def test_figures_of_months_that_nothing_tells_are_kept_word_for_word() -> None:
    headings = "কার্যক্রম\tসূচক\tএকক\tমান\tলক্ষ্যমাত্রা\tএ মাসের অর্জন\tমোট অর্জন"
    title = "কার্যালয়\nবার্ষিক কর্মসম্পাদন চুক্তি ২০২৩-২৪"
    reading = read_form(f"{title}\n{headings}\n১.১ কাজ\t১.১.১ সভা\tটি\t১০০\t১২\t৩\t৯")

    assert reading.document is not None
    (entry,) = reading.document.indicators
    assert (entry.achieved, entry.others) == ({}, {"এ মাসের অর্জন": "৩"})
    assert str(entry.reported.cumulative) == "9"
