from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from numerals import NIL, Figure, Month, Value
from plans.document.checks import CHECKS, CheckSettings, check
from plans.document.defaults import Mode
from plans.document.methods import Method
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    Problem,
    Reported,
    TierTargets,
)

MONTHS = (Month(2024, 4), Month(2024, 5), Month(2024, 6))
SOUND = TierTargets(Decimal(100), Decimal(90), Decimal(80), Decimal(70), Decimal(60))


def numbers(*texts: str | None) -> TierTargets:
    return TierTargets(*(None if text is None else Decimal(text) for text in texts))


def indicator(
    *,
    code: str | None = "1.1.1",
    weight: str | None = "100",
    unit: str = "সংখ্যা",
    method: Method | None = Method.SUM,
    targets: TierTargets = SOUND,
    months: tuple[Figure, ...] = (),
    cumulative: Value | str | None = None,
    rate: str | None = None,
    title: str = "সূচক",
) -> IndicatorEntry:
    printed = Decimal(cumulative) if isinstance(cumulative, str) else cumulative
    return IndicatorEntry(
        row=code or "strategic/1",
        code=code,
        title=title,
        unit=unit,
        weight=None if weight is None else Decimal(weight),
        targets=targets,
        method=method,
        achieved=dict(zip(MONTHS, months, strict=False)),
        reported=Reported(printed, None if rate is None else Decimal(rate)),
    )


def document(
    *indicators: IndicatorEntry,
    weight: str | None = "100",
    objective: str | None = "1",
    activity: str | None = "1.1",
    form: Form = Form.PROGRESS,
    title: str = "কাজ",
) -> PlanDocument:
    entry = ObjectiveEntry(
        row=objective or "strategic",
        section="strategic",
        code=objective,
        title="উদ্দেশ্য",
        weight=None if weight is None else Decimal(weight),
        activities=(ActivityEntry(activity, title, indicators),),
    )
    return PlanDocument(form, "", "", None, (entry,), MONTHS)


def found(plan: PlanDocument) -> list[tuple[str, str]]:
    return [(problem.rule, problem.row) for problem in check(plan)]


def only(plan: PlanDocument) -> Problem:
    (problem,) = check(plan)
    return problem


def figures(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text) for text in texts)


def test_sound_plan_has_no_findings() -> None:
    months = figures("10", "20", "30")
    assert check(document(indicator(months=months, cumulative="60", rate="60"))) == ()


def test_every_check_is_named_after_nothing_but_itself() -> None:
    assert len({one.__name__ for one in CHECKS}) == len(CHECKS)


def test_objective_weight_against_its_indicators() -> None:
    plan = document(indicator(weight="60"), indicator(code="1.1.2", weight="40"), weight="90")

    assert found(plan) == [("total-weight-mismatch", ""), ("objective-weight-mismatch", "1")]
    assert "60 + 40 = 100" in check(plan)[1].message.en


def test_total_weight_is_a_setting() -> None:
    plan = document(indicator(weight="70"), weight="70")

    assert found(plan) == [("total-weight-mismatch", "")]
    assert check(plan, settings=CheckSettings(total_weight=Decimal(70))) == ()


def test_missing_weights_are_found_and_not_taken_for_zero() -> None:
    plan = document(indicator(weight=None), indicator(code="1.1.2"), weight=None)

    assert ("no-weight", "1") in found(plan)
    assert ("no-weight", "1.1.1") in found(plan)
    assert ("objective-weight-mismatch", "1") not in found(plan)


def test_objective_none_of_whose_indicators_has_a_weight_is_said_without_a_sum() -> None:
    plan = document(indicator(weight=None))
    said = {problem.rule: problem.message for problem in check(plan)}

    assert said["objective-weight-mismatch"].en == (
        "The objective's weight is stated as 100, but none of its indicators has a weight."
    )
    assert "=" not in said["objective-weight-mismatch"].bn


def test_missing_method_is_found_in_a_progress_report_alone() -> None:
    assert found(document(indicator(method=None))) == [("no-method", "1.1.1")]
    assert found(document(indicator(method=None), form=Form.PLAN)) == []


def test_weight_without_targets_is_found() -> None:
    problem = only(document(indicator(targets=TierTargets())))

    assert (problem.rule, problem.severity) == ("no-targets", "error")
    assert "weighs 100 but has no target" in problem.message.en


@pytest.mark.parametrize(
    ("code", "activity", "objective"),
    [("5.1.1", "4.1", "4"), ("1.1", "1.1", "1"), ("1.10.1", "1.1", "1"), ("1.1.1.1", "1.1", "1")],
)
def test_code_that_does_not_continue_its_activitys_is_found(
    code: str, activity: str, objective: str
) -> None:
    plan = document(indicator(code=code), activity=activity, objective=objective)
    assert found(plan) == [("code-mismatch", code)]


def test_activity_code_that_does_not_continue_its_objectives_is_found() -> None:
    problem = only(document(indicator(code="2.1.1"), activity="2.1"))

    assert problem.rule == "code-mismatch"
    assert problem.message.en.endswith("Enter 1.1.")


