"""A plan's quality mark: for how much of its weight a row says all that a good target says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from indicators.scoring.precision import ZERO, share_of_hundred
from indicators.targets.expected.judging import Softness
from plans.document.values import IndicatorEntry, PlanDocument, Problem

_OF_MEASURING: Final = frozenset(
    {
        *("no-unit", "no-method", "no-targets", "no-full-target", "wrong-kind"),
        *("tier-order", "percent-summed", "method-contradiction", "unreadable-value"),
    }
)
"""The checks that say whether unit, method and targets fit together."""


class Lack(StrEnum):
    """What a row does not say, or says otherwise than a good target would."""

    NOT_RIGHT = "not-right"
    NO_EVIDENCE = "no-evidence"
    INCONSISTENT = "inconsistent"
    NO_BASELINE = "no-baseline"


@dataclass(frozen=True, slots=True)
class Quality:
    """``share`` of the weight, in percent, whose rows lack nothing; ``None`` without a weight.

    ``lacking`` is the weight of the rows that lack each thing, ``unjudged`` that of the rows
    whose target no past tells anything of: of them the rest counts.
    """

    share: Decimal | None
    lacking: Mapping[Lack, Decimal]
    unjudged: Decimal
    weight: Decimal


def quality(
    document: PlanDocument,
    softness: Mapping[str, Softness | None],
    problems: Iterable[Problem],
) -> Quality:
    """The mark of ``document``; ``softness`` by row, ``problems`` as the checks give them.

    A row that earns by another plan is left out: that plan has a mark of its own.
    """
    inconsistent = {one.row for one in problems if one.rule in _OF_MEASURING}
    lacking: dict[Lack, Decimal] = {}
    whole = good = unjudged = ZERO
    for entry in document.indicators:
        weight = entry.weight or ZERO
        if entry.linked is not None:
            continue
        soft = softness.get(entry.row)
        lacks = _lacks(entry, soft, is_inconsistent=entry.row in inconsistent)
        whole += weight
        good += ZERO if lacks else weight
        unjudged += weight if soft is None else ZERO
        for lack in lacks:
            lacking[lack] = lacking.get(lack, ZERO) + weight
    return Quality(
        share=share_of_hundred(good, whole),
        lacking={lack: lacking[lack] for lack in Lack if lacking.get(lack)},
        unjudged=unjudged,
        weight=whole,
    )


def _lacks(
    entry: IndicatorEntry, soft: Softness | None, *, is_inconsistent: bool
) -> tuple[Lack, ...]:
    told = (
        (Lack.NOT_RIGHT, soft is not None and not soft.is_right),
        (Lack.NO_EVIDENCE, not (entry.evidence.strip() or entry.evidence_required)),
        (Lack.INCONSISTENT, is_inconsistent),
        (Lack.NO_BASELINE, not any(figure is not None for figure in entry.baselines.values())),
    )
    return tuple(lack for lack, is_so in told if is_so)
