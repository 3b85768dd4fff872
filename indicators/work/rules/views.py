"""What a draft of the year's rules changes for every office, and the step that puts it in force."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from indicators.periods.rescoring.effects import effect_of, graded_by
from indicators.periods.rescoring.services import put_rules_in_force
from numerals import show_scores_at
from offices.requests import planners_only, signed_in
from plans.models import RuleSet
from plans.rules.forms import RulesReasonForm
from plans.rules.services import RulesChanged
from plans.rules.views import draft_or_404, revision_of, settable_or_404
from presentation.figures import digits


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def effect(request: HttpRequest, *, year: str, kind: str) -> HttpResponse:
    """Old and new composite of every office; a POST with a reason puts the draft in force."""
    draft = draft_or_404(settable_or_404(year), kind)
    if request.method != "POST":
        return _show(request, draft, RulesReasonForm())
    form = RulesReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, draft, form, status=422)
    try:
        moved = put_rules_in_force(
            draft,
            reason=form.cleaned_data["reason"],
            revision=revision_of(request),
            by=signed_in(request),
        )
    except RulesChanged:
        return _show(request, draft, form, status=409)
    said = ngettext(
        "The rules are in force. %(count)s plan is scored by them.",
        "The rules are in force. %(count)s plans are scored by them.",
        len(moved),
    )
    messages.success(request, said % {"count": digits(len(moved))})
    return redirect("plans:year-rules", year=year)


def _show(
    request: HttpRequest, draft: RuleSet, form: RulesReasonForm, *, status: int = 200
) -> HttpResponse:
    draft.refresh_from_db(fields=["revision"])
    show_scores_at(draft.score_places)
    found = effect_of(draft)
    context = {
        "rules": draft,
        "year": draft.fiscal_year,
        "effect": found,
        "grades": graded_by(draft, found),
        "form": form,
        "is_stale": status == 409,
    }
    return render(request, "indicators/work/rules/effect.html", context, status=status)
