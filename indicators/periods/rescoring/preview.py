"""What scoring by other rules would change: looked at before it is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indicators.periods.models import PeriodReport, ReportKind
from indicators.periods.workflow import FREEZING
from indicators.returns.models import State
from indicators.returns.scores.reckoning import rules_of, score_figures
from indicators.returns.scores.services import Rescoring
from indicators.returns.selectors.figures import PlanFigures, figures_of_plans
from indicators.scoring.precision import rounded
from indicators.scoring.values import PlanScore, Rules
from numerals import Month, score_places
from plans.models import Indicator, Plan, RuleSet

DETAILED: Final = 200
"""Plans whose marks are compared one by one: of more, it is only said how many there are."""


@dataclass(frozen=True, slots=True)
class ScoreShift:
    """An indicator whose weighted score would be another one."""

    indicator: Indicator
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True)
class Preview:
    """A plan under other rules: as of ``month``, the latest that they would score.

    ``month`` is empty where every return was accepted, or none was begun: then nothing that is
    stored changes, and ``settled`` returns keep the score they were accepted with.
    """

    plan: Plan
    settled: int
    month: Month | None = None
    before: PlanScore | None = None
    after: PlanScore | None = None
    marks: tuple[ScoreShift, ...] = ()


def years_handed_in(plans: Collection[Plan]) -> set[int]:
    """The ids of the plans whose year is handed in or evaluated: they stay under their rules."""
    reports = PeriodReport.objects.filter(plan__in=plans, kind=ReportKind.YEAR, state__in=FREEZING)
    return set(reports.values_list("plan", flat=True))


def preview_rules(plans: Sequence[Plan], *, rule_set: RuleSet) -> list[Preview]:
    """What ``rule_set`` would make of the plans; nothing is stored."""
    now = {pk: rules_of(one) for pk, one in {p.rule_set_id: p.rule_set for p in plans}.items()}
    then = rules_of(rule_set)
    return [_preview(one, now=now, then=then) for one in figures_of_plans(plans)]


def _preview(figures: PlanFigures, *, now: Mapping[int, Rules], then: Rules) -> Preview:
    settled = sum(
        monthly_return.state == State.ACCEPTED
        for monthly_return in figures.monthly_returns.values()
    )
    since = min(figures.monthly_returns, default=None)
    months = Rescoring(figures, since, is_of_plan=True).months if since else []
    if not months:
        return Preview(figures.plan, settled)
    before = score_figures(figures, month=months[-1], rules=now[figures.plan.rule_set_id])
    after = score_figures(figures, month=months[-1], rules=then)
    return Preview(
        plan=figures.plan,
        settled=settled,
        month=months[-1],
        before=before,
        after=after,
        marks=tuple(
            ScoreShift(indicator, old.weighted, new.weighted)
            for indicator, old, new in zip(
                figures.indicators, before.indicators, after.indicators, strict=True
            )
            if _shown(old.weighted) != _shown(new.weighted)
        ),
    )


def _shown(score: Decimal | None) -> Decimal | None:
    return None if score is None else rounded(score, score_places())
