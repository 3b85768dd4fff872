"""Whether what is stored is what the history says: figures altered past the services show here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.history.model import Change, ChangedField
from indicators.history.promises import promises_of
from indicators.models import Achievement, Sheet
from plans.document.numerals import canonical_figure
from plans.models import Plan

Key = tuple[int | None, int | None, str, str]
"""Return and indicator by id, the row of what has neither, and the field."""

_OF_RETURNS = frozenset((ChangedField.FIGURE, ChangedField.REMARKS, ChangedField.STATE))


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A value that the history does not lead to: what it says last, and what is stored."""

    plan: str
    month: str
    row: str
    field: str
    told: str | None
    stored: str | None


def unexplained(plan: Plan) -> Iterator[Unexplained]:
    """The plan's figures, remarks, states and promises that nobody accounts for: eight queries.

    What was never told of is compared for returns alone: a figure, a remark or a state does
    not come to be without a line, while a plan is first stored as a document.
    """
    told: dict[Key, Change] = {}
    for change in Change.objects.filter(plan=plan).select_related("sheet").order_by("pk"):
        told[_key(change)] = change
    sheets = {sheet.pk: sheet for sheet in Sheet.objects.filter(plan=plan)}
    rows = dict(plan.indicators.values_list("pk", "row"))
    stored = _returns(sheets) | _promises(plan, set(told))
    for key in {**told, **stored}:
        sheet, indicator, row, field = key
        last = told[key].after if key in told else _untold(field)
        if last != stored.get(key, _untold(field)):
            yield Unexplained(
                plan=plan.address,
                month=str(sheets[sheet].month) if sheet in sheets else "",
                row=rows.get(indicator, row) if indicator else row,
                field=field,
                told=last,
                stored=stored.get(key),
            )


def _untold(field: str) -> str | None:
    """What stands where nothing was ever told."""
    return "open" if field == ChangedField.STATE else None


def _key(change: Change) -> Key:
    named = "" if change.indicator_id else change.row
    return change.sheet_id, change.indicator_id, named, change.field


def _returns(sheets: dict[int, Sheet]) -> dict[Key, str | None]:
    found: dict[Key, str | None] = {
        (pk, None, "", ChangedField.STATE.value): sheet.state for pk, sheet in sheets.items()
    }
    for cell in Achievement.objects.filter(sheet__in=sheets):
        at = cell.sheet_id, cell.indicator_id, ""
        found[*at, ChangedField.FIGURE.value] = canonical_figure(cell.figure)
        found[*at, ChangedField.REMARKS.value] = cell.remarks or None
    return found


def _promises(plan: Plan, told: set[Key]) -> dict[Key, str | None]:
    """The promises that the history speaks of."""
    found: dict[Key, str | None] = {}
    for promise, said in promises_of([plan.pk]).items():
        key: Key = (
            (None, promise.pk, "", promise.field.value)
            if promise.is_indicator
            else (None, None, said.row, promise.field.value)
        )
        if key in told:
            found[key] = said.text
    return found
