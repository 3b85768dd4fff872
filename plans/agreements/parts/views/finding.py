"""The agreement of an address, as the person may have it, and its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from offices.requests import signed_in
from offices.selectors import access_of
from plans.addresses import plan_url
from plans.agreements.holding import AgreementHolds
from plans.agreements.parts.page import parts_page
from plans.agreements.parts.services import PartsConflict, PartsHeld, PartTooLong, save_parts
from plans.document.parts.kinds import Part
from plans.document.parts.proposed import proposed
from plans.document.parts.values import Content
from plans.models import Plan
from plans.parts.selectors import may_write_parts, plan_before, stored_parts
from plans.parts.values import PartEdit, StoredPart
from plans.selectors import indicators_of, plan_document, plan_seen_by
from presentation.figures import sentence
from presentation.language import reader_language


def plan_or_404(request: HttpRequest, at: Mapping[str, str]) -> Plan:
    """The agreement of the address, if the person may see it; action plans have no parts."""
    try:
        plan = plan_seen_by(signed_in(request), **at)
    except Plan.DoesNotExist as error:
        raise Http404 from error
    if not plan.has_text:
        raise Http404
    return plan


def written_or_404(request: HttpRequest, at: Mapping[str, str]) -> Plan:
    """The same, if the person writes what it says."""
    plan = plan_or_404(request, at)
    if not may_write_parts(access_of(signed_in(request)), plan):
        raise Http404
    return plan


def stored_or_refused(
    request: HttpRequest, plan: Plan, edits: Mapping[Part, PartEdit]
) -> HttpResponse | None:
    """Store the edits; the page that says why not, with everything that was typed: 409 where
    somebody else wrote meanwhile, 422 where a part is too long.
    """
    try:
        save_parts(plan, edits, by=signed_in(request))
    except PartsConflict as conflict:
        return shown(
            request, plan, typed=edits, against=conflict.stored, status=HTTPStatus.CONFLICT
        )
    except PartTooLong as refused:
        return shown(
            request,
            plan,
            typed=edits,
            too_long=refused.parts,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    except PartsHeld as held:
        messages.error(request, sentence(held.message))
        return back(plan)
    return None


def shown(
    request: HttpRequest,
    plan: Plan,
    *,
    typed: Mapping[Part, PartEdit] | None = None,
    against: Mapping[Part, StoredPart] | None = None,
    too_long: Sequence[Part] = (),
    more: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The page of all parts; what is said of its arguments stands at ``parts_page``."""
    held = AgreementHolds().refusal(plan)
    may_write = may_write_parts(access_of(signed_in(request)), plan) and held is None
    page = parts_page(
        plan,
        stored_parts(plan),
        proposed=proposed_of(plan),
        typed=typed,
        against=against,
        too_long=too_long,
        more=more,
    )
    context = {
        "page": page,
        "plan": plan,
        "may_write": may_write,
        "held": held,
        "before": plan_before(plan) if may_write else None,
        "is_refused": status != HTTPStatus.OK,
    }
    return render(request, "plans/parts/parts.html", context, status=status)


def proposed_of(plan: Plan) -> dict[Part, Content]:
    """What the agreement's table says of its parts, in the reader's language: one query."""
    return proposed(plan_document(plan, indicators_of(plan)), language=reader_language())


def back(plan: Plan, *, fragment: str = "") -> HttpResponse:
    """To the page of the parts."""
    there = redirect(plan_url("plans:parts", plan))
    if fragment:
        there["Location"] += f"#{fragment}"
    return there
