"""The list of plans."""

from __future__ import annotations

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from offices.ordering import ByName, in_order_of_names
from plans.models import Plan


def in_order_of_years(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """The newest year first, offices by their names in the reader's language."""
    return plans.order_by("-fiscal_year__start", ByName("office__"), "kind", "pk")


class PlanTable(tables.Table):
    """One line per plan; the office leads to the plan's page."""

    office = tables.TemplateColumn(
        template_name="plans/_plan_link.html",
        verbose_name=_("Office"),
    )
    code = tables.Column(accessor="office__code", verbose_name=_("code"))
    kind = tables.Column(verbose_name=_("Kind of plan"))
    fiscal_year = tables.Column(order_by=("fiscal_year__start",), verbose_name=_("Fiscal year"))
    version = tables.Column(verbose_name=_("version"), visible=False)

    def order_office(
        self, plans: QuerySet[Plan], is_descending: bool
    ) -> tuple[QuerySet[Plan], bool]:
        """By the office's name in the reader's language."""
        return in_order_of_names(plans, "office__", is_descending)

    def value_office(self, record: Plan) -> str:
        """The name in the reader's language."""
        return record.office.name

    def value_kind(self, record: Plan) -> str:
        """The kind by its name."""
        return record.get_kind_display()

    def value_fiscal_year(self, record: Plan) -> str:
        """As offices write it, in Latin digits."""
        return record.fiscal_year.label

    class Meta:
        model = Plan
        fields = ("office", "code", "kind", "fiscal_year", "version")
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("No plans match. Remove a filter and try again.")
