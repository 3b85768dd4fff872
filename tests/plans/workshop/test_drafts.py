from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from numerals import FiscalYearSpan
from offices.models import Level, Office, Role, User
from plans.document.defaults import Kind
from plans.document.draft.changes import (
    AddRow,
    BadChange,
    Change,
    FoundOtherwise,
    RemoveRow,
    RenameColumn,
    SetCell,
    SetColumns,
)
from plans.document.draft.values import DraftCell, DraftRow, RowLevel
from plans.workshop.models import BroughtFile, ColumnMeaning, Draft, DraftEdit, DraftState
from plans.workshop.past import draft_as_of
from plans.workshop.selectors import drafts_visible_to, offices_named, source_of
from plans.workshop.services import (
    DraftClosed,
    DraftConflict,
    EditedDraft,
    address_draft,
    begin_empty,
    bring_files,
    bring_paste,
    change_draft,
    discard_draft,
    give_meaning,
    redo,
    restore_draft,
    undo,
)
from tests.cast import Cast, office, person
from tests.plans.document.forms import plan
from tests.plans.forms.test_several_forms import APA, in_word

pytestmark = pytest.mark.django_db

YEAR = FiscalYearSpan(2024)


def brought(by: User, *files: tuple[str, bytes]) -> Draft:
    made = bring_files(files, by=by)
    assert made.refusals == ()
    return made.drafts[0]


def changed(draft: Draft, *changes: Change, by: User) -> EditedDraft:
    return change_draft(draft.pk, changes, by=by)


def key_of(draft: Draft, code: str) -> int:
    return next(row.key for row in draft.value.rows if row.said("code") == code)


@pytest.mark.once
def test_file_becomes_a_draft_with_what_it_says(
    planner: User, innovation: tuple[str, bytes]
) -> None:
    draft = brought(planner, innovation)
    assert (draft.kind, draft.fiscal_year, draft.office) == ("innovation", 2020, None)
    assert draft.value.title.endswith("২০২০-২০২১")
    assert draft.errors >= 3
    assert draft.file is not None
    assert bytes(BroughtFile.objects.get(pk=draft.file.pk).content) == innovation[1]


@pytest.mark.once
def test_each_offices_form_of_one_file_becomes_a_draft_of_its_own(
    planner: User, cast: Cast
) -> None:
    places = (cast.khulna, cast.jashore)
    content = in_word(
        *(((one.name_bn, APA), target) for one, target in zip(places, ("১১", "১২"), strict=True))
    )
    drafts = bring_files([("both.docx", content)], by=planner).drafts

    assert [(one.office, one.kind, one.fiscal_year) for one in drafts] == [
        (place, "apa", 2023) for place in places
    ]


def test_same_file_again_leads_to_its_draft_unless_that_was_discarded(
    planner: User, innovation: tuple[str, bytes]
) -> None:
    draft = brought(planner, innovation)
    again = bring_files([("renamed.txt", innovation[1])], by=planner)
    assert again.drafts == (draft,)
    assert again.known == {draft.pk}
    discard_draft(draft.pk, by=planner)
    other = bring_files([innovation], by=planner)
    assert other.drafts != (draft,)
    assert BroughtFile.objects.count() == 1


def test_each_file_that_fails_says_why_and_the_others_are_read(
    planner: User, innovation: tuple[str, bytes]
) -> None:
    made = bring_files(
        [("a.pdf", b"%PDF-1.4"), innovation, ("b.txt", b""), ("c.txt", b"x" * 6_000_000)],
        by=planner,
    )
    assert len(made.drafts) == 1
    assert [one.name for one in made.refusals] == ["a.pdf", "b.txt", "c.txt"]
    assert "PDF" in made.refusals[0].message.en
    assert BroughtFile.objects.filter(is_read=True).count() == 3


