"""A month's column that is another one: of another office, or of an earlier month of one's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, product
from math import comb, log
from typing import Final

from indicators.exceptions.rules.values import (
    Alert,
    Limits,
    Rule,
    Scene,
    WatchedPlan,
    month_named,
    rows_together,
)
from indicators.returns.plausibility.checks.statistics import chance_of_run
from indicators.returns.plausibility.checks.units import is_counted
from numerals import Message, Month
from plans.document.bilingual import shown
from plans.document.values import IndicatorEntry

_MOST_SHARING: Final = 40
"""A figure that more offices share tells nothing of a copy, and would make pairs of all."""

_MONTHS_BACK: Final = 3
"""How many months ago a column of one's own may be taken from."""

_Column = dict[str, Decimal]
_Shared = dict[tuple[str, Decimal], list[str]]


def column_of_other_office(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """A month's column that is another office's of the same month or of the one before, more often
    than chance would make such a pair.

    The chance of a pair is the product, over the figures that are equal, of the share of offices
    that give just that figure, times the ways to leave out those that differ, times the number of
    pairs that there are. Of one month both are told: who typed later says not who copied.
    """
    plans = {plan.office: plan for plan in scene.plans}
    for month in scene.months:
        for source in (month, month.previous):
            if source in month.fiscal_year:
                yield from _of_others(plans, month, source, limits)


def column_of_earlier_month(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """A month's counts that are those of one of the office's last months, more often than chance
    and its own rhythm would make them.

    A column that is wholly last month's is told by the check of the month.
    """
    for plan in scene.plans:
        for month in scene.months:
            column = plan.numbers(month)
            if len(column) < limits.cells or column == plan.numbers(month.previous):
                continue
            for back in range(1, _MONTHS_BACK + 1):
                equal = _own_again(plan, month, back, pairs=len(scene.plans), limits=limits)
                if equal:
                    yield _own_copy(plan, equal, month, month.plus(-back))
                    break


def _of_others(
    plans: Mapping[str, WatchedPlan], month: Month, source: Month, limits: Limits
) -> Iterator[Alert]:
    columns, sources = (
        {office: numbers for office, plan in plans.items() if (numbers := plan.numbers(at))}
        for at in (month, source)
    )
    shared = _shared(sources)
    rows_told = Counter(row for column in sources.values() for row in column)
    is_same = month == source
    pairs = comb(len(columns), 2) if is_same else len(columns) * len(sources)
    candidates = _candidates(_shared(columns), shared, is_same=is_same, least=limits.cells)
    for one, other in candidates:
        mine, theirs = columns[one], sources[other]
        equal = [row for row in mine if theirs.get(row) == mine[row]]
        told = sum(log(len(shared[row, mine[row]]) / rows_told[row]) for row in equal)
        if not _is_beyond_chance(told, equal, mine.keys() | theirs.keys(), pairs, limits):
            continue
        yield _copied(plans[one], plans[other], equal, month, source)
        if is_same:
            yield _copied(plans[other], plans[one], equal, month, source)


def _is_beyond_chance(
    told: float, equal: list[str], either: Collection[str], pairs: int, limits: Limits
) -> bool:
    """``told`` is the logarithm of the chance that just these figures are equal."""
    if len(equal) < limits.cells or len(equal) < limits.alike * len(either):
        return False
    return told + log(comb(len(either), len(equal))) + log(pairs) < log(limits.chance)


def _own_again(
    plan: WatchedPlan, month: Month, back: int, *, pairs: int, limits: Limits
) -> list[str]:
    """The counted rows whose figure is that of so many months ago, if that is no chance."""
    source = month.plus(-back)
    if source not in month.fiscal_year:
        return []
    either, equal, told = [], [], 0.0
    for entry in plan.entries:
        now, then = entry.achieved.get(month), entry.achieved.get(source)
        if not _is_count(entry) or not (now or then):
            continue
        either.append(entry.row)
        if isinstance(now, Decimal) and now == then and now > 0:
            equal.append(entry.row)
            told += log(_chance_again(entry, month, back, int(now)))
    is_copy = _is_beyond_chance(told, equal, either, pairs * _MONTHS_BACK, limits)
    return equal if is_copy else []


def _is_count(entry: IndicatorEntry) -> bool:
    grown = entry.method is not None and entry.method.rule.contains_earlier
    return not grown and is_counted(entry.unit)


def _chance_again(entry: IndicatorEntry, month: Month, back: int, count: int) -> float:
    """That a month counts again what it counted so many months ago: by chance around the mean so
    far, or as often as it did before, whichever is more; half a time added to those.
    """
    numbers = {
        at: figure
        for at, figure in entry.achieved.items()
        if at <= month and isinstance(figure, Decimal)
    }
    mean = float(sum(numbers.values(), Decimal(0)) / len(numbers))
    before = [(at, at.plus(-back)) for at in numbers if at < month]
    told = [numbers[at] == numbers[then] for at, then in before if then in numbers]
    return max(chance_of_run(count, 1, mean), (sum(told) + 0.5) / (len(told) + 1))


def _shared(columns: Mapping[str, _Column]) -> _Shared:
    found: _Shared = defaultdict(list)
    for office, column in columns.items():
        for row, number in column.items():
            found[row, number].append(office)
    return found


def _candidates(
    ours: _Shared, theirs: _Shared, *, is_same: bool, least: int
) -> list[tuple[str, str]]:
    """The pairs that share enough figures which few others give: the work grows with them alone.

    Half of the least number is enough to be looked at: common figures count afterwards.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for figure, offices in ours.items():
        others = theirs.get(figure, [])
        if not others or max(len(offices), len(others)) > _MOST_SHARING:
            continue
        if is_same:
            counted.update(combinations(sorted(offices), 2))
        else:
            counted.update(pair for pair in product(offices, others) if pair[0] != pair[1])
    return sorted(pair for pair, often in counted.items() if often * 2 >= least)


def _copied(
    plan: WatchedPlan, whose: WatchedPlan, rows: list[str], month: Month, source: Month
) -> Alert:
    count, name, then = shown(Decimal(len(rows))), month_named(month), month_named(source)
    of = Message(bn="", en="")
    if source != month:
        of = Message(bn=f" {then.bn} মাসের অর্জনের", en=f" of {then.en}")
    return Alert(
        rule=Rule.COLUMN_OF_OTHER,
        office=plan.office,
        row="",
        month=month,
        weight=rows_together(plan, rows),
        sentence=Message(
            bn=f"{name.bn} মাসে শূন্য নয় এমন {count.bn}টি অর্জন অন্য কার্যালয়ের{of.bn} সমান: "
            f"{whose.name.bn}। দুটি প্রতিবেদন মিলিয়ে দেখুন।",
            en=f"In {name.en}, {count.en} figures other than zero are those{of.en} of "
            f"“{whose.name.en}”. Compare the two returns.",
        ),
        rests_on=len(rows),
    )


def _own_copy(plan: WatchedPlan, rows: list[str], month: Month, source: Month) -> Alert:
    count, name, then = shown(Decimal(len(rows))), month_named(month), month_named(source)
    return Alert(
        rule=Rule.COLUMN_OF_EARLIER,
        office=plan.office,
        row="",
        month=month,
        weight=rows_together(plan, rows),
        sentence=Message(
            bn=f"{name.bn} মাসের {count.bn}টি অর্জন {then.bn} মাসের সমান। প্রমাণক দেখুন।",
            en=f"In {name.en}, {count.en} counts are those of {then.en}. Look at the evidence.",
        ),
        rests_on=len(rows),
    )
