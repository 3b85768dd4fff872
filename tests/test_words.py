"""One word for one thing, in sentences that people speak: what catalogues and pages may not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.test_translations import CATALOGUES, ROOT, entries, forms, singular

NOT_IN_BENGALI: Final = {
    "তালাবদ্ধ": "a return is closed to changes: পরিবর্তনের সুযোগ বন্ধ",
    "দাখিল": "a report is submitted: জমা",
    "শিথিল": "a filter is removed: শর্ত কমিয়ে",
    "আমদানি": "a file is added: ফাইল থেকে যোগ",
    "রপ্তানি": "a file is downloaded: ফাইল নামিয়ে নিন",
    "এই যন্ত্রে": "a device: এই কম্পিউটারে বা ফোনে",
    "যাচাইকারী কার্যালয়": "the superior office: ঊর্ধ্বতন কার্যালয়",
    "নজর": "what needs attention: যা দেখা প্রয়োজন",
    "এ-৪": "as printers say: A4",
    "ওপরে": "উপরে",
}
BEHIND_A_NAME: Final = re.compile(r"%\((?:office|plan|person|name)\)s-(?:এর|এ|কে)\b")
NOT_IN_ENGLISH: Final = re.compile(
    r"\b(?:of now|until now|anew|of until|since ever|loosen|goes? by|to nobody)\b|\bfits\.",
    re.IGNORECASE,
)


def bengali() -> Iterator[str]:
    for catalogue in CATALOGUES.values():
        for _key, message in entries(catalogue):
            yield from forms(message.string)
    for page in (ROOT / "templates").rglob("bn.html"):
        yield page.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", NOT_IN_BENGALI)
def test_word_that_has_another_is_not_used(word: str) -> None:
    said = [text for text in bengali() if word in text]

    assert not said, NOT_IN_BENGALI[word]


def test_no_ending_is_glued_to_a_name() -> None:
    assert not [text for text in bengali() if BEHIND_A_NAME.search(text)]


def test_english_is_said_as_people_say_it() -> None:
    said = [
        singular(message.id)
        for catalogue in CATALOGUES.values()
        for _key, message in entries(catalogue)
        if NOT_IN_ENGLISH.search(singular(message.id))
    ]
    pages = [Path(page) for page in (ROOT / "templates").rglob("en.html")]
    said += [str(one) for one in pages if NOT_IN_ENGLISH.search(one.read_text(encoding="utf-8"))]

    assert not said
