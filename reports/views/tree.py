"""A template's objective with its activities, indicators and the offices' figures."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from numerals import parse_whole, to_latin_digits
from offices.requests import signed_in
from plans.cascade.selectors import offices_below, standings_of, template_visible_to
from plans.cascade.template import Incomplete, template_of
from plans.workshop.models import Draft
from reports.dashboard.heat import heat_scale
from reports.selectors.tree import objectives_of, tree_of
from reports.tree.drawing import drawing_of

_MOST_DIGITS = 3


@login_required
@require_safe
def tree(request: HttpRequest, pk: int) -> HttpResponse:
    """The objective that ``objective`` counts, from 1: drawn, and as a table."""
    user = signed_in(request)
    try:
        template = template_of(template_visible_to(user, pk))
    except (Draft.DoesNotExist, Incomplete) as error:
        raise Http404 from error
    objectives = objectives_of(template)
    asked = to_latin_digits(request.GET.get("objective", "1"))
    number = parse_whole(asked, most_digits=_MOST_DIGITS)
    if number is None or not 1 <= number <= len(objectives):
        raise Http404
    offices = list(offices_below(template.draft, user))
    found = tree_of(template, standings_of(template, offices), place=number - 1)
    context = {
        "template": template,
        "objectives": list(enumerate(objectives, start=1)),
        "number": number,
        "tree": found,
        "drawing": drawing_of(found),
        "heat_scale": heat_scale(),
    }
    return render(request, "reports/tree.html", context)
