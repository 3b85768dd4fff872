"""Checks of single figures: against their unit, the office's own past, other offices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import takewhile

from indicators.returns.plausibility.checks.statistics import (
    Base,
    Odd,
    chance_of_run,
    judge,
    median,
)
from indicators.returns.plausibility.checks.values import CheckedCell, CheckedColumn, Thresholds
from numerals import Message, decimals_of, format_number, round_half_up
from plans.document.bilingual import days_long, in_both, shown
from plans.document.checks.sentences import warning
from plans.document.values import Problem

_LONGEST = 4
"""Decimals of what can be typed; a quotient has more and is shown with two."""


def fraction_of_a_count(column: CheckedColumn, limits: Thresholds) -> Iterator[Problem]:
    """A fraction in a unit that is counted in whole ones, such as সংখ্যা or জন."""
    for cell in column.cells:
        number = cell.number
        if number is not None and cell.is_counted and number != number.to_integral_value():
            figure, unit = shown(number), cell.entry.unit
            yield warning(
                "not-whole",
                cell.entry.row,
                bn=f"একক “{unit}” পূর্ণসংখ্যায় গণনা করা হয়, কিন্তু {figure.bn} লেখা হয়েছে",
                en=f"the unit “{unit}” is counted in whole numbers, yet {figure.en} was entered",
            )


def percent_out_of_range(column: CheckedColumn, limits: Thresholds) -> Iterator[Problem]:
    """A percentage outside 0 to 100 whose targets all lie within."""
    for cell in column.cells:
        number = cell.number
        if number is not None and cell.is_percent and not 0 <= number <= 100:
            figure = shown(number)
            yield warning(
                "percent-out-of-range",
                cell.entry.row,
                bn=f"একক % এবং লক্ষ্যমাত্রা ০ থেকে ১০০-এর মধ্যে, কিন্তু {figure.bn} লেখা হয়েছে",
                en=f"the unit is % and the targets lie within 0 to 100, yet {figure.en} was "
                "entered",
            )


def falling_cumulative(column: CheckedColumn, limits: Thresholds) -> Iterator[Problem]:
    """A cumulative figure below the last one that was given."""
    for cell in column.cells:
        number = cell.number
        method = cell.entry.method
        if number is None or not (method and method.rule.contains_earlier):
            continue
        given = [
            figure
            for month, figure in sorted(cell.entry.achieved.items())
            if month < cell.month and isinstance(figure, Decimal)
        ]
        if given and number < given[-1]:
            last, now = shown(given[-1]), shown(number)
            yield warning(
                "falling-cumulative",
                cell.entry.row,
                bn=f"{method.rule.bn} পদ্ধতির অর্জন {last.bn} থেকে কমে {now.bn}",
                en=f"the {method.rule.en} figure falls from {last.en} to {now.en}",
            )


def unlike_its_kind(column: CheckedColumn, limits: Thresholds) -> Iterator[Problem]:
    """A figure far from the office's earlier ones, or from the same indicator elsewhere.

    What is ordinary among the others of the month (a season, a deadline) is not held against
    the office's own past; what is usual for the office itself (a target that is soft) is no news.
    """
    for cell in column.cells:
        elsewhere = _among_others(cell, limits)
        if isinstance(elsewhere, Odd):
            if not _is_usual(cell, limits):
                yield _unlike_others(cell, elsewhere)
        elif elsewhere is None and (past := _against_its_past(cell, limits)):
            yield _unlike_past(cell, past)


def run_of_equal_months(column: CheckedColumn, limits: Thresholds) -> Iterator[Problem]:
    """The same count month after month, more often than chance would have it."""
    for cell in column.cells:
        amount = cell.amount
        if amount is None or amount <= 0 or not cell.is_counted:
            continue
        if amount != amount.to_integral_value():
            continue
        told = list(cell.amounts.values())
        length = len(list(takewhile(amount.__eq__, reversed(told))))
        if length < limits.run_months:
            continue
        mean = float(sum(told, Decimal(0)) / len(told))
        if chance_of_run(int(amount), length, mean) < limits.run_chance:
            figure, times = shown(amount), shown(Decimal(length))
            yield warning(
                "equal-run",
                cell.entry.row,
                bn=f"পরপর {times.bn} বার একই অর্জন {figure.bn}",
                en=f"the same figure {figure.en} {times.en} times in a row",
            )


_ORDINARY = object()


def _among_others(cell: CheckedCell, limits: Thresholds) -> Odd | object | None:
    """What the figure is among the other offices': odd, ordinary, or ``None``: nothing to say."""
    level, peers = cell.level, cell.peers
    if level is None or len(peers) < limits.peer_offices:
        return None
    if isinstance(level, date):
        figure = cell.figure
        if not isinstance(figure, date):
            return None
        days = Decimal((figure - level).days)
        return judge(days, peers, Base(limits.peer_z, Decimal(limits.floor_days))) or _ORDINARY
    if cell.amount is None or cell.amount < 0:
        return None
    expected = [share * level for share in peers]
    base = _base(cell, expected, limits.peer_z, limits)
    # What is not odd among handfuls is not ordinary yet.
    ordinary = None if base.is_small(median(expected)) else _ORDINARY
    return judge(cell.amount, expected, base) or ordinary


