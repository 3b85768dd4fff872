"""Documents as offices write them, and what is found in them."""

from __future__ import annotations

import pytest

from numerals import Language, localize_digits
from plans.document.grid import Cell, Grid, GridRow
from plans.document.parts.headings import Divider, Heading, heading_of
from plans.document.parts.kinds import FIRST_SECTION, OVERVIEW, Part
from plans.document.parts.reading import read_parts
from tests.plans.document.grids import grid_of


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("কর্মসম্পাদনের সার্বিক চিত্র", OVERVIEW),
        ("খুলনা জেলা কার্যালয়ের কর্মসম্পাদনের সার্বিক চিত্র", OVERVIEW),
        ("Overview of the Performance of the Division", OVERVIEW),
        ("সাম্প্রতিক অর্জন, চ্যালেঞ্জ এবং ভবিষ্যৎ পরিকল্পনা", OVERVIEW),
        ("সাম্প্রতিক বছরসমূহের (৩ বছর) প্রধান অর্জনসমূহ:", Part.ACHIEVEMENTS),
        ("সমস্যা এবং চ্যালেঞ্জসমূহ", Part.CHALLENGES),
        ("সমস্যা ও চ্যালেঞ্জ:", Part.CHALLENGES),
        ("ভবিষ্যৎ পরিকল্পনা:", Part.AHEAD),
        ("ভবিষ্যত পরিকল্পনা", Part.AHEAD),
        ("২০২১-২২ অর্থবছরের সম্ভাব্য প্রধান অর্জনসমূহ", Part.EXPECTED),
        ("প্রস্তাবনা (Preamble)", Part.PREAMBLE),
        ("প্রস্তাবনা ........ ৪", Part.PREAMBLE),
        ("সেকশন ১: রূপকল্প (Vision), অভিলক্ষ্য (Mission), কর্মসম্পাদনের ক্ষেত্র এবং কার্যাবলি", FIRST_SECTION),
        ("১.১ রূপকল্প (Vision)", Part.VISION),
        ("১.১. রূপকল্প:", Part.VISION),
        ("1.2 Mission", Part.MISSION),
        ("১.৩ কৌশলগত উদ্দেশ্যসমূহ (Strategic Objectives)", Part.OBJECTIVES),
        ("১.৩ কর্মসম্পাদনের ক্ষেত্র", Part.OBJECTIVES),
        ("১.৪ কার্যাবলী (Functions)", Part.FUNCTIONS),
        ("১.৪ প্রধান কার্যাবলি", Part.FUNCTIONS),
        ("সেকশন ২: বিভিন্ন কার্যক্রমের চূড়ান্ত ফলাফল/প্রভাব (Outcome/Impact)", Part.OUTCOMES),
        ("Section 2: Outcomes and impact of the activities", Part.OUTCOMES),
        (
            "সেকশন ৩: কৌশলগত উদ্দেশ্য, অগ্রাধিকার, কার্যক্রম, কর্মসম্পাদন সূচক এবং লক্ষ্যমাত্রাসমূহ",
            Divider.TABLE,
        ),
        ("সেকশন ৩: কর্মসম্পাদন পরিকল্পনা", Divider.TABLE),
        ("সংযোজনী-১: শব্দসংক্ষেপ (Acronyms)", Part.ACRONYMS),
        ("সংযোজনী ১ শব্দ সংক্ষেপ", Part.ACRONYMS),
        (
            "সংযোজনী ২: কর্মসম্পাদন সূচকসমূহ, বাস্তবায়নকারী কার্যালয়সমূহ এবং পরিমাপ পদ্ধতি-এর বিবরণ",
            Part.MEASUREMENT,
        ),
        ("সংযোজনী ২: কর্মসম্পাদন ব্যবস্থাপনা ও প্রমাণক", Part.MEASUREMENT),
        (
            "সংযোজনী ৩: অন্য অফিসের সঙ্গে সংশ্লিষ্ট কর্মসম্পাদন সূচকসমূহ",
            Part.DEPENDENCE,
        ),
        (
            "সংযোজনী ৩: অন্য মন্ত্রণালয়/বিভাগের নিকট সুনির্দিষ্ট কর্মসম্পাদন চাহিদাসমূহ",
            Part.DEPENDENCE,
        ),
        ("Annex 3: Dependence on other offices", Part.DEPENDENCE),
        ("সংযোজনী ৪: জাতীয় শুদ্ধাচার কৌশল কর্মপরিকল্পনা", Divider.OTHER),
        ("সূচিপত্র", Divider.CONTENTS),
    ],
)
def test_a_heading_is_known_whatever_its_number_and_spelling(line: str, heading: Heading) -> None:
    assert heading_of(line) == (heading, "")


