from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from indicators.scoring.values import ObjectiveScore
from numerals import FiscalYearSpan, Month
from plans.calendar.terms import Term
from plans.handing_in.states import State
from reports.dashboard.heat import heat_cell, heat_scale
from reports.dashboard.levels import HEAT_FROM
from reports.dashboard.lines import line_of
from reports.dashboard.objectives import BoardColumn, ObjectiveKey, ObjectiveTitle
from reports.dashboard.offices import ReturnState, StoredReturn
from reports.dashboard.returns import return_statuses, state_of
from reports.dashboard.selection import latest_over_month, read_selection
from reports.ranking_table import orders_of, ranking_columns

YEAR = FiscalYearSpan(2023)
DUE = date(2024, 4, 5)
TERM = Term(opens=date(2024, 3, 1), due=DUE, late=date(2024, 4, 6))
KINDS = ("apa", "innovation")


@pytest.mark.parametrize(
    ("earned", "level"),
    [("0", 0), ("24.4", 0), ("24.5", 1), ("49.9", 2), ("84.4", 3), ("94.9", 5), ("100", 5)],
)
def test_heat_class_follows_the_figure_that_is_printed(earned: str, level: int) -> None:
    score = ObjectiveScore("1", "strategic", None, Decimal(100), Decimal(earned), ())

    assert heat_cell(score, name="1").level == level


def test_heat_scale_covers_0_to_100_without_gaps() -> None:
    scale = heat_scale()

    assert [low for _, low, _ in scale] == list(HEAT_FROM)
    assert [high + 1 for _, _, high in scale] == [*HEAT_FROM[1:], 101]


def test_weightless_objective_has_no_share() -> None:
    score = ObjectiveScore("1", "strategic", None, Decimal(0), Decimal(0), ())

    assert heat_cell(score, name="1").share is None


def test_line_breaks_where_a_month_has_no_score() -> None:
    history = {
        Month(2023, 7): Decimal(0),
        Month(2023, 8): Decimal(50),
        Month(2023, 10): Decimal(100),
        Month(2023, 11): None,
    }

    line = line_of(history, year=YEAR, width=110, height=100)

    assert line.path == "M0.0 100.0h0L10.0 50.0M30.0 0.0h0"
    assert line.last == "M30.0 0.0h0"
    assert [month.month for month, _ in line.points] == [7, 8, 10]


@pytest.mark.parametrize(
    ("stored", "today", "state"),
    [
        (None, DUE, ReturnState.NOT_BEGUN),
        ("open", DUE, ReturnState.OPEN),
        (None, date(2024, 4, 6), ReturnState.LATE),
        ("open", date(2024, 4, 6), ReturnState.LATE),
        ("returned", date(2024, 4, 6), ReturnState.RETURNED),
        ("submitted", date(2024, 4, 6), ReturnState.SUBMITTED),
        ("accepted", date(2024, 4, 6), ReturnState.ACCEPTED),
    ],
)
def test_state_of_a_return(stored: str | None, today: date, state: ReturnState) -> None:
    row = StoredReturn(stored) if stored else None

    assert state_of(row, has_plan=True, term=TERM, today=today) is state


AS_SEEN_LATE = {
    State.OPEN: ReturnState.LATE,
    State.SUBMITTED: ReturnState.SUBMITTED,
    State.RETURNED: ReturnState.RETURNED,
    State.RESUBMITTED: ReturnState.SUBMITTED,
    State.ACCEPTED: ReturnState.ACCEPTED,
    State.REOPENED: ReturnState.OPEN,
}


@pytest.mark.parametrize("state", [one for one in State if one != State.WITH_HEAD])
def test_every_state_of_a_return_is_seen_as_one_of_the_dashboards(state: State) -> None:
    seen = state_of(StoredReturn(state), has_plan=True, term=TERM, today=date(2024, 4, 6))

    assert seen is AS_SEEN_LATE[state]
    assert seen.is_in is (state.is_in_review or state == State.ACCEPTED)


@pytest.mark.parametrize(
    ("stored", "state"), [(None, ReturnState.NOT_WAITED_FOR), ("open", ReturnState.OPEN)]
)
def test_return_that_is_not_waited_for_is_never_late(
    stored: str | None, state: ReturnState
) -> None:
    row = StoredReturn(stored) if stored else None
    later = date(2027, 1, 1)

    found = state_of(row, has_plan=True, term=TERM, today=later, is_waited_for=False)

    assert found is state
    assert return_statuses(row, TERM, later, is_waited_for=False).late_by == 0


def test_objective_without_a_code_is_named_by_its_sections_first_word() -> None:
    assert ObjectiveTitle("", "Reform works", "Governance and reform").short == "Governance"
    assert ObjectiveTitle("3", "Marketing", "Strategic objectives").short == "3"


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2024, 4, 3), Month(2024, 3)),
        (date(2023, 7, 20), Month(2023, 7)),
        (date(2026, 11, 21), Month(2024, 6)),
        (date(2022, 1, 1), Month(2023, 7)),
    ],
)
def test_month_to_open_with_is_the_latest_that_is_over(today: date, month: Month) -> None:
    assert latest_over_month(YEAR, today=today) == month


def test_selection_opens_with_the_year_at_hand() -> None:
    selection = read_selection(
        {}, planned=[(2022, "apa"), (2023, "innovation")], kinds=KINDS, today=DUE
    )

    assert (selection.year, selection.kind) == (YEAR, "innovation")
    assert selection.month == Month(2024, 3)


def test_selection_keeps_the_month_when_only_the_year_changes() -> None:
    selection = read_selection(
        {"year": "2022-23", "month": "2024-03"}, planned=[], kinds=KINDS, today=DUE
    )

    assert selection.month == Month(2023, 3)


@pytest.mark.parametrize(
    "data", [{"year": "2023-25"}, {"month": "March"}, {"kind": "poem"}, {"year": "২০২৩"}]
)
def test_selection_refuses_what_cannot_be_read(data: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="is no"):
        read_selection(data, planned=[], kinds=KINDS, today=DUE)


def test_selection_writes_the_address_that_it_reads() -> None:
    data = {"year": "2023-24", "month": "2024-03", "region": "east", "kind": "apa", "sort": "-name"}

    selection = read_selection(data, planned=[], kinds=KINDS, today=DUE)

    official = "year=2023-24&month=2024-03&region=east&kind=apa&basis=accepted"
    assert selection.query() == f"{official}&sort=-name"
    assert selection.query(sort="rank") == official


@pytest.mark.parametrize(
    ("name", "is_reversed", "runs"),
    [
        ("rank", False, "ascending"),
        ("rank", True, "descending"),
        ("score", False, "descending"),
        ("objective-2", True, "ascending"),
    ],
)
def test_direction_tells_how_the_values_run(name: str, is_reversed: bool, runs: str) -> None:
    two = [
        BoardColumn(
            ObjectiveKey("strategic", "1"), ObjectiveTitle("1", "Growth", ""), None, None, shares={}
        )
    ] * 2
    orders = orders_of(ranking_columns(two, of=Month(2024, 3), is_official=True))

    assert orders[name].direction(is_reversed=is_reversed) == runs
