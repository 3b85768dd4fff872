"""How a form marks its pages: by a number, by a word and a number, by "continued"."""

from __future__ import annotations

from typing import Final

from numerals import to_latin_digits
from plans.document.reader.text import TextLine, comparable, wording

_WORD: Final = "(?:পৃষ্ঠা|পাতা|page)"
_OF: Final = r"(?:\s*(?:/|এর|of)\s*[0-9]{1,3})?"
_NUMBERED: Final = wording(
    rf"[-–(\[\s]*{_WORD}\s*(?:নং|no\.?)?\s*[-–:]?\s*[0-9]{{1,3}}{_OF}[-–)\]\s]*"
)
_CONTINUED: Final = wording(
    r"[-–(\[]*\s*(?:চলমান|চলতি|অপর|পরবর্তী|continued|contd?\.?)\s*"
    rf"{_WORD}?[-–:.\s]*[0-9]{{0,3}}\s*[-–)\]]*"
)
_NUMBER: Final = wording(rf"{_WORD}?\s*[-–]?\s*[0-9]{{1,3}}{_OF}")


def is_page_number(text: str) -> bool:
    """Whether the text is no more than a number, or the word page with one."""
    return _NUMBER.fullmatch(_read(text)) is not None


def names_a_page(text: str) -> bool:
    """Whether the text says by its word which page it is: a bare number may be a figure."""
    return _NUMBERED.fullmatch(_read(text)) is not None


def goes_on_over_page(text: str) -> bool:
    """Whether the text says no more than that the table goes on, or on which page."""
    return names_a_page(text) or _CONTINUED.fullmatch(_read(text)) is not None


def is_page_mark(line: TextLine) -> bool:
    """Whether the row says no more than that."""
    return line.said == 1 and goes_on_over_page(line.text)


def _read(text: str) -> str:
    return to_latin_digits(comparable(text))
