"""What was looked at is taken, put back, and by nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.returns.steps import hand_to_head
from ledger.models import Change
from numerals import NIL
from offices.models import Role
from tests.cast import Cast, person
from tests.indicators.returns.bringing.desk import BRING, ENTRY, FORM, Desk, form_with


@pytest.mark.django_db
class TestTaking:
    @pytest.mark.once
    def test_ticked_rows_are_stored_as_one_save(self, desk: Desk, cast: Cast) -> None:
        version = cast.monthly_return().version
        desk.upload(form_with({"১.১.১": "৭", "১.৩.১": "-"}))
        desk.press("store")
        assert desk.status == 302
        assert cast.cell("1.1.1").figure == 7
        assert cast.cell("1.3.1").figure is NIL
        assert cast.monthly_return().version == version + 1
        assert Change.objects.latest("pk").by == cast.officer

    @pytest.mark.once
    def test_an_unticked_row_is_not(self, desk: Desk, cast: Cast) -> None:
        before = cast.cell("1.3.1").figure
        desk.upload(form_with({"১.১.১": "৭", "১.৩.১": "৯"}))
        desk.press("store", untick=(cast.indicator("1.3.1").pk,))
        assert cast.cell("1.1.1").figure == 7
        assert cast.cell("1.3.1").figure == before

    @pytest.mark.once
    def test_none_ticked_is_told(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭"}))
        page = desk.press("store", untick=(cast.indicator("1.1.1").pk,))
        assert "No row is ticked" in page

    def test_sent_twice_is_stored_once(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭"}))
        form = desk.fields
        desk.press("store")
        version = cast.monthly_return().version
        desk._post({**form, "store": "1"})
        assert cast.monthly_return().version == version

    @pytest.mark.once
    def test_what_a_colleague_changed_since_is_left_and_told(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭", "১.৩.১": "৯"}))
        cast.save(r1_1_1=5)
        page = desk.press("store")
        assert desk.status == 409
        assert cast.cell("1.1.1").figure == 5
        assert cast.cell("1.3.1").figure == 9
        assert "left as they are: 1.1.1" in page

    @pytest.mark.once
    def test_the_figures_cannot_be_altered_on_their_way(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭"}))
        page = desk.press("store", carried=desk.fields["carried"][:-4] + "abcd")
        assert desk.status == 422
        assert "out of date" in page
        assert cast.cell("1.1.1").figure == 0

    @pytest.mark.once
    def test_nor_brought_by_another_person(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭"}))
        other = Desk(cast.sibling, "/plans/jashore/2023-24/apa/2024-06/bring/")
        other._post({**desk.fields, "store": "1"})
        assert other.status == 422

    @pytest.mark.once
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

    @pytest.mark.once
    def test_what_was_changed_since_is_not_put_back(self, desk: Desk, cast: Cast) -> None:
        desk.upload(form_with({"১.১.১": "৭", "১.৩.১": "৯"}))
        desk.press("store")
        cast.save(r1_1_1=5)
        desk._post({"put-back": "1"})
        assert cast.cell("1.1.1").figure == 5
        assert cast.cell("1.3.1").figure != 9

    @pytest.mark.once
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
    @pytest.mark.once
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
        hand_to_head(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)
        assert desk.client.get(BRING).status_code == 302
        theirs.upload(form_with({"১.১.১": "৭"}))
        theirs.press("store")
        assert cast.cell("1.1.1").figure == 7
        assert cast.cell("1.1.1").changed_by == head

    @pytest.mark.once
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

    @pytest.mark.once
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
