"""The form of a new password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offices.accounts.second_factor.forms import ConfirmCodeForm


def _password(label: Any, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"class": "form-control", "autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget)


class PasswordForm(ConfirmCodeForm):
    """The password of now, and the new one twice."""

    field_order = ("password", "new", "again")

    new = _password(gettext_lazy("New password"), "new-password")
    again = _password(gettext_lazy("The new password again"), "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = password_validators_help_text_html()
        self.order_fields(self.field_order)

    def clean_new(self) -> str:
        """A password that the rules allow."""
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        return new

    def clean_again(self) -> str:
        """The same again."""
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise ValidationError(_("The two password fields didn’t match."))
        return again