@pytest.mark.parametrize(
    "line",
    [
        "রূপকল্প ২০৪১ এর যথাযথ বাস্তবায়নের লক্ষ্যে",
        "গত বছর সব লক্ষ্যমাত্রা অর্জিত হয়েছে।",
        "সমস্যা সমাধানে প্রমাণক সংগ্রহ করা হবে",
        "The mission of the office is to serve.",
        "",
    ],
)
def test_prose_is_no_heading(line: str) -> None:
    assert heading_of(line) is None


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_part_is_known_by_our_own_heading(part: Part, language: Language) -> None:
    assert heading_of(part.rule.title[language]) == (part, "")
    numbered = f"{part.rule.number} {part.rule.title[language]}".strip()
    assert heading_of(numbered) == (part, "")


def test_what_stands_behind_a_colon_is_the_first_line() -> None:
    assert heading_of("১.১ রূপকল্প (Vision): সমৃদ্ধ শিল্প খাত।") == (Part.VISION, "সমৃদ্ধ শিল্প খাত।")


def lines(*texts: str) -> list[list[str]]:
    return [[text] for text in texts]


def test_texts_stand_under_their_headings_and_nothing_is_lost() -> None:
    reading = read_parts(
        grid_of(
            lines(
                "জেলা কার্যালয়, খুলনা",
                "সূচিপত্র",
                "প্রস্তাবনা ৩",
                "১.১ রূপকল্প ৪",
                "প্রস্তাবনা",
                "উভয় পক্ষ সম্মত হলেন:",
                "১.১ রূপকল্প (Vision): সমৃদ্ধ শিল্প।",
                "১.৪ কার্যাবলি",
                "১. ঋণ বিতরণ;",
                "২. প্রশিক্ষণ;",
                "সংযোজনী ৫: মানচিত্র",
                "খুলনার মানচিত্র",
            )
        )
    )
    assert [(one.part, one.content) for one in reading.found] == [
        (Part.PREAMBLE, "উভয় পক্ষ সম্মত হলেন:"),
        (Part.VISION, "সমৃদ্ধ শিল্প।"),
        (Part.FUNCTIONS, "১. ঋণ বিতরণ;\n২. প্রশিক্ষণ;"),
    ]
    assert [(one.heading, one.text) for one in reading.left] == [
        ("", "জেলা কার্যালয়, খুলনা"),
        ("সংযোজনী ৫: মানচিত্র", "খুলনার মানচিত্র"),
    ]


def test_a_heading_that_comes_twice_joins_what_it_says() -> None:
    reading = read_parts(grid_of(lines("রূপকল্প", "এক", "অভিলক্ষ্য", "দুই", "Vision", "One")))
    assert reading.text.text(Part.VISION) == "এক\n\nOne"


def test_the_agreements_own_table_is_left_to_the_workshop() -> None:
    grid = grid_of(
        [["সেকশন ৩: কর্মসম্পাদন পরিকল্পনা"], ["সূচক", "একক"], ["১.১.১ ঋণ", "টাকা"], ["প্রস্তাবনা"], ["কথা"]]
    )
    reading = read_parts(grid)
    (left,) = reading.left
    assert left.of_table
    assert left.text == "সূচক | একক\n১.১.১ ঋণ | টাকা"
    assert reading.text.text(Part.PREAMBLE) == "কথা"


