"""What a plain form sent, as changes: the cells that were typed into, and the button pressed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from numerals import parse_whole
from plans.document.draft.changes import Change, RemoveRow, SetCell
from plans.document.draft.fields import field_of
from plans.document.draft.values import DraftPlan, RowLevel
from plans.workshop.moves import added, moved_down, moved_up

_DIGITS: Final = 9
_CELL: Final = re.compile(r"cell-([0-9]{1,9})-(.+)", re.DOTALL)


def typed_cells(post: Mapping[str, str], shown: DraftPlan) -> tuple[SetCell, ...]:
    """The cells that say something else than the page, which was made of ``shown``."""
    rows = shown.by_key
    changes = []
    for name in post:
        found = _CELL.fullmatch(name)
        row = rows.get(int(found[1])) if found else None
        if found is None or row is None or field_of(row.level, found[2]) is None:
            continue
        text, was = as_lines(post[name]), row.said(found[2])
        if text != as_lines(was):
            changes.append(SetCell(row.key, found[2], text, was))
    return tuple(changes)


def as_lines(text: str) -> str:
    """A text with the line ends of here; a browser sends those of another system."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def asked_of_row(draft: DraftPlan, act: str, key: int) -> tuple[Change, ...]:
    """What a button beside the row ``key`` asks for; nothing where the row is gone."""
    match act:
        case "up":
            return moved_up(draft, key)
        case "down":
            return moved_down(draft, key)
        case "remove":
            return (RemoveRow(key),) if draft.place(key) is not None else ()
        case _ if act.startswith("add-") and act.removeprefix("add-") in set(RowLevel):
            return added(draft, key or None, RowLevel(act.removeprefix("add-")))
        case _:
            return ()


def number_in(text: object) -> int | None:
    """The number of a row or a revision that a browser sent; ``None`` for anything else."""
    return parse_whole(str(text), most_digits=_DIGITS)


def button_of(post: Mapping[str, str]) -> tuple[str, str]:
    """The button that was pressed: what it does, and to what (``remove:12``)."""
    act, _colon, what = post.get("do", "save").partition(":")
    return act, what
