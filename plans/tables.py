"""The list of plans."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from plans.models import Plan


class PlanTable(tables.Table):
    """One line per plan; the office leads to the plan's page."""

    office = tables.TemplateColumn(
        template_name="plans/_plan_link.html",
        order_by=("office__name_bn",),
        verbose_name=_("Office"),
    )
    kind = tables.Column(verbose_name=_("Kind of plan"))
    fiscal_year = tables.Column(order_by=("fiscal_year__start",), verbose_name=_("Fiscal year"))

    class Meta:
        model = Plan
        fields = ("office", "kind", "fiscal_year")
        order_by = ("-fiscal_year", "office")
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("No plan fits. Loosen the filters above.")
