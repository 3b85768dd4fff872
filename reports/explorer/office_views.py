"""The pages of an office over its years, and beside another or beside its peers."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.returns.lookup import month_or_404, this_month
from numerals import FiscalYearSpan, Month, year_at_hand
from offices.models import Office
from offices.requests import signed_in
from offices.selectors import access_of
from plans.models import Objective, Plan
from plans.same_rows.selectors import answers_for
from reports.explorer.beside import beside
from reports.explorer.office_selectors import (
    composites_of,
    offices_beside,
    peers_of_plan,
    plans_of_office,
    rows_of_plans,
    years_of_office,
)
from reports.explorer.office_years import office_years
from reports.selectors.place import LEAST_OTHERS

PEERS = "peers"
"""What ``?with=`` says for the middle of the offices of the same level."""


@login_required
@require_safe
def years(request: HttpRequest, code: str) -> HttpResponse:
    """The office's plans of one kind, year beside year."""
    office = _office_or_404(request, code)
    plans = plans_of_office(office)
    plan = _plan_or_404(plans, request)
    found = years_of_office([one for one in plans if plan and one.kind == plan.kind])
    context = {
        "office": office,
        "plan": plan,
        "kinds": _kinds(plans),
        "table": office_years(found) if found else None,
    }
    return render(request, "reports/explorer/office_years.html", context)


@login_required
@require_safe
def side_by_side(request: HttpRequest, code: str) -> HttpResponse:
    """The office's plan beside that of ``?with=``, an office's code, or ``peers``."""
    office = _office_or_404(request, code)
    plans = plans_of_office(office)
    plan = _plan_or_404(plans, request)
    others = offices_beside(office, signed_in(request))
    chosen = request.GET.get("with", "") or PEERS
    other = next((one for one in others if one.code == chosen), None)
    if chosen != PEERS and other is None:
        raise Http404
    context = {
        "office": office,
        "plan": plan,
        "plans": plans,
        "others": others,
        "other": other,
        **(_table(request, plan, other) if plan else {}),
    }
    return render(request, "reports/explorer/side_by_side.html", context)


def _table(request: HttpRequest, plan: Plan, other: Office | None) -> dict[str, object]:
    asked = request.GET.get("month")
    month = month_or_404(plan, asked) if asked else _latest(plan)
    theirs = peers_of_plan(plan, month) if other is None else _plans_of(other, plan)
    is_too_few = other is None and len(theirs) < LEAST_OTHERS
    keys = [plan.pk, *(() if is_too_few else theirs)]
    rows = rows_of_plans(keys, month)
    own = rows.pop(plan.pk)
    objectives = Objective.objects.in_bulk({one.objective for one in own})
    table = beside(
        own,
        rows,
        objectives,
        composites_of(keys, month),
        plan=plan.pk,
        answers=answers_for(plan.office),
    )
    return {
        "month": month,
        "months": [one for one in plan.span.months if one <= this_month()],
        "table": table,
        "peers": len(theirs),
        "is_too_few": is_too_few,
    }


def _latest(plan: Plan) -> Month:
    """The last month that the plan has a score of."""
    found = plan.scores.order_by("-month").values_list("month", flat=True).first()
    return found or plan.span.months[0]


def _plans_of(office: Office, plan: Plan) -> list[int]:
    """The other office's plan of the same year and kind, if it has one."""
    found = Plan.objects.filter(office=office, fiscal_year=plan.fiscal_year_id, kind=plan.kind)
    return list(found.order_by("-version").values_list("pk", flat=True)[:1])


def _office_or_404(request: HttpRequest, code: str) -> Office:
    office = Office.objects.select_related("parent").filter(code=code).first()
    if office is None or not access_of(signed_in(request)).sees(office):
        raise Http404
    return office


def _plan_or_404(plans: Sequence[Plan], request: HttpRequest) -> Plan | None:
    """The plan of ``?year=`` and ``?kind=``, else that of the year at hand, an agreement first."""
    year, kind = request.GET.get("year", ""), request.GET.get("kind", "")
    try:
        span = FiscalYearSpan.parse(year) if year else None
    except ValueError as error:
        raise Http404 from error
    of_kind = [one for one in plans if not kind or one.kind == kind]
    if span is None:
        span = year_at_hand((one.span for one in of_kind), today=timezone.localdate())
    fitting = [one for one in of_kind if one.span == span]
    if not fitting and (year or kind):
        raise Http404
    return next((one for one in fitting if one.has_text), fitting[0] if fitting else None)


def _kinds(plans: Sequence[Plan]) -> list[Plan]:
    """One plan of each kind, the newest, for its name."""
    return list({one.kind: one for one in reversed(plans)}.values())
