"""The whole agreement as PDF and as Word: pages, contents, what is inert, there and back."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from numerals import Language, Message, to_latin_digits
from plans.document.parts.kinds import Part
from plans.document.parts.values import NOTHING_SAID
from plans.forms.reading import parts_read
from reports.paper.whole import render_whole, render_whole_cached, whole_docx
from reports.paper.whole.content import whole_of
from tests.reports.paper.whole_samples import TEXT, whole_request

pytestmark = pytest.mark.once
LANGUAGES: list[Language] = ["bn", "en"]


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, as pdftotext reads it."""
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    return read.stdout.decode().split("\f")[:-1]


@cache
def printed(language: Language) -> bytes:
    """The agreement as it is signed."""
    return render_whole(whole_request(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_name_the_pages_on_which_sections_begin(language: Language) -> None:
    request = whole_request(language)
    pages = pages_of(printed(language))
    said = {}
    for line in pages[1].splitlines():
        if found := re.fullmatch(r"\s*(.+?)[\s.…]*\s([0-9০-৯]+)\s*", line):
            said[found[1].strip(" .")] = int(to_latin_digits(found[2]))
    for section in whole_of(request).sections:
        page = said[section.title]
        assert section.title in pages[page - 1], section.title


def test_the_outline_has_every_section_and_passage() -> None:
    request = whole_request()
    reader = PdfReader(BytesIO(printed("bn")))

    def count(entries: Sequence[object]) -> int:
        return sum(count(one) if isinstance(one, list) else 1 for one in entries)

    sections = whole_of(request).sections
    assert count(reader.outline) == len(sections) + sum(len(one.entries) for one in sections)


def test_tables_that_are_wide_lie_and_the_rest_stands() -> None:
    reader = PdfReader(BytesIO(printed("bn")))
    lying = [float(page.mediabox.width) > float(page.mediabox.height) for page in reader.pages]
    first = lying.index(True)
    assert not any(lying[:first])
    assert lying[first : first + 3] == [True, True, True]
    assert not any(lying[first + 3 :])


def test_a_draft_says_so_on_every_page_and_what_is_not_written() -> None:
    text = NOTHING_SAID.with_parts({Part.VISION: "শিল্পসমৃদ্ধ বাংলাদেশ।"})
    pages = pages_of(render_whole(whole_request("en", text=text, agreed=False)))
    assert all("DRAFT: not agreed yet" in page for page in pages)
    assert sum(page.count("Not written yet") for page in pages) == 10


def test_an_agreed_one_leaves_out_what_says_nothing_and_names_who_signed() -> None:
    text = NOTHING_SAID.with_parts({Part.VISION: "শিল্পসমৃদ্ধ বাংলাদেশ।"})
    whole = "\n".join(pages_of(render_whole(whole_request("en", text=text))))
    assert "Draft" not in whole
    assert "Preamble" not in whole
    assert "Agreed on 24-06-2023" in whole
    assert "উপমহাব্যবস্থাপক (ভারপ্রাপ্ত)" in whole


def test_findings_that_were_let_stand_are_printed_with_their_reasons() -> None:
    last = pages_of(printed("en"))[-1]
    assert "1.3.1" in last
    assert "পরের বছর ঠিক হবে" in last


def test_what_people_type_is_inert() -> None:
    pages = "\n".join(pages_of(printed("bn")))
    assert "<b>file:///etc/passwd</b>" in pages
    assert "root:" not in pages


def test_the_store_gives_the_same_file() -> None:
    request = whole_request("en")
    assert render_whole_cached(request) == render_whole_cached(request)


@pytest.mark.parametrize("language", LANGUAGES)
def test_out_as_word_and_in_again_says_the_same(language: Language) -> None:
    request = whole_request(language)
    read = parts_read(whole_docx(request))
    assert not isinstance(read, Message)
    assert read.text == request.text
    for part in TEXT.said:
        assert read.text.said[part] == TEXT.said[part]


def test_other_years_stand_under_their_heads() -> None:
    head = whole_of(whole_request("en")).table.head
    texts = [cell.text for row in head.rows for cell in row]
    assert texts.count("Achieved in") == 1
    assert [year for year in texts if re.fullmatch(r"\d{4}-\d{2}", year)] == [
        "2021-22",
        "2022-23",
        "2024-25",
        "2025-26",
    ]
