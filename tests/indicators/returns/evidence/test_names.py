from __future__ import annotations

import pytest

from indicators.returns.evidence.kinds import FileKind
from indicators.returns.evidence.names import shown_name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("প্রতিবেদন.pdf", "প্রতিবেদন.pdf"),
        ("Scan.PDF", "Scan.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\officer\\মে মাস.pdf", "মে মাস.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("র\u200d্যালি.pdf", "র\u200d্যালি.pdf"),
        ("page.html", "page.html.pdf"),
        ("photo.jpg", "photo.pdf"),
        ("", "pdf.pdf"),
        ("...", "pdf.pdf"),
        ("<b>x</b>.pdf", "b>.pdf"),
    ],
)
def test_name_is_text_and_ends_as_its_content(sent: str, shown: str) -> None:
    assert shown_name(sent, kind=FileKind.PDF, longest=150) == shown


def test_long_name_keeps_its_end() -> None:
    assert shown_name(f"{'a' * 300}.pdf", kind=FileKind.PDF, longest=150) == f"{'a' * 146}.pdf"


@pytest.mark.parametrize("stem", ["ক" * 300, "ক্ষ" * 200, "যাচাই " * 90])
def test_long_bengali_name_fits_on_a_disk_and_ends_with_a_whole_letter(stem: str) -> None:
    name = shown_name(f"{stem}.pdf", kind=FileKind.PDF, longest=150)

    assert 200 < len(name.encode()) < 255
    assert name.endswith(".pdf")
    assert name.removesuffix(".pdf")[-1] not in "\u09cd "


def test_both_spellings_of_jpeg_are_kept() -> None:
    assert shown_name("a.jpeg", kind=FileKind.JPEG, longest=150) == "a.jpeg"
    assert shown_name("a.png", kind=FileKind.JPEG, longest=150) == "a.jpg"
