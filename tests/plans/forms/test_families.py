"""Every family of forms, in every format that offices keep them in."""

import json
from typing import Any

import pytest

from plans.document.reader import Reading
from plans.document.rendering import reading_as_json
from plans.forms.reading import read_file
from tests.plans.forms.families import FAMILIES
from tests.plans.forms.writers import WRITERS, as_text

Json = dict[str, Any]


def read(content: bytes) -> Reading:
    readings = read_file(content)
    assert isinstance(readings, tuple), readings.en
    assert len(readings) == 1
    return readings[0]


def printed(family: str) -> Json:
    return reading_as_json(read(as_text(FAMILIES[family])))


def indicators_of(family: str) -> list[Json]:
    return [
        indicator
        for objective in printed(family)["objectives"]
        for activity in objective["activities"]
        for indicator in activity["indicators"]
    ]


def meanings_of(family: str) -> list[str | None]:
    return [column["meaning"] for column in printed(family)["columns"]]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("written", [name for name in WRITERS if name != "text"])
def test_form_says_the_same_in_every_format(family: str, written: str) -> None:
    form = reading_as_json(read(WRITERS[written](FAMILIES[family])))

    assert json.dumps(form, ensure_ascii=False) == json.dumps(printed(family), ensure_ascii=False)


def test_projections_and_baselines_are_never_tiers() -> None:
    first, second, third = indicators_of("agreement")

    assert first["baselines"] == {"2017-18": "90", "2018-19": "95"}
    assert first["projections"] == {"2020-21": "110", "2021-22": "120"}
    assert list(first["targets"].values()) == ["100", "90", "80", "70", "60"]
    assert second["projections"] == {"2020-21": None, "2021-22": "-"}
    assert third["targets"]["60"] is None


def test_sections_and_their_stated_weights_are_read() -> None:
    form = printed("agreement")

    assert [one["section"] for one in form["objectives"]] == ["strategic", "mandatory"]
    assert (form["fiscal_year"], form["kind"], form["total"]) == ("2019-20", "apa", "100")
    assert form["problems"] == []


def test_four_columns_before_a_total_are_the_quarters_whatever_their_headings_say() -> None:
    form = printed("quarters")

    assert meanings_of("quarters")[5:10] == [
        *(f"achieved:2021-22-Q{number}" for number in range(1, 5)),
        "cumulative",
    ]
    rules = [problem["rule"] for problem in form["problems"]]
    assert rules.count("quarter-heading") == 2
    assert indicators_of("quarters")[0]["achieved"] == {
        "2021-22-Q1": "1",
        "2021-22-Q2": "1",
        "2021-22-Q3": "-",
        "2021-22-Q4": None,
    }


def test_several_targets_under_one_another_are_parts_of_their_indicator() -> None:
    _, second, _ = indicators_of("quarters")

    assert [part["target"] for part in second["parts"]] == ["2", "2021-12-31"]
    assert second["targets"]["100"] == "2"
    assert second["responsible"] == "সেবা"


def test_form_without_objectives_is_grouped_by_the_first_number_of_its_codes() -> None:
    form = printed("quarters")

    assert [(one["code"], one["title"]) for one in form["objectives"]] == [("1", ""), ("2", "")]
    assert (form["kind"], form["total"]) == ("integrity", "50")


def test_line_of_targets_and_line_of_achievements_are_one_indicator() -> None:
    (entry,) = indicators_of("two-lines")

    assert set(entry["targets_by_period"].values()) == {"1"}
    assert list(entry["achieved"].values()) == ["1", "1", None, None]
    assert entry["reported"]["cumulative"] == "2"
    assert entry["targets"]["100"] == "4"


def test_target_of_a_quarter_that_cannot_be_read_is_called_a_target() -> None:
    text = as_text(FAMILIES["two-lines"]).decode().replace("লক্ষ্যমাত্রা\t১\t", "লক্ষ্যমাত্রা\t১/২\t")
    form = reading_as_json(read(text.encode()))
    (entry,) = (i for o in form["objectives"] for a in o["activities"] for i in a["indicators"])

    assert entry["unread"] == {"target:2021-22-Q1": "১/২"}
    told = [one["message"]["en"] for one in form["problems"] if one["rule"] == "unreadable-value"]
    assert len(told) == 1
    assert told[0].startswith("target Q1 2021-22 (column 8)")


def test_month_without_its_century_and_columns_not_understood() -> None:
    form = printed("months")
    first, _ = indicators_of("months")

    assert form["months"] == ["2022-09", "2022-10", "2022-11"]
    assert meanings_of("months")[-1] is None
    assert first["others"] == {"যাচাইকারীর স্বাক্ষর": "স্বাঃ"}
    assert "extra-column" in [problem["rule"] for problem in form["problems"]]


def test_english_form_is_read() -> None:
    assert meanings_of("english")[6:] == [
        *(f"target-{tier}" for tier in (100, 90, 80, 70, 60)),
        "projection:2023-24",
        "evidence",
    ]


def test_rows_over_the_whole_table_are_the_objectives_of_a_plan_without_their_column() -> None:
    form = printed("bands")

    assert [(one["code"], one["title"], one["weight"]) for one in form["objectives"]] == [
        ("1", "প্রাতিষ্ঠানিক ব্যবস্থা", "28"),
        ("2", "ক্রয়ের ক্ষেত্রে শুদ্ধাচার", "22"),
    ]
    assert (form["office"], form["problems"]) == ("পরীক্ষা অধিদপ্তর, ঢাকা", [])


def test_percent_tells_the_tier_where_its_name_is_another_ones() -> None:
    form = printed("three-tiers")
    (entry,) = indicators_of("three-tiers")

    given = {"100": "80", "90": None, "80": "70", "70": None, "60": "60"}
    assert entry["targets"] == given
    assert [problem["rule"] for problem in form["problems"]] == ["tier-by-percent"]


def test_first_section_may_be_headed_in_words_of_the_offices_own() -> None:
    form = printed("office-areas")

    assert [(one["code"], one["section"]) for one in form["objectives"]] == [
        ("1", "strategic"),
        ("2", "governance"),
    ]


def test_dotted_serials_are_the_codes_of_the_activities_beside_them() -> None:
    (objective,) = printed("serials")["objectives"]

    assert objective["code"] == "1"
    assert [(one["code"], one["title"]) for one in objective["activities"]] == [
        ("1.1", "কমিটির সভা"),
        ("1.2", "সেবা গ্রহীতাদের অভিমত"),
    ]


def test_objectives_and_activities_in_rows_of_their_own_are_no_nameless_ones() -> None:
    form = printed("outline")

    assert [
        (objective["code"], [one["code"] for one in objective["activities"]])
        for objective in form["objectives"]
    ] == [("1", ["1.1"]), ("2", ["2.1"])]
    assert form["problems"] == []
