"""The list of plans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from offices.ordering import in_order_of_names
from plans.models import Plan

HEADINGS: Final = (_("code"), _("Office"), _("Kind of plan"), _("Fiscal year"), _("version"))


def file_rows(plans: QuerySet[Plan]) -> Iterator[tuple[Any, ...]]:
    """The plans for a spreadsheet, the newest year first, offices as they stand in the tree."""
    for plan in plans.order_by("-fiscal_year", "office__path", "kind"):
        office, year = plan.office, plan.fiscal_year.label
        yield office.code, office.name, plan.get_kind_display(), year, plan.version


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
