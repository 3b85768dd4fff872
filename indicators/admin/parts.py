"""What the administration of a plan and of its parts share: what is typed, and its history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest

from indicators.returns.history import plan_history
from numerals import bare, to_latin_digits
from offices.administration.site import TYPED_NUMBERS, Admin
from offices.requests import signed_in
from plans.fields import ValueField
from plans.form_fields import TargetField, WeightField
from plans.models import Plan
from plans.services.frozen import FrozenPlan, require_thawed
from presentation.figures import sentence

TYPED_FIELDS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    ValueField: {"form_class": TargetField},
    models.DecimalField: {"form_class": WeightField},
    **TYPED_NUMBERS,
}


@contextmanager
def _refusing_frozen() -> Iterator[None]:
    try:
        yield
    except FrozenPlan as error:
        raise PermissionDenied(sentence(error.message)) from error


class ToldAdmin(Admin):
    """The admin of a part of a plan: what is changed in it enters the plan's history."""

    def plan_of(self, obj: Any) -> Plan:
        """The plan that the object is a part of."""
        plan: Plan = obj.plan
        return plan

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What an agreed plan promises is looked at, not changed."""
        is_frozen = obj is not None and self.plan_of(obj).is_frozen
        return not is_frozen and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor taken away."""
        is_frozen = obj is not None and self.plan_of(obj).is_frozen
        return not is_frozen and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        # Agreed at this very moment: the page that shows it so comes with the next look.
        with plan_history([self.plan_of(obj)], by=signed_in(request)), _refusing_frozen():
            require_thawed([self.plan_of(obj).pk])
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        with plan_history([self.plan_of(form.instance)], by=signed_in(request)):
            super().save_related(request, form, formsets, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with plan_history([self.plan_of(obj)], by=signed_in(request)):
            super().delete_model(request, obj)


class CodedForm(forms.ModelForm):
    """A part of a plan with its code, which may be typed in either digits."""

    def clean_code(self) -> str:
        return to_latin_digits(bare(self.cleaned_data["code"]))
