import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerals import NIL, Month, localize_digits
from plans.document.examination import examine
from plans.document.methods import Method
from plans.document.reader import read_form
from tests.plans.document.forms import (
    INNOVATION,
    KHULNA,
    PLAN_HEADINGS,
    PROGRESS_HEADINGS,
    PROGRESS_NUMBERS,
    document_of,
    full_row,
    plan,
    progress,
    row,
    rules_of,
)

FIRST = full_row(objective="[১] উদ্দেশ্য", weight="১০০")
PLAN_FIRST = row("১", "উদ্দেশ্য", "১০০", "১.১ কাজ", "১.১.১ সূচক", "তারিখ", "১০০", "১-৭-২০২০")
DATA_ROW = re.compile(r"(?m)^.*\t(?:সংখ্যা|তারিখ|%|হার)[^\t\n]*\t[০-৯]+\t.*$")


@pytest.mark.parametrize("form", [KHULNA, INNOVATION], ids=["khulna", "innovation"])
@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: re.sub(r"\t+(?=\n|$)", "", text),
        lambda text: re.sub(r"\t(?=[^\n]*$)", "\t ", text, flags=re.MULTILINE),
        lambda text: re.sub(r"\n\n+", "\n", text),
        lambda text: re.sub(r"\t\n", "\t\t\t\n", text),
        lambda text: text.replace("\n\n", "\n\f\n"),
    ],
)
def test_layout_of_the_page_does_not_matter(form: str, rewrite: Callable[[str], str]) -> None:
    assert read_form(rewrite(form)) == read_form(form)


@pytest.mark.parametrize("form", [KHULNA, INNOVATION], ids=["khulna", "innovation"])
def test_digits_of_either_language_are_the_same_figures(form: str) -> None:
    latin = document_of(localize_digits(form, language="en"))

    assert [(i.row, i.weight, i.targets, i.achieved, i.reported) for i in latin.indicators] == [
        (i.row, i.weight, i.targets, i.achieved, i.reported) for i in document_of(form).indicators
    ]


def test_codes_without_brackets_are_the_same_codes() -> None:
    assert document_of(re.sub(r"\[([০-৯.]+)\] ?", r"\1 ", KHULNA)) == document_of(KHULNA)


def test_form_without_codes_names_rows_by_section_and_activity() -> None:
    text = progress(
        full_row(objective="উদ্দেশ্য", weight="১০০", activity="কাজ", indicator="সূচক"),
        full_row(activity="আরেক কাজ", indicator="আরেক সূচক"),
        full_row(activity="", indicator="তৃতীয় সূচক"),
    )
    assert [entry.row for entry in document_of(text).indicators] == [
        "strategic/1",
        "strategic/2",
        "strategic/2/2",
    ]


def test_cells_tell_none_from_zero_from_not_reported() -> None:
    (entry,) = document_of(
        progress(full_row(objective="[১] উ", weight="১০০", months="-\t০\t", targets="৫\t-\t\t-\t-"))
    ).indicators

    assert list(entry.achieved.values()) == [NIL, Decimal(0), None]
    assert entry.targets.defined == ((100, Decimal(5)),)


def test_unreadable_cell_is_missing_and_named_with_its_column() -> None:
    reading = read_form(
        progress(full_row(objective="[১] উ", weight="১০০", months="০\t১,৫\t০", method="%"))
    )

    assert rules_of(reading) == [("unreadable-value", "1.1.1"), ("unreadable-value", "1.1.1")]
    method, figure = (problem.message for problem in reading.problems)
    assert method.en.startswith(
        "calculation method (column 5): “%” could not be read. Enter one of"
    )
    assert figure.bn.startswith("বিগত মাসের অর্জন (কলাম ১৪): “১,৫” পড়া যায়নি;")
    assert reading.document is not None
    (entry,) = reading.document.indicators
    assert entry.achieved[Month(2024, 5)] is None
    assert entry.method is None


def test_date_among_numbers_is_unreadable() -> None:
    reading = read_form(progress(full_row(objective="[১] উ", weight="১", months="০\t১-৫-২০২৪\t০")))
    assert rules_of(reading) == [("unreadable-value", "1.1.1")]


@pytest.mark.parametrize(
    ("written", "method"),
    [
        ("সমষ্টি", Method.SUM),
        ("গড়", Method.AVERAGE),
        ("ক্রমপুঞ্জিভূত", Method.CUMULATIVE),
        ("ক্রমপুঞ্জীভূত", Method.CUMULATIVE),
        ("Sum", Method.SUM),
        ("", None),
    ],
)
def test_method_is_read_by_its_wordings(written: str, method: Method | None) -> None:
    text = progress(full_row(objective="[১] উ", weight="১০০", method=written))
    assert document_of(text).indicators[0].method is method


