from __future__ import annotations

import pytest

from indicators.evidence.kinds import FileKind
from indicators.evidence.names import shown_name


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
    name = shown_name(f"{'ক' * 300}.pdf", kind=FileKind.PDF, longest=150)

    assert len(name) == 150
    assert name.endswith(".pdf")


def test_both_spellings_of_jpeg_are_kept() -> None:
    assert shown_name("a.jpeg", kind=FileKind.JPEG, longest=150) == "a.jpeg"
    assert shown_name("a.png", kind=FileKind.JPEG, longest=150) == "a.jpg"
