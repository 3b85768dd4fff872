"""Forms of sign-in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from offices.accounts.throttling import (
    TooManyAttempts,
    claim_attempt,
    client_address,
    forgive_attempt,
)


class SignInForm(AuthenticationForm):
    """User name and password, with one answer to every failure.

    ``retry_at`` says when the next attempt will be heard, if this one came too soon.
    """

    retry_at: datetime | None = None

    error_messages = {
        "invalid_login": _(
            "The user name or password is not correct. Check both. Passwords are case-sensitive."
        ),
        "inactive": _("This account is closed. Ask your administrator."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = _("User name")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        """Refuse unheard what comes too soon after many failures."""
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password") or self.request is None:
            return super().clean()
        whose = {"username": username, "address": client_address(self.request)}
        try:
            claim_attempt(**whose)
        except TooManyAttempts as refused:
            self.retry_at = refused.retry_at
            raise ValidationError("", code="throttled") from refused
        cleaned = super().clean()
        forgive_attempt(**whose)
        return cleaned
