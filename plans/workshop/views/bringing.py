"""The way in: the list of drafts, files and pastes, where each goes, plans made here."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from offices.fields import offered_offices
from offices.models import Office
from offices.ordering import ByName
from offices.paging import by_pages
from offices.requests import signed_in, typed
from plans.models import Plan
from plans.selectors import plans_visible_to
from plans.workshop.forms import AddressForm, BringFilesForm, PasteForm
from plans.workshop.models import Bringing, Draft, DraftState
from plans.workshop.selectors import (
    bringing_of,
    drafts_listed,
    drafts_visible_to,
    offices_planned_by,
)
from plans.workshop.services import (
    Brought,
    DraftClosed,
    Underway,
    address_draft,
    begin_empty,
    begin_from_plan,
    bring_paste,
)
from plans.workshop.services import bring as bring_all
from plans.workshop.tables import DraftFilter, DraftTable
from plans.workshop.typed import number_in
from plans.workshop.views.finding import planners_only
from presentation.figures import sentence

MOST_PLACED: Final = 200
"""Drafts of which one page says where they go."""
_MOST_SOURCES: Final = 200
"""Plans that one page offers to begin from; of more the office is looked for."""


@planners_only
@require_safe
def workshop(request: HttpRequest) -> HttpResponseBase:
    """The drafts that the person may work on, and the ways to begin one."""
    drafts = drafts_listed(signed_in(request))
    chosen = DraftFilter(request.GET, queryset=drafts)
    table = DraftTable(chosen.qs)
    by_pages(request, table)
    return render(request, "plans/workshop/list.html", {"table": table, "filter": chosen})


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Files or a copied table; one draft opens itself, several say where they go."""
    is_paste = request.method == "POST" and "table" in request.POST
    files = BringFilesForm(
        None if is_paste else typed(request), None if is_paste else request.FILES or None
    )
    paste = PasteForm(request.POST if is_paste else None)
    form = paste if is_paste else files
    refusals: Sequence[tuple[str, str]] = ()
    if request.method == "POST" and form.is_valid():
        brought = _brought(request, paste if is_paste else None, files)
        refusals = [(one.name, sentence(one.message)) for one in brought.refusals]
        if isinstance(brought, Underway):
            _tell(request, refusals)
            return redirect("plans:workshop-reading", pk=brought.bringing.pk)
        if brought.drafts:
            _tell(request, refusals)
            return _onward(brought.drafts)
    is_refused = request.method == "POST"
    return render(
        request,
        "plans/workshop/bring.html",
        {"files": files, "paste": paste, "refusals": refusals},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK,
    )


def _tell(request: HttpRequest, refusals: Sequence[tuple[str, str]]) -> None:
    """Say on the next page which files were refused, and why."""
    for name, why in refusals:
        messages.error(request, f"{name}: {why}")


