"""Pages by which a person sets a password: behind a link, and the way to ask for one."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from offices.accounts.passwords.forms import ForgottenForm, NewPasswordForm
from offices.accounts.passwords.links import LINKS
from offices.accounts.passwords.services import ask_for_link
from offices.accounts.throttling import TooManyAttempts, claim_link, client_address, say_when
from offices.models import User
from offices.requests import typed


class SetPassword(PasswordResetConfirmView):
    """Set a password, once. The link's secret goes into the session and out of the address.

    Nothing of the page leads elsewhere, and the referrer policy tells other sites nothing.
    """

    form_class = NewPasswordForm
    template_name = "offices/accounts/set_password.html"
    success_url = reverse_lazy("offices:sign-in")
    token_generator = LINKS

    def get_user(self, uidb64: str) -> User | None:
        """The link's person; a closed account has none."""
        user: User | None = super().get_user(uidb64)
        if user is None or not user.is_active:
            return None
        if not self.request.user.is_authenticated:
            translation.activate(user.language)
        return user

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        """The password is kept; now the person signs in with it."""
        response = super().form_valid(form)
        messages.success(self.request, _("Your password is set. Sign in with it."))
        return response

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """A link that no longer works is 410: gone, and it stays so."""
        if not self.validlink:
            kwargs["status"] = HTTPStatus.GONE
        return super().render_to_response(context, **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Email me a link to whoever asks and is known; the answer is the same to everybody."""
    form = ForgottenForm(typed(request))
    if not form.is_valid():
        return render(request, "offices/accounts/forgotten.html", {"form": form})
    name = form.cleaned_data["name"]
    try:
        claim_link(name=name, address=client_address(request))
    except TooManyAttempts as refused:
        form.retry_at = refused.retry_at
        return say_when(
            render(request, "offices/accounts/forgotten.html", {"form": form}), refused.retry_at
        )
    ask_for_link(name)
    return render(request, "offices/accounts/forgotten_sent.html")
