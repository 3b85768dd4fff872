"""Pages by which everybody gets a first password: rounds of links, by email and on paper."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from offices.accounts.invitations.choosing import choice_of
from offices.accounts.invitations.forms import RoundForm, round_form
from offices.accounts.invitations.models import InvitationBatch, InvitationWay
from offices.accounts.invitations.progress import failed_links, latest_rounds, progress_of
from offices.accounts.invitations.services import begin_round, go_on, stop
from offices.accounts.invitations.slips import PER_PAGE, links_on_paper, slips
from offices.filters import SetUpFilter, in_words
from offices.models import User
from offices.refusal import Refused
from offices.requests import administrators_only, signed_in, typed

_ROUNDS = 10
_FAILED = 100


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_links(request: HttpRequest) -> HttpResponse:
    """Who has no password yet, as filtered in the address; send them links, or print them."""
    chosen = SetUpFilter(request.GET, queryset=User.objects.order_by())
    asked = request.method == "POST"
    form = RoundForm(typed(request))
    made = _begin(request, chosen, form=form) if asked and form.is_valid() else None
    if made:
        return redirect("offices:set-up-round", made.pk)
    context = {
        "filter": chosen,
        "choice": choice_of(chosen.qs, by=signed_in(request)),
        "mail": round_form(InvitationWay.MAIL),
        "paper": round_form(InvitationWay.PAPER),
        "addressless": _addressless(request),
        "rounds": latest_rounds(_ROUNDS),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked else HTTPStatus.OK
    return render(request, "offices/accounts/set_up_links.html", context, status=status)


@administrators_only
@never_cache
@require_safe
def set_up_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a round is, and whom it could not reach."""
    made = get_object_or_404(InvitationBatch.objects.select_related("made_by"), pk=pk)
    context = {
        "round": made,
        "chosen": in_words(made.chosen),
        "progress": progress_of(made),
        "failed": failed_links(made)[:_FAILED],
    }
    return render(request, "offices/accounts/set_up_round.html", context)


@administrators_only
@never_cache
@require_safe
def set_up_slips(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The slips of a round, to be printed and cut; the same ones each time."""
    made = get_object_or_404(InvitationBatch, pk=pk, way=InvitationWay.PAPER)
    page = Paginator(links_on_paper(made, by=signed_in(request)), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"round": made, "page": page, "slips": slips(page.object_list, made=made)}
    return render(request, "offices/accounts/set_up_slips.html", context)


@administrators_only
@require_POST
def set_up_go_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send on what a halted round has left, or stop a round."""
    made = get_object_or_404(InvitationBatch, pk=pk, way=InvitationWay.MAIL)
    if "stop" in request.POST:
        stop(made)
        messages.success(request, _("No more emails of this round will be sent."))
    else:
        go_on(made)
    return redirect("offices:set-up-round", pk)


def _begin(request: HttpRequest, chosen: SetUpFilter, *, form: RoundForm) -> InvitationBatch | None:
    try:
        return begin_round(
            chosen.qs, chosen=request.GET.urlencode()[:500], by=signed_in(request), **form.wanted
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None


def _addressless(request: HttpRequest) -> str:
    """The filter of now, as the list of people takes it, for those whom no email reaches."""
    query = request.GET.copy()
    query["state"] = "unaddressed"
    return query.urlencode()
