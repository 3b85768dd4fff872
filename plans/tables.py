"""The list of plans."""

from __future__ import annotations

from typing import Final

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from offices.ordering import in_order_of_names
from plans.models import Plan
from spreadsheets.columns import FileColumn

FILE_COLUMNS: Final = (
    FileColumn[Plan](_("code"), lambda plan: plan.office.code),
    FileColumn[Plan](_("Office"), lambda plan: plan.office.name),
    FileColumn[Plan](_("Kind of plan"), lambda plan: plan.get_kind_display()),
    FileColumn[Plan](_("Fiscal year"), lambda plan: plan.fiscal_year.label),
    FileColumn[Plan](_("version"), lambda plan: plan.version),
)


def in_file_order(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """The newest year first, offices as they stand in the tree."""
    return plans.order_by("-fiscal_year", "office__path", "kind")


class PlanTable(tables.Table):
    """One line per plan; the office leads to the plan's page."""

    office = tables.TemplateColumn(
        template_name="plans/_plan_link.html",
        verbose_name=_("Office"),
    )
    kind = tables.Column(verbose_name=_("Kind of plan"))
    fiscal_year = tables.Column(order_by=("fiscal_year__start",), verbose_name=_("Fiscal year"))

    def order_office(
        self, plans: QuerySet[Plan], is_descending: bool
    ) -> tuple[QuerySet[Plan], bool]:
        """By the office's name in the reader's language."""
        return in_order_of_names(plans, "office__", is_descending)

    class Meta:
        model = Plan
        fields = ("office", "kind", "fiscal_year")
        order_by = ("-fiscal_year", "office")
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("No plans match. Remove a filter and try again.")
