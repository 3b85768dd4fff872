"""The whole agreement as one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from indicators.returns.lookup import plan_or_404
from numerals import parse_whole
from offices.requests import signed_in
from presentation.language import reader_language
from reports.paper import PaperFormat, Printed
from reports.paper.stamping import stamped
from reports.paper.whole import WholeRequest, render_whole_cached, standing_of, whole_docx
from reports.selectors.agreement import whole_agreement
from reports.selectors.standing import printed_by


def _pdf(whole: WholeRequest, printed: Printed) -> bytes:
    return stamped(render_whole_cached(whole), printed, language=whole.table.language)


_MADE: Final[Mapping[PaperFormat, Callable[[WholeRequest, Printed], bytes]]] = {
    PaperFormat.PDF: _pdf,
    PaperFormat.DOCX: whole_docx,
}
_VERSION_DIGITS: Final = 4


@login_required
@require_safe
def agreement(
    request: HttpRequest, office: str, year: str, kind: str, file_format: str
) -> HttpResponse:
    """The agreement with all its parts in the reader's language: PDF or Word.

    ``?version=1`` is one that both parties signed, without it what stands now.
    """
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    if not plan.has_text or file_format not in _MADE:
        raise Http404
    made_as, language = PaperFormat(file_format), reader_language()
    asked = request.GET.get("version")
    number = parse_whole(asked, most_digits=_VERSION_DIGITS) if asked else None
    if asked and not number:
        raise Http404
    whole = whole_agreement(plan, language=language, number=number)
    if whole is None:
        raise Http404
    made = _MADE[made_as](whole, printed_by(signed_in(request)))
    response = HttpResponse(made, content_type=made_as.rule.content_type)
    parts = (
        office,
        year,
        kind,
        "whole",
        f"v{whole.version}",
        standing_of(whole).name,
        *(["en"] if language == "en" else []),
    )
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{'-'.join(parts)}.{made_as}"
    )
    response["Cache-Control"] = "private, no-cache"
    return response
