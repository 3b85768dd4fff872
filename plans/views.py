"""The list of plans, and the rules that they are scored by."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from offices.paging import by_pages
from offices.requests import auditors_only, signed_in
from plans.filters import PlanFilter
from plans.models import RuleSet
from plans.rules_page import told_rules
from plans.selectors import plans_visible_to
from plans.tables import PlanTable, in_file_order
from spreadsheets.columns import sheet_of_list
from spreadsheets.downloads import download


@login_required
@require_safe
def plan_list(request: HttpRequest) -> HttpResponseBase:
    """The plans that the person may see; ``format=csv`` or ``xlsx`` as a file."""
    chosen = PlanFilter(request.GET, queryset=plans_visible_to(signed_in(request)))
    if file_format := request.GET.get("format"):
        content = sheet_of_list(_("Plans"), PlanTable(in_file_order(chosen.qs), order_by=()))
        return download(
            content, name="lokkho-plans", file_format=file_format, by=str(signed_in(request))
        )
    table = PlanTable(chosen.qs)
    by_pages(request, table)
    return render(request, "plans/list.html", {"table": table, "filter": chosen})


@auditors_only
@require_safe
def rules(request: HttpRequest) -> HttpResponseBase:
    """The scoring rules of all years and kinds in all versions, newest year first."""
    return render(request, "plans/rules.html", {"rules": told_rules(RuleSet.objects.in_force())})
