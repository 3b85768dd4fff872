from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from indicators.scoring.values import ObjectiveScore
from numerals import Month
from plans.calendar.terms import Term
from reports.dashboard.attention import attention_of
from reports.dashboard.board import (
    columns_of,
    places_of,
    rows_of,
    side_by_side,
    summary_of,
    top_of,
)
from reports.dashboard.objectives import ObjectiveKey, ObjectiveTitle
from reports.dashboard.offices import OfficeDetails, OfficeFigures, ReturnState, StoredReturn
from reports.dashboard.ordering import UnknownOrder, sorted_places
from reports.dashboard.shown import Board, Contradiction
from reports.ranking_table import orders_of, ranking_columns

D = Decimal
JANUARY, FEBRUARY, MARCH = Month(2024, 1), Month(2024, 2), Month(2024, 3)
DUE = date(2024, 4, 5)
TERM = Term(opens=date(2024, 3, 1), due=DUE, late=date(2024, 4, 6))


def objective(row: str, weighted: str, weight: str, *, stated: str = "50") -> ObjectiveScore:
    return ObjectiveScore(row, "strategic", D(stated), D(weight), D(weighted), ())


@dataclass(frozen=True)
class Office:
    figures: OfficeFigures
    details: OfficeDetails


_ids = count(1)


def figures(
    code: str,
    history: Mapping[Month, str] | None = None,
    *,
    state: str | None = "accepted",
    late_by: int = 0,
    reported: int = 2,
    objectives: tuple[ObjectiveScore, ...] = (),
    term: Term = TERM,
    month: Month = MARCH,
) -> Office:
    scores = {at: D(score) for at, score in (history or {}).items()}
    latest = max(scores, default=None)
    earlier = max((at for at in scores if at < month), default=None)
    return Office(
        OfficeFigures(
            pk=next(_ids),
            code=code,
            name=code,
            term=term,
            plan=1,
            indicators=2,
            reported=reported,
            scored=latest,
            composite=scores[latest] if latest else None,
            earlier=scores[earlier] if earlier else None,
            stored_return=StoredReturn(state, late_by) if state else None,
        ),
        OfficeDetails(scores, objectives),
    )


def without_plan(code: str) -> Office:
    return Office(OfficeFigures(next(_ids), code, code, TERM), OfficeDetails())


def board(
    *offices: Office,
    today: date = DUE,
    contradictions: tuple[Contradiction, ...] = (),
    sort: str = "rank",
    month: Month = MARCH,
) -> Board:
    known = [office.figures for office in offices]
    details = {office.figures.pk: office.details for office in offices}
    places = places_of(known, today=today)
    columns = columns_of(
        details, titles={ObjectiveKey("strategic", "1"): ObjectiveTitle("1", "Growth", "Strategic")}
    )
    orders = orders_of(ranking_columns(columns, of=month, is_official=True))
    return Board(
        month=month,
        due=min(one.term.due for one in known),
        columns=columns,
        rows=rows_of(
            sorted_places(places, sort, orders),
            month=month,
            today=today,
            columns=columns,
            details=details,
            top=top_of(places, details),
            reviewing={},
            rules={},
        ),
        summary=summary_of(places),
        attention=attention_of(places, contradictions),
    )


def codes(of: Board) -> list[str]:
    return [row.office.code for row in of.rows]


def test_board_lists_by_rank_and_the_unscored_last() -> None:
    shown = board(
        figures("none"),
        figures("low", {MARCH: "20"}),
        figures("high", {MARCH: "80"}),
    )

    assert codes(shown) == ["high", "low", "none"]
    assert [row.standing.rank for row in shown.rows] == [1, 2, None]


def test_office_without_a_return_keeps_its_latest_score_and_says_so() -> None:
    shown = board(
        figures("kept", {JANUARY: "50"}, state=None, reported=0), figures("new", {MARCH: "40"})
    )

    kept, new = shown.rows
    assert (kept.office.code, kept.standing.composite, kept.office.scored) == (
        "kept",
        D("50"),
        JANUARY,
    )
    assert kept.is_stale
    assert not new.is_stale


