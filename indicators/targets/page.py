"""What the pages of targets show: rows with their past, the mark with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from indicators.targets.expected.quality import Lack, Quality
from indicators.targets.values import PlanPast, RowPast
from numerals import FiscalYearSpan, Value, decimals_of
from plans.document.values import TIERS
from presentation.figures import digits, target

_DECIMALS: Final = 2
_LACKS: Final = {
    Lack.NOT_RIGHT: _(
        "have a 100% target that comes too easily, or hardly ever, by what the past makes likely"
    ),
    Lack.NO_EVIDENCE: _("name no evidence"),
    Lack.INCONSISTENT: _("have a unit, method and targets that do not go together"),
    Lack.NO_BASELINE: _("name no earlier year's result to start from"),
}


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A year of the office's own, and its outcome in words; ``–`` for none."""

    year: str
    outcome: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier's target now and as the past proposes it."""

    percent: int
    now: Value | None
    proposed: Value | None


@dataclass(frozen=True, slots=True)
class TargetsRow:
    """A row of the page; ``key`` is what its targets are taken by, or its place on a page."""

    key: str
    past: RowPast
    years: tuple[YearFigure, ...]
    tiers: tuple[Tier, ...]

    @property
    def differs(self) -> bool:
        """Whether other targets are proposed than stand there."""
        return self.past.proposed is not None and any(one.now != one.proposed for one in self.tiers)


@dataclass(frozen=True, slots=True)
class Lacking:
    """What rows of so much weight lack."""

    weight: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class TargetsPage:
    """The page of a plan or draft."""

    rows: tuple[TargetsRow, ...]
    quality: Quality
    reasons: tuple[Lacking, ...]

    @property
    def count_proposed(self) -> int:
        """How many rows other targets are proposed for."""
        return sum(row.differs for row in self.rows)

    @property
    def is_silent(self) -> bool:
        """Whether no past tells anything of any row."""
        return all(row.past.is_silent for row in self.rows)


def targets_page(past: PlanPast, rows: Mapping[str, RowPast]) -> TargetsPage:
    """The page of ``past``; ``rows`` by what they are called on it."""
    return TargetsPage(
        rows=tuple(row_of(key, one, past.years) for key, one in rows.items()),
        quality=past.quality,
        reasons=tuple(reasons_of(past.quality)),
    )


def row_of(key: str, past: RowPast, years: Iterable[int]) -> TargetsRow:
    """One row of the page."""
    return TargetsRow(
        key,
        past,
        tuple(_year(year, past) for year in sorted(years)),
        tuple(
            Tier(percent, now, proposed)
            for percent, now, proposed in zip(
                TIERS, past.entry.targets, past.proposed or [None] * len(TIERS), strict=True
            )
        ),
    )


def reasons_of(mark: Quality) -> Iterable[Lacking]:
    """Why the mark is not 100, heaviest first."""
    reasons = [Lacking(weight, str(_LACKS[lack])) for lack, weight in mark.lacking.items()]
    return sorted(reasons, key=lambda one: -one.weight)


def outcome_text(value: Value) -> str:
    """An outcome with two decimals at most: a mean may have endless ones."""
    return target(value, min(decimals_of(value), _DECIMALS))


def _year(year: int, past: RowPast) -> YearFigure:
    label = digits(str(FiscalYearSpan(year)))
    for one in past.own:
        if one.year == year:
            return YearFigure(label, outcome_text(one.value), is_known=True)
    return YearFigure(label, "–", is_known=False)
