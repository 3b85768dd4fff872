from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from import_export.results import Result

from indicators.admin.plan_table import IndicatorResource
from indicators.returns.models import Score, ScoreLine
from plans.document.methods import Method
from plans.models import Indicator
from spreadsheets.exchange.formats import Csv, Spreadsheet, Xlsx
from spreadsheets.table import NumberText
from tests.cast import JUNE, Cast, known
from tests.indicators.returns.resources.tables import findings, imported

KHULNA = "khulna/2023-24/apa"


def changed(headers: str, *rows: Any, **how: Any) -> Result:
    return imported(IndicatorResource, headers, *rows, **how)


def composite(cast: Cast) -> Decimal:
    return known(Score.objects.get(plan=cast.plan, month=JUNE).weighted)


def test_changed_method_is_scored_anew(cast: Cast) -> None:
    before = composite(cast)

    result = changed("plan row method", (KHULNA, "2.4.1", "গড়"))

    assert findings(result) == []
    assert cast.indicator("2.4.1").method == "average"
    assert round(before, 2) == Decimal("19.44")
    assert round(composite(cast), 2) == Decimal("19.04")


def test_targets_are_read_in_either_digits(cast: Cast) -> None:
    changed(
        "plan row target_100 target_90 target_80 target_70 target_60 weight",
        ("khulna/২০২৩-২০২৪/apa", "1.1.1", "১২,৩৪,৫৬৭", "90.5%", "-", "", "৩০-৬-২০২৪", "২.৫"),
    )

    indicator = cast.indicator("1.1.1")
    assert list(indicator.targets) == [
        Decimal(1234567),
        Decimal("90.5"),
        None,
        None,
        date(2024, 6, 30),
    ]
    assert indicator.weight == Decimal("2.5")


def test_targets_may_carry_the_words_of_the_unit(cast: Cast) -> None:
    changed("plan row unit target_100", (KHULNA, "1.1.1", "কোটি টাকা", "১.৫০ কোটি"))
    changed("plan row target_90", (KHULNA, "1.1.1", "১.২ কোটি টাকা"))

    indicator = cast.indicator("1.1.1")
    assert (indicator.target_100, indicator.target_90) == (Decimal("1.5"), Decimal("1.2"))


def test_new_indicator_joins_the_end_of_its_activity(cast: Cast) -> None:
    count = cast.plan.indicators.count()

    result = changed(
        "plan row code activity title method weight target_100",
        (KHULNA, "1.3.2", "1.3.2", "1.3", "প্রকাশিত প্রতিবেদন", "sum", "1", "5"),
        (KHULNA, "1.3.3", "1.3.3", "1.3", "আরেকটি", "sum", "1", "5"),
    )

    assert findings(result) == []
    rows = list(cast.plan.indicators.order_by("position").values_list("row", flat=True))
    assert rows[rows.index("1.3.1") :][:4] == ["1.3.1", "1.3.2", "1.3.3", "1.4.1"]
    positions = cast.plan.indicators.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(1, count + 3))
    assert ScoreLine.objects.filter(score__month=JUNE, indicator__row="1.3.3").exists()


def test_who_is_responsible_and_what_is_evidence_come_with_the_table(cast: Cast) -> None:
    cast.plan.indicators.filter(row="1.1.1").update(baselines={"2022-23": "40"})
    result = changed(
        "plan row responsible evidence_definition", (KHULNA, "1.1.1", "শাখা ১", "নোটিশ ও ছবি")
    )

    assert findings(result) == []
    stored = cast.indicator("1.1.1")
    assert (stored.responsible, stored.evidence_definition) == ("শাখা ১", "নোটিশ ও ছবি")
    assert stored.baselines == {"2022-23": "40"}


def test_every_finding_is_told_and_nothing_is_stored(cast: Cast) -> None:
    result = changed(
        "plan row title weight target_100 method activity linked_kind",
        (KHULNA, "1.1.1", "বদল", "3", "5", "", "1.1", ""),
        (KHULNA, "1.2.1", "", "1.234", "1,5", "median", "1.3", ""),
        ("nowhere/2023-24/apa", "1.1.1", "ক", "1", "1", "", "", ""),
        ("khulna", "1.1.1", "ক", "-1", "31-2-2024", "", "", "apa"),
        (KHULNA, "9.9.9", "ক", "1", "1", "", "9.9", ""),
        (KHULNA, "8.8.8", "ক", "1", "1", "", "", "apa"),
        (KHULNA, NumberText("1.1"), "ক", "1", "1", "", "", ""),
        (KHULNA, "1.1.1", "ক", "1", "1", "", "1.1", ""),
    )

    assert cast.indicator("1.1.1").title != "বদল"
    methods = ", ".join(f"{one} ({one.label.en})" for one in Method)
    weight = "a weight of zero or more with at most two decimals"
    assert findings(result) == [
        (3, "title", "The cell is empty."),
        (3, "weight", f"“1.234” could not be read. Enter {weight}."),
        (3, "calculation method", f"“median” could not be read. Enter {methods}."),
        (
            3,
            "target 100%",
            "“1,5” could not be read. Enter it with commas at thousands and lakhs (12,34,567) "
            "and a point before decimals (1.5).",
        ),
        (3, "activity", "The indicator belongs to activity “1.2”."),
        (4, "plan", "There is no plan “nowhere/2023-24/apa”."),
        (5, "plan", "“khulna” could not be read. Enter a plan such as khulna/2023-24/apa."),
        (5, "weight", f"“-1” could not be read. Enter {weight}."),
        (
            5,
            "target 100%",
            "“31-2-2024” could not be read. Enter a date that the calendar has, as day-month-year, "
            "such as 15-2-2021.",
        ),
        (6, "activity", "The plan has no activity with the code “9.9”."),
        (
            7,
            "activity",
            "The plan has no row “8.8.8”; a new indicator needs its activity's code.",
        ),
        (
            7,
            "scored from this action plan",
            "Only an agreement's indicators can take their score from an action plan.",
        ),
        (
            8,
            "row",
            "1.1 is stored as a number, so it could be 1.1 or 1.10. Format the column as text "
            "and enter the code again.",
        ),
        (9, "row", "The same as in row 2."),
    ]


@pytest.mark.parametrize("file_format", [Xlsx(), Csv()])
def test_exported_table_says_the_same_when_it_is_imported(cast: Cast, file_format: Any) -> None:
    Indicator.objects.filter(row="1.1.1").update(title="=HYPERLINK(1)", code="1.10")

    data = file_format.export_data(IndicatorResource().export(Indicator.objects.all()))
    result = IndicatorResource().import_data(Spreadsheet().create_dataset(data))

    assert findings(result) == []
    assert result.totals["skip"] == Indicator.objects.count()


def test_queries_of_a_preview_do_not_grow_with_the_file(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    rows = [(KHULNA, row, "ক") for row in cast.plan.indicators.values_list("row", flat=True)]

    for count in (1, 30):
        with django_assert_num_queries(6):
            changed("plan row unit", *rows[:count], dry_run=True)