@pytest.mark.parametrize(
    ("code", "activity", "objective"),
    [("1.1.1", "1.1", "1"), ("1.1", "1", None), ("1.1.1", None, "1"), ("7.7.7", None, None)],
)
def test_code_under_what_it_continues_is_sound(
    code: str, activity: str | None, objective: str | None
) -> None:
    assert found(document(indicator(code=code), activity=activity, objective=objective)) == []


def test_missing_and_duplicate_codes_are_found() -> None:
    assert found(document(indicator(code=None))) == [("missing-code", "strategic/1")]
    twice = document(indicator(weight="50"), indicator(weight="50"))
    assert found(twice) == [("duplicate-code", "1.1.1")]


@pytest.mark.parametrize(
    "targets",
    [
        numbers("5", "4", "3", "2", "1"),
        numbers("1", "2", "3", "4", "5"),
        numbers("5", None, None, None, None),
        numbers("5", None, "3", None, "1"),
        TierTargets(date(2021, 6, 1), date(2021, 6, 2), None, None, date(2021, 7, 9)),
    ],
)
def test_targets_that_run_one_way_are_sound(targets: TierTargets) -> None:
    method = Method.DATE if isinstance(targets.t100, date) else Method.SUM
    assert found(document(indicator(targets=targets, method=method))) == []


@pytest.mark.parametrize(
    "targets",
    [
        numbers("5", "4", "6", "2", "1"),
        numbers("5", "6", "4", "3", "2"),
        numbers("1", "2", "1.5", None, "3"),
        TierTargets(date(2021, 6, 5), date(2021, 6, 2)),
        TierTargets(date(2020, 12, 19), date(2020, 12, 24), date(2020, 11, 30), date(2021, 1, 5)),
    ],
)
def test_targets_out_of_order_are_found(targets: TierTargets) -> None:
    method = Method.DATE if isinstance(targets.t100, date) else Method.SUM
    assert found(document(indicator(targets=targets, method=method))) == [("tier-order", "1.1.1")]


def test_targets_of_two_kinds_are_found() -> None:
    mixed = TierTargets(Decimal(5), date(2021, 6, 2))

    assert found(document(indicator(targets=mixed))) == [("wrong-kind", "1.1.1")]
    assert found(document(indicator(method=Method.DATE))) == [("wrong-kind", "1.1.1")]


def test_neighbouring_tiers_with_one_target_are_found() -> None:
    problem = only(document(indicator(targets=numbers("4", "3", "2", "1", "1"))))

    assert problem.rule == "equal-tiers"
    assert problem.message.en.startswith("The tiers 70%, 60% have the same target 1.")


@pytest.mark.parametrize(
    ("best", "last", "is_soft"),
    [("504", "496", True), ("100", "95.01", True), ("100", "95", False), ("496", "504", True)],
)
def test_span_under_a_twentieth_of_the_best_target_is_soft(
    best: str, last: str, is_soft: bool
) -> None:
    plan = document(indicator(targets=numbers(best, None, None, None, last)))
    assert found(plan) == ([("soft-target", "1.1.1")] if is_soft else [])


def test_least_span_is_a_setting() -> None:
    plan = document(indicator(targets=numbers("504", None, None, None, "496")))
    assert check(plan, settings=CheckSettings(soft_share=Decimal("0.01"))) == ()


@pytest.mark.parametrize("unit", ["%", "নিয়মিত (%)", "হার", "শতকরা"])
def test_percentage_with_the_method_sum_is_found(unit: str) -> None:
    assert found(document(indicator(unit=unit))) == [("percent-summed", "1.1.1")]
    assert found(document(indicator(unit=unit, method=Method.AVERAGE))) == []


@pytest.mark.parametrize("unit", ["সংখ্যা", "উপহার", "শতাংশ জমি", "কোটি টাকায়"])
def test_unit_that_is_no_percentage_may_be_summed(unit: str) -> None:
    assert found(document(indicator(unit=unit))) == []


def test_cumulative_that_the_method_does_not_make_is_found() -> None:
    problem = only(document(indicator(months=figures("0", "44", "15"), cumulative="60")))

    assert (problem.rule, problem.severity) == ("sum-mismatch", "error")
    assert "0 + 44 + 15 = 59" in problem.message.en


@pytest.mark.parametrize(
    ("method", "printed"),
    [
        (Method.SUM, "270"),
        (Method.AVERAGE, "90"),
        (Method.AVERAGE, "90.00"),
        (Method.CUMULATIVE, "100"),
    ],
)
def test_cumulative_that_the_method_makes_is_sound(method: Method, printed: str) -> None:
    months = figures("80", "90", "100")
    assert found(document(indicator(months=months, cumulative=printed, method=method))) == []


def test_cumulative_agrees_at_the_decimals_printed() -> None:
    months = figures("83", "91", "100")

    def rules(printed: str) -> list[tuple[str, str]]:
        return found(document(indicator(months=months, cumulative=printed, method=Method.AVERAGE)))

    assert rules("91") == rules("91.3") == rules("91.33") == []
    assert rules("92") == rules("91.0") == rules("91.34") == [("sum-mismatch", "1.1.1")]


