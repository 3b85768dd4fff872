"""The list of templates, one template with the offices below it, its workbook."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from offices.models import Level
from offices.requests import signed_in, typed
from plans.cascade.differences import differing
from plans.cascade.forms import FilledWorkbookForm, TemplateForm
from plans.cascade.page import OfficeLine, name_of
from plans.cascade.selectors import (
    drafts_for_templates,
    offices_below,
    past_of,
    standings_of,
    templates_visible_to,
)
from plans.cascade.services import make_template
from plans.cascade.shares import all_shares_of
from plans.cascade.template import Incomplete, Template
from plans.cascade.views.finding import planners_only, template_or_404
from plans.cascade.workbook import workbook_of
from plans.workshop.models import Draft
from plans.workshop.services import DraftClosed
from presentation.figures import sentence
from spreadsheets.exchange.download import workbook_response


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    """The templates, and a draft that becomes one."""
    me = signed_in(request)
    form = TemplateForm(typed(request), drafts=drafts_for_templates(me))
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            draft: Draft = form.cleaned_data["draft"]
            try:
                make_template(draft.pk, by=me)
                return redirect("plans:template", pk=draft.pk)
            except Incomplete as lacking:
                form.add_error("draft", sentence(lacking.reason))
            except DraftClosed:
                form.add_error("draft", _("This draft was kept or discarded."))
    context = {"templates": templates_visible_to(me), "form": form}
    return render(request, "plans/cascade/list.html", context, status=status)


@planners_only
@require_safe
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """One template: the offices below it, how each stands to it, the workbook out and in."""
    return template_page(request, template_or_404(request, pk), FilledWorkbookForm())


def template_page(
    request: HttpRequest,
    value: Template,
    form: FilledWorkbookForm,
    *,
    problem: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The page of a template, with what was wrong with a file that was brought."""
    offices = list(offices_below(value.draft, signed_in(request)))
    standings = standings_of(value, offices)
    counts = Counter((one.office.pk, one.is_own) for one in differing(value, standings))
    lines = [
        OfficeLine(
            one,
            behind=counts[one.office.pk, False],
            own=counts[one.office.pk, True],
            is_frozen=bool(one.plan and one.plan.is_frozen),
        )
        for one in standings
    ]
    context = {
        "template": value,
        "named": name_of(value),
        "lines": lines,
        "levels": [level for level in Level if level in {office.level for office in offices}],
        "following": sum(one.cascaded is not None for one in standings),
        "behind": sum(line.behind > 0 for line in lines),
        "own": sum(line.own > 0 for line in lines),
        "shares": all_shares_of(value, standings) if any(one.cascaded for one in standings) else (),
        "form": form,
        "problem": problem,
    }
    return render(request, "plans/cascade/template.html", context, status=status)


@planners_only
@require_safe
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook to fill in: for the offices of a level, those that are ticked, or all."""
    value = template_or_404(request, pk)
    offices = offices_below(value.draft, signed_in(request))
    ticked, level = request.GET.getlist("office"), request.GET.get("level", "")
    if level:
        offices = offices.filter(level=level)
    elif ticked:
        offices = offices.filter(code__in=ticked)
    chosen = list(offices)
    if not chosen:
        problem = _("No office stands below this template's office.")
        return template_page(
            request,
            value,
            FilledWorkbookForm(),
            problem=problem,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    content = workbook_of(value, standings_of(value, chosen), past_of(value, chosen))
    name = f"template-{value.office.code}-{value.year}-{value.kind}"
    return workbook_response(content, name=name)


@planners_only
@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """A template that nobody follows becomes a draft like any other."""
    value = template_or_404(request, pk)
    try:
        make_template(value.draft.pk, by=signed_in(request), is_template=False)
    except DraftClosed:
        messages.error(request, _("Offices follow this template, so it stays one."))
        return redirect("plans:template", pk=pk)
    return redirect("plans:workshop-draft", pk=pk)
