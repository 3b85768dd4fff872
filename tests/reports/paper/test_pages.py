from __future__ import annotations

from collections.abc import Iterable

from reports.paper.forms import PaperForm
from reports.paper.pages import PrintedRow, printed_rows, row_starts
from reports.paper.printing import corrected
from reports.paper.table import PaperBand, PaperCell, PaperLine, PaperTable, SpannedCells

OBJECTIVE = SpannedCells(
    (0,), (PaperCell("objective", "উদ্দেশ্য", repeats=True), PaperCell("objective_weight", "৭০"))
)
ACTIVITY = SpannedCells((0, 0), (PaperCell("activity", "কার্যক্রম", repeats=True),))
OTHER = SpannedCells((0, 1), (PaperCell("activity", "অন্য কার্যক্রম", repeats=True),))


def table(*activities: SpannedCells) -> PaperTable:
    lines = tuple(
        PaperLine(OBJECTIVE, activity, (PaperCell("indicator", f"সূচক {place}"),))
        for place, activity in enumerate(activities)
    )
    return PaperTable(PaperForm.PROGRESS.spec.columns, (PaperBand("কৌশলগত"), *lines))


def merged_cells(rows: Iterable[PrintedRow]) -> list[list[tuple[str, int, bool]]]:
    return [
        [(cell.text, cell.rows, cell.continued) for cell in row.cells if cell.key != "indicator"]
        for row in rows
    ]


def test_merged_cells_span_their_rows() -> None:
    rows = printed_rows(table(ACTIVITY, ACTIVITY, OTHER))

    assert merged_cells(rows) == [
        [("কৌশলগত", 1, False)],
        [("উদ্দেশ্য", 3, False), ("৭০", 3, False), ("কার্যক্রম", 2, False)],
        [],
        [("অন্য কার্যক্রম", 1, False)],
    ]


def test_merged_cells_end_at_a_page_and_titles_are_repeated_as_continued() -> None:
    rows = printed_rows(table(ACTIVITY, ACTIVITY, ACTIVITY, OTHER), starts={2})

    assert merged_cells(rows)[1:] == [
        [("উদ্দেশ্য", 1, False), ("৭০", 1, False), ("কার্যক্রম", 1, False)],
        [("উদ্দেশ্য", 3, True), ("", 3, False), ("কার্যক্রম", 2, True)],
        [],
        [("অন্য কার্যক্রম", 1, False)],
    ]
    assert [row.css for row in rows] == [
        "band",
        "line opens",
        "line opens starts-page",
        "line",
        "line",
    ]


def test_activity_that_begins_on_the_new_page_is_not_continued() -> None:
    rows = printed_rows(table(ACTIVITY, OTHER), starts={2})

    assert merged_cells(rows)[2] == [
        ("উদ্দেশ্য", 1, True),
        ("", 1, False),
        ("অন্য কার্যক্রম", 1, False),
    ]


def test_row_starts_are_the_first_rows_of_later_pages() -> None:
    pages = [
        {"row-0": (0.0, 1.0), "row-1": (0.0, 2.0)},
        {"row-10": (0.0, 2.0), "row-9": (0.0, 1.0), "other": (0.0, 0.0)},
        {},
    ]

    assert row_starts(pages) == (9,)


def test_corrected_starts_take_all_that_come_after_those_assumed() -> None:
    assert corrected((), (9, 20)) == (9, 20)
    assert corrected((9,), (9, 18)) == (9, 18)


def test_corrected_starts_of_a_paper_with_fewer_pages_than_remembered() -> None:
    assert corrected((9, 20), (9,)) == (9,)
    assert corrected((9, 20), ()) == ()


def test_corrected_starts_forget_what_lies_behind_a_page_that_ended_too_soon() -> None:
    assert corrected((9, 20, 30), (9, 19, 20, 30)) == (9, 19)
