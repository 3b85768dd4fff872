"""The list of plans, and the rules that they are scored by."""

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from offices.lists.listing import Listing, register, show_list
from offices.requests import auditors_only, signed_in
from plans.filters import PlanFilter
from plans.models import RuleSet
from plans.rules_page import told_rules
from plans.selectors import plans_visible_to
from plans.tables import PlanTable, in_order_of_years

PLANS: Final = register(
    Listing("plans", _("Plans"), "plans:list", "lokkho-plans", bool, frozenset({"office"}))
)


@login_required
@require_safe
def plan_list(request: HttpRequest) -> HttpResponseBase:
    """The plans that the person may see; ``format=csv`` or ``xlsx`` as a file."""
    chosen = PlanFilter(request.GET, queryset=plans_visible_to(signed_in(request)))
    table = PlanTable(in_order_of_years(chosen.qs))
    return show_list(request, PLANS, table, "plans/list.html", form=chosen.form)


@auditors_only
@require_safe
def rules(request: HttpRequest) -> HttpResponseBase:
    """The scoring rules of all years and kinds in all versions, newest year first."""
    return render(request, "plans/rules.html", {"rules": told_rules(RuleSet.objects.in_force())})
