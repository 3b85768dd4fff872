"""Targets beside the past: of a draft, where proposals can be taken, and of a stored plan."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from indicators.returns.lookup import plan_or_404
from indicators.targets.overview import marks_of
from indicators.targets.page import targets_page
from indicators.targets.selectors import DraftPast, past_of_draft, past_of_plan
from indicators.targets.services import take_proposals
from indicators.targets.tables import QualityTable
from offices.requests import signed_in
from plans.same_rows.forms import WhichPlans
from plans.workshop.models import Draft, DraftState
from plans.workshop.services import DraftClosed, DraftConflict
from plans.workshop.typed import number_in
from plans.workshop.views.finding import draft_or_404, name_of, planners_only
from presentation.figures import number
from spreadsheets.columns import file_columns, sheet_of
from spreadsheets.downloads import download


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponseBase:
    """The quality of the targets of all plans and drafts of a year and kind that one sees;
    ``format=csv`` or ``xlsx`` as a file.
    """
    which = WhichPlans(request.GET)
    if not which.is_valid():
        raise Http404
    marks = marks_of(
        signed_in(request), year=which.cleaned_data["year"], kind=which.cleaned_data["kind"]
    )
    if file_format := request.GET.get("format"):
        content = sheet_of(_("Quality of the targets"), file_columns(QualityTable), marks)
        return download(
            content, name="lokkho-targets", file_format=file_format, by=str(signed_in(request))
        )
    context = {"which": which, "marks": marks, "table": QualityTable(marks)}
    return render(request, "indicators/targets/overview.html", context)


@login_required
@require_safe
def plan_targets(request: HttpRequest, *, office: str, year: str, kind: str) -> HttpResponse:
    """The plan's targets beside the past; with ``?row=`` the piece of that row alone."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    past = past_of_plan(plan)
    page = targets_page(past, past.rows)
    return _shown(request, {"page": page, "plan": plan})


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def draft_targets(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft's targets beside the past; a POST takes what is proposed for rows."""
    draft = draft_or_404(request, pk)
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            _take(request, draft)
        except DraftConflict:
            messages.error(
                request,
                _("Nothing was taken: someone else has changed these targets. Look again."),
            )
            draft, status = draft_or_404(request, pk), HTTPStatus.CONFLICT
        except DraftClosed:
            messages.error(request, _("This draft was kept or discarded."))
            return redirect("plans:workshop-draft", pk=pk)
        else:
            return redirect("indicators:draft-targets", pk=pk)
    past = past_of_draft(draft)
    context = {
        "page": _page(past),
        "draft": draft,
        "named": name_of(draft),
        "may_take": draft.state == DraftState.OPEN,
    }
    return _shown(request, context, status=status)


def _page(past: DraftPast | None) -> Any:
    if past is None:
        return None
    return targets_page(past.past, {str(key): one for key, one in past.rows.items()})


def _take(request: HttpRequest, draft: Draft) -> None:
    revision = number_in(request.POST.get("revision", ""))
    taken = take_proposals(
        draft,
        _keys(request.POST),
        revision=draft.revision if revision is None else revision,
        by=signed_in(request),
    )
    messages.success(
        request,
        ngettext(
            "The proposed targets of %(count)s row were taken.",
            "The proposed targets of %(count)s rows were taken.",
            taken,
        )
        % {"count": number(taken)},
    )


def _keys(sent: QueryDict) -> list[int]:
    """The rows that were ticked, or the one whose button was pressed."""
    pressed = sent.get("one", "")
    asked = [pressed] if pressed else sent.getlist("row")
    return [key for one in asked if (key := number_in(one)) is not None]


def _shown(
    request: HttpRequest, context: dict[str, Any], *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    asked, page = request.GET.get("row"), context["page"]
    if asked is None or request.method == "POST":
        return render(request, "indicators/targets/page.html", context, status=status)
    row = next((one for one in page.rows if one.key == asked), None) if page else None
    if row is None:
        raise Http404
    return render(request, "indicators/targets/_row.html", {**context, "row": row, "alone": True})
