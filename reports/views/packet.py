"""The evidence packet: asked for, watched while it is made, taken home."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from indicators.returns.lookup import plan_or_404, this_month
from offices.requests import signed_in
from plans.models import Plan
from presentation.language import reader_language
from reports.packet.quarter import Quarter
from reports.packet.requests import contents_now, latest_packet, request_packet


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def packet(
    request: HttpRequest, *, office: str, year: str, kind: str, quarter: int
) -> HttpResponse:
    """How far the packet of a plan's quarter is; a POST asks for it."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    wanted = _quarter_or_404(plan, quarter)
    if request.method == "POST":
        request_packet(plan, wanted, language=reader_language(), by=signed_in(request))
        return redirect(request.path)
    progress = latest_packet(plan, wanted, language=reader_language())
    contents = contents_now(plan, wanted, language=reader_language())
    is_current = progress is not None and progress.packet.contents == contents
    context = {"plan": plan, "quarter": wanted, "progress": progress, "is_current": is_current}
    return render(request, "reports/packet.html", context)


@login_required
@require_safe
def packet_file(
    request: HttpRequest, *, office: str, year: str, kind: str, quarter: int
) -> HttpResponseBase:
    """The packet in the reader's language as a file, if one has been made."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    wanted = _quarter_or_404(plan, quarter)
    language = reader_language()
    suffix = "" if language == "bn" else f"-{language}"
    progress = latest_packet(plan, wanted, language=language)
    if progress is None or not progress.is_ready:
        messages.info(request, _("This packet has not been made yet."))
        return redirect("reports:packet", office, year, kind, quarter)
    response = FileResponse(
        progress.packet.file.open("rb"),
        as_attachment=True,
        filename=f"{office}-{kind}-evidence-{wanted}{suffix}.pdf",
        content_type="application/pdf",
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _quarter_or_404(plan: Plan, number: int) -> Quarter:
    try:
        wanted = Quarter(plan.span, number)
    except ValueError as error:
        raise Http404 from error
    if wanted.months[0] > this_month():
        raise Http404
    return wanted
