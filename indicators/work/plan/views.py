"""The plan page: the agreement with targets, achievements, scores and findings."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.periods.available_reports import available_reports
from indicators.periods.selectors import final_score_of
from indicators.returns.as_kept import kept_month
from indicators.returns.comments.views import comments_context
from indicators.returns.lookup import latest_month, month_or_404, plan_or_404, this_month
from indicators.returns.models import State
from indicators.returns.scores.selectors import by_newest_version, score_of, version_of_month
from indicators.returns.selectors.earning import earning_of
from indicators.returns.selectors.figures import figures_of
from indicators.returns.selectors.owed import reviewing_name
from indicators.returns.shifts import shifts_since
from indicators.work.plan.page import plan_page
from offices.requests import signed_in
from offices.selectors import access_of
from plans.agreements.selectors import agreement_of
from plans.agreements.workflow import WITH_OFFICE
from plans.rules.selectors import settings_of_plan
from plans.selectors import section_titles


@login_required
@require_safe
def plan(request: HttpRequest, *, office: str, year: str, kind: str) -> HttpResponse:
    """The plan as of ``?month=``, or of the last month that was reported.

    A month that was accepted stands with what it was accepted with; what the plan promises
    otherwise today is said above it.
    """
    found = plan_or_404(request, office=office, year=year, kind=kind)
    live = figures_of(found).counted
    asked = request.GET.get("month")
    at = month_or_404(found, asked) if asked else latest_month(live)
    figures = kept_month(live, at)
    today = timezone.localdate()
    page = plan_page(
        figures,
        at,
        score_of(figures, at),
        titles=figures.words.sections if figures.words else section_titles(found),
        settings=settings_of_plan(found, today=today),
        today=today,
        reviewing=reviewing_name(found),
        is_ours=access_of(signed_in(request)).may_prepare(found.office),
    )
    access = access_of(signed_in(request))
    makes_plan = access.may_plan(found.office) or found.office_id in access.works_for
    agreement = agreement_of(found)
    has_begun = at <= this_month()
    context = {
        "page": page,
        "plan": found,
        "other_version": None if figures is live else by_newest_version(live, at),
        "version": version_of_month(found, at),
        "promised_since": () if figures is live else shifts_since(figures, live),
        "final": final_score_of(found) if at == found.span.months[-1] else None,
        "earning": earning_of(found, at),
        "begun": available_reports(found.span, today=today),
        "may_write": has_begun and access.may_enter(found.office),
        "agreement": agreement,
        "agreement_state": agreement.state
        if found.office_id in access.works_for
        else agreement.office_state,
        # What was handed in once stays as it is.
        "may_reopen": makes_plan
        and agreement.state in WITH_OFFICE
        and all(
            monthly_return.state == State.OPEN for monthly_return in live.monthly_returns.values()
        ),
        **(comments_context(request, found, at) if has_begun else {}),
    }
    return render(request, "indicators/work/plan.html", context)
