"""Two indicators in one row: each has its own figures, or the row is left whole and named."""

from __future__ import annotations

import pytest

from plans.document.reader import Reading
from plans.document.values import Severity
from plans.forms.reading import read_file
from tests.plans.forms.families import OFFICE, TIERS, tall
from tests.plans.forms.writers import WRITERS, Merged, Sheet

_WHAT = ("কৌশলগত উদ্দেশ্য", "উদ্দেশ্যের মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান")
_BEFORE = ("[১] সেবা", "১০০", "[১.১] মেলা")
_TITLES = "[১.১.১] আয়োজিত মেলা {}[১.১.২] বিতরণকৃত ঋণ"
_ABOVE = (OFFICE, "বার্ষিক কর্মসম্পাদন চুক্তি ২০২২-২৩")


def one_target(*cells: str) -> Sheet:
    return Sheet(_ABOVE, ((*_WHAT, "লক্ষ্যমাত্রা ২০২২-২৩"), (*_BEFORE, *cells)))


def read(written: str, sheet: Sheet) -> Reading:
    readings = read_file(WRITERS[written](sheet))
    assert isinstance(readings, tuple), readings.en
    return readings[0]


def said(reading: Reading) -> list[tuple[str, str | None, str, str, str]]:
    assert reading.document is not None
    return [
        (entry.title, entry.code, entry.unit, str(entry.weight), str(entry.targets.t100))
        for entry in reading.document.indicators
    ]


def told_of(reading: Reading) -> list[tuple[str, Severity]]:
    return [(one.row, one.severity) for one in reading.problems if one.rule == "several-in-a-row"]


@pytest.mark.parametrize("written", WRITERS)
@pytest.mark.parametrize("between", [" ", "\n"])
def test_each_code_with_a_figure_in_every_cell_is_an_indicator(written: str, between: str) -> None:
    cells = (between.join(pair) for pair in (("টি", "জন"), ("৬০", "৪০"), ("৫১", "৭২")))

    assert said(read(written, one_target(_TITLES.format(between), *cells))) == [
        ("আয়োজিত মেলা", "1.1.1", "টি", "60", "51"),
        ("বিতরণকৃত ঋণ", "1.1.2", "জন", "40", "72"),
    ]


def test_codes_that_a_letter_leads_are_told_apart() -> None:
    titles = "[এম.১.১.১] আয়োজিত মেলা [এম.১.১.২] বিতরণকৃত ঋণ"
    row = ("[এম.১] সেবা", "১০০", "[এম.১.১] মেলা", titles, "টি জন", "৬০ ৪০", "৫১ ৭২")
    heads = (*_WHAT, "লক্ষ্যমাত্রা ২০২২-২৩")

    assert [one[1:] for one in said(read("docx", Sheet(_ABOVE, (heads, row))))] == [
        ("এম.1.1.1", "টি", "60", "51"),
        ("এম.1.1.2", "জন", "40", "72"),
    ]


def test_who_looks_is_told_of_each_that_was_read_apart() -> None:
    reading = read("docx", one_target(_TITLES.format(" "), "টি জন", "৬০ ৪০", "৫১ ৭২"))

    assert told_of(reading) == [("1.1.1", Severity.WARNING), ("1.1.2", Severity.WARNING)]


@pytest.mark.parametrize("written", WRITERS)
def test_five_tiers_and_a_unit_of_two_words_are_told_apart(written: str) -> None:
    tiers = ("৫১ ৭৫", "৪১ ৭৪", "৩১ ৭৩", "২১ ৭২", "১১ ৭১")
    row = (*_BEFORE, _TITLES.format(""), "কোটি টাকা কোটি টাকা", "৬০ ৪০", *tiers)
    heads = (*tall(2, *_WHAT), Merged("লক্ষ্যমাত্রা ২০২২-২৩", across=5))
    reading = read(written, Sheet(_ABOVE, (heads, TIERS, row)))

    assert [(one[2], one[4]) for one in said(reading)] == [("কোটি টাকা", "51"), ("কোটি টাকা", "75")]
    assert reading.document is not None
    lowest = [str(entry.targets.t60) for entry in reading.document.indicators]
    assert lowest == ["11", "71"]


@pytest.mark.parametrize("written", WRITERS)
@pytest.mark.parametrize(
    "cells",
    [
        (_TITLES.format(""), "টি জন", "৬০ ৪০", "৫১"),
        (_TITLES.format(""), "টি জন", "১০০", "৫১ ৭২"),
        (_TITLES.format(""), "টি", "৬০ ৪০", "৫১ ৭২"),
        (_TITLES.format(""), "টি জন", "৬০ ৪০", "৫১ ৭২ ৯৩"),
        (_TITLES.format(""), "টি জন", "৬০ ৪০", "৫১ (আনুমানিক)"),
        (_TITLES.format(""), "টি জন", "৬০ ৪০", "১৫ মে ২০২৩"),
    ],
)
def test_row_that_does_not_add_up_stays_one_and_is_told_of(
    written: str, cells: tuple[str, ...]
) -> None:
    reading = read(written, one_target(*cells))

    assert len(said(reading)) == 1
    assert told_of(reading) == [("1.1.1", Severity.ERROR)]


def test_code_that_is_spoken_of_is_no_second_indicator() -> None:
    cells = ("[১.১.১] মেলা ([২.১.৩] সহ)", "টি জন", "৬০ ৪০", "৫১ ৭২")

    assert told_of(read("docx", one_target(*cells))) == []


def test_cell_of_hundreds_of_codes_is_one_indicator() -> None:
    many = " ".join(f"[১.১.{number}] মেলা" for number in range(1, 200))

    assert len(said(read("xlsx", one_target(many, *["১ " * 199] * 3)))) == 1
