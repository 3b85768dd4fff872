"""What the inbox is narrowed by; it lives in the address."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.exceptions.models import StandingAlert
from indicators.exceptions.rules.names import NAMES
from numerals import Month, Unreadable, parse_month
from offices.filters import StyledFilter
from offices.models import Office, User
from offices.selectors import offices_overseen_by
from presentation.figures import month, sentence


class AlertFilter(StyledFilter):
    """By what was seen, the office or all below it, the kind of plan and the month."""

    rule = django_filters.ChoiceFilter(label=_("What was seen"), empty_label=_("All"))
    region = django_filters.ModelChoiceFilter(
        queryset=Office.objects.none(),
        to_field_name="code",
        method="below",
        label=_("Superior office"),
        empty_label=_("All"),
    )
    office = django_filters.CharFilter(method="named", label=_("Office"))
    month = django_filters.ChoiceFilter(method="of_month", label=_("Month"), empty_label=_("All"))

    class Meta:
        model = StandingAlert
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        overseen = offices_overseen_by(user)
        self.form.fields["region"].queryset = Office.objects.filter(
            pk__in=overseen.order_by().values("parent")
        )
        self.form.fields["rule"].choices = [
            ("", _("All")),
            *sorted(((code, sentence(name)) for code, name in NAMES.items()), key=_by_name),
        ]
        told = self.queryset.exclude(month="").order_by("-month").values_list("month", flat=True)
        self.form.fields["month"].choices = [
            ("", _("All")),
            *((text, month(Month.parse(text))) for text in told.distinct()),
        ]

    def below(
        self, alerts: QuerySet[StandingAlert], _name: str, office: Office
    ) -> QuerySet[StandingAlert]:
        """Those of an office and all below it."""
        return alerts.filter(plan__office__path__under=office.path)

    def named(
        self, alerts: QuerySet[StandingAlert], _name: str, text: str
    ) -> QuerySet[StandingAlert]:
        """Those of offices whose name or code contains the text, in either language."""
        return alerts.filter(plan__office__in=Office.objects.named(text))

    def of_month(
        self, alerts: QuerySet[StandingAlert], _name: str, text: str
    ) -> QuerySet[StandingAlert]:
        """Those of a month."""
        read = parse_month(text)
        return alerts.none() if isinstance(read, Unreadable) else alerts.filter(month=str(read))


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1]
