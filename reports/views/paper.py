"""The prescribed forms as files."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from indicators.returns.lookup import latest_month, month_or_404, plan_or_404
from indicators.returns.selectors.figures import figures_of
from numerals import Month
from offices.requests import signed_in
from plans.models import Plan
from presentation.language import reader_language
from reports.paper import CumulativeBasis, PaperForm, PaperFormat, PaperRequest
from reports.selectors.paper import figures_paper, plan_paper
from reports.selectors.standing import printed_by


@login_required
@require_safe
def paper(
    request: HttpRequest, office: str, year: str, kind: str, form: str, file_format: str = "pdf"
) -> HttpResponse:
    """One form of a plan in the reader's language: a PDF, or a file for Word or Excel.

    ``?month=2024-06`` is the last month shown (default: the last with a return),
    ``?cumulative=year`` or ``shown`` what column 16 adds up, ``?report=q4``, ``half`` or
    ``year`` the report that is printed as it was handed in.
    """
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    try:
        made_as = PaperFormat(file_format)
    except ValueError as error:
        raise Http404 from error
    wanted = _request_of(request, plan, form=form)
    report = request.GET.get("report", "")
    name = file_name(wanted, plan=(office, year, kind), report=report)
    printed = printed_by(signed_in(request))
    response = HttpResponse(
        made_as.rule.made(wanted, printed), content_type=made_as.rule.content_type
    )
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{name}.{made_as}"
    )
    response["Cache-Control"] = "private, no-cache"
    return response


def file_name(wanted: PaperRequest, *, plan: Iterable[str], report: str = "") -> str:
    """What the file is called: no two papers of a plan have one name, no draft an accepted one's.

    The plain name is of the fiscal year's sums in Bengali, as the form is prescribed.
    """
    parts = [*plan, str(wanted.form)]
    if wanted.month:
        parts.append(str(wanted.month))
        if wanted.cumulative is CumulativeBasis.SHOWN:
            parts.append("three-months")
    if report:
        parts.append(report)
    if wanted.version:
        parts.append(f"v{wanted.version}")
    parts.append(wanted.standing.name)
    if wanted.language != "bn":
        parts.append(wanted.language)
    return "-".join(parts)


def _request_of(request: HttpRequest, plan: Plan, *, form: str) -> PaperRequest:
    language = reader_language()
    try:
        chosen = PaperForm(form)
        cumulative = CumulativeBasis(request.GET.get("cumulative", CumulativeBasis.YEAR))
    except ValueError as error:
        raise Http404 from error
    if not chosen.spec.has_months:
        return plan_paper(plan, form=chosen, language=language)
    figures = figures_of(plan)
    asked = request.GET.get("month")
    month: Month = month_or_404(plan, asked) if asked else latest_month(figures)
    try:
        return figures_paper(
            figures,
            form=chosen,
            month=month,
            cumulative=cumulative,
            language=language,
            report=request.GET.get("report", ""),
        )
    except ValueError as error:
        raise Http404 from error
