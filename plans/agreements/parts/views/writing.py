"""The parts written: as a plain form, part by part from the page's script, copied, filled."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from numerals import Message
from offices.models import User
from offices.requests import signed_in
from plans.agreements.parts.posted import edits_posted
from plans.agreements.parts.services import (
    PartsConflict,
    PartsHeld,
    PartTooLong,
    fill_parts,
    save_parts,
)
from plans.agreements.parts.views.finding import (
    back,
    plan_or_404,
    proposed_of,
    shown,
    stored_or_refused,
    written_or_404,
)
from plans.document.parts.kinds import Part
from plans.document.parts.proposed import with_missing_rows
from plans.parts.selectors import agreement_text, plan_before, stored_parts
from plans.parts.told import told_content
from plans.parts.values import PartEdit
from presentation.figures import digits, sentence

_MEANWHILE: Final = Message(
    bn="অন্য কেউ এর মধ্যে এ অংশ বদলেছেন; আবার চেষ্টা করুন।",
    en="Someone else changed this part just now; try again.",
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def parts(request: HttpRequest, **at: str) -> HttpResponse:
    """All parts: to read, to write for whoever makes the office's plans.

    POST stores what the page's fields say, all or nothing; 409 where somebody else wrote one of
    them meanwhile, 422 where one is too long, both with everything that was typed.
    """
    if request.method != "POST":
        return shown(request, plan_or_404(request, at), more=request.GET.get("more", ""))
    plan = written_or_404(request, at)
    if refusal := stored_or_refused(request, plan, edits_posted(request.POST.dict())):
        return refusal
    if more := request.POST.get("more", ""):
        there = back(plan, fragment=more)
        there["Location"] = there["Location"].replace("#", f"?more={more}#")
        return there
    messages.success(request, _("Saved."))
    return back(plan)


@require_POST
def save(request: HttpRequest, **at: str) -> HttpResponse:
    """What the page's script sends of one part: 200 with its version · 401 signed out, or someone
    else is signed in · 404 not theirs · 409 others wrote it meanwhile, nothing is stored · 422 too
    long · 423 the plan is agreed.
    """
    user = request.user
    if not isinstance(user, User) or request.POST.get("user") != str(user.pk):
        return _told(HTTPStatus.UNAUTHORIZED, problem=_("You have been signed out."))
    plan = written_or_404(request, at)
    edits = edits_posted(request.POST.dict())
    try:
        versions = save_parts(plan, edits, by=user)
    except PartsConflict as conflict:
        theirs = {
            part.value: {
                "version": stored.version,
                "by": stored.by,
                "text": told_content(stored.content) or "",
                "is_table": part.is_table,
            }
            for part, stored in conflict.stored.items()
        }
        return _told(HTTPStatus.CONFLICT, conflicts=theirs)
    except PartTooLong:
        return _told(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            problem=_("This is longer than a part can be: shorten it."),
        )
    except PartsHeld as held:
        return _told(HTTPStatus.LOCKED, problem=sentence(held.message))
    return _told(HTTPStatus.OK, versions={part.value: one for part, one in versions.items()})


@login_required
@require_POST
def copy(request: HttpRequest, **at: str) -> HttpResponse:
    """Fill the parts that say nothing with what last year's agreement says."""
    plan = written_or_404(request, at)
    before = plan_before(plan)
    if before is None:
        messages.error(request, _("Last year's agreement has no text to copy."))
        return back(plan)
    try:
        filled = fill_parts(plan, agreement_text(before), by=signed_in(request))
    except PartsHeld as held:
        messages.error(request, sentence(held.message))
        return back(plan)
    if filled:
        messages.success(
            request,
            _("Copied from %(year)s: %(parts)s. Look for years and figures that have changed.")
            % {
                "year": digits(before.span),
                "parts": "; ".join(sentence(part.rule.title) for part in filled),
            },
        )
    else:
        messages.info(request, _("Nothing was copied: every part that last year's has is written."))
    return back(plan)


@login_required
@require_POST
def fill(request: HttpRequest, part: str, **at: str) -> HttpResponse:
    """Write into a part what the agreement's table says of it, or the rows that are missing."""
    plan = written_or_404(request, at)
    said = proposed_of(plan)
    if part not in {one.value for one in said}:
        raise Http404
    chosen = Part(part)
    stored, content = stored_parts(plan)[chosen], said[chosen]
    if not isinstance(content, str) and not isinstance(stored.content, str):
        content = with_missing_rows(stored.content, content)
    elif stored.content:
        content = stored.content
    try:
        save_parts(plan, {chosen: PartEdit(content, stored.version)}, by=signed_in(request))
    except (PartsHeld, PartsConflict) as refused:
        told = refused.message if isinstance(refused, PartsHeld) else _MEANWHILE
        messages.error(request, sentence(told))
    return back(plan, fragment=part)


def _told(status: HTTPStatus, **said: object) -> JsonResponse:
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
