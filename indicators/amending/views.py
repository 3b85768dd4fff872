"""The page of a plan's amendment: begun, explained, proposed, decided row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.amending.buttons import pressed
from indicators.amending.page import AmendmentPage, amendment_page
from indicators.amending.refused import AmendmentRefused, refusal_of
from indicators.amending.who_may import may_decide, may_take, may_write, sees_within
from offices.requests import signed_in
from offices.selectors import access_of
from plans.addresses import plan_url
from plans.agreements.forms import WordForm
from plans.agreements.overriding import Overriding, overriding
from plans.agreements.selectors import plans_open_to
from plans.agreements.workflow import proposal_of
from plans.amending.models import Amendment, Verdict
from plans.amending.refusals import NotAgreed, TooLate
from plans.amending.selectors import (
    amendable_until,
    amendments_visible_to,
    asked_rows,
    open_amendment,
    past_amendments,
)
from plans.amending.services import begin_amendment
from plans.amending.values import AskedRow
from plans.amending.workflow import HAND_DOWN, HAND_UP, TAKE_BACK, TAKE_FROM_HEAD, WITH_OFFICE
from plans.calendar.selectors import with_calendar
from plans.handing_in.moves import note_opened
from plans.handing_in.states import State
from plans.handing_in.transitions import Party
from plans.models import Plan
from plans.selectors import find_plan


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def amendment(request: HttpRequest, *, office: str, year: str, kind: str) -> HttpResponse:
    """The amendment that is being written or decided on, else how one is begun, and those past."""
    try:
        plan = find_plan(
            with_calendar(plans_open_to(signed_in(request))), office=office, year=year, kind=kind
        )
    except Plan.DoesNotExist as error:
        raise Http404 from error
    amendment = _open_amendment(request, plan)
    if request.method != "POST":
        if amendment is not None and may_decide(request, amendment):
            note_opened(amendment, by=signed_in(request))
        return _shown(request, plan, amendment)
    if request.POST.get("do") == "begin":
        return _begun(request, plan)
    if amendment is None:
        messages.error(request, _("There is no open amendment of this plan any more."))
        return redirect(plan_url("indicators:amendment", plan))
    refused = pressed(request, amendment)
    if refused is None:
        return redirect(plan_url("indicators:amendment", plan))
    return _shown(request, plan, _open_amendment(request, plan) or amendment, refused=refused)


def _open_amendment(request: HttpRequest, plan: Plan) -> Amendment | None:
    known = open_amendment(plan)
    if known is None:
        return None
    return amendments_visible_to(signed_in(request)).get(pk=known.pk)


def _begun(request: HttpRequest, plan: Plan) -> HttpResponse:
    if not may_write(request, plan):
        raise Http404
    try:
        amendment = begin_amendment(plan, by=signed_in(request))
    except (NotAgreed, TooLate) as error:
        return _shown(request, plan, None, refused=refusal_of(error))
    if amendment.state not in WITH_OFFICE:
        return redirect(plan_url("indicators:amendment", plan))
    return redirect("plans:workshop-draft", pk=amendment.draft_id)


def _shown(
    request: HttpRequest,
    plan: Plan,
    amendment: Amendment | None,
    *,
    refused: AmendmentRefused | None = None,
) -> HttpResponse:
    access = access_of(signed_in(request))
    context: dict[str, Any] = {
        "plan": plan,
        "amendment": amendment,
        "refused": refused,
        "until": amendable_until(plan),
        "is_in_time": timezone.localdate() <= amendable_until(plan),
        "may_write": may_write(request, plan),
        "past": past_amendments(plan),
        "leads_to_plan": access.sees(plan.office),
    }
    if amendment is not None:
        typed: Mapping[str, str] = request.POST if refused else {}
        rows = tuple(_as_typed(one, typed) for one in asked_rows(amendment))
        is_ours = sees_within(request, plan)
        word = request.POST if refused and request.POST.get("do") == "hand-down" else None
        page = amendment_page(amendment, rows, agreed=refused.agreed if refused else None)
        context |= {
            "page": page,
            "overriding": _overriding(request, page),
            "missing": refused.keys if refused else frozenset(),
            "state": State(amendment.state) if is_ours else amendment.office_state,
            "writes": context["may_write"] and amendment.state in WITH_OFFICE,
            "may_propose": may_take(access, amendment, proposal_of(amendment)),
            "may_hand_up": may_take(access, amendment, HAND_UP),
            "may_take_from_head": may_take(access, amendment, TAKE_FROM_HEAD),
            "may_hand_down": may_take(access, amendment, HAND_DOWN),
            "word": WordForm(word),
            "word_of_head": amendment.word_of_head
            if is_ours and amendment.state in WITH_OFFICE
            else "",
            "decides": may_decide(request, amendment),
            "may_take_back": TAKE_BACK.starts_from(amendment)
            and Party.OFFICE.includes(access, plan.office)
            and amendment.opened_at is None,
        }
    status = HTTPStatus.OK
    if refused:
        status = HTTPStatus.CONFLICT if refused.is_stale else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "indicators/amending/amendment.html", context, status=status)


def _overriding(request: HttpRequest, page: AmendmentPage) -> list[Overriding]:
    """The errors with forms to let them stand, for who may."""
    if not access_of(signed_in(request)).may_override(page.amendment.plan.office):
        return []
    typed = request.POST if request.POST.get("do") == "override" else None
    return overriding(page.stopping, typed=typed, rows=" ".join(map(str, page.agreed)))


def _as_typed(row: AskedRow, typed: Mapping[str, str]) -> AskedRow:
    """The row with what stood in the fields of a page that was refused."""
    verdict = typed.get(f"verdict-{row.key}", row.verdict)
    return replace(
        row,
        reason=typed.get(f"reason-{row.key}", row.reason),
        verdict=verdict if verdict in Verdict.values else row.verdict,
        note=typed.get(f"note-{row.key}", row.note),
    )
