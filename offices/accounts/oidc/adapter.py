"""What the library asks us: whom to let in. Nobody signs up, and nothing of it is stored."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from offices.accounts.oidc.people import Unknown, person_of
from offices.accounts.second_factor.policy import BY_PROVIDER, MARK
from offices.accounts.throttling import client_address, forgive_address

logger = logging.getLogger(__name__)

BACKEND = "django.contrib.auth.backends.ModelBackend"


class VerifyingAdapter(OpenIDConnectOAuth2Adapter):
    """Checks the signature of what the provider says, too, as a second lock after TLS."""

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> Any:
        """The provider's tokens; the library skips the signature of what it fetched itself."""
        data = super().get_access_token_data(*args, **kwargs)
        self.did_fetch_access_token = False
        return data


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """Lets in people who have an open account here, and ends every other way at one page."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up: accounts are made by administrators."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The provider has spoken, the library has done nothing yet: sign in, or refuse."""
        raise ImmediateHttpResponse(_answer(request, sociallogin))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: object = None,
        exception: Exception | None = None,
        extra_context: object = None,
    ) -> None:
        """Whatever went wrong on the way there or back."""
        raise ImmediateHttpResponse(failed(request, exception or error))


def _answer(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    how: Any = settings.OIDC
    said = sociallogin.account.extra_data
    userinfo, id_token = said.get("userinfo"), said.get("id_token")
    if not id_token or (userinfo and userinfo.get("sub") != id_token.get("sub")):
        return failed(request, "userinfo and token do not speak of the same person")
    if id_token.get("nonce") != sociallogin.state["nonce"]:
        return failed(request, "the token was made for another sign-in")
    try:
        person = person_of({**id_token, **(userinfo or {})}, match=how.match)
    except Unknown:
        return refusal(
            request,
            _(
                "We could not find a Lokkho account for your organisation's account. Sign in "
                "with user name and password, or ask your administrator to enter your email "
                "address."
            ),
        )
    if not person.is_active:
        return refusal(request, _("This account is closed. Ask your administrator."))
    login(request, person, backend=BACKEND)
    if how.second_factor == "provider":
        request.session[MARK] = BY_PROVIDER
    forgive_address(client_address(request))
    # Looked at when it was put there: one of our own addresses.
    return redirect(sociallogin.state.get("next") or "home")


def failed(request: HttpRequest, why: object) -> HttpResponse:
    """The provider could not be asked, or its answer is none; the log says why."""
    logger.warning("Sign-in by OpenID Connect failed: %s", why)
    return refusal(
        request,
        _(
            "Your organisation's sign-in did not succeed. Try again, or sign in with user name "
            "and password."
        ),
    )


def refusal(
    request: HttpRequest, reason: str, *, status: HTTPStatus = HTTPStatus.FORBIDDEN
) -> HttpResponse:
    """One page for whoever is not let in, with the reason and the way back."""
    return render(request, "offices/accounts/oidc_refused.html", {"reason": reason}, status=status)
