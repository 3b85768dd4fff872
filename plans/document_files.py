"""An office's file on disk → its text or its form, within bounds, or the refusing sentence."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final, NamedTuple

from django.utils import timezone

from plans.document.checks import CheckSettings
from plans.document.examination import examine
from plans.document.model import Message, PlanDocument, Problem

MOST_BYTES: Final = 5 * 1024 * 1024
"""The largest file taken for a form; the real ones have under 20 KB."""

_MISSING: Final = Message(
    bn="ফাইল “{name}” পাওয়া যায়নি; একটি ছকের টেক্সট ফাইল প্রত্যাশিত।",
    en="There is no file “{name}”; expected the text file of a form.",
)
_UNREADABLE: Final = Message(
    bn="ফাইল “{name}” পড়ার অনুমতি নেই বা এটি পড়া যায় না।",
    en="The file “{name}” may not be or cannot be read.",
)
_TOO_BIG: Final = Message(
    bn="ফাইল “{name}” ৫ মেগাবাইটের বেশি; একটি ছকের টেক্সট ফাইল এর অনেক ছোট হয়।",
    en="The file “{name}” has more than 5 MB; the text file of a form is far smaller.",
)
_NOT_TEXT: Final = Message(
    bn="ফাইল “{name}” টেক্সট নয়; ঘরের মাঝে ট্যাবসহ ইউনিকোড (UTF-8) টেক্সট প্রত্যাশিত।",
    en="The file “{name}” is not text; expected Unicode text (UTF-8) with tabs between cells.",
)
_OFFICE_FILE: Final = Message(
    bn="ফাইল “{name}” ওয়ার্ড, এক্সেল বা পিডিএফ ফাইল; ঘরের মাঝে ট্যাবসহ টেক্সট হিসেবে সংরক্ষণ করে দিন।",
    en="The file “{name}” is a Word, Excel or PDF file; save it as text with tabs between cells.",
)

_OFFICE_SIGNATURES: Final = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNMARKED_UTF_16: Final = ("utf-16-le", "utf-16-be")
_CONTROLS: Final = frozenset(map(chr, range(32))) - frozenset("\t\n\r\v\f\x1c\x1d\x1e\x1f")


class Examined(NamedTuple):
    """A form's document, and all that the reader and the checks found, in the form's order."""

    document: PlanDocument
    problems: tuple[Problem, ...]


def examine_file(path: Path, *, settings: CheckSettings | None = None) -> Examined | Message:
    """The examined form in the file ``path``, or the sentence that says why it is none."""
    text = read_document_text(path)
    if isinstance(text, Message):
        return text
    reading = examine(text, settings=settings or CheckSettings(today=timezone.localdate()))
    if reading.document is None:
        return reading.refusal or _refusal(_NOT_TEXT, path)
    return Examined(reading.document, reading.problems)


def read_document_text(path: Path) -> str | Message:
    """The text of ``path`` (UTF-8 or UTF-16), or why it cannot be a form's text.

    Nothing beyond ``MOST_BYTES`` is read, and only a regular file is opened.
    """
    try:
        if not path.is_file():
            return _refusal(_MISSING, path)
        if path.stat().st_size > MOST_BYTES:
            return _refusal(_TOO_BIG, path)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        return _refusal(_UNREADABLE, path)
    if len(content) > MOST_BYTES:
        return _refusal(_TOO_BIG, path)
    if content.startswith(_OFFICE_SIGNATURES):
        return _refusal(_OFFICE_FILE, path)
    text = decoded(content)
    return _refusal(_NOT_TEXT, path) if text is None else text


def decoded(content: bytes) -> str | None:
    """``content`` as text without its byte order mark; ``None`` if it is none.

    UTF-16 without its mark is told by its tabs and line ends, which only one byte order has.
    """
    if content.startswith(_UTF_16_MARKS):
        return _as_text(content, "utf-16")
    text = _as_text(content, "utf-8-sig")
    if text is not None:
        return text
    unmarked = (_as_text(content, encoding) for encoding in _UNMARKED_UTF_16)
    return next((text for text in unmarked if text and {"\t", "\n"} <= set(text)), None)


def _as_text(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROLS.intersection(text) else text


def _refusal(message: Message, path: Path) -> Message:
    return Message(bn=message.bn.format(name=path.name), en=message.en.format(name=path.name))
