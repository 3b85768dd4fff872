"""The way to the provider and back."""

from __future__ import annotations

import secrets

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from offices.accounts.oidc.adapter import VerifyingAdapter, failed, refusal
from offices.accounts.throttling import TooManyAttempts, claim_address, client_address, say_when
from offices.requests import wanted_page

UNUSABLE = (RequestException, KeyError, ValueError)
"""What reading the provider's description of itself raises where there is none."""


@never_cache
@require_GET
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider; whoever is signed in already goes home."""
    if request.user.is_authenticated:
        return redirect("home")
    try:
        provider = VerifyingAdapter(request, provider_id).get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    try:
        claim_address(client_address(request))
    except TooManyAttempts as refused:
        reason = _("Too many sign-in attempts from your address. Try again shortly.")
        return say_when(refusal(request, reason), refused.retry_at)
    # The token must have been made for this way there, not only for this client.
    nonce = secrets.token_urlsafe()
    try:
        return provider.redirect(
            request,
            "login",
            next_url=wanted_page(request),
            auth_params={**provider.get_auth_params(), "nonce": nonce},
            nonce=nonce,
        )
    except UNUSABLE as error:
        return failed(request, error)


@never_cache
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer."""
    try:
        view = OAuth2CallbackView.adapter_view(VerifyingAdapter(request, provider_id))
        return view(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except UNUSABLE as error:
        return failed(request, error)
