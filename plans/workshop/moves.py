"""What the buttons beside a row ask for, as changes: up, down, a row more, a row less."""

from __future__ import annotations

import re
from typing import Final

from numerals import localize_digits, to_latin_digits
from plans.document.draft.changes import AddRow, Change, MoveRow
from plans.document.draft.values import DraftCell, DraftPlan, DraftRow, RowLevel

_LAST_NUMBER: Final = re.compile(r"(?<![0-9০-৯])([0-9০-৯]{1,9})([^0-9০-৯]*)$")
_BENGALI: Final = re.compile(r"[০-৯]")
_FIRST: Final = ".1"


def moved_up(draft: DraftPlan, key: int) -> tuple[Change, ...]:
    """The row with all beneath it one place up, into the parent above if need be."""
    return _moved(draft, key, step=-1)


def moved_down(draft: DraftPlan, key: int) -> tuple[Change, ...]:
    """The row with all beneath it one place down, into the parent below if need be."""
    return _moved(draft, key, step=1)


def _moved(draft: DraftPlan, key: int, *, step: int) -> tuple[Change, ...]:
    """The row at the nearest place in that direction that takes a row of its level."""
    place = draft.place(key)
    if place is None:
        return ()
    block = draft.beneath(place)
    rest = (*draft.rows[:place], *draft.rows[place + len(block) :])
    depth = block[0].level.depth
    for at in range(place + step, len(rest) + 1 if step > 0 else -1, step):
        if _takes(rest, at, depth):
            return (MoveRow(key, rest[at - 1].key if at else None),)
    return ()


def added(draft: DraftPlan, key: int | None, level: RowLevel) -> tuple[AddRow, ...]:
    """A blank row of ``level`` below the row ``key``, at the end for ``None``.

    It gets the code that follows from its place. What has rows beneath it comes with one of
    each, ready to be typed into.
    """
    place = draft.place(key) if key is not None else None
    if key is not None and place is None:
        return ()
    at = _place_for(draft, place, level)
    first = RowLevel.OBJECTIVE if not draft.rows else level
    if first is RowLevel.INDICATOR and not _under(draft, at, RowLevel.ACTIVITY):
        first = RowLevel.ACTIVITY
    after = draft.rows[at - 1].key if at else None
    rows: list[AddRow] = []
    code = _next_code(draft, at, first)
    for number, one in enumerate(list(RowLevel)[first.depth :]):
        cells = {"code": DraftCell(code)} if code else {}
        rows.append(AddRow(DraftRow(-number, one, cells), after))
        after = -number
        code = f"{code}{_in_digits_of(code, _FIRST)}" if code else ""
    return tuple(rows)


def _takes(rows: tuple[DraftRow, ...], at: int, depth: int) -> bool:
    """Whether a row of that depth may stand at ``at``: beneath a parent, stealing nobody's."""
    is_beneath = rows[at - 1].level.depth >= depth - 1 if at else depth == 0
    return is_beneath and (at == len(rows) or rows[at].level.depth <= depth)


def _place_for(draft: DraftPlan, place: int | None, level: RowLevel) -> int:
    """Where a row of ``level`` goes that is asked for at ``place``."""
    if place is None:
        return len(draft.rows)
    if level is RowLevel.INDICATOR and draft.rows[place].level is RowLevel.INDICATOR:
        return place + 1
    parent = next(
        (one for one in range(place, -1, -1) if draft.rows[one].level.depth <= level.depth), 0
    )
    if level is RowLevel.INDICATOR:
        parent = place
    return parent + len(draft.beneath(parent))


def _under(draft: DraftPlan, at: int, level: RowLevel) -> bool:
    """Whether the row before ``at`` is of ``level`` or beneath one."""
    return at > 0 and draft.rows[at - 1].level.depth >= level.depth


def _next_code(draft: DraftPlan, at: int, level: RowLevel) -> str:
    """One more than the sibling's above has; of a first child the parent's with 1 behind it."""
    for row in reversed(draft.rows[:at]):
        code = row.said("code").strip()
        if row.level is level:
            return _one_more(code)
        if row.level.depth < level.depth:
            return f"{code}{_in_digits_of(code, _FIRST)}" if code else ""
    return "" if draft.rows else "1" if draft.language == "en" else "১"


def _one_more(code: str) -> str:
    """``১.৯`` → ``১.১০``; blank where the code ends in no number."""
    found = _LAST_NUMBER.search(code)
    if found is None:
        return ""
    number = str(int(to_latin_digits(found[1])) + 1)
    return f"{code[: found.start()]}{_in_digits_of(code, number)}{found[2]}"


def _in_digits_of(code: str, text: str) -> str:
    return localize_digits(text, language="bn") if _BENGALI.search(code) else text
