import pytest
from hypothesis import given, settings

from plans.document.defaults import Kind
from plans.document.draft.document import document_of
from plans.document.draft.reading import draft_of, draft_of_document
from plans.document.draft.values import DraftCell, DraftPlan, DraftRow, RowLevel
from plans.document.reader import read_form
from plans.document.values import PlanDocument
from tests.plans.document.draft.drafts import comparable_document, documents, drafts
from tests.plans.document.forms import INNOVATION, KHULNA, full_row, progress


@pytest.mark.parametrize("form", [KHULNA, INNOVATION])
def test_draft_of_a_form_says_what_the_form_says(form: str) -> None:
    reading = read_form(form)
    assert reading.document is not None
    draft = draft_of(reading)
    told = document_of(draft)
    assert comparable_document(told.document) == comparable_document(reading.document)
    assert draft.kind is reading.kind


@settings(max_examples=30)  # Each is a whole plan of some dozen drawn values a row.
@given(documents())
def test_draft_of_a_plan_says_what_the_plan_says(document: PlanDocument) -> None:
    draft = draft_of_document(document, kind=Kind.APA)
    told = document_of(draft)
    assert told.problems == ()
    assert comparable_document(told.document) == document


@given(drafts())
def test_any_draft_has_a_document_with_all_its_indicators(draft: DraftPlan) -> None:
    told = document_of(draft)
    indicators = [one.key for one in draft.rows if one.level is RowLevel.INDICATOR]
    assert [told.keys[one.row] for one in told.document.indicators] == indicators
    assert {one.key for one in told.problems} <= set(draft.by_key)


def test_texts_stay_as_the_form_has_them() -> None:
    draft = draft_of(
        read_form(
            progress(
                full_row(objective="[১] উদ্দেশ্য", weight="১০০.০০", targets="৫.০\t৪\t৩\t২\t১ টি")
            )
        )
    )
    objective, activity, indicator = draft.rows
    assert objective.cells["weight"] == DraftCell("১০০.০০")
    assert [indicator.said(one) for one in ("t100", "t90", "t60")] == ["৫.০", "৪", "১ টি"]
    assert (objective.line, activity.line, indicator.line) == (6, 6, 6)
    assert indicator.said("achieved:2024-05") == "১"
    assert draft.columns == (
        "achieved:2024-04",
        "achieved:2024-05",
        "achieved:2024-06",
        "cumulative",
        "rate",
    )


def test_text_that_cannot_be_read_stays_and_is_a_problem_at_its_cell() -> None:
    draft = draft_of(read_form(progress(full_row(targets="৫\tঅনেক\t৩\t২\t১"))))
    told = document_of(draft)
    key = draft.rows[-1].key
    assert draft.rows[-1].said("t90") == "অনেক"
    assert [(one.rule, one.key, one.field) for one in told.problems] == [
        ("unreadable-value", key, "t90")
    ]
    assert "column" not in told.problems[0].message.en


def test_what_the_reader_put_right_stays_a_note_at_its_row() -> None:
    draft = draft_of(read_form(INNOVATION))
    noted = [(note.rule, draft.by_key[note.key].said("code")) for note in draft.notes if note.key]
    assert noted == [
        ("shifted-row", "১.২.১"),
        ("continued-row", "১০.১.১"),
        ("continued-row", "১৩.৩.১"),
    ]


def test_section_is_a_code_or_a_problem() -> None:
    cells = {"section": DraftCell("যেকোনো কিছু " * 9), "title": DraftCell("ক")}
    told = document_of(DraftPlan(rows=(DraftRow(1, RowLevel.OBJECTIVE, cells),), next_key=2))
    assert [(one.rule, one.field) for one in told.problems] == [("unreadable-value", "section")]
    assert told.document.objectives[0].section == "strategic"
