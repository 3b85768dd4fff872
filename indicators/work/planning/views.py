"""The planner's day: a list of how far each office is, and steps for many of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from indicators.work.planning.forms import BulkForm, PlanningForm
from indicators.work.planning.page import deadlines, stage_counts, steps_open_to
from indicators.work.planning.selectors import offices_with_plans, plan_lines, with_marks
from indicators.work.planning.services import BulkStep, take_for_many
from indicators.work.planning.tables import PlanningTable
from indicators.work.planning.values import PlanLine
from numerals import Month, parse_whole
from offices.lists.listing import Listing, query_kept, register, show_list
from offices.requests import signed_in
from offices.selectors import Access, access_of
from plans.calendar.selectors import next_signing
from plans.document.defaults import AGREEMENT

_TEMPLATE: Final = "indicators/work/planning/planning.html"
_ROWS: Final = 100
_DIGITS: Final = 18
"""Of a number in a form, as many as the database can hold."""

PLANNING: Final = register(
    Listing(
        "planning",
        _("How far the plans are"),
        "indicators:planning",
        "lokkho-planning",
        lambda access: access.follows_plans,
        frozenset({"chosen", "name"}),
    )
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def planning(request: HttpRequest) -> HttpResponseBase:
    """How far the offices are with their plans; ``format=csv`` or ``xlsx`` as a file.

    A POST takes a step for those that were ticked, and tells of each what became of it.
    """
    user = signed_in(request)
    access = access_of(user)
    if not access.follows_plans:
        raise Http404
    today = timezone.localdate()
    kind = request.GET.get("kind") or AGREEMENT.value
    signing = next_signing(today, plan_kind=kind)
    form = PlanningForm(
        request.GET,
        offices=offices_with_plans(user, kind),
        at_hand=signing.year if signing else Month.of(today).fiscal_year,
    )
    form.is_valid()
    every = plan_lines(user, year=form.span, kind=form.chosen_kind, offices=form.offices)
    if form.asks_for_marks:
        every = with_marks(every, user, year=form.span, kind=form.chosen_kind)
    if request.method == "POST":
        return _take(request, form, every, access)
    shown = list(form.narrowed(every))
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
    table.ticked = ticked
    table.reminded = {line.office.pk for line in shown if access.may_agree(line.office)}
    context = {
        "shown": len(shown),
        "stages": stage_counts(every, chosen=form.cleaned_data.get("stage", "")),
        "deadlines": deadlines(form.span, today=timezone.localdate(), kind=form.chosen_kind),
        "steps": steps_open_to(access, shown),
        "bulk": bulk,
        "makes_plans": bool(access.planning),
    }
    return show_list(
        request, PLANNING, table, _TEMPLATE, form=form, context=context, rows=_ROWS, status=status
    )


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
        "back": PLANNING.address(query_kept(request.META.get("QUERY_STRING", ""))),
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
