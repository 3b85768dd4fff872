"""The same file at two cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from indicators.exceptions.rules.values import (
    Alert,
    Limits,
    Proof,
    Rule,
    Scene,
    WatchedPlan,
    month_named,
)
from numerals import Message

_BITS: Final = 6
"""By how many bits of 64 the looks of two copies of a picture may differ."""


def same_evidence(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """A file that stands at another row, month or office, too. The later is told."""
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
        here, there = (one.office for one in (plan, known[1]))
        is_elsewhere = (there, known[0].month, known[0].row) != (here, proof.month, proof.row)
        if is_elsewhere and proof.month in scene.months:
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