@pytest.mark.once
def test_pasted_table_becomes_a_draft(planner: User) -> None:
    made = bring_paste(
        html="",
        text=plan(
            "১\tউদ্দেশ্য\t১০০\t[১.১] কাজ\t[১.১.১] সূচক\tসংখ্যা\t১০০\t৫\t৪\t৩\t২\t১",
        ),
        by=planner,
    )
    (draft,) = made.drafts
    assert draft.value.rows[-1].said("t100") == "৫"


def test_heading_tells_the_office_among_those_that_the_person_plans_for(cast: Cast) -> None:
    upazila = office("dumuria", Level.UPAZILA, cast.khulna)
    headings = [
        "বাংলাদেশ ক্ষুদ্র ও কুটির শিল্প করপোরেশন\nkhulna কার্যালয়",
        "dumuria কার্যালয়, khulna",
        "অচেনা",
        "",
    ]
    offices = Office.objects.order_by("pk")
    found = offices_named(headings, offices)
    assert found[0] == cast.khulna
    assert found[2:] == [None, None]
    assert upazila in offices


@pytest.mark.once
def test_change_is_stored_and_undone_by_who_made_it(
    planner: User, innovation: tuple[str, bytes]
) -> None:
    draft = brought(planner, innovation)
    key = key_of(draft, "১.১.১")
    before = draft.value.by_key[key].said("title")
    made = changed(draft, SetCell(key, "title", "নতুন সূচক", before), by=planner)
    assert made.edit is not None
    assert (made.draft.revision, made.edit.revision) == (1, 1)
    draft.refresh_from_db()
    assert draft.value.by_key[key].cells["title"] == DraftCell("নতুন সূচক", before)
    back = undo(draft.pk, by=planner)
    assert back is not None
    assert back.value.by_key[key].cells["title"] == DraftCell(before)
    assert undo(draft.pk, by=planner) is None


