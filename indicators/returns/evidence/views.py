"""Evidence: a cell's files listed, added, removed, judged and handed out."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.returns.evidence import refusals
from indicators.returns.evidence.kinds import LARGEST_FILE, FileKind
from indicators.returns.evidence.models import NOTE_LIMIT, Evidence, EvidenceVerdict
from indicators.returns.evidence.pictures import LONGEST_SIDE
from indicators.returns.evidence.reading import read_evidence
from indicators.returns.evidence.selectors import evidence_of_cell, evidence_visible_to
from indicators.returns.evidence.services import (
    MOST_FILES,
    FileRefused,
    JudgementRefused,
    add_evidence,
    judge_evidence,
    remove_evidence,
)
from indicators.returns.evidence.uploads import MOST_AT_ONCE, BoundedUpload
from indicators.returns.locks import locked_sentence
from indicators.returns.lookup import month_or_404, plan_or_404, writer_or_404
from indicators.returns.models import MonthlyReturn
from indicators.returns.selectors.owed import months_of
from indicators.returns.status import ReturnStatus
from indicators.returns.workflow import WITH_OFFICE, ReturnLocked
from numerals import Message, Month
from offices.requests import signed_in
from offices.selectors import access_of
from plans.addresses import plan_url
from plans.calendar.selectors import calendar_of
from plans.models import Indicator
from presentation.figures import digits, sentence
from presentation.lines import lines_typed

JSON: Final = "application/json"

Refused = list[tuple[str, str]]
"""File names, each with the sentence that refuses it."""


# The token is in the body: it is looked at below, once the body may no longer grow too large.
@csrf_exempt
def cell(
    request: HttpRequest, *, office: str, year: str, kind: str, month: str, indicator: int
) -> HttpResponse:
    """The files of one cell; a POST adds some."""
    bounded = BoundedUpload(request)
    request.upload_handlers.insert(0, bounded)
    return _cell(
        request, bounded, office=office, year=year, kind=kind, month=month, indicator=indicator
    )


@csrf_protect
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def _cell(
    request: HttpRequest,
    bounded: BoundedUpload,
    *,
    office: str,
    year: str,
    kind: str,
    month: str,
    indicator: int,
) -> HttpResponse:
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    at = month_or_404(plan, month)
    row = get_object_or_404(Indicator.objects.select_related("activity"), pk=indicator, plan=plan)
    row.plan = plan
    refused: Refused = []
    if request.method == "POST":
        if request.headers.get("Accept") == JSON:
            return _answer(request, bounded, indicator=row, month=at)
        writer_or_404(request, plan)
        try:
            refused = _added(request, bounded, indicator=row, month=at)
        except ReturnLocked as locked:
            messages.error(request, locked_sentence(locked))
            return redirect(request.path)
        if not refused:
            return redirect(request.path)
    return _page(request, row, month=at, refused=refused)


def _answer(
    request: HttpRequest, bounded: BoundedUpload, *, indicator: Indicator, month: Month
) -> JsonResponse:
    """For our script, which sends one file at a time: the cell's files as they are now.

    200 kept · 401 someone else is signed in · 422 refused, and why · 423 the return is locked.
    """
    by = str(signed_in(request).pk)
    if request.POST.get("user", by) != by:
        problem = _("Someone else is signed in on this browser. The file was not kept.")
        return JsonResponse({"problem": problem}, status=HTTPStatus.UNAUTHORIZED)
    writer_or_404(request, indicator.plan)
    try:
        refused = list(_refused(request, bounded, indicator=indicator, month=month))
    except ReturnLocked as locked:
        return JsonResponse({"problem": locked_sentence(locked)}, status=HTTPStatus.LOCKED)
    if refused:
        problem = " ".join(reason for _name, reason in refused)
        return JsonResponse({"problem": problem}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    context = {
        "files": evidence_of_cell(indicator, month),
        "may_write": True,
        "may_judge": False,
        "note_limit": NOTE_LIMIT,
    }
    listed = render_to_string("indicators/returns/evidence/_evidence_list.html", context, request)
    return JsonResponse({"files": listed})


def _added(
    request: HttpRequest, bounded: BoundedUpload, *, indicator: Indicator, month: Month
) -> Refused:
    """Keep what can be kept and say how many; the others, each with the reason."""
    refused = list(_refused(request, bounded, indicator=indicator, month=month))
    kept = len(request.FILES.getlist("files")) + len(bounded.refused) - len(refused)
    if kept > 0:
        text = ngettext("%(count)s file is kept.", "%(count)s files are kept.", kept)
        messages.success(request, text % {"count": digits(kept)})
    return refused


def _refused(
    request: HttpRequest, bounded: BoundedUpload, *, indicator: Indicator, month: Month
) -> Iterator[tuple[str, str]]:
    """Keep what can be kept of the request's files; those that cannot, each with the reason."""
    files = request.FILES.getlist("files")
    yield from ((name, sentence(refusals.TOO_LARGE)) for name in bounded.refused)
    if not files and not bounded.refused:
        yield "", _("Choose a file first.")
    for file in files[:MOST_AT_ONCE]:
        try:
            add_evidence(
                indicator, month, name=file.name or "", data=file.read(), by=signed_in(request)
            )
        except FileRefused as refusal:
            yield file.name or "", sentence(refusal.message)
    yield from (
        (file.name or "", sentence(refusals.TOO_MANY_AT_ONCE)) for file in files[MOST_AT_ONCE:]
    )


