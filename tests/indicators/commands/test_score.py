import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError

from indicators.returns.models import Score
from plans.models import Plan
from tests.indicators.commands.conftest import AGREEMENT, INNOVATION, Run

KHULNA = "khulna/2023-24/apa"
WHOLE_QUARTER = "2024-04..2024-06"


def scored(run: Run, *arguments: str | Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(run("score", *arguments, "--json"))
    return data


def composite(data: dict[str, Any]) -> tuple[str, str, str]:
    return data["weighted"], data["weight"], data["normalised"]


def indicator(data: dict[str, Any], row: str) -> dict[str, Any]:
    return next(one for one in data["indicators"] if one["row"] == row)


@pytest.mark.once
def test_stored_agreement_scores_the_computed_achievements(run: Run, agreement: Plan) -> None:
    data = scored(run, KHULNA)

    assert composite(data) == ("19.44", "102", "19.06")
    assert (data["plan"], data["basis"], data["rules"]) == (KHULNA, "computed", "2023-24/apa/1")
    assert data["stated_weight"] == "100"


@pytest.mark.once
def test_stored_agreement_scores_the_printed_cumulatives(run: Run, agreement: Plan) -> None:
    data = scored(run, KHULNA, "--months", WHOLE_QUARTER, "--reported")

    assert composite(data) == ("19.04", "102", "18.67")
    assert data["basis"] == "reported"
    assert {
        one["row"]: one["weighted"] for one in data["indicators"] if one["weighted"] != "0.00"
    } == {
        "1.3.1": "0.70",
        "1.10.1": "2.00",
        "2.3.2": "2.73",
        "2.4.1": "2.61",
        "3.1.1": "10.00",
        "3.3.1": "1.00",
    }


@pytest.mark.once
def test_correcting_the_method_changes_the_computed_score(run: Run, agreement: Plan) -> None:
    agreement.indicators.filter(row="2.4.1").update(method="average")

    data = scored(run, KHULNA, "--months", WHOLE_QUARTER)

    assert data["weighted"] == "19.04"
    assert indicator(data, "2.4.1")["achieved"] == "86.6667"


@pytest.mark.once
def test_command_and_stored_score_agree(run: Run, agreement: Plan) -> None:
    stored = Score.objects.get(plan=agreement, month="2024-06-01")

    assert f"{stored.weighted:.2f}" == scored(run, KHULNA)["weighted"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [((), ("19.44", "102", "19.06")), (("--reported",), ("19.04", "102", "18.67"))],
)
def test_form_is_scored_without_a_database(
    run: Run, arguments: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    data = scored(run, "--file", AGREEMENT, *arguments)

    assert composite(data) == expected
    assert data["plan"] == str(AGREEMENT)


@pytest.mark.once
@pytest.mark.parametrize(
    ("months", "achieved"),
    [("2024-04", "25"), ("2024-05", "89"), ("2024-04..2024-05", "114"), (WHOLE_QUARTER, "167")],
)
def test_months_limit_what_counts(run: Run, agreement: Plan, months: str, achieved: str) -> None:
    of_form = scored(run, "--file", AGREEMENT, "--months", months)
    of_stored = scored(run, KHULNA, "--months", months)

    assert indicator(of_form, "2.1.1")["achieved"] == achieved
    assert indicator(of_stored, "2.1.1")["achieved"] == achieved


def test_objectives_add_up_to_the_plan_with_both_weights(run: Run) -> None:
    data = scored(run, "--file", AGREEMENT)

    assert [
        (one["row"], one["weight"], one["stated_weight"], one["weighted"])
        for one in data["objectives"]
    ] == [
        ("1", "18", "23", "2.70"),
        ("2", "20", "19", "5.74"),
        ("3", "24", "18", "11.00"),
        ("4", "10", "10", "0.00"),
        ("governance", "30", "30", "0.00"),
    ]


def test_figures_are_rounded_once_and_explained_in_both_languages(run: Run) -> None:
    assert indicator(scored(run, "--file", AGREEMENT), "2.3.2") == {
        "row": "2.3.2",
        "code": "2.3.2",
        "achieved": "91.3333",
        "rate": "91",
        "raw": "91.33",
        "weighted": "2.74",
        "problem": None,
        "explanation": {
            "bn": "অর্জন ৯১.৩৩%; ৯০% (৯০) ও ১০০% (১০০) ধাপের মাঝামাঝি, তাই নম্বর ২.৭৪ (মান ৩-এর ৯১.৩৩%)।",
            "en": "Achieved 91.33%; between the 90% tier (90) and the 100% tier (100), "
            "so the score is 2.74 (91.33% of the weight 3).",
        },
    }


def test_innovation_plan_names_what_cannot_be_scored_and_why(run: Run) -> None:
    data = scored(run, "--file", INNOVATION)

    assert {
        one["row"]: (one["problem"], one["raw"], one["weighted"])
        for one in data["indicators"]
        if one["problem"] != "not-reported"
    } == {
        "3.1.1": ("no-targets", None, None),
        "6.1.1": ("tier-order", None, None),
        "13.1.1": ("tier-order", None, None),
    }
    assert len(data["indicators"]) == 33


def test_table_tells_the_composite_the_weights_and_the_reasons(run: Run) -> None:
    lines = run("score", "--file", INNOVATION, "--lang", "en").splitlines()

    assert lines[-4:] == [
        "3.1.1  Cannot be scored: there is no target. Tell your administrator.",
        "6.1.1  Cannot be scored: the tiers' targets are out of order. Tell your administrator.",
        "13.1.1  Cannot be scored: the tiers' targets are out of order. Tell your administrator.",
        "Indicators not reported yet: 30.",
    ]


def test_table_is_bengali_unless_asked_otherwise(run: Run) -> None:
    lines = run("score", "--file", AGREEMENT).splitlines()

    assert "১০২-এর মধ্যে ১৯.৪৪ (১০০-তে ১৯.০৬)" in lines[-2]
    assert lines[-1] == "মান মেলে না: সূচকগুলোর মোট ১০২, উদ্দেশ্যগুলোর মোট ১০০।"


@pytest.mark.once
@pytest.mark.parametrize("address", ["khulna/2023-24/integrity", "khulna", "a/b/c/d", ""])
def test_unknown_plan_is_one_sentence(run: Run, agreement: Plan, address: str) -> None:
    with pytest.raises(CommandError, match=r"Write office/year/kind") as refused:
        run("score", address, "--lang", "en")

    assert refused.value.returncode == 1


@pytest.mark.parametrize(
    "months", ["june", "2024-06..2024-04", "2023-06..2023-07", "2024-13", "2022-08"]
)
def test_unusable_months_are_one_sentence(run: Run, months: str) -> None:
    with pytest.raises(CommandError, match=r"July to June|does not name months"):
        run("score", "--file", AGREEMENT, "--months", months, "--lang", "en")


@pytest.mark.once
@pytest.mark.parametrize(
    "arguments", [("khulna/2030-31/apa",), ("--file", AGREEMENT, "--months", "2022-08")]
)
def test_refusals_are_bengali_unless_asked_otherwise(
    run: Run, agreement: Plan, arguments: tuple[str | Path, ...]
) -> None:
    with pytest.raises(CommandError, match=r"।$"):
        run("score", *arguments)


def test_months_of_the_year_before_do_not_count(run: Run, tmp_path: Path) -> None:
    printed = AGREEMENT.read_text("utf-8")
    july = tmp_path / "july.txt"
    july.write_text(printed.replace("এপ্রিল ২০২৪ থেকে জুন ২০২৪", "জুলাই ২০২৩"), "utf-8")

    assert indicator(scored(run, "--file", july), "2.1.1")["achieved"] == "53"


def test_file_that_is_no_form_is_one_sentence_and_exit_code_2(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()

    with pytest.raises(CommandError) as refused:
        run("score", "--file", empty)

    assert refused.value.returncode == 2
