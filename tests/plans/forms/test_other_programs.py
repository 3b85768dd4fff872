"""Files of programs other than Word and Excel, and of those two as they save for others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pytest

from numerals import Message
from plans.document.rendering import reading_as_json
from plans.forms import bijoy, formats
from plans.forms.reading import read_file
from tests.plans.forms.families import TIERS, tall
from tests.plans.forms.writers import WRITERS, Merged, Sheet

OFFICE: Final = "জেলা মৎস্য কার্যালয়, পিরোজপুর"
TITLE: Final = "বার্ষিক কর্মসম্পাদন চুক্তি ২০২৪-২৫"
HEADINGS: Final = (
    *("কর্মসম্পাদনের ক্ষেত্র", "ক্ষেত্রের মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান"),
    "লক্ষ্যমাত্রা ২০২৪-২৫",
)
ROW: Final = ("[১] মাছ", "১০০", "[১.১] ঋণ", "[১.১.১] ঋণ", "লক্ষ টাকা", "১০০", "51.5")
ENGLISH: Final = (
    ("Office of Trials",),
    ("Annual Performance Agreement 2024\u201325",),
    ("Activities", "Performance Indicators", "Unit", "Weight of Indicator", "Target", "Remarks"),
    ("[1.1] Fairs", "[1.1.1] Fairs held", "number", "100", "51.5", "caf\u00e9"),
)
BIJOY: Final = (
    ("evwl©K Kg©m¤úv`b Pyw³ 2024-25",),
    ("Kvh©µg", "Kg©m¤úv`b m~PK", "GKK", "m~P‡Ki gvb", "j¶¨gvÎv"),
    ("[1.1] mfv", "[1.1.1] mfv", "msL¨v", "100", "51.5"),
)


def form_in(content: bytes, *, bijoy: bool = False) -> dict[str, Any]:
    readings = read_file(content, bijoy=bijoy)
    assert isinstance(readings, tuple), readings.en
    return reading_as_json(readings[0])


def targets_of(form: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        indicator["targets"]
        for objective in form["objectives"]
        for activity in objective["activities"]
        for indicator in activity["indicators"]
    ]


def rows(separator: str, said: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    return "\r\n".join(map(separator.join, said)).encode(encoding)


@pytest.mark.parametrize("separator", [",", ";", "|", "\t"])
def test_text_of_any_separator_is_read(separator: str) -> None:
    form = form_in(rows(separator, ((OFFICE,), (TITLE,), HEADINGS, ROW)))

    assert targets_of(form)[0]["100"] == "51.5"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_english_text_in_the_code_page_of_windows_is_read(separator: str) -> None:
    form = form_in(rows(separator, ENGLISH, "cp1252"))

    assert (form["fiscal_year"], targets_of(form)[0]["100"]) == ("2024-25", "51.5")
    assert form["objectives"][0]["activities"][0]["indicators"][0]["remarks"] == "café"


def test_bijoy_text_in_the_code_page_of_windows_is_read_when_agreed() -> None:
    content = rows("\t", BIJOY, "cp1252")

    assert read_file(content) is bijoy.IN_BIJOY
    assert targets_of(form_in(content, bijoy=True))[0]["100"] == "51.5"


def test_broken_unicode_is_not_taken_for_a_code_page() -> None:
    refused = read_file(rows(",", ((OFFICE,), (TITLE,), HEADINGS, ROW)) + b"\xe0\xa6")

    assert isinstance(refused, Message)
    assert "neither text" in refused.en


def test_lost_letters_are_told_of() -> None:
    lost = rows(",", ((OFFICE,), (TITLE,), HEADINGS, ROW)).decode().encode("ascii", "replace")
    refused = read_file(lost)

    assert isinstance(refused, Message)
    assert "question marks" in refused.en
    assert "CSV UTF-8" in refused.bn


@pytest.mark.parametrize("name", [one.decode() for one in formats._OF_XML])
def test_xml_of_old_programs_is_refused_by_what_it_is(name: str) -> None:
    refused = read_file(f'\ufeff<?xml version="1.0"?>\r\n<Workbook xmlns="{name}"/>'.encode())

    assert isinstance(refused, Message)
    assert "2003 XML" in refused.en


def test_office_and_title_in_the_frame_of_a_letter_are_lines() -> None:
    cells = ["".join(f"<td>{cell}</td>" for cell in said) for said in (HEADINGS, ROW)]
    table = f"<table>{''.join(f'<tr>{one}</tr>' for one in cells)}</table>"
    framed = f"<table><tr><td><p>{OFFICE}</p><p>{TITLE}</p>{table}</td></tr></table>"
    form = form_in(f"<html><body>{framed}</body></html>".encode())

    assert (form["office"], form["title"]) == (OFFICE, TITLE)
    assert targets_of(form)[0]["100"] == "51.5"


HEAD: Final = (*tall(2, *HEADINGS[:-1]), Merged(HEADINGS[-1], across=5))


def prescribed(*below: Sequence[str | Merged]) -> dict[str, Any]:
    return form_in(WRITERS["xlsx"](Sheet((OFFICE, TITLE), (HEAD, TIERS, *below))))


def rules_of(form: dict[str, Any]) -> set[str]:
    return {problem["rule"] for problem in form["problems"]}


def test_words_beside_figures_make_no_slid_row() -> None:
    said = ("৩ কোটি", "২.৫০ কোটি টাকা", "২ কোটি", "১.৫ কোটি", "১")
    form = prescribed((*ROW[:4], "কোটি টাকা", "১০০", *said))

    assert list(targets_of(form)[0].values()) == ["3", "2.5", "2", "1.5", "1"]
    assert "shifted-row" not in rules_of(form)


@pytest.mark.parametrize(
    "total",
    [
        ("মোট=", "৯০", "", "", "মোট=", "৯০"),
        (Merged("সর্বমোট মান", across=5), "৯০"),
        (Merged("উপমোট= (১টি সূচক)", across=5), "৯০"),
    ],
)
def test_totals_of_the_prescribed_form_are_checked(total: Sequence[str | Merged]) -> None:
    form = prescribed((*ROW[:6], "৫", "৪", "৩", "২", "১"), (*total, "", "", "", "", ""))

    assert form["total"] == "90"
    assert "stated-total" in rules_of(form)
