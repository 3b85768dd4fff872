from __future__ import annotations

import hashlib
import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from indicators.returns.evidence.models import Evidence
from indicators.returns.evidence.reading import ALTERED, MISSING
from indicators.returns.evidence.services import add_evidence
from numerals import FiscalYearSpan, Month
from reports.packet import joining, parts
from reports.packet.index import Entry
from reports.packet.joining import write_packet
from reports.packet.quarter import Quarter
from tests.cast import APRIL, JUNE, MARCH, Cast
from tests.indicators.returns.evidence.files import XLSX, office, pdf, picture
from tests.unguarded import unguarded

pytestmark = pytest.mark.once

Q4 = Quarter(FiscalYearSpan(2023), 4)


def give(
    cast: Cast, data: bytes, *, name: str, row: str = "1.1.1", month: Month = JUNE
) -> Evidence:
    return add_evidence(cast.indicator(row), month, name=name, data=data, by=cast.officer)


def keep(cast: Cast, data: bytes, *, name: str) -> Evidence:
    """A file that was kept before such files were refused."""
    evidence = give(cast, pdf(9), name=name)
    Path(evidence.file.path).write_bytes(data)
    evidence.sha256 = hashlib.sha256(data).hexdigest()
    with unguarded(Evidence):
        evidence.save(update_fields=["sha256"])
    return evidence


def packet(cast: Cast, language: Any = "en") -> tuple[PdfReader, list[Entry]]:
    output = io.BytesIO()
    entries = write_packet(cast.plan, Q4, output=output, language=language)
    return PdfReader(output), entries


def text_of(reader: PdfReader, tmp_path: Path) -> str:
    path = tmp_path / "packet.pdf"
    writer = PdfWriter(clone_from=reader)
    writer.write(path)
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_packet_joins_files_in_the_order_of_the_form(cast: Cast, tmp_path: Path) -> None:
    give(cast, pdf(2), name="second.pdf", row="1.2.1")
    photo = give(cast, picture("JPEG", size=(200, 100)), name="first.jpg")
    give(cast, office(XLSX), name="table.xlsx", row="1.3.1", month=APRIL)
    give(cast, pdf(3), name="another quarter.pdf", month=MARCH)

    reader, entries = packet(cast)

    assert [(entry.evidence.name, entry.first) for entry in entries] == [
        ("first.jpg", 1),
        ("second.pdf", 2),
        ("table.xlsx", None),
    ]
    assert len(reader.pages) == 1 + 1 + 2
    picture_page = reader.pages[1].mediabox
    assert picture_page.width > picture_page.height, "a wide photo lies on its side"
    assert picture_page.width <= 843
    assert [item["/Title"] for item in reader.outline[1:]] == [  # type: ignore[call-overload]
        "1. first.jpg",
        "2. second.pdf",
    ]
    text = text_of(reader, tmp_path)
    assert photo.sha256 in text.replace("\n", "").replace(" ", "") or photo.sha256[:20] in text
    assert "see the file itself" in text


def test_index_speaks_bengali(cast: Cast, tmp_path: Path) -> None:
    give(cast, pdf(), name="প্রতিবেদন.pdf")

    reader, _ = packet(cast, "bn")
    text = text_of(reader, tmp_path)

    assert reader.outline[-1]["/Title"] == "১. প্রতিবেদন.pdf"  # type: ignore[call-overload]
    assert "প্রমাণক সংকলন" in text
    assert "জুন ২০২৪" in text
    assert "২" in text


def test_index_of_many_files_counts_its_own_pages(cast: Cast, tmp_path: Path) -> None:
    for number, indicator in enumerate(cast.plan.indicators.all()):
        add_evidence(
            indicator, JUNE, name=f"{number}.pdf", data=pdf(number % 3 + 1), by=cast.officer
        )

    reader, entries = packet(cast)

    index = len(reader.pages) - sum(number % 3 + 1 for number in range(len(entries)))
    assert index > 1
    first = reader.outline[1]
    assert reader.get_destination_page_number(first) == index  # type: ignore[arg-type]


def test_quarter_without_evidence_says_so(cast: Cast, tmp_path: Path) -> None:
    reader, entries = packet(cast)

    assert not entries
    assert len(reader.pages) == 1
    assert "No evidence" in text_of(reader, tmp_path)


