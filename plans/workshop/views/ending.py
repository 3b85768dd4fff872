"""Where a draft belongs, whether it becomes the plan, and throwing it away."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from offices.fields import offered_offices
from offices.requests import signed_in, typed
from plans.addresses import plan_place
from plans.document.draft.changes import SetHead
from plans.models import Plan
from plans.selectors import plan_seen_by
from plans.workshop.forms import NamesForm
from plans.workshop.models import Draft, DraftState
from plans.workshop.page import editor_page
from plans.workshop.reported import months_chosen, reported_by, told_of
from plans.workshop.selectors import (
    drafts_visible_to,
    examined,
    offices_planned_by,
    reasons_against_keeping,
)
from plans.workshop.services import (
    CannotKeep,
    CannotReopen,
    DraftClosed,
    DraftConflict,
    address_draft,
    discard_draft,
    keep_with_months,
    reopen_plan,
    restore_draft,
)
from plans.workshop.views.bringing import address_of
from plans.workshop.views.finding import draft_or_404, name_of, planners_only
from presentation.figures import sentence


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, pk: int) -> HttpResponse:
    """The office, year and kind of a draft, and its title."""
    draft = draft_or_404(request, pk)
    value = draft.value
    initial = {**address_of(draft), "title": value.title, "heading": value.heading}
    form = NamesForm(
        typed(request), offices=offices_planned_by(signed_in(request)), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            _address(request, draft, form)
        except DraftClosed:
            messages.error(request, _("This draft was kept or discarded."))
        except DraftConflict:
            messages.error(request, _("Someone else has changed this. Look again."))
        if not drafts_visible_to(signed_in(request)).filter(pk=pk).exists():
            messages.info(request, _("Without an office the draft is with whoever began it."))
            return redirect("plans:workshop")
        return redirect("plans:workshop-draft", pk=pk)
    return render(
        request,
        "plans/workshop/address.html",
        {
            "form": form,
            "draft": draft,
            "named": name_of(draft),
            "known_offices": offered_offices(),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


def _address(request: HttpRequest, draft: Draft, form: NamesForm) -> None:
    said = form.cleaned_data
    address_draft(
        draft.pk,
        office=said["office"],
        year=said["year"],
        kind=said["kind"],
        by=signed_in(request),
        heads=[
            SetHead(name, said[name].replace("\r\n", "\n"), getattr(draft.value, name))
            for name in ("title", "heading")
            if name in form.changed_data
        ],
    )


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still wrong, and the button that makes the draft the plan of its office."""
    draft = draft_or_404(request, pk)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            kept = keep_with_months(draft.pk, months_chosen(request.POST), by=signed_in(request))
        except CannotKeep as refusal:
            reasons = [sentence(one) for one in refusal.reasons]
        except DraftClosed:
            return redirect("plans:workshop-draft", pk=pk)
        else:
            messages.success(request, _("The draft has become the plan of its office."))
            for told in told_of(kept.months):
                messages.info(request, told)
            return redirect(plan_place("plan", kept.plan))
    if draft.state != DraftState.OPEN:
        return redirect("plans:workshop-draft", pk=pk)
    found = examined(draft)
    against = [sentence(one) for one in reasons_against_keeping(draft, found)]
    return render(
        request,
        "plans/workshop/keep.html",
        {
            "draft": draft,
            "named": name_of(draft),
            "page": editor_page(draft.value, found.problems, asked=found.whole),
            "reported": reported_by(draft, by=signed_in(request)),
            "reasons": reasons or against,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if reasons else HTTPStatus.OK,
    )


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away; it can be taken back."""
    draft = draft_or_404(request, pk)
    if request.method == "POST":
        try:
            discard_draft(draft.pk, by=signed_in(request))
        except DraftClosed:
            return redirect("plans:workshop-draft", pk=pk)
        messages.success(request, _("The draft was discarded. It can be restored."))
        return redirect("plans:workshop")
    context = {"draft": draft, "named": name_of(draft)}
    return render(request, "plans/workshop/discard.html", context)


@planners_only
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft back that was thrown away."""
    draft = draft_or_404(request, pk)
    try:
        restore_draft(draft.pk, by=signed_in(request))
    except DraftClosed:
        messages.error(request, _("This draft was kept or discarded."))
    return redirect("plans:workshop-draft", pk=pk)


@planners_only
@require_POST
def reopen(request: HttpRequest, *, office: str, year: str, kind: str) -> HttpResponse:
    """A plan of which nothing was handed in becomes a draft again."""
    me = signed_in(request)
    try:
        plan = plan_seen_by(me, office=office, year=year, kind=kind)
        draft = reopen_plan(plan, by=me)
    except Plan.DoesNotExist as error:
        raise Http404 from error
    except CannotReopen as refusal:
        messages.error(request, sentence(refusal.reason))
        return redirect(plan_place("plan", plan))
    return redirect("plans:workshop-draft", pk=draft.pk)
