"""Forms of sign-in."""

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password, with one answer to every failure."""

    error_messages = {
        "invalid_login": _(
            "The user name and the password do not go together. "
            "Check both; capital and small letters differ in the password."
        ),
        "inactive": _("This account is closed. Ask your administrator."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = _("User name")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
