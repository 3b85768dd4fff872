"""Forms of the second factor, and the question for the password (or a code) before a change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offices.accounts.second_factor.services import accept_code
from offices.accounts.throttling import (
    TooManyAttempts,
    claim_attempt,
    claim_code,
    client_address,
    forgive_attempt,
    forgive_code,
)
from offices.models import User


def code_field() -> forms.CharField:
    """The field for the code of now: digits of either language, blanks between them."""
    return forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "form-control code-field",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "autofocus": True,
            }
        ),
    )


class Throttled(forms.Form):
    """A form whose answers are counted; ``retry_at`` says when the next one will be heard."""

    retry_at: datetime | None = None

    def refuse(self, refused: TooManyAttempts) -> ValidationError:
        """What to raise for an answer that came too soon."""
        self.retry_at = refused.retry_at
        return ValidationError("", code="throttled")

    def check_code(self, user: User, code: str) -> None:
        """Raise ``ValidationError`` unless the code is the user's, and heard."""
        try:
            claim_code(username=user.get_username())
        except TooManyAttempts as refused:
            raise self.refuse(refused) from refused
        if not accept_code(user=user, code=code):
            raise ValidationError(
                _(
                    "“%(code)s” is not correct. Enter the 6-digit code your app shows now, or a "
                    "recovery code you have not used. Each code works once."
                ),
                params={"code": code},
            )
        forgive_code(username=user.get_username())

    def check_password(self, user: User, password: str, *, address: str) -> None:
        """Raise ``ValidationError`` unless the password is the user's, and heard."""
        whose = {"username": user.get_username(), "address": address}
        try:
            claim_attempt(**whose)
        except TooManyAttempts as refused:
            raise self.refuse(refused) from refused
        if not user.check_password(password):
            raise ValidationError(
                _("That is not your current password. Passwords are case-sensitive.")
            )
        forgive_attempt(**whose)


class CodeForm(Throttled):
    """The code that follows the password."""

    code = code_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> str:
        """Look at the code only where it is heard."""
        code: str = self.cleaned_data["code"]
        self.check_code(self.user, code)
        return code


class ConfirmCodeForm(Throttled):
    """Is it still the same person? Asks for the password, or where there is none, for a code."""

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user
        if user.has_usable_password():
            self.fields["password"] = forms.CharField(
                label=gettext_lazy("Your password"),
                strip=False,
                widget=forms.PasswordInput(
                    attrs={"class": "form-control", "autocomplete": "current-password"}
                ),
            )
        elif user.second_factor_since:
            self.fields["code"] = code_field()

    def clean_password(self) -> str:
        """The password of now."""
        password: str = self.cleaned_data["password"]
        self.check_password(self.user, password, address=client_address(self.request))
        return password

    def clean_code(self) -> str:
        """A code of now, of those who sign in without a password of ours."""
        code: str = self.cleaned_data["code"]
        self.check_code(self.user, code)
        return code


class SetUpForm(ConfirmCodeForm):
    """The first code of a new phone; in a sign-in that is complete the password as well."""

    def __init__(self, *args: Any, is_sign_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {} if is_sign_in else self.fields
        if "code" in asked:
            asked["code"].label = _("Code from your current phone")
        self.fields = {**asked, "new_code": code_field()}
        # One reads the page and takes the phone first.
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)
