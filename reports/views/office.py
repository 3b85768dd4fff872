"""One office across the year."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.scoring.explanations import tally_text
from numerals import FiscalYearSpan, show_scores_at
from offices.models import Office, User
from offices.selectors import Access, access_of
from plans.document.defaults import Kind, SchemeName
from plans.models import FiscalYear
from plans.selectors import year_among
from presentation.figures import sentence
from presentation.language import reader_language
from reports.dashboard.office import OfficeYear, PlanYear, office_year
from reports.dashboard.selection import Selection, latest_over_month
from reports.selectors.objectives import objective_titles
from reports.selectors.office import plans_of_year, years_of
from reports.selectors.pace import pace_of_plans
from reports.selectors.place import OfficePlace, place_of


@login_required
@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """The office's year: its plans, the score month by month, the returns, the objectives."""
    found = Office.objects.select_related("parent").filter(code=code).first()
    user = request.user
    if found is None or not isinstance(user, User) or not access_of(user).sees(found):
        raise Http404
    years = years_of(found)
    year = asked_year(request.GET.get("year", ""), years)
    plans = _in_order(plans_of_year(found, year.span)) if year else []
    plan = _asked_plan(request.GET.get("kind", ""), plans)
    if plan is not None and plan.rules is not None:
        show_scores_at(plan.rules.score_places)
    shown = _shown(found, plan, year) if plan and year else None
    return render(
        request,
        "reports/office.html",
        {
            "office": found,
            "years": years,
            "year": year,
            "plans": [(_named(year, one.kind), one) for one in plans],
            "shown": shown,
            "place": _place(found, shown, access_of(user)),
            "pace_note": _pace_note(found, shown, year) if shown and year else "",
            "kind_label": _named(year, plan.kind) if plan else "",
        },
    )


def _named(year: FiscalYear | None, kind: str) -> str:
    """What the year calls a kind of plan."""
    return sentence(SchemeName.of(Kind(kind)).name if year is None else year.scheme(kind).name)


def asked_year(text: str, years: list[FiscalYear]) -> FiscalYear | None:
    """The year of an office that the address asks for, else the one at hand; ``None`` where it
    has no plan.
    """
    if not text:
        return year_among(years)
    try:
        start = FiscalYearSpan.parse(text).start
    except ValueError as error:
        raise Http404(text) from error
    return next((year for year in years if year.start == start), FiscalYear(start=start))


def _in_order(plans: list[PlanYear]) -> list[PlanYear]:
    return sorted(plans, key=lambda plan: list(Kind).index(Kind(plan.kind)))


def _asked_plan(kind: str, plans: list[PlanYear]) -> PlanYear | None:
    if kind and kind not in list(Kind):
        raise Http404(kind)
    first = plans[0] if plans else None
    return next((plan for plan in plans if plan.kind == kind), first)


def _pace_note(office: Office, shown: OfficeYear, year: FiscalYear) -> str:
    """How many of the plan's indicators are behind the year that is not over."""
    if shown.scored is None:
        return ""
    of_plan = Q(plan__office=office, plan__fiscal_year=year.start, plan__kind=shown.plan.kind)
    tally = pace_of_plans(of_plan, shown.scored, today=timezone.localdate())
    return tally_text(tally, language=reader_language())


def _place(office: Office, shown: OfficeYear | None, access: Access) -> OfficePlace | None:
    """Where the office stands by the latest month that is over."""
    if shown is None:
        return None
    today, year = timezone.localdate(), shown.months[0].month.fiscal_year
    month = latest_over_month(year, today=today)
    selection = Selection(year=year, month=month, kind=shown.plan.kind)
    return place_of(office, selection, access=access, today=today)


def _shown(office: Office, plan: PlanYear, year: FiscalYear) -> OfficeYear:
    of_plan = Q(plan__office=office, plan__fiscal_year=year.start, plan__kind=plan.kind)
    return office_year(
        plan,
        year=year.span,
        today=timezone.localdate(),
        titles=objective_titles(of_plan, year=year.span, kind=plan.kind),
    )
