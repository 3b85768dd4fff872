"""Filters of the list of plans; they live in the address."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from plans.models import FiscalYear, Plan
from plans.selectors import KnownYears


def offer_years_and_kinds(form: forms.Form) -> None:
    """Have the fields ``year`` and ``kind`` of a filter offer the years that there are, and the
    kinds by what these call them: one query, when the form is shown.
    """
    known = KnownYears()
    form.fields["kind"].choices = known.kinds  # type: ignore[attr-defined]
    # The field itself would ask for the years once more.
    form.fields["year"].widget.choices = lambda: [
        ("", _("All")),
        *((one.start, str(one)) for one in known.years),
    ]


class PlanFilter(django_filters.FilterSet):
    """By office name, fiscal year and kind."""

    office = django_filters.CharFilter(method="named", label=_("Office"))
    year = django_filters.ModelChoiceFilter(
        queryset=FiscalYear.objects.all(),
        field_name="fiscal_year",
        label=_("Fiscal year"),
        empty_label=_("All"),
    )
    kind = django_filters.ChoiceFilter(label=_("Kind of plan"), empty_label=_("All"))

    class Meta:
        model = Plan
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_years_and_kinds(self.form)
        self.form.fields["office"].widget.attrs["class"] = "form-control"
        for name in ("year", "kind"):
            self.form.fields[name].widget.attrs["class"] = "form-select"

    def named(self, queryset: QuerySet[Plan], _name: str, value: str) -> QuerySet[Plan]:
        """Offices whose name or code contains the text, in either language."""
        return queryset.filter(office__in=Office.objects.named(value))
