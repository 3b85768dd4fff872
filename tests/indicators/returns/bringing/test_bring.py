"""What a filled form would do to a month is looked at; nothing is guessed."""

from __future__ import annotations

import pytest

from indicators.returns.models import Achievement
from ledger.models import Change
from numerals import NIL
from offices.models import Office
from tests.cast import MAY, Cast
from tests.indicators.returns.bringing.desk import FORM, THIS_MONTH, Desk, form_with


@pytest.mark.once
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

    def test_a_total_that_the_months_do_not_make_is_told(self, desk: Desk) -> None:
        page = " ".join(desk.upload(FORM).split())
        totals = page.partition("Totals in the file")[2].partition("</section>")[0]
        assert "total in the file 60, by the months 59" in totals
        assert "by the months 260" in totals
        assert totals.count("<li>") == 2

    def test_a_total_of_the_figure_that_comes_is_none_to_tell(self, desk: Desk) -> None:
        row = next(line for line in FORM.splitlines() if "[২.৫.২]" in line).split("\t")
        assert row[15] == "৬০"
        page = desk.upload(form_with({"২.৫.২": "১৬"}))
        assert "total in the file 60" not in page

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
    @pytest.mark.once
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

    @pytest.mark.once
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

    @pytest.mark.once
    def test_the_column_of_another_month_may_be_chosen_and_is_told(self, desk: Desk) -> None:
        desk.upload(FORM)
        page = desk.press("look", column="0:last-month")
        assert "names May 2024, but this is the return of June 2024" in page

    @pytest.mark.once
    def test_a_target_until_the_month_is_not_the_month_s_by_itself(
        self, desk: Desk, cast: Cast
    ) -> None:
        head = "সূচক\tএকক\tসূচকের মান\tলক্ষ্যমাত্রা ২০২৩-২৪\tজুন/২৪ পর্যন্ত লক্ষ্যমাত্রা\tমে/২৪ মাসের অর্জন"
        rows = [f"[{one.code}] {one.title}\tটি\t1\t10\t77\t5" for one in cast.plan.indicators.all()]
        page = desk.upload("\n".join(["বার্ষিক কর্মসম্পাদন চুক্তি ২০২৩-২৪", head, *rows]))
        assert desk.status == 200
        assert desk.fields["column"] == ""
        assert "Choose the column" in page

    @pytest.mark.parametrize(
        ("heading", "is_told"),
        [
            ("জেলা কার্যালয়, খুলনা", False),
            ("বিসিক কার্যালয়, জেলা: খুলনা", False),
            ("জেলা কার্যালয়, বগুড়া", True),
            ("আঞ্চলিক কার্যালয়, খুলনা", True),
        ],
    )
    def test_an_office_is_known_in_any_order_of_its_words(
        self, desk: Desk, cast: Cast, heading: str, is_told: bool
    ) -> None:
        Office.objects.filter(pk=cast.khulna.pk).update(name_bn="খুলনা জেলা কার্যালয়")
        named = "\n".join([heading, *FORM.splitlines()[5:]])
        assert ("names another office" in desk.upload(named)) == is_told

    @pytest.mark.once
    @pytest.mark.parametrize(
        "column", ["", "0:none", "9:this-month", "x", "0:", ":", "-1:this-month"]
    )
    def test_a_column_that_there_is_not_chooses_none(self, desk: Desk, column: str) -> None:
        desk.upload(FORM)
        assert "Choose the column" in desk.press("look", column=column)
        assert desk.status == 200

    @pytest.mark.once
    def test_a_table_of_codes_and_figures_will_do(self, desk: Desk, cast: Cast) -> None:
        page = desk.paste("কোড\tসূচক\tজুন ২০২৪\n১.১.১\tপ্রণয়নকৃত প্রজেক্ট প্রফাইল\t৮\n১.৩.১\t\t-\n")
        assert desk.status == 200, page
        desk.press("store")
        assert cast.cell("1.1.1").figure == 8
        assert cast.cell("1.3.1").figure is NIL

    @pytest.mark.once
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
        numbers = [
            one
            for one in Achievement.objects.filter(monthly_return=cast.monthly_return())
            if one.figure == 3
        ]
        assert len(numbers) > 25

    @pytest.mark.once
    def test_a_lone_column_of_another_count_finds_no_row(self, desk: Desk) -> None:
        page = desk.paste("\n".join(["৩"] * 31))
        assert "this form has no such row" in page
