"""What offices below achieved, as their own stored scores say it: what rolled-up rows are made of.

It is the achievement to date of a month's own score: of the figures that were reported, whether or
not they are accepted yet; of a month that is open again what was last handed in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from indicators.returns.models import ScoreLine
from indicators.returns.selectors.figures import PlanFigures
from numerals import Month, Value
from plans.document.methods import Method
from plans.document.rolling_up import OfficeFigure, RolledFrom, RolledUp, Source
from plans.document.shares import may_be_summed
from plans.models import Indicator, Plan


class OfficeRow(NamedTuple):
    """A row of an office's plan of a year (its first calendar year) and kind."""

    year: int
    kind: str
    office: str
    row: str


class _ToDate(NamedTuple):
    month: Month
    achieved: Value | None
    may_be_added: bool


@dataclass(frozen=True, slots=True)
class OfficeAchievements:
    """The achievements to date by row, in the order of months; ``paths`` are the offices'."""

    told: Mapping[OfficeRow, Sequence[_ToDate]] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)

    def rolled(self, plan: Plan, rolled: RolledFrom, month: Month) -> RolledUp:
        """What a row of ``plan`` is made of as of ``month``. No query, with the office at hand."""
        return RolledUp(rolled.rule, tuple(self._figure(plan, s, month) for s in rolled.sources))

    def _figure(self, plan: Plan, source: Source, month: Month) -> OfficeFigure:
        at = OfficeRow(plan.fiscal_year_id, plan.kind, source.office, source.row)
        if not _is_below(self.paths.get(source.office, ""), plan.office.path):
            return OfficeFigure(source)
        until = [one for one in self.told.get(at, ()) if one.month <= month]
        if not until:
            return OfficeFigure(source)
        last = until[-1]
        return OfficeFigure(source, last.achieved, last.month, last.may_be_added)


NOBODY = OfficeAchievements()


def achievements_for(declared: Mapping[Plan, Iterable[RolledFrom]]) -> OfficeAchievements:
    """What offices achieved of all rows that the plans' rows are made of.

    One query for all plans; none where no row is rolled up.
    """
    wanted = {
        OfficeRow(plan.fiscal_year_id, plan.kind, source.office, source.row)
        for plan, rows in declared.items()
        for rolled in rows
        for source in rolled.sources
    }
    if not wanted:
        return NOBODY
    found = ScoreLine.objects.filter(
        score__plan__office__code__in={one.office for one in wanted},
        score__plan__fiscal_year__in={one.year for one in wanted},
        score__plan__kind__in={one.kind for one in wanted},
        indicator__row__in={one.row for one in wanted},
        indicator__dropped_in=0,
    ).order_by("score__plan__version", "score__month")
    told: dict[OfficeRow, list[_ToDate]] = {}
    paths: dict[str, str] = {}
    for year, kind, office, path, row, month, achieved, method, unit in found.values_list(
        "score__plan__fiscal_year",
        "score__plan__kind",
        "score__plan__office__code",
        "score__plan__office__path",
        "indicator__row",
        "score__month",
        "achieved",
        "indicator__method",
        "indicator__unit",
    ):
        at = OfficeRow(year, kind, office, row)
        if at in wanted:
            adds = may_be_summed(method=Method(method) if method else None, unit=unit)
            told.setdefault(at, []).append(_ToDate(month, achieved, adds))
            paths[office] = path
    return OfficeAchievements(told, paths)


def achievements_of(figures: PlanFigures) -> OfficeAchievements:
    """The same of one plan as ``figures`` has it."""
    return achievements_for({figures.plan: rolled_in(figures.indicators)})


def rolled_in(indicators: Iterable[Indicator]) -> list[RolledFrom]:
    """What the rows that are rolled up are made of."""
    return [rolled for one in indicators if (rolled := one.rolled) is not None]


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """A plan whose scores from ``since`` on changed; ``rows`` limits them to these indicators."""

    figures: PlanFigures
    since: Month
    rows: Collection[int] | None = None


@dataclass(frozen=True, slots=True)
class RolledAbove:
    """A plan of an office above, its ``rows`` that are made of what changed, by indicator id."""

    plan: Plan
    since: Month
    rows: frozenset[int]


def rolled_above(changed: Sequence[RowsChanged]) -> list[RolledAbove]:
    """The plans of the offices above that have rows made of what changed, by their ids.

    One query for all, and one for the plans where there are such; none for the topmost offices.
    """
    since: dict[OfficeRow, Month] = {}
    above: set[int] = set()
    for one in changed:
        plan = one.figures.plan
        above |= set(_above(plan))
        for indicator in one.figures.indicators:
            if one.rows is None or indicator.pk in one.rows:
                at = OfficeRow(plan.fiscal_year_id, plan.kind, plan.office.code, indicator.row)
                since[at] = min(one.since, since.get(at, one.since))
    if not above:
        return []
    made = (
        Indicator.objects.filter(
            plan__office__in=above,
            plan__fiscal_year__in={at.year for at in since},
            plan__kind__in={at.kind for at in since},
        )
        .exclude(roll_up="")
        # By the plans' ids: their own order would join their offices.
        .order_by("plan_id", "position")
        .values_list("plan_id", "plan__fiscal_year_id", "plan__kind", "pk", "roll_up_from")
    )
    begun: dict[int, Month] = {}
    touched: dict[int, set[int]] = {}
    for plan_id, year, kind, pk, texts in made:
        sources = map(Source.parse, texts)
        rows = (OfficeRow(year, kind, one.office, one.row) for one in sources)
        months = [since[at] for at in rows if at in since]
        if months:
            begun[plan_id] = min(*months, begun.get(plan_id, months[0]))
            touched.setdefault(plan_id, set()).add(pk)
    plans = Plan.objects.select_related("rule_set", "office").in_bulk(begun) if begun else {}
    return [RolledAbove(plans[pk], month, frozenset(touched[pk])) for pk, month in begun.items()]


def _above(plan: Plan) -> list[int]:
    """The ids of the offices above the plan's own."""
    return [int(pk) for pk in plan.office.path.split("/") if pk and int(pk) != plan.office_id]


def _is_below(path: str, above: str) -> bool:
    return path != above and path.startswith(above)
