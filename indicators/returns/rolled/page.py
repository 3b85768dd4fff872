"""A rolled-up row as its page shows it: each office's figure, its month, what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indicators.returns.models import MonthlyReturn
from indicators.returns.scores.offices import achievements_for
from indicators.returns.scores.selectors import score_of
from indicators.returns.selectors.figures import PlanFigures
from numerals import DECIMALS, Month, Value, decimals_of
from offices.models import Office, User
from plans.addresses import plan_url
from plans.document.rolling_up import NoRollUp, OfficeFigure, RolledUp
from plans.document.units import is_percent
from plans.models import Indicator, Plan
from plans.selectors import plans_visible_to
from presentation.figures import figure, number

_QUOTIENT_DECIMALS: Final = 2


@dataclass(frozen=True, slots=True)
class OfficePart:
    """An office's part: ``counted`` is what the score was made of, ``now`` what it says today."""

    name: str
    counted: OfficeFigure
    now: OfficeFigure
    state: str = ""
    """Where the office's return of the month is; nothing where it has none."""
    url: str = ""

    @property
    def said(self) -> str:
        """The figure that was counted; empty if it has not reported."""
        return _shown(self.counted.figure)

    @property
    def said_now(self) -> str:
        """What it says today."""
        return _shown(self.now.figure)

    @property
    def is_changed(self) -> bool:
        """Whether the office says something else by now."""
        return self.counted.figure != self.now.figure


@dataclass(frozen=True, slots=True)
class RolledPage:
    """A rolled-up row of a plan as of ``month``."""

    indicator: Indicator
    month: Month
    counted: RolledUp
    now: RolledUp
    lines: tuple[OfficePart, ...]

    @property
    def achieved(self) -> str:
        """What the score was made of comes to."""
        return _shown(_made(self.counted), self.unit)

    @property
    def achieved_now(self) -> str:
        """What the offices say today comes to."""
        return _shown(_made(self.now), self.unit)

    @property
    def is_changed(self) -> bool:
        """Whether an office says something else than the score was made of."""
        return any(one.is_changed for one in self.lines)

    @property
    def unreported(self) -> list[str]:
        """The offices without a figure, by name."""
        return [one.name for one in self.lines if one.counted.figure is None]

    @property
    def is_weighted(self) -> bool:
        """Whether the offices count by weights."""
        return self.counted.rule is self.counted.rule.WEIGHTED

    @property
    def unit(self) -> str:
        """The sign behind a percentage."""
        return "%" if is_percent(self.indicator.unit) else ""

    @property
    def told(self) -> str:
        """How many of how many offices have reported."""
        return number(len(self.counted.reported))


def rolled_page(
    figures: PlanFigures, indicator: Indicator, month: Month, *, reader: User
) -> RolledPage | None:
    """The page of the row; ``None`` if it is not rolled up. Five queries however many offices."""
    rolled = indicator.rolled
    if rolled is None:
        return None
    now = achievements_for({figures.plan: [rolled]}).rolled(figures.plan, rolled, month)
    scores = {one.key: one for one in score_of(figures, month).indicators}
    counted = scores[indicator.row].rolled or now
    codes = [one.source.office for one in counted.figures]
    names = {one.code: one.short_name for one in Office.objects.filter(code__in=codes)}
    states = _states(figures.plan, codes, month)
    seen = _seen(figures.plan, codes, reader)
    today = {one.source.office: one for one in now.figures}
    return RolledPage(
        indicator,
        month,
        counted,
        now,
        tuple(
            OfficePart(
                names.get(code, code),
                one,
                today.get(code, one),
                states.get(code, ""),
                _url(seen.get(code), month),
            )
            for code, one in zip(codes, counted.figures, strict=True)
        ),
    )


def _shown(value: Value | None, unit: str = "") -> str:
    """A figure in full, what comes of a division to two decimals."""
    if value is None:
        return ""
    is_quotient = isinstance(value, Decimal) and decimals_of(value) > DECIMALS
    return figure(value, _QUOTIENT_DECIMALS if is_quotient else None) + unit


def _made(rolled: RolledUp) -> Value | None:
    made = rolled.achieved
    return None if isinstance(made, NoRollUp) else made


def _states(plan: Plan, codes: list[str], month: Month) -> Mapping[str, str]:
    found = MonthlyReturn.objects.filter(
        plan__office__code__in=codes,
        plan__fiscal_year=plan.fiscal_year_id,
        plan__kind=plan.kind,
        month=month,
    ).select_related("plan__office")
    return {one.plan.office.code: one.office_state for one in found}


def _seen(plan: Plan, codes: list[str], reader: User) -> dict[str, Plan]:
    """The offices' plans that the reader may read."""
    found = plans_visible_to(reader).filter(
        office__code__in=codes, fiscal_year=plan.fiscal_year_id, kind=plan.kind
    )
    return {one.office.code: one for one in found.order_by("version")}


def _url(plan: Plan | None, month: Month) -> str:
    return plan_url("indicators:entry", plan, month) if plan else ""
