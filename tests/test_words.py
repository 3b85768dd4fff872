"""One word for one thing, in sentences that people speak: what catalogues and pages may not say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import normalize

import pytest

from tests.test_translations import (
    CATALOGUES,
    PACKAGES,
    PLACEHOLDER,
    ROOT,
    entries,
    forms,
    singular,
)

NOT_IN_BENGALI: Final = {
    "তালাবদ্ধ": "a return is closed to changes: পরিবর্তনের সুযোগ বন্ধ",
    "দাখিল": "a report is submitted: জমা",
    "শিথিল": "a filter is removed: শর্ত কমিয়ে",
    "আমদানি": "a file is added: ফাইল থেকে যোগ",
    "রপ্তানি": "a file is downloaded: ফাইল নামিয়ে নিন",
    "যন্ত্রে": "a device: কম্পিউটারে বা ফোনে",
    "যাচাইকারী কার্যালয়": "the superior office: ঊর্ধ্বতন কার্যালয়",
    "নজর": "what needs attention: যা দেখা প্রয়োজন",
    "এ-৪|এ৪": "as printers say: A4",
    "ওপরে": "উপরে",
    "প্রত্যাশিত": "what to write: … লিখুন, or what must be: … হতে হবে",
    "প্রতিবেদন (?:করা|দেওয়া) হয়নি": "a blank cell: তথ্য দেওয়া হয়নি",
    "যাচাই ও জমা": "the office's own look: মিলিয়ে দেখে জমা দিন",
    "নম্বর(?: প্রদান)?ের নিয়ম": "scoring rules: স্কোরিং বিধি",
    "(?<!কর্ম)(?<!ভবিষ্যৎ )পরিকল্পনা(?! কর্মকর্তা)": "চুক্তি or কর্মপরিকল্পনা, or both",
    "অর্ধবার্ষিক|অর্ধবছর": "অর্ধ-বার্ষিক",
    "জমার শেষ দিন|শেষ দিন ছিল": "the due date: শেষ তারিখ",
    "ছাপা|মুদ্রণ": "প্রিন্ট",
    "খালি": "ফাঁকা",
    "ব্যক্তি(?!গত)": "ব্যবহারকারী",
    "দলিল|নথি": "the document is the form: ছক",
    "উত্তর": "জবাব",
    "ত্রুটি-সংকেত": "a finding: অসংগতি",
    "মেয়াদি": "ত্রৈমাসিক বা বার্ষিক প্রতিবেদন",
    "সময় বৃদ্ধি": "অতিরিক্ত সময়",
    "প্রস্থান হবে": "প্রস্থান করানো হবে",
    "লক্ষ্য-": "the system's name takes no ending: “লক্ষ্য”",
    "অঙ্ক(?:টি)? বদলায়": "a figure is a সংখ্যা",
    "(?:সংরক্ষণ|তৈরি) করে দিন": "… করে আবার আপলোড করুন",
    "স্কোর করা যায় না": "স্কোর নির্ণয় করা যায় না",
    "মূল্যায়িত মান": "the evaluated achievement: মূল্যায়িত অর্জন",
    "মুদ্রিত হয়": "প্রিন্ট হয়",
    "কর্মশালায়|কর্মশালা থেকে": "the workshop is the page “খসড়া প্রণয়ন”",
    "(?<!পাস)ওয়ার্ড(?=[ ,)’”]|ে|ের)|এক্সেল|পিডিএফ": "programs by their names: Word, Excel, PDF",
}
SCORE: Final = re.compile(normalize("NFC", "(?<!আন্ডার)স্কোর(?!িং| নির্ণয়)"))
"""The word of the prescribed forms: points are নম্বর on pages."""
BEHIND_A_NAME: Final = re.compile(
    r"(?:%\((?:office|plan|person|name|user)\)s”?|“\{\w+\}”|“”)-(?:এর|এ|কে)\b"
)
"""“”: what ``spoken`` leaves of a name in quotation marks."""

NOT_IN_ENGLISH: Final = re.compile(
    r"\b(?:of now|until now|anew|of until|since ever|loosen|goes? by|to nobody|e-mail|expected"
    r"|amiss|meanwhile|mends?|handed in|owed|owes|reviewing office|in time|beyond doubt)\b|\bfits\."
    r"|(?<!here )\b(?:is|are) no\b(?! longer)",
    re.IGNORECASE,
)
OUR_PYTHON: Final = (*PACKAGES, "numerals", "presentation", "spreadsheets", "notices")


def spoken(language: str) -> Iterator[str]:
    """The text of every ``Message(bn=, en=)``, in ``language``."""
    for path in (path for room in OUR_PYTHON for path in (ROOT / room).rglob("*.py")):
        if "demo" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == language:
                yield "".join(
                    part.value
                    for part in ast.walk(node.value)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )


@cache
def bengali() -> tuple[str, ...]:
    return tuple(normalize("NFC", text) for text in _bengali())


def _bengali() -> Iterator[str]:
    yield from of_pages()
    yield from spoken("bn")


def of_pages() -> Iterator[str]:
    for catalogue in CATALOGUES.values():
        for _key, message in entries(catalogue):
            yield from forms(message.string)
    for page in (ROOT / "templates").rglob("bn.html"):
        yield page.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", NOT_IN_BENGALI)
def test_word_that_has_another_is_not_used(word: str) -> None:
    wanted = re.compile(normalize("NFC", word))
    said = [text for text in bengali() if wanted.search(text)]

    assert not said, NOT_IN_BENGALI[word]


def test_points_have_one_name_on_pages() -> None:
    assert not [text for text in of_pages() if SCORE.search(normalize("NFC", text))]


def test_counter_stands_with_its_number() -> None:
    alone = re.compile(normalize("NFC", "^টি(?:র|তে)?(?= )"))
    assert not [text for text in of_pages() if alone.search(normalize("NFC", text))]


def test_no_ending_is_glued_to_a_name() -> None:
    assert not [text for text in bengali() if BEHIND_A_NAME.search(text)]


def test_english_is_said_as_people_say_it() -> None:
    said = [
        singular(message.id)
        for catalogue in CATALOGUES.values()
        for _key, message in entries(catalogue)
        if NOT_IN_ENGLISH.search(PLACEHOLDER.sub("", singular(message.id)))
    ]
    pages = [Path(page) for page in (ROOT / "templates").rglob("en.html")]
    said += [text for text in spoken("en") if NOT_IN_ENGLISH.search(text)]
    said += [str(one) for one in pages if NOT_IN_ENGLISH.search(one.read_text(encoding="utf-8"))]

    assert not said