def test_movement_is_told_against_last_months_latest_scores() -> None:
    shown = board(
        figures("a", {JANUARY: "30", MARCH: "60"}), figures("b", {FEBRUARY: "40", MARCH: "50"})
    )

    assert [row.standing.movement for row in shown.rows] == [1, -1]


def test_heat_cell_is_the_share_of_the_weight_earned() -> None:
    shown = board(figures("a", {MARCH: "60"}, objectives=(objective("1", "9", "10"),)))

    (cell,) = shown.rows[0].heat
    assert (cell.objective, cell.share, cell.level) == ("1", D("90"), 4)


def test_objective_that_an_office_lacks_is_missing_not_zero() -> None:
    shown = board(
        figures("a", {MARCH: "60"}, objectives=(objective("1", "0", "10"),)),
        figures("b", {MARCH: "50"}, objectives=(objective("2", "5", "10"),)),
    )

    first, second = shown.rows
    assert [cell.level for cell in first.heat] == [0, None]
    assert [cell.share for cell in second.heat] == [None, D("50")]
    assert [column.average for column in shown.columns] == [D("0"), D("50")]


def test_column_gives_a_weight_only_where_all_plans_agree() -> None:
    shown = board(
        figures(
            "a", {MARCH: "60"}, objectives=(objective("1", "1", "9"), objective("2", "1", "9"))
        ),
        figures(
            "b",
            {MARCH: "50"},
            objectives=(objective("1", "1", "9"), objective("2", "1", "9", stated="40")),
        ),
    )

    assert [column.weight for column in shown.columns] == [D("50"), None]


def test_summary_counts_offices_that_have_a_plan() -> None:
    shown = board(
        figures("a", {FEBRUARY: "50", MARCH: "60"}),
        figures("b", {FEBRUARY: "30", MARCH: "50"}, state="submitted", reported=1),
        figures("c", state=None, reported=0),
        figures("d", state="returned", reported=0),
        without_plan("e"),
        today=date(2024, 4, 6),
    )

    summary = shown.summary
    assert (summary.plans, summary.returns_in, summary.accepted, summary.waiting) == (4, 2, 1, 1)
    assert summary.late == 1
    assert (summary.reported, summary.cells) == (3, 8)
    assert summary.fill == D("37.5")
    assert summary.average == D("55")
    assert summary.change is not None
    assert (summary.change.size, summary.change.is_up) == (D("15.00"), True)
    assert summary.highest is not None
    assert summary.lowest is not None
    assert (summary.highest.code, summary.lowest.code) == ("a", "b")


def test_office_without_a_plan_is_not_late() -> None:
    shown = board(without_plan("e"), today=date(2024, 5, 1))

    assert shown.rows[0].state is ReturnState.NO_PLAN
    assert shown.attention.is_empty


def test_return_that_came_in_late_says_by_how_many_days() -> None:
    shown = board(figures("a", {MARCH: "60"}, late_by=3))

    assert shown.rows[0].return_status.late_by == 3


def test_office_that_was_given_time_is_late_on_its_own_day() -> None:
    given = figures("a", state="open", term=TERM.extended(date(2024, 4, 10)))

    in_time, late = (
        board(given, figures("b", state="open"), today=date(2024, 4, day)) for day in (10, 12)
    )

    assert [(row.office.code, row.state, row.return_status.late_by) for row in in_time.rows] == [
        ("a", ReturnState.OPEN, 0),
        ("b", ReturnState.LATE, 5),
    ]
    assert [(row.return_status.term.due.day, row.return_status.late_by) for row in late.rows] == [
        (10, 2),
        (5, 7),
    ]
    assert late.due == DUE


