"""A filled form comes to a month's return: looked at, taken, put back; nothing is guessed."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from indicators.returns.models import Achievement
from indicators.returns.steps import hand_to_head
from ledger.models import Change
from numerals import NIL
from offices.models import Role, User
from tests.cast import FIXTURES, MAY, Cast, client_of, person

FORM: Final = (FIXTURES / "apa-progress-khulna-2024-q4.txt").read_text(encoding="utf-8")
ENTRY: Final = "/plans/khulna/2023-24/apa/2024-06/"
BRING: Final = f"{ENTRY}bring/"
THIS_MONTH: Final = 14


class Desk:
    """An officer with a file before them."""

    def __init__(self, user: User, address: str = BRING) -> None:
        self.client: Client = client_of(user)
        self.address = address
        self.page = ""
        self.status = 0

    def upload(self, content: bytes | str, name: str = "june.txt") -> str:
        data = content.encode() if isinstance(content, str) else content
        return self._post({"file": SimpleUploadedFile(name, data)})

    def paste(self, text: str) -> str:
        return self._post({"text": text})

    def press(self, button: str, *, untick: tuple[int, ...] = (), **changed: str) -> str:
        """Press a button of the preview as it stands, some of its boxes unticked."""
        form = {**self.fields, button: "1", **changed}
        for pk in untick:
            form.pop(f"take-{pk}", None)
        return self._post(form)

    @property
    def fields(self) -> dict[str, str]:
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', self.page)
        boxes = re.findall(r'name="(take-\d+|remarks)"\s+value="1" checked', self.page)
        chosen = re.search(r'<option value="([^"]*)" selected', self.page)
        return {
            **{name: value for name, value in hidden if name != "csrfmiddlewaretoken"},
            **dict.fromkeys(boxes, "1"),
            "column": chosen[1] if chosen else "",
        }

    def _post(self, data: dict[str, Any]) -> str:
        answer = self.client.post(self.address, data)
        self.status, self.page = answer.status_code, answer.content.decode()
        return self.page


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast.officer)


def form_with(cells: dict[str, str], *, column: int = THIS_MONTH, without: str = "") -> str:
    """Khulna's form with other figures in a column, by code."""
    lines = []
    for line in FORM.splitlines():
        parts = line.split("\t")
        code = parts[3].partition("]")[0].lstrip("[") if len(parts) > column else ""
        if without and code == without:
            continue
        if code in cells:
            parts[column] = cells[code]
        lines.append("\t".join(parts))
    return "\n".join(lines)


