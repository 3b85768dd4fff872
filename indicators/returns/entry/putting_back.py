"""What the last file changed, kept in the session, so that the entry page offers to put it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

from indicators.returns.cells.services import Saved
from indicators.returns.selectors.figures import PlanFigures
from numerals import Month
from plans.models import Plan

_KEY: Final = "brought"


@dataclass(frozen=True, slots=True)
class Before:
    """What a cell said before: canonical text of its figure, and its remarks if they changed."""

    figure: str | None
    remarks: str | None


@dataclass(frozen=True, slots=True)
class Undoable:
    """The cells of one save from a file: what they said before, and the version it gave them."""

    version: int
    before: dict[int, Before]

    def still(self, figures: PlanFigures, month: Month) -> int:
        """How many of the cells are as the file left them."""
        cells = figures.cells_of(month)
        return sum(pk in cells and cells[pk].version == self.version for pk in self.before)


def keep(request: HttpRequest, saved: Saved, before: Mapping[int, Before]) -> None:
    """Remember what was stored, and what stood there, in place of what the file before it did."""
    request.session[_KEY] = {
        "of": _of(saved.figures.plan, saved.monthly_return.month),
        "version": saved.monthly_return.version,
        "before": {str(pk): [one.figure, one.remarks] for pk, one in before.items()},
    }


def kept(request: HttpRequest, plan: Plan, month: Month) -> Undoable | None:
    """What the person's last file changed, if it was in this month's return."""
    found: Any = request.session.get(_KEY)
    if not found or found["of"] != _of(plan, month):
        return None
    return Undoable(
        found["version"], {int(pk): Before(*one) for pk, one in found["before"].items()}
    )


def forget(request: HttpRequest) -> None:
    """There is nothing more to put back."""
    request.session.pop(_KEY, None)


def _of(plan: Plan, month: Month) -> str:
    return f"{plan.pk}/{month}"
