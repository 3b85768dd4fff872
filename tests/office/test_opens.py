"""LibreOffice opens every form that goes out, and its pages are those that were meant."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader

from numerals import Language
from reports.paper import PaperForm, PaperFormat, PaperRequest, SignatoryRole, render
from reports.paper.files import FOLDER
from reports.paper.whole import render_whole, whole_docx
from tests.reports.paper.samples import KHULNA, PRINTED, document_of, request_of
from tests.reports.paper.whole_samples import whole_request

FILES: Final = (PaperFormat.DOCX, PaperFormat.XLSX)
LANGUAGES: Final[tuple[Language, ...]] = ("bn", "en")
# Where Windows' font is missing its letters are taken from ours, which are about as wide.
FONTS: Final = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{folder}</dir>
<cachedir>{cache}</cachedir><alias binding="same"><family>Nirmala UI</family>
<prefer><family>Lokkho Paper</family></prefer></alias></fontconfig>"""


def asked(form: PaperForm, language: Language) -> PaperRequest:
    return request_of(document_of(KHULNA), form, language=language)


def name_of(form: PaperForm, language: Language, file_format: PaperFormat) -> str:
    return f"{form}-{language}-{file_format}"


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of PDFs that LibreOffice made of all forms in both formats and languages."""
    folder = tmp_path_factory.mktemp("office")
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(folder=FOLDER / "fonts", cache=folder / "cache"))
    files = []
    for form in PaperForm:
        for language in LANGUAGES:
            for file_format in FILES:
                name = name_of(form, language, file_format)
                file = folder / f"{name}.{file_format}"
                file.write_bytes(file_format.rule.made(asked(form, language), PRINTED))
                files.append(str(file))
    for language in LANGUAGES:
        file = folder / f"whole-{language}.docx"
        file.write_bytes(whole_docx(whole_request(language), PRINTED))
        files.append(str(file))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder), *files),
        ],
        check=True,
        capture_output=True,
        timeout=300,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(fonts)},
    )
    return folder


@pytest.mark.parametrize("file_format", FILES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", PaperForm)
def test_form_opens_on_as_many_pages_as_it_prints_on(
    form: PaperForm, language: Language, file_format: PaperFormat, opened: Path
) -> None:
    pages = PdfReader(opened / f"{name_of(form, language, file_format)}.pdf").pages
    printed = len(PdfReader(io.BytesIO(render(asked(form, language)))).pages)

    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages] == [
        (842, 595)
    ] * len(pages)
    assert printed <= len(pages) <= printed + 1


@pytest.mark.parametrize("file_format", FILES)
@pytest.mark.parametrize("form", PaperForm)
def test_every_page_has_the_head_and_its_number(
    form: PaperForm, file_format: PaperFormat, opened: Path
) -> None:
    file = opened / f"{name_of(form, 'en', file_format)}.pdf"
    said = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True
    ).stdout
    pages = said.removesuffix("\f").split("\f")

    for number, page in enumerate(pages, start=1):
        assert "Excellent" in page
        assert "100%" in page
        assert f"Page {number} / {len(pages)}" in page
    assert "Annual Performance Agreement" in pages[0]
    assert ("Head of office" in pages[-1]) == (SignatoryRole.HEAD in form.spec.signatures)


@pytest.mark.parametrize("language", LANGUAGES)
def test_contents_of_the_whole_agreement_name_a_page_for_every_entry(
    language: Language, opened: Path
) -> None:
    said = subprocess.run(
        ["pdftotext", "-layout", str(opened / f"whole-{language}.pdf"), "-"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    pages = said.removesuffix("\f").split("\f")
    entries = [line for line in pages[1].splitlines() if "....." in line]
    numbers = [line.rpartition(".")[2].strip() for line in entries]

    assert len(numbers) == 18
    assert sorted(map(int, numbers)) == list(map(int, numbers))
    assert int(numbers[-1]) <= len(pages)
    printed = len(PdfReader(io.BytesIO(render_whole(whole_request(language)))).pages)
    assert printed <= len(pages) <= printed + 2
