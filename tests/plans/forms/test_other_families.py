"""Further layouts of offices: each figure stands where its heading says, in every format."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Final

import pytest

from plans.document.reader.columns import FormColumn
from plans.document.rendering import reading_as_json
from plans.forms.reading import read_file
from tests.plans.forms.families import FAMILIES as OF_OFFICES
from tests.plans.forms.families import OFFICE, PERCENTS, TIERS, tall
from tests.plans.forms.further_families import FURTHER, SECTIONS, WHAT, Family, Json
from tests.plans.forms.odd_layouts import ODD
from tests.plans.forms.writers import WRITERS, Merged, Sheet

_APA: Final = "বার্ষিক কর্মসম্পাদন চুক্তি ২০২৩-২৪"
_AS_THE_FILE_NUMBERS: Final = re.compile(r"Line \d+|[০-৯]+ নম্বর লাইন")
_FAIR: Final = ("১.১ মেলা", "১.১.১ মেলা আয়োজিত", "সংখ্যা")


FAMILIES: Final = {
    **FURTHER,
    **ODD,
    "tiers from the worst to the best": Family(
        Sheet(
            (OFFICE, _APA),
            (
                (
                    *tall(2, "কর্মসম্পাদন সূচকের মান", "কর্মসম্পাদন সূচক", "একক", "কার্যক্রম"),
                    *tall(2, "কর্মসম্পাদন ক্ষেত্র", "ক্ষেত্রের মান"),
                    Merged("লক্ষ্যমাত্রা ২০২৩-২৪", across=5),
                ),
                tuple(
                    f"{name} {one}" for name, one in zip(TIERS[::-1], PERCENTS[::-1], strict=True)
                ),
                (
                    *("১০০", "[১.১.১] মেলা আয়োজিত", "সংখ্যা", "[১.১] মেলা", "[১] সেবা", "১০০"),
                    *("৬", "৭", "৮", "৯", "১০"),
                ),
            ),
        ),
        ({"targets": {"100": "10", "90": "9", "80": "8", "70": "7", "60": "6"}},),
    ),
    "targets before all else": Family(
        Sheet(
            (OFFICE, _APA),
            (
                (
                    Merged("লক্ষ্যমাত্রা ২০২৩-২৪", across=5),
                    *tall(2, "সূচকের মান", "একক", "কর্মসম্পাদন সূচক", "কার্যক্রম"),
                    *tall(2, "কৌশলগত উদ্দেশ্য", "কৌশলগত উদ্দেশ্যের মান"),
                ),
                TIERS,
                (
                    *("১০", "৯", "৮", "৭", "৬", "১০০", "সংখ্যা", "[১.১.১] মেলা আয়োজিত"),
                    *("[১.১] মেলা", "[১] সেবা", "১০০"),
                ),
            ),
        ),
        ({"targets": {"100": "10", "90": "9", "80": "8", "70": "7", "60": "6"}, "weight": "100"},),
    ),
    "target and achievement of each month": Family(
        Sheet(
            (OFFICE, _APA),
            (
                (
                    *tall(2, *WHAT, "বার্ষিক লক্ষ্যমাত্রা"),
                    Merged("জুলাই/২৩", across=2),
                    Merged("আগস্ট/২৩", across=2),
                    Merged("মন্তব্য", down=2),
                ),
                ("লক্ষ্য", "অর্জন") * 2,
                (*_FAIR, "১০০", "১২", "১", "২", "৩", "৪", "ক"),
            ),
        ),
        (
            {
                "targets_by_period": {"2023-07": "1", "2023-08": "3"},
                "achieved": {"2023-07": "2", "2023-08": "4"},
            },
        ),
    ),
    "target and achievement of each quarter": Family(
        Sheet(
            (OFFICE, _APA),
            (
                (
                    *tall(2, *WHAT, "বার্ষিক লক্ষ্যমাত্রা"),
                    Merged("১ম ত্রৈমাসিক", across=2),
                    Merged("২য় ত্রৈমাসিক", across=2),
                    Merged("মন্তব্য", down=2),
                ),
                ("লক্ষ্যমাত্রা", "অর্জন") * 2,
                (*_FAIR, "১০০", "১২", "১", "২", "৩", "৪", "ক"),
            ),
        ),
        (
            {
                "targets_by_period": {"2023-24-Q1": "1", "2023-24-Q2": "3"},
                "achieved": {"2023-24-Q1": "2", "2023-24-Q2": "4"},
            },
        ),
    ),
    "months with the total of each quarter": Family(
        Sheet(
            (OFFICE, _APA),
            (
                (
                    *tall(3, *WHAT, "লক্ষ্যমাত্রা ২০২৩-২৪"),
                    Merged("অর্জন", across=8),
                    Merged("সর্বমোট অর্জন", down=3),
                ),
                (Merged("১ম কোয়ার্টার", across=4), Merged("২য় কোয়ার্টার", across=4)),
                ("জুলাই", "আগস্ট", "সেপ্টেম্বর", "মোট", "অক্টোবর", "নভেম্বর", "ডিসেম্বর", "মোট"),
                (*_FAIR, "১০০", "৩০", "১", "২", "৩", "৬", "৪", "৫", "৬", "১৫", "২১"),
            ),
        ),
        (
            {
                "achieved": {
                    **{f"2023-{7 + one:02}": str(1 + one) for one in range(6)},
                    "2023-24-Q1": "6",
                    "2023-24-Q2": "15",
                },
                "reported": {"cumulative": "21", "rate": None},
            },
        ),
    ),
    "what was reached before the month, in it, and in all": Family(
        Sheet(
            (OFFICE, f"{_APA} এর অগ্রগতি প্রতিবেদন: মার্চ ২০২৪"),
            (
                (
                    *tall(2, *WHAT, "লক্ষ্যমাত্রা ২০২৩-২৪"),
                    Merged("অর্জন", across=3),
                    Merged("শতকরা হার", down=2),
                ),
                ("ফেব্রুয়ারি ২০২৪ পর্যন্ত", "মার্চ ২০২৪ মাসে", "মোট"),
                (*_FAIR, "১০০", "১২", "৭", "২", "৯", "৭৫%"),
            ),
        ),
        ({"achieved": {"2024-03": "2"}, "reported": {"cumulative": "9", "rate": "75"}},),
        frozenset({"অর্জন ফেব্রুয়ারি ২০২৪ পর্যন্ত"}),
    ),
    "targets of the month and so far beside what was achieved": Family(
        Sheet(
            (OFFICE, f"{_APA} এর প্রতিবেদন: মে ২০২৪"),
            (
                (
                    *("ক্র/নং", *WHAT, "বাৎসরিক লক্ষ্যমাত্রা", "চলতি মাসের লক্ষ্যমাত্রা", "চলতি মাসের অর্জন"),
                    *("ক্রমপুঞ্জিত লক্ষ্যমাত্রা", "ক্রমপুঞ্জিত অর্জন", "অগ্রগতির হার"),
                ),
                ("১", *_FAIR, "১০০", "১২", "১", "২", "১১", "৯", "৭৫"),
            ),
        ),
        (
            {
                "targets": {"100": "12", "90": None, "80": None, "70": None, "60": None},
                "achieved": {"2024-05": "2"},
                "reported": {"cumulative": "9", "rate": "75"},
            },
        ),
        frozenset({"চলতি মাসের লক্ষ্যমাত্রা", "ক্রমপুঞ্জিত লক্ষ্যমাত্রা"}),
    ),
    "a revised target": Family(
        Sheet(
            (OFFICE, _APA),
            (
                (*WHAT, "মূল লক্ষ্যমাত্রা", "সংশোধিত লক্ষ্যমাত্রা", "প্রকৃত অর্জন"),
                (*_FAIR, "১০০", "১২", "১৫", "৯"),
            ),
        ),
        ({"targets": {"100": "15", "90": None, "80": None, "70": None, "60": None}},),
        frozenset({"মূল লক্ষ্যমাত্রা"}),
    ),
    "short words of offices": Family(
        Sheet(
            (OFFICE, "APA ২০২৩-২৪"),
            (
                (
                    *("নং", "উদ্দেশ্য", "উদ্দেশ্যের নম্বর", "কাজ", "সূচক", "সূচকের নম্বর", "ইউনিট"),
                    *("টার্গেট", "অক্টোবর", "নভেম্বর", "মোট", "%", "রিমার্কস"),
                ),
                (
                    *("১", "[১] সেবা", "১০০", "[১.১] মেলা", "[১.১.১] মেলা আয়োজিত", "১০০", "টি"),
                    *("১২", "১", "২", "৩", "২৫", "ক"),
                ),
            ),
        ),
        (
            {
                "unit": "টি",
                "weight": "100",
                "achieved": {"2023-10": "1", "2023-11": "2"},
                "reported": {"cumulative": "3", "rate": "25"},
                "remarks": "ক",
            },
        ),
    ),
    "English by its short words": Family(
        Sheet(
            ("Department of Trials", "Monthly Progress Report on APA 2023-24"),
            (
                (
                    *(
                        "S/N",
                        "Strategic Objectives",
                        "Weight",
                        "Activities",
                        "Performance Indicator",
                    ),
                    *("Unit", "PI Weight", "Target (100%)", "Jul'23", "Aug'23", "Cumulative"),
                    *("% Achieved", "Remarks"),
                ),
                (
                    *("1", "[1] Trade", "100", "[1.1] Fairs", "[1.1.1] Fairs held", "number", "90"),
                    *("12", "1", "2", "3", "25%", "ok"),
                ),
            ),
        ),
        (
            {
                "weight": "90",
                "achieved": {"2023-07": "1", "2023-08": "2"},
                "reported": {"cumulative": "3", "rate": "25"},
            },
        ),
    ),
    "weights by their importance": Family(
        Sheet(
            (OFFICE, "কর্মসম্পাদন পরিকল্পনা"),
            (
                (
                    *("উদ্দেশ্য", "কার্যক্রম", "সূচক", "গণনার ধরন", "পরিমাপের একক", "গুরুত্ব (Weight)"),
                    *("২০২২-২৩ অর্জন", "২০২৩-২৪ লক্ষ্যমাত্রা", "২০২৪-২৫ প্রক্ষেপণ"),
                ),
                (
                    *("[১] সেবা", "[১.১] মেলা", "[১.১.১] মেলা আয়োজিত", "গড়", "সংখ্যা", "১০০"),
                    *("৮", "১২", "১৪"),
                ),
            ),
        ),
        (
            {
                "method": "average",
                "weight": "100",
                "baselines": {"2022-23": "8"},
                "projections": {"2024-25": "14"},
            },
        ),
    ),
}


SCORES: Final = (FormColumn.RAW_SCORE.key, FormColumn.WEIGHTED_SCORE.key)


def form(name: str, written: str) -> Json:
    readings = read_file(WRITERS[written](FAMILIES[name].sheet))
    assert isinstance(readings, tuple), readings.en
    assert len(readings) == 1
    return reading_as_json(readings[0])


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("written", WRITERS)
def test_every_figure_stands_where_its_heading_says(name: str, written: str) -> None:
    family = FAMILIES[name]
    found = form(name, written)
    indicators = [
        indicator
        for objective in found["objectives"]
        for activity in objective["activities"]
        for indicator in activity["indicators"]
    ]
    told = [
        {key: one[key] for key in said} for one, said in zip(indicators, family.said, strict=True)
    ]
    assert told == list(family.said)
    others = {one for row in indicators for one in row.get("others", {})}
    scored = {one["heading"] for one in found["columns"] if one["meaning"] in SCORES}
    assert others - scored == family.left_out - {""}
    named = {one["heading"] for one in found["columns"] if one["meaning"] is None}
    assert named == family.left_out
    assert not any("unread" in one and one["unread"] for one in indicators)


@pytest.mark.parametrize("name", FAMILIES)
def test_formats_say_the_same(name: str) -> None:
    said = {json.dumps(form(name, one), ensure_ascii=False) for one in WRITERS}
    assert len({_AS_THE_FILE_NUMBERS.sub("", one) for one in said}) == 1


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_are_told_by_rows_and_by_columns(name: str) -> None:
    assert [one["section"] for one in form(name, "docx")["objectives"]] == SECTIONS[name]


def shuffled(sheet: Sheet, seed: int) -> Sheet:
    """The sheet with its columns in another order; those under one heading stay together."""
    width, placed = sheet.width, sheet.placed
    inside = {
        column
        for row in placed
        for start, cell in row.items()
        if cell.across < width
        for column in range(start + 1, start + cell.across)
    }
    starts = [column for column in range(width) if column not in inside]
    groups = list(zip(starts, [*starts[1:], width], strict=True))
    Random(seed).shuffle(groups)
    places = {old: new for new, old in enumerate(one for a, b in groups for one in range(a, b))}
    return Sheet(sheet.above, [_moved(row, places) for row in placed])


def _moved(row: dict[int, Merged], places: dict[int, int]) -> list[Merged]:
    cells = [cell for _, cell in sorted(row.items(), key=lambda one: places[one[0]])]
    numbers = [str(number) for number in range(1, len(cells) + 1)]
    is_of_numbers = sorted(cell.text for cell in cells) == sorted(numbers)
    return [Merged(one) for one in numbers] if is_of_numbers else cells


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", ["agreement", "quarters", "english", "two-lines", "bands"])
def test_the_order_of_columns_tells_nothing(name: str, seed: int) -> None:
    sheet = OF_OFFICES[name]
    for written in ("docx", "text"):
        content = WRITERS[written](shuffled(sheet, seed))
        assert indicators_in(content) == indicators_in(WRITERS[written](sheet)), written


def indicators_in(content: bytes) -> list[Json]:
    readings = read_file(content)
    assert isinstance(readings, tuple), readings.en
    return [
        indicator
        for reading in readings
        for objective in reading_as_json(reading)["objectives"]
        for activity in objective["activities"]
        for indicator in activity["indicators"]
    ]
