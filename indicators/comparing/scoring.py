"""The same figures scored by what two plans, or two versions of one, promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from indicators.comparing.values import BothScores, Side
from indicators.returns.scores.offices import NOBODY, OfficeAchievements, achievements_for
from indicators.returns.scores.reckoning import (
    Composite,
    composites_beside,
    latest_by_kind,
    office_year,
    rules_of,
)
from indicators.returns.selectors.figures import PlanFigures, figures_of
from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import PlanScore, Rules
from numerals import Month, Value
from plans.document.matching import Matching
from plans.document.rolling_up import Earned, RolledFrom
from plans.document.values import IndicatorEntry, PlanDocument, TierTargets
from plans.models import Plan


def scores_by_both(
    old: Side, new: Side, matching: Matching
) -> tuple[Plan, dict[Month, BothScores]]:
    """Whose figures are scored, and every month reported by both documents, each by its own rules.

    The figures are those of the newer plan, or of the older one where nothing was reported of
    the newer; the other plan's rows get them where they are the same row. Targets that are days
    of another year are taken for the same days of the year reported. Nine queries at most.
    """
    figures, is_of_new = figures_of(new.plan).counted, True
    if not figures.monthly_returns and old.plan != new.plan:
        figures, is_of_new = figures_of(old.plan).counted, False
    beside = _beside(figures, old, new)
    offices = achievements_for({figures.plan: _rolled(old, new)})
    own, before = new.ids, old.ids
    if is_of_new and old.plan != new.plan:
        before = {pair.old: own[pair.new] for pair in matching.same}
    elif not is_of_new:
        own = {pair.new: before[pair.old] for pair in matching.same}
    rules = {side.rules.pk: rules_of(side.rules) for side in (old, new)}
    return figures.plan, {
        month: BothScores(
            *(
                _score(
                    figures,
                    month,
                    side,
                    ids,
                    rules=rules[side.rules.pk],
                    beside=beside,
                    offices=offices,
                )
                for side, ids in ((old, before), (new, own))
            )
        )
        for month in sorted(figures.monthly_returns)
    }


def score_by(
    figures: PlanFigures,
    month: Month,
    document: PlanDocument,
    ids: Mapping[str, int],
    *,
    rules: Rules,
    beside: Sequence[Composite] = (),
    offices: OfficeAchievements = NOBODY,
) -> PlanScore:
    """The figures as of ``month`` scored by ``document``, whose rows have the indicators' ids.

    A row without one has no figure. Nothing is stored; no query.
    """
    shift = figures.plan.span.start - document.fiscal_year.start if document.fiscal_year else 0

    def filled(entry: IndicatorEntry) -> IndicatorEntry:
        pk = ids.get(entry.row)
        achieved = {} if pk is None else figures.achieved(pk, until=month)
        targets = _in_year(entry.targets, shift) if shift else entry.targets
        return replace(entry, achieved=achieved, targets=targets)

    latest = latest_by_kind(beside, month)
    linked: dict[str, Earned] = {
        one.row: latest.get(one.linked) for one in document.indicators if one.linked
    }
    linked |= {
        one.row: offices.rolled(figures.plan, one.rolled, month)
        for one in document.indicators
        if one.rolled is not None
    }
    return score_plan(plan_input(document.with_indicators(filled), linked=linked), rules=rules)


def _beside(figures: PlanFigures, old: Side, new: Side) -> list[Composite]:
    """The composites that linked rows earn by; no query where none is linked."""
    if not any(one.linked for side in (old, new) for one in side.document.indicators):
        return []
    return composites_beside([figures.plan])[office_year(figures.plan)]


def _rolled(old: Side, new: Side) -> list[RolledFrom]:
    return [one.rolled for side in (old, new) for one in side.document.indicators if one.rolled]


def _score(
    figures: PlanFigures,
    month: Month,
    side: Side,
    ids: Mapping[str, int],
    *,
    rules: Rules,
    beside: Sequence[Composite],
    offices: OfficeAchievements,
) -> Decimal | None:
    return score_by(
        figures, month, side.document, ids, rules=rules, beside=beside, offices=offices
    ).normalised


def _in_year(targets: TierTargets, shift: int) -> TierTargets:
    return TierTargets(*(_shifted(target, shift) for target in targets))


def _shifted(target: Value | None, years: int) -> Value | None:
    if not isinstance(target, date):
        return target
    try:
        return target.replace(year=target.year + years)
    except ValueError:
        return target.replace(year=target.year + years, day=28)
