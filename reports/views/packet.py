"""The evidence packet as a file."""

from __future__ import annotations

import tempfile

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from indicators.views.addressed import plan_or_404, this_month
from plans.templatetags.figures import language
from reports.packet.joining import write_packet
from reports.packet.quarter import Quarter


@login_required
@require_safe
def packet(
    request: HttpRequest, *, office: str, year: str, kind: str, quarter: int
) -> FileResponse:
    """The evidence of a plan's quarter in one PDF, in the reader's language."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    try:
        wanted = Quarter(plan.span, quarter)
    except ValueError as error:
        raise Http404 from error
    if wanted.months[0] > this_month():
        raise Http404
    # On disk, not in memory, while it goes down a slow line.
    output = tempfile.TemporaryFile(prefix="lokkho-packet-")  # noqa: SIM115  # the answer closes it
    write_packet(plan, wanted, output=output, language="bn" if language() == "bn" else "en")
    output.seek(0)
    response = FileResponse(
        output,
        as_attachment=True,
        filename=f"{office}-{kind}-evidence-{wanted}.pdf",
        content_type="application/pdf",
    )
    response["Cache-Control"] = "private, no-store"
    return response
