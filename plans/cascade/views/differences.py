"""Who differs from a template, in what, since when; and its words for who is ticked."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from offices.models import Office
from offices.requests import signed_in
from plans.cascade.differences import WHOLE_ROW, Differing, differing, digest_of, grouped
from plans.cascade.page import name_of, shown_groups
from plans.cascade.selectors import offices_below, standings_of
from plans.cascade.services import NotTheirTemplate, PlansChanged, take_over
from plans.cascade.template import Template
from plans.cascade.views.finding import planners_only, template_or_404
from plans.document.cascading import FIELDS
from presentation.figures import digits, sentence


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """The differences, grouped by row, field and what is said; ``office`` shows one alone."""
    template = template_or_404(request, pk)
    code = request.GET.get("office", "")
    offices = offices_below(template.draft, signed_in(request))
    office = None
    if code:
        offices = offices.filter(code=code)
        office = offices.first()
        if office is None:
            raise Http404
    found = differing(template, standings_of(template, list(offices)))
    if request.method == "POST":
        if request.POST.get("shown") != digest_of(found):
            messages.error(request, _("Something was changed since. See below what is so now."))
            return _page(request, template, found, office, status=HTTPStatus.CONFLICT)
        ticked = set(request.POST.getlist("take"))
        chosen = [one for one in found if one.key in ticked and not one.is_frozen]
        if chosen:
            return _take_over(request, template, chosen)
        messages.warning(request, _("Nothing is ticked, so nothing was changed."))
    return _page(request, template, found, office)


def _take_over(request: HttpRequest, template: Template, chosen: list[Differing]) -> HttpResponse:
    wanted: dict[str, dict[int, list[str]]] = {}
    for one in chosen:
        fields = FIELDS if one.field == WHOLE_ROW else (one.field,)
        wanted.setdefault(one.office.code, {}).setdefault(one.row.key, []).extend(fields)
    try:
        made = take_over(template.draft.pk, wanted, by=signed_in(request), overwrite=True)
    except (PlansChanged, NotTheirTemplate):
        messages.error(request, _("Something was changed since. See below what is so now."))
        return redirect("plans:template-differences", pk=template.draft.pk)
    done = sum(proposal.refusal is None for proposal in made)
    messages.success(request, _("Taken over for %(count)s offices.") % {"count": digits(done)})
    for proposal in made:
        if proposal.refusal is not None:
            messages.warning(request, f"{proposal.office.name}: {sentence(proposal.refusal)}")
    return redirect("plans:template-differences", pk=template.draft.pk)


def _page(
    request: HttpRequest,
    template: Template,
    found: list[Differing],
    office: Office | None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "template": template,
        "named": name_of(template),
        "groups": shown_groups(grouped(found)),
        "count": len({one.office.pk for one in found}),
        "office": office,
        "shown": digest_of(found),
    }
    return render(request, "plans/cascade/differences.html", context, status=status)