@pytest.mark.django_db
class TestLooking:
    def test_the_form_as_stored_would_change_nothing(self, desk: Desk) -> None:
        page = desk.upload(FORM)
        assert desk.status == 200
        assert "Nothing would change" in page
        assert "32 cells are stored like this already." in page

    def test_what_differs_is_shown_beside_what_stands_there(self, desk: Desk, cast: Cast) -> None:
        page = desk.upload(form_with({"১.১.১": "৭"}))
        assert f"take-{cast.indicator('1.1.1').pk}" in page
        assert "1 cell would change" in page
        assert "<strong>7</strong>" in page
        assert cast.cell("1.1.1").figure == 0

    def test_nothing_is_stored_by_the_upload(self, desk: Desk) -> None:
        lines = Change.objects.count()
        desk.upload(form_with({"১.১.১": "৭"}))
        assert Change.objects.count() == lines

    def test_the_file_s_words_are_escaped(self, desk: Desk) -> None:
        page = desk.upload(form_with({"১.১.১": "<script>alert(1)</script>"}))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page

    def test_a_cell_that_cannot_be_read_is_named_word_for_word(self, desk: Desk) -> None:
        page = desk.upload(form_with({"১.১.১": "১০-১২"}))
        assert "“১০-১২”" in page
        assert "1 cell would change" not in page

    def test_a_row_that_the_plan_lacks_is_named(self, desk: Desk) -> None:
        row = next(line for line in FORM.splitlines() if "[১.১.১]" in line)
        other = row.replace("[১.১.১]", "[৯.৯.৯]").split("\t")
        other[3] = "[৯.৯.৯] মাছ চাষের পুকুর খনন"
        page = desk.upload(f"{FORM}\n" + "\t".join(other))
        assert "মাছ চাষের পুকুর খনন" in page
        assert "this form has no such row" in page

    def test_a_row_that_the_file_lacks_stays_as_it_is(self, desk: Desk) -> None:
        page = desk.upload(form_with({}, without="১.৫.১"))
        assert "not in the file" in page

    def test_another_month_that_disagrees_is_told_and_not_touched(
        self, desk: Desk, cast: Cast
    ) -> None:
        before = cast.cell("1.3.1", MAY).figure
        page = desk.upload(form_with({"১.৩.১": "৯৯"}, column=THIS_MONTH - 1))
        assert "May 2024: reported" in page
        assert "in the file 99" in page
        desk.press("store")
        assert cast.cell("1.3.1", MAY).figure == before

    def test_blank_cells_of_the_file_clear_nothing(self, desk: Desk, cast: Cast) -> None:
        stored = cast.cell("1.3.1").figure
        assert stored is not None
        page = desk.upload(form_with({"১.৩.১": ""}))
        assert "blank in the file" in page
        desk.press("store")
        assert cast.cell("1.3.1").figure == stored

    def test_the_plausibility_of_the_result_is_told(self, desk: Desk) -> None:
        page = desk.upload(form_with({"২.৩.২": "৫০০"}))
        assert "bring-doubt" in page

    @pytest.mark.parametrize(
        ("content", "name"),
        [
            (b"", "empty.docx"),
            (b"PK\x03\x04 no archive", "broken.docx"),
            (b"%PDF-1.4", "scan.pdf"),
            (b"\x89PNG\r\n\x1a\n", "photo.png"),
            (b"hello", "letter.txt"),
        ],
    )
    def test_what_is_no_form_is_refused_in_a_sentence(
        self, desk: Desk, content: bytes, name: str
    ) -> None:
        page = desk.upload(content, name)
        assert desk.status == 422
        assert 'class="notice notice-error"' in page or "field-error" in page

    def test_neither_a_file_nor_a_text_is_told(self, desk: Desk) -> None:
        assert "Choose a file, or paste the table." in desk.paste("  \n")
        assert desk.status == 422


