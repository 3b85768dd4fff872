"""One-line plans for tests that read as worked examples."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from indicators.scoring.composite import score_plan
from indicators.scoring.outlook import Outlook, ReportedSoFar, outlook_of
from indicators.scoring.values import (
    Basis,
    IndicatorInput,
    IndicatorScore,
    ObjectiveInput,
    PlanInput,
    Rules,
)
from numerals import Figure, Month, Value, from_canonical
from plans.document.defaults import Interpolation, Mode
from plans.document.methods import Method
from plans.document.values import TierTargets

APRIL, MAY, JUNE = Month(2024, 4), Month(2024, 5), Month(2024, 6)
SECTIONS = {"strategic": Mode.TIERS, "governance": Mode.PROPORTIONAL}
LINEAR = Rules(sections=SECTIONS)
NO_CUT_OFF = Rules(cut_off=False, sections=SECTIONS)
STEP = Rules(interpolation=Interpolation.STEP, sections=SECTIONS)

CASES_FILE = Path(__file__).resolve().parents[2] / "scoring-cases.csv"


def value(text: str) -> Value | None:
    """`5.5`, `2020-07-30`, or nothing for `-` and blank."""
    return None if text in ("", "-") else from_canonical(text)


def targets(text: str) -> TierTargets:
    """Five targets, best first: `170 150 130 110 90`, `1 - - - -`."""
    return TierTargets(*(value(word) for word in text.split()))


def next_tier_of(
    given: IndicatorInput,
    *,
    left: int = 1,
    today: date = date(2024, 1, 1),
    most: str | None = None,
    **how: Any,
) -> Outlook | None:
    """What the next tier takes of who has reported this and has so many reports left."""
    numbers = [one for _, one in sorted(given.achieved.items()) if isinstance(one, Decimal)]
    if given.method is Method.CUMULATIVE:
        numbers = [now - then for then, now in pairwise([Decimal(0), *numbers])]
    return outlook_of(
        score(given, **how),
        ReportedSoFar(numbers, left),
        method=given.method,
        targets=given.targets,
        most=None if most is None else Decimal(most),
        today=today,
    )


def indicator(
    tiers: str,
    achieved: str | Mapping[Month, Figure],
    *,
    method: Method | None = Method.SUM,
    weight: str | None = "1",
    key: str = "1.1.1",
    reported: str = "",
    mode: Mode | None = None,
    off: tuple[str, int] | None = None,
) -> IndicatorInput:
    months = achieved if isinstance(achieved, Mapping) else {JUNE: value(achieved)}
    return IndicatorInput(
        key=key,
        method=method,
        weight=None if weight is None else Decimal(weight),
        targets=targets(tiers),
        achieved=months,
        reported=value(reported),
        mode=mode,
        deduction=Decimal(off[0]) if off else None,
        per_days=off[1] if off else None,
    )


def plan(*indicators: IndicatorInput, section: str = "strategic", weight: str = "1") -> PlanInput:
    return PlanInput((ObjectiveInput("1", section, Decimal(weight), indicators),))


def score(
    one: IndicatorInput,
    *,
    section: str = "strategic",
    rules: Rules = LINEAR,
    basis: Basis = Basis.COMPUTED,
) -> IndicatorScore:
    return score_plan(plan(one, section=section), rules=rules, basis=basis).indicators[0]


@dataclass(frozen=True)
class WorkedCase:
    """A line of scoring-cases.csv."""

    name: str
    mode: Mode
    targets: TierTargets
    achieved: Value | None
    raw: Mapping[Interpolation, str]

    def score(self, interpolation: Interpolation) -> IndicatorScore:
        method = Method.SUM if isinstance(self.achieved, Decimal) else Method.DATE
        one = IndicatorInput(
            key=self.name,
            method=method,
            weight=Decimal(1),
            targets=self.targets,
            achieved={JUNE: self.achieved},
            mode=self.mode if self.mode.goes_by_a_day else None,
        )
        rules = STEP if interpolation is Interpolation.STEP else LINEAR
        section = "governance" if self.mode is Mode.PROPORTIONAL else "strategic"
        return score(one, section=section, rules=rules)


def worked_cases() -> list[WorkedCase]:
    with CASES_FILE.open(encoding="utf-8", newline="") as file:
        return [
            WorkedCase(
                name=row["case"],
                mode=Mode(row["mode"]),
                targets=TierTargets(*(value(row[f"t{tier}"]) for tier in (100, 90, 80, 70, 60))),
                achieved=value(row["achieved"]),
                raw={
                    Interpolation.LINEAR: row["raw_linear"],
                    Interpolation.STEP: row["raw_step"],
                },
            )
            for row in csv.DictReader(file)
        ]