def test_outcomes_are_read_by_the_headings_of_two_rows() -> None:
    def row(number: int, *cells: Cell) -> GridRow:
        return GridRow(number, cells)

    none = Cell("")
    grid = Grid(
        (
            GridRow(1, (Cell("সেকশন ২: বিভিন্ন কার্যক্রমের ফলাফল/প্রভাব"),), table=0),
            row(
                2,
                Cell("ক্রমিক"),
                Cell("চূড়ান্ত ফলাফল/ প্রভাব"),
                Cell("কর্মসম্পাদন সূচকসমূহ"),
                Cell("একক"),
                Cell("প্রকৃত অর্জন", across=2),
                none,
                Cell("লক্ষ্যমাত্রা ২০২১-২২"),
                Cell("প্রক্ষেপণ", across=2),
                none,
                Cell("নির্ধারিত লক্ষ্যমাত্রা অর্জনের ক্ষেত্রে যৌথভাবে দায়িত্বপ্রাপ্ত মন্ত্রণালয়"),
                Cell("উপাত্তসূত্র"),
                Cell("টীকা"),
            ),
            row(
                3,
                *(none,) * 4,
                Cell("২০১৯-২০"),
                Cell("২০২০-২১"),
                none,
                Cell("২০২২-২৩"),
                Cell("২০২৩-২৪"),
                *(none,) * 3,
            ),
            row(4, *(Cell(localize_digits(str(one), language="bn")) for one in range(1, 13))),
            row(
                5,
                *(
                    Cell(one)
                    for one in (
                        "১",
                        "কর্মসংস্থান",
                        "নতুন উদ্যোক্তা",
                        "জন",
                        "৫",
                        "৬",
                        "৭",
                        "৮",
                        "৯",
                        "শিল্প মন্ত্রণালয়",
                        "প্রতিবেদন",
                        "দেখুন",
                    )
                ),
            ),
        )
    )
    reading = read_parts(grid)
    assert reading.text.rows(Part.OUTCOMES) == (
        ("কর্মসংস্থান", "নতুন উদ্যোক্তা", "জন", "৫", "৬", "৭", "৮", "৯", "শিল্প মন্ত্রণালয়", "প্রতিবেদন"),
    )
    assert [one.text for one in reading.left] == ["টীকা: দেখুন"]


def test_acronyms_are_read_as_a_table_and_as_lines() -> None:
    grid = grid_of(
        [
            ["সংযোজনী ১: শব্দসংক্ষেপ"],
            ["এপিএ - বার্ষিক কর্মসম্পাদন চুক্তি"],
            ["বিসিক: বাংলাদেশ ক্ষুদ্র ও কুটির শিল্প করপোরেশন"],
            ["আরও"],
            ["ক্রমিক", "শব্দসংক্ষেপ (Acronyms)", "বিবরণ"],
            ["১", "ই-নথি", "ইলেকট্রনিক নথি"],
        ]
    )
    reading = read_parts(grid)
    assert set(reading.text.rows(Part.ACRONYMS)) == {
        ("ই-নথি", "ইলেকট্রনিক নথি"),
        ("এপিএ", "বার্ষিক কর্মসম্পাদন চুক্তি"),
        ("বিসিক", "বাংলাদেশ ক্ষুদ্র ও কুটির শিল্প করপোরেশন"),
    }
    assert [one.text for one in reading.left] == ["আরও"]


def test_a_table_without_known_headings_counts_by_its_places_or_is_left() -> None:
    kept = read_parts(grid_of([["সংযোজনী ১: শব্দসংক্ষেপ"], ["১", "ক", "খ"], ["২", "গ", "ঘ"]]))
    assert kept.text.rows(Part.ACRONYMS) == (("ক", "খ"), ("গ", "ঘ"))
    left = read_parts(grid_of([["সংযোজনী ১: শব্দসংক্ষেপ"], ["ক", "খ", "গ", "ঘ"]]))
    assert not left.found
    assert left.left[0].text == "ক | খ | গ | ঘ"


def test_where_the_file_marks_its_headings_only_these_are_headings() -> None:
    marked = [
        "প্রস্তাবনা",
        "রূপকল্প",
        "অভিলক্ষ্য",
        "কার্যাবলি",
        "ভবিষ্যৎ পরিকল্পনা",
        "চ্যালেঞ্জসমূহ",
    ]
    rows = []
    for heading in marked:
        rows += [
            GridRow(0, (Cell(heading),), table=0, heading=True),
            GridRow(0, (Cell("রূপকল্প"),), table=0),
            GridRow(0, (Cell("দ্বিতীয় লাইন"),), table=0),
        ]
    reading = read_parts(Grid(tuple(rows)))
    assert len(reading.found) == len(marked)
    assert {one.content for one in reading.found} == {"রূপকল্প\nদ্বিতীয় লাইন"}
