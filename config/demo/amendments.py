"""The demo's amendments, taken their way by the services that take everybody's."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone

from numerals import canonical
from offices.models import User
from offices.selectors import access_of
from plans.amending.models import Amendment
from plans.amending.selectors import amendable_until, asked_rows
from plans.amending.services import (
    begin_amendment,
    decide_amendment,
    explain,
    hand_amendment_to_head,
    propose_amendment,
)
from plans.amending.values import Decision
from plans.calendar.services import grant_extension
from plans.calendar.terms import PeriodKind, reported_periods
from plans.document.draft.changes import SetCell
from plans.document.draft.values import DraftRow, RowLevel
from plans.models import Indicator, Plan
from plans.workshop.services import change_draft

REASON: Final = "বন্যার কারণে জুলাই-আগস্টে মাঠের কাজ বন্ধ ছিল; লক্ষ্যমাত্রা সে অনুপাতে কমানোর প্রস্তাব।"
TIME_FOR: Final = "বন্যাকবলিত জেলা হিসেবে সংশোধনী প্রস্তাবের জন্য সময় বাড়ানো হলো।"
_DAYS: Final = 14
_LARGE: Final = Decimal(20)
"""A row with a target above it is made a little easier."""


def amend(
    plan: Plan, *, officer: User, head: User, superior: User, is_decided: bool
) -> Amendment | None:
    """One row becomes easier, proposed by who signs for the office; agreed to if ``is_decided``.

    Where amendments are proposed no more, the office is given some days first. ``None`` where the
    plan has no row that can be made easier without an error.
    """
    today = timezone.localdate()
    if today > amendable_until(plan):
        [period] = reported_periods(plan.span, PeriodKind.AMENDMENT)
        until = today + timedelta(_DAYS)
        grant_extension(plan.office, period, until=until, reason=TIME_FOR, by=superior)
    amendment = begin_amendment(plan, by=officer)
    row = _eased(plan)
    if row is None:
        return None
    indicator, target = row
    key = _key_of(amendment, indicator)
    before = amendment.draft.value.by_key[key]
    change_draft(
        amendment.draft_id,
        [SetCell(key, "t100", canonical(target), before.said("t100"))],
        by=officer,
    )
    amendment = _again(amendment)
    explain(amendment, {one.key: REASON for one in asked_rows(amendment)}, by=officer)
    if access_of(officer).may_hand_up(plan.office):
        hand_amendment_to_head(_again(amendment), by=officer)
    propose_amendment(_again(amendment), by=head)
    amendment = _again(amendment)
    if is_decided:
        said = {one.key: Decision(is_agreed=True) for one in asked_rows(amendment)}
        decide_amendment(amendment, said, by=superior)
    return _again(amendment)


def _eased(plan: Plan) -> tuple[Indicator, Decimal] | None:
    """A row, and a 100 tier for it half-way to the next, in whole numbers."""
    for one in plan.indicators.order_by("position"):
        best, second = one.target_100, one.target_90
        if not (isinstance(best, Decimal) and isinstance(second, Decimal)) or best < _LARGE:
            continue
        target = (best - (best - second) // 2).to_integral_value()
        if second < target < best:
            return one, target
    return None


def _key_of(amendment: Amendment, indicator: Indicator) -> int:
    def is_it(row: DraftRow) -> bool:
        return row.level is RowLevel.INDICATOR and row.said("title") == indicator.title

    return next(row.key for row in amendment.draft.value.rows if is_it(row))


def _again(amendment: Amendment) -> Amendment:
    return Amendment.objects.select_related("plan__office", "draft__office").get(pk=amendment.pk)
