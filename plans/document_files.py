"""An office's file on disk → its text or its form, within bounds, or the refusing sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from django.utils import timezone

from numerals import Message
from plans.document.checks import CheckSettings
from plans.document.reader import Reading
from plans.document.values import PlanDocument, Problem
from plans.forms.limits import MOST_BYTES
from plans.forms.reading import read_file

_MISSING: Final = Message(
    bn="ফাইল “{name}” পাওয়া যায়নি; একটি ছকের ফাইল দিন।",
    en="There is no file “{name}”. Name the file of a form.",
)
_UNREADABLE: Final = Message(
    bn="ফাইল “{name}” পড়ার অনুমতি নেই বা এটি পড়া যায় না।",
    en="The file “{name}” may not be or cannot be read.",
)
_TOO_BIG: Final = Message(
    bn="ফাইল “{name}” ৫ মেগাবাইটের বেশি; একটি ছকের ফাইল এর অনেক ছোট হয়।",
    en="The file “{name}” has more than 5 MB; the file of a form is far smaller.",
)


class ExaminedForm(NamedTuple):
    """A form's document, and all that the reader and the checks found, in the form's order."""

    document: PlanDocument
    problems: tuple[Problem, ...]


def examine_file(path: Path, *, settings: CheckSettings | None = None) -> ExaminedForm | Message:
    """The first examined form in the file ``path``, or why it has none."""
    readings = examine_forms(path, settings=settings)
    if isinstance(readings, Message):
        return readings
    document = readings[0].document
    assert document is not None  # noqa: S101  # examine_forms gives no refusals
    return ExaminedForm(document, readings[0].problems)


def examine_forms(
    path: Path, *, settings: CheckSettings | None = None, bijoy: bool = False
) -> tuple[Reading, ...] | Message:
    """All examined forms in the file ``path``, or the sentence that says why there is none.

    ``bijoy`` is whether the person agrees that text in Bijoy is converted.
    """
    content = read_content(path)
    if isinstance(content, Message):
        return content
    chosen = settings or CheckSettings(today=timezone.localdate())
    return read_file(content, path.name, settings=chosen, bijoy=bijoy)


def read_content(path: Path) -> bytes | Message:
    """The content of ``path``, or why it cannot be a form's file.

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
    return _refusal(_TOO_BIG, path) if len(content) > MOST_BYTES else content


def _refusal(message: Message, path: Path) -> Message:
    return Message(bn=message.bn.format(name=path.name), en=message.en.format(name=path.name))
