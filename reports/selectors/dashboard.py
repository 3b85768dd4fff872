"""What the dashboard shows of many offices: ten queries, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, FilteredRelation, Q, QuerySet

from indicators.models import Score, ScoreLine
from indicators.scoring.model import ObjectiveScore
from offices.models import Level, Office, User, in_language
from offices.selectors import offices_overseen_by
from plans.document.frequencies import frequencies_asked
from plans.document.model import FiscalYearSpan, Month
from plans.models import FiscalYear, Plan
from plans.stored_calendar import office_calendars
from reports.dashboard.model import (
    Contradiction,
    ObjectiveKey,
    ObjectiveTitle,
    OfficeFigures,
    StoredReturn,
)
from reports.selectors.objectives import objective_scores, objective_titles
from reports.selectors.returns import stored_return


@dataclass(frozen=True, slots=True)
class Region:
    """A superior office of field offices, to choose by."""

    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Field:
    """The district offices that a reviewer oversees, and the superior offices among them."""

    names: Mapping[int, tuple[str, str]]
    """Code and short name of each district office by id."""
    regions: tuple[Region, ...]
    offices: QuerySet[Office]


class UnknownRegion(Exception):
    """No superior office of that code oversees any of the user's offices."""


def planned_years(user: User) -> list[tuple[FiscalYear, str]]:
    """The fiscal years and kinds of the plans that the user oversees: one query."""
    found = (
        Plan.objects.filter(office__in=offices_overseen_by(user), office__level=Level.DISTRICT)
        .values_list("fiscal_year_id", "kind")
        .distinct()
        .order_by()
    )
    return [(FiscalYear(start=start), kind) for start, kind in found]


def field_of(user: User, *, region: str, month: Month) -> Field:
    """The district offices below ``region`` (empty: all) that the user oversees: one query.

    Those that exist at the end of ``month``: a closed one owes nothing, and is not compared.

    Raises ``UnknownRegion``, also for an office that the user does not oversee.
    """
    existing = offices_overseen_by(user).active(month.last_day)
    rows = list(
        existing.order_by("path").values_list(
            "pk", "code", "level", "parent_id", "path", "name_bn", "name_en", "short_bn", "short_en"
        )
    )
    superior = {parent for _, _, level, parent, *_ in rows if level == Level.DISTRICT}
    regions = tuple(
        Region(code, _short_name(*names), path)
        for pk, code, _, _, path, *names in rows
        if pk in superior
    )
    chosen = next((one for one in regions if one.code == region), None)
    if region and chosen is None:
        raise UnknownRegion(region)
    below = chosen.path if chosen else ""
    return Field(
        names={
            pk: (code, _short_name(*names))
            for pk, code, level, _, path, *names in rows
            if level == Level.DISTRICT and path.startswith(below)
        },
        regions=regions,
        offices=existing.filter(level=Level.DISTRICT, path__under=below),
    )


def _short_name(name_bn: str, name_en: str, short_bn: str, short_en: str) -> str:
    return in_language(short_bn, short_en) or in_language(name_bn, name_en)


def office_figures(
    field: Field, *, year: FiscalYearSpan, kind: str, month: Month
) -> list[OfficeFigures]:
    """The stored figures of all offices of the field up to ``month``: five queries.

    Of a plan in several versions the newest counts that has a score of the month.
    """
    plans = _plans(field, year=year, kind=kind, month=month)
    histories: dict[int, dict[Month, Decimal | None]] = {}
    latest: dict[int, tuple[Month, int]] = {}
    for office, pk, at, composite in (
        Score.objects.filter(_of_field(field, "plan__", year=year, kind=kind), month__lte=month)
        .order_by("plan__version", "month")
        .values_list("plan__office_id", "pk", "month", "normalised")
    ):
        histories.setdefault(office, {})[at] = composite
        if office not in latest or at >= latest[office][0]:
            latest[office] = at, pk
    details = _details(pk for _, pk in latest.values())
    levels = dict.fromkeys(field.names, Level.DISTRICT)
    calendars = office_calendars(levels, year=year, plan_kind=kind)
    figures = []
    for office, (code, name) in field.names.items():
        plan = plans.get(office)
        scored, pk = latest.get(office, (None, 0))
        reported, objectives = details.get(pk, (0, ()))
        figures.append(
            OfficeFigures(
                code=code,
                name=name,
                term=calendars[office].of_month(month),
                plan=plan.pk if plan else None,
                indicators=plan.indicators if plan else 0,
                reported=reported if scored == month else 0,
                history=histories.get(office, {}),
                objectives=objectives,
                stored_return=plan.stored_return if plan else None,
            )
        )
    return figures


@dataclass(frozen=True, slots=True)
class _PlanRow:
    pk: int
    indicators: int
    stored_return: StoredReturn | None


def _plans(field: Field, *, year: FiscalYearSpan, kind: str, month: Month) -> dict[int, _PlanRow]:
    """The newest plan of each office with the month's return: one query."""
    found: dict[int, _PlanRow] = {}
    for office, pk, indicators, state, late_by in (
        Plan.objects.filter(_of_field(field, "", year=year, kind=kind))
        .annotate(
            asked=FilteredRelation("sheets", condition=Q(sheets__month=month)),
            size=Count("indicators", filter=Q(indicators__frequency__in=frequencies_asked(month))),
        )
        .order_by("version")
        .values_list("office_id", "pk", "size", "asked__state", "asked__late_by")
    ):
        stored = stored_return(state, late_by)
        if stored is None and office in found:
            stored = found[office].stored_return
        found[office] = _PlanRow(pk, indicators, stored)
    return found


def _details(scores: Iterable[int]) -> dict[int, tuple[int, tuple[ObjectiveScore, ...]]]:
    """Filled cells and objectives of the scores: one query."""
    return {
        pk: (reported, objective_scores(objectives))
        for pk, reported, objectives in Score.objects.filter(pk__in=list(scores))
        .order_by()
        .values_list("pk", "reported", "objectives")
    }


def contradictions_of(
    field: Field, *, year: FiscalYearSpan, kind: str, month: Month
) -> list[Contradiction]:
    """Achievements to date of the month beside those that the office printed: one query."""
    rows = (
        ScoreLine.objects.filter(
            _of_field(field, "score__plan__", year=year, kind=kind),
            score__month=month.first_day,
            indicator__achievements__sheet__month=month.first_day,
            indicator__achievements__reported_cumulative__isnull=False,
        )
        .order_by("score__plan__office__path", "indicator__position")
        .values_list(
            "score__plan__office_id",
            "indicator__code",
            "indicator__title",
            "achieved",
            "indicator__achievements__reported_cumulative",
        )
    )
    return [
        Contradiction(
            *field.names[office], indicator=code or title, computed=computed, printed=printed
        )
        for office, code, title, computed, printed in rows
        if computed is not None and printed is not None
    ]


def titles_of(
    field: Field, *, year: FiscalYearSpan, kind: str
) -> dict[ObjectiveKey, ObjectiveTitle]:
    """What the objectives of the field's plans are called: two queries."""
    return objective_titles(_of_field(field, "plan__", year=year, kind=kind), year=year, kind=kind)


def _of_field(field: Field, plan: str, *, year: FiscalYearSpan, kind: str) -> Q:
    """That the plan at the end of the lookup ``plan`` is one of the field's."""
    return Q(
        **{
            f"{plan}office__in": field.offices,
            f"{plan}fiscal_year": year.start,
            f"{plan}kind": kind,
        }
    )