BROKEN = {
    "no pages": (b"%PDF-1.7\n%%EOF", parts.UNREADABLE),
    "noise": (b"%PDF-1.7\n" + b"\xff\0obj<<" * 400 + b"\nstartxref\n7\n%%EOF", parts.UNREADABLE),
    "cut": (pdf(3)[:300] + b"%%EOF", parts.UNREADABLE),
    "locked": (pdf(password="x"), parts.LOCKED),
    "long": (pdf(parts.MOST_PAGES + 1), parts.TOO_LONG),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_pdf_is_listed_and_the_packet_goes_on(cast: Cast, what: str) -> None:
    data, why = BROKEN[what]
    keep(cast, data, name="broken.pdf")
    give(cast, pdf(), name="good.pdf", row="1.2.1")

    reader, entries = packet(cast)

    assert [entry.why for entry in entries] == [why, None]
    assert len(reader.pages) == 2


def test_pdf_that_only_its_owner_may_change_is_joined(cast: Cast) -> None:
    give(cast, pdf(2, owner="secret"), name="guarded.pdf")

    reader, entries = packet(cast)

    assert [entry.why for entry in entries] == [None]
    assert len(reader.pages) == 3
    assert not reader.is_encrypted


def test_file_altered_or_lost_in_its_store_is_told(cast: Cast) -> None:
    altered, lost = give(cast, pdf(1), name="a.pdf"), give(cast, pdf(2), name="b.pdf")
    Path(altered.file.path).write_bytes(pdf(4))
    Path(lost.file.path).unlink()

    assert [entry.why for entry in packet(cast)[1]] == [ALTERED, MISSING]


def test_packet_grows_no_larger_than_its_bound(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MOST_JOINED", len(pdf(1)) + 100)
    give(cast, pdf(1), name="a.pdf")
    give(cast, pdf(2), name="b.pdf")

    reader, entries = packet(cast)

    assert [entry.why for entry in entries] == [None, joining.FULL]
    assert len(reader.pages) == 2


def scripted() -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    act = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("actsOnPage"),
        }
    )
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): act})
    opening = act | {NameObject("/JS"): TextStringObject("actsOnOpening")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(opening)
    writer.add_attachment("x.exe", b"MZ-attached")
    for subtype in ("/Link", "/Stamp"):
        annotation = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(subtype),
                NameObject("/A"): act,
            }
        )
        writer.add_annotation(0, annotation | {NameObject("/Rect"): page.mediabox})
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def test_nothing_that_acts_comes_along(cast: Cast) -> None:
    data = scripted()
    assert b"actsOnPage" in data
    assert b"actsOnOpening" in data
    keep(cast, data, name="scripted.pdf")
    output = io.BytesIO()

    write_packet(cast.plan, Q4, output=output, language="en")

    assert b"actsOn" not in output.getvalue()
    assert b"MZ-attached" not in output.getvalue()
    assert len(PdfReader(output).pages) == 2


@pytest.mark.parametrize("text", ["2023-24-Q0", "2023-24-Q5", "2023-24", "Q4", "2023-25-Q4", ""])
def test_text_that_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        Quarter.parse(text)


def test_quarters_count_from_july() -> None:
    assert Quarter.parse("2023-24-q1").months[0] == Month(2023, 7)
    assert Quarter.parse("2023-24-Q4").months == (APRIL, Month(2024, 5), JUNE)


def test_command_writes_the_packet_and_names_what_is_not_in_it(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(cast, pdf(password="x"), name="locked.pdf")
    path = tmp_path / "packet.pdf"

    call_command(
        "evidence_packet", "khulna/2023-24/apa", quarter="2023-24-Q4", output=path, lang="en"
    )

    assert len(PdfReader(path).pages) == 1
    assert "1. locked.pdf: locked by a password" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("plan", "quarter", "said"),
    [
        ("khulna/2022-23/apa", "2023-24-Q4", "no plan"),
        ("khulna/2023-24/apa", "2022-23-Q4", "not a quarter"),
        ("khulna/2023-24/apa", "soon", "not a quarter"),
    ],
)
def test_command_says_what_it_expects(
    cast: Cast, tmp_path: Path, plan: str, quarter: str, said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("evidence_packet", plan, quarter=quarter, output=tmp_path / "x.pdf", lang="en")
