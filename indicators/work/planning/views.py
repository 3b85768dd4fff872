"""The planner's day: a list of how far each office is, and steps for many of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from indicators.work.planning.forms import BulkForm, PlanningForm
from indicators.work.planning.page import deadlines, stage_counts, steps_open_to
from indicators.work.planning.saved import (
    forget_selection,
    query_kept,
    save_selection,
    selections_of,
)
from indicators.work.planning.selectors import offices_with_plans, plan_lines, with_marks
from indicators.work.planning.services import BulkStep, take_for_many
from indicators.work.planning.tables import PlanningTable, file_columns
from indicators.work.planning.values import PlanLine
from numerals import Month, parse_whole
from offices.paging import by_pages
from offices.requests import signed_in
from offices.selectors import Access, access_of
from plans.document.defaults import Kind
from spreadsheets.columns import sheet_of
from spreadsheets.downloads import download

_PAGE: Final = "indicators:planning"
_ROWS: Final = 100
_DIGITS: Final = 18
"""Of a number in a form, as many as the database can hold."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def planning(request: HttpRequest) -> HttpResponseBase:
    """How far the offices are with their plans; ``format=csv`` or ``xlsx`` as a file.

    A POST takes a step for those that were ticked, and tells of each what became of it.
    """
    user = signed_in(request)
    access = access_of(user)
    if not access.oversees:
        raise Http404
    today = timezone.localdate()
    kind = request.GET.get("kind") or Kind.APA.value
    form = PlanningForm(
        request.GET, offices=offices_with_plans(user, kind), this_year=Month.of(today).fiscal_year
    )
    form.is_valid()
    every = plan_lines(user, year=form.span, kind=form.chosen_kind, offices=form.offices)
    if form.asks_for_marks:
        every = with_marks(every, user, year=form.span, kind=form.chosen_kind)
    if request.method == "POST":
        return _take(request, form, every, access)
    shown = list(form.narrowed(every))
    if file_format := request.GET.get("format"):
        table = PlanningTable(
            shown, marks=form.asks_for_marks, order_by=request.GET.get("sort", "")
        )
        rows = [row.record for row in table.rows]
        content = sheet_of(_("Plans"), file_columns(marks=form.asks_for_marks), rows)
        return download(
            content,
            name=f"lokkho-planning-{form.span}",
            file_format=file_format,
            by=str(signed_in(request)),
        )
    ticked = {line.key for line in shown} if request.GET.get("ticked") == "all" else set()
    return _page(request, form, every, access, bulk=BulkForm(), ticked=ticked)


def _page(
    request: HttpRequest,
    form: PlanningForm,
    every: list[PlanLine],
    access: Access,
    *,
    bulk: BulkForm,
    ticked: set[str],
    status: int = HTTPStatus.OK,
) -> HttpResponseBase:
    shown = list(form.narrowed(every))
    table = PlanningTable(shown, marks=form.asks_for_marks)
    by_pages(request, table, rows=_ROWS)
    table.ticked = ticked
    context = {
        "form": form,
        "table": table,
        "shown": len(shown),
        "stages": stage_counts(every, chosen=form.cleaned_data.get("stage", "")),
        "deadlines": deadlines(form.span, today=timezone.localdate(), kind=form.chosen_kind),
        "span": form.span,
        "steps": steps_open_to(access, shown),
        "bulk": bulk,
        "saved": selections_of(signed_in(request)),
        "query": query_kept(request.META.get("QUERY_STRING", "")),
        "makes_plans": bool(access.planning),
    }
    return render(request, "indicators/work/planning/planning.html", context, status=status)


def _take(
    request: HttpRequest, form: PlanningForm, every: list[PlanLine], access: Access
) -> HttpResponseBase:
    bulk, ticked = BulkForm(request.POST), set(request.POST.getlist("chosen"))
    chosen = [seen for line in every if (seen := _as_seen(line, ticked))]
    if not chosen:
        bulk.add_error(None, _("Choose at least one office."))
    if not bulk.is_valid():
        return _page(
            request,
            form,
            every,
            access,
            bulk=bulk,
            ticked=ticked,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    step = BulkStep(bulk.cleaned_data["step"])
    outcomes = take_for_many(
        step, chosen, reason=bulk.cleaned_data["reason"], by=signed_in(request)
    )
    context: dict[str, Any] = {
        "step": step,
        "done": [one.line for one in outcomes if not one.refused],
        "refused": [one for one in outcomes if one.refused],
        "back": _address(request.META.get("QUERY_STRING", "")),
    }
    return render(request, "indicators/work/planning/taken.html", context)


def _as_seen(line: PlanLine, ticked: set[str]) -> PlanLine | None:
    """The line as it was ticked, with the version that the page showed; nothing if it was not."""
    for key in ticked:
        office, _colon, version = key.partition(":")
        seen = parse_whole(version, most_digits=_DIGITS)
        if office == str(line.office.pk) and seen is not None:
            return line.as_seen(seen)
    return None


@login_required
@require_POST
def save(request: HttpRequest) -> HttpResponseBase:
    """Keep the selection under a name, or forget one."""
    user = signed_in(request)
    if not access_of(user).oversees:
        raise Http404
    query = request.POST.get("query", "")
    forgotten = parse_whole(request.POST.get("forget", ""), most_digits=_DIGITS)
    if forgotten is not None:
        forget_selection(forgotten, by=user)
        return redirect(_address(query))
    try:
        save_selection(
            name=request.POST.get("name", ""),
            query=query,
            by=user,
            is_shared="shared" in request.POST,
        )
    except ValueError:
        return redirect(f"{_address(query)}#save")
    return redirect(_address(query))


def _address(query: str) -> str:
    kept = query_kept(query)
    return f"{reverse(_PAGE)}?{kept}" if kept else reverse(_PAGE)
