"""The same figures in two offices, and the same file at two cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from math import comb, log
from typing import Final

from indicators.exceptions.rules.values import (
    Alert,
    Limits,
    Proof,
    Rule,
    Scene,
    WatchedPlan,
    month_named,
    rows_together,
)
from numerals import Message, Month
from plans.document.bilingual import shown

_MOST_SHARING: Final = 40
"""A figure that more offices share tells nothing of a copy, and would make pairs of all."""

_BITS: Final = 6
"""By how many bits of 64 the looks of two copies of a picture may differ."""

_Column = dict[str, Decimal]


def column_of_other_office(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """A month's column that is another office's, more often than chance would make such a pair.

    The chance of a pair is the product, over the figures that are equal, of the share of offices
    that give just that figure, times the number of pairs that there are.
    """
    for month in scene.months:
        columns = {plan.office: numbers for plan in scene.plans if (numbers := plan.numbers(month))}
        if len(columns) < 2:
            continue
        shared = _shared(columns)
        rows_told = Counter(row for column in columns.values() for row in column)
        pairs = comb(len(columns), 2)
        by_office = {plan.office: plan for plan in scene.plans}
        for one, other in _candidates(columns, shared, least=limits.cells):
            equal = [row for row in columns[one] if columns[other].get(row) == columns[one][row]]
            either = columns[one].keys() | columns[other].keys()
            if len(equal) < limits.cells or len(equal) < limits.alike * len(either):
                continue
            told = sum(
                log(len(shared[row, columns[one][row]]) / max(rows_told[row], 1)) for row in equal
            )
            if told + log(pairs) < log(limits.chance):
                for plan, source in _copiers(by_office[one], by_office[other], equal, month):
                    yield _copied(plan, source, equal, month)


def same_evidence(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """A file that stands at another cell, too: in another month, row or office. The later is told.

    One file may well prove several figures of one month: that is left alone.
    """
    files = sorted(
        ((proof, plan) for plan in scene.plans for proof in plan.proofs),
        key=lambda one: (one[0].uploaded, one[1].office, one[0].month, one[0].row),
    )
    first: dict[str, tuple[Proof, WatchedPlan]] = {}
    looks = _Looks()
    for proof, plan in files:
        known = first.setdefault(proof.content, (proof, plan))
        if known[0] is proof:
            known = looks.alike(proof) or known
            looks.add(proof, plan)
        elsewhere = (known[1].office, known[0].month) != (plan.office, proof.month)
        if elsewhere and proof.month in scene.months:
            yield _used_before(plan, proof, *known)


class _Looks:
    """Pictures by their looks: those that differ by few bits are equal in one part of them."""

    def __init__(self) -> None:
        self._by_part: dict[tuple[int, int], list[tuple[Proof, WatchedPlan]]] = defaultdict(list)

    def add(self, proof: Proof, plan: WatchedPlan) -> None:
        for part in _parts(proof):
            self._by_part[part].append((proof, plan))

    def alike(self, proof: Proof) -> tuple[Proof, WatchedPlan] | None:
        """The first that looks alike."""
        for part in _parts(proof):
            for known in self._by_part[part]:
                if ((known[0].look or 0) ^ (proof.look or 0)).bit_count() <= _BITS:
                    return known
        return None


def _parts(proof: Proof) -> list[tuple[int, int]]:
    """One part more than bits may differ, so that one part at least is left equal."""
    if proof.look is None:
        return []
    width = 64 // (_BITS + 1) + 1
    return [(part, proof.look >> part * width & (1 << width) - 1) for part in range(_BITS + 1)]


def _shared(columns: Mapping[str, _Column]) -> dict[tuple[str, Decimal], list[str]]:
    found: dict[tuple[str, Decimal], list[str]] = defaultdict(list)
    for office, column in columns.items():
        for row, number in column.items():
            found[row, number].append(office)
    return found


def _candidates(
    columns: Mapping[str, _Column], shared: Mapping[tuple[str, Decimal], list[str]], *, least: int
) -> list[tuple[str, str]]:
    """The pairs that share enough figures which few others give: the work grows with them alone.

    Half of the least number is enough to be looked at: common figures count afterwards.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for offices in shared.values():
        if 1 < len(offices) <= _MOST_SHARING:
            counted.update(combinations(sorted(offices), 2))
    return sorted(pair for pair, often in counted.items() if often * 2 >= least)


def _copiers(
    one: WatchedPlan, other: WatchedPlan, rows: list[str], month: Month
) -> Iterator[tuple[WatchedPlan, WatchedPlan]]:
    """Whoever typed later; both, where that cannot be told."""
    days = [
        max((day for row in rows if (day := plan.typed.get((row, month)))), default=None)
        for plan in (one, other)
    ]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        yield one, other
        yield other, one
    else:
        yield (one, other) if days[0] > days[1] else (other, one)


def _copied(plan: WatchedPlan, source: WatchedPlan, rows: list[str], month: Month) -> Alert:
    count = shown(Decimal(len(rows)))
    name = month_named(month)
    return Alert(
        rule=Rule.COLUMN_OF_OTHER,
        office=plan.office,
        row="",
        month=month,
        weight=rows_together(plan, rows),
        sentence=Message(
            bn=f"{name.bn} মাসে শূন্য নয় এমন {count.bn}টি অর্জন অন্য কার্যালয়ের সমান: "
            f"{source.name.bn}। দুটি প্রতিবেদন মিলিয়ে দেখুন।",
            en=f"In {name.en}, {count.en} figures other than zero are those of "
            f"“{source.name.en}”. Compare the two returns.",
        ),
        rests_on=len(rows),
    )


def _used_before(plan: WatchedPlan, proof: Proof, before: Proof, whose: WatchedPlan) -> Alert:
    name = month_named(before.month)
    of = Message(bn="", en="")
    if whose.office != plan.office:
        of = Message(bn=f" ({whose.name.bn})", en=f" of “{whose.name.en}”")
    return Alert(
        rule=Rule.SAME_EVIDENCE,
        office=plan.office,
        row=proof.row,
        month=proof.month,
        weight=plan.weights.get(proof.row, Decimal(0)),
        sentence=Message(
            bn=f"একই প্রমাণক {name.bn} মাসের {before.row} সূচকেও আছে{of.bn}। দুটি ফাইল দেখুন।",
            en=f"The same evidence stands at {before.row} of {name.en}{of.en}, too. "
            "Open both files.",
        ),
        rests_on=2,
    )
