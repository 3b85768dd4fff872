"""What is typed into a month's form is read and stored, all in one transaction."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from indicators.returns.cells.services import Saved, save_locked
from indicators.returns.forms import TypedCells, read_cells
from indicators.returns.lookup import has_begun
from indicators.returns.models import MonthlyReturn
from indicators.returns.selectors.figures import figures_at
from numerals import Month
from offices.models import User
from offices.selectors import access_of
from plans.handing_in.states import State
from plans.models import Plan


class NotTheirMonth(Exception):
    """The month is none of the plan's, or not the person's to write to."""


@transaction.atomic
def save_typed_cells(
    address: Mapping[str, str], month: Month, data: Mapping[str, str], *, by: User
) -> tuple[TypedCells, Saved]:
    """Read what was typed by the same look at the plan that it is stored with, and store it.

    The plan that ``address`` names is found and locked by one query. What cannot be read, and what
    somebody changed meanwhile, is told of; every other cell is stored. Raises
    ``Plan.DoesNotExist``, ``NotTheirMonth``, and ``ReturnLocked`` when the return may not be
    written to.
    """
    figures = figures_at(address, by=by)
    if not is_theirs(figures.plan, month, by):
        raise NotTheirMonth
    typed = read_cells(data, figures.indicators, month=month)
    return typed, save_locked(figures, month, cells=typed.changes, by=by)


def is_theirs(plan: Plan, month: Month, by: User) -> bool:
    """The entry officer types figures; the head of the office corrects those handed to them."""
    if not has_begun(plan, month):
        return False
    access = access_of(by)
    handed_up = MonthlyReturn.objects.filter(plan=plan, month=month, state=State.WITH_HEAD)
    return access.may_enter(plan.office) or (
        access.heads_office(plan.office) and handed_up.exists()
    )
