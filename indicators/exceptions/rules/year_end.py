"""A year that is made in its last month, and one that is typed in its last days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from indicators.exceptions.rules.values import (
    Alert,
    Limits,
    Rule,
    Scene,
    WatchedPlan,
    rows_together,
)
from indicators.returns.plausibility.checks.statistics import median, robust_z
from indicators.returns.plausibility.checks.units import smallest_step
from indicators.returns.plausibility.checks.values import amounts_of
from numerals import Message, Month
from plans.document.bilingual import shown
from plans.document.values import IndicatorEntry

_FEWEST_MONTHS = 6
"""Reports of the year below which its last month is no part of a whole."""


def year_in_last_month(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """Far more of the year's total in its last month than in the other offices' same indicator."""
    for watched in scene.by_row.values():
        for month in (one for one in scene.months if one == one.fiscal_year.months[-1]):
            shares = [
                (plan, entry, share)
                for plan, entry in watched
                if (share := _share_of_last(entry, month, limits)) is not None
            ]
            for place, (plan, entry, share) in enumerate(shares):
                others = [one for at, (_, _, one) in enumerate(shares) if at != place]
                if _is_far_above(share, others, limits):
                    yield _all_in_june(plan, entry, share, others, month)


def typed_at_the_end(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """Far more of the year's figures typed in the last days before its last report than others'."""
    for month in (one for one in scene.months if one == one.fiscal_year.months[-1]):
        shares = [
            (plan, share)
            for plan in scene.plans
            if (share := _typed_last(plan, month, limits)) is not None
        ]
        for place, (plan, share) in enumerate(shares):
            others = [one for at, (_, one) in enumerate(shares) if at != place]
            if _is_far_above(share, others, limits):
                yield _all_at_once(plan, share, others, month)


def _is_far_above(share: Decimal, others: list[Decimal], limits: Limits) -> bool:
    if len(others) < limits.offices:
        return False
    middle, floor = median(others), limits.floor_percent / 100
    return share > middle and robust_z(share, others, middle=middle, floor=floor) > limits.z


def _share_of_last(entry: IndicatorEntry, month: Month, limits: Limits) -> Decimal | None:
    if entry.method is None or not entry.method.rule.grows:
        return None
    amounts = amounts_of(entry, entry.frequency)
    total = sum(amounts.values(), Decimal(0))
    step = smallest_step(target for _, target in entry.targets.defined)
    if len(amounts) < _FEWEST_MONTHS or min(amounts.values()) < 0:
        return None
    if total < limits.small_base * step:
        return None
    return amounts.get(month, Decimal(0)) / total


def _typed_last(plan: WatchedPlan, month: Month, limits: Limits) -> Decimal | None:
    due = next((one.due for one in plan.returns if one.month == month), None)
    days = [day for (_, at), day in plan.typed.items() if at in month.fiscal_year and at < month]
    if due is None or len(days) < limits.cells:
        return None
    return Decimal(sum(_is_last(day, due, limits) for day in days)) / len(days)


def _is_last(day: date, due: date, limits: Limits) -> bool:
    return day > due - timedelta(limits.last_days)


def _percent(share: Decimal) -> Message:
    return shown(share * 100, decimals=0)


def _all_in_june(
    plan: WatchedPlan, entry: IndicatorEntry, share: Decimal, others: list[Decimal], month: Month
) -> Alert:
    part, usual = _percent(share), _percent(median(others))
    count = shown(Decimal(len(others)))
    return Alert(
        rule=Rule.YEAR_IN_LAST_MONTH,
        office=plan.office,
        row=entry.row,
        month=month,
        weight=plan.weights[entry.row],
        sentence=Message(
            bn=f"বছরের অর্জনের {part.bn}% শেষ মাসে; অন্য {count.bn}টি কার্যালয়ের মধ্যক {usual.bn}%। "
            "প্রমাণকের তারিখ দেখুন।",
            en=f"{part.en}% of the year's achievement is of its last month; the median of "
            f"{count.en} other offices is {usual.en}%. Look at the dates of the evidence.",
        ),
        rests_on=len(others),
    )


def _all_at_once(plan: WatchedPlan, share: Decimal, others: list[Decimal], month: Month) -> Alert:
    part, usual = _percent(share), _percent(median(others))
    rows = {row for row, at in plan.typed if at < month}
    return Alert(
        rule=Rule.TYPED_AT_THE_END,
        office=plan.office,
        row="",
        month=month,
        weight=rows_together(plan, rows),
        sentence=Message(
            bn=f"আগের মাসগুলোর {part.bn}% অর্জন বছরের শেষ প্রতিবেদনের শেষ দুই দিনে লেখা; অন্য কার্যালয়ের "
            f"মধ্যক {usual.bn}%। কারণ জানতে চান।",
            en=f"{part.en}% of the earlier months' figures were typed in the last two days before "
            f"the year's last return was due; the median of other offices is {usual.en}%. Ask why.",
        ),
        rests_on=len(others),
    )