def test_plan_form_has_a_method_only_for_dates() -> None:
    document = document_of(
        plan(PLAN_FIRST, row("", "", "", "১.২ কাজ", "১.২.১ সূচক", "সংখ্যা", "১", "৫"))
    )
    assert [entry.method for entry in document.indicators] == [Method.DATE, None]


@pytest.mark.parametrize(
    ("form", "column"),
    [(KHULNA, column) for column in range(17)] + [(INNOVATION, column) for column in range(12)],
)
def test_blank_cell_too_many_is_found_and_taken_out(form: str, column: int) -> None:
    untouched = read_form(form)
    rows = list(DATA_ROW.finditer(form))
    assert len(rows) > 20
    # Each column has another third of the rows.
    for match in rows[column % 3 :: 3]:
        cells = match[0].split("\t")
        slid = "\t".join([*cells[:column], "", *cells[column:]])
        reading = read_form(form[: match.start()] + slid + form[match.end() :])
        assert reading.document == untouched.document
        if "\tটাকা\t" not in slid and "১.২.১" not in slid:
            assert len(reading.problems) == len(untouched.problems) + 1


@pytest.mark.parametrize("column", [0, 1])
def test_blank_cell_too_few_is_found_and_put_in(column: int) -> None:
    slid = re.sub(r"(?m)^\t\t(?=\[)", "\t", KHULNA, count=1)

    assert document_of(slid) == document_of(KHULNA)
    assert ("shifted-row", "1.2.1") in rules_of(read_form(slid))


def test_text_split_over_two_cells_is_joined() -> None:
    slid = KHULNA.replace("[১.৪.১] বিতরণকৃত পণ্যের", "[১.৪.১] বিতরণকৃত\tপণ্যের")

    assert document_of(slid) == document_of(KHULNA)
    assert ("shifted-row", "1.4.1") in rules_of(read_form(slid))


def test_row_that_cannot_be_placed_beyond_doubt_is_an_error_and_not_a_guess() -> None:
    reading = read_form(
        progress(full_row(objective="[১] উ", weight="১০০", rate="\t২০%", cumulative="১\tক\tখ"))
    )
    assert ("shifted-row", "1.1.1") in rules_of(reading)
    assert "could not tell which columns" in reading.problems[-1].message.en


def test_one_of_two_blanks_too_many_is_not_chosen() -> None:
    slid = row("১", "উ", "১০০", "১.১ ক", "১.১.১ স", "সংখ্যা", "১০০", "৫", "", "৩", "", "১", "০")
    (problem,) = read_form(plan(slid)).problems

    assert (problem.rule, problem.row, problem.severity) == ("shifted-row", "1.1.1", "error")


def test_values_below_their_title_are_the_same_row() -> None:
    title = row("[১] উদ্দেশ্য", "১০০", "[১.১] কাজ", "[১.১.১] সূচকের")
    reading = read_form(
        progress(title, PROGRESS_NUMBERS, full_row(activity="", indicator="বাকি অংশ"))
    )

    assert reading.document is not None
    (entry,) = reading.document.indicators
    assert (entry.row, entry.title, entry.weight) == (
        "1.1.1",
        "সূচকের বাকি অংশ",
        Decimal(100),
    )
    assert rules_of(reading) == [("continued-row", "1.1.1")]


def test_row_broken_over_lines_is_joined() -> None:
    broken = KHULNA.replace("নকশা নমুনা বিতরণ\t[১.৪.১] বিতরণকৃত", "নকশা\nনমুনা বিতরণ\t[১.৪.১]\nবিতরণকৃত")

    assert document_of(broken) == document_of(KHULNA)
    assert ("split-row", "1.4.1") in rules_of(read_form(broken))


def test_text_spilled_into_a_repeated_heading_row_is_joined() -> None:
    spilled = PROGRESS_HEADINGS.replace("কৌশলগত উদ্দেশ্য\t", "কৌশলগত উদ্দেশ্য বাকি অংশ\t", 1).replace(
        "\tকার্যক্রম\t", "\tকাজের বাকি\t"
    )
    reading = read_form(progress(FIRST, spilled, full_row(activity="", indicator="[১.১.২] সূচক")))

    assert reading.document is not None
    (objective,) = reading.document.objectives
    assert objective.title == "উদ্দেশ্য বাকি অংশ"
    assert objective.activities[0].title == "কাজ কাজের বাকি"
    assert rules_of(reading) == [("spilled-title", "1"), ("spilled-title", "1.1.1")]


def test_text_spilled_into_a_number_row_is_joined_whichever_title_it_is_of() -> None:
    spilled = PROGRESS_NUMBERS.replace("\t৩\t৪\t", "\tকাজের বাকি\tসূচকের বাকি\t")
    reading = read_form(progress(FIRST, spilled, full_row(activity="", indicator="[১.১.২] সূচক")))

    assert reading.document is not None
    assert reading.document.objectives[0].activities[0].title == "কাজ কাজের বাকি"
    assert reading.document.indicators[0].title == "সূচক সূচকের বাকি"


