"""Filters of the lists of offices and people; they live in the address."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from offices.fields import DayField
from offices.models import Level, Office, Posting, Role, User
from offices.searching import saying, typed_code


class DayFilter(django_filters.Filter):
    """A day, typed in either digits."""

    field_class = DayField


class StyledFilter(django_filters.FilterSet):
    """A filter in the application's look."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            is_list = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if is_list else "form-control"


class OfficeFilter(StyledFilter):
    """By name or code, level, superior office, and whether it is open today."""

    office = django_filters.CharFilter(method="named", label=_("Office"))
    level = django_filters.ChoiceFilter(
        choices=Level.choices, label=_("level"), empty_label=_("All")
    )
    below = django_filters.CharFilter(method="standing_below", label=_("Below the office"))
    state = django_filters.ChoiceFilter(
        method="in_state",
        choices=[
            ("open", pgettext_lazy("office", "open")),
            ("closed", pgettext_lazy("office", "closed")),
            ("to-come", _("Upcoming")),
        ],
        label=_("State"),
        empty_label=_("All"),
    )

    class Meta:
        model = Office
        fields: tuple[str, ...] = ()

    def named(self, offices: QuerySet[Office], _name: str, value: str) -> QuerySet[Office]:
        """Those whose name or code contains the text, in either language."""
        return offices.filter(pk__in=Office.objects.named(value).values("pk"))

    def standing_below(self, offices: QuerySet[Office], _name: str, value: str) -> QuerySet[Office]:
        """Those below the office of that code; none if there is no such office."""
        above = Office.objects.filter(code=typed_code(value)).exclude(path="").first()
        if above is None:
            return offices.none()
        return offices.filter(path__under=above.path).exclude(pk=above.pk)

    def in_state(self, offices: QuerySet[Office], _name: str, value: str) -> QuerySet[Office]:
        """Open today, closed, or opening later."""
        today = timezone.localdate()
        if value == "closed":
            return offices.filter(active_to__lt=today)
        if value == "to-come":
            return offices.filter(active_from__gt=today)
        return offices.filter(pk__in=Office.objects.active(today).values("pk"))


class PersonFilter(StyledFilter):
    """By name, office and role of today, and by what became of the account."""

    person = django_filters.CharFilter(method="named", label=_("Person"))
    office = django_filters.CharFilter(method="posted_at", label=_("Office"))
    under = django_filters.CharFilter(method="posted_under", label=_("Office with all below it"))
    role = django_filters.ChoiceFilter(
        method="posted_as", choices=Role.choices, label=_("role"), empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        method="in_state",
        choices=[
            ("open", pgettext_lazy("office", "open")),
            ("closed", pgettext_lazy("office", "closed")),
            ("never", _("Never signed in")),
            ("unset", _("No password yet")),
            ("unaddressed", _("No password yet, no email address")),
            ("unposted", _("No posting today")),
        ],
        label=_("State"),
        empty_label=_("All"),
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def named(self, people: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        """Those whose name, user name or email address contains the text."""
        return people.filter(saying(value, "username", "name_bn", "name_en", "email"))

    def posted_at(self, people: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        """Those posted today at the office of that code, or at offices called so."""
        exact = Office.objects.filter(code=typed_code(value))
        offices = exact if exact.exists() else Office.objects.named(value)
        return people.filter(Exists(_today().filter(office__in=offices)))

    def posted_under(self, people: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        """Those posted today at the office of that code, or below it; none if there is none."""
        above = Office.objects.filter(code=typed_code(value)).exclude(path="").first()
        if above is None:
            return people.none()
        return people.filter(Exists(_today().filter(office__path__under=above.path)))

    def posted_as(self, people: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        """Those posted today in the role."""
        return people.filter(Exists(_today().filter(role=value)))

    def in_state(self, people: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        """Open or closed; open but never used; open but posted nowhere."""
        if value == "closed":
            return people.filter(is_active=False)
        people = people.filter(is_active=True)
        if value in ("never", "unset", "unaddressed"):
            people = people.filter(last_login=None)
        if value in ("unset", "unaddressed"):
            people = people.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        if value == "unaddressed":
            people = people.filter(email="")
        return people.exclude(Exists(_today())) if value == "unposted" else people


class SetUpFilter(PersonFilter):
    """Of people without a password: by name, office, subtree and role of today."""

    state = None


def in_words(query: str) -> str:
    """What a filter of people in the address says; blank where it asks for all."""
    form = SetUpFilter(QueryDict(query), queryset=User.objects.none()).form
    form.is_valid()
    said = []
    for name, value in form.cleaned_data.items():
        if value:
            shown = Role(value).label if name == "role" else value
            said.append(f"{form.fields[name].label}: {shown}")
    return " · ".join(said)


def _today() -> QuerySet[Posting]:
    return Posting.objects.on(timezone.localdate()).filter(user=OuterRef("pk"))
