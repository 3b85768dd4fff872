"""The pages of one objective and of one section."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.returns.lookup import plan_or_404
from indicators.returns.models import MonthlyReturn
from numerals import Month
from offices.requests import signed_in
from offices.selectors import access_of
from plans.addresses import plan_url
from plans.models import Objective, Plan
from plans.selectors import section_titles
from presentation.figures import achievement, sentence
from reports.dashboard.lines import ChartLine, line_of
from reports.dashboard.office import CHART_HEIGHT, CHART_WIDTH
from reports.explorer.asking import month_asked, offices_asked, offices_beside
from reports.explorer.kept import promised_at
from reports.explorer.offices import OfficesPart, order_of
from reports.explorer.part_selectors import parts_by_month, parts_of_offices, returns_by_month
from reports.explorer.selectors.year import year_scores
from reports.explorer.values import EarnedPart, OrderedBy, PartChosen, RowMonth


@dataclass(frozen=True, slots=True)
class PartMonth:
    """A month of the part: what it earned, and where the return is."""

    month: Month
    part: EarnedPart | None
    monthly_return: MonthlyReturn | None
    url: str


@dataclass(frozen=True, slots=True)
class PartRowNow:
    """An indicator of the part as of the month."""

    code: str
    title: str
    url: str
    achieved: str
    now: RowMonth | None


@dataclass(frozen=True, slots=True)
class PartPage:
    """Everything about an objective or section as of ``month``."""

    plan: Plan
    chosen: PartChosen
    month: Month
    months: tuple[PartMonth, ...]
    line: ChartLine
    rows: tuple[PartRowNow, ...]
    indicator: None = None
    """Such a page is of no single one."""

    @property
    def now(self) -> EarnedPart | None:
        """What it earned as of the month."""
        return next(one.part for one in self.months if one.month == self.month)


@login_required
@require_safe
def objective(
    request: HttpRequest, *, office: str, year: str, kind: str, objective: int
) -> HttpResponse:
    """One objective: its twelve months, its indicators, the same objective in other offices."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    found = Objective.objects.filter(plan=plan, pk=objective).first()
    if found is None:
        raise Http404
    key = (found.section, found.code or found.section)
    chosen = PartChosen(found.pk, found.section, found.code, found.title, frozenset({key}))
    return _shown(request, plan, chosen)


@login_required
@require_safe
def section(
    request: HttpRequest, *, office: str, year: str, kind: str, section: str
) -> HttpResponse:
    """One section, the same way."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    found = Objective.objects.filter(plan=plan, section=section).values_list("section", "code")
    keys = frozenset((one, code or one) for one, code in found)
    if not keys:
        raise Http404
    titles = section_titles(plan)
    title = sentence(titles[section]) if section in titles else section
    return _shown(request, plan, PartChosen(0, section, "", title, keys))


def _shown(request: HttpRequest, plan: Plan, chosen: PartChosen) -> HttpResponse:
    page = _page(request, plan, chosen)
    context = {"plan": plan, "page": page, "offices": _offices(request, page)}
    return render(request, "reports/explorer/part.html", context)


def _page(request: HttpRequest, plan: Plan, chosen: PartChosen) -> PartPage:
    parts, returns, scores = parts_by_month(plan, chosen), returns_by_month(plan), year_scores(plan)
    month = month_asked(request, plan, scored=parts)
    rows = [
        (one, scores.rows.get(one.pk, {}).get(month))
        for one in promised_at(plan, returns.get(month))
        if one.activity.objective_id == chosen.objective
        or (not chosen.objective and one.activity.objective.section == chosen.section)
    ]
    return PartPage(
        plan=plan,
        chosen=chosen,
        month=month,
        months=tuple(
            PartMonth(
                one,
                parts.get(one),
                returns.get(one),
                plan_url("indicators:entry", plan, one)
                if one.first_day <= timezone.localdate()
                else "",
            )
            for one in plan.span.months
        ),
        line=line_of(
            {one: part.share for one, part in parts.items()},
            year=plan.span,
            width=CHART_WIDTH,
            height=CHART_HEIGHT,
        ),
        rows=tuple(
            PartRowNow(
                one.code,
                one.title,
                f"{plan_url('reports:indicator', plan, one.pk)}?month={month}",
                achievement(now.achieved if now else None),
                now,
            )
            for one, now in rows
        ),
    )


def _offices(request: HttpRequest, page: PartPage) -> OfficesPart | None:
    """The offices beside the plan's; ``None`` where it stands alone."""
    plan, access = page.plan, access_of(signed_in(request))
    asked = offices_asked(request, plan)
    if asked is None:
        return None
    lines = parts_of_offices(plan, page.chosen, page.month, under=asked.chosen.path)
    by = OrderedBy.SCORE
    order = order_of(lines, own=plan.office_id, by=by, direction=None)
    return offices_beside(
        request, asked, lines, order, plan=plan, month=page.month, by=by, access=access
    )
