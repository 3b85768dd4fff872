"""What begins in a row: an objective, an activity, an indicator, and by which code."""

from __future__ import annotations

from typing import Final

from numerals import parse_number, to_latin_digits
from plans.document.reader.codes import Coded, depth_of, split_code
from plans.document.reader.columns import FormColumn, FormLayout
from plans.document.reader.growing import GrowingActivity, GrowingIndicator, GrowingObjective
from plans.document.reader.rows import FormRow
from plans.document.reader.text import comparable, joined, wording

OBJECTIVE_DEPTHS: Final = frozenset[int]()
ACTIVITY_DEPTHS: Final = frozenset({2})
INDICATOR_DEPTH: Final = 3
_GOES_ON: Final = wording(
    r"\s*[-–(\[]*\s*(?:চলমান|চলতি|পূর্ব(?:ের)? (?:পৃষ্ঠা|পাতা)র পর|continued|contd?)\.?\s*[)\]]*$"
)


def without_mark(text: str, title: str) -> str:
    """``text`` without its mark that it goes on, where it says ``title`` again below a break."""
    mark = _GOES_ON.search(text)
    if mark is None or not title:
        return text
    said = text[: mark.start()]
    return said if comparable(split_code(said).title) == comparable(title) else text


def group_of(code: str | None) -> str | None:
    """The objective's part of a code: ``1`` of ``1.2.3``, ``এম.১`` of ``এম.১.২``."""
    parts = (code or "").split(".")
    if depth_of(code) < min(ACTIVITY_DEPTHS):
        return None
    first = next(index for index, part in enumerate(parts) if part.isdigit())
    return ".".join(parts[: first + 1])


def coded_objective(row: FormRow, text: str) -> Coded:
    """The code and title of the objective that the row names."""
    serial = to_latin_digits(row.said(FormColumn.SERIAL)).strip(".)[]। ")
    coded = split_code(text, bare_depths=OBJECTIVE_DEPTHS)
    if coded.code is not None:
        return coded
    if serial.isdigit():
        # A serial number alone only counts the rows.
        opens = text or row.said(FormColumn.OBJECTIVE_WEIGHT)
        return Coded(serial, text) if opens else Coded(None, "")
    text = joined(serial, text)
    # A mere number may begin a title; it is the code if the activity beside it says so.
    number, _, title = text.partition(" ")
    activity = split_code(row.said(FormColumn.ACTIVITY), bare_depths=ACTIVITY_DEPTHS)
    code = to_latin_digits(number)
    if code.isdigit() and title and (activity.code or "").startswith(f"{code}."):
        return Coded(code, title, number)
    return split_code(text, bare_depths=OBJECTIVE_DEPTHS)


def coded_by_serial(
    layout: FormLayout,
    row: FormRow,
    coded: Coded,
    *,
    depths: frozenset[int],
    codes: FormColumn,
) -> Coded:
    """A serial such as 1.1 is the code of what stands beside it; a mere number only counts.

    ``codes`` is the column of its own that such codes may have.
    """
    if layout.prescribed or not coded.title:
        return coded
    for column in (codes, FormColumn.SERIAL):
        code = split_code(row.said(column), bare_depths=depths).code
        if depth_of(code) in depths:
            return Coded(code, coded.title)
    return coded


def opens_objective(
    layout: FormLayout, row: FormRow, coded: Coded, current: GrowingObjective
) -> bool:
    """Whether an objective begins in the row, below ``current``."""
    if coded.code is not None:
        return coded.code != current.code
    weight = row.said(FormColumn.OBJECTIVE_WEIGHT)
    if not layout.tells(FormColumn.OBJECTIVE_WEIGHT):
        return bool(coded.title) and row.has_values and coded.title != current.title
    if coded.title or not weight:
        return bool(coded.title) and bool(weight) and coded.title != current.title
    # A weight without its objective: the title is missing, or the page repeats the weight.
    return parse_number(weight) != current.weight


def opens_activity(
    layout: FormLayout, row: FormRow, coded: Coded, current: GrowingActivity
) -> bool:
    """Whether an activity begins in the row, below ``current``."""
    if coded.code is not None:
        return coded.code != current.code
    if coded.title and current.title and FormColumn.ACTIVITY in layout.nested:
        return True
    if not coded.title or not row.has_values or coded.title == current.title:
        return False
    # An uncoded text beside an indicator of the current activity is the rest of its title.
    indicator = split_code(row.said(FormColumn.INDICATOR)).code or ""
    return not (current.code and indicator.startswith(f"{current.code}."))


def opens_indicator(row: FormRow, coded: Coded, current: GrowingIndicator) -> bool:
    """Whether an indicator begins in the row, below ``current``."""
    if coded.code is not None:
        return True
    return row.has_values and current.values is not None