@pytest.mark.django_db
class TestColumns:
    def test_the_next_month_in_one_more_column_is_found_by_its_heading(self, desk: Desk) -> None:
        lines = []
        for line in (
            FORM.replace("জুন ২০২৪", "মে ২০২৪").replace("এপ্রিল ২০২৪", "মার্চ ২০২৪").splitlines()
        ):
            parts = line.split("\t")
            if len(parts) >= 18:
                is_head = parts[17] == "মন্তব্য"
                parts.append("জুন ২০২৪ মাসে অর্জন" if is_head else "" if parts[0] == "১" else "৪")
            lines.append("\t".join(parts))
        page = desk.upload("\n".join(lines))
        assert desk.fields["column"] == "0:achieved:2024-06"
        assert "cells would change" in page

    def test_a_form_that_tells_no_month_lets_the_person_choose(
        self, desk: Desk, cast: Cast
    ) -> None:
        untitled = "\n".join(
            line for line in form_with({"১.১.১": "৭"}).splitlines() if "\t" in line
        )
        page = desk.upload(untitled)
        assert "Choose the column" in page
        assert 'name="store"' not in page
        page = desk.press("look", column="0:this-month")
        assert "The file does not say which month" in page
        desk.press("store")
        assert cast.cell("1.1.1").figure == 7

    def test_the_column_of_another_month_may_be_chosen_and_is_told(self, desk: Desk) -> None:
        desk.upload(FORM)
        page = desk.press("look", column="0:last-month")
        assert "names May 2024, but this is the return of June 2024" in page

    @pytest.mark.parametrize(
        "column", ["", "0:none", "9:this-month", "x", "0:", ":", "-1:this-month"]
    )
    def test_a_column_that_there_is_not_chooses_none(self, desk: Desk, column: str) -> None:
        desk.upload(FORM)
        assert "Choose the column" in desk.press("look", column=column)
        assert desk.status == 200

    def test_a_table_of_codes_and_figures_will_do(self, desk: Desk, cast: Cast) -> None:
        page = desk.paste("কোড\tসূচক\tজুন ২০২৪\n১.১.১\tপ্রণয়নকৃত প্রজেক্ট প্রফাইল\t৮\n১.৩.১\t\t-\n")
        assert desk.status == 200, page
        desk.press("store")
        assert cast.cell("1.1.1").figure == 8
        assert cast.cell("1.3.1").figure is NIL

    def test_who_reports_by_quarter_brings_the_quarter(self, desk: Desk, cast: Cast) -> None:
        table = "সূচক\t৩য় ত্রৈমাসিক\t৪র্থ ত্রৈমাসিক\n[১.১.১]\t৫\t৮\n[১.৩.১]\t১\t-\n"
        desk.paste(table)
        assert desk.fields["column"] == ""
        cast.plan.indicators.update(frequency="quarterly")
        desk.paste(table)
        assert desk.fields["column"] == "0:2"
        desk.press("store")
        assert cast.cell("1.1.1").figure == 8

    def test_a_lone_column_goes_by_place_if_the_counts_are_the_same(
        self, desk: Desk, cast: Cast
    ) -> None:
        desk.paste("\n".join(["৩"] * 32))
        assert desk.status == 200
        desk.press("store")
        numbers = [one for one in Achievement.objects.filter(sheet=cast.sheet()) if one.figure == 3]
        assert len(numbers) > 25

    def test_a_lone_column_of_another_count_finds_no_row(self, desk: Desk) -> None:
        page = desk.paste("\n".join(["৩"] * 31))
        assert "this form has no such row" in page


