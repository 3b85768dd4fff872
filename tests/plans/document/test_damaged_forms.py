"""The real forms with one thing changed, and what a careful reader says of it."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from plans.document.examination import examine
from plans.document.reader import Reading
from plans.document.values import IndicatorEntry, PlanDocument
from tests.plans.document.forms import INNOVATION, KHULNA

Cells = list[str]
UNIT, WEIGHT, TARGETS, MONTHS, CUMULATIVE, RATE = 5, 6, 7, 12, 15, 16


def changed(code: str, edit: Callable[[Cells], Cells], *, form: str = KHULNA) -> str:
    (row,) = (line for line in form.split("\n") if f"[{code}]" in line or f"\t{code} " in line)
    return form.replace(row, "\t".join(edit(row.split("\t"))))


def put(column: int, *texts: str) -> Callable[[Cells], Cells]:
    return lambda cells: [*cells[:column], *texts, *cells[column + len(texts) :]]


def every_row(edit: Callable[[Cells], Cells], *, form: str = KHULNA) -> str:
    rows = (line.split("\t") for line in form.split("\n"))
    return "\n".join("\t".join(edit(row) if len(row) > 6 else row) for row in rows)


def read(text: str) -> Reading:
    reading = examine(text)
    assert reading.document is not None, reading.refusal
    return reading


def document_of(text: str) -> PlanDocument:
    document = read(text).document
    assert document is not None
    return document


def entry_of(text: str, row: str) -> IndicatorEntry:
    return {entry.row: entry for entry in document_of(text).indicators}[row]


def new_findings(text: str, *, form: str = KHULNA) -> list[tuple[str, str]]:
    known = [(p.rule, p.row, p.message) for p in read(form).problems]
    found = [(p.rule, p.row, p.message) for p in read(text).problems]
    return [(rule, row) for rule, row, message in found if (rule, row, message) not in known]


def gone_findings(text: str, *, form: str = KHULNA) -> list[tuple[str, str]]:
    return new_findings(form, form=text)


# Columns 16 and 17


@pytest.mark.parametrize(
    ("row", "printed", "rate", "found"),
    [
        ("২.১.১", "১৬৭", "৩৩%", []),
        ("২.১.১", "১৬৭.০০", "৩৩.১৩%", []),
        ("২.১.১", "১৬৭", "", []),
        ("২.১.১", "", "", []),
        ("২.১.১", "-", "-", []),
        ("২.১.১", "১৬৮", "৩৩%", ["sum-mismatch"]),
        ("২.১.১", "৫৩", "১১%", ["method-contradiction"]),
        ("২.১.১", "১৬৭", "৩৪%", ["rate-mismatch"]),
        ("২.১.১", "১৬৭", "৩৩.১৪", ["rate-mismatch"]),
        ("২.৩.২", "৯১.৩৩", "৯১%", []),
        ("২.৩.২", "৯১.৩৪", "৯১%", ["sum-mismatch"]),
        ("২.৩.২", "২৭৪", "২৭৪%", ["method-contradiction"]),
        ("২.৩.২", "১০০", "১০০%", ["method-contradiction"]),
    ],
)
def test_printed_figures_are_compared_at_the_decimals_printed(
    row: str, printed: str, rate: str, found: list[str]
) -> None:
    rules = [rule for rule, _ in new_findings(changed(row, put(CUMULATIVE, printed, rate)))]
    assert rules == found


def test_corrected_figure_is_no_longer_accused() -> None:
    text = changed("২.৫.২", put(CUMULATIVE, "৫৯"))

    assert new_findings(text) == []
    assert gone_findings(text) == [("sum-mismatch", "2.5.2")]


def test_corrected_method_is_no_longer_accused() -> None:
    text = changed("২.৪.১", put(4, "গড়"))

    assert new_findings(text) == []
    assert gone_findings(text) == [("percent-summed", "2.4.1"), ("method-contradiction", "2.4.1")]


# Weights and targets


def test_corrected_weights_leave_no_finding_of_weights() -> None:
    text = KHULNA
    for objective, stated, actual in (
        ("[১] ", "২৩", "১৮"),
        ("[২] ", "১৯", "২০"),
        ("[৩] ", "১৮", "২৪"),
    ):
        text = re.sub(
            rf"(?m)^({re.escape(objective)}[^\t]*\t){stated}\t", rf"\g<1>{actual}\t", text
        )

    assert new_findings(text) == [("total-weight-mismatch", "")]
    assert [rule for rule, _ in gone_findings(text)] == [
        "total-weight-mismatch",
        *["objective-weight-mismatch"] * 3,
    ]


@pytest.mark.parametrize(
    ("targets", "found"),
    [
        ("১৭০ ১৩০ ১৫০ ১১০ ৯০", ["tier-order"]),
        ("১৭০ ১৫০ ১৫০ ১১০ ৯০", ["equal-tiers"]),
        ("১৭০ ১৬৮ ১৬৬ ১৬৪ ১৬২", ["soft-target"]),
        ("১৭০ ১৬৮ ১৬৬ ১৬৪ -", []),
        ("১৭০ - ১৩০ - ৯০", []),
        ("- ১৫০ ১৩০ ১১০ ৯০", ["no-full-target"]),
        ("- - - - -", ["no-targets"]),
        ("১৭০ ১৫০ ৩০-৬-২০২৪ ১১০ ৯০", ["unreadable-value"]),
        ("১৭০ কিছু কিছু ১১০ ৯০", ["unreadable-value"] * 2),
    ],
)
def test_targets_are_judged(targets: str, found: list[str]) -> None:
    text = changed("১.৫.১", put(TARGETS, *targets.split()))
    assert [rule for rule, _ in new_findings(text)] == found


@pytest.mark.parametrize("code", ["৬.১.১", "১৩.১.১"])
def test_corrected_date_is_no_longer_accused(code: str) -> None:
    month = "৩০-১২-২০২০" if code == "৬.১.১" else "৩০-১২- ২০২০"
    text = changed(code, put(9, month), form=INNOVATION)

    assert new_findings(text, form=INNOVATION) == []
    assert [rule for rule, _ in gone_findings(text, form=INNOVATION)] == ["tier-order"]


@pytest.mark.parametrize("written", ["৫০০০০০", "৫,০০,০০০", "500,000", "5০০০00", "৫,০০,০০০.০০"])
def test_amounts_are_read_in_every_spelling(written: str) -> None:
    text = changed("৩.১.১", put(TARGETS, written), form=INNOVATION)
    assert entry_of(text, "3.1.1").targets.t100 == Decimal(500000)


@pytest.mark.parametrize(
    "written",
    [
        "২৪/১২/২০২০",
        "24.12.2020",
        "২৪ - ১২ - ২০২০",
        "24–12–2020",
        "2020-12-24",
        "২৪-১২-২০২০\u200d",
        "২৪ ডিসেম্বর ২০২০",
    ],
)
def test_dates_are_read_in_every_spelling(written: str) -> None:
    text = changed("৬.১.১", put(8, written), form=INNOVATION)
    assert document_of(text) == document_of(INNOVATION)


@pytest.mark.parametrize(
    "written",
    ["২৪-১২-২২", "12-24-2020", "৩১-১১-২০২০", "২৪-ডিসেম্বর-১৯", "৪৪১৮৯", "২৪-১২-২০\u200d২০"],
)
def test_doubtful_date_is_named_and_not_guessed(written: str) -> None:
    text = changed("৬.২.১", put(8, written), form=INNOVATION)

    assert entry_of(text, "6.2.1").targets.t90 is None
    assert new_findings(text, form=INNOVATION) == [("unreadable-value", "6.2.1")]


@pytest.mark.parametrize("written", ["২৪-১২-২০", "২৪-ডিসেম্বর-২০"])
def test_day_with_two_digits_of_the_plans_own_year_is_read_and_told(written: str) -> None:
    text = changed("৬.১.১", put(8, written), form=INNOVATION)

    assert document_of(text) == document_of(INNOVATION)
    assert new_findings(text, form=INNOVATION) == [("read-as", "6.1.1")]


# Cells that are missing, unreadable or too many


@pytest.mark.parametrize(
    ("column", "written", "field", "found"),
    [
        (3, "[২.১.১]", {"title": ""}, ["no-title"]),
        (4, "", {"method": None}, ["no-method"]),
        (4, "যোগ", {"method": None}, ["unreadable-value"]),
        (UNIT, "", {"unit": ""}, ["no-unit"]),
        (UNIT, "-", {"unit": ""}, ["no-unit"]),
        (WEIGHT, "", {"weight": None}, ["no-weight"]),
        (WEIGHT, "তিন", {"weight": None}, ["unreadable-value"]),
        (CUMULATIVE, "নেই", {}, ["unreadable-value"]),
        (MONTHS, "নেই", {}, ["unreadable-value"]),
        (RATE, "তেত্রিশ", {}, ["unreadable-value"]),
    ],
)
def test_one_bad_cell_harms_no_other(
    column: int, written: str, field: dict[str, str | None], found: list[str]
) -> None:
    text = changed("২.১.১", put(column, written))
    before, after = entry_of(KHULNA, "2.1.1"), entry_of(text, "2.1.1")

    assert [rule for rule, row in new_findings(text) if row == "2.1.1"] == found
    kept = replace(after, reported=before.reported, achieved=before.achieved)
    assert kept == replace(before, **field)  # type: ignore[arg-type]


@pytest.mark.parametrize("column", range(4, 17))
def test_row_that_lacks_a_cell_is_never_read_under_wrong_columns_in_silence(column: int) -> None:
    text = changed("২.১.১", lambda cells: [*cells[:column], *cells[column + 1 :]])

    if column == RATE:
        assert new_findings(text) == []
    else:
        assert ("shifted-row", "2.1.1") in new_findings(text)


@pytest.mark.parametrize("column", [4, 5, 6])
def test_cells_run_together_are_never_read_in_silence(column: int) -> None:
    text = changed(
        "২.২.১",
        lambda cells: [*cells[:column], " ".join(cells[column : column + 2]), *cells[column + 2 :]],
        form=INNOVATION,
    )
    assert ("shifted-row", "2.2.1") in new_findings(text, form=INNOVATION) or column == WEIGHT


@pytest.mark.parametrize(
    ("form", "column", "codes"),
    [
        (KHULNA, 2, ["১.২.১", "৩.১.১", "৩.৫.১"]),
        (KHULNA, 3, ["১.১.১", "২.৩.২", "৩.৪.১"]),
        (KHULNA, UNIT, ["২.৩.১", "৩.৫.১"]),
        (INNOVATION, 3, ["১.১.১", "৩.১.১", "১০.১.১"]),
        (INNOVATION, 4, ["১.১.১", "৩.১.১", "১০.১.১"]),
        (INNOVATION, 5, ["৪.২.১", "১০.১.১", "১৩.৩.১"]),
        (INNOVATION, 9, ["১১.১.১", "১২.২.১"]),
    ],
)
def test_text_split_over_two_cells_is_joined(form: str, column: int, codes: list[str]) -> None:
    for code in codes:
        text = changed(
            code,
            lambda cells: [*cells[:column], *cells[column].split(" ", 1), *cells[column + 1 :]],
            form=form,
        )
        assert document_of(text) == document_of(form)
        assert "shifted-row" in [rule for rule, _ in new_findings(text, form=form)]


def test_findings_do_not_pile_up_on_a_row_that_could_not_be_placed() -> None:
    text = changed("২.১.১", lambda cells: [*cells[:WEIGHT], *cells[WEIGHT + 1 :]])
    assert [rule for rule, row in new_findings(text) if row == "2.1.1"] == ["shifted-row"]


# Rows


def test_row_standing_twice_is_found() -> None:
    (row,) = (line for line in KHULNA.split("\n") if "[১.৪.১]" in line)
    assert ("duplicate-code", "1.4.1") in new_findings(KHULNA.replace(row, f"{row}\n{row}"))


def test_headings_before_every_row_change_nothing() -> None:
    lines = KHULNA.split("\n")
    (start,) = (n for n, line in enumerate(lines) if line.startswith("কৌশলগত উদ্দেশ্য\t"))
    heading = lines[start : start + 4]
    text = "\n".join(
        part for line in lines for part in ([*heading, line] if "[" in line else [line])
    )
    assert read(text) == read(KHULNA)


def test_objective_without_its_title_is_still_an_objective() -> None:
    text = changed("৩.১.১", put(0, ""))
    objective = document_of(text).objectives[2]

    assert (objective.code, objective.title, objective.weight) == (
        None,
        "উৎপাদন তদারকিকরণ",
        Decimal(18),
    )
    assert ("missing-code", objective.row) in new_findings(text)


def test_objectives_without_codes_have_names_of_their_own() -> None:
    document = document_of(re.sub(r"\[[০-৯.]+\] ?", "", KHULNA))
    rows = [objective.row for objective in document.objectives]

    assert rows == ["strategic", "strategic-2", "strategic-3", "strategic-4", "governance"]
    assert [entry.row for entry in document.objectives[1].indicators] == [
        "strategic/11",
        "strategic/12",
        "strategic/13",
        "strategic/13/2",
        "strategic/14",
        "strategic/15",
        "strategic/15/2",
    ]


# Columns


@pytest.mark.parametrize("at", [0, 4, 7, 18])
def test_column_of_no_form_is_left_out_and_named(at: int) -> None:
    def widened(cells: Cells) -> Cells:
        added = "যাচাইকারী" if cells[0] == "কৌশলগত উদ্দেশ্য" else ""
        return [*cells[:at], added, *cells[at:]]

    text = every_row(widened)

    assert document_of(text) == document_of(KHULNA)
    assert new_findings(text) == [("extra-column", "")]


def test_columns_in_another_order_are_told_by_their_headings() -> None:
    text = every_row(lambda cells: [*cells[:4], cells[5], cells[4], *cells[6:]])
    assert read(text).document == document_of(KHULNA)


def test_serial_number_before_every_row_is_no_code() -> None:
    numbers = iter(range(1, 100))

    def counted(cells: Cells) -> Cells:
        return [str(next(numbers)) if "[" in "".join(cells) else "", *cells]

    assert document_of(every_row(counted)) == document_of(KHULNA)


def test_months_may_head_their_columns() -> None:
    text = KHULNA.replace(
        "বিগত মাসের পূর্ববর্তী মাসে অর্জন\tবিগত মাসের অর্জন\tবিবেচ্য মাসে অর্জন",
        "এপ্রিল ২০২৪\tমে ২০২৪\tজুন ২০২৪",
    )
    assert document_of(text) == document_of(KHULNA)


def test_quotes_that_a_spreadsheet_adds_are_no_part_of_a_cell() -> None:
    text = every_row(lambda cells: [f'"{cell}"' if cell else "" for cell in cells])
    assert read(text) == read(KHULNA)


@pytest.mark.parametrize("cumulative", ["১৬৭", "৫৩"])
def test_july_may_leave_the_year_before_out_of_its_cumulative(cumulative: str) -> None:
    july = KHULNA.replace("এপ্রিল ২০২৪ থেকে জুন ২০২৪", "জুলাই ২০২৩")
    text = changed("২.১.১", put(CUMULATIVE, cumulative, ""), form=july)

    assert [str(month) for month in document_of(text).months] == ["2023-05", "2023-06", "2023-07"]
    assert new_findings(text) == []