@pytest.mark.once
def test_undo_goes_back_edit_by_edit_and_not_over_others(cast: Cast, planner: User) -> None:
    draft = begin_empty(office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    row = DraftRow(0, RowLevel.OBJECTIVE, {"title": DraftCell("এক")})
    changed(draft, AddRow(row, None), by=planner)
    changed(draft, SetCell(1, "title", "দুই", "এক"), by=planner)
    changed(draft, SetCell(1, "weight", "১০", ""), by=cast.officer)
    first = undo(draft.pk, by=planner)
    assert first is not None
    assert first.value.rows[0].said("title") == "এক"
    assert first.value.rows[0].said("weight") == "১০"
    second = undo(draft.pk, by=planner)
    assert second is not None
    assert second.value.rows == ()


@pytest.mark.once
def test_what_was_undone_is_done_again_until_something_else_is_done(
    cast: Cast, planner: User
) -> None:
    draft = begin_empty(office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    row = DraftRow(0, RowLevel.OBJECTIVE, {"title": DraftCell("এক")})
    changed(draft, AddRow(row, None), by=planner)
    changed(draft, SetCell(1, "title", "দুই", "এক"), by=planner)

    def title(made: Draft | None) -> str:
        assert made is not None
        return made.value.rows[0].said("title") if made.value.rows else ""

    assert redo(draft.pk, by=planner) is None
    assert [title(undo(draft.pk, by=planner)) for _ in range(2)] == ["এক", ""]
    assert [title(redo(draft.pk, by=planner)) for _ in range(2)] == ["এক", "দুই"]
    assert redo(draft.pk, by=planner) is None
    assert title(undo(draft.pk, by=planner)) == "এক"
    assert title(redo(draft.pk, by=planner)) == "দুই"
    assert title(undo(draft.pk, by=planner)) == "এক"
    changed(draft, SetCell(1, "title", "তিন", "এক"), by=planner)
    assert redo(draft.pk, by=planner) is None
    assert title(undo(draft.pk, by=planner)) == "এক"


def test_others_neither_lose_nor_do_again_what_one_undid(cast: Cast, planner: User) -> None:
    draft = begin_empty(office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    row = DraftRow(0, RowLevel.OBJECTIVE, {"title": DraftCell("এক")})
    changed(draft, AddRow(row, None), by=planner)
    changed(draft, SetCell(1, "title", "দুই", "এক"), by=planner)
    undo(draft.pk, by=planner)

    assert redo(draft.pk, by=cast.officer) is None
    changed(draft, SetCell(1, "weight", "১০", ""), by=cast.officer)
    again = redo(draft.pk, by=planner)
    assert again is not None
    assert [again.value.rows[0].said(one) for one in ("title", "weight")] == ["দুই", "১০"]


def test_edits_of_drafts_are_not_rewritten(cast: Cast, planner: User) -> None:
    draft = begin_empty(office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    row = DraftRow(0, RowLevel.OBJECTIVE, {"title": DraftCell("এক")})
    changed(draft, AddRow(row, None), by=planner)
    for attempt in (
        lambda: DraftEdit.objects.update(changes=[]),
        lambda: DraftEdit.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
            attempt()


@pytest.mark.once
def test_conflict_names_both_texts_and_who_wrote(cast: Cast, planner: User) -> None:
    draft = begin_empty(office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    row = DraftRow(0, RowLevel.OBJECTIVE, {"title": DraftCell("এক")})
    changed(draft, AddRow(row, None), by=planner)
    changed(draft, SetCell(1, "title", "দুই", "এক"), by=cast.officer)
    with pytest.raises(DraftConflict) as told:
        changed(draft, SetCell(1, "weight", "৫", ""), SetCell(1, "title", "তিন", "এক"), by=planner)
    assert told.value.conflicts == ((FoundOtherwise(1, "title", "এক", "দুই"), cast.officer.name),)
    assert Draft.objects.get(pk=draft.pk).value.rows[0].said("weight") == ""


@pytest.mark.once
def test_row_that_is_gone_is_a_conflict_with_who_removed_it(cast: Cast, planner: User) -> None:
    draft = begin_empty(office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    changed(draft, AddRow(DraftRow(0, RowLevel.OBJECTIVE), None), by=planner)
    changed(draft, RemoveRow(1), by=cast.officer)
    with pytest.raises(DraftConflict) as told:
        changed(draft, SetCell(1, "title", "তিন", ""), by=planner)
    assert told.value.conflicts == ((FoundOtherwise(1, "title", "", None), cast.officer.name),)


def test_meaning_of_a_column_is_remembered_for_the_next_file(planner: User) -> None:
    heading = "পূর্বের সাফল্য"
    text = plan("১\tউদ্দেশ্য\t১০০\t[১.১] কাজ\t[১.১.১] সূচক\tসংখ্যা\t১০০\t৫\t৪\t৩\t২\t১\t৭")
    text = text.replace("\t\t\t\t\n", f"\t\t\t\t\t{heading}\n", 1)
    (draft,) = bring_paste(html="", text=text, by=planner).drafts
    name = f"other:{heading}"
    assert name in draft.value.columns
    made = give_meaning(draft.pk, name, "baseline:2019-20", by=planner)
    assert made.draft.value.rows[-1].said("baseline:2019-20") == "৭"
    (other,) = bring_paste(html="", text=text.replace("সূচক\tসংখ্যা", "নতুন\tসংখ্যা"), by=planner).drafts
    assert other.value.rows[-1].said("baseline:2019-20") == "৭"
    assert [note.rule for note in other.value.notes] == ["meaning-taken"]


def test_column_that_is_not_there_gets_no_meaning(cast: Cast, planner: User) -> None:
    draft = begin_empty(office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    row = DraftRow(0, RowLevel.INDICATOR, {"other:ক": DraftCell("১")})
    changed(draft, AddRow(row, None), SetColumns(("other:ক",), ()), by=planner)
    for field, meaning in (
        ("other:খ\x00", "baseline:2021-22"),
        ("other:ক", "other:" + "ক" * 300),
        ("other:ক", "nothing"),
    ):
        with pytest.raises(BadChange):
            give_meaning(draft.pk, field, meaning, by=planner)
    assert not ColumnMeaning.objects.exists()


def test_draft_is_seen_by_its_office_and_its_planner_alone(
    cast: Cast, planner: User, innovation: tuple[str, bytes]
) -> None:
    homeless = brought(planner, innovation)
    of_khulna = begin_empty(office=cast.khulna, year=None, kind=None, by=cast.officer)
    elsewhere = person("elsewhere", Role.PLANNER, cast.jashore)
    above = person("above", Role.PLANNER, cast.head_office)
    assert set(drafts_visible_to(planner)) == {homeless, of_khulna}
    assert set(drafts_visible_to(above)) == {homeless, of_khulna}
    assert set(drafts_visible_to(cast.officer)) == {of_khulna}
    for other in (cast.sibling, cast.reviewer, cast.administrator, cast.outsider, elsewhere):
        assert not drafts_visible_to(other).exists()
        with pytest.raises(Draft.DoesNotExist):
            change_draft(of_khulna.pk, [], by=other)
        with pytest.raises(Draft.DoesNotExist):
            drafts_visible_to(other).get(pk=of_khulna.pk)


@pytest.mark.once
def test_draft_is_addressed_to_offices_that_the_person_plans_for(
    cast: Cast, planner: User, innovation: tuple[str, bytes]
) -> None:
    draft = brought(planner, innovation)
    made = address_draft(draft.pk, office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    rules = {one.rule for one in made.examined.problems}
    assert {"other-office", "other-kind", "other-year"} <= rules
    assert (made.draft.office, made.draft.fiscal_year, made.draft.kind) == (
        cast.khulna,
        2024,
        "apa",
    )
    with pytest.raises(Office.DoesNotExist):
        address_draft(draft.pk, office=cast.jashore, year=YEAR, kind=None, by=cast.officer)


@pytest.mark.once
def test_discarded_draft_changes_no_more_until_it_is_taken_up(cast: Cast, planner: User) -> None:
    draft = begin_empty(office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    discard_draft(draft.pk, by=planner)
    with pytest.raises(DraftClosed):
        change_draft(draft.pk, [], by=planner)
    assert restore_draft(draft.pk, by=planner).state == DraftState.OPEN
    changed(draft, AddRow(DraftRow(0, RowLevel.OBJECTIVE), None), by=planner)


@pytest.mark.once
def test_change_that_no_page_makes_leaves_all_as_it_was(cast: Cast, planner: User) -> None:
    draft = begin_empty(office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    row = DraftRow(0, RowLevel.OBJECTIVE, {"title": DraftCell("এক")})
    with pytest.raises(BadChange):
        change_draft(draft.pk, [AddRow(row, None), RenameColumn("title", "t100")], by=planner)
    assert Draft.objects.get(pk=draft.pk).value.rows == ()


@pytest.mark.once
def test_draft_is_known_as_it_stood_after_each_revision(cast: Cast, planner: User) -> None:
    draft = begin_empty(office=cast.khulna, year=YEAR, kind=Kind.APA, by=planner)
    stood = [draft.value.rows]
    changed(draft, AddRow(DraftRow(0, RowLevel.OBJECTIVE), None), by=planner)
    stood.append(Draft.objects.get(pk=draft.pk).value.rows)
    changed(draft, SetCell(1, "title", "এক", ""), by=planner)
    draft.refresh_from_db()
    stood.append(draft.value.rows)
    found = [draft_as_of(draft, revision) for revision in range(3)]
    assert [one.rows for one in found if one is not None] == stood
    assert draft_as_of(draft, 3) is None
    assert draft_as_of(draft, -1) is None


@pytest.mark.once
def test_form_is_shown_again_as_it_came(planner: User, innovation: tuple[str, bytes]) -> None:
    draft = brought(planner, innovation)
    grid = source_of(drafts_visible_to(planner).get(pk=draft.pk))
    assert grid is not None
    row = draft.value.rows[2]
    line = next(one for one in grid.rows if one.number == row.line)
    assert any(row.said("title") in cell.text for cell in line.cells)