def test_attention_names_the_biggest_falls_first() -> None:
    shown = board(
        *(
            figures(code, {FEBRUARY: before, MARCH: now})
            for code, before, now in (
                ("a", "50", "49"),
                ("b", "50", "40"),
                ("c", "50", "45"),
                ("d", "50", "48"),
                ("up", "50", "60"),
            )
        )
    )

    assert [one.code for one in shown.attention.falls] == ["b", "c", "d"]


def test_attention_compares_printed_figures_at_their_own_decimals() -> None:
    def printed(computed: str, as_printed: str) -> Contradiction:
        return Contradiction("a", "a", "1.1", computed=D(computed), printed=D(as_printed))

    shown = board(
        figures("a", {MARCH: "60"}),
        contradictions=(
            printed("91.33333333", "91"),
            printed("59", "60"),
            printed("86.66666666", "86"),
        ),
    )

    assert [(one.computed, one.printed) for one in shown.attention.contradictions] == [
        (D("59.00"), D("60")),
        (D("86.67"), D("86")),
    ]


def test_dates_that_differ_from_the_printed_one_are_contradictions() -> None:
    one = Contradiction("a", "a", "1", computed=date(2024, 3, 1), printed=date(2024, 3, 2))

    assert board(figures("a"), contradictions=(one,)).attention.contradictions == (one,)


def test_first_month_of_the_year_has_no_last_month() -> None:
    july = Month(2023, 7)

    shown = board(figures("a", {july: "3"}, month=july), month=july)

    assert shown.rows[0].moved is None
    assert shown.summary.change is None


def test_sorting_turns_round_and_leaves_the_missing_last() -> None:
    offices = (
        figures("none"),
        figures("low", {MARCH: "20"}, objectives=(objective("1", "9", "10"),)),
        figures("high", {MARCH: "80"}, objectives=(objective("1", "8", "10"),)),
    )

    assert codes(board(*offices, sort="-rank")) == ["low", "high", "none"]
    assert codes(board(*offices, sort="name")) == ["high", "low", "none"]
    assert codes(board(*offices, sort="objective-1")) == ["low", "high", "none"]
    assert codes(board(*offices, sort="-objective-1")) == ["high", "low", "none"]


@pytest.mark.parametrize("sort", ["colour", "objective-1", "--rank", ""])
def test_sorting_by_what_is_not_there_is_refused(sort: str) -> None:
    with pytest.raises(UnknownOrder):
        board(figures("a", {MARCH: "20"}), sort=sort)


def test_sorting_by_state_puts_what_is_owed_first() -> None:
    shown = board(
        figures("in", {MARCH: "80"}),
        figures("late", {FEBRUARY: "90"}, state=None),
        figures("back", {MARCH: "85"}, state="returned"),
        today=date(2024, 4, 6),
        sort="state",
    )

    assert codes(shown) == ["late", "back", "in"]


def test_one_objective_of_a_section_is_one_column_whether_coded_or_not() -> None:
    def governance(row: str) -> ObjectiveScore:
        return ObjectiveScore(row, "governance", D("30"), D("30"), D("15"), ())

    details = {
        1: OfficeDetails(objectives=(objective("1", "10", "50"), governance("governance"))),
        2: OfficeDetails(objectives=(objective("1", "20", "50"), governance("4"))),
    }

    alike = side_by_side(details)

    columns = columns_of(alike, titles={})
    assert [column.key for column in columns] == [
        ObjectiveKey("strategic", "1"),
        ObjectiveKey("governance", "governance"),
    ]
    assert columns[1].shares == {1: D(50), 2: D(50)}


def test_several_objectives_of_a_section_keep_their_columns() -> None:
    details = {
        1: OfficeDetails(objectives=(objective("strategic", "10", "50"),)),
        2: OfficeDetails(objectives=(objective("1", "20", "50"), objective("2", "20", "50"))),
    }

    assert [
        key.row for key in (one.key for one in columns_of(side_by_side(details), titles={}))
    ] == [
        "strategic",
        "1",
        "2",
    ]
