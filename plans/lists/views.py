"""The list of plans."""

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from offices.lists.listing import Listing, register, show_list
from offices.requests import signed_in
from plans.lists.filters import PlanFilter
from plans.lists.tables import PlanTable, in_order_of_years
from plans.selectors import plans_visible_to

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
