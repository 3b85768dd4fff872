"""Rows that name a plan and one of its indicators."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.models import Indicator, Plan
from plans.selectors import plans_by_address
from plans.spreadsheet_cells import PlanCell
from spreadsheets.cells import Code, Column
from spreadsheets.exchange.resource import TableResource, TableRow


def plan_column(attribute: str) -> Column:
    """The column that names the plan."""
    return Column(
        "plan",
        gettext_lazy("plan"),
        cell=PlanCell(),
        attribute=attribute,
        required=True,
        guide=gettext_lazy("Office, year and kind, such as khulna/2023-24/apa"),
    )


def row_column(attribute: str) -> Column:
    """The column that names the indicator within its plan."""
    return Column(
        "row",
        gettext_lazy("row"),
        cell=Code(longest=48),
        attribute=attribute,
        required=True,
        guide=gettext_lazy("The indicator's code, such as 1.1.1, or governance/1"),
    )


class AddressedResource(TableResource):
    """A table whose rows each name a plan and a row of it."""

    plans: dict[str, Plan]
    """The plans that the file names, by address."""

    def find_plans(self, rows: Sequence[TableRow]) -> None:
        """Read the plans; refuse the rows that name none."""
        self.plans = plans_by_address(row.values["plan"] for row in rows if "plan" in row.values)
        for row in rows:
            address = row.values.get("plan")
            if address is not None and address not in self.plans:
                row.refuse("plan", _("There is no plan “%(plan)s”.") % {"plan": address})

    def plan_of(self, row: TableRow) -> Plan | None:
        """The plan that the row names."""
        return self.plans.get(row.values.get("plan", ""))

    def find_indicators(self) -> dict[tuple[str, str], Indicator]:
        """The indicators of the plans by address and row: one query."""
        addresses = {plan.pk: address for address, plan in self.plans.items()}
        found = {}
        for indicator in Indicator.objects.filter(plan__in=addresses).select_related("activity"):
            address = addresses[indicator.plan_id]
            indicator.plan = self.plans[address]
            found[address, indicator.row] = indicator
        return found
