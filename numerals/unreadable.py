"""The error value of every reader here: what was read, and what is expected instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from numerals.digits import localize_digits, revealed
from numerals.message import Message

_SHOWN: Final = 40
_BLANKS: Final = re.compile(r"[^\S\x1c-\x1f\x85]+")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An error value: the text as it was read (shortened), and what is expected instead."""

    read: str
    expected: Message

    @property
    def message(self) -> Message:
        """The whole finding as a sentence."""
        expected = self.expected
        if not self.read:
            return Message(
                bn=f"ঘরটি ফাঁকা; {expected.bn} লিখুন।",
                en=f"The cell is blank. Enter {expected.en}.",
            )
        read_bn, read_en = (
            revealed(localize_digits(self.read, language=code)) for code in ("bn", "en")
        )
        return Message(
            bn=f"“{read_bn}” পড়া যায়নি; {expected.bn} লিখুন।",
            en=f"“{read_en}” could not be read. Enter {expected.en}.",
        )


def refused(text: str, expected: Message) -> Unreadable:
    """``text``, shortened, which is not what is ``expected``."""
    shown = _BLANKS.sub(" ", text)
    return Unreadable(shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…", expected)


SEEN: Final = Message(
    bn="ঘরটি মুছে অদৃশ্য চিহ্ন ছাড়া একটি সংখ্যা বা তারিখ",
    en="a number or a date without invisible characters, after clearing the cell",
)
"""Expected where a text has characters inside that nobody sees."""