@pytest.mark.django_db
class TestTaking:
    def test_ticked_rows_are_stored_as_one_save(self, desk: Desk, cast: Cast) -> None:
        version = cast.sheet().version
        desk.upload(form_with({"১.১.১": "৭", "১.৩.১": "-"}))
        desk.press("store")
        assert desk.status == 302
        assert cast.cell("1.1.1").figure == 7
        assert cast.cell("1.3.1").figure is NIL
        assert cast.sheet().version == version + 1
        assert Change.objects.latest("pk").by == cast.officer

    def test_an_unticked_row_is_not(self, desk: Desk, cast: Cast) -> None:
        before = cast.cell("1.3.1").figure
        desk.upload(form_with({"১.১.১": "৭", "১.৩.১": "৯"}))
        desk.press("store", untick=(cast.indicator("1.3.1").pk,))
        assert cast.cell("1.1.1").figure == 7
        assert cast.cell("1.3.1").figure == before

    def test_none_ticked_is_told(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭"}))
        page = desk.press("store", untick=(cast.indicator("1.1.1").pk,))
        assert "No row is ticked" in page

    def test_sent_twice_is_stored_once(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭"}))
        form = desk.fields
        desk.press("store")
        version = cast.sheet().version
        desk._post({**form, "store": "1"})
        assert cast.sheet().version == version

    def test_what_a_colleague_changed_since_is_left_and_told(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭", "১.৩.১": "৯"}))
        cast.save(r1_1_1=5)
        page = desk.press("store")
        assert desk.status == 409
        assert cast.cell("1.1.1").figure == 5
        assert cast.cell("1.3.1").figure == 9
        assert "left as they are: 1.1.1" in page

    def test_the_figures_cannot_be_altered_on_their_way(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭"}))
        page = desk.press("store", carried=desk.fields["carried"][:-4] + "abcd")
        assert desk.status == 422
        assert "out of date" in page
        assert cast.cell("1.1.1").figure == 0

    def test_nor_brought_by_another_person(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭"}))
        other = Desk(cast.sibling, "/plans/jashore/2023-24/apa/2024-06/bring/")
        other._post({**desk.fields, "store": "1"})
        assert other.status == 422

    def test_it_is_put_back_by_one_press(self, desk: Desk, cast: Cast) -> None:
        before = cast.cell("1.3.1").figure
        desk.upload(form_with({"১.১.১": "৭", "১.৩.১": "৯"}))
        desk.press("store")
        entry = desk.client.get(ENTRY).content.decode()
        assert "2 cells still say what the file brought." in entry
        desk._post({"put-back": "1"})
        assert cast.cell("1.1.1").figure == 0
        assert cast.cell("1.3.1").figure == before
        assert "what the file brought" not in desk.client.get(ENTRY).content.decode()

    def test_what_was_changed_since_is_not_put_back(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭", "১.৩.১": "৯"}))
        desk.press("store")
        cast.save(r1_1_1=5)
        desk._post({"put-back": "1"})
        assert cast.cell("1.1.1").figure == 5
        assert cast.cell("1.3.1").figure != 9

    def test_remarks_come_along_and_can_be_left(self, desk: Desk, cast: Cast) -> None:
        text = form_with({"১.১.১": "কাজ চলছে"}, column=17)
        desk.upload(text)
        desk.press("look", remarks="")
        form = {name: value for name, value in desk.fields.items() if name != "remarks"}
        desk._post({**form, "look": "1"})
        assert "Nothing would change" in desk.page
        desk.upload(text)
        desk.press("store")
        assert cast.cell("1.1.1").remarks == "কাজ চলছে"


@pytest.mark.django_db
class TestWhose:
    @pytest.mark.parametrize(
        "who", ["sibling", "superior", "reviewer", "administrator", "outsider"]
    )
    def test_it_is_not_there_for_who_may_not_type(self, cast: Cast, who: str) -> None:
        desk = Desk(getattr(cast, who))
        assert desk.client.get(BRING).status_code == 404
        desk.upload(FORM)
        assert desk.status == 404

    def test_the_head_brings_a_file_to_what_was_sent_to_them_and_to_nothing_else(
        self, desk: Desk, cast: Cast
    ) -> None:
        head = person("head", Role.HEAD, cast.khulna)
        theirs = Desk(head)
        assert theirs.client.get(BRING).status_code == 404
        hand_to_head(cast.sheet(), by=cast.officer, blanks_confirmed=True)
        assert desk.client.get(BRING).status_code == 302
        theirs.upload(form_with({"১.১.১": "৭"}))
        theirs.press("store")
        assert cast.cell("1.1.1").figure == 7
        assert cast.cell("1.1.1").changed_by == head

    @pytest.mark.parametrize(
        "data",
        [
            {"carried": ""},
            {"carried": "x", "store": "1"},
            {"carried": "a:b:c", "look": "1", "column": "0:x"},
            {"put-back": "1"},
            {"html": "<table><tr><td>"},
            {"html": "x" * 1000},
            {"text": "\x00\x01"},
            {"file": "no file"},
        ],
    )
    def test_garbage_is_answered_in_a_sentence(self, desk: Desk, data: dict[str, str]) -> None:
        desk._post(data)
        assert desk.status in (302, 422)

    def test_a_submitted_return_is_closed_to_files(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭"}))
        cast.submit()
        desk.press("store")
        assert desk.status == 302
        assert cast.cell("1.1.1").figure == 0
        assert desk.client.get(BRING).status_code == 302

    def test_the_page_has_the_same_queries_whatever_the_file_says(
        self, desk: Desk, django_assert_max_num_queries: Any
    ) -> None:
        desk.upload(FORM)
        with django_assert_max_num_queries(30):
            desk.upload(form_with({"১.১.১": "৭"}))
        with django_assert_max_num_queries(30):
            desk.paste("\n".join(["৩"] * 32))
