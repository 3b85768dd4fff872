"""How much of a file is read at most, and the refusal of what has more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from numerals import Message

MOST_BYTES: Final = 5 * 1024 * 1024
"""The largest file taken for a form; the real ones have under 200 KB."""

LARGEST_PART: Final = 12 * 1024 * 1024
"""Bytes of the largest part of a packed file, unpacked."""

LARGEST_UNPACKED: Final = 40 * 1024 * 1024
HIGHEST_RATIO: Final = 100
RATIO_MATTERS_FROM: Final = 1024 * 1024
MOST_TAGS: Final = 400_000
"""Of one part or page; a form of 80 rows has some 40,000 in Word's own HTML."""

MOST_TEXT: Final = 2 * 1024 * 1024
MOST_LINES: Final = 20_000
"""Of text, the blank ones counted."""

MOST_CELLS: Final = 60_000
"""Of one sheet or text; cells of a sheet that have borders or colours alone are not counted."""

MOST_CELLS_OF_A_BOOK: Final = 120_000
"""Of all its sheets; the book of 80 district offices has some 60,000."""

MOST_STYLES: Final = 10_000
MOST_PARTS: Final = 1_000
MOST_ROWS: Final = 2_000
MOST_COLUMNS: Final = 100
MOST_CHARACTERS: Final = 10_000
"""Of one cell."""

MOST_SHEETS: Final = 80
"""One for each district office of a corporation."""


_Sheet = TypeVar("_Sheet")


class FormRefused(Exception):
    """The file cannot be read as a form's; ``message`` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


TOO_MANY_ROWS: Final = Message(
    bn="ফাইলটিতে একটি ছকের তুলনায় অনেক বেশি সারি আছে: সর্বোচ্চ ২,০০০ সারি নেওয়া যায়।",
    en="The file has far more rows than a form. At most 2,000 can be read.",
)
TOO_MANY_SHEETS: Final = Message(
    bn="ফাইলটিতে ৮০টির বেশি শিট আছে; শিটগুলো কয়েকটি ফাইলে ভাগ করে আবার দিন।",
    en="The file has more than 80 sheets; divide them among several files and bring these.",
)
TOO_MANY_COLUMNS: Final = Message(
    bn="ফাইলটিতে একটি ছকের তুলনায় অনেক বেশি কলাম আছে: সর্বোচ্চ ১০০ কলাম নেওয়া যায়।",
    en="The file has far more columns than a form. At most 100 can be read.",
)
TOO_LONG_CELL: Final = Message(
    bn="ফাইলটির একটি ঘরে ১০,০০০ অক্ষরের বেশি লেখা আছে; ঘরটি ছোট করে আবার দিন।",
    en="A cell of the file has more than 10,000 characters; shorten it and bring it again.",
)
UNPACKS_TOO_LARGE: Final = Message(
    bn="ফাইলটি খুললে অস্বাভাবিক বড় হয়; শুধু ছকটি নতুন একটি ফাইলে নিয়ে আবার দিন।",
    en="The file grows too large when it is unpacked; copy the form alone into a new file.",
)
DAMAGED: Final = Message(
    bn="ফাইলটি নষ্ট বা অসম্পূর্ণ; Word বা Excel-এ খুলে DOCX বা XLSX হিসেবে সংরক্ষণ করে আবার দিন।",
    en="The file is damaged or incomplete; open it in Word or Excel and save it again as DOCX or "
    "XLSX.",
)
PROTECTED: Final = Message(
    bn="ফাইলটি পাসওয়ার্ড দিয়ে সুরক্ষিত; পাসওয়ার্ড ছাড়া সংরক্ষণ করে আবার দিন।",
    en="The file is protected by a password; save it without one and bring it again.",
)
NOT_TEXT: Final = Message(
    bn="ফাইলটি পড়া যায় এমন ছকের ফাইল নয়; Word (DOCX), Excel (XLSX), বা ট্যাবসহ ইউনিকোড টেক্সট হিসেবে "
    "সংরক্ষণ করে আবার দিন।",
    en="The file is neither text nor a kind of file that a form is kept in. Save it as Word "
    "(DOCX), Excel (XLSX) or as Unicode text with tabs.",
)
TOO_INTRICATE: Final = Message(
    bn="ফাইলটির ভেতরের গঠন এত জটিল যে তা পড়া গেল না; ছকটি নতুন একটি ফাইলে কপি করে আবার দিন।",
    en="The file is too complicated to be read. Copy its table to a new file and bring that.",
)


def few_sheets(sheets: Sequence[_Sheet]) -> Sequence[_Sheet]:
    """The sheets. Raises ``FormRefused`` for more than are read: none is left out in silence."""
    if len(sheets) > MOST_SHEETS:
        raise FormRefused(TOO_MANY_SHEETS)
    return sheets


def save_as(kind: Message, *, better: Message) -> Message:
    """The one sentence on a file of a ``kind`` (``a PDF``) from which no table can be read."""
    return Message(
        bn=f"এটি {kind.bn} ফাইল, এ থেকে ছক পড়া যায় না; {better.bn} আবার দিন।",
        en=f"This is {kind.en} file, from which no table can be read; {better.en}.",
    )
