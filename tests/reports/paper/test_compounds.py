from __future__ import annotations

import pytest

from reports.paper.compounds import joined, unbreakable_parts, unjoined


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("একটি সাব-সেক্টর স্ট্যাডি", ["একটি", "সাব-সেক্টর", "স্ট্যাডি"]),
        ("মহামারী/আপদকাল মোকাবেলা", ["মহামারী/আপদকাল", "মোকাবেলা"]),
        ("(কোড নম্বর- ৩২৫৭) বরাদ্দ", ["(কোড", "নম্বর- ৩২৫৭)", "বরাদ্দ"]),
        ("কর্মশালা/ সেমিনার", ["কর্মশালা/", "সেমিনার"]),
        (
            "a/very/long/address/that/may/break",
            ["a/", "very/", "long/", "address/", "that/", "may/", "break"],
        ),
        ("", []),
    ],
)
def test_compounds_are_kept_whole_unless_too_long(text: str, parts: list[str]) -> None:
    assert [unjoined(part) for part in unbreakable_parts(text)] == parts
    assert unjoined(joined(text)) == text
