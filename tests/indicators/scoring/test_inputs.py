from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.precision import rounded
from indicators.scoring.values import Basis, Case, PlanScore, Reason, Rules
from numerals import Month
from plans.document.defaults import Mode
from plans.document.methods import Method
from plans.document.reader import read_form
from plans.document.values import ActivityEntry, IndicatorEntry, ObjectiveEntry, PlanDocument
from tests.cast import known

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
INNOVATION_ROW = "governance/2"


def document_of(name: str) -> PlanDocument:
    document = read_form((FIXTURES / name).read_text(encoding="utf-8")).document
    assert document is not None
    return document


@pytest.fixture(scope="module")
def khulna() -> PlanDocument:
    return document_of("apa-progress-khulna-2024-q4.txt")


@pytest.fixture(scope="module")
def innovation() -> PlanDocument:
    return document_of("innovation-plan-2020-21.txt")


def with_method(document: PlanDocument, row: str, method: Method) -> PlanDocument:
    def indicator(entry: IndicatorEntry) -> IndicatorEntry:
        return replace(entry, method=method) if entry.row == row else entry

    def activity(entry: ActivityEntry) -> ActivityEntry:
        return replace(entry, indicators=tuple(map(indicator, entry.indicators)))

    def objective(entry: ObjectiveEntry) -> ObjectiveEntry:
        return replace(entry, activities=tuple(map(activity, entry.activities)))

    return replace(document, objectives=tuple(map(objective, document.objectives)))


def shown(scores: PlanScore) -> tuple[str, str, str]:
    assert scores.normalised is not None
    return (
        str(rounded(known(scores.weighted), 2)),
        str(scores.weight),
        str(rounded(scores.normalised, 2)),
    )


def test_khulna_scores_what_its_months_give(khulna: PlanDocument) -> None:
    assert shown(score_plan(plan_input(khulna), rules=Rules())) == ("19.44", "102", "19.06")


def test_khulna_scores_what_it_printed_on_the_reported_basis(khulna: PlanDocument) -> None:
    scores = score_plan(plan_input(khulna), rules=Rules(), basis=Basis.REPORTED)
    assert shown(scores) == ("19.04", "102", "18.67")
    assert {one.key: one.weighted for one in scores.indicators if one.weighted} == {
        "1.3.1": Decimal("0.7"),
        "1.10.1": Decimal(2),
        "2.3.2": Decimal("2.73"),
        "2.4.1": Decimal("2.61"),
        "3.1.1": Decimal(10),
        "3.3.1": Decimal(1),
    }


def test_khulna_with_the_method_of_its_loan_recovery_corrected(khulna: PlanDocument) -> None:
    corrected = with_method(khulna, "2.4.1", Method.AVERAGE)
    assert shown(score_plan(plan_input(corrected), rules=Rules()))[0] == "19.04"


def test_khulna_says_that_its_weights_disagree(khulna: PlanDocument) -> None:
    scores = score_plan(plan_input(khulna), rules=Rules())
    assert (scores.weights_disagree(None), scores.stated_weight) == (True, Decimal(100))
    assert [(str(one.stated_weight), str(one.weight)) for one in scores.objectives] == [
        ("23", "18"),
        ("19", "20"),
        ("18", "24"),
        ("10", "10"),
        ("30", "30"),
    ]


def test_khulna_can_be_scored_for_its_first_months(khulna: PlanDocument) -> None:
    months = {Month(2024, 4), Month(2024, 5)}
    scores = score_plan(plan_input(khulna), rules=Rules(), months=months)
    assert {one.key: one.achieved for one in scores.indicators}["2.3.2"] == 87


def test_khulna_earns_by_its_innovation_plan_where_that_is_linked(khulna: PlanDocument) -> None:
    scores = score_plan(plan_input(khulna, linked={INNOVATION_ROW: Decimal("81.2")}), rules=Rules())
    linked = next(one for one in scores.indicators if one.key == INNOVATION_ROW)
    assert (linked.weighted, linked.explanation.case) == (Decimal("8.12"), Case.LINKED)
    assert shown(scores)[0] == "27.56"


def test_row_linked_to_a_plan_without_a_score_is_not_scored(khulna: PlanDocument) -> None:
    scores = score_plan(plan_input(khulna, linked={INNOVATION_ROW: None}), rules=Rules())
    linked = next(one for one in scores.indicators if one.key == INNOVATION_ROW)
    assert linked.problem is Reason.LINKED_PLAN_UNSCORED


@pytest.mark.parametrize(
    ("best", "problem"), [("99999", None), (None, Reason.NO_TARGETS), ("1", Reason.TIER_ORDER)]
)
def test_linked_row_whose_targets_cannot_be_scored_says_so(
    khulna: PlanDocument, best: str | None, problem: Reason | None
) -> None:
    full = None if best is None else Decimal(best)
    row = "1.1.1"
    changed = khulna.with_indicators(
        lambda entry: (
            replace(entry, targets=replace(entry.targets, t100=full)) if entry.row == row else entry
        )
    )

    scores = score_plan(plan_input(changed, linked={row: Decimal(80)}), rules=Rules())

    assert {one.key: one.problem for one in scores.indicators}[row] is problem


def test_objectives_go_by_their_rows(khulna: PlanDocument) -> None:
    keys = [one.key for one in score_plan(plan_input(khulna), rules=Rules()).objectives]

    assert keys == [one.row for one in khulna.objectives]


def test_innovation_plan_names_what_cannot_be_scored(innovation: PlanDocument) -> None:
    scores = score_plan(plan_input(innovation), rules=Rules())
    problems = {one.key: one.problem for one in scores.indicators}
    assert len(problems) == 33
    assert {
        row: problem for row, problem in problems.items() if problem is not Reason.NOT_REPORTED
    } == {
        "3.1.1": Reason.NO_TARGETS,
        "6.1.1": Reason.TIER_ORDER,
        "13.1.1": Reason.TIER_ORDER,
    }
    assert not scores.weights_disagree(Decimal(100))


def test_all_that_a_row_says_of_its_score_is_handed_over(khulna: PlanDocument) -> None:
    objective = khulna.objectives[0]
    activity = objective.activities[0]
    row = replace(
        activity.indicators[0], mode=Mode.DEDUCTION, deduction=Decimal("0.25"), per_days=15
    )
    document = replace(
        khulna,
        objectives=(
            replace(objective, activities=(replace(activity, indicators=(row,)),), section="own"),
        ),
    )

    (handed,) = plan_input(document).objectives

    assert (handed.key, handed.section, handed.weight) == (objective.row, "own", objective.weight)
    (one,) = handed.indicators
    assert (one.key, one.method, one.weight, one.targets) == (
        row.row,
        row.method,
        row.weight,
        row.targets,
    )
    assert (one.achieved, one.reported) == (row.achieved, row.reported.cumulative)
    assert (one.mode, one.deduction, one.per_days) == (Mode.DEDUCTION, Decimal("0.25"), 15)
    assert (one.is_linked, one.linked) == (False, None)
