"""An amendment row by row: what changed is found, and any part of it can be agreed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.document.draft.amending import HEAD, Came, amended_rows, merged
from plans.document.draft.applying import Applied, apply
from plans.document.draft.changes import AddRow, Change, MoveRow, RemoveRow, SetCell, SetHead
from plans.document.draft.reading import draft_of_document
from plans.document.draft.values import DraftCell, DraftPlan, DraftRow, RowLevel
from tests.plans.document.draft.drafts import documents
from tests.plans.document.forms import KHULNA, document_of

QUICK = settings(max_examples=40, deadline=None)
BASE = draft_of_document(document_of(KHULNA))


def changed(draft: DraftPlan, *changes: Change) -> DraftPlan:
    made = apply(draft, changes)
    assert isinstance(made, Applied)
    return made.draft


def indicator(draft: DraftPlan, place: int = 0) -> DraftRow:
    return [row for row in draft.rows if row.level is RowLevel.INDICATOR][place]


def texts(draft: DraftPlan) -> list[tuple[int, dict[str, str]]]:
    return [(row.key, {n: c.text for n, c in row.cells.items() if c.text}) for row in draft.rows]


def easier(draft: DraftPlan, place: int = 0) -> SetCell:
    row = indicator(draft, place)
    return SetCell(row.key, "t100", "1", row.said("t100"))


def new_row(draft: DraftPlan) -> AddRow:
    row = DraftRow(0, RowLevel.INDICATOR, {"title": DraftCell("নতুন সূচক")})
    return AddRow(row, indicator(draft).key)


def test_draft_that_nobody_changed_amends_nothing() -> None:
    assert amended_rows(BASE, BASE) == ()


def test_same_figure_in_other_digits_amends_nothing() -> None:
    row = indicator(BASE)
    latin = changed(BASE, SetCell(row.key, "t100", "  126.00 ", row.said("t100")))
    back = changed(latin, SetCell(row.key, "t100", "১২৬", "  126.00 "))

    assert amended_rows(latin, back) == ()


def test_each_row_tells_what_became_of_it() -> None:
    gone = indicator(BASE, 3)
    proposed = changed(
        BASE,
        easier(BASE),
        new_row(BASE),
        RemoveRow(gone.key),
        SetHead("total", "90", BASE.total),
    )
    told = {one.key: (one.came, one.fields) for one in amended_rows(BASE, proposed)}

    assert told == {
        HEAD: (Came.CHANGED, ("total",)),
        indicator(BASE).key: (Came.CHANGED, ("t100",)),
        BASE.next_key: (Came.ADDED, ()),
        gone.key: (Came.REMOVED, ()),
    }


def test_row_that_was_agreed_goes_in_and_the_others_stay() -> None:
    gone = indicator(BASE, 3)
    proposed = changed(BASE, easier(BASE), easier(BASE, 1), new_row(BASE), RemoveRow(gone.key))
    result = merged(BASE, proposed, {indicator(BASE, 1).key})

    assert texts(result) == texts(changed(BASE, easier(BASE, 1)))


def test_row_whose_objective_goes_keeps_it() -> None:
    objective = BASE.rows[0]
    proposed = changed(BASE, RemoveRow(objective.key))
    staying = indicator(BASE).key
    agreed = {one.key for one in amended_rows(BASE, proposed)} - {staying}
    result = merged(BASE, proposed, agreed)

    assert [row.key for row in result.rows][:3] == [row.key for row in BASE.rows][:3]
    assert indicator(result).key == staying


def test_row_that_moves_with_consent_stands_in_its_new_place() -> None:
    other = [row for row in BASE.rows if row.level is RowLevel.ACTIVITY][-1]
    row = indicator(BASE)
    proposed = changed(BASE, MoveRow(row.key, other.key))

    [moved] = amended_rows(BASE, proposed)
    assert moved.fields == ("place",)
    assert texts(merged(BASE, proposed, {row.key})) == texts(proposed)
    assert texts(merged(BASE, proposed, ())) == texts(BASE)


@st.composite
def amendments(draw: st.DrawFn) -> tuple[DraftPlan, DraftPlan]:
    """A draft of any plan, and what some changes of its rows make of it."""
    base = draft_of_document(draw(documents()))
    proposed = base
    for _ in range(draw(st.integers(0, 6))):
        rows = [row for row in proposed.rows if row.level is RowLevel.INDICATOR]
        if not rows:
            break
        row = draw(st.sampled_from(rows))
        possible: tuple[Change, ...] = (
            SetCell(row.key, "t100", "7", row.said("t100")),
            SetCell(row.key, "title", "অন্য", row.said("title")),
            RemoveRow(row.key),
            AddRow(DraftRow(0, RowLevel.INDICATOR, {"unit": DraftCell("টি")}), row.key),
            SetHead("title", "অন্য নাম", proposed.title),
        )
        proposed = changed(proposed, draw(st.sampled_from(possible)))
    return base, proposed


@QUICK
@given(amendments())
def test_all_agreed_is_the_proposal_and_none_agreed_the_plan(
    pair: tuple[DraftPlan, DraftPlan],
) -> None:
    base, proposed = pair
    keys = {one.key for one in amended_rows(base, proposed)}

    assert amended_rows(merged(base, proposed, keys), proposed) == ()
    assert amended_rows(base, merged(base, proposed, ())) == ()


@QUICK
@given(amendments(), st.data())
def test_what_was_returned_stays_as_it_was(
    pair: tuple[DraftPlan, DraftPlan], data: st.DataObject
) -> None:
    base, proposed = pair
    keys = sorted(one.key for one in amended_rows(base, proposed))
    agreed = {key for key in keys if data.draw(st.booleans())}
    result = merged(base, proposed, agreed)

    assert {one.key for one in amended_rows(base, result)} == agreed
    assert result.next_key == proposed.next_key


@pytest.mark.parametrize("text", ["1.10", "১.১০"])
def test_code_is_no_number(text: str) -> None:
    row = indicator(BASE)
    one = changed(BASE, SetCell(row.key, "code", "1.1", row.said("code")))
    proposed = changed(one, SetCell(row.key, "code", text, "1.1"))

    assert [found.fields for found in amended_rows(one, proposed)] == [("code",)]
