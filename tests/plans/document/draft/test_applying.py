import contextlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.document.draft.applying import Applied, apply
from plans.document.draft.changes import (
    AddRow,
    BadChange,
    Change,
    FoundOtherwise,
    MoveRow,
    RemoveRow,
    RenameColumn,
    SetCell,
    SetHead,
)
from plans.document.draft.serial import (
    changes_as_json,
    changes_from_json,
    draft_as_json,
    draft_from_json,
)
from plans.document.draft.values import DraftCell, DraftPlan, DraftRow, RowLevel
from tests.plans.document.draft.drafts import changes, drafts


def row(key: int, level: str, line: int | None = None, **cells: str) -> DraftRow:
    return DraftRow(key, RowLevel(level), {k: DraftCell(text) for k, text in cells.items()}, line)


DRAFT = DraftPlan(
    rows=(
        row(1, "objective", title="এক", weight="১০"),
        row(2, "activity", title="কাজ"),
        row(3, "indicator", 7, title="সূচক", t100="৫"),
        row(4, "indicator", title="আরেক"),
        row(5, "objective", title="দুই"),
    ),
    next_key=6,
)


def keys(draft: DraftPlan) -> list[int]:
    return [one.key for one in draft.rows]


def applied(draft: DraftPlan, *wanted: Change) -> Applied:
    made = apply(draft, wanted)
    assert isinstance(made, Applied)
    return made


@given(drafts(), st.lists(changes(), max_size=8))
def test_inverse_gives_the_draft_before_whatever_the_changes(
    draft: DraftPlan, wanted: list[Change]
) -> None:
    before = draft
    for one in wanted:
        try:
            made = apply(draft, [one])
        except BadChange:
            continue
        if not isinstance(made, Applied):
            continue
        back = applied(made.draft, *made.inverse).draft
        assert replace(back, next_key=draft.next_key) == draft
        assert applied(draft, *made.changes).draft == made.draft
        draft = made.draft
    assert before.next_key <= draft.next_key
    assert len(set(keys(draft))) == len(draft.rows)


@given(drafts(), st.lists(changes(), max_size=6))
def test_list_of_changes_is_undone_as_a_whole(draft: DraftPlan, wanted: list[Change]) -> None:
    try:
        made = apply(draft, wanted)
    except BadChange:
        return
    if isinstance(made, Applied):
        back = applied(made.draft, *made.inverse).draft
        assert replace(back, next_key=draft.next_key) == draft


@given(drafts(), st.lists(changes(), max_size=6))
def test_json_keeps_all(draft: DraftPlan, wanted: list[Change]) -> None:
    assert draft_from_json(json.loads(json.dumps(draft_as_json(draft)))) == draft
    assert list(changes_from_json(json.loads(json.dumps(changes_as_json(wanted))))) == wanted


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(("do", "key", "field", "text", "was", "row", "after", "cells")),
                inner | st.sampled_from(("cell", "add", "move", "remove", "note")),
                max_size=5,
            )
        ),
    )
)
def test_garbage_is_no_change(garbage: object) -> None:
    with contextlib.suppress(BadChange):
        changes_from_json(garbage)


def test_correction_keeps_what_the_form_had_until_it_stands_again() -> None:
    made = applied(DRAFT, SetCell(3, "t100", "৬", "৫"), SetCell(3, "t100", "৭", "৬"))
    assert made.draft.by_key[3].cells["t100"] == DraftCell("৭", "৫")
    again = applied(made.draft, SetCell(3, "t100", "৫", "৭"))
    assert again.draft == DRAFT


def test_cell_of_a_row_made_by_hand_has_no_original() -> None:
    made = applied(DRAFT, SetCell(4, "title", "নতুন", "আরেক"))
    assert made.draft.by_key[4].cells["title"] == DraftCell("নতুন")


def test_all_conflicts_are_told_and_nothing_is_made() -> None:
    made = apply(
        DRAFT,
        [
            SetCell(1, "title", "নতুন", "এক"),
            SetCell(3, "t100", "৬", "৪"),
            SetCell(9, "title", "x", ""),
            SetHead("title", "x", "y"),
        ],
    )
    assert made == (
        FoundOtherwise(3, "t100", "৪", "৫"),
        FoundOtherwise(9, "title", "", None),
        FoundOtherwise(None, "title", "y", ""),
    )


def test_same_text_by_two_people_is_no_conflict() -> None:
    assert applied(DRAFT, SetCell(3, "t100", "৫", "৯")).draft == DRAFT


def test_objective_goes_with_all_beneath_it() -> None:
    made = applied(DRAFT, RemoveRow(1))
    assert keys(made.draft) == [5]
    assert keys(applied(made.draft, *made.inverse).draft) == [1, 2, 3, 4, 5]


def test_activity_moves_with_its_indicators() -> None:
    assert keys(applied(DRAFT, MoveRow(2, after=5)).draft) == [1, 5, 2, 3, 4]
    assert keys(applied(DRAFT, MoveRow(5, after=None)).draft) == [5, 1, 2, 3, 4]
    assert applied(DRAFT, MoveRow(1, after=3)).draft == DRAFT


def test_new_rows_get_keys_that_the_same_list_may_use() -> None:
    made = applied(
        DRAFT,
        AddRow(row(0, "activity"), after=5),
        AddRow(row(-1, "indicator"), after=0),
        SetCell(-1, "title", "নতুন সূচক", ""),
    )
    assert keys(made.draft) == [1, 2, 3, 4, 5, 6, 7]
    assert made.draft.by_key[7].said("title") == "নতুন সূচক"
    assert made.draft.next_key == 8


def test_key_is_never_given_twice() -> None:
    gone = applied(DRAFT, RemoveRow(5)).draft
    assert applied(gone, AddRow(row(0, "objective"), after=None)).draft.rows[0].key == 6


def test_column_that_is_given_a_meaning_is_no_correction() -> None:
    draft = replace(
        DRAFT,
        rows=(DRAFT.rows[0], row(3, "indicator", 7, **{"other:ভিত্তি": "৪"})),
        columns=("other:ভিত্তি",),
    )
    made = applied(draft, RenameColumn("other:ভিত্তি", "baseline:2021-22"))
    assert made.draft.rows[1].cells == {"baseline:2021-22": DraftCell("৪")}
    assert made.draft.columns == ("baseline:2021-22",)


def test_column_gets_no_meaning_that_a_row_has_already() -> None:
    made = apply(DRAFT, [RenameColumn("title", "t100")])
    assert made == (FoundOtherwise(3, "t100", "", "৫"),)


@pytest.mark.parametrize(
    "change",
    [
        SetCell(1, "t100", "৫", ""),
        SetCell(3, "baseline:soon", "৫", ""),
        SetHead("rows", "x", ""),
        SetHead("kind", "x", ""),
        AddRow(row(0, "objective", unit="x"), None),
        RenameColumn("code", "title2"),
    ],
)
def test_field_that_the_row_does_not_have_is_no_change(change: Change) -> None:
    draft = replace(DRAFT, rows=(*DRAFT.rows, row(6, "indicator", code="১")))
    with pytest.raises(BadChange):
        apply(draft, [change])