def _against_its_past(cell: CheckedCell, limits: Thresholds) -> Odd | None:
    earlier = _earlier(cell, limits)
    if cell.amount is None or not earlier:
        return None
    return judge(cell.amount, earlier, _base(cell, earlier, limits.own_z, limits))


def _is_usual(cell: CheckedCell, limits: Thresholds) -> bool:
    """Whether the office's own reports say as much, and more than handfuls.

    By the others' limit: what they and the office's own past both find far off is no habit. Nor is
    less than half of the least that it said before, or more than twice the most.
    """
    earlier = _earlier(cell, limits)
    if cell.amount is None or not earlier:
        return False
    base = _base(cell, earlier, min(limits.own_z, limits.peer_z), limits)
    is_near = min(earlier) <= cell.amount * 2 and cell.amount <= max(earlier) * 2
    return (
        is_near and not base.is_small(median(earlier)) and judge(cell.amount, earlier, base) is None
    )


def _earlier(cell: CheckedCell, limits: Thresholds) -> list[Decimal]:
    """What the office's earlier reports said, where they are enough to judge this one by."""
    earlier = [amount for amount in cell.earlier if amount >= 0]
    is_judged = cell.amount is not None and cell.amount >= 0
    return earlier if is_judged and len(earlier) >= limits.own_months else []


def _base(cell: CheckedCell, figures: list[Decimal], limit: Decimal, limits: Thresholds) -> Base:
    return Base(
        limit=limit,
        floor=max(cell.step, abs(median(figures)) * limits.floor_percent / 100),
        small=limits.small_base * cell.step,
        times=limits.small_times,
        distance=_two_tiers(cell) or limits.small_base * cell.step,
        are_amounts=True,
    )


def _two_tiers(cell: CheckedCell) -> Decimal | None:
    """How far the best target is from the second next one that differs from it."""
    targets = [one for _, one in cell.entry.targets.defined if isinstance(one, Decimal)]
    different = list(dict.fromkeys(targets))
    return abs(different[0] - different[2]) if len(different) > 2 else None


def _unlike_past(cell: CheckedCell, odd: Odd) -> Problem:
    figure, count = _amount(cell.amount), shown(Decimal(odd.count))
    grown = cell.entry.method is not None and cell.entry.method.rule.contains_earlier
    first = Message(
        bn=f"এবার {'বেড়েছে ' if grown else ''}{figure.bn}",
        en=f"{figure.en} {'more ' if grown else ''}this time",
    )
    if odd.z is None:
        largest = _amount(odd.largest)
        return warning(
            "unlike-own-months",
            cell.entry.row,
            bn=f"{first.bn}; এ বছরের আগের {count.bn} বারের সর্বোচ্চ {largest.bn}",
            en=f"{first.en}; the most in the {count.en} earlier reports of the year is "
            f"{largest.en}",
        )
    middle = _amount(odd.middle)
    return warning(
        "unlike-own-months",
        cell.entry.row,
        bn=f"{first.bn}; এ বছরের আগের {count.bn} বারের মধ্যক {middle.bn}",
        en=f"{first.en}; the median of the {count.en} earlier reports of the year is {middle.en}",
    )


def _unlike_others(cell: CheckedCell, odd: Odd) -> Problem:
    count, row = shown(Decimal(odd.count)), cell.entry.row
    level = cell.level
    if isinstance(level, date) and isinstance(cell.figure, date):
        days, middle = _days(Decimal((cell.figure - level).days)), _days(odd.middle)
        return warning(
            "unlike-other-offices",
            row,
            bn=f"১০০% ধাপের তারিখের {days.bn}; অন্য {count.bn}টি কার্যালয়ের মধ্যক: {middle.bn}",
            en=f"{days.en} the date of the 100% tier; the median of {count.en} other offices is "
            f"{middle.en}",
        )
    if not isinstance(level, Decimal) or cell.amount is None:
        raise TypeError(cell)
    share = _percent(cell.amount / level)
    if odd.z is None:
        largest = _percent(odd.largest / level)
        return warning(
            "unlike-other-offices",
            row,
            bn=f"এবার লক্ষ্যমাত্রার {share.bn}; অন্য {count.bn}টি কার্যালয়ে সর্বোচ্চ {largest.bn}",
            en=f"{share.en} of the target this time; the most in {count.en} other offices is "
            f"{largest.en}",
        )
    middle = _percent(odd.middle / level)
    return warning(
        "unlike-other-offices",
        row,
        bn=f"এবার লক্ষ্যমাত্রার {share.bn}; অন্য {count.bn}টি কার্যালয়ের মধ্যক {middle.bn}",
        en=f"{share.en} of the target this time; the median of {count.en} other offices is "
        f"{middle.en}",
    )


def _amount(value: Decimal | None) -> Message:
    amount = value or Decimal(0)
    return shown(amount, decimals=None if decimals_of(amount) <= _LONGEST else 2)


def _percent(share: Decimal) -> Message:
    """A share in percent: whole from 10 up, with a decimal below."""
    rounded = round_half_up(share * 100, decimals=0 if share >= Decimal("0.1") else 1)
    return in_both(lambda language: f"{format_number(rounded, language=language)}%")


def _days(days: Decimal) -> Message:
    long = days_long(abs(days))
    if days < 0:
        return Message(bn=f"{long.bn} আগে", en=f"{long.en} before")
    return Message(bn=f"{long.bn} পরে", en=f"{long.en} after")
