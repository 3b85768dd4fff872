"""What every page and file says of itself, so that no draft passes for an accepted report."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from numerals import Message
from plans.document.values import PlanDocument
from reports.paper import PaperForm, PaperFormat, PaperRequest, PaperStanding, PaperState, Printed
from reports.paper.stamping import stamped
from reports.views.paper import file_name
from tests.reports.paper.reading import pdf_pages
from tests.reports.paper.samples import PRINTED, Requester

Asked = Callable[[PaperForm, PaperState], PaperRequest]

pytestmark = pytest.mark.once

JULY = datetime(2024, 7, 5, 18, 30, tzinfo=UTC)
ALL = [
    "প্রিন্ট ০৯-০৭-২০২৪ ০৯:০৫, রাশেদা খাতুন",
    "চুক্তির সংস্করণ ২",
    "স্কোরিং বিধি: APA 2023-24 v3",
    "তথ্য ০৫-০৭-২০২৪ ১৮:৩০ পর্যন্ত",
]
WORDS = {
    PaperState.DRAFT: "খসড়া: এখনো জমা হয়নি",
    PaperState.SUBMITTED: "জমা হয়েছে ০৫-০৭-২০২৪: এখনো গৃহীত হয়নি",
    PaperState.RETURNED: "ফেরত দেওয়া হয়েছে ০৫-০৭-২০২৪: গৃহীত হয়নি",
    PaperState.ACCEPTED: "গৃহীত ০৫-০৭-২০২৪",
}


@pytest.fixture
def asked(khulna: PlanDocument, requested: Requester) -> Asked:
    def make(form: PaperForm, state: PaperState) -> PaperRequest:
        standing = PaperStanding(state, date(2024, 7, 5), JULY)
        return requested(khulna, form, version=2, rules="APA 2023-24 v3", standing=standing)

    return make


@pytest.mark.parametrize(
    ("form", "state"),
    [
        *((form, PaperState.DRAFT) for form in PaperForm),
        *((PaperForm.PROGRESS, state) for state in WORDS if state is not PaperState.DRAFT),
    ],
)
def test_every_page_of_a_pdf_says_what_it_is(
    form: PaperForm, state: PaperState, asked: Asked
) -> None:
    pages = pdf_pages(PaperFormat.PDF.rule.made(asked(form, state), PRINTED))

    for number, page in enumerate(pages, start=1):
        said = " ".join(page.split())
        missing = [text for text in (*ALL, WORDS[state]) if text not in said]
        assert missing == [], number
        assert (f"পৃষ্ঠা {number} / {len(pages)}").translate(
            str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
        ) in said
        assert ("খসড়া" in said) == (not state.is_handed_in)


@pytest.mark.parametrize("form", PaperForm)
def test_word_says_it_in_the_head_and_foot_of_its_pages(form: PaperForm, asked: Asked) -> None:
    content = PaperFormat.DOCX.rule.made(asked(form, PaperState.DRAFT), PRINTED)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = (archive.read("word/header.xml") + archive.read("word/footer.xml")).decode()

    assert [text for text in (*ALL, WORDS[PaperState.DRAFT]) if text not in said] == []
    assert ["PAGE" in said, "NUMPAGES" in said] == [True, True]


@pytest.mark.parametrize("form", PaperForm)
def test_excel_says_it_in_the_sheet_and_on_its_pages(form: PaperForm, asked: Asked) -> None:
    content = PaperFormat.XLSX.rule.made(asked(form, PaperState.DRAFT), PRINTED)
    sheet = load_workbook(io.BytesIO(content)).active
    rows = " ".join(str(cell.value) for row in sheet.iter_rows(max_row=8) for cell in row)
    head, foot = sheet.oddHeader, sheet.oddFooter

    assert all(text in rows for text in (ALL[0], ALL[3], WORDS[PaperState.DRAFT]))
    assert ALL[0] in head.left.text
    assert WORDS[PaperState.DRAFT] in head.right.text
    assert "চুক্তির সংস্করণ ২" in foot.left.text
    assert "&[Page] / &N" in foot.right.text or "&P / &N" in foot.right.text


def test_paper_of_which_nothing_is_known_is_a_draft(
    khulna: PlanDocument, requested: Requester
) -> None:
    request = requested(khulna, PaperForm.PROGRESS)

    assert request.standing.mark("bn") == "খসড়া"
    assert request.standing.mark("en") == "DRAFT"


def test_draft_and_accepted_report_have_names_of_their_own(asked: Asked) -> None:
    names = {
        file_name(asked(PaperForm.PROGRESS, state), plan=("khulna", "2023-24", "apa"))
        for state in PaperState
    }

    assert len(names) == len(PaperState)
    assert "khulna-2023-24-apa-progress-2024-06-three-months-v2-accepted" in names
    assert "khulna-2023-24-apa-progress-2024-06-three-months-v2-draft-20240705-1830" in names


def test_print_stands_over_pages_that_were_kept_and_leaves_them_as_they_are(asked: Asked) -> None:
    kept = PaperFormat.PDF.rule.made(asked(PaperForm.PROGRESS, PaperState.ACCEPTED), PRINTED)
    later = Printed(datetime(2024, 8, 1, 10, 0, tzinfo=UTC), Message(bn="করিম", en="Karim"))

    again = stamped(kept, later, language="bn")

    assert again.startswith(kept)
    assert len(again) - len(kept) < 20_000
    pages = pdf_pages(again)
    assert [("রাশেদা" in page, "করিম" in page) for page in pages] == [(True, True)] * 2
    assert len(PdfReader(io.BytesIO(again)).pages) == 2
    ran = subprocess.run(["pdfinfo", "-"], input=again, capture_output=True, check=True, timeout=60)
    assert ran.stderr == b""
