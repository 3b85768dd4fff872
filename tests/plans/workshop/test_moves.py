from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plans.document.draft.applying import Applied, apply
from plans.document.draft.changes import AddRow
from plans.document.draft.values import DraftCell, DraftPlan, DraftRow, RowLevel
from plans.workshop.moves import added, moved_down, moved_up

O, A, I = RowLevel.OBJECTIVE, RowLevel.ACTIVITY, RowLevel.INDICATOR  # noqa: E741


def draft(*levels: RowLevel, codes: tuple[str, ...] = ()) -> DraftPlan:
    rows = tuple(
        DraftRow(key, level, {"code": DraftCell(codes[key - 1])} if codes else {})
        for key, level in enumerate(levels, start=1)
    )
    return DraftPlan(rows=rows, next_key=len(rows) + 1)


def after(value: DraftPlan, changes: object) -> list[int]:
    made = apply(value, changes)  # type: ignore[arg-type]
    assert isinstance(made, Applied)
    return [row.key for row in made.draft.rows]


def is_well_formed(value: DraftPlan) -> bool:
    """Every row has its parent above it."""
    depths = [row.level.depth for row in value.rows]
    return all(
        depth == 0 or (place > 0 and depths[place - 1] >= depth - 1)
        for place, depth in enumerate(depths)
    )


def test_indicator_goes_up_within_its_activity_and_then_into_the_one_above() -> None:
    value = draft(O, A, I, A, I, I)

    assert after(value, moved_up(value, 6)) == [1, 2, 3, 4, 6, 5]
    assert after(value, moved_up(value, 5)) == [1, 2, 3, 5, 4, 6]


def test_activity_takes_its_indicators_along() -> None:
    value = draft(O, A, I, A, I)

    assert after(value, moved_up(value, 4)) == [1, 4, 5, 2, 3]
    assert after(value, moved_down(value, 2)) == [1, 4, 5, 2, 3]


def test_first_and_last_rows_stay_where_they_are() -> None:
    value = draft(O, A, I)

    for key in (1, 2, 3):
        assert moved_up(value, key) == ()
        assert moved_down(value, key) == ()
    assert moved_up(value, 99) == ()


def test_row_below_gets_the_next_code_in_the_digits_of_the_form() -> None:
    value = draft(O, A, I, codes=("১", "১.১", "১.১.৯"))

    [row] = added(value, 3, I)
    assert row.row.said("code") == "১.১.১০"
    assert row.after == 3
    codes = [one.row.said("code") for one in added(value, 3, A)]
    assert codes == ["১.২", "১.২.১"]
    assert [one.row.said("code") for one in added(value, 2, O)] == ["২", "২.১", "২.১.১"]


def test_empty_draft_begins_with_a_row_of_each_kind() -> None:
    rows = added(DraftPlan(), None, RowLevel.INDICATOR)

    assert [one.row.level for one in rows] == [O, A, I]


levels = st.lists(st.sampled_from([A, I]), max_size=8).map(lambda rest: [O, A, I, *rest])


@given(
    levels,
    st.lists(st.tuples(st.sampled_from(["up", "down", *RowLevel]), st.integers(1, 14)), max_size=8),
)
def test_no_button_tears_a_row_from_its_parent(
    kinds: list[RowLevel], acts: list[tuple[str, int]]
) -> None:
    value = draft(*kinds)
    for act, key in acts:
        if act in ("up", "down"):
            changes: object = moved_up(value, key) if act == "up" else moved_down(value, key)
        else:
            changes = added(value, key, RowLevel(act))
        made = apply(value, changes)  # type: ignore[arg-type]
        assert isinstance(made, Applied)
        count = sum(isinstance(one, AddRow) for one in made.changes)
        assert len(made.draft.rows) == len(value.rows) + count
        value = made.draft
        assert is_well_formed(value)