def _page(
    request: HttpRequest, indicator: Indicator, *, month: Month, refused: Refused
) -> HttpResponse:
    plan = indicator.plan
    monthly_return = MonthlyReturn.objects.filter(plan=plan, month=month).first() or MonthlyReturn(
        plan=plan, month=month
    )
    access = access_of(signed_in(request))
    files = evidence_of_cell(indicator, month)
    today = timezone.localdate()
    known = (
        [month] if monthly_return.pk else list(plan.monthly_returns.values_list("month", flat=True))
    )
    return_status = ReturnStatus(
        monthly_return,
        calendar_of(plan).of_month(month),
        today,
        is_ours=access.may_prepare(plan.office),
        is_waited_for=indicator.is_asked(month) and month in months_of(plan, known, on=today),
    )
    is_open = indicator.is_asked(month) and return_status.lock is None
    may_write = access.may_enter(plan.office) and is_open
    context = {
        "plan": plan,
        "indicator": indicator,
        "month": month,
        "files": files,
        "refused": refused,
        "return_status": return_status,
        "may_write": may_write,
        "has_room": len(files) < MOST_FILES,
        "may_review": access.may_review(plan.office) and monthly_return.pk is not None,
        "may_judge": access.may_review(plan.office)
        and monthly_return.office_state not in WITH_OFFICE,
        "note_limit": NOTE_LIMIT,
        "most_files": MOST_FILES,
        "largest": LARGEST_FILE,
        "longest_side": LONGEST_SIDE,
        "refusals": {
            name: sentence(message)
            for name, message in (
                ("empty", refusals.EMPTY),
                ("too_large", refusals.TOO_LARGE),
                ("other", refusals.OTHER),
                ("heic", refusals.HEIC),
            )
        },
    }
    return render(
        request,
        "indicators/returns/evidence/evidence.html",
        context,
        status=422 if refused else 200,
    )


@login_required
@require_safe
def download(request: HttpRequest, *, pk: UUID) -> HttpResponseBase:
    """The file itself, to be saved: never shown by the browser as a page of ours."""
    evidence = get_object_or_404(evidence_visible_to(signed_in(request)), pk=pk)
    data = read_evidence(evidence)
    if isinstance(data, Message):
        text = _("“%(name)s” cannot be downloaded: %(why)s. Tell your administrator.")
        messages.error(request, text % {"name": evidence.name, "why": sentence(data)})
        return redirect(_cell_url(evidence))
    response = FileResponse(
        BytesIO(data),
        as_attachment=True,
        filename=evidence.name,
        content_type=FileKind(evidence.kind).content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def remove(request: HttpRequest, *, pk: UUID) -> HttpResponse:
    """Take a file away while the return is with the office."""
    evidence = get_object_or_404(evidence_visible_to(signed_in(request)), pk=pk)
    writer_or_404(request, evidence.indicator.plan)
    try:
        remove_evidence(evidence, by=signed_in(request))
    except ReturnLocked as locked:
        messages.error(request, locked_sentence(locked))
    else:
        messages.success(request, _("“%(name)s” was removed.") % {"name": evidence.name})
    return redirect(_cell_url(evidence))


@login_required
@require_POST
def judge(request: HttpRequest, *, pk: UUID) -> HttpResponse:
    """Say of a file that it proves its figure, or why not."""
    evidence = get_object_or_404(evidence_visible_to(signed_in(request)), pk=pk)
    if not access_of(signed_in(request)).may_review(evidence.indicator.plan.office):
        raise Http404
    try:
        verdict = EvidenceVerdict(request.POST.get("verdict", ""))
    except ValueError as error:
        raise Http404 from error
    note = lines_typed(request.POST, f"note-{evidence.pk}", longest=NOTE_LIMIT)
    try:
        judge_evidence(evidence, verdict=verdict, note=note, by=signed_in(request))
    except JudgementRefused:
        messages.error(
            request,
            _(
                "Not saved. Add a note saying why the file is not accepted. You cannot mark your "
                "own file, or a file on a return that is still with the office."
            ),
        )
    return redirect(_cell_url(evidence))


def _cell_url(evidence: Evidence) -> str:
    plan = evidence.indicator.plan
    return plan_url("indicators:evidence", plan, evidence.month, evidence.indicator_id)
