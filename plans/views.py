"""The list of plans."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from offices.requests import signed_in
from plans.filters import PlanFilter
from plans.selectors import plans_visible_to
from plans.tables import PlanTable


@login_required
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans that the person may see."""
    chosen = PlanFilter(request.GET, queryset=plans_visible_to(signed_in(request)))
    table = PlanTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    return render(request, "plans/list.html", {"table": table, "filter": chosen})
