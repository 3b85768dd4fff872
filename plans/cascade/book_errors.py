"""What is wrong with a template's workbook, each a sentence in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from numerals import Message, localize_digits

NOT_OURS: Final = Message(
    bn="এটি আদর্শ ছকের ওয়ার্কবুক নয়, বা এর লুকানো সারি ও কলাম হারিয়ে গেছে; ওয়ার্কবুকটি আবার নামিয়ে তাতেই লিখুন।",
    en="This is not the workbook of a template, or it has lost its hidden rows and columns. "
    "Download the workbook again and fill that in.",
)
OTHER_TEMPLATE: Final = Message(
    bn="ওয়ার্কবুকটি আরেকটি আদর্শ ছকের ({address}); এই আদর্শ ছকের ওয়ার্কবুক নামিয়ে তাতে লিখুন।",
    en="The workbook is of another template ({address}). Download the workbook of this one.",
)
NO_OFFICES: Final = Message(
    bn="ওয়ার্কবুকে কোনো কার্যালয়ের কলামে কিছু লেখা নেই।",
    en="No office's column of the workbook has anything in it.",
)
UNKNOWN_OFFICE: Final = Message(
    bn="“{code}” কোডের কোনো চালু কার্যালয় এই আদর্শ ছকের অধীনে নেই; কলামটি মুছুন, বা ওয়ার্কবুকটি আবার নামান।",
    en="There is no active office with the code “{code}” below this template's. Delete the column, "
    "or download the workbook again.",
)
OFFICE_TWICE: Final = Message(
    bn="“{code}” কার্যালয়ের কলাম একাধিকবার আছে; একটি রেখে বাকিগুলো মুছুন।",
    en="The office “{code}” has several columns. Keep one and delete the others.",
)
UNKNOWN_ROW: Final = Message(
    bn="এই লাইনের সারি আদর্শ ছকে আর নেই; লাইনটি মুছুন, বা ওয়ার্কবুকটি আবার নামান।",
    en="The row of this line is not in the template any more. Delete the line, or download the "
    "workbook again.",
)
LINE_TWICE: Final = Message(
    bn="এই লাইন শিটে একাধিকবার আছে; একটি রেখে বাকিগুলো মুছুন।",
    en="This line stands in the sheet more than once. Keep one and delete the others.",
)
ROW_MISSING: Final = Message(
    bn="শিটে “{row}” সূচকের সব লাইন নেই; ওয়ার্কবুকটি আবার নামিয়ে তাতে লিখুন।",
    en="The sheet lacks lines of the indicator “{row}”. Download the workbook again and fill "
    "that in.",
)
BLANK_WEIGHT: Final = Message(
    bn="ঘরটি ফাঁকা; মান লিখুন, কার্যালয়ের সারিটি না থাকলে - লিখুন।",
    en="The cell is blank. Enter the weight, or - if the office does not have the row.",
)
BAD_WEIGHT: Final = Message(
    bn="“{read}” পড়া যায়নি; শূন্য বা তার বেশি মান লিখুন, দশমিকের পর সর্বোচ্চ দুই অঙ্ক; কার্যালয়ের সারিটি না "
    "থাকলে - লিখুন।",
    en="“{read}” could not be read. Enter a weight of zero or more with at most two decimals, or - "
    "if the office does not have the row.",
)
NO_ROW: Final = Message(
    bn="মানের ঘরে - লেখা, অর্থাৎ কার্যালয়ের সারিটি নেই, অথচ এখানে লক্ষ্যমাত্রা আছে; একটি মুছুন।",
    en="The weight is -, so the office does not have the row, and yet here is a target. Enter a "
    "weight, or clear the target.",
)
NEGATIVE: Final = Message(
    bn="“{read}” ঋণাত্মক; শূন্য বা তার বেশি সংখ্যা লিখুন।",
    en="“{read}” is negative. Enter a number of zero or more.",
)


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong in a cell: where, what was read, and the sentence with what is expected.

    ``row`` and ``office`` are the template's row and the code of the office, where it is of one.
    """

    sheet: str
    cell: str
    read: str
    message: Message
    row: str = ""
    office: str = ""


def with_words(sentence: Message, **what: str) -> Message:
    """The sentence with what it speaks of, digits in its own language."""

    def told(language: str) -> str:
        words = {name: _shown(name, text, language) for name, text in what.items()}
        return sentence[language].format(**words)

    return Message(bn=told("bn"), en=told("en"))


def _shown(name: str, text: str, language: str) -> str:
    """A code as it is; what was read in the reader's digits."""
    return text if name == "code" else localize_digits(text, language=language)
