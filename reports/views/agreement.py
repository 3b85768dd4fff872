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
from presentation.language import reader_language
from reports.paper import PaperFormat
from reports.paper.whole import WholeRequest, render_whole_cached, whole_docx
from reports.selectors.agreement import whole_agreement

_MADE: Final[Mapping[PaperFormat, Callable[[WholeRequest], bytes]]] = {
    PaperFormat.PDF: render_whole_cached,
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
    response = HttpResponse(_MADE[made_as](whole), content_type=made_as.rule.content_type)
    parts = (
        office,
        year,
        kind,
        "whole",
        f"v{whole.version}",
        *(["en"] if language == "en" else []),
    )
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{'-'.join(parts)}.{made_as}"
    )
    response["Cache-Control"] = "private, no-cache"
    return response
