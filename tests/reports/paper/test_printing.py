from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pypdf import PdfReader

from plans.document.values import PlanDocument
from reports.paper import PaperForm, Signatory, SignatoryRole, render
from reports.paper.content import paper_of
from reports.paper.pages import row_starts
from reports.paper.printing import html_of, lay_out, remembered_starts
from tests.reports.paper.reading import printed_pages
from tests.reports.paper.samples import JUNE, Requester

A4_LANDSCAPE = (841.89, 595.28)


def longer(document: PlanDocument, times: int) -> PlanDocument:
    """The document with each objective's activities several times over."""
    return replace(
        document,
        objectives=tuple(
            replace(objective, activities=objective.activities * times)
            for objective in document.objectives
        ),
    )


@pytest.mark.parametrize("form", PaperForm)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_form_is_a4_landscape_with_its_fonts_inside(
    form: PaperForm, language: str, khulna: PlanDocument, requested: Requester
) -> None:
    pages: Any = PdfReader(io.BytesIO(render(requested(khulna, form, language=language)))).pages

    for page in pages:
        assert page.mediabox.width == pytest.approx(A4_LANDSCAPE[0], abs=1)
        assert page.mediabox.height == pytest.approx(A4_LANDSCAPE[1], abs=1)
        fonts = {
            str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()
        }
        assert {name.partition("+")[2] for name in fonts} <= {
            "Lokkho-Paper",
            "Lokkho-Paper-Semi-Bold",
        }


def test_every_page_has_columns_numbers_office_and_page_number(
    khulna: PlanDocument, requested: Requester
) -> None:
    pages = printed_pages(requested(longer(khulna, 3), PaperForm.PROGRESS))

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        digits = str(number).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
        lines = page.splitlines()
        assert [line for line in ("১", "১৮", "মন্তব্য") if line not in lines] == []
        assert f"পৃষ্ঠা {digits} / " in page
        assert "খুলনা · অগ্রগতি প্রতিবেদন · ২০২৩-২৪" in page


@pytest.mark.parametrize("form", [PaperForm.PROGRESS, PaperForm.EVALUATION])
@pytest.mark.parametrize("word", ["নির্ধারিত সময়ে সম্পন্ন করা সম্ভব হয়নি; ", "NOT DONE WWW MMM "])
def test_remarks_of_2000_characters_leave_every_page_its_column_numbers(
    form: PaperForm, word: str, innovation: PlanDocument, requested: Requester
) -> None:
    remarks = (word * 200)[:2000]
    wordy = innovation.with_indicators(
        lambda entry: replace(entry, remarks=remarks if entry.row in ("4.1.1", "9.2.1") else "")
    )

    pages = printed_pages(requested(wordy, form))

    assert ["১৮" in page.splitlines() for page in pages] == [True] * len(pages)


def test_english_pages_are_numbered_in_english(khulna: PlanDocument, requested: Requester) -> None:
    pages = printed_pages(requested(khulna, PaperForm.PROGRESS, language="en"))

    assert "Page 2 / 2" in pages[1]


def test_title_of_an_objective_is_repeated_where_a_page_cuts_it(
    khulna: PlanDocument, requested: Requester
) -> None:
    request = requested(longer(khulna, 3), PaperForm.PROGRESS)

    second = " ".join(printed_pages(request)[1].split())

    assert "নিশ্চিতকরণ (পূর্ব পৃষ্ঠার পর)" in second


@pytest.mark.parametrize("form", PaperForm)
def test_layout_under_the_found_breaks_finds_the_same_breaks(
    form: PaperForm, khulna: PlanDocument, requested: Requester
) -> None:
    request = requested(khulna, form)
    render(request)
    paper = paper_of(request)

    starts = remembered_starts(paper)
    document = lay_out(html_of(paper, starts=starts), layout=paper.layout)

    assert starts
    assert row_starts([page.anchors for page in document.pages]) == starts


def test_figures_alone_do_not_forget_the_breaks(
    one_indicator: Callable[..., PlanDocument], requested: Requester
) -> None:
    last, this, other = (
        paper_of(requested(one_indicator(**changes), PaperForm.PROGRESS))
        for changes in (
            {"achieved": {JUNE: Decimal(7)}},
            {"achieved": {JUNE: Decimal(8)}},
            {"title": "আয়োজিত সভা"},
        )
    )

    assert this.shape == last.shape
    assert other.shape != last.shape


@pytest.mark.parametrize("times", [1, 2])
def test_signatures_are_never_alone_on_a_page(
    times: int, khulna: PlanDocument, requested: Requester
) -> None:
    last = printed_pages(requested(longer(khulna, times), PaperForm.EVALUATION))[-1]

    assert "কার্যালয় প্রধান" in last
    assert "সর্বমোট (কম্পোজিট স্কোর)" in last


def test_signatories_are_named_with_their_designation(
    one_indicator: Callable[..., PlanDocument], requested: Requester
) -> None:
    head = Signatory(SignatoryRole.HEAD, name="নমুনা নাম", designation="উপমহাব্যবস্থাপক")

    text = printed_pages(requested(one_indicator(), PaperForm.PLAN, signatories=(head,)))[0]

    assert "নাম: নমুনা নাম" in text
    assert "পদবি: উপমহাব্যবস্থাপক" in text
    assert "স্বাক্ষর ও তারিখ" in text
    assert "যাচাইকারী" not in text


def test_demo_documents_say_so_on_every_page(khulna: PlanDocument, requested: Requester) -> None:
    marked = printed_pages(requested(khulna, PaperForm.PROGRESS, is_demo=True))
    plain = printed_pages(requested(khulna, PaperForm.PROGRESS))

    assert ["নমুনা তথ্য (demo)" in page for page in marked] == [True, True]
    assert ["নমুনা তথ্য (demo)" in page for page in plain] == [False, False]


def test_progress_without_a_score_is_refused(
    one_indicator: Callable[..., PlanDocument], requested: Requester
) -> None:
    with pytest.raises(ValueError, match="needs a month and the score"):
        requested(one_indicator(), PaperForm.PROGRESS, score=None)
