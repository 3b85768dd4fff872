"""Filters of the lists of returns; they live in the address."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.returns.models import MonthlyReturn
from offices.models import Level, Office, User
from offices.selectors import offices_visible_to


class ReviewFilter(django_filters.FilterSet):
    """By office name and by the superior office of the field offices."""

    office = django_filters.CharFilter(method="named", label=_("Office"))
    region = django_filters.ModelChoiceFilter(
        queryset=Office.objects.none(),
        to_field_name="code",
        field_name="plan__office__parent",
        label=_("Regional office"),
        empty_label=_("All"),
    )

    class Meta:
        model = MonthlyReturn
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["region"].queryset = offices_visible_to(user).filter(level=Level.REGIONAL)
        self.form.fields["office"].widget.attrs["class"] = "form-control"
        self.form.fields["region"].widget.attrs["class"] = "form-select"

    def named(
        self, queryset: QuerySet[MonthlyReturn], _name: str, value: str
    ) -> QuerySet[MonthlyReturn]:
        """Offices whose name or code contains the text, in either language."""
        offices = Office.objects.named(value)
        return queryset.filter(plan__office__in=offices)
