"""Forms by which a person sets a password, or asks for a link to do so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from offices.accounts.passwords.services import set_password
from offices.fields import Styled
from offices.models import User


class NewPasswordForm(Styled, SetPasswordForm):
    """A password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("The same again")
        self.fields["new_password2"].help_text = ""

    def save(self, commit: bool = True) -> User:
        """Keep it."""
        user: User = self.user
        set_password(user, self.cleaned_data["new_password1"])
        return user


class ForgottenForm(Styled, forms.Form):
    """Who forgot their password; ``retry_at`` says when to ask again, if asked too often."""

    name = forms.CharField(
        label=_("User name or email address"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "username"}),
    )
    retry_at: datetime | None = None
