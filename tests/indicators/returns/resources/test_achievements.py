from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from import_export.results import Result

from indicators.returns.models import Achievement, MonthlyReturn, Score, State
from indicators.returns.resources.achievements import AchievementResource
from indicators.returns.steps import accept_return
from numerals import NIL
from spreadsheets.exchange.formats import Csv, Spreadsheet, Xlsx
from tests.cast import JUNE, MAY, Cast, known
from tests.indicators.returns.resources.tables import findings, imported

KHULNA = "khulna/2023-24/apa"
JASHORE = "jashore/2023-24/apa"
HEADERS = "plan month row value remarks"


def reported(*rows: Any, headers: str = HEADERS, **how: Any) -> Result:
    return imported(AchievementResource, headers, *rows, **how)


def test_cells_are_stored_with_their_scores_and_their_author(cast: Cast) -> None:
    before = Score.objects.get(plan=cast.plan, month=JUNE).weighted

    result = reported(
        (KHULNA, "2024-06", "1.1.1", "৫", "দেরিতে"),
        (KHULNA, "2024-06", "1.2.1", "-", ""),
        user=cast.administrator,
    )

    assert findings(result) == []
    cell = cast.cell("1.1.1")
    assert (cell.value, cell.remarks, cell.changed_by) == (Decimal(5), "দেরিতে", cast.administrator)
    assert cast.cell("1.2.1").figure is NIL
    assert known(Score.objects.get(plan=cast.plan, month=JUNE).weighted) > known(before)


def test_later_months_are_scored_with_the_earlier_one(cast: Cast) -> None:
    reported((KHULNA, "2024-05", "1.1.1", "5", ""))

    june = Score.objects.get(plan=cast.plan, month=JUNE)
    assert june.lines.get(indicator__row="1.1.1").achieved == Decimal(5)


def test_month_without_a_return_gets_one(cast: Cast) -> None:
    result = reported((KHULNA, "2024-03-01", "1.1.1", "1", ""))

    assert result.totals["new"] == 1
    assert cast.plan.monthly_returns.count() == 4


def test_blank_is_not_reported_and_a_left_out_column_stays(cast: Cast) -> None:
    reported((KHULNA, "2024-06", "1.3.1", "", "কারণ"))
    reported((KHULNA, "2024-06", "1.3.1"), headers="plan month row")

    cell = cast.cell("1.3.1")
    assert (cell.figure, cell.remarks) == (None, "কারণ")


def test_locked_return_refuses_what_would_change_it(cast: Cast) -> None:
    accept_return(cast.submit(), by=cast.reviewer)
    stored = str(cast.cell("1.3.1").value)

    result = reported(
        (KHULNA, "2024-06", "1.3.1", stored, ""),
        (KHULNA, "2024-06", "1.1.1", "5", ""),
        (JASHORE, "2024-06", "1.1.1", "5", ""),
    )

    assert findings(result) == [
        (
            3,
            "__all__",
            "The return of khulna/2023-24/apa for 2024-06: This return is accepted and locked. "
            "The superior office can reopen it.",
        )
    ]
    assert Achievement.objects.get(
        monthly_return__plan=cast.sibling_plan, monthly_return__month=JUNE, indicator__row="1.1.1"
    ).value == Decimal(0)


def test_every_finding_is_told_and_nothing_is_stored(cast: Cast) -> None:
    result = reported(
        (KHULNA, "2024-06", "1.1.1", "7", ""),
        (KHULNA, "2024-07", "1.1.1", "7", ""),
        (KHULNA, "জুন", "1.1.1", "abc", ""),
        (KHULNA, "2024-06", "9.9.9", "1", ""),
        (KHULNA, "2024-06", "1.2.1", "-3", "x" * 1001),
        (KHULNA, "2024-06", "1.1.1", "8", ""),
    )

    assert cast.cell("1.1.1").value == Decimal(0)
    assert findings(result) == [
        (3, "month", "2024-07 is not in the fiscal year 2023-24."),
        (
            4,
            "month",
            "“জুন” could not be read. Enter a month such as June 2024, 06/2024 or 2024-06.",
        ),
        (4, "achievement", "“abc” could not be read. Enter a number such as 12, 0.5 or 12,34,567."),
        (5, "row", "The plan has no row “9.9.9”."),
        (6, "remarks", "The text has 1001 characters. At most 1000 are allowed."),
        (
            6,
            "achievement",
            "An achievement cannot be negative. Enter zero or more.",
        ),
        (7, "row", "The same as in row 2."),
    ]


def test_preview_stores_nothing_and_shows_both_values(cast: Cast) -> None:
    result = reported((KHULNA, "2024-03", "1.3.1", "9", ""), dry_run=True)

    assert cast.plan.monthly_returns.count() == 3
    with override("en"):
        shown = [change.after for change in result.rows[0].diff]
    assert shown[:4] == [
        KHULNA,
        "March 2024",
        "1.3.1",
        "9",
    ]


@pytest.mark.parametrize("file_format", [Xlsx(), Csv()])
def test_exported_table_says_the_same_when_it_is_imported(cast: Cast, file_format: Any) -> None:
    reported((KHULNA, "2024-06", "1.1.1", "-", "=1+1\n@x"), (KHULNA, "2024-06", "1.2.1", "", "-"))
    MonthlyReturn.objects.filter(month=MAY).update(state=State.ACCEPTED)

    data = file_format.export_data(AchievementResource().export(Achievement.objects.all()))
    result = AchievementResource().import_data(Spreadsheet().create_dataset(data))

    assert findings(result) == []
    assert result.totals["skip"] == Achievement.objects.count()
    assert cast.cell("1.1.1").remarks == "=1+1\n@x"


def test_repeated_import_writes_nothing(cast: Cast) -> None:
    row = (KHULNA, "2024-06", "1.1.1", "5", "")
    reported(row)
    version = cast.monthly_return().version

    result = reported(row)

    assert result.totals["skip"] == 1
    assert cast.monthly_return().version == version


def test_queries_of_a_preview_do_not_grow_with_the_file(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    rows = [
        (address, "2024-06", row, "1", "")
        for address in (KHULNA, JASHORE)
        for row in cast.plan.indicators.values_list("row", flat=True)
    ]

    for count in (1, 60):
        with django_assert_num_queries(7):
            reported(*rows[:count], dry_run=True)


def test_day_outside_the_year_is_refused_and_words_beside_a_number_are_let_go(cast: Cast) -> None:
    dated = cast.indicator("3.1.1")
    dated.method, dated.target_100 = "date", date(2024, 6, 15)
    dated.save()

    result = reported(
        (KHULNA, "2024-06", "3.1.1", "1-1-1999", ""),
        (KHULNA, "2024-06", "1.1.1", "২ টি", ""),
        user=cast.administrator,
    )

    assert findings(result) == [
        (
            2,
            "achievement",
            "1 January 1999 is outside this period. Enter a date from 1 July 2023 to 30 June 2024.",
        )
    ]
    reported(
        (KHULNA, "2024-06", "3.1.1", "15 June 2024", ""),
        (KHULNA, "2024-06", "1.1.1", "২ টি", ""),
        user=cast.administrator,
    )
    assert (cast.cell("3.1.1").value, cast.cell("1.1.1").value) == (date(2024, 6, 15), Decimal(2))