@pytest.mark.parametrize(
    ("label", "printed", "fitting"),
    [
        (Method.SUM, "87", "average"),
        (Method.SUM, "100", "cumulative"),
        (Method.AVERAGE, "260", "sum"),
        (Method.CUMULATIVE, "260", "sum"),
    ],
)
def test_cumulative_that_another_method_makes_contradicts_the_label(
    label: Method, printed: str, fitting: str
) -> None:
    months = figures("95", "65", "100")
    problem = only(document(indicator(months=months, cumulative=printed, method=label)))

    assert problem.rule == "method-contradiction"
    assert f"matches the method {fitting}" in problem.message.en


def test_cumulative_without_reported_months_accuses_nobody() -> None:
    assert found(document(indicator(months=(None, NIL, None), cumulative="5"))) == []
    assert found(document(indicator(months=figures("1", "2", "3"), cumulative=None))) == []


def test_date_achieved_is_compared_as_a_date() -> None:
    targets = TierTargets(date(2024, 6, 1), date(2024, 6, 9))

    def rules(printed: date) -> list[tuple[str, str]]:
        months = (None, date(2024, 5, 3), None)
        return found(
            document(
                indicator(targets=targets, method=Method.DATE, months=months, cumulative=printed)
            )
        )

    assert rules(date(2024, 5, 3)) == []
    assert rules(date(2024, 5, 4)) == [("sum-mismatch", "1.1.1")]


@pytest.mark.parametrize(
    ("cumulative", "rate", "is_wrong"),
    [
        ("22", "22", False),
        ("22.5", "23", False),
        ("22.4", "23", True),
        ("22.44", "22.4", False),
        ("60", None, False),
        (None, "60", False),
    ],
)
def test_rate_against_cumulative_and_target(
    cumulative: str | None, rate: str | None, is_wrong: bool
) -> None:
    plan = document(indicator(cumulative=cumulative, rate=rate))
    assert found(plan) == ([("rate-mismatch", "1.1.1")] if is_wrong else [])


def test_rate_of_a_target_of_zero_accuses_nobody() -> None:
    targets = numbers("0", "1", "2", "3", "4")
    assert found(document(indicator(targets=targets, cumulative="0", rate="100"))) == []


@pytest.mark.parametrize(
    ("title", "is_suspect"),
    [
        ("রুম/বন্ধ শিল্প ইউনিট চালুকরণ", True),
        ("রুম ও বন্ধ শিল্প", True),
        ("রুগ্ন/বন্ধ শিল্প ইউনিট চালুকরণ", False),
        ("কন্ট্রোল রুম স্থাপন", False),
    ],
)
def test_known_slip_is_found_where_it_cannot_be_the_word(title: str, is_suspect: bool) -> None:
    rules = found(document(indicator(), title=title))
    assert rules == ([("suspect-spelling", "1.1.1")] if is_suspect else [])


@pytest.mark.parametrize(
    ("targets", "how", "rules"),
    [
        (numbers("8", *[None] * 4), {"mode": Mode.TIERS}, ["one-target-by-tiers"]),
        (TierTargets(date(2024, 6, 30)), {"mode": Mode.TIERS}, ["one-target-by-tiers"]),
        (numbers("8", *[None] * 4), {}, []),
        (SOUND, {"mode": Mode.TIERS}, []),
        (SOUND, {"mode": Mode.DEADLINE}, ["no-deadline"]),
        (TierTargets(date(2024, 6, 30)), {"mode": Mode.DEADLINE}, []),
        (TierTargets(date(2024, 6, 30)), {"mode": Mode.PROPORTIONAL}, ["not-proportional"]),
        (numbers("1", "2", "3", "4", "5"), {"mode": Mode.PROPORTIONAL}, ["not-proportional"]),
        (SOUND, {"mode": Mode.PROPORTIONAL}, []),
        (numbers("0", *[None] * 4), {}, ["zero-target"]),
        (TierTargets(date(2024, 6, 30)), {"mode": Mode.DEDUCTION}, ["no-deduction"]),
        (
            TierTargets(date(2024, 6, 30)),
            {"mode": Mode.DEDUCTION, "deduction": Decimal("0.25")},
            ["no-deduction"],
        ),
        (
            TierTargets(date(2024, 6, 30)),
            {"mode": Mode.DEDUCTION, "deduction": Decimal("0.25"), "per_days": 15},
            [],
        ),
        (SOUND, {"deduction": Decimal("0.25")}, ["deduction-unused"]),
    ],
)
def test_mode_of_an_indicator_suits_its_targets(
    targets: TierTargets, how: dict[str, Any], rules: list[str]
) -> None:
    method = Method.DATE if isinstance(targets.t100, date) else Method.SUM
    one = replace(indicator(targets=targets, method=method), **how)
    assert [problem.rule for problem in check(document(one))] == rules
