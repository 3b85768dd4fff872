"""The page of one indicator: its year, its offices, its other years, as a template shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.returns.selectors.owed import months_waited_for
from indicators.returns.status import ReturnStatus
from indicators.scoring.explanations import explain, pace_text
from indicators.scoring.pace import YearPace, year_pace
from indicators.scoring.scale import scale_of
from indicators.scoring.values import Direction, Reason
from numerals import Figure, Month, decimals_of, figure_of
from plans.addresses import plan_url
from plans.calendar.selectors import calendar_of
from plans.choices import name_of
from plans.document.frequencies import Frequency
from plans.document.matching.wordings import Worded
from plans.document.methods import Method
from plans.document.values import TIERS
from plans.models import Indicator, Plan
from presentation.figures import achievement, digits, figure, target
from presentation.language import reader_language
from reports.explorer.values import ReportedCell, ScoredMonth, YearOfRow
from reports.explorer.year_chart import YearChart, year_chart


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of the indicator's year; what it does not have is ``None`` or empty."""

    month: Month
    has_begun: bool
    is_asked: bool
    target: str
    reported: ReportedCell | None
    scored: ScoredMonth | None
    status: ReturnStatus
    figure: str
    achieved: str
    url: str
    version: int = 0
    """The version of the plan that it is scored by, if that is not the newest."""


@dataclass(frozen=True, slots=True)
class TierCell:
    """A tier and its target, as they are shown."""

    tier: int
    target: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class YearLine:
    """Another year of the row: what is worded otherwise stands in ``differs``."""

    row: YearOfRow
    label: str
    method: str
    url: str
    best: str
    achieved: str
    differs: tuple[str, ...]
    is_whole: bool
    """Whether the outcome is of the whole year."""


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """Everything about one indicator but its offices, as of ``month``."""

    plan: Plan
    indicator: Indicator
    month: Month
    direction: Direction | None
    tiers: tuple[TierCell, ...]
    months: tuple[MonthLine, ...]
    chart: YearChart | None
    years: tuple[YearLine, ...]
    scored: ScoredMonth | None
    why: str
    pace: YearPace | None
    pace_note: str
    decimals: int

    @property
    def achieved(self) -> str:
        """The achievement to date as of the month."""
        return achievement(self.scored.score.achieved if self.scored else None, self.decimals)

    @property
    def has_targets_by_month(self) -> bool:
        """Whether any month has a target of its own."""
        return any(one.target for one in self.months)


def indicator_page(
    plan: Plan,
    indicator: Indicator,
    *,
    reported: Mapping[Month, ReportedCell],
    scored: Mapping[Month, ScoredMonth],
    years: Sequence[YearOfRow],
    words: Worded,
    month: Month,
    today: date,
    is_ours: bool,
) -> IndicatorPage:
    """The page as of ``month``. No query."""
    decimals = decimals_of(*indicator.targets)
    now = scored.get(month)
    method = Method(indicator.method) if indicator.method else None
    pace = (
        year_pace(
            now.score,
            method=method,
            targets=indicator.targets,
            frequency=Frequency(indicator.frequency),
            month=month,
            today=today,
        )
        if now
        else None
    )
    scale = scale_of(indicator.targets)
    language = reader_language()
    return IndicatorPage(
        plan=plan,
        indicator=indicator,
        month=month,
        direction=None if isinstance(scale, Reason) else scale.direction,
        tiers=_tiers(indicator, now, decimals),
        months=tuple(
            _month_line(plan, indicator, one, reported, scored, today, decimals, is_ours=is_ours)
            for one in plan.span.months
        ),
        chart=year_chart(
            plan.span,
            indicator.targets,
            {one: found.score.achieved for one, found in scored.items()},
        ),
        years=tuple(_year_line(plan, one, words) for one in years),
        scored=now,
        why=explain(now.score, unit=indicator.unit, language=language) if now else "",
        pace=pace,
        pace_note=pace_text(pace, language=language),
        decimals=decimals,
    )


def target_of_month(targets: Mapping[str, str], month: Month) -> str:
    """What the plan says of the month, or of the quarter, half-year or year that ends with it."""
    year = month.fiscal_year
    number = year.months.index(month) + 1
    keys = [str(month)]
    if number % 3 == 0:
        keys.append(f"{year}-Q{number // 3}")
    if number % 6 == 0:
        keys.append(f"{year}-H{number // 6}")
    if number == len(year.months):
        keys.append(str(year))
    return next((figure(figure_of(targets[key])) for key in keys if key in targets), "")


def _tiers(indicator: Indicator, now: ScoredMonth | None, decimals: int) -> tuple[TierCell, ...]:
    raw = now.score.raw if now else None
    return tuple(
        TierCell(tier, target(one, decimals), one is not None and raw is not None and raw >= tier)
        for tier, one in zip(TIERS, indicator.targets, strict=True)
    )


def _month_line(
    plan: Plan,
    indicator: Indicator,
    month: Month,
    reported: Mapping[Month, ReportedCell],
    scored: Mapping[Month, ScoredMonth],
    today: date,
    decimals: int,
    *,
    is_ours: bool,
) -> MonthLine:
    known, score = reported.get(month), scored.get(month)
    waited_for = months_waited_for(plan, reported.keys(), {indicator.frequency}, on=today)
    is_older = score is not None and 0 < score.plan_version < plan.agreed_version
    has_begun = today >= month.first_day or known is not None
    return MonthLine(
        month=month,
        has_begun=has_begun,
        is_asked=indicator.is_asked(month),
        target=target_of_month(indicator.targets_by_period, month),
        reported=known,
        scored=score,
        status=ReturnStatus(
            known.monthly_return if known else None,
            calendar_of(plan).of_month(month),
            today,
            office=plan.office.name,
            is_waited_for=month in waited_for,
            is_ours=is_ours,
        ),
        figure=_figure(known.figure if known else None, decimals),
        achieved=achievement(score.score.achieved if score else None, decimals),
        url=plan_url("indicators:entry", plan, month) if has_begun else "",
        version=score.plan_version if score and is_older else 0,
    )


def _figure(value: Figure, decimals: int) -> str:
    if value is None:
        return ""
    return figure(value, max(decimals, decimals_of(value)))


def _year_line(plan: Plan, row: YearOfRow, words: Worded) -> YearLine:
    address = plan.at.in_year(row.year)
    decimals = decimals_of(*row.targets)
    return YearLine(
        row=row,
        label=digits(address.year),
        method=name_of(Method, row.words.method),
        url=plan_url("reports:indicator", address, row.indicator),
        best=target(row.targets.t100, decimals),
        achieved=achievement(row.achieved, decimals),
        differs=tuple(
            name
            for name in ("title", "unit", "method")
            if getattr(row.words, name) != getattr(words, name)
        ),
        is_whole=row.month is not None and row.month == row.month.fiscal_year.months[-1],
    )