def test_titles_repeated_below_a_page_break_are_the_same_ones() -> None:
    again = full_row(
        objective="[১] উদ্দেশ্য", weight="১০০", activity="[১.১] কাজ", indicator="[১.১.২] সূচক"
    )
    reading = read_form(progress(FIRST, PROGRESS_NUMBERS, again))

    assert reading.document is not None
    (objective,) = reading.document.objectives
    assert len(objective.activities) == 1
    assert reading.problems == ()


@pytest.mark.parametrize(("weight", "objectives"), [("১০০", 1), ("100", 1), ("", 1), ("৪০", 2)])
def test_weight_repeated_without_its_title_opens_no_objective(weight: str, objectives: int) -> None:
    again = full_row(
        objective="", weight=weight, activity="[১.২] আরেক কাজ", indicator="[১.২.১] আরেক সূচক"
    )
    found = document_of(progress(FIRST, PROGRESS_NUMBERS, again)).objectives

    assert len(found) == objectives
    assert sum(len(one.activities) for one in found) == 2


def test_rest_of_an_objective_beside_the_next_indicator_is_joined() -> None:
    rest = full_row(objective="বাকি অংশ", activity="[১.২] কাজ", indicator="[১.২.১] সূচক")
    reading = read_form(progress(FIRST, PROGRESS_NUMBERS, rest))

    assert reading.document is not None
    assert [o.title for o in reading.document.objectives] == ["উদ্দেশ্য বাকি অংশ"]
    assert rules_of(reading) == [("continued-row", "1.2.1")]


def test_title_may_begin_with_a_number_that_is_no_code() -> None:
    text = progress(
        full_row(
            objective="৫ বছরের পরিকল্পনা",
            weight="১০০",
            activity="১.৫% হারে ঋণ",
            indicator="২.৫ কোটি টাকার ঋণ",
        )
    )
    document = document_of(text)

    assert document.objectives[0].code is None
    assert document.objectives[0].activities[0].code is None
    assert document.indicators[0].code is None


def test_sections_are_told_by_their_rows() -> None:
    text = progress(
        "কৌশলগত উদ্দেশ্যসমূহ\t\t",
        FIRST,
        "দপ্তর/সংস্থার আবশ্যিক কৌশলগত উদ্দেশ্যসমূহ (মোট মান-২০)",
        full_row(objective="[২] উ", weight="১", activity="[২.১] ক", indicator="[২.১.১] স"),
        "সুশাসন ও সংস্কারমূলক কর্মসম্পাদনের ক্ষেত্রসমূহ",
        full_row(objective="[৩] উ", weight="১", activity="[৩.১] ক", indicator="[৩.১.১] স"),
    )
    assert [objective.section for objective in document_of(text).objectives] == [
        "strategic",
        "mandatory",
        "governance",
    ]


def test_lines_below_the_table_are_left_out_and_named() -> None:
    reading = read_form(progress(FIRST, "প্রস্তুতকারী\t\t\tঅনুমোদনকারী", "** টীকা"))

    assert rules_of(reading) == [("stray-text", ""), ("stray-text", "")]
    assert reading.document == document_of(progress(FIRST))


def test_total_row_and_page_number_are_no_rows_of_the_plan() -> None:
    reading = read_form(progress(FIRST, "পৃষ্ঠা ১", "মোট\t১০০\t\t\t\t\t১০০"))

    assert reading.problems == ()
    assert reading.document == document_of(progress(FIRST))


def test_headings_over_merged_cells_may_come_without_blanks() -> None:
    merged = PROGRESS_HEADINGS.replace("\t\t\t\t\t", "\t")
    assert document_of(progress(FIRST, headings=merged)) == document_of(progress(FIRST))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "একটি চিঠি\nকোনো ছক নেই",
        "নাম\tপদবি\tবেতন\nক\tখ\t১২",
        "case,scale,mode\n1,2,3",
        PLAN_HEADINGS,
        progress(),
        PROGRESS_HEADINGS.replace("ক্রমপুঞ্জিত অর্জন\t", ""),
        "x\n" * 3000,
        "\x00\x01" * 50,
    ],
)
def test_text_that_is_no_such_form_is_refused_with_a_sentence(text: str) -> None:
    reading = read_form(text)

    assert reading.document is None
    assert reading.refusal is not None
    assert reading.refusal.bn.endswith("।")
    assert reading.refusal.en.endswith(".")


@settings(max_examples=60)
@given(st.data())
def test_any_damage_to_a_form_is_read_or_refused_and_never_raises(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([KHULNA, INNOVATION]))
    start = data.draw(st.integers(0, len(form)))
    end = data.draw(st.integers(start, min(len(form), start + 400)))
    damage = data.draw(st.text(alphabet="\t\n ক১[.]-%\u200d", max_size=30))

    reading = examine(form[:start] + damage + form[end:])

    assert (reading.document is None) == (reading.refusal is not None)
