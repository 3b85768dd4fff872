"""Lists of returns."""

from __future__ import annotations

from datetime import date

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from indicators.returns.models import MonthlyReturn
from indicators.returns.selectors.owed import return_statuses
from indicators.returns.status_html import return_status
from offices.ordering import in_order_of_names


class ReviewTable(tables.Table):
    """The submitted returns; the office leads to the review page."""

    tells_of_all = True

    office = tables.TemplateColumn(
        template_name="indicators/returns/review/_review_link.html",
        verbose_name=_("Office"),
    )
    code = tables.Column(accessor="plan__office__code", verbose_name=_("code"))
    month = tables.TemplateColumn(
        "{% load figures %}{{ record.month|month }}", verbose_name=_("Month")
    )
    kind = tables.Column(
        accessor="plan__get_kind_display", order_by=("plan__kind",), verbose_name=_("Kind of plan")
    )
    submitted_at = tables.TemplateColumn(
        template_name="indicators/returns/_submitted_at.html", verbose_name=_("Submitted")
    )
    late_by = tables.Column(verbose_name=_("days late"), visible=False)
    odd_indicators = tables.TemplateColumn(
        "{% if record.odd_indicators %}"
        '{% include "indicators/returns/_implausible.html" with monthly_return=record %}'
        '{% else %}<span class="mute">–</span>{% endif %}',
        verbose_name=_("Needs attention"),
    )
    return_status = tables.Column(empty_values=(), orderable=False, verbose_name=_("State"))

    def order_office(
        self, monthly_returns: QuerySet[MonthlyReturn], is_descending: bool
    ) -> tuple[QuerySet[MonthlyReturn], bool]:
        """By the office's name in the reader's language."""
        return in_order_of_names(monthly_returns, "plan__office__", is_descending)

    def value_office(self, record: MonthlyReturn) -> str:
        """The name in the reader's language."""
        return record.plan.office.name

    def value_month(self, record: MonthlyReturn) -> str:
        """As files name months: ``2024-06``."""
        return str(record.month)

    def value_kind(self, record: MonthlyReturn) -> str:
        """The kind by its name."""
        return record.plan.get_kind_display()

    def value_submitted_at(self, record: MonthlyReturn) -> date | None:
        """The day, where the offices are."""
        at = record.submitted_at
        return timezone.localtime(at).date() if at else None

    def value_return_status(self, record: MonthlyReturn) -> str:
        """The state alone."""
        return record.get_state_display()

    def tell_return_status(self, *, today: date) -> None:
        """Let the rows of the page shown tell where their returns are: three queries."""
        shown = [row.record for row in self.paginated_rows]
        self._return_statuses = return_statuses(shown, today=today)

    def render_return_status(self, record: MonthlyReturn) -> SafeString:
        """Where the return is, as everywhere."""
        return return_status(self._return_statuses[record.pk])

    class Meta:
        model = MonthlyReturn
        fields = (
            *("office", "code", "month", "kind", "submitted_at", "late_by"),
            *("odd_indicators", "return_status"),
        )
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("Nothing waits for review.")
