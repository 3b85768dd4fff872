"""The list of drafts."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from offices.ordering import in_order_of_names
from plans.selectors import KnownYears
from plans.workshop.models import Draft, DraftState


class DraftFilter(django_filters.FilterSet):
    """By office name, kind and state; without a choice the open ones are shown."""

    office = django_filters.CharFilter(method="named", label=_("Office"))
    kind = django_filters.ChoiceFilter(label=_("Kind of plan"), empty_label=_("All"))
    state = django_filters.ChoiceFilter(
        choices=[one for one in DraftState.choices if one[0] != DraftState.OPEN],
        label=_("State"),
        empty_label=DraftState.OPEN.label,
        method="in_state",
    )

    class Meta:
        model = Draft
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form.fields["kind"].choices = KnownYears().kinds
        self.form.fields["office"].widget.attrs["class"] = "form-control"
        for name in ("kind", "state"):
            self.form.fields[name].widget.attrs["class"] = "form-select"

    def filter_queryset(self, queryset: QuerySet[Draft]) -> QuerySet[Draft]:
        """Those that are thrown away or kept are shown where they are asked for."""
        chosen = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("state"):
            return chosen
        return chosen.filter(state=DraftState.OPEN)

    def named(self, queryset: QuerySet[Draft], _name: str, value: str) -> QuerySet[Draft]:
        """Offices whose name or code contains the text, in either language."""
        return queryset.filter(office__in=Office.objects.named(value))

    def in_state(self, queryset: QuerySet[Draft], _name: str, value: str) -> QuerySet[Draft]:
        """Those in the state."""
        return queryset.filter(state=value)


class DraftTable(tables.Table):
    """One line per draft; its name leads to the editor."""

    name = tables.TemplateColumn(
        template_name="plans/workshop/_draft_link.html",
        verbose_name=_("Draft"),
        orderable=False,
        empty_values=(),
    )
    office = tables.TemplateColumn(
        template_name="plans/workshop/_draft_office.html", verbose_name=_("Office"), empty_values=()
    )
    errors = tables.TemplateColumn(
        template_name="plans/workshop/_draft_errors.html", verbose_name=_("Findings")
    )
    changed_at = tables.TemplateColumn(
        template_name="plans/workshop/_draft_changed.html", verbose_name=_("Last changed")
    )

    def order_office(
        self, drafts: QuerySet[Draft], is_descending: bool
    ) -> tuple[QuerySet[Draft], bool]:
        """By the office's name in the reader's language."""
        return in_order_of_names(drafts, "office__", is_descending)

    class Meta:
        model = Draft
        fields = ("name", "office", "errors", "changed_at")
        order_by = ("-changed_at",)
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("No drafts. Bring a form that you have, or make a plan here.")
