"""Khulna's printed form as any program would keep it, with other figures of June where asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tests.cast import FIXTURES
from tests.plans.forms.writers import Sheet, as_docx, as_html, as_ods, as_text, as_workbook, as_xlsx

FORM: Final = (FIXTURES / "apa-progress-khulna-2024-q4.txt").read_text(encoding="utf-8")
JUNE: Final = 14
"""The place of June's column, from 0."""

_HEADS: Final = 4


def on_two_sheets(sheet: Sheet) -> bytes:
    """A workbook with the third objective and what follows on a sheet of its own."""
    cut = next(n for n, (first, *_) in enumerate(sheet.rows) if str(first).startswith("[৩]"))
    rest = Sheet((), (*sheet.rows[:_HEADS], *sheet.rows[cut:]))
    return as_workbook({"১": Sheet(sheet.above, sheet.rows[:cut]), "২": rest})


FORMATS: Final[Mapping[str, Callable[[Sheet], bytes]]] = {
    "docx": as_docx,
    "xlsx": as_xlsx,
    "html": as_html,
    "ods": as_ods,
    "txt": as_text,
    "two.xlsx": on_two_sheets,
}


def sheet_with(figures: Mapping[str, str]) -> Sheet:
    """The form with these figures of June, by code in Bengali digits."""
    above: list[str] = []
    rows: list[list[str]] = []
    for line in FORM.splitlines():
        cells = line.split("\t")
        if len(cells) == 1:
            above += [line] if line and not rows else []
            continue
        code = cells[3].partition("]")[0].lstrip("[") if len(cells) > JUNE else ""
        if code in figures:
            cells[JUNE] = figures[code]
        rows.append(cells)
    return Sheet(above, rows)