@planners_only
@require_safe
def reading(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the worker is with many files; one may leave and come back."""
    try:
        progress = bringing_of(signed_in(request), pk)
    except Bringing.DoesNotExist as error:
        raise Http404 from error
    return render(
        request,
        "plans/workshop/reading.html",
        {
            "progress": progress,
            "refused": [(one.name, one.refused) for one in progress.refused],
            "asked": ",".join(str(one.pk) for one in progress.drafts),
        },
    )


def _brought(
    request: HttpRequest, paste: PasteForm | None, files: BringFilesForm
) -> Brought | Underway:
    me = signed_in(request)
    if paste is not None:
        return bring_paste(html=paste.cleaned_data["html"], text=paste.cleaned_data["table"], by=me)
    given = [(one.name or "", one.read()) for one in files.cleaned_data["files"]]
    return bring_all(given, bijoy=files.cleaned_data["bijoy"], by=me)


def _onward(drafts: Sequence[Draft]) -> HttpResponse:
    if len(drafts) == 1:
        return redirect("plans:workshop-draft", pk=drafts[0].pk)
    there = redirect("plans:workshop-places")
    there["Location"] += "?drafts=" + ",".join(str(one.pk) for one in drafts)
    return there


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest) -> HttpResponse:
    """Where each of the drafts that were brought together goes, to be corrected."""
    me = signed_in(request)
    offices = offices_planned_by(me)
    drafts = list(_named(request))
    forms = [
        AddressForm(
            typed(request),
            offices=offices,
            prefix=str(draft.pk),
            initial=address_of(draft),
        )
        for draft in drafts
    ]
    # All of them are looked at, so that each says what is wrong with it.
    are_valid = [form.is_valid() for form in forms]
    if request.method == "POST" and drafts and all(are_valid):
        for draft, form in zip(drafts, forms, strict=True):
            if form.has_changed():
                _address(request, draft, form)
        messages.success(request, _("Saved where the drafts belong."))
        return redirect("plans:workshop")
    return render(
        request,
        "plans/workshop/places.html",
        {
            "rows": list(zip(drafts, forms, strict=True)),
            "known_offices": offered_offices(),
            "asked": request.GET.get("drafts", ""),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


def _named(request: HttpRequest) -> Sequence[Draft]:
    """The open drafts that the address names, those that are the person's."""
    numbers = request.GET.get("drafts", "").split(",")[:MOST_PLACED]
    keys = [key for one in numbers if (key := number_in(one)) is not None]
    return list(
        drafts_visible_to(signed_in(request))
        .filter(pk__in=keys, state=DraftState.OPEN)
        .order_by("pk")
    )


def address_of(draft: Draft) -> dict[str, Any]:
    """What is known of where a draft belongs, as a form begins with it."""
    value = draft.value
    return {
        "office": draft.office,
        "year": str(value.fiscal_year) if value.fiscal_year else "",
        "kind": value.kind.value if value.kind else "",
    }


def _address(request: HttpRequest, draft: Draft, form: AddressForm) -> None:
    try:
        address_draft(
            draft.pk,
            office=form.cleaned_data["office"],
            year=form.cleaned_data["year"],
            kind=form.cleaned_data["kind"],
            by=signed_in(request),
        )
    except DraftClosed:
        messages.error(request, _("This draft was kept or discarded."))


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A plan from nothing, from last year's, or from another office's."""
    me = signed_in(request)
    offices = offices_planned_by(me)
    form = AddressForm(typed(request), offices=offices, initial=_only_office(request))
    plans = _sources(request)
    if request.method == "POST":
        way = request.POST.get("way", "")
        source = plans.filter(pk=number_in(request.POST.get("plan", "")) or 0).first()
        if way in ("next", "copy") and source is not None:
            begun = _begun_from(request, source, way)
            if begun is not None:
                return begun
        elif way == "empty" and form.is_valid():
            draft = begin_empty(
                office=form.cleaned_data["office"],
                year=form.cleaned_data["year"],
                kind=form.cleaned_data["kind"],
                by=me,
            )
            return redirect("plans:workshop-draft", pk=draft.pk)
    return render(
        request,
        "plans/workshop/new.html",
        {
            "form": form,
            "plans": list(plans[:_MOST_SOURCES]),
            "known_offices": offered_offices(),
            "looked_for": request.GET.get("office", ""),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


def _begun_from(request: HttpRequest, plan: Plan, way: str) -> HttpResponse | None:
    """On to the draft; a copy says first whose it is. Nothing where it is not theirs to make."""
    me = signed_in(request)
    try:
        if way == "copy":
            draft = begin_from_plan(plan, way="copy", by=me)
            return redirect("plans:workshop-address", pk=draft.pk)
        draft = begin_from_plan(plan, way="next", by=me)
    except Office.DoesNotExist:
        messages.error(
            request, _("You do not make plans for %(office)s.") % {"office": plan.office.name}
        )
        return None
    return redirect("plans:workshop-draft", pk=draft.pk)


def _sources(request: HttpRequest) -> Any:
    """The plans that one can begin from, those of the office that was looked for."""
    plans = plans_visible_to(signed_in(request))
    wanted = request.GET.get("office", "").strip()
    if wanted:
        plans = plans.filter(office__in=offices_planned_by(signed_in(request)).named(wanted))
    return plans.order_by("-fiscal_year__start", ByName("office__"), "kind")


def _only_office(request: HttpRequest) -> dict[str, Any]:
    """The office where there is one alone."""
    offices = list(offices_planned_by(signed_in(request))[:2])
    return {"office": offices[0]} if len(offices) == 1 else {}
