"""The inbox as a list: one line per alert."""

from __future__ import annotations

from decimal import Decimal

import django_tables2 as tables
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from indicators.exceptions.inbox import rows_of
from indicators.exceptions.models import StandingAlert
from indicators.exceptions.rules.names import name_of_rule
from offices.ordering import in_order_of_names
from presentation.figures import day, sentence

_CELL = "indicators/exceptions/_{}.html"


class AlertTable(tables.Table):
    """What stands, most weight first; the sentence leads to the alert's page."""

    tells_of_all = True

    office = tables.TemplateColumn(
        "{{ record.plan.office.name }}", verbose_name=_("Office"), order_by=("plan__office",)
    )
    weight = tables.TemplateColumn(
        "{% load figures %}{{ record.weight|number }}",
        verbose_name=_("Weight at stake"),
        attrs={"td": {"class": "num"}, "th": {"class": "num"}},
    )
    rule = tables.Column(verbose_name=_("What was seen"))
    sentence = tables.Column(empty_values=(), verbose_name=_("In words"), orderable=False)
    rests_on = tables.TemplateColumn(
        "{% load figures %}{{ record.rests_on|number }}",
        verbose_name=_("Rests on"),
        attrs={"td": {"class": "num"}, "th": {"class": "num"}},
    )
    found_at = tables.TemplateColumn(
        "{% load figures %}{{ record.found_at|day }}", verbose_name=_("Since")
    )
    assigned_to = tables.TemplateColumn(
        "{{ record.assigned_to.name|default:'–' }}", verbose_name=_("Assigned to"), orderable=False
    )

    class Meta:
        order_by = ()
        attrs = {"class": "register list lines alerts"}
        template_name = "_table.html"
        empty_text = _("Nothing here needs attention.")

    def order_office(
        self, alerts: QuerySet[StandingAlert], is_descending: bool
    ) -> tuple[QuerySet[StandingAlert], bool]:
        """By the office's name in the reader's language."""
        return in_order_of_names(alerts, "plan__office__", is_descending)

    def tell_rows(self) -> None:
        """Let the lines of the page shown name their indicators: one query."""
        self._rows = rows_of([row.record for row in self.paginated_rows])

    def render_rule(self, record: StandingAlert) -> str:
        """Its name."""
        return sentence(name_of_rule(record.rule))

    def render_sentence(self, record: StandingAlert) -> SafeString:
        """What was seen, under the indicator that it is of."""
        indicator = self._rows.get((record.plan_id, record.row))
        said = {"alert": record, "sentence": sentence(record.sentence), "indicator": indicator}
        return render_to_string(_CELL.format("sentence"), said)

    def value_weight(self, record: StandingAlert) -> Decimal:
        """As a number."""
        return record.weight.normalize()

    def value_office(self, record: StandingAlert) -> str:
        """The name in the reader's language."""
        return record.plan.office.name

    def value_rule(self, record: StandingAlert) -> str:
        """Its name."""
        return sentence(name_of_rule(record.rule))

    def value_sentence(self, record: StandingAlert) -> str:
        """What was seen, behind the row that it is of."""
        said = sentence(record.sentence)
        return f"{record.row}: {said}" if record.row else said

    def value_found_at(self, record: StandingAlert) -> str:
        """The day, where the offices are."""
        return day(record.found_at)

    def value_assigned_to(self, record: StandingAlert) -> str:
        """By name; nothing where it is nobody's."""
        return record.assigned_to.name if record.assigned_to else ""
