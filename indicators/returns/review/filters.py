"""Filters of the lists of returns; they live in the address."""

from __future__ import annotations

from typing import Any, Final

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.returns.models import MonthlyReturn
from offices.models import Level, Office, User
from offices.selectors import (
    access_of,
    offices_reviewed_by,
    offices_visible_to,
    reviewing_offices,
)

MINE: Final = "mine"


class ReviewFilter(django_filters.FilterSet):
    """By office name, by the superior office of the field offices, by who decides."""

    office = django_filters.CharFilter(method="named", label=_("Office"))
    region = django_filters.ModelChoiceFilter(
        queryset=Office.objects.none(),
        to_field_name="code",
        field_name="plan__office__parent",
        label=_("Regional office"),
        empty_label=_("All"),
    )
    whose = django_filters.ChoiceFilter(
        choices=[(MINE, _("my office decides"))],
        method="decided_by",
        label=_("Who decides"),
        empty_label=_("All"),
    )

    class Meta:
        model = MonthlyReturn
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["region"].queryset = offices_visible_to(user).filter(level=Level.REGIONAL)
        self._user = user
        self.form.fields["whose"].widget.attrs["class"] = "form-select"
        self.form.fields["office"].widget.attrs["class"] = "form-control"
        self.form.fields["region"].widget.attrs["class"] = "form-select"

    def named(
        self, queryset: QuerySet[MonthlyReturn], _name: str, value: str
    ) -> QuerySet[MonthlyReturn]:
        """Offices whose name or code contains the text, in either language."""
        offices = Office.objects.named(value)
        return queryset.filter(plan__office__in=offices)

    def decided_by(
        self, queryset: QuerySet[MonthlyReturn], _name: str, _value: str
    ) -> QuerySet[MonthlyReturn]:
        """Offices of which the person's own office is the nearest that decides: two queries."""
        mine = {scope.office for scope in access_of(self._user).review}
        offices = list(offices_reviewed_by(self._user))
        nearest = reviewing_offices(offices)
        own = [office for office, at in nearest.items() if at.pk in mine]
        return queryset.filter(plan__office__in=own)
